"""The whole program, given what a stranger's archive may hold."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from blog2book.cli import blog2book
from blog2book.errors import Blog2bookError, ConfigError
from exports import CHANNEL, item, remark, wxr
from judges import epubcheck

_TAGS = (
    "p div span a b font center pre code q blockquote ul ol li dl dt dd table caption col tr td th "
    "h1 h3 hr br wbr img picture source figure figcaption video iframe object form input select "
    "textarea script noscript style template svg g text title foreignObject math mi mo msup mtable "
    "annotation-xml details summary ruby rt rp rb time meter abbr nobr plaintext xmp x-y o:p body"
)
TAGS = _TAGS.split()
_ATTRIBUTES = (
    "id=a|id='1 x'|id=''|class='x y'|style='color:red'|href='javascript:alert(1)'|href='#a'|href=''"
    "|href='http://x.example/a b?c=d&e#g h'|href='http://[::1'|href='data:text/html,x'|href=':'"
    "|src='a b.png'|src=''|src='data:image/png;base64,AAAA'|alt='\"<'|width=99999999|lang=xx-bad-"
    "|lang='de_DE'|dir=weird|colspan=0|rowspan=99999|start=x|value=iii|onclick='alert(1)'|xmlns='x'"
    "|xmlns:foo='x'|foo:bar=baz|xlink:href='http://x.example/'|datetime=soon|cite='javascript:1'"
    "|name=a|headers=z|role=doc-noteref|epub:type=noteref|data-É=x|<|=|'|\"|@click=x|1a=2|is=x|hidden"
)
ATTRIBUTES = _ATTRIBUTES.split("|")
_TEXTS = (
    "words|é 日本 עברית|\U0001f468\u200d\U0001f469|\u202egnp|&amp;|&bogus;|&#0;|&#xD800;|&|<|]]|<!|"
    "<!-- x --->|<!-->|<?php x ?>|<!DOCTYPE html>|<3|\n\n|\u200b|\x85\x9b|\ufdd0|\U0001fffe|"
    "[caption]<img src=a.png> x[/caption]|[gallery ids='1']|<!--more-->|[code]<b>[/code]|"
    "<table><p>x<tr>y<td>z<table><td></table>|<ul>x<ul><li>y</ul></ul>|<dl><dd>x</dl>|"
    "<svg><circle r=3 /><script>1</script></svg>|<math><mi>x</mi><p>y</p></math>|<h1><p>x</p></h1>|"
    "<a href=http://x.example/1>x<a href=http://x.example/2><p>y</p></a></a>|</p></p></body></html>"
)
TEXTS = _TEXTS.split("|")


def _run(*args: str | Path) -> tuple[int, str]:
    """Return exit code and all that was printed; raise what only a bug raises."""
    result = CliRunner().invoke(blog2book, [os.fspath(arg) for arg in args])
    error = result.exception
    if isinstance(error, Blog2bookError):
        return error.exit_code, f"{result.output}{error.message}"
    if error and not isinstance(error, SystemExit):
        raise error
    return result.exit_code, result.output


def _texts(book: Path) -> dict[str, str]:
    with zipfile.ZipFile(book) as held:
        return {
            name: held.read(name).decode() for name in held.namelist() if name.endswith(".xhtml")
        }


def _tag(chance: random.Random) -> str:
    attributes = "".join(f" {chance.choice(ATTRIBUTES)}" for _ in range(chance.randrange(4)))
    return f"<{chance.choice(TAGS)}{attributes}{chance.choice(('', '', '/'))}>"


def _dirt(chance: random.Random) -> str:
    """Return markup that no tidy person would write."""
    pieces = (
        _tag(chance)
        if chance.random() < 0.4
        else f"</{chance.choice(TAGS)}>"
        if chance.random() < 0.3
        else chance.choice(TEXTS)
        for _ in range(chance.randrange(1, 40))
    )
    return "".join(pieces).replace("]]>", "")


def test_a_book_of_dirt_passes_epubcheck(tmp_path: Path) -> None:
    """Whatever markup stands in bodies, comments and titles, the EPUB is clean and runs nothing."""
    chance = random.Random(1)  # noqa: S311 - dirt is no secret
    posts = [
        item(
            number,
            _dirt(chance),
            remark(number, _dirt(chance), author=chance.choice(TEXTS)),
            title=chance.choice([f"Post {number}", _dirt(chance)]),
        )
        for number in range(1, 150)
    ]
    (tmp_path / "a.xml").write_text(wxr(*posts), encoding="utf-8")
    book = tmp_path / "a.epub"
    assert _run(tmp_path / "a.xml", "-o", book, "--comments", "-q")[0] == 0
    for text in _texts(book).values():
        assert not re.search(r"<[^>]*(?:javascript:|onclick|<script|data:text)", text)
    assert epubcheck(book) == []


@pytest.mark.parametrize("title", ["", "  \u3000", "\u200b", "\x9b31m", "\u202ex", "</title>"])
def test_any_title_makes_a_book(tmp_path: Path, title: str) -> None:
    """A blog whose title shows nothing still gives a book with a name."""
    channel = CHANNEL.replace("A Blog", f"<![CDATA[{title}]]>")
    (tmp_path / "a.xml").write_text(wxr(item(1, title=title), channel=channel), encoding="utf-8")
    book = tmp_path / "a.epub"
    assert _run(tmp_path / "a.xml", "-o", book)[0] == 0
    with zipfile.ZipFile(book) as held:
        package = held.read("EPUB/content.opf").decode()
    named = re.search("<dc:title[^>]*>([^<]+)</dc:title>", package)
    assert named
    assert any(sign.isprintable() and not sign.isspace() for sign in named[1])


def test_control_characters_cost_nothing_but_themselves(tmp_path: Path) -> None:
    """A text with escape sequences becomes a book, and none of them reaches the terminal."""
    text = "7 December 2016\n\nFirst \x1b[31mSnow\x07\n\nIt snowed \x1b[2J.\n" + "More words. " * 40
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, said = _run(tmp_path / "a.txt", "-v", "-o", tmp_path / "a.epub")
    assert code == 0
    _, listed = _run("list", tmp_path / "a.txt")
    assert "First [31mSnow" in listed
    assert "\x1b" not in said + listed


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@pytest.mark.parametrize(
    "name", [b"\xff\xfe", b"bad\xff", b"a\x1b[31m", b"a\nb", "é\u202e日".encode()]
)
def test_any_file_name_will_do(tmp_path: Path, name: bytes) -> None:
    """A name that is no UTF-8, or steers a terminal, is read, reported and written down."""
    archive = tmp_path / os.fsdecode(name + b".txt")
    archive.write_text("7 December 2016\n\nSnow\n\nIt snowed.\n", encoding="utf-8")
    report = tmp_path / "report.json"
    code, said = _run(archive, "-v", "-o", tmp_path / "a.epub", "--json-report", report)
    assert code == 0
    assert not re.search("[\x1b\u202e\udcff]", said)
    assert json.loads(report.read_bytes())["printed"] == 1


@pytest.mark.parametrize(
    "text",
    [
        '[book]\npreface = "\\u0000"\n',
        '[book]\narchives = ["~nobody-has-this-name/x"]\n',
        "x = " + "[" * 5000,
        "title = '" + "y" * 1_100_000 + "'",
    ],
    ids=["nul", "stranger's home", "nested", "large"],
)
def test_hostile_settings_are_refused_in_words(tmp_path: Path, text: str) -> None:
    """A settings file that no person wrote is exit code 9."""
    file = tmp_path / "blog2book.toml"
    file.write_text(text, encoding="utf-8")
    assert _run("list", "--config", file, tmp_path)[0] == ConfigError.exit_code


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY x SYSTEM "file://{canary}">',
        '<!ENTITY % y SYSTEM "file://{canary}"> %y;',
        '<!ENTITY a "CANARY"><!ENTITY x "&a;&a;&a;">',
    ],
)
def test_no_entity_is_expanded_and_no_file_read(tmp_path: Path, subset: str) -> None:
    """Neither the words of another file nor of an entity reach list or book."""
    canary = tmp_path / "secret.txt"
    canary.write_text("CANARY", encoding="utf-8")
    text = wxr(item(1, "]]>&x;<![CDATA[", title="]]>&x;<![CDATA["))
    doctype = f"<!DOCTYPE rss [{subset.format(canary=canary)}]>"
    (tmp_path / "a.xml").write_text(text.replace("<rss", f"{doctype}<rss", 1), encoding="utf-8")
    code, listed = _run("list", "--json", tmp_path / "a.xml")
    assert code == 0
    assert _run(tmp_path / "a.xml", "-o", tmp_path / "a.epub", "-v")[0] == 0
    assert "CANARY" not in listed + "".join(_texts(tmp_path / "a.epub").values())


def test_dates_beyond_the_calendar_cost_the_date_alone(tmp_path: Path) -> None:
    """A year 0, a 32nd of December, or the last hour of 9999 in a far zone is no bug."""
    dates = ["0000-00-00 00:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "x",
             "2016-12-32 09:00:00", "-0001-11-30 00:00:00", "２０１６-12-07 09:00:00"]  # fmt: skip
    posts = [
        item(number, post_date=date, post_date_gmt=date, pub_date=date, post_modified=date)
        for number, date in enumerate(dates, start=1)
    ]
    (tmp_path / "a.xml").write_text(wxr(*posts), encoding="utf-8")
    for zone in ("Pacific/Kiritimati", "America/Adak"):
        code, listed = _run("list", "--json", tmp_path / "a.xml", "--timezone", zone, "-q")
        assert code == 0
        assert json.loads(listed)["posts"] == len(dates)


@pytest.mark.parametrize(
    "options",
    [
        ["-o", ""],
        ["--theme", "a" * 300],
        ["--theme", "a/" * 3000],
        ["--json-report", "absent/report.json"],
    ],
    ids=["no name", "long theme", "long folder", "no folder for the report"],
)
def test_hostile_options_are_refused_before_any_work(
    tmp_path: Path, examples: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written or found is told in words, and no book is made."""
    monkeypatch.chdir(tmp_path)
    archive = examples / "text" / "june-2014.txt"
    assert _run("--config", os.devnull, archive, *options)[0] in {2, 6, 7}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such signal")
def test_nothing_stays_of_a_build_that_is_ended(tmp_path: Path) -> None:
    """SIGTERM, in the middle of the work, leaves neither a book nor a hidden folder."""
    posts = [item(number, "word " * 2000) for number in range(1, 400)]
    (tmp_path / "a.xml").write_text(wxr(*posts), encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    command = [sys.executable, "-m", "blog2book", "a.xml", "-o", "a.pdf"]
    world = {**os.environ, "TMPDIR": str(work)}
    with subprocess.Popen(command, cwd=tmp_path, env=world, stderr=subprocess.PIPE) as run:
        while not list(work.iterdir()) and run.poll() is None:
            time.sleep(0.05)
        time.sleep(0.5)
        run.terminate()
        _, said = run.communicate(timeout=60)
    # Python ends by the signal itself where it met it in some C code; to a shell both are 130.
    assert run.returncode in {130, -signal.SIGINT}, said
    assert b"Interrupted" in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.xml", "work"]
    assert list(work.iterdir()) == []


def test_no_module_of_the_current_folder_is_run(tmp_path: Path, examples: Path) -> None:
    """Who unpacks a stranger's archive and builds in it runs none of the code that lies there."""
    for name in ("json", "multiprocessing", "struct"):
        code = f"open({str(tmp_path / 'run')!r}, 'w')"
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    program = Path(sys.executable).with_name("blog2book")
    archive = str(examples / "text" / "june-2014.txt")
    command = [str(program), archive, "-o", "a.pdf", "-o", "a.epub"]
    command += ["--jobs", "1", "--no-cache", "-q"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert (done.returncode, (tmp_path / "run").exists()) == (0, False), done.stderr
