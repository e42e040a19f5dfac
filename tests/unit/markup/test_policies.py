import pytest

from blog2book.markup.policies import with_addresses, with_pages, without
from blog2book.markup.text import plain
from blog2book.model.xhtml import Xhtml

LINK = '<a href="https://n.example/a">there</a>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"<p>So {LINK}.</p>", "So there (n.example/a)."),
        (f"<p>“So {LINK}”, <b>he {LINK}</b> said.</p>", "“So there” (n.example/a), he there said."),
        (f"<h3>At {LINK}</h3><p>Words.</p>", "At there\nWords. (n.example/a)"),
        ('<p><a href="https://n.example/a">n.example/a</a></p>', "n.example/a"),
        ('<p><a href="https://n.example/a"><img src="x" alt=""/></a></p>', ""),
        ('<p><a href="#a">there</a></p>', "there"),
        (f'<figure class="embed"><p>{LINK}</p></figure>', "there"),
        ('<blockquote cite="https://n.example/a"><p>Q.</p></blockquote>', "Q. (n.example/a)"),
    ],
)
def test_addresses_stand_behind_links(body: str, words: str) -> None:
    """Each once in a paragraph, where nobody sees it already, and never in a heading."""
    assert plain(with_addresses(Xhtml(body), 26)) == words


def test_pages_stand_behind_links_to_posts() -> None:
    """Once in a paragraph, behind the last; not where a link leads out, nor in a heading."""
    anchors = {"post:a": "p-a&1"}
    a, b = '<a href="post:a">A</a>', '<a href="post:a">B</a>'
    body = f"<h3>{a}</h3><p>{LINK} {a}: {b}."
    found = with_pages(Xhtml(f"{body}</p>"), anchors.get, "(p. {page})")
    assert plain(found) == "A\nthere A: B (p. 0)."
    assert 'B</a> (p. <a class="page" href="#p-a&amp;1">0</a>).' in found


def test_dropped_links_leave_their_words() -> None:
    """An anchor to which others lead stays one, and a card keeps its address."""
    body = f'<p>{LINK}, <a id="x" href="https://n.example/b">here</a> <a id="y">y</a></p>'
    card = f'<figure class="embed"><p>{LINK}</p></figure>'
    assert without(Xhtml(body + card), lambda href: "n.example" in href) == (
        f'<p>there, <span id="x">here</span> <a id="y">y</a></p>{card}'
    )
