"""The pictures of a body."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from blog2book.markup.parse import Element, name, parse
from blog2book.markup.parse import replace as put
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|bmp|tiff?|heic|avif|svg)"
    r"|(?:img|dsc[nf]?|pict?|image|photo|screenshot|p|cimg)[ _-]?\d[\w ()-]*|[\d_-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as a body shows it: `caption` is what its figure says, None if nothing.

    `alone`: it stands in a figure of its own, and the whole figure is replaced.
    """

    src: str
    alt: str
    title: str
    caption: Xhtml | None
    alone: bool


def sources(body: Xhtml) -> tuple[str, ...]:
    """Return the addresses of all pictures, in document order."""
    return tuple(one.get("src", "") for one in parse(body).iter("img"))


def replace(body: Xhtml, change: Callable[[Shown], Xhtml]) -> Xhtml:
    """Return the body with each picture replaced by what `change` makes of it.

    A picture in `figure.picture` gives way with its whole figure, any other by itself.
    """
    root = parse(body)
    for picture in list(root.iter("img")):
        figure = _figure(picture)
        caption = figure.find("figcaption") if figure is not None else None
        shown = Shown(
            src=picture.get("src", ""),
            alt=picture.get("alt", ""),
            title=picture.get("title", ""),
            caption=write(caption) if caption is not None else None,
            alone=figure is not None,
        )
        put(picture if figure is None else figure, change(shown))
    return write(root)


def _figure(picture: Element) -> Element | None:
    """Return the figure that shows one picture and nothing else."""
    for one in picture.iterancestors():
        if name(one) == "figure":
            return one if one.get("class") == "picture" else None
    return None


def is_description(text: str) -> bool:
    """Say whether an alternative text tells anything: a file's name ("IMG_0123") does not."""
    told = text.strip()
    return bool(told) and not _FILE_NAME.fullmatch(told)
