import pytest

from blog2book.markup.typography import typeset
from blog2book.model.xhtml import Xhtml

THIN = "\N{NARROW NO-BREAK SPACE}"
SET = {
    '<p>"He said <em>"no"</em>"</p>': "<p>“He said <em>“no”</em>”</p>",
    '<p><em>"</em>Yes<b>"</b> "x"</p>': "<p><em>“</em>Yes<b>”</b> “x”</p>",
    '<p>"<code>a--"b"</code>" and "<img src="a.jpg" alt=""/>"</p>': (
        '<p>“<code>a--"b"</code>” and “<img src="a.jpg" alt=""/>”</p>'
    ),
    '<p>"Quoted."<sup><a href="#n">1</a></sup> So.</p>': (
        '<p>“Quoted.”<sup><a href="#n">1</a></sup> So.</p>'
    ),
    '<p>He: "Oui" <span lang="fr">"Oui" !</span> "x"</p>': (
        f'<p>He: “Oui” <span lang="fr">«{THIN}Oui{THIN}»{THIN}!</span> “x”</p>'
    ),
    '<p><span lang="en-GB">"a</span>" <span lang="he">"b"</span></p>': (
        '<p><span lang="en-GB">“a</span>” <span lang="he">"b"</span></p>'
    ),
    '<blockquote lang="de"><p>"a"</p></blockquote><p>"b"</p>': (
        '<blockquote lang="de"><p>„a“</p></blockquote><p>“b”</p>'
    ),
    '<ul><li>"a" -- b<ul><li>"c</li></ul></li></ul>': (
        "<ul><li>“a” – b<ul><li>“c</li></ul></li></ul>"
    ),
    '<p>"a<br/>b" <br/>"c"</p><hr/>"d"': "<p>“a<br/>b” <br/>“c”</p><hr/>“d”",
}
STAYS = [
    '<p title="a--&quot;b&quot;">plain</p>',
    '<pre>"x"--y</pre>',
    '<p><a href="http://x.example/a--b...">x.example/a--b...</a> ok</p>',
    "<p>a.<b>..</b> -<i>-</i> b</p>",
    '<p><math><mtext>"x"</mtext></math></p>',
]


@pytest.mark.parametrize(("body", "expected"), SET.items())
def test_marks_know_their_neighbours(body: str, expected: str) -> None:
    """Marks are set by block, across inline elements, by the language of each element."""
    assert typeset(Xhtml(body), "en") == expected
    assert typeset(Xhtml(expected), "en") == expected


@pytest.mark.parametrize("body", STAYS)
def test_what_is_not_prose_stays(body: str) -> None:
    """Verbatim text, formulas, addresses and signs parted by tags stay as they are."""
    assert typeset(Xhtml(body), "en") == body


def test_the_space_of_a_guillemet_beside_an_element() -> None:
    """French guillemets have their space though an element begins or ends at them."""
    body = Xhtml('<p>"<code>x</code>" et "<em>y</em>"</p>')
    assert typeset(body, "fr") == (
        f"<p>«{THIN}<code>x</code>{THIN}» et «{THIN}<em>y</em>{THIN}»</p>"
    )
