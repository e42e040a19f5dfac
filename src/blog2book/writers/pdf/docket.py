"""What goes with a piece on its way to the binder: what the PDF itself does not say."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from blog2book.events import Notice, Severity
from blog2book.writers.pdf.letters import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A font of a piece, cut down to what the piece shows.

    `name` is that of the PDF's resource, the same in every piece for the same file; `digest` that
    of the whole font's bytes, and `number` its place in them if it is a collection. `texts` and
    `widths` (thousandths of an em) are by the glyph's number in the whole font. That has `count`
    glyphs, and `em` units to an em; `drawings` are those that the piece adds (letters.py).
    """

    name: str
    digest: str
    number: int
    count: int
    em: int
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    drawings: Mapping[int, Drawing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folio:
    """The place of a page number that is printed when the book is bound.

    `page` is the name of the page's style ("" for none), `first` says that the page is the first of
    its piece and that a style sets it apart.
    """

    page: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Room for a page number in the text: on which page of the piece, and under which mark.

    `target` is the anchor whose page is printed, `room` what was laid out for it.
    """

    page: int
    mark: int
    target: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """What the binder must know of a piece.

    `folios` has an entry for each page, None where no number is printed; `root` holds the
    attributes of the root element by which styles may choose, and `styles` the names of the sheets.
    `anchors` gives the page on which each begins, counted from 0. `targets` are the ids to which
    links lead, `dead` the files of the book to which others led that are gone. `astray`: a note at
    the foot of a page is lost, or on another page than its call.
    """

    folios: tuple[Folio | None, ...]
    root: Mapping[str, str]
    styles: tuple[str, ...]
    anchors: Mapping[str, int]
    targets: tuple[str, ...]
    dead: tuple[str, ...]
    slots: tuple[Slot, ...]
    cuts: tuple[Cut, ...]
    notices: tuple[Notice, ...]
    astray: bool = False

    @property
    def pages(self) -> int:
        """How many pages the piece has."""
        return len(self.folios)

    def as_json(self) -> bytes:
        """Return the docket as it is kept beside the piece."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()


def from_json(text: bytes) -> Docket:
    """Return the docket that `as_json` wrote."""
    read: dict[str, Any] = json.loads(text)
    return Docket(
        folios=tuple(one and Folio(**one) for one in read["folios"]),
        root=read["root"],
        styles=tuple(read["styles"]),
        anchors=read["anchors"],
        targets=tuple(read["targets"]),
        dead=tuple(read["dead"]),
        slots=tuple(Slot(**one) for one in read["slots"]),
        cuts=tuple(map(_cut, read["cuts"])),
        astray=read["astray"],
        notices=tuple(
            Notice(**(one | {"severity": Severity(one["severity"])})) for one in read["notices"]
        ),
    )


def _cut(read: dict[str, Any]) -> Cut:
    return Cut(
        name=read["name"],
        digest=read["digest"],
        number=read["number"],
        count=read["count"],
        em=read["em"],
        texts={int(glyph): text for glyph, text in read["texts"].items()},
        widths={int(glyph): width for glyph, width in read["widths"].items()},
        drawings={
            int(glyph): (width, tuple((part, across, up) for part, across, up in places))
            for glyph, (width, places) in read["drawings"].items()
        },
    )
