"""Properties of reading Substack's exports: nothing raises, nothing leaks, nothing is lost."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.readers.substack import reader
from exports import Reading

LIST = (
    "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
    "7.one,2022-01-01T00:00:00.000Z,TRUE,,newsletter,everyone,One,Sub,\n"
    '8.two,2022-01-02T00:00:00.000Z,FALSE,,newsletter,everyone,"T, wo",,\n'
)
PAGE = (
    '<p>word<a class="footnote-anchor" id="a1" href="#f1">1</a></p><p class="button-wrapper">x</p>'
    '<div class="tweet" data-attrs="{&quot;url&quot;:&quot;https://x.example/1&quot;,'
    '&quot;full_text&quot;:&quot;word&quot;}"></div><div class="image-gallery-embed" data-attrs="'
    "{&quot;gallery&quot;:{&quot;images&quot;:[{&quot;src&quot;:&quot;https://s.example/a.png"
    '&quot;}]}}"></div><a class="image-link" href="https://substackcdn.com/x/https%3A%2F%2Fa">i</a>'
    '<div class="footnote"><a class="footnote-number" id="f1" href="#a1">1</a><p>word</p></div>'
)
DAMAGE = some.sampled_from(
    ["", "<", ">", '"', ",", "\n", "</div>", "<div class='comment'>", "<!--", "\0", "&quot;", "[",
     "{", "\ud800", "TRUE"]
) | some.text(max_size=5)  # fmt: skip


def read(files: Mapping[str, str]) -> Reading | None:
    """Read an export, None where it is refused."""
    with tempfile.TemporaryDirectory() as name:
        for member, text in files.items():
            path = Path(name) / member
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            return Reading(reader, Path(name))
        except ArchiveError:
            return None


@settings(deadline=None, max_examples=200)
@given(some.integers(0, len(PAGE)), some.sampled_from([0, 1, 30]), DAMAGE)
def test_damage_in_a_page_costs_one_post_at_most(place: int, length: int, damage: str) -> None:
    """The other post is read, the account adds up, and lists of people stay closed."""
    broken = PAGE[:place] + damage + PAGE[place + length :]
    files = {"posts/7.one.html": broken, "posts/8.two.html": PAGE, "email_list.x.csv": "HIDDEN"}
    reading = read({"posts.csv": LIST} | files)
    assert reading is not None
    assert reading.adds_up
    assert reading.archive.items == 3
    assert [post.title for post in reading.posts] == ["One", "T, wo"]
    assert "HIDDEN" not in repr((reading.archive, reading.heard.notices))


@settings(deadline=None, max_examples=200)
@given(some.integers(0, len(LIST)), some.sampled_from([0, 1, 30]), DAMAGE)
def test_damage_in_the_list_costs_no_text(place: int, length: int, damage: str) -> None:
    """Every page is read, and what the list does not say for certain is not published."""
    files = {f"posts/{one}.html": PAGE + one for one in ("7.one", "8.two", "9.three")}
    reading = read({"posts.csv": LIST[:place] + damage + LIST[place + length :]} | files)
    assert reading is not None
    assert reading.adds_up
    kept = len(reading.posts) + sum(
        one.count for one in reading.archive.leftovers if one.kind not in {"row", "post"}
    )
    assert kept == 3
    assert reading.posts[-1].status != "published" or "TRUE" in damage
