"""From the items of WXR files to an archive: keys, statuses, and an account of the rest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from blog2book.addresses import host
from blog2book.language.names import normalise
from blog2book.model.archive import SECRET, Archive, Origin, Status
from blog2book.ports import Context
from blog2book.readers import blog
from blog2book.readers.notices import BROKEN, UNREADABLE, first_of, strange
from blog2book.readers.records import Content
from blog2book.readers.times import later, zone
from blog2book.readers.wordpress.bodies import Bodies
from blog2book.readers.wordpress.items import Channel, Item, Lock
from blog2book.readers.wordpress.notices import found, other_types
from blog2book.readers.wordpress.pictures import Library, attached
from blog2book.readers.wordpress.posts import STATUSES, Posts
from blog2book.readers.wordpress.times import published

_POSTS = frozenset({"post", "page", ""})
_MACHINERY = frozenset(
    {
        "nav_menu_item",
        "wp_template",
        "wp_template_part",
        "wp_navigation",
        "wp_global_styles",
        "wp_font_family",
        "wp_font_face",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "revision",
        "user_request",
        "jp_img_sitemap",
        "jp_sitemap_master",
        "feedback",
    }
)
_REASONS = {
    "attachment": "a file: printed where a post shows it",
    "wp_block": "a reusable block: printed where a post uses it",
}
_MACHINE = "menu items, styles and other parts of the site"
_OWN_TYPE = "a type of its own, neither post nor page"
_UNFINISHED = frozenset({"auto-draft", "inherit"})


@dataclass(slots=True, kw_only=True)
class Export:
    """All that was read from the files of one export, before anything is decided.

    `guarded` are the files whose items say whether they have a password: all that WordPress made.
    """

    items: list[Item] = field(default_factory=list)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: list[Origin] = field(default_factory=list)
    losses: Counter[str] = field(default_factory=Counter)
    guarded: set[str] = field(default_factory=set)

    def add(self, name: str, content: Content[Item], channel: Channel) -> None:
        """Add a file by its name."""
        self.items.extend(content.things)
        self.losses.update(content.losses)
        self.channels[name] = channel
        if any(item.lock is not Lock.MISSING for item in content.things):
            self.guarded.add(name)
        self.files.append(Origin(file=name, place="", url=channel.link, digest=content.digest))

    def channel(self) -> Channel:
        """Return one channel for all files: of each field the first that says something."""
        whole = Channel()
        for one in self.channels.values():
            whole.title = whole.title or one.title
            whole.description = whole.description or one.description
            whole.link = whole.link or one.link
            whole.language = whole.language or one.language
            whole.blog = whole.blog or one.blog
            whole.site = whole.site or one.site
            for login, writer in one.authors.items():
                whole.authors.setdefault(login, writer)
        days = [one.exported for one in self.channels.values() if one.exported]
        whole.exported = max(days) if days else None
        return whole


def archive(export: Export, context: Context) -> Archive:
    """Make the archive. Empties `export` on the way, so that one copy of the text is alive."""
    return _Maker(export, context).archive()


class _Maker:
    """The work of one archive."""

    def __init__(self, export: Export, context: Context) -> None:
        self._export = export
        self._context = context
        self._channel = export.channel()
        self._zone = zone(context.timezone)
        self._language = normalise(self._channel.language)
        self._left: Counter[tuple[str, str]] = Counter()
        self._strange: Counter[str] = Counter()
        self._own_types: Counter[str] = Counter()
        self._address = self._channel.blog or self._channel.link
        self._host = host(self._address)

    def archive(self) -> Archive:
        """Make the archive of all items."""
        written, attachments, blocks = self._sorted()
        keys = {one.identity: f"{self._host}/{one.identity}" for one in written if self._host}
        library = tuple(attached(item, keys) for item in attachments)
        hosts = frozenset({self._host, host(self._channel.link)}) - {""}
        bodies = Bodies(Library(library, hosts), blocks, self._language)
        # What stands in a secret text is counted apart, and told to nobody.
        secret = Bodies(Library(library, hosts), blocks, self._language)
        maker = Posts(self._channel, self._address, self._zone)
        posts: list[blog.Item] = []
        for item in written:
            status = self._status(item)
            posts.append(maker.post(item, status, secret if status in SECRET else bodies))
        self._left.update(maker.left)
        for reason, count in self._export.losses.items():
            self._left["item", reason] += count
        whole = blog.Blog(
            title=bodies.plain(self._channel.title),
            subtitle=bodies.plain(self._channel.description),
            language=self._channel.language,
            address=self._address,
            hosts=self._hosts(posts),
            exported=self._channel.exported,
            items=posts,
            assets=tuple(one.asset for one in library),
            left=self._left,
            files=self._export.files,
        )
        made = blog.archive(whole, self._context)
        where = first_of(self._export.files)
        for notice in (
            *found(bodies.findings, self._strange, where),
            *other_types(self._own_types, where),
        ):
            self._context.report(notice)
        return made

    def _hosts(self, posts: Sequence[blog.Item]) -> tuple[str, ...]:
        """Return all hosts under which the blog was reached, those of most posts first."""
        shown = [post for post in posts if post.status not in SECRET]
        # Addresses that posts had when they were made are a blog's former homes.
        old = (alias for post in shown for alias in post.aliases if "://" in alias)
        hosts = [host(address) for address in (self._channel.link, *old)]
        most = Counter(host(post.permalink) for post in shown)
        return (*dict.fromkeys(hosts), *(name for name, _ in most.most_common()))

    def _sorted(self) -> tuple[list[Item], list[Item], dict[str, str]]:
        """Part the items into posts, attachments and reusable blocks; leave out the rest."""
        written: list[Item] = []
        attachments: list[Item] = []
        blocks: dict[str, str] = {}
        items, self._export.items = self._export.items, []
        for item in items:
            if item.kind in _POSTS and item.status not in _UNFINISHED:
                written.append(item)
                continue
            if item.kind in _POSTS:
                reason = "an unfinished copy that the editor kept"
            elif item.kind in _MACHINERY:
                reason = _MACHINE
            elif item.torn:
                blog.leave(self._left, item.kind, UNREADABLE, len(item.remarks))
                continue
            else:
                reason = _REASONS.get(item.kind, _OWN_TYPE)
                if reason == _OWN_TYPE and item.status == "publish":
                    self._own_types[item.kind] += 1
            blog.leave(self._left, item.kind or "post", reason, len(item.remarks))
            if item.kind == "attachment":
                attachments.append(item)
            elif item.kind == "wp_block" and self._is_shown(item):
                blocks.setdefault(item.identity, item.content)
        return written, attachments, blocks

    def _is_shown(self, block: Item) -> bool:
        """Return whether a reusable block was printed on the blog: a draft or secret one is not."""
        return block.status == "publish" and not self._fault(block) and block.lock is not Lock.SHUT

    def _status(self, item: Item) -> Status:
        """Return how an item stood when the export was made."""
        status = STATUSES.get(item.status)
        if fault := self._fault(item):
            self._strange[fault] += 1
            return Status.UNREADABLE
        if status in SECRET:
            return status
        if item.lock is Lock.SHUT:
            return Status.PROTECTED
        if item.status == "future":
            time = published(item, self._zone)
            exported = self._export.channels[item.file].exported
            if time and exported and not later(time, exported):
                return Status.PUBLISHED
            return Status.SCHEDULED
        return STATUSES[item.status]

    def _fault(self, item: Item) -> str:
        """Return why an item's status cannot be told for certain, "" if it can."""
        if item.torn:
            return BROKEN
        if item.status not in STATUSES and item.status != "future":
            return strange(item.status)
        missing = item.lock is Lock.MISSING and item.file in self._export.guarded
        return "no plain password field" if missing or item.lock is Lock.BROKEN else ""
