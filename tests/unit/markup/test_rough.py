"""Tests of the tree in which a platform's own boxes are changed before cleaning."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from blog2book.markup.clean import clean
from blog2book.markup.rough import first, line, marked, reshape, rough
from blog2book.markup.tree import Node, write

PIECES = some.sampled_from(
    ["<p>", "</p>", "<div class='a'>", "</div>", "<b>", "</b>", "<img src='a.png'>", "<br>",
     "<svg>", "</svg>", "<path d='M1 1'/>", "<pre>", "</pre>", "<xmp>", "</xmp>", "word ", "&lt;",
     "<!-- x -->", "<script>", "</script>", "<"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("<p>a</i>b", "<p>ab</p>"),
        ("<b><i>x</b>y", "<b><i>x</i></b>y"),
        ("<div/>x", "<div>x</div>"),
        ("<svg><path d='M1 1'/></svg>x", '<svg><path d="M1 1"></path></svg>x'),
        ("<!-- a -->x &amp; <xmp><b>", "x &amp; <pre>&lt;b&gt;</pre>"),
        ("<xmp><b></xmp>y", "<pre>&lt;b&gt;</pre>y"),
    ],
)
def test_html_is_written_as_it_was_read(html: str, written: str) -> None:
    """Without comments, every element closed."""
    assert write(rough(html)) in {written, written.replace("&lt;b&gt;", "<b></b>")}


@given(some.lists(PIECES, max_size=25).map("".join))
def test_no_word_is_lost_on_the_way(html: str) -> None:
    """Cleaning gives as many words with the tree as without."""
    direct, through = clean(html).body, clean(write(rough(html))).body
    assert through.count("word") == direct.count("word")


def test_elements_change_from_the_innermost_outwards() -> None:
    """None leaves an element, a list takes its place and is not judged again."""

    def rule(node: Node) -> list[Node | str] | None:
        if node.tag == "i":
            return ["(", *node.children, ")"]
        return [Node("i", {}, node.children)] if node.tag == "b" else None

    root = rough("<p><b>a<i>b</i></b></p>")
    reshape(root, rule)
    assert write(root) == "<p><i>a(b)</i></p>"


def test_elements_are_found_by_class() -> None:
    """The outermost first; of what is not there the line is empty."""
    root = rough("<div class='A x'>1<p class='a'> 2\n3 </p></div><p class='b'>4</p>")
    assert [one.tag for one in marked(root, "a", "b")] == ["div", "p", "p"]
    assert line(first(root, "b")) == "4"
    assert line(first(root, "a")) == "1 2 3"
    assert line(first(root, "c")) == ""


def test_deep_nesting_costs_tags_and_no_words() -> None:
    """However deep; a picture down there stays."""
    root = rough("<div>" * 5000 + "deep<img src='a.png'>" + "</div>" * 5000 + "<p>after</p>")
    assert [one.tag for one in root.nodes()] == ["div", "p"]
    written = write(root)
    assert "deep<img" in written
    assert written.count("<div>") == 60


def test_hostile_html_takes_linear_time() -> None:
    """End tags without a beginning, and thousands of open elements, are passed over quickly."""
    began = process_time()
    assert len(line(rough("some words</b>" * 100_000))) > 900_000
    rough("<a>" * 50_000 + "</b>" * 50_000 + "<svg>" * 20_000 + "<path/>" * 20_000)
    assert process_time() - began < 10
