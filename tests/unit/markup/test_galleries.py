from collections.abc import Sequence

from blog2book.markup.galleries import in_rows
from blog2book.markup.pictures import Shown
from blog2book.model.xhtml import Xhtml

ONE = '<figure class="picture" id="a"><a href="big"><img src="1" alt="x"/></a></figure>'
TWO = '<figure class="picture"><img src="2" alt=""/><figcaption>C &amp; D</figcaption></figure>'


def test_a_gallery_gives_way_to_its_rows() -> None:
    """Its pictures and captions are told, its ids pass on, and only the rest is changed further."""
    seen: list[Sequence[Shown]] = []

    def change(pictures: Sequence[Shown], caption: Xhtml) -> Xhtml:
        seen.append(pictures)
        return Xhtml(f"<div>{caption}</div>")

    body = Xhtml(
        f'<p>p</p><figure class="gallery" id="g">{ONE}{TWO}<figcaption>All</figcaption></figure>'
        f'q{TWO}<figure class="gallery">{TWO}{TWO}</figure>'
    )
    made = in_rows(body, change, lambda rest: Xhtml(rest.replace("C ", "E ")))
    assert made == (
        '<p>p</p><div id="g"><span id="a"></span>All</div>q'
        '<figure class="picture"><img src="2" alt=""/><figcaption>E &amp; D</figcaption></figure>'
        "<div></div>"
    )
    assert [(one.src, one.alt, one.caption) for one in seen[0]] == [
        ("1", "x", None),
        ("2", "", "C &amp; D"),
    ]


def test_other_galleries_stay() -> None:
    """One of which nothing is made, and one with more in it than pictures, are left to the rest."""
    body = Xhtml(
        f'<figure class="gallery">{ONE}{TWO}</figure>'
        '<figure class="gallery"><figure class="picture"><p>x</p></figure></figure>'
    )
    assert in_rows(body, lambda *_: None, lambda rest: Xhtml(f"{rest}!")) == f"{body}!"
