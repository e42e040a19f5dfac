"""Tests of what becomes of WordPress's texts, galleries, footnotes and reusable blocks."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from blog2book.model.archive import Asset
from blog2book.readers.records import Record
from blog2book.readers.wordpress.bodies import Bodies
from blog2book.readers.wordpress.items import Item, item_of
from blog2book.readers.wordpress.languages import choose
from blog2book.readers.wordpress.pictures import Library, attached, figure_of
from blog2book.readers.xml import Parser
from exports import ROOT, item, meta


def read(text: str) -> Item:
    """Return the item of an `<item>`."""
    element = Parser("rss", ROOT).parse(text)[0]
    return item_of(Record(element=element, file="export.xml", number=3, torn=False))


def attachment(number: int, name: str = "", more: str = "", **fields: str) -> Item:
    """Return an attachment."""
    url = f"https://blog.example/wp-content/uploads/{name or f'{number}.jpg'}"
    fields = {"post_parent": "1", "menu_order": "0", "attachment_url": url} | fields
    return read(item(number, more=more, post_type="attachment", status="inherit", **fields))


def library(*items: Item) -> Library:
    """Return a library of attachments."""
    attachments = tuple(attached(one, {"1": "blog.example/1"}) for one in items)
    return Library(attachments, frozenset({"blog.example"}))


def asset(one: Item) -> Asset:
    """Return what is known of an attachment."""
    return attached(one, {"1": "blog.example/1"}).asset


class Html(NamedTuple):
    """A text before it is cleaned, whether its empty lines part paragraphs, and its language."""

    text: str
    breaks: bool
    language: str


def shown(bodies: Bodies, text: str) -> Html:
    """Return what becomes of an `<item>`'s text."""
    made, language = bodies.text(read(text))
    assert made.convert is not None
    return Html(made.convert(made.raw), made.breaks, language)


def html(
    text: str,
    items: Sequence[Item] = (),
    blocks: dict[str, str] | None = None,
    language: str = "en",
) -> Html:
    """Return what becomes of an `<item>`'s text."""
    return shown(Bodies(library(*items), blocks or {}, language), text)


def test_blank_lines_part_paragraphs_only_without_blocks() -> None:
    """The block editor writes its paragraphs, the classic one did not."""
    assert html(item(body="a\n\nb")).breaks
    assert not html(item(body="<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->")).breaks


def test_more_and_next_page_are_gaps() -> None:
    """They part the text on a screen, and nothing in a book."""
    assert html(item(body="a<!--more Read on-->b<!--nextpage-->c")).text == "a\n\nb\n\nc"


def test_a_formula_in_dollars_is_one() -> None:
    """Only where the plug-in's word is in it: prices stay."""
    assert html(item(body="$latex [e]^x$ for $5 or $6")).text == (
        '<img class="latex" alt="[e]^x"> for $5 or $6'
    )


def test_an_attachment_keeps_what_is_told_of_it() -> None:
    """Its file, its post, its words and its size, from serialised data of either form."""
    data = 'a:3:{s:5:"width";i:640;s:6:"height";s:3:"480";s:5:"sizes";a:1:{s:5:"width";i:1;}}'
    more = meta("_wp_attachment_metadata", data) + meta("_wp_attachment_image_alt", "A mill")
    more += meta("_wp_attached_file", "2016/12/mill-scaled.jpg")
    one = asset(attachment(8, more=more, title="Mill", excerpt="The <b>mill</b>"))
    assert (one.width, one.height, one.alt, one.caption) == (640, 480, "A mill", "The mill")
    assert (one.name, one.parent, one.key) == ("mill-scaled.jpg", "blog.example/1", "8")
    assert one.origin.url.endswith("/8.jpg")


def test_an_attachment_without_an_address_has_that_of_its_guid() -> None:
    """Old exports gave the file's address there."""
    one = asset(attachment(8, attachment_url="", guid="https://blog.example/up/a%20b.png"))
    assert (one.url, one.name, one.width) == ("https://blog.example/up/a%20b.png", "a b.png", 0)


def test_a_gallery_shows_the_pictures_that_it_names() -> None:
    """In the order of its ids; what the archive does not list is passed over."""
    items = [attachment(8), attachment(9), attachment(10, "film.mp4")]
    shown = html(item(body='x [gallery ids="9, 8,10,77"]'), items).text
    pictures = figure_of(asset(items[1])) + figure_of(asset(items[0]))
    assert shown == f'x \n\n<figure class="gallery">{pictures}</figure>\n\n'


def test_a_gallery_without_ids_shows_what_hangs_on_its_post() -> None:
    """In the order of the menu, then of the ids, without those that it excludes."""
    items = [
        attachment(12),
        attachment(8, menu_order="2"),
        attachment(9),
        attachment(11),
        attachment(13, post_parent="2"),
    ]
    shown = html(item(body='[gallery exclude="11"]'), items).text
    places = [shown.find(f"/{number}.jpg") for number in (9, 12, 8)]
    assert places == sorted(places)
    assert min(places) > 0
    assert "/11.jpg" not in shown
    assert "/13.jpg" not in shown
    assert "/13.jpg" in html(item(body='[gallery id="2"]'), items).text


def test_a_gallery_without_pictures_is_dropped_and_counted() -> None:
    """What cannot be shown leaves no empty frame."""
    bodies = Bodies(library(), {}, "en")
    assert shown(bodies, item(body="a [gallery] b")).text == "a  b"
    assert bodies.findings.galleries == 1


@pytest.mark.parametrize(
    "body",
    [
        "<img class='wp-image-8'>",
        "<img src='https://cdn.example/mill-300x200.jpg'>",
        '<img src="mill.jpg">',
        "[gallery ids=8]",
    ],
)
def test_a_featured_picture_is_not_shown_twice(body: str) -> None:
    """By its id, or its name in any size, or in a gallery."""
    one = attachment(8, "mill-scaled.jpg")
    shown = html(item(body=body, more=meta("_thumbnail_id", "8")), [one]).text
    assert not shown.startswith('<figure class="picture">')


def test_a_featured_picture_stands_before_the_text() -> None:
    """If the text does not show it, and the archive lists it."""
    one = attachment(8, "mill.jpg", excerpt="A & B")
    shown = html(item(body="windmill.jpg", more=meta("_thumbnail_id", "8")), [one]).text
    assert shown == f"{figure_of(asset(one))}\n\nwindmill.jpg"
    assert "<figcaption>A &amp; B</figcaption>" in shown
    assert html(item(body="words", more=meta("_thumbnail_id", "9")), [one]).text == "words"


def test_a_figure_has_its_size_if_it_is_known() -> None:
    """Pixels help to choose the largest file."""
    data = 's:5:"width";i:640;s:6:"height";i:480;'
    assert 'width="640" height="480"' in figure_of(
        asset(attachment(8, more=meta("_wp_attachment_metadata", data)))
    )


def test_reusable_blocks_stand_where_they_are_used() -> None:
    """Also inside each other, however the reference is written."""
    blocks = {"5": 'five <!-- wp:block {"ref":6} /-->', "6": "six"}
    body = '<!-- wp:block {"ref":5} /--> a <!-- wp:core/block {"x":1,"ref": 6,"y":2} -->'
    assert html(item(body=body), blocks=blocks).text == "five six a six"


def test_reusable_blocks_that_call_themselves_end() -> None:
    """A block that holds itself is used a few times and no more; an unknown one is counted."""
    body = 'a <!-- wp:block {"ref":5} /--> <!-- wp:block {"ref":99} /-->'
    bodies = Bodies(
        library(), {"5": 'x<!-- wp:block {"ref":5} /--><!-- wp:block {"ref":5} /-->'}, ""
    )
    assert shown(bodies, item(body=body)).text.count("x") == 50
    assert bodies.findings.blocks > 1


NOTES = json.dumps([{"id": "ab-1", "content": "A <em>note</em>"}, {"id": "ab-2", "content": "B"}])
LIST = (
    '<div class="footnotes"><ol><li id="ab-1">A <em>note</em></li><li id="ab-2">B</li></ol></div>'
)


def test_footnotes_stand_where_their_block_is() -> None:
    """Else at the end of the text."""
    body = "<!-- wp:paragraph -->a<!-- wp:footnotes /-->b"
    more = meta("footnotes", NOTES)
    assert html(item(body=body, more=more)).text == f"<!-- wp:paragraph -->a{LIST}b"
    assert html(item(body="a", more=more)).text == f"a\n\n{LIST}"


@pytest.mark.parametrize(
    "kept",
    ["", "[", "7", "{}", "[7]", '[{"id":1}]', '[{"id":"a\\"b","content":"c"}]', "[" * 100_000],
)
def test_footnotes_that_are_none_change_nothing(kept: str) -> None:
    """Whatever a plug-in keeps under that name."""
    assert html(item(body="a", more=meta("footnotes", kept))).text == "a"


@pytest.mark.parametrize(
    ("text", "language", "chosen"),
    [
        ("<!--:en-->Hello<!--:--><!--:de-->Hallo<!--:-->", "de-DE", "Hallo"),
        ("a [:en]Hello[:de]Hallo[:] b", "en", "a Hello b"),
        ("[:fr]Salut[:][:en]Hello[:]", "es", "Salut"),
        ("{:en}Hello{:}{:de}Hallo{:}", "de", "Hallo"),
        ("[:de]eins[:en]one[:de]zwei[:]", "de", "einszwei"),
        ("Nothing to choose", "de", "Nothing to choose"),
        ("<!--:-->", "de", "<!--:-->"),
    ],
)
def test_one_language_of_several_is_chosen(text: str, language: str, chosen: str) -> None:
    """The blog's, else the first; what stands outside belongs to each."""
    assert choose(text, language).text == chosen


def test_other_languages_are_counted() -> None:
    """Title and text are in one language, and the rest is told."""
    bodies = Bodies(library(), {}, "en-US")
    made = shown(bodies, item(body="[:fr]Salut[:en]Hello[:de]Hallo[:]"))
    assert (made.text, made.language) == ("Hello", "en")
    assert bodies.findings.languages == {"fr": 1, "de": 1}
    assert bodies.plain("[:fr]T[:en]U &amp; V[:]") == "U & V"


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://blog.example/?attachment_id=7", "https://blog.example/wp-content/uploads/7.jpg"),
        ("/?attachment_id=7", "https://blog.example/wp-content/uploads/7.jpg"),
        ("?attachment_id=7", "https://blog.example/wp-content/uploads/7.jpg"),
        ("https://blog.example/?attachment_id=8", "https://blog.example/?attachment_id=8"),
        ("https://other.example/?attachment_id=7", "https://other.example/?attachment_id=7"),
        ("https://blog.example/?p=7", "https://blog.example/?p=7"),
    ],
)
def test_a_link_to_an_attachments_page_leads_to_its_file(link: str, leads: str) -> None:
    """If it is the blog's own, and the archive lists it."""
    text = html(item(body=f'<a href="{link}">the mill</a>'), [attachment(7)]).text
    assert text == f'<a href="{leads}">the mill</a>'
