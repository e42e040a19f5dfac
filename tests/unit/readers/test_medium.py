"""Tests of reading Medium's exports."""

from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import Severity
from blog2book.markup.text import plain
from blog2book.model.archive import Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.medium import reader
from blog2book.testing import check_reader
from exports import Reading

CASES = Path(__file__).parents[2] / "cases" / "medium"
BODY = '<h3 class="graf graf--h3 graf--title">Low water</h3><p class="graf graf--p">Some words.</p>'
FOOTER = (
    '<p>By <a href="https://medium.com/@ada" class="p-author h-card">Ada Example</a> on '
    '<a href="https://medium.com/p/0123456789ab"><time class="dt-published" '
    'datetime="2018-12-31T23:30:00.123Z">December 31, 2018</time></a>.</p>'
    '<p><a href="https://rivers.example/low-water-0123456789ab" class="p-canonical">Canonical '
    'link</a></p><p>Exported from <a href="https://medium.com">Medium</a> on May 1, 2020.</p>'
)
DRAFT = '<p><a href="https://medium.com/p/ba9876543210">View original.</a></p>'


def story(
    title: str = "Low water", body: str = BODY, footer: str = FOOTER, subtitle: str = ""
) -> str:
    """Return a story as Medium writes it."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title><style>p {{}}</style></head><body>"
        f'<article class="h-entry"><header><h1 class="p-name">{title}</h1></header>'
        f'<section data-field="subtitle" class="p-summary">\n{subtitle}\n</section>'
        f'<section data-field="body" class="e-content">{body}</section>'
        f"<footer>{footer}</footer></article></body></html>"
    )


def put(folder: Path, **stories: str) -> Path:
    """Write stories into a folder "posts"; a name is a file's without its suffix."""
    (folder / "posts").mkdir(exist_ok=True)
    for name, text in stories.items():
        (folder / "posts" / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, text: str, name: str = "2018-12-31_Low-water-0123456789ab") -> Reading:
    """Read an export of one story."""
    return Reading(reader, put(folder, **{name: text}))


@pytest.mark.parametrize(
    ("head", "confidence"),
    [
        (story(), Confidence.CERTAIN),
        ('<article class="h-entry"><h1 class="p-name">A page</h1>', Confidence.NO),
        ("<!DOCTYPE html><p>A page", Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_a_story_is_recognised_by_its_marks(head: str, confidence: Confidence) -> None:
    """Microformats alone are on many pages."""
    sample = Sample(path=Path("x"), head=head.encode(), members=())
    assert reader.recognises(sample) is confidence


def test_a_folder_is_recognised_by_its_stories(tmp_path: Path) -> None:
    """Whether it is the export, or the folder of stories alone."""
    (tmp_path / "README.html").write_text("<html>", encoding="utf-8")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    put(tmp_path, x=story())
    assert reader.recognises(sample_of(tmp_path)) is Confidence.CERTAIN
    assert reader.recognises(sample_of(tmp_path / "posts")) is Confidence.CERTAIN
    assert len(Reading(reader, tmp_path / "posts").posts) == 1
    (tmp_path / "posts" / "boat.jpeg").write_bytes(b"x")
    assert reader.recognises(sample_of(tmp_path / "posts")) is Confidence.CERTAIN
    (tmp_path / "posts" / "other.md").write_text("---\n", encoding="utf-8")
    assert reader.recognises(sample_of(tmp_path / "posts")) is Confidence.NO
    assert len(Reading(reader, tmp_path / "posts" / "x.html").posts) == 1


def test_a_story_becomes_what_a_book_can_print(tmp_path: Path) -> None:
    """Title and first rule go, the subtitle leads; rows are galleries, cards and players links."""
    body = (CASES / "story.html").read_text(encoding="utf-8")
    text = story("The long way down", body, subtitle="By canoe")
    written = read(tmp_path, text).post.body.replace("><", ">\n<") + "\n"
    assert written == (CASES / "story.expected.html").read_text(encoding="utf-8")


def test_a_story_has_all_its_fields(tmp_path: Path) -> None:
    """Its id makes the key; all addresses at which it can be found are kept."""
    footer = f'<ul class="tags"><li><a>Rivers</a></li><li><a>Boats</a></li></ul>{FOOTER}'
    reading = read(tmp_path, story(footer=footer))
    post, archive = reading.post, reading.archive
    assert post.key == "medium.com/0123456789ab"
    assert (post.title, post.status) == ("Low water", Status.PUBLISHED)
    assert str(post.published) == "2018-12-31 23:30:00.123000+00:00"
    assert post.permalink == "https://rivers.example/low-water-0123456789ab"
    assert post.aliases == ("https://medium.com/p/0123456789ab",)
    assert post.labels == ("Rivers", "Boats")
    assert post.author is not None
    assert post.author.name == archive.title == "Ada Example"
    assert archive.titled
    assert archive.address == "https://medium.com/@ada"
    assert plain(post.body) == "Some words."
    assert post.origin.file == "posts/2018-12-31_Low-water-0123456789ab.html"
    assert reading.heard.codes == []


def test_tags_stand_in_a_line_too(tmp_path: Path) -> None:
    """As newer exports write them."""
    tags = '<p class="p-tags">Tagged in <a class="p-tag" href="x">Rivers</a></p>'
    assert read(tmp_path, story(footer=tags + FOOTER)).post.labels == ("Rivers",)


@pytest.mark.parametrize(
    ("name", "footer"),
    [
        ("draft_Low-water-ba9876543210", FOOTER),
        ("2018-12-31_Low-water-ba9876543210", DRAFT),
        ("x", FOOTER.replace("2018-12-31", "0000-00-00")),
    ],
)
def test_without_a_day_a_story_is_a_draft(name: str, footer: str, tmp_path: Path) -> None:
    """And so is what its file's name calls one."""
    assert read(tmp_path, story(footer=footer), name).post.status is Status.DRAFT


def test_responses_are_left_out_by_name(tmp_path: Path) -> None:
    """What has no title of its own, and begins with what the page is called, answers somebody."""
    answer = '<p class="graf graf--p">Thank you for these kind words.</p>'
    own = '<h3 class="graf graf--h3">Thank you</h3><p class="graf graf--p">All.</p>'
    put(
        tmp_path,
        a=story("Thank you for these…", answer),
        b=story("Thank you for these kind words.", answer),
        c=story("Another name", answer),
        d=story("Thank you", own),
        e=story("Thank you for…", answer, DRAFT),
        f=story("", answer),
    )
    reading = Reading(reader, tmp_path)
    assert [post.title for post in reading.posts] == [
        "Another name",
        "Thank you",
        "Thank you for…",
        "",
    ]
    assert plain(reading.posts[1].body) == "All."
    assert reading.left == {"story": 2}
    (notice,) = reading.heard.notices
    assert (notice.code, notice.severity) == ("responses-left-out", Severity.INFO)
    assert "“Thank you for these…”, “Thank you for these kind words.”" in notice.message


@pytest.mark.parametrize(
    ("title", "subtitle", "words"),
    [
        ("Low water", "", "Some words."),
        ("Low water", "Some wo…", "Some words."),
        ("Low water", "Low water", "Some words."),
        ("Low water", "Of rivers", "Of rivers\nSome words."),
        ("Low wa…", "", "Some words."),
        ("High water", "", "Low water\nSome words."),
    ],
)
def test_nothing_is_said_twice(title: str, subtitle: str, words: str, tmp_path: Path) -> None:
    """Title and subtitle are dropped where they repeat, and kept where they say more."""
    post = read(tmp_path, story(title, subtitle=subtitle)).post
    assert plain(post.body) == words
    assert post.title == ("High water" if title == "High water" else "Low water")


def test_what_is_private_is_not_opened(tmp_path: Path) -> None:
    """Sessions, addresses and profile are counted, and nothing of them is in the archive."""
    for name in ("README.html", "ips/ips-0001.html", "profile/profile.html", "claps/claps.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(story("SECRET", "SECRET"), encoding="utf-8")
    reading = read(tmp_path, story())
    assert reading.left == {"file": 4}
    assert reading.adds_up
    assert "SECRET" not in repr((reading.archive, reading.heard.notices))
    assert reading.heard.codes == []


def test_files_of_somebody_else_are_told(tmp_path: Path) -> None:
    """What lies beside a folder of stories is no part of the export."""
    put(tmp_path, x=story())
    (tmp_path / "posts" / "notes.txt").write_text("x", encoding="utf-8")
    assert Reading(reader, tmp_path / "posts").heard.codes == ["files-not-read"]


def test_damaged_stories_cost_themselves(tmp_path: Path) -> None:
    """A page that is none, and one that cannot be opened, are told; a cut one is read."""
    put(tmp_path, a=story(), b="<html>no story", c=story()[: story().index("</section><footer>")])
    reading = Reading(reader, tmp_path)
    assert len(reading.posts) == 2
    assert reading.left == {"file": 1}
    assert reading.heard.codes == ["items-lost"]
    cut = '<section data-field="body"><section><p>Words</p></section><footer>'
    whole = story().replace('<section data-field="body" class="e-content">', cut, 1)
    assert "Exported from" not in read(tmp_path, whole, "d").posts[-1].body


def test_without_a_story_there_is_nothing_to_read(tmp_path: Path) -> None:
    """And the way to an export is shown."""
    put(tmp_path, a="<html>")
    with pytest.raises(ArchiveError, match="holds no story") as caught:
        Reading(reader, tmp_path)
    assert "Download your information" in caught.value.hint
    with pytest.raises(ArchiveError, match="holds no story"):
        Reading(reader, tmp_path / "gone.html")


def test_an_address_that_is_none_is_no_trouble(tmp_path: Path) -> None:
    """The words around a broken frame are read."""
    body = '<p class="graf">Before</p><iframe src="https://[broken"></iframe><p>After</p>'
    words = plain(read(tmp_path, story(body=body)).post.body)
    assert words.startswith("Before\n")
    assert words.endswith("\nAfter")


def test_a_page_too_large_for_a_story_is_told(tmp_path: Path) -> None:
    """The others are read."""
    put(tmp_path, a=story(), b=story() + " " * (1 << 26))
    reading = Reading(reader, tmp_path)
    assert len(reading.posts) == 1
    assert reading.heard.codes == ["items-lost"]


def test_the_contract_holds(tmp_path: Path) -> None:
    """What stands in `ports.Reader`."""
    body = (CASES / "story.html").read_text(encoding="utf-8")
    put(tmp_path, a=story(body=body), b=story())
    (tmp_path / "work").mkdir()
    check_reader(reader, tmp_path / "posts", tmp_path / "work")
