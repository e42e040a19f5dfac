from collections.abc import Iterable
from pathlib import Path

import pytest

from blog2book.model.archive import Origin, Status
from blog2book.ports import Context
from blog2book.readers.blog import Blog, Item, Text, archive, person
from samples import Heard


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ada@mail.example",
        "Ada <ada@mail.example>",
        "ada (at) mail.example",
        "ada[AT]mail.example",
        "ada ＠ mail.example",
        "203.0.113.6",
        "Guest (203.0.113.6)",
        "203.0.113.6:8080",
        "2001:db8::1",
        "[2001:DB8::1]",
    ],
)
def test_an_address_is_no_name(name: str) -> None:
    """Whoever left an e-mail or IP address for a name is nobody."""
    assert person(name) is None


@pytest.mark.parametrize("name", ["Ada", "ada  at home", "R2.D2", "4.5.6", "12", "Ada::Bee"])
def test_a_name_is_a_name(name: str) -> None:
    """Signs and numbers in a name make no address of it."""
    found = person(name)
    assert found
    assert found.name == " ".join(name.split())


def _told(tmp_path: Path, texts: Iterable[Text]) -> list[str]:
    """Return where the Notice of what was taken out of the texts stands."""
    heard = Heard()
    items = [
        Item(text=text, file=f"{number}.html", place=f"post {number}", identity=str(number))
        for number, text in enumerate(texts, 1)
    ]
    files = [Origin(file=item.file, place="", url="", digest="") for item in items]
    blog = Blog(title="Days", items=items, files=files)
    archive(blog, Context(report=heard, workdir=tmp_path, cache=tmp_path))
    return [one.where for one in heard.notices if one.code == "markup-removed"]


def test_what_is_taken_out_is_told_where_it_stood_first(tmp_path: Path) -> None:
    """Of many files a person must find the one to look at."""
    form = "<form action='/subscribe'><input type='email'></form>"
    texts = [Text(raw="<p>Fine.</p>"), Text(raw=f"<p>a</p>{form}"), Text(raw=f"<p>b</p>{form}")]
    assert _told(tmp_path, texts) == ["2.html, post 2"]


@pytest.mark.parametrize(
    ("names", "author"),
    [
        (("Ada", "Ada", ""), "Ada"),
        (("Ada", ""), None),
        (("Ada", "Bo", "Ada"), None),
        (("", ""), None),
        ((), None),
    ],
)
def test_a_blog_is_by_the_one_who_signed_most_of_it(
    names: tuple[str, ...], author: str | None, tmp_path: Path
) -> None:
    """A single name among many posts without one may be a guest's."""
    items = [
        Item(
            text=Text(raw="<p>x</p>"),
            file="a",
            place=f"post {number}",
            author=name,
            title=f"{number}",
        )
        for number, name in enumerate(names)
    ]
    whole = archive(Blog(items=items), Context(report=Heard(), workdir=tmp_path, cache=tmp_path))
    assert (whole.author.name if whole.author else None) == author


def test_an_excerpt_with_words_of_its_own_is_told(tmp_path: Path) -> None:
    """It is not printed; one that the text says too is lost by nobody, nor is a draft's."""
    heard = Heard()
    tries = [
        (
            "<p>We sailed <em>at</em> dawn, and the wind rose.</p>",
            "We sailed at dawn…",
            "published",
        ),
        ("<p>We sailed.</p>", "A day on the &lt;water&gt;.", "published"),
        ("<p>We rowed.</p>", "Not yet for the public.", "draft"),
    ]
    items = [
        Item(
            text=Text(raw=body), file="a.xml", place=f"item {number}", title=f"Post {number}",
            identity=str(number), status=Status(status), excerpt=excerpt,
        )
        for number, (body, excerpt, status) in enumerate(tries, 1)
    ]  # fmt: skip
    archive(Blog(items=items), Context(report=heard, workdir=tmp_path, cache=tmp_path))
    (notice,) = heard.notices
    assert notice.code == "excerpts-not-printed"
    assert notice.message.endswith("which the book does not print: Post 2.")
