import pytest

from blog2book.markup.pictures import Shown, gather, is_description, replace, sources
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


def test_the_id_of_a_figure_passes_on() -> None:
    """A link to a picture leads to what takes its place, unless that has an id of its own."""
    body = Xhtml('<figure class="picture" id="a"><img src="a.jpg" alt=""/></figure>')
    assert replace(body, lambda _shown: Xhtml("<hr/>")) == '<hr id="a"/>'
    named = replace(body, lambda _shown: Xhtml('<div id="b">x</div>'))
    assert named == '<div id="b"><span id="a"></span>x</div>'
    assert replace(body, lambda _shown: Xhtml("x")) == "x"


def figures(*names: str) -> str:
    """Return figures with ids, whose pictures are called so."""
    return "".join(
        f'<figure class="picture" id="{name}"><img src="{name}" alt=""/></figure>' for name in names
    )


def test_lost_pictures_in_a_row_are_gathered() -> None:
    """Neighbours share a frame; a lone one stays, and so does what stands between two of them."""
    body = Xhtml(
        f'<figure class="gallery">{figures("lost-1", "lost-2", "kept", "lost-3")}</figure>'
        f"{figures('lost-4')}<p>Text</p>{figures('lost-5')} words {figures('lost-6')}"
        f"\n{figures('lost-7')}"
        '<p>In <img src="lost-8" alt=""/><img src="lost-9" alt=""/> line</p>'
    )
    found = gather(
        body,
        lambda src: src.startswith("lost"),
        lambda shown: Xhtml("<div>" + ", ".join(one.src for one in shown) + "</div>"),
    )
    assert found == (
        '<figure class="gallery"><div id="lost-1"><span id="lost-2"></span>lost-1, lost-2</div>'
        f"{figures('kept', 'lost-3')}</figure>{figures('lost-4')}<p>Text</p>{figures('lost-5')}"
        ' words <div id="lost-6"><span id="lost-7"></span>lost-6, lost-7</div>\n'
        '<p>In <img src="lost-8" alt=""/><img src="lost-9" alt=""/> line</p>'
    )


@pytest.mark.parametrize("text", ["", " ", "IMG_1234", " sunset.jpg ", "2016-12-07"])
def test_a_file_name_is_no_description(text: str) -> None:
    """A file's name and no text at all tell nothing."""
    assert not is_description(text)
    assert is_description(f"A cat, {text}")
