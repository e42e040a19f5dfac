"""Tests of reading saved feeds."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.events import Severity
from blog2book.model.archive import Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.feed import reader
from blog2book.readers.feed.parts import is_excerpt, is_made_of_text, without_footer, without_more
from exports import Reading, feed, item, read, wxr
from wholes import expected, told

FOLDER = Path(__file__).parents[3] / "cases" / "feed"
CASES = sorted(FOLDER.iterdir())
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'
WHOLE = (FOLDER / "rss" / "input.xml").read_text(encoding="utf-8")


def rss(*items: str, channel: str = "<title>Ways</title><link>https://way.example/</link>") -> str:
    """Return a feed of items."""
    inside = "".join(f"<item>{one}</item>" for one in items)
    return f'<rss version="2.0"><channel>{channel}{inside}</channel></rss>'


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_a_feed_is_read_whole(case: Path) -> None:
    """All fields of all posts, leftovers and notices are those of the case."""
    (source,) = case.glob("input*")
    sure = Confidence.POSSIBLE if case.name == "pages" else Confidence.LIKELY
    assert reader.recognises(sample_of(source)) is sure
    folder = source if source.is_dir() else case
    assert told(Reading(reader, source), folder) == expected(case / "expected.json")


@pytest.mark.parametrize(
    ("head", "confidence"),
    [
        ("<rss version='0.91'><channel>", Confidence.LIKELY),
        ("Warning: cookie\n<?xml version='1.0'?><!-- x --><rss>", Confidence.LIKELY),
        (ATOM, Confidence.LIKELY),
        ("<a:feed xmlns:a='http://purl.org/atom/ns#'>", Confidence.LIKELY),
        ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Confidence.LIKELY),
        ("<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'>", Confidence.LIKELY),
        ("<rss xmlns:blogger='http://schemas.google.com/blogger/2008'>", Confidence.LIKELY),
        ("<rdf:RDF xmlns='http://xmlns.com/foaf/0.1/'>", Confidence.NO),
        ('\ufeff {"version": "https://jsonfeed.org/version/1"', Confidence.LIKELY),
        ('{"version": "2", "items": []}', Confidence.NO),
        ("<feed><x/></feed>", Confidence.NO),
        ("<html><rss></html>", Confidence.NO),
        (wxr(item()), Confidence.NO),
        (feed(), Confidence.NO),
        (f"{ATOM}<generator>Blogger</generator>", Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_a_feed_is_recognised_by_its_root(head: str, confidence: Confidence) -> None:
    """What WordPress and Blogger export looks like a feed, and is not taken from their readers."""
    sample = Sample(path=Path("x"), head=head.encode(), members=())
    assert reader.recognises(sample) is confidence


def test_a_folder_is_recognised_if_all_in_it_are_feeds(tmp_path: Path) -> None:
    """Pictures and hidden files beside them do not count."""
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    for name in ("one.xml", "two"):
        (tmp_path / name).write_text(rss("<title>a</title>"), encoding="utf-8")
    (tmp_path / "a.jpg").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"x")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.LIKELY
    (tmp_path / "three.md").write_bytes(b"# x")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.POSSIBLE
    (tmp_path / "four.md").write_bytes(b"# x")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    many = tuple(f"{number}.xml" for number in range(201))
    assert reader.recognises(Sample(path=tmp_path, head=b"", members=many)) is Confidence.NO


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (wxr(item()), "a blog's own export"),
        ("<html>", "is no feed"),
        (rss(), "is a feed without a post"),
        (rss("<link>https://way.example/1#comment-2</link>"), "is a feed of comments"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "no list of items"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "holds no whole JSON"),
    ],
)
def test_what_holds_no_posts_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """In words that name the file."""
    with pytest.raises(ArchiveError, match=words) as caught:
        read(reader, tmp_path, text)
    assert caught.value.message.startswith("export.xml ")


def test_a_folder_without_feeds_is_refused(tmp_path: Path) -> None:
    """When the reader was named."""
    (tmp_path / "a.txt").write_bytes(b"x")
    with pytest.raises(ArchiveError, match="holds no feed"):
        Reading(reader, tmp_path)
    with pytest.raises(ArchiveError, match="is no feed"):
        Reading(reader, tmp_path / "nothing.xml")


def test_a_cut_feed_keeps_its_whole_items(tmp_path: Path) -> None:
    """The one that the end cuts off is accounted for."""
    whole = rss("<title>a</title>", "<title>b</title>")
    reading = read(reader, tmp_path, whole[: whole.rindex("</item>")])
    assert [post.title for post in reading.posts] == ["a"]
    assert reading.left == {"item": 1}
    assert "archive-truncated" in reading.heard.codes
    assert reading.adds_up


@pytest.mark.parametrize(
    ("pages", "severity"), [("", "info"), ("n", "warning"), ("nn", "warning"), ("nl", "info")]
)
def test_only_what_a_feed_says_itself_that_it_lacks_is_a_warning(
    tmp_path: Path, pages: str, severity: str
) -> None:
    """Each page but the last names the next one ("n"); a feed alone may be the whole blog."""
    following = "<link rel='next' href='https://way.example/feed?page=9'/>"
    for number, page in enumerate(pages or "l"):
        entries = f"<entry><id>{number}</id><title>a</title></entry>"
        text = f"{ATOM}{following if page == 'n' else ''}{entries}</feed>"
        (tmp_path / f"{number}.xml").write_text(text, encoding="utf-8")
    notices = Reading(reader, tmp_path).heard.notices
    assert [(one.code, one.severity) for one in notices] == [("feed-partial", severity)]


def test_mended_letters_are_told(tmp_path: Path) -> None:
    """Control characters go, stray bytes are read as Windows-1252."""
    data = rss("<title>a\x01b</title>").encode().replace(b"</title></item>", b"\x80</title></item>")
    reading = read(reader, tmp_path, data)
    assert reading.post.title == "ab€"
    (notice,) = (one for one in reading.heard.notices if one.code == "archive-repaired")
    assert notice.severity is Severity.INFO
    assert notice.message == ("Mended: 1 character that is no text, 1 character that is no UTF-8.")


def test_an_item_of_an_export_is_left_out(tmp_path: Path) -> None:
    """Whoever changed its root: it may hold a draft."""
    status = "<wp:status xmlns:wp='http://wordpress.org/export/1.2/'>draft</wp:status>"
    late = rss(f"<title>{'long ' * 20_000}</title>", f"<title>b</title>{status}")
    reading = read(reader, tmp_path, late)
    assert len(reading.posts) == 1
    assert reading.left == {"item": 1}


def test_no_entity_and_no_file_is_read(tmp_path: Path) -> None:
    """A document type inside of an item is damage, and no more."""
    (tmp_path / "secret").write_text("HIDDEN", encoding="utf-8")
    kinds = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    text = rss(f"{kinds}<title>a&a;&nbsp;b</title>", "<title>c</title>")
    reading = read(reader, tmp_path, kinds + text)
    assert "HIDDEN" not in repr(reading.archive)
    assert reading.posts[-1].title == "c"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Wed, 07 Dec 2016 09:30:00 +0100", "2016-12-07 09:30:00+01:00"),
        ("Wed, 07 Dec 2016 09:30:00 +0000", "2016-12-07 09:30:00+00:00"),
        ("Wed, 07 Dec 2016 09:30:00 -0000", "2016-12-07 09:30:00+00:00"),
        ("2016-12-07T09:30:00.0001+0000", "2016-12-07 09:30:00.000100+00:00"),
        ("07 Dec 16 09:30 GMT", "2016-12-07 09:30:00+00:00"),
        ("2016-12-07T09:30Z", "2016-12-07 09:30:00+00:00"),
        ("Wednesday, 7 December 2016 09:30 EST", "2016-12-07 09:30:00-05:00"),
        ("Mi, 07 Dez 2016 09:30", "None"),
        ("Wed Dec  7 09:30:00 2016", "2016-12-07 09:30:00+00:00"),
        ("0000-00-00", "None"),
        ("Thu, 01 Jan 0001 00:00:00 GMT", "None"),
        ("Thu, 01-Jan-0001 00:00:00 +0000", "None"),
        ("0001-01-01T00:00:00+0000", "None"),
        ("", "None"),
    ],
)
def test_dates_are_read_as_feeds_write_them(tmp_path: Path, date: str, published: str) -> None:
    """With the offset where there is one; nonsense is no date."""
    text = rss(f"<title>a</title><pubDate>{date}</pubDate>")
    assert str(read(reader, tmp_path, text).post.published) == published


def test_authors_are_names(tmp_path: Path) -> None:
    """An e-mail address never is one, however long its domain's last word."""
    writers = (
        "<author>ada@mail.photography</author>",
        "<author>ada@mail.photography (Ada Z)</author>",
        "<author><![CDATA[ Ada Y &lt;ada@mail.design&gt; ]]></author>",
    )
    reading = read(reader, tmp_path, rss(*(f"<title>a {one}</title>{one}" for one in writers)))
    assert [post.author.name if post.author else "" for post in reading.posts] == [
        "", "Ada Z", "Ada Y"
    ]  # fmt: skip


def test_a_saved_feed_with_an_app_draft_shows_none(tmp_path: Path) -> None:
    """AtomPub says so with a word of its own."""
    control = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>YES</app:draft>"
    entry = f"<entry><title>a</title>{control}</app:control></entry>"
    post = read(reader, tmp_path, f"{ATOM}{entry}</feed>").post
    assert post.status is Status.DRAFT


def test_a_damaged_app_draft_withholds_the_entry_and_costs_no_other(tmp_path: Path) -> None:
    """Nobody can tell what it said; what comes after the end of its entry was not touched."""
    control = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft>"
    entry = f"<entry><title>a</title><content>x</content>{control}</app:control></entry>"
    other = "<entry><title>b</title><content>y</content></entry>"
    start, end = entry.index("app:draft"), entry.index("</app:control>")
    for place in range(start, end):
        for damage in ("<!--", "<![CDATA[", "<a>", "<"):
            torn = f"{entry[:place]}{damage}{entry[place:]}"
            read_again = read(reader, tmp_path, f"{ATOM}{torn}{other}</feed>").posts
            found = {post.title: post.status for post in read_again}
            assert found.pop("b") is Status.PUBLISHED
            assert Status.PUBLISHED not in found.values(), torn


def test_an_item_at_which_the_parser_breaks_down_costs_itself(tmp_path: Path) -> None:
    """The tag of a licence that ends and never began: the next item is read, this one told."""
    licence = '<cc:x xmlns:cc="http://backend.userland.com/creativeCommonsRssModule"/></cc:license>'
    path = tmp_path / "feed.xml"
    path.write_text(rss(f"<title>A</title>{licence}", "<title>B</title>"))
    reading = Reading(reader, path)
    assert [post.title for post in reading.posts] == ["B"]
    assert reading.adds_up
    assert [(one.kind, one.count) for one in reading.archive.leftovers] == [("item", 1)]


def test_a_feed_saved_by_who_is_signed_in_hides_what_is_hidden(tmp_path: Path) -> None:
    """Private and protected posts are known by the words and the form that WordPress writes."""
    form = "<![CDATA[<form><input name='post_password'/></form>]]>"
    path = tmp_path / "feed.xml"
    path.write_text(
        rss(
            "<title>Private: A</title><description>Hush</description>",
            f"<title>B</title><description>{form}</description>",
            "<title>C</title><description>Open</description>",
        )
    )
    found = [post.status for post in Reading(reader, path).posts]
    assert sorted(found) == [Status.PRIVATE, Status.PROTECTED, Status.PUBLISHED]


def test_what_is_said_to_players_is_not_the_post(tmp_path: Path) -> None:
    """A picture's description and a podcast's summary do not take the place of the words."""
    path = tmp_path / "feed.xml"
    media = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://x.itunes.example/"'
    aside = "<media:description>By Bob</media:description><itunes:summary>Short</itunes:summary>"
    text = rss(
        f"<title>A</title><description>The words</description>{aside}", f"<title>B</title>{aside}"
    )
    path.write_text(text.replace("<rss ", f"<rss {media} "))
    bodies = {post.title: post.body for post in Reading(reader, path).posts}
    assert bodies["A"] == "<p>The words</p>"
    assert "By Bob" in bodies["B"] or "Short" in bodies["B"]


def test_links_to_the_rest_and_lines_of_the_platform_go() -> None:
    """At the end of a text, where they lead to the post itself; pictures that count may follow."""
    url = "https://way.example/a"
    line = f'<p>The post <a href="{url}">A</a> appeared first on <a href="https://way.example">W</a>.</p>'
    assert without_footer(f'<p>x</p>{line}<img src="c.gif">', url) == '<p>x</p><img src="c.gif">'
    assert without_footer(f"<p>x</p>{line}More words", url) == f"<p>x</p>{line}More words"
    more = f'x … <a href="{url}">Continue reading <span>→</span></a>'
    assert without_more(more, url) == "x … "
    assert without_more(more, "https://way.example/b") == more
    assert without_more(f'x <a href="{url}">A poem</a>', url) == f'x <a href="{url}">A poem</a>'


def test_a_plain_text_with_an_enclosure_stays_plain(tmp_path: Path) -> None:
    """Its signs are no markup."""
    entry = (
        "<entry><title>a</title><content type='text'>1 &lt; 2</content>"
        "<link rel='enclosure' type='image/png' href='/a.png'/></entry>"
    )
    body = read(reader, tmp_path, f"{ATOM}{entry}</feed>").post.body
    assert body == '<figure class="picture"><img src="/a.png" alt=""/></figure><p>1 &lt; 2</p>'


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        ("<p>Words [&#8230;]</p>", True),
        ("Words [...]", True),
        ('<p>Words <a href="x">Read more</a></p>', True),
        ('<p>Words … <a href="x">Continue reading <i>“A day”</i> →</a></p>', True),
        ("<p>Words. Read more »</p>", True),
        ('<p>Read more of us on <a href="x">the news</a>.</p>', False),
        (f"<p>{'words ' * 300}<a>Weiterlesen</a></p>", True),
        ("<p>続きを読む</p>", True),
        ("<p>And then …</p>", False),
        ("<p>I read more. Then I slept.</p>", False),
        ("", False),
    ],
)
def test_an_excerpt_is_known_by_its_end(body: str, cut: bool) -> None:  # noqa: FBT001 - a test's
    """An ellipsis alone is good style."""
    assert is_excerpt(body) is cut


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("One day in the life…", True),
        ("One day in the life ...", True),
        ("One day in the life", False),
        ("Another day in the life…", False),
        ("One…", False),
    ],
)
def test_a_title_that_a_platform_cut_out_of_the_text_is_none(
    title: str,
    made: bool,  # noqa: FBT001 - a test's
) -> None:
    """Only where it is cut: a title may repeat the first words."""
    assert is_made_of_text(title, "<p>One day\nin the <b>life</b> of a fox.</p>") is made


def test_a_footer_of_another_post_stays() -> None:
    """Only a line that links to the post itself and its own site goes."""
    line = (
        "<p>The post <a href='https://way.example/1'>a</a> appeared first on "
        "<a href='https://{}'>b</a>.</p>"
    )
    own = line.format("way.example")
    assert without_footer(f"x{own}\n", "https://way.example/1/") == "x"
    assert without_footer(own, "https://way.example/2") == own
    other = line.format("other.example")
    assert without_footer(other, "https://way.example/1") == other
    assert without_footer(f"<p>{own * 30}", "") == f"<p>{own * 30}"
    long = "<p>" + "x" * 3000
    assert without_footer(long, "") == long


def test_an_old_feed_is_read(tmp_path: Path) -> None:
    """RSS 0.9 was RDF too, and Atom may have a prefix and a language for each entry."""
    spaces = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    old = "xmlns='http://my.netscape.com/rdf/simple/0.9/'"
    item_of_old = "<item><title>a</title><link>https://way.example/1</link></item>"
    text = f"<rdf:RDF {spaces} {old}><channel><title>Ways</title></channel>{item_of_old}</rdf:RDF>"
    reading = read(reader, tmp_path, text)
    assert (reading.archive.title, reading.post.title) == ("Ways", "a")
    entry = "<a:entry xml:lang='fr'><a:title>b</a:title><a:content>c</a:content></a:entry>"
    text = f"<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='de'>{entry}</a:feed>"
    reading = read(reader, tmp_path, text)
    assert (reading.archive.language, reading.post.language) == ("de", "fr")


@pytest.mark.parametrize("body", ["<", "&x;", "<b>", "</b>", "<author>a@b", "&lt;p&gt;", "]]>"])
def test_a_hostile_feed_takes_linear_time(tmp_path: Path, body: str) -> None:
    """A hundred thousand signs of it are read in a second or two."""
    text = rss(f"<title>a</title><description>{body * (100_000 // len(body))}</description>")
    assert len(read(reader, tmp_path, text).posts) == 1


def test_a_picture_hung_on_an_empty_text_is_shown(tmp_path: Path) -> None:
    """A JSON Feed's plain text beside it stays plain."""
    head = '{"version": "https://jsonfeed.org/version/1", "items": ['
    text = head + '{"id": "1", "content_text": "1 < 2", "image": "/a.png"}]}'
    body = read(reader, tmp_path, text).post.body
    assert body == '<figure class="picture"><img src="/a.png" alt=""/></figure><p>1 &lt; 2</p>'


def test_a_feed_without_a_title_is_called_by_its_file(tmp_path: Path) -> None:
    """And says that it was not named."""
    archive = read(reader, tmp_path, rss("<title>a</title>", channel="")).archive
    assert (archive.title, archive.titled) == ("export.xml", False)


@settings(deadline=None, max_examples=60)
@given(
    some.integers(0, len(WHOLE)),
    some.sampled_from([0, 1, 80]),
    some.sampled_from(["", "<", "&", "]]>", "<![CDATA[", "</item>", "<item>", "\x00", "é", "&a;"]),
)
def test_damage_costs_no_more_than_it_hits(place: int, length: int, damage: str) -> None:
    """Nothing but an ArchiveError is raised, the sums agree, and no address is kept."""
    text = WHOLE[:place] + damage + WHOLE[place + length :]
    _read_or_refuse(text.encode("utf-8", "replace"))


JSON = (FOLDER / "json" / "input.json").read_text(encoding="utf-8")


@settings(deadline=None, max_examples=60)
@given(
    some.integers(0, len(JSON)),
    some.sampled_from([0, 1, 30]),
    some.sampled_from(["", "[", "{", "null", "1e999", '"', "9" * 5000, "\\ud800", "[" * 5000]),
)
def test_damaged_json_costs_no_more_than_it_hits(place: int, length: int, damage: str) -> None:
    """Nothing but an ArchiveError is raised, and the sums agree."""
    _read_or_refuse((JSON[:place] + damage + JSON[place + length :]).encode())


def _read_or_refuse(data: bytes) -> None:

    with tempfile.TemporaryDirectory() as folder:
        try:
            reading = read(reader, Path(folder), data)
        except ArchiveError:
            return
    assert reading.adds_up
    authors = {post.author.name for post in reading.posts if post.author}
    assert not [name for name in authors if "@" in name]
