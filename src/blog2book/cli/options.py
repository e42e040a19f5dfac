"""The options that say what goes into a book, and how they become settings."""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from blog2book import config
from blog2book.beside import find
from blog2book.config import Settings
from blog2book.errors import ArchiveError, ConfigError, WriteError
from blog2book.events import Notice, Report, Severity
from blog2book.language.names import known_language
from blog2book.language.periods import whole_period
from blog2book.ports import Context

_Function = TypeVar("_Function", bound=Callable[..., Any])
STANDARD_INPUT = Path("-")


class _Period(click.ParamType[date]):
    """A day, a month or a year; becomes its first or last day."""

    name = "date"

    def __init__(self, end: int) -> None:
        self.end = end

    def convert(
        self, value: str | date, param: click.Parameter | None, context: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return whole_period(value)[self.end]
        except ValueError as error:
            self.fail(f"{error}.", param, context)


class _Timezone(click.ParamType[str]):
    """An IANA time zone."""

    name = "zone"

    def convert(
        self, value: str, param: click.Parameter | None, context: click.Context | None
    ) -> str:
        try:
            return config.known_timezone(value)
        except ValueError as error:
            asked = str(error).endswith("?")
            self.fail(str(error) if asked else f"{error}.", param, context)


class _Language(click.ParamType[str]):
    """A language tag (BCP 47)."""

    name = "tag"

    def convert(
        self, value: str, param: click.Parameter | None, context: click.Context | None
    ) -> str:
        """Return the tag in its right spelling."""
        try:
            return known_language(value)
        except ValueError as error:
            self.fail(f"{error}.", param, context)


class Assignment(click.ParamType[tuple[str, str]]):
    """NAME=VALUE."""

    name = "name=value"

    def convert(
        self,
        value: str | tuple[str, str],
        param: click.Parameter | None,
        context: click.Context | None,
    ) -> tuple[str, str]:
        """Part the name from the value."""
        if isinstance(value, tuple):
            return value
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            self.fail(f"{value!r} is no NAME=VALUE.", param, context)
        return name.strip(), text.strip()


class Jobs(click.ParamType[int | None]):
    """A number of processes, or "auto", which is None."""

    name = "jobs"

    def convert(
        self,
        value: str | int,
        param: click.Parameter | None,
        context: click.Context | None,
    ) -> int | None:
        """Read the number."""
        if value == "auto":
            return None
        try:
            number = int(value)
        except ValueError:
            number = 0
        if number < 1:
            self.fail(f"{value!r} is neither auto nor a number of 1 or more.", param, context)
        return number


def _known_reader(name: str | None) -> str | None:
    """Return the name of a reader. Raises click.BadParameter where there is none of that name."""
    if name:
        from blog2book.readers.detect import known

        with refusing():
            known(lambda _event: None, name)  # what is wrong with plug-ins is told when it reads
    return name


@contextmanager
def refusing() -> Iterator[None]:
    """Make of what a value of the command line is refused for a wrong usage of that."""
    try:
        yield
    except ConfigError as error:
        raise click.BadParameter(f"{error.message} {error.hint}".rstrip()) from error


_PATH = click.Path(path_type=Path)
_MEDIA = click.option("--media", multiple=True, metavar="DIR",
                      type=click.Path(exists=True, file_okay=False, path_type=Path),
                      help="A folder with the blog's pictures. Repeatable.")  # fmt: skip
_SELECTION = [
    click.argument("archives", nargs=-1, type=click.Path(exists=True, allow_dash=True,
                                                         path_type=Path), metavar="[ARCHIVE]..."),
    click.option("--title", help="The book's title; else the blog's."),
    click.option("--subtitle", help="The book's subtitle."),
    click.option("--author", help="The author's name on the title page."),
    click.option("--language", type=_Language(), metavar="TAG",
                 help="The book's language, such as en-GB or fr."),
    click.option("--from", "first", type=_Period(0), metavar="DATE",
                 help="Leave out what is older: 2012, 2012-05 or 2012-05-03."),
    click.option("--to", "last", type=_Period(1), metavar="DATE",
                 help="Leave out what is newer; the day, month or year named is still in."),
    click.option("--tag", multiple=True, help="Only posts with this tag or category. Repeatable."),
    click.option("--not-tag", multiple=True, help="No posts with this tag. Repeatable."),
    click.option("--by", multiple=True, metavar="NAME", help="Only this author. Repeatable."),
    click.option("--limit", type=click.IntRange(min=1), help="Only the first N posts of the book."),
    click.option("--comments/--no-comments", default=None, help="Print comments. Default: no."),
    click.option("--pages/--no-pages", default=None,
                 help="Print static pages, after the posts. Default: no."),
    click.option("--drafts/--no-drafts", default=None,
                 help="Print drafts, pending and scheduled posts. Default: no."),
    _MEDIA,
    click.option("--timezone", type=_Timezone(), metavar="ZONE",
                 help="The blog's time zone, such as Europe/Berlin."),
    click.option("--reader", metavar="NAME",
                 callback=lambda _context, _option, name: _known_reader(name),
                 help="Read as this format, whatever it looks like; `blog2book formats` lists the "
                 "names."),
    click.option("--typography", type=click.Choice(config.TYPOGRAPHY),
                 help="Set quotation marks and dashes, or keep them as typed. Default: smart."),
    click.option("--config", "config_file", metavar="FILE",
                 type=click.Path(exists=True, dir_okay=False, path_type=Path),
                 help="The blog2book.toml to use."),
]  # fmt: skip
_VERBOSE = click.option(
    "-v", "--verbose", is_flag=True, help="Print every notice, not the first few."
)


def _quiet(meaning: str) -> Callable[[Any], Any]:
    return click.option("-q", "--quiet", is_flag=True, help=meaning)


def _decorate(options: Sequence[Callable[[Any], Any]]) -> Callable[[_Function], _Function]:
    def apply(function: _Function) -> _Function:
        for option in reversed(options):
            function = option(function)
        return function

    return apply


selection = _decorate(_SELECTION)
selection_without_media = _decorate([one for one in _SELECTION if one is not _MEDIA])
noise = _decorate([_quiet("Print the result and errors only."), _VERBOSE])
noise_of_work = _decorate([_quiet("Print errors only."), _VERBOSE])


def settings(options: Mapping[str, Any], report: Report) -> Settings:
    """Join blog2book.toml and the command line, which wins; say which file was read.

    Raises click.UsageError where no archive is named anywhere, ConfigError for a wrong file.
    """
    archives: tuple[Path, ...] = options["archives"]
    real = tuple(path for path in archives if path != STANDARD_INPUT)
    file = options["config_file"] or find(real, config.FILE_NAME)
    found = Settings() if file is None else config.load(file)
    if file is not None:
        report(Notice(code="settings-read", message=f"Settings from {file}.",
                      severity=Severity.INFO))  # fmt: skip
    if not (archives or found.book.archives):
        raise click.UsageError(
            f"No archive is named. Try: {_example(options)}"
            if file is None
            else f"{file} names no [book] archives, and neither does the command line."
        )
    found = _with_files(found, real or found.book.archives, report)
    for path in () if archives else found.book.archives:
        if not _exists(path):
            raise ConfigError(f"{file}: [book] archives: {path} does not exist.")
    return _with_options(found, options, archives)


def _example(options: Mapping[str, Any]) -> str:
    """Return a command of the verb that was typed, with an archive."""
    verb = click.get_current_context().info_name
    book = f" {shlex.quote(str(options['book']))}" if "book" in options else ""
    return "blog2book " + ("" if verb == "build" else f"{verb} ") + "export.xml" + book


def _with_files(found: Settings, archives: Sequence[Path], report: Report) -> Settings:
    """Return the settings with the files that stand beside them, or beside an archive."""
    from blog2book.cite.gazetteer import FILE_NAME as SOURCES
    from blog2book.collect.corrections import FILE_NAME as CORRECTIONS
    from blog2book.model.checked import FILE_NAME as CHECKED

    return replace(
        found,
        corrections=_beside(found.file, CORRECTIONS, archives, report),
        sources=_beside(found.file, SOURCES, archives, report),
        checked=_beside(found.file, CHECKED, archives, report),
    )


def _beside(
    settings: Path | None, name: str, archives: Sequence[Path], report: Report
) -> Path | None:
    """Return the file `name` beside the settings, else beside an archive; say so.

    Text from standard input lies in the current folder. Never one inside an archive, even where the
    settings that were named lie there; that one, and one here that stands beside neither, is told.
    """
    kind = name.partition(".")[0]
    beside = settings.parent / name if settings else None
    places = [*([beside.parent] if beside else []), *(one.resolve().parent for one in archives)]
    file = find(archives, name, *(places or [Path.cwd()]))
    here = Path(name)
    if beside and beside != file and beside.is_file():
        report(Notice(code=f"{kind}-refused",
                      message=f"{beside} lies in an archive, where a stranger may have put it, "
                      "and is not obeyed", hint="Move it out, beside the archive"))  # fmt: skip
    elif here.is_file() and not (file and here.samefile(file)):
        report(Notice(code=f"{kind}-passed-over",
                      message=f"{here.resolve()} is not obeyed: it lies neither beside "
                      f"{config.FILE_NAME} nor beside the archive",
                      hint="Move it there, and out of an archive's own folder"))  # fmt: skip
    if file is not None:
        words = kind.replace("-", " ").capitalize()
        report(Notice(code=f"{kind}-read", message=f"{words} from {file}.",
                      severity=Severity.INFO))  # fmt: skip
    return file


def record_of_sources(found: Settings) -> Path:
    """Return where is written down what becomes of cited pages: where `settings` will find it."""
    from blog2book.model.checked import FILE_NAME

    archives = found.book.archives
    real = [one for one in archives if one != STANDARD_INPUT]
    if found.checked:
        return found.checked
    beside = [found.file.parent] if found.file else []
    places = [*beside, *(one.resolve().parent for one in real)] or [Path.cwd()]
    inside = [one.resolve() for one in real if one.is_dir()]
    for place in places:
        here = place.resolve()
        if not any(here == folder or folder in here.parents for folder in inside):
            return place / FILE_NAME
    raise WriteError(
        f"There is no place for {FILE_NAME} but inside an archive.",
        hint="Run from another folder.",
    )


def _exists(path: Path) -> bool:
    try:
        return path == STANDARD_INPUT or path.exists()
    except OSError:  # a name that is too long, a folder that is closed to us
        return False


def _with_options(
    found: Settings, options: Mapping[str, Any], archives: Sequence[Path]
) -> Settings:
    def given(*names: str) -> dict[str, Any]:
        values = {name: options.get(name) for name in names}
        return {name: value for name, value in values.items() if value not in (None, ())}

    book = replace(found.book, **given("title", "subtitle", "author", "language"))
    if archives:
        same = {one.resolve() for one in archives} == {one.resolve() for one in book.archives}
        outputs = book.outputs if same or not book.archives else ()
        book = replace(book, archives=tuple(archives), outputs=outputs)
    select = replace(found.select, **given("first", "last", "tag", "not_tag", "by", "limit",
                                           "comments", "pages", "drafts"))  # fmt: skip
    if select.first and select.last and select.first > select.last:
        raise click.UsageError(f"--from {select.first} is later than --to {select.last}.")
    theme = replace(found.theme, vars={**found.theme.vars, **dict(options.get("var") or ())})
    if options.get("theme"):
        chosen = config.theme_table(options["theme"], Path.cwd(), values=theme.vars)
        theme = replace(chosen, overlay=theme.overlay)
    return replace(
        found,
        book=book,
        select=select,
        theme=theme,
        notes=replace(found.notes, **given("archived_links", "style", "place")),
        links=replace(found.links, **given("external", "internal")),
        print=replace(found.print, **given("trim")),
        media=replace(found.media, folders=(*options["media"], *found.media.folders)),
        text=replace(found.text, **given("timezone", "reader", "typography")),
    )


def with_standard_input(found: Settings, workdir: Path) -> Settings:
    """Put what comes in on standard input into a file of the work folder, where `-` is named."""
    if STANDARD_INPUT not in found.book.archives:
        return found
    if sys.stdin is None:
        raise ArchiveError("Standard input is closed, so nothing can be read from it.")
    file = workdir / "standard-input"
    with file.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
    archives = tuple(file if one == STANDARD_INPUT else one for one in found.book.archives)
    return replace(found, book=replace(found.book, archives=archives))


def context(found: Settings, workdir: Path, report: Report) -> Context:
    """Return the world that the stages see: work folder, cache, zone, the book's date and the day.

    Raises click.UsageError where SOURCE_DATE_EPOCH is no time.
    """
    from platformdirs import user_cache_path

    epoch = _epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
    return Context(
        report=report,
        workdir=workdir,
        cache=user_cache_path("blog2book"),
        timezone=found.text.timezone,
        date=epoch,
        today=(epoch or datetime.now(UTC).astimezone()).date(),
    )


def _epoch(text: str) -> datetime | None:
    """Return the moment of SOURCE_DATE_EPOCH, which wants wrong values to stop a build."""
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH={text[:40]!r} is no count of seconds since 1970."
        ) from error
