from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from blog2book import plugins
from samples import Heard


def point(name: str, value: str, group: str = plugins.READERS) -> EntryPoint:
    """Return an entry point as a package would bring it."""
    return EntryPoint(name, value, group)


def test_readers_are_found() -> None:
    """A reader that another package brings is there by its name."""
    heard = Heard()
    found = plugins.readers(heard, [point("mine", "blog2book.readers.text:reader")])
    assert found["mine"].name == "text"
    assert not heard.codes


@pytest.mark.parametrize(
    "value", ["no.such.module:reader", "blog2book.readers.text:nothing", "blog2book.errors"]
)
def test_a_broken_reader_costs_itself(value: str) -> None:
    """What cannot be loaded, or is no reader, is told and left out."""
    heard = Heard()
    assert not plugins.readers(heard, [point("mine", value)])
    assert heard.codes == ["plugin-broken"]
    assert heard.notices[0].where == f"blog2book.readers, {value}"


def test_themes_are_found() -> None:
    """A theme is a package's folder, or a path."""
    heard = Heard()
    found = plugins.themes(
        heard,
        [
            point("module", "blog2book.readers", plugins.THEMES),
            point("path", "unit_theme:FOLDER", plugins.THEMES),
            point("neither", "blog2book.plugins:THEMES", plugins.THEMES),
        ],
    )
    assert list(found) == ["module"]
    assert found["module"].name == "readers"
    assert heard.codes == ["plugin-broken", "plugin-broken"]


def test_what_is_installed_is_asked() -> None:
    """Without a list, the installed packages are asked; a plain install brings nothing broken."""
    heard = Heard()
    assert isinstance(plugins.readers(heard), dict)
    assert all(isinstance(folder, Path) for folder in plugins.themes(heard).values())
    assert not heard.codes
