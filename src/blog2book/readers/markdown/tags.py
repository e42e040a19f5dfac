"""The tags of generators, cut out of a text: Liquid's, Hugo's and Zola's shortcodes, Hexo's."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

LONGEST = 5000
"""Letters of a tag; one that is longer, or never closed, is text."""
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_OPENER = re.compile(r"\{\{[<%]|\{\{|\{%")
_ARGUMENT = re.compile(
    r"([\w.:-]+)[ \t\n]*=[ \t\n]*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s,\"']+))"
    r"|\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s,]+)"
)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_JOINED = re.compile(r"[\w{<*\[(!`]")
_NAME = re.compile(r"[-~]?\s*(/?)\s*([\w./-]+)\s*\(?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag. `opening` is what it begins with; `name` is "" where it is no word.

    `inside` is all of it; `words` are its arguments in order, `named` those with a name. `alone`
    says that nothing else is in its line; `joined`, that a word or a tag follows at once;
    `variables`, that words without quotation marks are the names of values.
    """

    opening: str
    name: str
    closes: bool
    inside: str
    words: tuple[str, ...]
    named: Mapping[str, str]
    alone: bool = False
    joined: bool = False
    variables: bool = False

    def get(self, *names: str) -> str:
        """Return the first argument of these names that is not empty, "" if none is."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def word(self, place: int) -> str:
        """Return an argument without a name, "" if there are not so many."""
        return self.words[place] if place < len(self.words) else ""


def replaced(text: str, change: Callable[[Tag], str | None]) -> str:
    """Return a text with its tags changed. Takes linear time.

    `change` returns None where a tag stays as it is.
    """
    parts: list[str] = []
    last = 0
    for start, end, opening in _tags(text):
        made = change(placed(read(opening, text[start + len(opening) : end - 2]), text, start, end))
        if made is not None:
            parts += [text[last:start], made]
            last = end
    return "".join((*parts, text[last:]))


def _tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where tags begin and end, and what they begin with."""
    place = 0
    while found := _OPENER.search(text, place):
        closing = _CLOSERS[found[0]]
        end = text.find(closing, found.end(), found.end() + LONGEST)
        if end < 0:
            place = found.end()
            continue
        place = end + len(closing)
        yield found.start(), place, found[0]


def placed(tag: Tag, text: str, start: int, end: int) -> Tag:
    """Return a tag that knows what stands around it in its text."""
    return replace(
        tag,
        alone=text[start - 1 : start] in {"", "\n"} and bool(_LINE_END.match(text, end)),
        joined=bool(_JOINED.match(text, end)),
    )


def read(opening: str, inside: str) -> Tag:
    """Read a tag: its name, and its arguments."""
    inside = inside.strip(" \t\n<>%-~")
    found = _NAME.match(inside)
    words: list[str] = []
    named: dict[str, str] = {}
    rest = inside[found.end() :] if found else inside
    for argument in _ARGUMENT.finditer(rest.rstrip("/) \t\n")):
        values = argument.groups()
        if values[0]:
            named.setdefault(values[0].lower(), next((one for one in values[1:5] if one), ""))
        else:
            words.append(next((one for one in values[5:] if one is not None), ""))
    return Tag(
        opening=opening,
        name=found[2].lower() if found else "",
        closes=bool(found and found[1]),
        inside=inside,
        words=tuple(words),
        named=named,
    )
