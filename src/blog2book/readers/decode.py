"""From bytes to text: which encoding a file was saved in."""

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HALF_NULLS = 0.3
"""Share of zero bytes on one side from which bytes are UTF-16: Latin text has nearly a half."""

_FOREIGN = 0.3
"""Share of letters beyond ASCII from which bytes are no Western European text."""

_FEW_BROKEN = 0.02
"""Share of broken bytes that a UTF-8 file may hold: a line pasted from elsewhere."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool = False


def is_binary(data: bytes) -> bool:
    """Say whether bytes are no text in any encoding that text files have."""
    if data.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16(data):
        return False
    return b"\0" in data or len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", data)) * 50 > len(
        data
    )


def decode(data: bytes, *, cut: bool = False) -> Decoded:
    """Return the text that bytes hold: UTF-8, UTF-16, UTF-32 or Windows-1252, else by a guess.

    `cut` says that the bytes may end within a letter.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(encoding, "replace"), encoding)
    wide = _utf16(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        return Decoded(decoder.decode(data, final=not cut), "utf-8")
    except UnicodeDecodeError:
        pass
    return _mostly_utf8(data) or _western(data) or _guess(data)


def _utf16(data: bytes) -> str:
    """Return the kind of UTF-16 that bytes without a mark hold, "" for none."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 2:  # noqa: PLR2004 - one letter says nothing
        return ""
    even, odd = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > _HALF_NULLS and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _HALF_NULLS and not odd else ""


def _mostly_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 with a few bytes of Windows-1252 in it."""
    text = data.decode("utf-8", "surrogateescape")
    broken = re.findall("[\udc80-\udcff]", text)
    letters = len(re.findall("[^\x00-\x7f]", text))
    if len(broken) * 2 > letters or len(broken) > len(data) * _FEW_BROKEN:
        return None
    mended = re.sub(
        "[\udc80-\udcff]+",
        lambda match: match[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        text,
    )
    return Decoded(mended, "utf-8", guessed=True)


def _western(data: bytes) -> Decoded | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = [sign for sign in text if sign.isalpha()]
    foreign = sum(not sign.isascii() for sign in letters)
    if foreign > len(letters) * _FOREIGN:
        return None
    return Decoded(text, "windows-1252")


def _guess(data: bytes) -> Decoded:
    # Imported here: it takes a while, and hardly any file needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return Decoded(data.decode("cp1252", "replace"), "windows-1252", guessed=True)
    return Decoded(str(best), best.encoding, guessed=True)
