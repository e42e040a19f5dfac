"""Where built-in themes lie: inside the installed package, or beside the code of a checkout."""

from pathlib import Path


def themes() -> Path:
    """Return the folder of the built-in themes.

    A wheel carries them inside the package; an editable install has no such folder there, and
    reads the checkout's.
    """
    package = Path(__file__).parent
    packaged = package / "themes"
    return packaged if packaged.is_dir() else package.parents[1] / "themes"


def built_in_themes() -> tuple[str, ...]:
    """Return the names of the built-in themes, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in themes().glob("*/theme.toml")))
