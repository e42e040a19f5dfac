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
    [("<p>\n\n<b>x</p>", 3), ("<p>x", 1), ("a\n</p>", 2), ("<p a>x</p>", 1), ("<1>", 1)],
)
def test_what_cannot_be_repaired(text: str, line: int) -> None:
    """An element that is not closed, or closed in the wrong place, is an error with its line."""
    with pytest.raises(MarkupError) as caught:
        fragment(text)
    assert caught.value.line == line
    assert caught.value.message
    assert str(line) in str(caught.value)


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
