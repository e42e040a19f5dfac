"""Tables that fit their medium: pictures give way, then long words; far too wide ones are lists."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from blog2book.markup import columns
from blog2book.markup.parse import Element, ancestors, name, parse, text_of
from blog2book.markup.text import BLOCKS
from blog2book.markup.write import outer, write
from blog2book.model.xhtml import Xhtml

_FEW = 6
"""Columns that always stay columns: beside one another they are what the author drew."""

_SHORTEST = 6
"""Signs of a word that is never parted, and of a picture that is not made smaller."""

_EM = 0.5
"""How wide a sign is, in em."""

_GAP = 1.6
"""Signs of white behind a column (.8em in base's style sheets)."""

_LARGEST = 2000
"""Signs of a row of headings with its tags: they are printed once for each other row."""

_PLAIN = frozenset({"b", "strong", "i", "em", "u", "code", "sub", "sup", "small", "br", "abbr"})
"""What a heading may hold that is to be said in each row again."""

_SET_IN = frozenset({"blockquote", "li", "dd"})
_SHORTER = 0.12
"""By how much each of these blocks shortens a line, in parts of the measure."""

_UNMEASURED = ("pre", "table")
_UNLISTED = ("*[@rowspan]", "h3", "h4", "h5", "h6")
_SHOWN = ("img", "svg", "math", "hr", "a")
_CLOSED = (":", "?", "!", ".")
_NOTHING = "–"
_BETWEEN = "\u00a0· "
_KEPT = ("id", "lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many signs a line of a table has: as tables are set, and at the smallest size.

    `fixed`: a picture would not be narrower where its column is.
    """

    plain: float
    small: float
    fixed: bool = False


def fitted(body: Xhtml, room: Room, mark: str) -> Xhtml:
    """Return a body whose tables fit into a line.

    A column is as wide as its longest word with the white behind it. Where all columns together
    fit, the table gets the class "whole": its words need not part. Where they fit at the smallest
    size only, it is "small" besides. Where they never do, the longest words part, each in pieces
    as long as will fit, at joints or in a `span.parted` (see `breaks.joints`); only where these
    would be shorter than six signs the table is "small" alone, and any word may part. A picture is
    no word; where they are `fixed`, its cell says how wide it may be beside the words of others.

    More than six columns become a list where they do not fit even if they are small, a column
    being at least as wide as a fourth of its longest cell: a calendar stays one, nine columns of
    sentences do not. In `div.records` each row is a `dl`, its first cell the term; before each cell
    stands its heading in `span.field`, with `mark` (":") behind it. That needs one row of headings
    in plain words, and no cell over several rows or columns. Where only headings of rows stand over
    several of these, or those of columns are links, each column is a `dl`, its heading the term,
    and in one line stands what it has beside one heading of rows. Without any heading but those of
    rows, each row is a `p.record`, its cells one after another in a line: nobody said what a column
    is, and a number before each cell would say no more. Another table stays, and is small.
    """
    root = parse(body)
    for table in [one for one in root.iter("table") if "table" not in ancestors(one)]:
        _fit(table, room, mark)
    return write(root)


def _fit(table: Element, room: Room, mark: str) -> None:
    rows = [[*row] for row in table.findall("*/tr")]
    words, least = columns.measured(rows)
    white = _GAP * len(words)
    part = max(1 - _SHORTER * sum(one in _SET_IN for one in ancestors(table)), 0)
    if len(words) > _FEW and sum(least) + white > part * room.small:
        regular = _is_regular(table)
        if regular and _is_headed(rows):
            _list(table, rows, mark)
            return
        if regular and _is_bare(table, rows):
            _run_in(table, rows)
            return
        if _is_headed_twice(table, rows):
            _turn(table, rows, mark)
            return
    small = sum(words) + white > part * room.plain
    line = part * (max(room.plain, room.small) if small else room.plain) - white
    most = columns.longest_word(words, line)
    whole = most >= _SHORTEST and not _holds(table, _UNMEASURED)
    if whole:
        for cell in table.iter("td", "th"):
            columns.part(cell, most)
        if room.fixed:
            _narrow(rows, words, least, line)
    if whole or small:
        table.set("class", " ".join(["whole"] * whole + ["small"] * small))


def _narrow(
    rows: Sequence[Sequence[Element]], words: Sequence[float], least: Sequence[float], line: float
) -> None:
    """Say of each cell with a picture how wide it may be at most, in em.

    What the other columns do not need is theirs; no text needs more than an equal part for itself.
    """
    cells = [*columns.placed(rows)]
    shown = {place for place, cell in cells if _holds(cell, ("img",))}
    even = line / max(len(words), 1)
    others = [n for n in range(len(words)) if n not in shown]
    free = line - sum(max(min(words[n], line), min(least[n], even)) for n in others)
    for place, cell in cells:
        if place in shown and "colspan" not in cell.attrib:
            wide = max(_SHORTEST, words[place], free / len(shown))
            cell.set("style", f"max-width:{wide * _EM:.3g}em")


def _holds(table: Element, kinds: Sequence[str]) -> bool:
    return any(table.find(f".//{kind}") is not None for kind in kinds)


def _is_regular(table: Element) -> bool:
    """Say whether each row of a table has a cell for each column, and no group or caption an id."""
    return (
        not _holds(table, _UNLISTED)
        and not any(_spans(cell) for cell in table.iter("td", "th"))
        and all("id" not in one.attrib for one in table)
    )


def _is_headed(rows: Sequence[Sequence[Element]]) -> bool:
    """Say whether rows are one of headings in plain words, and others."""
    return _has_heads(rows) and _may_be_repeated(rows[0])


def _has_heads(rows: Sequence[Sequence[Element]]) -> bool:
    """Say whether rows are one of headings, and others."""
    heads = rows[0]
    row = heads[0].getparent()
    group = row.getparent() if row is not None else None
    if group is None:
        return False
    headed = len(group) == 1 if name(group) == "thead" else _are_headings(heads)
    return headed and len(rows) > 1


def _may_be_repeated(heads: Sequence[Element]) -> bool:
    """Say whether headings are few plain words, to which nothing leads."""
    return (
        sum(len(outer(head)) for head in heads) <= _LARGEST
        and all("id" not in one.attrib for head in heads for one in head.iter())
        and all(name(one) in _PLAIN for head in heads for one in head.iterdescendants())
    )


def _is_headed_twice(table: Element, rows: Sequence[Sequence[Element]]) -> bool:
    """Say whether columns have headings and rows too, beside which each cell is one line.

    Only the headings of rows stand over several of them.
    """
    heads, *others = rows
    cells = [*columns.placed(others)]
    sides = [cell for place, cell in cells if place == 0]
    inside = [cell for place, cell in cells if place > 0]
    return (
        _has_heads(rows)
        and _is_empty(heads[0])
        and max(place for place, _ in cells) < len(heads)
        and all(name(cell) == "th" for cell in sides)
        and all(name(cell) == "td" and "rowspan" not in cell.attrib for cell in inside)
        and not any({"rowspan", "colspan"}.intersection(cell.attrib) for cell in heads)
        and not any(map(_spans, (*sides, *inside)))
        and not any(map(_global, (heads[0], *table, *table.iter("tr"))))
        and _may_be_repeated(sides)
        and _are_lines(rows)
    )


def _is_bare(table: Element, rows: Sequence[Sequence[Element]]) -> bool:
    """Say whether only the rows of a table may have headings, and each cell is one line."""
    return (
        table.find("thead") is None
        and all(name(cell) == "td" for row in rows for cell in row[1:])
        and _are_lines(rows)
    )


def _are_lines(rows: Sequence[Sequence[Element]]) -> bool:
    """Say whether each cell is one line."""
    return all(
        name(one) == "br" or name(one) not in BLOCKS
        for row in rows
        for cell in row
        for one in cell.iterdescendants()
    )


def _spans(cell: Element) -> bool:
    """Say whether a cell that holds something stands in several columns."""
    return "colspan" in cell.attrib and ("id" in cell.attrib or not _is_empty(cell))


def _are_headings(cells: Sequence[Element]) -> bool:
    """Say whether all cells are headings, but for empty ones."""
    return all(name(one) == "th" or not text_of(one).strip() for one in cells)


def _list(table: Element, rows: Sequence[Sequence[Element]], mark: str) -> None:
    """Make a table the list of its rows, in its place."""
    _empty(table)
    heads, *others = map(_whole, rows)
    for row in others:
        _record(table, heads, row, mark)


def _empty(table: Element) -> None:
    """Make a table an empty list, but for its caption."""
    caption = table.find("caption")
    kept = _global(table)
    tail = table.tail
    table.clear()
    table.tail = tail
    table.tag = "div"
    _set(table, kept | {"class": "records"})
    if caption is not None:
        caption.tag = "p"
        caption.set("class", "records-head")
        table.append(caption)


def _whole(row: Sequence[Element]) -> Sequence[Element]:
    """Return a cell for each column of a row: an empty one may take several."""
    return [cell for cell in row for _ in range(int(cell.get("colspan", "1")))]


def _run_in(table: Element, rows: Sequence[Sequence[Element]]) -> None:
    """Make a table lines of its rows, in its place."""
    _empty(table)
    for row in rows:
        around = row[0].getparent()
        cells = [*_whole(row)]
        while cells and _is_empty(cells[-1]) and "id" not in cells[-1].attrib:
            cells.pop()
        line = etree.SubElement(table, "p", {} if around is None else _global(around))
        line.set("class", "record")
        for number, cell in enumerate(cells):
            part = etree.SubElement(line, "b" if name(cell) == "th" else "span", _global(cell))
            part.text = cell.text
            part.extend(list(cell))
            if _is_empty(part):
                part.text = _NOTHING
            part.tail = _BETWEEN if number + 1 < len(cells) else None


def _turn(table: Element, rows: Sequence[Sequence[Element]], mark: str) -> None:
    """Make a table the list of its columns, in its place."""
    _empty(table)
    heads, *others = rows
    sides: list[tuple[Element, list[list[Element]]]] = []
    for place, cell in columns.placed(others):
        if place == 0:
            sides.append((cell, [[] for _ in heads]))
        elif "id" in cell.attrib or not _is_empty(cell):
            sides[-1][1][place].append(cell)
    nothing = table.makeelement("th")
    for place, head in enumerate(heads[1:], 1):
        if _is_empty(head) and not any(cells[place] for _, cells in sides):
            continue
        record = etree.SubElement(table, "dl")
        _field(record, "dt", nothing, head, mark)
        for side, cells in sides:
            _field(record, "dd", side, _joined(table, cells[place]), mark)


def _joined(table: Element, cells: Sequence[Element]) -> Element:
    """Return one cell with what several hold in a line."""
    joined = table.makeelement("td")
    for number, cell in enumerate(cells):
        cell.tag = "span"
        kept = _global(cell)
        cell.attrib.clear()
        _set(cell, kept)
        cell.tail = _BETWEEN if number + 1 < len(cells) else None
        joined.append(cell)
    return joined


def _record(records: Element, heads: Sequence[Element], row: Sequence[Element], mark: str) -> None:
    """Add a row: its first cell that holds anything is the term, if there is one."""
    around = row[0].getparent()
    record = etree.SubElement(records, "dl", {} if around is None else _global(around))
    term = next((place for place, cell in enumerate(row) if not _is_empty(cell)), 0)
    for place in (term, *(one for one in range(len(row)) if one != term)):
        _field(record, "dt" if place == term else "dd", heads[place], row[place], mark)


def _field(record: Element, tag: str, head: Element, cell: Element, mark: str) -> None:
    """Add a cell with its heading; one without words and heading only as a term, or for its id."""
    kept = _global(cell)
    if tag == "dd" and not kept and _is_empty(cell) and _is_empty(head):
        return
    field = etree.SubElement(record, tag, kept)
    field.text = cell.text
    field.extend(list(cell))
    if _is_empty(field):
        field.text = _NOTHING
    if _is_empty(head):
        return
    place = field
    if len(field) and name(field[0]) in BLOCKS - {"br"} and not (field.text or "").strip():
        if name(field[0]) != "p":
            field.insert(0, field.makeelement("p"))
        place = field[0]
    label = deepcopy(head)
    label.tag = "span"
    label.attrib.clear()
    _set(label, _global(head) | {"class": "field"})
    _mark(label, mark)
    label.tail = f" {place.text or ''}"
    place.text = None
    place.insert(0, label)


def _mark(label: Element, mark: str) -> None:
    """Put a mark behind a heading that does not end with one."""
    if text_of(label).rstrip().endswith(_CLOSED):
        return
    if len(label):
        label[-1].tail = (label[-1].tail or "").rstrip() + mark
    else:
        label.text = (label.text or "").rstrip() + mark


def _is_empty(cell: Element) -> bool:
    """Say whether a cell shows nothing."""
    return not text_of(cell).strip() and not _holds(cell, _SHOWN)


def _global(element: Element) -> dict[str, str]:
    """Return the attributes that stay, whatever the element becomes."""
    return {one: element.get(one, "") for one in _KEPT if one in element.attrib}


def _set(element: Element, attributes: Mapping[str, str]) -> None:
    for one, value in attributes.items():
        element.set(one, value)
