"""Zip a folder, pictures stored and the rest packed: `zip_folder.py FOLDER FILE`."""

import sys
import zipfile
from pathlib import Path


def main() -> None:
    """Write the file."""
    folder, book = map(Path, sys.argv[1:])
    with zipfile.ZipFile(book, "w") as packed:
        for path in sorted(folder.rglob("*")):
            stored = path.suffix in {".jpg", ".png"}
            way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.write(path, path.relative_to(folder), way)


if __name__ == "__main__":
    main()
