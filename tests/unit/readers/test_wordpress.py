"""Tests of reading WordPress exports."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import Severity
from blog2book.markup.text import plain
from blog2book.model.archive import Kind, Standing, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.wordpress import reader
from exports import CHANNEL, ROOT, Reading, item, meta, read, remark, wxr


def sample(head: str | bytes) -> Sample:
    """Return the sample of a file."""
    data = head if isinstance(head, bytes) else head.encode()
    return Sample(path=Path("x"), head=data, members=())


@pytest.mark.parametrize(
    ("head", "confidence"),
    [
        (wxr(), Confidence.CERTAIN),
        (wxr().replace("http://wordpress.org", "https://wordpress.org"), Confidence.CERTAIN),
        (wxr().replace("/1.2/", "/1.0/"), Confidence.CERTAIN),
        (wxr().encode("utf-16"), Confidence.CERTAIN),
        ("\n\n" + wxr(), Confidence.CERTAIN),
        ("<rss version='2.0'><channel><wp:wxr_version>1.1", Confidence.LIKELY),
        ("<rss version='2.0'><channel><item>", Confidence.NO),
        ("<html><!-- <rss xmlns:wp='http://wordpress.org/export/1.2/'> -->", Confidence.NO),
        ("<feed>", Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_wxr_is_recognised_by_its_root(head: str | bytes, confidence: Confidence) -> None:
    """By namespace whatever its version, never by the name of the file."""
    assert reader.recognises(sample(head)) is confidence


def test_a_folder_is_recognised_by_the_files_in_it(tmp_path: Path) -> None:
    """One export among other files is enough."""
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.dat").write_text(wxr())
    members = ("a.txt", "absent.xml", "b.dat", "c.jpg")
    folder = Sample(path=tmp_path, head=b"", members=members)
    assert reader.recognises(folder) is Confidence.CERTAIN
    other = Sample(path=tmp_path, head=b"", members=("a.txt", "c.jpg"))
    assert reader.recognises(other) is Confidence.NO


def test_a_post_has_all_its_fields(tmp_path: Path) -> None:
    """Key, title, text, times, author, labels, addresses and place."""
    categories = (
        '<category domain="category" nicename="days"><![CDATA[Days &amp; nights]]></category>'
        '<category domain="post_tag" nicename="mill"><![CDATA[mill]]></category>'
        '<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>'
        "<category><![CDATA[mill]]></category>"
    )
    modified = {"post_modified": "2016-12-08 01:00:00", "post_modified_gmt": "2016-12-08 00:00:00"}
    text = item(
        12, "a\n\nb", categories + meta("_wp_old_slug", "old"), title="A &amp; B", **modified
    )
    post = read(reader, tmp_path, wxr(text)).post
    assert (post.key, post.sequence, post.title) == ("blog.example/12", 12, "A & B")
    assert (post.kind, post.status, post.words) == (Kind.POST, Status.PUBLISHED, 2)
    assert post.published is not None
    assert post.published.isoformat() == "2016-12-07T09:30:00+01:00"
    assert post.updated is not None
    assert post.updated.isoformat() == "2016-12-08T01:00:00+01:00"
    assert post.author is not None
    assert post.author.name == "Ada Example"
    assert post.labels == ("Days & nights", "mill")
    assert post.permalink == "https://blog.example/2016/12/post-12/"
    assert post.aliases == ("https://blog.example/?p=12", "https://blog.example/2016/12/old/")
    assert (post.origin.file, post.origin.place) == ("export.xml", "item 1, post 12")
    assert "<p>a</p>" in post.body


def test_an_archive_has_what_the_channel_says(tmp_path: Path) -> None:
    """Title, subtitle, language, address, hosts, day of export, author and files."""
    archive = read(reader, tmp_path, wxr(item(guid="http://old.example/?p=1"))).archive
    assert (archive.title, archive.subtitle, archive.language) == ("A Blog", "Of days", "en-US")
    assert archive.address == "https://blog.example"
    assert archive.hosts == ("blog.example", "old.example")
    assert archive.exported == datetime(2020, 1, 1, tzinfo=UTC)
    assert archive.author is not None
    assert archive.author.name == "Ada Example"
    assert archive.timezone == ""
    (file,) = archive.files
    assert (file.file, len(file.digest)) == ("export.xml", 64)


def test_two_authors_are_no_author(tmp_path: Path) -> None:
    """A blog by several people has no name to put on its title page."""
    reading = read(reader, tmp_path, wxr(item(1), item(2, creator="bob")))
    assert reading.archive.author is None


@pytest.mark.parametrize(
    ("login", "name"),
    [
        ("ada", "Ada Example"),
        ("bob", "bob"),
        ("x@mail.example", None),
        ("", None),
        ("eve", "Eve E"),
    ],
)
def test_authors_have_the_name_that_readers_saw(
    tmp_path: Path, login: str, name: str | None
) -> None:
    """The display name, else first and last, else the login, and never an e-mail address."""
    eve = (
        "<wp:author><wp:author_login>eve</wp:author_login><wp:author_first_name>Eve"
        "</wp:author_first_name><wp:author_last_name>E</wp:author_last_name></wp:author><wp:author/>"
    )
    post = read(reader, tmp_path, wxr(item(creator=login), channel=CHANNEL + eve)).post
    assert (post.author.name if post.author else None) == name


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "publish"}, Status.PUBLISHED),
        ({"status": "draft"}, Status.DRAFT),
        ({"status": "pending"}, Status.PENDING),
        ({"status": "private"}, Status.PRIVATE),
        ({"status": "trash"}, Status.TRASHED),
        ({"post_password": "x"}, Status.PROTECTED),
        ({"post_password": "x", "status": "private"}, Status.PRIVATE),
        ({"status": "future"}, Status.PUBLISHED),
        ({"status": "future", "post_date_gmt": "2030-01-01 00:00:00"}, Status.PUBLISHED),
        ({"status": "future", "post_date": "2030-01-01 00:00:00"}, Status.SCHEDULED),
        ({"status": "future", "post_date": "", "post_date_gmt": ""}, Status.SCHEDULED),
        ({"post_date": "2030-01-01 00:00:00"}, Status.PUBLISHED),
    ],
)
def test_statuses_are_as_they_stood(tmp_path: Path, fields: dict[str, str], status: Status) -> None:
    """What was scheduled for a day before the export has been published by then."""
    assert read(reader, tmp_path, wxr(item(**fields))).post.status is status


def test_without_a_day_of_export_what_is_scheduled_stays_so(tmp_path: Path) -> None:
    """Nothing is compared with the clock of the machine."""
    channel = CHANNEL.replace("<pubDate>", "<x>").replace("</pubDate>", "</x>")
    reading = read(reader, tmp_path, wxr(item(status="future"), channel=channel))
    assert reading.post.status is Status.SCHEDULED


@pytest.mark.parametrize("status", ["", "wc-done"])
def test_an_unknown_status_is_withheld_and_told(tmp_path: Path, status: str) -> None:
    """It might be secret."""
    reading = read(reader, tmp_path, wxr(item(status=status)))
    assert reading.post.status is Status.UNREADABLE
    (notice,) = reading.heard.notices
    assert (notice.code, notice.severity) == ("status-unknown", Severity.WARNING)
    assert (f"status “{status}” (1)" if status else "no status (1)") in notice.message


LOCK = "<wp:post_password><![CDATA[]]></wp:post_password>"
STATUS = "<wp:status><![CDATA[publish]]></wp:status>"


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [
        (STATUS, ""),
        (STATUS, STATUS * 2),
        (STATUS, STATUS.replace("publish", "pub lish")),
        (STATUS, STATUS.replace("/wp", "/w")),
        (STATUS, STATUS.replace("<wp:status>", "wp:status>")),
        (STATUS, "\x00" * len(STATUS)),
        (STATUS, STATUS.replace("publish", "pri\x00te")),
        (LOCK, ""),
        (LOCK, LOCK * 2),
        (LOCK, LOCK.replace("</wp:post_password>", "")),
        (LOCK, LOCK.replace("CDATA[", "CDATA[\x00\x00")),
        (LOCK, LOCK.replace("]]>", "")),
    ],
)
def test_what_may_be_secret_is_withheld(tmp_path: Path, whole: str, damaged: str) -> None:
    """And told, with damage for a reason; the posts around it are as they were."""
    broken = item(2).replace(whole, damaged)
    reading = read(reader, tmp_path, wxr(item(1), broken, item(3)))
    statuses = [post.status for post in reading.posts]
    assert statuses == [Status.PUBLISHED, Status.UNREADABLE, Status.PUBLISHED]
    assert "status-unknown" in reading.heard.codes


def test_a_comments_lines_are_its_paragraphs(tmp_path: Path) -> None:
    """Comments are written without markup."""
    (comment,) = read(reader, tmp_path, wxr(item(more=remark(1, "a\n\nb")))).post.comments
    assert plain(comment.body) == "a\nb"


def test_an_export_that_knows_no_passwords_needs_none(tmp_path: Path) -> None:
    """Scripts that write WXR leave the field out of every item."""
    reading = read(reader, tmp_path, wxr(*(item(n).replace(LOCK, "") for n in (1, 2))))
    assert {post.status for post in reading.posts} == {Status.PUBLISHED}


def test_a_torn_item_tells_nothing(tmp_path: Path) -> None:
    """Not even a type, a number or a shortcode, which may be words of a secret post."""
    cut = "</wp:post_password>"
    torn = [
        item(1, "[hidden x=1]", post_id="hidden", status="hidden").replace(cut, ""),
        item(2, post_type="hidden").replace(cut, ""),
        item(3, post_type="attachment", attachment_url="https://hidden").replace(cut, ""),
        item(4, "[hidden x=1]", status="private"),
    ]
    reading = read(reader, tmp_path, wxr(*torn))
    assert "hidden" not in repr((reading.heard.events, reading.left, reading.archive.assets))
    assert [post.status for post in reading.posts] == [Status.UNREADABLE, Status.PRIVATE]
    assert reading.left == {"damaged": 1, "attachment": 1}
    assert reading.adds_up


@pytest.mark.parametrize("fields", [{"status": "private"}, {"post_password": "x"}])
def test_a_secret_post_tells_no_address(tmp_path: Path, fields: dict[str, str]) -> None:
    """Its permalink holds words of its title."""
    post = read(reader, tmp_path, wxr(item(more=meta("_wp_old_slug", "old"), **fields))).post
    assert (post.permalink, post.aliases, post.origin.url) == ("", (), "")


def test_a_drafts_preview_is_an_alias_and_no_permalink(tmp_path: Path) -> None:
    """What was never published has no lasting address."""
    draft = item(status="draft", link="https://blog.example/?p=1", guid="x")
    post = read(reader, tmp_path, wxr(draft)).post
    assert (post.permalink, post.aliases) == ("", ("https://blog.example/?p=1",))


def test_a_page_is_a_page(tmp_path: Path) -> None:
    """With the address that WordPress gives pages."""
    post = read(reader, tmp_path, wxr(item(3, post_type="page"))).post
    assert post.kind is Kind.PAGE
    assert "https://blog.example/?page_id=3" in post.aliases


@pytest.mark.parametrize(
    ("local", "gmt", "zone", "shown"),
    [
        ("2017-01-31 23:30:00", "2017-02-01 07:30:00", "", "2017-01-31T23:30:00-08:00"),
        ("2017-01-31 23:30:00", "0000-00-00 00:00:00", "", "2017-01-31T23:30:00"),
        ("2017-01-31 23:30:00", "2001-01-01 00:00:00", "", "2017-01-31T23:30:00"),
        ("0000-00-00 00:00:00", "2017-02-01 07:30:00", "", "2017-02-01T07:30:00+00:00"),
        ("2017-01-31T23:30:00Z", "2017-02-01 07:30:00", "", "2017-01-31T23:30:00+00:00"),
        ("x", "x", "", "2017-02-01T09:00:00+00:00"),
        ("2017-01-31 23:30:00", "2017-02-01 07:30:00", "Asia/Tokyo", "2017-02-01T16:30:00+09:00"),
        ("2017-01-31 23:30:00", "", "Asia/Tokyo", "2017-01-31T23:30:00+09:00"),
        ("", "", "Asia/Tokyo", "2017-02-01T18:00:00+09:00"),
    ],
)
def test_times_are_those_of_the_blogs_clock(
    tmp_path: Path, local: str, gmt: str, zone: str, shown: str
) -> None:
    """The local stamp counts; the user's zone wins; the feed's stamp is the last resort."""
    text = item(post_date=local, post_date_gmt=gmt, pub_date="Wed, 01 Feb 2017 09:00:00 +0000")
    reading = read(reader, tmp_path, wxr(text), timezone=zone)
    assert reading.post.published is not None
    assert reading.post.published.isoformat() == shown
    assert reading.archive.timezone == zone


def test_a_draft_without_a_date_has_none(tmp_path: Path) -> None:
    """The epoch and the year -1 are no dates."""
    text = item(post_date="", post_date_gmt="", pub_date="Wed, 30 Nov -0001 00:00:00 +0000")
    assert read(reader, tmp_path, wxr(text)).post.published is None


def test_everything_else_is_left_over_with_a_reason(tmp_path: Path) -> None:
    """Machinery, attachments, own types, copies of the editor, and the comments under them."""
    kinds = ("nav_menu_item", "attachment", "wp_block", "event", "revision")
    items = [item(n, more=remark(n), post_type=kind) for n, kind in enumerate(kinds, 2)]
    items[0] = item(2, more=remark(2) + remark(3), post_type="nav_menu_item")
    items += [item(20, status="auto-draft"), item(21, status="inherit")]
    reading = read(reader, tmp_path, wxr(item(1), *items))
    assert reading.left == {
        "nav_menu_item": 1, "attachment": 1, "wp_block": 1, "event": 1, "revision": 1, "post": 2,
        "comment": 6,
    }  # fmt: skip
    assert all(one.reason for one in reading.archive.leftovers)
    assert reading.archive.items == 14
    assert reading.adds_up
    assert [one.key for one in reading.archive.assets] == ["3"]
    (notice,) = reading.heard.notices
    assert (notice.code, notice.severity) == ("types-left-out", Severity.INFO)
    assert "event (1)" in notice.message


def test_reusable_blocks_and_attachments_may_come_after_the_post(tmp_path: Path) -> None:
    """The order of the file does not matter."""
    post = item(1, '<!-- wp:block {"ref":2} /-->', meta("_thumbnail_id", "3"))
    block = item(2, "<p>From a block</p>", post_type="wp_block")
    picture = item(3, post_type="attachment", attachment_url="https://blog.example/a.jpg")
    assert "From a block" in read(reader, tmp_path, wxr(post, block, picture)).post.body


@pytest.mark.parametrize(
    "fields", [{"status": "draft"}, {"status": "trash"}, {"post_password": "x"}, {"status": "odd"}]
)
def test_a_reusable_block_that_the_blog_did_not_show_is_not_printed(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    """WordPress shows published ones without a password only; what the post says in it stays."""
    body = 'A.<!-- wp:block {"ref":2,"content":{"P":{"content":"Own words."}}} /-->'
    block = item(2, "<p>Hidden</p>", post_type="wp_block", **fields)
    reading = read(reader, tmp_path, wxr(item(1, body), block))
    assert "Hidden" not in reading.post.body
    assert "Own words." in reading.post.body
    assert [one.code for one in reading.heard.notices] == ["block-missing"]


def test_comments_are_read_with_their_standing(tmp_path: Path) -> None:
    """Approved, waiting, spam, trashed, pingbacks; a "like" is no comment."""
    remarks = [
        remark(1), remark(2, approved="0"), remark(3, approved="spam"), remark(4, approved="trash"),
        remark(5, type="pingback"), remark(6, type="trackback", approved="0"),
        remark(7, type="like"), remark(8, type="comment", approved="post-trashed"),
    ]  # fmt: skip
    reading = read(reader, tmp_path, wxr(item(more="".join(remarks))))
    assert [one.standing for one in reading.post.comments] == [
        Standing.APPROVED, Standing.PENDING, Standing.SPAM, Standing.TRASHED,
        Standing.PINGBACK, Standing.PENDING, Standing.TRASHED,
    ]  # fmt: skip
    assert reading.left == {"like": 1}
    assert reading.adds_up


def test_comments_are_threaded(tmp_path: Path) -> None:
    """A parent that is not there is no parent."""
    remarks = remark(1) + remark(2, parent="1") + remark(3, parent="99")
    comments = read(reader, tmp_path, wxr(item(more=remarks))).post.comments
    assert [one.key for one in comments] == [f"blog.example/1#comment-{n}" for n in (1, 2, 3)]
    assert [one.parent for one in comments] == ["", "blog.example/1#comment-1", ""]
    assert comments[0].published is not None
    assert comments[0].published.utcoffset() == timedelta(hours=1)


def test_comments_with_one_id_are_told_apart_by_their_text(tmp_path: Path) -> None:
    """One that stands there twice is left over; one without an id has a digest."""
    remarks = remark(1) + remark(1) + remark(1, "Other") + remark(1, "None", id="")
    reading = read(reader, tmp_path, wxr(item(more=remarks)))
    assert len({one.key for one in reading.post.comments}) == 3
    assert reading.left == {"comment": 1}
    assert reading.adds_up


@pytest.mark.parametrize(
    ("user", "author", "creator", "mine"),
    [
        ("7", "x", "ada", True),
        ("8", "Ada Example", "ada", False),
        ("0", "Ada Example", "ada", False),
        ("", "Ada Example", "ada", False),
        ("3", "bob", "bob", True),
        ("3", "eve", "bob", False),
    ],
)
def test_the_bloggers_own_comments_are_known(
    tmp_path: Path,
    user: str,
    author: str,
    creator: str,
    mine: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """By the number of the user; by name where the export gives no number."""
    text = item(creator=creator, more=remark(author=author, user_id=user))
    (comment,) = read(reader, tmp_path, wxr(text)).post.comments
    assert comment.by_blogger is mine


def test_no_address_of_a_person_reaches_a_noun_or_a_message(tmp_path: Path) -> None:
    """E-mail and IP addresses are left in the file."""
    remarks = remark(1) + remark(2, author="anna@mail.example")
    text = wxr(item(creator="eve@mail.example", status="odd", more=remarks))
    reading = read(reader, tmp_path, text)
    told = repr(reading.archive) + repr(reading.heard.events)
    assert "mail.example" not in told
    assert "192.0.2" not in told
    assert reading.post.comments[1].author is None


def test_different_posts_under_one_id_are_all_kept(tmp_path: Path) -> None:
    """The published one keeps the key, and it is told."""
    items = item(1, "a", status="draft"), item(1, "b"), item(1, "c"), item(1, "c")
    reading = read(reader, tmp_path, wxr(*items))
    assert [post.key.partition("~")[0] for post in reading.posts] == ["blog.example/1"] * 3
    assert [("~" in post.key) for post in reading.posts] == [True, False, True]
    assert reading.heard.codes == ["key-shared"]
    assert reading.left == {"post": 1}
    assert reading.adds_up


def test_a_post_added_changes_no_other_key(tmp_path: Path) -> None:
    """Keys never depend on position."""
    items = [item(number, f"Text {number}") for number in range(2, 6)]
    bare = CHANNEL.replace("https://blog.example", "")
    for channel in (CHANNEL, bare):
        before = read(reader, tmp_path, wxr(*items, channel=channel)).posts
        after = read(reader, tmp_path, wxr(item(1), *items, channel=channel)).posts
        assert [post.key for post in after[1:]] == [post.key for post in before]


def test_a_blog_without_an_address_has_permalinks_for_keys(tmp_path: Path) -> None:
    """Else the day with a digest."""
    bare = CHANNEL.replace("https://blog.example", "")
    posts = read(reader, tmp_path, wxr(item(1), item(2, link=""), channel=bare)).posts
    assert posts[0].key == "https://blog.example/2016/12/post-1/"
    assert posts[1].key.startswith("2016-12-07-")
    assert posts[1].aliases == ("/?p=2", "https://blog.example/?p=2")


def test_a_file_that_runs_newest_first_is_turned_round(tmp_path: Path) -> None:
    """Posts stand oldest first."""
    days = ("2016-12-09", "2016-12-08", "2016-12-07")
    items = (item(9 - n, post_date=f"{day} 09:30:00") for n, day in enumerate(days))
    assert [post.sequence for post in read(reader, tmp_path, wxr(*items)).posts] == [7, 8, 9]


def test_polylang_gives_a_post_its_language(tmp_path: Path) -> None:
    """The blog's own language is not repeated."""
    term = '<category domain="language" nicename="{}"><![CDATA[x]]></category>'
    items = (item(n, more=term.format(name)) for n, name in enumerate(("de", "en-US", "?"), 1))
    assert [post.language for post in read(reader, tmp_path, wxr(*items)).posts] == ["de", "", ""]


def test_what_was_met_in_the_texts_is_told_once(tmp_path: Path) -> None:
    """Other languages, empty galleries, missing blocks, removed markup."""
    bodies = (
        "[:de]a[:en]b[:]",
        "[gallery ids=77]",
        '<!-- wp:block {"ref":77} /-->',
    )
    items = [item(number, body) for number, body in enumerate(bodies, 1)]
    notices = [
        one
        for one in read(reader, tmp_path, wxr(*items)).heard.notices
        if one.where == "export.xml"
    ]
    assert [one.code for one in notices] == [
        "languages-left-out",
        "gallery-empty",
        "block-missing",
    ]
    assert "de (1)" in notices[0].message


def test_each_post_says_which_shortcodes_nobody_knew(tmp_path: Path) -> None:
    """Its own, by name, for whoever prints it to tell; a secret post says none."""
    items = (
        item(1, "[su_x]a[/su_x] [su_x]b[/su_x] [y_z]"),
        item(2, "None."),
        item(3, "[su_x]", status="private"),
    )
    posts = read(reader, tmp_path, wxr(*items)).posts
    assert [post.unknown for post in posts] == [(("su_x", 2), ("y_z", 1)), (), ()]


def test_a_script_made_export_is_read(tmp_path: Path) -> None:
    """No version, no type, an undeclared prefix, HTML that is not escaped."""
    text = (
        "<rss><channel><title>T</title><item><title>A</title><wp:status>publish</wp:status>"
        "<content:encoded><p>One &nbsp;<b>two</b></p></content:encoded>"
        "<wp:post_date>2016-12-07 09:30:00</wp:post_date></item></channel></rss>"
    )
    reading = read(reader, tmp_path, text)
    assert (reading.post.kind, reading.post.status) == (Kind.POST, Status.PUBLISHED)
    assert reading.post.words == 2
    assert reading.heard.codes == []


def test_foreign_namespaces_are_not_believed(tmp_path: Path) -> None:
    """What only looks like WordPress's element is none of it."""
    text = item(1, more='<x:status xmlns:x="http://other.example/">private</x:status>')
    other = item(2).replace("<item>", '<item xmlns:wp="http://other.example/">')
    posts = read(reader, tmp_path, wxr(text, other)).posts
    assert [post.status for post in posts] == [Status.PUBLISHED, Status.UNREADABLE]


def test_a_cut_export_gives_what_it_has(tmp_path: Path) -> None:
    """The item in which it ends is left over, and both are told."""
    text = wxr(item(1), item(2, "A long text"))
    reading = read(reader, tmp_path, text[: text.index("A long") + 4])
    assert reading.post.sequence == 1
    assert reading.left == {"item": 1}
    assert reading.adds_up
    assert reading.heard.codes == ["archive-truncated"]


@pytest.mark.parametrize(
    ("mark", "kept"),
    [("</item>", [1, 2]), ("</wp:post_password>", [1]), ("]]></wp:post_password>", [1])],
)
def test_an_item_is_kept_if_only_its_end_is_cut_off(
    tmp_path: Path, mark: str, kept: list[int]
) -> None:
    """But not if its password may have been: it might be secret."""
    text = wxr(item(1), item(2))
    reading = read(reader, tmp_path, text[: text.rindex(mark)])
    assert [post.sequence for post in reading.posts] == kept


def test_damage_costs_one_item_at_most(tmp_path: Path) -> None:
    """Control characters, stray bytes and loose signs are mended, and told."""
    broken = item(2).replace("<![CDATA[Post 2]]>", "2 < 3 </b> & caf\xe9\x1c")
    data = wxr(item(1), broken, item(3)).encode("latin-1")
    reading = read(reader, tmp_path, data)
    assert [post.title for post in reading.posts] == ["Post 1", "2 < 3 & café", "Post 3"]
    assert reading.heard.codes == ["archive-repaired", "archive-malformed"]
    assert "1 control" in reading.heard.notices[0].message


def test_items_that_cannot_be_read_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their number is told, and they are left over."""
    monkeypatch.setattr("blog2book.readers.xml.LONGEST_RECORD", 3000)
    reading = read(reader, tmp_path, wxr(item(1), item(2, "x" * 4000), item(3)))
    assert [post.sequence for post in reading.posts] == [1, 3]
    (notice,) = reading.heard.notices
    assert (notice.code, notice.where) == ("items-lost", "export.xml")
    assert notice.message == "Could not be read: 1 of 3 items."
    assert reading.left == {"item": 1}
    assert reading.adds_up


def test_an_item_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    """Its start tag is none, so nobody knows where its fields belong."""
    reading = read(reader, tmp_path, wxr(item(1), item(2).replace("<item>", "<item ")))
    assert [post.sequence for post in reading.posts] == [1]
    assert reading.heard.codes == ["items-lost", "archive-malformed"]
    assert reading.left == {"item": 1}
    assert reading.adds_up


def test_an_entity_bomb_is_no_bomb(tmp_path: Path) -> None:
    """Nothing that a document type declares is ever expanded."""
    levels = "".join(f"<!ENTITY l{n} '&l{n - 1};&l{n - 1};'>" for n in range(1, 60))
    bomb = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{levels}]>{ROOT}"
    text = wxr(item().replace("<![CDATA[Post 1]]>", "&l59;"), root=bomb)
    assert len(read(reader, tmp_path, text).post.title) < 10


def test_outside_files_are_not_read(tmp_path: Path) -> None:
    """An entity that names a file stays a name."""
    (tmp_path / "secret").write_text("TOLD")
    root = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>{ROOT}'
    text = wxr(item().replace("<![CDATA[Post 1]]>", "&s;"), root=root)
    assert "TOLD" not in repr(read(reader, tmp_path, text).archive)


@pytest.mark.parametrize("text", ["", "words", "<html><body>Log in</body></html>", "<item></item>"])
def test_what_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    """In words, with what to do."""
    with pytest.raises(ArchiveError, match=r"export\.xml is not a WordPress export") as caught:
        read(reader, tmp_path, text)
    assert "Export" in caught.value.hint


def test_a_folder_without_an_export_is_refused(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(ArchiveError, match="holds no WordPress export"):
        Reading(reader, tmp_path)


def test_the_files_of_one_export_are_read_together(tmp_path: Path) -> None:
    """Items in two files are one; a later version wins; pictures beside them are found."""
    (tmp_path / "sub").mkdir()
    later = CHANNEL.replace("2020", "2021").replace("A Blog", "")
    first = wxr(item(1), item(2, "old"), channel=CHANNEL)
    second = wxr(
        item(1), item(2, "new", post_modified="2017-01-01 00:00:00"), item(3), channel=later
    )
    (tmp_path / "blog.000.xml").write_text(first)
    (tmp_path / "sub" / "blog.001.xml").write_text(second)
    (tmp_path / "notes.txt").write_text("words")
    (tmp_path / "a.jpg").write_bytes(b"")
    reading = Reading(reader, tmp_path)
    assert [post.sequence for post in reading.posts] == [1, 2, 3]
    assert "new" in reading.posts[1].body
    assert reading.left == {"post": 2}
    assert reading.adds_up
    archive = reading.archive
    assert [file.file for file in archive.files] == ["blog.000.xml", "sub/blog.001.xml"]
    assert (archive.title, archive.exported) == ("A Blog", datetime(2021, 1, 1, tzinfo=UTC))
    assert archive.folders == (tmp_path,)
    (notice,) = (one for one in reading.heard.notices if one.code == "files-not-read")
    assert notice.message == "1 file is not read: notes.txt."
    (tmp_path / "a.jpg").unlink()
    assert Reading(reader, tmp_path).archive.folders == ()


def test_two_blogs_in_a_folder_are_refused(tmp_path: Path) -> None:
    """They would make one book in silence; the error names them, and the same blog is none."""
    (tmp_path / "export.xml").write_text(wxr(item(1)))
    mirror = CHANNEL.replace("https://blog", "http://www.blog")
    (tmp_path / "later.xml").write_text(wxr(item(2), channel=mirror))
    (tmp_path / "silent.xml").write_text(wxr(item(3), channel="<title>A Blog</title>"))
    assert len(Reading(reader, tmp_path).posts) == 3
    (tmp_path / "b.xml").write_text(wxr(item(1), channel=CHANNEL.replace("blog.ex", "b.ex")))
    with pytest.raises(ArchiveError, match="holds exports of 2 blogs") as caught:
        Reading(reader, tmp_path)
    message = caught.value.message
    assert message.endswith("b.example (b.xml), blog.example (export.xml, later.xml).")
    assert "Name the files themselves" in caught.value.hint
