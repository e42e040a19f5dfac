"""One document laid out alone: it begins at a given page number, on a given side."""

import gc
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from blog2book.events import Event, Report
from blog2book.model.rendition import FOOT_BLOCK, Document, Rendition, Role
from blog2book.writers.pdf import ends, feet, notes
from blog2book.writers.pdf.fitting import fitting
from blog2book.writers.pdf.log import listening
from blog2book.writers.pdf.pseudo import needed
from blog2book.writers.pdf.same_page import notes_stay
from blog2book.writers.pdf.trial import Edit, Printed, Trial
from blog2book.writers.pdf.turns import whole_words
from blog2book.writers.styles import names, placed

BASE = "https://book.invalid/"

_FIRST = re.compile(r"@page[^{};]*:(?:first|nth)\b")

Page = Any  # weasyprint.document.Page: WeasyPrint has no types


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves what the rendition lists, under BASE, and nothing else: no disk, no network."""

    def __init__(
        self, rendition: Rendition, faces: Mapping[str, Path], styles: Mapping[str, str]
    ) -> None:
        super().__init__(allowed_protocols=("https",))
        self._files = {plate.name: (plate.path, plate.media_type) for plate in rendition.files} | {
            face.name: (faces.get(face.name, face.path), "font/ttf") for face in rendition.faces
        }
        self._styles = styles

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002 - WeasyPrint's
        """Return the file of that address. Raises ValueError (which WeasyPrint logs) if none."""
        name = unquote(url.removeprefix(BASE))
        if not url.startswith(BASE):
            raise ValueError(f"not part of the book: {url}")
        if name in self._styles:
            return URLFetcherResponse(url, self._styles[name], {"Content-Type": "text/css"})
        if name in self._files:
            path, kind = self._files[name]
            return URLFetcherResponse(url, path.open("rb"), {"Content-Type": kind})
        raise ValueError(f"not part of the book: {name}")


class Press:
    """What all pieces share: fonts, pictures and style sheets, each read once."""

    def __init__(self, rendition: Rendition, faces: Mapping[str, Path]) -> None:
        known = names(rendition)
        self._styles = {style.name: placed(style, known) for style in rendition.styles}
        self.first_differs = any(map(_FIRST.search, self._styles.values()))
        """Whether a style sets the first page of a piece apart."""
        self._places = {style.name: style.places for style in rendition.styles}
        self._for_styles = Shelf(rendition, faces, self._styles)
        # a piece finds the sheets that it links to empty: `lay` hands them over, parsed
        self._for_texts = Shelf(rendition, faces, dict.fromkeys(self._styles, ""))
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._parsed: dict[str, Any] = {}
        self._said: dict[str, list[Event]] = {}
        self._pictures: dict[str, object] = {}

    def lay(self, text: str, *styles: str, edit: Edit | None = None) -> Any:  # noqa: ANN401 - a weasyprint Document
        """Lay out `text` with the style sheets that it links to, and `styles` over them.

        `edit` changes its tree before.
        """
        linked = [self._sheet(name) for name in self._styles if f'href="{name}"' in text]
        page = HTML(string=text, base_url=BASE, url_fetcher=self._for_texts)
        if f"<{FOOT_BLOCK}" in text:
            notes.with_blocks(page.etree_element)
        if edit:
            edit(page.etree_element)
        with fitting(), notes_stay(), whole_words(), needed():
            return page.render(
                font_config=self._fonts,
                counter_style=self._counters,
                stylesheets=[*linked, *(self._parse(style, BASE) for style in styles)],
                cache=self._pictures,
                pdf_variant="pdf/ua-1",
            )

    def _sheet(self, name: str) -> Any:  # noqa: ANN401 - a weasyprint CSS
        """Return a style sheet, parsed the first time that a piece wants it."""
        if name not in self._parsed:
            places = self._places[name]

            def written(line: int) -> str:
                return places[line - 1] if line <= len(places) else ""

            self._said[name] = []
            with listening(self._said[name].append, lambda _file: "style sheet", written):
                self._parsed[name] = self._parse(self._styles[name], BASE + name)
        return self._parsed[name]

    def forget(self) -> None:
        """Let go of the pictures of the piece before: months show other ones."""
        self._pictures.clear()

    def sheets(self, text: str, report: Report) -> tuple[str, ...]:
        """Return the names of the style sheets that `text` links to.

        What is to say about a sheet is told each time that one asks for it.
        """
        linked = tuple(name for name in self._styles if f'href="{name}"' in text)
        for name in linked:
            self._sheet(name)
            for event in self._said[name]:
                report(event)
        return linked

    def _parse(self, text: str, address: str) -> Any:  # noqa: ANN401 - a weasyprint CSS
        return CSS(
            string=text,
            base_url=address,
            url_fetcher=self._for_styles,
            font_config=self._fonts,
            counter_style=self._counters,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a piece begins: the number of its first page, and whether that is a right-hand one."""

    number: int
    right: bool

    @property
    def styles(self) -> tuple[str, str]:
        """The styles that make a piece begin so."""
        side = "right" if self.right else "left"
        return (
            f"@page :first {{ counter-reset: page {self.number} !important }}",
            f"html {{ break-before: {side} !important }}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document, where it began when it was laid out, and WeasyPrint's pages."""

    document: Document
    start: Start
    printed: Printed

    @property
    def pages(self) -> list[Page]:
        """The pages, in order."""
        pages: list[Page] = self.printed.pages
        return pages


def lay(press: Press, document: Document, start: Start) -> Piece:
    """Lay out one document whose text is there, and again where its pages have a fault.

    The faults are half-empty feet before pictures and a short last page, the worse first: mending
    the second never brings back the first. The name of the document becomes an anchor of its first
    page, so that a link to it arrives even if no element of it has that id.
    """
    text = document.text or ""
    styles = start.styles

    def again(edit: Edit) -> Printed:
        gc.collect()  # a trial that was given up would stay until the piece is done (desk.py)
        return press.lay(text, *styles, edit=edit)

    trial = feet.filled(Trial(press.lay(text, *styles), again))
    if document.role not in {Role.CONTENTS, Role.SOURCES}:  # lists: a line cannot be moved
        trial = ends.filled(trial, feet.empty)
    trial = notes.settled(trial, text)
    printed = trial.printed
    printed.pages[0].anchors.setdefault(document.name, (0, 0, 0, 0))
    return Piece(document=document, start=start, printed=printed)
