"""Properties of reading LiveJournal's files: nothing raises, nothing is lost, nothing leaks."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.model.archive import SECRET
from blog2book.readers.livejournal import reader
from blog2book.readers.livejournal.tags import written_out
from exports import Reading

CASE = Path(__file__).parents[1] / "cases" / "livejournal" / "month" / "input.xml"
MONTH = CASE.read_text("utf-8").replace("Between us", "HIDDEN").replace("To myself", "HIDDEN")
EVENT = (
    '<?xml version="1.0"?>\n<event>\n<itemid>7</itemid>\n<event>HIDDEN words</event>\n'
    "<security>private</security>\n<anum>9</anum>\n<props>\n<taglist>HIDDEN</taglist>\n</props>\n"
    "<subject>HIDDEN</subject>\n<eventtime>2005-03-01 23:15:00</eventtime>\n</event>\n"
)
ANSWERS = (
    '<?xml version="1.0" ?><comments><comment><id>1</id><state>S</state><body>HIDDEN</body>'
    "</comment><comment><id>2</id><state>D</state></comment></comments>"
)
DAMAGE = some.sampled_from(
    ["", "<", ">", "&", "/", "x", "\x00", "]]>", "<![CDATA[", "<!--", "</entry>", "<entry>", "é"]
)
HTML = some.lists(
    some.sampled_from(
        ["<lj user=x>", "<lj-cut text='", "'", '"', ">", "</lj-cut>", "<lj-raw>", "\n",
         "<lj-poll-1>", "<lj-embed id=1>", "<iframe>", "<user name=", "</lj-raw>", "<", "words"]
    )
    | some.text(max_size=5),
    max_size=30,
).map("".join)  # fmt: skip


def read(files: dict[str, bytes]) -> Reading | None:
    """Read a folder of files, None if it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        try:
            return Reading(reader, Path(folder))
        except ArchiveError:
            return None


@settings(deadline=None, max_examples=200)
@given(some.integers(0, len(MONTH)), some.sampled_from([0, 1, 40]), DAMAGE)
def test_no_damage_makes_an_entry_public(place: int, length: int, damage: str) -> None:
    """Of a month: what was private stays private, and the account adds up."""
    text = MONTH[:place] + damage + MONTH[place + length :]
    reading = read({"month.xml": text.encode("latin-1")})
    if reading is not None:
        assert reading.adds_up
        shown = [post for post in reading.posts if post.status not in SECRET]
        assert "HIDDEN" not in repr(shown) + repr(reading.heard.events)


@settings(deadline=None, max_examples=200)
@given(some.integers(0, len(EVENT)), some.sampled_from([0, 1, 40]), DAMAGE)
@example(EVENT.index("<security>"), 0, "é")
def test_no_damage_makes_an_event_public(place: int, length: int, damage: str) -> None:
    """Of ljdump's, where a lost field would mean that everybody may read it."""
    text = EVENT[:place] + damage + EVENT[place + length :]
    reading = read({"L-7": text.encode("latin-1"), "L-8": EVENT.encode()})
    assert reading is not None
    assert reading.adds_up
    assert all(post.status in SECRET for post in reading.posts)
    assert "HIDDEN" not in repr(reading.heard.events)


@settings(deadline=None, max_examples=100)
@given(some.integers(0, len(ANSWERS)), some.sampled_from([0, 1, 40]), DAMAGE)
def test_comments_add_up(place: int, length: int, damage: str) -> None:
    """Whatever is left of their file."""
    text = ANSWERS[:place] + damage + ANSWERS[place + length :]
    reading = read({"L-7": EVENT.encode(), "C-7": text.encode("latin-1")})
    assert reading is not None
    assert reading.adds_up


@given(HTML)
def test_any_text_is_written_out(html: str) -> None:
    """And no words are lost, but those in a tag."""
    written = written_out(html, Counter())
    if not {"'", '"', "<user"} & {"<user" if "<user" in html else "", *html}:
        assert written.count("words") == html.count("words")
