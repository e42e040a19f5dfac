"""Bodies that come packed though nobody asked for that: unpacked in small pieces, never at once."""

import zlib
from collections.abc import Iterator

from blog2book.fetch.trouble import NotBroughtError

_KNOWN = frozenset({"gzip", "x-gzip", "deflate"})
"""What servers and the Wayback Machine do. Anything else stays as it came: it is no picture."""

_PIECE = 64 * 1024
_WRONG = "its server packs it wrongly"


class Body:
    """A body as it comes, by its header Content-Encoding. Raises NotBroughtError for a wrong one.

    Of a bomb no more is in memory than 64 KiB: whoever takes the pieces counts them, and may stop.
    """

    def __init__(self, encoding: str) -> None:
        known = encoding.strip().lower() in _KNOWN
        self._packed = zlib.decompressobj(zlib.MAX_WBITS | 32) if known else None

    @property
    def is_packed(self) -> bool:
        """Whether its bytes are other and more than those that come."""
        return self._packed is not None

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the bytes that a chunk stands for."""
        if self._packed is None:
            yield chunk
            return
        piece = b""
        try:
            while chunk or len(piece) == _PIECE:
                piece = self._packed.decompress(chunk, _PIECE)
                chunk = self._packed.unconsumed_tail
                yield piece
        except zlib.error as error:
            raise NotBroughtError(_WRONG) from error
        if self._packed.unused_data:
            raise NotBroughtError(_WRONG)

    def end(self) -> None:
        """Raise NotBroughtError where the end of what is packed did not come."""
        if self._packed is not None and not self._packed.eof:
            raise NotBroughtError(_WRONG)
