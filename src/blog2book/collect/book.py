"""From an Archive to a Book, step by step."""

from collections.abc import Sequence
from dataclasses import replace

from blog2book.collect.accounting import account, reasons
from blog2book.collect.chapters import entry_ids, parts
from blog2book.collect.details import Inside, bound
from blog2book.collect.links import join
from blog2book.collect.order import threaded
from blog2book.collect.sameness import sift
from blog2book.collect.select import Chosen, archive_name, choose, empty_hint
from blog2book.config import Settings
from blog2book.errors import NothingSelectedError
from blog2book.events import Report
from blog2book.language.names import normalise
from blog2book.model.archive import Archive, Post, Standing
from blog2book.model.book import Book, Entry


def collect(archive: Archive, settings: Settings, report: Report) -> Book:
    """Return the book that the user wants from an archive, with an account of all the rest.

    Pictures and what a family adds come later (`pictures` is empty, `matter` holds nothing).
    Raises NothingSelectedError where nothing is left to print, and RuntimeError, a bug, where
    the account does not add up.
    """
    sifted = sift(archive, report)
    chosen = choose(sifted.posts, settings.select)
    left_out = (*sifted.left_out, *chosen.left_out)
    if not chosen.posts and not chosen.pages:
        raise _nothing(archive, left_out)
    entries = join(
        _entries(chosen, with_comments=settings.select.comments),
        replace(archive, posts=sifted.posts),
        report,
    )
    inside = Inside(
        parts=parts(entries[: len(chosen.posts)]),
        pages=entries[len(chosen.posts) :],
        accounting=account(archive, entries, left_out),
    )
    return bound(inside, archive, settings.book, report)


def _entries(chosen: Chosen, *, with_comments: bool) -> tuple[Entry, ...]:
    """Return the chosen posts, then the pages, each with its anchor and printed comments."""
    posts = (*chosen.posts, *chosen.pages)
    anchors = entry_ids(post.key for post in posts)
    return tuple(_entry(post, anchors[post.key], with_comments=with_comments) for post in posts)


def _entry(post: Post, anchor: str, *, with_comments: bool) -> Entry:
    """Return a post in its place."""
    language = normalise(post.language)
    if language != post.language:
        post = replace(post, language=language)
    approved = [one for one in post.comments if one.standing is Standing.APPROVED]
    comments, depths = threaded(approved if with_comments else ())
    return Entry(id=anchor, post=post, comments=comments, depths=depths)


def _nothing(archive: Archive, left_out: Sequence[tuple[Post, str]]) -> NothingSelectedError:
    """Return the error that says what was left out, and which options would take it."""
    name = archive_name(archive) or "The archive"
    counts = reasons(left_out)
    if not counts:
        others = ", ".join(f"{left.count} {left.kind}" for left in archive.leftovers)
        besides = f" (it holds {others})" if others else ""
        return NothingSelectedError(
            f"{name} holds no post{besides}.",
            hint="Is it the export of the blog's posts, and not of something else?",
        )
    listed = ", ".join(f"{count} × {reason}" for reason, count in counts.items())
    return NothingSelectedError(
        f"No post of {name} is left to print. Left out: {listed}.", hint=empty_hint(counts)
    )
