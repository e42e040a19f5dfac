"""Ghost: the rows of the tables of posts and comments."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, files, keys, parsed, record, rows, told, word
from blog2book.audit.raw.markdown_text import marked_down
from blog2book.audit.raw.markup import plain, without

_SPOKEN = frozenset(
    {"text", "html", "markdown", "caption", "code", "markers", "sections", "heading", "content"}
    | {"calloutText", "header", "subheader", "textValue", "productTitle", "productDescription"}
    | {"fileTitle", "fileCaption"}
)
"""Fields of an editor's document that hold words."""
_TITLED = frozenset(("audio", "video"))
_SILENT = frozenset(("button", "email", "email-cta", "signup", "paywall"))
"""Cards that are for a page or an e-mail alone."""
_PLAYERS = ("kg-audio-player", "kg-video-overlay", "kg-video-player-container")
"""Classes of what plays a recording or a film: how far, how long, how fast."""
_COLUMNS = ("html", "lexical", "mobiledoc", "markdown")
_ORIGINAL = re.compile(r"_o(?=\.\w{1,5}$)")
"""How Ghost marks the file of a picture that it also keeps made smaller."""
_CARD = 2
"""A mobiledoc's card is its kind and what it holds."""
_OF_CARD = 10
"""The kind of a section that is a card, by its number."""


def items(source: Path) -> Iterator[Item]:
    """Yield posts and pages of all exports, then the comments."""
    for name, path in files(source):
        if not name.lower().endswith(".json") and source.is_dir():
            continue
        top = record(told(path))
        whole = next(filter(None, map(record, rows(top.get("db")))), top)
        data = record(whole.get("data"))
        metas = {word(one.get("post_id")): one for one in map(record, rows(data.get("posts_meta")))}
        shown = set()
        for number, row in enumerate(rows(data.get("posts")), 1):
            identity = word(record(row).get("id"))
            item = _post(record(row), metas.get(identity, {}), f"{name}, post {number}")
            if item.open:
                shown.add(identity)
            yield item
        for number, row in enumerate(rows(data.get("comments")), 1):
            yield _comment(record(row), f"{name}, comment {number}", shown)


def _post(row: dict[str, Any], meta: dict[str, Any], place: str) -> Item:
    kind = word(row.get("type")) or ("page" if row.get("page") in (1, "1") else "post")
    if not row or kind not in {"post", "page"}:
        return other(place)
    return Item(
        kind=kind,
        place=place,
        title=word(row.get("title")),
        text=_above(row, meta) + _text(row),
        day=day(row.get("published_at")),
        open=word(row.get("status")) in {"published", "sent"},
        keys=keys(row.get("id"), row.get("slug"), row.get("uuid")),
    )


def _above(row: dict[str, Any], meta: dict[str, Any]) -> str:
    """Return what stands below a post's own picture, unless its text shows that picture too."""
    picture = word(row.get("feature_image")) or word(row.get("image"))
    name = _ORIGINAL.sub("", unquote(picture.rpartition("/")[2]))
    shown = any(name in unquote(word(row.get(column))) for column in _COLUMNS)
    caption = word(meta.get("feature_image_caption")) or word(row.get("feature_image_caption"))
    return f"{plain(caption)}\n" if name and not shown and caption else ""


def _text(row: dict[str, Any]) -> str:
    """Return the words of the column that is filled: as Ghost rendered them, else its editor's."""
    if word(row.get("html")).strip():
        return plain(without(word(row.get("html")), *_PLAYERS))
    for editor in ("lexical", "mobiledoc"):
        if word(row.get(editor)).strip():
            return word(row.get("plaintext")) or _spoken(parsed(word(row.get(editor))))
    return marked_down(word(row.get("markdown"))) or word(row.get("plaintext"))


def _spoken(document: object) -> str:
    """Return all words of an editor's document, from first to last."""
    words: list[str] = []
    waiting: list[tuple[str, object]] = [("", document)]
    while waiting:
        name, thing = waiting.pop()
        if isinstance(thing, dict):
            waiting.extend(reversed(_fields(thing)))
        elif isinstance(thing, list) and len(thing) == _CARD and _is_card(*thing):
            waiting.append((name, {**thing[1], "type": thing[0]}))
        elif isinstance(thing, list):
            # In a mobiledoc the words of a list come last; what stands before names its kind.
            last = len(thing) - 1
            kept = [one for at, one in enumerate(thing) if at == last or not isinstance(one, str)]
            waiting.extend((name, one) for one in reversed(kept))
        elif isinstance(thing, str) and name in _SPOKEN:
            words.append(plain(thing))
    return " ".join(words)


def _is_card(kind: object, payload: object) -> bool:
    return isinstance(kind, str) and isinstance(payload, dict)


def _fields(thing: dict[str, Any]) -> list[tuple[str, object]]:
    """Return the fields of a part of an editor's document in order; first what it leads to."""
    kind = word(thing.get("type")).removesuffix("-card").removeprefix("card-")
    if kind in _SILENT:
        return []
    if isinstance(thing.get("sections"), list):
        return [("sections", _with_cards(thing))]
    about = record(thing.get("metadata"))
    names = [word(about.get("author")), word(about.get("publisher"))]
    said: list[str] = []
    if kind == "bookmark":
        title = word(about.get("title")) or word(thing.get("title"))
        said = [title, word(about.get("description")), *dict.fromkeys(names)]
    elif kind in _TITLED:
        said = [word(thing.get("title")) or word(about.get("title"))]
    elif kind == "embed" and not word(thing.get("html")):
        said = [word(about.get("title"))]
    return [
        *(("text", one) for one in said),
        *((name, value) for name, value in thing.items() if name != "metadata"),
        ("text", word(thing.get("fileName")) if kind == "file" else ""),
    ]


def _with_cards(mobiledoc: dict[str, Any]) -> list[Any]:
    """Return the sections of a mobiledoc, with each card in the place of its number."""
    cards = dict(enumerate(rows(mobiledoc.get("cards"))))
    return [
        cards.get(one[1]) if one[0] == _OF_CARD and isinstance(one[1], int) else one
        for one in mobiledoc["sections"]
        if isinstance(one, list) and len(one) > 1
    ]


def _comment(row: dict[str, Any], place: str, shown: set[str]) -> Item:
    if not row:
        return other(place)
    return Item(
        kind="comment",
        place=place,
        title="",
        text=plain(word(row.get("html"))),
        day=day(row.get("created_at")),
        open=word(row.get("status")) == "published" and word(row.get("post_id")) in shown,
        keys=keys(row.get("id")),
        under=word(row.get("post_id")),
    )
