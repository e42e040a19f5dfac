"""Tumblr: each post in JSON, else its page; those in the zip in a zip too."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import day, decoded, files, keys, parsed, record, rows, word
from blog2book.audit.raw.markup import plain
from blog2book.audit.words import words

_LARGEST = 16 * 1024**2
"""Bytes of one page in a zip; a post has a thousandth of it."""
_PAGE = re.compile(r"(?:.*/)?(?:posts|html)/(\d{1,20})(?:\.html|/index\.html)")
_POST = re.compile(r"(?:.*/)?json/(\d{1,20})\.json")
_ARTICLE = re.compile(r"<article\b[^<>]*>(.*?)(?:</article>|\Z)", re.DOTALL)
_NO_BODY = re.compile(r"<(header|footer)\b.*?(?:</\1>|\Z)", re.DOTALL)
_TIMESTAMP = re.compile(r"""<time\b[^<>]*\bdatetime=["']?(\d{4}-\d\d-\d\d)|id=["']?timestamp\b""")
_MORE = re.compile(r"\[\[MORE(?:,[^\[\]]*)?\]\]", re.IGNORECASE)
"""The place of a link to the rest."""
_TRACK = ("track_name", "artist", "album")
"""What an old post of a sound or a film says of it."""
_SAID = ("text", "source", "description", "question", "answer", "body", "caption")


def items(source: Path) -> Iterator[Item]:
    """Yield the posts. What others wrote and was only passed on, is a post here too."""
    found = {name: path for name, path in files(source) if source.is_file() or _is_read(name)}
    numbers = {post[1] for post in map(_POST.fullmatch, found) if post}
    for name, path in found.items():
        if name.endswith("posts/posts.zip"):
            yield from _packed(name, path)
            continue
        page = _PAGE.fullmatch(name)
        if page and page[1] in numbers:
            continue
        text = decoded(path.read_bytes())
        yield from [_page(text, name, page[1])] if page else _posts(text, name)


def _is_read(name: str) -> bool:
    return bool(_PAGE.fullmatch(name) or _POST.fullmatch(name) or name.endswith("posts/posts.zip"))


def _packed(name: str, path: Path) -> Iterator[Item]:
    """Yield the posts whose pages are packed once more."""
    try:
        with zipfile.ZipFile(path) as packed:
            for entry in sorted(packed.infolist(), key=lambda one: one.filename):
                page = _PAGE.fullmatch(f"posts/{entry.filename}") or _PAGE.fullmatch(entry.filename)
                if page:
                    with packed.open(entry) as stream:
                        text = decoded(stream.read(_LARGEST))
                    yield _page(text, f"{name}/{entry.filename}", page[1])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        yield other(name)


def _page(text: str, name: str, number: str) -> Item:
    stamp, article = _TIMESTAMP.search(text), _ARTICLE.search(text)
    liked = re.search(r"""<article\b[^<>]*class=["']?liked-""", text)
    if not stamp or liked:
        return other(name)
    body = article[1] if article else text
    return Item(
        kind="post",
        place=name,
        title="",
        text=plain(_NO_BODY.sub("", body)),
        day=stamp[1] or "",
        # Tumblr's own pages do not say whether anybody could read them.
        open=article is not None,
        keys=keys(number),
    )


def _posts(text: str, name: str) -> Iterator[Item]:
    said = parsed(text)
    whole = record(said)
    listed = said if isinstance(said, list) else record(whole.get("response")).get("posts")
    listed = listed or whole.get("posts")
    for row in map(record, rows(listed) if listed else [whole]):
        number = word(row.get("id_string")) or word(row.get("id"))
        if not number.isdecimal():
            yield other(name)
            continue
        yield Item(
            kind="post",
            place=f"{name}, post {number}",
            title=plain(word(row.get("title"))),
            text=_words(row),
            day=day(row.get("date")),
            open=word(row.get("state")).lower() == "published",
            keys=keys(number, row.get("post_url")),
            secret=word(row.get("state")).lower() == "private",
        )


def _words(row: dict[str, Any]) -> str:
    """Return what a post says: its blocks, or the fields of the old kinds."""
    trail = [record(one).get("content") for one in rows(row.get("trail"))]
    blocks = [one for part in (*trail, row.get("content")) for one in rows(part)]
    texts = [word(record(one).get("text")) for one in blocks]
    spoken = [_of_block(record(one)) for one in blocks]
    if word(row.get("type")) in {"audio", "video"}:
        spoken += [word(row.get(name)) for name in _TRACK]
    lines = (record(one) for one in rows(row.get("dialogue")))
    spoken += [f"{word(one.get('label'))} {word(one.get('phrase'))}" for one in lines]
    spoken += [word(record(one).get("caption")) for one in rows(row.get("photos"))]
    # The body of a chat says its lines once more.
    said = [name for name in _SAID if name != "body" or not rows(row.get("dialogue"))]
    blocks_say = [f" {' '.join(words(' '.join(one)))} " for one in (spoken, texts)]
    fields = [plain(_MORE.sub(" ", word(row.get(name)))) for name in said]
    # A post in blocks may have them once more as HTML.
    for one in fields:
        known = f" {' '.join(words(one))} "
        spoken += [] if any(known in block for block in blocks_say) else [one]
    return " ".join(spoken)


def _of_block(block: dict[str, Any]) -> str:
    """Return what a block says: its text, a poll, or what is said of a picture, a sound, a page."""
    said = [word(block.get(name)) for name in ("text", "question")]
    said += [word(record(one).get("answer_text")) for one in rows(block.get("answers"))]
    said += [word(block.get(name)) for name in ("title", "artist", "album", "description")]
    return " ".join((*said, word(block.get("caption"))))
