"""Records of XML, cut out by their tags alone: no parser, so that damage costs one record."""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from blog2book.audit.raw.files import STRAY, codec
from blog2book.audit.raw.markup import Ends, unescaped
from blog2book.audit.raw.signs import without_signs

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]+)""")
_OPAQUE = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_TOKEN = re.compile(
    r"<!\[CDATA\[|<!--"
    r"""|<(/?)([A-Za-z_][\w:.-]*)((?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)(/?)>"""
)


@dataclass(frozen=True, slots=True)
class Element:
    """A child of a record: its name, the text of its attributes, and what is in it, raw."""

    name: str
    attributes: str
    inner: str

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def text(self) -> str:
        """The content with CDATA and entities resolved once; it may be HTML then."""
        parts = self.inner.split("<![CDATA[")
        resolved = [unescaped(parts[0])]
        for part in parts[1:]:
            inside, _, after = part.partition("]]>")
            resolved += (inside, unescaped(after))
        return "".join(resolved).strip()

    def attribute(self, name: str) -> str:
        """Return an attribute's value, "" if there is none."""
        found = re.search(rf"""(?:^|\s){name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", self.attributes)
        return unescaped(found[1] or found[2] or "") if found else ""


def records(path: Path, name: str) -> Iterator[tuple[Element, bool]]:
    """Yield each element of a name, wherever it stands, and whether it is whole.

    What is in CDATA or a comment is no element. A record that does not end, ends where the next
    begins, or the file.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
        if not head.strip():
            return
        if b"\0" in head[:64]:
            wide = "utf-16-be" if head[0] in b"\0\xfe" else "utf-16-le"
            whole = (head + stream.read()).decode(wide, "replace")
            yield from _cut(whole.encode("utf-8", "replace"), name, "utf-8")
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
            yield from _cut(data, name, codec(declared[1]) if declared else "utf-8")


def _cut(data: bytes | mmap.mmap, name: str, encoding: str) -> Iterator[tuple[Element, bool]]:
    prefixed = rb"(?:[\w.-]{1,40}:)?" + name.encode()
    tag = re.compile(
        rb"<!\[CDATA\[|<!--|<" + prefixed + rb"((?:[\s/][^<>]*)?)>|</" + prefixed + rb"\s*>"
    )
    at, opened, attributes = 0, -1, b""
    never: set[bytes] = set()  # ends that do not come any more

    def element(end: int) -> Element:
        inner = without_signs(data[opened:end].decode(encoding, STRAY))
        return Element(name, attributes.decode(encoding, STRAY), inner)

    while found := tag.search(data, at):
        at = found.end()
        mark = found[0]
        if mark in _OPAQUE:
            end = -1 if mark in never else data.find(_OPAQUE[mark], at)
            if end < 0:
                never.add(mark)
            else:
                at = end + len(_OPAQUE[mark])
            continue
        ends = mark.startswith(b"</")
        if opened >= 0:
            yield element(found.start()), ends
        opened = -1 if ends else at
        attributes = found[1] or b""
        if not ends and mark.endswith(b"/>"):
            yield element(at), True
            opened = -1
    if opened >= 0:
        yield element(len(data)), False


def children(record: str) -> Iterator[Element]:
    """Yield the elements in a record, without those in them, from left to right in one pass."""
    ends = Ends(record)
    at, depth, name, attributes, start = 0, 0, "", "", 0
    while token := _TOKEN.search(record, at):
        at = token.end()
        if not token[2]:
            end = ends.after("]]>" if token[0] == "<![CDATA[" else "-->", at)
            at = end[1] if end else at
        elif not name and not token[1]:
            if token[4]:
                yield Element(token[2], token[3], "")
            else:
                name, attributes, start, depth = token[2], token[3], at, 1
        elif token[2] == name and not token[4]:
            depth += -1 if token[1] else 1
            if depth == 0:
                yield Element(name, attributes, record[start : token.start()])
                name = ""
    if name:
        yield Element(name, attributes, record[start:])


def fields(record: str) -> dict[str, Element]:
    """Return the first child of each name, by its name without prefix."""
    found: dict[str, Element] = {}
    for child in children(record):
        found.setdefault(child.local, child)
    return found


def text(found: dict[str, Element], *names: str) -> str:
    """Return the text of the first of some fields that says something."""
    return next((found[name].text for name in names if name in found and found[name].text), "")
