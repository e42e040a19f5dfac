"""Medium: each page in posts/ is a story, or a response to somebody else's."""

import re
from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, text_of
from blog2book.audit.raw.markup import block, plain
from blog2book.audit.words import words

_STORY = re.compile(r"(?:.*/)?posts/[^/]*\.html?", re.IGNORECASE)
_STAMP = re.compile(r'<time\b[^<>]*\bdt-published\b[^<>]*\bdatetime="([^"]*)"')
_CANONICAL = re.compile(r'<a\b[^<>]*\bhref="([^"]*)"[^<>]*\bp-canonical\b')
_HEADING = re.compile(r"<h[1-4]\b")
_ON_CARD = re.compile(r"(?<=mixtapeEmbed-em\">)([^<]*)</em>(?=[^\s<])")
"""What a link card says of a page, before its host, which stands in a line of its own."""


def items(source: Path) -> Iterator[Item]:
    """Yield the stories; of all else in an export only that it is there."""
    found = list(files(source))
    inside = any(_STORY.fullmatch(name) for name, _ in found)
    home = next((name.rpartition("posts/")[0] for name, _ in found if _STORY.fullmatch(name)), "")
    for name, path in found:
        if _STORY.fullmatch(name) or not inside:
            whole = text_of(path) if re.search(r"\.html?$", name, re.IGNORECASE) else ""
            if 'data-field="body"' in whole and "p-name" in whole:
                yield _item(whole, name)
            elif whole:
                yield other(name)
        elif name.startswith(home):
            yield other("a file of the account")


def _item(whole: str, name: str) -> Item:
    title = " ".join(plain(block(whole, "p-name")).split())
    body = _ON_CARD.sub(r"\1 ", block(whole, "e-content").partition("<footer")[0])
    stamp, canonical = _STAMP.search(whole), _CANONICAL.search(whole)
    draft = name.rpartition("/")[2].startswith("draft") or not (stamp and day(stamp[1]))
    start = title.rstrip("….").rstrip()
    # A response has no title of its own: what stands for one is the beginning of its text.
    begins = bool(start) and " ".join(plain(body).split()).startswith(start)
    response = not draft and "graf--title" not in body and begins and not _headed(body)
    if response:
        return other(name)
    identity = re.search(r"[-_]([0-9a-f]{8,12})\.html?$", name)
    return Item(
        kind="post",
        place=name,
        title=title,
        text=_with_subtitle(plain(body), block(whole, "p-summary"), title),
        day=day(stamp[1]) if stamp else "",
        open=not draft,
        keys=keys(identity[1] if identity else Path(name).stem, canonical[1] if canonical else ""),
    )


def _with_subtitle(text: str, summary: str, title: str) -> str:
    """Return a text with its subtitle above, below a title that it begins with.

    Of a story without one, Medium makes a subtitle of the text.
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    text, subtitle = "\n".join(filter(None, lines)), plain(summary)
    said = " ".join(words(subtitle))
    if said in " ".join(words(text)) or said == " ".join(words(title)):
        return text
    end = len(title) if text.startswith(title) else 0
    return f"{text[:end]}\n{subtitle}\n{text[end:]}"


def _headed(body: str) -> bool:
    """Say whether a text begins with a heading."""
    found = _HEADING.search(body)
    return bool(found) and not plain(body[: found.start()] if found else "").strip()
