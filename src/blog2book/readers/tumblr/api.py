"""Posts in JSON, as Tumblr's API gives them and tumblr-backup keeps them (option --json).

(tumblr.com/docs/en/api/v2, "/posts"; both its legacy kinds and the Neue Post Format)
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape as quoted

from blog2book.markup.rough import Parts, rough
from blog2book.markup.text import escape, unescape
from blog2book.markup.tree import Node
from blog2book.model.archive import Status
from blog2book.readers.figures import picture, player
from blog2book.readers.json_file import Fields, mapping, mappings, text, texts
from blog2book.readers.notices import strange
from blog2book.readers.times import moment
from blog2book.readers.tumblr.found import Found, flat, has_own_words, html_of, said
from blog2book.readers.tumblr.npf import html_of_blocks

_STATUSES = {
    "published": Status.PUBLISHED,
    "queued": Status.SCHEDULED,
    "queue": Status.SCHEDULED,
    "draft": Status.DRAFT,
    "private": Status.PRIVATE,
    "submission": Status.PENDING,
}
_REBLOGGED = (
    "reblogged_from_id",
    "reblogged_from_url",
    "reblogged_root_url",
    "reblogged_from_name",
)
_OTHERS_WORDS = frozenset({"quote", "chat"})


def post_of(fields: Fields, name: str, digest: str) -> Found | None:
    """Read a post; None where it has no number."""
    identity = text(fields, "id_string", "id")
    if not identity.isdecimal():
        return None
    state = text(fields, "state").lower()
    found = Found(
        identity=identity,
        file=name,
        digest=digest,
        kind=text(fields, "type") or "post",
        status=_STATUSES.get(state, Status.UNREADABLE),
        fault="" if state in _STATUSES else strange(state if state.isalpha() else ""),
        title=unescape(text(fields, "title")),
        published=_moment(fields),
        labels=texts(fields.get("tags")),
        permalink=text(fields, "post_url") or f"/post/{identity}",
        aliases=tuple(one for one in (text(fields, "short_url"),) if one),
    )
    if isinstance(fields.get("content"), list):
        _read_blocks(fields, found)
    else:
        _read_legacy(fields, found)
    return found


def _moment(fields: Fields) -> datetime | None:
    """Return when a post was published, in UTC."""
    stamp = fields.get("timestamp")
    if type(stamp) in {int, float}:
        try:
            read = datetime.fromtimestamp(stamp, tz=UTC)  # type: ignore[arg-type]
        except (ValueError, OverflowError, OSError):
            return None
        return moment(read.isoformat())
    read_date = moment(text(fields, "date").removesuffix(" GMT"))
    return read_date.replace(tzinfo=UTC) if read_date and not read_date.tzinfo else read_date


def _read_blocks(fields: Fields, found: Found) -> None:
    """Read a post in the Neue Post Format: its trail is what others said."""
    own = html_of_blocks(fields.get("content"), fields.get("layout"))
    trail = list(mappings(fields.get("trail")))
    parts: Parts = []
    for one in trail:
        blog = mapping(one.get("blog"))
        name = text(blog, "name") or text(one, "broken_blog_name")
        theirs = rough(html_of_blocks(one.get("content"), one.get("layout"))).children
        parts.extend(said(name, text(blog, "url"), theirs) if name else theirs)
    found.html = html_of(Node("body", {}, parts)) + own
    found.theirs = _is_reblog(fields, chained=bool(trail)) and not rough(own).text().strip()


def _read_legacy(fields: Fields, found: Found) -> None:
    """Read a post of one of the old kinds."""
    body = rough("".join(_pieces(fields, found.kind)))
    chained = flat(body)
    comment = fields.get("reblog")
    if isinstance(comment, dict) and isinstance(comment.get("comment"), str):
        own = bool(rough(text(comment, "comment")).text().strip())
    else:
        own = found.kind not in _OTHERS_WORDS and has_own_words(body)
    found.theirs = _is_reblog(fields, chained=chained) and not own
    found.html = html_of(body)


def _is_reblog(fields: Fields, *, chained: bool) -> bool:
    """Say whether a post was somebody else's before."""
    return chained or any(text(fields, name) for name in _REBLOGGED)


def _pieces(fields: Fields, kind: str) -> Iterator[str]:
    """Yield what a post of an old kind shows, in the order in which its page shows it."""
    if kind == "photo":
        photos = list(_photos(fields))
        joined = "".join(photos)
        yield f'<figure class="gallery">{joined}</figure>' if len(photos) > 1 else joined
    elif kind == "quote":
        yield f"<blockquote><p>{text(fields, 'text')}</p></blockquote>"
        yield f"<p>{text(fields, 'source')}</p>"
    elif kind == "link":
        address = text(fields, "url")
        yield f'<p><a href="{quoted(address)}">{escape(text(fields, "title") or address)}</a></p>'
        yield text(fields, "description")
    elif kind == "chat":
        lines = (
            f"<b>{escape(text(one, 'label', 'name'))}</b> {escape(text(one, 'phrase'))}"
            for one in mappings(fields.get("dialogue"))
        )
        yield f"<p>{'<br>'.join(lines)}</p>"
    elif kind == "answer":
        name = text(fields, "asking_name")
        yield f"<p>{escape(name)}:</p>" if name else ""
        yield f"<blockquote><p>{text(fields, 'question')}</p></blockquote>"
        yield text(fields, "answer")
    elif kind in {"audio", "video"}:
        yield _player(fields)
    yield text(fields, "body") if kind != "chat" else ""
    yield text(fields, "caption")


def _photos(fields: Fields) -> Iterator[str]:
    """Yield the pictures of a photo post, each with its own caption."""
    for one in mappings(fields.get("photos")):
        sizes = (mapping(one.get("original_size")), *mappings(one.get("alt_sizes")))
        address = next((found for size in sizes if (found := text(size, "url"))), "")
        yield picture(address, "", text(one, "caption")) if address else ""


def _player(fields: Fields) -> str:
    """Return the address of a sound or a film, with what it is called."""
    address = text(
        fields, "permalink_url", "source_url", "audio_source_url", "video_url", "audio_url"
    )
    told = [text(fields, name) for name in ("track_name", "artist", "album")]
    caption = escape(" — ".join(one for one in told if one))
    if not address:
        return f"<p>{caption}</p>" if caption else ""
    return player(address, caption)
