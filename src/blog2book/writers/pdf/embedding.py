"""Which fonts the PDF embeds: one for each font file, whatever Pango calls it or the clock says."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, harfbuzz
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

from blog2book.writers.pdf.letters import Letters

_Pango = Any  # a pointer to a PangoFont: WeasyPrint has no types


@contextmanager
def one_for_each_file() -> Iterator[None]:
    """Let WeasyPrint, while it writes, tell fonts apart by their files too.

    It takes two fonts for one where Pango describes both alike, as it does a family's oblique
    file and the upright one that it slants for what the other lacks: the characters of the
    second would be drawn as others from the first, or as boxes. Where it saves a font anew (one
    with pictures for emoji, a variable one), that keeps its date: else it would say when.
    """
    before = (Stream.add_font, fonts.TTFont)
    Stream.add_font = _add_font
    fonts.TTFont = partial(TTFont, recalcTimestamp=False)
    try:
        yield
    finally:
        Stream.add_font, fonts.TTFont = before


def _add_font(stream: Any, pango_font: _Pango) -> tuple[Any, float]:  # noqa: ANN401 - WeasyPrint's
    """Return the font to embed and its size, as WeasyPrint's own Stream.add_font does."""
    described, description, size = get_pango_font_key(pango_font)
    head = _head(pango_font)
    key = (described, head)
    if key not in stream._fonts:  # noqa: SLF001 - no other place holds them
        stream._fonts[key] = _tagged(Font(pango_font, description, size), head)  # noqa: SLF001
    return stream._fonts[key], size  # noqa: SLF001


def _tagged(font: Any, head: bytes) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Give a font a tag that tells its file: six capitals (ISO 32000-1, 9.6.4); and its letters."""
    old = font.hash.encode()
    font.hash = "".join(chr(65 + byte % 26) for byte in sha256(old + head).digest()[:6])
    font.name = font.name.replace(old, font.hash.encode(), 1)
    font.to_unicode = Letters(font.file_content, font.index)
    return font


def _head(pango_font: _Pango) -> bytes:
    """Return a font's `head` table, b"" if it has none: it holds a checksum of the whole file."""
    tag = harfbuzz.hb_tag_from_string(b"head", -1)
    blob = harfbuzz.hb_face_reference_table(get_pango_font_hb_face(pango_font), tag)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    head = bytes(ffi.buffer(data, length[0])) if length[0] else b""
    harfbuzz.hb_blob_destroy(blob)
    return head
