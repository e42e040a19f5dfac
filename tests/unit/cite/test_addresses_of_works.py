import pytest

from blog2book.cite.addresses_of_works import first_door, key_of

VIDEO = "https://youtube.com/watch?v=a-b_c1D2e3F"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://youtu.be/a-b_c1D2e3F?t=12", VIDEO),
        ("https://www.youtube.com/watch?v=a-b_c1D2e3F&feature=youtu.be", VIDEO),
        ("https://m.youtube.com/watch?list=x&v=a-b_c1D2e3F#t=1", VIDEO),
        ("https://www.youtube-nocookie.com/embed/a-b_c1D2e3F?feature=oembed", VIDEO),
        ("http://www.youtube.com/v/a-b_c1D2e3F", VIDEO),
        ("https://www.youtube.com/@robins", "https://youtube.com/@robins"),
        ("https://youtube.com/embed/videoseries?list=x",) * 2,
        ("http://dx.doi.org/10.1038/NBT.3202", "https://doi.org/10.1038/nbt.3202"),
        ("https://www.doi.org/10.1038/nbt.3202", "https://doi.org/10.1038/nbt.3202"),
        ("https://doi.org/",) * 2,
        ("https://de.m.wikipedia.org/wiki/Robin", "https://de.wikipedia.org/wiki/Robin"),
        ("https://n.example/a?v=a-b_c1D2e3F",) * 2,
    ],
)
def test_all_addresses_of_a_work_have_one_key(url: str, key: str) -> None:
    """A video, a DOI and an encyclopedia's page have several doors; a key is its own."""
    assert key_of(url) == key.removesuffix("/")
    assert key_of(key_of(url)) == key_of(url)


@pytest.mark.parametrize(
    ("hrefs", "printed"),
    [
        (["https://n.example/a#b", "https://www.n.example/a"], "https://n.example/a"),
        (["https://amp.n.example/a", "https://www.n.example/a#b"], "https://www.n.example/a"),
        (["https://n.example/a/amp/", "https://n.example/a/"], "https://n.example/a/"),
        (["https://m.n.example/a", "https://n.example/amplifiers"], "https://n.example/amplifiers"),
        (["http://dx.doi.org/10.1/a", "https://doi.org/10.1/a"], "https://doi.org/10.1/a"),
        (["https://m.n.example/a", "https://amp.n.example/a"], "https://m.n.example/a"),
    ],
)
def test_a_book_prints_the_first_door(hrefs: list[str], printed: str) -> None:
    """The first address, but none for telephones and no old one where another is known."""
    assert first_door(hrefs) == printed
