"""Tumblr: the folder that tumblr-backup makes, Tumblr's own zip, and posts in JSON.

How its owner gets one: on Tumblr, Settings, the blog, Export; or with tumblr-backup (once called
tumblr-utils), best with --json.

A post is printed if it holds words of its owner's: a reblog without any is left out, and so is what
was merely liked. A reblog with words shows what others said before, each under their name, the
oldest first. JSON says how a post stood; a page does not, and is taken for published.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from blog2book.addresses import split
from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.markup.text import unescape
from blog2book.model.archive import Archive, Origin
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.blog import Blog, Item, Text, archive
from blog2book.readers.files import file_of, head_of
from blog2book.readers.json_file import Fields, load, mapping, mappings, text
from blog2book.readers.notices import counted, items_lost, unknown_statuses
from blog2book.readers.progress import READING, Progress
from blog2book.readers.tumblr.api import post_of
from blog2book.readers.tumblr.found import Found
from blog2book.readers.tumblr.media import with_media
from blog2book.readers.tumblr.pages import page_of
from blog2book.readers.unread import files_not_read
from blog2book.readers.xml import beginning
from blog2book.unpack import members, unpacked

_PACKED = re.compile(r"(?:.*/)?posts/posts\.zip")
_PAGE = re.compile(r"(?:.*/)?(?:posts|html)/(\d{1,20})(?:\.html|/index\.html)")
_POST = re.compile(r"(?:.*/)?json/(\d{1,20})\.json")
_SAVED = re.compile(r"<article\s[^<>]*\bid=[\"']?p-\d+")
_EXPORTED = re.compile(r"\bid=[\"']?timestamp\b")
_JSON = re.compile(r'^\s*[\[{].*"(?:blog_name|tumblelog)"', re.DOTALL)
_NEVER = re.compile(
    r"(?:^|/)(?:archive|tags|theme|media|css)/|(?:^|/)(?:index|posts_index)\.html$|\.css$"
    r"|(?:^|/)(?:payload[^/]*|media)\.json$|(?:^|/)\.[^/]*$"
)
"""The same posts once more, looks, and what Tumblr knows of its owner's account."""

_HINT = "On Tumblr: Settings, your blog, Export; or use tumblr-backup."
_THEIRS = "a reblog without words of one's own"
_LIKED = "somebody else's post that was liked"
_DAMAGED = "it is no post, or too damaged to be read"


@dataclass(slots=True, kw_only=True)
class _Export:
    """What was read: posts, how each calls the blog and its owner, and files that are none."""

    posts: list[Found] = field(default_factory=list)
    titles: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    blog: Fields = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)


class TumblrReader:
    """Reads each post where it says most: JSON, else its page."""

    name = "tumblr"
    reads = "a Tumblr export or backup"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of a post of Tumblr's, by its fields or its page's marks, or of their zip."""
        if not sample.members:
            return Confidence.CERTAIN if _is_post(sample.head) else Confidence.NO
        if any(_PACKED.fullmatch(name) for name in sample.members):
            return Confidence.CERTAIN
        first = next((name for name in sample.members if _POST.fullmatch(name)), "")
        if first and _is_post(head_of(sample.path / first)):
            return Confidence.CERTAIN
        page = next((name for name in sample.members if _PAGE.fullmatch(name)), "")
        marked = page and _is_page(head_of(sample.path / page))
        return Confidence.CERTAIN if marked else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read all posts. Raises ArchiveError where there is none."""
        files = dict(_files(source, context))
        export, progress = _Export(), Progress(context.report, READING)
        numbers = {found[1] for name in files if (found := _POST.fullmatch(name))}
        blog = Blog()
        for name, path in files.items():
            page = _PAGE.fullmatch(name)
            if page and page[1] in numbers:
                continue
            if page:
                _read_page(path, name, page[1], export)
            elif _POST.fullmatch(name) or not source.is_dir():
                _read_posts(path, name, export)
            else:
                continue
            progress.step()
        if not export.posts:
            raise ArchiveError(f"{source.name} holds no post of Tumblr's.", hint=_HINT)
        _fill(blog, export, source)
        for notice in _notices(export, source.name):
            context.report(notice)
        unread = (name for name in files if not _is_read(name) and not _NEVER.search(name))
        for notice in files_not_read(unread if source.is_dir() else (), source.name):
            context.report(notice)
        whole, told = with_media(archive(blog, context), files, export.posts, source.name)
        for notice in told:
            context.report(notice)
        return whole


def _is_post(head: bytes) -> bool:
    """Say whether a file that begins with `head` holds posts in JSON."""
    start = beginning(head)
    return bool(_JSON.match(start)) and '"post_url"' in start and "tumblr.com" in start


def _is_page(head: bytes) -> bool:
    """Say whether a file that begins with `head` is the page of a post."""
    start = beginning(head)
    return bool(_SAVED.search(start) or ("footer" in start and _EXPORTED.search(start)))


def _is_read(name: str) -> bool:
    """Say whether a file holds a post."""
    return bool(_PAGE.fullmatch(name) or _POST.fullmatch(name) or _PACKED.fullmatch(name))


def _files(source: Path, context: Context) -> Iterator[tuple[str, Path]]:
    """Yield all files by name; those in the zip of posts too, which is unpacked."""
    if not source.is_dir():
        yield source.name, source
        return
    for name in members(source):
        yield name, source / name
        if _PACKED.fullmatch(name):
            inside = unpacked(source / name, context.workdir, context.report)
            if inside.is_file():
                yield f"{name}/html/{inside.name}", inside
            else:
                for one in members(inside):
                    yield f"{name}/{one}", inside / one


def _read_page(path: Path, name: str, identity: str, export: _Export) -> None:
    """Read the page of a post."""
    file = file_of(path)
    found = page_of(file, name, identity) if file else None
    if found is None:
        export.damaged.append(name)
        return
    post, title = found
    export.posts.append(post)
    export.titles[title] += 1


def _read_posts(path: Path, name: str, export: _Export) -> None:
    """Read a file of one post in JSON, or of several."""
    try:
        loaded = load(path, name, guarded=True)
    except ArchiveError:
        export.damaged.append(name)
        return
    whole = mapping(loaded.content)
    inside = mapping(whole.get("response")).get("posts", whole.get("posts"))
    listed = loaded.content if isinstance(loaded.content, list) else inside
    rows = list(mappings(listed)) if isinstance(listed, list) else [whole]
    for row in rows:
        found = post_of(row, name, loaded.digest)
        if found is None:
            export.damaged.append(name)
        else:
            export.posts.append(found)
            export.blog = export.blog or mapping(row.get("blog"))
            export.titles[unescape(text(mapping(row.get("blog")), "title"))] += 1
            export.names[text(row, "blog_name", "tumblelog")] += 1


def _fill(blog: Blog, export: _Export, source: Path) -> None:
    """Make items of what was found, and account for the rest."""
    name = text(export.blog, "name") or _most(export.names)
    title = _most(export.titles) or name
    blog.title, blog.titled = title or source.name, bool(title)
    blog.subtitle = unescape(text(export.blog, "description"))
    blog.author = name
    blog.address = text(export.blog, "url") or _home(export.posts)
    blog.left["post", _DAMAGED] += len(export.damaged)
    for post in export.posts:
        blog.files.append(Origin(file=post.file, place="", url="", digest=post.digest))
        if post.kind.startswith("liked-"):
            blog.left["like", _LIKED] += 1
        elif post.theirs:
            blog.left["reblog", _THEIRS] += 1
        else:
            blog.items.append(_item(post, blog.address))
    blog.files = list({one.file: one for one in blog.files}.values())


def _most(names: Counter[str]) -> str:
    """Return the name that most posts give, "" where none gives any."""
    return next((name for name, _ in names.most_common() if name), "")


def _home(posts: Iterable[Found]) -> str:
    """Return the address of the blog, from those of its posts; "" if none is whole."""
    hosts = Counter(split(post.permalink).netloc for post in posts if "://" in post.permalink)
    return next((f"https://{name}/" for name, _ in hosts.most_common(1) if name), "")


def _item(post: Found, home: str) -> Item:
    """Make a post of the blog whose address is `home`."""
    path = f"/post/{post.identity}"
    permalink = post.permalink
    if home and permalink == path:
        permalink = home.rstrip("/") + path
    return Item(
        text=Text(raw=post.html),
        file=post.file,
        place=f"post {post.identity}",
        identity=post.identity,
        status=post.status,
        title=post.title,
        published=post.published,
        sequence=int(post.identity),
        labels=post.labels,
        permalink=permalink,
        aliases=(*post.aliases, path),
    )


def _notices(export: _Export, where: str) -> Iterator[Notice]:
    """Yield what a person must be told."""
    yield from unknown_statuses(Counter(post.fault for post in export.posts if post.fault), where)
    if export.damaged:
        yield items_lost(counted(len(export.damaged), "post"), where, export.damaged)
    unsaid = sum(post.unsaid and not post.theirs for post in export.posts)
    if unsaid:
        yield Notice(
            code="status-unsaid",
            message="Tumblr's own export does not say whether a post was private, a draft or in "
            f"the queue; {counted(unsaid, 'post is', 'posts are')} taken for drafts.",
            where=where,
            hint="Look them through with `blog2book list --drafts`, then build with --drafts; a "
            "backup of tumblr-backup --json says it of each.",
        )


reader: Reader = TumblrReader()
