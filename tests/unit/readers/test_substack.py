"""Tests of reading Substack's exports."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import Kind, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.substack import reader
from blog2book.readers.substack.table import table_of
from blog2book.testing import check_reader
from exports import Reading

CASES = Path(__file__).parents[2] / "cases" / "substack"
HEAD = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url"
NAMES = tuple(HEAD.split(","))


def row(stem: str = "7.a-week", /, **fields: str) -> dict[str, str]:
    """Return a row of a post that was published for all."""
    given = {
        "post_id": stem,
        "post_date": "2022-12-31T23:30:00.123Z",
        "is_published": "TRUE",
        "type": "newsletter",
        "audience": "everyone",
        "title": "A week",
    }
    return given | fields


def put(folder: Path, rows: Iterable[dict[str, str]], **pages: str) -> Path:
    """Write an export: a list, and pages, "7.a-week" being given as `n7_a_week`."""
    (folder / "posts").mkdir(exist_ok=True)
    with (folder / "posts.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, NAMES)
        writer.writeheader()
        writer.writerows(rows)
    for name, text in pages.items():
        stem = name.removeprefix("n").replace("_", ".", 1).replace("_", "-")
        path = folder / "posts" / f"{stem}.html"
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, *rows: dict[str, str], **pages: str) -> Reading:
    """Read an export."""
    return Reading(reader, put(folder, rows, **pages))


@pytest.mark.parametrize(
    ("head", "confidence"),
    [
        (HEAD, Confidence.CERTAIN),
        ('\ufeff"post_id","post_date","is_published"\n', Confidence.CERTAIN),
        ("post_id,title\n", Confidence.NO),
        ("id,post_id_is_published_post_date", Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_the_list_is_recognised_by_its_columns(head: str, confidence: Confidence) -> None:
    """Whatever its file is called; alone it can be named but not read."""
    sample = Sample(path=Path("x"), head=head.encode(), members=())
    assert reader.recognises(sample) is confidence


def test_a_folder_is_recognised_by_list_or_pages(tmp_path: Path) -> None:
    """Pages without a list are likely Substack's, unless they are whole pages of a site."""
    put(tmp_path, [row()], n7_a="<p>x</p>")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.CERTAIN
    (tmp_path / "posts.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.LIKELY
    (tmp_path / "posts" / "7.a.html").write_text("<!DOCTYPE html><p>x", encoding="utf-8")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    (tmp_path / "posts" / "7.a.html").rename(tmp_path / "posts" / "7.html")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO


def test_a_post_becomes_what_a_book_can_print(tmp_path: Path) -> None:
    """Buttons go and are counted; boxes, footnotes, formulas and verse take a book's form."""
    page = (CASES / "post.html").read_text(encoding="utf-8")
    reading = read(tmp_path, row(subtitle="Of &#x201C;weather&#x201D;"), n7_a_week=page)
    told = "".join(f"<!-- {one.message} -->\n" for one in reading.heard.notices)
    written = reading.post.body.replace("><", ">\n<") + "\n" + told
    assert written == (CASES / "post.expected.html").read_text(encoding="utf-8")


def test_a_post_has_all_its_fields(tmp_path: Path) -> None:
    """Its number makes the key; the blog's address is found in what its posts link to."""
    page = (
        "<p>x <a href='https://rain.substack.com/p/a-week/comments'>c</a>"
        "<a href='https://rain.substack.com/subscribe?'>s</a></p>"
    )
    reading = read(tmp_path, row(title="A &amp; B &lt;3"), n7_a_week=page)
    post, archive = reading.post, reading.archive
    assert (post.key, post.sequence, post.title) == ("rain.substack.com/7", 7, "A & B <3")
    assert str(post.published) == "2022-12-31 23:30:00.123000+00:00"
    assert (post.kind, post.status) == (Kind.POST, Status.PUBLISHED)
    assert post.permalink == "https://rain.substack.com/p/a-week"
    assert post.aliases == ("https://open.substack.com/pub/rain/p/a-week",)
    assert (archive.title, archive.titled) == ("rain", False)
    assert archive.address == "https://rain.substack.com"
    assert post.origin.file == "posts/7.a-week.html"
    assert reading.heard.codes == []


def test_the_blogs_own_domain_wins(tmp_path: Path) -> None:
    """Where most posts are linked is the blog; another host with two of them is its too."""
    link = "<a href='https://{}/p/{}'>x</a>"
    pages = {
        "n1_one": link.format("rain.example", "two") + link.format("rain.example", "one"),
        "n2_two": link.format("rain.substack.com", "one") + link.format("rain.substack.com", "two"),
        "n3_six": link.format("rain.example", "six") + link.format("sun.substack.com", "one"),
    }
    rows = [row("1.one"), row("2.two"), row("3.six")]
    archive = read(tmp_path, *rows, **pages).archive
    assert archive.address == "https://rain.example"
    assert archive.hosts == ("rain.example", "rain.substack.com", "open.substack.com")
    assert archive.title == "rain.example"


def test_without_any_link_the_address_is_not_known(tmp_path: Path) -> None:
    """Posts then have paths, and the export's own name is the blog's."""
    reading = read(tmp_path, row(), n7_a_week="<a href='https://substack.com/p/a-week'>x</a>")
    assert reading.post.permalink == reading.post.key == "/p/a-week"
    assert (reading.archive.title, reading.archive.address) == (tmp_path.name, "")


@pytest.mark.parametrize(
    ("fields", "kind", "status"),
    [
        ({"is_published": "true"}, Kind.POST, Status.PUBLISHED),
        ({"is_published": "False", "post_date": ""}, Kind.POST, Status.DRAFT),
        ({"audience": "only_paid"}, Kind.POST, Status.PUBLISHED),
        ({"type": "page"}, Kind.PAGE, Status.PUBLISHED),
        ({"type": "thread"}, Kind.POST, Status.PUBLISHED),
        ({"type": "something new"}, Kind.POST, Status.PUBLISHED),
    ],
)
def test_kinds_and_statuses(
    fields: dict[str, str], kind: Kind, status: Status, tmp_path: Path
) -> None:
    """True and false in any case; what was published for payers was published."""
    reading = read(tmp_path, row(**fields), n7_a_week="<p>x</p>")
    assert (reading.post.kind, reading.post.status) == (kind, status)
    assert reading.heard.codes == []


def test_what_is_not_certain_is_withheld(tmp_path: Path) -> None:
    """And nothing of it is told."""
    page = "<div class='native-video-embed'></div><p>SECRET https://secret.example/p/a-week</p>"
    reading = read(tmp_path, row(is_published="1", title="SECRET"), n7_a_week=page)
    assert reading.post.status is Status.UNREADABLE
    assert reading.heard.codes == ["status-unknown"]
    assert "SECRET" not in repr(reading.heard.notices)
    assert reading.archive.address == ""


def test_other_peoples_words_and_letters_to_some_are_left_out(tmp_path: Path) -> None:
    """With their number and the reason."""
    rows = [row(), row("8.x", type="restack"), row("9.y", type="adhoc_email")]
    reading = read(tmp_path, *rows, n7_a_week="<p>x</p>", n8_x="<p>not mine</p>")
    assert len(reading.posts) == 1
    assert reading.left == {"restack": 1, "adhoc_email": 1}
    assert reading.heard.codes == []


def test_rows_and_pages_without_each_other(tmp_path: Path) -> None:
    """A row without a text is told by title, a page without a row is taken for a draft."""
    rows = [row(), row("8.newest", title="Newest"), row("9.draft", is_published="false"), row()]
    reading = read(tmp_path, *rows, n7_a_week="<p>x</p>", n10_found="<p>y</p>")
    assert [(post.title, post.status) for post in reading.posts] == [
        ("A week", Status.PUBLISHED),
        ("", Status.DRAFT),
    ]
    assert reading.left == {"post": 2, "row": 1}
    assert reading.adds_up
    missing, unnamed = reading.heard.notices
    assert missing.code == "texts-missing"
    assert "1 published post: Newest." in missing.message
    assert unnamed.code == "rows-missing"
    assert "10.found" in unnamed.message


def test_a_page_is_found_by_its_number(tmp_path: Path) -> None:
    """Where a post was renamed between list and page."""
    reading = read(tmp_path, row("7.old-name"), n7_new_name="<p>x</p>")
    assert reading.post.title == "A week"
    assert reading.post.permalink == "/p/new-name"


def test_a_recording_alone_is_a_post(tmp_path: Path) -> None:
    """A podcast without a text is the link to what can be heard."""
    sound = "https://rain.example/7.mp3"
    reading = read(tmp_path, row(type="podcast", podcast_url=sound, subtitle="Drops"))
    assert plain(reading.post.body) == "Drops\nrain.example/7.mp3"


def test_a_subtitle_that_the_text_repeats_is_not_said_twice(tmp_path: Path) -> None:
    """Otherwise it leads the text."""
    reading = read(tmp_path, row(subtitle="Drops"), n7_a_week="<p>Drops</p><p>fall</p>")
    assert plain(reading.post.body) == "Drops\nfall"


def test_subscribers_are_not_looked_at(tmp_path: Path) -> None:
    """Lists of people and of letters are counted; a stranger's file is told."""
    put(tmp_path, [row()], n7_a_week="<p>x</p>")
    for name in ("email_list.rain.csv", "subscribers.csv", "posts/7.delivers.csv",
                 "posts/7.opens.csv"):  # fmt: skip
        (tmp_path / name).write_text("SECRET@mail.example", encoding="utf-8")
    reading = Reading(reader, tmp_path)
    assert reading.left == {"file": 4}
    assert reading.adds_up
    assert "SECRET" not in repr((reading.archive, reading.heard.notices))
    assert reading.heard.codes == []
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert Reading(reader, tmp_path).heard.codes == ["files-not-read"]


def test_pictures_beside_the_pages_are_looked_for_by_name(tmp_path: Path) -> None:
    """No export holds any, but its owner may lay them there."""
    put(tmp_path, [row()], n7_a_week="<p>x</p>")
    (tmp_path / "cloud.jpeg").write_bytes(b"x")
    assert Reading(reader, tmp_path).archive.folders == (tmp_path,)


def test_a_list_that_breaks_off_is_told(tmp_path: Path) -> None:
    """Its first rows are read, the other pages are drafts; a row of nothing is counted."""
    put(tmp_path, [row()], n7_a_week="<p>x</p>", n8_b="<p>y</p>")
    text = (tmp_path / "posts.csv").read_text(encoding="utf-8")
    broken = f'{text},no id\n8.b,x,TRUE,,,,"{"y" * (1 << 24)}y"\n'
    (tmp_path / "posts.csv").write_text(broken, encoding="utf-8")
    before = csv.field_size_limit()
    reading = Reading(reader, tmp_path)
    assert csv.field_size_limit() == before
    assert [post.status for post in reading.posts] == [Status.PUBLISHED, Status.DRAFT]
    assert reading.heard.codes == ["archive-truncated", "rows-missing", "items-lost"]
    assert reading.left == {"row": 1}


def test_a_list_may_hold_long_fields_and_line_ends() -> None:
    """As quoted fields in CSV do."""
    buffer = io.StringIO()
    record = ["7.a", "2022-01-01T00:00:00", "TRUE", *[""] * 3, "one\ntwo", "x" * 200_000, ""]
    csv.writer(buffer).writerows([NAMES, record, [], ["", ""]])
    table = table_of("\ufeff" + buffer.getvalue())
    (only,) = table.rows
    assert (only.title, len(only.subtitle)) == ("one two", 200_000)
    assert str(only.day) == "2022-01-01 00:00:00+00:00"
    assert (table.damaged, table.broken) == (0, False)
    assert table_of("").rows == ()


def test_a_row_of_too_many_cells_says_nothing_for_certain() -> None:
    """What stands under a name may belong under another."""
    (only,) = table_of(f"{HEAD}\n7.a,x,TRUE,,newsletter,everyone,T,S,,more\n").rows
    assert (only.stem, only.published) == ("7.a", "")


def test_two_exports_in_one_folder_are_refused(tmp_path: Path) -> None:
    """In words that name their folders."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, [row()], n7_a="x")
    with pytest.raises(ArchiveError, match="holds 2 exports: one, two"):
        Reading(reader, tmp_path)
    assert len(Reading(reader, tmp_path / "one").posts) == 1


def test_without_a_text_there_is_nothing_to_read(tmp_path: Path) -> None:
    """The list alone, an empty folder, and rows without pages are refused with a hint."""
    put(tmp_path, [row()])
    with pytest.raises(ArchiveError, match="only the list of posts") as caught:
        Reading(reader, tmp_path / "posts.csv")
    assert "New export" in caught.value.hint
    with pytest.raises(ArchiveError, match="holds no text"):
        Reading(reader, tmp_path)
    with pytest.raises(ArchiveError, match="holds no text"):
        Reading(reader, tmp_path / "posts")


def test_a_page_too_large_for_a_post_is_told(tmp_path: Path) -> None:
    """The others are read."""
    rows = [row(), row("8.b")]
    reading = read(tmp_path, *rows, n7_a_week="<p>x</p>", n8_b=" " * ((1 << 26) + 1))
    assert len(reading.posts) == 1
    assert reading.left == {"post": 1}
    assert reading.heard.codes == ["items-lost"]


def test_the_contract_holds(tmp_path: Path) -> None:
    """What stands in `ports.Reader`."""
    page = (CASES / "post.html").read_text(encoding="utf-8")
    (tmp_path / "export").mkdir()
    put(tmp_path / "export", [row(), row("8.b")], n7_a_week=page, n8_b="<p>x</p>")
    (tmp_path / "work").mkdir()
    check_reader(reader, tmp_path / "export", tmp_path / "work")
