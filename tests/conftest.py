"""What all tests share: one cache of prepared faces, and the real archives if they are there."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True, scope="session")
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's own cache out of the tests, but instance each face only once."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(shared / "cache")
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """Give SIGTERM back to this process: the program's `main` takes it for an interrupt."""
    before = (signal.getsignal(signal.SIGTERM), sys.unraisablehook)
    yield
    signal.signal(signal.SIGTERM, before[0])
    sys.unraisablehook = before[1]


@pytest.fixture(scope="session")
def archives() -> Path:
    """Return the folder of real exports, or skip."""
    folder = os.environ.get("BLOG2BOOK_ARCHIVES")
    if not folder:
        pytest.skip("BLOG2BOOK_ARCHIVES does not name a folder of real exports")
    return Path(folder)


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of the archives that were written for this project."""
    return ROOT / "examples"
