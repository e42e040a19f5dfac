"""What both writers do to style sheets."""

from blog2book.model.rendition import Style
from blog2book.writers.styles import placed

_KNOWN = {"fonts/a.ttf", "pictures/b.png"}


def _text(name: str, text: str) -> str:
    return placed(Style(name=name, text=text), _KNOWN)


def test_a_known_file_is_addressed_from_the_sheet_s_folder() -> None:
    """A name of the rendition becomes an address that works from where the sheet lies."""
    assert _text("css/x.css", "src: url(fonts/a.ttf)") == 'src: url("../fonts/a.ttf")'
    assert _text("x.css", "src: url('fonts/a.ttf')") == 'src: url("fonts/a.ttf")'
    assert _text("pictures/x.css", 'a{b:url( "pictures/b.png" )}') == 'a{b:url("b.png")}'


def test_what_is_not_known_stays() -> None:
    """An address that is no name of the rendition is left alone."""
    assert _text("css/x.css", "url(../fonts/a.ttf) url(#g)") == "url(../fonts/a.ttf) url(#g)"
