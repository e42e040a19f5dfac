"""QR codes: an address that a telephone reads from paper (ISO/IEC 18004)."""

from hashlib import sha256
from itertools import groupby
from pathlib import Path

import segno

from blog2book.model.rendition import Plate

_QUIET = 4
"""Modules of white around a code (ISO/IEC 18004, 6.3.8)."""

_LONGEST = 300
"""Bytes of an address: a longer one makes a code too fine to be read from 2 cm of paper."""


def code(address: str, folder: Path) -> Plate | None:
    """Return the code of an address as a drawing in `folder`, None if the address is too long.

    Its level of error correction is M. The drawing has the white around it that a reader needs; it
    is one filled path, in which no seam shows between modules. Its size is in modules.
    """
    if len(address.encode()) > _LONGEST:
        return None
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    size = len(matrix) + 2 * _QUIET
    runs = []
    for top, row in enumerate(matrix, _QUIET):
        left = _QUIET
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                runs.append(f"M{left} {top}h{length}v1h-{length}z")
            left += length
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        f' viewBox="0 0 {size} {size}"><path d="{"".join(runs)}"/></svg>'
    )
    name = f"codes/{sha256(address.encode()).hexdigest()[:12]}.svg"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Plate(name=name, path=path, media_type="image/svg+xml", width=size, height=size)
