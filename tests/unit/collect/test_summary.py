import json
from dataclasses import asdict, replace
from pathlib import Path

from blog2book.collect import collect, summary
from blog2book.config import SelectTable, Settings
from blog2book.model.archive import Kind, Leftover, Standing, Status
from blog2book.model.book import MissingPicture, Picture, PictureKind
from blog2book.model.xhtml import Xhtml
from samples import Heard, archive, comment, post

POSTS = (
    post(comments=(comment(),)),
    post(key="blog.example/2", title="", published=None),
    post(key="blog.example/3", status=Status.PRIVATE, title="Secret"),
    post(key="blog.example/4", status=Status.DRAFT, title="Unfinished", published=None),
    post(key="blog.example/5", kind=Kind.PAGE, title="About"),
)


def test_a_summary_is_json() -> None:
    """Months, posts, reasons and totals are told in what JSON can hold."""
    found = summary(collect(archive(POSTS), Settings(), Heard()))
    content = json.loads(json.dumps(asdict(found)))
    assert [month["name"] for month in content["months"]] == ["December 2016", ""]
    assert content["months"][0]["posts"] == [
        {
            "key": "blog.example/1",
            "day": "2016-12-07",
            "title": "A title",
            "opening": "",
            "words": 2,
            "comments": 0,
        }
    ]
    assert [(one["kind"], one["reason"], one["count"]) for one in content["left_out"]] == [
        ("post", "draft", 1),
        ("post", "private", 1),
        ("page", "static page", 1),
        ("comment", "comments not asked for", 1),
    ]
    assert (found.items, found.printed, found.posts, found.words) == (6, 2, 2, 4)


def test_a_summary_never_names_a_secret_post() -> None:
    """A private post is listed by key and day."""
    found = summary(collect(archive(POSTS), Settings(), Heard()))
    assert "Secret" not in json.dumps(asdict(found)) + "\n".join(found.lines())
    assert "    2016-12-07  [blog.example/3]" in found.lines()


def test_a_post_without_a_title_is_listed_by_its_first_words() -> None:
    """About 40 signs of them, and as untitled where it has no words."""
    long = Xhtml("<p>Frost on the dahlias, and</p><p>the robin is back again.</p>")
    posts = (post(title="", body=long), post(key="blog.example/2", title="", body=Xhtml("")))
    lines = summary(collect(archive(posts), Settings(), Heard())).lines()
    assert lines[3:5] == (
        "  2016-12-07  Frost on the dahlias, and the robin is…  [blog.example/1]",
        "  2016-12-07  Untitled  [blog.example/2]",
    )


def test_lines_are_for_people() -> None:
    """The lines say by month what goes in, then what is left out and why, then the sum."""
    select = SelectTable(pages=True, comments=True)
    found = summary(collect(archive(POSTS), Settings(select=select), Heard()))
    assert found.lines() == (
        "A Blog, by Ada Example",
        "",
        "December 2016 (1 post)",
        "  2016-12-07  A title (1 comment)  [blog.example/1]",
        "",
        "Undated (1 post)",
        "  -           Some words.  [blog.example/2]",
        "",
        "Pages (1)",
        "  2016-12-07  About  [blog.example/5]",
        "",
        "Left out (2)",
        "  1 post: draft",
        "    -           Unfinished  [blog.example/4]",
        "  1 post: private",
        "    2016-12-07  [blog.example/3]",
        "",
        "6 items in the archive = 4 in the book + 2 left out: draft (1), private (1).",
        "2 posts, 6 words.",
    )


def test_the_account_is_one_sentence() -> None:
    """Both `list` and `build` say it so; a reason that several kinds share is told once."""
    found = summary(collect(archive([post()]), Settings(), Heard()))
    assert found.account == "1 item in the archive = 1 in the book + 0 left out."
    trashed = comment(standing=Standing.TRASHED)
    posts = (post(comments=(trashed,)), post(key="2", status=Status.TRASHED))
    found = summary(collect(archive(posts), Settings(), Heard()))
    assert found.account == "3 items in the archive = 1 in the book + 2 left out: trashed (2)."
    more = Leftover(kind="settings", count=2, reason="not a text")
    found = summary(collect(archive(POSTS * 2, leftovers=(more,), items=14), Settings(), Heard()))
    assert {"  2 settings: not a text", "  4 posts: duplicate"} <= set(found.lines())


def test_what_has_no_name_is_counted_and_has_no_line() -> None:
    """The second copy of a post, which the reader left out, stands in the count alone."""
    twice = Leftover(kind="post", count=2, reason="it stands there twice")
    found = summary(collect(archive([post()], leftovers=(twice,), items=3), Settings(), Heard()))
    assert found.lines()[5:] == (
        "Left out (2)",
        "  2 posts: it stands there twice",
        "",
        "3 items in the archive = 1 in the book + 2 left out: it stands there twice (2).",
        "1 post, 2 words.",
    )


def test_missing_pictures_are_counted() -> None:
    """Pictures are counted, and those that nobody has."""
    picture = Picture(path=Path("a"), kind=PictureKind.PNG, width=1, height=1, digest="00")
    missing = MissingPicture(address="b", reason="nobody has it")
    book = collect(archive([post(author=None)]), Settings(), Heard())
    found = summary(replace(book, pictures={"a": picture, "b": missing}))
    assert (found.pictures, found.missing_pictures) == (2, 1)
    assert found.lines()[0] == "A Blog"
    assert found.lines()[-1] == "1 post, 2 words. 2 pictures, 1 of them missing."
    found = summary(replace(book, pictures={"a": picture}))
    assert found.lines()[-1] == "1 post, 2 words. 1 picture."
