"""Calls and notes of real exports."""

from dataclasses import replace
from pathlib import Path

import pytest

from blog2book import render
from blog2book.config import BookTable, NotesTable, SelectTable, Settings
from blog2book.model.rendition import Medium
from blog2book.pipeline import annotate
from pairs import unpaired
from samples import Heard
from whole import context

CALLS = {
    ("text/december-2016.txt", "month"): 5,
    ("wordpress/64-block-test-data.xml", "post"): 4,
    ("wordpress/themeunittestdata.wordpress.xml", "book"): 72,
    ("markdown/pelican-content", "post"): 2,
    ("feeds/medium_enkiv2.rss", "book"): 153,
    ("movabletype/justonesandzeros.txt", "month"): 507,
    ("markdown/rust-blog", "month"): 15567,
    ("markdown/rust-blog", "book"): 15567,
    ("markdown/hugo-yihui", "month"): 4757,
    ("markdown/hugo-yihui", "post"): 4757,
}
LARGE = frozenset({"markdown/rust-blog", "markdown/hugo-yihui", "movabletype/justonesandzeros.txt"})


@pytest.mark.parametrize(
    ("name", "place"),
    [pytest.param(*one, marks=pytest.mark.slow) if one[0] in LARGE else one for one in CALLS],
)
def test_every_call_has_its_note(name: str, place: str, archives: Path, tmp_path: Path) -> None:
    """In EPUB and in print each call leads to a note, and each note back to its calls."""
    settings = Settings(
        book=BookTable(archives=(archives / name,)),
        select=SelectTable(comments=True, pages=True),
        notes=NotesTable(place=place),
    )
    heard = Heard()
    work = annotate(settings, context(tmp_path, heard))
    for medium in Medium:
        count, wrong = unpaired(render.edition(replace(work, plates={}), medium, heard))
        assert wrong == []
        assert count == CALLS[name, place]
