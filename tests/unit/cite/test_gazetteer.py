import tomllib
from pathlib import Path

import pytest

from blog2book.cite import gazetteer
from blog2book.cite.gazetteer import FILE_NAME, SHIPPED, Gazetteer, Site, shipped
from blog2book.cite.sources_file import load

NAMES = Gazetteer(
    sites={
        "bbc.co.uk": "BBC",
        "bbc.co.uk/news": "BBC News",
        "nytimes.com": "The New York Times",
        "freakonomics.blogs.nytimes.com": "Freakonomics",
        "wordpress.com": "WordPress.com",
        "gov.uk": "GOV.UK",
    },
    blogs=frozenset({"wordpress.com", "blogspot.com"}),
)


@pytest.mark.parametrize(
    ("address", "name", "domain", "is_blog"),
    [
        ("http://www.bbc.co.uk/programmes/x", "BBC", "bbc.co.uk", False),
        ("https://bbc.co.uk/News/uk-1", "BBC News", "bbc.co.uk", False),
        ("https://m.bbc.co.uk/newsround", "BBC", "bbc.co.uk", False),
        ("https://freakonomics.blogs.nytimes.com/a", "Freakonomics", "nytimes.com", False),
        ("https://krugman.blogs.nytimes.com/a", "The New York Times", "nytimes.com", False),
        ("https://wordpress.com/tags", "WordPress.com", "wordpress.com", False),
        ("https://robins.wordpress.com/", "", "robins.wordpress.com", True),
        ("https://a.robins.wordpress.com/", "", "robins.wordpress.com", True),
        ("https://robins.blogspot.de/x", "", "robins.blogspot.com", True),
        ("https://www.gov.uk/care", "GOV.UK", "gov.uk", False),
        ("https://garden.gov.uk/care", "", "garden.gov.uk", False),
        ("https://ada.github.io/x", "", "ada.github.io", False),
        ("http://192.0.2.7/x", "", "192.0.2.7", False),
        ("http://localhost/x", "", "localhost", False),
        ("mailto:ada@example.org", "", "", False),
    ],
)
def test_the_longest_name_wins(address: str, name: str, domain: str, is_blog: bool) -> None:  # noqa: FBT001
    """The name may be that of a path or a domain, never of a suffix or a platform of others."""
    origin = SHIPPED if name else ""
    wanted = Site(name=name, name_from=origin, domain=domain, is_blog=is_blog)
    assert NAMES.site(address) == wanted


def test_the_users_names_win(tmp_path: Path) -> None:
    """sources.toml names sites as people write addresses, and stands over the shipped list."""
    file = tmp_path / FILE_NAME
    file.write_text(
        '[sites]\n"https://www.Garden.example/" = "The  Garden"\n"bbc.co.uk/news" = "Auntie"\n'
        '"nytimes.com" = "The Times"\n"sky.com" = "The Sky"\n',
        encoding="utf-8",
    )
    found = load(file).gazetteer
    assert found.site("http://garden.example/roses").name == "The Garden"
    assert found.site("http://garden.example/roses").name_from == FILE_NAME
    assert found.site("https://bbc.co.uk/news/1").name == "Auntie"
    assert found.site("https://bbc.co.uk/sport").name == "BBC Sport"
    assert found.site("https://freakonomics.blogs.nytimes.com").name == "The Times"
    houses = [found.house(one) for one in ("BBC News", "Sky News", "Auntie")]
    assert houses == ["BBC", "The Sky", "Auntie"]


def test_without_a_file_the_shipped_list_is_used() -> None:
    """No sources.toml, no names of the user's."""
    assert load(None).gazetteer is shipped()


def test_the_shipped_list_is_in_order() -> None:
    """Each key is a bare place in lower case, each name one line of text, none stands twice."""
    assert gazetteer.__file__ is not None
    text = Path(gazetteer.__file__).with_suffix(".toml").read_text(encoding="utf-8")
    sites: dict[str, str] = tomllib.loads(text)["sites"]  # refuses a key that stands twice
    assert len(sites) >= 500
    houses: dict[str, str] = tomllib.loads(text)["houses"]
    assert {*houses, *houses.values()} <= {*sites.values()}
    for place, name in sites.items():
        assert place == place.lower().strip("/")
        assert not place.startswith(("www.", "http"))
        assert place.count("/") <= 1
        assert name == " ".join(name.split())
        assert shipped().site(f"https://{place}/").name == name
