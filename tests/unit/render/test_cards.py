from functools import partial
from pathlib import Path

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.markup.clean import clean
from blog2book.media import qr
from blog2book.model.rendition import Medium, Rendition
from blog2book.model.xhtml import Xhtml
from blog2book.writers.pdf.piece import Press
from samples import book, chapter, entry, post
from works import named, text_of, work

FILM = (
    '<p>Look:</p><figure id="f" class="embed"><p><a href="https://www.youtube.com/watch?v=abcdefghi">'
    "Bees &amp; more</a></p><figcaption>Of <i>ours</i></figcaption></figure>"
)
QUOTED = (
    '<figure class="embed"><blockquote><p>A swift!</p></blockquote>'
    '<p><a href="https://twitter.com/ann/status/1">Ann (@ann), 1 May</a></p></figure>'
)


def made(body: str, medium: Medium, folder: Path | None = None) -> Rendition:
    """Return a book of one post; with a folder, codes are drawn into it."""
    assert clean(body).body == body
    shown = book([chapter([entry(post=post(body=Xhtml(body)))])])
    codes = {"code": partial(qr.code, folder=folder)} if folder else {}
    return render.edition(work(shown, **codes), medium, ignore)


def test_a_film_has_a_card_with_a_code_in_print(tmp_path: Path) -> None:
    """Service, title and short address are printed, and a code that is a file of the book."""
    rendition = made(FILM, Medium.PDF, tmp_path)
    text = text_of(rendition, "m-2016-12")
    assert '<figure class="embed" id="f"><div class="card coded">' in text
    assert '<span class="caps">YouTube</span>' in text
    assert '<a href="https://www.youtube.com/watch?v=abcdefghi">Bees &amp; more</a>' in text
    assert "<span>youtu.be/</span>" in text
    assert "<figcaption>Of <i>ours</i></figcaption>" in text
    (code,) = [one for one in rendition.files if one.name.startswith("codes/")]
    assert f'<img src="{code.name}" alt="QR code for https://youtu.be/abcdefghi"/>' in text


def test_on_a_screen_a_link_is_enough() -> None:
    """The EPUB has the card without a code, and one link."""
    text = text_of(made(FILM, Medium.EPUB), "m-2016-12")
    assert '<div class="card">' in text
    assert "<img" not in text
    assert text.count("https://www.youtube.com/watch?v=abcdefghi") == 1


def test_a_post_of_somebody_is_a_quotation(tmp_path: Path) -> None:
    """Its words, who wrote them, and where; no code, for there is nothing to see or hear."""
    rendition = made(QUOTED, Medium.PDF, tmp_path)
    text = text_of(rendition, "m-2016-12")
    assert 'swift!</p></blockquote><p class="card-title">' in text
    assert '<span class="caps">Twitter</span>' in text
    assert not [one for one in rendition.files if one.name.startswith("codes/")]


def test_what_has_no_title_has_a_link_as_its_address(tmp_path: Path) -> None:
    """A film of the blog's own is called what it is; the page of a stranger has only an address."""
    film = '<figure class="embed"><p><a href="https://x.example/a.mp4">x.example/a.mp4</a></p></figure>'
    page = '<figure class="embed"><p><a href="https://x.example/b">x.example/b</a></p></figure>'
    text = text_of(made(film + page, Medium.PDF, tmp_path), "m-2016-12")
    assert '<span class="caps">Video</span>' in text
    assert text.count("card-service") == 1
    assert text.count('<p class="card-address"><a href="https://x.example/') == 2


def test_a_word_stands_for_a_poll() -> None:
    """It is said in the book's language that one was there."""
    text = text_of(made('<p>a</p><hr class="poll"/>', Medium.EPUB), "m-2016-12")
    assert '<p class="stood">A poll stood here.</p>' in text


def test_a_code_has_room(tmp_path: Path) -> None:
    """The text beside a code is four lines high at least: the rule below does not cross it."""
    rendition = made(FILM, Medium.PDF, tmp_path)
    printed = Press(rendition, {}).lay(str(named(rendition, "m-2016-12").text))
    boxes = printed.pages[0]._page_box.descendants()  # noqa: SLF001 - WeasyPrint's
    heights = [
        box.height
        for box in boxes
        if box.element is not None and box.element.get("class") == "card-text"
    ]
    assert heights[0] * 0.75 == pytest.approx(4 * 14)


def test_a_film_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    """A file of a blog whose address nobody knows has a card without a link and a code."""
    film = '<figure class="embed"><p>day.mp4</p></figure>'
    rendition = made(film, Medium.PDF, tmp_path)
    text = text_of(rendition, "m-2016-12")
    assert '<figure class="embed"><div class="card">' in text
    assert '<span class="caps">Video</span>' in text
    assert '<p class="card-title">day.mp4</p>' in text
    assert "card-address" not in text
