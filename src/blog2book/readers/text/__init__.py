"""Text as it is pasted from a blog's page: a date, a title, paragraphs, and so on."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path

from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.language.dates import span
from blog2book.markup.text import printable
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, Item, Text, archive
from blog2book.readers.decode import decode, is_binary
from blog2book.readers.progress import READING, Progress
from blog2book.readers.text.dates import Dates, find_dates
from blog2book.readers.text.posts import Draft, drafts, is_short, paragraphs, titles_in_text
from blog2book.readers.text.tell import tell_bare_dates, tell_dates, tell_page, tell_titles
from blog2book.readers.tongue import tongue

LARGEST = 64 * 1024**2
"""Bytes, some ten million words. What somebody pasted is smaller; it is held in memory whole."""

STANDARD_INPUT = "standard-input"
"""The name of a file that came through a pipe: no title can be made of it."""

_LINE_ENDS = re.compile("\r\n?|\n|\x0b|\x0c|\x85|\u2028|\u2029")
_OTHER_FORMATS = re.compile(
    r"\s*(?:<[!?a-z]|[{\[]\s*[\"{\[]|\{\\rtf|%pdf|warc/\d|(?:author|title|basename|status):\s"
    r"|(?:---|\+\+\+)\s*\n\s*[\w-]+\s*[:=])",
    re.IGNORECASE,
)
"""HTML, XML, JSON, RTF, PDF, WARC, Movable Type, front matter: dates in them are not the posts'."""

_FIRST_LINES = 5
_TWO = 2


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them."""
    return _LINE_ENDS.split(text)


class TextReader:
    """Reads posts under lines that are dates, in any language."""

    name = "text"
    reads = "text with each post under its date"

    def recognises(self, sample: Sample) -> Confidence:
        """Say how surely this is a pasted text: it has lines that are dates and nothing else."""
        if not sample.head or is_binary(sample.head):
            return Confidence.NO
        text = decode(sample.head, cut=True).text
        if _OTHER_FORMATS.match(text):
            return Confidence.NO
        lines = split_lines(text)
        dates = find_dates(lines)
        if not dates.found:
            return Confidence.POSSIBLE if dates.undecided else Confidence.NO
        first = [index for index, line in enumerate(lines) if line.strip()][:_FIRST_LINES]
        sure = len(dates.found) >= _TWO or bool(set(first) & set(dates.found))
        return Confidence.LIKELY if sure else Confidence.POSSIBLE

    def read(self, source: Path, context: Context) -> Archive:
        """Read a text file. Raises ArchiveError where no line of it is a date."""
        Progress(context.report, READING)
        data = _bytes(source)
        decoded = decode(data)
        if decoded.guessed:
            context.report(
                Notice(
                    code="encoding-guessed",
                    message=f"The file is no clean UTF-8; it is read as {decoded.encoding}.",
                    where=source.name,
                    hint="If letters are wrong in the book, save the file as UTF-8.",
                )
            )
        lines = [printable(line) for line in split_lines(decoded.text)]
        dates = find_dates(lines)
        if not dates.found:
            raise _no_dates(source, lines, dates)
        tell_dates(dates, lines, source, context)
        found = drafts(lines, dates)
        tell_bare_dates(dates, lines, found, source, context)
        return archive(_blog(source, data, found, dates, context), context)


def _bytes(source: Path) -> bytes:
    try:
        if source.stat().st_size > LARGEST:
            raise ArchiveError(
                f"{source.name} is larger than {LARGEST // 1024**2} MB, too large for a text.",
                hint="Split it into several files and name them all.",
            )
        return source.read_bytes()
    except OSError as error:
        raise ArchiveError(f"{source} cannot be read: {error.strerror}.") from error


def _no_dates(source: Path, lines: Sequence[str], dates: Dates) -> ArchiveError:
    if dates.undecided:
        index = dates.undecided[0]
        return ArchiveError(
            f'{source.name}, line {index + 1}: "{lines[index].strip()}" may be read day first or '
            "month first, and no other date of the file says which.",
            hint="Write the dates as 2016-12-31, or with the month's name.",
        )
    return ArchiveError(
        f"{source.name} has no line that is a date, so nobody can tell where a post begins.",
        hint='Put the date of each post, such as "23 December 2016", on a line above it.',
    )


def _blog(source: Path, data: bytes, found: list[Draft], dates: Dates, context: Context) -> Blog:
    """Return what a text says, and tell what is left out of it."""
    language = _language([draft for draft in found if draft.is_post], dates)
    title, subtitle, found = _heading(source, found, context)
    comments = sum(draft.comments for draft in found if draft.by_readers)
    written = [draft for draft in found if draft.is_post]
    around = tell_page([draft for draft in found if draft.by_page], source, context)
    tell_titles(titles_in_text(written), source, context)
    if comments:
        context.report(
            Notice(
                code="comments-not-read",
                message=f"Comments that were copied with the page are left out: {comments}.",
                where=source.name,
            )
        )
    texts = paragraphs(written)
    return Blog(
        title=title or _makeshift(source, found, language),
        titled=bool(title),
        subtitle=subtitle,
        language=language,
        items=[_item(draft, text, source) for draft, text in zip(written, texts, strict=True)],
        left=Counter(
            {
                ("comments", "comments copied with the page"): comments,
                ("text", "text behind the end of the page's posts"): around,
            }
        ),
        files=[Origin(file=source.name, place="", url="", digest=sha256(data).hexdigest())],
    )


def _item(draft: Draft, text: str, source: Path) -> Item:
    """Return a post."""
    when = datetime.combine(draft.day, draft.clock or time()) if draft.day else None
    return Item(
        text=Text(raw=text, plain=True),
        file=source.name,
        place=f"line {draft.number}",
        title=draft.title,
        published=when,
        timed=draft.clock is not None,
        author=draft.author,
        labels=draft.labels,
    )


def _heading(source: Path, found: list[Draft], context: Context) -> tuple[str, str, list[Draft]]:
    """Return title, subtitle and the posts: the blog's own title may stand above the first date."""
    if found and found[0].day is None:
        head, *rest = found
        texts = [text for text in (head.title, *(line.text for line in head.lines)) if text]
        if len(texts) <= _TWO and all(is_short(text) for text in texts):
            return texts[0], texts[1] if len(texts) == _TWO else "", rest
        context.report(
            Notice(
                code="text-before-first-date",
                message="What stands above the first date becomes a post without a date.",
                where=f"{source.name}, line 1",
            )
        )
    return "", "", found


def _makeshift(source: Path, found: list[Draft], language: str) -> str:
    """Return what a text without a title may be called: by its file's name, else by its dates."""
    days = [draft.day for draft in found if draft.day]
    if source.stem == STANDARD_INPUT and days:
        return span(min(days), max(days), language)
    return title_from_name(source.stem)


def title_from_name(stem: str) -> str:
    """Return a file's name in words: "december-2016" is "December 2016"."""
    clean = printable(stem)
    spaced = re.sub(r"(?<!\d)[-_.]+|[-_.]+(?!\d)|_+", " ", clean)
    spaced = " ".join(spaced.split())
    return spaced[:1].upper() + spaced[1:] if spaced else clean


def _language(written: Sequence[Draft], dates: Dates) -> str:
    """Return the language of the date lines; small words and footers tell where they cannot."""
    text = "\n".join(line.text for draft in written for line in draft.lines)
    footers = Counter(draft.language for draft in written if draft.language)
    candidates = dates.languages
    if candidates == ("zh",):
        candidates = ("zh", "zh-Hant")
    if len(candidates) == 1:
        language = candidates[0]
    else:
        by_footer = [one for one, _ in footers.most_common() if not candidates or one in candidates]
        language = by_footer[0] if by_footer else tongue(text, candidates)
    return "en-GB" if language == "en" and dates.day_first else language


reader: Reader = TextReader()
