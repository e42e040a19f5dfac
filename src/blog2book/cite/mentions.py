"""Sources that a post names without a link: "as reported in the Guardian"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter

from blog2book.addresses import is_external
from blog2book.cite.find import Found, own_places
from blog2book.cite.mentions_cues import cites, compounds, passed_on, says
from blog2book.cite.mentions_cues_east import says_elsewhere
from blog2book.cite.mentions_links import among, linked_in
from blog2book.cite.mentions_names import NOUNS, STRAIGHT, Kind, Named, Names, known
from blog2book.cite.sources_file import SourcesFile
from blog2book.events import Notice, Report, Severity
from blog2book.markup.footnotes import Told, told_in
from blog2book.markup.links import Link
from blog2book.markup.passages import Passage, Span, passages
from blog2book.markup.text import shorten
from blog2book.model import archive
from blog2book.model.book import Book, Entry
from blog2book.model.sources import Mention, Source, Spot

_WINDOW = 240
"""Signs before and behind a name among which its sentence is looked for."""
_MOST = 20
"""How often a name is looked at in one post, until it is a source."""
_SHOWN = 300
"""Signs of a sentence that an author is shown."""
_NEAR = 6
"""Signs in italics before a name: room for an article."""

_END = re.compile(r"[.!?…][\"”’)\]»]*\s|[。！？][”」』）]*")
_BEHIND_ARTICLE = re.compile(r"(?:^|[\s(“\"'])(?:[Tt]he|[Aa]n?|this|\w+'s|in|via|by)\s$|[(“„«]$")
_MAGAZINE = re.compile(r"\b(?:magazine|journal|newspaper|paper|weekly|daily)\s$")
_PREVIOUS = re.compile(r"(\w[\w'-]*)\s$")
_LONGER = re.compile(r"\s[^\W\d_a-zß-öø-ÿа-џ]\w")
"""A name goes on: "BBC Trust", "Time Lords"."""
_OTHER = re.compile(
    r"(?P<joined>-|\s(?:of(?:\s[Tt]he)?\s(?!\w+day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
    r"|on\s(?=Sunday\b)|(?:and|&)\s))[^\W\d_a-zß-öø-ÿа-џ]\w"
)
"""What makes a name another's: "Telegraph & Argus", "Independent on Sunday", "Post-Dispatch"."""
_PART = re.compile(
    r"\s(?:News|Online|Weekly|World\sService|TV|Radio(?:\s\w+)?|Breakfast|Newsnight|One|Two|website"
    r"|(?P<paper>[Mm]agazine?|newspaper|journal|Zeitung))\b"
)
"""What may follow a name and belongs to it."""
_RIGHT_BEHIND = re.compile(r"[\s,.;:)\]\[\"'”’»]*")
"""What may stand between a name and the call of a footnote on it."""
_COMPOUND = re.compile(r"-[^\W\d_]+|'s\b")
_OPENING = re.compile(
    r"\w+'s|h?t|the|an?|this|in|on|at|as|to|of|for|from|by|with|over|via|source|per|today|yesterday|when"
    r"|while|but|and|that|meanwhile|der|die|das|dem|den|des|eine?|einem|einer|im|am|bei|beim|vom|aus"
    r"|nach|laut|wie|quelle|zeitung|magazin|zeitschrift|journal|wochenzeitung|tageszeitung"
    r"|nachrichtenmagazin|le|la|les|une?|dans|selon|d'après|du|aux?|el|una|en|según|vía|il|lo|uno|su|secondo"
    r"|het|de|volgens|os?|em|na|no|segundo|enligt|ifølge|в|во|на|из|от|по|как|пишет|сообщает|согласно"
    r"|газет[аеуы]|журнал[аеу]?|агентств[аоу]|телеканал[ау]?|радио|издани[еюя]|сайт[ае]?|портал[ау]?",
    re.IGNORECASE,
)
"""Words that have a capital and belong to no name."""
_MERGED = re.compile(r"\b(?:du|au|des|aux)\s$", re.IGNORECASE)
_MARKS = {"“": "”", "„": "“", "«": "»", "‘": "’", '"': '"', "'": "'", "»": "«", "‚": "‘"}
_MARKS |= {"《": "》", "〈": "〉", "「": "」", "『": "』"}
_DASH = re.compile(r"\s*(?:[—–―]|--?)\s?(?:[^.!?]{0,60}(?:[,(]\s?|\sin\s))?(?:the\s|The\s)?[\"“]?")
_SIGNED = re.compile(r"\s*(?:(?:[—–―]|--?)\s?)?(?:[^.!?]{0,60}[,(]\s?)?(?:[Tt]he\s)?[\"“]?")
_LAST = re.compile(
    r"[.!?…][\"”’»]*\s*(?:[—–―]|--?)\s?(?:[^\W\d_a-zß-ÿ][^.!?]{0,60}[,(]\s?)?(?:[Tt]he\s)?[\"“]?$"
)
_CREDIT = re.compile(r"[\"”]?(?:[,(\s][^.!?]{0,40})?\)?\.?\s*")
"""What stands around a name in the line under a quotation: "— Jane Roe, the Guardian, 2012"."""


def mentioned(
    entry: Entry,
    names: Names,
    site: Callable[[str], str],
    own: Collection[str],
    decided: Collection[str] = (),
) -> tuple[Mention, ...]:
    """Return the sources that a post names without a link: one for each, in order.

    `site` tells the name of the site that an address leads to; `own` are names of the blog itself.
    What a sentence with a link names, or a paragraph beside one that links to it, is none. Of a
    source that the post links to elsewhere nobody can be sure. A footnote is like a link where it
    cites that source. Where a person has `decided` of a source, only a name in a link is none.
    """
    if not names.may_stand(entry.post.body):
        return ()
    said = passages(entry.post.body)
    linked = linked_in(said, site)
    everywhere = set[str]().union(*linked)
    near = [set[str]().union(*linked[max(at - 1, 0) : at + 2]) for at in range(len(said))]
    notes = told_in(entry.post.body)
    found: dict[str, Mention] = {}
    looks: dict[str, int] = {}
    for index, named in _candidates(said, names):
        publisher = named.name.site
        before = found.get(publisher)
        looks[publisher] = looks.get(publisher, 0) + 1
        if looks[publisher] > _MOST or (before and before.confident):
            continue
        reading = _Reading(said, index, named, names)
        if reading.is_in_link():
            continue
        if publisher not in decided and (
            among(publisher, near[index])
            or among(publisher, own)
            or reading.is_linked()
            or reading.is_told(notes, site)
        ):
            continue
        mention = reading.mention(entry.id)
        if mention and (before is None or mention.confident):
            sure = mention.confident and not among(publisher, everywhere)
            found[publisher] = replace(mention, confident=sure)
    return tuple(sorted(found.values(), key=lambda one: one.spot.end))


class Unlinked:
    """The sources that the posts of a book name without a link: `all` that were found so far.

    `decided` are those, by post and publisher, of which a sources.toml says what becomes of them.
    """

    def __init__(self, book: Book, user: SourcesFile, choice: str, report: Report) -> None:
        """Know the names that count; `choice` is what settings say of mentions."""
        self.all: list[Mention] = []
        self.decided: set[tuple[str, str]] = set()
        self._choice = choice
        self._report = report
        self._user = user
        self._names = known(user.gazetteer.own, user.gazetteer.sites)
        places = sorted(own_places(book))
        self._own = {book.title, *(self._site(f"https://{one}") for one in places)} - {""}

    def noted(self, entry: Entry, text: str) -> Iterator[Found]:
        """Yield what gets a note in a text of a post: of its comments and of pages nothing does."""
        if self._choice == "off" or text != entry.id or entry.post.kind is not archive.Kind.POST:
            return
        settled = {site for key, site in self._user.mentions if key == entry.post.key}
        for one in mentioned(entry, self._names, self._site, self._own, settled):
            post = (entry.post.key, one.site)
            if post in self._user.mentions:
                self.decided.add(post)
                if self._user.mentions[post] is None:
                    continue
            noted = post in self.decided or (one.confident and self._choice == "confident")
            self.all.append(replace(one, noted=noted))
            if noted:
                yield _as_cited(one, entry.post.key)
            elif self._choice == "review":
                self._report(_notice(one, entry.where))

    def _site(self, address: str) -> str:
        return self._user.gazetteer.site(address).name


def key_of(mention: Mention, post: str) -> str:
    """Return the key of the source that a post mentions; by it the source is one in each post."""
    return f"{mention.site} {post}"


def source_of(mention: Mention, key: str, user: SourcesFile) -> Source:
    """Return the source that is mentioned: only a person knows more of it than the publisher."""
    changes = user.mentions.get((key.removeprefix(f"{mention.site} "), mention.site)) or {}
    source = Source(
        key=key,
        address="",
        author="",
        title="",
        title_from="",
        site=mention.site,
        site_from="text",
        publisher=user.gazetteer.house(mention.site),
        published=None,
        archived="",
        archived_on=None,
    )
    return replace(source, **changes)


def _as_cited(mention: Mention, post: str) -> Found:
    """Return a mention as what is cited."""
    link = Link(
        index=-1,
        href="",
        text=mention.site,
        title="",
        block=-1,
        wraps_picture=False,
        in_note=False,
        in_card=False,
        waits=False,
        quotes=False,
    )
    text = mention.entry
    key = key_of(mention, post)
    return Found(entry=text, text=text, link=link, key=key, noted=True, mention=mention)


def _notice(mention: Mention, where: str) -> Notice:
    """Return what tells an author of a mention."""
    message = f"{mention.site} is named without a link: “{mention.sentence}”"
    return Notice(code="mention", message=message, where=where, severity=Severity.INFO)


def _candidates(said: tuple[Passage, ...], names: Names) -> Iterator[tuple[int, Named]]:
    """Yield each name in running text, with the number of its passage."""
    for index, passage in enumerate(said):
        if not passage.mute:
            for named in names.found(passage.text):
                yield index, named


class _Reading:
    """One name and the sentence around it."""

    def __init__(self, said: tuple[Passage, ...], index: int, named: Named, names: Names) -> None:
        """Find the sentence."""
        self.names = names
        self.passage = said[index]
        self.named = named
        self.quoted = self.passage.quoted
        self.credited = self.quoted or (index > 0 and said[index - 1].quoted)
        text = self.passage.text
        start = max(named.start - _WINDOW, 0)
        for end in _END.finditer(text, start, named.start):
            start = end.end()
        stop = _END.search(text, named.end, named.end + _WINDOW)
        self.start = start
        self.stop = stop.end() if stop else min(named.end + _WINDOW, len(text))
        self.before = text[start : named.start].lstrip().translate(STRAIGHT)
        self.behind = text[named.end : self.stop].translate(STRAIGHT)

    def mention(self, entry: str) -> Mention | None:
        """Return the mention, None where the name is that of something else."""
        if self._is_part():
            return None
        kind = self._kind()
        sure = self._is_credit() or (not self.quoted and self._is_said(kind))
        listed = kind is Kind.PRESS or (kind is not Kind.BODY and passed_on(*self._around()))
        if not sure and (self.quoted or not listed):
            return None
        compound = _COMPOUND.match(self.behind)
        end = self.named.end + (compound.end() if compound else 0)
        return Mention(
            entry=entry,
            site=self.named.name.site,
            spot=Spot(end=self.passage.start + end),
            sentence=shorten(" ".join(self.passage.text[self.start : self.stop].split()), _SHOWN),
            confident=sure,
        )

    def is_in_link(self) -> bool:
        """Say whether the name is in a link."""
        start, stop = self.named.start, self.named.end
        return any(first < stop and start < last for (first, last), _ in self._links())

    def is_linked(self) -> bool:
        """Say whether the sentence links to outside."""
        return any(is_external(href) for _, href in self._links())

    def is_told(self, notes: Mapping[str, Told], site: Callable[[str], str]) -> bool:
        """Say whether a footnote that the sentence calls cites the name.

        It names that or links to it, or to a place that nobody knows; or its call stands right
        behind the name, and it tells a day or a page.
        """
        publisher = self.named.name.site
        for (start, _), href in self._links():
            if not href.startswith("#"):
                continue
            if (note := notes.get(href[1:])) is None:
                return True
            named = {one.name.site for one in self.names.found(note.text)}
            led = {site(one) for one in note.hrefs}
            behind = self.passage.text[self.named.end : start]
            dated = _RIGHT_BEHIND.fullmatch(behind) and re.search(r"\d", note.text)
            if dated or "" in led or among(publisher, named | led):
                return True
        return False

    def _links(self) -> Iterator[tuple[Span, str]]:
        """Yield the links in the sentence."""
        links = self.passage.links
        for at in range(bisect_right(links, self.start, key=lambda one: one[0][1]), len(links)):
            if links[at][0][0] >= self.stop:
                break
            yield links[at]

    def _is_part(self) -> bool:
        """Say whether the name is part of a longer one."""
        if self._is_apart():
            return False
        part = _PART.match(self.behind)
        if _LONGER.match(self.behind, part.end() if part else 0):
            return True
        word = _PREVIOUS.search(self.before)
        if word is None or _OPENING.fullmatch(word[1]):
            return False
        return word[1][0].isupper()

    def _is_anothers(self) -> bool:
        """Say whether the name goes on to be that of something which nobody knows."""
        _, behind = self._around()
        longer = _OTHER.match(behind)
        if longer is None or self._is_apart() or compounds(behind):
            return False
        return not self.names.begins(behind[longer.end("joined") :])

    def _kind(self) -> Kind:
        """Return how much the sentence must say, once the name is seen in it."""
        kind = self.named.name.kind
        part = _PART.match(self.behind)
        named_paper = _MAGAZINE.search(self.before) or (part and part["paper"])
        if kind is Kind.ARTICLE and _BEHIND_ARTICLE.search(self.before):
            return Kind.PRESS
        if kind is not Kind.BODY and (self._is_apart() or named_paper):
            return Kind.PRESS
        if not self.before and self.named.name.text.startswith(NOUNS):
            return Kind.NOUN  # its article begins a sentence
        return Kind.WORD if kind is Kind.ARTICLE else kind

    def _is_said(self, kind: Kind) -> bool:
        """Say whether the sentence gives the name as a source."""
        before, behind = self._around()
        if self._is_anothers():
            return False
        if kind is Kind.MERGED and not _MERGED.search(before):
            return False
        if self.named.name.alike and before in {"", "The "} and not self._is_apart():
            kind = Kind.ALIKE
        if says(kind, before, behind) or (kind is Kind.PRESS and says_elsewhere(before, behind)):
            return True
        return self._is_in(self.passage.cites) and cites(before)

    def _around(self) -> tuple[str, str]:
        """Return what stands before the name, and behind it and what belongs to it."""
        part = _PART.match(self.behind)
        return self.before, self.behind[part.end() if part else 0 :]

    def _is_apart(self) -> bool:
        """Say whether the name stands alone in italics or quotation marks."""
        start, end, text = self.named.start, self.named.end, self.passage.text
        closing = _MARKS.get(text[start - 1 : start]) if start else None
        if closing and text[end : end + 1] == closing:
            return True
        return self._is_in(self.passage.apart)

    def _is_in(self, spans: tuple[Span, ...]) -> bool:
        """Say whether one of these holds the name and no more than an article."""
        start, end, text = self.named.start, self.named.end, self.passage.text
        for at in range(bisect_left(spans, end, key=itemgetter(1)), len(spans)):
            first, last = spans[at]
            if last > end + 1:
                break
            if text[first:start].strip().casefold() in {"", "the"} and start - first < _NEAR:
                return True
        return False

    def _is_credit(self) -> bool:
        """Say whether it is the line in or under a quotation that says whose that is.

        A dash begins it, or it is marked up as a citation; in a quotation it may end a paragraph.
        """
        start, end, text = self.named.start, self.named.end, self.passage.text
        if not self.credited or not _CREDIT.fullmatch(text, end, end + _WINDOW):
            return False
        said = text[max(start - _WINDOW, 0) : start]
        if _DASH.fullmatch(said) or (self.quoted and _LAST.search(said)):
            return True
        marked = next(
            (one for one in self.passage.cites if one[0] <= start and end <= one[1]), None
        )
        return (
            marked is not None
            and not text[: marked[0]].strip(" —–―-")
            and _SIGNED.fullmatch(text, marked[0], start) is not None
        )
