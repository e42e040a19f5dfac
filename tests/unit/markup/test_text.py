import pytest

from blog2book.markup.paragraphs import from_text
from blog2book.markup.text import (
    escape,
    opening,
    plain,
    printable,
    raw_words,
    shorten,
    unescape,
    words,
)
from blog2book.model.xhtml import Xhtml


def test_plain_keeps_blocks_apart() -> None:
    """Each block and each line stands on its own line; blanks are folded, but not in `pre`."""
    body = Xhtml(
        "<h3>Title</h3><p>one  <b>two</b>\nthree<br/>four</p><ul><li>a</li></ul>"
        "<pre>x  y\n z</pre><p>漢<ruby>字<rt>ji</rt></ruby></p>"
    )
    assert plain(body).split("\n") == ["Title", "one two three", "four", "a", "x y", "z", "漢字"]
    assert words(body) == 11


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("", 0),
        ("a b&nbsp;c", 3),
        ("<p>one</p><p>two</p>", 2),
        ("wo<b>rd</b> x", 2),
        ("a <script>x < y </p> z</script> b<style>p {}</style>", 2),
        ("a <!-- c > d <b>e</b> --> b <!----> f", 3),
        ("1 < 2 and <3", 4),
        ("<!DOCTYPE html><p><ruby>two<rt>to</rt></ruby> words", 2),
        ("<script> never ends", 0),
        ("<p>雪が</p><p>降る</p> today", 5),
    ],
)
def test_words_are_counted_before_any_parsing(markup: str, count: int) -> None:
    """Tags, remarks, scripts and styles hold no words; what stands inside a word parts none."""
    assert raw_words(markup) == count


def test_counting_takes_linear_time() -> None:
    """Half a million tags that never end are counted in no time."""
    assert raw_words("<script " * 500_000 + "<!-- " * 500_000) < 2_000_000


def test_printable_text() -> None:
    """Control characters go, Windows-1252 is read as such, line ends are line feeds."""
    assert printable("a\x00b\x1bc\x7f") == "abc"
    assert printable("\x93q\x94 \x85\x81") == "“q” …"
    assert printable("a\r\nb\rc\x0cd\te") == "a\nb\nc d\te"
    assert printable("\ud800\ufffe\uffff") == ""
    assert printable("ä€😀") == "ä€😀"


def test_escape() -> None:
    """Plain text becomes markup that shows the same."""
    assert escape("a < b & c > d \x01") == "a &lt; b &amp; c &gt; d "
    assert plain(Xhtml(f"<p>{escape('<b>&amp;</b>')}</p>")) == "<b>&amp;</b>"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AT&amp;T &#8217;s", "AT&T ’s"),
        ("<em>Slanted</em>  title\n", "Slanted title"),
        ("I <3 you & 1 < 2", "I <3 you & 1 < 2"),
        ("&lt;p&gt; tags", "<p> tags"),
        ("", ""),
    ],
)
def test_unescape(title: str, expected: str) -> None:
    """A title is read once: tags go, entities become letters, blanks are folded."""
    assert unescape(title) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("hello big world", 10, "hello big…"),
        ("hello, big world", 8, "hello…"),
        ("unbreakable", 5, "unbr…"),
        ("  spaced  ", 6, "spaced"),
        ("one two", 0, "…"),
    ],
)
def test_shorten(text: str, limit: int, expected: str) -> None:
    """A text is cut at a word, without a mark before the ellipsis, and never too long."""
    assert shorten(text, limit) == expected


def test_paragraphs_from_text() -> None:
    """Blank lines part paragraphs, single line ends break lines, nothing is markup."""
    assert from_text("a & b\nc\n \n\n<d>\r\n") == "<p>a &amp; b<br/>c</p>\n<p>&lt;d&gt;</p>"
    assert from_text("a\nb\n\n", one_line_each=True) == "<p>a</p>\n<p>b</p>"
    assert from_text(" \n ") == ""


def test_an_opening_is_one_line_of_whole_words() -> None:
    """Blocks are joined by a blank; without visible text it is empty."""
    body = Xhtml("<h3>Frost</h3><p>The dahlias are<br/>black… and so on.</p>")
    assert opening(body, 30) == "Frost The dahlias are black…"
    assert opening(Xhtml('<p><img src="a.jpg" alt=""/></p>'), 30) == ""
