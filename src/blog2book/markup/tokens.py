"""Cut any text into the pieces that HTML is made of: the first step of cleaning.

Written here, because both libraries that could do it take quadratic time where a blog is broken
on purpose: libxml2 looks through all open elements at each end tag that closes none (80,000 tags:
3 s), html.parser looks for the end of each comment that has none. Here every character is looked
at a fixed number of times.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from html import unescape
from html.entities import html5


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    START = auto()
    END = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: `text` is text with its entities read, a comment's text, or a tag's name.

    Names of tags and attributes are in lower case; the first of two equal attributes counts.
    """

    kind: Kind
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
"""Elements in which HTML sees no tags until their own end tag."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^>])*+)>", re.DOTALL)
_TAG_IN_A_HURRY = re.compile(
    r"<(/?)([a-zA-Z][^\s/<>]*+)((?:=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')|[^<>])*+)>", re.DOTALL
)
"""The same, but never beyond the next "<"."""

_ATTRIBUTE = re.compile(
    r"([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+", re.DOTALL
)
_ENTITY = re.compile(
    r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*(?:;|(?![=A-Za-z0-9])))"
)


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of `text`, in order. Never raises; takes linear time."""
    return _Cutter(text).cut()


class _Cutter:
    """Goes through a text once; what was not found ahead is never looked for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.hurried = False
        self.absent: set[str] = set()

    def cut(self) -> Iterator[Token]:
        """Yield all tokens."""
        text, start = self.text, 0
        while (mark := text.find("<", self.place)) >= 0:
            token, end = self._markup(mark)
            if token is None and end == mark:
                self.place = mark + 1
                continue
            if mark > start:
                yield Token(Kind.TEXT, unescape(text[start:mark]))
            if token is not None:
                yield token
            start = self.place = end
            if token is not None and token.kind is Kind.START and token.text in RAW:
                start = self.place = self._raw_end(token.text, end)
                yield Token(Kind.TEXT, text[end:start])
        if start < len(text):
            yield Token(Kind.TEXT, unescape(text[start:]))

    def _find(self, wanted: str, start: int) -> int:
        """Return where `wanted` stands next, -1 if nowhere; asks the text only once for that."""
        if wanted in self.absent:
            return -1
        found = self.text.find(wanted, start)
        if found < 0:
            self.absent.add(wanted)
        return found

    def _raw_end(self, tag: str, start: int) -> int:
        """Return where the end tag of a raw element begins; where there is none, `start`."""
        if f"</{tag}" in self.absent:
            return start
        match = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(self.text, start)
        if match is None:
            self.absent.add(f"</{tag}")
            return start
        return match.start()

    def _markup(self, mark: int) -> tuple[Token | None, int]:
        """Read what begins with the "<" at `mark`: a token and its end.

        No token with the end at `mark` means that it is text; with a later end, that it is nothing.
        """
        text = self.text
        if text.startswith("<!--", mark):
            return self._comment(mark)
        if text.startswith("<![CDATA[", mark) and (end := self._find("]]>", mark)) >= 0:
            return Token(Kind.TEXT, text[mark + 9 : end]), end + 3
        if text.startswith(("<!", "<?", "</"), mark) and not text[mark + 2 : mark + 3].isalpha():
            return self._bogus(mark)
        if text.startswith(("<!", "<?"), mark):
            return self._bogus(mark)
        return self._tag(mark)

    def _comment(self, mark: int) -> tuple[Token | None, int]:
        """Read a comment; one without an end reaches to the next ">".

        "--!>" ends it too: HTML, 13.2.5.53.
        """
        if self.text.startswith((">", "->"), mark + 4):
            return None, self.text.index(">", mark) + 1
        end = self._find("-->", mark + 4)
        odd = self._find("--!>", mark + 4) if end < 0 else self.text.find("--!>", mark + 4, end)
        if odd >= 0:
            return Token(Kind.COMMENT, self.text[mark + 4 : odd]), odd + 4
        if end < 0:
            return self._bogus(mark)
        return Token(Kind.COMMENT, self.text[mark + 4 : end]), end + 3

    def _bogus(self, mark: int) -> tuple[Token | None, int]:
        """Pass over a declaration or what looks like one, up to the next ">"."""
        end = self._find(">", mark)
        return (None, mark) if end < 0 else (None, end + 1)

    def _tag(self, mark: int) -> tuple[Token | None, int]:
        """Read a tag. After one that has no end, no tag may reach beyond the next "<"."""
        match = None if self.hurried else _TAG.match(self.text, mark)
        if match is None:
            match = _TAG_IN_A_HURRY.match(self.text, mark)
            self.hurried |= self.text[mark + 1 : mark + 3].strip("/")[:1].isalpha()
        if match is None:
            return None, mark
        name = match[2].lower()
        if match[1]:
            return Token(Kind.END, name), match.end()
        inside = match[3]
        closed = inside.endswith("/")
        return Token(Kind.START, name, _attributes(inside), closed), match.end()


def _attributes(inside: str) -> dict[str, str]:
    """Read the attributes of a tag."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        name, double, single, bare = match.groups()
        value = double or single or bare or ""
        found.setdefault(name.lower(), _ENTITY.sub(_entity, value) if "&" in value else value)
    return found


def _entity(match: re.Match[str]) -> str:
    """Read an entity in an attribute, where "&copy=1" is none."""
    text = match[0]
    if text.startswith("&#") or text[1:] in html5:
        return unescape(text)
    return text
