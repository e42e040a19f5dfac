"""The words of an EPUB, in the order of its spine (EPUB 3.3, 5.6).

Whoever made it, it is held to what an EPUB may be: members stored or deflated, unlocked, XML
without entities of its own, and documents of a size that a reading system could open.
"""

import posixpath
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from blog2book.audit.hidden import Hidden
from blog2book.audit.package import Package
from blog2book.audit.printed import Book, Printed
from blog2book.audit.words import words

_CONTAINER = "META-INF/container.xml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_WITHIN_WORDS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr"}
)
"""Elements that end no word where they begin or end."""
_UNREAD = frozenset({"head", "script", "style"})
_ASIDE = frozenset({"caption", "figcaption"})
"""What a book sets where it looks best, before or after what it speaks of."""
_HEADS = frozenset({"post-head", "list-head"})
"""Classes of what stands above a text."""
_DAYS = frozenset({"post-date", "post-author", "comment-head", "comments-head"})
"""Classes of what a book says there itself."""
_OWN = frozenset({"frame", "missing", "card-service", "stood"})
"""And elsewhere; a theme that has other classes is read as if a post said it."""
_QUOTED = frozenset({"bdi", "figcaption"})
"""What a post says within that: the captions of pictures that are lost."""
_PICTURES = frozenset({"img", "svg"})
_FORMULA = "alttext"
"""What a formula says. What is said of a picture is not read: it may repeat a caption."""
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DIGITS = 12
"""Signs of a raised number, at most."""


def read(path: Path) -> Printed:
    """Read the EPUB at `path`. Raises CheckError where it is damaged, locked or too large."""
    book = Book()
    with closing(Package(path)) as package:
        for name in _spine(package):
            root = package.parsed(name)
            _Document(book, Hidden(_sheets(package, root, name))).read(root)
    return book.printed()


def _spine(package: Package) -> Iterator[str]:
    """Yield the names of the documents in reading order, each once (EPUB 3.3, 5.6.2)."""
    roots = package.parsed(_CONTAINER).iterfind(".//{*}rootfile")
    name = next((root.get("full-path", "") for root in roots), "")
    if not name:
        raise package.fault(f"{_CONTAINER} names no package")
    opened = package.parsed(name)
    files = {item.get("id", ""): item.get("href", "") for item in opened.iterfind(".//{*}item")}
    places = dict.fromkeys(one.get("idref", "") for one in opened.iterfind(".//{*}itemref"))
    if not places:
        raise package.fault(f"the spine of {name} is empty")
    for place in places:
        if place not in files:
            raise package.fault(f"the spine of {name} names “{place}”, its manifest does not")
        yield posixpath.join(posixpath.dirname(name), unquote(files[place]))


def _sheets(package: Package, root: etree._Element, name: str) -> Iterator[str]:
    """Yield the style sheets of a document, those in files and those in itself."""
    for one in root.iterfind("{*}head/{*}*"):
        kind = etree.QName(one).localname
        if kind == "style":
            yield one.text or ""
        elif kind == "link" and "stylesheet" in one.get("rel", "").lower().split():
            yield package.sheet(
                posixpath.join(posixpath.dirname(name), unquote(one.get("href", "")))
            )


def _is_number(element: etree._Element) -> bool:
    """Say whether an element is a raised number, of a note mostly: "1977" is "197" and a note."""
    if element.tag != "sup" and not element.tag.endswith("}sup"):
        return False
    text = ""
    for part in element.itertext():
        text += str(part).strip()
        if len(text) > _DIGITS:
            return False
    return text.isdigit()


def _is_hidden(element: etree._Element) -> bool:
    """Say whether nobody sees an element, by its own attributes."""
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style", "")))


def _voice(element: etree._Element, name: str) -> str:
    """Return who speaks in an element, "" where that is who speaks around it."""
    if name in _QUOTED:
        return "post"
    classes = element.get("class", "").split()
    known = ((_HEADS, "head"), (_DAYS, "both"), (_OWN, "own"))
    return next((voice for names, voice in known if not names.isdisjoint(classes)), "")


class _Document:
    """A document that is read into a book."""

    def __init__(self, book: Book, hidden: Hidden) -> None:
        self._book = book
        self._hidden = hidden
        self._text: list[str] = []
        self._asides: list[int] = []
        """Where the captions begin that are not at their end yet."""
        self._voices: list[str] = []
        """Whose words those are that stand in the open elements: "own" the book's, "head" above a
        text, "both" its own there, or "post".
        """
        self._since = 0

    def read(self, root: etree._Element) -> None:
        """Read all but what a browser would not show, and the numbers of notes."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if not isinstance(element.tag, str):  # a comment, an instruction, an entity
                self._text.append(element.tail or "")
                continue
            name = etree.QName(element).localname
            inside = name in _WITHIN_WORDS and not _is_number(element)
            if name in _ASIDE:
                self._aside(event)
            if voice := _voice(element, name):
                self._speak(event, voice)
            if event == "end":
                self._text.append(("" if inside else " ") + (element.tail or ""))
                continue
            unseen = _is_hidden(element) or self._hidden.has(element)
            if not inside and not unseen:
                self._begin(element)
            if name in _UNREAD or unseen or "noteref" in element.get(_TYPE, ""):
                walk.skip_subtree()
                continue
            if name == "math":
                self._text.append(f" {element.get(_FORMULA, '')} ")
            if name in _PICTURES:
                self._flush()
                self._book.picture()
            self._text.append(element.text or "")
        self._flush()

    def _begin(self, element: etree._Element) -> None:
        """Note an element that may be led to."""
        self._text.append(" ")
        key = element.get("id")
        if key is None:
            return
        self._flush()
        self._book.anchor(key, note="footnote" in element.get(_TYPE, "").split())

    def _aside(self, event: str) -> None:
        """Note where a caption begins and ends; what is one within another is of that."""
        self._flush()
        if event == "start":
            self._asides.append(len(self._book.words))
            return
        start = self._asides.pop()
        if not self._asides:
            self._book.aside(start)

    def _speak(self, event: str, voice: str) -> None:
        """Note where the book begins to speak, or ends."""
        self._flush()
        before = self._voices[-1] if self._voices else "post"
        if before == "head":
            self._book.head(self._since)
        elif before != "post":
            self._book.own(self._since, head=before == "both")
        self._since = len(self._book.words)
        if event == "start":
            self._voices.append(voice)
        else:
            self._voices.pop()

    def _flush(self) -> None:
        self._book.words.extend(words("".join(self._text)))
        self._text.clear()
