"""Posts that an editor joins (merge_with_previous): one goes on where the one before it ends.

Which posts those are is known before posts are chosen, so that both go in or stay out together.
They are joined when all links of the book are known, so that each part keeps its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from blog2book.addresses import post_link, read_post_link, whole
from blog2book.collect.correct import Teller
from blog2book.collect.corrections import Corrections
from blog2book.collect.order import in_order
from blog2book.language.dates import direction
from blog2book.markup.exchange import replace_pictures, section
from blog2book.markup.links import rewrite
from blog2book.markup.text import joined
from blog2book.model.archive import Kind, Post
from blog2book.model.book import Entry
from blog2book.model.xhtml import Xhtml


def heads(posts: Iterable[Post], corrections: Corrections, tell: Teller) -> Mapping[str, str]:
    """Return for the key of each post that goes on in another the key of the one that leads.

    `posts` are all that the book might hold. Reports a Notice "correction-unmatched" where a post
    that is to go on has none before it, or is none of these.
    """
    wanted = {key for key, one in corrections.by_key.items() if one.merged}
    found: dict[str, str] = {}
    before = ""
    for post in in_order(one for one in posts if one.kind is Kind.POST and wanted):
        if post.key not in wanted:
            before = post.key
        elif before:
            found[post.key] = before
        else:
            before = post.key
    for key in wanted - found.keys():
        tell.unmatched(
            key,
            "The post cannot go on in another: none stands before it, or it is a page or stays out",
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The entries of a book, of which some took others in, and the posts that are `gone` so.

    `leads` are those that took them in, as they were alone.
    """

    entries: list[Entry]
    gone: tuple[Post, ...]
    leads: tuple[Post, ...]


def join_entries(
    entries: Sequence[Entry], found: Mapping[str, str], language: str, kept: frozenset[str]
) -> Joined:
    """Return the entries with each that goes on in another, as `heads` found, put into that one.

    An entry follows the one that leads it. `language` is the book's, `kept` are the addresses of
    pictures that the archive holds.
    """
    if not found:
        return Joined(entries=list(entries), gone=(), leads=())
    anchors = {entry.post.key: entry.id for entry in entries if entry.post.key in found}
    made: list[Entry] = []
    for entry in entries:
        key = entry.post.key
        change = partial(_led, here=found.get(key, key), anchors=anchors, found=found)
        own = _with_links(entry, change)
        if key in anchors:
            made[-1] = _joined(made[-1], own, language, kept)
        else:
            made.append(own)
    gone = tuple(entry.post for entry in entries if entry.post.key in anchors)
    led = {found[post.key] for post in gone}
    leads = tuple(entry.post for entry in entries if entry.post.key in led)
    return Joined(entries=made, gone=gone, leads=leads)


def _led(href: str, *, here: str, anchors: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Return where a link leads that stands in the entry of the post `here`.

    `anchors` are those of the parts, by the key of their post.
    """
    link = read_post_link(href)
    if link is None:
        return href
    to, fragment = link
    lead = found.get(to, to)
    fragment = fragment or anchors.get(to, "")
    return f"#{fragment}" if lead == here and fragment else post_link(lead, fragment)


def _with_links(entry: Entry, change: Callable[[str], str | None]) -> Entry:
    """Return an entry with other links to posts."""

    def changed(body: Xhtml) -> Xhtml:
        return rewrite(body, change) if 'href="post:' in body else body

    comments = tuple(replace(one, body=changed(one.body)) for one in entry.comments)
    post = replace(entry.post, body=changed(entry.post.body))
    return replace(entry, post=post, comments=comments)


def _joined(first: Entry, second: Entry, language: str, kept: frozenset[str]) -> Entry:
    """Return two entries as one."""
    own = second.post.language or language
    differs = own != (first.post.language or language)
    part = section(
        replace_pictures(second.post.body, _seen_from(second.post, kept), same=True),
        anchor=second.id,
        title=second.post.title,
        language=own if differs else "",
        direction=direction(own) if differs else "",
    )
    post = replace(
        first.post,
        body=joined((first.post.body, part)),
        labels=tuple(dict.fromkeys((*first.post.labels, *second.post.labels))),
        comments=(*first.post.comments, *second.post.comments),
        words=first.post.words + second.post.words,
    )
    return replace(
        first,
        post=post,
        comments=(*first.comments, *second.comments),
        depths=(*first.depths, *second.depths),
        merged=(*first.merged, (second.id, second.where)),
        merged_keys=(*first.merged_keys, second.post.key),
    )


def _seen_from(post: Post, kept: frozenset[str]) -> Callable[[str], str]:
    """Return a function that makes the address of a picture whole, as the post's own page has it.

    One of a file that the archive holds stays as it is.
    """
    return lambda address: address if address in kept else whole(address, post.permalink)
