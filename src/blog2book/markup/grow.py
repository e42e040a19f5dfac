"""Grow a tree from any HTML: blocks in blocks, and inline elements only inside blocks of text.

An inline element around blocks moves into each of them; one that is closed in the wrong order is
opened again, as browsers do. Text that stands in no paragraph gets one. The time is linear and the
depth is bounded, whatever comes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape

from blog2book.addresses import display
from blog2book.markup import embeds, furniture, hidden
from blog2book.markup.foreign import Foreign, in_tex, tex_of
from blog2book.markup.listings import VERBATIM_CELLS
from blog2book.markup.soil import Soil
from blog2book.markup.text import fold, printable
from blog2book.markup.tokens import Kind, Token, tokens
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import (
    BLOCKS,
    CONTROLS,
    DROPPED,
    EMBEDDED,
    HEADINGS,
    IGNORED,
    INLINE,
    LINE_NUMBERS,
    RENAMED,
    UNPRINTED,
    VOID_DROPPED,
)

_TWICE = "what is shown twice"
_OPENS = re.compile(r"accordion|collapsible|faq|question", re.IGNORECASE)
"""Classes of buttons that say what they open."""
_BUTTONS = frozenset({"submit", "image", "button", "reset"})
_HIDEABLE = (INLINE | BLOCKS) - {"body"}
_MOST_INSIDE = 4000
"""Signs of a frame or a script that are looked at."""


def grow(html: str, *, breaks: bool, removed: Counter[str]) -> Node:
    """Return the body of any HTML as a tree; counts in `removed` what is dropped on the way.

    With `breaks` a line end in the text is a line break, and a blank line parts paragraphs. Hidden
    text goes, unless it is most of the text, or something in it may show it.
    """
    grower = _Grower(breaks=breaks, hides=not hidden.may_be_shown(html))
    grower.feed(tokens(printable(html)))
    if grower.unseen and grower.unseen > len(
        grower.soil.root.text()
    ):  # nobody hides a post: its script is missing
        grower = _Grower(breaks=breaks, hides=False)
        grower.feed(tokens(printable(html)))
    removed.update(grower.removed)
    return grower.soil.root


class _Grower:
    """Takes tokens, one after the other, and decides which are to be planted."""

    def __init__(self, *, breaks: bool, hides: bool) -> None:
        self.soil = Soil()
        self.removed: Counter[str] = Counter()
        self.breaks = breaks
        self.hides = hides
        self.unseen = 0
        self.areas: set[str] = set()
        self.hidden = 0
        self.unclosed: set[str] = set()
        self.skipping = ""
        self.depth = 0
        self.skipped: list[Token] = []
        self.sources: dict[str, str] = {}
        self.why = ""
        self.doubted: list[Token] = []
        self.asked = 0
        self.forms: list[tuple[str, int]] = []
        self.foreign: Foreign | None = None

    def feed(self, pieces: Iterable[Token]) -> None:
        """Take all tokens; what stands in an element that never ends is not lost."""
        for token in pieces:
            self._take(token)
        while self.skipping or self.foreign:
            if self.foreign:
                self._plant(self.foreign)
            else:
                again, self.skipped = self.skipped, []
                self.unclosed.add(self.skipping)
                self.skipping = ""
                for token in again:
                    self._take(token)
        if self.doubted:
            self.removed[furniture.REST] += 1
        while self.forms:
            self._form_ends()
        self.soil.finish()

    def _take(self, token: Token) -> None:
        """Take a token where it belongs: a skipped element, a formula, or the text."""
        if token.kind is Kind.COMMENT:
            return
        if self.doubted:
            self._settle_doubt(token)
        if self.skipping:
            self._skip(token)
        elif self.foreign:
            self._take_foreign(self.foreign, token)
        elif token.kind is Kind.TEXT:
            self._text(token.text)
        elif token.kind is Kind.START:
            self._start(RENAMED.get(token.text, token.text), token)
        else:
            self._end(RENAMED.get(token.text, token.text))

    def _text(self, text: str) -> None:
        """Take text: verbatim in `pre`, with its line ends where they count, else folded."""
        soil = self.soil
        if self.hidden:
            return
        if "&" in text or not text.isprintable():
            text = printable(text)
        if soil.kind == "pre":
            soil.text(text)
        elif ("\\" in text or "$$" in text) and not soil.inlines.has("code"):
            for piece, display in in_tex(text):
                if display is None:
                    self._plain(piece)
                else:
                    self._formula(piece, display=display)
        else:
            self._plain(text)

    def _plain(self, text: str) -> None:
        """Take text without formulas."""
        soil = self.soil
        if self.breaks and soil.lines_count():
            for number, line in enumerate(text.split("\n")):
                if number:
                    soil.line_end()
                soil.text(fold(line))
        else:
            soil.text(fold(text))

    def _start(self, tag: str, token: Token) -> None:
        """Take a start tag."""
        attributes = dict(token.attributes)
        if self.hidden:
            self._start_hidden(tag, attributes)
        elif why := self._reason_to_skip(tag, attributes):
            self._skip_from(tag, attributes, why)
        elif tag in INLINE:
            self.soil.start_inline(tag, attributes)
        elif tag == "br":
            self.soil.line_break()
        elif tag in {"img", "wbr"}:
            self._leaf(tag, attributes)
        elif tag == "hr":
            self.soil.block_leaf(Node(tag, attributes))
        elif tag in BLOCKS and tag != "body":
            self._start_block(tag, attributes)
        elif tag == "svg" and self.soil.inlines.has("button"):
            self._skip_from(tag, attributes, "button or advertisement")
        elif tag in {"svg", "math"} and tag not in self.unclosed:
            self.foreign = Foreign(tag, attributes)
        else:
            self._start_other(tag, token)

    def _start_block(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start tag of a block; a cell of a program is verbatim."""
        self.soil.start_block(tag, attributes)
        if tag == "form":
            self.forms.append((furniture.stood(attributes), self.asked))
        if tag == "td" and not VERBATIM_CELLS.isdisjoint(attributes.get("class", "").split()):
            self.soil.start_block("pre", {})

    def _leaf(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an inline element without content; a picture of TeX is a formula."""
        tex = tex_of(attributes) if tag == "img" else ""
        if tex:
            self._formula(tex, display=False)
        else:
            self.soil.leaf(Node(tag, attributes))

    def _start_hidden(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag inside `noscript`, of which only pictures may be wanted."""
        if tag == "img":
            self.soil.leaf(Node(tag, {**attributes, "noscript": "noscript"}))
        elif tag == "noscript":
            self.hidden += 1

    def _start_other(self, tag: str, token: Token) -> None:
        """Take a start tag of what is not printed, or not known."""
        if tag == "noscript":
            self.hidden += 1
        elif tag == "embed":
            self._embed(token.attributes)
        elif tag == "area":
            self._area(token.attributes)
        elif tag == "button" and self._is_worded(token.attributes):
            self.soil.start_unknown(tag)
        elif tag in (DROPPED | EMBEDDED) - self.unclosed:
            self._skip_from(tag, token.attributes)
        elif tag in VOID_DROPPED:
            if tag == "input" and token.attributes.get("type", "").lower() != "hidden":
                self.removed["form control"] += 1
                self.asked += token.attributes.get("type", "").lower() not in _BUTTONS
        elif tag not in IGNORED:
            self.soil.start_unknown(tag)

    def _is_worded(self, button: Mapping[str, str]) -> bool:
        """Say whether a button is a link that looks like one, or a heading that opens a part."""
        headed = self.soil.kind in HEADINGS or _OPENS.search(button.get("class", ""))
        return bool(headed or self.soil.inlines.has("a"))

    def _end(self, tag: str) -> None:
        """Take an end tag."""
        if tag == "noscript":
            self.hidden = max(self.hidden - 1, 0)
        elif self.hidden or tag in IGNORED:
            return
        elif tag == "br":
            self.soil.line_break()
        elif tag in BLOCKS:
            self.soil.end_block(tag)
            if tag == "form" and self.forms:
                self._form_ends()
        else:
            self.soil.end_inline(tag)

    def _reason_to_skip(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Return why an element goes with all that is in it, "" if it stays."""
        if tag in self.unclosed:
            return ""
        classes = set(attributes.get("class", "").split()) if tag == "span" else set()
        gone = UNPRINTED | LINE_NUMBERS if self.soil.kind == "pre" else UNPRINTED
        if not gone.isdisjoint(classes):
            return _TWICE
        if self.hides and tag in _HIDEABLE and hidden.is_hidden(attributes):
            return hidden.HIDDEN
        return furniture.furniture(tag, attributes)

    def _form_ends(self) -> None:
        """End a form; of one that asked something a word stays."""
        kind, before = self.forms.pop()
        if self.asked > before:
            self.soil.block_leaf(Node("hr", {"class": kind}))

    def _skip_from(self, tag: str, attributes: Mapping[str, str], why: str = "") -> None:
        """Begin to pass over an element that is not printed; `why` is counted."""
        self.skipping, self.depth, self.skipped, self.why = tag, 1, [], why or tag
        self.sources = dict(attributes)

    def _skip(self, token: Token) -> None:
        """Pass over a piece of an element that is not printed, until it ends."""
        self.skipped.append(token)
        tag = RENAMED.get(token.text, token.text)
        if token.kind is Kind.START:
            self.depth += tag == self.skipping
            self._note_source(tag, token.attributes)
        elif token.kind is Kind.TEXT and self.why == hidden.HIDDEN:
            self.unseen += len(token.text.strip())
        elif token.kind is Kind.TEXT and self.skipping in {"iframe", "script"}:
            self.sources.setdefault("inside", token.text[:_MOST_INSIDE])
        elif token.kind is Kind.END and tag == self.skipping:
            self.depth -= 1
            if self.depth == 0:
                self._skipped_all()

    def _note_source(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Remember an address that stands inside a film or an object."""
        if tag in {"source", "embed", "iframe"}:
            self.sources.setdefault("src", attributes.get("src", ""))
        elif tag == "param" and attributes.get("name", "").lower() in {"movie", "src", "url"}:
            self.sources.setdefault("movie", attributes.get("value", ""))

    def _skipped_all(self) -> None:
        """End an element that is not printed."""
        tag, self.skipping = self.skipping, ""
        skipped, self.skipped = self.skipped, []
        kind = self.sources.get("type", "").strip() if tag == "script" else ""
        if kind.startswith("math/tex"):
            self._formula(unescape(self.sources.get("inside", "")), display="display" in kind)
        elif tag in EMBEDDED or (tag == "script" and embeds.is_gist(self.sources)):
            self._embed(self.sources)
        elif tag in CONTROLS:
            self.asked += tag != "button"
            self.removed["form control"] += 1
        elif tag == "script" and furniture.is_poll(self.sources):
            self.soil.block_leaf(Node("hr", {"class": "poll"}))
        elif self.why == furniture.REST and tag == "a" and "class" not in self.sources:
            self.doubted = skipped  # by its address alone: "#more" of another blog's post, perhaps
        elif self.why not in {"rp", "title", _TWICE}:
            self.removed[self.why] += 1

    def _settle_doubt(self, token: Token) -> None:
        """Give a link its words back if they do not lead on, or if its sentence does."""
        inside, self.doubted = self.doubted, []
        words = "".join(one.text for one in inside if one.kind is Kind.TEXT)
        goes_on = token.kind is Kind.TEXT and any(sign.isalnum() for sign in token.text)
        shows = any(one.kind is Kind.START and one.text == "img" for one in inside)
        if goes_on or shows or not furniture.leads_on(words):
            self.soil.start_inline("a", self.sources)
            for one in inside:
                self._take(one)
        else:
            self.removed[furniture.REST] += 1

    def _area(self, attributes: Mapping[str, str]) -> None:
        """Plant a part of a picture that leads somewhere as a link in a list, each address once."""
        href = attributes.get("href", "").strip()
        if not href or href in self.areas:
            return
        self.areas.add(href)
        named = attributes.get("alt", "").strip() or attributes.get("title", "").strip()
        self.soil.start_block("li", {})
        self.soil.start_inline("a", {"href": href})
        self.soil.text(fold(printable(named or display(href) or href)))
        self.soil.end_inline("a")
        self.soil.end_block("li")

    def _embed(self, sources: Mapping[str, str]) -> None:
        """Plant an embedded page as its address."""
        sources = embeds.with_fallback(sources)
        if embeds.is_button(sources):
            self.removed["button or advertisement"] += 1
        elif target := embeds.address(sources):
            told = {"title": embeds.title(sources), "poster": sources.get("poster", "")}
            self.soil.block_leaf(Node("embed", {"src": target, **told}))
        else:
            self.removed["embed without address"] += 1

    def _formula(self, tex: str, *, display: bool) -> None:
        """Plant a formula in TeX."""
        from blog2book.markup.formulas import formula

        for token in tokens(formula(tex, display=display)):
            self._take(token)

    def _take_foreign(self, foreign: Foreign, token: Token) -> None:
        """Take a piece of a formula or a drawing; a block of HTML ends it, as in browsers."""
        if token.kind is Kind.START and foreign.is_left_by(token.text):
            self._plant(foreign)
            self._take(token)
            return
        foreign.take(token)
        if foreign.done:
            self._plant(foreign)

    def _plant(self, foreign: Foreign) -> None:
        """Plant a formula or a drawing, or its text where it cannot be kept."""
        self.foreign = None
        made = foreign.made(self.removed)
        if isinstance(made, Node):
            self.soil.leaf(made)
        elif made:
            self.soil.text(f" {made} ")
