from xml.etree import ElementTree as ET

import pytest
import tinyhtml5
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blog2book.markup import vocabulary
from blog2book.markup.clean import clean
from blog2book.markup.ids import prefix
from blog2book.markup.links import rewrite
from blog2book.markup.text import escape, plain
from blog2book.markup.tokens import Kind, tokens

BLOCKS = sorted((vocabulary.BLOCKS - {"body"}) | {"section", "center", "details", "summary"})
INLINE = sorted((vocabulary.INLINE - {"ruby", "rt"}) | {"font", "o:p", "label"})
ATTRIBUTES = [
    ' id="x"',
    ' id="a b"',
    ' name="n"',
    ' class="wp-caption"',
    ' class="gallery"',
    ' class="align-center"',
    ' class="footnotes"',
    ' class="embed"',
    ' class="caps"',
    ' class="tr-caption-container"',
    ' style="text-align:center;font-weight:bold;font-style:italic"',
    ' href="http://x.example/ä b"',
    ' href="#x"',
    ' href=""',
    ' lang="en_gb"',
    " align=right",
    " dir=rtl",
    ' datetime="2012-01-01"',
    ' start="4" colspan="3"',
]
TEXTS = ["one", "two ", " three", "\n\n", "\n", " ", "&nbsp;", "&amp;", "<br>", "<br><br>", "<wbr>"]
PICTURES = [
    '<img src="a.jpg">',
    '<img src="b.png" width=20 alt="z">',
    '<img src="c.png" style="float:left">',
    '<a href="big.jpg"><img src="s.jpg"></a>',
    "<hr>",
    '<iframe src="http://e.example/x"></iframe>',
    "<math><mi>q</mi></math>",
    '<svg><path d="M0 0"/></svg>',
    "<ruby>b<rt>r</rt></ruby>",
]

names = st.sampled_from(BLOCKS + INLINE)
starts = st.builds("<{}{}>".format, names, st.one_of(st.just(""), st.sampled_from(ATTRIBUTES)))
ends = st.builds("</{}>".format, names)
texts = st.one_of(st.sampled_from(TEXTS), st.text(max_size=5))
soup = st.lists(st.one_of(starts, ends, texts), max_size=25).map("".join)
rich = st.lists(st.one_of(starts, ends, texts, st.sampled_from(PICTURES)), max_size=25).map("".join)

_Shape = tuple[str, tuple[tuple[str, str], ...], str, tuple["_Shape", ...], str]


def shape(element: ET.Element) -> _Shape:
    """Return what two parsers must agree about."""
    attributes = sorted(
        (name.rpartition("}")[2], value)
        for name, value in element.attrib.items()
        if not name.endswith("xmlns")
    )
    children = tuple(shape(child) for child in element)
    name = str(element.tag).rpartition("}")[2]
    return name, tuple(attributes), element.text or "", children, element.tail or ""


@given(rich, st.booleans())
@example('<img src="a.jpg"><a id="x"></a><a id="y"></a><em><abbr>one', False)  # noqa: FBT003 - as above
@settings(deadline=None, max_examples=300)
def test_cleaning_twice_is_cleaning_once(html: str, breaks: bool) -> None:  # noqa: FBT001 - hypothesis hands it in
    """What is clean stays as it is."""
    body = clean(html, breaks=breaks).body
    assert clean(body).body == body


@given(rich)
@settings(deadline=None, max_examples=200)
def test_xml_and_html_parsers_read_the_same(html: str) -> None:
    """Clean markup is well-formed, and no HTML parser reads anything else in it."""
    body = clean(html).body.replace("xml:lang", "xml_lang")
    page = f"<!DOCTYPE html><html><head><title>t</title></head><body>{body}</body></html>"
    tree = tinyhtml5.parse(page)
    read = tree.find("{http://www.w3.org/1999/xhtml}body")
    assert shape(read) == shape(ET.fromstring(f"<body>{body}</body>"))


@given(soup)
@settings(deadline=None, max_examples=300)
def test_no_letter_is_lost(html: str) -> None:
    """Every visible letter that goes in comes out; only captions may change their place."""
    shown = "".join(one.text for one in tokens(html) if one.kind is Kind.TEXT)
    expected = plain(clean(escape(shown)).body)
    assert sorted("".join(plain(clean(html).body).split())) == sorted("".join(expected.split()))


@given(st.text())
@settings(deadline=None, max_examples=300)
def test_any_text(text: str) -> None:
    """No text makes cleaning fail."""
    ET.fromstring(f"<body>{clean(text).body}</body>")


@given(rich, st.sampled_from(["p-1", "x"]))
@settings(deadline=None, max_examples=100)
def test_prefixed_ids_are_unique(html: str, start: str) -> None:
    """Every id gets the prefix, and links inside the body still lead to one."""
    body = prefix(clean(html).body, start)
    root = ET.fromstring(f"<body>{body}</body>")
    ids = [one.get("id", "") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{start}-") for one in ids)
    targets = [one.get("href", "")[1:] for one in root.iter("a") if one.get("href", "")[0] == "#"]
    assert set(targets) <= set(ids)


@given(rich)
@settings(deadline=None, max_examples=100)
def test_rewriting_nothing_changes_nothing(html: str) -> None:
    """A tree is written as it was read, byte for byte."""
    body = clean(html).body
    assert rewrite(body, lambda href: href) == body


@pytest.mark.parametrize("opened", BLOCKS + INLINE)
def test_each_element_alone(opened: str) -> None:
    """Each element that nobody closes is clean at once."""
    body = clean(f"a<{opened}>b").body
    assert clean(body).body == body
    assert plain(body).replace("\n", "") == "ab"
