"""Web archives: WARC files, and WACZ packages of them, as crawlers make them (the extra `web`).

browsertrix and `wget --warc-file` write them, and web archives hand them out.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from blog2book.addresses import picture_variants
from blog2book.errors import ArchiveError, MissingDependencyError
from blog2book.events import Notice, Report, ignore
from blog2book.markup.pictures import sources
from blog2book.model.archive import Archive, Asset, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import archive
from blog2book.readers.files import digest_of, head_of
from blog2book.readers.held import asset
from blog2book.readers.pages.page import LARGEST, Page
from blog2book.readers.pages.site import Site
from blog2book.readers.progress import READING, Progress
from blog2book.readers.unread import files_not_read
from blog2book.unpack import members

_LARGEST_PICTURE = 64 * 1024**2
_OK = "200"
_HTML = ("text/html", "application/xhtml")
_SUFFIXES = (".warc", ".warc.gz")

logging.getLogger("warcio").addHandler(logging.NullHandler())


class WarcReader:
    """Reads WARC and WACZ: the pages that were fetched, and the pictures on them."""

    name = "warc"
    reads = "a web archive (WARC or WACZ)"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of a WARC record, and of a folder that holds such files."""
        if not sample.members:
            return Confidence.CERTAIN if sample.head.startswith(b"WARC/1.") else Confidence.NO
        found = any(_is_warc(sample.path, name) for name in sample.members)
        return Confidence.CERTAIN if found else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read a WARC file or a folder. Raises ArchiveError, or MissingDependencyError."""
        names = members(source) if source.is_dir() else ()
        files = {name: source / name for name in names if _is_warc(source, name)}
        files = files or {source.name: source}
        site = Site()
        left: Counter[tuple[str, str]] = Counter()
        again: dict[str, set[str]] = {}
        progress = Progress(context.report, READING)
        for name, path in files.items():
            for record in _records(path, name, context.report):
                if record.rec_type == "revisit":
                    _note_revisit(record, again)
                _take(record, name, site, left)
                progress.step()
        blog = site.blog(source, context)
        if not blog.items:
            raise ArchiveError(
                f"{source.name} holds no page that shows a post of a blog.",
                hint="Crawl the blog's posts themselves, not only its first page.",
            )
        blog.left.update(left)
        blog.files = [
            Origin(file=name, place="", url="", digest=digest_of(path))
            for name, path in files.items()
        ]
        for notice in files_not_read([one for one in names if one not in files], source.name):
            context.report(notice)
        whole = archive(blog, context)
        return replace(whole, assets=tuple(_pictures(whole, files, again, context)))


def _is_warc(folder: Path, name: str) -> bool:
    return name.lower().endswith(_SUFFIXES) or head_of(folder / name).startswith(b"WARC/1.")


def _take(record: Any, name: str, site: Site, left: Counter[tuple[str, str]]) -> None:  # noqa: ANN401 - warcio has no types
    """Read a page, or count what is none."""
    kind = record.rec_type
    if kind != "response":
        left[kind, "no page, but what a crawler noted"] += 1
    elif record.http_headers is None or record.http_headers.get_statuscode() != _OK:
        left["response", "the server gave no page"] += 1
    elif not _media_type(record).startswith(_HTML):
        left["response", "no page of text; pictures are printed where a post shows them"] += 1
    else:
        data = _content(record, LARGEST)
        if data is None:
            left["page", "it cannot be read, or is too large"] += 1
        else:
            page = Page(data, _url(record))
            for picture in page.root.iter("img"):
                page.make_whole(picture)
            site.add(page, name)


def _records(path: Path, name: str, report: Report) -> Iterator[Any]:
    """Yield the records of a file; one that is cut off or damaged ends there, with a Notice."""
    try:
        import brotli  # noqa: F401 - for _out_of_brotli
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise MissingDependencyError(
            "Web archives need the extra web.", hint="pip install 'blog2book[web]'"
        ) from error

    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            records.INC_RECORD = ""  # else it prints what stands behind a record, raw
            yield from records
            damage = "a record does not end where it should" if records.err_count else ""
    except AttributeError:  # warcio takes for granted that each record has an address
        damage = "a record has no address"
    except OverflowError:
        damage = "a record says that it is longer than any file"
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        damage = str(error)
    if damage:
        report(
            Notice(
                code="archive-truncated",
                message=f"The web archive ends before its end, or is damaged: {damage}.",
                where=name,
                hint="What stands before is read; download it again for the rest.",
            )
        )


def _media_type(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    return _header(record, "Content-Type")


def _header(record: Any, name: str) -> str:  # noqa: ANN401 - warcio has no types
    """Return what a server said of what it sent, in lower case."""
    return (record.http_headers.get_header(name) or "").strip().lower()


def _url(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _content(record: Any, most: int) -> bytes | None:  # noqa: ANN401 - warcio has no types
    """Return what the server sent, unpacked; None where that fails or is too large."""
    packing = _header(record, "Content-Encoding")
    if packing == "zstd":
        return None
    try:
        if packing == "br":
            return _out_of_brotli(_packed(record).read(most + 1), most)
        data: bytes = record.content_stream().read(most + 1)
    except (OSError, EOFError, ValueError):
        return None
    return data if len(data) <= most else None


def _packed(record: Any) -> Any:  # noqa: ANN401 - warcio has no types
    """Return what the server sent as it came, in one piece."""
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = _header(record, "Transfer-Encoding") == "chunked"
    return ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream


def _out_of_brotli(packed: bytes, most: int) -> bytes | None:
    """Return what Brotli packed; None where it is damaged, cut off or too large.

    warcio 1.8 fails at it: it writes to Brotli's own objects, which take nothing.
    """
    import brotli

    unpacking = brotli.Decompressor()
    try:
        data: bytes = unpacking.process(packed, output_buffer_limit=most)
    except brotli.error:
        return None
    return data if unpacking.is_finished() and len(data) <= most else None


def _payload(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    return record.rec_headers.get_header("WARC-Payload-Digest") or ""


def _note_revisit(record: Any, again: dict[str, set[str]]) -> None:  # noqa: ANN401 - warcio has no types
    """Note under which address a crawler met once more what an earlier record holds."""
    where = record.rec_headers.get_header("WARC-Refers-To-Target-URI") or ""
    for sign in (where.strip("<> "), _payload(record)):
        if sign:
            again.setdefault(sign, set()).add(_url(record))


def _pictures(
    whole: Archive, files: dict[str, Path], again: Mapping[str, set[str]], context: Context
) -> Iterator[Asset]:
    """Write the pictures that posts show into the work folder, each under its digest.

    `again` are the addresses under which pictures were met again, by what tells the record that
    holds them: its address, and the digest of what it holds.
    """
    shown = {address for post in whole.posts for address in sources(post.body)}
    wanted = {variant for address in shown for variant in (address, *picture_variants(address))}
    folder = context.workdir / "warc"
    folder.mkdir(parents=True, exist_ok=True)
    told: set[str] = set()
    for name, path in files.items() if wanted else ():
        for record in _records(path, name, ignore):
            if record.rec_type != "response":
                continue
            url = _url(record)
            urls = {url, *again.get(url, ()), *again.get(_payload(record), ())} & wanted - told
            data = _content(record, _LARGEST_PICTURE) if urls else None
            if data:
                told |= urls
                digest = sha256(data).hexdigest()
                (folder / digest).write_bytes(data)
                for one in sorted(urls):
                    origin = Origin(file=name, place=url, url=one, digest=digest)
                    yield asset(one, one, folder / digest, origin)


reader: Reader = WarcReader()
