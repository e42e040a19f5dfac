"""Where orders come in and pieces go out: from the cache, from here, or from workers."""

import functools
import gc
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import fontTools
import pydyf
import uharfbuzz
import weasyprint

from blog2book import __version__, cache
from blog2book.errors import WriteError
from blog2book.events import Notice, Severity
from blog2book.model.rendition import Rendition
from blog2book.ports import Context
from blog2book.workers import CannotStartError, Crew, Job, Lost, number_of_workers
from blog2book.writers.pdf.compose import Order, compose
from blog2book.writers.pdf.docket import Docket, from_json
from blog2book.writers.pdf.piece import Press

MOST = 8
"""Workers at most: the rest of a build is one process's work."""

PAGES = 600
"""Pages that a worker lays out before another takes its place."""

_PATIENCE = 1800.0
"""Seconds that a piece may take, and one more for each so many bytes of it."""

_BYTES_A_SECOND = 200
_LITTLE = 60_000
"""Bytes of packed text that are laid out sooner than a worker is started."""

_SHEET = 600
"""What a sheet of folios counts for beside them."""

_SELDOM = (10_000, 20, 1_000)
"""How seldom Python looks for what can go (gc.set_threshold) while a piece is laid out.

What has lived long stays until the piece is done: to look at it all costs a tenth of the time.
"""

_LIBRARIES = (weasyprint, pydyf, fontTools, uharfbuzz)
_WORDS = re.compile(r"[^\s\"'()<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A piece that is there: its PDF, and what goes with it."""

    path: Path
    docket: Docket

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.docket.pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all pieces of a book share: its files, and the folders where pieces are kept.

    `rendition` has no documents here: those come with the orders.
    """

    rendition: Rendition
    faces: Mapping[str, Path]
    kept: Path
    instead: Path


class Desk:
    """Takes orders for the pieces of one book. Its workers live as long as the `with` block."""

    def __init__(self, rendition: Rendition, faces: Mapping[str, Path], context: Context) -> None:
        self._setting = Setting(
            rendition=replace(rendition, documents=(), navigation=(), cover=None),
            faces=faces,
            kept=context.cache / "pieces",
            instead=context.workdir / "pieces",
        )
        self._jobs = context.jobs
        self._unkept = False
        self._digests: dict[Path, str] = {}
        self._files = {plate.name: plate.path for plate in rendition.files}
        self._shared = self._digest_of_what_is_shared()
        self._bench: Bench | None = None
        self._crew: Crew | None = None
        self._whole: set[str] = set()  # fonts that were looked at: many pieces name the same

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._crew is not None:
            self._crew.__exit__(kind, error, trace)
            self._crew = None

    def rest(self) -> None:
        """Let the workers go, and their memory: the next order finds new ones."""
        self.__exit__(None, None, None)

    def made(self, orders: Sequence[Order], done: Callable[[], object]) -> list[Made]:
        """Return the pieces of all orders; `done` is called for each, as they come.

        What is not in the cache is laid out: a little in this process, more by workers, whose
        number changes no byte. Raises WriteError, and OSError where a disk is full.
        """
        keys = [self._key(order) for order in orders]
        found = [self._found(key) for key in keys]
        missing = [number for number, one in enumerate(found) if one is None]
        for one in found:
            if one is not None:
                done()
        for number, one in self._laid([(orders[n], keys[n]) for n in missing]):
            found[missing[number]] = one
            self._unkept |= one.path.parent == self._setting.instead
            done()
        return [one for one in found if one is not None]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a person should know of the folder where pieces are kept."""
        unkept = Notice(
            code="pages-not-kept",
            severity=Severity.INFO,
            message="Pages are not kept for later builds: "
            f"{self._setting.kept} is full or cannot be written",
            hint="Make room there, or give XDG_CACHE_HOME another folder",
        )
        return (unkept,) if self._unkept else ()

    def known(self, order: Order) -> Made | None:
        """Return the piece of an order if it is kept, else None."""
        return self._found(self._key(order))

    def font(self, digest: str) -> Path:
        """Return the file of a whole font from which a piece took glyphs."""
        path = _font(self._setting, digest)
        if path is None:
            raise WriteError("A font has gone from the cache while the book was made. Try again.")
        return path

    def _laid(self, tasks: Sequence[tuple[Order, str]]) -> Iterator[tuple[int, Made]]:
        """Yield the index of each task and its piece, in the order in which they are ready."""
        jobs = [_job(task) for task in tasks]
        left = dict(enumerate(tasks))
        many = self._jobs is not None or sum(job.size for job in jobs) > _LITTLE
        if tasks and self._jobs != 0 and (many or self._crew):
            if self._crew is None:
                count = number_of_workers(self._jobs, MOST)
                self._crew = Crew(count, begin, self._setting, _wear)
            with suppress(CannotStartError):
                for number, made in self._crew.work(jobs):
                    if isinstance(made, Lost):
                        raise _lost(tasks[number][0], made)
                    del left[number]
                    yield number, made
        for number, task in sorted(left.items()):
            self._bench = self._bench or Bench(self._setting)
            yield number, self._bench(task)

    def _found(self, key: str) -> Made | None:
        """Return a piece that is kept whole, with its docket and the fonts that it names."""
        path, beside = _found(self._setting, key, ".pdf"), _found(self._setting, key, ".json")
        if path is None or beside is None:
            return None
        docket = from_json(beside.read_bytes())
        fonts = {cut.digest for cut in docket.cuts}
        self._whole.update(one for one in fonts - self._whole if _font(self._setting, one))
        return Made(path=path, docket=docket) if fonts <= self._whole else None

    def _key(self, order: Order) -> str:
        text = order.document.text or ""
        shown = sorted(self._files.keys() & set(_WORDS.findall(text)))
        files = [(name, self._digest(self._files[name])) for name in shown]
        document = asdict(replace(order.document, packed=None))
        return repr(
            (
                self._shared,
                document,
                text,
                order.start,
                order.room,
                order.headings,
                order.sheet,
                files,
            )
        )

    def _digest_of_what_is_shared(self) -> str:
        """Return what every piece depends on: versions, styles and what they show, faces."""
        rendition = self._setting.rendition
        versions = (_code(), __version__, _pango(), *(one.__version__ for one in _LIBRARIES))
        faces = [
            (face.name, self._digest(self._setting.faces.get(face.name, face.path)))
            for face in rendition.faces
        ]
        styles = [(style.name, style.text, style.places) for style in rendition.styles]
        words = {word for style in rendition.styles for word in _WORDS.findall(style.text)}
        shown = [
            (name, self._digest(self._files[name])) for name in sorted(self._files.keys() & words)
        ]
        return sha256(repr((versions, faces, styles, shown)).encode()).hexdigest()

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            with path.open("rb") as stream:
                self._digests[path] = file_digest(stream, "sha256").hexdigest()
        return self._digests[path]


class Bench:
    """Lays pieces out, in a worker or here, and keeps them."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._press = Press(setting.rendition, setting.faces)
        self._fonts: set[str] = set()

    def __call__(self, task: tuple[Order, str]) -> Made:
        """Make the piece of an order and keep it under its key. Raises OSError and WriteError."""
        order, key = task
        self._setting.instead.mkdir(parents=True, exist_ok=True)
        new = self._setting.instead / f"new-{os.getpid()}.pdf"
        before = gc.get_threshold()
        gc.set_threshold(*_SELDOM)
        try:
            docket = compose(self._press, order, new, self._keep_font)
            path = self._keep(key, ".pdf", lambda place: _copy(new, place))
        finally:
            new.unlink(missing_ok=True)
            gc.set_threshold(*before)
            gc.collect()  # boxes know their parents: else pieces pile up
        text = docket.as_json()
        self._keep(key, ".json", lambda place: _write(place, text))
        return Made(path=path, docket=docket)

    def _keep_font(self, digest: str, data: bytes) -> None:
        if digest not in self._fonts:
            self._keep(f"font {digest}", ".font", lambda place: _write(place, data))
            self._fonts.add(digest)

    def _keep(self, key: str, suffix: str, make: Callable[[Path], None]) -> Path:
        setting = self._setting
        return cache.keep(setting.kept, key, suffix, make, instead=setting.instead)


def _job(task: tuple[Order, str]) -> Job:
    order = task[0]
    size = _SHEET if order.sheet else len(order.document.packed or b"")
    return Job(task=task, size=size, patience=_PATIENCE + size / _BYTES_A_SECOND)


def _wear(made: Made) -> float:
    return made.pages / PAGES


def _lost(order: Order, lost: Lost) -> WriteError:
    return WriteError(
        f"{order.document.title} cannot be laid out: the process that did it died or hung, "
        f"{lost.deaths} times.",
        hint="It may want more memory than there is: close other programs, or try --jobs 1",
    )


def begin(setting: Setting) -> Bench:
    """Begin the life of a worker."""
    bench = Bench(setting)
    gc.freeze()  # what is there by now stays: no collection need look at it
    return bench


def _font(setting: Setting, digest: str) -> Path | None:
    return _found(setting, f"font {digest}", ".font")


def _found(setting: Setting, key: str, suffix: str) -> Path | None:
    kept = cache.find(setting.kept, key, suffix)
    return kept or cache.find(setting.instead, key, suffix)


def _copy(new: Path, place: Path) -> None:
    shutil.copyfile(new, place)


def _write(place: Path, data: bytes) -> None:
    place.write_bytes(data)


@functools.cache
def _code() -> str:
    """Return a digest of the source: other code may make other bytes of the same piece."""
    digest = sha256()
    room = Path(__file__).parent
    for path in (*sorted(room.glob("*.py")), room.parent / "styles.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _pango() -> int:
    from weasyprint.text.ffi import pango

    number: int = pango.pango_version()
    return number
