"""From an Archive to a Book, step by step."""

from dataclasses import replace

from blog2book.collect.accounting import account
from blog2book.collect.chapters import entry_ids, parts
from blog2book.collect.correct import Teller, correct
from blog2book.collect.corrections import Corrections
from blog2book.collect.details import Inside, bound, language_of
from blog2book.collect.empty import is_missed, nothing_left
from blog2book.collect.followed import follow
from blog2book.collect.joining import heads, join_entries
from blog2book.collect.links import join
from blog2book.collect.order import threaded
from blog2book.collect.sameness import sift
from blog2book.collect.select import Chosen, choose, possible
from blog2book.collect.typography import set_marks, titled
from blog2book.collect.unknown import tell_unknown
from blog2book.config import Settings
from blog2book.events import Report
from blog2book.language.names import normalise
from blog2book.model.archive import Archive, Post, Standing
from blog2book.model.book import Book, Entry


def collect(
    archive: Archive, settings: Settings, report: Report, corrections: Corrections | None = None
) -> Book:
    """Return the book that the user wants from an archive, with an account of all the rest.

    Pictures and what a family adds come later (`pictures` is empty, `matter` holds nothing). Lets
    go of the archive's words while it sets their marks: who calls it should hold no more of it.
    Raises NothingSelectedError where nothing is left to print, and RuntimeError, a bug, where
    the account does not add up.
    """
    sifted = sift(archive, report)
    corrections = follow(corrections or Corrections(), sifted.posts, report)
    corrected = correct(sifted.posts, corrections, report)
    possibly = possible(corrected.posts, settings.select, corrections)
    led = heads(possibly, corrections, Teller(corrections, report))
    chosen = choose(corrected.posts, settings.select, corrections, led)
    left_out = (*sifted.left_out, *chosen.left_out)
    if not chosen.posts and (not chosen.pages or is_missed(settings.select, left_out)):
        raise nothing_left(archive, settings.select, left_out)
    entries = [
        *join(
            _entries(chosen, with_comments=settings.select.comments),
            replace(archive, posts=corrected.posts),
            report,
        )
    ]
    tell_unknown(entries, report)
    language = language_of(archive, settings.book, report)
    held = frozenset(asset.url for asset in archive.assets)
    whole = join_entries(entries, led, language, held)
    entries = whole.entries
    gone = whole.gone
    accounting = account(
        archive, entries, left_out, gone=gone, leads=whole.leads, corrected=corrected.done
    )
    archive, posts = replace(archive, posts=()), len(chosen.posts) - len(gone)
    del sifted, corrected, chosen, whole
    set_marks(entries, language, settings.text)
    inside = Inside(
        parts=parts(entries[:posts]), pages=tuple(entries[posts:]), merged=gone,
        accounting=accounting,
    )  # fmt: skip
    return titled(bound(inside, archive, settings.book, language, report), settings.text)


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
