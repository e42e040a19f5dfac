"""Exports in XML as a stream, cut into records before they are parsed.

So a fault in one record costs that record and no other.
A file is decoded, freed of what XML forbids, and cut at the start and end tags of its records
("item" in RSS, "entry" in Atom) outside CDATA and comments. Each record is then parsed on its own
under the root's start tag. What is alive is one record, and the text between records.
"""

import codecs
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import BinaryIO

from lxml import etree

from blog2book.readers.xml_mend import Mended, mended, without_half_characters

CHUNK = 1 << 16
LONGEST_PROLOG = 1 << 20
LONGEST_HEAD = 1 << 24
LONGEST_RECORD = 1 << 26
"""Characters that the part before the root, the text between records, and one record may have.

The largest seen in real exports are 2 kB, 2 MB (authors and terms) and 1 MB."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANK = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\udc80-\udcff])\\1{15,}")
SCAR = "\U0010fffe"
HOLE = "\U0010ffff"
"""Stand in a record where a control character was taken out, and where sixteen or more of one kind
were: a stretch of the file that was never written. XML allows both, and no text holds them."""
_TITLE = re.compile(r"<(?:\w+:)?title\b")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_START = re.compile(r"""<([A-Za-z_][\w.:-]*+)(?:"[^"]*+"|'[^']*+'|[^>"'])*+>""")
_DECLARATION = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_ATTRIBUTE = re.compile(r"""\s([A-Za-z_][\w.:-]*)\s*=\s*("[^"<]*"|'[^'<]*')""")
_XHTML = "http://www.w3.org/1999/xhtml"
_ATOM = "http://www.w3.org/2005/Atom"
_ATOM_FIELDS = frozenset(
    {"author", "category", "content", "email", "entry", "id", "link", "name", "published"}
    | {"source", "updated", "uri"}
)
_USUAL_PREFIXES = frozenset({"wp", "dc", "content", "excerpt"})
"""Of fields in exports that do not declare them."""

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_WIDEST_TOKEN = 24


def _bytes_as_windows() -> dict[int, str]:
    """Map bytes that are no UTF-8 (as Python escapes them) to what Windows-1252 means by them."""
    table = {}
    for byte in range(0x80, 0x100):
        table[0xDC00 + byte] = bytes([byte]).decode("cp1252", "replace")
    return table


_STRAY_BYTES = _bytes_as_windows()
_STRAY = re.compile("[\udc80-\udcff]")
_HALVES = re.compile("[\ud800-\udfff]")


def encoding(head: bytes) -> str:
    """Return the encoding of a file that begins with `head`: its mark, else what it declares."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if head[:4] == b"<\x00?\x00":
        return "utf-16-le"
    if head[:4] == b"\x00<\x00?":
        return "utf-16-be"
    declared = _ENCODING.search(head[:1024])
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
        same = _ASCII.encode("ascii").decode(name, "surrogateescape") == _ASCII
    except (LookupError, UnicodeError):
        return "utf-8"
    # A declaration that could be read as ASCII belongs to an encoding that contains it.
    return name if same else "utf-8"


def root_start(text: str) -> re.Match[str] | None:
    """Return the root's start tag in the beginning of a file, or None if it is not whole there.

    Group 1 is the name. Declarations, comments, a document type and rubbish are passed over; so
    is all that stands before the XML declaration, where a server may have printed warnings.
    """
    place = max(text.find("<?xml"), 0)
    while True:
        place = text.find("<", place)
        if place < 0:
            return None
        if text.startswith("<!--", place):
            end, width = text.find("-->", place), 3
        elif text.startswith("<?", place):
            end, width = text.find("?>", place), 2
        elif text.startswith("<!", place):
            end, width = _end_of_doctype(text, place), 1
        elif text[place + 1 : place + 2].isalpha():
            return _START.match(text, place)
        else:
            end, width = place, 1
        if end < 0:
            return None
        place = end + width


def _end_of_doctype(text: str, place: int) -> int:
    """Return where the declaration at `place` ends, its inner subset included, or -1."""
    close = text.find(">", place)
    bracket = text.find("[", place)
    if close < 0 or bracket < 0 or close < bracket:
        return close
    inner = text.find("]", bracket)
    return -1 if inner < 0 else text.find(">", inner)


def beginning(head: bytes) -> str:
    """Return the first bytes of a file as text, whatever is wrong with them."""
    return head.decode(encoding(head), "replace").replace("\ufeff", "").replace("\x00", "")


class Records:
    """The records of one file, in its order; iterate once.

    Each is the text of one element, without the root around it. `record` is their tags' name. After
    the last one: `root` is the root's name ("" for none), `head` the text between records,
    `occurrences` how many records began, `strays` how many ended that had not begun, `oversized`
    how many were too long to keep, `whole` whether the root was closed, `controls` and `misencoded`
    how many characters were taken out or guessed.
    """

    def __init__(self, stream: BinaryIO, record: str) -> None:
        self.root = ""
        self.start = ""
        self.occurrences = 0
        self.oversized = 0
        self.whole = False
        self.cut = False
        self.controls = 0
        self.misencoded = 0
        self.strays = 0
        self._stream = stream
        self.record = record
        self._head: list[str] = []
        self._head_size = 0
        self._bound = 0
        self._pieces: list[str] = []
        self._size = 0
        self._inside = False

    @property
    def head(self) -> str:
        """Return what stands between the records: the channel's own fields."""
        return unscarred("".join(self._head))

    def __iter__(self) -> Iterator[str]:
        """Yield the text of each record. `cut` is True for one that the file's end cut off."""
        texts = self._texts()
        buffer = self._find_root(texts)
        if not self.root:
            return
        prefix, colon, local = self.root.rpartition(":")
        if local != "RDF":  # RSS 1.0: the root is RDF's, the records are not
            self.record = f"{prefix}{colon}{self.record}"
        token = re.compile(
            rf"<!\[CDATA\[|<!--|<{self.record}(?=[\s>/])"
            rf"|</(?:{self.record}|{re.escape(self.root)})\s{{0,8}}>"
        )
        until = ""
        for text in texts:
            buffer += text
            place = 0
            while place < len(buffer):
                if until:
                    end = buffer.find(until, place)
                    if end < 0:
                        break
                    self._keep(buffer[place : end + 3])
                    place, until = end + 3, ""
                    continue
                found = token.search(buffer, place)
                if found is None:
                    break
                self._keep(buffer[place : found.start()])
                place = found.end()
                if found[0].startswith("<!"):
                    self._keep(found[0])
                    until = "]]>" if found[0] == "<![CDATA[" else "-->"
                else:
                    yield from self._tag(found[0])
            hold = 2 if until else _WIDEST_TOKEN
            split = max(place, len(buffer) - hold)
            self._keep(buffer[place:split])
            buffer = buffer[split:]
        self._keep(buffer + until)
        if self._inside:
            self.cut = True
            yield from self._close()

    def _tag(self, tag: str) -> Iterator[str]:
        """Begin or end a record. One that begins inside another ends that one."""
        if tag == f"<{self.record}":
            yield from self._close()
            self.occurrences += 1
            self._inside = True
            self._keep(tag)
        elif tag[2:-1].rstrip() == self.record:
            if not self._inside:
                self._drop()
            self._keep(tag)
            yield from self._close()
            self._bound = len(self._head)
        else:
            self.whole = True

    def _drop(self) -> None:
        """Drop a record whose start is lost: its fields must not be taken for the channel's."""
        self.strays += 1
        lost = "".join(self._head[self._bound :])
        del self._head[self._bound :]
        titles = [found.start() for found in islice(_TITLE.finditer(lost), 2)]
        if not self._bound and len(titles) > 1:
            self._head.append(lost[: titles[1]])

    def _close(self) -> Iterator[str]:
        """Yield the record that stands open, if any and if it was not too long."""
        if self._inside:
            if self._size > LONGEST_RECORD:
                self.oversized += 1
            else:
                yield "".join(self._pieces)
        self._pieces, self._size, self._inside = [], 0, False

    def _keep(self, text: str) -> None:
        """Add text to the open record, or to the head."""
        if self._inside:
            self._size += len(text)
            if self._size <= LONGEST_RECORD:
                self._pieces.append(text)
        elif self._head_size < LONGEST_HEAD:
            self._head_size += len(text)
            self._head.append(text)

    def _find_root(self, texts: Iterator[str]) -> str:
        """Read as far as the root's start tag, remember it, and return what follows it."""
        buffer = ""
        for text in texts:
            buffer += text
            start = root_start(buffer)
            if start is not None:
                self.root, self.start = start[1], unscarred(start[0])
                return buffer[start.end() :]
            if len(buffer) > LONGEST_PROLOG:
                break
        return ""

    def _texts(self) -> Iterator[str]:
        """Yield the file as text, mended letter by letter."""
        first = self._stream.read(CHUNK)
        name = encoding(first)
        faults = "replace" if name.startswith("utf-16") else "surrogateescape"
        decoder = codecs.getincrementaldecoder(name)(faults)
        chunk = first
        while chunk:
            yield self._mended(decoder.decode(chunk))
            chunk = self._stream.read(CHUNK)
        yield self._mended(decoder.decode(b"", final=True))

    def _mended(self, text: str) -> str:
        """Take out what XML forbids, and leave scars; read stray bytes as Windows-1252."""
        forbidden = len(_FORBIDDEN.findall(text))
        self.controls += forbidden
        if forbidden or _HALVES.search(text):
            text = _BLANK.sub(HOLE, text)
        if _HALVES.search(text):
            self.misencoded += len(_STRAY.findall(text))
            text = _HALVES.sub("\ufffd", text.translate(_STRAY_BYTES))
        return _FORBIDDEN.sub(SCAR, text) if forbidden else text


class Parser:
    """Parses the records of a file under its root's start tag, or what is well-formed of it.

    `repaired` counts those that were not well-formed; `mended` is what the last one became, None if
    it was well-formed. No entity is ever resolved, no document type read: neither can stand after a
    root's start tag.
    """

    def __init__(self, root: str, start: str) -> None:
        self.repaired = 0
        self.mended: Mended | None = None
        attributes = dict(_ATTRIBUTE.findall(start))
        written = "".join(f" {name}={value}" for name, value in attributes.items())
        self._start = f"<{root}{written}>"
        self._end = f"</{root}>"

    def parse(self, record: str) -> etree._Element:
        """Return the root element that holds the record; it holds nothing if the record did."""
        self.mended = None
        try:
            return self._read(record, recover=False)
        except etree.XMLSyntaxError:
            pass
        self.mended = mended(record)
        # A prefix or an entity that nobody declared stops a strict parser, but nothing is broken.
        self.repaired += self.mended.text != record
        return self._read(self.mended.text, recover=True)

    def _read(self, record: str, *, recover: bool) -> etree._Element:
        parser = etree.XMLParser(
            recover=recover,
            huge_tree=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        if recover:  # which lets half a character through, and lxml cannot read that
            record = without_half_characters(record)
        root = etree.XML(f"{self._start}{record}{self._end}".encode(), parser)
        if scarred(record):
            for element in root.iter(etree.Element):
                for name, value in element.items():
                    told = unscarred(str(value))
                    if told == value:
                        continue
                    del element.attrib[name]
                    if ":" not in name:  # lxml sets no name whose prefix nobody declared
                        element.set(name, told)
        return root


def scarred(text: str) -> bool:
    """Return whether control characters were taken out of a text."""
    return SCAR in text or HOLE in text


def unscarred(text: str) -> str:
    """Return a text without the marks of what was taken out."""
    return text.replace(SCAR, "").replace(HOLE, "")


def name_of(element: etree._Element) -> tuple[str, str]:
    """Return namespace and local name; an undeclared prefix stands for its namespace."""
    tag = str(element.tag)
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        return space, local
    prefix, colon, local = tag.partition(":")
    return (prefix, local) if colon else ("", tag)


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the child elements, and neither comments nor entities."""
    for child in element:
        if isinstance(child.tag, str):
            yield child


def _is_field(element: etree._Element) -> bool:
    """Return whether an element is a field of an export, not markup that nobody escaped."""
    space, local = name_of(element)
    if space == _ATOM:
        return local in _ATOM_FIELDS
    return space in _USUAL_PREFIXES or ("://" in space and space != _XHTML)


def text_of(element: etree._Element) -> str:
    """Return an element's text, stripped; markup that stands in it unescaped is kept as markup.

    The text ends where another field begins: that one was swallowed because an end tag is damaged,
    and e-mail addresses and passwords stand in such fields.
    """
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and _is_field(child):
            break
        if isinstance(child, etree._Entity):  # noqa: SLF001 - lxml gives no other name to it
            pieces.append(unescape(child.text or ""))
            pieces.append(child.tail or "")
        else:
            pieces.append(_DECLARATION.sub("", etree.tostring(child, encoding="unicode")))
    return unscarred("".join(pieces)).strip()
