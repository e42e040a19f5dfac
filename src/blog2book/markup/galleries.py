"""The galleries of a clean body: pictures that stand side by side on paper."""

from collections.abc import Callable, Sequence

from blog2book.markup.parse import Element, parse, replace
from blog2book.markup.pictures import Shown
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_PLACE = "gallery"


def in_rows(
    body: Xhtml,
    change: Callable[[Sequence[Shown], Xhtml], Xhtml | None],
    others: Callable[[Xhtml], Xhtml],
) -> Xhtml:
    """Return a body whose galleries are what `change` makes of their pictures and their caption.

    One of which it makes nothing stays. `others` is given all the rest, and changes it.
    """
    root = parse(body)
    made: list[Xhtml] = []
    for gallery in list(root.iter("figure")):
        pictures = [one for one in gallery if one.tag == "figure"]
        if gallery.get("class") != "gallery" or not all(map(_is_plain, pictures)):
            continue
        rows = change([_shown(one) for one in pictures], _caption(gallery) or Xhtml(""))
        if rows:
            made.append(_with_id(rows, [gallery, *pictures]))
            _empty(gallery, len(made) - 1)
    if not made:
        return others(body)
    root = parse(others(write(root)))
    for place in list(root.iter(_PLACE)):
        replace(place, made[int(place.get("number", ""))])
    return write(root)


def _is_plain(figure: Element) -> bool:
    """Say whether a figure shows one picture, and nothing but a caption besides."""
    return len(figure.findall(".//img")) == 1 and all(
        one.tag in {"img", "a", "figcaption"} for one in figure
    )


def _shown(figure: Element) -> Shown:
    picture = next(figure.iter("img"))
    return Shown(
        src=picture.get("src", ""),
        alt=picture.get("alt", ""),
        title=picture.get("title", ""),
        caption=_caption(figure),
        alone=True,
    )


def _caption(figure: Element) -> Xhtml | None:
    caption = figure.find("figcaption")
    return None if caption is None else write(caption)


def _with_id(rows: Xhtml, figures: Sequence[Element]) -> Xhtml:
    """Return rows with the ids of what they stand for, so that links to these still lead."""
    ids = [one.get("id", "") for one in figures if one.get("id")]
    root = parse(rows)
    for one in reversed(ids[1:]):
        mark = root.makeelement("span", {"id": one})
        root[0].insert(0, mark)
        mark.tail, root[0].text = root[0].text, None
    if ids:
        root[0].set("id", ids[0])
    return write(root)


def _empty(gallery: Element, number: int) -> None:
    """Make a gallery the place for its rows."""
    tail = gallery.tail
    gallery.clear()
    gallery.tag, gallery.tail = _PLACE, tail
    gallery.set("number", str(number))
