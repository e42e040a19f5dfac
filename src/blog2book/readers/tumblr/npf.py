"""Tumblr's Neue Post Format: a post as a list of blocks, made HTML.

The blocks are those of github.com/tumblr/docs, npf-spec.md.
"""

from collections.abc import Iterator, Sequence
from html import escape as quoted
from itertools import islice, pairwise

from blog2book.markup.text import escape
from blog2book.readers.figures import picture, player
from blog2book.readers.json_file import Fields, mapping, mappings, text

_SUBTYPES = {
    "heading1": ("<h2>", "</h2>"),
    "heading2": ("<h3>", "</h3>"),
    "quote": ("<blockquote><p>", "</p></blockquote>"),
    "indented": ("<blockquote><p>", "</p></blockquote>"),
}
_LISTS = {"ordered-list-item": "ol", "unordered-list-item": "ul"}
_FORMATS = {"bold": "b", "italic": "i", "strikethrough": "s", "small": "small"}
_MOST_FORMATS = 1000


def html_of_blocks(blocks: object, layout: object) -> str:
    """Return the HTML of blocks, of which a layout sets some in rows and some as a question."""
    found = list(mappings(blocks))
    rows, asked = _rows(layout)
    parts: list[str] = []
    place = 0
    while place < len(found):
        row = rows.get(place, (place,))
        pieces = [_block(found[one]) for one in row if one < len(found)]
        listed = _LISTS.get(text(found[place], "subtype"), "")
        if listed:
            row = tuple(_run(found, place))
            items = "".join(f"<li>{_words(found[one])}</li>" for one in row)
            parts.append(f"<{listed}>{items}</{listed}>")
        elif len(pieces) > 1 and all(piece.startswith("<figure><img") for piece in pieces):
            parts.append(f'<figure class="gallery">{"".join(pieces)}</figure>')
        elif place in asked:
            parts.append(_asked(asked[place], "".join(pieces)))
        else:
            parts.extend(pieces)
        place += len(row)
    return "".join(parts)


def _rows(layout: object) -> tuple[dict[int, tuple[int, ...]], dict[int, Fields]]:
    """Return the rows of several blocks by their first, and who asked what, by its first block."""
    rows: dict[int, tuple[int, ...]] = {}
    asked: dict[int, Fields] = {}
    for one in mappings(layout):
        if text(one, "type") == "ask":
            for place in _numbers(one.get("blocks")):
                asked[place] = mapping(one.get("attribution"))
        for row in mappings(one.get("display")):
            numbers = _numbers(row.get("blocks"))
            if len(numbers) > 1 and numbers == tuple(range(numbers[0], numbers[0] + len(numbers))):
                rows[numbers[0]] = numbers
    return rows, asked


def _numbers(thing: object) -> tuple[int, ...]:
    """Return the numbers of blocks."""
    if not isinstance(thing, list):
        return ()
    return tuple(one for one in thing if type(one) is int and one >= 0)


def _run(blocks: Sequence[Fields], start: int) -> Iterator[int]:
    """Yield the places of neighbouring items of one list."""
    kind = text(blocks[start], "subtype")
    for place in range(start, len(blocks)):
        if text(blocks[place], "subtype") != kind:
            return
        yield place


def _asked(who: Fields, question: str) -> str:
    """Return a part of a question, under the name of who asked, if they gave one."""
    name = text(mapping(who.get("blog")), "name")
    told = f"<p>{escape(name)}:</p>" if name else ""
    return f"{told}<blockquote>{question}</blockquote>"


def _block(block: Fields) -> str:
    """Return one block; of one that nobody knows, its words."""
    kind = text(block, "type")
    if kind == "image":
        return _image(block)
    if kind in {"audio", "video", "link"}:
        return _embed(block)
    if kind == "poll":
        answers = (escape(text(one, "answer_text")) for one in mappings(block.get("answers")))
        options = "".join(f"<li>{one}</li>" for one in answers)
        return f"<p>{escape(text(block, 'question'))}</p><ul>{options}</ul>"
    begin, end = _SUBTYPES.get(text(block, "subtype"), ("<p>", "</p>"))
    return f"{begin}{_words(block)}{end}"


def _image(block: Fields) -> str:
    """Return a picture in the largest size that is named first."""
    address = next((text(one, "url") for one in mappings(block.get("media"))), "")
    caption = escape(text(block, "caption"))
    return picture(address, text(block, "alt_text"), caption) if address else ""


def _embed(block: Fields) -> str:
    """Return a link, a sound or a film as its address, with what is said of it."""
    address = text(block, "url", "embed_url") or text(mapping(block.get("media")), "url")
    told = [text(block, name) for name in ("title", "artist", "album", "description")]
    caption = escape(" — ".join(one for one in told if one))
    if not address:
        return f"<p>{caption}</p>" if caption else ""
    return player(address, caption)


def _words(block: Fields) -> str:
    """Return a block's text with its formats. Of those that overlap, each begins anew."""
    value = block.get("text")
    written = value if isinstance(value, str) else ""
    formats = list(islice(_formats(block, len(written)), _MOST_FORMATS))
    bounds = sorted({0, len(written), *(at for one in formats for at in one[:2])})
    parts: list[str] = []
    for begin, end in pairwise(bounds):
        inside = [tag for start, stop, *tag in formats if start <= begin and end <= stop]
        parts.extend(opening for opening, _ in inside)
        parts.append(escape(written[begin:end]).replace("\n", "<br>"))
        parts.extend(closing for _, closing in reversed(inside))
    return "".join(parts)


def _formats(block: Fields, length: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a format begins and ends in a text, and its tags."""
    for one in mappings(block.get("formatting")):
        start, end = one.get("start"), one.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            continue
        kind = text(one, "type")
        if kind in _FORMATS:
            yield start, end, f"<{_FORMATS[kind]}>", f"</{_FORMATS[kind]}>"
        elif kind == "link" and text(one, "url"):
            yield start, end, f'<a href="{quoted(text(one, "url"))}">', "</a>"
