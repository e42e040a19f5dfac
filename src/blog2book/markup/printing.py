"""What a body needs for a page: headings in step, lists that count, addresses that break."""

import re
from collections.abc import Mapping
from html import unescape

from blog2book.addresses import same_text
from blog2book.markup import breaks
from blog2book.markup.parse import Element, name, parse, text_of
from blog2book.markup.parse import replace as put
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

_RAISED = {"h3": "h2", "h4": "h3", "h5": "h4", "h6": "h5"}
_SHORT = 20
_WHOLE = 10
"""Signs of an address in running text that hold together though marks stand among them."""
_MOST = 999_999
_LIKE_ADDRESS = re.compile(r"://|www\.|\w\.[a-z]{2,}/", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w.@/:-])(?:[a-z][a-z0-9+.-]{0,20}://|www\.|(?:[\w-]+\.)+[a-z]{2,}/)"
    r"(?:[^\s<>\"“”„«»&]|&amp;)*[^\s<>\"“”„«»&'’.,;:!?…)\]]",
    re.IGNORECASE,
)
"""An address in running text, escaped, without the punctuation behind it."""

_STAYS = re.compile(r'<(?:pre|code|kbd|samp|textarea|math|svg|span class="url")[\s>]')
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_HEAD = re.compile(r'(?<= data-)(?:head|book)="[^"]*"')
_EMOJI = re.compile(
    "(?:[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u24c2\u2934\u2935]\ufe0f"
    "|[\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*)+"
)
"""Emoji one after another, with what changes and joins them (Unicode Technical Standard 51)."""


def raised(body: Xhtml) -> Xhtml:
    """Return a body whose headings stand one step higher, for a place without a post's title."""
    root = parse(body)
    for element in root.iter():
        element.tag = _RAISED.get(name(element), element.tag)
    return write(root)


def numbered(body: Xhtml) -> Xhtml:
    """Return a body whose numbered lists say in CSS where they begin and in which direction.

    WeasyPrint reads neither `start`, `reversed` nor `value`.
    """
    root = parse(body)
    for one in root.iter("ol"):
        _count(one)
    return write(root)


def _count(numbers: Element) -> None:
    items = numbers.findall("li")
    step = -1 if numbers.get("reversed") is not None else 1
    first = _whole(numbers.get("start"), len(items) if step < 0 else 1)
    if first != 1 or step < 0:
        numbers.set("style", f"counter-reset:list-item {first - step}")
    for item in items:
        value = item.get("value")
        if value is not None:
            # WeasyPrint counts on from what is set
            item.set("style", f"counter-set:list-item {_whole(value, first) - 1}")
        elif step < 0:
            item.set("style", "counter-increment:list-item -1")


def _whole(text: str | None, otherwise: int) -> int:
    """Return a number that HTML gives as text, the other one where it is none."""
    try:
        number = int(text or "")
    except ValueError:
        return otherwise
    return max(-_MOST, min(_MOST, number))


def addresses(body: Xhtml, limit: int) -> Xhtml:
    """Return a body in which an address breaks where one may, be it the text of its link or plain.

    `limit` is the longest piece in signs. Where there are marks the pieces are short, or a line
    that ends before one would be stretched (see `breaks.pieces`).
    """
    if _LIKE_ADDRESS.search(body) is None:
        return body
    root = parse(body)
    for link in list(root.iter("a")):
        text = text_of(link).strip()
        if len(link) == 0 and len(text) > _SHORT and same_text(link.get("href", ""), text):
            shown = link.makeelement("span")
            link.text = None
            link.append(shown)
            put(shown, breaks.pieces(text, limit, _WHOLE))
    whole = write(root)
    parts = _TAG.split(whole)
    verbatim = 0
    for place, part in enumerate(parts):
        if place % 2:
            verbatim += _opened(part, verbatim)
        elif not verbatim:
            parts[place] = _ADDRESS.sub(lambda found: _marked(found[0], limit), part)
    return Xhtml("".join(parts))


def _opened(tag: str, verbatim: int) -> int:
    """Return how many elements more (or fewer) are open inside one whose text stays as it is."""
    if tag.endswith("/>"):
        return 0
    if tag.startswith("</"):
        return -1 if verbatim else 0
    return 1 if verbatim or _STAYS.match(tag) else 0


def _marked(text: str, limit: int) -> str:
    """Return an address in escaped text, in pieces."""
    return str(breaks.pieces(unescape(text), limit, _WHOLE))


def translated(text: Xhtml, signs: Mapping[int, str]) -> Xhtml:
    """Return a fragment or document with characters replaced, by their code points.

    Neither a sign of markup nor what stands for it may be among them.
    """
    return Xhtml(text.translate(dict(signs)))


def with_emoji(document: Xhtml) -> Xhtml:
    """Return a document whose emoji stand in `span.emoji`; the heads of its pages have none.

    Set in small capitals, as a head is, a font of pictures would have no size.
    """
    if not _EMOJI.search(document):
        return document
    head, body, rest = document.partition("<body")
    parts = _TAG.split(body + rest)
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = _HEAD.sub(lambda found: _without_emoji(found[0]), part)
        else:
            parts[place] = _EMOJI.sub(lambda found: f'<span class="emoji">{found[0]}</span>', part)
    return Xhtml(head + "".join(parts))


def _without_emoji(text: str) -> str:
    return " ".join(_EMOJI.sub("", text).replace('=" ', '="').replace(' "', '"').split())
