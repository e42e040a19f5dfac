"""Which fonts the PDF embeds: one for each font file, whatever Pango calls it or the clock says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.draw import text
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, harfbuzz
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

from blog2book.writers.pdf.fonts import subset
from blog2book.writers.pdf.glyphs import composed, needed
from blog2book.writers.pdf.letters import Letters, spelled

_Pango = Any  # a pointer to a PangoFont: WeasyPrint has no types

_draw_as_weasyprint_does = text.draw_first_line

_SHARE = 0.94
"""How much of its room a picture takes that stands for a character: two that meet do not touch."""


@contextmanager
def one_for_each_file() -> Iterator[None]:
    """Let WeasyPrint, while it writes, tell fonts apart by their files too, and letters by glyphs.

    It takes two fonts for one where Pango describes both alike, as it does a family's oblique
    file and the upright one that it slants for what the other lacks: the characters of the
    second would be drawn as others from the first, or as boxes. Where it saves a font anew (one
    with pictures for emoji, a variable one), that keeps its date: else it would say when.
    """
    before = (Stream.add_font, fonts.TTFont, text.draw_first_line)
    Stream.add_font = _add_font
    fonts.TTFont = partial(TTFont, recalcTimestamp=False)
    text.draw_first_line = _draw_first_line
    try:
        yield
    finally:
        Stream.add_font, fonts.TTFont, text.draw_first_line = before


class _Font(fonts.Font):  # type: ignore[misc]  # WeasyPrint has no types
    """A font of the PDF that has glyphs of our own beside its own."""

    letters: Letters
    file_content: bytes

    def get_unused_glyph_id(self, codepoint: int) -> int:
        """Return the number of the box that stands for a character that no font has."""
        if codepoint not in self.missing:
            self.missing[codepoint] = self.letters.unused()
        number: int = self.missing[codepoint]
        return number

    def clean(self, to_unicode: dict[int, str], hinting: object) -> None:
        """Keep what is drawn of the font's file, and add our own glyphs."""
        drawings = self.letters.drawings
        super().clean(dict.fromkeys(needed(to_unicode, drawings), ""), hinting)
        self.file_content = composed(self.file_content, drawings)

    def subset(self, to_unicode: dict[int, str], _hinting: object) -> None:
        """Keep what is drawn of the font's file.

        WeasyPrint does it too, with a library that many machines lack, else at ten times the cost.
        """
        if to_unicode:
            boxes = bool(self.missing)
            self.file_content = subset(self.file_content, self.index, to_unicode, boxes=boxes)


def _draw_first_line(stream: Any, textbox: Any, *rest: object) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Draw a line as WeasyPrint does, with the glyphs that stand for its letters."""
    layout = textbox.pango_layout
    first_line = layout.get_first_line

    def get_first_line() -> tuple[Any, int | None]:
        line, index = first_line()
        caps = layout.style["font_variant_caps"]
        return spelled(line, layout.text, caps, stream.add_font), index

    layout.get_first_line = get_first_line
    try:
        emoji = _draw_as_weasyprint_does(stream, textbox, *rest)
    finally:
        del layout.get_first_line
    size = textbox.style["font_size"]
    return [_in_its_room(one, size) if one[1].png else one for one in emoji]


def _in_its_room(drawn: Sequence[Any], size: float) -> tuple[Any, ...]:
    """Return a picture that stands for a character, no wider than the room that this takes.

    WeasyPrint makes it as high as the character is wide, so that one that is wider than high, as
    all of Noto's are, lies over its neighbours. All is in em, but `down` and `size` in px.
    """
    image, font, width, height, right, down = drawn
    room = height
    scale = min(1.0, _SHARE * room / width)
    right += (room - width * scale) / 2
    down += (height - height * scale) / 2 * size
    return image, font, width * scale, height * scale, right, down


def _add_font(stream: Any, pango_font: _Pango) -> tuple[Any, float]:  # noqa: ANN401 - WeasyPrint's
    """Return the font to embed and its size, as WeasyPrint's own Stream.add_font does."""
    described, description, size = get_pango_font_key(pango_font)
    head = _head(pango_font)
    key = (described, head)
    if key not in stream._fonts:  # noqa: SLF001 - no other place holds them
        font = _tagged(_Font(pango_font, description, size), head)
        # fonts of one tag are one file, and have the same glyphs
        same = [one.letters for one in stream._fonts.values() if one.hash == font.hash]  # noqa: SLF001
        font.letters = same[0] if same else Letters(font.glyph_count)
        stream._fonts[key] = font  # noqa: SLF001
    return stream._fonts[key], size  # noqa: SLF001


def _tagged(font: _Font, head: bytes) -> _Font:
    """Give a font a tag that tells its file: six capitals (ISO 32000-1, 9.6.4)."""
    old = font.hash.encode()
    font.hash = "".join(chr(65 + byte % 26) for byte in sha256(old + head).digest()[:6])
    font.name = font.name.replace(old, font.hash.encode(), 1)
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
