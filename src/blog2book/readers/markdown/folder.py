"""A folder of texts, or one text, read into a blog."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from blog2book.errors import ArchiveError
from blog2book.events import Notice
from blog2book.model.archive import SECRET, Archive, Origin, Status
from blog2book.ports import Context
from blog2book.readers.blog import Blog, Item, archive
from blog2book.readers.decode import decode, is_binary
from blog2book.readers.markdown.bodies import Bodies, is_program
from blog2book.readers.markdown.cascade import Cascade
from blog2book.readers.markdown.clock import Dated, dated, doubts, is_ahead
from blog2book.readers.markdown.fields import text_of
from blog2book.readers.markdown.front import Front, front, html_front
from blog2book.readers.markdown.links import Links
from blog2book.readers.markdown.posts import Findings, item_of, left_out, other_names
from blog2book.readers.markdown.rest import rest_front
from blog2book.readers.markdown.site import Generator, Site, site_of
from blog2book.readers.markdown.sorting import HTML, REST, RMD, Sorted, sort
from blog2book.readers.markdown.told import of_texts
from blog2book.readers.notices import counted, named, unknown_statuses
from blog2book.readers.progress import READING, Progress
from blog2book.readers.unread import files_not_read
from blog2book.unpack import members

LARGEST = 16 * 1024**2
"""Bytes of one post. A novel has a tenth of that."""
_HEADS: dict[str, Callable[[str], Front]] = {
    "markdown": front,
    "html": html_front,
    "rest": rest_front,
}
_TOLD = 20
_OF_THE_SITE = re.compile(
    r"(?:^|/)(?:static|assets|public|layouts|_layouts|_includes|_sass|_data|themes|node_modules"
    r"|resources|archetypes|scaffolds|vendor|_plugins|bin|scripts?|i18n|dist|_site|output|source/js"
    r"|\.[^/]+|config)/|\.(?:ya?ml|toml|lock|py|rb|[cm]?[jt]sx?|json|scss|sass|less|gemspec|sh|r|rproj"
    r"|bib|csl|njk|liquid|astro|vue|svelte|ejs|styl|pug|bat|nix)$"
    r"|(?:^|/)(?:Gemfile|Rakefile|Makefile|Dockerfile|CNAME|_redirects|_headers|LICENSE[\w.-]*"
    r"|robots\.txt|ads\.txt|humans\.txt|requirements\.txt|Procfile)$",
    re.IGNORECASE,
)
_UNTOLD = frozenset({"homepage", "home", "index", "blog", "posts", "welcome"})


def read(source: Path, context: Context) -> Archive:
    """Read a folder, or one file. Raises ArchiveError where it holds no post and no page."""
    if source.is_dir():
        site = site_of(source, members(source))
        texts = sort(site)
    else:
        site = site_of(source.parent, [source.name])
        texts = Sorted([source.name], [], [])
    return _Reading(site, source, context).archive(texts)


class _Reading:
    """The work of one folder."""

    def __init__(self, site: Site, source: Path, context: Context) -> None:
        self._site = replace(site, timezone=context.timezone or site.timezone)
        self._source = source
        self._context = context
        self._findings = Findings()
        self._links = Links(self._site)
        self._bodies = Bodies(self._links)
        self._cascade = Cascade(self._site)
        self._faults = 0
        self._places: set[tuple[str, object]] = set()
        self._unread: list[str] = []
        self._guessed: list[str] = []

    def archive(self, texts: Sorted) -> Archive:
        """Make the archive of the files that hold texts."""
        blog = self._blog()
        progress = Progress(self._context.report, READING)
        read: list[Dated] = []
        for name in texts.sources:
            if item := self._item(name, blog, texts):
                read.append(item)
            progress.step()
        if not read:
            raise ArchiveError(
                f"{self._source.name} holds no post in Markdown that can be read.",
                hint="Give the folder in which the posts lie.",
            )
        for notice in doubts(read):
            self._context.report(notice)
        blog.items = sorted((one.item for one in read), key=_order)
        del read
        for _name, told in texts.left:
            blog.left[told] += 1
        for name in texts.foreign:
            reason = f"it is in a format ({Path(name).suffix.lower()}) that is not read"
            blog.left["unsupported file", reason] += 1
        self._tell(texts)
        made = archive(blog, self._context)
        for notice in of_texts(self._bodies, self._links, self._source.name):
            self._context.report(notice)
        return replace(made, assets=tuple(self._links.assets.values()))

    def _blog(self) -> Blog:
        """Return a blog with what the settings say."""
        site = self._site
        home = front(site.text("content/_index.md")).fields if not site.title else {}
        title = site.title or text_of(home, "title")
        if title.lower() in _UNTOLD:
            title = ""
        return Blog(
            title=title or _name_of(self._source),
            titled=bool(title),
            subtitle=site.subtitle or text_of(home, "description"),
            author=site.author,
            language=site.language,
            address=site.address,
            timezone=site.timezone,
        )

    def _item(self, name: str, blog: Blog, texts: Sorted) -> Dated | None:
        """Return what one file holds, None if it is no post and no page; it is accounted for."""
        markup = "html" if HTML.search(name) else "rest" if REST.search(name) else "markdown"
        text = self._text(name, blog)
        if text is None:
            self._leave(blog, name, "unreadable file", "its bytes are no text")
            return None
        if RMD.search(name) and is_program(text):
            texts.foreign.append(name)
            return None
        head = _HEADS[markup](text)
        fields = self._cascade.over(name, head.fields)
        reason = left_out(self._site, fields) or self._unfit(name, head)
        if reason:
            blog.left[reason] += 1
            return None
        item, page = item_of(self._site, name, head, fields, markup, self._findings)
        if item.status is Status.PUBLISHED and is_ahead(
            self._site, item, name, self._context.today
        ):
            item.status = Status.SCHEDULED
        self._part(item, name)
        if head.fault:
            self._fault(item, head)
        if item.status in SECRET:
            # Never printed, so nothing of what is in it is looked up, or told.
            item.text.plain = True
            self._links.hide(name, (item.title, *other_names(self._site, fields)))
            if self._guessed[-1:] == [self._site.root + name]:
                self._guessed.pop()
        else:
            item.text.convert = partial(self._bodies.convert, page=page)
            self._links.look(item.text.raw)
            others = (item.title, text_of(fields, "slug"), *other_names(self._site, fields))
            self._links.add(name, item.permalink, others)
        return dated(item, fields)

    def _part(self, item: Item, name: str) -> None:
        """Give a post its file for an address, if a rule gave it another's of the same moment.

        Else they would be taken for two versions of one post.
        """
        sign = (item.permalink, item.published)
        if sign in self._places:
            item.aliases = (item.permalink, *item.aliases)
            item.permalink = f"{self._site.address}/{quote(name)}"
        self._places.add(sign)

    def _text(self, name: str, blog: Blog) -> str | None:
        """Return the text in a file, None if it holds none."""
        try:
            with self._site.path(name).open("rb") as stream:
                data = stream.read(LARGEST + 1)
        except OSError:
            return None
        if len(data) > LARGEST or is_binary(data):
            return None
        digest = sha256(data).hexdigest()
        blog.files.append(Origin(file=self._site.root + name, place="", url="", digest=digest))
        decoded = decode(data)
        if decoded.guessed:
            self._guessed.append(self._site.root + name)
        return decoded.text.replace("\r\n", "\n").replace("\r", "\n")

    def _leave(self, blog: Blog, name: str, kind: str, reason: str) -> None:
        """Account for a file that cannot be read."""
        blog.left[kind, reason] += 1
        self._unread.append(self._site.root + name)

    def _unfit(self, name: str, head: Front) -> tuple[str, str] | None:
        """Return why a generator makes no page of a file, None if it does."""
        if self._site.generator is Generator.JEKYLL and not head.found:
            return ("file without front matter", "its site makes no page of it")
        if "excalidraw-plugin" in head.fields:
            return ("drawing", "it holds a drawing of Excalidraw's, and no text")
        if not head.found and not head.body.strip():
            return ("empty file", "there is nothing in it")
        template = self._site.generator is not Generator.PLAIN and "/" not in name
        if template and re.fullmatch(r"index\.\w+", name) and not head.body.strip():
            return ("empty file", "there is nothing in it")
        return None

    # What a person must know

    def _fault(self, item: Item, head: Front) -> None:
        """Tell that a post's front matter was read line by line."""
        self._faults += 1
        if self._faults > _TOLD:
            return
        self._context.report(
            Notice(
                code="front-matter-broken",
                message=f"The lines above this post cannot be parsed ({head.fault}); they were "
                "read one by one.",
                where=item.file,
                hint="Look whether its title, date and tags are right, or mend the file.",
            )
        )

    def _tell(self, texts: Sorted) -> None:
        """Tell what was found out about files."""
        report, where = self._context.report, self._source.name
        for notice in self._of_settings(texts):
            report(notice)
        if self._faults > _TOLD:
            more = counted(self._faults - _TOLD, "more post has", "more posts have")
            report(
                Notice(
                    code="front-matter-broken",
                    message=f"{more} lines above it that cannot be parsed.",
                    where=where,
                )
            )
        if texts.foreign:
            files = counted(len(texts.foreign), "file is", "files are")
            report(
                Notice(
                    code="format-unsupported",
                    message=f"{files} in a format that is not read: {named(texts.foreign)}.",
                    where=where,
                    hint="Turn them into Markdown (pandoc does) and build the book again.",
                )
            )
        if self._guessed:
            files = counted(len(self._guessed), "file is", "files are")
            report(
                Notice(
                    code="encoding-guessed",
                    message=f"{files} no clean UTF-8; what they say was guessed: "
                    f"{named(self._guessed)}.",
                    where=where,
                    hint="If letters are wrong in the book, save them as UTF-8.",
                )
            )
        for notice in (
            *unknown_statuses(self._findings.statuses, where),
            *self._files_not_read(texts),
        ):
            report(notice)

    def _of_settings(self, texts: Sorted) -> Iterator[Notice]:
        """Yield a Notice of each thing in settings that cannot be read."""
        for name, fault in self._site.faults:
            yield Notice(
                code="settings-broken",
                message=f"The site's settings cannot be read ({fault}).",
                where=name,
                hint="Title, address and time zone may be missing from the book.",
            )
        if texts.rules:
            rules = counted(len(texts.rules), "rule", "rules")
            yield Notice(
                code="rules-not-read",
                message=f"{rules} of what is not to be published cannot be read: "
                f"{named([one[:100] for one in texts.rules])}.",
                where=self._source.name,
                hint="Look whether posts that they name are in the book, and leave them out.",
            )

    def _files_not_read(self, texts: Sorted) -> Iterator[Notice]:
        """Yield a Notice of the files that may hold posts and were not opened."""
        if not self._source.is_dir():
            return
        site = self._site
        read = {site.root + name for name in texts.sources}
        read.update(site.root + name for name, _told in texts.left)
        read.update(site.root + name for name in texts.foreign)
        rest = (name for name in members(self._source) if name not in read)
        left = [*self._unread, *(name for name in rest if not _OF_THE_SITE.search(name))]
        yield from files_not_read(left, self._source.name)


def _order(item: Item) -> tuple[str, str]:
    """Return what posts are ordered by: the clock, then the file."""
    clock = item.published.replace(tzinfo=None).isoformat() if item.published else ""
    return clock, item.file


def _name_of(source: Path) -> str:
    """Return a title made of the name of a folder or a file."""
    name = source.name if source.is_dir() else source.stem
    return " ".join(re.sub(r"[-_]+", " ", name).split()) or "Blog"
