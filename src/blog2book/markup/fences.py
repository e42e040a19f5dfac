"""Which lines of a text in Markdown are code in a fence."""

import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})(.*)$")


def fenced(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each line and what it is: "opening", "code", "closing", or "" for no line of a fence.

    A fence may stand in a quotation or an item. One that nothing closes goes to the end.
    """
    opened = ""
    for line in lines:
        if opened:
            bare = line.strip(" \t>")
            ends = bare.startswith(opened) and not bare.strip(opened[0])
            opened = "" if ends else opened
            yield line, "closing" if ends else "code"
            continue
        found = _FENCE.match(line)
        if found and not (found[1][0] == "`" and "`" in found[2]):
            opened = found[1]
            yield line, "opening"
        else:
            yield line, ""
