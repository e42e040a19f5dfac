"""Properties of reading Ghost's exports: nothing raises, nothing leaks, nothing is lost."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.readers.ghost import reader
from exports import Reading

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
NODE: dict[str, Any] = {
    "type": "image", "src": "/content/images/a.png", "caption": "c", "version": 1, "format": 3,
    "text": "word", "children": [{"type": "text", "text": "word"}],
}  # fmt: skip
POST: dict[str, Any] = {
    "id": "p1", "uuid": "u1", "title": "T", "slug": "s", "html": "<p>word</p>", "type": "post",
    "page": 0, "status": "published", "visibility": "public", "created_at": None,
    "published_at": "2020-01-01T00:00:00Z", "updated_at": None,
    "feature_image": "__GHOST_URL__/a.png", "author_id": "1", "language": "en",
    "lexical": None, "mobiledoc": None,
}  # fmt: skip
TABLES: dict[str, Any] = {
    "posts_meta": [{"post_id": "p1", "email_only": 0, "feature_image_alt": "a"}],
    "tags": [{"id": "t", "name": "n", "visibility": "public"}],
    "posts_tags": [{"post_id": "p1", "tag_id": "t", "sort_order": 0}],
    "users": [{"id": "1", "name": "Ada", "email": "HIDDEN", "password": "HIDDEN"}],
    "members": [{"id": "m", "name": "Ben", "email": "HIDDEN"}],
    "comments": [{"id": "c", "post_id": "p1", "member_id": "m", "html": "x"}],
    "settings": [{"key": "title", "value": "T"}, {"key": "password", "value": "HIDDEN"}],
}  # fmt: skip


def read(text: str) -> Reading | None:
    """Read an export, None where it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blog.json"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            return Reading(reader, path)
        except ArchiveError:
            return None


def dumped(*posts: object, **tables: object) -> str:
    """Return an export as text."""
    data = {"posts": list(posts)} | TABLES | tables
    return json.dumps({"db": [{"meta": {"exported_on": 1600000000000}, "data": data}]})


@settings(deadline=None, max_examples=150)
@given(some.sampled_from(sorted(POST)), VALUES)
def test_any_value_in_any_field_costs_one_post_at_most(name: str, value: object) -> None:
    """The other post is read, and the account adds up."""
    reading = read(dumped(POST | {name: value}, POST | {"id": "p2", "title": "Whole"}))
    assert reading is not None
    assert reading.adds_up
    assert "Whole" in [post.title for post in reading.posts]
    spoken = sum(len(post.comments) for post in reading.posts)
    assert len(reading.posts) + spoken + sum(reading.left.values()) == 3


@settings(deadline=None, max_examples=150)
@given(some.sampled_from(sorted(TABLES)), VALUES, some.text(max_size=8), VALUES)
def test_any_table_may_hold_anything(name: str, table: object, key: str, value: object) -> None:
    """Whatever stands beside the posts, they are read, and nobody's secret comes to light."""
    row = TABLES[name][0] | {key: value}
    for given_table in (table, [table], [row]):
        reading = read(dumped(POST, **{name: given_table}))
        assert reading is not None
        assert [post.title for post in reading.posts] == ["T"]
        assert reading.adds_up
        if given_table == [row] and "HIDDEN" not in str(value):
            assert "HIDDEN" not in repr((reading.archive, reading.heard.notices))


@settings(deadline=None, max_examples=150)
@given(some.sampled_from(["lexical", "mobiledoc"]), some.sampled_from(sorted(NODE)), VALUES, VALUES)
def test_any_document_is_rendered(form: str, name: str, value: object, other: object) -> None:
    """Editors' texts never raise, and keep the words that stand in them."""
    node = NODE | {name: value}
    document = {
        "root": {"children": [node, other, {"type": "text", "text": "kept"}]},
        "markups": [["b"], other], "atoms": [other], "cards": [["image", node], other],
        "sections": [[10, 0], [10, 1], other, [1, "p", [[0, [0, 1], 9, "kept"], other]]],
    }  # fmt: skip
    reading = read(dumped(POST | {"html": None, form: json.dumps(document)}))
    assert reading is not None
    assert "kept" in reading.post.body


@settings(deadline=None, max_examples=100)
@given(some.integers(0, 1200), some.sampled_from([0, 1, 40]), some.text(max_size=3))
def test_damage_anywhere_is_told_or_read(place: int, length: int, damage: str) -> None:
    """A file that is cut or overwritten is refused in words, or read; passwords stay hidden."""
    text = dumped(POST, POST | {"id": "p2"})
    reading = read(text[:place] + damage + text[place + length :])
    assert reading is None or reading.adds_up
