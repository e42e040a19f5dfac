"""Tests of reading Blogger's feeds."""

from datetime import datetime
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import SECRET, Kind, Standing, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.blogger import reader
from exports import (
    BLOG,
    FEED,
    FEED_HEAD,
    author,
    entry,
    feed,
    kind,
    read,
    setting,
)

DRAFT = "<app:control><app:draft>yes</app:draft></app:control>"


def answer(number: int, post: int = 1, more: str = "", **fields: str) -> str:
    """Return a comment of an old backup on a post."""
    reply = (
        f"<thr:in-reply-to ref='{BLOG}.post-{post}'"
        f" href='https://days.blogspot.com/2016/12/post-{post}.html'/>"
    )
    given = {"what": "comment", "path": "", "body": "Well said.", "author": author("Reader", "p/2")}
    chosen = given | fields
    return entry(number, chosen.pop("body"), reply + more, **chosen)


def takeout(number: int = 1, body: str = "Some words.", /, more: str = "", **fields: str) -> str:
    """Return an entry of a Takeout."""
    get = fields.get
    escaped = body.replace("&", "&amp;").replace("<", "&lt;")
    path = get("path", f"/2016/12/post {number}.html")
    return (
        f"<entry><id>{BLOG}.post-{number}</id><blogger:type>{get('type', 'POST')}</blogger:type>"
        f"<blogger:status>{get('status', 'LIVE')}</blogger:status>"
        f"<author><name>{get('name', 'Ada')}</name><uri></uri>"
        f"<blogger:type>{get('account', 'BLOGGER')}</blogger:type></author>"
        f"<title>{get('title', f'Post {number}')}</title><content type='html'>{escaped}</content>"
        f"<published>{get('published', '2017-02-01T07:30:00.000Z')}</published>"
        f"<updated>2017-02-02T07:30:00.000Z</updated><category/><link/>"
        f"<blogger:filename>{path}</blogger:filename>"
        f"<blogger:trashed>{get('trashed', '')}</blogger:trashed>{more}</entry>\n"
    )


def blog(*entries: str) -> str:
    """Return the feed of a Takeout, which says nothing of the blog but its name."""
    return feed(*entries, head=f"<id>{BLOG}</id><title>A Blog</title>")


@pytest.mark.parametrize(
    ("head", "confidence"),
    [
        (feed(), Confidence.CERTAIN),
        (FEED.replace("<feed", "<feed x='1'"), Confidence.CERTAIN),
        (f"<feed xmlns='http://www.w3.org/2005/Atom'>{kind('post')}", Confidence.CERTAIN),
        ("<feed><generator version='7.00' uri='x'>Blogger</generator>", Confidence.CERTAIN),
        ("<feed><id>tag:blogger.com,1999:blog-1</id>", Confidence.CERTAIN),
        ("<feed><generator>WordPress</generator>", Confidence.NO),
        ("<html>Blogger tag:blogger.com,1999:blog-1</html>", Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_a_feed_is_recognised_by_its_marks(head: str, confidence: Confidence) -> None:
    """By namespace, generator or id, never by the name of the file."""
    sample = Sample(path=Path("x"), head=head.encode(), members=())
    assert reader.recognises(sample) is confidence


def test_a_post_of_an_old_backup_has_all_its_fields(tmp_path: Path) -> None:
    """Padded values are stripped, the number makes the key, the offset stays."""
    label = "<category scheme='http://www.blogger.com/atom/ns#' term=' mill '/>"
    text = entry(12, "<p>a</p><p>b &amp; c</p>", label + label, title="\n A &amp;amp; B\n ")
    post = read(reader, tmp_path, feed(text)).post
    assert (post.key, post.sequence, post.title) == ("days.blogspot.com/12", 12, "A & B")
    assert (post.kind, post.status, post.labels) == (Kind.POST, Status.PUBLISHED, ("mill",))
    assert post.published is not None
    assert post.published.isoformat() == "2016-12-07T09:30:00+01:00"
    assert post.updated is not None
    assert post.author is not None
    assert post.author.name == "Ada Example"
    assert post.permalink == "https://days.blogspot.com/2016/12/post-12.html"
    assert post.aliases == ("https://www.blogger.com/blogger.g?blogID=42&postID=12",)
    assert plain(post.body) == "a\nb & c"
    assert post.words == 3
    assert (post.origin.file, post.origin.place) == ("export.xml", "entry 1")


def test_an_archive_has_what_the_feed_and_its_settings_say(tmp_path: Path) -> None:
    """Settings name blog, language and zone, and are left over themselves."""
    settings = (
        setting("NAME", "Days &amp; nights"),
        setting("DESCRIPTION", "Of days"),
        setting("LOCALE", "en_GB"),
        setting("TIME_ZONE", "Europe/Berlin"),
        setting("ADMIN_PERMISSION", "ada@mail.example"),
    )
    template = f"<entry><id>{BLOG}.layout</id>{kind('template')}<content>x</content></entry>"
    other = f"<entry><id>{BLOG}.x</id>{kind('other')}<content>x</content></entry>"
    reading = read(reader, tmp_path, feed(*settings, template, other, entry()))
    archive = reading.archive
    assert (archive.title, archive.subtitle) == ("Days & nights", "Of days")
    assert (archive.language, archive.timezone) == ("en-GB", "Europe/Berlin")
    assert (archive.address, archive.hosts) == (
        "https://days.blogspot.com/",
        ("days.blogspot.com",),
    )
    assert archive.exported == datetime.fromisoformat("2020-01-01T00:00:00+01:00")
    assert archive.author is not None
    assert reading.left == {"settings": 5, "template": 1, "other": 1}
    assert archive.items == 8
    assert "mail.example" not in repr(archive) + repr(reading.heard.events)
    assert archive.files[0].file == "export.xml"


@pytest.mark.parametrize(
    ("fields", "more", "status"),
    [
        ({}, "", Status.PUBLISHED),
        ({}, DRAFT, Status.DRAFT),
        ({}, "<app:control><app:draft>no</app:draft></app:control>", Status.PUBLISHED),
        ({"published": "2030-01-01T00:00:00Z"}, "", Status.SCHEDULED),
        ({"published": ""}, "", Status.PUBLISHED),
    ],
)
def test_statuses_of_an_old_backup(
    tmp_path: Path, fields: dict[str, str], more: str, status: Status
) -> None:
    """A draft says so; what is dated after the export is still to come."""
    assert read(reader, tmp_path, feed(entry(1, "x", more, **fields))).post.status is status


CONTROLS = (
    "<app:control/>",
    "<app:control><app:draft/></app:control>",
    "<app:control><app:draft>ys</app:draft></app:control>",
    "<app:cntrol><app:draft>yes</app:draft></app:cntrol>",
    "<ap:control><app:draft>yes</app:draft></ap:control>",
    "<app:control><app:draft>yes</app:drft></app:control>",
    "<app:cont\x00rol><app:draft>yes</app:draft></app:control>",
    "app:control><app:draft>yes</app:draft></app:control>",
    "<app:control",
    "app:draft>",
    "\x00" * 60,
    "<app:control xmlns:app='http://purl.org/atom/ap#'><app:draft>yes</app:draft></app:control>",
    "<title>Another</title>",
)
"""What damage can leave of the only thing by which an old backup tells a draft."""


@pytest.mark.parametrize("left", CONTROLS)
def test_what_may_have_been_a_draft_is_withheld(tmp_path: Path, left: str) -> None:
    """And told; the posts around it are as they were."""
    reading = read(reader, tmp_path, feed(entry(1), entry(2, more=left), entry(3)))
    statuses = [post.status for post in reading.posts]
    assert statuses == [Status.PUBLISHED, Status.UNREADABLE, Status.PUBLISHED]
    assert "status-unknown" in reading.heard.codes


def test_a_post_without_an_address_was_not_published(tmp_path: Path) -> None:
    """So its app:control is lost; one whose id is lost, or is another's, is withheld too."""
    strange = entry(2).replace("<author>", "<link rel='self' href='x/posts/default/3'/><author>")
    nameless = entry(3).replace(f"<id>{BLOG}.post-3</id>", "")
    reading = read(reader, tmp_path, feed(entry(1, path=""), strange, nameless))
    assert {post.status for post in reading.posts} == {Status.UNREADABLE}


def test_torn_entries_beside_posts_are_left_over(tmp_path: Path) -> None:
    """A comment or a setting that may be part of a draft is not believed."""
    torn = setting("NAME", "A draft").replace("</title>", "")
    reading = read(reader, tmp_path, feed(torn, entry(1), answer(2).replace("</title>", "")))
    assert reading.archive.title == "A Blog"
    assert reading.post.comments == ()
    assert reading.left == {"comment": 1, "settings": 1}
    assert reading.adds_up


def test_an_entry_whose_start_is_lost_is_none_of_the_feeds_fields(tmp_path: Path) -> None:
    """It is counted as lost, and neither its title nor its address is the blog's."""
    headless = entry(1).replace("<entry>", "")
    for head in (FEED_HEAD, ""):
        reading = read(reader, tmp_path, feed(headless, entry(2), headless, head=head))
        assert [post.sequence for post in reading.posts] == [2]
        assert reading.archive.title == ("A Blog" if head else "")
        assert reading.left == {"entry": 2}
        assert "Could not be read: 2 of 3 entries." in reading.heard.notices[0].message


def test_a_section_that_does_not_end_costs_its_own_entry(tmp_path: Path) -> None:
    """Those that follow are parted from it again."""
    broken = entry(2).replace("Some words", "<![CDATA[Some words")
    reading = read(reader, tmp_path, feed(entry(1), broken, entry(3), entry(4)))
    statuses = [post.status for post in reading.posts]
    assert statuses == [Status.PUBLISHED, Status.UNREADABLE, Status.PUBLISHED, Status.PUBLISHED]
    assert [post.origin.place for post in reading.posts] == [f"entry {n}" for n in range(1, 5)]


def test_prefixes_without_a_declaration_are_understood(tmp_path: Path) -> None:
    """Files that went through other hands have lost them."""
    bare = "<feed xmlns='http://www.w3.org/2005/Atom'>"
    assert read(reader, tmp_path, feed(entry(1, "x", DRAFT), root=bare)).post.status is Status.DRAFT


def test_a_draft_needs_no_address(tmp_path: Path) -> None:
    """It has none yet, and its number for a key."""
    post = read(reader, tmp_path, feed(entry(5, "x", DRAFT, path=""))).post
    assert (post.key, post.permalink, post.aliases) == ("days.blogspot.com/5", "", ())


def test_a_page_is_a_page(tmp_path: Path) -> None:
    """With the address that the editor gives pages."""
    post = read(reader, tmp_path, feed(entry(5, what="page"))).post
    assert post.kind is Kind.PAGE
    assert post.aliases == ("https://www.blogger.com/blogger.g?blogID=42&pageID=5",)


def test_times_move_to_the_blogs_zone(tmp_path: Path) -> None:
    """The user's zone wins over the settings, those over the stamp; a wrong one is told."""
    text = feed(setting("TIME_ZONE", "America/New_York"), entry())
    assert str(read(reader, tmp_path, text).post.published) == "2016-12-07 03:30:00-05:00"
    tokyo = read(reader, tmp_path, text, timezone="Asia/Tokyo")
    assert str(tokyo.post.published) == "2016-12-07 17:30:00+09:00"
    assert tokyo.archive.timezone == "Asia/Tokyo"
    wrong = read(reader, tmp_path, feed(setting("TIME_ZONE", "Mars"), entry()))
    assert str(wrong.post.published) == "2016-12-07 09:30:00+01:00"
    assert wrong.heard.codes == ["timezone-unknown"]
    assert wrong.archive.timezone == ""


@pytest.mark.parametrize(
    ("convert", "body", "lines"),
    [
        ("true", "a\n\nb", "a\nb"),
        ("false", "a\n\nb", "a b"),
        ("true", "a\n\nb<br />c", "a b\nc"),
        ("true", "<div>a\n\nb</div>", "a b"),
    ],
)
def test_lines_are_paragraphs_if_the_blog_says_so(
    tmp_path: Path, convert: str, body: str, lines: str
) -> None:
    """And if the text holds no markup that breaks lines: then Blogger has converted it."""
    text = feed(setting("CONVERT_LINE_BREAKS", convert), entry(1, body))
    assert plain(read(reader, tmp_path, text).post.body) == lines


def test_plain_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    """A body of type "text" holds no markup."""
    post = read(reader, tmp_path, feed(entry(1, "a <b> c", type="text"))).post
    assert (plain(post.body), post.words) == ("a <b> c", 3)


def test_comments_stand_under_their_posts(tmp_path: Path) -> None:
    """Found by id, else by address; one whose post is gone is left over with a reason."""
    lost = answer(4, 99)
    moved = answer(3).replace(f"{BLOG}.post-1'", "unknown'")
    bare = (
        answer(5).replace("<thr:in-reply-to", "<x").replace("href='https://days", "x='https://days")
    )
    reading = read(reader, tmp_path, feed(entry(1), entry(6), answer(2), moved, lost, bare))
    assert [one.key for one in reading.posts[0].comments] == [
        "days.blogspot.com/1#comment-2",
        "days.blogspot.com/1#comment-3",
    ]
    (left,) = reading.archive.leftovers
    assert (left.kind, left.count, left.reason) == ("comment", 2, "its post is not in the archive")
    assert reading.adds_up


def test_comments_stand_under_the_version_that_is_kept(tmp_path: Path) -> None:
    """Of a draft and a published post with one id and one text that is the published one."""
    reading = read(reader, tmp_path, feed(entry(1, more=DRAFT), entry(1), answer(2)))
    assert (reading.post.status, len(reading.post.comments)) == (Status.PUBLISHED, 1)
    assert reading.adds_up


def test_what_a_secret_text_holds_is_not_told(tmp_path: Path) -> None:
    """Not even the names of the elements that are taken out of it."""
    secret = takeout(1, "<x-hidden>a</x-hidden>", trashed="2020")
    reading = read(reader, tmp_path, blog(secret, takeout(2, "<x-open>a</x-open>")))
    assert "x-hidden" not in repr(reading.heard.events)


def test_comments_are_threaded_and_oldest_first(tmp_path: Path) -> None:
    """The comment that is answered stands in a related link."""
    related = "<link rel='related' href='https://x/feeds/1/comments/default/2'/>"
    other = "<link rel='related' href='https://x/feeds/1/comments/default/99'/>"
    entries = (
        answer(4, more=other, published="2016-12-09T10:00:00Z"),
        answer(3, more=related, published="2016-12-08T10:00:00Z"),
        answer(2, published="2016-12-07T10:00:00Z"),
    )
    comments = read(reader, tmp_path, feed(entry(1), *entries)).post.comments
    assert [one.key[-1] for one in comments] == ["2", "3", "4"]
    assert [one.parent for one in comments] == ["", "days.blogspot.com/1#comment-2", ""]


def test_comments_with_one_id_are_told_apart(tmp_path: Path) -> None:
    """One that stands there twice is left over; one without an id has a digest."""
    none = answer(9).replace(f"<id>{BLOG}.post-9</id>", "")
    entries = (answer(2), answer(2), answer(2, body="Other"), none)
    reading = read(reader, tmp_path, feed(entry(1), *entries))
    assert len({one.key for one in reading.post.comments}) == 3
    assert reading.left == {"comment": 1}
    assert reading.adds_up


@pytest.mark.parametrize(
    ("name", "profile", "mine"),
    [
        ("Other", "https://www.blogger.com/profile/1", True),
        ("Ada Example", "https://www.blogger.com/profile/2", False),
        ("Ada Example", "", False),
    ],
)
def test_the_bloggers_own_comments_are_known_by_profile(
    tmp_path: Path,
    name: str,
    profile: str,
    mine: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """A name alone proves nothing."""
    text = feed(entry(1), answer(2, author=author(name, profile)))
    (comment,) = read(reader, tmp_path, text).post.comments
    assert comment.by_blogger is mine


def test_a_comment_by_nobody_has_no_author(tmp_path: Path) -> None:
    """Nor has one whose name is an e-mail address."""
    entries = (answer(2, author=""), answer(3, author=author("eve@mail.example")))
    comments = read(reader, tmp_path, feed(entry(1), *entries)).post.comments
    assert [one.author for one in comments] == [None, None]


def test_a_saved_feed_warns_of_posts_that_it_lacks(tmp_path: Path) -> None:
    """It says how many there are; its entries need not say that they are posts."""
    text = entry(2).replace(kind("post"), "")
    page = entry(3, what="page").replace(kind("page"), "")
    remark = answer(4, 2).replace(kind("comment"), "")
    head = f"{FEED_HEAD}<openSearch:totalResults>190</openSearch:totalResults>"
    reading = read(reader, tmp_path, feed(text, page, remark, head=head))
    assert [post.kind for post in reading.posts] == [Kind.POST, Kind.PAGE]
    assert len(reading.posts[0].comments) == 1
    (notice,) = reading.heard.notices
    assert notice.code == "feed-partial"
    assert "3 of the blog's 190" in notice.message
    whole = feed(setting("NAME", "x"), text, head=head)
    assert read(reader, tmp_path, whole).heard.codes == []


def test_a_feed_that_runs_newest_first_is_turned_round(tmp_path: Path) -> None:
    """Posts stand oldest first."""
    entries = (entry(9 - n, published=f"2016-12-{9 - n:02}T09:00:00Z") for n in range(3))
    assert [post.sequence for post in read(reader, tmp_path, feed(*entries)).posts] == [7, 8, 9]


def test_different_posts_under_one_id_are_all_kept(tmp_path: Path) -> None:
    """And told; the same post twice is one."""
    reading = read(reader, tmp_path, feed(entry(1, "a"), entry(1, "b"), entry(1, "b")))
    assert reading.posts[0].key == "days.blogspot.com/1"
    assert reading.posts[1].key.startswith("days.blogspot.com/1~")
    assert reading.heard.codes == ["key-shared"]
    assert reading.left == {"post": 1}
    assert reading.adds_up


def test_a_post_of_a_takeout_has_all_its_fields(tmp_path: Path) -> None:
    """Only direct children count, names of files are unquoted, UTC moves to the blog's zone."""
    label = f"<category scheme='{BLOG}' term='Razas'/>"
    text = blog(takeout(7, path="/2021/08/que%20raza es.html", more=label), takeout(8, type="PAGE"))
    reading = read(reader, tmp_path, text, timezone="America/Los_Angeles")
    post, page = reading.posts
    assert (post.kind, page.kind) == (Kind.POST, Kind.PAGE)
    assert (post.permalink, post.labels) == ("/2021/08/que raza es.html", ("Razas",))
    assert str(post.published) == "2017-01-31 23:30:00-08:00"
    assert post.key == "/2021/08/que raza es.html"
    assert reading.archive.hosts == ()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "DRAFT"}, Status.DRAFT),
        ({"status": "SCHEDULED"}, Status.SCHEDULED),
        ({"status": "SOFT_DELETED"}, Status.TRASHED),
        ({"trashed": "2020-01-01"}, Status.TRASHED),
        ({"trashed": "false"}, Status.PUBLISHED),
        ({"status": "SOFT_TRASHED"}, Status.TRASHED),
        ({"status": "HELD"}, Status.UNREADABLE),
    ],
)
def test_statuses_of_a_takeout(tmp_path: Path, fields: dict[str, str], status: Status) -> None:
    """What is not known to be live is not printed, and what is trashed tells no address."""
    reading = read(reader, tmp_path, blog(takeout(1, **fields)))
    assert reading.post.status is status
    told = ["status-unknown"] if status is Status.UNREADABLE else []
    assert reading.heard.codes == told
    if status is Status.TRASHED:
        assert (reading.post.permalink, reading.post.aliases) == ("", ())
        assert "/" not in reading.post.key


@pytest.mark.parametrize(
    ("day", "status"),
    [("2019-01-01T00:00:00Z", Status.PUBLISHED), ("2030-01-01T00:00:00Z", Status.SCHEDULED)],
)
def test_what_was_scheduled_before_the_export_is_published(
    tmp_path: Path, day: str, status: Status
) -> None:
    """If the feed says when it was made."""
    text = feed(takeout(1, status="SCHEDULED", published=day))
    assert read(reader, tmp_path, text).post.status is status


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [
        ("<blogger:status>LIVE</blogger:status>", ""),
        ("<blogger:status>LIVE<", "<blogger:status>LI VE<"),
        ("<blogger:type>POST<", "<blogger:type>PO\x01ST<"),
        ("<blogger:trashed></blogger:trashed>", ""),
        ("<blogger:trashed><", "<blogger:trashed>\x01\x01<"),
        ("<blogger:trashed><", "<blogger:trashed>2020<"),
    ],
)
def test_a_takeout_must_say_of_each_post_how_it_stood(
    tmp_path: Path, whole: str, damaged: str
) -> None:
    """What has no status, or not whether it was thrown away, is withheld where others have."""
    reading = read(reader, tmp_path, blog(takeout(1), takeout(2).replace(whole, damaged)))
    healed = "POST" in whole
    secret = reading.posts[1].status in SECRET
    assert secret is not healed


def test_comments_of_a_takeout(tmp_path: Path) -> None:
    """Threads, standings, lines without markup, and the account that is the blogger's."""
    parent = f"<blogger:parent>{BLOG}.post-1</blogger:parent>"
    reply = f"<blogger:inReplyTo>{BLOG}.post-2</blogger:inReplyTo>"
    entries = (
        takeout(2, "a\n\nb", more=parent + "<blogger:inReplyTo/>", type="COMMENT", name="Eve"),
        takeout(3, more=parent + reply, type="COMMENT"),
        takeout(4, more=parent, type="COMMENT", account="ANONYMOUS"),
        takeout(5, more=parent, type="COMMENT", status="SPAM"),
        takeout(6, more=parent, type="COMMENT", status="PENDING"),
        takeout(7, more=parent, type="COMMENT", trashed="true"),
    )
    comments = read(reader, tmp_path, blog(takeout(1), *entries)).post.comments
    assert plain(comments[0].body) == "a\nb"
    assert comments[1].parent == comments[0].key
    assert [one.by_blogger for one in comments[:3]] == [False, True, False]
    assert [one.standing for one in comments[2:]] == [
        Standing.APPROVED,
        Standing.SPAM,
        Standing.PENDING,
        Standing.TRASHED,
    ]


def test_a_plain_comment_is_text(tmp_path: Path) -> None:
    """Its signs are not markup."""
    text = feed(entry(1), answer(2, body="1 < 2", type="text"))
    assert plain(read(reader, tmp_path, text).post.comments[0].body) == "1 < 2"


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("days", "https://days.blogspot.com/"),
        ("www.days.example", "https://www.days.example/"),
        ("<b>", ""),
    ],
)
def test_the_blogs_address_may_stand_in_its_settings(
    tmp_path: Path, settings: str, address: str
) -> None:
    """As a name under blogspot.com, or a domain of its own."""
    text = blog(setting("SUBDOMAIN", settings.replace("<", "&lt;")), takeout(1))
    reading = read(reader, tmp_path, text)
    assert reading.archive.address == address
    assert reading.post.permalink == address.rstrip("/") + "/2016/12/post 1.html"


def test_the_blogs_address_may_be_that_of_its_posts(tmp_path: Path) -> None:
    """If nothing else says it."""
    text = feed(entry(1), head=f"<id>{BLOG}</id>")
    assert read(reader, tmp_path, text).archive.address == "https://days.blogspot.com/"


def test_an_entry_has_its_summary_if_it_has_no_content(tmp_path: Path) -> None:
    """A feed of short texts still says something."""
    text = entry(1, "Short.").replace("<content ", "<summary ").replace("</content>", "</summary>")
    reading = read(reader, tmp_path, feed(text))
    assert plain(reading.post.body) == "Short."


def test_an_entry_without_text_is_a_post(tmp_path: Path) -> None:
    """It may be a picture that did not come along."""
    text = entry(1).replace("<content type='html'>Some words.</content>", "")
    post = read(reader, tmp_path, feed(text)).post
    assert (post.body, post.words) == ("", 0)


def test_elements_of_other_namespaces_are_passed_over(tmp_path: Path) -> None:
    """What only looks like a title is none."""
    text = entry(1, more="<x:title xmlns:x='http://other.example/'>Other</x:title>")
    assert read(reader, tmp_path, feed(text)).post.title == "Post 1"


def test_an_entry_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    """Its number is told, and it is left over."""
    reading = read(reader, tmp_path, feed(entry(1), entry(2).replace("<entry>", "<entry ")))
    assert [post.sequence for post in reading.posts] == [1]
    assert reading.heard.codes == ["items-lost", "archive-malformed"]
    assert reading.heard.notices[0].message == "Could not be read: 1 of 2 entries."
    assert reading.left == {"entry": 1}
    assert reading.adds_up


def test_what_is_not_well_formed_is_mended_and_told(tmp_path: Path) -> None:
    """With every word kept; the feed's own fields count too."""
    text = feed(
        entry(1, title="2 < 3 </b> words"),
        entry(2),
        head=FEED_HEAD.replace("A Blog", "Salt & Pepper"),
    )
    reading = read(reader, tmp_path, text)
    assert reading.archive.title == "Salt & Pepper"
    assert reading.posts[0].title == "2 < 3 words"
    assert reading.heard.codes == ["archive-malformed"]
    assert "2 entries" in reading.heard.notices[0].message


def test_a_cut_feed_gives_what_it_has(tmp_path: Path) -> None:
    """The entry in which it ends is left over, and both are told."""
    text = feed(entry(1), entry(2, "A long text"))
    reading = read(reader, tmp_path, text[: text.index("A long") + 4])
    assert [post.sequence for post in reading.posts] == [1]
    assert reading.left == {"entry": 1}
    assert reading.heard.codes == ["archive-truncated"]
    assert reading.adds_up


def test_damage_is_mended_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control characters go; an entry that is too long is left over."""
    monkeypatch.setattr("blog2book.readers.xml.LONGEST_RECORD", 3000)
    reading = read(reader, tmp_path, feed(entry(1, "a\x0cb"), entry(2, "x" * 4000), entry(3)))
    assert [post.sequence for post in reading.posts] == [1, 3]
    assert reading.heard.codes == ["items-lost", "archive-repaired"]
    assert reading.left == {"entry": 1}
    assert reading.adds_up


@pytest.mark.parametrize("text", ["", "words", "<html><body>Log in</body></html>", "<rss/>"])
def test_what_is_no_feed_is_refused(tmp_path: Path, text: str) -> None:
    """In words, with what to do."""
    with pytest.raises(ArchiveError, match=r"export\.xml is no feed") as caught:
        read(reader, tmp_path, text)
    assert "Back up" in caught.value.hint
