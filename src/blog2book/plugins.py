"""Readers and themes that other packages bring, found by their entry points.

    [project.entry-points."blog2book.readers"]
    mybloghost = "mybloghost_reader:reader"      # an object that is a ports.Reader

    [project.entry-points."blog2book.themes"]
    linen = "linen_theme"                        # a package whose folder is the theme, or a Path

A plug-in that cannot be loaded costs itself, with a Notice.
"""

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import cast

from blog2book.events import Notice, Report
from blog2book.ports import Reader

READERS = "blog2book.readers"
THEMES = "blog2book.themes"


def readers(report: Report, found: Iterable[EntryPoint] | None = None) -> Mapping[str, Reader]:
    """Return the readers that plug-ins bring, by name. `found` stands for what is installed."""
    loaded: dict[str, Reader] = {}
    for point in _points(READERS, found):
        thing = _load(point, report)
        if thing is None:
            continue
        if _is_reader(thing):
            loaded.setdefault(point.name, cast("Reader", thing))
        else:
            _complain(point, "it is no reader: name, recognises or read is missing", report)
    return loaded


def themes(report: Report, found: Iterable[EntryPoint] | None = None) -> Mapping[str, Path]:
    """Return the folders of the themes that plug-ins bring, by name."""
    loaded: dict[str, Path] = {}
    for point in _points(THEMES, found):
        thing = _load(point, report)
        if thing is None:
            continue
        folder = _folder(thing)
        if folder is None:
            _complain(point, "it names no folder", report)
        else:
            loaded.setdefault(point.name, folder)
    return loaded


def _points(group: str, found: Iterable[EntryPoint] | None) -> list[EntryPoint]:
    """Return entry points by name, so that the order of installation does not matter."""
    points = entry_points(group=group) if found is None else found
    return sorted(points, key=lambda point: (point.name, point.value))


def _load(point: EntryPoint, report: Report) -> object | None:
    try:
        thing: object = point.load()
    except (ImportError, AttributeError, SyntaxError) as error:
        _complain(point, str(error), report)
        return None
    return thing


def _is_reader(thing: object) -> bool:
    words = (getattr(thing, word, None) for word in ("name", "reads"))
    verbs = (getattr(thing, verb, None) for verb in ("recognises", "read"))
    return all(isinstance(word, str) for word in words) and all(map(callable, verbs))


def _folder(thing: object) -> Path | None:
    if isinstance(thing, ModuleType) and thing.__file__:
        thing = Path(thing.__file__).parent
    return thing if isinstance(thing, Path) and thing.is_dir() else None


def _complain(point: EntryPoint, reason: str, report: Report) -> None:
    report(
        Notice(
            code="plugin-broken",
            message=f"The plug-in {point.name} cannot be used: {reason}.",
            where=f"{point.group}, {point.value}",
            hint="Update it, or uninstall the package that brings it.",
        )
    )
