"""Notes of authors, which a book sets behind a text wherever the export has them."""

from pathlib import Path

import pytest

from blog2book.audit import audit
from blog2book.audit.notes import apart
from blog2book.config import BookTable, Settings
from exports import item, wxr
from samples import Heard
from whole import context, make

_NOTES = (
    '<p>Alder smoke<sup id="r1"><a href="#n1">1</a></sup> drifted.</p><div class="footnotes"><ol>'
    '<li id="n1">Lanterns counted <img src="b.jpg"> by Beatrix <a href="#r1">↩</a></li>'
    '<li id="n2">A note that nothing calls</li></ol></div><p>Words behind them.</p>'
)


@pytest.mark.parametrize(
    ("said", "notes", "missing", "gone"),
    [
        ("a b so it was c", ["so it was"], {2, 3, 4}, {2, 3, 4}),
        ("so it was a so it was", ["so it was"], {4, 5, 6}, {4, 5, 6}),
        ("so it was a so it was", ["so it was"] * 2, {0, 1, 2, 4, 5, 6}, {0, 1, 2, 4, 5, 6}),
        ("a so it was", ["so it was"], {3}, set()),
        ("a so it", ["so it was"], {1, 2}, set()),
        ("a so it was not b", ["so it was a foot"], {1, 2, 3, 4}, {1, 2, 3}),
        ("a b", ["b"], {1}, {1}),
        ("b " * 101, ["b"], {1}, set()),
    ],
)
def test_a_note_is_taken_from_its_beginning_where_it_lacks(
    said: str, notes: list[str], missing: set[int], gone: set[int]
) -> None:
    """Each once, at the place of which most is missing; what is there too often is left."""
    assert apart(said.split(), [one.split() for one in notes], missing) == gone


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("", "", ()),
        ("by Beatrix", "", ("by beatrix",)),
        ("A note that nothing calls", "", ("a note that nothing calls",)),
        ("behind them", "behind", ("them",)),
    ],
)
def test_notes_that_nothing_calls_stay_among_those_that_go(
    old: str, new: str, lost: tuple[str, ...], tmp_path: Path
) -> None:
    """A book with all words passes, whichever of a list of notes it moves; each loss is told."""
    export, harmed = tmp_path / "export.xml", tmp_path / "harmed.xml"
    export.write_text(wxr(item(1, _NOTES, title="Notes")), encoding="utf-8")
    harmed.write_text(wxr(item(1, _NOTES.replace(old, new), title="Notes")), encoding="utf-8")
    make([harmed], [tmp_path / "book.epub"])
    settings = Settings(book=BookTable(archives=(export,)))
    verdict = audit(settings, tmp_path / "book.epub", context(tmp_path, Heard()))
    assert tuple(one.said for one in verdict.losses) == lost
