"""Straight quotation marks, hyphens for dashes, three dots: what a typesetter makes of them.

Blogs keep what was typed; their pages showed curly marks. Only straight marks are changed, and
only where the text tells what they are: a mark in doubt stays straight. Doing it twice changes
nothing more.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from blog2book.language.marks import APOSTROPHE, NARROW_SPACE, Marks, marks_of
from blog2book.language.pairs import Kind, Role, pair

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no text (a picture, code): like a word, and never changed."""

_RUN = re.compile("[\"'“”„‟«»‘’‚‛‹›′″]+")
_BLANK = f"[ \t\n{NARROW_SPACE}]"
_SPACED_RUN = re.compile(f"(?:[\"'“”„‟‘’‚‛‹›′″»]|«{_BLANK}*|(?<!{_BLANK}){_BLANK}+»)+")
"""The same where the space inside guillemets belongs to them."""

_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(
    r"(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]*://|www\.)[^\s\"<>“”„«»]*[^\s\"'<>.,;:!?…)\]’“”„«»]"
    r"|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/[^\s\"<>'‘’‚‹›“”„«»]*"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w[\w.-]*",
    re.IGNORECASE,
)
_NOISE = re.compile("[\"']{40}")
_LIKE_ADDRESS = re.compile(r"[/@]|www\.", re.IGNORECASE)
_FEET = re.compile(r"(?<![\w'’])\d{1,3}(')\s?\d{1,2}(?:[.,]\d+|[½¼¾])?([\"″])")
_BY = (
    re.compile(r"(?<=\d)([\"'])(?=\s?[x×]\s?\d)"),
    re.compile(r"(?<=\d[\"'″′])\s?[x×]\s?\d{1,3}([\"'])"),
)
"""8″ × 10″: both marks."""

_MEASURE = re.compile(r"(?:(?<!\w)\d{1,3}|[½¼¾])$")
_MEASURE_LENGTH = 4
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_DECADE = re.compile(r"\d\d(?:s|er|ern)(?!\w)")
_YEAR = re.compile(r"\d\d(?![\w'’])")
_AND = re.compile(
    r"(?<=[a-z] )(['’])n(['’])(?= (?:bass|cheese|go|match|mix|paste|roll|sour|tell|vinegar)\b)"
)
"""Rock ’n’ roll, and its like."""

_DASH = re.compile(r"(?<![-–—<!])-{2,3}(?![-–—>])")
_DOTS = re.compile(r"(?<![./\\])\.{3,4}(?![./\\])")
_BEFORE_SIGN = re.compile(r"(?<=\S)[ \t\n]+(?=[;:!?]+(?:[\s…»\"”'’)\]]|$)|»)")
_AFTER_MARK = re.compile(r"(?<=«)[ \t\n]+(?=\S)")
_WORTH = re.compile(r"[\"']|--|\.\.\.|[ \t\n][;:!?»]|«[ \t\n]")

_OPEN_SIDE = "([{<¿¡"
_STOPS = ".,;:!?…"
_CLOSE_SIDE = f"{_STOPS})]}}>"
_CLOSE_BEHIND_SPACE = ".,;)]"
_DASHES = "-–—/"
_UNSURE = frozenset({Kind.DOUBT, Kind.EITHER})


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the signs from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Mark:
    """A mark and what stands beside it and its neighbouring marks ("" for nothing).

    `touched`: but for spaces, the next sign on one side is a mark too. `alone`: it has a role
    without the mark that belongs to it.
    """

    place: int
    left: str
    right: str
    touched: bool = False
    alone: bool = False
    kind: Kind = Kind.NEITHER
    role: Role = Role.UNDECIDED


def smart(text: str, language: str) -> str:
    """Return one block of plain text with the marks of a language (BCP 47)."""
    parts: list[str] = []
    end = 0
    for edit in edits(text, marks_of(language)):
        parts.extend((text[end : edit.start], edit.text))
        end = edit.end
    return "".join((*parts, text[end:]))


def edits(text: str, marks: Marks | None) -> list[Edit]:
    """Return what has to change in one block of text, in its order; no two touch one sign.

    OBJECT stands for what is no text. A block whose first letter is written from right to left
    stays as it is, as does one with a run of marks that is no writing, and all where there are no
    marks.
    """
    if marks is None or _WORTH.search(text) is None or _NOISE.search(text):
        return []
    first = _LETTER.search(text)
    if first is not None and unicodedata.bidirectional(first[0]) in {"R", "AL"}:
        return []
    shown = text
    if _LIKE_ADDRESS.search(text) is not None:
        shown = _ADDRESS.sub(lambda match: OBJECT * len(match[0]), text)
    found = [*_quotes(shown, marks), *_dashes(shown, marks)]
    found.extend(
        Edit(match.start(), match.end(), "…" if len(match[0]) == len("...") else "….")
        for match in _DOTS.finditer(shown)
    )
    if marks.inside:
        spaces = {*_BEFORE_SIGN.finditer(shown), *_AFTER_MARK.finditer(shown)}
        found.extend(Edit(one.start(), one.end(), marks.inside) for one in spaces)
    return sorted(set(found), key=lambda one: one.start)


def _dashes(text: str, marks: Marks) -> Iterator[Edit]:
    """Yield the dashes. What may be an option of a program or code stays ("--force", "i--;")."""
    for match in _DASH.finditer(text):
        left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        begins = not left.strip()
        option = begins and not marks.raya and (right.islower() or right.isdigit())
        if option or (not left and not right) or (right and right in ";="):
            continue
        if left.isdigit() and right.isdigit():
            dash = "–"
        else:
            dash = marks.spaced if left.isspace() and not right.strip() else marks.dash
        yield Edit(match.start(), match.end(), "—" if len(match[0]) == len("---") else dash)


def _quotes(text: str, marks: Marks) -> Iterator[Edit]:
    """Yield the edits of quotation marks, apostrophes and primes."""
    places = _places(text, marks)
    primes = {
        place for match in _FEET.finditer(text) for place in (match.start(1), match.start(2))
    } | {match.start(1) for sign in _BY for match in sign.finditer(text)}
    doubles = [
        one
        for one in places
        if one.place not in primes and text[one.place] in f'"{marks.opening}{marks.closing}'
    ]
    for one in doubles:
        one.kind = _double_kind(text, one, marks)
    pairs = _decide(doubles)
    signs = {place: "″" if text[place] == '"' else "′" for place in primes}
    signs |= {one.place: "″" for one in doubles if one.role is Role.OTHER}
    for one in doubles:
        if text[one.place] == '"' and one.role in {Role.OPENING, Role.CLOSING}:
            opens = one.role is Role.OPENING
            space = _space_inside(text, one.place, behind=opens)
            if marks.inside and space.text:
                yield replace(space, text=marks.inside)
            inside = "" if space.text else marks.inside
            signs[one.place] = marks.opening + inside if opens else inside + marks.closing
    openings = {one.place for one in doubles if one.role is Role.OPENING}
    singles = [one for one in places if one.place not in primes]
    signs |= _singles(text, singles, marks, openings, pairs)
    for place, sign in signs.items():
        if text[place] in "\"'":
            yield Edit(place, place + 1, sign)


def _places(text: str, marks: Marks) -> list[_Mark]:
    """Return all marks with what stands beside their runs; three dots are an ellipsis there."""
    run = _SPACED_RUN if marks.inside else _RUN
    found: list[_Mark] = []
    done, last = 0, 0
    for match in run.finditer(text):
        start, end = match.span()
        near = bool(found) and not text[done:start].strip()
        for one in found[last:] if near else ():
            one.touched = True
        done, last = end, len(found)
        left = text[start - 1 : start]
        right = "…" if text.startswith("...", end) else text[end : end + 1]
        touched = near or end - start > 1
        found.extend(_Mark(place, left, right, touched) for place in range(start, end))
    return found


def _space_inside(text: str, place: int, *, behind: bool) -> Edit:
    """Return the blanks between a mark and its words, of whatever kind they are."""
    start = end = place + 1 if behind else place
    while behind and text[end : end + 1].isspace():
        end += 1
    while not behind and text[start - 1 : start].isspace():
        start -= 1
    return Edit(start, end, text[start:end])


def _side(one: _Mark) -> Kind:
    """Say what a mark could be by the signs beside it."""
    left, right = one.left, one.right
    blank_left, blank_right = not left.strip(), not right.strip()
    may_open = (blank_left or left in _OPEN_SIDE + _DASHES) and not blank_right
    may_close = (blank_right or right in _CLOSE_SIDE + _DASHES) and not blank_left
    if may_open and may_close:
        surely_opens = left in _OPEN_SIDE and right in _STOPS + _DASHES
        surely_closes = left in _DASHES and right in _CLOSE_SIDE
        may_open, may_close = surely_opens, surely_closes
    if may_open:
        return Kind.OPENS
    return Kind.CLOSES if may_close else Kind.NEITHER


def _double_kind(text: str, one: _Mark, marks: Marks) -> Kind:
    """Say what a double mark could be."""
    sign = text[one.place]
    if sign != '"' and marks.opening != marks.closing:
        return Kind.OPENS if sign == marks.opening else Kind.CLOSES
    kind = _side(one)
    behind_apostrophe = text[one.place - 1 : one.place] in {"'", APOSTROPHE}
    if behind_apostrophe and one.left.isalpha() and one.right.isalnum():
        return Kind.OPENS
    if marks.inside and not one.touched and _is_spaced(one):
        return Kind.EITHER
    return Kind.DOUBT if kind is Kind.CLOSES and _measures(text, one.place) else kind


def _is_spaced(one: _Mark) -> bool:
    """Say whether a space parts a mark from the words that it may open or close."""
    blank_left, blank_right = not one.left.strip(), not one.right.strip()
    after_space = blank_left and (blank_right or one.right in _CLOSE_BEHIND_SPACE)
    return after_space or (blank_right and one.left in _OPEN_SIDE)


def _measures(text: str, place: int) -> bool:
    """Say whether a number of feet or inches may stand before a mark."""
    return _MEASURE.search(text[max(place - _MEASURE_LENGTH, 0) : place]) is not None


def _decide(marks: Sequence[_Mark]) -> list[tuple[int, int]]:
    """Give each mark of one kind its role; return the places of those that are pairs.

    One that opens at the beginning of a block, or closes at its end, may stand alone: a quotation
    of several paragraphs opens in each and closes in the last.
    """
    kinds = [one.kind for one in marks]
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    certain = Kind.NEITHER not in kinds
    for one, role in zip(marks, pair(kinds), strict=True):
        one.role = role
        certain = certain and not (one.kind in _UNSURE and role is Role.UNDECIDED)
        if role is Role.OPENING:
            stack.append(one.place)
        elif role is Role.CLOSING:
            pairs.append((stack.pop(), one.place))
    if certain and marks:
        first, last = marks[0], marks[-1]
        if first.kind is Kind.OPENS and first.role is Role.UNDECIDED and not first.left:
            first.role, first.alone = Role.OPENING, True
        if last.kind is Kind.CLOSES and last.role is Role.UNDECIDED and not last.right:
            last.role, last.alone = Role.CLOSING, True
    return pairs


def _singles(
    text: str,
    places: Sequence[_Mark],
    marks: Marks,
    openings: set[int],
    pairs: Sequence[tuple[int, int]],
) -> dict[int, str]:
    """Return what each single mark becomes: apostrophes first, then pairs within each quotation."""
    signs: dict[int, str] = {}
    sung = {place for match in _AND.finditer(text) for place in (match.start(1), match.start(2))}
    waiting: list[_Mark] = []
    for one in places:
        sign = text[one.place]
        if sign not in f"'{APOSTROPHE}{marks.inner_opening}{marks.inner_closing}":
            continue
        straight = sign in f"'{APOSTROPHE}"
        if straight and (one.place in sung or _is_apostrophe(text, one.place, marks, openings)):
            signs[one.place] = APOSTROPHE
        elif straight and _between_digits(text, one.place):
            signs[one.place] = "′"
        else:
            one.kind, one.role = _single_kind(text, one, marks), Role.UNDECIDED
            waiting.append(one)
    enclosed = _enclosing([one.place for one in waiting], pairs)
    order = sorted(range(len(waiting)), key=lambda index: (enclosed[index], index))
    for _, group in groupby(order, key=lambda index: enclosed[index]):
        members = [waiting[index] for index in group]
        _decide(members)
        signs |= {one.place: sign for one in members if (sign := _single(text, one, marks))}
    return signs


def _enclosing(places: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each place where the innermost pair around it begins, -1 for none."""
    bounds = sorted([(start, True) for start, _ in pairs] + [(end, False) for _, end in pairs])
    inside = [-1]
    after: list[int] = []
    for place, begins in bounds:
        if begins:
            inside.append(place)
        else:
            inside.pop()
        after.append(inside[-1])
    cuts = [place for place, _ in bounds]
    found = [bisect_left(cuts, place) for place in places]
    return [after[index - 1] if index else -1 for index in found]


def _is_apostrophe(text: str, place: int, marks: Marks, openings: set[int]) -> bool:
    """Say whether a single mark is an apostrophe, whatever stands around its word."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if before.isalnum():
        if before.isdigit() and after.isdigit():
            return _THOUSANDS.match(text, place + 1) is not None
        return after.isalpha() or (before.isalpha() and (after.isdigit() or place + 1 in openings))
    if _elisions(marks.elisions).match(text, place + 1) or _DECADE.match(text, place + 1):
        return True
    in_sentence = before == " " and text[place - 2 : place - 1].isalpha()
    return in_sentence and _YEAR.match(text, place + 1) is not None


@lru_cache(maxsize=16)
def _elisions(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for words behind an apostrophe; one that is quoted whole is none."""
    return re.compile(rf"(?:{'|'.join(words) or '(?!)'})(?!\w|['’](?!\w))", re.IGNORECASE)


def _between_digits(text: str, place: int) -> bool:
    """Say whether a mark stands between feet and inches, or minutes and seconds."""
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def _single_kind(text: str, one: _Mark, marks: Marks) -> Kind:
    """Say what a single mark could be that is no sure apostrophe."""
    if text[one.place] not in f"'{APOSTROPHE}":
        return Kind.OPENS if text[one.place] == marks.inner_opening else Kind.CLOSES
    kind = _side(one)
    if kind is Kind.CLOSES and _measures(text, one.place):
        return Kind.DOUBT
    genitive = text[one.place - 1 : one.place].isalpha() and one.right.isspace()
    if kind is Kind.CLOSES and genitive and marks.inner_closing != APOSTROPHE:
        return Kind.DOUBT
    return kind


def _single(text: str, one: _Mark, marks: Marks) -> str:
    """Return what a single mark becomes by its role, "" where it stays."""
    lonely = one.alone or one.role is Role.UNDECIDED
    if one.kind is Kind.OPENS and lonely:
        short = _elisions(marks.shortened).match(text, one.place + 1)
        if short or _YEAR.match(text, one.place + 1):
            return APOSTROPHE
    if one.kind is Kind.CLOSES and lonely and text[one.place - 1 : one.place].isalpha():
        return APOSTROPHE
    if one.role is Role.OTHER:
        return "′" if _measures(text, one.place) else APOSTROPHE
    return {Role.OPENING: marks.inner_opening, Role.CLOSING: marks.inner_closing}.get(one.role, "")
