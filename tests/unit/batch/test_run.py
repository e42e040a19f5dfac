"""A run of a batch: what is written beside the manifest, whatever ends it."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from blog2book import batch
from blog2book.batch import Outcomes
from blog2book.batch.make import World, make
from blog2book.batch.manifest import Blog, read
from blog2book.batch.outcome import State
from blog2book.batch.pool import in_a_pool
from blog2book.batch.shelf import shelf_of
from blog2book.errors import WriteError
from blog2book.events import Event, Notice, StageAdvanced, StageStarted
from blogs import books, context, write_blogs


def _here(blogs: Sequence[Blog], world: World) -> Outcomes:
    """Make all blogs in this process."""
    for blog in blogs:
        yield make(blog, world)


def _interrupted(blogs: Sequence[Blog], world: World) -> Outcomes:
    """Make one blog; then somebody presses Ctrl-C."""
    yield make(blogs[0], world)
    raise KeyboardInterrupt


def _summary(manifest: Path) -> dict[str, Any]:
    content = json.loads(shelf_of(manifest).summary.read_bytes())
    assert isinstance(content, dict)
    return content


def test_failures_are_kept_apart_with_their_reports(tmp_path: Path) -> None:
    """A blog that fails costs no other; it is told and written down until it is made."""
    manifest = write_blogs(tmp_path, ["alder", "birch"])
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"{text}\n[blogs.cedar.book]\narchive = 3\n", encoding="utf-8")
    (tmp_path / "alder.txt").rename(tmp_path / "moved.txt")
    heard: list[Event] = []
    summary = batch.run(read(manifest), _here, context(tmp_path, heard.append))
    assert summary.states == {State.MADE: 1, State.FAILED: 2}
    assert set(books(tmp_path)) == {"birch"}
    told = [event.message for event in heard if isinstance(event, Notice)]
    assert told[0].startswith("cedar: ")
    assert told[1] == f"alder: There is no file {tmp_path / 'alder.txt'}."
    assert heard[0] == StageStarted(stage=batch.STAGE, total=3)
    assert heard[-1] == StageAdvanced(stage=batch.STAGE, done=3)
    shelf = shelf_of(manifest)
    failure = json.loads(shelf.failure("alder").read_bytes())
    assert (failure["blog"], failure["kind"], failure["exit_code"]) == ("alder", "ArchiveError", 3)
    (tmp_path / "moved.txt").rename(tmp_path / "alder.txt")
    manifest.write_text(text, encoding="utf-8")
    again = batch.run(read(manifest), _here, context(tmp_path))
    assert again.states == {State.MADE: 1, State.UNCHANGED: 1}
    assert not shelf.failure("alder").exists()


def test_the_summary_adds_up_what_was_made(tmp_path: Path) -> None:
    """Its counts are those of the blogs, its sums those of the records."""
    manifest = write_blogs(tmp_path, ["alder", "birch", "cedar"])
    (tmp_path / "cedar.txt").unlink()
    batch.run(read(manifest), _here, context(tmp_path))
    content = _summary(manifest)
    shelf = shelf_of(manifest)
    records = [json.loads(shelf.record(name).read_bytes()) for name in ("alder", "birch")]
    assert content["manifest"] == str(manifest)
    assert (content["version"], content["made_by"]) == (1, "blog2book")
    assert [content[key] for key in ("blogs", "made", "unchanged", "failed", "left")] == [
        3, 2, 0, 1, 0,
    ]  # fmt: skip
    assert content["bytes"] == sum(one["outputs"][0]["bytes"] for one in records)
    assert content["cpu_seconds"] == pytest.approx(sum(one["cpu_seconds"] for one in records))
    assert content["peak_memory"] == max(one["peak_memory"] for one in records)
    assert content["seconds"] > 0
    (failed,) = content["failures"]
    assert (failed["blog"], failed["exit_code"]) == ("cedar", 3)
    assert json.loads(Path(failed["report"]).read_bytes())["message"] == failed["message"]


def test_an_interrupted_run_leaves_a_summary_and_goes_on(tmp_path: Path) -> None:
    """What nobody came to is counted as left; the next run makes just that."""
    manifest = write_blogs(tmp_path, ["alder", "birch"])
    with pytest.raises(KeyboardInterrupt):
        batch.run(read(manifest), _interrupted, context(tmp_path))
    content = _summary(manifest)
    assert (content["made"], content["left"]) == (1, 1)
    summary = batch.run(read(manifest), _here, context(tmp_path))
    assert summary.states == {State.UNCHANGED: 1, State.MADE: 1}


def test_a_manifest_without_a_good_blog_starts_nobody(tmp_path: Path) -> None:
    """All failures are told all the same."""
    manifest = tmp_path / "blogs.toml"
    manifest.write_text("blogs.a = 1\nblogs.b = 2\n")
    engine = partial(in_a_pool, jobs=None, memory=None)
    summary = batch.run(read(manifest), engine, context(tmp_path))
    assert (summary.states, set(summary.failures)) == ({State.FAILED: 2}, {"a", "b"})


def test_two_runs_at_a_time_are_refused(tmp_path: Path) -> None:
    """Else both would make the same books; what was left by a killed process is swept out."""
    manifest = read(write_blogs(tmp_path, ["alder"]))
    shelf = shelf_of(manifest.file)
    batch.run(manifest, _here, context(tmp_path))
    left = shelf.folder / "made" / ".blog2book-left"
    left.mkdir()
    with (
        FileLock(shelf.folder / "lock"),
        pytest.raises(WriteError, match="Another batch is running"),
    ):
        batch.run(manifest, _here, context(tmp_path))
    batch.run(manifest, _here, context(tmp_path))
    assert not left.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Before anything is made, and where it goes wrong later."""
    manifest = read(write_blogs(tmp_path, ["alder"]))
    shelf = shelf_of(manifest.file)
    shelf.folder.touch()
    with pytest.raises(WriteError, match=r"blogs\.batch cannot be written"):
        batch.run(manifest, _here, context(tmp_path))
    shelf.folder.unlink()
    shelf.summary.mkdir(parents=True)
    with pytest.raises(WriteError, match=r"summary\.json cannot be written"):
        batch.run(manifest, _here, context(tmp_path))
    assert set(books(tmp_path)) == {"alder"}
