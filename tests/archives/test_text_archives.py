import os
import re
from datetime import datetime
from pathlib import Path

import pytest

from blog2book.cite import cite
from blog2book.collect import collect
from blog2book.config import Settings
from blog2book.errors import UnknownFormatError
from blog2book.markup.text import plain
from blog2book.ports import Context
from blog2book.readers.detect import choose
from samples import Heard
from works import source_of

FOLDER = os.environ.get("BLOG2BOOK_ARCHIVES", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="BLOG2BOOK_ARCHIVES names no folder")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Return a world in a folder for tests."""
    return Context(report=Heard(), workdir=tmp_path, cache=tmp_path)


def test_december_2016(context: Context) -> None:
    """A month copied from a blog's page: five posts, oldest first, with every word."""
    source = Path(FOLDER, "text", "december-2016.txt")
    reader, path = choose(source, context, brought={})
    archive = reader.read(path, context)
    assert reader.name == "text"
    assert [post.published for post in archive.posts] == [
        datetime(2016, 12, day) for day in (7, 12, 17, 20, 23)
    ]
    assert archive.posts[-1].title == "Bye, Bye Sir Michael, Bye, Bye!"
    assert all(post.title and post.author is None for post in archive.posts)
    assert (archive.title, archive.language, archive.author) == ("December 2016", "en-GB", None)
    dates = re.compile(r"^\w+day, \d+ December 2016$", re.MULTILINE)
    given = dates.sub("", source.read_text("utf-8")).split()
    found = [
        word
        for post in reversed(archive.posts)
        for word in f"{post.title}\n{plain(post.body)}".split()
    ]
    assert found == given


def test_the_sources_of_december_2016(context: Context) -> None:
    """Each post notes the papers and the broadcaster that it names, and no inspectorate."""
    source = Path(FOLDER, "text", "december-2016.txt")
    reader, path = choose(source, context, brought={})
    book = collect(reader.read(path, context), Settings(), context.report)
    ledger = cite(book, {"unlinked": "named", "unlinked_listed": "Named"}, context.report)
    days = {entry.id: entry.post.published for entry in book.entries}
    noted = [
        (day.day, source_of(note).site)
        for note in ledger.notes
        for call in note.calls
        if (day := days[call.entry]) is not None
    ]
    assert noted == [
        (7, "Community Care"),
        (12, "Community Care"),
        (20, "Children and Young People Now"),
        (20, "Community Care"),
        (23, "BBC"),
    ]


def test_a_web_page_under_a_false_name(context: Context) -> None:
    """A failed download that is called an export is refused in plain words."""
    (source,) = Path(FOLDER, "negative").iterdir()
    with pytest.raises(UnknownFormatError, match="is a web page"):
        choose(source, context, brought={})
