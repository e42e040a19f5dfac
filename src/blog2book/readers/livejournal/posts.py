"""From entries and comments to a blog."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import partial
from html import escape

from blog2book.markup.text import unescape
from blog2book.model.archive import SECRET, Standing, Status
from blog2book.readers.blog import Blog, Item, Remark, Text
from blog2book.readers.livejournal.entries import PUBLIC, RANDOM, Answer, Entry
from blog2book.readers.livejournal.tags import written_out
from blog2book.readers.notices import BROKEN, strange
from blog2book.readers.times import moment

_STATUSES: Mapping[str, Status] = {
    PUBLIC: Status.PUBLISHED,
    "private": Status.PRIVATE,
    "usemask": Status.PRIVATE,
}
_STANDINGS: Mapping[str, Standing] = {
    "": Standing.APPROVED,
    "a": Standing.APPROVED,
    "f": Standing.APPROVED,
    "b": Standing.SPAM,
}
"""Frozen ("F") is a thread that takes no more answers; screened ("S") is seen by the owner only."""
_DELETED = "it was deleted on the blog"
_NO_ENTRY = "its entry is not in the archive"
_PARAGRAPH = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
_HOME = re.compile(
    r"https?://(?:www\.)?(?:([\w-]{1,60})\.)?(livejournal\.com|dreamwidth\.org)"
    r"/(?:(?:users/|~)(\w{1,60})/)?([0-9]{1,12})\.html",
    re.IGNORECASE,
)
_SITES = frozenset({"www", "users", "community"})
_ANSWERS = "re:"
_LEAST_LINKED = 2


class Journal:
    """The entries and comments of one journal, and what was strange about them.

    Mood, music and place, which stand above an entry on the web, are not printed: a reader of the
    book would take them for the text's own last line.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.answers: list[Answer] = []
        self.users: dict[str, str] = {}
        self.strange: Counter[str] = Counter()
        self._linked: dict[int, int] = {}

    def fill(self, blog: Blog) -> None:
        """Make items of all entries, each with its comments, and account for the rest."""
        self._settle_numbers()
        user, site = self._home()
        blog.author = user
        if not user:  # what links alone tell is enough for links, not for a name
            user, site = self._link()
        if user and site:
            blog.hosts = (_host(user, site),)
        known = {entry.number: entry for entry in reversed(self.entries) if entry.number}
        for answer in self.answers:
            entry = known.get(answer.entry)
            if entry is None:
                blog.left["comment", _DELETED if _is_deleted(answer) else _NO_ENTRY] += 1
            else:
                entry.answers.append(answer)
        self.answers = []
        for entry in self.entries:
            blog.items.append(self._item(entry, user, site, blog))
        self.entries = []

    def _settle_numbers(self) -> None:
        """Take a file's numbers for the journal's own if they cannot be those in addresses.

        Of these the 256th part is the journal's own number, which no two entries share; so half of
        the parts, or more, are equal to others or nothing only where the numbers are its own.
        """
        shown = {entry.shown for entry in self.entries if entry.shown}
        if shown and 2 * len({one // RANDOM for one in shown} - {0}) <= len(shown):
            for entry in self.entries:
                entry.number, entry.shown = entry.shown or entry.number, 0

    def _home(self) -> tuple[str, str]:
        """Return whose journal it is and on which site, "" for what is not known.

        An entry's own address says it; else links in entries that lead to numbers of entries here.
        """
        shown = {entry.shown for entry in self.entries if entry.shown}
        led = self._led()
        votes = Counter({home: sum(one in shown for one in to) for home, to in led.items()})
        best = votes.most_common(1)
        return best[0][0] if best and best[0][1] else ("", "")

    def _led(self) -> dict[tuple[str, str], list[int]]:
        """Return the numbers of entries to which links lead, by journal and site."""
        led: dict[tuple[str, str], list[int]] = {}
        for entry in self.entries:
            for link in _HOME.finditer(entry.address or entry.text):
                name = (link[3] or link[1] or "").lower()
                if name and name not in _SITES:
                    home = name.replace("-", "_"), link[2].lower()
                    led.setdefault(home, []).append(int(link[4]))
        return led

    def _link(self) -> tuple[str, str]:
        """Find the numbers in addresses of entries that have only the journal's own, by links.

        Entries of others have such numbers too. So a journal is taken for this one only if most
        links, to two entries or more, lead there and each to an entry that is here.
        """
        numbers = {entry.number for entry in self.entries if entry.number and not entry.shown}
        led = self._led() if numbers else {}
        home = max(led, key=lambda one: len(led[one]), default=("", ""))
        to = led.get(home, [])
        found: dict[int, set[int]] = {}
        for one in to:
            found.setdefault(one // RANDOM, set()).add(one)
        most = 2 * len(to) > sum(map(len, led.values()))
        if not most or len(found) < _LEAST_LINKED or not found.keys() <= numbers:
            return "", ""
        self._linked = {one: min(some) for one, some in found.items() if len(some) == 1}
        return home

    def _item(self, entry: Entry, user: str, site: str, blog: Blog) -> Item:
        """Make an item of an entry."""
        shown = entry.shown or self._linked.get(entry.number, 0)
        path = f"/{shown}.html" if shown else ""
        permalink = path if entry.shown else ""
        if re.match("https?://", entry.address):
            permalink = entry.address
        others = [path]
        if path and user:
            others += [
                f"https://{_host(user, site)}{path}",
                f"https://www.{site}/users/{user}{path}",
            ]
            others += [f"https://www.{site}/~{user}{path}", f"https://users.{site}/{user}{path}"]
        status = self._status(entry)
        # What stands in a secret text is told to nobody, not even as a number.
        removed = Counter[str]() if status in SECRET else blog.removed
        remarks = []
        for answer in entry.answers:
            if _is_deleted(answer):
                blog.left["comment", _DELETED] += 1
            else:
                remarks.append(self._remark(answer, blog.author, removed))
        return Item(
            text=Text(
                raw=entry.text,
                breaks=not entry.preformatted and _counts_lines(entry.text),
                convert=partial(written_out, removed=removed),
            ),
            file=entry.file,
            place=entry.place,
            identity=str(entry.shown or ""),
            status=status,
            title=unescape(entry.subject),
            published=moment(entry.date),
            sequence=entry.shown or entry.number,
            author=blog.author,
            labels=tuple(map(unescape, entry.labels)),
            permalink=permalink,
            aliases=tuple(others),
            remarks=remarks,
        )

    def _status(self, entry: Entry) -> Status:
        """Return how an entry stood. What only friends could read is private."""
        fault = BROKEN if entry.torn else ""
        status = _STATUSES.get(entry.security)
        if not fault and status is None:
            fault = strange(entry.security)
        if fault or status is None:
            self.strange[fault] += 1
            return Status.UNREADABLE
        masked = entry.mask.strip("0")
        return Status.PRIVATE if masked else status

    def _remark(self, answer: Answer, user: str, removed: Counter[str]) -> Remark:
        """Make a comment. Its subject, if it has one of its own, is its first line."""
        name = answer.user or self.users.get(answer.poster, "")
        subject = unescape(answer.subject)
        head = ""
        if subject and not subject.lower().startswith(_ANSWERS):
            head = f"<b>{escape(subject, quote=False)}</b>\n\n"
        return Remark(
            text=Text(
                raw=head + answer.body,
                breaks=_counts_lines(answer.body),
                convert=partial(written_out, removed=removed),
            ),
            identity=answer.identity,
            parent=answer.parent,
            author=name,
            by_blogger=bool(user) and name.replace("-", "_") == user,
            published=moment(answer.date),
            standing=_STANDINGS.get(answer.state.lower(), Standing.PENDING),
            place=answer.place,
        )


def _host(user: str, site: str) -> str:
    """Return the host of a user's journal, in which "_" is written "-"."""
    return f"{user.replace('_', '-')}.{site}"


def _is_deleted(answer: Answer) -> bool:
    """Return whether a comment was deleted, so that only its place in the thread is left."""
    return answer.state.lower() == "d"


def _counts_lines(html: str) -> bool:
    """Return whether line ends are breaks: an editor that writes HTML has more tags than lines."""
    return html.strip().count("\n") >= len(_PARAGRAPH.findall(html))
