"""What one activity of an outbox says: a note of its owner's, in HTML, and who may read it.

The fields are ActivityStreams' (w3.org/TR/activitystreams-vocabulary), as Mastodon fills them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from blog2book.addresses import host, is_external
from blog2book.markup.text import escape
from blog2book.model.archive import Status
from blog2book.readers.figures import figure, picture, player
from blog2book.readers.json_file import Fields, mapping, mappings, text, texts
from blog2book.readers.times import moment

WRITTEN = frozenset({"Note", "Question", "Article", "Page"})
"""The kinds of things that are text."""

_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_MENTION = re.compile(
    r"<a\s[^<>]{0,600}?\b(?:mention|hashtag)\b[^<>]{0,600}>((?:[^<]|</?span[^<>]{0,100}>){0,300})</a>"
)
_CONVERSATION = re.compile(r"(?:tag:|https?://)([\w.-]{1,253})")
_OPENING = re.compile(r"(?:\s|<[^<>]{0,600}>){0,20}@(?:<span[^<>]{0,100}>)?([\w.-]{1,100})")
_NUMBER = re.compile(r"/([0-9]{1,19})(?:/|$)")


@dataclass(slots=True, kw_only=True)
class Note:
    """A note.

    `names` are the addresses by which others answer or link to it, `answers` that of the one which
    it answers, "" for none; `stray` says that it answers one that nobody names any more;
    `warning` is what its owner set before it.
    """

    place: str
    names: tuple[str, ...]
    answers: str
    stray: bool
    status: Status
    number: str
    title: str
    warning: str
    html: str
    published: datetime | None
    updated: datetime | None
    labels: tuple[str, ...]
    language: str
    permalink: str


def note_of(activity: Fields, place: str, removed: Counter[str]) -> Note:
    """Read a "Create" and the thing that was made; `removed` counts what no book can show."""
    thing = mapping(activity.get("object"))
    identity = text(thing, "id") or text(activity, "id").removesuffix("/activity")
    permalink = next((one for one in (text(thing, "url"), identity) if is_external(one)), "")
    names = dict.fromkeys(one for one in (identity, text(thing, "atomUri"), permalink) if one)
    number = _NUMBER.search(identity)
    written, language = _content(thing)
    status = _status(thing, activity)
    shown, lost = _attached(thing)
    if status is Status.PUBLISHED:
        removed.update(lost)
    answers = text(thing, "inReplyTo") or text(mapping(thing.get("inReplyTo")), "id")
    return Note(
        place=place,
        names=tuple(names),
        answers=answers,
        stray=not answers and _is_stray(thing, written, host(identity)),
        status=status,
        number=number[1] if number else "",
        title=" ".join(text(thing, "name").split()),
        warning=text(thing, "summary"),
        html="".join((written, _poll(thing), shown)),
        published=moment(text(thing, "published") or text(activity, "published")),
        updated=moment(text(thing, "updated")),
        labels=tuple(_labels(thing)),
        language=language,
        permalink=permalink,
    )


def _is_stray(thing: Fields, written: str, home: str) -> bool:
    """Say whether a note that names no other answers one that is gone.

    It begins with the name of somebody whom it mentions, in a conversation that another server
    began. One that its own server began may be a post to somebody, and is kept.
    """
    begun = _CONVERSATION.match(text(thing, "conversation"))
    there = begun[1].lower() if begun else home
    if there == home or there.endswith(f".{home}") or home.endswith(f".{there}"):
        return False
    opening = _OPENING.match(written)
    mentioned = {
        text(one, "name").lower().removeprefix("@").partition("@")[0]
        for one in mappings(thing.get("tag"))
        if text(one, "type") == "Mention"
    }
    return opening is not None and opening[1].lower() in mentioned


def _status(thing: Fields, activity: Fields) -> Status:
    """Return whether all may read a note.

    A note is published if it is addressed to the public, or to the public as a copy: Mastodon calls
    that unlisted or quiet, and it keeps a note out of timelines, not from readers. What is for
    followers or for those who are named is private.
    """
    told = (*texts(thing.get("to")), *texts(thing.get("cc")))
    if not told:
        told = (*texts(activity.get("to")), *texts(activity.get("cc")))
    return Status.PRIVATE if _PUBLIC.isdisjoint(told) else Status.PUBLISHED


def _content(thing: Fields) -> tuple[str, str]:
    """Return a note's HTML and its language, "" if it does not say.

    Links to people and hashtags are unlinked: they are no sources.
    """
    spoken = mapping(thing.get("contentMap"))
    written = text(thing, "content")
    language = next((name for name in spoken if text(spoken, name) == written), "")
    if not written:
        language = next(iter(spoken), "")
        written = text(spoken, language)
    unlinked = _MENTION.sub(r"\1", written)
    return f"<div>{unlinked}</div>", language


def _poll(thing: Fields) -> str:
    """Return a poll's options as a list, with the votes that each got."""
    options = []
    for name in ("oneOf", "anyOf"):
        for option in mappings(thing.get(name)):
            votes = text(mapping(option.get("replies")), "totalItems")
            options.append(escape(text(option, "name") + (f" ({votes})" if votes else "")))
    return "<ul>" + "".join(f"<li>{one}</li>" for one in options) + "</ul>" if options else ""


def _attached(thing: Fields) -> tuple[str, list[str]]:
    """Return the pictures of a note and its films and sounds, and which of these are lost.

    A film or sound that lies in the archive has no address that a book could give: of it only what
    its owner says of it is printed.
    """
    pictures: list[str] = []
    others: list[str] = []
    lost: list[str] = []
    for one in mappings(thing.get("attachment")):
        address, said = text(one, "url", "href"), text(one, "name")
        kind = text(one, "mediaType")
        if not address or text(one, "type") in {"PropertyValue", "Link"}:
            continue
        if kind.startswith("image/") or text(one, "type") == "Image":
            pictures.append(picture(address, said))
        elif not is_external(address):
            lost.append(kind.partition("/")[0] or "attachment")
            others.append(f"<p>{escape(said)}</p>" if said else "")
        else:
            others.append(player(address, escape(said)))
    if len(pictures) > 1:
        pictures = [figure("".join(pictures), kind="gallery")]
    return "".join((*pictures, *others)), lost


def _labels(thing: Fields) -> Iterator[str]:
    """Yield the hashtags of a note."""
    for tag in mappings(thing.get("tag")):
        if text(tag, "type") == "Hashtag":
            yield text(tag, "name").removeprefix("#")
