"""Properties of reading WordPress exports: nothing raises, nothing hangs, nothing is lost."""

import io
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as some
from lxml import etree

from blog2book.model.archive import SECRET
from blog2book.readers.wordpress import reader
from blog2book.readers.wordpress.embeds import linked
from blog2book.readers.wordpress.shortcodes import expand
from blog2book.readers.xml import Parser, Records
from blog2book.readers.xml_mend import mended
from exports import item, read, remark, wxr

WHOLE = wxr(item(1, "One & <b>two</b>", remark()), item(2, status="draft"), item(3, "Three"))
PIECES = some.sampled_from(
    ["<item>", "</item>", "<![CDATA[", "]]>", "<!--", "-->", "<rss>", "</rss>", "<", "&", ">",
     "<wp:status>publish</wp:status>", "<?x", "?>", "<!DOCTYPE", "[", "]", '"', "'", " ", "word"]
)  # fmt: skip
MARKUP = some.lists(PIECES | some.text(max_size=5), max_size=30).map("".join)
BODY = some.lists(
    some.sampled_from(
        ["[", "]", "[[", "]]", "[/", "[caption]", "[/caption]", "[code]", "[/code]", "[gallery]",
         "[x y=1]", "[/x]", "<img src=a>", "<!--", "-->", "\n", "https://youtu.be/x", "word "]
    )
    | some.text(max_size=5),
    max_size=30,
).map("".join)  # fmt: skip


def gallery(_attributes: Mapping[str, str]) -> str:
    """Return no gallery."""
    return ""


@given(some.binary(max_size=300) | MARKUP.map(str.encode))
def test_any_file_is_cut_into_records(data: bytes) -> None:
    """Whatever the bytes, each record that began is given."""
    records = Records(io.BytesIO(b"<rss>" + data), "item")
    found = list(records)
    assert len(found) == records.occurrences
    assert all(Parser(records.root, records.start).parse(one) is not None for one in found)


@given(MARKUP, some.integers(1, 30))
def test_records_do_not_depend_on_where_the_file_is_cut(text: str, size: int) -> None:
    """Reading a few bytes at a time gives the same records."""

    class Dripping(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(size)

    data = f"<rss>{text}".encode()
    whole, dripping = Records(io.BytesIO(data), "item"), Records(Dripping(data), "item")
    assert list(whole) == list(dripping)
    assert whole.head == dripping.head


@given(MARKUP)
def test_what_is_mended_is_well_formed(text: str) -> None:
    """And mending it once more changes nothing."""
    letters = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    once = mended(letters).text
    assert mended(once) == (once, False, False)
    parser = etree.XMLParser(recover=True, resolve_entities=False)
    etree.fromstring(f"<root xmlns:wp='w'>{once}</root>", parser)
    kinds = {entry.type_name for entry in parser.error_log}
    allowed = "ENTITY|ERR_PI_|RESERVED_XML_NAME|UNDEFINED_NAMESPACE"
    assert not [kind for kind in kinds if not re.search(allowed, kind)]


@settings(deadline=None, max_examples=60)
@given(some.integers(0, len(WHOLE)))
@example(len(WHOLE))
def test_an_export_cut_anywhere_adds_up(place: int) -> None:
    """Whatever is left of it is read, and each item is accounted for."""
    text = WHOLE[: max(place, WHOLE.index("<channel>"))]
    with tempfile.TemporaryDirectory() as folder:
        reading = read(reader, Path(folder), text)
    assert reading.adds_up
    assert len(reading.posts) + reading.left.get("item", 0) == text.count("<item>")
    assert ("archive-truncated" in reading.heard.codes) == ("</rss>" not in text)


@settings(deadline=None, max_examples=60)
@given(
    some.integers(0, len(WHOLE)), some.sampled_from(["\x00", "\x1c", "<", "&", "]]>", "</b>", "é"])
)
def test_damage_anywhere_costs_one_item_at_most(place: int, damage: str) -> None:
    """A sign where it does not belong leaves the other items whole."""
    begin = WHOLE.index("<item>")
    where = max(place, begin)
    text = WHOLE[:where] + damage + WHOLE[where:]
    with tempfile.TemporaryDirectory() as folder:
        reading = read(reader, Path(folder), text.encode("latin-1"))
    assert reading.adds_up
    titles = {post.title for post in reading.posts}
    assert len(titles & {"Post 1", "Post 2", "Post 3"}) >= 2


GUARDED = wxr(
    item(1),
    item(
        2,
        "HIDDEN words",
        "<category domain='post_tag' nicename='tea'><![CDATA[Tea]]></category>"
        + remark(1, "HIDDEN answer", author_email="HIDDEN@mail.example"),
        title="HIDDEN title",
        link="https://blog.example/HIDDEN/",
        status="private",
    ),
    item(3, "HIDDEN words", title="HIDDEN title", post_password="HIDDEN"),  # noqa: S106 - a test's
    item(4, "Four", remark(2, author_email="HIDDEN@mail.example", author_IP="HIDDEN")),
)


@settings(deadline=None, max_examples=200)
@given(
    some.integers(GUARDED.index("HIDDEN title"), len(GUARDED)),
    some.sampled_from([0, 1, 60]),
    some.sampled_from(["", "<", ">", "&", "]]>", "<![CDATA[", "<!--", "</wp:status>", "<item>"]),
)
def test_no_damage_shows_what_is_hidden(place: int, length: int, damage: str) -> None:
    """Whatever is broken, a private post stays private, and no address comes to light."""
    text = GUARDED[:place] + damage + GUARDED[place + length :]
    with tempfile.TemporaryDirectory() as folder:
        reading = read(reader, Path(folder), text)
    shown = [post for post in reading.posts if post.status not in SECRET]
    assert "HIDDEN" not in repr(shown)
    told = (reading.heard.notices, reading.left, [post.key for post in reading.posts])
    assert "HIDDEN" not in repr(told)


@given(BODY)
def test_no_word_of_a_body_is_lost(body: str) -> None:
    """Shortcodes go, words stay."""
    html = linked(body, blocks=False)
    expanded = expand(html, gallery).html
    assert expanded.count("word") == html.count("word")


@given(some.text(some.characters(exclude_characters="[")))
def test_without_brackets_nothing_changes(body: str) -> None:
    """A body without shortcodes is given back."""
    assert expand(body, gallery).html == body
