"""Every number of a page that a book prints is the one at the foot of the page that it means."""

import re
from pathlib import Path

import pikepdf
import pypdfium2

from exports import item, wxr
from linked import numbers
from whole import make

_CITED = '<p>Read <a href="https://news.example/2012/05/03/road">The Long Road to the Pond</a>.</p>'
_WORDS = "<p>There was rain in the garden, and nobody went out for the whole of the day.</p>"


def _post(number: int, paragraphs: int) -> str:
    """Return a post that cites what all cite, and links to the one four months on or back."""
    there = 1 + (number + 3) % 8
    link = f'<p>See <a href="https://blog.example/post-{there}/">Post {there}</a> too.</p>'
    return item(
        number,
        _CITED + link + _WORDS * paragraphs,
        link=f"https://blog.example/post-{number}/",
        post_date=f"201{5 + number // 5}-0{number}-07 09:30:00",
    )


def test_every_number_of_a_page_is_true(tmp_path: Path) -> None:
    """Of contents, links to posts before and behind, notes that point back, and of the sources."""
    posts = [_post(number, 9 * number) for number in range(1, 9)]
    (tmp_path / "export.xml").write_text(wxr(*posts), encoding="utf-8")
    book = tmp_path / "made" / "book.pdf"
    make([tmp_path / "export.xml"], [book])
    found = numbers(book)
    assert [one for one in found if one[1] != one[2]] == []
    with pikepdf.open(book) as read, pypdfium2.PdfDocument(book) as opened:
        labels = [page.label for page in read.pages]
        texts = [page.get_textpage().get_text_range().rstrip() for page in opened]
    assert all(texts[labels.index(number)].endswith(number) for _, number, _ in found)
    of_contents = 2 * 8 + 1  # months, posts, sources
    assert len(found) == of_contents + 8 + 7 + 8
    words = " ".join(" ".join(texts).split())
    assert len(re.findall(r"Post \d \(p\. \d+\) too", words)) == 8
    assert len(re.findall(r"\(n\. \d+, p\. \d+\)", words)) == 7
