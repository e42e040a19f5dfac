import json
from importlib import import_module

from click.testing import CliRunner

from blog2book.cli import blog2book
from blog2book.readers import READERS
from blog2book.readers.platforms import PLATFORMS


def test_every_format_has_a_platform() -> None:
    """Whoever asks what is read learns of every reader, and of none that is not there."""
    assert set(READERS) == {platform.reader for platform in PLATFORMS}


def test_every_reader_has_its_module_s_name() -> None:
    """--reader takes the name of the module in which a format is read."""
    assert [import_module(f"blog2book.readers.{name}").reader.name for name in READERS] == [
        *READERS
    ]


def test_formats_are_listed_with_how_to_get_them() -> None:
    """`formats` prints each platform with its steps, no line longer than 80 letters."""
    done = CliRunner().invoke(blog2book, ["formats"])
    assert done.exit_code == 0
    assert max(map(len, done.output.splitlines())) <= 80
    told = " ".join(done.output.split())
    for platform in PLATFORMS:
        assert platform.name in told
        assert f"get it {platform.steps} give it {platform.file} --reader {platform.reader}" in told


def test_formats_are_listed_as_json() -> None:
    """`formats --json` prints the same for programs."""
    done = CliRunner().invoke(blog2book, ["formats", "--json"])
    content = json.loads(done.output)
    assert content["version"] == 1
    assert [one["name"] for one in content["platforms"]] == [one.name for one in PLATFORMS]
    assert content["plugins"] == {}
