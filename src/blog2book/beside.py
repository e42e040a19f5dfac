"""What a person has put beside an archive or beside settings, and never inside an archive."""

from collections.abc import Sequence
from pathlib import Path


def find(archives: Sequence[Path], name: str, *places: Path) -> Path | None:
    """Return the file `name` of the first of some folders: by default this one, or an archive's.

    Never one inside an archive's folder: an archive may come from a stranger.
    """
    folders = [path.resolve() for path in archives if path.is_dir()]
    for place in places or (Path.cwd(), *(path.resolve().parent for path in archives[:1])):
        real = place.resolve()
        inside = any(real == folder or folder in real.parents for folder in folders)
        if not inside and (place / name).is_file():
            return place / name
    return None


def overlay_beside(file: Path) -> Path | None:
    """Return the folder `theme/` beside a blog2book.toml, if there is one.

    Whether it holds anything of a theme is asked where themes are loaded.
    """
    folder = file.resolve().parent / "theme"
    return folder if folder.is_dir() else None
