import re

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
    ("given", "pieces"),
    [
        (
            "<p>See youtube.com/watch?v=abcdefghijk.</p>",
            ["youtube", ".com/", "watch", "?v", "=abcdefghijk"],
        ),
        (f"<p>({LONG}), <b>more</b></p>", None),
        (
            "<p><code>x</code> www.x.example/?a=1&amp;b=2</p>",
            ["www.x", ".example/", "?a=1&amp;b=2"],
        ),
        ('<p><a href="https://x.example/a">x.example/a</a></p>', ["x.example/", "a"]),
        (f'<p><a href="{LONG}"><em>{LONG}</em></a></p>', None),
    ],
)
def test_an_address_in_running_text_may_break(given: str, pieces: list[str] | None) -> None:
    """It has places to break, with a scheme or without one; its text and what is around it stay."""
    found = printing.addresses(Xhtml(given), 26)
    assert (
        found.replace("<wbr/>", "")
        .replace('<span class="url">', "")
        .replace("<span>", "")
        .replace("</span>", "")
        == given
    )
    (marked,) = re.findall(r'<span class="url">((?:<span>[^<]*</span>(?:<wbr/>)?)+)</span>', found)
    if pieces:
        assert re.findall("<span>(.*?)</span>", marked) == pieces


@pytest.mark.parametrize(
    "body",
    [
        f'<p><a href="{LONG}">some words that are longer than that</a></p>',
        f"<pre>{LONG}</pre><p><code>{LONG}</code></p>",
        "<p>and/or, e.g./i.e., 1.5km/h, ann@x.example, Mr.Smith</p>",
    ],
)
def test_what_shows_no_address_is_left_alone(body: str) -> None:
    """Words, programs and what only looks like an address have no places to break."""
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
