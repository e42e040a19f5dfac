"""From the pages of a site to a blog: each post once, its date read, its comments with it."""

from collections import Counter
from datetime import datetime, time
from pathlib import Path

from blog2book.addresses import host, normalise, place
from blog2book.events import Notice
from blog2book.model.archive import SECRET, Status
from blog2book.ports import Context
from blog2book.readers.blog import Blog
from blog2book.readers.notices import counted
from blog2book.readers.pages.page import Page, having, text_of
from blog2book.readers.pages.posts import Found, posts
from blog2book.readers.pages.readable import is_there, readable
from blog2book.readers.text import title_from_name
from blog2book.readers.text.dates import find_dates

_SITES = ("site-title", "blog-title", "site-name", "p-site-name")
_SUBTITLES = ("site-description", "blog-description", "descriptionwrapper")
_NO_POST = "no post was found on it"
_TWICE = "another page shows it too"
_ELSEWHERE = "it stands on another site"


class Site:
    """The pages of a site as they come in."""

    def __init__(self) -> None:
        self._found: dict[str, Found] = {}
        self._left: Counter[tuple[str, str]] = Counter()
        self._titles: Counter[str] = Counter()
        self._subtitles: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()

    def add(self, page: Page, file: str) -> None:
        """Take the posts of a page; `file` is its name in the archive."""
        found = posts(page, file)
        if not found and (made := readable(page, file)):
            found = [made]
        if not found:
            self._left["page", _NO_POST] += 1
            return
        self._titles[_site(page)] += 1
        self._subtitles[_text(page, _SUBTITLES)] += 1
        self._languages[page.root.get("lang") or ""] += 1
        for one in found:
            self._keep(one)

    def _keep(self, found: Found) -> None:
        """Keep a post, or the longer text of it where two pages show it."""
        item = found.item
        key = normalise(item.permalink) if item.permalink else f"{item.file} {item.place}"
        known = self._found.get(key)
        if known is None:
            self._found[key] = found
            return
        self._left["post", _TWICE] += 1
        hidden = next((one for one in (found, known) if one.item.status in SECRET), None)
        if hidden:  # its author has taken it back
            found.item.status = known.item.status = hidden.item.status
        if _weight(found) > _weight(known):
            found, known = known, found
            self._found[key] = known
        known.item.remarks = known.item.remarks or found.item.remarks
        known.item.published = known.item.published or found.item.published
        known.day = known.day or found.day
        known.item.title = known.item.title or found.item.title
        known.item.labels = known.item.labels or found.item.labels

    def blog(self, source: Path, context: Context) -> Blog:
        """Return the blog: the posts of the site that has most of them."""
        sites = Counter(place(one.item.permalink) for one in self._found.values())
        home = next((name for name, _ in sites.most_common() if name), "")
        kept = []
        for one in self._found.values():
            if place(one.item.permalink) in {home, ""}:
                kept.append(one)
            else:
                self._left["post", _ELSEWHERE] += 1
        _read_days(kept, context, source)
        _tell_cut(kept, context, source)
        if (unread := self._left["page", _NO_POST]) and not is_there():
            context.report(
                Notice(
                    code="extra-missing",
                    message=f"On {counted(unread, 'page')} no post was found.",
                    where=source.name,
                    hint="The extra web may find it: pip install 'blog2book[web]'",
                )
            )
        hosts = Counter(host(one.item.permalink) for one in kept)
        best = next((name for name, _ in hosts.most_common() if name), "")
        title = next((name for name, _ in self._titles.most_common() if name), "")
        return Blog(
            title=title or title_from_name(source.stem),
            titled=bool(title),
            subtitle=next((name for name, _ in self._subtitles.most_common() if name), ""),
            language=next((name for name, _ in self._languages.most_common() if name), ""),
            address=f"https://{best}/" if best else "",
            items=[one.item for one in kept],
            left=self._left,
        )


def _weight(found: Found) -> tuple[bool, bool, int]:
    """Return what tells the better of two copies: a public one, one not cut, then the longer."""
    return found.item.status is Status.PUBLISHED, not found.cut, len(found.item.text.raw)


def _site(page: Page) -> str:
    """Return the blog's title, as a page gives it."""
    header = [one for one in page.elements if one.get("id") in {"header", "Header1", "masthead"}]
    heads = [text_of(one) for top in header for one in top.iter("h1") if text_of(one)]
    return (
        page.meta("og:site_name", "application-name") or _text(page, _SITES) or "".join(heads[:1])
    )


def _text(page: Page, names: tuple[str, ...]) -> str:
    return next((text for one in having(page.elements, names) if (text := text_of(one))), "")


def _read_days(found: list[Found], context: Context, source: Path) -> None:
    """Read dates that are written for people, all of them by one rule."""
    written = [one for one in found if one.item.published is None and one.day]
    dates = find_dates([one.day for one in written])
    for index, one in enumerate(written):
        read = dates.found.get(index)
        if read:
            one.item.published = datetime.combine(read.day, read.clock or time())
            one.item.timed = read.clock is not None
    unread = [one for index, one in enumerate(written) if index not in dates.found]
    if unread:
        context.report(
            Notice(
                code="dates-unread",
                message=f"The dates of {counted(len(unread), 'post')} could not be read, such as "
                f"“{unread[0].day[:60]}”.",
                where=f"{source.name}, {unread[0].item.file}",
                hint="They stand at the end of the book, as undated.",
            )
        )


def _tell_cut(found: list[Found], context: Context, source: Path) -> None:
    """Tell of posts of which only the beginning was found."""
    cut = [one for one in found if one.cut]
    if cut:
        context.report(
            Notice(
                code="posts-cut-short",
                message=f"Of {counted(len(cut), 'post')} only the beginning may be here: the pages "
                "show a link to the rest.",
                where=f"{source.name}, {cut[0].item.file}",
                hint="Save the pages of these posts too.",
            )
        )
