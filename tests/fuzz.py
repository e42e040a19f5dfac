"""Damages exports by the thousand, makes books of them, and says what broke.

    python tests/fuzz.py N [--seed S] [--findings DIR]

Each input is a good export (those of tests/goods.py, and the real ones of BLOG2BOOK_ARCHIVES where
that is set) with one to three hostile changes. A book of it must come, or an error that says what
is wrong with the archive, within SECONDS of CPU and MEMORY bytes; what else comes is kept with its
input. Of every 25th a PDF is made; every 200th has a line of 30 MB; both may take more.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from blog2book.config import BookTable, MediaTable, SelectTable, Settings
from blog2book.errors import ArchiveError, NothingSelectedError
from blog2book.events import ignore
from blog2book.pipeline import build
from blog2book.ports import Context
from goods import GOODS, PLAIN
from harm import hurt, pictures

SECONDS = 10
MEMORY = 350_000_000
"""Bytes that a small input may take beyond the interpreter and all libraries (about 150 MB)."""

LONG_SECONDS = 300
"""CPU seconds for a line of 30 MB, or for a PDF, whose pages take 0.2 s and may be a thousand."""

LONG_MEMORY = 1_500_000_000
LONG_LINE = 30_000_000
EVERY_LONG = 200
EVERY_TOLD = 100

SMALL = 400_000
"""Bytes of a file that are damaged; of a larger one a piece is taken."""

LARGEST_FOLDER = 25
"""Files of a folder that are taken; of a larger one these are drawn by lot."""

EVERY_PDF = 25
JOBS = 2

_PATIENT = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)

Source = Callable[[Path, random.Random], Path]


def sources(archives: Path | None) -> list[tuple[str, Source]]:
    """Return all good exports by name, each as a function that writes one into a folder."""

    def good(name: str) -> Source:
        return lambda folder, _rng: GOODS[name][1](folder, PLAIN)

    def real(path: Path) -> Source:
        return lambda folder, rng: _copy(path, folder, rng)

    found = [(name, good(name)) for name in sorted(GOODS)]
    if archives:
        tops = [one for one in sorted(archives.glob("*/*")) if not one.name.startswith("SOURCE")]
        deeper = [one for one in tops if one.name in {"importer-edge-cases", "nikola"}]
        files = [one for top in deeper for one in sorted(top.iterdir())]
        paths = (*(one for one in tops if one not in deeper), *files)
        found.extend((path.relative_to(archives).as_posix(), real(path)) for path in paths)
    return found


def _copy(path: Path, folder: Path, rng: random.Random) -> Path:
    """Copy an export, of a large one a part, and return where it lies."""
    place = folder / path.name
    if path.is_file():
        _copy_part(path, place, rng)
        return place
    files = sorted(one for one in path.rglob("*") if one.is_file() and ".git" not in one.parts)
    for one in rng.sample(files, min(len(files), LARGEST_FOLDER)):
        _copy_part(one, place / one.relative_to(path), rng)
    return place


def _copy_part(path: Path, place: Path, rng: random.Random) -> None:
    """Copy a file, of a large one its head and a piece from its middle."""
    place.parent.mkdir(parents=True, exist_ok=True)
    data = path.read_bytes()
    if len(data) > SMALL:
        start = rng.randrange(len(data) - SMALL)
        data = data[: SMALL // 8] + data[start : start + SMALL]
    place.write_bytes(data)


@dataclass(frozen=True, slots=True)
class Trial:
    """One input: its number, and what it is made of."""

    number: int
    seed: int
    name: str
    source: Source

    @property
    def paper(self) -> bool:
        """Whether a PDF is made."""
        return self.number % EVERY_PDF == 0

    @property
    def long(self) -> bool:
        """Whether a line of LONG_LINE bytes is put in."""
        return self.number % EVERY_LONG == 113

    @property
    def seconds(self) -> int:
        """The CPU seconds that it may take."""
        return LONG_SECONDS if self.paper or self.long else SECONDS

    @property
    def memory(self) -> int:
        """The bytes that it may take beyond the interpreter and all libraries."""
        return LONG_MEMORY if self.paper or self.long else MEMORY

    def run(self, folder: Path, media: Path) -> str:
        """Make the input and a book of it; return what came of it, in a word."""
        rng = random.Random(f"{self.seed} {self.number}")  # noqa: S311 - no secret
        (folder / "export").mkdir()
        path = hurt(self.source(folder / "export", rng), rng, LONG_LINE if self.long else 0)
        output = folder / ("book.pdf" if self.paper else "book.epub")
        work = folder / "work"
        work.mkdir()
        settings = Settings(
            book=BookTable(archives=(path,)),
            select=SelectTable(comments=True, pages=True, drafts=rng.randrange(2) == 0),
            media=MediaTable(folders=(media,)),
        )
        context = Context(report=ignore, workdir=work, cache=media.parent / "cache")
        try:
            build(settings, context, outputs=(output,))
        except (ArchiveError, NothingSelectedError) as error:
            if not error.message.strip():
                raise
            return f"exit {error.exit_code}"
        if not self.paper:
            _check(output)
        return "a book"


def _check(book: Path) -> None:
    """Raise where a document of an EPUB is no XML."""
    with zipfile.ZipFile(book) as inside:
        for name in inside.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                etree.fromstring(inside.read(name), _PATIENT)


def _child(trial: Trial, folder: Path, media: Path) -> None:
    """Run a trial in this process, which ends with it; its word or traceback lies in the folder."""
    resource.setrlimit(resource.RLIMIT_CPU, (trial.seconds, trial.seconds + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    code = 0
    try:
        word = trial.run(folder, media)
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        word, code = traceback.format_exc(), 1
    (folder / "outcome").write_text(word, errors="replace")
    os._exit(code)


def _ended(trial: Trial, folder: Path, status: int, peak: int) -> tuple[str, str]:
    """Return what came of a trial in a word, and what is wrong with that, if anything."""
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return name, f"ended by {name}: over {trial.seconds} seconds, or killed"
    word = (folder / "outcome").read_text(errors="replace")
    if os.WEXITSTATUS(status):
        return "a bug", word
    if peak > trial.memory:
        return "too much memory", f"{peak:,} bytes"
    return word, ""


def fuzz(trials: Sequence[Trial], findings: Path) -> Counter[str]:
    """Run trials, JOBS at once; keep each input that breaks something. Return what came of all."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as room:
        media = pictures(Path(room) / "media")
        waiting = list(reversed(trials))
        running: dict[int, tuple[Trial, Path]] = {}
        held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024
        while waiting or running:
            while waiting and len(running) < JOBS:
                trial = waiting.pop()
                folder = Path(tempfile.mkdtemp(dir=room))
                child = os.fork()
                if not child:
                    _child(trial, folder, media)
                running[child] = (trial, folder)
            child, status, usage = os.wait4(-1, 0)
            trial, folder = running.pop(child)
            word, wrong = _ended(trial, folder, status, (usage.ru_maxrss - held) * 1024)
            counts[word] += 1
            if counts.total() % EVERY_TOLD == 0:
                print(f"{counts.total()} inputs so far: {_told(counts)}", flush=True)  # noqa: T201
            if wrong:
                kept = findings / f"{trial.seed}-{trial.number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(folder / "export", kept / "export", symlinks=True)
                (kept / "wrong.txt").write_text(f"{trial.name}\n{wrong}\n")
                print(f"{kept}: {trial.name}: {wrong.strip().splitlines()[-1]}", flush=True)  # noqa: T201
            shutil.rmtree(folder, ignore_errors=True)
    return counts


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{word} {number}" for word, number in counts.most_common())


def trials(count: int, seed: int, archives: Path | None) -> list[Trial]:
    """Return so many trials, all exports in turn."""
    found = sources(archives)
    return [Trial(number, seed, *found[number % len(found)]) for number in range(1, count + 1)]


def main() -> int:
    """Fuzz as the command line asks; 1 where something broke."""
    parser = argparse.ArgumentParser(
        description="Damage exports, make books of them, say what broke."
    )
    parser.add_argument("count", type=int, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other inputs")
    parser.add_argument(
        "--findings", type=Path, default=Path("build/fuzz"), help="where what breaks is kept"
    )
    asked = parser.parse_args()
    given = os.environ.get("BLOG2BOOK_ARCHIVES")
    counts = fuzz(trials(asked.count, asked.seed, Path(given) if given else None), asked.findings)
    print(f"{asked.count} inputs: {_told(counts)}")  # noqa: T201
    broken = {"a bug", "too much memory"} | {one.name for one in signal.Signals}
    return int(not broken.isdisjoint(counts))


if __name__ == "__main__":
    sys.exit(main())
