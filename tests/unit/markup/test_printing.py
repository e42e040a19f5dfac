import pytest

from blog2book.markup import printing
from blog2book.model.xhtml import Xhtml

LONG = "https://www.example.com/a/very/long/address/index.php?id=1"


def test_headings_rise_by_one_step() -> None:
    """Where no post's title stands above them, the third level is the second."""
    body = Xhtml('<h3 id="a">A</h3><p>h3</p><h6>B</h6>')
    assert printing.raised(body) == '<h2 id="a">A</h2><p>h3</p><h5>B</h5>'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<ol><li>a</li></ol>", "<ol><li>a</li></ol>"),
        (
            '<ol start="8"><li>a</li></ol>',
            '<ol start="8" style="counter-reset:list-item 7"><li>a</li></ol>',
        ),
        ('<ol start="x"><li>a</li></ol>', '<ol start="x"><li>a</li></ol>'),
        (
            '<ol><li value="5">a</li></ol>',
            '<ol><li value="5" style="counter-set:list-item 4">a</li></ol>',
        ),
        (
            '<ol reversed="reversed"><li>a</li><li>b</li></ol>',
            (
                '<ol reversed="reversed" style="counter-reset:list-item 3">'
                '<li style="counter-increment:list-item -1">a</li>'
                '<li style="counter-increment:list-item -1">b</li></ol>'
            ),
        ),
    ],
)
def test_a_list_counts_as_it_is_told(given: str, expected: str) -> None:
    """What HTML says of a list's numbers is said in CSS too."""
    assert printing.numbered(Xhtml(given)) == expected


def test_a_number_that_no_list_has_is_cut() -> None:
    """A number of a hundred digits harms nobody."""
    body = Xhtml(f'<ol start="{"9" * 30}"><li>a</li></ol>')
    assert "counter-reset:list-item 999998" in printing.numbered(body)


def test_an_address_that_is_its_own_text_may_break() -> None:
    """Its words stay as the author wrote them."""
    found = printing.addresses(Xhtml(f'<p><a href="{LONG}">{LONG}</a>.</p>'), 26)
    assert f'<a href="{LONG}"><span class="url"><span>https://</span><wbr/>' in found
    assert found.endswith("</a>.</p>")


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="https://x.example/a">x.example/a</a></p>',
        f'<p><a href="{LONG}">some words that are longer than that</a></p>',
        f'<p><a href="{LONG}"><em>{LONG}</em></a></p>',
        f'<p><a id="here">{LONG}</a></p>',
    ],
)
def test_other_links_are_left_alone(body: str) -> None:
    """A short address, words, and what has markup of its own need no places to break."""
    assert printing.addresses(Xhtml(body), 26) == body


def test_characters_are_replaced_by_their_code() -> None:
    """Markup itself is not touched."""
    assert printing.translated(Xhtml("<p>aअ</p>"), {ord("अ"): "?"}) == "<p>a?</p>"


def test_emoji_are_marked_whole() -> None:
    """Flags, keycaps, joined and coloured ones stay together; a figure is none; a tag is left."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    thumb, heart = "\U0001f44d\U0001f3fd", "\u2764\ufe0f"
    flag, keycap = "\U0001f1e9\U0001f1ea", "1\ufe0f\u20e3"
    head = f'<title>{thumb}</title></head><body data-book="{thumb} A {heart} b"><p>'
    tail = f'1 {family}{thumb}{flag}, {keycap} \u00a9<img alt="> {flag}"/>'
    found = printing.with_emoji(Xhtml(head + tail))
    assert found == (
        f'<title>{thumb}</title></head><body data-book="A b"><p>1 '
        f'<span class="emoji">{family}{thumb}{flag}</span>, <span class="emoji">{keycap}</span> '
        f'\u00a9<img alt="> {flag}"/>'
    )
    assert printing.with_emoji(Xhtml("<body>1 # *</body>")) == "<body>1 # *</body>"
