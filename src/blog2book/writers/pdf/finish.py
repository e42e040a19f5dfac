"""What WeasyPrint 70 gets wrong in a tagged PDF is mended here, before the file is written.

The rules are those of PDF/UA-1 (ISO 14289-1); merged pieces show them all. Each step takes the
objects as pydyf holds them: dictionaries whose references are bytes such as b"12 0 R".
"""

from collections.abc import Sequence
from typing import Any

import pydyf

Element = Any  # a pydyf.Dictionary: pydyf has no types


class Finisher:
    """Called by WeasyPrint with its document and the PDF.

    `front` is the number of pages numbered in roman; `languages` gives for each page the language
    of its document where that is not the book's, else ""; `leftward` says that pages go from right
    to left.
    """

    def __init__(self, *, front: int, languages: Sequence[str], leftward: bool) -> None:
        self._front = front
        self._languages = languages
        self._leftward = leftward

    def __call__(self, document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        """Mend `pdf` in place."""
        _label_pages(pdf, self._front)
        _describe_links(document)
        if self._leftward:
            pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
        tags = _Tags(pdf)
        tags.speak(self._languages)
        tags.free_links()
        for element in tags.elements("/LI"):
            tags.give_body(element)
        for element in tags.elements("/L"):
            tags.nest(element)
        for element in tags.elements("/TH"):
            tags.give_scope(element)
        for element in tags.elements("/Figure"):
            tags.mend_figure(element)
        tags.index_ids()
        _sort_names(pdf)
        _open_metadata(pdf)


def _label_pages(pdf: Any, front: int) -> None:  # noqa: ANN401 - pydyf
    """Say that pages are numbered i, ii, iii … 1, 2, 3 …."""
    ranges = [0, pydyf.Dictionary({"S": "/r"})] if front else []
    if front < pdf.pages["Count"]:
        ranges += [front, pydyf.Dictionary({"S": "/D"})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})


def _describe_links(document: Any) -> None:  # noqa: ANN401 - WeasyPrint
    """Describe each link inside the book by its words; WeasyPrint gives the bare id."""
    for page in document.pages:
        for kind, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            if kind == "internal" and words:
                box.link_annotation["Contents"] = pydyf.String(words)


def _open_metadata(pdf: Any) -> None:  # noqa: ANN401 - pydyf
    """Leave the XMP packet unpacked: whoever scans the file finds it (publish.marks does)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False


def _as_bytes(name: Any) -> bytes:  # noqa: ANN401 - a pydyf.String
    text = str(name.string)
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _sort_names(pdf: Any) -> None:  # noqa: ANN401 - pydyf
    """Order names by their bytes, as readers look them up; WeasyPrint orders by characters."""
    dests = pdf.catalog.get("Names", {}).get("Dests")
    if dests:
        flat = dests["Names"]
        pairs = sorted(zip(flat[::2], flat[1::2], strict=True), key=lambda pair: _as_bytes(pair[0]))
        dests["Names"] = pydyf.Array([item for pair in pairs for item in pair])


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

    def speak(self, languages: Sequence[str]) -> None:
        """Give the language of each page that has one of its own to what stands on it."""
        for element in map(self._get, self._get(self._root["K"][0])["K"]):
            language = languages[self._pages[element["Pg"]]]
            if language:
                element["Lang"] = pydyf.String(language)

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

    def _link_above(self, element: Element) -> Element:
        """Return the nearest Link in which an element stands, or None."""
        above = element
        while above.get("S") not in ("/Link", None):
            above = self._get(above["P"])
        return above if "S" in above else None

    def index_ids(self) -> None:
        """List all ids (of table headers), which ISO 32000-1, 14.7.2 asks for."""
        found = {_as_bytes(one["ID"]): one for one in self.elements() if "ID" in one}
        if found:
            flat = [part for _, one in sorted(found.items()) for part in (one["ID"], one.reference)]
            self._root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(flat)})
