"""Damages exports by the thousand, makes books of them, and says what broke.

    python tests/fuzz.py N [--seed S] [--findings DIR]

Each input is a good export (those of tests/goods.py, and the real ones of BLOG2BOOK_ARCHIVES where
that is set) with one to three hostile changes. A book of it, or a documented error, is what must
come of it, within SECONDS of CPU and MEMORY bytes; what else comes is kept with its input.
"""

import argparse
import io
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from blog2book.config import BookTable, MediaTable, SelectTable, Settings
from blog2book.errors import Blog2bookError
from blog2book.events import ignore
from blog2book.pipeline import build
from blog2book.ports import Context
from goods import GOODS, PLAIN

SECONDS = 10
PDF_SECONDS = 120
MEMORY = 350_000_000
"""Bytes that a small input may take beyond the interpreter and all libraries (about 150 MB)."""

SMALL = 400_000
"""Bytes of a file that are damaged; of a larger one a piece is taken."""

LARGEST_FOLDER = 25
"""Files of a folder that are taken; of a larger one these are drawn by lot."""

EVERY_PDF = 25
JOBS = 2

Source = Callable[[Path, random.Random], Path]
Change = Callable[[bytes, random.Random], bytes]

TOKENS = (
    b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&lt;",
    b"</p>", b"<script>", b"<style>", b"<pre>", b"<table><tr><td>", b"<math>", b"<svg>",
    b"</item>", b"<item>", b"</entry>", b"<entry>", b"\x00", b"\x1b[2J", b"\xff\xfe",
    b"\xe2\x80\xae", b"\r", b"\t", b'"', b"'", b"\\", b"\\ud800", b"{", b"}", b"[", b"]", b"null",
    b"-1", b"1e999", b"{{", b"{% raw %}", b"{{<", b"---\n", b"+++\n", b"-----\n", b"--------\n",
    b"AUTHOR: ", b"DATE: ", b"::: ", b"$$", b"```\n", b"../../../etc/passwd",
    b"file:///etc/passwd", b"http://127.0.0.1/", b"0000-00-00", b"9999-99-99",
    b"2016-02-31T25:61:61+99:99", b"99999999999999999999", b'<img src="huge.png">',
    b'<img src="cut.jpg">', b'<img src="lies.png">', b'<img src="bomb.svg">',
    b"[gallery ids='1,2']", b"javascript:alert(1)", b"data:image/png;base64,",
    b"<a href='#x' id='x'>", b"<iframe src='//x'>",
)  # fmt: skip
"""What readers and cleaning take for more than it is."""

PAIRS = (
    (b"<div>", b"</div>"), (b"[", b"]"), (b"<blockquote><ul><li>", b""), (b"> ", b""),
    (b"{", b"}"), (b"<table><tr><td>", b""), (b"*_", b"_*"), (b"(", b")"), (b"<b><i>", b""),
)  # fmt: skip


def cut(data: bytes, rng: random.Random) -> bytes:
    """Return the beginning."""
    return data[: rng.randrange(len(data) + 1)]


def flip(data: bytes, rng: random.Random) -> bytes:
    """Turn some bits over."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _stretch(data: bytes, rng: random.Random, longest: int = 5_000) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(longest))


def lose(data: bytes, rng: random.Random) -> bytes:
    """Take a stretch out."""
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def repeat(data: bytes, rng: random.Random) -> bytes:
    """Say a stretch again and again, up to a million bytes."""
    start, end = _stretch(data, rng, rng.choice((20, 500, 20_000)))
    times = min(rng.choice((2, 50, 5_000)), 1_000_000 // max(1, end - start))
    return data[:end] + data[start:end] * times + data[end:]


def move(data: bytes, rng: random.Random) -> bytes:
    """Put a stretch in another place."""
    start, end = _stretch(data, rng)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def insert(data: bytes, rng: random.Random) -> bytes:
    """Put in what readers take for more than it is."""
    for _ in range(rng.choice((1, 1, 5, 40))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(TOKENS) + data[at:]
    return data


def nest(data: bytes, rng: random.Random) -> bytes:
    """Open 200 and more levels of something, and close them or not."""
    first, last = rng.choice(PAIRS)
    depth = rng.choice((200, 200, 3_000, 30_000))
    at = rng.randrange(len(data) + 1)
    return data[:at] + first * depth + b"deep" + last * depth + data[at:]


def lengthen(data: bytes, rng: random.Random) -> bytes:
    """Put a line of a million signs in."""
    at = rng.randrange(len(data) + 1)
    unit = rng.choice(
        (b"x", b"word ", b"a&amp;b", b"'\"", b"<b>", b"](", b"*a", b"\xe3\x81\x82", b"--")
    )
    return data[:at] + unit * (1_000_000 // len(unit)) + data[at:]


def recode(data: bytes, rng: random.Random) -> bytes:
    """Say it in another encoding, whatever the file claims."""
    names = (
        "utf-16",
        "utf-16-be",
        "latin-1",
        "cp1252",
        "gb18030",
        "shift_jis",
        "utf-7",
        "utf-8-sig",
    )
    return data.decode("utf-8", errors="replace").encode(rng.choice(names), errors="replace")


def explode(data: bytes, _rng: random.Random) -> bytes:
    """Declare entities that grow, and use them."""
    lines = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(9))
    bomb = b'<!DOCTYPE x [<!ENTITY e0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">%s]>' % lines
    head, mark, tail = data.partition(b"?>")
    body = tail if mark else data
    return head + mark + bomb + body.replace(b"</title>", b"&e9;&f;</title>", 3)


def renumber(data: bytes, rng: random.Random) -> bytes:
    """Change figures: dates, ids, lengths."""
    changed = bytearray(data)
    places = [at for at, sign in enumerate(changed) if 48 <= sign <= 57]
    for at in rng.sample(places, min(len(places), 200)):
        changed[at] = rng.randrange(48, 58)
    return bytes(changed)


CHANGES: Sequence[Change] = (
    cut, flip, lose, repeat, move, insert, insert, nest, lengthen, recode, explode, renumber,
)  # fmt: skip


def png(width: int, height: int) -> bytes:
    """Return a black PNG, which is small however large it is."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (len(content).to_bytes(4, "big") + kind + content
                + zlib.crc32(kind + content).to_bytes(4, "big"))  # fmt: skip

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\x00\x00\x00\x00"
    row = b"\x00" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def pictures(folder: Path) -> Path:
    """Write hostile pictures into a folder, under the names that TOKENS shows."""
    folder.mkdir()
    (folder / "huge.png").write_bytes(png(20_000, 20_000))
    (folder / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40)
    (folder / "lies.png").write_bytes(b"<html><body>Not found</body></html>")
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><title></title></svg>"
    (folder / "bomb.svg").write_bytes(explode(drawing, random.Random(0)))  # noqa: S311 - no secret
    return folder


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


def hurt(path: Path, rng: random.Random) -> Path:
    """Change an export in one to three ways; now and then pack it into a zip, hurt or hostile."""
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    for _ in range(rng.choice((1, 1, 2, 3))):
        file = rng.choice(files)
        file.write_bytes(rng.choice(CHANGES)(file.read_bytes(), rng))
    return _packed(path, files, rng) if rng.randrange(8) == 0 else path


def _packed(path: Path, files: Sequence[Path], rng: random.Random) -> Path:
    """Return a zip of an export with hostile members, hurt itself now and then."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            inside = file.relative_to(path).as_posix() if path.is_dir() else file.name
            archive.writestr(inside, file.read_bytes())
        kind = rng.randrange(4)
        if kind == 0:
            archive.writestr("../../outside.md", b"outside")
            archive.writestr("/etc/outside.md", b"outside")
        elif kind == 1:
            archive.writestr("posts/bomb.html", b"\x00" * 200_000_000)
        else:
            for number in range(rng.choice((0, 2_000))):
                archive.writestr(f"m/{number}.html", b"")
    data = whole.getvalue()
    place = path.with_name("packed.zip")
    place.write_bytes(rng.choice((cut, flip))(data, rng) if rng.randrange(3) == 0 else data)
    return place


@dataclass(frozen=True, slots=True)
class Trial:
    """One input: its number, and what it is made of."""

    number: int
    seed: int
    name: str
    source: Source

    def run(self, folder: Path, media: Path) -> str:
        """Make the input and a book of it; return what came of it, in a word."""
        rng = random.Random(f"{self.seed} {self.number}")  # noqa: S311 - no secret
        (folder / "export").mkdir()
        path = hurt(self.source(folder / "export", rng), rng)
        paper = self.number % EVERY_PDF == 0
        output = folder / ("book.pdf" if paper else "book.epub")
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
        except Blog2bookError as error:
            if not error.message.strip():
                raise
            return f"exit {error.exit_code}"
        if not paper:
            _check(output)
        return "a book"


def _check(book: Path) -> None:
    """Raise where a document of an EPUB is no XML."""
    with zipfile.ZipFile(book) as inside:
        for name in inside.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                etree.fromstring(inside.read(name))


def _child(trial: Trial, folder: Path, media: Path) -> None:
    """Run a trial in this process, which ends with it; its word or traceback lies in the folder."""
    seconds = PDF_SECONDS if trial.number % EVERY_PDF == 0 else SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    code = 0
    try:
        word = trial.run(folder, media)
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        word, code = traceback.format_exc(), 1
    (folder / "outcome").write_text(word, errors="replace")
    os._exit(code)


def _ended(folder: Path, status: int, peak: int, number: int) -> tuple[str, str]:
    """Return what came of a trial in a word, and what is wrong with that, if anything."""
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return name, f"ended by {name}: over {SECONDS} seconds, or killed"
    word = (folder / "outcome").read_text(errors="replace")
    if os.WEXITSTATUS(status):
        return "a bug", word
    if peak > MEMORY and number % EVERY_PDF:
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
            word, wrong = _ended(folder, status, (usage.ru_maxrss - held) * 1024, trial.number)
            counts[word] += 1
            if wrong:
                kept = findings / f"{trial.seed}-{trial.number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(folder / "export", kept / "export", symlinks=True)
                (kept / "wrong.txt").write_text(f"{trial.name}\n{wrong}\n")
                print(f"{kept}: {trial.name}: {wrong.strip().splitlines()[-1]}", flush=True)  # noqa: T201
            shutil.rmtree(folder, ignore_errors=True)
    return counts


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
    print(f"{asked.count} inputs: {', '.join(f'{word} {n}' for word, n in counts.most_common())}")  # noqa: T201
    broken = {"a bug", "too much memory"} | {one.name for one in signal.Signals}
    return int(not broken.isdisjoint(counts))


if __name__ == "__main__":
    sys.exit(main())
