"""What WeasyPrint 70 gets wrong in a tagged PDF is mended here, before the file is written.

The rules are those of PDF/UA-1 (ISO 14289-1); merged pieces show them all. Each step takes the
objects as pydyf holds them: dictionaries whose references are bytes such as b"12 0 R".
"""

from collections.abc import Collection, Iterator
from typing import Any

import pydyf

from blog2book.writers.pdf import table_rows

Element = Any  # a pydyf.Dictionary: pydyf has no types

_PRINTED = 4
"""The flag of an annotation that is printed too (PDF/A-2, 6.3.2)."""

_PLAIN = frozenset({"Type", "S", "P", "Pg", "K"})
_WITH_TEXT = frozenset(
    {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Lbl", "/LBody", "/TH", "/TD", "/Caption"}
    | {"/Link", "/Span"}
)
"""Elements to which text may belong directly; others only group (ISO 32000-1, 14.8.4.2)."""


class Finisher:
    """Called by WeasyPrint with its document and the PDF of a piece.

    `prefix` makes ids unique in the whole book; `foreign` are the anchors of other pieces, which
    the PDF names only so that WeasyPrint keeps links to them. Slots are added to `slots`: page,
    mark and target of each (slots.py).
    """

    def __init__(
        self, *, prefix: str, foreign: Collection[str], slots: list[tuple[int, int, str]]
    ) -> None:
        self._prefix = prefix
        self._foreign = foreign
        self._slots = slots

    def __call__(self, document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        """Mend `pdf` in place."""
        _describe_links(document)
        tags = _Tags(pdf)
        tags.free_links()
        for element in tags.elements("/LI"):
            tags.give_body(element)
        for element in tags.elements("/L"):
            tags.nest(element)
        for element in tags.elements("/TH"):
            tags.give_scope(element)
        for element in tags.elements("/Table"):
            tags.even_rows(element)
        for element in tags.elements("/Figure"):
            tags.mend_figure(element)
        tags.index_ids(self._prefix)
        self._find_slots(document, tags)
        tags.flatten()
        _forget_names(pdf, self._foreign)
        for item in pdf.objects:
            if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Annot":
                item["F"] = _PRINTED
            if isinstance(item, pydyf.Stream) and "Interpolate" in item.extra:
                item.extra["Interpolate"] = "false"  # PDF/A-2, 6.2.8
        close_streams(pdf)

    def _find_slots(self, document: Any, tags: "_Tags") -> None:  # noqa: ANN401 - WeasyPrint
        for number, page in enumerate(document.pages):
            for kind, target, _, box in page.links:
                if kind == "internal" and box.element.get("class") == "page":
                    marks = tags.marks(box.link_annotation)
                    self._slots += [(number, mark, target) for mark in marks]


def close_streams(pdf: Any) -> None:  # noqa: ANN401 - pydyf
    """Let each page's drawing end as it began: WeasyPrint leaves it upside down."""
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        stream = pdf.objects[int(page["Contents"].split()[0])].stream
        stream.insert(0, b"q")
        stream.append(b"Q")


def _describe_links(document: Any) -> None:  # noqa: ANN401 - WeasyPrint
    """Describe each link inside the book by its words; WeasyPrint gives the bare id."""
    for page in document.pages:
        for kind, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            if kind == "internal" and words:
                box.link_annotation["Contents"] = pydyf.String(words)


def _as_bytes(name: Any) -> bytes:  # noqa: ANN401 - a pydyf.String
    text = str(name.string)
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _forget_names(pdf: Any, foreign: Collection[str]) -> None:  # noqa: ANN401 - pydyf
    """Take the anchors of other pieces out of the named destinations."""
    dests = pdf.catalog.get("Names", {}).get("Dests")
    if dests:
        flat = dests["Names"]
        pairs = zip(flat[::2], flat[1::2], strict=True)
        kept = [pair for pair in pairs if pair[0].string not in foreign]
        dests["Names"] = pydyf.Array([item for pair in kept for item in pair])


class _Tags:
    """The structure tree, with what is needed to find one's way in it."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - pydyf
        self._pdf = pdf
        self._root = self._get(pdf.catalog["StructTreeRoot"])
        self._numbers = self._get(self._root["ParentTree"])["Nums"]
        self._pages = {reference: number for number, reference in enumerate(pdf.page_references)}

    def _get(self, reference: bytes) -> Element:
        return self._pdf.objects[int(reference.split()[0])]

    def elements(self, kind: str = "") -> list[Element]:
        """Return all elements, or those of a kind ("/LI")."""
        found = [
            item
            for item in self._pdf.objects
            if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
        ]
        return [item for item in found if item["S"] == kind] if kind else found

    def _new(self, kind: str, parent: Element, page: bytes, kids: list[Any]) -> Element:
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": kind,
                "K": pydyf.Array(kids),
                "Pg": page,
                "P": parent.reference,
            }
        )
        self._pdf.add_object(element)
        return element

    def give_body(self, item: Element) -> None:
        """Put what stands in a list item beside its label into a body (ISO 14289-1, 7.2).

        WeasyPrint hangs a paragraph in a list item on the item itself.
        """
        loose = [kid for kid in item["K"] if self._get(kid)["S"] not in ("/Lbl", "/LBody")]
        if not loose:
            return
        body = self._new("/LBody", item, item["Pg"], loose)
        for kid in loose:
            self._get(kid)["P"] = body.reference
        item["K"][:] = [
            body.reference if kid == loose[0] else kid
            for kid in item["K"]
            if kid == loose[0] or kid not in loose
        ]

    def nest(self, outer: Element) -> None:
        """Put each list that stands in an item back into it, before what follows it there.

        WeasyPrint hangs it behind the item, of which the end would be read before it. What is
        drawn first has the lower number.
        """
        item: Element | None = None
        kept: list[Any] = []
        for kid in outer["K"]:
            element = self._get(kid)
            if item is None or element["S"] != "/L":
                item = element if element["S"] == "/LI" else None
                kept.append(kid)
                continue
            bodies = [one for one in map(self._get, item["K"]) if one["S"] == "/LBody"]
            body = bodies[-1] if bodies else self._new("/LBody", item, item["Pg"], [])
            if not bodies:
                item["K"].append(body.reference)
            number = self._first(kid)
            later = (at for at, one in enumerate(body["K"]) if self._first(one) > number)
            body["K"].insert(next(later, len(body["K"])), kid)
            element["P"] = body.reference
        outer["K"][:] = kept

    def _first(self, kid: Any) -> int:  # noqa: ANN401 - a number or a reference
        """Return the lowest number of marked content in a part of an element, -1 for none.

        That of a list's first label is none: labels are drawn last.
        """
        todo, numbers = [kid], []
        while todo:
            kid = todo.pop()
            if isinstance(kid, int):
                numbers.append(kid)
            else:
                todo.extend(self._get(kid).get("K", []))
        return min(numbers, default=-1)

    def even_rows(self, table: Element) -> None:
        """Give the rows of a table as many columns (table_rows.py)."""
        table_rows.mend(table, self._get, self._new)

    def give_scope(self, header: Element) -> None:
        """Say whether a head is that of its row or its column (ISO 14289-1, 7.5).

        WeasyPrint only lists heads at cells, which does not do where a cell has none. A head that
        begins a row of other cells is the row's.
        """
        row = self._get(header["P"])["K"]
        kinds = [self._get(kid)["S"] for kid in row if isinstance(kid, bytes)]
        heads_row = row[0] == header.reference and "/TD" in kinds
        header.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
        header["A"]["Scope"] = "/Row" if heads_row else "/Column"

    def _mark(self, page: bytes) -> Any:  # noqa: ANN401 - a pydyf.Array
        """Return the array of a page: which element each mark in its text belongs to."""
        return self._numbers[2 * self._pages[page] + 1]

    def mend_figure(self, figure: Element) -> None:
        """Give a figure its box in pt from the page's foot; make one without words decoration."""
        page = self._get(figure["Pg"])
        if "Alt" not in figure:
            self._decorate(figure, page)
            return
        height = page["MediaBox"][3]
        left, top, right, bottom = (0.75 * side for side in figure["A"]["BBox"])
        figure["A"]["BBox"] = pydyf.Array([left, height - bottom, right, height - top])

    def _decorate(self, figure: Element, page: Element) -> None:
        """Turn a picture with an empty description into an artifact, as HTML means it."""
        marks = [kid for kid in figure["K"] if isinstance(kid, int)]
        stream = self._get(page["Contents"]).stream
        for index, entry in enumerate(stream):
            if isinstance(entry, pydyf.Dictionary) and entry.get("MCID") in marks:
                stream[index - 1 : index + 2] = ["/Artifact", b"BMC", b""]
        table = self._mark(figure["Pg"])
        for mark in marks:
            table[mark] = "null"
        figure["K"] = pydyf.Array([kid for kid in figure["K"] if not isinstance(kid, int)])
        figure["S"] = "/NonStruct"
        figure.pop("A", None)

    def free_links(self) -> None:
        """Hang every link annotation on a Link element (ISO 14289-1, 7.18.5).

        WeasyPrint hangs that of an element inside a link on the element.
        """
        for element in self.elements():
            if element["S"] == "/Link":
                continue
            strays = [
                kid
                for kid in element["K"]
                if isinstance(kid, bytes) and self._get(kid).get("Type") == "/OBJR"
            ]
            link: Element = self._link_above(element) if strays else None
            for stray in strays if link else ():
                element["K"].remove(stray)
                link["K"].append(stray)
                number = self._get(self._get(stray)["Obj"])["StructParent"]
                self._numbers[2 * number + 1] = link.reference

    def marks(self, link: Element) -> list[int]:
        """Return the marks of the text that stands in a link itself."""
        element = self._get(self._numbers[2 * link["StructParent"] + 1])
        return [kid for kid in element["K"] if isinstance(kid, int)]

    def _link_above(self, element: Element) -> Element:
        """Return the nearest Link in which an element stands, or None."""
        above = element
        while above.get("S") not in ("/Link", None):
            above = self._get(above["P"])
        return above if "S" in above else None

    def flatten(self) -> None:
        """Hang text on the paragraph to which it belongs, without elements that say nothing.

        WeasyPrint makes one of each stretch of a line, and one of each `b` or `span`: three
        quarters of all, for which the binder would need as much memory.
        """
        for element in self.elements():
            if element.get("S") in _WITH_TEXT:
                element["K"][:] = list(self._flat(element, element))
            elif "S" in element:
                self._unite_texts(element)

    def _flat(self, element: Element, holder: Element) -> Iterator[Any]:
        """Yield what is left of the kids of an element when they hang on `holder`."""
        for kid in element["K"]:
            if isinstance(kid, int):
                self._mark(holder["Pg"])[kid] = holder.reference
                yield kid
                continue
            one = self._get(kid)
            if self._says_nothing(one) and one["Pg"] == holder["Pg"]:
                yield from self._flat(one, holder)
                one.clear()
            else:
                if "P" in one:
                    one["P"] = holder.reference
                yield kid

    def _says_nothing(self, element: Element) -> bool:
        return element.get("S") in ("/Span", "/NonStruct") and element.keys() <= _PLAIN

    def _is_text(self, element: Element) -> bool:
        return self._says_nothing(element) and element["S"] == "/Span"

    def _unite_texts(self, group: Element) -> None:
        """Let texts that follow one another in an element without text be one."""
        kept: list[Any] = []
        before: Element = {}
        for kid in group["K"]:
            one = self._get(kid) if isinstance(kid, bytes) else {}
            if self._is_text(one) and self._is_text(before) and one["Pg"] == before["Pg"]:
                before["K"] += self._flat(one, before)
                one.clear()
            else:
                kept.append(kid)
                before = one
        group["K"][:] = kept

    def index_ids(self, prefix: str) -> None:
        """List all ids (of table headers), which ISO 32000-1, 14.7.2 asks for.

        WeasyPrint makes them of the numbers of objects, which other pieces have too.
        """
        found: dict[bytes, Element] = {}
        for one in self.elements():
            if "ID" in one:
                one["ID"] = pydyf.String(f"{prefix} {one['ID'].string}")
                found[_as_bytes(one["ID"])] = one
            heads = one.get("A", {}).get("Headers")
            if heads:
                heads[:] = [pydyf.String(f"{prefix} {head.string}") for head in heads]
        if found:
            flat = [part for _, one in sorted(found.items()) for part in (one["ID"], one.reference)]
            self._root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(flat)})
