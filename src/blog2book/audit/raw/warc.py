"""Web archives: the pages in the responses of WARC files."""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import files
from blog2book.audit.raw.pages import of_page, page_text

_LARGEST = 16 * 1024**2
"""Bytes of one page."""
_LONGEST_LINE = 65536
_MOST_LINES = 200
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")

Headers = dict[str, str]


def items(source: Path) -> Iterator[Item]:
    """Yield the posts on the pages that a crawler got, all its other records as of another kind."""
    for name, path in files(source):
        with path.open("rb") as stream:
            head = stream.read(8)
        packed = head.startswith(b"\x1f\x8b")
        if packed or head.startswith(b"WARC/1."):
            try:
                with gzip.open(path) if packed else path.open("rb") as stream:
                    yield from _records(stream, name)
            except (gzip.BadGzipFile, EOFError, zlib.error):
                yield other(name)


def _records(stream: BinaryIO | gzip.GzipFile, name: str) -> Iterator[Item]:
    number = 0
    while (start := stream.readline(_LONGEST_LINE)) and len(start) < _LONGEST_LINE:
        if not start.strip():
            continue
        number += 1
        place = f"{name}, record {number}"
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not start.startswith(b"WARC/") or not re.fullmatch(r"\d{1,12}", length):
            yield other(place)
            return
        data = stream.read(min(int(length), _LARGEST))
        rest = int(length) - len(data)
        while rest > 0 and (skipped := stream.read(min(rest, _LARGEST))):
            rest -= len(skipped)
        page = _page(data) if headers.get("warc-type") == "response" else None
        if page is None:
            yield other(place)
        else:
            yield from of_page(
                page_text(page), place, headers.get("warc-target-uri", "").strip("<> ")
            )


def _headers(stream: BinaryIO | gzip.GzipFile) -> Headers:
    found: Headers = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE).strip()
        if not line:
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _page(data: bytes) -> bytes | None:
    """Return the page that a server sent, None where it sent none that can be read."""
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
    html = headers.get("content-type", "").startswith(("text/html", "application/xhtml"))
    if first.split()[1:2] != ["200"] or not html:
        return None
    if "chunked" in headers.get("transfer-encoding", ""):
        body = _joined(body)
    coding = headers.get("content-encoding", "")
    try:
        if coding in {"gzip", "x-gzip"}:
            return zlib.decompressobj(31).decompress(body, _LARGEST)
        if coding == "deflate":
            return zlib.decompressobj().decompress(body, _LARGEST)
        if coding == "br":
            return _out_of_brotli(body)
    except zlib.error:
        return None
    return body if coding in {"", "identity"} else None


def _out_of_brotli(body: bytes) -> bytes | None:
    import brotli  # comes with the extra web, without which there is no such book

    unpacking = brotli.Decompressor()
    try:
        page: bytes = unpacking.process(body, output_buffer_limit=_LARGEST)
    except brotli.error:
        return None
    return page if unpacking.is_finished() else None


def _joined(body: bytes) -> bytes:
    """Return a body that was sent in chunks; crawlers often joined them and left the header."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK.match(body, at)) and int(size[1], 16):
        at = size.end() + int(size[1], 16)
        parts.append(body[size.end() : at])
    return b"".join(parts) or body
