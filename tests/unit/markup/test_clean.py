import re
from pathlib import Path
from time import process_time

import pytest
from lxml import etree

from blog2book.markup.clean import clean
from blog2book.markup.text import plain, raw_words, words
from blog2book.model.xhtml import Xhtml

CASES = Path(__file__).parents[2] / "cases" / "markup"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    """What platforms and people write becomes the dialect; cleaning it again changes nothing."""
    source = next(case.glob("input.*"))
    html = source.read_bytes().decode()
    found = clean(html, breaks=source.suffix == ".txt")
    assert found.body == (case / "expected.xhtml").read_text(encoding="utf-8").rstrip("\n")
    assert clean(found.body).body == found.body
    assert found.words == raw_words(html)


def test_removed_things_are_counted() -> None:
    """What is dropped is counted under its name, most first."""
    found = clean("<script>1</script><script>2</script>a<style>p{}</style><iframe></iframe>")
    assert found.body == "<p>a</p>"
    assert list(found.removed.items()) == [
        ("script", 2),
        ("style", 1),
        ("embed without address", 1),
    ]


def test_a_heading_that_opens_what_is_below_it_is_printed() -> None:
    """What its button says is a heading; a button elsewhere, and the drawing in it, go."""
    found = clean(
        '<h3 class="x"><button>Why? <svg><path d="M0"/></svg></button></h3><button>No</button>'
    )
    assert found.body == "<h3>Why?</h3>"
    assert found.removed == {"button or advertisement": 1, "form control": 1}
    assert clean('<button class="kt-Accordion-header">Why?</button>').body == "<p>Why?</p>"


@pytest.mark.parametrize("caption", ["above", "below"])
def test_a_caption_of_code_stays_where_it_was(caption: str) -> None:
    """A figure of a text is no figure of the book."""
    said, code = "<figcaption>Greet</figcaption>", "<pre><code>x</code></pre>"
    pieces = (said, code) if caption == "above" else (code, said)
    expected = f"{''.join(pieces)}".replace("figcaption", "p")
    assert clean(f"<figure>{''.join(pieces)}</figure>").body == expected


def test_what_plug_ins_wrote_is_counted_by_what_it_is() -> None:
    """A list of related posts is no row of buttons."""
    found = clean(
        '<p>a</p><div class="x sd-block">Share</div><div class="jp-relatedposts">See also</div>'
    )
    assert found.body == "<p>a</p>"
    assert found.removed == {"share bar": 1, "list of related posts": 1}


@pytest.mark.parametrize(
    "html",
    [
        '<div style="display:none">A whole post</div><p>and more</p>',
        '<a onclick="toggle(1)">Who?</a> <span hidden>The gardener and his wife</span>',
        "<p>Two words</p><div hidden>without an end",
    ],
)
def test_what_is_hidden_may_stay(html: str) -> None:
    """Most of a post is never hidden, nor what a click shows, nor what does not end."""
    found = clean(html)
    assert "hidden part" not in found.removed
    assert plain(found.body).split() == re.sub("<[^>]*>", " ", html).split()


def test_hidden_parts_are_counted() -> None:
    """What no reader of the page saw goes, and the account says so."""
    found = clean(
        '<p>Seen by all readers<i hidden> not</i></p><p style="display: none">nor this</p>'
    )
    assert found.body == "<p>Seen by all readers</p>"
    assert found.removed == {"hidden part": 2}


def test_boxes_of_a_page_are_counted() -> None:
    """What a page asks of readers goes, under the name of what it is; a form keeps a place."""
    found = clean(
        '<div class="mc4wp-form">Sign up</div><a class="more-link" href="x">On</a>'
        '<form class="searchform"><input></form><form><input type="hidden"><input type="submit">'
        "</form><form><select><option>1</option></select>"
    )
    assert found.body == '<hr class="form"/>'
    assert found.removed == {
        "form control": 2,
        "subscribe box": 1,
        "link to the rest": 1,
        "search box": 1,
    }


@pytest.mark.parametrize(
    ("html", "body", "removed"),
    [
        (
            'Using <a href="https://x.example/d#more">it <b>well</b></a>, and so on',
            '<p>Using <a href="https://x.example/d#more">it <b>well</b></a>, and so on</p>',
            {},
        ),
        (
            '<p>I told it in <a href="https://x.example/d#more-3">my tale of otters</a>.</p>',
            '<p>I told it in <a href="https://x.example/d#more-3">my tale of otters</a>.</p>',
            {},
        ),
        (
            '<h3><a href="/p#more-3">Quicklime</a></h3>',
            '<h3><a href="/p#more-3">Quicklime</a></h3>',
            {},
        ),
        (
            '<p><a href="/p#more"><img src="a.jpg"></a></p>',
            '<figure class="picture"><a href="/p#more"><img src="a.jpg" alt=""/></a></figure>',
            {},
        ),
        ('<p>A <a href="/p#more">Go on</a> »</p><p>B</p>', "<p>A »</p><p>B</p>", 1),
        ('A <a href="#more-1">Go on</a>', "<p>A</p>", 1),
        ('A <a class="more-link" href="#more-1">Go on</a> B', "<p>A B</p>", 1),
    ],
)
def test_a_link_amid_a_sentence_leads_to_no_rest(html: str, body: str, removed: object) -> None:
    """A link to the rest of a post ends its paragraph and says so; any other has words."""
    found = clean(html)
    assert (found.body, found.removed.get("link to the rest", {})) == (body, removed)


def test_a_box_that_never_ends_is_none() -> None:
    """Nothing is lost where an end tag is missing."""
    assert clean('<div class="mc4wp-form">Sign up<p>and on').body == "<p>Sign up</p><p>and on</p>"


@pytest.mark.parametrize("html", ["", "   \n", "<p></p>", "<!-- only -->", "<br>", "&nbsp;", "<"])
def test_nothing(html: str) -> None:
    """A body that shows nothing is empty, or holds the sign that it is."""
    assert clean(html).body == ("<p>&lt;</p>" if html == "<" else "")


HOSTILE = {
    "divisions": "<div>" * 20_000 + "x",
    "quotations": "<blockquote>" * 20_000 + "x",
    "bold and unmatched ends": "<b>" * 20_000 + "x" + "</i>" * 20_000,
    "spans": "<span lang=en>" * 20_000 + "x" + "</span>" * 20_000,
    "lists": "<ul><li>" * 5_000 + "x",
    "tables": "<table><tr><td>" * 2_000 + "x",
    "comments without end": "<!--" * 50_000 + "x",
    "tags without end": "<a " * 50_000 + "x",
    "end tags without end": "</script " * 20_000 + "x",
    "quotes without end": "<a b='" * 50_001 + "x",
    "quoted ends": '<a b=">" ' * 40_000 + "x",
    "buttons without end": "<button><select>" * 5_000 + "x",
    "raw elements without end": "<script><style>" * 5_000 + "x",
    "drawings without end": "<svg><g>" * 20_000 + "x",
    "formulas without end": "<math><mrow>" * 20_000 + "x",
    "breaks": "<br>" * 50_000 + "x",
    "boxes without end": '<div class="mc4wp-form">' * 20_000 + "x",
    "forms without end": "<form><input>" * 20_000 + "x",
    "posts without end": '<blockquote class="twitter-tweet">' * 20_000 + "x",
    "programs without end": '<table class="lntable"><tr><td>1<td>' * 5_000 + "x",
    "an address of formulas": f'<img src="{"http://chart.apis.google.com/chart?" * 10_000}">x',
    "a formula of blanks": f'<img class="latex" alt="a{" " * 400_000}b">x',
    "TeX without end": "\\(a^" * 30_000 + "\\[$$" * 20_000 + "x",
    "formulas in scripts": '<script type="math/tex">x^{</script>' * 10_000 + "x",
    "pictures in a paragraph": "<p>x " + "<img src=a>" * 5_000 + " x",
    "pictures beside a paragraph": "<p>x " + "<img src=a align=left>" * 3_000 + " x",
    "pictures in a gallery": "<div class=gallery>" + "<img src=x>" * 2_000 + "</div>x",
    "galleries in galleries": "<div class=gallery>" * 2_000 + "<img src=x>x",
    "long host": "<a href='http://" + "é." * 50_000 + "'>x</a>",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_linear_time(html: str) -> None:
    """No nesting and no broken markup makes cleaning slow, deep, or lose the text behind it."""
    started = process_time()
    found = clean(html)
    assert process_time() - started < 10
    assert plain(found.body).rstrip().endswith("x")
    etree.fromstring(f"<body>{found.body}</body>")


@pytest.mark.slow
def test_thirty_megabytes_in_one_line() -> None:
    """A line of 30 MB is cleaned in linear time."""
    started = process_time()
    assert clean("word " * 6_000_000).words == 6_000_000
    assert process_time() - started < 60


def test_lines_do_not_count_where_tags_rule() -> None:
    """With `breaks`, line ends in lists, tables and headings are blanks."""
    found = clean("<ul>\n<li>a\n\nb</li>\n</ul>\n<h2>c\nd</h2>\n\ne\nf\n<hr>\ng", breaks=True)
    assert found.body == "<ul><li>a b</li></ul><h3>c d</h3><p>e<br/>f</p><hr/><p>g</p>"


def test_words_of_raw_text() -> None:
    """Words are counted as they are read, whatever stands between them."""
    assert clean("one <b>two</b>three<p>four</p>five&nbsp;six").words == 5
    assert clean("<script>gone with it</script><form>Sign <option>1</option></form>").words == 2
    assert words(Xhtml("<p>漢字 kana</p>")) == 3


def test_formulas_nested_too_deep_leave_their_text() -> None:
    """A formula nested beyond reason is not kept, but what it says is."""
    html = "<math>" + "<mrow>" * 60 + "<mi>x</mi>" + "</mrow>" * 60 + "</math> after"
    assert plain(clean(html).body).split() == ["x", "after"]


def test_more_tags_than_may_stand_open() -> None:
    """Blocks beyond the bound part what stands in them, and end where they end."""
    html = "<dl><dt>" * 300 + "a<p>b</p>c" + "</dt></dl>" * 300 + "d"
    assert plain(clean(html).body).split() == ["a", "b", "c", "d"]


@pytest.mark.parametrize("tag", ["p", "form", "a href='https://x.example'", "wbr", "mi", "x-y"])
def test_a_namespace_of_its_own_gets_nothing_past_the_list(tag: str) -> None:
    """An element that declares a namespace is cleaned like any other."""
    body = clean(f"<{tag} xmlns='http://x' onclick=1 style=q headers=z>words</{tag}>").body
    assert "words" in body
    assert not re.search("xmlns|onclick|style|headers", body)


DRAWING = "data:image/svg+xml{},%3Csvg%20width='1'%3E%3Crect/%3E%3C/svg%3E"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("data:image/svg+xml,%3Csvg width='1'%3E%3Crect/%3E%3C/svg%3E", DRAWING.format("")),
        ("data:image/svg+xml;utf8,<svg width='1'><rect/></svg>", DRAWING.format(";utf8")),
        (
            "DATA:image/SVG+xml; charset=UTF-8,<svg width='1'><rect/></svg> ",
            DRAWING.format(";charset=utf-8"),
        ),
        ("data:image/svg+xml,<svg fill='#f00'\nx='5%'>", None),
        ("data:image/png;base64,iVB ORw\n0KGgo=", "data:image/png;base64,iVBORw0KGgo="),
    ],
)
def test_pictures_in_the_text_stay(source: str, kept: str | None) -> None:
    """A drawing keeps its blanks and may be written as it is; of base64 the blanks go."""
    body = clean(f'<p><img src="{source}"/></p>').body
    made = kept or "data:image/svg+xml,%3Csvg%20fill='%23f00'%0Ax='5%25'%3E"
    assert body == f'<figure class="picture"><img src="{made}" alt=""/></figure>'
    assert clean(body).body == body


@pytest.mark.parametrize(
    "source",
    [
        "data:image/svg+xml,%3Csvg viewBox='0 0 9 9'%3E %3C/svg%3E",
        "data:image/svg+xml;utf8,<svg width='9'/>",
        "data:image/png;base64,",
        "data:image/png",
        "data:text/html,<b>x</b>",
        "(null)",
        "NULL",
        " undefined ",
        "about:blank",
        "",
    ],
)
def test_an_address_without_a_picture_goes(source: str) -> None:
    """An empty drawing only holds the place of a picture that a script would have brought."""
    cleaned = clean(f'<p>a <img src="{source}"/></p>')
    assert (cleaned.body, cleaned.removed) == ("<p>a</p>", {"picture without address": 1})


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("https://garden .example/d.jpg", "garden%20.example/d.jpg"),
        ("http://ada:secret@ho st/a b.jpg", "ho%20st/a%20b.jpg"),
        ("//[x/y.jpg", "%5Bx/y.jpg"),
    ],
)
def test_a_picture_keeps_an_address_past_mending(source: str, named: str) -> None:
    """It is told as missing, not dropped; a login stays out."""
    cleaned = clean(f'<p>a <img src="{source}" alt="b"/></p>')
    assert f'src="{named}"' in cleaned.body
    assert not cleaned.removed


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('viewBox="0 0 24 12"', 'height="12" width="24"'),
        ('viewBox="0 0 2000 1000"', 'height="192.5" width="385"'),
        ('viewBox="0 0 10 3850"', 'height="385" width="1"'),
        ('viewBox="0 0 0 9"', ""),
        ('viewBox="0 0 24 12" width="9"', 'width="9"'),
        ("", 'height="150" width="300"'),
    ],
)
def test_a_drawing_without_a_size_is_no_larger_than_on_its_page(given: str, size: str) -> None:
    """It has the size of its viewBox, made to fit a page, or the one that CSS gives it."""
    found = clean(f'<p><svg {given}><path d="M0 0 L1 1"/></svg></p>').body
    assert " ".join(re.findall(r'(?:width|height)="[^"]*"', found)) == size


@pytest.mark.parametrize("around", ["<blockquote>", "<ul><li>", "<table><tr><td>"])
def test_a_table_is_kept_however_deep_it_lies(around: str) -> None:
    """With all its cells, or their words where a table may not be."""
    table = "<table><thead><tr><th>gamma<tbody><tr><td>alpha<td>beta</table>"
    for depth in range(30):
        body = clean(around * depth + table).body
        assert all(word in body for word in ("gamma", "alpha", "beta"))


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("ann@garden.example", "mailto:ann@garden.example"),
        ("pic@2x.png", "pic@2x.png"),
        ("ann@garden", "ann@garden"),
        ("a/ann@garden.example", "a/ann@garden.example"),
    ],
)
def test_a_link_to_whom_people_write_is_mail(href: str, expected: str) -> None:
    """Without "mailto:" it would lead to a page beside the post, which is none."""
    assert clean(f'<a href="{href}">write</a>').body == f'<p><a href="{expected}">write</a></p>'
