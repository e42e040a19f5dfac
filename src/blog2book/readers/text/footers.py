"""Lines that a page prints under a post: who wrote it and when, its labels, its comments' count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from functools import cache

from blog2book.readers.text.footer_words import FOOTERS
from blog2book.readers.text.furniture import are_foreign_buttons, read_furniture
from blog2book.readers.text.line import twelve_hours

LONGEST = 200
"""Characters in the longest footer: a dozen labels on one line."""

_LONGEST_NAME = 60
_CLOCK = re.compile(
    r"(?<![+\d-])(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?\s?m\.?)?(?!\w)",
    re.IGNORECASE,
)
_LONGEST_ZONE = 16
"""Characters behind a time that are no footer of their own: "Uhr", "GMT+01:00"."""

_MARKS = " ,;:|·-–—"
_STOPS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Footer:
    """What a footer line says. `ends` tells whether nothing of the post can follow it.

    `comments` is a count, or None; `language` the one whose words were met, "" if several have
    them. `sure` tells that they are several buttons, which nobody writes; `weak` that it is an
    everyday word, such as "Home".
    """

    language: str
    author: str = ""
    clock: time | None = None
    labels: tuple[str, ...] = ()
    comments: int | None = None
    ends: bool = False
    sure: bool = False
    weak: bool = False

    @property
    def telling(self) -> bool:
        """Say whether it names an author, labels or a count, or is sure: a post stands above it."""
        return self.sure or bool(self.author or self.labels) or self.comments is not None


def read_footer(line: str) -> Footer | None:
    """Return what a line says if it may be a footer. Where it stands must agree (see posts)."""
    text = " ".join(line.split())
    if not text or len(text) > LONGEST:
        return None
    furniture = read_furniture(text)
    if furniture:
        return Footer("", sure=furniture.sure, weak=furniture.weak)
    footer = _comments(text) or _posted(text) or _labels(text)
    return footer or (Footer("", sure=True) if are_foreign_buttons(text) else None)


def _comments(text: str) -> Footer | None:
    match = _comment_pattern().fullmatch(text.casefold())
    if not match:
        return None
    count = re.search(r"\d+", text)
    return Footer("", comments=int(count[0]) if count else 0, ends=True)


@cache
def _comment_pattern() -> re.Pattern[str]:
    none = _any(word for words in FOOTERS.values() for word in words.none)
    some = _any(word for words in FOOTERS.values() for word in words.comments)
    return re.compile(
        rf"(?:(?:{none})|\d{{1,5}}\s?(?:{some})|(?:{some}):?\s?\(?\d{{1,5}}\)?)\s?[:»]?"
    )


@cache
def _posted_pattern() -> re.Pattern[str]:
    starts = {word: language for language, words in FOOTERS.items() for word in words.posted}
    return re.compile(rf"(?P<start>{_any(starts)}):?\s?(?P<rest>.+)", re.IGNORECASE)


def _posted(text: str) -> Footer | None:
    """Read "Posted by NAME at 10:15", with the time or without it, and a count behind it."""
    match = _posted_pattern().fullmatch(text)
    if not match:
        return None
    start = match["start"].casefold()
    languages = [one for one, words in FOOTERS.items() if start in words.posted]
    *_, clock_at = None, *_CLOCK.finditer(match["rest"])
    end = clock_at.end() if clock_at else len(match["rest"])
    name, comments = _split_comments(match["rest"][:end])
    tail = _tail(match["rest"][end:])
    name, clock = _split_clock(name, languages)
    name = name.strip(_MARKS)
    if not name or len(name) > _LONGEST_NAME or (clock is None and name.endswith(_STOPS)):
        return None
    if tail is None:
        return None
    language = languages[0] if len(languages) == 1 else ""
    return replace(
        tail,
        language=language,
        author=name,
        clock=clock,
        comments=comments if tail.comments is None else tail.comments,
        ends=clock is not None,
    )


def _tail(text: str) -> Footer | None:
    """Read what is run together behind a time: a count, buttons, labels; None if it is prose."""
    labels: tuple[str, ...] = ()
    for start in _word_starts(text):
        if footer := _labels(text[start:]):
            text, labels = text[:start], footer.labels
            break
    text, comments = _split_comments(_without_buttons(text))
    text = _without_buttons(text).strip(_MARKS)
    if len(text) > _LONGEST_ZONE or text.endswith(_STOPS):
        return None
    return Footer("", labels=labels, comments=comments)


def _without_buttons(text: str, *, sure: bool = False) -> str:
    """Cut buttons off the end of a line; only `sure` ones where a word may be a label."""
    for start in _word_starts(text):
        furniture = read_furniture(text[start:])
        if furniture and not furniture.of_page and (furniture.sure or not sure):
            return text[:start].rstrip()
    return text


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"(?<!\S)\S", text)]


def _split_comments(text: str) -> tuple[str, int | None]:
    """Cut a count of comments off the end of a line."""
    words = text.split(" ")
    for cut in range(max(1, len(words) - 5), len(words)):
        comments = _comments(" ".join(words[cut:]).strip("| ·"))
        if comments:
            return " ".join(words[:cut]), comments.comments
    return text, None


def _split_clock(text: str, languages: list[str]) -> tuple[str, time | None]:
    """Cut a time (and the day before it) off the end of a line."""
    *_, match = None, *_CLOCK.finditer(text)
    if not match:
        return text, None
    try:
        clock = time(int(match["hour"]), int(match["minute"]))
    except ValueError:
        return text, None
    if match["half"] and clock.hour <= 12:  # noqa: PLR2004 - hours of half a day
        clock = twelve_hours(clock, afternoon=match["half"][0] in "pP")
    before = text[: match.start()].strip(" ,:-–")
    between = _any(word.rstrip(":") for one in languages for word in FOOTERS[one].at)
    # "on 12/23/2016 at": the day stands in the date line already.
    parted = re.search(rf"\s(?:{between})(?:\s.*\d.*)?$", before, re.IGNORECASE)
    return (before[: parted.start()] if parted else before), clock


@cache
def _labels_pattern() -> re.Pattern[str]:
    starts = _any(word for words in FOOTERS.values() for word in words.labels)
    free = _any(("posted in", "filed under", "tagged"))
    return re.compile(
        rf"(?:(?P<start>{starts})\s?[:：]|(?P<free>{free})\s)\s?(?P<rest>.*)", re.IGNORECASE
    )


def _labels(text: str) -> Footer | None:
    """Read "Labels: a, b", and WordPress's "Posted in a | Tagged b | 3 Comments"."""
    labels: list[str] = []
    language = ""
    comments: int | None = None
    for number, part in enumerate(text.split("|")):
        match = _labels_pattern().fullmatch(part.strip())
        counted = _comments(part.strip()) if number else None
        if counted:
            comments = counted.comments
        elif match and not match["rest"].endswith(_STOPS):
            start = (match["start"] or match["free"]).casefold()
            known = [one for one, words in FOOTERS.items() if start in words.labels]
            language = known[0] if len(known) == 1 else language
            labels += [
                label.strip(" #")
                for label in re.split("[,،、]", _without_buttons(match["rest"], sure=True))
            ]
        else:
            return None
    unique = tuple(dict.fromkeys(label for label in labels if label))
    return Footer(language, labels=unique, comments=comments)


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, longest first."""
    found = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in found)
