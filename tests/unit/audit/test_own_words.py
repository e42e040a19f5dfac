"""What a book says itself is no word of a post, and a post without words shows its picture."""

from pathlib import Path

import pytest

from blog2book.audit import Verdict, audit
from blog2book.config import BookTable, Settings
from exports import item, wxr
from samples import Heard
from whole import context, make

_PICTURE = '<img src="https://sea.example/sunset-at-the-beach.jpg" alt=""/>'
_POSTS = {
    "Evening": "<p>Before the picture.</p><figure>"
    f"{_PICTURE}<figcaption>Sunset at the beach</figcaption></figure><p>And after it.</p>",
    "Talk": '<p>We were there.</p><video src="https://sea.example/a.mp4"></video><p>Video</p>',
    "Walk": "<p>Seen on the way:</p>" + "".join(
        f'<figure><img src="https://sea.example/the-{one}.jpg" alt=""/>'
        f"<figcaption>The {one} we met</figcaption></figure>" for one in ("hare", "owl")
    ),
    "": _PICTURE,
}  # fmt: skip
_HARM = (
    ("<figcaption>Sunset at the beach</figcaption>", ""),
    ("<p>Video</p>", ""),
    ("<figcaption>The hare we met</figcaption>", ""),
    (f"[CDATA[{_PICTURE}]]", "[CDATA[]]"),
)


def _export(path: Path) -> Path:
    path.parent.mkdir()
    posts = [
        item(at, body, title=title, post_date=f"2016-12-0{at} 08:00:00")
        for at, (title, body) in enumerate(_POSTS.items(), 1)
    ]
    path.write_text(wxr(*posts), encoding="utf-8")
    return path


def _verdict(export: Path, book: Path) -> Verdict:
    settings = Settings(book=BookTable(archives=(export,)))
    return audit(settings, book, context(book.parent, Heard()))


@pytest.mark.parametrize("suffix", ["epub", pytest.param("pdf", marks=pytest.mark.slow)])
def test_what_a_book_says_itself_stands_for_no_word_of_a_post(suffix: str, tmp_path: Path) -> None:
    """A caption, a word and a picture that are gone are told, though a frame or a card says so."""
    export = _export(tmp_path / "whole" / "export.xml")
    harmed = _export(tmp_path / "harmed" / "export.xml")
    text = harmed.read_text(encoding="utf-8")
    for old, new in _HARM:
        assert text.count(old) == 1
        text = text.replace(old, new)
    harmed.write_text(text, encoding="utf-8")
    book, other = tmp_path / f"whole.{suffix}", tmp_path / f"harmed.{suffix}"
    make([export], [book])
    make([harmed], [other])
    assert _verdict(export, book).losses == ()
    told = {
        one.title: (one.lost, one.said, one.blank, one.misplaced)
        for one in _verdict(export, other).losses
    }
    assert told.pop("Talk", None) == ((1, "video", False, False) if suffix == "epub" else None)
    assert told.pop("Walk")[0] == 4
    assert told == {
        "Evening": (4, "sunset at the beach", False, False),
        "": (0, "", True, False),
    }
