"""What a PDF needs beside Python packages, and the line that installs it."""

import shutil
import sys
from collections.abc import Callable

_BY_TOOL = (
    ("apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
    ("dnf", "sudo dnf install pango"),
    ("pacman", "sudo pacman -S pango"),
    ("zypper", "sudo zypper install libpango-1_0-0"),
    ("apk", "sudo apk add pango"),
    ("brew", "brew install pango"),
)
_ELSEWHERE = "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#installation"


def installing_pango(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> str:
    """Return the line that installs Pango on `platform`, where `which` finds programs."""
    if platform == "win32":
        return "install MSYS2 (https://www.msys2.org), then: pacman -S mingw-w64-ucrt-x86_64-pango"
    if platform == "darwin":
        return "brew install pango"
    return next((line for tool, line in _BY_TOOL if which(tool)), f"see {_ELSEWHERE}")
