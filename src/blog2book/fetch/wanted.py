"""Which pictures of a book are still on a server, if anywhere; and what came of asking."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from blog2book.addresses import host, is_data, is_external
from blog2book.markup.pictures import sources_by_part
from blog2book.model.book import Book, MissingPicture
from blog2book.model.fetched import read_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A picture that nobody has, by its whole address.

    `day` is the post's, else the newest of the blog; `where` names the post in words.
    """

    url: str
    day: date
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to, in pictures: `brought`, `lost` for good, `failed` this time, `left`.

    `barred` are at addresses that nobody may ask for; `known` were lost or barred in a run before,
    and not asked for again; `size` is bytes of what was brought. `offline`: not one server could be
    reached.
    """

    brought: int = 0
    size: int = 0
    lost: int = 0
    barred: int = 0
    failed: int = 0
    left: int = 0
    known: int = 0
    offline: bool = False

    @property
    def asked(self) -> int:
        """The pictures that this run was to bring."""
        return self.brought + self.lost + self.barred + self.failed + self.left


def on_the_web(book: Book) -> frozenset[str]:
    """Return the addresses of missing pictures that lead to the web.

    Names in .invalid lead nowhere (RFC 6761): an editor's own pictures have them.
    """
    return frozenset(
        url
        for url, found in book.pictures.items()
        if isinstance(found, MissingPicture)
        and is_external(url)
        and not host(url).endswith(".invalid")
    )


def wanted(book: Book) -> tuple[Wanted, ...]:
    """Return the book's missing pictures that lead to the web, in the book's order."""
    return _shown(book, on_the_web(book))


def of_no_server(book: Book) -> tuple[Wanted, ...]:
    """Return the book's missing pictures that no server of the web has, by their addresses.

    They are files on somebody's disk ("file:a.jpg"), pieces of an e-mail, and addresses that cannot
    be made whole. Those written out in the text itself are none of them.
    """
    missing = (url for url, one in book.pictures.items() if isinstance(one, MissingPicture))
    return _shown(book, {one for one in missing if not (is_data(one) or is_external(one))})


def _shown(book: Book, missing: Collection[str]) -> tuple[Wanted, ...]:
    found: dict[str, Wanted] = {}
    for entry in book.entries if missing else ():
        day = (entry.post.published or book.dated).date()
        merged = dict(entry.merged)
        for _, body in entry.texts:
            for url, part in sources_by_part(body, merged):
                if url in missing:
                    where = merged.get(part, entry.where)
                    found.setdefault(url, Wanted(url=url, day=day, where=where))
    return tuple(found.values())


def given_up(folders: Iterable[Path]) -> frozenset[str]:
    """Return the addresses that the lists of folders call lost for good, or never to be asked."""
    listed = [one for folder in folders for one in read_list(folder)]
    return frozenset(one.url for one in listed if one.reason) - {
        one.url for one in listed if one.file
    }
