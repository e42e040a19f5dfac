import json
import re
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import Event, Notice
from blog2book.model.archive import Archive, Leftover, Person, Status
from blog2book.model.xhtml import Xhtml
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blogger import reader as blogger
from blog2book.readers.text import reader as text
from blog2book.readers.wordpress import reader as wordpress
from blog2book.testing import check_reader

ROOT = Path(__file__).parents[2]
EXPORT: dict[str, Any] = {
    "gardenlog": 1,
    "title": "Over the Fence",
    "address": "https://fence.example",
    "entries": [
        {
            "id": "7",
            "title": "Beans & peas",
            "date": "2016-12-07T09:30:00",
            "url": "https://fence.example/beans",
            "html": "<p>They <i>climb</i>.",
            "shared": "everybody",
        },
        {
            "id": "8",
            "title": "For nobody",
            "date": "2016-12-08T09:30:00",
            "url": "https://fence.example/for-nobody",
            "html": "<p>Quiet.</p>",
            "shared": "me",
        },
    ],
}


def _documented() -> Reader:
    """Return the reader that docs/readers.md shows."""
    page = (ROOT / "docs" / "readers.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    module = types.ModuleType("gardenlog_reader")
    exec(compile(code, "docs/readers.md", "exec"), vars(module))  # noqa: S102 - our own page
    return cast("Reader", module.reader)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return an export of the service that docs/readers.md invents."""
    path = tmp_path / "export.json"
    path.write_text(json.dumps(EXPORT), encoding="utf-8")
    return path


def test_the_documented_reader_holds(export: Path, tmp_path: Path) -> None:
    """What docs/readers.md shows is a reader, and withholds what is private."""
    archive = check_reader(_documented(), export, tmp_path / "work")
    assert [(post.title, post.status) for post in archive.posts] == [
        ("Beans & peas", Status.PUBLISHED),
        ("For nobody", Status.PRIVATE),
    ]
    assert archive.posts[1].permalink == ""


def test_a_blog_may_have_no_title(tmp_path: Path) -> None:
    """What its book is called is not its reader's business."""
    path = tmp_path / "export.json"
    path.write_text(json.dumps(EXPORT | {"title": ""}), encoding="utf-8")
    archive = check_reader(_documented(), path, tmp_path / "work")
    assert (archive.title, len(archive.posts)) == ("", 2)


def test_a_bad_entry_costs_the_documented_reader_no_other(tmp_path: Path) -> None:
    """It is kept with what it has, withheld where nobody knows for whom it was, or told as lost."""
    whole = EXPORT["entries"][0]
    bad = [
        {**whole, "id": "1", "title": None, "date": "never", "url": 7},
        {**whole, "id": "2", "shared": ["everybody"]},
        {**whole, "id": "3", "html": None},
        "no entry",
    ]
    path = tmp_path / "export.json"
    path.write_text(json.dumps({**EXPORT, "entries": [whole, *bad]}), encoding="utf-8")
    heard: list[Event] = []
    archive = _documented().read(
        path, Context(report=heard.append, workdir=tmp_path, cache=tmp_path)
    )
    assert [(post.title, post.status) for post in archive.posts] == [
        ("Beans & peas", Status.PUBLISHED),
        ("", Status.PUBLISHED),
        ("Beans & peas", Status.UNREADABLE),
    ]
    assert [one.count for one in archive.leftovers] == [2]
    told = [one.message for one in heard if isinstance(one, Notice)]
    assert told == ["Could not be read: 2 entries."]


@pytest.mark.parametrize(
    ("reader", "example"),
    [
        (blogger, "blogger/blog-06-01-2014.xml"),
        (wordpress, "wordpress/between-tides.xml"),
        (text, "text/june-2014.txt"),
    ],
)
def test_readers_of_the_house_hold(reader: Reader, example: str, tmp_path: Path) -> None:
    """Each reader keeps the contract with the example of its format."""
    archive = check_reader(reader, ROOT / "examples" / example, tmp_path / "work")
    assert archive.posts


class _Faulty:
    """The documented reader with one fault."""

    def __init__(self, fault: Callable[[Archive], Archive], *, reads: str = "a fault") -> None:
        self.name = "faulty"
        self.reads = reads
        self._fault = fault

    def recognises(self, sample: Sample) -> Confidence:
        return _documented().recognises(sample)

    def read(self, source: Path, context: Context) -> Archive:
        return self._fault(_documented().read(source, context))


def _first(**fields: Any) -> Callable[[Archive], Archive]:
    """Return a fault of the first post."""
    return lambda archive: replace(
        archive, posts=(replace(archive.posts[0], **fields), *archive.posts[1:])
    )


def _second(**fields: Any) -> Callable[[Archive], Archive]:
    """Return a fault of the second post, which is private."""
    return lambda archive: replace(
        archive, posts=(archive.posts[0], replace(archive.posts[1], **fields))
    )


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (lambda archive: replace(archive, items=9), "9 items are not 2 posts and comments"),
        (lambda archive: replace(archive, files=()), "no Origin names the file"),
        (
            lambda archive: replace(
                archive, items=3, leftovers=(Leftover(kind="x", count=1, reason=""),)
            ),
            "a leftover says too little",
        ),
        (_first(key="fence.example/8"), "2 things have the key"),
        (_first(body=Xhtml("<p onclick='x'>a</p>")), "did not go through markup"),
        (_first(title="a\x07b"), "control characters"),
        (_first(author=Person(name="jo@fence.example")), "an address for a name"),
        (_second(permalink="https://fence.example/for-nobody"), "tells its address"),
        (_second(key="for nobody"), "tells its title"),
    ],
)
def test_each_fault_is_told(
    fault: Callable[[Archive], Archive], told: str, export: Path, tmp_path: Path
) -> None:
    """A reader that breaks its word is told what does not hold."""
    with pytest.raises(AssertionError, match=told):
        check_reader(_Faulty(fault), export, tmp_path / "work")


def test_a_short_title_stands_in_a_key_by_chance(export: Path, tmp_path: Path) -> None:
    """A secret post that is called by one letter tells nothing by a host that has it too."""
    faultless = _Faulty(_second(title="f"))
    assert check_reader(faultless, export, tmp_path / "work").posts[1].title == "f"


def test_two_reads_give_one_archive(export: Path, tmp_path: Path) -> None:
    """A reader that gives another archive each time is told so."""
    turns = iter(("once", "twice"))
    with pytest.raises(AssertionError, match="two reads"):
        check_reader(
            _Faulty(lambda archive: replace(archive, subtitle=next(turns))),
            export,
            tmp_path / "work",
        )


def test_a_reader_says_what_it_reads(export: Path, tmp_path: Path) -> None:
    """Without words for its format a person cannot know what it reads."""
    with pytest.raises(AssertionError, match="name or reads is empty"):
        check_reader(_Faulty(lambda archive: archive, reads=""), export, tmp_path / "work")


def test_what_is_not_recognised_is_told(tmp_path: Path) -> None:
    """An export that the reader does not know is no export of its format."""
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    with pytest.raises(AssertionError, match="is not recognised"):
        check_reader(_documented(), other, tmp_path / "work")


class _Greedy(_Faulty):
    """Takes whatever it is given."""

    def recognises(self, sample: Sample) -> Confidence:
        super().recognises(sample)
        return Confidence.CERTAIN


def test_a_reader_leaves_strangers(export: Path, tmp_path: Path) -> None:
    """A reader that is certain of everything would take others' archives."""
    with pytest.raises(AssertionError, match="is taken"):
        check_reader(_Greedy(lambda archive: archive), export, tmp_path / "work")


class _Silent(_Faulty):
    """Tells no stage, and a Notice without words."""

    def read(self, source: Path, context: Context) -> Archive:
        silent = replace(context, report=lambda _event: None)
        archive = super().read(source, silent)
        context.report(Notice(code="", message=""))
        return archive


def test_a_long_read_says_that_it_is_alive(export: Path, tmp_path: Path) -> None:
    """A reader that reports no stage looks as if it hung."""
    with pytest.raises(AssertionError, match="the stage 'reading' began 0 times"):
        check_reader(_Silent(lambda archive: archive), export, tmp_path / "work")


def test_an_archive_error_has_words(export: Path, tmp_path: Path) -> None:
    """A refusal without words helps nobody."""

    class _Wordless(_Faulty):
        def read(self, source: Path, context: Context) -> Archive:
            try:
                return super().read(source, context)
            except ArchiveError:
                raise ArchiveError("") from None

    with pytest.raises(AssertionError, match="without words"):
        check_reader(_Wordless(lambda archive: archive), export, tmp_path / "work")


def test_a_folder_and_a_path_of_nothing_are_refused(export: Path, tmp_path: Path) -> None:
    """A person who names what is not there must read words, and no traceback."""

    class _Careless(_Faulty):
        def read(self, source: Path, context: Context) -> Archive:
            source.read_bytes()
            return super().read(source, context)

    with pytest.raises(AssertionError, match="strangers raises IsADirectoryError"):
        check_reader(_Careless(lambda archive: archive), export, tmp_path / "work")


def test_an_empty_folder_is_no_archive(export: Path, tmp_path: Path) -> None:
    """A book of nothing is no answer to a folder that holds nothing."""

    class _Content(_Faulty):
        def read(self, source: Path, context: Context) -> Archive:
            return super().read(export if source.name == "empty" else source, context)

    with pytest.raises(AssertionError, match="empty is read"):
        check_reader(_Content(lambda archive: archive), export, tmp_path / "work")
