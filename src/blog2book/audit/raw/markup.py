"""Words of HTML: tags are taken away, entities resolved."""

import html
import re
from collections.abc import Iterator

_MARK = re.compile(r"<(?:!--|!\[CDATA\[|[!?]|/?[a-zA-Z])")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": ">"}
_TAG = re.compile(r"""</?([a-zA-Z][\w:-]*)(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,200}+>""")
_ROUGH_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)[^<>]*>")
_WITHIN_WORDS = re.compile(
    "a|abbr|acronym|bd[io]|b|big|cite|code|del|dfn|em|font|ins|i|kbd|mark|nobr|q|rp|rt|ruby|strike"
    "|strong|samp|small|span|su[bp]|s|tt|u|var|wbr|o:p"
)
_OPENED = re.compile(r"<([a-zA-Z][\w-]*)\s([^<>]*)>")
_CLASSES = re.compile(r"""\b(?:class|itemprop)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_VOID = frozenset(("meta", "link", "img", "br", "hr", "input"))
_NO_TEXT = frozenset(
    ("script", "style", "template", "iframe", "object", "noscript", "title", "select", "video")
)
_CONTROLS = frozenset(("button", "label", "legend", "textarea", "svg", "canvas", "audio"))
"""Elements of which a book may drop what they say: audit/explain.py has the rule."""
_CONTROL, _END = "\ue000", "\ue001"
"""The signs between which that stands; an export has none of its own."""
_HIDDEN = re.compile(
    r"""\shidden(?=[\s/>]|=["']?(?:hidden|true)?["'\s>])|display\s*:\s*none""", re.IGNORECASE
)
"""Elements whose content nobody reads on a page; what hides another one there, in its tag."""


def plain(markup: str) -> str:
    """Return the text of HTML; where a block begins or ends stands a space."""
    bare = markup.replace(_CONTROL, "").replace(_END, "")
    pieces = (one if one in {_CONTROL, _END} else _read(one) for one in _texts(bare))
    return "".join(pieces)


def _read(text: str) -> str:
    return unescaped(text).replace(_CONTROL, "").replace(_END, "")


def unescaped(text: str) -> str:
    """Return text with its entities resolved."""
    # Numbers of thousands of digits are damage, and Python refuses them.
    return html.unescape(re.sub(r"&#[xX]?[0-9a-fA-F]{9,};?", "", text))


class Ends:
    """Where marks stand in a text; no part of it is looked through for one twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, re.Match[str] | None] = {}

    def after(self, mark: str, start: int) -> tuple[int, int] | None:
        """Return start and end of the next `mark` (of any case), None if there is no more."""
        found = self._found.get(mark)
        if mark not in self._found or (found and found.start() < start):
            found = re.compile(re.escape(mark), re.IGNORECASE).search(self._text, start)
            self._found[mark] = found
        return found.span() if found else None


def _texts(markup: str) -> Iterator[str]:
    """Yield what stands between the tags, from left to right in one pass."""
    at = 0
    ends = Ends(markup)
    while mark := _MARK.search(markup, at):
        start = mark.start()
        yield markup[at:start]
        if mark[0] in _ENDS:
            end = ends.after(_ENDS[mark[0]], mark.end())
            if end and mark[0] == "<![CDATA[":
                yield markup[mark.end() : end[0]]
            at = end[1] if end else mark.end()
            continue
        tag = _TAG.match(markup, start) or _ROUGH_TAG.match(markup, start)
        if not tag:
            yield "<"
            at = start + 1
            continue
        at = tag.end()
        name = tag[1].lower()
        if not _WITHIN_WORDS.fullmatch(name):
            yield " "
        if name in _CONTROLS:
            yield _END if tag[0][1] == "/" else _CONTROL
        unread = name in _NO_TEXT or (name not in _VOID and _HIDDEN.search(tag[0]))
        if unread and tag[0][1] != "/" and tag[0][-2] != "/":
            end = ends.after(f"</{name}", at)
            at = end[0] if end else at
    yield markup[at:]


def blocks(markup: str, *classes: str) -> Iterator[tuple[str, int]]:
    """Yield what is in each element of some classes and where it begins, none within another."""
    wanted = frozenset(classes)
    at = 0
    while found := _OPENED.search(markup, at):
        at = found.end()
        named = " ".join(one.strip("\"'") for one in _CLASSES.findall(found[2])).split()
        if wanted.isdisjoint(named) or found[1].lower() in _VOID:
            continue
        depth, start, end = 1, at, len(markup)
        at = end
        for tag in re.compile(rf"<(/?){found[1]}\b", re.IGNORECASE).finditer(markup, start):
            depth += -1 if tag[1] else 1
            if not depth:
                end = at = tag.start()
                break
        yield markup[start:end], start


def without(markup: str, *classes: str) -> str:
    """Return HTML without the content of the elements of some classes."""
    parts: list[str] = []
    at = 0
    for inside, start in blocks(markup, *classes):
        parts.append(markup[at:start])
        at = start + len(inside)
    return "".join((*parts, markup[at:]))


def block(markup: str, *classes: str) -> str:
    """Return what is in the first element of some classes, "" if there is none."""
    return next((inside for inside, _ in blocks(markup, *classes)), "")
