"""The segments of a JPEG file: enough to drop what a camera wrote without touching a pixel.

Markers are those of ITU-T T.81, annex B.
"""

from collections.abc import Iterator
from pathlib import Path

_START = b"\xff\xd8"
_END = 0xD9
_SCAN = 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
_KEPT_NOTES = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""What readers need: density, colours, colour transform. No other note is passed on."""


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and bytes (marker included) of each segment, up to the end of the picture.

    A scan's bytes hold its coded data. Raises ValueError where the file is cut or is no JPEG.
    """
    if not data.startswith(_START):
        raise ValueError("not a JPEG file")
    at = 2
    while True:
        at, marker = _marker(data, at)
        if marker == _END:
            yield marker, b"\xff\xd9"
            return
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        end = at + length
        if length < 2 or end > len(data):  # noqa: PLR2004 - the two bytes of the length itself
            raise ValueError("a segment is cut off")
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        yield marker, b"\xff" + bytes((marker,)) + data[at:end]
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return where the next marker's segment begins, and the marker. Skips bytes between."""
    at = data.find(b"\xff", at)
    while at >= 0:
        while data[at : at + 1] == b"\xff":
            at += 1
        if at >= len(data):
            break
        if data[at]:
            return at + 1, data[at]
        at = data.find(b"\xff", at)
    raise ValueError("the file is cut off")


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where coded data ends: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("the file is cut off")
        after = data[at + 1]
        if after == 0 or after in _STANDALONE:
            at += 2
        elif after == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 1
        else:
            return at


def whole(path: Path) -> bool:
    """Say whether all segments and the end marker are there."""
    try:
        return any(marker == _END for marker, _ in segments(path.read_bytes()))
    except ValueError:
        return False


def progressive(path: Path) -> bool:
    """Say whether the picture is coded in several passes, so that a draft needs it all."""
    return any(
        marker in _PROGRESSIVE for marker, _ in segments(path.read_bytes()) if marker in _FRAMES
    )


def bare(data: bytes) -> bytes:
    """Return the picture without what programs noted in it, each pixel as it was.

    EXIF, XMP, IPTC, comments, previews and what follows the picture are dropped; JFIF, ICC profile
    and Adobe's colour transform stay. Raises ValueError where the file is cut.
    """
    kept = [_START]
    for marker, segment in segments(data):
        note = _KEPT_NOTES.get(marker)
        if marker == _COMMENT or (
            marker in _APPLICATION and not (note and segment[4:].startswith(note))
        ):
            continue
        kept.append(segment)
    return b"".join(kept)
