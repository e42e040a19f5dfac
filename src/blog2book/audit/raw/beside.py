"""What WordPress keeps of a post's words beside its text: other items, fields, and comments.

Reusable blocks and the captions of a gallery's pictures are items of their own, footnotes of the
editor a field, and what stands in a block in place of a pattern's words, or a plug-in makes into
HTML, is in that block's comment.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from blog2book.audit.raw.files import files, parsed, record, rows, word
from blog2book.audit.raw.markup import Ends, plain
from blog2book.audit.raw.shortcodes import is_sentence, without_shortcodes
from blog2book.audit.raw.xml import Element, children, fields, records, text
from blog2book.model.words import UNSPACED

_KIND = re.compile(r"post_type>\s*(?:<!\[CDATA\[)?\s*(?:wp_block|attachment)\b")
_BLOCK = re.compile(r"<!--\s+wp:(?:core/)?block\s+(\{[^<>]*\})\s*/?-->")
_OPENED = re.compile(r"<!--\s+wp:([\w/-]+)\s+(\{[^<>]*pattern-overrides[^<>]*\})\s*-->")
_MADE = re.compile(r"<!--\s+wp:(?!core)([a-z][\w-]*)/([\w/-]+)\s+(\{[^<>]*\})\s*(/?)-->")
_PRESSED = re.compile(r"button|field|form|search|subscri|social|shar|login")
"""What readers press or fill in."""
_CALL = re.compile(r"""<a\b[^<>]*\shref=["']?#([\w-]+)""", re.IGNORECASE)
_NOTES = re.compile(r"<!--\s+wp:(?:core/)?footnotes\b")
_IDS = re.compile(r"""\b(ids|include|exclude|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\d+))""")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_UNSEEN = re.compile("^_|class|style|css", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+[.,;:!?]?")
_SIGNS = re.compile(f"[{UNSPACED}]{{2}}")
_OF_PATTERNS = frozenset(("content", "text", "caption"))
_OF_BLOCKS = frozenset(("title", "subtitle", "heading", "question", "answer", "quote", "text"))
_FEW = 2
"""Words of a field that can be no setting."""
_MOST = 40
"""Reusable blocks of one post that are counted, and how deep fields are looked for."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture by its id, with its place among its sisters and its caption."""

    name: str
    order: tuple[int, int]
    caption: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The published reusable blocks and the pictures of an export, by their ids.

    Pictures are told by the id of the post that they hang on, too.
    """

    blocks: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, _Picture] = field(default_factory=dict)
    families: dict[str, list[_Picture]] = field(default_factory=dict)

    def whole(self, body: str, post: str, parts: list[Element]) -> str:
        """Return a post's body with what stands elsewhere in its place, notes last."""
        if "<!-- wp:" in body:
            body = _MADE.sub(_made, self._reused(body))
        return without_shortcodes(_noted(body, _footnotes(parts)), partial(self._captions, post))

    def _reused(self, body: str) -> str:
        done: list[str] = []
        rest = [body]
        used = 0
        while rest:
            before, found, after = _parted(rest.pop())
            done.append(before)
            if found:
                used += 1
                said = record(parsed(found[1]))
                block = self.blocks.get(word(said.get("ref")), "") if used <= _MOST else ""
                rest += after, _overridden(block, record(said.get("content")))
        return " ".join(done)

    def _captions(self, post: str, attributes: str) -> str:
        """Return the captions of a gallery's pictures, in its order."""
        said = {name: one or other or bare for name, one, other, bare in _IDS.findall(attributes)}
        if named := said.get("ids") or said.get("include"):
            ids = re.findall(r"\d+", named)
            shown = [self.pictures[one] for one in ids if one in self.pictures]
        else:
            out = re.findall(r"\d+", said.get("exclude", ""))
            parent = said.get("id") or post
            family = self.families.get(parent, [])
            shown = [one for one in family if one.name not in out]
            shown.sort(key=lambda one: one.order)
        return "".join(f"<p>{one.caption}</p>" for one in shown)


def beside(source: Path) -> Beside:
    """Read what all WXR files keep beside posts."""
    found = Beside()
    for _, path in files(source):
        for one, whole in records(path, "item"):
            if whole and _KIND.search(one.inner):
                _keep(found, list(children(one.inner)))
    return found


def _keep(found: Beside, parts: list[Element]) -> None:
    said: dict[str, Element] = {}
    for part in parts:
        said.setdefault("excerpt" if part.name.startswith("excerpt") else part.local, part)
    name, kind = text(said, "post_id"), text(said, "post_type")
    if kind == "wp_block":
        if text(said, "status") == "publish" and not text(said, "post_password"):
            found.blocks.setdefault(name, text(said, "encoded"))
    elif kind == "attachment" and _PICTURE.search(text(said, "attachment_url")):
        order = (_number(text(said, "menu_order")), _number(name))
        picture = _Picture(name, order, text(said, "excerpt"))
        found.pictures.setdefault(name, picture)
        found.families.setdefault(text(said, "post_parent"), []).append(picture)


def _number(said: str) -> int:
    return int(said) if re.fullmatch("[0-9]{1,18}", said) else 0


def _parted(body: str) -> tuple[str, re.Match[str] | None, str]:
    found = _BLOCK.search(body)
    return (body[: found.start()], found, body[found.end() :]) if found else (body, None, "")


def _overridden(block: str, content: Mapping[str, Any]) -> str:
    """Return a pattern in which a post says something else in the blocks of some names."""
    told = {
        name: " ".join(word(one) for key, one in record(said).items() if key in _OF_PATTERNS)
        for name, said in content.items()
    }
    parts: list[str] = []
    at = 0
    ends = Ends(block)
    placed: set[str] = set()
    for found in _OPENED.finditer(block):
        name = word(record(record(parsed(found[2])).get("metadata")).get("name"))
        end = ends.after(f"<!-- /wp:{found[1]} -->", found.end())
        if end and found.start() >= at and told.get(name):
            parts += block[at : found.end()], told[name]
            at = end[0]
            placed.add(name)
    behind = (said for name, said in told.items() if name not in placed)
    return " ".join((*parts, block[at:], *behind))


def _made(block: re.Match[str]) -> str:
    """Return what plainly is words in the fields of a block that a plug-in makes into HTML."""
    owner, name, attributes, alone = block.groups()
    if owner != "acf" and (not alone or _PRESSED.search(name)):
        return block[0]
    told = _told("", parsed(attributes), inside=False)
    return "".join(f"<p>{one}</p>" for one in told)


def _told(name: str, value: object, *, inside: bool, depth: int = 0) -> Iterator[str]:
    """Yield the words of fields, first to last; `inside` those of a plug-in's own any has some."""
    if depth > _MOST or (inside and _UNSEEN.search(name)):
        return
    for key, one in record(value).items():
        yield from _told(key, one, inside=inside or name == "data", depth=depth + 1)
    for one in rows(value):
        yield from _told(name, one, inside=inside, depth=depth + 1)
    said = plain(word(value))
    if inside or name in _OF_BLOCKS or is_sentence(name, said):
        several = sum(1 for one in said.split() if _WORD.fullmatch(one)) >= _FEW
        if several or _SIGNS.search(said):
            yield word(value)


def _footnotes(parts: list[Element]) -> dict[str, str]:
    """Return by id the footnotes that the editor keeps in a field."""
    for part in parts:
        pair = fields(part.inner) if part.local == "postmeta" else {}
        if text(pair, "meta_key") == "footnotes":
            notes = [record(one) for one in rows(parsed(text(pair, "meta_value")))]
            return {word(one.get("id")): word(one.get("content")) for one in notes}
    return {}


def _noted(body: str, notes: Mapping[str, str]) -> str:
    """Return a body with each footnote at its call, between the marks of a shortcode.

    A book leaves those that nothing calls where the body has a block for them.
    """
    calls: dict[str, int] = {}
    for call in _CALL.finditer(body):
        if call[1] in notes:
            calls.setdefault(call[1], call.start())
    mark = _NOTES.search(body)
    idle = "".join(f"<p>{said}</p>" for name, said in notes.items() if name not in calls)
    told = [(at, f"[footnote]{notes[name]}[/footnote]") for name, at in calls.items()]
    parts: list[str] = []
    done = 0
    for at, said in sorted([*told, (mark.start() if mark else len(body), idle)]):
        parts += body[done:at], said
        done = at
    return "".join((*parts, body[done:]))
