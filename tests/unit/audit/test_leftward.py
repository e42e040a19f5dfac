"""Words that are read from the right, with their marks, among words that are not."""

from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from blog2book.audit.printed import read_book
from blog2book.audit.words import words
from blog2book.writers.pdf.embedding import one_for_each_file

_DRAWN = "<img alt='a + b' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\"/>"

_FACES = "font-family: Noto Serif, Noto Serif Hebrew, Noto Naskh Arabic, Noto Serif Thai"


def _read(path: Path, way: str, text: str, *, width: int = 250, book: str = "/L2R") -> list[str]:
    """Return the words of a page (mm) that was written; skip where no font has its letters."""
    style = f"@page {{ size: {width}mm 200mm; margin: 9mm }} p {{ hyphens: manual; {_FACES} }}"
    page = f'<html lang="en"><title>T</title><style>{style}</style><p dir="{way}">{text}</p>'
    with one_for_each_file():
        HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        named = [str(one.BaseFont) for one in opened.objects if _is_font(one)]
        opened.Root.ViewerPreferences.Direction = pikepdf.Name(book)
        opened.save()
    if not all("Noto" in name for name in named):
        pytest.skip("The Noto fonts are not installed")
    return list(read_book(path).words)


def _is_font(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/DescendantFonts" in one


@pytest.mark.parametrize(
    ("way", "line"),
    [
        ("ltr", "The words שָׁלוֹם עוֹלָם mean peace, and كِتَابٌ جَدِيدٌ is a new book in all languages"),
        ("ltr", "He said (בְּרֵאשִׁית בָּרָא אֱלֹהִים) twice"),
        ("ltr", "בְּרֵאשִׁית שלום עולם is how it begins"),
        ("ltr", "Water is מים and น้ำ in their languages"),
        ("rtl", "קָרָאתִי אֶת Harry Potter בְּעִבְרִית 12 פְּעָמִים"),
        ("rtl", "هَلْ قَرَأْتَ كِتَابَ WordPress الْجَدِيدَ؟ لا، لَمْ أَقْرَأْهُ بَعْدُ"),
    ],
)
def test_vowelled_words_stand_as_they_are_read(way: str, line: str, tmp_path: Path) -> None:
    """However many marks there are among the words of a line, which pdfium counts."""
    assert " ".join(words(line)) in " ".join(_read(tmp_path / "a.pdf", way, line))


def test_a_word_that_is_missing_is_missed(tmp_path: Path) -> None:
    """No reading of a line makes words that are not in it, nor letters without their marks."""
    read = _read(tmp_path / "a.pdf", "ltr", "The word שָׁלוֹם means peace and כָּתַב means he wrote")
    assert set(read) == set(words("The word שָׁלוֹם means peace and כָּתַב he wrote"))


@pytest.mark.parametrize(
    ("way", "text"),
    [
        (
            "ltr",
            "A well-known office, an exam&shy;ination of most efficient peo&shy;ple of the town",
        ),
        ("rtl", "A well-known office, of most of the people in the town"),
    ],
)
def test_latin_words_in_a_book_that_is_read_from_the_right(
    way: str, text: str, tmp_path: Path
) -> None:
    """Words, their parts, and lines whose last word is parted, stand in order."""
    read = _read(tmp_path / "a.pdf", way, text, width=60, book="/R2L")
    whole = [word for word in read if word not in {"exam", "ination", "peo", "ple"}]
    assert whole == words(text.replace("&shy;", ""))


def test_what_is_drawn_stays_among_its_words(tmp_path: Path) -> None:
    """A formula has no place of its own on the page: it stands after the word before it."""
    read = _read(tmp_path / "a.pdf", "ltr", f"The word שָׁלוֹם and the sum {_DRAWN} are known")
    assert " ".join(words("and the sum a b are known")) in " ".join(read)
