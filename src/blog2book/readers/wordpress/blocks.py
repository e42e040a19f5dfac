"""Blocks of the editor whose words stand elsewhere than in a post's HTML.

A reusable block is a post of its own; what one post says otherwise than it (a pattern's override),
and the fields of blocks that a plug-in makes into HTML, stand as JSON in the block's comment.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from blog2book.markup.text import unescape
from blog2book.model.words import UNSPACED
from blog2book.readers.wordpress.attributes import is_title

_REUSED = re.compile(r"<!--\s+wp:(?:core/)?block\s+(\{[^<>]*\})\s*/?-->")
_OPENED = re.compile(r"<!--\s+wp:([a-z][\w/-]{0,100})\s+(\{[^<>]*\})\s*(/?)-->")
_MOST_REUSED = 50
"""Blocks that one post may take from elsewhere; beyond that it is a trap, or a catalogue."""
_PLACES = {"content": "p|h[1-6]|li|pre", "text": "a|button", "caption": "figcaption"}
"""By attribute that a post may override: the elements of which it is the text."""
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]*>", re.IGNORECASE)
_FURNITURE = re.compile(r"button|field|form\b|search|subscri|social|shar(?:e|ing)|login")
"""Blocks of what readers press or fill in."""
_UNSEEN = re.compile(r"_|.*(?:class|style|css)", re.IGNORECASE)
"""Fields of a plug-in's for itself."""
_WORD = re.compile(r"\W*[^\W\d_]+(?:['’.-][^\W\d_]+)*\W*")
_SEVERAL = 2
_SIGNS = re.compile(f"[{UNSPACED}]{{2}}")


def reused(html: str, blocks: Mapping[str, str]) -> tuple[str, int]:
    """Put reusable blocks where a body refers to them, and those that they refer to.

    Beside it stands how many are not among `blocks`; what the post says in one of these is kept.
    """
    used = missing = 0
    pieces: list[str] = []
    rest = [html]
    while rest:
        text = rest.pop()
        found = _REUSED.search(text)
        if found is None:
            pieces.append(text)
            continue
        pieces.append(text[: found.start()])
        rest.append(text[found.end() :])
        used += 1
        said = _parsed(found[1])
        block = blocks.get(str(said.get("ref")))
        if block is None or used > _MOST_REUSED:
            missing += 1
            block = ""
        rest.append(_overridden(block, _fields(said.get("content"))))
    return "".join(pieces), missing


def _parsed(text: str) -> dict[str, Any]:
    """Return the attributes of a block."""
    try:
        return _fields(json.loads(text))
    except (ValueError, RecursionError):
        return {}


def _fields(value: object) -> dict[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _overridden(block: str, content: Mapping[str, Any]) -> str:
    """Return a pattern with a post's own words, by the names of its blocks, in place of its own.

    What has no place in it stands behind it.
    """
    left = {name: _fields(values) for name, values in content.items()}
    if not left:
        return block
    pieces: list[str] = []
    at = 0
    placed: set[str] = set()
    endless: set[str] = set()
    for found in _OPENED.finditer(block):
        kind, name = found[1], ""
        if "core/pattern-overrides" in found[2]:
            name = str(_fields(_parsed(found[2]).get("metadata")).get("name"))
        if found.start() < at or found[3] or name not in left or kind in endless:
            continue
        end = block.find(f"<!-- /wp:{kind} -->", found.end())
        if end < 0:
            endless.add(kind)
            continue
        pieces += block[at : found.end()], _with(block[found.end() : end], left[name])
        placed.add(name)
        at = end
    behind = (_with("", values) for name, values in left.items() if name not in placed)
    return "".join((*pieces, block[at:], *behind))


def _with(html: str, values: Mapping[str, Any]) -> str:
    """Return a block's HTML with other words, another picture or another address in it."""
    for name, tags in _PLACES.items():
        text = values.get(name)
        if isinstance(text, str) and text.strip():
            html = _exchanged(html, tags, text)
    address, alt = values.get("url"), values.get("alt")
    if isinstance(address, str) and address:
        shown = f' alt="{escape(alt if isinstance(alt, str) else "")}"'
        picture = f'<img src="{escape(address)}"{shown}>'
        html, pictures = _IMAGE.subn(lambda _: picture, html, count=1)
        if not pictures:
            html = _LINK.sub(lambda _: f'<a href="{escape(address)}">', html, count=1)
    return html


def _exchanged(html: str, tags: str, text: str) -> str:
    """Return HTML with other words in the first of some elements, else behind it."""
    start = re.search(rf"<({tags})\b[^<>]*>", html, re.IGNORECASE)
    end = html.rfind(f"</{start[1]}", start.end()) if start else -1
    if start is None or end < 0:
        return f"{html}<p>{text}</p>"
    return f"{html[: start.end()]}{text}{html[end:]}"


def spoken(html: str, unknown: Counter[str]) -> str:
    """Return HTML with the words of blocks that a plug-in or a theme makes of their attributes.

    Those blocks are counted in `unknown`.
    """

    def written(block: re.Match[str]) -> str:
        owner, _, name = block[1].partition("/")
        alone = block[3] or owner == "acf"  # its fields are never in its HTML
        if not name or owner in {"core", "core-embed"} or not alone:
            return block[0]
        unknown[block[1]] += 1
        if owner != "acf" and _FURNITURE.search(name):
            return block[0]
        return "".join(map(_paragraphs, _words(_parsed(block[2]))))

    return _OPENED.sub(written, html)


def _words(attributes: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the attributes of a block say, from first to last."""
    waiting: list[tuple[bool, str, object]] = [(False, "", attributes)]
    while waiting:
        inside, name, value = waiting.pop()
        if isinstance(value, dict):
            fields = [(inside or key == "data", key, one) for key, one in value.items()]
            waiting.extend(reversed(fields))
        elif isinstance(value, list):
            waiting.extend((inside, name, one) for one in reversed(value))
        elif isinstance(value, str) and _is_said(name, value, inside=inside):
            yield value


def _is_said(name: str, text: str, *, inside: bool) -> bool:
    """Return whether an attribute is words; of a plug-in's fields several words are."""
    if not inside:
        return name != "label" and is_title(name, unescape(text))
    if _UNSEEN.match(name):
        return False
    said = unescape(text)
    words = sum(1 for one in said.split() if _WORD.fullmatch(one))
    return words >= _SEVERAL or bool(_SIGNS.search(said))


def _paragraphs(text: str) -> str:
    """Return words, which may be HTML, as paragraphs."""
    if re.search(r"<(?:p|div|h[1-6]|[uo]l|blockquote|table|figure)\b", text, re.IGNORECASE):
        return text
    parts = re.split(r"\r?\n[ \t\r]*\n", text.strip())
    return "".join("<p>" + "<br>".join(part.splitlines()) + "</p>" for part in parts)
