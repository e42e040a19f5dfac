"""The tags that LiveJournal and Dreamwidth put into HTML, written out.

A cut marked what the friends page left out, and means nothing in a book: its words stay, the words
of its link go. People become their names. A poll is its page's address, where its words are gone.
"""

import re
from collections import Counter
from collections.abc import Mapping
from html import escape, unescape

from blog2book.readers.figures import embed

_TAG = re.compile(
    r"<(/?)(lj(?:-[\w-]+)?|user|cut|poll-[0-9]+|site-embed|raw-code)"
    r"(?=[\s/>])((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))""")
_OURS = re.compile(r"<(?:lj|user|cut|poll|site-|raw-)", re.IGNORECASE)
_POLL = re.compile(r"(lj-)?poll-([0-9]+)")
_EMBEDS = frozenset({"lj-embed", "site-embed"})
_RAW = frozenset({"lj-raw", "raw-code"})
_PARAGRAPHS = frozenset({"lj-poll", "lj-pq"})
BUTTONS = frozenset({"lj-like", "lj-repost"})
LOST = "film whose address is not in the export"
BUTTON = "button"


def written_out(html: str, removed: Counter[str]) -> str:
    """Return HTML without tags of LiveJournal's own; counts in `removed` what could not be kept."""
    if not _OURS.search(html):
        return html
    pieces: list[str] = []
    place = raw = 0
    for found in _TAG.finditer(html):
        text = html[place : found.start()]
        pieces.append(text.replace("\n", " ") if raw else text)
        place = found.end()
        name, closes = found[2].lower(), bool(found[1])
        if name in _RAW:
            raw = 0 if closes else 1
        elif name in _EMBEDS and not closes and _is_empty(html, place):
            removed[LOST] += 1
        elif name in BUTTONS and not closes:
            removed[BUTTON] += 1
        elif not closes:
            pieces.append(_opened(name, _attributes(found[3])))
        elif name in _PARAGRAPHS:
            pieces.append("\n\n")
    pieces.append(html[place:])
    return "".join(pieces)


def _is_empty(html: str, place: int) -> bool:
    """Return whether an embed's tag is followed by its end, or by no markup at all."""
    inner = html[place : place + 200].lstrip().lower()
    return not inner.startswith(("<iframe", "<object", "<embed", "<video", "<audio", "<div"))


def _attributes(text: str) -> Mapping[str, str]:
    """Return the attributes of a tag."""
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


def _opened(name: str, given: Mapping[str, str]) -> str:
    """Return what stands for a start tag."""
    if name in {"lj", "user"}:
        person = next((given[one] for one in ("user", "comm", "name") if given.get(one)), "")
        return f"<b>{escape(given.get('title') or person)}</b>" if person else ""
    if poll := _POLL.fullmatch(name):
        site = "livejournal.com" if poll[1] else "dreamwidth.org"
        address = f"https://www.{site}/poll/?id={poll[2]}"
        return f"\n\n{embed(address)}\n\n"
    if name == "lj-spoiler" and given.get("title"):
        return f"<b>{escape(given['title'])}</b> "
    if name in _PARAGRAPHS:
        return f"\n\n{escape(given.get('name', ''))}\n\n"
    return "<br>" if name == "lj-pi" else ""
