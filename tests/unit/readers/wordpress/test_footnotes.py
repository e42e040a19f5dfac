"""Tests of the footnotes that plug-ins write into a text."""

import pytest

from blog2book.markup.clean import clean
from blog2book.markup.ids import prefix
from blog2book.markup.links import links
from blog2book.readers.wordpress.footnotes import NAMES, with_kept
from blog2book.readers.wordpress.shortcodes import expand


def expanded(html: str) -> str:
    """Return HTML with its shortcodes written out."""
    return expand(html, lambda _: "").html


def item(number: int, text: str, start: str = "footnote") -> str:
    """Return a footnote in the list."""
    return f'<li id="{start}-{number}">{text} <a href="#{start}-{number}-link">↑</a></li>'


def call(number: int, start: str = "footnote") -> str:
    """Return the call of a footnote."""
    return f'<sup><a id="{start}-{number}-link" href="#{start}-{number}">{number}</a></sup>'


@pytest.mark.parametrize("name", sorted(NAMES))
def test_footnotes_in_shortcodes_become_a_list(name: str) -> None:
    """The sentence keeps a call; the words stand at the end, and lead back."""
    found = expanded(f"One[{name}] A note [/{name}]. Two[{name}]B[/{name}].")
    assert found == (
        f"One{call(1)}. Two{call(2)}.\n\n"
        f'<div class="footnotes"><ol>{item(1, "A note")}{item(2, "B")}</ol></div>'
    )


def test_a_note_in_running_text_is_a_footnote() -> None:
    """Behind words, or another footnote, "[note]" is Easy Footnotes' old shortcode; else a box."""
    found = expanded("One[note]a[/note][note]b[/note], <em>two</em> [note]c[/note].")
    assert found.startswith(f"One{call(1)}<sup>,</sup>{call(2)}, <em>two</em> {call(3)}.")
    for before in ("", "<p>", "One\n", "[b_c]"):
        assert expanded(f"{before}[note]a[/note]").endswith("a")
    assert "<strong>Box</strong>" in expanded('One[note title="Box"]a[/note]')


def test_calls_side_by_side_have_a_comma() -> None:
    """Two footnotes at one place do not read as one number."""
    found = expanded("One[ref]a[/ref][ref]b[/ref].")
    assert found.startswith(f"One{call(1)}<sup>,</sup>{call(2)}.")


def test_ids_are_none_of_the_texts() -> None:
    """A text that has such ids already keeps them for itself."""
    found = expanded('<p id="footnote-1">a <i id="footnotexx-2">b</i>[ref]c[/ref]</p>')
    assert call(1, "footnotexxx") in found
    assert item(1, "c", "footnotexxx") in found


def test_prose_and_code_have_no_footnotes() -> None:
    """A single tag is prose, an empty footnote is nothing, and code stays code."""
    assert expanded("See [ref] here") == "See [ref] here"
    assert expanded("See[ref] [/ref] here") == "See  here"
    assert "[ref]a[/ref]" in expanded("[code]x[ref]a[/ref][/code]")


def test_footnotes_survive_cleaning() -> None:
    """They lead both ways in a book, keep their paragraphs, and get no numbered notes."""
    text = 'One[ref]See <a href="https://n.example/">n</a>.\n\nMore.[/ref] word.\n\nTwo.'
    body = prefix(clean(expanded(text), breaks=True).body, "p-1")
    assert body == (
        '<p>One<sup><a id="p-1-footnote-1-link" href="#p-1-footnote-1">1</a></sup> word.</p>'
        '<p>Two.</p><div class="footnotes"><ol><li id="p-1-footnote-1">'
        '<p>See <a href="https://n.example/">n</a>.</p>'
        '<p>More. <a href="#p-1-footnote-1-link">↑</a></p></li></ol></div>'
    )
    assert [one.in_note for one in links(body)] == [False, True, True]


def test_footnotes_of_wordpress_lead_back_where_they_are_called() -> None:
    """The editor gives a call the note's id with "-link"; without it there is no way back."""
    kept = '[{"id":"ab","content":"A"},{"id":"cd","content":"C"}]'
    found = with_kept('a<sup><a href="#ab" id="ab-link">1</a></sup>', kept)
    assert found.endswith(
        '<div class="footnotes"><ol><li id="ab">A <a href="#ab-link">↑</a></li>'
        '<li id="cd">C</li></ol></div>'
    )
