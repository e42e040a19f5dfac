"""How long a book takes from export to file: `build_book.py [EPUB_POSTS] [PDF_POSTS]`.

Makes exports of 1,000 and 100 posts of about 5 kB each (unless told otherwise), builds an EPUB of
the one and a PDF of the other with the command line, and prints seconds, CPU seconds and peak MB.
The cache of prepared faces is warmed before.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from measure import measure
from read_wxr import write


def build(folder: Path, posts: int, suffix: str) -> None:
    """Build a book of `posts` posts and print what it cost."""
    archive = folder / f"{posts}.xml"
    write(archive, posts)
    book = folder / f"book{suffix}"
    command = [sys.executable, "-m", "blog2book", str(archive), "-q", "-o", str(book)]
    cost = measure(command, folder)
    print(
        f"{suffix[1:].upper()}, {posts} posts, {archive.stat().st_size / 1e6:.1f} MB of WXR: "
        f"{cost.wall:.1f} s, CPU {cost.cpu:.1f} s, peak {cost.peak:.0f} MB, "
        f"{book.stat().st_size / 1e6:.2f} MB"
    )


def main() -> None:
    """Build both books."""
    numbers = [int(word) for word in sys.argv[1:3]]
    epub, pdf = [*numbers, *(1000, 100)[len(numbers) :]]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "warm.xml", 1)
        warm = [str(Path(folder) / "warm.xml"), "-q", "-o", str(Path(folder) / "warm.pdf")]
        subprocess.run([sys.executable, "-m", "blog2book", *warm], check=True, capture_output=True)
        build(Path(folder), epub, ".epub")
        build(Path(folder), pdf, ".pdf")


if __name__ == "__main__":
    main()
