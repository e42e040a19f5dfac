import pytest

from blog2book.markup.template import MarkupError, document, fragment


def test_habits_of_html_are_repaired() -> None:
    """Void elements, named entities and bare ampersands become XML; empty elements stay open."""
    assert fragment('a<br>b<br/>&nbsp;&copy; & c &amp; <hr class="x"><img src="a>b"><p></p>') == (
        'a<br/>b<br/>\u00a0© &amp; c &amp; <hr class="x"/><img src="a&gt;b"/><p></p>'
    )
    assert fragment('&unknown; &lt;<wbr></wbr><col span="2">') == (
        '&amp;unknown; &lt;<wbr/><col span="2"/>'
    )
    assert fragment('<p epub:type="x">y</p><!-- c -->') == '<p epub:type="x">y</p><!-- c -->'


@pytest.mark.parametrize(
    ("text", "line"),
    [("<p>\n\n<b>x</p>", 3), ("<p>x", 1), ("a\n</p>", 2), ("<p a a>x</p>", 1), ("<1>", 1)],
)
def test_what_cannot_be_repaired(text: str, line: int) -> None:
    """An element that is not closed, or closed in the wrong place, is an error with its line."""
    with pytest.raises(MarkupError) as caught:
        fragment(text)
    assert caught.value.line == line
    assert caught.value.message
    assert str(line) in str(caught.value)
    assert "column" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("<img src=a.png alt=x>", '<img src="a.png" alt="x"/>'),
        ("<img src=a.png/>", '<img src="a.png"/>'),
        ("<a href=https://a.example/?b=c&d=e>x</a>", '<a href="https://a.example/?b=c&amp;d=e">x</a>'),
        ("<a href=https://a.example/>x</a>", '<a href="https://a.example/">x</a>'),
        ("<ol reversed><li value=3>x</li></ol>", '<ol reversed=""><li value="3">x</li></ol>'),
        ("<p class = 'a b=c' id=d title=\"e f=g\">h i=j</p>",
         '<p class="a b=c" id="d" title="e f=g">h i=j</p>'),
    ],
)  # fmt: skip
def test_attributes_get_their_quotes(text: str, repaired: str) -> None:
    """Values without quotes, and attributes without values, are read as HTML reads them."""
    assert fragment(text) == repaired


@pytest.mark.parametrize(
    "start",
    [
        "<!doctype html>\n<html lang='en'>",
        '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en">',
        '\n<html lang="en" xmlns:epub="http://www.idpf.org/2007/ops">',
    ],
)
def test_document(start: str) -> None:
    """A whole document gets its doctype and namespaces, whatever it said of them."""
    text = (
        f'{start}<head><meta charset="utf-8"><title>t</title></head>'
        '<body epub:type="z"><div></div></body></html>'
    )
    assert document(text) == (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        ' xmlns:epub="http://www.idpf.org/2007/ops" lang="en"><head><meta charset="utf-8"/>'
        '<title>t</title></head><body epub:type="z"><div></div></body></html>\n'
    )


def test_a_document_is_html() -> None:
    """Anything but `html` at the top is an error, and lines are counted from the first."""
    with pytest.raises(MarkupError, match="<div>"):
        document("<div></div>")
    with pytest.raises(MarkupError) as caught:
        document("<!doctype html>\n<html>\n<p></html>")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>alert(1)</script>", "<script> may not stand in a book"),
        ("<p>\n<style>p{color:red}</style></p>", "<style>"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject></foreignObject></svg>',
            "foreign",
        ),
        ('<img src="https://example.org/x.png">', "src leads out of the book"),
        ('<img src="file:///etc/passwd">', "src leads out"),
        ('<img src="//example.org/x.png">', "src leads out"),
        ('<img src="/x.png">', "src leads out"),
        ('<img src="pictures/../../x.png">', "src leads out"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "href leads out"),
        (
            '<svg><image xlink:href="https://x.example/a" xmlns:xlink="u"></image></svg>',
            "href leads",
        ),
        ('<a href="javascript:alert(1)">x</a>', "a link may not begin with 'javascript:alert"),
        ('<a href=" JavaScript :alert(1)">x</a>', "a link may not begin"),
        ('<p onclick="x()">x</p>', "onclick is a script"),
        ('<p style="background: url(https://x.example/a)">x</p>', "style names an address"),
        ('<meta http-equiv="refresh" content="0">', "http-equiv"),
    ],
)
def test_what_no_book_may_hold(text: str, words: str) -> None:
    """Scripts, styles, handlers and whatever leads out of the book are refused."""
    with pytest.raises(MarkupError) as caught:
        fragment(text)
    assert words in caught.value.message
    assert caught.value.line == text.count("\n") + 1


def test_what_a_book_needs_is_allowed() -> None:
    """Links of readers, pictures and sheets of the book, drawings and measures are no fault."""
    text = (
        '<link rel="stylesheet" href="css/book.css"/><img src="pictures/a.jpg" alt="x"/>'
        '<a href="https://example.org/">x</a><a href="#n-1">1</a><a href="m-2016-12.xhtml#p">y</a>'
        '<a href="mailto:a@b.example">m</a><div style="height:3rem"></div>'
    )
    assert fragment(text) == text
