"""`blog2book sources --check`, by way of a faulty server, and what the next book says of it."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.cli import blog2book
from blog2book.errors import Blog2bookError, NotFetchedError, WriteError
from blog2book.model.checked import FILE_NAME
from exports import item, wxr
from faulty import WAYBACK, Site, answer, moved
from faulty import site as running

OLD = "old.example"
LIVE, MOVED, KEPT, GONE, BUSY = ("/live", "/moved", "/kept", "/gone", "/busy")


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a server with a page that is there, one that moved, and one whose copy is kept."""
    with running() as server:
        server.routes[LIVE] = answer(200, b"x" * 100_000)
        server.routes[f"{OLD}{MOVED}"] = moved(server.url("/new"), 301)
        server.routes["/new"] = answer(200)
        server.routes[GONE] = answer(410)
        server.routes[BUSY] = answer(500)
        copy = f"/web/20150101000000/{server.url(KEPT, OLD)}"
        server.routes[f"{WAYBACK}/web/20161207/{server.url(KEPT, OLD)}"] = moved(copy)
        server.routes[f"{WAYBACK}{copy}"] = answer(200)
        yield server


@pytest.fixture
def export(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an export in the current folder with a post that cites all, and a private one."""
    monkeypatch.chdir(tmp_path)
    links = "".join(
        f'<p><a href="{site.url(path, OLD)}">there</a></p>'
        for path in (LIVE, MOVED, KEPT, GONE, BUSY)
    )
    secret = item(2, f'<a href="{site.url("/secret", OLD)}">there</a>', status="private")
    Path("export.xml").write_text(wxr(item(1, f"{links}The BBC reports."), secret))
    return "export.xml"


def run(site: Site, *args: str) -> Result:
    """Run the command line in a network in which the server is all there is."""
    result = CliRunner().invoke(blog2book, args, obj=site.network(OLD))
    if isinstance(result.exception, Blog2bookError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def states() -> dict[str, str]:
    """Return what the record says, by the path of the page."""
    lines = map(json.loads, Path(FILE_NAME).read_text().splitlines())
    return {f"/{one['url'].rpartition('/')[2]}": one["state"] for one in lines}


def test_pages_are_asked_for_and_the_book_tells(site: Site, export: str) -> None:
    """Each state is written down, and a second run asks for what did not say alone."""
    result = run(site, "sources", export, "--check")
    assert result.stdout.splitlines() == [
        f"4 pages asked for: 1 live, 1 moved, 1 archived, 1 gone. See {Path.cwd() / FILE_NAME}.",
        "1 did not say this time. To go on: blog2book sources export.xml --check",
    ]
    assert "still answers: its server answers 500" in result.stderr
    assert states() == {LIVE: "live", MOVED: "moved", KEPT: "archived", GONE: "gone"}
    assert not any("secret" in one for one in site.asked)
    assert {one.partition(" ")[2] for one in site.agents} == {
        "(sees whether a book's sources still answer)"
    }
    site.routes[BUSY] = answer(200)
    site.asked.clear()
    again = run(site, "sources", export, "--check")
    assert again.stdout.splitlines() == [
        f"1 page asked for: 1 live. See {Path.cwd() / FILE_NAME}.",
        "4 pages asked for before; to ask again, delete their lines there.",
    ]
    assert [one for one in site.asked if "robots" not in one] == [f"{OLD}{BUSY}"]
    run(site, export, "-o", "book.epub")
    with zipfile.ZipFile("book.epub") as opened:
        words = {
            Path(name).stem: " ".join(re.sub(r"<[^>]*>", "", opened.read(name).decode()).split())
            for name in opened.namelist()
            if name.endswith(".xhtml")
        }
    told = r"3 of 5 cited pages that were asked for still answered on \w+ \d+, 20"
    assert [name for name, said in words.items() if re.search(told, said)] == ["colophon"]
    assert any("/web/20150101000000/" in said for said in words.values())
    listed = run(site, "sources", export).stdout
    assert f"moved on {site.network().today}: {site.url('/new')}" in listed
    run(site, "sources", export, "-o", "made.csv")
    assert ",archived," in Path("made.csv").read_text()


def test_a_server_that_is_not_there_is_gone_where_the_network_is(site: Site, export: str) -> None:
    """Pages of a name that nobody has did not answer; without a network nobody knows."""
    Path(export).write_text(
        wxr(item(1, "".join(f'<a href="http://none.invalid/{n}">there</a> ' for n in range(4))))
    )
    del site.routes[f"{WAYBACK}/web/20161207/{site.url(KEPT, OLD)}"]
    run(site, "sources", export, "--check", "-q")
    assert states() == {f"/{n}": "gone" for n in range(4)}


def test_a_machine_without_a_network_is_told(site: Site, export: str) -> None:
    """Where no server can be reached, one sentence says so, with what to do; the rest is made."""
    site.shutdown()
    site.server_close()
    for more in ((), ("-o", "made.csv")):
        args = ("sources", export, "--check", *more)
        result = CliRunner().invoke(blog2book, args, obj=site.network(OLD))
        assert isinstance(result.exception, NotFetchedError)
        assert result.exception.message.endswith("This machine seems to be offline.")
        assert result.exception.hint.endswith(f"then run: blog2book {' '.join(args)}")
        assert result.stdout.split() == [*more[1:]]
        assert not Path(export).with_name("sources-checked.jsonl").exists()
    assert Path("made.csv").exists()


def test_pages_of_which_nothing_is_known_are_no_success(site: Site, export: str) -> None:
    """A server with trouble alone tells of no page, and the exit code says that."""
    Path(export).write_text(wxr(item(1, f'<a href="{site.url(BUSY, OLD)}">there</a>')))
    with pytest.raises(NotFetchedError, match="Of no page is known"):
        run(site, "sources", export, "--check")


def test_a_damaged_record_is_mended(site: Site, export: str) -> None:
    """A line that a crash cut off, and one of something else, cost themselves."""
    Path(FILE_NAME).write_text(
        'null\n{"url": 3}\n{"url": "", "state": "live", "day": "2026-01-01"}\n'
        '{"url": "http://x.example/", "state": "live", "day": "2026"}\n{"url": "http'
    )
    run(site, "sources", export, "--check")
    lines = Path(FILE_NAME).read_text().splitlines()
    assert lines[4] == '{"url": "http'
    assert len(lines) == 9


@pytest.mark.usefixtures("export")
def test_the_record_stands_where_the_book_finds_it(site: Site) -> None:
    """Never inside an archive's folder: beside it, where that is the current one."""
    Path("site").mkdir()
    (Path("site") / "a.md").write_text(
        f"---\ntitle: One\ndate: 2016-12-07\n---\n[there]({site.url(LIVE, OLD)})\n"
    )
    folder = Path.cwd()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("site")
        run(site, "sources", str(folder / "site"), "--check")
    assert states() == {LIVE: "live"}
    assert not (folder / "site" / FILE_NAME).exists()
    record = folder / FILE_NAME
    record.unlink()
    record.mkdir()
    with pytest.raises(WriteError, match=f"{FILE_NAME} cannot be written"):
        run(site, "sources", str(folder / "site"), "--check")


def test_where_nothing_was_asked_no_record_is_named(site: Site, export: str) -> None:
    """A book that cites no page leaves no empty record, and nobody is sent to look for one."""
    Path(export).write_text(wxr(item(1, "<p>No link.</p>")), encoding="utf-8")
    assert run(site, "sources", export, "--check").stdout.splitlines() == ["0 pages asked for."]
    assert not Path(FILE_NAME).exists()
