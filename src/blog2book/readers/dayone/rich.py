"""Day One's rich text: runs of one look each, in JSON within JSON, made HTML."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from blog2book.addresses import is_external
from blog2book.markup.text import escape
from blog2book.readers.json_file import Fields, mapping, mappings, text

_LOOKS = (
    ("bold", "b"),
    ("italic", "i"),
    ("strikethrough", "s"),
    ("underline", "u"),
    ("inlineCode", "code"),
)
_LISTS = {"bulleted": "ul", "checkbox": "ul", "numbered": "ol"}
_DEEPEST = 6


@dataclass(slots=True)
class _Line:
    """A line: what is said of it as a whole, and its HTML."""

    look: Fields = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return what of its neighbours' kind it joins: "ul", "ol", "blockquote", "pre" or ""."""
        if text(self.look, "listStyle") in _LISTS:
            return _LISTS[text(self.look, "listStyle")]
        if self.look.get("codeBlock") is True:
            return "pre"
        return "blockquote" if self.look.get("quote") is True else ""


def html_of_rich(written: str, shown: Callable[[Fields], str]) -> tuple[str, str]:
    """Return the title of a rich text, if it begins with a heading, and the HTML of the rest.

    `shown` gives the HTML of a picture or the like. What is no rich text is empty.
    """
    lines = [line for line in _lines(_contents(written), shown) if "".join(line.pieces).strip()]
    title = ""
    if lines and lines[0].look.get("header"):
        title = "".join(lines.pop(0).pieces)
    blocks = (_block(kind, list(group)) for kind, group in groupby(lines, lambda line: line.kind))
    return title, "".join(blocks)


def is_rich(written: str) -> bool:
    """Say whether a text is rich text that can be read."""
    return isinstance(_contents(written), list)


def _contents(written: str) -> object:
    """Return the runs of a rich text, None for what is none."""
    try:
        return mapping(json.loads(written)).get("contents")
    except (ValueError, RecursionError):
        return None


def _lines(contents: object, shown: Callable[[Fields], str]) -> Iterator[_Line]:
    """Yield the lines that runs of text make; what is embedded is a line of its own."""
    line = _Line()
    for run in mappings(contents):
        for thing in mappings(run.get("embeddedObjects")):
            yield line
            yield _Line(pieces=[shown(thing)])
            line = _Line()
        look = mapping(run.get("attributes"))
        value = run.get("text")
        first, *others = (value if isinstance(value, str) else "").split("\n")
        _extend(line, first, look)
        for other in others:
            yield line
            line = _Line()
            _extend(line, other, look)
    yield line


def _extend(line: _Line, words: str, look: Fields) -> None:
    """Add words to a line in their look."""
    if not words:
        return
    line.look = line.look or mapping(look.get("line"))
    html: str = escape(words)
    for name, tag in _LOOKS:
        if look.get(name) is True:
            html = f"<{tag}>{html}</{tag}>"
    address = text(look, "linkURL")
    if is_external(address):
        quoted = escape(address).replace('"', "&quot;")
        html = f'<a href="{quoted}">{html}</a>'
    line.pieces.append(html)


def _block(kind: str, lines: list[_Line]) -> str:
    """Return neighbouring lines of one kind."""
    texts = ["".join(line.pieces) for line in lines]
    if kind in {"ul", "ol"}:
        return f"<{kind}>" + "".join(f"<li>{one}</li>" for one in texts) + f"</{kind}>"
    if kind == "pre":
        return "<pre>" + "\n".join(texts) + "</pre>"
    if kind:
        return f"<{kind}>" + "".join(f"<p>{one}</p>" for one in texts) + f"</{kind}>"
    return "".join(_paragraph(line) for line in lines)


def _paragraph(line: _Line) -> str:
    """Return a line that stands by itself."""
    html = "".join(line.pieces)
    if html.startswith("<figure>") or html == "<hr>":
        return html
    header = line.look.get("header")
    tag = f"h{min(header, _DEEPEST)}" if type(header) is int and header > 0 else "p"
    return f"<{tag}>{html}</{tag}>"
