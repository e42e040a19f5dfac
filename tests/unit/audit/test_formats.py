"""What the naive count makes of each format's odder forms."""

import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from blog2book.audit.explain import marked, rules
from blog2book.audit.items import Item, items
from blog2book.audit.raw.files import STRAY
from blog2book.audit.raw.markup import plain
from blog2book.audit.words import normal, spans
from exports import item, remark, wxr


def _counted(folder: Path, reader: str, files: dict[str, str | bytes]) -> list[Item]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    only = folder / next(iter(files))
    return list(items(folder if len(files) > 1 or "/" in next(iter(files)) else only, reader))


def _told(counted: list[Item]) -> list[tuple[str, str, bool]]:
    return [(one.kind, " ".join(one.text.split()), one.open) for one in counted]


def test_ghost_keeps_a_text_in_one_of_five_columns(tmp_path: Path) -> None:
    """HTML first, then the editors', then Markdown; comments are open under open posts only."""
    lexical = {"root": {"children": [{"text": "Lex"}, {"type": "html", "html": "<b>i</b>cal"}]}}
    posts = [
        {"id": 1, "status": "published", "html": "<p>One</p>", "plaintext": "no"},
        {"id": 2, "status": "draft", "html": None, "lexical": json.dumps(lexical)},
        {
            "id": 3,
            "status": "sent",
            "mobiledoc": '{"sections": [[1, "p", [[0, [], 0, "Mobile"]]]]}',
        },
        {"id": 4, "status": "published", "page": 1, "markdown": "*Down* [there](http://a.example)"},
        {"id": 5, "status": "published", "plaintext": "Plain"},
        {"id": 6, "type": "snippet"},
        7,
    ]
    comments = [
        {"post_id": 1, "status": "published", "html": "<p>Yes</p>"},
        {"post_id": 2, "status": "published", "html": "<p>No</p>"},
        None,
    ]
    whole = {"data": {"posts": posts, "comments": comments}}
    told = _told(_counted(tmp_path, "ghost", {"a.json": json.dumps(whole), "b.txt": "x"}))
    assert told == [
        ("post", "One", True),
        ("post", "Lex ical", False),
        ("post", "Mobile", True),
        ("page", "*Down* [there", True),
        ("post", "Plain", True),
        ("other", "", False),
        ("other", "", False),
        ("comment", "Yes", True),
        ("comment", "No", False),
        ("other", "", False),
    ]


def test_a_post_of_ghost_has_a_picture_of_its_own(tmp_path: Path) -> None:
    """Its caption stands above the text, unless that shows the picture too: then it is not said."""
    picture = {"feature_image": "https://a.example/sea%20gull_o.png"}
    shown = "<p>Two<img src='/sea gull.png'></p>"
    posts = [
        {"id": 1, "html": "<p>Two</p>", **picture},
        {"id": 2, "html": shown, **picture},
        {"id": 3, "html": "<p>Two</p>", "feature_image_caption": "no picture"},
        {"id": 4, "html": "<p>Two</p>", "feature_image_caption": "Zero", **picture},
    ]
    metas = [{"post_id": at, "feature_image_caption": "<b>O</b>ne"} for at in (1, 2)]
    whole = {"data": {"posts": posts, "posts_meta": [*metas, 7]}}
    counted = _counted(tmp_path, "ghost", {"a.json": json.dumps(whole)})
    said = [" ".join(one.text.split()) for one in counted]
    assert said == ["One Two", "Two", "Two", "Zero Two"]


def test_the_cards_of_ghost_say_what_a_book_prints_of_them(tmp_path: Path) -> None:
    """In both editors: names and captions count; what a page or an e-mail alone shows does not."""
    page: object = {
        "title": "Six",
        "description": "Seven",
        "author": "A",
        "publisher": "A",
        "html": "no",
    }
    cards: list[dict[str, object]] = [
        {"type": "toggle", "heading": "One", "content": "<p>Two</p>"},
        {"type": "callout", "calloutText": "Three", "calloutEmoji": "x"},
        {"type": "header", "header": "Four", "subheader": "Five", "buttonText": "no"},
        {"type": "bookmark", "metadata": page, "caption": "Eight"},
        {"type": "product", "productTitle": "Nine", "productDescription": "<p>Ten</p>"},
        {"type": "file", "fileTitle": "Eleven", "fileCaption": "Twelve", "fileName": "a.pdf"},
        {"type": "audio", "title": "Thirteen", "fileName": "no.mp3"},
        {"type": "embed", "metadata": {"title": "Fourteen"}},
        {"type": "embed", "html": "<iframe></iframe>", "metadata": {"title": "no"}},
        {"type": "call-to-action", "textValue": "Fifteen"},
        {"type": "email", "html": "no"},
        {"type": "signup", "header": "no"},
        {"type": "image", "title": "no", "caption": "Sixteen"},
    ]
    told = (
        "One Two Three Four Five Six Seven A Eight Nine Ten Eleven Twelve a.pdf Thirteen"
        " Fourteen Fifteen Sixteen"
    )
    named = [[card["type"], {**card, "type": "rich"}] for card in cards]
    for post in (
        {"lexical": json.dumps({"root": {"children": cards}})},
        {
            "mobiledoc": json.dumps(
                {"cards": named, "sections": [[10, at] for at in range(len(named))]}
            )
        },
    ):
        whole = {"data": {"posts": [{**post, "html": None, "status": "published"}]}}
        counted = _counted(tmp_path, "ghost", {"a.json": json.dumps(whole)})
        assert [" ".join(one.text.split()) for one in counted] == [told]


def test_players_of_ghost_say_nothing_and_cards_stand_in_their_place(tmp_path: Path) -> None:
    """How long a film is is no text; a mobiledoc has its cards in its sections, by number."""
    film = (
        '<div class="kg-video-container"><video></video><div class="kg-video-player-container">'
        "<div><span>0:00</span></div></div></div>End"
    )
    mobiledoc = {
        "cards": [["markdown", {"markdown": "Two"}], ["hr", {}]],
        "sections": [
            [1, "p", [[0, [], 0, "One"]]],
            [10, 0],
            [10, 7],
            [1, "p", [[0, [], 0, "Three"]]],
        ],
    }
    posts = [
        {"id": 1, "status": "published", "html": film},
        {"id": 2, "status": "published", "mobiledoc": json.dumps(mobiledoc)},
    ]
    counted = _counted(tmp_path, "ghost", {"a.json": json.dumps({"data": {"posts": posts}})})
    assert [" ".join(one.text.split()) for one in counted] == ["End", "One Two Three"]


def test_polls_and_spoilers_of_livejournal_have_names(tmp_path: Path) -> None:
    """They stand in their tags; what a cut is called leads on only."""
    text = (
        '<livejournal><entry><event>&lt;lj-poll name="Which?"&gt;a&lt;/lj-poll&gt; '
        "&lt;lj-spoiler title='Who'&gt;b&lt;/lj-spoiler&gt; &lt;lj-cut text=\"on\"&gt;c"
        "</event></entry></livejournal>"
    )
    (only,) = _counted(tmp_path, "livejournal", {"a.xml": text})
    assert " ".join(only.text.split()) == "Which? a Who b c"


def test_ljdump_has_a_file_an_entry(tmp_path: Path) -> None:
    """L- files are entries, public where they do not say otherwise; C- files hold comments."""
    event = "<event><itemid>{}</itemid><event>&lt;b&gt;W&lt;/b&gt;ords</event>{}</event>"
    files: dict[str, str | bytes] = {
        "ada/L-1": event.format(1, ""),
        "ada/L-2": event.format(2, "<security>usemask</security>"),
        "ada/L-3": "",
        "ada/C-1": "<comments><comment><id>1</id><subject>Re: W</subject><body>Yes</body></comment>"
        "<comment><id>4</id><subject>To &amp;lt;be&amp;gt;</subject><body>No</body></comment>"
        "<comment><id>2</id><state>D</state></comment><comment><id>3",
        "ada/userpics.xml": "<userpics/>",
    }
    assert _told(_counted(tmp_path, "livejournal", files)) == [
        ("comment", "Yes", True),
        ("comment", "To <be> No", True),
        ("other", "", False),
        ("other", "", False),
        ("post", "Words", True),
        ("post", "Words", False),
        ("other", "", False),
    ]


def test_comments_of_livejournal_close_themselves(tmp_path: Path) -> None:
    """A deleted comment is one tag, of which the attributes say so."""
    text = (
        "<livejournal><comments><comment id='1' jitemid='1' state='D'/>"
        "<comment id='2' jitemid='1' state='S'><body>Hush</body></comment></comments></livejournal>"
    )
    told = _told(_counted(tmp_path, "livejournal", {"c.xml": text}))
    assert told == [("other", "", False), ("comment", "Hush", False)]


def test_substack_has_rows_and_pages(tmp_path: Path) -> None:
    """A row without a page is no post, a page without a row is a closed one; boxes are no words."""
    table = (
        "post_id,is_published,type,title,podcast_url\n1.a,TRUE,newsletter,One &amp; all,\n"
        "1.a,TRUE,newsletter,,\n2.b,true,page,,\n3.c,true,restack,,\n4.d,true,podcast,,http://p\n"
        "5.e,true,newsletter,,\n,,,,\n"
    )
    files: dict[str, str | bytes] = {
        "posts.csv": table,
        "posts/1.a.html": '<p>Words</p><p class="button-wrapper"><a>Subscribe</a></p><p>more</p>',
        "posts/2.b.html": "<p>About</p>",
        "posts/3.c.html": "<p>Theirs</p>",
        "posts/9.z.html": "<p>Loose</p>",
        "email_list.csv": "x",
    }
    counted = _counted(tmp_path, "substack", files)
    assert counted[2].title == "One & all"
    assert _told(counted) == [
        ("other", "", False),
        ("other", "", False),
        ("post", "Words more", True),
        ("page", "About", True),
        ("other", "", False),
        ("post", "", True),
        ("other", "", False),
        ("post", "Loose", False),
    ]


def test_a_gallery_of_substack_has_its_caption_in_a_setting(tmp_path: Path) -> None:
    """It is the writer's, unlike the addresses beside it."""
    kept = "{&quot;gallery&quot;:{&quot;images&quot;:[],&quot;caption&quot;:&quot;Two owls&quot;}}"
    page = f'<div class="image-gallery-embed" data-attrs="{kept}"></div><p>So.</p>'
    files: dict[str, str | bytes] = {"posts.csv": "post_id,is_published\n", "posts/1.a.html": page}
    (only,) = _counted(tmp_path, "substack", files)
    assert " ".join(only.text.split()) == "Two owls So."


def test_notes_of_substack_come_last(tmp_path: Path) -> None:
    """Also those that nothing calls."""
    page = (
        '<p>One<a class="footnote-anchor">1</a>.</p><div class="footnote"><a '
        'class="footnote-number">1</a><div class="footnote-content"><p>Note.</p></div></div>'
        '<p>Two.</p><div class="footnote"><div class="footnote-content">Other.</div></div>'
    )
    files: dict[str, str | bytes] = {"posts.csv": "post_id,is_published\n", "posts/1.a.html": page}
    (only,) = _counted(tmp_path, "substack", files)
    assert " ".join(only.text.split()) == "One1. Two. 1 Note. Other."


def test_a_broken_list_of_substack_ends_where_it_breaks(tmp_path: Path) -> None:
    """What csv refuses costs the rows below it, and their pages are counted as loose ones."""
    table = 'post_id,is_published\n1.a,true\n"' + "x" * 200_000
    files: dict[str, str | bytes] = {"posts.csv": table, "posts/2.b.html": "B"}
    assert _told(_counted(tmp_path, "substack", files)) == [
        ("other", "", False),
        ("post", "B", False),
    ]


def test_a_subtitle_of_substack_stands_above_the_text(tmp_path: Path) -> None:
    """Where the text does not begin with it; one without a page is of a recording alone."""
    table = (
        "post_id,is_published,title,subtitle,podcast_url\n1.a,true,One,Of seas &amp; boats,\n"
        "2.b,true,Two,Of seas,\n3.c,true,Three,Heard only,http://p\n"
    )
    files: dict[str, str | bytes] = {
        "posts.csv": table,
        "posts/1.a.html": "<p>Words</p>",
        "posts/2.b.html": "<p>Of <em>seas</em>:</p><p>Words</p>",
    }
    said = [" ".join(one.text.split()) for one in _counted(tmp_path, "substack", files)]
    assert said == ["Of seas & boats Words", "Of seas: Words", "Heard only"]


_STORY = (
    '<article class="h-entry"><h1 class="p-name">{}</h1>'
    '<section data-field="subtitle" class="p-summary">{}</section>'
    '<section data-field="body" class="e-content">{}</section></article>'
    '<time class="dt-published" datetime="2016-12-07T00:00:00Z"></time>'
)


@pytest.mark.parametrize(
    ("subtitle", "body", "said"),
    [
        ("Of seas", "<h3>Why</h3><p>Because.</p>", "Why Of seas Because."),
        ("Of seas", '<h3 class="graf--title">Why</h3><p>It is.</p>', "Why Of seas It is."),
        ("Of seas", "<p>It is.</p><h3>And</h3>", "Of seas It is. And"),
        ("Why", "<h3>Why</h3><p>Because.</p>", "Why Because."),
        ("Because of s…", "<h3>Why</h3><p>Because</p> of seas.", "Why Because of seas."),
        ("", "<h3>Why</h3><p>Because.</p>", "Why Because."),
    ],
)
def test_a_subtitle_of_medium_stands_above_the_text(
    subtitle: str, body: str, said: str, tmp_path: Path
) -> None:
    """Below the title; where the text says it itself, or is cut to make it, it is no more."""
    files: dict[str, str | bytes] = {
        "posts/1-0123456789ab.html": _STORY.format("Why", subtitle, body)
    }
    (one,) = _counted(tmp_path, "medium", files)
    assert " ".join(one.text.split()) == said


def test_a_card_of_medium_ends_with_a_host(tmp_path: Path) -> None:
    """It stands in a line of its own, and no emphasis ends a word elsewhere."""
    body = (
        '<p>Un<em class="markup--em markup--p-em">done</em>s.</p><a><strong>Weirs</strong><br>'
        '<em class="markup--em markup--mixtapeEmbed-em">To the sea</em>weirs.example</a>'
    )
    page = (
        '<h1 class="p-name">A</h1><section data-field="body" class="e-content">'
        f'<h3 class="graf--title">A</h3>{body}</section>'
    )
    (only,) = _counted(tmp_path, "medium", {"2016-12-07_a-0123456789ab.html": page})
    assert " ".join(only.text.split()) == "A Undones. Weirs To the sea weirs.example"


def test_medium_exports_responses_and_strange_pages(tmp_path: Path) -> None:
    """A story whose title is its beginning is a response; a page that is no story is not one."""
    story = (
        '<h1 class="p-name">{0}</h1><section data-field="body" class="e-content">{1}</section>'
        '<time class="dt-published" datetime="2016-12-07T00:00:00Z"></time>'
    )
    files: dict[str, str | bytes] = {
        "posts/1_a-0123456789ab.html": story.format("I agree…", "<p>I agree with you.</p>"),
        "posts/2_b-0123456789ac.html": story.format("Why", "<h3>Why</h3><p>Because.</p>"),
        "posts/3_c.html": "<p>no story</p>",
        "profile/profile.html": "<p>secret</p>",
    }
    assert _told(_counted(tmp_path, "medium", files)) == [
        ("other", "", False),
        ("post", "Why Because.", True),
        ("other", "", False),
        ("other", "", False),
    ]


def test_tumblr_packs_its_posts_twice(tmp_path: Path) -> None:
    """Pages in posts.zip are read; what was liked, and a broken zip, is no post."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("html/1.html", '<p>Packed</p><div id="footer"><span id="timestamp">')
        archive.writestr("html/picture.png", "x")
    page = '<article class="{}" id="p-2"><time datetime="2016-12-07"></time><p>Saved</p></article>'
    files: dict[str, str | bytes] = {
        "a/posts/posts.zip": packed.getvalue(),
        "b/posts/posts.zip": b"PK\x03\x04broken",
        "c/posts/2.html": page.format("text"),
        "c/posts/3.html": page.format("liked-text"),
        "c/posts/4.html": "<p>nothing</p>",
        "d/json/5.json": "{",
    }
    assert _told(_counted(tmp_path, "tumblr", files)) == [
        ("post", "Packed", False),
        ("other", "", False),
        ("post", "Saved", True),
        ("other", "", False),
        ("other", "", False),
        ("other", "", False),
    ]


def test_tumblr_says_a_post_in_blocks_and_in_html(tmp_path: Path) -> None:
    """What both say is counted once; what only one says is counted too."""
    blocks = [{"type": "text", "text": "Two frogs."}, {"type": "text", "text": "So long!"}]
    post = {"id_string": "1", "state": "published", "content": blocks}
    same = post | {"body": "<p>Two <b>frogs</b>.</p>[[MORE]]<p>So long!</p>"}
    more = post | {"id_string": "2", "body": "<p>Two frogs. A toad.</p>"}
    files: dict[str, str | bytes] = {
        "json/1.json": json.dumps(same),
        "json/2.json": json.dumps(more),
    }
    said = [" ".join(one.text.split()) for one in _counted(tmp_path, "tumblr", files)]
    assert said == ["Two frogs. So long!", "Two frogs. So long! Two frogs. A toad."]


def test_blocks_and_old_posts_of_tumblr_say_more_than_texts(tmp_path: Path) -> None:
    """Polls, and what is said of pictures, pages and sounds, stand in the place of their block."""
    blocks: list[object] = [
        {"type": "text", "text": "One"},
        {"type": "poll", "question": "Two", "answers": [{"answer_text": "Three"}, 7]},
        {"type": "link", "url": "x", "title": "Four", "description": "Five", "site_name": "no"},
        {"type": "image", "media": [{"url": "x"}], "caption": "Six", "alt_text": "no"},
        {"type": "audio", "title": "Seven", "artist": "Eight", "album": "Nine"},
        {"type": "text", "text": "Ten"},
    ]
    new: dict[str, object] = {"content": blocks, "body": "<p>One</p><p>Ten</p>"}
    old: dict[str, object] = {"type": "audio", "track_name": "One", "album": "Two", "caption": "3"}
    files: dict[str, str | bytes] = {
        f"json/{at}.json": json.dumps({"id": at, **post}) for at, post in enumerate((new, old), 1)
    }
    said = [" ".join(one.text.split()) for one in _counted(tmp_path, "tumblr", files)]
    assert said == ["One Two Three Four Five Six Seven Eight Nine Ten", "One Two 3"]


def test_a_film_in_a_feed_says_what_is_told_of_it(tmp_path: Path) -> None:
    """Where the entry says nothing else: a feed of YouTube's."""
    told = "<media:group><media:description>Of tides</media:description></media:group>"
    entries = f"<entry>{told}</entry><entry><content>Own</content>{told}</entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    counted = _counted(tmp_path, "feed", {"videos.xml": feed})
    assert [one.text for one in counted] == ["Of tides", "Own"]


def test_files_that_hang_on_an_item_of_a_feed_have_titles(tmp_path: Path) -> None:
    """Pictures stand above its text and sounds below, unless it shows them itself."""
    hung = [
        {"url": "https://a.example/a.mp3", "mime_type": "audio/mpeg", "title": "Three"},
        {"url": "https://a.example/b.png", "mime_type": "image/png", "title": "One"},
        {"url": "https://a.example/c.png", "mime_type": "image/png", "title": "no"},
        {"title": "no"},
    ]
    entries = [{"content_html": "Two<img src='c.png'>", "attachments": hung}]
    entries.append({"attachments": hung[:1]})
    counted = _counted(tmp_path, "feed", {"feed.json": json.dumps({"items": entries})})
    assert [" ".join(one.text.split()) for one in counted] == ["One Two Three", "Three"]


def _response(body: bytes, *headers: str) -> bytes:
    head = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers))
    content = head.encode() + b"\r\n\r\n" + body
    start = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(content)}\r\n\r\n"
    return start.encode() + content + b"\r\n\r\n"


PAGE = b"<html><div class='post-body'>Crawled</div></html>"


@pytest.mark.parametrize(
    "response",
    [
        _response(PAGE),
        _response(b"31\r\n" + PAGE + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        _response(PAGE, "Transfer-Encoding: chunked"),
        _response(gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip"),
    ],
)
def test_pages_in_a_web_archive_are_unpacked(response: bytes, tmp_path: Path) -> None:
    """Chunks are joined, also where a crawler did it before, and compression is undone."""
    for content in (response, gzip.compress(response, mtime=0)):
        assert _told(_counted(tmp_path, "warc", {"a.warc": content})) == [("post", "Crawled", True)]


@pytest.mark.parametrize(
    "content",
    [
        _response(b"x", "Content-Encoding: gzip"),
        _response(b"x", "Content-Encoding: br"),
        _response(PAGE).replace(b"200 OK", b"404 No"),
        _response(PAGE).replace(b"Content-Length: ", b"Content-Length: x"),
        gzip.compress(_response(PAGE), mtime=0)[:40],
        b"WARC/1.0\r\n" + b"a: b\r\n" * 300,
        b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 40000000\r\n\r\nx",
    ],
)
def test_what_a_web_archive_holds_else_is_other(content: bytes, tmp_path: Path) -> None:
    """No page, or one that cannot be unpacked: each is counted, and none is a post."""
    counted = _counted(tmp_path, "warc", {"a.warc": content})
    assert {one.kind for one in counted} == {"other"}


def test_front_matter_is_no_text(tmp_path: Path) -> None:
    """YAML, TOML, JSON, Pelican's lines, reST's fields and HTML's <meta> say title and day."""
    files: dict[str, str | bytes] = {
        "a.md": "---\ntitle: One\ndate: 2016-12-07\n---\nText a",
        "b.md": '+++\ntitle = "Two"\ndate = 2016-12-07\n+++\nText b',
        "c.md": '{\n"title": "Three",\n"date": "2016-12-07"\n}\nText c',
        "d.md": "Title: Four\nDate: 2016-12-07\n  more\n\nText d",
        "e.rst": "Five\n####\n\n:date: 2016-12-07\n:status: draft\n\nText :ref:`e <x>`",
        "f.html": "<head><title>Six</title><meta name='date' content='2016-12-07'></head>Text f",
        "g.org": "* No",
        "h.md": "",
    }
    counted = _counted(tmp_path, "markdown", files)
    shown = [one for one in counted if one.kind != "other"]
    assert [one.title for one in shown] == ["One", "Two", "Three", "Four", "Five", "Six"]
    assert {one.day for one in shown} == {"2016-12-07"}
    assert [" ".join(one.text.split()) for one in shown][:4] == [f"Text {one}" for one in "abcd"]
    assert [one.open for one in shown] == [True] * 4 + [False, True]
    assert [one.place for one in counted if one.kind == "other"] == ["g.org", "h.md"]


def test_code_in_markdown_keeps_its_words(tmp_path: Path) -> None:
    """What looks like a tag in code is text; a note within a text comes last."""
    text = (
        "A `Vec<u8>`.\n\n```html\n<script>run</script>\n```\n\n"
        "- ~~~\n  <b>\n~~~\nb^[A [b](c)] c ^[d"
    )
    counted = _counted(tmp_path, "markdown", {"2016-12-07-a.md": text})
    said = " ".join(counted[0].text.split())
    assert said == "A Vec<u8>. <script>run</script> <b> b c ^[d A [b"


def test_notes_of_markdown_come_last(tmp_path: Path) -> None:
    """In the order of their calls, with all their paragraphs; an uncalled one stays in place."""
    text = "A[^b] B[^a].\n\n[^a]: One\nmore\n\n    and more\n[^b]: Two\n[^c]: Three\n\nLast `<b>`"
    pre = "\n\n<pre>\n`<i>x</i>`\n</pre>"
    counted = _counted(tmp_path, "markdown", {"2016-12-07-a.md": text + pre})
    said = " ".join(counted[0].text.split())
    assert said == "A[^b] B[^a]. [^c]: Three Last <b> `x` [^b]: Two [^a]: One more and more"


def test_an_entry_of_movable_type_may_be_markdown(tmp_path: Path) -> None:
    """Then its notes stand last, and marks of Markdown are excused; in one of HTML they are not."""
    body = "-----\nBODY:\nA[^1].\n\n[^1]: B\n\nC\n--------\n"
    text = f"TITLE: One\nSTATUS: Publish\nCONVERT BREAKS: {{}}\n{body}"
    (one, other) = _counted(
        tmp_path, "movabletype", {"a.txt": text.format("markdown") + text.format("richtext")}
    )
    assert [" ".join(each.text.split()) for each in (one, other)] == [
        "A[^1]. C [^1]: B",
        "A[^1]. [^1]: B C",
    ]
    assert (one.reader, other.reader) == ("markdown", "movabletype")


def test_an_entry_of_movable_type_that_says_no_status_is_not_open(tmp_path: Path) -> None:
    """Nobody knows whether it was published."""
    head = "TITLE: One\n{}DATE: 12/07/2016\n-----\nBODY:\nWords.\n-----\n--------\n"
    text = head.format("") + head.format("STATUS: Publish\n")
    counted = _counted(tmp_path, "movabletype", {"a.txt": text})
    assert [one.open for one in counted] == [False, True]


def test_movable_type_knows_entries_that_are_none(tmp_path: Path) -> None:
    """NO ENTRY only brings comments; dashes within a text end nothing."""
    text = (
        "TITLE: One\nSTATUS: Publish\n-----\nBODY:\nA\n-----\nnot a section\n--------\nB\n"
        "-----\nCOMMENT:\nAUTHOR: x\nDATE: 12/07/2016 01:00:00 AM\nSaid\n-----\n--------\n"
        "TITLE: Two\nNO ENTRY: 1\n-----\nCOMMENT:\nDATE: 12/07/2016 01:00:00 AM\nLate\n-----\n"
        "--------\n"
    )
    counted = _counted(tmp_path, "movabletype", {"a.txt": text, "b.jpg": b"\xff\xd8"})
    assert [(one.kind, one.day) for one in counted] == [
        ("post", ""),
        ("comment", "2016-12-07"),
        ("other", ""),
        ("other", ""),
    ]
    assert counted[1].text == "Said"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<table><tr><td>1</td></tr><TFOOT><tr><td>2</td></tr></TFOOT></table>3", "1 2 3"),
        ("0<table><tfoot a='b'>2</tfoot><tbody>1</tbody></table>3", "0 1 2 3"),
        ("<table><tfoot>2<tbody>1</table>3</tfoot>4", "1 2 3 4"),
        ("<table><tfoot>4</tfoot>1<table><tfoot>3</tfoot>2</table></table>", "1 2 3 4"),
        ("<table><tfoot>2</tfoot>1", "2 1"),
        ("<tfoot>1</tfoot>2", "1 2"),
    ],
)
def test_the_foot_of_a_table_is_its_end(html: str, said: str) -> None:
    """Wherever it stands, and whatever is not closed; no word of it goes."""
    assert " ".join(re.findall(r"\d", plain(html))) == said


def test_rows_of_buttons_need_not_be_in_a_book(tmp_path: Path) -> None:
    """What plug-ins set below a text may be left out; what stands beside it may not."""
    row = (
        '<div class="sharedaddy">We<div class="sd-block"><h3>Share:</h3><a href="x">Dove</a></div>'
        '<div class="jp-relatedposts"><form class="search-form">More</form></div> sailed.</div>'
        '<div class="sharedaddy"><div class="sd-sharing"><h3>Teilen mit:</h3><ul><li><a href="x">'
        '<span>Dove</span></a></li></ul></div><div class="sd-block"><span>Like</span></div></div>'
        '<div class="sharedaddy"><h3>Share:</h3><p>at night</p></div>'
    )
    page = f'<html><div class="entry-content"><p>Out</p>{row}</div></html>'
    (one,) = _counted(tmp_path, "pages", {"a.html": page})
    text = normal(one.text)
    places = spans(text)
    known = marked(rules("pages"), text, places)
    bare = [text[slice(*place)] for at, place in enumerate(places) if at not in known]
    assert bare == ["out", "we", "sailed", "share", "at", "night"]


def test_xml_is_cut_whatever_its_letters(tmp_path: Path) -> None:
    """UTF-16 with and without a mark, and Windows-1252 by declaration, read the same."""
    feed = "<rss><channel><!-- <item> --><item><title>Café</title></item><x:item/></channel></rss>"
    declared = '<?xml version="1.0" encoding="windows-1252"?>' + feed
    for data in (
        feed.encode("utf-16"),
        feed.encode("utf-16-le"),
        feed.encode("utf-16-be"),
        declared.encode("cp1252"),
        declared.replace("windows-1252", "punycode").encode(),
    ):
        counted = _counted(tmp_path, "feed", {"feed.xml": data})
        assert [one.title for one in counted] == ["Café", ""]


def test_a_stray_byte_is_read_as_windows_has_it(tmp_path: Path) -> None:
    """In XML and in text of UTF-8, as the book has it; what cannot be written so is told."""
    feed = "<rss><channel><item><title>Café ẞ</title></item></channel></rss>"
    data = feed.encode().replace("é".encode(), b"\xe9")
    assert [one.title for one in _counted(tmp_path, "feed", {"f.xml": data})] == ["Café ẞ"]
    pasted = "7 December 2016\n\nHärriet’s ".encode() + b"H\xe4rriet\x92s\n"
    assert _told(_counted(tmp_path, "text", {"a.txt": pasted})) == [
        ("post", "Härriet’s Härriet’s", True)
    ]
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", STRAY)


def test_text_above_the_first_day_is_a_post_if_it_is_long(tmp_path: Path) -> None:
    """A blog's name is none, and a text without any day is one."""
    name = _counted(tmp_path, "text", {"a.txt": "My blog\n\n7 December 2016\n\nWords."})
    assert _told(name) == [("post", "Words.", True)]
    bare = _counted(tmp_path, "text", {"a.txt": "word " * 30})
    assert [one.kind for one in bare] == ["post"]


def test_what_only_looks_like_a_day_is_text(tmp_path: Path) -> None:
    """A blog writes its days alike: neither a title with numbers nor a short sentence is one."""
    days = ("March 3, 2015\nTop 10 Books of 2014", "April 14, 2015\nOn June 1, 2014 we had none.")
    long = (
        "Dienstag, den 3. März 2015\nEis",
        "Montag, den 9. März 2015\nSeit dem 1. Mai 2014 fiel es.",
    )
    for one in (days, long):
        text = "\n\n".join(f"{day}\n\nWe went out to look." for day in one)
        assert len(_counted(tmp_path, "text", {"a.txt": text})) == 2


def test_the_foot_of_a_pasted_post_is_no_text(tmp_path: Path) -> None:
    """A second text may follow it on the same day; links and comments below it are no posts."""
    long = "Twelve words and one more make this a text that stands alone here."
    text = (
        "7 December 2016\n\nFirst.\n\nLabels: a\nPosted by Ada at 10:15 2 comments:\nShare to X\n\n"
        f"{long}\n\nPosted by Ada at 17:40 No comments:\n\nJane said...\nYes.\n\n"
        "6 December 2016\n\nSecond, of which the line below is a part.\n\n8 May 1945\n\nOver.\n\n"
        "7 December 2016 at 12:30\n\nBlogThis!\n\nNewer Posts\nOlder Posts\n"
    )
    assert _told(_counted(tmp_path, "text", {"a.txt": text})) == [
        ("post", "First.", True),
        ("post", long, True),
        ("other", "", False),
        (
            "post",
            "Second, of which the line below is a part. 8 May 1945 Over. 7 December 2016 at 12:30",
            True,
        ),
    ]


FEED = (
    "<rss><item><description><![CDATA[<p>A</p><p>The post <a href='x'>A</a> appeared first on "
    "<a href='y'>B</a>.</p>]]></description></item></rss>"
)


@pytest.mark.parametrize(
    ("reader", "name", "text", "said"),
    [
        (
            "feed",
            "a.xml",
            FEED,
            "A",
        ),
        (
            "markdown",
            "a.mdx",
            "---\ntitle: a\n---\nimport X from 'x'\n\n{/* no */}\nA <X /> b",
            "A b",
        ),
        ("markdown", "a.md", "A %%no%% b ![[c.png]] [[d|e]]\n\n> [!tip] f", "A b [[ e]] > [! ] f"),
        ("markdown", "a.md", "An HTM *[b]: c* text\n\n*[HTM]: Not one\n", "An HTM *[b]: c* text"),
        ("markdown", "a.html", "---\ntitle: a\n---\n<p>{{ site.a=1 }}A</p>", "A"),
        ("markdown", "a.rst", ".. no\n   more no\n\nAA\n==\n\n.. image:: x\n   :alt: no\n\nB", "B"),
        (
            "tumblr",
            "a.json",
            '[{"id": 1, "body": "no", "dialogue": [{"label": "a:", "phrase": "b"}]}]',
            "a: b",
        ),
        ("microblog", "feed.json", '{"items": [{"content_text": "[A](http://b.example)"}]}', "[A"),
    ],
)
def test_marks_are_no_words(reader: str, name: str, text: str, said: str, tmp_path: Path) -> None:
    """What a platform adds, what a template makes of a text, and remarks are not counted."""
    counted = _counted(tmp_path, reader, {name: text})
    assert [" ".join(one.text.split()) for one in counted] == [said]


_SHOWN = "<html><head>{0}</head><body{1}><div class='{2}'><h1 class='entry-title'>{3}</h1>"
_SHOWN += "<div class='entry-content'>{4}</div></div></body></html>"


@pytest.mark.parametrize(
    ("parts", "kind", "shown"),
    [
        (("", "", "hentry type-post status-publish", "Private matters", "Words"), "post", True),
        (("", "", "hentry type-page status-publish", "About", "Words"), "page", True),
        (("", " class='page page-id-2'", "hentry", "About", "Words"), "page", True),
        (("", " class='page-of-posts'", "hentry", "About", "Words"), "post", True),
        (
            ("<link rel='canonical' href='https://a.example/p/b.html'>", "", "", "b", "W"),
            "page",
            True,
        ),
        (("", "", "", "<a href='https://a.example/p/b.html'>b</a>", "W"), "page", True),
        (
            ("", "", "", "<a href='https://a.example/?p=2&amp;preview=true'>b</a>", "W"),
            "post",
            False,
        ),
        (("", "", "hentry status-private", "b", "Words"), "post", False),
        (("", "", "hentry post-password-required", "b", "Words"), "post", False),
        (("", "", "hentry", "Privat: b", "Words"), "post", False),
        (("", "", "hentry", "b", "<form class='post-password-form'></form>"), "post", False),
    ],
)
def test_pages_say_how_a_post_stood(
    parts: tuple[str, ...], kind: str, tmp_path: Path, *, shown: bool
) -> None:
    """By classes, addresses, a word before the title, or a form in the place of the text."""
    (one,) = _counted(tmp_path, "pages", {"a.html": _SHOWN.format(*parts)})
    assert (one.kind, one.open) == (kind, shown)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<title>Tides</title>", True),
        ("<title>Protégé : Tides</title>", False),
        ("<title>非公開: Tides</title>", False),
        ("<title>A</title><app:control><app:draft>yes</app:draft></app:control>", False),
        ("<title>A</title><app:control><app:draft>no</app:draft></app:control>", True),
        ("<title>A</title><app:control><app:draft>n", False),
        ("<title>A</title><app:control/>", True),
        ("<title>A</title><content>&lt;input name=&quot;post_password&quot;></content>", False),
    ],
)
def test_feeds_say_how_a_post_stood(inside: str, tmp_path: Path, *, shown: bool) -> None:
    """Whoever is signed in gets a blog's secrets in its feed too, with a word before each."""
    (one,) = _counted(tmp_path, "feed", {"a.xml": f"<feed><entry>{inside}</entry></feed>"})
    assert one.open is shown


_FRONT = "---\ntitle: A\n{}\n---\nWords"


@pytest.mark.parametrize(
    ("files", "kind", "shown"),
    [
        ({"source/_posts/a.md": "date: 2016-12-07"}, "post", True),
        ({"source/a/index.md": "date: 2016-12-07", "source/_posts/z.md": ""}, "page", True),
        ({"content/post/a.md": "pubDatetime: 2016-12-07", "hugo.toml": ""}, "post", True),
        (
            {"content/a.md": "date: 2016-12-07", "hugo.toml": "[permalinks]\npost = '/:year/'"},
            "page",
            True,
        ),
        (
            {
                "content/notes/a.md": "date: 2016-12-07",
                "hugo.toml": "[params]\nmainSections = ['notes']",
            },
            "post",
            True,
        ),
        ({"a.md": "type: page\ndate: 2016-12-07"}, "page", True),
        ({"a.md": "visibility: unlisted"}, "post", False),
        ({"a.md": "published: 2016-12-07"}, "post", True),
        ({"a.md": "published: perhaps"}, "post", False),
        ({"a.md": "permalink: false"}, "post", False),
        ({"a.md": "password: x"}, "post", False),
        ({"a.md": "draft: false  # at last"}, "post", True),
        ({"a.md": "publish: false  # not yet"}, "post", False),
    ],
)
def test_markdown_says_how_a_post_stood(
    files: dict[str, str], kind: str, tmp_path: Path, *, shown: bool
) -> None:
    """By its folder, its date and the words that generators have for it."""
    named: dict[str, str | bytes] = {
        name: _FRONT.format(text) if name.endswith(".md") else text for name, text in files.items()
    }
    (one,) = [one for one in _counted(tmp_path, "markdown", named) if "z.md" not in one.place]
    assert (one.kind, one.open) == (kind, shown)
    assert not (one.open and one.ruled)


@pytest.mark.parametrize(
    ("said", "plain", "secret"),
    [
        ("draft: true", True, False),
        ("published: false", True, False),
        ("status: private", True, True),
        ("private: true", True, True),
        ("status: seedling", False, False),  # a theme's word
        ("draft: ~", False, False),
        ("published: soon", False, False),
        ("password: ''", False, False),
    ],
)
def test_what_markdown_keeps_back_may_be_in_doubt(
    said: str, tmp_path: Path, *, plain: bool, secret: bool
) -> None:
    """Where it is, no book is accused of printing it."""
    (one,) = _counted(tmp_path, "markdown", {"a.md": _FRONT.format(said)})
    assert (one.open, one.ruled, one.secret) == (False, not plain, secret)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"approved": "approve"}, True),
        ({"approved": "0"}, False),
        ({"approved": ""}, False),
        ({"type": "review"}, True),
        ({"type": "pingback"}, False),
        ({"type": "order_note"}, False),
    ],
)
def test_comments_of_wordpress_say_how_they_stand(
    fields: dict[str, str], tmp_path: Path, *, shown: bool
) -> None:
    """By approval and type."""
    text = wxr(item(1, "<p>Words.</p>", remark(1, "Well said.", **fields)))
    _, one = _counted(tmp_path, "wordpress", {"a.xml": text})
    assert (one.kind, one.open, one.under) == ("comment", shown, "a.xml, item 1")


@pytest.mark.parametrize(
    "answers",
    [
        "<blogger:parent>tag:blogger.com,1999:blog-1.post-22</blogger:parent>",
        '<thr:in-reply-to href="b.html" ref="tag:blogger.com,1999:blog-1.post-22"/>',
    ],
)
def test_a_comment_of_blogger_names_its_post(answers: str, tmp_path: Path) -> None:
    """By its number, in either of its exports."""
    post, said = (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>{kind}"
        f"</blogger:type>{more}<title>T</title><content>Words</content></entry>"
        for number, kind, more in ((22, "POST", ""), (33, "COMMENT", answers))
    )
    one, other = _counted(tmp_path, "blogger", {"feed.atom": f"<feed>{post}{said}</feed>"})
    assert (one.under, other.kind, other.under) == ("", "comment", "22")
    assert other.under in one.keys


def test_what_was_scheduled_in_wordpress_may_be_past(tmp_path: Path) -> None:
    """Its day says so, and the program's clock."""
    (one,) = _counted(tmp_path, "wordpress", {"a.xml": wxr(item(status="future"))})
    assert (one.open, one.ruled) == (False, True)


@pytest.mark.parametrize(
    ("name", "text", "ruled"),
    [
        ("content/posts/_index.md", "---\ncascade:\n  draft: true\n---\n", True),
        ("content/posts/_index.md", "---\ndraft: true\n---\n", True),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\nNo draft of a cascade.", False),
        ("content/else/_index.md", "---\ndraft: true\n---\n", False),
        ("content/posts/posts.json", '{"permalink": false}', True),
        ("content/posts/posts.json", '{"layout": "post.njk"}', False),
        ("_config.yml", "defaults:\n- values:\n    layout: page\n", True),
        ("_config.yml", "defaults:\n- values:\n    layout: post\n", False),
        ("pelicanconf.py", "DEFAULT_METADATA = {'status': 'draft'}\n", True),
    ],
)
def test_other_files_may_say_how_a_post_stood(
    name: str, text: str, tmp_path: Path, *, ruled: bool
) -> None:
    """Only of those in their folder, and only where they speak of that at all."""
    files: dict[str, str | bytes] = {name: text, "content/posts/a.md": _FRONT.format("x: y")}
    (one,) = [one for one in _counted(tmp_path, "markdown", files) if one.title == "A"]
    assert one.ruled is ruled


def test_front_matter_of_json_may_stand_in_one_line(tmp_path: Path) -> None:
    """What it says is read, and is no text; a line of one that lost its marks counts too."""
    files: dict[str, str | bytes] = {
        "a.md": '{"title": "A", "date": "2016-12-07", "draft": true,}\nWords',
        "b.md": "draft: true\n\nWords of what was damaged.",
    }
    one, two = _counted(tmp_path, "markdown", files)
    assert (one.title, one.day, one.open, one.text.strip()) == ("A", "2016-12-07", False, "Words")
    assert not two.open


def test_comments_of_a_page_are_no_pings(tmp_path: Path) -> None:
    """A page says of each which it is; of a comment its text alone counts."""
    page = (
        "<html><div class='entry-content'>Post</div><ol class='comment-list'>"
        "<li class='comment'><div class='comment-body'>Ada says"
        "<p class='comment-content'>Yes</p></div></li>"
        "<li class='pingback'><div class='comment-body'>Pingback: b</div></li></ol></html>"
    )
    told = _told(_counted(tmp_path, "pages", {"a.html": page}))
    assert told == [
        ("post", "Post", True),
        ("comment", "Yes", True),
        ("comment", "Pingback: b", False),
    ]
