"""Numbers of pages that a finished PDF prints in its links, beside those of the pages there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

_NUMBER = re.compile(r"\s*(?:.*\bp\.\s*)?(\d+|[ivxl]+)(?:–\d+)?\)?,?\s*", re.DOTALL)
_NO_PAGE = "y-"
"""How the targets of links begin that are years."""


def numbers(path: Path) -> list[tuple[str, str, str]]:
    """Return for each link that prints a page's number its target, that number, and the true one.

    The number of a note has a point behind it, and a call for one is higher than its link. Several
    pages in a row are one link, to the first of them.
    """
    with pikepdf.open(path) as opened, pypdfium2.PdfDocument(path) as shown:
        labels = {page.obj.objgen: page.label for page in opened.pages}
        places = {str(name): labels[place[0].objgen] for name, place in _named(opened)}
        found = []
        for page, picture in zip(opened.pages, shown, strict=True):
            words, before = picture.get_textpage(), ("", "")
            for link in page.obj.get("/Annots", []):
                target = str(link.get("/Dest", ""))
                if not target or target.startswith(_NO_PAGE):
                    continue
                left, bottom, right, top = map(float, link.Rect)
                said = words.get_text_bounded(left - 0.3, bottom, right + 0.3, top)
                in_a_row = before[0] == target and before[1].endswith("–")  # over the line's end
                before = target, said.rstrip()
                if not in_a_row and (match := _NUMBER.fullmatch(said)):
                    found.append((target, match[1], places[target]))
        return found


def _named(opened: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Yield the names of a PDF's places, and what each leads to."""
    todo = [opened.Root.Names.Dests]
    while todo:
        node = todo.pop()
        todo.extend(node.get("/Kids", []))
        names = list(node.get("/Names", []))
        yield from zip(names[::2], names[1::2], strict=True)
