"""`blog2book audit`: a finished book is held against its archive."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blog2book.cli import blog2book
from blog2book.errors import ArchiveError, Blog2bookError, CheckError


def _run(*args: str | Path) -> Result:
    result = CliRunner().invoke(blog2book, list(map(str, args)))
    if result.exception and not isinstance(result.exception, SystemExit | Blog2bookError):
        raise result.exception
    return result


@pytest.mark.parametrize("name", ["wordpress/between-tides.xml", "blogger/blog-06-01-2014.xml"])
def test_a_book_of_an_example_holds_its_archive(name: str, examples: Path, tmp_path: Path) -> None:
    """The table says so in words, and nothing is lost."""
    book = tmp_path / "book.epub"
    _run("build", examples / name, "-q", "-o", book)
    result = _run("audit", examples / name, book, "-q")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Items")
    assert _adding_up(lines) == {"Items", "Left out"}
    assert lines[-1] == "Lost              0 (0.0000%)"
    assert any("private" in line or "draft" in line for line in lines)


def _adding_up(lines: list[str]) -> set[str]:
    """Return the heads of a table below which parts stand; the parts of each add up to it."""
    heads: dict[str, int] = {}
    parts: dict[str, int] = {}
    for line in lines:
        found = re.match(r"(\w[\w ]*?)? +([\d,]+)(  )?", line)
        assert found
        count = int(found[2].replace(",", ""))
        if found[1]:
            heads[found[1]] = count
        elif found[3]:
            name = list(heads)[-1]
            parts[name] = parts.get(name, 0) + count
    assert parts == {name: heads[name] for name in parts}
    assert heads["Printed"] + heads["Left out"] == heads["Told"]
    assert heads["Found"] + heads["By rule"] + heads["Lost"] == heads["Words"]
    return parts.keys() - {"Found", "By rule"}


def test_what_the_build_told_of_pictures_is_not_told_again(tmp_path: Path) -> None:
    """The audit is about words; other notices of the archive stay."""
    archive, book = tmp_path / "typepad.txt", tmp_path / "book.epub"
    shown = '<img src="https://gone.example/a.jpg">\n'
    archive.write_text(_ENTRIES.replace("Words of", f"{shown}Words of"), encoding="utf-8")
    assert "gone.example" in _run("build", archive, "-o", book).stderr
    result = _run("audit", archive, book)
    assert result.exit_code == 0, result.stdout
    assert "gone.example" not in result.stderr


def test_a_book_that_lacks_posts_fails(examples: Path, tmp_path: Path) -> None:
    """Each post is named with the first words that are lost; the exit code is 8."""
    archive, book = examples / "text" / "june-2014.txt", tmp_path / "book.pdf"
    _run("build", archive, "-q", "--limit", "1", "-o", book)
    assert _run("audit", archive, book, "-q", "--limit", "1").exit_code == 0
    result = _run("audit", archive, book, "-q")
    assert isinstance(result.exception, CheckError)
    assert "words are not in the book" in str(result.exception)
    assert "LOSS     “A Correction”" in result.stdout or ": a correction" in result.stdout
    told = json.loads(_run("audit", archive, book, "-q", "--json").stdout)
    assert told["passed"] is False
    assert 0 < told["share"] < 1
    assert sum(one["lost"] for one in told["losses"]) == told["lost"]


def test_only_the_first_losses_are_told(tmp_path: Path) -> None:
    """What is more than twenty is counted."""
    days = "".join(f"{at} June 2014\n\nDay {at}\n\nWords of {at}.\n\n" for at in range(1, 29))
    archive = tmp_path / "june.txt"
    archive.write_text(days, encoding="utf-8")
    book = tmp_path / "book.epub"
    _run("build", archive, "-q", "--limit", "1", "-o", book)
    result = _run("audit", archive, book, "-q")
    assert result.stdout.count("LOSS") == 20
    assert result.stdout.rstrip().endswith("… and 7 more; --json tells of all.")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"words", "neither an EPUB nor a PDF"), (b"%PDF-1.7", "no PDF"), (b"PK\x03\x04", "no EPUB")],
)
def test_what_is_no_book_is_refused(
    content: bytes, message: str, examples: Path, tmp_path: Path
) -> None:
    """In words, with exit code 8."""
    book = tmp_path / "book"
    book.write_bytes(content)
    result = _run("audit", examples / "text" / "june-2014.txt", book, "-q")
    assert isinstance(result.exception, CheckError)
    assert message in str(result.exception)


_ENTRIES = "".join(
    f"AUTHOR: Ada\nTITLE: Post {at}\nSTATUS: Publish\nBASENAME: post-{at}\n"
    f"DATE: 12/0{at}/2016 09:00:00 AM\n-----\nBODY:\nWords of post {at}.\n"
    "-----\nCOMMENT:\nAUTHOR: One\nDATE: 12/09/2016 09:00:00 AM\nIs it so?\n"
    f"-----\nCOMMENT:\nAUTHOR: Two\nDATE: 12/09/2016 09:00:00 AM\nNumber {at} was wet.\n"
    "-----\nPING:\nTITLE: Elsewhere\nDATE: 12/09/2016 09:00:00 AM\nSomebody wrote of this.\n"
    "-----\n--------\n"
    for at in range(1, 4)
)


def test_comments_without_ids_are_looked_for_anywhere(tmp_path: Path) -> None:
    """All that are printed are found; where a book lacks them they are lost by name."""
    archive, book = tmp_path / "typepad.txt", tmp_path / "book.epub"
    archive.write_text(_ENTRIES, encoding="utf-8")
    _run("build", archive, "-q", "--comments", "-o", book)
    result = _run("audit", archive, book, "-q", "--comments")
    assert result.exit_code == 0, result.stdout
    assert "3   pingback" in result.stdout
    assert _run("audit", archive, book, "-q").exit_code == 0
    _run("build", archive, "-q", "-o", book)
    told = json.loads(_run("audit", archive, book, "-q", "--comments", "--json").stdout)
    assert {one["kind"] for one in told["losses"]} == {"comment"}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ('{ old = "Words of", new = "Text in" }', "Text in post 1."),
        ('{ old = "isn’t  warm", new = "is cold" }', "It is cold -- so!"),
        ('{ old = "warm – so", new = "cold" }', "It isn’t cold!"),
        ('{ old = "ost", new = "age" }', "Words of page 1."),
        ('[{ old = "Words", new = "Wrds" }, { old = "Wrds of", new = "A" }]', "A post 1."),
    ],
)
def test_what_an_editor_replaced_must_be_there(pairs: str, said: str, tmp_path: Path) -> None:
    """A corrections.toml beside the archive counts: its new texts are looked for, not the old."""
    archive, book = tmp_path / "typepad.txt", tmp_path / "book.epub"
    entries = _ENTRIES.replace("post 1.\n", "post 1.\n\nIt isn't warm -- so!\n")
    archive.write_text(entries, encoding="utf-8")
    listed = json.loads(_run("list", archive, "-q", "--json").stdout)
    key = next(key for key in _strings(listed) if "post-1" in key or key.startswith("2016-12-01-"))
    replaced = f'["{key}"]\nreplace = {pairs}\n'
    _run("build", archive, "-q", "-o", book)
    assert _run("audit", archive, book, "-q").exit_code == 0
    (tmp_path / "corrections.toml").write_text(replaced, encoding="utf-8")
    assert isinstance(_run("audit", archive, book, "-q").exception, CheckError)
    _run("build", archive, "-q", "-o", book, "--force")
    result = _run("audit", archive, book, "-q")
    assert result.exit_code == 0, result.stdout
    whole = archive.read_text(encoding="utf-8").replace("\n", " ")
    assert said not in whole


_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{0}</title>'
    '<meta property="article:published_time" content="2016-12-0{1}T10:00:00Z"></head><body>'
    '<nav><a href="/">Home</a></nav><div><div class="zz"><h1>{0}</h1>{2}</div></div></body></html>'
)


def _without_paragraphs(book: Path) -> Path:
    """Return a copy of an EPUB without the paragraphs of its months."""
    gutted = book.with_name("gutted.epub")
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(gutted, "w") as made:
        for info in source.infolist():
            data = source.read(info)
            if "/m-" in info.filename:
                data = re.sub(rb"<p\b[^>]*>Of the garden.*?</p>", b"", data, flags=re.DOTALL)
            made.writestr(info, data)
    return gutted


def test_pages_of_any_design_are_counted_by_their_text(tmp_path: Path) -> None:
    """A book of saved pages that nobody knows holds their words, and fails without them."""
    site, book = tmp_path / "site", tmp_path / "book.epub"
    site.mkdir()
    for at, title in enumerate(("The Garden", "The Winter"), 1):
        said = [
            f"<p>Of the garden in the winter number {at}{of} we tell in many words here, so that "
            "it looks like a text and not like a menu of a page.</p>"
            for of in range(12)
        ]
        said[5] += f"<p>By Ada Example, {at} December 2016</p>"
        page = _PAGE.format(title, at, "".join(said))
        (site / f"{at}.html").write_text(page, encoding="utf-8")
    _run("build", site, "-q", "-o", book)
    whole = _run("audit", site, book, "-q")
    assert whole.exit_code == 0, whole.stdout
    result = _run("audit", site, _without_paragraphs(book), "-q", "--json")
    assert isinstance(result.exception, CheckError)
    told = json.loads(result.stdout)
    assert sorted(one["title"] for one in told["losses"]) == ["The Garden", "The Winter"]
    assert told["lost"] > 600


def test_what_is_printed_and_not_counted_is_told() -> None:
    """Where posts are printed of which no words were counted, each is named, twenty at most."""
    from blog2book.audit import Loss, Verdict
    from blog2book.cli.audit import _failed, _lines

    one = Loss(
        kind="post", title="Post 2", day="2016-12-09", place="item 2", words=4, lost=0,
        missing=False, reason="", said="",
    )  # fmt: skip
    verdict = Verdict(
        items=23, told=23, posts=23, pages=0, comments=0, printed=23, left_out={}, words=0, found=0,
        moved=0, explained={}, shown={}, lost=0, losses=(), surplus=0, unnamed=(), unproven=22,
        uncounted=(one,) * 23,
    )  # fmt: skip
    assert not verdict.passed
    lines = list(_lines(verdict, verbose=False))
    assert "UNPROVEN 22 of these 23, and nobody knows which:" in lines
    said = "UNPROVEN “Post 2”, 2016-12-09, item 2: no words of it were counted in the export"
    assert lines.count(said) == 20
    assert lines[-1] == "… and 3 more; --json tells of all."
    assert _failed(verdict) == "22 items are printed of which no words were counted."


def test_what_is_kept_back_and_printed_is_told_by_kind_day_and_number() -> None:
    """Neither its title nor its words."""
    from blog2book.audit import Loss, Verdict
    from blog2book.cli.audit import _failed, _lines

    one = Loss(
        kind="post", title="", day="2016-12-09", place="item 2", words=4, lost=0,
        missing=False, reason="", said="", exposed=True,
    )  # fmt: skip
    verdict = Verdict(
        items=1, told=1, posts=1, pages=0, comments=0, printed=1, left_out={}, words=4, found=4,
        moved=0, explained={}, shown={}, lost=0, losses=(one,), surplus=0, unnamed=(), unproven=0,
        uncounted=(),
    )  # fmt: skip
    assert not verdict.passed
    lines = list(_lines(verdict, verbose=False))
    assert lines[-1] == "EXPOSED  a post, 2016-12-09, item 2: the export keeps it back"
    assert _failed(verdict) == "1 item is printed that the export keeps back."


_PLUG_IN = """
from blog2book.readers.detect import built_in

class Reader:
    name = "{}"
    reads = "a Gardenlog export"
    recognises = built_in()["text"].recognises
    read = built_in()["text"].read

reader = Reader()
"""


@pytest.mark.parametrize("name", ["text", "files", "xml", "markup", "gardenlog"])
def test_what_a_plug_in_reads_is_counted_by_nobody(
    name: str, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its reader is called, also like a built-in one or a module that helps to count."""
    archive, book = examples / "text" / "june-2014.txt", tmp_path / "book.epub"
    _run("build", archive, "-q", "-o", book)
    module = f"gardenlog_{name}"
    (tmp_path / f"{module}.py").write_text(_PLUG_IN.format(name), encoding="utf-8")
    told = tmp_path / f"{module}-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Name: {module}\nVersion: 1\n", encoding="utf-8")
    point = f"[blog2book.readers]\ngardenlog = {module}:reader\n"
    (told / "entry_points.txt").write_text(point, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    result = _run("audit", archive, book, "-q", "--reader", "gardenlog")
    assert isinstance(result.exception, ArchiveError)
    assert f"“{name}” reads cannot be counted" in str(result.exception)


def _strings(value: object) -> list[str]:
    """Return all strings of a JSON object."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []
