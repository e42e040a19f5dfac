"""The fonts of the bound book: one for each file, with the glyphs of all pieces.

Pieces were laid out with the same files and keep their glyphs' numbers, so that a font cut down to
the glyphs of all of them fits each. Glyphs that pieces add to a font are numbered anew.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from pikepdf import Array, Name, Pdf

from blog2book.errors import ThemeError
from blog2book.writers.pdf.docket import Cut
from blog2book.writers.pdf.glyphs import composed, needed
from blog2book.writers.pdf.letters import Letters, alike

Find = Callable[[str], Path]
"""Gives for a font's digest the file with its bytes."""

Changes = Mapping[int, int]
"""Numbers of glyphs in the book by those in the piece, where they are others."""

Object = Any  # a pikepdf.Object: what it holds is known only when it is read

_File = tuple[str, int]
"""The digest of a font's file, and the font's number in it."""

_STEP = re.compile(rb"/(\w+) [\d.]+ Tf|\[[^\]]*\] TJ")
_SHOWN = re.compile(rb"<([0-9a-f]+)>")

_DROPPED = ["BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG"]
"""Tables that only layout needs (those that WeasyPrint drops)."""

_KINDS_OF_FIGURES = ((), ("lnum", "tnum"), ("onum", "tnum"), ("tnum",), ("lnum",), ("onum",))
_CMAP = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
    b"<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange"
)
_FIXED_PITCH = 1
_BATCH = 100  # entries of a list in a CMap (Adobe Technical Note 5014)


@dataclass(slots=True)
class _Fount:
    """A font on its way: how a piece described it, and what of it all pieces show."""

    font: Object
    cut: Cut
    texts: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)


class Fonts:
    """Takes the fonts out of pieces, and gives each united one back to all of them."""

    def __init__(self, pdf: Pdf, find: Find) -> None:
        self._pdf = pdf
        self._find = find
        self._founts: dict[str, _Fount] = {}
        self._letters: dict[_File, Letters] = {}
        self._users: list[tuple[Object, list[str]]] = []

    def take(self, fonts: Object, cuts: Iterable[Cut]) -> dict[str, Changes]:
        """Take out of a piece's resources what `cuts` name, before its pages are copied.

        Returns the names of what was taken, each with the glyphs that have other numbers now. The
        first text and width of a glyph count; one that is read as something else is another.
        """
        taken: dict[str, Changes] = {}
        for cut in cuts:
            name = f"/{cut.name}"
            fount = self._founts.get(cut.name)
            if fount is None:
                fount = _Fount(self._pdf.copy_foreign(fonts[name]), cut)
                self._founts[cut.name] = fount
            elif fount.cut.digest != cut.digest:
                continue
            changes = self._changes(fount, cut)
            if changes is not None:
                taken[cut.name] = changes
                del fonts[name]
        return taken

    def _changes(self, fount: _Fount, cut: Cut) -> Changes | None:
        """Note what a piece shows of a font; return new numbers of its glyphs, by the old ones.

        Returns None where the font can have no more glyphs.
        """
        letters = self._letters.setdefault((cut.digest, cut.number), Letters(cut.count))
        changes: dict[int, int] = {}
        for glyph, width in sorted(cut.widths.items()):
            text = cut.texts.get(glyph, "")
            drawing = cut.drawings.get(glyph)
            if drawing is None and not alike(fount.texts.get(glyph, text), text):
                drawing = (round(width * cut.em / 1000), ((glyph, 0, 0),))
            new = glyph if drawing is None else letters.code(drawing, text)
            if new is None:
                return None
            if new != glyph:
                changes[glyph] = new
            fount.texts.setdefault(new, text)
            fount.widths.setdefault(new, width)
        return changes

    def give(self, fonts: Object, names: Iterable[str]) -> None:
        """Note that the resources `fonts`, a copy by now, want those fonts back."""
        self._users.append((fonts, list(names)))

    def figures(self, name: str, nought: int) -> tuple[tuple[int, ...], int]:
        """Return the glyphs of 0 to 9 that go with a glyph of 0, and their width.

        Raises ThemeError where the font is not shared, or its figures are not of one width.
        """
        fount = self._founts.get(name)
        found = _figures(self._find(fount.cut.digest), fount.cut.number, nought) if fount else None
        if fount is None or found is None:
            raise ThemeError(
                "The font of a page number in the text has no figures of one width.",
                hint="Give it font-variant-numeric: lining-nums tabular-nums, or another font",
            )
        width = fount.widths[nought]
        for figure, glyph in enumerate(found):
            fount.texts.setdefault(glyph, str(figure))
            fount.widths.setdefault(glyph, width)
        return found, int(width)

    def finish(self) -> None:
        """Cut each font down for the whole book and give it to all who want it."""
        files: dict[_File, set[int]] = {}
        for fount in self._founts.values():
            files.setdefault((fount.cut.digest, fount.cut.number), set()).update(fount.widths)
        streams = {key: self._stream(*key, glyphs) for key, glyphs in files.items()}
        for fount in self._founts.values():
            self._describe(fount, *streams[fount.cut.digest, fount.cut.number])
        for fonts, names in self._users:
            for name in names:
                fonts[f"/{name}"] = self._founts[name].font

    def _stream(self, digest: str, number: int, glyphs: set[int]) -> tuple[str, Object]:
        """Return a font file with these glyphs, and the key that a descriptor has for its kind."""
        drawings = self._letters[digest, number].drawings
        data = subset(self._find(digest).read_bytes(), number, needed(glyphs, drawings))
        data = composed(data, drawings)
        stream = self._pdf.make_stream(data)
        if data[:4] == b"OTTO":
            stream.Subtype = Name.OpenType
            return "/FontFile3", stream
        stream.Length1 = len(data)
        return "/FontFile2", stream

    def _describe(self, fount: _Fount, kind: str, stream: Object) -> None:
        """Put file, widths and texts of the whole book into a font."""
        inner = fount.font.DescendantFonts[0]
        descriptor = inner.FontDescriptor
        for name in ("/FontFile2", "/FontFile3"):
            if name in descriptor:
                del descriptor[name]
        descriptor[kind] = stream
        _, low, _, high = descriptor.FontBBox
        widest = max(fount.widths.values(), default=0)
        descriptor.FontBBox = Array([0, low, _number(widest), high])
        fixed = len(fount.widths) > 1 and len(set(fount.widths.values())) == 1
        descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH | (_FIXED_PITCH if fixed else 0)
        inner.W = _widths(fount.widths)
        fount.font.ToUnicode = self._pdf.make_stream(to_unicode(fount.texts))


def renumbered(drawing: bytes, fonts: Mapping[str, Changes]) -> bytes:
    """Return what a page draws with other numbers of glyphs, by the names of fonts."""
    known = {
        name.encode(): {b"%04x" % old: b"%04x" % new for old, new in changes.items()}
        for name, changes in fonts.items()
    }
    now: Mapping[bytes, bytes] = {}

    def shown(found: re.Match[bytes]) -> bytes:
        old = (found[1][at : at + 4] for at in range(0, len(found[1]), 4))
        return b"<%s>" % b"".join(now.get(glyph, glyph) for glyph in old)

    def step(found: re.Match[bytes]) -> bytes:
        nonlocal now
        if found[1]:
            now = known.get(found[1], {})
        return _SHOWN.sub(shown, found[0]) if now else found[0]

    return _STEP.sub(step, drawing)


@lru_cache(maxsize=64)
def _figures(path: Path, number: int, nought: int) -> tuple[int, ...] | None:
    """Return the glyphs of the figures of the kind to which a nought belongs."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), number))
    for features in _KINDS_OF_FIGURES:
        text = uharfbuzz.Buffer()
        text.add_str("0123456789")
        text.guess_segment_properties()
        uharfbuzz.shape(font, text, dict.fromkeys(features, True))
        glyphs = tuple(one.codepoint for one in text.glyph_infos)
        widths = {one.x_advance for one in text.glyph_positions}
        if glyphs[0] == nought and len(widths) == 1:
            return glyphs
    return None


def subset(font: bytes, number: int, glyphs: Iterable[int], *, boxes: bool = False) -> bytes:
    """Return a font with only these glyphs, under the numbers that they had.

    `font` is a font's file, and `number` its place in that. With `boxes` it keeps the drawing that
    stands for a character that it lacks (".notdef").
    """
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(sorted(glyphs))
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
    )
    if boxes:
        wanted.flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    dropped = (int.from_bytes(name.ljust(4).encode(), "big") for name in _DROPPED)
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(dropped)
    face = uharfbuzz.Face(uharfbuzz.Blob(font), number)
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return data


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """Return the CMap that says which text each glyph stands for (ISO 32000-1, 9.10.3)."""
    lines = [_CMAP]
    known: Sequence[tuple[int, str]] = sorted(texts.items())
    for start in range(0, len(known), _BATCH):
        batch = known[start : start + _BATCH]
        lines.append(b"%d beginbfchar" % len(batch))
        lines += [
            b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode())
            for glyph, text in batch
        ]
        lines.append(b"endbfchar")
    lines.append(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return b"\n".join(lines)


def _widths(widths: Mapping[int, float]) -> Array:
    """Return widths as a font lists them: the first glyph of a run, then an array."""
    listed: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            listed += [glyph, []]
        listed[-1].append(_number(widths[glyph]))
    return Array(listed)


def _number(value: float) -> Decimal | int:
    """Return a number as pikepdf takes it."""
    return int(value) if value == int(value) else Decimal(str(round(value, 4)))
