"""Where one post ends and the next begins, and which of its lines is the title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from blog2book.readers.text.dates import Dates, FoundDate
from blog2book.readers.text.footers import Footer, read_footer
from blog2book.readers.text.line import looks_like_date
from blog2book.readers.text.page import page_end

LONGEST_TITLE = 80
"""Characters. A headline is shorter, a paragraph on one line is nearly always longer."""

_LONGEST_SET_OFF = 150
"""Characters of a title that more tells apart than its length: it ends no sentence, and a blank
line follows, or a paragraph at least twice as long, which no line broken at a width is."""

_LONG_LINE = 100
"""Characters from which a line is a whole paragraph: nobody breaks verse or prose so late."""

_NO_TITLE_ENDS = (".", "。", "।", "։", "۔", ",", ";", ":", "،", "、")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", '"', "”", "’", "»", ")")
_CLOSING = "\"'”’»)"
_BULLETS = ("- ", "* ", "• ", "– ", "— ", "> ")
_SAYS_ENDS = ("...", "…", ":")
_SAYS_WORDS = 8
_SENTENCES = 0.8
"""Share of lines that end a sentence, from which lines are paragraphs and not verse."""

_WRAP_SLACK = 20
_NARROWEST_WRAP = 40
_WRAPPED_SHARE = 0.8
_FEWEST_WRAPPED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text, its number in the file, and whether a blank follows."""

    text: str
    number: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as found: its day (None before the first date line), its lines, what footers say.

    `comments` is the count that a footer gives; `by_readers` tells that the lines are comments,
    `by_page` that they are what the page prints behind its posts.
    """

    day: date | None
    clock: time | None
    number: int
    lines: tuple[Line, ...]
    title: str = ""
    author: str = ""
    labels: tuple[str, ...] = ()
    comments: int = 0
    language: str = ""
    by_readers: bool = False
    by_page: bool = False

    @property
    def is_post(self) -> bool:
        """Say whether the blogger wrote it."""
        return not (self.by_readers or self.by_page)


def drafts(lines: Sequence[str], dates: Dates) -> list[Draft]:
    """Return all posts of a text in its order; the first has no day if text precedes all dates."""
    found = dict(dates.found)
    lines = _dates_above_titles(list(lines), found)
    marks = sorted(found)
    drafts: list[Draft] = []
    head: FoundDate | None = None
    for mark, end in zip([-1, *marks], [*marks, len(lines)], strict=True):
        when = found.get(mark)
        section = _lines(lines, mark + 1, end)
        if (
            when
            and when.clock
            and head
            and not head.clock
            and drafts[-1:]
            and drafts[-1].by_readers
        ):
            continue  # a moment under a comment, and the next comment
        head = when
        number = mark + 1 if when else next((line.number for line in section), 1)
        drafts.extend(
            _titled(draft) if draft.is_post else draft for draft in _split(section, when, number)
        )
    return drafts


def paragraphs(posts: Sequence[Draft]) -> Iterator[str]:
    """Yield the text of each post with a blank line between paragraphs.

    Lines that an editor broke at a width are joined; where a text has no blank lines, each line is
    a paragraph; other line ends are kept, for verse and addresses.
    """
    blocks = [list(_blocks(post.lines)) for post in posts]
    several = [block for one in blocks for block in one if len(block) > 1]
    pairs = sum(len(block) - 1 for block in several)
    wrapped = _is_wrapped(several)
    one_line_each = (
        not wrapped
        and pairs > sum(max(0, len(one) - 1) for one in blocks)
        and _are_sentences(several)
    )
    for one in blocks:
        yield "\n\n".join(
            " ".join(block)
            if wrapped
            else ("\n\n" if one_line_each or _has_long(block) else "\n").join(block)
            for block in one
        )


def is_short(text: str) -> bool:
    """Say whether a line may be a heading: short, no full stop, no bullet."""
    return (
        len(text) < LONGEST_TITLE
        and not (text.endswith(_NO_TITLE_ENDS) and not text.endswith("..."))
        and not text.startswith(_BULLETS)
    )


def _may_be_set_off(text: str) -> bool:
    """Say whether a line that is long for a title may be one where what is around it agrees."""
    return (
        len(text) < _LONGEST_SET_OFF
        and not text.startswith(_BULLETS)
        and not text.endswith(_NO_TITLE_ENDS)
        and not text.rstrip(_CLOSING).endswith(_ENDS)
    )


def _lines(lines: Sequence[str], start: int, end: int) -> list[Line]:
    return [
        Line(text, index + 1, index + 1 >= len(lines) or not lines[index + 1].strip())
        for index in range(start, end)
        if (text := lines[index].strip())
    ]


def _dates_above_titles(lines: list[str], found: dict[int, FoundDate]) -> list[str]:
    """Bring a text with each title above its date into the usual order.

    It is one only if every date has a line above it that may be a title, and hardly any below.
    """
    marks = sorted(found)
    above: dict[int, int] = {}
    below = 0
    for mark in marks:
        before = _neighbour(lines, mark, -1)
        after = _neighbour(lines, mark, 1)
        if before is None or before in found:
            return lines
        over = lines[before].strip()
        if not (is_short(over) or _may_be_set_off(over)):
            return lines
        above[mark] = before
        below += after is not None and is_short(lines[after].strip())
    if not marks or below * 2 >= len(marks):
        return lines
    for mark, title in above.items():
        lines[title], lines[mark] = lines[mark], lines[title]
        found[title] = found.pop(mark)
    return lines


def _neighbour(lines: Sequence[str], index: int, step: int) -> int | None:
    index += step
    while 0 <= index < len(lines):
        if lines[index].strip():
            return index
        index += step
    return None


def _split(section: Sequence[Line], when: FoundDate | None, number: int) -> Iterator[Draft]:
    """Yield the posts under one date: one, or more where footers part them."""
    day = when.day if when else None
    clock = when.clock if when else None
    draft = Draft(day, clock, number, (), author=when.author if when else "")
    end = page_end([line.text for line in section]) if when else len(section)
    section, behind = section[:end], section[end:]
    start = 0
    for first, last, footers in _footer_runs(section):
        yield from _filled(_signed(replace(draft, lines=tuple(section[start:first])), footers))
        start = last
        draft = Draft(day, clock, section[last].number if last < len(section) else 0, ())
        if _open_comments(section, last, footers):
            count = sum(one.comments or 0 for one in footers)
            draft = replace(draft, comments=count, by_readers=True)
    yield from _filled(replace(draft, lines=tuple(section[start:])))
    if behind:
        yield Draft(None, None, behind[0].number, tuple(behind), by_page=True)


def _filled(draft: Draft) -> Iterator[Draft]:
    if draft.lines:
        yield draft


def _signed(draft: Draft, footers: Sequence[Footer]) -> Draft:
    """Put what footers say into a post."""
    return replace(
        draft,
        author=next((one.author for one in footers if one.author), draft.author),
        clock=next((one.clock for one in footers if one.clock), draft.clock),
        labels=tuple(dict.fromkeys(label for one in footers for label in one.labels)),
        comments=sum(one.comments or 0 for one in footers),
        language=next((one.language for one in footers if one.language), ""),
    )


def _footer_runs(section: Sequence[Line]) -> Iterator[tuple[int, int, list[Footer]]]:
    """Yield runs of footers (first, after the last, what they say) that stand where footers do.

    What merely reads like a footer is text if text goes on behind it.
    """
    read = [read_footer(line.text) for line in section]
    index = 0
    while index < len(section):
        end = index
        footers: list[Footer] = []
        while end < len(section) and (weak := read[end]) is not None and weak.weak:
            end += 1  # a poem may end with "Home"; behind a footer it is a button
        index = end
        while end < len(section) and (footer := read[end]) is not None:
            footers.append(footer)
            end += 1
        if footers and _stand_at_an_end(footers, section, end):
            yield index, end, footers
        index = max(end, index + 1)


def _stand_at_an_end(footers: Sequence[Footer], section: Sequence[Line], end: int) -> bool:
    if _open_comments(section, end, footers):
        return True
    if not any(one.telling for one in footers):
        return False
    if end == len(section) or _is_title(section, end):
        return True
    # A time of day behind the name, or a count of comments that follow, closes a post for sure.
    return any(one.clock or one.comments for one in footers)


def _open_comments(section: Sequence[Line], index: int, footers: Sequence[Footer]) -> bool:
    """Say whether comments follow, which begin with "Jane said..." in whatever language."""
    if index == len(section) or not any(one.comments for one in footers):
        return False
    first = section[index].text
    return first.endswith(_SAYS_ENDS) and len(first.split()) <= _SAYS_WORDS


def _titled(draft: Draft) -> Draft:
    """Take the title off a post's lines, if it has one."""
    if not _is_title(draft.lines, 0):
        return draft
    return replace(draft, title=draft.lines[0].text, lines=draft.lines[1:])


def _is_title(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is a title: by itself, short or set off, and followed by more."""
    following = [line for line in lines[index + 1 : index + 2] if not read_footer(line.text)]
    if not following:
        return False
    title, after = lines[index], following[0].text
    if len(title.text) >= LONGEST_TITLE:
        set_off = title.alone or len(after) >= 2 * len(title.text)
        if not set_off or not _may_be_set_off(title.text):
            return False
    elif not is_short(title.text):
        return False
    if not title.alone and len(after) < LONGEST_TITLE:
        return False  # the first line of a verse or an address
    return len(after) > len(title.text) or after.endswith(_ENDS)


def titles_in_text(posts: Sequence[Draft]) -> list[Line]:
    """Return lines inside titled posts that may be titles too: nothing but a date would tell."""
    return [
        line
        for post in posts
        if post.title
        for index, line in enumerate(post.lines[1:-1], 1)
        if line.alone
        and post.lines[index - 1].alone
        and line.text[0].isalnum()
        and not looks_like_date(line.text)
        and not read_footer(line.text)
        and len(post.lines[index + 1].text) >= LONGEST_TITLE
        and _is_title(post.lines, index)
    ]


def _blocks(lines: Sequence[Line]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        block.append(line.text)
        if line.alone:
            yield block
            block = []
    if block:
        yield block


def _has_long(block: Sequence[str]) -> bool:
    return any(len(line) > _LONG_LINE for line in block)


def _are_sentences(several: Sequence[Sequence[str]]) -> bool:
    lines = [line for block in several for line in block]
    return sum(line.endswith(_ENDS) for line in lines) >= len(lines) * _SENTENCES


def _is_wrapped(several: Sequence[Sequence[str]]) -> bool:
    """Say whether an editor broke the lines: all but the last of a block are nearly as long."""
    broken = [len(line) for block in several for line in block[:-1]]
    width = max((len(line) for block in several for line in block), default=0)
    if len(broken) < _FEWEST_WRAPPED or not _NARROWEST_WRAP <= width <= _LONG_LINE:
        return False
    full = sum(length >= width - _WRAP_SLACK for length in broken)
    return full >= len(broken) * _WRAPPED_SHARE
