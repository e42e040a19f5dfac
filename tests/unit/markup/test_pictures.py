import pytest

from blog2book.markup.pictures import Shown, is_description, replace, sources
from blog2book.model.xhtml import Xhtml

BODY = Xhtml(
    '<figure class="picture"><a href="x"><img src="a.jpg" alt="A cat"/></a>'
    "<figcaption>By <i>me</i></figcaption></figure>"
    '<p>In <img src="b.png" alt="IMG_1234" title="t"/> line</p>'
    '<figure class="gallery"><figure class="picture"><img src="c.jpg" alt=""/></figure></figure>'
    '<figure class="embed"><p><img src="d.jpg" alt="sunset.jpg"/></p></figure>'
)


def test_sources() -> None:
    """All addresses are found, in order."""
    assert sources(BODY) == ("a.jpg", "b.png", "c.jpg", "d.jpg")


def test_replace() -> None:
    """A picture alone gives way with its figure, one in a line by itself; text behind it stays."""
    seen: list[Shown] = []

    def change(shown: Shown) -> Xhtml:
        seen.append(shown)
        return Xhtml(f"<hr/>{shown.src}")

    assert replace(BODY, change) == (
        '<hr/>a.jpg<p>In <hr/>b.png line</p><figure class="gallery"><hr/>c.jpg</figure>'
        '<figure class="embed"><p><hr/>d.jpg</p></figure>'
    )
    assert seen[0] == Shown(
        src="a.jpg", alt="A cat", title="", caption=Xhtml("By <i>me</i>"), alone=True
    )
    assert seen[1] == Shown(src="b.png", alt="IMG_1234", title="t", caption=None, alone=False)
    assert [one.alone for one in seen] == [True, False, True, False]


@pytest.mark.parametrize("text", ["", " ", "IMG_1234", " sunset.jpg ", "2016-12-07"])
def test_a_file_name_is_no_description(text: str) -> None:
    """A file's name and no text at all tell nothing."""
    assert not is_description(text)
    assert is_description(f"A cat, {text}")
