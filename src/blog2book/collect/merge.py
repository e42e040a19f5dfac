"""Several exports of one blog (or of several) read as one archive."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from blog2book.addresses import normalise, place
from blog2book.collect.order import newest
from blog2book.events import Notice, Report, Severity
from blog2book.model.archive import Archive, Leftover, Origin, Post


def merge(archives: Sequence[Archive], report: Report) -> Archive:
    """Return one archive that holds all that the given ones hold.

    What a blog says of itself comes from the first archive that says it; of different blogs only
    what is true of all is kept, and the title that comes first. Nothing is dropped here: collect
    finds out which posts are the same. The older export comes first where all say when they were
    made. Raises ValueError if there is no archive.
    """
    if not archives:
        raise ValueError("merge needs at least one archive")
    if len(archives) == 1:
        return archives[0]
    several = _are_strangers(archives, report)
    several = several or len({_home(one.address) for one in archives if one.address}) > 1
    by_age = _with_files_apart(_oldest_first(archives))
    named = next((one for one in archives if one.titled and one.title), archives[0])
    authors = {one.author for one in archives}
    author = next((one.author for one in archives if one.author), None)
    return replace(
        archives[0],
        title=named.title or _first(one.title for one in archives),
        titled=any(one.titled and one.title for one in archives),
        subtitle=named.subtitle if several else _first(one.subtitle for one in archives),
        author=author if len(authors) == 1 or not several else None,
        language=_first(one.language for one in archives),
        address="" if several else _first(one.address for one in archives),
        hosts=tuple(dict.fromkeys(host for one in archives for host in one.hosts)),
        timezone=_first(one.timezone for one in archives),
        exported=newest(one.exported for one in archives),
        posts=tuple(post for one in by_age for post in one.posts),
        assets=tuple(asset for one in by_age for asset in one.assets),
        leftovers=_leftovers(by_age),
        folders=tuple(dict.fromkeys(folder for one in archives for folder in one.folders)),
        files=tuple(file for one in by_age for file in one.files),
        items=sum(one.items for one in archives),
    )


def _home(address: str) -> str:
    """Return a blog's address as blogs are compared by it: a site, and a folder in it if any."""
    return f"{place(address)}/{normalise(address).partition('://')[2].partition('/')[2]}"


def _first(texts: Iterable[str]) -> str:
    """Return the first text that is not empty."""
    return next((text for text in texts if text), "")


def _oldest_first(archives: Sequence[Archive]) -> list[Archive]:
    """Return the archives by the day of their export, or as given if one does not say it."""
    made = [newest([one.exported]) for one in archives]
    known = [moment for moment in made if moment is not None]
    if len(known) < len(archives):
        return list(archives)
    order = sorted(range(len(archives)), key=lambda index: known[index])
    return [archives[index] for index in order]


def _leftovers(archives: Iterable[Archive]) -> tuple[Leftover, ...]:
    """Return the leftovers of all archives, one for each kind and reason."""
    counts: dict[tuple[str, str], int] = {}
    for archive in archives:
        for left in archive.leftovers:
            pair = (left.kind, left.reason)
            counts[pair] = counts.get(pair, 0) + left.count
    return tuple(
        Leftover(kind=kind, count=count, reason=reason) for (kind, reason), count in counts.items()
    )


def _with_files_apart(archives: Sequence[Archive]) -> list[Archive]:
    """Return the archives with file names that differ from archive to archive.

    Two Takeouts both hold a "feed.atom"; posts of different exports must be known as such.
    """
    taken: set[str] = set()
    apart: list[Archive] = []
    for archive in archives:
        names = {post.origin.file for post in archive.posts}
        names |= {file.file for file in archive.files}
        new_names = {name: _free(name, taken | (names - {name})) for name in names & taken}
        taken |= names | set(new_names.values())
        apart.append(_renamed(archive, new_names) if new_names else archive)
    return apart


def _free(name: str, taken: set[str]) -> str:
    """Return a name like `name` that is not taken."""
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _renamed(archive: Archive, names: dict[str, str]) -> Archive:
    """Return the archive with its files called by new names."""

    def rename(origin: Origin) -> Origin:
        return replace(origin, file=names.get(origin.file, origin.file))

    def moved(post: Post) -> Post:
        comments = tuple(replace(one, origin=rename(one.origin)) for one in post.comments)
        return replace(post, origin=rename(post.origin), comments=comments)

    return replace(
        archive,
        posts=tuple(moved(post) for post in archive.posts),
        files=tuple(rename(file) for file in archive.files),
    )


def _are_strangers(archives: Sequence[Archive], report: Report) -> bool:
    """Return whether archives seem to be of different blogs, and say so."""
    hosts = [one.hosts for one in archives if one.hosts]
    strangers = any(set(hosts[0]).isdisjoint(other) for other in hosts[1:])
    if strangers:
        names = ", ".join(dict.fromkeys(own[0] for own in hosts))
        report(
            Notice(
                code="several-blogs",
                message=f"The archives are of different blogs ({names}); they make one book.",
                hint="If they are one blog that moved, all is well.",
                severity=Severity.INFO,
            )
        )
    return strangers
