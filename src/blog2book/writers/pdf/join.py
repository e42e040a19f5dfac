"""Pieces joined into one file: pages, tags, names, pictures.

Each piece is a whole tagged PDF. Its pages are copied first and its trees after them, so that what
the trees say of pages leads to the copies. Numbers by which pages and links find their tags go on
from piece to piece; names are the same in all.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from blog2book.writers.pdf.docket import Docket
from blog2book.writers.pdf.fonts import Changes, Find, Fonts, renumbered
from blog2book.writers.pdf.slots import filled

Object = Any  # a pikepdf.Object: what it holds is known only when it is read

_LEAF = 64
"""Names in a leaf of the tree of names."""

_FOLIO = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq %s Q\nEMC"
_ALPHA = re.compile(r"/[aA][\d.]+")
"""How WeasyPrint names the states of a page that say how opaque something is."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of folios. `plain`: its pages draw with nothing but shared `fonts` and `states`."""

    source: Pdf
    fonts: list[str]
    states: Mapping[str, Object]
    plain: bool
    forms: dict[int, Object] = field(default_factory=dict)


@contextmanager
def _quiet() -> Iterator[None]:
    """Copy pages without pikepdf's advice: what it says is lost is copied after them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class Joiner:
    """The book as it grows. Pieces are added in book order; `finish` makes it whole."""

    def __init__(self, find_font: Find) -> None:
        self.pdf = pikepdf.new()
        self.names: dict[bytes, tuple[Object, Object]] = {}
        self._fonts = Fonts(self.pdf, find_font)
        self._root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._whole = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._root.K = Array([self._whole])
        self._numbers: list[Object] = []
        self._next = 0
        self._ids: dict[bytes, tuple[Object, Object]] = {}
        self._pictures: dict[bytes, Object] = {}
        self._sheets: dict[Path, _Sheet] = {}
        self._lent: dict[tuple[int, tuple[int, int]], bool] = {}

    def add(self, path: Path, docket: Docket, language: str, at: int) -> None:
        """Add all pages of a piece. `language` is its own, "" where that is the book's.

        Its first page becomes the one with the index `at`, blank ones fill up what lies before.
        """
        source = Pdf.open(path)
        self.add_blanks(at, source.pages[0].obj)
        first = len(self.pdf.pages)
        self._copy_pages(source, docket)
        pages = [page.obj for page in self.pdf.pages[first:]]
        self._add_tags(source, pages, language)
        self._add_names(source)

    def add_blanks(self, count: int, beside: Object = None) -> None:
        """Add blank pages until there are `count`, as large as the last one, else as `beside`."""
        while len(self.pdf.pages) < count:
            like = self.pdf.pages[-1].obj if len(self.pdf.pages) else beside
            page = Dictionary(Type=Name.Page, Resources=Dictionary())
            for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
                page[box] = Array([*like[box]])
            self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))

    def place_of(self, name: str) -> Object:
        """Return where a name leads, None if it is unknown."""
        found = self.names.get(bytes(String(name)))
        return found and found[1]

    def print_folio(self, number: int, sheet: Path, docket: Docket, place: int) -> None:
        """Print on the page with that index, counted from 0, what page `place` of a sheet shows."""
        if sheet not in self._sheets:
            self._sheets[sheet] = self._opened(sheet, docket)
        read = self._sheets[sheet]
        page = self.pdf.pages[number]
        if self._lends(read, page.obj.Resources):
            page.contents_add(_FOLIO % read.source.pages[place].Contents.read_bytes())
        else:
            name = f"folio-{number}"
            page.obj.Resources.XObject[f"/{name}"] = self._form(read, place)
            page.contents_add(_FOLIO % f"/{name} Do".encode())

    def fill(self, number: int, mark: int, label: str) -> None:
        """Print a page number in the text of the page with the index `number`, under a mark."""
        page = self.pdf.pages[number].obj
        drawing = filled(page.Contents.read_bytes(), mark, label, self._fonts.figures)
        page.Contents = self.pdf.make_stream(drawing)

    def finish(self) -> None:
        """Write down fonts, tags and names; what is added later is not in them."""
        self._fonts.finish()
        self._root.ParentTree = self.pdf.make_indirect(Dictionary(Kids=Array(self._numbers)))
        self._root.ParentTreeNextKey = self._next
        if self._ids:
            flat = [part for _, pair in sorted(self._ids.items()) for part in pair]
            self._root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(flat)))
        self.pdf.Root.StructTreeRoot = self._root
        if self.names:
            self.pdf.Root.Names = Dictionary(Dests=self.pdf.make_indirect(self._tree_of_names()))

    def unlink(self, lost: Iterable[str]) -> None:
        """Take out links to ids that stand on no page; their words stay."""
        dead = set(lost)
        for page in self.pdf.pages if dead else ():
            kept = [one for one in page.obj.get("/Annots", []) if not self._is_dead(one, dead)]
            if len(kept) < len(page.obj.get("/Annots", [])):
                page.obj.Annots = Array(kept)

    def _is_dead(self, link: Object, dead: set[str]) -> bool:
        if "/Dest" not in link or str(link.Dest) not in dead:
            return False
        key = int(link.StructParent)
        leaf = next(leaf for leaf in self._numbers if key <= int(leaf.Limits[1]))
        place = next(n for n in range(0, len(leaf.Nums), 2) if int(leaf.Nums[n]) == key)
        element = leaf.Nums[place + 1]
        element.K = Array([kid for kid in element.K if not _refers(kid, link)])
        element.S = Name.Span
        del leaf.Nums[place + 1], leaf.Nums[place]
        leaf.Limits = Array([leaf.Nums[0], leaf.Nums[len(leaf.Nums) - 2]])
        return True

    def _copy_pages(self, source: Pdf, docket: Docket) -> None:
        """Copy pages, with fonts and pictures that the book has already taken from there."""
        resources = source.pages[0].obj.Resources
        taken = self._taken(source, docket)
        shared: dict[str, Object] = {}
        new: dict[str, bytes] = {}
        for name, picture in list(resources.get("/XObject", Dictionary()).items()):
            mark = _fingerprint(picture)
            if mark is None:
                continue
            if mark in self._pictures:
                shared[name] = self._pictures[mark]
                del resources.XObject[name]
            else:
                new[name] = mark
        first = len(self.pdf.pages)
        with _quiet():
            self.pdf.pages.extend(source.pages)
        copied = self.pdf.pages[first].obj.Resources
        for name, mark in new.items():
            self._pictures[mark] = copied.XObject[name]
        for name, picture in shared.items():
            copied.XObject[name] = picture
        self._fonts.give(copied.Font, taken)

    def _taken(self, source: Pdf, docket: Docket) -> Mapping[str, Changes]:
        """Take the fonts out of a piece, and number its glyphs as the book does."""
        taken = self._fonts.take(source.pages[0].obj.Resources.Font, docket.cuts)
        changed = {name: changes for name, changes in taken.items() if changes}
        if changed:
            drawn = [page.Contents for page in source.pages]
            drawn += [one for one in source.objects if isinstance(one, Stream) and _draws(one)]
            for one in drawn:
                one.write(renumbered(one.read_bytes(), changed))
        return taken

    def _add_tags(self, source: Pdf, pages: list[Object], language: str) -> None:
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        part = root.K[0]
        part.S = Name.Part
        part.P = self._whole
        if language:
            part.Lang = String(language)
        self._whole.K.append(part)
        leaf = root.ParentTree
        numbers = leaf.Nums
        last = len(numbers) - 2
        for place in range(0, last + 2, 2):
            numbers[place] = int(numbers[place]) + self._next
        for page in pages:
            page.StructParents = int(page.StructParents) + self._next
            for link in page.get("/Annots", []):
                link.StructParent = int(link.StructParent) + self._next
        leaf.Limits = Array([numbers[0], numbers[last]])
        self._next = int(numbers[last]) + 1
        self._numbers.append(leaf)
        listed = list(root.IDTree.Names) if "/IDTree" in root else []
        for name, element in zip(listed[::2], listed[1::2], strict=True):
            self._ids[bytes(name)] = (name, element)

    def _add_names(self, source: Pdf) -> None:
        """Add the named destinations; where two pieces have one, the first keeps it."""
        dests = source.Root.get("/Names", Dictionary()).get("/Dests")
        if dests is None:
            return
        flat = list(self.pdf.copy_foreign(source.make_indirect(dests)).Names)
        for name, place in zip(flat[::2], flat[1::2], strict=True):
            self.names.setdefault(bytes(name), (name, place))

    def _tree_of_names(self) -> Dictionary:
        """Return the names in the order of their bytes, as readers look them up."""
        listed = sorted(self.names)
        kids = Array()
        for start in range(0, len(listed), _LEAF):
            some = [self.names[name] for name in listed[start : start + _LEAF]]
            leaf = Dictionary(
                Limits=Array([some[0][0], some[-1][0]]),
                Names=Array([part for pair in some for part in pair]),
            )
            kids.append(self.pdf.make_indirect(leaf))
        return Dictionary(Kids=kids)

    def _opened(self, sheet: Path, docket: Docket) -> _Sheet:
        source = Pdf.open(sheet)
        resources = source.pages[0].obj.Resources
        fonts = list(self._taken(source, docket))
        states = {
            name: self.pdf.copy_foreign(source.make_indirect(state))
            for name, state in resources.ExtGState.items()
        }
        others = [resources[kind] for kind in ("/Font", "/XObject", "/Pattern", "/Shading")]
        plain = not any(map(len, others)) and all(map(_ALPHA.fullmatch, states))
        return _Sheet(source, fonts, states, plain)

    def _lends(self, sheet: _Sheet, resources: Object) -> bool:
        """Let a piece draw with what a sheet draws with, if names mean the same in both."""
        key = (id(sheet), resources.objgen)
        if key not in self._lent:
            own = any(f"/{name}" in resources.Font for name in sheet.fonts)
            self._lent[key] = sheet.plain and not own
            if self._lent[key]:
                self._fonts.give(resources.Font, sheet.fonts)
                for name, state in sheet.states.items():
                    if name not in resources.ExtGState:
                        resources.ExtGState[name] = state
        return self._lent[key]

    def _form(self, sheet: _Sheet, place: int) -> Object:
        """Return a page of a sheet as a form, which brings along what it draws with."""
        if place not in sheet.forms:
            form = self.pdf.copy_foreign(sheet.source.pages[place].as_form_xobject())
            self._fonts.give(form.Resources.Font, sheet.fonts)
            sheet.forms[place] = form
        return sheet.forms[place]


def _refers(kid: Object, link: Object) -> bool:
    return isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == link.objgen


def _draws(stream: Object) -> bool:
    """Say whether a stream draws what pages show: a group, or a pattern."""
    return stream.get("/Subtype") == Name.Form or "/PatternType" in stream


def _fingerprint(picture: Object) -> bytes | None:
    """Return what two pictures have in common only if they are the same one, None for a drawing."""
    if picture.get("/Subtype") != Name.Image:
        return None
    mark = sha256(picture.read_raw_bytes())
    for name, value in sorted(picture.items()):
        if name == "/SMask":
            mark.update(_fingerprint(value) or b"")
        elif isinstance(value, pikepdf.Object) and value.is_indirect:
            return None
        else:
            said = value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()
            mark.update(name.encode() + b" " + said + b" ")
    return mark.digest()
