"""Movable Type's text: records end with eight dashes, sections with five."""

import re
from collections.abc import Iterator
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import files, keys, text_of
from blog2book.audit.raw.markdown_text import marked_down
from blog2book.audit.raw.markup import plain

_FIELD = re.compile(
    r"(AUTHOR|TITLE|BASENAME|STATUS|CONVERT BREAKS|DATE|NO ENTRY|UNIQUE URL)(?: EMAIL)?:(.*)"
)
_END = re.compile(
    r"^--------[ \t]*\n(?=\s*(?:(?:AUTHOR|TITLE|BASENAME|STATUS|NO ENTRY)\b|\Z))", re.MULTILINE
)
_SECTION = re.compile(
    r"^-----[ \t]*\n\s*(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):[ \t]*$", re.MULTILINE
)
_HEAD = re.compile(r"\s*(?:(?:AUTHOR|EMAIL|IP|URL|DATE|TITLE|BLOG NAME):.*(?:\n|\Z))*")
_DAY = re.compile(r"DATE:\s*(\d\d?)/(\d\d?)/(\d{4})")


def items(source: Path) -> Iterator[Item]:
    """Yield the entries of all files in the format, each with its comments and pings after it."""
    for name, path in files(source):
        with path.open("rb") as stream:
            head = stream.read(200).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        if not re.match(rb"[A-Z ]{4,16}:", head):
            continue
        whole = text_of(path)
        start, line = 0, 1
        for end, after in (*(one.span() for one in _END.finditer(whole)), (len(whole),) * 2):
            entry = whole[start:end]
            if entry.strip("- \n"):
                blank = len(entry) - len(entry.lstrip("\n"))
                yield from _entry(entry, name, line, line + blank)
            line += whole.count("\n", start, after)
            start = after


def _entry(entry: str, name: str, line: int, begins: int) -> Iterator[Item]:
    """Yield an entry of a file, then what was said about it.

    Its text begins in a `line`, and its words in another.
    """
    place = f"{name}, line {begins}"
    sections = list(_SECTION.finditer(entry))
    head = entry[: sections[0].start()] if sections else entry
    fields = {found[1]: found[2].strip() for found in map(_FIELD.match, head.split("\n")) if found}
    ends = [*(one.start() for one in sections[1:]), len(entry)]
    texts = [(one[1], entry[one.end() : end]) for one, end in zip(sections, ends, strict=False)]
    spoken = [
        (one, text)
        for one, (said, text) in zip(sections, texts, strict=True)
        if said in {"COMMENT", "PING"}
    ]
    if fields.get("NO ENTRY") == "1":  # it only brings comments for another entry
        yield from (other(place) for _ in range(len(spoken) + 1))
        return
    status = fields.get("STATUS", "").lower()
    shown = status == "publish"
    marked = fields.get("CONVERT BREAKS", "").lower().startswith("markdown")
    said = "\n\n".join(text.strip("- \n") for name, text in texts if name.endswith("BODY"))
    yield Item(
        kind="post",
        place=place,
        title=plain(fields.get("TITLE", "")),
        text=marked_down(said) if marked else plain(said),
        day=_day(head),
        open=shown,
        keys=keys(fields.get("UNIQUE URL"), fields.get("BASENAME")),
        secret=status in {"junk", "spam"},
        reader="markdown" if marked else "",
    )
    at = 0
    for one, text in spoken:
        line += entry.count("\n", at, one.end())
        at = one.end()
        top = _HEAD.match(text)
        yield Item(
            kind="comment",
            place=f"{name}, line {line}",
            title="",
            text=plain(text[top.end() if top else 0 :].strip("- \n")),
            day=_day(top[0] if top else ""),
            open=shown and one[1] == "COMMENT",  # a ping is an excerpt of somebody else's post
            keys=(),
            under=place,
        )


def _day(head: str) -> str:
    found = _DAY.search(head)
    return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
