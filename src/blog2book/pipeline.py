"""The whole way in one screen: read, collect, cite, publish. Each step may be the last.

A stage is imported when its turn comes, so that listing an archive needs no layout engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from blog2book.config import Settings
from blog2book.model.archive import Archive
from blog2book.model.book import Book
from blog2book.model.rendition import Written
from blog2book.model.sources import Ledger
from blog2book.ports import Context

if TYPE_CHECKING:
    from blog2book.render import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made, and from what."""

    book: Book
    ledger: Ledger
    written: tuple[Written, ...]


def read(settings: Settings, context: Context) -> Archive:
    """Read all archives of the settings into one.

    Raises ArchiveError, and UnknownFormatError where no reader knows one of them.
    """
    from blog2book.collect import merge
    from blog2book.readers.detect import choose

    archives = []
    for source in settings.book.archives:
        reader, unpacked = choose(source, context, settings.text.reader)
        archives.append(reader.read(unpacked, context))
    return merge(archives, context.report)


def gather(settings: Settings, context: Context) -> Book:
    """Read and collect; find the pictures, and what a family adds.

    Raises NothingSelectedError, and all that `read` raises.
    """
    from blog2book.collect import collect, load_corrections, matter_with_marks, read_matter
    from blog2book.media.cover import open_cover
    from blog2book.media.described import tell_undescribed
    from blog2book.media.judge import judged
    from blog2book.media.locate import locate

    matter = read_matter(settings.book)
    if settings.book.cover is not None:
        matter = replace(matter, cover=open_cover(settings.book.cover, context))
    corrections = load_corrections(settings.corrections, judged)
    whole = [read(settings, context)]
    assets = (*corrections.assets, *whole[0].assets)
    archive = replace(whole[0], posts=(), assets=assets)
    # From here on collect alone holds the posts.
    book = collect(whole.pop(), settings, context.report, corrections)
    book = locate(book, archive, settings.media, context)
    tell_undescribed(book, context.report)
    matter = matter_with_marks(matter, book.language, settings.text)
    return replace(book, matter=matter, dated=context.date or book.dated)


def annotate(settings: Settings, context: Context) -> "Work":
    """Gather, and note what the posts cite. Raises ThemeError, ConfigError and what these raise."""
    from blog2book.cite import cite, load_checked, load_sources, load_style
    from blog2book.render import Work
    from blog2book.render.theme import load

    theme = load(settings.theme, context.report)
    user = load_sources(settings.sources)
    load_style(settings.notes.style, "en")  # what is wrong with it is told before any work
    book = gather(settings, context)
    strings = theme.strings(book.language, context.report)
    checked = load_checked(settings.checked)
    ledger = cite(book, strings, context.report, user, settings.notes, settings.links, checked)
    return Work(book=book, ledger=ledger, theme=theme, plates={}, settings=settings)


def build(
    settings: Settings,
    context: Context,
    *,
    outputs: Sequence[Path] = (),
    otherwise: Callable[[Book], Path] = lambda _book: Path("book.epub"),
    force: bool = False,
    approve: Callable[[Built], Mapping[Path, bytes]] = lambda _built: {},
) -> Built:
    """Make the books at `outputs`, or one at `otherwise(book)` where none is named; all or none.

    `approve` is called when everything is written and nothing is in its place yet; what it raises
    leaves all outputs as they were, and the files that it returns are new with them. Raises any
    Blog2bookError.
    """
    from blog2book.publish import check, publish

    check(outputs, force=force)
    work = annotate(settings, context)
    places = tuple(outputs) or (otherwise(work.book),)

    def built(written: tuple[Written, ...]) -> Built:
        return Built(book=work.book, ledger=work.ledger, written=written)

    def approved(written: tuple[Written, ...]) -> Mapping[Path, bytes]:
        return approve(built(written))

    return built(publish(work, places, context, force=force, approve=approved))
