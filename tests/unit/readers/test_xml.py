"""Tests of reading XML exports as a stream of records."""

import io
from collections.abc import Iterator

import pytest
from lxml import etree

from blog2book.readers import xml
from blog2book.readers.xml import SCAR, Parser, Records, beginning, encoding, root_start, text_of


class Dripping(io.BytesIO):
    """A file that gives a few bytes at a time."""

    def read(self, _size: int | None = -1, /) -> bytes:
        """Return seven bytes, so that every token is cut somewhere."""
        return super().read(7)


def records(text: str | bytes, record: str = "item") -> tuple[list[str], Records]:
    """Return all records of a file."""
    found = Records(io.BytesIO(text if isinstance(text, bytes) else text.encode()), record)
    return list(found), found


def test_records_are_cut_outside_cdata_and_comments() -> None:
    """What looks like a record in CDATA or in a comment is text."""
    text = "<rss><a/><item>1<![CDATA[<item></item>]]></item><!-- <item> --><item/>2</item></rss>"
    found, state = records(text)
    assert found == ["<item>1<![CDATA[<item></item>]]></item>", "<item/>2</item>"]
    assert state.head == "<a/><!-- <item> -->"
    assert (state.occurrences, state.whole, state.cut) == (2, True, False)


def test_records_do_not_depend_on_how_the_file_is_read() -> None:
    """A file that comes in small pieces gives the same records."""
    text = "<rss><item>1<![CDATA[<item>x]]></item ><!-- y --><item>2</item>\n</channel></rss>"
    dripping = Records(Dripping(text.encode()), "item")
    assert list(dripping) == records(text)[0]
    assert dripping.whole


def test_a_record_that_begins_inside_another_ends_it() -> None:
    """A missing end tag costs no record."""
    found, _ = records("<rss><item>1<item>2</item></rss>")
    assert found == ["<item>1", "<item>2</item>"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("<rss><item>1</item><item>2", "<item>2"),
        ("<rss><item>1</item><item><![CDATA[2", "<item><![CDATA[2]]>"),
        ("<rss><item>1</item><item>2<!-- 3", "<item>2<!-- 3-->"),
    ],
)
def test_a_file_that_is_cut_off_gives_what_it_has(text: str, last: str) -> None:
    """The last record of a cut file is given as far as it goes, and marked."""
    found, state = records(text)
    assert found == ["<item>1</item>", last]
    assert (state.whole, state.cut) == (False, True)


def test_records_have_the_prefix_of_the_root() -> None:
    """A feed whose elements all bear a prefix has records with that prefix."""
    found, _ = records("<a:feed><a:entry>1</a:entry></a:feed>", "entry")
    assert found == ["<a:entry>1</a:entry>"]


def test_a_root_may_be_called_like_its_records() -> None:
    """The end of "comments" is no end of a "comment"."""
    found, state = records("<comments><comment>1</comment ></comments>", "comment")
    assert found == ["<comment>1</comment >"]
    assert (state.whole, state.strays) == (True, 0)


def test_what_is_too_long_is_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record beyond the limit is dropped, the next one read; the head is cut."""
    monkeypatch.setattr(xml, "LONGEST_RECORD", 100)
    monkeypatch.setattr(xml, "LONGEST_HEAD", 10)
    text = f"<rss>{'h' * 12}<b/><item>{'x' * 200}</item><item>1</item><c/></rss>"
    found, state = records(text)
    assert found == ["<item>1</item>"]
    assert (state.oversized, state.occurrences) == (1, 2)
    assert state.head == "hhhhhhhhhhhh<b/>"


@pytest.mark.parametrize(
    "text", ["", "   ", "words", "<", "<!-- x", "<?xml", "<!DOCTYPE a [", "<rss", "<!DOCTYPE a [ ]"]
)
def test_a_file_without_a_root_has_no_records(text: str) -> None:
    """What is no XML has no root and no records."""
    found, state = records(text)
    assert (found, state.root, state.occurrences) == ([], "", 0)


def test_a_prolog_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that never comes to its root is not read to its end."""
    monkeypatch.setattr(xml, "LONGEST_PROLOG", 20)
    state = Records(Dripping(b"<!-- " + b"x" * 50 + b" --><rss/>"), "item")
    assert list(state) == []
    assert state.root == ""


@pytest.mark.parametrize(
    "prolog",
    [
        "<?xml version='1.0'?>",
        "\n\n <?xml version='1.0'?>\n<!-- <rss> -->",
        "<br />\n<b>Warning</b>: no such file<?xml version='1.0'?>",
        "<!DOCTYPE rss>",
        "<!DOCTYPE rss [<!ENTITY a 'b>'> <!ENTITY c '&a;&a;'>]>",
        "junk < 3 ",
    ],
)
def test_the_root_is_found_behind_any_prolog(prolog: str) -> None:
    """Declarations, comments, a document type, warnings of a server and rubbish are passed over."""
    start = root_start(f"{prolog}<rss version='2.0' x='>'><channel>")
    assert start is not None
    assert start[0] == "<rss version='2.0' x='>'>"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xef\xbb\xbf<rss/>", "utf-8"),
        (b"\xff\xfe<\x00", "utf-16-le"),
        (b"\xfe\xff\x00<", "utf-16-be"),
        (b"<\x00?\x00x\x00", "utf-16-le"),
        (b"\x00<\x00?\x00x", "utf-16-be"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>", "iso8859-1"),
        (b"<?xml version='1.0' encoding='klingon'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='utf-16'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='hex'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='idna'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='utf-7'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='Shift_JIS'?>", "shift_jis"),
        (b"<rss>", "utf-8"),
    ],
)
def test_the_encoding_is_the_mark_else_what_is_declared(head: bytes, name: str) -> None:
    """A declaration counts only if it can be true of a file in which it was read."""
    assert encoding(head) == name


def test_letters_are_mended_and_counted() -> None:
    """Control characters leave scars, bytes that are no UTF-8 are read as Windows-1252."""
    found, state = records(b"<rss><item>caf\xe9 \x1c\x0bx\x93q\x94 \x81</item></rss>")
    assert found == [f"<item>café {SCAR}{SCAR}x“q” \ufffd</item>"]
    assert (state.controls, state.misencoded) == (2, 4)


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "iso-8859-1", "gb18030"])
def test_other_encodings_are_read(name: str) -> None:
    """UTF-16 and declared encodings give the same text as UTF-8."""
    text = f"<?xml version='1.0' encoding='{name.removesuffix('-sig')}'?><rss><item>é</item></rss>"
    assert records(text.encode(name))[0] == ["<item>é</item>"]


def test_half_a_letter_of_utf_16_becomes_a_sign() -> None:
    """A lone surrogate does not stop the reading."""
    data = "<rss><item>".encode("utf-16") + b"\x00\xd8" + "a</item></rss>".encode("utf-16-le")
    assert records(data)[0][0].endswith("</item>")


def test_the_beginning_of_a_file_is_text_whatever_is_in_it() -> None:
    """Marks and zero bytes are gone from what is looked at."""
    assert beginning("\ufeff<rss>".encode("utf-16")) == "<rss>"
    assert beginning(b"\xff<\x00rss>") == "\ufffd<rss>"


def parsed(record: str) -> etree._Element:
    """Return the record's own element."""
    root = Parser("rss", '<rss xmlns:wp="w">').parse(record)
    assert root is not None
    return root[0]


def test_a_record_is_parsed_under_the_start_tag_of_its_root() -> None:
    """Prefixes of the root hold in each record."""
    assert parsed("<item><wp:a>1</wp:a></item>")[0].tag == "{w}a"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a & b", "a & b"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a </b> c", "a </b> c"),
        ("a ]]> b", "a ]]> b"),
        ("a <br> b", "a <br> b</br>"),
        ("a &nbsp;b &hellip;", "a \xa0b …"),
        ("a <b>c</b> d", "a <b>c</b> d"),
        ("&lol;", "&lol;"),
        ("<![CDATA[a ]] > b]]><![CDATA[c]]>", "a ]] > bc"),
    ],
)
def test_no_word_of_a_malformed_record_is_lost(inside: str, text: str) -> None:
    """Loose signs, stray tags, and entities that nobody declared stay in the text."""
    element = parsed(f"<item><t>{inside}</t><u>2</u></item>")
    assert text_of(element[0]) == text
    assert text_of(element[1]) == "2"


def test_malformed_records_are_counted() -> None:
    """Only what had to be mended counts; a prefix without a declaration does not."""
    parser = Parser("rss", "<rss>")
    for record in (
        "<item><t>ok</t></item>",
        "<item><wp:t>ok</wp:t></item>",
        "<item><t>1 < 2</item>",
    ):
        assert parser.parse(record) is not None
    assert parser.repaired == 1


def test_a_record_that_cannot_be_parsed_is_none() -> None:
    """Where even mending makes no element, there is nothing."""
    parser = Parser("5", "<5>")
    assert parser.parse("<item/>") is None


@pytest.mark.parametrize("start", ["<rss a=1>", '<rss "x">', '<rss b="1" b="2">', "<rss c='<'>"])
def test_a_malformed_start_tag_costs_no_record(start: str) -> None:
    """What is wrong in it is left out."""
    root = Parser("rss", start).parse("<item>a</item>")
    assert root is not None
    assert [child.tag for child in root] == ["item"]


def test_entities_are_never_expanded() -> None:
    """A bomb of entities before the root is passed over and declares nothing."""
    levels = "".join(f"<!ENTITY l{n} '&l{n - 1};&l{n - 1};'>" for n in range(1, 40))
    bomb = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{levels}]><rss><item a='&l39;'>&l39;</item></rss>"
    found, state = records(bomb)
    root = Parser(state.root, state.start).parse(found[0])
    assert root is not None
    assert text_of(root[0]) == "&l39;"


def test_names_without_a_declared_prefix_keep_it_apart() -> None:
    """An undeclared prefix stands for its namespace."""
    names: Iterator[tuple[str, str]] = map(xml.name_of, parsed("<item><app:a/><wp:b/><c/></item>"))
    assert list(names) == [("app", "a"), ("w", "b"), ("", "c")]


def test_comments_are_no_children() -> None:
    """Comments and processing instructions are not given as elements."""
    element = parsed("<item><!-- x --><?y z?><a/></item>")
    assert [child.tag for child in xml.children(element)] == ["a"]


@pytest.mark.parametrize("half", ["&#xD800;", "&#xdfff;", "&#56320;"])
def test_half_a_character_costs_itself(half: str) -> None:
    """A reference that XML does not allow leaves the words around it, in damaged records too."""
    found = Parser("channel", "<channel>").parse(f"<title>Fr{half}ost&#233;</title><b>")
    assert found.findtext("title") == "Frosté"


def test_a_scarred_attribute_of_an_undeclared_space_goes() -> None:
    """It is of no use to a reader; others lose their scars alone."""
    record = f'<title pmlns:wp="a{SCAR}b" lang="d{SCAR}e">Frost</title><b>'
    title = Parser("channel", "<channel>").parse(record)[0]
    assert title.items() == [("lang", "de")]


@pytest.mark.parametrize("endless", ["<html" + "x" * 400_000, "<a " + 'b="' * 100_000])
def test_a_root_that_never_ends_takes_linear_time(endless: str) -> None:
    """Such a file is told in a moment to be no export."""
    assert root_start(endless) is None
