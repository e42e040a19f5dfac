"""blog2book and its peers on the same blog, in turn, in one run.

`compare.py [--posts 200,1000,5000] [--against weasyprint,pandoc,typst,calibre]` makes its own blog
(corpus.py), runs every tool on the form of it that the tool likes best, and prints tables in
Markdown. A peer that is not installed is named and left out. Nothing is measured inside a process:
seconds and memory are those of whole commands, their children included (measure.py).
"""

import argparse
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpus
import pypdfium2
from measure import Cost, measure

_OURS = (sys.executable, "-m", "blog2book")
_PEERS = ("weasyprint", "pandoc", "typst", "calibre")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A command that was measured: what it is, for how many posts, its cost and its file."""

    name: str
    posts: int
    cost: Cost
    size: int
    pages: int
    unequal: str

    def row(self, against: Cost | None) -> str:
        """Return a line of the table, with the ratios to `against`."""
        cost, ratio = self.cost, "| |"
        if against is not None and against is not cost:
            ratio = f"{cost.cpu / against.cpu:.2f} | {cost.wall / against.wall:.2f}"
        each = f"{1000 * cost.cpu / self.pages:.1f}" if self.pages else ""
        return (
            f"| {self.name} | {self.posts} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.peak:.0f} | "
            f"{self.pages or ''} | {each} | {self.size / 1e6:.1f} | {ratio} | {self.unequal} |"
        )


class Bench:
    """The folder in which one blog is kept, and the runs that were measured on it."""

    def __init__(self, folder: Path, posts: int) -> None:
        self.folder, self.posts = folder, posts
        self.runs: dict[str, Run] = {}
        corpus.pictures(folder / "pictures", posts)
        corpus.write_wxr(folder / "blog.xml", posts)
        corpus.write_wxr(folder / "edited.xml", posts, edited=posts // 2)

    def run(self, name: str, command: Sequence[str | Path], book: str, unequal: str = "") -> None:
        """Measure a command that writes the file `book`, and print its line."""
        cost = measure(command, self.folder, {"XDG_CACHE_HOME": str(self.folder / "cache")})
        path = self.folder / book if book else None
        pages = len(pypdfium2.PdfDocument(path)) if path and path.suffix == ".pdf" else 0
        size = path.stat().st_size if path else 0
        self.runs[name] = run = Run(
            name=name, posts=self.posts, cost=cost, size=size, pages=pages, unequal=unequal
        )
        print(run.row(None), flush=True)

    def ours(self) -> None:
        """Build our EPUB and PDF: the faces first, then cold, warm, and after an edit."""
        corpus.write_wxr(self.folder / "one.xml", 1)
        build = [*_OURS, "build", "--media", "pictures", "-q", "--force"]
        for source, name, book in (
            ("one.xml", "blog2book: version", ""),
            ("one.xml", "blog2book: faces and one post", "one.pdf"),
            ("blog.xml", "blog2book EPUB, cold", "blog.epub"),
            ("blog.xml", "blog2book EPUB, warm", "blog.epub"),
            ("blog.xml", "blog2book PDF, cold", "blog.pdf"),
            ("blog.xml", "blog2book PDF, nothing changed", "blog.pdf"),
            ("edited.xml", "blog2book PDF, one post edited", "edited.pdf"),
        ):
            command = [*build, source, "-o", book] if book else [*_OURS, "--version"]
            self.run(name, command, book)

    def zipping(self) -> None:
        """Zip the finished EPUB's files anew, pictures stored: the floor for an EPUB."""
        with zipfile.ZipFile(self.folder / "blog.epub") as book:
            book.extractall(self.folder / "unzipped")
        program = Path(__file__).with_name("zip_folder.py")
        self.run(
            "only zipping", [sys.executable, program, "unzipped", "zipped.epub"], "zipped.epub"
        )


def _weasyprint(bench: Bench) -> None:
    corpus.write_html(bench.folder / "blog.html", bench.posts)
    command = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1"]
    said = "same words, pictures, footnotes, contents; no sources listed, no trials of page ends"
    bench.run("WeasyPrint, whole book", [*command, "blog.html", "whole.pdf"], "whole.pdf", said)


def _pandoc(bench: Bench) -> None:
    corpus.write_markup(bench.folder / "blog.md", bench.posts, corpus.MARKDOWN)
    command = ["pandoc", "blog.md", "-f", "markdown", "-t", "epub3", "--toc", "-o", "pandoc.epub"]
    said = "reads clean Markdown, not the export; pictures unchanged"
    bench.run("pandoc EPUB", command, "pandoc.epub", said)


def _typst(bench: Bench) -> None:
    corpus.write_markup(bench.folder / "blog.typ", bench.posts, corpus.TYPST)
    program = "import typst; typst.compile('blog.typ', output='typst.pdf')"
    said = "its own markup, not the export; untagged"
    bench.run("Typst PDF", [sys.executable, "-c", program], "typst.pdf", said)


def _calibre(bench: Bench) -> None:
    corpus.write_html(bench.folder / "blog.html", bench.posts)
    said = "reads clean HTML, not the export; makes pictures smaller"
    bench.run("calibre EPUB", ["ebook-convert", "blog.html", "calibre.epub"], "calibre.epub", said)


_MOST_FOR_PEERS = 1000
"""Posts beyond which peers take hours, or all memory: they are left out."""

_RUN: dict[str, Callable[[Bench], None]] = {
    "weasyprint": _weasyprint,
    "pandoc": _pandoc,
    "typst": _typst,
    "calibre": _calibre,
}


def _here(peer: str) -> bool:
    if peer in ("weasyprint", "typst"):
        return importlib.util.find_spec(peer) is not None
    return shutil.which({"calibre": "ebook-convert"}.get(peer, peer)) is not None


def _table(benches: Sequence[Bench]) -> Iterator[str]:
    yield (
        "| what | posts | CPU s | wall s | peak MB | pages | CPU ms a page | MB | CPU ratio | "
        "wall ratio | not equal |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for bench in benches:
        for name, run in bench.runs.items():
            kind = "pandoc EPUB" if "EPUB" in name else "WeasyPrint, whole book"
            against = bench.runs.get(kind)
            yield run.row(against.cost if against else None)


def _goals(benches: Sequence[Bench]) -> Iterator[str]:
    """Yield what the project wants of itself, and what this run gave."""
    yield "| goal | at most | measured |\n|---|---|---|"
    for bench in benches:
        runs = {name: run.cost for name, run in bench.runs.items()}
        cold, whole = runs["blog2book PDF, cold"], runs.get("WeasyPrint, whole book")
        epub, edited = runs["blog2book EPUB, cold"], runs["blog2book PDF, one post edited"]
        at = f", {bench.posts} posts"
        if whole:
            yield f"| PDF wall against WeasyPrint{at} | 0.25 | {cold.wall / whole.wall:.3f} |"
            yield f"| PDF CPU against WeasyPrint{at} | 0.40 | {cold.cpu / whole.cpu:.3f} |"
            yield f"| PDF memory against WeasyPrint{at} | 0.25 | {cold.peak / whole.peak:.3f} |"
        yield f"| one post edited, wall, against cold{at} | 0.05 | {edited.wall / cold.wall:.3f} |"
        if "pandoc EPUB" in runs:
            ratio = epub.cpu / runs["pandoc EPUB"].cpu
            yield f"| EPUB CPU against pandoc{at} | 0.05 | {ratio:.3f} |"
        yield f"| EPUB CPU against zipping{at} | 4 | {epub.cpu / runs['only zipping'].cpu:.2f} |"
        yield f"| `blog2book --version`, CPU s | 0.15 | {runs['blog2book: version'].cpu:.2f} |"
    first, last = benches[0], benches[-1]
    if first is not last:
        few, many = (one.runs["blog2book PDF, cold"] for one in (first, last))
        ratio = (many.cost.cpu / many.pages) / (few.cost.cpu / few.pages)
        said = f"PDF CPU a page, {last.posts} posts against {first.posts}"
        yield f"| {said} | 1.10 | {ratio:.2f} |"


def _words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


def main() -> None:
    """Measure, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=_words, default=["200", "1000"])
    parser.add_argument("--against", type=_words, default=list(_PEERS))
    asked = parser.parse_args()
    unknown = sorted(set(asked.against) - set(_PEERS))
    if unknown:
        parser.error(f"no such peer: {', '.join(unknown)} (there are: {', '.join(_PEERS)})")
    peers = [peer for peer in asked.against if _here(peer)]
    print(f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}")
    for peer in sorted(set(asked.against) - set(peers)):
        print(f"{peer}: not installed, left out")
    with tempfile.TemporaryDirectory() as folder:
        benches = []
        for posts in sorted(map(int, asked.posts)):
            place = Path(folder) / str(posts)
            place.mkdir()
            bench = Bench(place, posts)
            benches.append(bench)
            bench.ours()
            bench.zipping()
            for peer in peers if posts <= _MOST_FOR_PEERS else ():
                _RUN[peer](bench)
        print("\n".join(["", *_table(benches), "", *_goals(benches)]))


if __name__ == "__main__":
    main()
