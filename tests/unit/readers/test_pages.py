import re
import shutil
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import ignore
from blog2book.model.archive import Status
from blog2book.ports import Confidence, Context
from blog2book.readers.detect import choose, sample_of
from blog2book.readers.pages import page, readable, reader
from exports import Reading
from renditions import png

CASES = Path(__file__).parents[2] / "cases" / "pages"
SIGNED = '<!doctype html><html><head><meta name="generator" content="WordPress 6"></head><body>'
ARTICLE = "<p>The tide came in over the low field and went out again by noon. </p>" * 12


def _page(folder: Path, name: str, body: str, head: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SIGNED.replace("</head>", f"{head}</head>") + body, encoding="utf-8")
    return path


def _post(number: int, words: str = "Words.", *, more: str = "") -> str:
    return (
        f'<article class="post"><h2 class="entry-title"><a href="https://field.example/{number}">'
        f'Post {number}</a></h2><time class="entry-date" datetime="2020-01-{number:02d}T10:00:00Z">'
        f'</time><div class="entry-content"><p>{words}</p>{more}</div></article>'
    )


def test_a_folder_of_pages_is_one_blog(tmp_path: Path) -> None:
    """A post that an index and its own page show stands once, with the longer text."""
    folder = tmp_path / "saved"
    more = '<a class="more-link" href="https://field.example/1">Read on</a>'
    _page(folder, "index.html", _post(1, "Beginning", more=more) + _post(2, "Whole"))
    _page(folder, "one.html", _post(1, "Beginning and all the rest"))
    _page(folder, "about.html", "<p>Nothing dated.</p>")
    reading = Reading(reader, folder)
    posts = {post.title: post.body for post in reading.archive.posts}
    assert posts == {"Post 1": "<p>Beginning and all the rest</p>", "Post 2": "<p>Whole</p>"}
    left = {one.reason: one.count for one in reading.archive.leftovers}
    assert left == {"no post was found on it": 1, "another page shows it too": 1}
    assert "posts-cut-short" not in reading.heard.codes


@pytest.mark.parametrize(
    ("classes", "title", "form", "status"),
    [
        ("post status-private", "Mine", "", Status.PRIVATE),
        ("post status-draft", "Mine", "", Status.DRAFT),
        ("post status-pending", "Mine", "", Status.PENDING),
        ("post status-future", "Mine", "", Status.SCHEDULED),
        ("post status-publish post-password-required", "Mine", "", Status.PROTECTED),
        ("post", "Privat: Mine", "", Status.PRIVATE),
        ("post", "Protected: Mine", "", Status.PROTECTED),
        ("post", "Mine", '<form class="post-password-form"></form>', Status.PROTECTED),
        ("post status-publish", "Private lives", "", Status.PUBLISHED),
    ],
)
def test_what_only_its_author_is_shown_is_known(
    tmp_path: Path, classes: str, title: str, form: str, status: Status
) -> None:
    """Who is signed in saves pages that nobody else sees: their posts have their own status."""
    body = _post(1, f"Hush.{form}").replace('class="post"', f'class="{classes}"')
    path = _page(tmp_path, "one.html", body.replace("Post 1", title))
    assert Reading(reader, path).post.status is status


def test_a_preview_is_a_draft_unless_the_post_is_there_too(tmp_path: Path) -> None:
    """Of a public post and its preview the public words stay."""
    folder = tmp_path / "saved"
    link = '<link rel="canonical" href="https://field.example/?p={}&amp;preview=true">'
    lone = _post(2, "Unseen").replace("https://field.example/2", "#")
    _page(folder, "draft.html", lone, link.format(2))
    assert Reading(reader, folder).post.status is Status.DRAFT
    _page(folder, "preview.html", _post(1, "Words to come, more than before"), link.format(1))
    _page(folder, "public.html", _post(1, "Words"))
    posts = {str(post.body): post.status for post in Reading(reader, folder).posts}
    assert posts["<p>Words</p>"] is Status.PUBLISHED
    assert "<p>Words to come, more than before</p>" not in posts


def test_what_was_taken_back_is_hidden_on_all_its_pages(tmp_path: Path) -> None:
    """A private post's own page says so; an index saved before does not."""
    folder = tmp_path / "saved"
    _page(folder, "index.html", _post(1, "Once public, and longer than now"))
    _page(folder, "one.html", _post(1).replace('class="post"', 'class="post status-private"'))
    assert Reading(reader, folder).post.status is Status.PRIVATE


def test_a_post_that_is_cut_is_told(tmp_path: Path) -> None:
    """Where only the beginning of a post was saved, its owner learns of it."""
    more = '<a class="more-link" href="/1">Read on</a>'
    _page(tmp_path, "saved/index.html", _post(1, "Beginning", more=more))
    assert "posts-cut-short" in Reading(reader, tmp_path / "saved").heard.codes


def test_pictures_saved_with_a_page_are_found(tmp_path: Path) -> None:
    """A picture beside the page is that of its folder, whatever others have its name."""
    folder = tmp_path / "saved"
    image = '<img src="./one_files/sea.png?x=1"><img src="/top.png"><img src="gone.png">'
    _page(folder, "a/one.html", _post(1, image))
    for name in ("a/one_files/sea.png", "b/sea.png", "a/top.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        png(folder / name)
    archive = Reading(reader, folder).archive
    assert [one.url for one in archive.assets] == ["a/one_files/sea.png"]
    assert 'src="a/one_files/sea.png"' in archive.posts[0].body


def test_pictures_that_were_not_saved_keep_their_address_on_the_web(tmp_path: Path) -> None:
    """A relative one is made whole by that of the page, as a browser does; a damaged one stays."""
    saved = "<!-- saved from url=(0028)https://field.example/2020/ -->"
    image = (
        '<img src="a b.png"><img src="data:," srcset="/c.png 1x, é.png 2x"><img src="http://[x">'
    )
    path = _page(tmp_path, "one.html", saved + _post(1, image))
    assert re.findall('src="(.*?)"', Reading(reader, path).archive.posts[0].body) == [
        "https://field.example/2020/a%20b.png",
        "https://field.example/2020/%C3%A9.png",
        "%5Bx",
    ]


def test_a_pages_own_base_is_kept_to(tmp_path: Path) -> None:
    """What <base> says comes before the address of the page."""
    base = (
        '<base href="https://cdn.example/x/"><link rel="canonical" href="https://field.example/">'
    )
    page = _page(tmp_path, "one.html", base + _post(1, '<img src="a.png">'))
    assert 'src="https://cdn.example/x/a.png"' in Reading(reader, page).archive.posts[0].body


def test_what_stands_on_another_site_is_left_out(tmp_path: Path) -> None:
    """A folder of pages is one blog; a page of another is accounted for."""
    folder = tmp_path / "saved"
    _page(folder, "index.html", _post(1) + _post(2))
    _page(folder, "other.html", _post(3).replace("field.example", "other.example"))
    reading = Reading(reader, folder)
    assert len(reading.archive.posts) == 2
    left = {one.reason: one.count for one in reading.archive.leftovers}
    assert left == {"it stands on another site": 1}


def test_a_date_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    """A post whose date is no date is undated, and its owner learns of it."""
    body = (
        '<div class="post"><span class="date">Just now</span>'
        '<div class="entry-content">x</div></div>'
    )
    reading = Reading(reader, _page(tmp_path, "one.html", body))
    assert reading.archive.posts[0].published is None
    assert "dates-unread" in reading.heard.codes


def test_a_page_in_another_encoding_is_read(tmp_path: Path) -> None:
    """What the page says of its encoding holds; an encoding that is none is found by looking."""
    for charset, said in (("windows-1251", "windows-1251"), ("utf-8", "no-such-thing")):
        path = tmp_path / f"{charset}.html"
        body = f'<html><meta charset="{said}"><div class="entry-content">Прилив</div>'
        path.write_bytes(body.encode(charset))
        assert Reading(reader, path).archive.posts[0].body == "<p>Прилив</p>"


def test_comments_in_a_post_s_own_text_are_none(tmp_path: Path) -> None:
    """A block of the class comment in somebody's text is their text."""
    body = '<div class="entry-content"><p>a</p><div class="comment">b</div></div>'
    archive = Reading(reader, _page(tmp_path, "one.html", body)).archive
    assert archive.posts[0].comments == ()
    assert "b" in archive.posts[0].body


def test_comments_of_an_old_blogger_page(tmp_path: Path) -> None:
    """Before 2012 Blogger wrote comments as a list of terms."""
    body = (
        '<div class="post"><div class="post-body">x</div></div><dl id="comments-block">'
        '<dt class="comment-author" id="c12"><a name="c12"></a>Wat said...</dt>'
        '<dd class="comment-body"><p>Well.</p></dd><dd class="comment-footer">9:12 AM</dd></dl>'
    )
    comments = Reading(reader, _page(tmp_path, "one.html", body)).archive.posts[0].comments
    assert [(one.author.name if one.author else "", one.body) for one in comments] == [
        ("Wat", "<p>Well.</p>")
    ]
    assert comments[0].key.endswith("#comment-12")


def test_static_pages_are_pages(tmp_path: Path) -> None:
    """WordPress and Blogger mark what is no dated post."""
    body = '<div class="type-page"><div class="entry-content">About us.</div></div>'
    assert Reading(reader, _page(tmp_path, "one.html", body)).archive.posts[0].kind == "page"


def test_a_page_without_a_post_is_refused_in_words(tmp_path: Path) -> None:
    """A login page is no post."""
    with pytest.raises(ArchiveError, match="shows no post"):
        Reading(reader, _page(tmp_path, "login.html", "<form>Sign in</form>"))


def test_a_page_that_only_its_readers_understand_needs_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no structure reads, the extra web reads; without it, it is named."""
    folder = tmp_path / "saved"
    _page(folder, "one.html", _post(1))
    head = '<title>On tides</title><meta name="date" content="2021-05-06">'
    _page(folder, "two.html", f"<div><h1>On tides</h1>{ARTICLE}</div>", head)
    assert len(Reading(reader, folder).archive.posts) == 2
    monkeypatch.setattr(readable, "find_spec", lambda _name: None)
    readable.is_there.cache_clear()
    reading = Reading(reader, folder)
    readable.is_there.cache_clear()
    assert len(reading.archive.posts) == 1
    assert "extra-missing" in reading.heard.codes


def test_a_monstrous_page_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page beyond all measure is left out with a notice."""
    folder = tmp_path / "saved"
    _page(folder, "one.html", _post(1))
    _page(folder, "two.html", _post(2, "x" * 2000))
    monkeypatch.setattr("blog2book.readers.pages.LARGEST", 1500)
    reading = Reading(reader, folder)
    assert [post.title for post in reading.archive.posts] == ["Post 1"]
    assert "page-unreadable" in reading.heard.codes


def test_recognised_by_what_is_in_it(tmp_path: Path) -> None:
    """A blog's page under any name is read here; a page that is none is not."""
    shutil.copy(CASES / "wordpress" / "input.html", tmp_path / "export.xml")
    world = Context(report=ignore, workdir=tmp_path, cache=tmp_path)
    assert choose(tmp_path / "export.xml", world, brought={})[0] is reader
    plain = tmp_path / "plain.html"
    plain.write_text("<!doctype html><html><body>Hello", encoding="utf-8")
    assert reader.recognises(sample_of(plain)) is Confidence.NO


def test_described_articles_are_found_at_any_depth() -> None:
    """JSON-LD comes as a list, a graph or a page about an article, and hostile nesting ends."""
    inside = '{"@type": ["Thing", "BlogPosting"], "headline": "A"}'
    for data in (f"[{inside}]", f'{{"@graph": [{inside}]}}', f'{{"mainEntity": {inside}}}'):
        script = f'<html><script type="application/ld+json">{data}</script>'
        assert page.Page(script.encode()).article()["headline"] == "A"
    deep = "[" * 100 + "]" * 100
    for broken in ("{", deep, "[" * 100_000, "null"):
        script = f'<html><script type="application/ld+json">{broken}</script>'
        assert page.Page(script.encode()).article() == {}
    assert page.Page(b"").elements


def test_what_a_page_says_of_itself_fills_in(tmp_path: Path) -> None:
    """Author, title, address, tags and the hour of change come from the page where it is one's."""
    head = (
        '<meta property="og:title" content="On tides"><meta name="author" content="Ines">'
        '<meta property="article:published_time" content="2020-01-02T10:00:00Z">'
        '<meta property="article:modified_time" content="2020-01-03T10:00:00Z">'
        '<meta property="og:url" content="https://field.example/tides">'
    )
    body = '<div class="entry-content">Water.</div><a rel="tag" href="/t/sea">sea</a>'
    post = Reading(reader, _page(tmp_path, "one.html", body, head)).post
    assert (post.title, post.author and post.author.name) == ("On tides", "Ines")
    assert (post.permalink, post.labels) == ("https://field.example/tides", ("sea",))
    assert post.published is not None
    assert post.updated is not None


@pytest.mark.parametrize(
    ("author", "name"),
    [('"Ned"', "Ned"), ('[{"name": "Ned"}, {"name": "Ida"}]', "Ned"), ("[]", ""), ("7", "")],
)
def test_authors_in_json_ld_come_in_many_shapes(author: str, name: str, tmp_path: Path) -> None:
    """A name, a person, a list of persons; anything else is nobody."""
    script = f'{{"@type": "BlogPosting", "headline": "A", "author": {author}}}'
    head = f'<script type="application/ld+json">{script}</script>'
    post = Reading(reader, _page(tmp_path, "one.html", "<main><p>a</p></main>", head)).post
    assert (post.author.name if post.author else "") == name


def test_a_bad_address_is_none(tmp_path: Path) -> None:
    """An address that is no address, or not of the web, is no post's address."""
    for href in ("http://[bad/", "javascript:alert(1)", "#here", ""):
        link = f'<a class="u-url" href="{href}">x</a>'
        body = f'<div class="post">{link}<div class="e-content">a</div></div>'
        assert Reading(reader, _page(tmp_path, "one.html", body)).post.permalink == ""
