"""The text of a page of which nobody knows how it is made."""

import re
from collections.abc import Iterator

from blog2book.audit.raw.markup import Ends
from blog2book.model.words import count

_MARK = re.compile(r"""<!--|<(/?)([a-zA-Z][\w:-]*)(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,200}+>?""")
_HOLDERS = frozenset(("body", "main", "article", "section", "div", "center", "td"))
"""Elements that may hold a whole text."""
_FRAME = frozenset(("nav", "header", "footer", "aside", "form"))
"""Elements that by their name hold none of it."""
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "title"))
_WITHIN = re.compile(
    "a|abbr|b|bd[io]|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|su[bp]|u"
)
"""Elements that end no paragraph."""
_PARAGRAPH = 20
"""Words in a row, outside of links, that no menu and no button has."""
_NEAR = 20
"""Elements among which an end finds its beginning; others that are open may lack theirs."""


def article(page: str) -> str:
    """Return the HTML of the innermost part of a page that holds all its paragraphs.

    Of a page without any it is the whole page. Menus and feet are left out where their elements
    say that they are such.
    """
    walk = _Walk(page)
    start, end = walk.part()
    parts: list[str] = []
    at = start
    for first, last in walk.frames:
        if start <= first and last <= end:
            parts.append(page[at:first])
            at = last
    return "".join((*parts, page[at:end]))


class _Walk:
    """Which elements of a page hold its paragraphs; one pass, whatever is not closed."""

    def __init__(self, page: str) -> None:
        self._page = page
        self.frames: list[tuple[int, int]] = []
        self._open: list[tuple[str, int]] = []
        self._path: list[tuple[str, int]] | None = None
        """The elements around the first paragraph; `_depth` of them are around all."""
        self._depth = self._low = 0
        self._ends: dict[int, int] = {}
        self._framed: tuple[str, int] | None = None
        self._nested = 0
        self._words = 0
        linked = False
        for text, start, end, name, closing in _pieces(page):
            if not linked:
                self._words += count(text)
            if name == "a":
                linked = not closing
            if not _WITHIN.fullmatch(name):
                self._paragraph()
            if name in _FRAME:
                self._frame(name, start, end, closing=closing)
            elif name in _HOLDERS:
                self._holder(name, start, end, closing=closing)
        self._paragraph()
        if self._framed:
            self.frames.append((self._framed[1], len(page)))

    def part(self) -> tuple[int, int]:
        """Return where the part begins and ends that holds all paragraphs."""
        if not self._path or not self._depth:
            return 0, len(self._page)
        start = self._path[self._depth - 1][1]
        return start, self._ends.get(start, len(self._page))

    def _paragraph(self) -> None:
        """End a run of words, which may be a paragraph."""
        if self._words >= _PARAGRAPH and self._framed is None:
            if self._path is None:
                self._path = list(self._open)
                self._depth = len(self._path)
            else:
                self._depth = min(self._depth, self._low)
            self._low = len(self._open)
        self._words = 0

    def _frame(self, name: str, start: int, end: int, *, closing: bool) -> None:
        if self._framed is None and not closing:
            self._framed, self._nested = (name, start), 1
        elif self._framed and self._framed[0] == name:
            self._nested += -1 if closing else 1
            if not self._nested:
                self.frames.append((self._framed[1], end))
                self._framed = None

    def _holder(self, name: str, start: int, end: int, *, closing: bool) -> None:
        if not closing:
            self._open.append((name, end))
            return
        if any(one == name for one, _ in self._open[-_NEAR:]):
            while True:
                one, begun = self._open.pop()
                self._ends[begun] = start
                if one == name:
                    break
            self._low = min(self._low, len(self._open))


def _pieces(page: str) -> Iterator[tuple[str, int, int, str, bool]]:
    """Yield each text with the tag after it: where that stands, its name, whether it closes."""
    at = 0
    ends = Ends(page)
    while mark := _MARK.search(page, at):
        start, end = mark.span()
        name = (mark[2] or "").lower()
        text = page[at:start]
        unseen = "-->" if not name else f"</{name}" if name in _UNSEEN and not mark[1] else ""
        if unseen:
            found = ends.after(unseen, end)
            end = (found[1] if not name else found[0]) if found else end
        yield text, start, end, name or "b", bool(mark[1])
        at = end
    yield page[at:], len(page), len(page), "", True
