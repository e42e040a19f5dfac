"""The pages before and after the text: title, copyright, preface, colophon."""

import re
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup, escape

from blog2book.addresses import display
from blog2book.language import dates
from blog2book.language.marks import marks_of
from blog2book.markup import breaks
from blog2book.model.archive import Kind, Status
from blog2book.model.book import Account, Fate, MissingPicture
from blog2book.model.checked import ANSWERED, State
from blog2book.model.rendition import Document, Folios, Role, Side
from blog2book.model.sources import Spot
from blog2book.render import bodies, endnotes, sources
from blog2book.render.context import ImprintView
from blog2book.render.editions import Edition
from blog2book.render.wording import sentence

_LISTED_YEARS = 2
_OF_WORDING = re.compile("title|[0-9,]+ texts? replaced")
"""What an editor changed of words (collect/correct.py)."""
_PLACES = {
    "month": "notes_place_month",
    "page": "notes_place_page",
    "post": "notes_place_post",
    "book": "notes_place_book",
}
"""The words for where notes stand."""


def before(edition: Edition) -> Iterator[Document]:
    """Yield the front matter, the contents without text (only print has them)."""
    strings = edition.strings
    roman = Folios.ROMAN
    if edition.printed:
        yield edition.document("halftitle", Role.HALFTITLE, strings["half_title"], folios=roman)
    yield edition.document("titlepage", Role.TITLEPAGE, strings["title_page"], folios=roman)
    yield edition.document(
        "copyright",
        Role.COPYRIGHT,
        strings["copyright_page"],
        side=Side.VERSO,
        folios=roman,
        language=_language(edition),
        imprint=imprint(edition),
    )
    if edition.book.dedication:
        yield edition.document("dedication", Role.DEDICATION, strings["dedication"], folios=roman)
    if edition.printed:
        yield Document(
            name="contents",
            role=Role.CONTENTS,
            title=strings["contents"],
            packed=None,
            language=edition.book.language,
            direction=edition.book.direction,
            side=Side.RECTO,
            folios=roman,
        )
    yield from _matter(edition, Role.PREFACE, roman)


def after(edition: Edition) -> Iterator[Document]:
    """Yield what follows the last post: notes and sources, the author, and the colophon."""
    yield from endnotes.documents(edition)
    yield from sources.unmade(edition) if edition.printed else sources.made(edition)
    yield from _matter(edition, Role.ABOUT, Folios.ARABIC)
    yield edition.document(
        "colophon",
        Role.COLOPHON,
        edition.strings["colophon"],
        side=Side.VERSO,
        language=_language(edition),
        imprint=imprint(edition),
    )


def _matter(edition: Edition, role: Role, folios: Folios) -> Iterator[Document]:
    given = edition.work.book.matter
    text = given.preface if role is Role.PREFACE else given.about
    if text is not None:
        yield edition.document(
            role.value,
            role,
            edition.strings[role.value],
            folios=folios,
            body=bodies.matter(edition, text, role.value),
        )


def _language(edition: Edition) -> str:
    """Return the language of the sentences of the imprint: English where the book's has none."""
    return edition.strings.language_of("changes")


def imprint(edition: Edition) -> ImprintView:
    """Return the sentences of the copyright page and the colophon."""
    strings = edition.strings
    book, language = edition.work.book, _language(edition)
    nothing = Markup("")
    rights = escape(book.matter.copyright)
    if rights and language != book.language:
        own = edition.book
        rights = Markup('<span lang="{}" dir="{}">{}</span>').format(
            own.language, own.direction, rights
        )
    if not rights and book.authors and book.first:
        author = edition.book.author
        rights = sentence(strings, "copyright_line", years=_years(edition), author=author)
    captured = nothing
    if book.captured:
        day = dates.long_date(book.captured.date(), language)
        captured = sentence(strings, "captured", date=day)
    font = next((face.family for face in edition.typefaces.faces), "")
    return ImprintView(
        rights=rights,
        published=_published(edition),
        printed=_printed(edition),
        captured=captured,
        changes=_changes(edition),
        answered=_answered(edition),
        set_in=sentence(strings, "colophon_set_in", font=font) if font else nothing,
        font=font,
    )


def _years(edition: Edition) -> str:
    """Return the years of the posts: "2009, 2010", or first and last of more than two."""
    years = [str(part.year) for part in edition.work.book.parts if part.year is not None]
    return ", ".join(years) if len(years) <= _LISTED_YEARS else f"{years[0]}–{years[-1]}"


def _published(edition: Edition) -> Markup:
    """Say where and when the posts stood on the web, as far as it is known."""
    book, strings = edition.work.book, edition.strings
    where = {"address": Markup(breaks.address(book.address))} if book.address else {}  # noqa: S704
    known = bool(display(book.address))
    days = [one for one in (book.first, book.last) if one]
    if known and _unpublished(edition):
        posts = [one for one in _of_posts(edition) if _is_published(one) and _is_printed(one)]
        if not posts:
            return Markup("")
        days = sorted(one.day for one in posts if one.day)
    if not days:
        return sentence(strings, "published_undated", **where) if where else Markup("")
    first = dates.long_date(days[0], _language(edition))
    last = dates.long_date(days[-1], _language(edition))
    if days[0] == days[-1]:
        key = "published_at_day" if known else "published_day"
    else:
        key = "published_at" if known else "published"
    return sentence(strings, key, first=first, last=last, **where)


def _printed(edition: Edition) -> Markup:
    """Say how many of the blog's posts are in the book, and of how many that is no post yet.

    What was never published does not count among the blog's: how many posts are private, or were
    thrown away, is nobody's business who reads the book.
    """
    strings = edition.strings
    drafts = _unpublished(edition)
    key = "unpublished_one" if drafts == 1 else "unpublished_many"
    added = sentence(strings, key, count=str(drafts)) if drafts else Markup("")
    posts = [one for one in _of_posts(edition) if _is_published(one)]
    written, printed = len(posts), sum(map(_is_printed, posts))
    if not printed:
        return added
    if printed == 1:
        key = "printed_only" if written == 1 else "printed_one"
    else:
        key = "printed_all" if written == printed else "printed_some"
    counted = sentence(strings, key, written=str(written), printed=str(printed))
    return Markup(" ").join(filter(None, (counted, added)))


def _of_posts(edition: Edition) -> Iterator[Account]:
    """Yield the accounts of all posts, also of those that go on in another."""
    accounts = edition.work.book.accounting.accounts
    return (one for one in accounts if one.kind == Kind.POST and one.status)


def _is_published(post: Account) -> bool:
    return post.status == Status.PUBLISHED


def _is_printed(post: Account) -> bool:
    return post.fate is Fate.PRINTED


def _unpublished(edition: Edition) -> int:
    """Return how many posts of the book were not published on the blog: drafts and their like."""
    return sum(_is_printed(one) and not _is_published(one) for one in _of_posts(edition))


def _changes(edition: Edition) -> Markup:
    """Say what is not as it was on the web."""
    strings = edition.strings
    said = [_corrected(edition)]
    smart = edition.work.settings.text.typography == "smart"
    if smart and marks_of(edition.work.book.language) is not None:
        said.append(sentence(strings, "changes_marks"))
    said.extend(_linked(edition))
    lost = sum(isinstance(one, MissingPicture) for one in edition.work.book.pictures.values())
    if lost:
        said.append(sentence(strings, "lost_one" if lost == 1 else "lost_many", count=str(lost)))
    return Markup(" ").join(said)


def _linked(edition: Edition) -> Iterator[Markup]:
    """Say where works are told to which links lead, and sources that posts only name."""
    strings, policy = edition.strings, edition.work.settings.links.external
    notes = [one for one in edition.work.ledger.notes if one.source]
    named = any(isinstance(call.link, Spot) for one in notes for call in one.calls)
    noted = any(not isinstance(call.link, Spot) for one in notes for call in one.calls)
    if policy == "drop" and _leads_out(edition):
        yield sentence(strings, "changes_drop")
    elif policy in {"inline", "leave"} and any(one.address for one in edition.work.ledger.sources):
        yield sentence(strings, "changes_inline" if policy == "inline" else "changes_leave")
    if noted or named:
        place = edition.work.settings.notes.place
        where = strings[_PLACES["month" if place == "page" and not edition.printed else place]]
        key = "changes_named" if not noted else "changes_notes_named" if named else "changes_notes"
        yield sentence(strings, key, where=where)


def _leads_out(edition: Edition) -> bool:
    """Say whether a text of the book had a link that leads out."""
    book = edition.work.book
    return any('href="http' in text for entry in book.entries for _, text in entry.texts)


def _corrected(edition: Edition) -> Markup:
    """Say that the wording is as it was, and in how many posts an editor corrected it."""
    accounts = edition.work.book.accounting.accounts
    printed = (one.corrected for one in accounts if one.fate is Fate.PRINTED)
    count = sum(any(map(_OF_WORDING.fullmatch, words)) for words in printed)
    key = "changes" if not count else "changes_one" if count == 1 else "changes_many"
    return sentence(edition.strings, key, count=str(count))


def _answered(edition: Edition) -> Markup:
    """Say how many of the cited pages still answered, and when that was asked."""
    asked = [one for one in edition.work.ledger.checked.values() if one.state is not State.UNKNOWN]
    if not asked:
        return Markup("")
    days = sorted({date.fromisoformat(one.day) for one in asked})
    first, last = (dates.long_date(day, _language(edition)) for day in (days[0], days[-1]))
    return sentence(
        edition.strings,
        "answered" if len(days) == 1 else "answered_between",
        answered=str(sum(one.state in ANSWERED for one in asked)),
        asked=str(len(asked)),
        first=first,
        date=last,
    )
