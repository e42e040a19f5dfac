"""Properties of reading Movable Type's format: nothing raises, nothing is lost, nothing leaks."""

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.ports import Confidence, Sample
from blog2book.readers.movabletype import reader
from blog2book.readers.movabletype.entries import FIELD, entries
from exports import Reading

CASE = Path(__file__).parents[1] / "cases" / "movabletype" / "typepad"
WHOLE = (CASE / "input.txt").read_text("utf-8")
GUARDED = re.sub(r"\w+@mail\.example", "HIDDEN@mail.example", WHOLE)
LINES = some.lists(
    some.sampled_from(
        ["-----", "--------", "AUTHOR: A", "EMAIL: x", "DATE: 01/02/2003", "TITLE: x", "BODY:",
         "COMMENT:", "PING:", "EXTENDED BODY:", "STATUS: Publish", "", "words", "---", 'TAGS: "a']
    )
    | some.text(max_size=5),
    max_size=40,
).map("\n".join)  # fmt: skip


def read(data: bytes) -> Reading | None:
    """Read an export, None if it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.txt"
        path.write_bytes(data)
        try:
            return Reading(reader, path)
        except ArchiveError:
            return None


@settings(deadline=None, max_examples=80)
@given(LINES.map(lambda text: text.encode("utf-8", "replace")) | some.binary(max_size=200))
def test_any_file_adds_up_or_is_refused(data: bytes) -> None:
    """Whatever the bytes."""
    assert isinstance(reader.recognises(Sample(path=Path("x"), head=data, members=())), Confidence)
    reading = read(data)
    assert reading is None or reading.adds_up


@given(LINES)
def test_no_words_are_lost(text: str) -> None:
    """What stands below the name of a section stands in the entry, whatever is around it."""
    lines = [f"{line}\n" for line in ("BODY:", *text.split("\n"))]
    found = list(entries(lines))
    kept = [line for one in found for part in one.sections for line in part.lines]
    assert kept.count("---\n") + kept.count("words\n") <= len(lines)
    if not any(map(FIELD.match, lines)):
        assert kept.count("words\n") == lines.count("words\n")


@settings(deadline=None, max_examples=250)
@given(
    some.integers(0, len(GUARDED)),
    some.sampled_from([0, 1, 30, 60, 100]),
    some.sampled_from(["", "\n", "-", "x", ":", "\x00", "-----\n", "--------\n", "é"]),
)
def test_damage_shows_nothing_that_is_hidden(place: int, length: int, damage: str) -> None:
    """No e-mail address comes to light, and the account adds up."""
    text = GUARDED[:place] + damage + GUARDED[place + length :]
    reading = read(text.encode("latin-1", "replace"))
    assert reading is not None
    assert reading.adds_up
    assert "HIDDEN" not in repr(reading.archive) + repr(reading.heard.events)
