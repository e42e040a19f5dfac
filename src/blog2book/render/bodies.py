"""The text of a post made ready for a medium: calls, pictures, links, and its first words."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from blog2book.addresses import is_external, read_post_link
from blog2book.language import dates
from blog2book.markup import cards, code, links, pictures, policies, printing, wide
from blog2book.markup.calls import Parted, parted
from blog2book.markup.cards import Embed
from blog2book.markup.footnotes import opened, renumbered
from blog2book.markup.galleries import in_rows
from blog2book.markup.lead import lead, tidy_last_words, with_subheads
from blog2book.markup.pictures import Shown
from blog2book.markup.text import plain
from blog2book.model.archive import Comment, Kind
from blog2book.model.book import Entry
from blog2book.model.sources import Cited
from blog2book.model.xhtml import Xhtml
from blog2book.render import galleries, wording
from blog2book.render.context import CommentView, PostView
from blog2book.render.editions import Edition
from blog2book.render.figures import is_many
from blog2book.render.notes import Calls, Said
from blog2book.render.templates import ready

_TAG = re.compile(r"<[^>]*>")
_PROGRAMS = re.compile("<(?:code|kbd|samp)[ >]")
_SAMPLE = 2000
_DEEPEST = 3
_STEP = 0.82
_TELEPHONE_STEP = 2
"""How wide the indent of an answer is (1.3 em in base): in parts of the leading, and in signs."""

_PIECE = 26
_SMALL_PIECE = 20
"""Signs of an address that may not part: in print, and on a telephone."""

_TELEPHONE = wide.Room(plain=42, small=50)
"""Signs of a table in a line of a telephone: 320 px, of 14 px and 12 px letters."""

_SIGN = 0.32
_SMALLEST_SIGN = 4
"""How wide a sign in a table is: in parts of the leading, and in pt where the table is small."""


def post_view(
    edition: Edition, entry: Entry, document: str, date: str, calls: Calls, *, opens: bool = False
) -> PostView:
    """Return a post as templates see it.

    `date` is the line above it, "" for a static page; `opens`: it is the first of its month.
    """
    post = entry.post
    book = edition.book
    language = post.language if post.language != book.language else ""
    direction = direction_of(edition, entry)
    begins = opens and (direction or book.direction) == "ltr"
    said = calls.get(entry.id, {})
    body = _body(edition, _called(edition, entry.id, post.body, said).body, document, entry.where)
    if post.kind == Kind.PAGE:
        body = printing.raised(body)
    body = with_subheads(body)
    if begins:
        body = lead(body, drop=edition.printed)
    if edition.printed:
        body = tidy_last_words(body)
    author = post.author.name if post.author else ""
    return PostView(
        id=entry.id,
        title=wording.tied(post.title),
        date=date,
        iso=wording.machine_date(post.published, timed=post.timed),
        author=author,
        byline=author if edition.signed and post.kind != Kind.PAGE else "",
        tags=post.labels,
        permalink=post.permalink,
        language=language,
        direction=direction,
        running=wording.running(post.title) or edition.strings["untitled"],
        body=ready(body),
        comments=tuple(
            _comment(edition, entry, document, index, calls) for index in range(len(entry.comments))
        ),
    )


def direction_of(edition: Edition, entry: Entry) -> str:
    """Return the direction of a post, "" where it is the book's."""
    post = entry.post
    found = (
        dates.direction(post.language)
        if post.language
        else wording.direction_of(post.title + _TAG.sub("", post.body[:_SAMPLE]))
    )
    return found if found != edition.book.direction else ""


def _comment(
    edition: Edition, entry: Entry, document: str, index: int, calls: Calls
) -> CommentView:
    comment: Comment = entry.comments[index]
    direction = wording.direction_of(_TAG.sub("", comment.body[:_SAMPLE]))
    moment = comment.published
    name = entry.comment_id(index)
    text = _called(edition, name, comment.body, calls.get(name, {})).body
    depth = min(entry.depths[index] if index < len(entry.depths) else 0, _DEEPEST)
    return CommentView(
        id=name,
        author=comment.author.name if comment.author else "",
        by_blogger=comment.by_blogger,
        date=dates.long_date(moment.date(), edition.book.language) if moment else "",
        iso=wording.machine_date(moment, timed=True),
        depth=depth,
        direction=direction if direction != edition.book.direction else "",
        body=ready(_body(edition, text, document, entry.where, depth)),
    )


def matter(edition: Edition, body: Xhtml, document: str) -> Markup:
    """Return a text that the family adds, made ready."""
    made = printing.raised(_body(edition, body, document, document))
    return ready(tidy_last_words(made) if edition.printed else made)


def footnotes(
    edition: Edition, entries: Iterable[Entry], document: str, calls: Calls
) -> Mapping[str, Said]:
    """Return what authors say in footnotes that became notes, by the ids of those."""
    said: dict[str, Said] = {}
    for entry in entries:
        home = edition.places[entry.post.key].document
        for text, body in entry.texts:
            if text in calls and 'class="footnotes"' in body:
                for name, one in _called(edition, text, body, calls[text]).footnotes.items():
                    here = edition.printed or home == document
                    text_of = one if here else links.rewrite(one, _from_outside(home))
                    made = opened(_body(edition, text_of, document, entry.where))
                    _, _, note = edition.footnotes[name].partition("#")
                    said[note] = Said(*map(ready, made))
    return said


def _from_outside(document: str) -> Callable[[str], str | None]:
    """Return what makes the address of a place in a document good for another one."""
    return lambda href: f"{document}.xhtml{href}" if href.startswith("#") else href


def _called(edition: Edition, text: str, body: Xhtml, calls: Mapping[Cited, Xhtml]) -> Parted:
    """Return a body with its calls, and apart from it the footnotes that become notes.

    Links are named to which the list of sources leads back. All this comes first: it counts links
    by the body as it was.
    """
    ids = edition.anchors.get(text)
    body = links.anchored(body, ids) if ids else body
    body = renumbered(body, {at: plain(one) for at, one in calls.items() if isinstance(at, int)})
    return parted(body, calls, edition.footnotes) if calls else Parted(body=body, footnotes={})


def _body(edition: Edition, body: Xhtml, document: str, where: str, depth: int = 0) -> Xhtml:
    """Return a body with pictures and links as the medium wants them.

    `depth` is how far a comment is indented.
    """
    piece = _PIECE if edition.printed else _SMALL_PIECE
    body = _by_policy(edition, body, piece)
    if "<table" in body:
        body = wide.fitted(body, _room(edition, depth), edition.strings["field_mark"])
    if edition.printed and 'class="gallery"' in body:
        body = in_rows(body, _gallery(edition, where), lambda rest: _shown(edition, rest, where))
    elif "<img" in body:
        body = _shown(edition, body, where)
    body = _translated(edition, body, where)
    if "post:" in body:
        body = links.rewrite(body, _target(edition, document))
    if edition.printed and "<ol " in body:
        body = printing.numbered(body)
    if "://" in body:
        leaves = edition.work.settings.links.external == "leave"
        body = links.without_cites(body if leaves else links.told(body, piece))
    return printing.addresses(body, piece)


def _by_policy(edition: Edition, body: Xhtml, piece: int) -> Xhtml:
    """Return a body in which links are what the settings want."""
    policy, target = edition.work.settings.links, _target(edition, "")

    def anchor(href: str) -> str | None:
        """Return the anchor of a post of the book."""
        found = target(href) if read_post_link(href) else None
        return found.removeprefix("#") if found else None

    if policy.external == "inline" and "://" in body:
        body = policies.with_addresses(body, piece)
    elif policy.external == "drop" and "://" in body:
        body = policies.without(body, is_external)
    if "post:" in body:
        if policy.internal == "drop":
            body = policies.without(body, lambda href: read_post_link(href) is not None)
        elif policy.internal == "page" and edition.printed:
            body = policies.with_pages(body, anchor, edition.strings["page_reference"])
    return body


def _room(edition: Edition, depth: int) -> wide.Room:
    """Return how many signs of a table stand in a line, or in one of a comment that is indented."""
    if not edition.printed:
        less = _TELEPHONE_STEP * depth
        return wide.Room(plain=_TELEPHONE.plain - less, small=_TELEPHONE.small - less)
    leading = edition.measure.leading
    width = edition.measure.width - _STEP * leading * depth
    return wide.Room(plain=width / (leading * _SIGN), small=width / _SMALLEST_SIGN, fixed=True)


def _translated(edition: Edition, body: Xhtml, where: str) -> Xhtml:
    """Return a body in which what paper or a reader's screen cannot show is said otherwise."""
    if 'class="embed"' in body:
        body = cards.replace(body, _card(edition, where))
    if '<hr class="' in body:
        body = cards.told(body, edition.cards.stood)
    if "<math" in body:
        body = edition.formulas.drawn(body, where)
    if "<pre" in body:
        body = code.programs(body, turned=edition.printed)
    if edition.printed and _PROGRAMS.search(body):
        body = code.inline(body)
    return body


def _shown(edition: Edition, body: Xhtml, where: str) -> Xhtml:
    """Return a body with its pictures, and frames for those that are lost."""
    body = pictures.gather(body, edition.figures.is_lost, _frame(edition, where))
    return pictures.replace(body, _picture(edition, where, many=is_many(body)))


def _gallery(edition: Edition, where: str) -> Callable[[Sequence[Shown], Xhtml], Xhtml | None]:
    figures = edition.figures

    def change(shown: Sequence[Shown], caption: Xhtml) -> Xhtml | None:
        rows = galleries.rows(shown, edition.work.plates, edition.measure, figures)
        if not rows:
            return None
        lost = _lost(edition, [one for one in shown if figures.is_lost(one.src)], where)
        context = {"gallery": rows, "lost": lost, "caption": ready(caption)}
        return edition.fragment("gallery.html", where, **context)

    return change


def _lost(edition: Edition, lost: Sequence[Shown], where: str) -> Markup:
    """Return the one frame of the lost pictures of a gallery, nothing for none."""
    if len(lost) > 1:
        return ready(_frame(edition, where)(lost))
    return ready(_picture(edition, where, many=True)(lost[0])) if lost else Markup("")


def _picture(edition: Edition, where: str, *, many: bool) -> Callable[[Shown], Xhtml]:
    def change(shown: Shown) -> Xhtml:
        figure = edition.figures.view(shown, many=many)
        return edition.fragment("figure.html", where, figure=figure)

    return change


def _card(edition: Edition, where: str) -> Callable[[Embed], Xhtml]:
    def change(embed: Embed) -> Xhtml:
        return edition.fragment("embed.html", where, embed=edition.cards.view(embed))

    return change


def _frame(edition: Edition, where: str) -> Callable[[Sequence[Shown]], Xhtml]:
    def change(lost: Sequence[Shown]) -> Xhtml:
        return edition.fragment("lost.html", where, pictures=edition.figures.lost(lost))

    return change


def _target(edition: Edition, document: str) -> Callable[[str], str | None]:
    """Return a function from a link of the book to the medium's address, None if it is lost."""

    def change(href: str) -> str | None:
        link = read_post_link(href)
        if link is None:
            return href
        place = edition.places.get(link[0])
        if place is None:
            return None
        if note := edition.footnotes.get(link[1]):
            near = edition.printed or not note.startswith("#") or place.document == document
            return note if near else f"{place.document}.xhtml{note}"
        anchor = link[1] or place.anchor
        here = edition.printed or place.document == document
        return f"#{anchor}" if here else f"{place.document}.xhtml#{anchor}"

    return change
