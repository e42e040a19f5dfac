"""Mastodon: the Create activities of an outbox; a thread of one's own is one post."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, record, rows, told, word
from blog2book.audit.raw.markup import plain

_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_WRITTEN = frozenset(("Note", "Question", "Article", "Page"))


def items(source: Path) -> Iterator[Item]:
    """Yield a post for each thread's beginning, all else as of another kind."""
    found = [one for one in files(source) if one[0].endswith("outbox.json") or source.is_file()]
    for name, path in sorted(found, key=lambda one: (one[0].count("/"), one[0]))[:1]:
        notes: list[tuple[dict[str, Any], str, str]] = []
        for number, one in enumerate(rows(record(told(path)).get("orderedItems")), 1):
            activity, place = record(one), f"{name}, activity {number}"
            note = record(activity.get("object"))
            if activity.get("type") == "Create" and note.get("type") in _WRITTEN:
                notes.append((_with_audience(note, activity), place, word(activity.get("actor"))))
            else:
                yield other(place)
        yield from _threads(notes)


def _with_audience(note: dict[str, Any], activity: dict[str, Any]) -> dict[str, Any]:
    """Return a note that says for whom it is; some leave that to the activity."""
    if note.get("to") or note.get("cc"):
        return note
    return note | {"to": activity.get("to"), "cc": activity.get("cc")}


def _threads(notes: list[tuple[dict[str, Any], str, str]]) -> Iterator[Item]:
    known = {word(note.get("id")): place for place, (note, _, _) in enumerate(notes)}
    threads: dict[int, list[int]] = {}
    begins: list[int] = []
    roots: dict[int, int] = {}
    for start, (_, place, _) in enumerate(notes):
        root = _root(start, notes, known, roots)
        threads.setdefault(root, []).append(start)
        if root == start:
            begins.append(start)
        if root != start or root < 0:
            yield other(place)
    for root in begins:
        parts = sorted(
            threads[root], key=lambda one: (one != root, word(notes[one][0].get("published")))
        )
        yield _item(notes[root][0], [notes[one][0] for one in parts], notes[root][1])


def _root(
    start: int,
    notes: list[tuple[dict[str, Any], str, str]],
    known: dict[str, int],
    roots: dict[int, int],
) -> int:
    """Return the note that begins a note's thread; -1 where that answers somebody else."""
    path: list[int] = []
    at = start
    while at not in roots:
        roots[at] = at  # a note that answers itself, through others or not, begins
        path.append(at)
        note, _, actor = notes[at]
        answers = word(note.get("inReplyTo")) or word(record(note.get("inReplyTo")).get("id"))
        if answers and answers not in known and not (actor and answers.startswith(f"{actor}/")):
            roots[at] = -1
        if answers not in known:
            break
        at = known[answers]
    for one in reversed(path):
        note = notes[one][0]
        answers = word(note.get("inReplyTo")) or word(record(note.get("inReplyTo")).get("id"))
        above = known.get(answers, one)
        alike = _is_public(note) == _is_public(notes[above][0])
        roots[one] = roots[above] if alike or roots[above] < 0 else one
    return roots[start]


def _is_public(note: dict[str, Any]) -> bool:
    to = [one for name in ("to", "cc") for one in (rows(note.get(name)) or [note.get(name)])]
    return any(one in _PUBLIC for one in to if isinstance(one, str))


def _item(root: dict[str, Any], thread: list[dict[str, Any]], place: str) -> Item:
    return Item(
        kind="post",
        place=place,
        title=word(root.get("name")),
        text=" ".join(map(_text, thread)),
        day=day(root.get("published")),
        open=_is_public(root),
        keys=keys(root.get("id"), root.get("url")),
        secret=not _is_public(root),
    )


def _text(note: dict[str, Any]) -> str:
    spoken = record(note.get("contentMap")).values()
    written = word(note.get("content")) or next(map(word, spoken), "")
    options = (one for name in ("oneOf", "anyOf") for one in rows(note.get(name)))
    polled = " ".join(word(record(one).get("name")) for one in options)
    return f"{word(note.get('summary'))} {plain(written)} {polled}"
