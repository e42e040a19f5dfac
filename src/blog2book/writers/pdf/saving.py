"""Saving a PDF to a disk that may be full, while somebody may press Ctrl-C.

qpdf writes on while it goes back from an error, and a second one there ends the whole process. So
it hears of none while it writes, neither of the disk nor of a person.
"""

import io
from pathlib import Path
from typing import Any

from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel

from blog2book import interrupts

_AT_A_TIME = 1 << 20
"""Bytes that are handed over at a time: qpdf writes a few."""


class _Patient(io.RawIOBase):
    """A file that only seems to write after its first error."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        self._file = file
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - a buffer
        if self.error is None:
            try:
                return self._file.write(data)
            except OSError as error:
                self.error = error
        return len(data)


def save(pdf: Pdf, path: Path) -> None:
    """Write `pdf` to `path`, the same bytes for the same objects. Raises OSError.

    It takes half a second for a thousand pages; an interrupt waits for its end.
    """
    with path.open("wb", buffering=0) as file, interrupts.held_back():
        patient = _Patient(file)
        with io.BufferedWriter(patient, _AT_A_TIME) as stream:
            pdf.save(
                stream,
                min_version="1.7",
                deterministic_id=True,
                fix_metadata_version=False,
                stream_decode_level=StreamDecodeLevel.none,
                object_stream_mode=ObjectStreamMode.generate,
            )
    if patient.error:
        raise patient.error
