"""A small good export of each format, holding the words that a test gives: whole, or to be damaged.

Each holds two posts in public, the second of which says SECOND, and where its format knows them a
private one and fields that nobody may read.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import exports

NEVER = "HUSHED-7431"
"""Stands in e-mail addresses, passwords and lists of readers: no archive or Notice may tell it."""
IP = "203.0.113.77"
"""Whence a reader wrote: as secret."""
PRIVATE = "WHISPERED-5182"
"""Stands in posts that are not for the public: only a post that is withheld may hold it."""
SECOND = "Second words."
"""All that the second post says, which no damage to the first may cost."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the first post of an export says."""

    title: str = "First frost"
    body: str = "<p>The dahlias are black.</p>"
    day: str = "2016-12-07"


PLAIN = Words()


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def _dump(path: Path, content: object) -> Path:
    return _write(path, json.dumps(content))


def _blogger(folder: Path, words: Words) -> Path:
    moment = f"{words.day}T09:30:00.000+01:00"
    entries = (
        exports.setting("NAME", "A Blog"),
        exports.setting("ADMIN_EMAIL", f"{NEVER}@mail.example"),
        exports.entry(1, words.body, title=escape(words.title), published=moment),
        exports.entry(2, "<p>Second words.</p>"),
    )
    head = exports.FEED_HEAD.replace("ada@mail.example", f"{NEVER}@mail.example")
    return _write(folder / "backup.xml", exports.feed(*entries, head=head))


def _takeout(folder: Path, words: Words) -> Path:
    home = folder / "Takeout" / "Blogger"
    _write(
        home / "Blogs" / "A Blog" / "feed.atom",
        exports.feed(
            exports.entry(1, words.body, title=escape(words.title)),
            exports.entry(2, "<p>Second words.</p>"),
        ),
    )
    _write(
        home / "Blogs" / "A Blog" / "settings.csv",
        f"blog_name,blog_admin_email\nA Blog,{NEVER}@mail.example\n",
    )
    _dump(home / "Albums" / "A Blog" / "a.png.json", {"filename": "a.png", "sizeBytes": "12"})
    return folder


def _wordpress(folder: Path, words: Words) -> Path:
    posts = (
        exports.item(
            1,
            words.body.replace("]]>", ""),
            exports.remark(1, author_email=f"{NEVER}@mail.example", author_IP=IP),
            title=words.title.replace("]]>", ""),
            post_date=f"{words.day} 09:30:00",
        ),
        exports.item(2, "<p>Second words.</p>"),
        exports.item(3, PRIVATE, status="private"),
        exports.item(4, PRIVATE, post_password=NEVER),
    )
    channel = exports.CHANNEL.replace("ada@blog.example", f"{NEVER}@mail.example")
    return _write(folder / "export.xml", exports.wxr(*posts, channel=channel))


def _ghost(folder: Path, words: Words) -> Path:
    def row(number: int, **fields: str) -> dict[str, object]:
        given = {
            "id": f"5f00000000000000000000{number:02}",
            "title": f"Post {number}",
            "slug": f"post-{number}",
            "html": "<p>Second words.</p>",
            "type": "post",
            "status": "published",
            "visibility": "public",
            "published_at": "2016-12-08T22:30:00.000Z",
            "created_at": "2016-12-01T10:00:00.000Z",
            "updated_at": "2016-12-09T10:00:00.000Z",
        }
        return {**given, **fields}

    users = [
        {"id": "1", "name": "Ada Example", "email": f"{NEVER}@mail.example", "password": NEVER}
    ]
    data = {
        "posts": [
            row(1, title=words.title, html=words.body, published_at=f"{words.day}T08:30:00.000Z"),
            row(2),
            row(3, html=PRIVATE, status="draft"),
        ],
        "posts_tags": [{"post_id": "5f0000000000000000000001", "tag_id": "t", "sort_order": 0}],
        "posts_authors": [{"post_id": "5f0000000000000000000001", "author_id": "1"}],
        "tags": [{"id": "t", "name": "Garden", "slug": "garden", "visibility": "public"}],
        "users": users,
        "settings": [
            {"key": "title", "value": "A Blog"},
            {"key": "url", "value": "https://blog.example"},
            {"key": "timezone", "value": "Europe/Berlin"},
        ],
    }
    whole = {"db": [{"meta": {"exported_on": 1600000000000, "version": "5.82.0"}, "data": data}]}
    return _dump(folder / "blog.ghost.json", whole)


def _substack(folder: Path, words: Words) -> Path:
    title = words.title.replace('"', '""').replace("\0", "")
    head = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
    rows = (
        f'1.first,{words.day}T08:30:00.000Z,true,,newsletter,everyone,"{title}",,\n'
        "2.second,2016-12-08T08:30:00.000Z,true,,newsletter,everyone,Second,,\n"
        "3.third,2016-12-09T08:30:00.000Z,false,,newsletter,everyone,Third,,\n"
    )
    _write(folder / "posts.csv", head + "".join(rows))
    _write(folder / "posts" / "1.first.html", words.body)
    _write(folder / "posts" / "2.second.html", "<p>Second words.</p>")
    _write(folder / "posts" / "3.third.html", f"<p>{PRIVATE}</p>")
    _write(folder / "email_list.blog.csv", f"email\n{NEVER}@mail.example\n")
    return folder


def _medium(folder: Path, words: Words) -> Path:
    story = (
        '<article class="h-entry"><h1 class="p-name">{title}</h1>'
        '<section data-field="body" class="e-content"><h3 class="graf graf--title">{title}</h3>'
        '{body}</section><footer><a class="p-author" href="https://medium.com/@ada">Ada</a>'
        '<a href="https://medium.com/p/0123456789a{number}">{stamp}</a></footer></article>'
    )
    stamp = '<time class="dt-published" datetime="{}T08:30:00Z"></time>'
    for name, title, body, when in (
        ("1_a-0123456789a1", escape(words.title), words.body, stamp.format(words.day)),
        ("2_b-0123456789a2", "Second", "<p>Second words.</p>", stamp.format("2016-12-08")),
        ("draft_c-0123456789a3", "Third", PRIVATE, ""),
    ):
        text = story.format(title=title, body=body, stamp=when, number=name[-1])
        _write(folder / "posts" / f"{name}.html", text)
    _write(folder / "ips" / "ips-1.html", NEVER)
    return folder


def _movabletype(folder: Path, words: Words) -> Path:
    entry = (
        "AUTHOR: Ada Example\nAUTHOR EMAIL: {never}@mail.example\nTITLE: {title}\n"
        "STATUS: {status}\nBASENAME: post-{number}\nDATE: 12/0{day}/2016 08:30:00 AM\n"
        "-----\nBODY:\n{body}\n-----\n"
        "COMMENT:\nAUTHOR: Reader\nEMAIL: {never}@mail.example\nIP: {ip}\n"
        "DATE: 12/08/2016 07:15:09 AM\nWell said.\n-----\n--------\n"
    )
    title = " ".join(words.title.split())
    return _write(
        folder / "export.txt",
        entry.format(
            ip=IP, never=NEVER, title=title, status="Publish", number=1, day=7, body=words.body
        )
        + entry.format(
            ip=IP,
            never=NEVER,
            title="Second",
            status="Publish",
            number=2,
            day=8,
            body="Second words.",
        )
        + entry.format(
            ip=IP, never=NEVER, title="Third", status="Draft", number=3, day=9, body=PRIVATE
        ),
    )


def _livejournal(folder: Path, words: Words) -> Path:
    entry = (
        "<entry><itemid>{number}</itemid><eventtime>{day} 08:30:00</eventtime>"
        "<logtime>{day} 08:31:00</logtime><subject>{title}</subject><event>{body}</event>"
        "<security>{security}</security><allowmask>0</allowmask></entry>\n"
    )
    rows = (
        (256, words.day, words.title, words.body, "public"),
        (512, "2016-12-08", "Second", "Second words.", "public"),
        (768, "2016-12-09", "Third", PRIVATE, "private"),
    )
    inside = "".join(
        entry.format(
            number=number, day=day, title=escape(title), body=escape(body), security=security
        )
        for number, day, title, body, security in rows
    )
    head = "<?xml version='1.0' encoding='utf-8'?>\n"
    return _write(folder / "2016-12.xml", f"{head}<livejournal>\n{inside}</livejournal>\n")


def _json_feed(words: Words) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1",
        "title": "A Blog",
        "home_page_url": "https://blog.example/",
        "author": {"name": "Ada Example"},
        "items": [
            {
                "id": "https://blog.example/1",
                "url": "https://blog.example/1",
                "title": words.title,
                "content_html": words.body,
                "date_published": f"{words.day}T08:30:00+01:00",
                "tags": ["garden"],
            },
            {
                "id": "https://blog.example/2",
                "url": "https://blog.example/2",
                "content_html": f'<p>{SECOND} <img src="uploads/a.png"></p>',
                "date_published": "2016-12-08T08:30:00+01:00",
            },
        ],
    }


def _microblog(folder: Path, words: Words) -> Path:
    _dump(folder / "feed.json", _json_feed(words))
    _write(folder / "index.html", "<!doctype html><html><title>A Blog</title></html>")
    _write(folder / "uploads" / "a.png", "")
    return folder


def _mastodon(folder: Path, words: Words) -> Path:
    home = "https://social.example/users/ada"

    def create(number: int, content: str, to: str, day: str) -> dict[str, object]:
        note = {
            "id": f"{home}/statuses/{number}",
            "type": "Note",
            "summary": None,
            "inReplyTo": None,
            "published": f"{day}T10:00:00Z",
            "url": f"https://social.example/@ada/{number}",
            "to": [to],
            "cc": [f"{home}/followers"],
            "content": content,
            "contentMap": {"en": content},
            "attachment": [
                {"mediaType": "image/png", "url": f"/media_attachments/{number}.png", "name": None}
            ],
            "tag": [{"type": "Hashtag", "name": "#garden"}],
        }
        return {
            "id": f"{home}/statuses/{number}/activity",
            "type": "Create",
            "actor": home,
            "published": f"{day}T10:00:00Z",
            "to": [to],
            "cc": [f"{home}/followers"],
            "object": note,
        }

    public = "https://www.w3.org/ns/activitystreams#Public"
    activities = [
        create(1001, words.body, public, words.day),
        create(1002, "<p>Second words.</p>", public, "2016-12-08"),
        create(1003, PRIVATE, f"{home}/followers", "2016-12-09"),
    ]
    outbox = {"id": "outbox.json", "type": "OrderedCollection", "orderedItems": activities}
    _dump(folder / "outbox.json", outbox)
    _dump(folder / "actor.json", {"id": home, "type": "Person", "name": words.title, "url": home})
    _dump(folder / "likes.json", {"orderedItems": [NEVER]})
    _write(folder / "media_attachments" / "1001.png", "")
    return folder


def _tumblr_post(number: int, **fields: object) -> dict[str, object]:
    given: dict[str, object] = {
        "id": number,
        "id_string": str(number),
        "blog_name": "ada",
        "blog": {"name": "ada", "title": "A Blog", "url": "https://ada.tumblr.com/"},
        "post_url": f"https://ada.tumblr.com/post/{number}/post",
        "type": "text",
        "state": "published",
        "timestamp": 1481100000,
        "tags": ["garden"],
        "title": "Second",
        "body": "<p>Second words.</p>",
    }
    return given | fields


def _tumblr(folder: Path, words: Words) -> Path:
    for number, fields in (
        (1001, {"title": words.title, "body": words.body, "date": f"{words.day} 08:00:00 GMT"}),
        (1002, {"content": [{"type": "text", "text": SECOND}], "layout": [], "trail": []}),
        (1003, {"body": PRIVATE, "state": "private"}),
    ):
        _dump(folder / "json" / f"{number}.json", _tumblr_post(number, **fields))
    page = '<!DOCTYPE html><html><body><article class="text" id="p-{0}"><p>{1}</p></article></body>'
    _write(folder / "posts" / "1004.html", page.format(1004, "A page."))
    _write(folder / "media" / "a_1280.jpg", "")
    return folder


def _dayone(folder: Path, words: Words) -> Path:
    entries = [
        {
            "uuid": f"AAAA000000000000000000000000000{number}",
            "creationDate": f"{day}T08:30:00Z",
            "modifiedDate": "2016-12-10T08:30:00Z",
            "timeZone": "Europe/Berlin",
            "tags": ["garden"],
            "location": {"placeName": NEVER},
            "photos": [{"identifier": "P1", "md5": "ab12", "type": "png"}],
            "text": text,
        }
        for number, day, text in (
            (1, words.day, f"# {words.title}\n\n{words.body}\n\n![](dayone-moment://P1)"),
            (2, "2016-12-08", "Second words."),
        )
    ]
    _dump(folder / "Journal.json", {"metadata": {"version": "1.0"}, "entries": entries})
    _write(folder / "photos" / "ab12.png", "")
    return folder


def _rss(folder: Path, words: Words) -> Path:
    item = (
        "<item><title>{title}</title><link>https://blog.example/{number}</link>"
        "<guid>https://blog.example/{number}</guid><pubDate>{day}</pubDate>"
        "<description>{body}</description></item>\n"
    )
    first = item.format(
        title=escape(words.title), number=1, day=f"{words.day}T08:30:00Z", body=escape(words.body)
    )
    second = item.format(
        title="Second", number=2, day="Thu, 08 Dec 2016 08:30:00 +0000", body="Second words."
    )
    head = "<title>A Blog</title><link>https://blog.example/</link>"
    return _write(
        folder / "feed.xml",
        f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{head}{first}{second}</channel></rss>',
    )


def _atom(folder: Path, words: Words) -> Path:
    entry = (
        "<entry><id>urn:{number}</id><title>{title}</title><published>{day}T08:30:00Z</published>"
        "<link rel='alternate' href='https://blog.example/{number}'/>"
        "<content type='html'>{body}</content></entry>\n"
    )
    first = entry.format(
        number=1, title=escape(words.title), day=words.day, body=escape(words.body)
    )
    second = entry.format(number=2, title="Second", day="2016-12-08", body="Second words.")
    return _write(
        folder / "feed.xml",
        '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>A Blog</title>'
        f"{first}{second}</feed>",
    )


_PAGE = (
    '<!doctype html><html><head><title>{title}</title></head><body><div class="hentry">'
    '<h1 class="entry-title">{title}</h1><time class="published" datetime="{day}T10:00:00Z"></time>'
    '<div class="entry-content">{body}</div></div></body></html>'
)


def _pages(folder: Path, words: Words) -> Path:
    first = _PAGE.format(title=escape(words.title), day=words.day, body=words.body)
    _write(folder / "first.html", first)
    second = _PAGE.format(title="Second", day="2016-12-08", body="<p>Second words.</p>")
    _write(folder / "second.html", second)
    return folder


def _warc(folder: Path, words: Words) -> Path:
    pages = (
        _PAGE.format(title=escape(words.title), day=words.day, body=words.body),
        _PAGE.format(title="Second", day="2016-12-08", body="<p>Second words.</p>"),
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "crawl.warc"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for number, page in enumerate(pages, 1):
            kind = [("Content-Type", "text/html; charset=utf-8")]
            content = io.BytesIO(page.encode("utf-8", "replace"))
            writer.write_record(
                writer.create_warc_record(
                    f"https://blog.example/{number}",
                    "response",
                    payload=content,
                    http_headers=StatusAndHeaders("200 OK", kind, protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": "2020-01-01T00:00:00Z"},
                )
            )
    return path


def _markdown(folder: Path, words: Words) -> Path:
    matter = "---\ntitle: {title}\ndate: {day}\n{more}---\n\n{body}\n"
    for name, title, day, more, body in (
        ("2016-12-07-first", json.dumps(words.title), words.day, "", words.body),
        ("2016-12-08-second", "Second", "2016-12-08", "tags: [garden]\n", SECOND),
        ("2016-12-09-third", "Third", "2016-12-09", "published: false\n", PRIVATE),
    ):
        text = matter.format(title=title, day=day, more=more, body=body)
        _write(folder / "_posts" / f"{name}.md", text)
    _write(folder / "_config.yml", f"title: A Blog\nemail: {NEVER}@mail.example\n")
    return folder


def _text(folder: Path, words: Words) -> Path:
    title, body = (" ".join(one.split()) for one in (words.title, words.body))
    return _write(
        folder / "pasted.txt",
        f"7 December 2016\n\n{title}\n\n{body}\n\n8 December 2016\n\nSecond\n\nSecond words.\n",
    )


def _feed_of_json(folder: Path, words: Words) -> Path:
    return _dump(folder / "feed.json", _json_feed(words))


def _tumblr_api(folder: Path, words: Words) -> Path:
    posts = [
        _tumblr_post(1001, title=words.title, body=words.body),
        _tumblr_post(1002),
        _tumblr_post(1003, body=PRIVATE, state="private"),
    ]
    return _dump(folder / "posts.json", {"response": {"posts": posts}})


GOODS: Mapping[str, tuple[str, Callable[[Path, Words], Path]]] = {
    "markdown": ("markdown", _markdown),
    "blogger backup": ("blogger", _blogger),
    "blogger takeout": ("blogger", _takeout),
    "ghost": ("ghost", _ghost),
    "wordpress": ("wordpress", _wordpress),
    "substack": ("substack", _substack),
    "medium": ("medium", _medium),
    "movabletype": ("movabletype", _movabletype),
    "livejournal": ("livejournal", _livejournal),
    "microblog": ("microblog", _microblog),
    "mastodon": ("mastodon", _mastodon),
    "tumblr backup": ("tumblr", _tumblr),
    "tumblr api": ("tumblr", _tumblr_api),
    "dayone": ("dayone", _dayone),
    "feed rss": ("feed", _rss),
    "feed atom": ("feed", _atom),
    "feed json": ("feed", _feed_of_json),
    "warc": ("warc", _warc),
    "pages": ("pages", _pages),
    "text": ("text", _text),
}
"""Exports by name: the reader of each, and what writes it into a folder and returns its path."""
