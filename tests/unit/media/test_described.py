from pathlib import Path

from blog2book.media.described import tell_undescribed
from blog2book.model.book import MissingPicture, Picture, PictureKind
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post

PICTURE = Picture(path=Path("a.png"), kind=PictureKind.PNG, width=3, height=4, digest="d")
FIGURE = '<figure class="picture"><img src="{}" alt="{}"/>{}</figure>'


def told(*figures: str) -> list[str]:
    """Return what is told of a post that shows these."""
    heard = Heard()
    body = Xhtml("".join(figures))
    pictures = {"a": PICTURE, "b": PICTURE, "lost": MissingPicture(address="lost", reason="gone")}
    made = book((chapter((entry(post=post(body=body)),)),), pictures=pictures)
    tell_undescribed(made, heard)
    return [notice.message for notice in heard.notices]


def test_pictures_without_words_are_counted() -> None:
    """Those of which neither caption nor alternative text tells; a file's name tells nothing."""
    (message,) = told(FIGURE.format("a", "", ""), FIGURE.format("b", "IMG_0123.jpg", ""))
    assert message.startswith("2 pictures have neither")
    (message,) = told(FIGURE.format("a", "", ""), FIGURE.format("lost", "", ""))
    assert message.startswith("1 picture has neither")


def test_pictures_with_words_are_not_told() -> None:
    """A caption or a description is enough."""
    caption = "<figcaption>Frost</figcaption>"
    assert not told(FIGURE.format("a", "A leaf", ""), FIGURE.format("b", "", caption))
