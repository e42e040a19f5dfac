"""Find the pictures that a book shows: in the archive, in its owner's folders, in the text."""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes

from blog2book.addresses import is_data, picture_variants, short
from blog2book.config import MediaTable
from blog2book.events import Notice, Report, Severity
from blog2book.markup.pictures import sources_by_part
from blog2book.media.judge import NoPictureError, judge
from blog2book.media.shelf import MOST_FILES, Shelf, Shelved, uploaded
from blog2book.media.whole import with_whole_addresses
from blog2book.model.archive import Archive, Asset
from blog2book.model.book import Book, Entry, MissingPicture, Picture
from blog2book.model.fetched import FILE_NAME
from blog2book.ports import Context

LARGEST_INLINE = 50_000_000
"""Characters of a data: address that are decoded."""

NOT_FOUND = "neither the archive nor a folder of pictures holds it"

_HINT = "Give the folder that holds your pictures: --media DIR"
_CHANGED = "is not the file that was fetched: its SHA-256 is another"
_HINT_CHANGED = f"Fetch it again; or delete its line in {FILE_NAME} and name it as the post does"
_HINT_WRITTEN = "It stood in the post's own text; look at the post in the book"
_NEAR = 40
"""Days between a picture's upload and its post's date, if the two belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubt:
    """A picture that was chosen among several of one name with nothing to tell them apart."""

    chosen: Path
    others: int


class _Finder:
    """All places where pictures of one book may be, and what was judged there."""

    def __init__(self, archive: Archive, shelf: Shelf, workdir: Path, hint: str) -> None:
        self.shelf = shelf
        self.hint = hint
        self.doubts: list[_Doubt] = []
        self._workdir = workdir
        self._judged: dict[Path, Picture | NoPictureError] = {}
        self._assets: dict[str, Asset] = {}
        for asset in archive.assets:
            for address in picture_variants(asset.url) if asset.url else ():
                self._assets.setdefault(_bare(address), asset)

    def find(self, address: str, written: str, published: datetime | None) -> Picture:
        """Return the picture behind an address, which its post has as `written`.

        Raises NoPictureError.
        """
        if is_data(address):
            return self._inline(address)
        first: NoPictureError | None = None
        for candidates in self._candidates(address, written):
            try:
                return self._best(candidates, published)
            except NoPictureError as error:
                first = first or error
        raise first or NoPictureError(NOT_FOUND, self.hint)

    def _candidates(self, address: str, written: str) -> Iterator[Sequence[Shelved]]:
        variants = tuple(dict.fromkeys((*picture_variants(address), *picture_variants(written))))
        asset = next((found for one in variants if (found := self._assets.get(_bare(one)))), None)
        if asset and asset.path:
            yield (Shelved(path=asset.path, place=asset.name),)
        if asset:
            variants = tuple(dict.fromkeys((asset.url, *variants)))
        if fetched := [file for one in variants for file in self.shelf.fetched(one)]:
            yield tuple(dict.fromkeys(fetched))
        for variant in variants:
            files = self.shelf.find(variant)
            if files:
                yield files

    def _best(self, files: Sequence[Shelved], published: datetime | None) -> Picture:
        """Return the largest of the right upload's sizes. Raises NoPictureError."""
        pictures: list[tuple[Shelved, Picture]] = []
        first: NoPictureError | None = None
        for shelved in files:
            judged = self._judge(shelved.path)
            if isinstance(judged, Picture) and shelved.digest not in {"", judged.digest}:
                judged = NoPictureError(f"{shelved.path.name} {_CHANGED}", _HINT_CHANGED)
            if isinstance(judged, NoPictureError):
                first = first or judged
            else:
                pictures.append((shelved, judged))
        if not pictures:
            raise first or NoPictureError(NOT_FOUND, self.hint)
        return self._choose(pictures, published)

    def _choose(
        self, pictures: list[tuple[Shelved, Picture]], published: datetime | None
    ) -> Picture:
        uploads: dict[tuple[Path, str], Picture] = {}
        months: dict[tuple[Path, str], bool] = {}
        for shelved, picture in pictures:
            upload = shelved.upload
            known = uploads.get(upload)
            if known is None or _area(picture) > _area(known):
                uploads[upload] = picture
            months[upload] = months.get(upload, False) or _near(shelved, published)
        near = [upload for upload, is_near in months.items() if is_near]
        plain = [upload for upload in uploads if not upload[1]]
        choice = max(near or plain or uploads, key=lambda one: _area(uploads[one]))
        alike = near or list(uploads)
        if len({uploads[upload].digest for upload in alike}) > 1:
            self.doubts.append(_Doubt(chosen=uploads[choice].path, others=len(alike) - 1))
        return uploads[choice]

    def _judge(self, path: Path) -> Picture | NoPictureError:
        if path not in self._judged:
            try:
                self._judged[path] = judge(path)
            except NoPictureError as error:
                self._judged[path] = error
        return self._judged[path]

    def _inline(self, address: str) -> Picture:
        """Write a data: address's bytes into the work folder, under their digest."""
        head, comma, body = address.partition(",")
        if not comma or len(body) > LARGEST_INLINE:
            raise NoPictureError("the address holds no picture that can be decoded")
        data = unquote_to_bytes(body)
        if head.lower().rstrip().endswith(";base64"):
            try:
                data = base64.b64decode(b"".join(data.split()) + b"==")
            except binascii.Error as error:
                raise NoPictureError("the address holds no picture that can be decoded") from error
        folder = self._workdir / "inline"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / hashlib.sha256(data).hexdigest()
        path.write_bytes(data)
        judged = self._judge(path)
        if isinstance(judged, NoPictureError):
            raise judged
        return judged


def locate(
    book: Book,
    archive: Archive,
    settings: MediaTable,
    context: Context,
    *,
    most: int = MOST_FILES,
) -> Book:
    """Return the book with `pictures` filled: each address that a printed body shows.

    A relative address is made whole in the bodies, if its post's own is known, so that what two
    posts call alike are two pictures. Files are looked for under both.

    Looks at data: addresses, the archive's assets, its folders and those of `settings`, never
    elsewhere. What is not found, or is no picture, is a MissingPicture and a Notice
    "picture-missing", for each post that shows it once for all sizes; a choice among pictures of
    one name that nothing tells apart is a Notice "picture-doubtful"; a damaged list of fetched ones
    is a Notice "fetched-list-damaged". `most` caps the files that are looked at.
    """
    shelf = Shelf((*archive.folders, *settings.folders), most)
    finder = _Finder(archive, shelf, context.workdir, hint="" if settings.folders else _HINT)
    pictures: dict[str, Picture | MissingPicture] = {}
    troubles: dict[str, NoPictureError] = {}
    told: set[tuple[str, str]] = set()
    _tell_of_folders(shelf, context.report)
    book, relative = with_whole_addresses(book)
    for entry, address, where in _shown(book):
        written = relative.get(address, address)
        if address not in pictures:
            try:
                pictures[address] = finder.find(address, written, entry.post.published)
            except NoPictureError as error:
                pictures[address] = MissingPicture(address=written, reason=error.reason)
                troubles[address] = error
        if address in troubles:
            largest = address if is_data(address) else _bare(picture_variants(address)[0])
            if (largest, where) not in told:
                told.add((largest, where))
                context.report(_missing(troubles[address], finder.hint, written, where))
        for doubt in finder.doubts:
            context.report(_doubtful(doubt, written, where))
        finder.doubts.clear()
    return replace(book, pictures=pictures)


def _tell_of_folders(shelf: Shelf, report: Report) -> None:
    """Report what of the folders is not looked at, and which of their lists are not obeyed."""
    if shelf.full:
        report(
            Notice(
                code="pictures-too-many",
                message="The folders hold so many files that not all were looked at",
                hint="Give a folder that holds only the blog's pictures",
            )
        )
    for words in shelf.troubles:
        report(
            Notice(
                code="fetched-list-damaged",
                message=f"The list of fetched pictures is not obeyed where it is wrong: {words}",
                hint="Delete what is wrong; `blog2book fetch` brings those pictures again",
            )
        )


def _shown(book: Book) -> Iterator[tuple[Entry, str, str]]:
    """Yield each picture's entry and address, and which post shows it, where, in words."""
    for entry in book.entries:
        merged = dict(entry.merged)
        for _, body in entry.texts:
            for address, part in sources_by_part(body, merged):
                yield entry, address, merged.get(part, entry.where)


def _missing(error: NoPictureError, hint: str, address: str, where: str) -> Notice:
    return Notice(
        code="picture-missing",
        message=f"Picture {short(address)} is missing: {error.reason}",
        where=where,
        hint=error.hint or (_HINT_WRITTEN if is_data(address) else hint),
    )


def _doubtful(doubt: _Doubt, address: str, where: str) -> Notice:
    return Notice(
        code="picture-doubtful",
        message=f"{doubt.others + 1} pictures have the name of {short(address)}; "
        f"{doubt.chosen.name} in {doubt.chosen.parent.name} was taken",
        where=where,
        hint="Look at the post in the book",
        severity=Severity.WARNING,
    )


def _bare(address: str) -> str:
    """Return an address without scheme, login and query: attachment and body may differ there."""
    return address.partition("://")[2].partition("?")[0].removeprefix("@") or address


def _area(picture: Picture) -> int:
    return picture.width * picture.height


def _near(shelved: Shelved, published: datetime | None) -> bool:
    """Say whether a file was uploaded about when its post was published."""
    if published is None:
        return False
    moment = uploaded(shelved)
    if moment is None:
        return shelved.month == (published.year, published.month)
    return abs((moment.replace(tzinfo=None) - published.replace(tzinfo=None)).days) <= _NEAR
