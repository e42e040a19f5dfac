"""The words of a PDF, page by page, in the order of its tags, as a screen reader speaks them.

Running heads and folios have no tags. A word that a line's end parts is given in its parts and
joined, for the hyphen may have been there before; so is one that begins with a drop cap. Of what is
drawn in a line, as formulas are, the words are those that are read out in its place.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, product, takewhile
from pathlib import Path
from unicodedata import bidirectional, category

import pypdfium2
from pypdfium2 import raw

from blog2book.audit.printed import Book, Printed
from blog2book.audit.tags import Mark, Tags
from blog2book.audit.words import Joined, words
from blog2book.errors import CheckError

_NOTE = "n-"
"""The ids of notes begin with it."""
_HYPHENS = "-\u00ad\u2010\u2011\x02\ufffe"
"""Signs at a line's end that may part a word; pdfium gives U+0002 for those that it knows."""
_RETURN = 0x0D
_BEGUN = 12
"""Words that may have begun before a line: in narrow columns a word has so many parts."""
_LONGEST = 20
"""Letters of a line that is narrow."""
_EDGE = 3
"""Lines at the foot or head of a page among which a word may go on."""

_DRAWN = -1
"""The number of what pdfium does not count, for it is no sign on the page."""
_LATIN = "\u02ff"
"""The last sign before the first combining one."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_AA = "\u0e32\u0e33\u0eb2\u0eb3"
"""Thai and Lao am and its second half: a tone mark of the same glyph stands before it."""

_Sign = tuple[int, str, Mark, float]
"""A sign's number at pdfium, itself, where it stands among the tags, and where it is what is read
out for a drawing, the height of that (pt from the page's foot).
"""
_Anchors = Mapping[int, Sequence[tuple[float, str]]]


def read(path: Path) -> Printed:
    """Read the PDF at `path`. Raises CheckError where it is damaged or locked."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return _read(document)
    except pypdfium2.PdfiumError as error:
        # It says no more of one that has no page.
        raise CheckError(f"{path}: is no PDF that can be read, or has no page: {error}") from error


def _read(document: pypdfium2.PdfDocument) -> Printed:
    targets = _targets(document)
    book = Book()
    parted: list[str] = []
    for at in range(len(document)):
        page = document[at]
        text = page.get_textpage()
        signs = _signs(page, text)
        lines = [line for line in _text(signs).splitlines() if line.strip()]
        book.words.extend(_joined(parted, lines[:_EDGE]))
        start = 0
        for cut, name in sorted((_place(text, signs, top), name) for top, name in targets[at]):
            _take(book, signs[start:cut])
            book.anchor(name, note=name.startswith(_NOTE))
            start = cut
        _take(book, signs[start:])
        parted = [line for line in lines[-_EDGE:] if line.rstrip()[-1] in _HYPHENS]
        text.close()
        page.close()
    return book.printed()


def _take(book: Book, signs: Sequence[_Sign]) -> None:
    """Take the words of a stretch into a book; note captions, pictures and the book's own words."""
    for (aside, voice), spoken in groupby(signs, key=lambda sign: sign[2]):
        place = len(book.words)
        book.words.extend(_words(_text(list(spoken))))
        if aside:
            book.aside(place)
        if voice == "picture":
            book.picture()
        elif voice == "head":
            book.head(place)
        elif voice:
            book.own(place, head=voice == "both")


def _text(signs: Sequence[_Sign]) -> str:
    text = "".join(sign for _, sign, *_ in signs)
    # pdfium counts the halves of signs beyond U+FFFF.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _signs(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> list[_Sign]:
    """Return the signs of a page, each with its number at pdfium, in the order of the page's tags.

    Without tags they stand in the order in which they are drawn.
    """
    tags = Tags(page)
    marked: dict[int, list[_Sign]] = defaultdict(list)
    known: dict[int, int] = {}
    places: list[int] = []
    box = page.get_cropbox()
    place, tag = 0, -1
    for at in range(text.count_chars()):
        drawn = raw.FPDFText_GetTextObject(text, at)
        if drawn:  # a line's end that pdfium adds belongs to what stands before it
            place = ctypes.addressof(drawn.contents)
            if place not in known:
                known[place] = raw.FPDFPageObj_GetMarkedContentID(drawn)
            tag = known[place]
        places.append(place)
        code = raw.FPDFText_GetUnicode(text, at)
        sign = "\n" if code == _RETURN else chr(code)
        if not sign.isspace() and not _is_seen(text, at, box):
            continue
        marked[tag if tags.marks else 0].append((at, sign, tags.marks.get(tag, Mark()), 0))
    calls = set(_calls(tags, marked))
    drawn = _drawn(page)
    for signs in marked.values():
        _sort(signs, places, drawn)
    for tag, spoken in tags.spoken.items():
        height = tags.height(tag)
        marked[tag].insert(0, (_DRAWN, f" {spoken} ", tags.marks[tag], height))
    for tag in tags.shown():
        marked[tag].append((_DRAWN, "\n", tags.marks[tag], tags.height(tag)))
    told = list(_told((tag in calls, marked.pop(tag, [])) for tag in tags.marks or (0,)))
    return list(_turned_signs(told, text)) if _runs_leftward(page, told) else told


def _is_seen(text: pypdfium2.PdfTextPage, at: int, box: tuple[float, ...]) -> bool:
    """Say whether a sign stands on the page, or is one that pdfium adds."""
    left, foot, right, head = box
    across, up = _place_of(text, at)
    inside = left <= across <= right and foot <= up <= head
    return inside or bool(raw.FPDFText_IsGenerated(text, at))


def _calls(tags: Tags, marked: dict[int, list[_Sign]]) -> Iterator[int]:
    """Set blanks around the calls of notes, and yield those with no blank of their own."""
    for tag in tags.links:
        number = _text(marked[tag])
        if number.strip().isdigit():  # "20245" is a year and a note
            blank = (marked[tag][0][0], " ", tags.marks[tag], 0)
            marked[tag] = [blank, *marked[tag], blank]
            if number.strip("\n").isdigit():  # pdfium ends a line where it is raised
                yield tag


def _told(stretches: Iterable[tuple[bool, list[_Sign]]]) -> Iterator[_Sign]:
    """Yield the signs of stretches; where a call cuts a word, also the word, behind its parts.

    Each stretch says whether it is a number that leads somewhere, with no blank beside it. It may
    be the author's own, as in "H2O": so it keeps its place.
    """
    head: list[_Sign] = []
    cut = False
    for is_call, signs in stretches:
        if is_call:
            yield from signs
            cut = True
            continue
        letters = list(takewhile(_is_letter, signs))
        whole = [*head, *letters] if cut and head and letters else []
        yield from letters
        if whole:
            blank = (letters[-1][0], " ", letters[-1][2], 0)
            yield from (blank, *(sign[:2] + blank[2:] for sign in whole), blank)
        yield from signs[len(letters) :]
        if signs:
            ends = len(letters) == len(signs)
            head = whole if whole and ends else [*takewhile(_is_letter, signs[::-1])][::-1]
            cut = False


def _is_letter(sign: _Sign) -> bool:
    return sign[0] != _DRAWN and sign[1].isalpha()


def _sort(signs: list[_Sign], places: Sequence[int], drawn: Mapping[int, int]) -> None:
    """Give marks back to their letters: pdfium may give raised ones only after the next letter.

    `places` are those in memory of what draws a page's signs, by number, and `drawn` the order of
    that: it is the order of the line, but for lines that are read from the right.
    """
    if (
        any(_is_mark(sign) for _, sign, *_ in signs)
        and all(places[at] in drawn for at, *_ in signs)
        and not any(bidirectional(sign) in _RIGHT_TO_LEFT for _, sign, *_ in signs)
    ):
        signs.sort(key=lambda sign: drawn[places[sign[0]]])


def _runs_leftward(page: pypdfium2.PdfPage, signs: Sequence[_Sign]) -> bool:
    """Say whether some of a page is read from the right, or the book says so of all of it."""
    way = ctypes.create_string_buffer(4)
    raw.FPDF_VIEWERREF_GetName(page.pdf, b"Direction", way, len(way))
    return way.value == b"R2L" or any(
        sign > _LATIN and bidirectional(sign) in _RIGHT_TO_LEFT for _, sign, *_ in signs
    )


def _turned_signs(signs: Sequence[_Sign], text: pypdfium2.PdfTextPage) -> Iterator[_Sign]:
    """Yield signs in an order that does not depend on how many marks there are in a line.

    pdfium takes each mark for an end of what it turns round, and counts what it turns to guess
    which way a line runs. Words come out as they are read, in lines that are read from the left too
    as they stand on the page.
    """
    for _, line in groupby(signs, key=lambda sign: sign[1] == "\n"):
        rows = [(parted, list(row)) for parted, row in groupby(line, key=_parts)]
        # where it knows a hyphen, pdfium makes one line of two
        order = [row for parted, row in rows if not parted]
        if len(order) > 1:
            order.sort(key=lambda row: -_place_of(text, row[0][0])[1])
        turned = iter(order)
        for parted, row in rows:
            yield from row if parted else _turned_row(next(turned), text)


def _parts(sign: _Sign) -> bool:
    return sign[1] == "\x02"


def _turned_row(signs: list[_Sign], text: pypdfium2.PdfTextPage) -> Iterator[_Sign]:
    parts = [list(part) for _, part in groupby(signs, key=lambda sign: sign[1].isspace())]
    shown = [at for at, part in enumerate(parts) if not part[0][1].isspace()]
    if any(_side(_text(parts[at])) == "L" for at in shown):
        places: dict[int, float] = {}
        last = 0.0
        for at in shown:
            edges = [_place_of(text, one)[0] for one, *_ in parts[at] if one != _DRAWN]
            places[at] = last = min(edges, default=last)
        order = sorted(shown, key=places.__getitem__)
        for at, part in zip(shown, [parts[one] for one in order], strict=True):
            parts[at] = part
    for part in parts:
        yield from _turned_word(part, text)


def _turned_word(signs: list[_Sign], text: pypdfium2.PdfTextPage) -> Iterator[_Sign]:
    """Yield the signs of a word as they are read, where pdfium did not turn all of them."""
    if _DRAWN in (at for at, *_ in signs):
        yield from signs
        return
    if _side(_text(signs)) == "L":
        yield from sorted(signs, key=lambda sign: (_place_of(text, sign[0])[0], _follows(sign[1])))
        return
    for leftward, run in groupby(signs, key=lambda sign: _is_leftward(sign[1])):
        part = list(run)
        marks = [_is_mark(sign) for _, sign, *_ in part]
        if leftward and any(marks) and not all(marks):
            places = [-_place_of(text, at)[0] for at, *_ in part]
            letters = [place for place, mark in zip(places, marks, strict=True) if not mark]
            if letters != sorted(letters):
                part = [part[at] for at in sorted(range(len(part)), key=places.__getitem__)]
        yield from part


def _follows(sign: str) -> bool:
    """Say whether a sign comes behind the letter with which it is one glyph: a mark, aa of am."""
    return _is_mark(sign) or sign in _AA


def _is_leftward(sign: str) -> bool:
    return bidirectional(sign) in _RIGHT_TO_LEFT or _is_mark(sign)


def _place_of(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, float]:
    """Return where a sign stands (pt from the page's left and foot), nowhere for what is drawn."""
    across, up = ctypes.c_double(0), ctypes.c_double(0)
    raw.FPDFText_GetCharOrigin(text, at, across, up)
    return across.value, up.value


def _is_mark(sign: str) -> bool:
    return sign > _LATIN and category(sign) == "Mn"


def _drawn(page: pypdfium2.PdfPage) -> dict[int, int]:
    """Return the order in which things are drawn, by their places in memory."""
    things = (raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page)))
    return {ctypes.addressof(one.contents): at for at, one in enumerate(things)}


def _words(text: str) -> Iterator[str]:
    """Yield the words of lines; where a hyphen ends one, also the word that its parts make."""
    before: list[str] = []
    for line in _lines(text):
        found = words(line)
        whole = [one + found[0] for one in before if found]
        yield from map(Joined, whole)
        yield from found
        # A narrow line may hold the middle of a word alone.
        middle = whole[:_BEGUN] if len(found) == 1 and len(found[0]) < _LONGEST else []
        before = [found[-1], *middle] if found and _goes_on(line.strip()) else []


def _goes_on(line: str) -> bool:
    return line[-1] in _HYPHENS or (len(line) == 1 and line.isalpha())


def _lines(text: str) -> Iterator[str]:
    """Yield lines; pdfium joins two where it knows a hyphen between them."""
    for line in chain.from_iterable(map(_as_read, filter(str.strip, text.splitlines()))):
        *parted, last = line.split("\x02")
        yield from (f"{part}-" for part in parted)
        yield last


def _as_read(line: str) -> Iterator[str]:
    """Yield a line as it may be read: nobody says which way a paragraph runs.

    Words of both directions are given as they stand on the page, from the left.
    """
    parts = line.split()
    sides = [] if line.isascii() else [_side(part) for part in parts]
    if len({"L", "R"} & set(sides)) != len("LR"):
        yield line
        return
    yield _turned(parts, "R")
    yield _turned(parts[::-1], "L")


def _turned(parts: Sequence[str], side: str) -> str:
    """Return words with each run of those of one side turned round, numbers within it too."""
    turned: list[str] = []
    run: list[str] = []
    end = 0
    for part in parts:
        kind = _side(part)
        run.append(part)
        if kind == side:
            end = len(run)
        elif kind or not end:
            turned += run[:end][::-1] + run[end:]
            run, end = [], 0
    return " ".join(turned + run[:end][::-1] + run[end:])


def _side(word: str) -> str:
    """Return "R" for a word that is read from the right, "L" from the left, "" for a number."""
    kinds = set(map(bidirectional, word))
    return "R" if kinds & _RIGHT_TO_LEFT else "L" if "L" in kinds else ""


def _joined(parted: Sequence[str], heads: Sequence[str]) -> Iterator[str]:
    """Yield the words that a page's last lines and the next page's first may make together."""
    ends = [found[-1] for line in parted if (found := words(line))]
    starts = [found[0] for line in heads if (found := words(line))]
    yield from (Joined(one + other) for one, other in product(ends, starts))


def _targets(document: pypdfium2.PdfDocument) -> _Anchors:
    """Return by page, counted from 0, the heights (pt from its foot) and names of its targets."""
    targets: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for at in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, at, None, ctypes.byref(size))
        name = ctypes.create_string_buffer(max(size.value, 2))
        target = raw.FPDF_GetNamedDest(document, at, name, ctypes.byref(size))
        page = raw.FPDFDest_GetDestPageIndex(document, target)
        top = ctypes.c_float(0)
        known = (ctypes.c_int(0), ctypes.c_int(0), ctypes.c_int(0))
        across, zoom = ctypes.c_float(0), ctypes.c_float(0)
        raw.FPDFDest_GetLocationInPage(target, *known, across, top, zoom)
        targets[page].append((top.value, name.raw.decode("utf-16-le").rstrip("\0")))
    return targets


def _place(text: pypdfium2.PdfTextPage, signs: Sequence[_Sign], top: float) -> int:
    """Return the first of a page's signs that stands below a height."""
    for place, (at, sign, _, height) in enumerate(signs):
        if at == _DRAWN and height < top:
            return place
        if at == _DRAWN or sign.isspace() or raw.FPDFText_IsGenerated(text, at):
            continue
        _left, bottom, _right, upper = text.get_charbox(at)
        if (bottom + upper) / 2 < top:  # what is led to may stand within a word
            return next((end for end in range(place, 0, -1) if signs[end - 1][1].isspace()), 0)
    return len(signs)
