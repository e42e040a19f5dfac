"""How the world comes in."""

import os
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import click.testing
import pytest

from blog2book import cli
from blog2book.cli import options
from blog2book.config import Settings, TextTable
from blog2book.events import ignore
from blog2book.workroom import workroom


def test_the_date_of_a_book_may_come_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH is taken, and is the day; what is no number of seconds stops all."""
    settings = Settings(text=TextTable(timezone="Europe/Berlin"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    world = options.context(settings, tmp_path, ignore)
    assert (world.date, world.today) == (datetime(1970, 1, 2, tzinfo=UTC), date(1970, 1, 2))
    assert (world.timezone, world.workdir) == ("Europe/Berlin", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(click.UsageError, match="no count of seconds"):
        options.context(settings, tmp_path, ignore)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.now(UTC).astimezone().date()
    world = options.context(settings, tmp_path, ignore)
    after = datetime.now(UTC).astimezone().date()
    assert world.date is None
    assert world.today is not None
    assert before <= world.today <= after


@click.command()
@options.selection
@options.noise
def _command(**chosen: object) -> None:
    click.echo(repr(chosen["first"]) + repr(chosen["last"]) + repr(chosen["timezone"]))


def test_a_period_begins_and_ends(tmp_path: Path) -> None:
    """--from takes the first day of what is named, --to the last; a zone is spelled right."""
    result = click.testing.CliRunner().invoke(
        _command,
        [str(tmp_path), "--from", "2012", "--to", "2012-02", "--timezone", "asia/tokyo"],
    )
    assert result.output.strip() == f"{date(2012, 1, 1)!r}{date(2012, 2, 29)!r}'Asia/Tokyo'"


@pytest.mark.parametrize("variable", [None, "elsewhere"])
def test_what_a_library_leaves_among_temporary_files_goes_with_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    """A folder nobody took away is gone with the work folder; later runs find all as it was."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if variable is None:
        monkeypatch.delenv("TMPDIR", raising=False)
    else:
        monkeypatch.setenv("TMPDIR", variable)
    with workroom() as folder:
        left = Path(tempfile.mkdtemp(prefix="somebody-"))
        assert left.parent == folder == Path(os.environ["TMPDIR"])
    assert not left.exists()
    assert tempfile.gettempdir() == str(tmp_path)
    assert os.environ.get("TMPDIR") == variable


def test_a_question_ends_with_its_own_mark(tmp_path: Path) -> None:
    """What asks "did you mean" has no full stop behind it."""
    ran = click.testing.CliRunner().invoke(
        cli.blog2book, ["build", str(tmp_path), "--timezone", "Europe/Berlim"]
    )
    assert "did you mean Europe/Berlin?\n" in ran.output
