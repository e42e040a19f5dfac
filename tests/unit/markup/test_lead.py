import pytest

from blog2book.markup.lead import lead, tidy_last_words, with_subheads
from blog2book.model.xhtml import Xhtml

LONG = "and more of it " * 15


def test_lead() -> None:
    """The first four words stand in small capitals, their capital in an initial if wanted."""
    body = Xhtml(f"<p>They gave me the key, <b>x</b> {LONG}</p><p>Next</p>")
    assert lead(body, drop=True).startswith(
        '<p class="first"><span class="drop">T</span>'
        '<span class="lead caps">hey gave me the</span> key, <b>x</b> and'
    )
    assert lead(body, drop=False).startswith(
        '<p class="first"><span class="lead caps">They gave me the</span> key, <b>x</b> and'
    )


@pytest.mark.parametrize(
    "start",
    [
        "“They gave me the key",
        "they gave me the key",
        "They <b>gave</b> me the key",
        "<img src='x' alt=''/>They gave me the key",
        "They, gave me the key",
        "彼らは私に鍵をくれた",
    ],
)
def test_no_lead(start: str) -> None:
    """Without a plain capital and four plain words nothing happens."""
    body = Xhtml(f"<p>{start} {LONG}</p>")
    assert lead(body, drop=True) == body


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>They gave me the key.</p>",
        f"<blockquote><p>They gave me the {LONG}</p></blockquote>",
        f"text<p>They gave me the {LONG}</p>",
    ],
)
def test_no_lead_without_a_long_first_paragraph(body: str) -> None:
    """A short paragraph, or anything else at the beginning, stays as it is."""
    assert lead(Xhtml(body), drop=True) == body


def test_a_line_in_bold_is_a_smaller_heading() -> None:
    """It stays with what it heads; several are emphasis, as are the first and the last line."""
    body = (
        "<p><b>First</b></p><p>x</p><p><strong>Monday <i>10</i></strong>:</p><ul><li>tea</li></ul>"
        "<p><b>One</b></p><p><b>Two</b></p><p>x <b>y</b></p><p><b>End</b></p>"
    )
    marked = body.replace("<p><strong>", '<p class="subhead"><strong>')
    assert with_subheads(Xhtml(body)) == marked
    long = f"<p>x</p><p><b>{'Too long. ' * 9}</b></p><p>y</p>"
    assert with_subheads(Xhtml(long)) == long


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one two it.", "one two\u00a0it."),
        ("one two it. ", "one two\u00a0it."),
        ("one two longer.", "one two longer."),
        ("two words", "two words"),
        ("one <i>two</i> it", "one <i>two</i>\u00a0it"),
        ("one two <i>it</i>", "one two <i>it</i>"),
    ],
)
def test_last_words_are_tied(before: str, after: str) -> None:
    """A short last word takes its neighbour along, where it is plain text."""
    found = tidy_last_words(Xhtml(f"<ul><li><p>{before}</p></li></ul>"))
    assert found.replace("</i> it", "</i>\u00a0it") == f"<ul><li><p>{after}</p></li></ul>"
