"""Which posts go into a book, and for each other the reason why not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from blog2book.collect.corrections import Corrections
from blog2book.collect.order import day_of, in_order
from blog2book.config import SelectTable
from blog2book.model.archive import SECRET, Archive, Kind, Post, Status

_ALWAYS_OUT = {
    Status.PRIVATE: "private",
    Status.PROTECTED: "password-protected",
    Status.TRASHED: "trashed",
    Status.UNREADABLE: "its status could not be read",
}
_UNFINISHED = {
    Status.DRAFT: "draft",
    Status.PENDING: "awaiting review",
    Status.SCHEDULED: "scheduled",
}

BY_EDITOR = "left out by corrections.toml"

_NAMED = 3
"""Files of an archive that a message names."""

OPTIONS = {
    "draft": "--drafts",
    "awaiting review": "--drafts",
    "scheduled": "--drafts",
    "static page": "--pages",
    "before the first day chosen": "an earlier --from",
    "after the last day chosen": "a later --to",
    "without a date": "no --from or --to",
    "tag not chosen": "another --tag",
    "tag left out": "less of --not-tag",
    "author not chosen": "another --by",
    "beyond the limit": "a higher --limit",
}
"""By the reason for which a post is left out: the option that would take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What goes in, in the book's order, and what does not, each with its reason."""

    posts: tuple[Post, ...]
    pages: tuple[Post, ...]
    left_out: tuple[tuple[Post, str], ...]


def choose(
    posts: Iterable[Post],
    select: SelectTable,
    corrections: Corrections | None = None,
    heads: Mapping[str, str] = MappingProxyType({}),
) -> Chosen:
    """Return which of an archive's posts and pages the user wants in the book.

    What an editor takes in or leaves out by key goes before the selection; no secret goes in. A
    post that goes on in another (`heads`: the key of each, and of the one that leads) follows that
    one into the book, or out of it for the same reason.
    Whether a post is a draft or scheduled is its reader's judgement: only the reader knows what
    its platform calls published, and whether the export tells its own date truly.
    """
    reason = _judge(select, corrections or Corrections())
    chosen: list[Post] = []
    left_out: list[tuple[Post, str]] = []
    following: dict[str, list[Post]] = {}
    for post in posts:
        if post.key in heads:
            following.setdefault(heads[post.key], []).append(post)
            continue
        why_not = reason(post)
        if why_not:
            left_out.append((post, why_not))
        else:
            chosen.append(post)
    dated = in_order(post for post in chosen if post.kind is Kind.POST)
    pages = in_order(post for post in chosen if post.kind is Kind.PAGE)
    end = select.limit or len(dated)
    left_out.extend((post, "beyond the limit") for post in dated[end:])
    led = [(one, why) for post, why in left_out for one in following.pop(post.key, ())]
    whole = [one for post in dated[:end] for one in (post, *in_order(following.get(post.key, ())))]
    return Chosen(posts=tuple(whole), pages=pages, left_out=(*left_out, *led))


def possible(
    posts: Iterable[Post], select: SelectTable, corrections: Corrections
) -> Iterator[Post]:
    """Yield the posts that the book might hold, whatever their day, tags and author are."""
    for post in posts:
        wanted = corrections.by_key.get(post.key)
        included = wanted.included if wanted else None
        if included is None:
            included = not _standing(post, select)
        if included and post.status not in SECRET:
            yield post


def _judge(select: SelectTable, corrections: Corrections) -> Callable[[Post], str]:
    """Return a function that says why a post is left out, "" if it is not."""
    tags = _all_folded(select.tag)
    unwanted = _all_folded(select.not_tag)
    authors = _all_folded(select.by)

    def reason(post: Post) -> str:
        wanted = corrections.by_key.get(post.key)
        if wanted is not None and wanted.included is not None and post.status not in SECRET:
            return "" if wanted.included else BY_EDITOR
        why_not = _standing(post, select)
        if not why_not and post.kind is Kind.POST:
            labels = _all_folded(post.labels)
            why_not = (
                _day(post, select)
                or ("tag not chosen" if tags and tags.isdisjoint(labels) else "")
                or ("tag left out" if not unwanted.isdisjoint(labels) else "")
            )
        author = post.author.name if post.author else ""
        if not why_not and authors and folded(author) not in authors:
            why_not = "author not chosen"
        return why_not

    return reason


def folded(words: str) -> str:
    """Return a tag or a name so that case and outer blanks do not matter."""
    return " ".join(words.split()).casefold()


def _all_folded(names: Iterable[str]) -> frozenset[str]:
    """Return tags or names so that case and outer blanks do not matter."""
    return frozenset(map(folded, names))


def _standing(post: Post, select: SelectTable) -> str:
    """Return why a post is left out for how it stood on its platform, or ""."""
    if post.status in _ALWAYS_OUT:
        return _ALWAYS_OUT[post.status]
    if post.kind is Kind.PAGE and not select.pages:
        return "static page"
    return "" if select.drafts else _UNFINISHED.get(post.status, "")


def _day(post: Post, select: SelectTable) -> str:
    """Return why a post is left out for its day, or ""."""
    if select.first is None and select.last is None:
        return ""
    day = day_of(post)
    if day is None:
        return "without a date"
    if select.first is not None and day < select.first:
        return "before the first day chosen"
    if select.last is not None and day > select.last:
        return "after the last day chosen"
    return ""


def empty_hint(reasons: Iterable[str]) -> str:
    """Return which options would take the posts that are left out for these reasons, or ""."""
    options = dict.fromkeys(OPTIONS[reason] for reason in reasons if reason in OPTIONS)
    return f"To take them: {', '.join(options)}." if options else ""


def archive_name(archive: Archive) -> str:
    """Return the archive's files as a person calls them, the first three if there are many."""
    names = list(dict.fromkeys(file.file for file in archive.files))
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
