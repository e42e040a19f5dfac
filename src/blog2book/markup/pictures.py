"""The pictures of a body."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from blog2book.addresses import PICTURE_SUFFIX
from blog2book.markup.parse import Element, append_text, name, parse, remove
from blog2book.markup.parse import replace as put
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_FILE_NAME = re.compile(
    rf"\S+{PICTURE_SUFFIX}"
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


def sources_by_part(body: Xhtml, anchors: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of all pictures, each with the last of some ids before it, else ""."""
    part = ""
    for one in parse(body).iter():
        if one.get("id", "") in anchors:
            part = one.get("id", "")
        if one.tag == "img":
            yield one.get("src", ""), part


def undescribed(body: Xhtml) -> tuple[str, ...]:
    """Return the addresses of pictures of which neither caption nor alternative text tells."""
    pictures = [_shown(one, _figure(one)) for one in parse(body).iter("img")]
    return tuple(one.src for one in pictures if not (one.caption or is_description(one.alt)))


def replace(body: Xhtml, change: Callable[[Shown], Xhtml]) -> Xhtml:
    """Return the body with each picture replaced by what `change` makes of it.

    A picture in `figure.picture` gives way with its whole figure, whose id passes on; any other
    gives way by itself.
    """
    root = parse(body)
    for picture in list(root.iter("img")):
        figure = _figure(picture)
        new = change(_shown(picture, figure))
        put(picture if figure is None else figure, _with_ids(new, [figure]))
    return write(root)


def gather(
    body: Xhtml, lost: Callable[[str], bool], change: Callable[[Sequence[Shown]], Xhtml]
) -> Xhtml:
    """Return the body with lost figures that follow one another replaced by one that names them.

    `lost` says of an address whether its picture is; a lost figure without a lost neighbour stays.
    """
    root = parse(body)
    runs: list[list[tuple[Element, Shown]]] = []
    last: Element | None = None
    for picture in root.iter("img"):
        figure = _figure(picture)
        if figure is None or not lost(picture.get("src", "")):
            continue
        if last is None or last.getnext() is not figure or (last.tail or "").strip():
            runs.append([])
        runs[-1].append((figure, _shown(picture, figure)))
        last = figure
    for run in runs:
        if len(run) > 1:
            figures, shown = zip(*run, strict=True)
            put(figures[0], _with_ids(change(shown), figures))
            for figure in figures[1:]:
                remove(figure)
    return write(root)


def _shown(picture: Element, figure: Element | None) -> Shown:
    caption = figure.find("figcaption") if figure is not None else None
    return Shown(
        src=picture.get("src", ""),
        alt=picture.get("alt", ""),
        title=picture.get("title", ""),
        caption=write(caption) if caption is not None else None,
        alone=figure is not None,
    )


def _with_ids(body: Xhtml, figures: Sequence[Element | None]) -> Xhtml:
    """Return what takes the place of figures with their ids, so that links to them still lead."""
    ids = [one.get("id", "") for one in figures if one is not None and "id" in one.attrib]
    root = parse(body)
    if not ids or not len(root):
        return body
    if "id" not in root[0].attrib:
        root[0].set("id", ids.pop(0))
    for one in reversed(ids):
        root[0].insert(0, etree.Element("span", id=one))
        append_text(root[0], root[0][0], root[0].text or "")
        root[0].text = None
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
