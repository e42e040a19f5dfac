"""Footnotes of the author's own: which links call them, and how they leave a body to be notes."""

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass

from blog2book.addresses import is_external, normalise
from blog2book.markup.links import INLINE, anchors_of, citing, tells
from blog2book.markup.note_headings import clear_above
from blog2book.markup.parse import (
    XML_LANG,
    Element,
    append_text,
    name,
    parse,
    remove,
    text_of,
    unwrap,
)
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_CALL = re.compile(
    r"\W{0,3}(?:[ivxlc]{1,4}|[^\W\d_]|(?:[^\W\d_]{1,2}(?=\d))?\d{0,4})\W{0,3}", re.IGNORECASE
)
"""What calls a footnote: "1", "[1]", "iv", "*"; other links to one are words of the text."""
_AROUND = re.compile(r"[\s\[\](),;.^]*")
"""What stands around a call, or around the way back to it, and goes with it."""
_AROUND_LINK = re.compile(
    r"^[\s\[\](),;.^:<\"“”„‟«»‹›「」『』《》]+|[\s\[\](),;.>\"“”„‟«»‹›「」『』《》]+$"
)
"""What stands around a link that is all a footnote says, quotation marks too."""
_ARROW = re.compile(r"\s*[↩↵⏎↑⤴][\ufe0e\ufe0f]?\s*$")
_WORD = re.compile(r"[^\W_]")
_FIGURES = re.compile(r"\d+")
_BLOCKS = frozenset(
    {"blockquote", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p"}
    | {"pre", "section", "table", "ul"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A link that calls a footnote: its number in the body, and its id or ""."""

    link: int
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote by its id in the body, and its calls in order, at least one.

    `links` are the numbers of the links that it holds, without ways back; `only` that of the link
    which is all it says, with or without its address, None if it says more.
    """

    id: str
    calls: tuple[Call, ...]
    links: tuple[int, ...]
    only: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a footnote says, and the addresses to which it links, outside the book."""

    text: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Called:
    """A footnote in a tree, and the links that call it."""

    id: str
    item: Element
    calls: tuple[Element, ...]


def footnotes(body: Xhtml) -> tuple[Footnote, ...]:
    """Return the footnotes of a body that something in it calls, in the order of their calls.

    One that nothing calls stays where it is.
    """
    if 'class="footnotes"' not in body:
        return ()
    root = parse(body)
    numbers = {link: number for number, link in enumerate(citing(root))}
    found = _called(root)
    backs = _ways_back(found)
    return tuple(
        Footnote(
            id=one.id,
            calls=tuple(Call(link=numbers[link], id=_id(link)) for link in one.calls),
            links=tuple(numbers[link] for link in _held(one.item, backs.get(one.item, ()))),
            only=_only(one.item, numbers, backs.get(one.item, ())),
        )
        for one in found
    )


def told_in(body: Xhtml) -> Mapping[str, Told]:
    """Return what the footnotes of a body say, by each id to which a call of them may lead."""
    if 'class="footnotes"' not in body:
        return {}
    told: dict[str, Told] = {}
    for item in _items(parse(body)):
        hrefs = (one.get("href", "") for one in anchors_of(item))
        said = Told(text=text_of(item), hrefs=tuple(one for one in hrefs if is_external(one)))
        told.update((key, said) for one in item.iter() if (key := one.get("id", "")))
    return told


def _called(root: Element) -> list[_Called]:
    """Return the footnotes of a tree that something in it calls, in the order of their calls."""
    items = {
        key: item for item in _items(root) for one in item.iter() if (key := one.get("id", ""))
    }
    calls: dict[Element, list[Element]] = {}
    for link in anchors_of(root) if items else ():
        item = items.get(_target(link))
        if item is not None and _is_call(link) and item not in link.iterancestors():
            calls.setdefault(item, []).append(link)
    names: dict[Element, str] = {}
    for key, item in items.items():
        names.setdefault(item, key)
    return [_Called(names[item], item, tuple(links)) for item, links in calls.items()]


def renumbered(body: Xhtml, numbers: Mapping[int, str]) -> Xhtml:
    """Return a body in which links in words ("note 2") name footnotes by their notes' numbers.

    `numbers` has these by the links that call the footnotes, counted as in `Call`.
    """
    if 'class="footnotes"' not in body:
        return body
    root = parse(body)
    links = list(citing(root))
    told = {links[at]: number for at, number in numbers.items() if at < len(links)}
    found = _called(root)
    calls = {link for one in found for link in one.calls}
    changes: dict[str, tuple[str, str]] = {}
    for one in found:
        call = next((link for link in one.calls if link in told), None)
        old = None if call is None else _FIGURES.search(text_of(call))
        if call is not None and old is not None and old[0] != told[call]:
            changes[one.id] = old[0], told[call]
    changed = [
        _renumber(link, *changes[_target(link)])
        for link in anchors_of(root)
        if _target(link) in changes and link not in calls
    ]
    return write(root) if any(changed) else body


def _renumber(link: Element, old: str, new: str) -> bool:
    """Put a number in the place of the only figures of a link's words, if these are the old one."""
    if _FIGURES.findall(text_of(link)) != [old]:
        return False
    for one in link.iter():
        one.text = _FIGURES.sub(new, one.text) if one.text else one.text
        if one is not link and one.tail:
            one.tail = _FIGURES.sub(new, one.tail)
    return True


def _items(root: Element) -> Iterator[Element]:
    """Yield the items of lists of footnotes; those of lists within them are theirs."""
    for holder in root.iter("div"):
        if holder.get("class") == "footnotes":
            yield from (
                item
                for items in holder.iter("ol", "ul")
                if not any(name(one) == "li" for one in items.iterancestors())
                for item in items.iterchildren("li")
            )


def _target(link: Element) -> str:
    """Return the id in the same body to which a link leads, "" for none."""
    href = link.get("href", "")
    return href[1:] if href.startswith("#") else ""


def _is_call(link: Element) -> bool:
    """Say whether a link to a footnote calls it: it is raised, or no more than its number."""
    raised = any(name(one) == "sup" for one in (*link.iter(), *link.iterancestors()))
    return raised or _CALL.fullmatch(text_of(link).strip()) is not None


def _wrapped(link: Element) -> list[Element]:
    """Return a call and the inline elements around it that hold nothing else, outermost last."""
    found = [link]
    for one in link.iterancestors():
        alone = found[-1].getprevious() is None and found[-1].getnext() is None
        if not alone or name(one) not in INLINE:
            break
        rest = text_of(one).replace(text_of(link), "", 1)
        if not _AROUND.fullmatch(rest):
            break
        found.append(one)
    return found


def _id(link: Element) -> str:
    """Return the id of a call, or of what holds nothing else; "" for none."""
    return next((key for one in _wrapped(link) if (key := one.get("id", ""))), "")


def _ways_back(found: Collection[_Called]) -> dict[Element, list[Element]]:
    """Return by their footnotes the links that lead back to calls."""
    backs: dict[Element, list[Element]] = {}
    calls = {link for one in found for link in one.calls}
    for one in found:
        ids = {key for link in one.calls for held in _wrapped(link) if (key := held.get("id", ""))}
        for link in one.item.iter("a"):
            target = _target(link)
            if link not in calls and target and (target in ids or not _WORD.search(text_of(link))):
                backs.setdefault(one.item, []).append(link)
    return backs


def _held(item: Element, backs: Collection[Element]) -> list[Element]:
    """Return the links of a footnote without its ways back."""
    return [one for one in anchors_of(item) if one not in backs]


def _only(item: Element, numbers: Mapping[Element, int], backs: Collection[Element]) -> int | None:
    """Return the number of the link that is all a footnote says, else None.

    Its address may stand beside it, as a link or not.
    """
    links = [one for one in _held(item, backs) if one.get("href")]
    if not links or item.find(".//img") is not None:
        return None
    hrefs = [one.get("href", "") for one in links]
    if not is_external(hrefs[0]) or len(set(map(normalise, hrefs))) > 1:
        return None
    named = [one for one in links if not tells(one.get("href", ""), text_of(one))]
    if len(named) > 1:
        return None
    said = "".join(text_of(item).split())
    for one in (*map(text_of, links), *map(text_of, backs)):
        said = said.replace("".join(one.split()), "", 1)
    said = _AROUND_LINK.sub("", said)
    only = not said or (named and tells(hrefs[0], said))
    return numbers[(named or links)[0]] if only else None


class Leaving:
    """The footnotes of a tree that become notes: `calls` are the links for which calls stand.

    `names` has by the id of each footnote the address of its note.
    """

    def __init__(self, root: Element, names: Mapping[str, str]) -> None:
        self._root = root
        self._names = names
        self._found = [one for one in _called(root) if one.id in names] if names else []
        self.calls = frozenset(link for one in self._found for link in one.calls)
        for item, links in _ways_back(self._found).items():
            for link in links:
                _remove_way_back(link, item)
        for one in self._found:
            _strip_arrow(one.item)
        for link in self.calls:
            _part(link)

    def take(self) -> Mapping[str, Xhtml]:
        """Take the footnotes out, and return each by its id, as a list of one."""
        for link in anchors_of(self._root) if self._found else ():
            if _target(link) in self._names:
                link.set("href", self._names[_target(link)])
        targets = {_target(link) for link in anchors_of(self._root)} if self._found else set()
        return {one.id: _taken(one.item, targets) for one in self._found}


def _remove_way_back(link: Element, item: Element) -> None:
    """Take out a link back to the call, what holds nothing else, and the blank beside it."""
    held = _wrapped(link)[-1]
    holder, before, after = held.getparent(), held.getprevious(), held.getnext()
    begins = before is None and _AROUND.fullmatch("" if holder is None else holder.text or "")
    remove(held)
    if holder is None:
        return
    said = (holder.text if before is None else before.tail) or ""
    if begins:
        said = _AROUND.sub("", said, count=1)
    elif after is None:
        said = said.rstrip()
    if before is not None:
        before.tail = said
    else:
        holder.text = said
    if not len(holder) and not said and holder is not item:
        remove(holder)


def _strip_arrow(item: Element) -> None:
    """Take an arrow off the end of a footnote: a way back that has led nowhere."""
    place = item
    while len(place) and not (place[-1].tail or "").strip():
        place = place[-1]
    if len(place):
        place[-1].tail = _ARROW.sub("", place[-1].tail or "")
    elif place.text:
        place.text = _ARROW.sub("", place.text)


def _part(link: Element) -> None:
    """Give each of several calls in one raised element a place of its own."""
    raised = link.getparent()
    if raised is None or name(raised) != "sup" or len(raised) == 1:
        return
    texts = (raised.text, *(one.tail for one in raised))
    if all(name(one) == "a" for one in raised) and all(_AROUND.fullmatch(t or "") for t in texts):
        raised.text = None
        for one in raised:
            one.tail = None
        unwrap(raised)


def bared(link: Element) -> Element:
    """Return the outermost element that holds nothing but a call, without what stood around it.

    That are brackets, and a blank before. Its id will be that of the call in its place; other ids
    stay, for a link may lead there.
    """
    held = _wrapped(link)
    last, own = held[-1], _id(link)
    before, parent, tail = last.getprevious(), last.getparent(), last.tail or ""
    if parent is not None:
        said = (parent.text if before is None else before.tail) or ""
        if said.endswith("[") and tail.startswith("]"):
            said, tail = said[:-1], tail[1:]
        said = said if tail[:1].isalnum() else said.rstrip()
        last.tail = tail
        if before is None:
            parent.text = said
        else:
            before.tail = said
    for key in (one.get("id", "") for one in held):
        if key and key != own:
            last.addprevious(last.makeelement("span", {"id": key}))
    return last


def _taken(item: Element, targets: Container[str]) -> Xhtml:
    """Take a footnote out of its list, and where nothing else is in it, the list and its heading.

    `targets` are the ids to which links of the text lead.
    """
    holder = parse(Xhtml('<div class="footnotes"><ol></ol></div>'))
    item.attrib.pop("id", "")
    places = list(item.iterancestors())
    remove(item)
    holder[0][0].append(item)
    for place in places:
        parent = place.getparent()
        if parent is None or any(name(one) != "hr" for one in place):
            break
        if (place.text or "").strip() or any((one.tail or "").strip() for one in place):
            break
        before = place.getprevious()
        remove(place)
        clear_above(before, targets)
    return write(holder)


def opened(footnote: Xhtml) -> tuple[Xhtml, Xhtml]:
    """Return what a footnote that was taken out says: its first paragraph, and what is behind."""
    item = parse(footnote)[0][0][0]
    root = parse(Xhtml("<p></p><div></div>"))
    first, rest = root
    if len(item) and name(item[0]) == "p" and not (item.text or "").strip():
        paragraph = item[0]
        said = {"lang", XML_LANG, "dir"}.intersection(map(str, paragraph.attrib))
        item.text = None
        rest.text = paragraph.tail
        paragraph.tail = None
        item.remove(paragraph)
        if said:
            paragraph.tag = "span"
            first.append(paragraph)
        else:
            first.append(paragraph)
            unwrap(paragraph)
    else:
        append_text(first, None, item.text or "")
        while len(item) and name(item[0]) not in _BLOCKS:
            first.append(item[0])
        if len(first):
            last = first[-1]
            last.tail = (last.tail or "").rstrip() or None
    rest.extend(list(item))
    return write(first), write(rest)
