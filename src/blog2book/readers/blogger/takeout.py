"""Google Takeout's folder of Blogger: its blogs, their settings, and albums of pictures."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from blog2book.addresses import PICTURE_SUFFIX
from blog2book.events import Notice, Severity
from blog2book.model.archive import Asset, Origin
from blog2book.readers.held import asset
from blog2book.readers.notices import counted, named

_FEED = re.compile(r"(?:feed\.atom|atom\.feed|feed\.xml)$", re.IGNORECASE)
_SIDECAR = re.compile(r"(?P<name>.+?)(?:\.supplemental-metadata)?(?P<count>\(\d+\))?\.json$")
_PICTURE = re.compile(rf"{PICTURE_SUFFIX}(?:\(\d+\))?$", re.IGNORECASE)
_TAKEOUTS_OWN = re.compile(r"/|^theme-|\.(?:html?|csv|json)$", re.IGNORECASE)
_LARGEST_SIDECAR = 1 << 16
_LONGEST_SETTINGS = 1 << 20
_ENTRY = b"<entry"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """A blog in a Takeout: its name as the folder is called, its feed, its settings if any."""

    name: str
    feed: Path
    settings: Path | None


def is_takeout(members: tuple[str, ...]) -> bool:
    """Return whether the names in a folder are those of Takeout's Blogger folder."""
    return any(_place(member) in {"Blogs", "Albums"} for member in members)


def _place(member: str) -> str:
    """Return "Blogs", "Albums" or "Comments" for a member of that part of a Takeout, else ""."""
    parts = member.split("/")
    for index, part in enumerate(parts[:-2]):
        if part in {"Blogs", "Albums", "Comments"}:
            inside = "Blogger" in parts[:index] or _FEED.search(member) is not None
            return part if inside else ""
    return ""


def blogs(folder: Path, members: tuple[str, ...]) -> list[Blog]:
    """Return the blogs in a folder: under Blogs, or in the folder itself if it is a blog's own.

    What lies under Comments was written on other people's blogs, and is counted only (`elsewhere`).
    """
    feeds = [member for member in members if _FEED.search(member)]
    own = [member for member in feeds if _place(member) == "Blogs"]
    if not own:
        own = [member for member in feeds if _place(member) == "" and "Comments/" not in member]
    return [_blog(folder / member) for member in own]


def strangers(members: tuple[str, ...]) -> list[str]:
    """Return the files that somebody laid beside a Takeout: not Google's, and not looked at."""
    return [one for one in members if not _TAKEOUTS_OWN.search(one) and not _FEED.search(one)]


def elsewhere(folder: Path, members: tuple[str, ...]) -> Iterator[Notice]:
    """Yield a Notice of the comments that the owner wrote on other people's blogs, if any."""
    feeds = [one for one in members if _FEED.search(one) and _place(one) == "Comments"]
    if count := sum(_entries(folder / one) for one in feeds):
        yield Notice(
            code="comments-elsewhere",
            message=f"{counted(count, 'comment')} on other blogs, by the owner of this one, "
            f"{'is' if count == 1 else 'are'} not read.",
            where=named(feeds),
            severity=Severity.INFO,
        )


def _entries(feed: Path) -> int:
    """Return how many entries a feed has, 0 if it cannot be read."""
    count, before = 0, b""
    try:
        with feed.open("rb") as stream:
            while piece := stream.read(_PIECE):
                count += (before + piece).count(_ENTRY)
                before = (before + piece)[1 - len(_ENTRY) :]
    except OSError:
        return 0
    return count


def _blog(feed: Path) -> Blog:
    """Describe the blog of a feed."""
    settings = feed.parent / "settings.csv"
    own = settings.is_file() and not settings.is_symlink()  # a link may lead out of the Takeout
    return Blog(name=feed.parent.name, feed=feed, settings=settings if own else None)


def beside(feed: Path) -> Blog | None:
    """Return the blog of a feed that was named alone but lies in a Takeout, else None."""
    return _blog(feed) if feed.parent.parent.name == "Blogs" else None


def settings_of(path: Path | None) -> dict[str, str]:
    """Read settings.csv: values by name without "blog_", in capitals as the old backup has them.

    The owners' addresses, which stand there too, are not read.
    """
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            text = stream.read(_LONGEST_SETTINGS)
        rows = list(csv.DictReader(text.splitlines(keepends=True)))
    except (OSError, csv.Error):
        return {}
    found: dict[str, str] = {}
    settings = rows[0] if rows else {}
    if None in settings or None in settings.values():  # its cells may stand under other names
        return {}
    for name, value in settings.items():
        if isinstance(name, str) and isinstance(value, str) and "permission" not in name.lower():
            found[name.strip().removeprefix("blog_").upper()] = value.strip()
    return found


def albums(folder: Path, members: tuple[str, ...]) -> tuple[Asset, ...]:
    """Return the pictures in the albums, each under the name with which it was uploaded."""
    inside = [member for member in members if _place(member) == "Albums"]
    sidecars = dict(_sidecars(folder, inside))
    assets = []
    for member in inside:
        if _PICTURE.search(member):
            known = sidecars.pop(member, {})
            assets.append(_asset(folder / member, member, known))
    assets.extend(_asset(None, member, known) for member, known in sidecars.items())
    return tuple(assets)


def _sidecars(folder: Path, members: list[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the picture that each sidecar describes, and what it says.

    "1(1).png" is described by "1.png(1).json".
    """
    for member in members:
        found = _SIDECAR.fullmatch(member)
        if found is None:
            continue
        name, count = found["name"], found["count"] or ""
        stem, dot, suffix = name.rpartition(".")
        picture = f"{stem}{count}{dot}{suffix}" if count and dot else name
        yield picture, _read_sidecar(folder / member)


def _read_sidecar(path: Path) -> dict[str, str]:
    """Read a sidecar; {} for one that is damaged."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            known = json.loads(stream.read(_LARGEST_SIDECAR))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {name: value for name, value in known.items() if isinstance(value, str)}


def _asset(path: Path | None, member: str, known: Mapping[str, str]) -> Asset:
    """Describe a picture; one that has only its sidecar has no path."""
    stamp = known.get("creationTimestampMs", "")
    day = ""
    if re.fullmatch(r"[0-9]{1,13}", stamp):
        day = datetime.fromtimestamp(int(stamp) / 1000, tz=UTC).date().isoformat()
    size = known.get("sizeBytes", "")
    told = ", ".join(part for part in (f"{size} bytes" if size else "", day) if part)
    origin = Origin(file=member, place=told, url="", digest="")
    return asset(member, "", path, origin, name=known.get("filename", ""))
