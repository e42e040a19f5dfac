import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book.markup.exchange import replace_pictures, replace_text
from blog2book.markup.text import escape, plain
from blog2book.model.xhtml import Xhtml


@pytest.mark.parametrize(
    ("body", "old", "new", "expected"),
    [
        ("<p>Teh frost.</p>", "Teh", "The", "<p>The frost.</p>"),
        ("<p>Teh\n frost.</p>", "Teh frost", "The frost", "<p>The frost.</p>"),
        ("<p>It's 'so'...</p>", "It’s ‘so’…", "It was", "<p>It was</p>"),
        ("<p>a -- b &quot;c&quot;</p>", "a — b “c”", "x", "<p>x</p>"),
        ("<p>one <em>two</em> three</p>", "one two three", "1 2 3", "<p>1 2 3</p>"),
        ("<p>one <em>two</em> three</p>", "two three", "2 3", "<p>one <em>2 3</em></p>"),
        ("<p>one <em>two</em></p>", " two", "", "<p>one</p>"),
        ("<p>«\u202fHallo\u202f» 'du'</p>", "« Hallo » ‚du‘", "x", "<p>x</p>"),
        ('<p>"Hallo"</p>', "«\u202fHallo\u202f»", "x", "<p>x</p>"),
        ("<p>gone</p><p>left</p>", "gone", "", "<p>left</p>"),
        ("<p>a</p>", "a", "<b>&\x07", "<p>&lt;b&gt;&amp;</p>"),
        ("<ul><li>x</li></ul>", "x", "", "<ul><li></li></ul>"),
    ],
)
def test_words_that_stand_once_are_exchanged(body: str, old: str, new: str, expected: str) -> None:
    """As typed or as printed, across inline elements; what is left empty goes."""
    assert replace_text(Xhtml(body), old, new) == (expected, 1)


@pytest.mark.parametrize(
    ("body", "old", "count"),
    [
        ("<p>one two one</p>", "one", 2),
        ("<p>one</p>", "two", 0),
        ("<p>aaa</p>", "aa", 2),
        ("<p>one</p><p>two</p>", "one two", 0),
        ("<p>one<br/>two</p>", "onetwo", 0),
    ],
)
def test_what_does_not_stand_once_is_left(body: str, old: str, count: int) -> None:
    """Words that occur never, several times, or only across blocks change nothing."""
    assert replace_text(Xhtml(body), old, "new") == (body, count)


@given(st.text(alphabet="ab .'-…", min_size=1), st.text(alphabet="xyz<&", min_size=1))
def test_any_word_can_be_exchanged(before: str, new: str) -> None:
    """Whatever stands around it, a word that stands once becomes the new one."""
    body, count = replace_text(Xhtml(f"<p>{escape(before)}QQ<b>Q</b>end</p>"), "QQQ", new)
    assert count == 1
    assert new in plain(body)
    assert "Q" not in body


def test_a_picture_that_is_exchanged_loses_its_stated_size() -> None:
    """The size was the old picture's; other pictures stay as they are."""
    body = Xhtml('<p><img src="a" alt="" width="3" height="4"/><img src="b" alt="" width="5"/></p>')
    changed = replace_pictures(body, lambda address: "new" if address == "a" else address)
    assert changed == '<p><img src="new" alt=""/><img src="b" alt="" width="5"/></p>'
