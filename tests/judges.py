"""Outside judges for tests: each skips with a plain reason where it is not installed."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from blog2book.proof import check

NOT_RUN = 2
"""The exit code with which a judge's command says that it could not look at the file."""

SHORT_RUN = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""What halves the time of a Java program that runs for seconds."""


def epubcheck(path: Path) -> list[str]:
    """Return EPUBCheck's errors and warnings about the EPUB at `path`."""
    verdict = check(path)[0]
    if not verdict.ran:
        pytest.skip(verdict.hint)
    return list(verdict.messages)


def verapdf(path: Path, flavour: str = "ua1") -> list[str]:
    """Return the rules of PDF/UA-1, or of PDF/A-2a ("2a"), that the PDF at `path` breaks.

    The environment's BLOG2BOOK_VERAPDF may name a command that is given the flavour and a file,
    prints its complaints and ends with 0 where there are none; else veraPDF is looked for on the
    path, for PDF/UA-1 alone.
    """
    command = os.environ.get("BLOG2BOOK_VERAPDF")
    if command:
        return _complaints([*shlex.split(command), flavour, str(path)])
    if flavour != "ua1":
        pytest.skip("BLOG2BOOK_VERAPDF is not set: it names the command that knows PDF/A")
    verdict = check(path)[0]
    if not verdict.ran:
        pytest.skip(verdict.hint)
    return list(verdict.messages)


def ace(path: Path) -> list[str]:
    """Return what DAISY Ace says about an EPUB; BLOG2BOOK_ACE names a command that is given it."""
    command = os.environ.get("BLOG2BOOK_ACE")
    if not command:
        pytest.skip("BLOG2BOOK_ACE is not set: it names the command that runs DAISY Ace")
    return _complaints([*shlex.split(command), str(path)])


def _complaints(command: list[str]) -> list[str]:
    world = {**os.environ, **SHORT_RUN}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=world)
    said = (done.stdout + done.stderr).splitlines()
    if done.returncode == NOT_RUN:
        pytest.skip(f"{command[:2]} could not look: {' '.join(said[-3:])}")
    return said if done.returncode else []
