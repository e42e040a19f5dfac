"""Bodies that hold several languages at once, as the qTranslate plug-ins wrote them.

`<!--:en-->Hello<!--:--><!--:de-->Hallo<!--:-->` (qTranslate), `[:en]Hello[:de]Hallo[:]`
(qTranslate-X) and `{:en}Hello{:}` (its form for addresses).
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"<!--:([a-z]{2,3})?-->|\[:([a-z]{2,3})?\]|\{:([a-z]{2,3})?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A text in one language: `language` is "" where there was nothing to choose."""

    text: str
    language: str
    others: tuple[str, ...]


def choose(text: str, language: str) -> Chosen:
    """Return `text` in `language` (its primary part counts), else in the first that it has.

    What stands outside of all languages belongs to each of them.
    """
    marks = list(_MARK.finditer(text))
    named = [mark[1] or mark[2] or mark[3] for mark in marks]
    languages = list(dict.fromkeys(name for name in named if name))
    if not languages:
        return Chosen(text=text, language="", others=())
    wanted = language.partition("-")[0].lower()
    chosen = wanted if wanted in languages else languages[0]
    pieces = [text[: marks[0].start()]]
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        if named[index] in {None, chosen}:
            pieces.append(text[mark.end() : end])
    others = tuple(name for name in languages if name != chosen)
    return Chosen(text="".join(pieces), language=chosen, others=others)
