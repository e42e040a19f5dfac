"""Builders for tests of readers: exports of WordPress and Blogger as their platforms write them."""

from pathlib import Path

from blog2book.model.archive import Archive, Post
from blog2book.ports import Context, Reader
from samples import Heard

WP = "http://wordpress.org/export/1.2/"
ROOT = (
    f'<rss version="2.0" xmlns:excerpt="{WP}excerpt/" xmlns:wp="{WP}"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
)
CHANNEL = (
    "<title>A Blog</title><link>https://blog.example</link><description>Of days</description>"
    "<pubDate>Wed, 01 Jan 2020 00:00:00 +0000</pubDate><language>en-US</language>"
    "<wp:base_site_url>https://blog.example</wp:base_site_url>"
    "<wp:base_blog_url>https://blog.example</wp:base_blog_url>"
    "<wp:author><wp:author_id>7</wp:author_id><wp:author_login>ada</wp:author_login>"
    "<wp:author_email>ada@blog.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ada Example]]></wp:author_display_name></wp:author>"
)


def element(name: str, value: str) -> str:
    """Return an element with CDATA in it."""
    return f"<{name}><![CDATA[{value}]]></{name}>"


def item(number: int = 1, /, body: str = "Some words.", more: str = "", **fields: str) -> str:
    """Return a published post; `fields` are elements of WordPress, with or without "post_"."""
    plain = {
        "title": f"Post {number}",
        "link": f"https://blog.example/2016/12/post-{number}/",
        "dc:creator": "ada",
        "guid": f"https://blog.example/?p={number}",
        "content:encoded": body,
        "wp:post_id": str(number),
        "wp:post_date": "2016-12-07 09:30:00",
        "wp:post_date_gmt": "2016-12-07 08:30:00",
        "wp:status": "publish",
        "wp:post_type": "post",
        "wp:post_password": "",
    }
    named = {
        "title": "title",
        "link": "link",
        "guid": "guid",
        "creator": "dc:creator",
        "pub_date": "pubDate",
        "excerpt": "excerpt:encoded",
    }
    for name, value in fields.items():
        plain[named.get(name, f"wp:{name}")] = value
    inside = "".join(element(name, value) for name, value in plain.items())
    return f"<item>{inside}{more}</item>\n"


def meta(name: str, value: str) -> str:
    """Return a field of a post's own."""
    inside = element("wp:meta_key", name) + element("wp:meta_value", value)
    return f"<wp:postmeta>{inside}</wp:postmeta>"


def remark(number: int = 1, text: str = "Well said.", **fields: str) -> str:
    """Return an approved comment."""
    plain = {
        "id": str(number),
        "author": "Reader",
        "author_email": "reader@mail.example",
        "author_IP": "192.0.2.1",
        "date": "2016-12-08 10:00:00",
        "date_gmt": "2016-12-08 09:00:00",
        "content": text,
        "approved": "1",
        "type": "",
        "parent": "0",
        "user_id": "0",
    }
    inside = "".join(
        element(f"wp:comment_{name}", value) for name, value in (plain | fields).items()
    )
    return f"<wp:comment>{inside}</wp:comment>"


def wxr(*items: str, channel: str = CHANNEL, root: str = ROOT) -> str:
    """Return a whole export."""
    head = '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.7" -->\n'
    return f"{head}{root}<channel>{channel}\n{''.join(items)}</channel>\n</rss>\n"


FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
    ' xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"'
    ' xmlns:blogger="http://schemas.google.com/blogger/2018">'
)
BLOG = "tag:blogger.com,1999:blog-42"
FEED_HEAD = (
    f"<id>{BLOG}.archive</id><title type='text'>A Blog</title>"
    "<updated>2020-01-01T00:00:00.000+01:00</updated>"
    "<link rel='alternate' type='text/html' href='https://days.blogspot.com/'/>"
    "<author><name>Ada Example</name><uri>https://www.blogger.com/profile/1</uri>"
    "<email>ada@mail.example</email></author>"
)


def author(name: str = "Ada Example", profile: str = "https://www.blogger.com/profile/1") -> str:
    """Return an author as a feed has them, e-mail address and all."""
    uri = f"<uri>{profile}</uri>"
    return f"<author><name>{name}</name>{uri}<email>noreply@blogger.com</email></author>"


def kind(word: str) -> str:
    """Return the category that says what an entry of an old backup is."""
    scheme = "http://schemas.google.com/g/2005#kind"
    term = f"http://schemas.google.com/blogger/2008/kind#{word}"
    return f"<category scheme='{scheme}' term='{term}'/>"


def entry(number: int = 1, /, body: str = "Some words.", more: str = "", **fields: str) -> str:
    """Return an entry of an old backup. `body` is text, not XML: it is escaped here."""
    what = fields.get("what", "post")
    name = "post" if what == "comment" else what
    path = fields.get("path", f"2016/12/post-{number}.html")
    link = f"<link rel='alternate' href='https://days.blogspot.com/{path}'/>" if path else ""
    escaped = body.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<entry><id>{BLOG}.{name}-{number}</id>"
        f"<published>{fields.get('published', '2016-12-07T09:30:00.000+01:00')}</published>"
        f"<updated>{fields.get('updated', '2016-12-07T09:40:00.000+01:00')}</updated>"
        f"{kind(what)}<title type='text'>{fields.get('title', f'Post {number}')}</title>"
        f"<content type='{fields.get('type', 'html')}'>{escaped}</content>"
        f"{link}{fields.get('author', author())}{more}</entry>\n"
    )


def setting(name: str, value: str) -> str:
    """Return a setting of an old backup."""
    return (
        f"<entry><id>{BLOG}.settings.BLOG_{name}</id>{kind('settings')}"
        f"<title type='text'>{name}</title><content type='text'>{value}</content></entry>\n"
    )


def feed(*entries: str, head: str = FEED_HEAD, root: str = FEED) -> str:
    """Return a whole feed."""
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{root}{head}\n{''.join(entries)}</feed>\n"


class Reading:
    """What a reader made of a file, and what it reported."""

    def __init__(self, reader: Reader, source: Path, timezone: str = "") -> None:
        self.heard = Heard()
        context = Context(
            report=self.heard, workdir=source.parent, cache=source.parent, timezone=timezone
        )
        self.archive: Archive = reader.read(source, context)

    @property
    def posts(self) -> tuple[Post, ...]:
        """All posts."""
        return self.archive.posts

    @property
    def post(self) -> Post:
        """The only post."""
        (only,) = self.archive.posts
        return only

    @property
    def left(self) -> dict[str, int]:
        """How many items of each kind are left over."""
        left: dict[str, int] = {}
        for one in self.archive.leftovers:
            left[one.kind] = left.get(one.kind, 0) + one.count
        return left

    @property
    def adds_up(self) -> bool:
        """Whether posts, comments and leftovers are all that the archive holds."""
        spoken = sum(len(post.comments) for post in self.posts)
        return self.archive.items == len(self.posts) + spoken + sum(self.left.values())


def read(reader: Reader, folder: Path, text: str | bytes, timezone: str = "") -> Reading:
    """Read an export that is given as text."""
    path = folder / "export.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Reading(reader, path, timezone)
