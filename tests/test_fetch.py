"""From an export that holds no pictures to a book that does, by way of a faulty server."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.cli import blog2book
from blog2book.errors import Blog2bookError, NotFetchedError
from blog2book.model.fetched import FILE_NAME, read_list
from exports import CHANNEL, ROOT, item
from faulty import HOME, Site, answer, jpeg, slow
from faulty import site as running

NAMES = ("a", "b", "c")


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running server that has two pictures of three."""
    with running() as server:
        for number, name in enumerate(NAMES[:2]):
            server.routes[f"/u/{name}.jpg"] = answer(200, jpeg(30 + number))
        yield server


@pytest.fixture
def archive(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an export in the current folder, whose posts show three pictures and a private one."""
    monkeypatch.chdir(tmp_path)
    posts = [
        item(number, f'<img src="{site.url(f"/u/{name}-300x200.jpg")}" alt="Frost">')
        for number, name in enumerate(NAMES, start=1)
    ]
    secret = item(9, f'<img src="{site.url("/u/secret.jpg")}" alt="">', status="private")
    text = f"{ROOT}<channel>{CHANNEL}{''.join(posts)}{secret}</channel></rss>"
    (tmp_path / "export.xml").write_text(text)
    return "export.xml"


def run(site: Site, *args: str) -> Result:
    """Run the command line in a network in which the server is all there is."""
    result = CliRunner().invoke(blog2book, args, obj=site.network())
    if result.exception and not isinstance(result.exception, SystemExit | Blog2bookError):
        raise result.exception
    return result


def pictures(book: str) -> int:
    """Return how many JPEGs an EPUB holds beside its cover."""
    with zipfile.ZipFile(book) as opened:
        return sum(name.endswith(".jpg") and "cover" not in name for name in opened.namelist())


def test_fetch_then_build(site: Site, archive: str) -> None:
    """What is fetched is in the book, what is lost is told, and nothing private is asked for."""
    before = run(site, archive)
    assert before.stderr.splitlines()[-1] == (
        "3 missing pictures may still be on the web. To bring: blog2book fetch export.xml"
    )
    Path("mine").mkdir()
    with_mine = run(site, archive, "--force", "--media", "mine")
    assert with_mine.stderr.endswith("fetch export.xml --media pictures --media mine\n")
    assert site.asked == []
    assert pictures("a-blog.epub") == 0
    fetched = run(site, "fetch", archive)
    assert fetched.exit_code == 0
    assert fetched.stdout.splitlines() == [
        "2 pictures brought to pictures, 0.0 MB.",
        "1 picture lost: no server has it any more.",
        "To build with them: blog2book export.xml --media pictures",
    ]
    assert fetched.stderr.count("was not brought") == 1
    assert "Post 3" in fetched.stderr
    assert "picture-missing" not in fetched.stderr
    assert not any("secret" in one for one in site.asked)
    after = run(site, archive, "--media", "pictures")
    assert pictures("a-blog.epub") == 2
    assert "fetch" not in after.stderr
    asked = len(site.asked)
    again = run(site, "fetch", archive, "--media", "pictures")
    listed = Path("pictures") / FILE_NAME
    assert again.exit_code == 0
    assert again.stdout.splitlines() == [
        f"1 picture given up before and not asked for again; to ask, delete its line in {listed}.",
        "To build with them: blog2book export.xml --media pictures",
    ]
    assert len(site.asked) == asked


def test_the_command_that_build_gives_works_as_it_stands(site: Site, archive: str) -> None:
    """Blanks, quotes and dashes in names, and the options that chose the posts, are in it."""
    name = "it's a \"blog\"'s.xml"
    draft = item(7, f'<img src="{site.url("/u/b.jpg")}" alt="">', status="draft")
    text = Path(archive).read_text().replace("</channel>", f"{draft}</channel>")
    for one in (name, "-x.xml", "list"):
        Path(one).write_text(text)
    typed = ["--drafts", "--no-pages", "--to", "2017", "--by", "Ada Example", "--limit", "9"]
    built = run(site, "build", *typed, "-o", "x.epub", "--", name, "-x.xml", "list")
    command = built.stderr.splitlines()[-1].partition("To bring: ")[2]
    options = "--to 2017-12-31 --by 'Ada Example' --limit 9 --no-pages --drafts"
    assert command.endswith(f" ./-x.xml ./list {options}")
    fetched = run(site, *shlex.split(command)[1:])
    assert fetched.exit_code == 0
    build = fetched.stdout.splitlines()[-1].partition(": ")[2]
    assert build.endswith(f"{options} --media pictures")
    assert "may still be on the web" not in run(site, *shlex.split(build)[1:]).stderr
    assert site.pictures(f"{HOME}/u/b.jpg")


def test_what_came_on_standard_input_is_to_come_again(site: Site, archive: str) -> None:
    """The command cannot know whence it came."""
    text = Path(archive).read_text()
    result = CliRunner().invoke(blog2book, ["-", "-o", "x.epub"], obj=site.network(), input=text)
    line = "To bring, with the archive on standard input again: blog2book fetch -"
    assert result.stderr.splitlines()[-1].endswith(line)


def test_the_list_of_settings_says_where_pictures_go(site: Site, archive: str) -> None:
    """The first folder of [media] is filled, and `blog2book` alone builds with it."""
    Path("mine").mkdir()
    Path("blog2book.toml").write_text(
        f'format = 1\n[book]\narchives = ["{archive}"]\n[media]\nfolders = ["mine"]\n'
    )
    result = run(site, "fetch")
    assert result.stdout.splitlines()[-1] == "To build with them: blog2book"
    assert len(list(read_list(Path("mine")))) == 3
    run(site)
    assert pictures("a-blog.epub") == 2


def test_settings_without_a_folder_are_built_with_one(site: Site, archive: str) -> None:
    """Where the settings name no folder of pictures, the command to build names ours."""
    Path("x.toml").write_text(f'format = 1\n[book]\narchives = ["{archive}"]\n')
    result = run(site, "fetch", "--config", "x.toml", "--media", "a b")
    line = "To build with them: blog2book --config x.toml --media 'a b'"
    assert result.stdout.splitlines()[-1] == line
    assert len(list(read_list(Path("a b")))) == 3


def test_a_second_folder_is_looked_at(site: Site, archive: str) -> None:
    """What another folder has is not asked for, and the first alone is filled."""
    Path("have").mkdir()
    Path("have/a.jpg").write_bytes(jpeg())
    result = run(site, "fetch", archive, "--media", "new", "--media", "have", "--from", "2016")
    assert result.stdout.splitlines()[-1].endswith("--media new --media have")
    assert not any("/a" in one for one in site.pictures())
    assert [path.name for path in Path("have").iterdir()] == ["a.jpg"]


def test_what_is_left_is_told_with_the_command_that_goes_on(site: Site, archive: str) -> None:
    """The command is the one that was typed, options and all."""
    site.routes["/u/a.jpg"] = answer(200, bytes(2_000_000))
    site.routes["/u/b.jpg"] = site.routes["/u/b-300x200.jpg"] = answer(500)
    typed = ["fetch", archive, "--megabytes", "1", "--by", "Ada Example"]
    result = run(site, *typed)
    assert result.stdout.splitlines() == [
        "1 picture lost: no server has it any more.",
        (
            "1 could not be had this time; 1 is left, for the limit is reached. To go on: "
            "blog2book fetch export.xml --megabytes 1 --by 'Ada Example'"
        ),
    ]
    assert isinstance(result.exception, NotFetchedError)
    assert "larger than all that a run may bring" in result.stderr
    del site.routes["/u/a.jpg"]
    site.routes["/u/a-300x200.jpg"] = answer(200, jpeg())
    again = run(site, "fetch", archive)
    assert again.exit_code == 0
    lines = again.stdout.splitlines()
    assert "1 could not be had this time. To go on: blog2book fetch export.xml" in lines


def test_an_address_that_nobody_may_ask_for_keeps_no_run_unfinished(
    site: Site, archive: str
) -> None:
    """It is told once, in its own words; then neither `fetch` nor `build` speaks of going on."""
    body = '<img src="http://192.168.1.7/a.jpg" alt="">'
    Path(archive).write_text(f"{ROOT}<channel>{CHANNEL}{item(1, body)}</channel></rss>")
    fetched = run(site, "fetch", archive)
    assert "a.jpg was not brought: its address leads into a private network" in fetched.stderr
    assert fetched.stdout.splitlines() == [
        "1 picture never to be had: its address leads where nobody may ask.",
    ]
    assert isinstance(fetched.exception, NotFetchedError)
    again = run(site, "fetch", archive)
    assert again.exit_code == 0
    assert "was not brought" not in again.stderr
    (line,) = again.stdout.splitlines()
    assert line.startswith("1 picture given up before")
    assert "fetch" not in run(site, archive, "--media", "pictures").stderr
    assert site.asked == []


def test_what_was_never_on_a_server_is_asked_of_none(site: Site, archive: str) -> None:
    """A file on the writer's disk is told as such, and found in a folder by its name."""
    disk = r'<img src="file:///C:/Users/jo/a.jpg" alt=""><img src="C:\x\b.jpg" alt="">'
    Path(archive).write_text(f"{ROOT}<channel>{CHANNEL}{item(1, disk)}</channel></rss>")
    fetched = run(site, "fetch", archive)
    assert fetched.exit_code == 0
    assert "a.jpg cannot be fetched: it is on no server of the web" in fetched.stderr
    assert "/jo/" not in fetched.output
    assert fetched.stdout.splitlines() == [
        "No picture is missing that has an address on the web.",
        "2 pictures on no server of the web: give the folder that holds them with --media DIR.",
    ]
    assert site.asked == []
    Path("mine").mkdir()
    for name in ("a", "b"):
        Path(f"mine/{name}.jpg").write_bytes(jpeg(30 + ord(name)))
    run(site, archive, "--media", "mine")
    assert pictures("a-blog.epub") == 2


def test_an_address_with_a_login_is_asked_neither_with_it_nor_without(
    site: Site, archive: str
) -> None:
    """It is given up and told, and no word of the login is printed or kept."""
    address = site.url("/u/a-300x200.jpg").replace("://", "://jo:secret@")
    body = f'<img src="{address}" alt="">'
    Path(archive).write_text(f"{ROOT}<channel>{CHANNEL}{item(1, body)}</channel></rss>")
    fetched = run(site, "fetch", archive)
    assert "its address carries a login" in fetched.stderr
    assert isinstance(fetched.exception, NotFetchedError)
    assert site.asked == []
    (listed,) = read_list(Path("pictures"))
    assert listed.reason
    for told in (fetched.output, listed.line):
        assert "secret" not in told
        assert "jo:" not in told


def test_a_machine_without_a_network_is_told(site: Site, archive: str) -> None:
    """Where no server can be reached at all, one sentence says so, with what to do."""
    site.shutdown()
    site.server_close()
    fetched = run(site, "fetch", archive)
    assert isinstance(fetched.exception, NotFetchedError)
    assert fetched.exception.message.endswith("This machine seems to be offline.")
    assert fetched.exception.hint.endswith("then run: blog2book fetch export.xml")
    assert fetched.stdout == ""


def test_nothing_is_missing(site: Site, archive: str) -> None:
    """A book that has all its pictures needs nothing; quiet says nothing."""
    result = run(site, "fetch", archive, "--tag", "none")
    assert result.exit_code != 0
    for name in NAMES:
        Path("pictures").mkdir(exist_ok=True)
        Path(f"pictures/{name}.jpg").write_bytes(jpeg())
    assert run(site, "fetch", archive).stdout.splitlines() == [
        "No picture is missing that has an address on the web.",
        "To build with them: blog2book export.xml --media pictures",
    ]
    assert run(site, "fetch", archive, "-q").output == ""
    Path("text.txt").write_text("1 May 2012\nA title\nSome words.\n")
    result = run(site, "fetch", "text.txt", "--media", "nowhere")
    assert result.stdout == "No picture is missing that has an address on the web.\n"
    assert site.asked == []


def test_a_folder_of_pictures_may_be_new_but_no_file(site: Site, archive: str) -> None:
    """A file in its place is wrong usage."""
    result = CliRunner().invoke(blog2book, ["fetch", archive, "--media", archive])
    assert result.exit_code == 2
    assert site.asked == []


SCRIPT = """
import sys
from datetime import date
from blog2book.cli import main
from blog2book.ports import Network
port = sys.argv.pop(1)
hosts = {name: ("127.0.0.1",) for name in ("blog.example", "wayback.example")}
main(Network(today=date(2026, 1, 2), loopback=True, pause=0, hosts=hosts,
             wayback=f"http://wayback.example:{port}"))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_goes_on(site: Site, archive: str, number: signal.Signals) -> None:
    """Ctrl-C ends with 130 and a usable folder; the second run asks for the rest alone."""
    site.routes["/u/b.jpg"] = slow(answer(200, jpeg()), 60)
    command = [sys.executable, "-c", SCRIPT, str(site.server_port), "fetch", archive]
    folder = Path("pictures")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running_one:
        for _ in range(300):
            time.sleep(0.1)
            if f"{HOME}/u/b.jpg" in site.asked:
                break
        running_one.send_signal(number)
        _, error = running_one.communicate(timeout=30)
    assert running_one.returncode == 130, error
    assert b"Traceback" not in error
    assert [one.url for one in read_list(folder)] == [site.url("/u/a-300x200.jpg")]
    assert len(list(folder.iterdir())) == 2
    site.routes["/u/b.jpg"] = answer(200, jpeg())
    site.asked.clear()
    assert run(site, "fetch", archive).exit_code == 0
    assert len(list(read_list(folder))) == 3
    assert not any("/u/a" in one for one in site.asked)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_request_to_end_is_one_in_an_event_loop_too(ignored: bool) -> None:  # noqa: FBT001
    """SIGTERM cancels what the loop waits for, as Ctrl-C does, and ends it if that is ignored."""
    script = (
        "import asyncio, signal, sys\n"
        "from blog2book import cli\n"
        f"if {ignored}: signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "async def wait():\n"
        "    signal.raise_signal(signal.SIGTERM)\n"
        "    try: await asyncio.sleep(9)\n"
        "    finally: print(sys.exc_info()[0].__name__)\n"
        "cli.blog2book.main = lambda **_: asyncio.run(wait())\n"
        "cli.main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert result.returncode == 130
    assert result.stdout == ("" if ignored else "CancelledError\n")


def test_build_and_list_know_no_network(archive: str) -> None:
    """A build loads no client of the web, and asks no server; neither does a list."""
    script = (
        "import sys, json\nfrom blog2book.cli import blog2book\n"
        f"blog2book.main(['{archive}', '-q'], standalone_mode=False)\n"
        f"blog2book.main(['list', '{archive}', '-q'], standalone_mode=False)\n"
        "print(json.dumps([name for name in ('httpx', 'httpcore', 'asyncio.runners') "
        "if name in sys.modules]), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert "httpx" not in json.loads(result.stderr.splitlines()[-1])
    assert "httpcore" not in json.loads(result.stderr.splitlines()[-1])
