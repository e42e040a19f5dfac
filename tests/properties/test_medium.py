"""Properties of reading Medium's exports: nothing raises, nothing leaks, nothing is lost."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.readers.medium import reader
from exports import Reading

STORY = (
    '<article class="h-entry"><h1 class="p-name">Low water</h1>'
    '<section class="p-summary">By canoe</section><section data-field="body" class="e-content">'
    '<hr><h3 class="graf graf--title">Low water</h3><p class="graf">word <b>word</b></p>'
    '<div class="graf graf--mixtapeEmbed"><a href="https://a.example/"><strong>T</strong></a></div>'
    '<figure><img src="https://miro.medium.com/max/8/1*a.png" data-width="3"></figure></section>'
    '<footer><a class="p-author" href="https://medium.com/@ada">Ada</a>'
    '<a href="https://medium.com/p/0123456789ab"><time class="dt-published" '
    'datetime="2018-01-01T00:00:00Z"></time></a></footer></article>'
)
DAMAGE = some.sampled_from(
    ["", "<", ">", '"', "</section>", "<section>", "</p>", "<footer>", "<script>", "<!--", "\0",
     "<div class='e-content'>", "&", "\ud800"]
) | some.text(max_size=5)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(some.integers(0, len(STORY)), some.sampled_from([0, 1, 30]), DAMAGE)
def test_damage_anywhere_costs_one_story_at_most(place: int, length: int, damage: str) -> None:
    """The other story is read, the account adds up, and private files stay closed."""
    broken = STORY[:place] + damage + STORY[place + length :]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for member, text in (("posts/a", broken), ("posts/b", STORY), ("ips/c", "HIDDEN")):
            (folder / member).parent.mkdir(exist_ok=True)
            (folder / f"{member}.html").write_bytes(text.encode("utf-8", "surrogatepass"))
        reading = Reading(reader, folder)
    assert reading.adds_up
    assert reading.archive.items == 3
    assert "posts/b.html" in [post.origin.file for post in reading.posts]
    assert "HIDDEN" not in repr((reading.archive, reading.heard.notices))


@settings(deadline=None, max_examples=100)
@given(some.binary(max_size=200), some.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, marked: bool) -> None:  # noqa: FBT001 - drawn
    """With the marks of a story or without, no file raises anything but a refusal."""
    marks = b'<a class="h-entry"><b class="p-name"><i data-field="body">' if marked else b""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "story"
        path.write_bytes(marks + data)
        try:
            assert Reading(reader, path).adds_up
        except ArchiveError:
            assert not marked or b"\0" in data or not data.isascii()
