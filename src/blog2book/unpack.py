"""Every rule about zip, gzip and tar: names, sizes, counts, bombs.

What is inside an archive was made by strangers. Nothing is written outside the work folder, no
link is ever made or followed, and what would fill the disk is refused before it does.
"""

import contextlib
import errno
import gzip
import os
import shutil
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice, Report, ignore


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an archive may hold, so that no stranger's file fills the disk or stops the clock.

    `total`: bytes of all members; a large Takeout with albums has some 10 GB. `members`: files;
    50,000 posts with three pictures each, and room to spare. `directory`: bytes of a zip's list of
    names; 200,000 names of 200 letters are 50 MB. `ratio`: how many times larger than its file an
    archive may become; text shrinks to a tenth, XML to a fortieth, a bomb to a thousandth.
    `ratio_free`: bytes below which the ratio does not count, for small exports may repeat
    themselves. `layers`: archives within archives; a tar in a gzip in a zip occurs. `name`:
    letters in a member's name; file systems take little more. `free`: bytes that may be written,
    None for what is free on the disk.
    """

    total: int = 32 * 1024**3
    members: int = 200_000
    directory: int = 64 * 1024**2
    ratio: int = 100
    ratio_free: int = 64 * 1024**2
    layers: int = 3
    name: int = 1_000
    free: int | None = None


LIMITS = Limits()

_CHUNK = 1024**2
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_ZIP64_END = b"PK\x06\x06"
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_MADE_ON_UNIX = 3
_UNFIT_NAME = frozenset({errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST})
_JUNK_FOLDERS = ("__MACOSX",)
_JUNK_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r"})
_REPACK = "Unpack it yourself and give the folder instead."


@dataclass(slots=True)
class _Allowance:
    """What may still be written: `written` bytes so far, from a source of `packed` bytes."""

    source: Path
    packed: int
    free: int
    limits: Limits
    report: Report
    written: int = 0
    kept: set[Path] = field(default_factory=set)

    def spend(self, size: int) -> None:
        """Count `size` bytes (made or announced); raises ArchiveError where it is too much."""
        self.written += size
        self.foresee(0)

    def foresee(self, size: int) -> None:
        """Raise ArchiveError if `size` more bytes would be too much."""
        total = self.written + size
        name = self.source.name
        if total > self.limits.total:
            raise ArchiveError(
                f"{name} would unpack to more than {self.limits.total // 1024**3} GB.",
                hint="Unpack the blog's part of it and give that folder instead.",
            )
        if total > self.limits.ratio_free and total > self.packed * self.limits.ratio:
            raise ArchiveError(
                f"{name} would unpack to more than {self.limits.ratio} times its size, as a zip "
                "bomb does and a blog's export does not.",
                hint="Get the export again from the blog itself.",
            )
        if total > self.free:
            raise ArchiveError(
                f"{name} needs more room than is free on the disk.",
                hint=f"Make room for about {total // 1024**2 + 1:,} MB in the temporary folder.",
            )


def unpacked(source: Path, workdir: Path, report: Report = ignore, limits: Limits = LIMITS) -> Path:
    """Return where the content of `source` lies: the file or folder to read.

    A plain file or folder is returned as it is. A zip, gzip or tar is unpacked into a new folder
    of `workdir`; if it holds one file, that file's path is returned (unpacked again if it is an
    archive too), else the folder. A damaged member costs itself, with a Notice.
    Raises ArchiveError: absent, encrypted, damaged, too large, or with names that lead outside.
    """
    if source.is_dir():
        return source
    try:
        return _file(source, workdir, report, limits)
    except FileNotFoundError as error:
        raise ArchiveError(f"There is no file {source}.", hint="Check its name.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArchiveError(f"{source.name} cannot be read: {reason}.") from error


def members(folder: Path, limits: Limits = LIMITS) -> tuple[str, ...]:
    """Return the names of all files in a folder, relative, with "/", sorted.

    Links to folders are not followed, and links to files count only if they stay inside. Raises
    ArchiveError where there are more than the limit: such a folder is no export.
    """
    root = folder.resolve()
    names: list[str] = []
    for path in _walk(folder):
        with contextlib.suppress(OSError, RuntimeError):  # closed to us, or a link in a circle
            if path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(root)):
                names.append(path.relative_to(folder).as_posix())
        if len(names) > limits.members:
            raise ArchiveError(
                f"The folder {folder.name} holds more than {limits.members:,} files.",
                hint="Give the folder of the export alone.",
            )
    return tuple(sorted(names))


def _walk(folder: Path) -> Iterator[Path]:
    for top, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in _JUNK_FOLDERS)
        yield from (Path(top, name) for name in files if not _is_junk(name))


def _is_junk(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return last in _JUNK_NAMES or name.startswith(_JUNK_FOLDERS)


def _file(source: Path, workdir: Path, report: Report, limits: Limits) -> Path:
    """Unpack layer by layer, until what is left is no archive or holds several files."""
    if not source.is_file() and source.exists():
        raise ArchiveError(f"{source} is neither a file nor a folder.")
    allowance = _Allowance(
        source=source,
        packed=source.stat().st_size,
        free=shutil.disk_usage(workdir).free if limits.free is None else limits.free,
        limits=limits,
        report=report,
    )
    current = source
    for layer in range(limits.layers + 1):
        kind = _kind(current)
        if not kind:
            return current
        if layer == limits.layers:
            break
        folder = _new_folder(workdir, source.name)  # messages call it as its owner does
        allowance.kept = set()
        _UNPACK[kind](current, folder, allowance)
        if len(allowance.kept) != 1:
            return folder
        (current,) = allowance.kept
    raise ArchiveError(
        f"{source.name} holds an archive in an archive in an archive, and so on.",
        hint=_REPACK,
    )


def _new_folder(workdir: Path, name: str) -> Path:
    number = 1
    while (folder := workdir / f"unpacked-{number}" / name).exists():
        number += 1
    folder.mkdir(parents=True)
    return folder


def _kind(path: Path) -> str:
    """Say by content what kind of archive a file is, "" for none."""
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    return "tar" if head[257:262] == b"ustar" else ""


def _target(folder: Path, name: str, allowance: _Allowance) -> Path:
    """Return where a member goes; raises ArchiveError for a name that leads outside."""
    parts = name.replace("\\", "/").split("/")
    outside = (
        not parts[0]  # an absolute name
        or ".." in parts
        or (len(parts[0]) > 1 and parts[0][1] == ":" and parts[0][0].isascii())  # a drive
        or "\0" in name
    )
    if outside or len(name) > allowance.limits.name:
        shown = name[:60].encode("unicode_escape").decode("ascii")
        raise ArchiveError(
            f'{allowance.source.name} holds a file named "{shown}", which would be written '
            "outside the work folder or nowhere at all.",
            hint="Get the export again from the blog itself.",
        )
    return folder.joinpath(*(part for part in parts if part not in {"", "."}))


def _copy(read: Callable[[int], bytes], target: Path, allowance: _Allowance) -> None:
    """Write a member piece by piece, counting what really comes out."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        while chunk := read(_CHUNK):
            allowance.spend(len(chunk))
            file.write(chunk)


def _keep(target: Path, name: str, allowance: _Allowance) -> None:
    if not _is_junk(name):
        allowance.kept.add(target)


def _refuse_link(name: str, source: Path) -> None:
    raise ArchiveError(
        f'{source.name} holds a link or a device ("{name[:60]}"), which could lead outside of it.',
        hint=_REPACK,
    )


def _refuse_count(allowance: _Allowance) -> None:
    raise ArchiveError(
        f"{allowance.source.name} holds more than {allowance.limits.members:,} files.",
        hint="Unpack the blog's part of it and give that folder instead.",
    )


def _damaged(what: str, source: Path, error: Exception) -> ArchiveError:
    return ArchiveError(
        f"{source.name} is a {what} that is damaged or was cut short ({error}).",
        hint="Download or copy it again.",
    )


def _check_directory(source: Path, allowance: _Allowance) -> None:
    """Refuse a zip whose list of names would take minutes and gigabytes to read."""
    with source.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, size - _ZIP_END_SIZE - 0xFFFF))
        end = file.read()
        at = end.rfind(_ZIP_END)
        if at < 0 or len(end) < at + _ZIP_END_SIZE:
            raise _damaged("zip", source, EOFError("its end is missing"))
        length = int.from_bytes(end[at + 12 : at + 16], "little")
        at64 = end.rfind(_ZIP64_END, 0, at)
        if at64 >= 0:
            at = at64
            length = int.from_bytes(end[at + 40 : at + 48], "little")
        if length > allowance.limits.directory:
            _refuse_count(allowance)
        file.seek(max(0, start + at - length))
        if file.read(length).count(b"PK\x01\x02") > allowance.limits.members:
            _refuse_count(allowance)


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; many tools write UTF-8 and forget to say so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_FLAG:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/")


def _zip(source: Path, folder: Path, allowance: _Allowance) -> None:
    _check_directory(source, allowance)
    try:
        with zipfile.ZipFile(source) as archive:
            entries = [one for one in archive.infolist() if not _zip_name(one).endswith("/")]
            _check_entries(entries, source)
            allowance.foresee(sum(entry.file_size for entry in entries))
            for entry in entries:
                _zip_member(archive, entry, folder, allowance)
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
        raise _damaged("zip", source, error) from error
    if entries and not allowance.kept:
        raise _damaged("zip", source, ValueError("none of its files can be read"))


def _check_entries(entries: Sequence[zipfile.ZipInfo], source: Path) -> None:
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise ArchiveError(
                f"{source.name} is locked with a password.",
                hint="Unpack it with the password and give the folder instead.",
            )
        mode = entry.external_attr >> 16
        if entry.create_system == _MADE_ON_UNIX and stat.S_ISLNK(mode):
            _refuse_link(entry.filename, source)


def _zip_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, allowance: _Allowance
) -> None:
    name = _zip_name(entry)
    target = _target(folder, name, allowance)
    try:
        with archive.open(entry) as stream:
            _copy(stream.read, target, allowance)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        _lose(target, name, str(error), allowance)
    except OSError as error:
        if error.errno not in _UNFIT_NAME:
            raise
        _lose(target, name, error.strerror or str(error), allowance)
    else:
        _keep(target, name, allowance)


def _lose(target: Path, name: str, reason: str, allowance: _Allowance) -> None:
    """Go on without a member that is damaged or cannot be written."""
    with contextlib.suppress(OSError):
        target.unlink(missing_ok=True)
    allowance.report(
        Notice(
            code="member-damaged",
            message=f"A file inside the archive cannot be unpacked: {reason}.",
            where=f"{allowance.source.name}, {name}",
            hint="Download or copy the archive again.",
        )
    )


def _gzip(source: Path, folder: Path, allowance: _Allowance) -> None:
    name = source.name
    for suffix, plain in ((".tgz", ".tar"), (".gz", "")):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)] + plain
            break
    target = folder / (name or "unpacked")
    try:
        with gzip.open(source) as stream:
            _copy(stream.read1, target, allowance)
    except EOFError as error:
        # What came out is whole up to the cut; readers mend a file that ends too soon.
        if not target.stat().st_size:
            raise _damaged("gzip file", source, error) from error
        allowance.report(
            Notice(
                code="archive-cut-short",
                message="The file was cut short; what is left of it is read.",
                where=source.name,
                hint="Download or copy it again.",
            )
        )
    except (gzip.BadGzipFile, zlib.error) as error:
        raise _damaged("gzip file", source, error) from error
    allowance.kept.add(target)


def _tar(source: Path, folder: Path, allowance: _Allowance) -> None:
    try:
        with tarfile.open(source, "r:") as archive:
            for count, member in enumerate(archive):
                if count >= allowance.limits.members:
                    _refuse_count(allowance)
                if not member.isdir():
                    _tar_member(archive, member, folder, allowance)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise _damaged("tar", source, error) from error


def _tar_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, allowance: _Allowance
) -> None:
    if not member.isfile():
        _refuse_link(member.name, allowance.source)
    allowance.foresee(member.size)
    target = _target(folder, member.name, allowance)
    stream = archive.extractfile(member)
    if stream is not None:
        _copy(stream.read, target, allowance)
        _keep(target, member.name, allowance)


_UNPACK = {"zip": _zip, "gzip": _gzip, "tar": _tar}
