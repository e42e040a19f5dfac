"""Properties of reading folders of Markdown: nothing raises, nothing is lost, nothing comes out."""

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.model.archive import SECRET
from blog2book.ports import Confidence
from blog2book.readers.detect import sample_of
from blog2book.readers.markdown import reader
from blog2book.readers.markdown.front import front, html_front
from blog2book.readers.markdown.masks import Masks
from blog2book.readers.markdown.rest import rest_front
from blog2book.readers.markdown.tags import replaced
from exports import Reading

POST = """---
title: "A post"
date: 2020-01-02 03:04:05 +0100
tags: [a, b]
cover: {image: pic.png, caption: x}
---
Words with `code {{ x }}`, {% youtube abcdefghijk %} and [a link](two.md) to $$x^2$$.

{{< figure src="pic.png" caption="c" >}} [[two]] ![p](pic.png)

[^1]: a note
"""
PROTECTED = """---
title: HIDDEN title
date: 2020-01-03
password: HIDDEN
---
HIDDEN words.
"""
PIECES = some.sampled_from(
    ["---", "+++", "\n", ": ", "- ", "[", "]", "{", "}", "&a ", "*a ", "{{", "}}", "{%", "%}", "`",
     "```\n", "$$", "\t", "\0", "\x1c", "<", ">", '"', "'", "../", "\\", "[[", "]]", "![", "](",
     "é", "\ud7ff", "\u202e", "title", "date: 0000-99-99", "9" * 30, "%%", "=="]
)  # fmt: skip
SOUP = some.lists(PIECES | some.text(max_size=5), max_size=40).map("".join)
GENERATORS = some.sampled_from(
    ["", "_config.yml", "hugo.toml", "pelicanconf.py", ".eleventy.js", "zola.toml", ".obsidian/a",
     "astro.config.mjs", "source/_posts/x.md"]
)  # fmt: skip


def reading(folder: Path, *texts: str, mark: str = "") -> Reading | None:
    """Return what is read of a folder with these texts, None if it is refused."""
    if mark:
        (folder / mark).parent.mkdir(parents=True, exist_ok=True)
        (folder / mark).write_text("")
    for number, text in enumerate(texts):
        path = folder / "content" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return Reading(reader, folder)
    except ArchiveError:
        return None


@settings(deadline=None, max_examples=150)
@given(SOUP, SOUP, GENERATORS)
def test_any_text_is_read(above: str, below: str, mark: str) -> None:
    """Whatever stands above or in a post, it is read or accounted for, for every generator."""
    with tempfile.TemporaryDirectory() as folder:
        found = reading(Path(folder), f"---\n{above}\n---\n{below}", POST, mark=mark)
    assert found is None or found.adds_up


@settings(deadline=None, max_examples=150)
@given(some.integers(0, len(POST)), some.sampled_from([0, 1, 60]), PIECES | some.text(max_size=3))
def test_damage_costs_one_post_at_most(place: int, length: int, damage: str) -> None:
    """The other post is whole, and so is the account."""
    text = POST[:place] + damage + POST[place + length :]
    with tempfile.TemporaryDirectory() as folder:
        found = reading(Path(folder), text, POST.replace("A post", "Another"))
    assert found is not None
    assert found.adds_up
    assert "Another" in {post.title for post in found.posts}


@settings(deadline=None, max_examples=100)
@example(61, "[[HIDDEN title]]", ".obsidian/a")
@given(
    some.integers(PROTECTED.index("password") + 20, len(PROTECTED)),
    some.sampled_from(["", "---", "[[HIDDEN title]]", "{{", "\0", "- ", ": ", "\t"]),
    GENERATORS,
)
def test_what_is_hidden_stays_hidden(place: int, damage: str, mark: str) -> None:
    """No word of a protected post is shown or told, whatever is damaged below its password."""
    text = PROTECTED[:place] + damage + PROTECTED[place:]
    with tempfile.TemporaryDirectory() as folder:
        found = reading(Path(folder), text, POST, mark=mark)
    assert found is not None
    shown = [post for post in found.posts if post.status not in SECRET]
    keys = [post.key for post in found.posts]
    assert "HIDDEN" not in repr((shown, keys, found.heard.notices, found.left))


@settings(deadline=None)
@given(SOUP)
def test_front_matter_never_raises(text: str) -> None:
    """And the text below it is the end of the whole."""
    for read in (front, rest_front, html_front):
        head = read(text)
        assert head.line >= 1
        assert head.body.strip() in text


@given(SOUP)
def test_masks_and_tags_lose_nothing(text: str) -> None:
    """Code that is put aside comes back as it was, and tags that nobody changes stay."""
    masks = Masks()
    clear = masks.clear(text)
    assert masks.back(masks.code(clear)) == clear
    assert replaced(clear, lambda _tag: None) == clear


@settings(deadline=None)
@given(some.binary(max_size=300) | SOUP.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_is_looked_at(data: bytes) -> None:
    """Saying how sure the reader is never raises."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        path.write_bytes(data)
        assert reader.recognises(sample_of(path)) in set(Confidence)
        assert reader.recognises(sample_of(Path(folder))) in set(Confidence)
