from blog2book.markup.passages import Passage, passages
from blog2book.model.xhtml import Xhtml


def said(body: str) -> tuple[Passage, ...]:
    """Return the passages of a body."""
    return passages(Xhtml(body))


def test_each_block_and_each_line_is_a_passage() -> None:
    """Paragraphs, items and broken lines are passages; the lines of one block share its number."""
    found = said("<p>One<br/>two</p><ul><li>three</li><li>four<p>five</p>six</li></ul>")
    assert [one.text for one in found] == ["One", "two", "three", "four", "five", "six"]
    assert found[0].block == found[1].block
    assert len({one.block for one in found}) == 5


def test_a_passage_knows_its_place() -> None:
    """Its start counts all text before it, and each blank is one sign."""
    first, second = said("<p>Né <b>à</b>\n<i>Paris</i></p>\n<p>two\u00a0words</p>")
    assert (first.start, first.text) == (0, "Né à Paris")
    assert (second.start, second.text) == (len("Né à Paris") + 1, "two words")


def test_links_and_italics_are_spans() -> None:
    """They are counted from the passage's start; a quotation's source counts as a link."""
    first, second = said(
        '<p>a <a href="https://a.example/">b</a> <cite>c <i>d</i></cite></p>'
        '<p>e <q cite="https://q.example/">f</q> <a id="x">g</a></p>'
    )
    assert first.links == (((2, 3), "https://a.example/"),)
    assert first.apart == ((6, 7), (4, 7))
    assert second.links == (((2, 3), "https://q.example/"),)


def test_the_source_of_a_quotation_is_linked_behind_it() -> None:
    """A passage without words holds it, so that those beside it know."""
    inside, behind, after = said(
        '<blockquote cite="https://q.example/"><p>a</p></blockquote><p>b</p>'
    )
    assert (inside.quoted, after.quoted) == (True, False)
    assert (behind.text, behind.links) == ("", (((0, 0), "https://q.example/"),))


def test_what_is_no_running_text_is_mute() -> None:
    """Headings, verbatim, tables, captions and the author's notes are; nothing behind them is."""
    body = (
        "<h3>a</h3><pre>b</pre><table><tbody><tr><td>c</td></tr></tbody></table>"
        '<figure class="picture"><img src="x" alt=""/><figcaption>d</figcaption></figure>'
        '<div class="footnotes"><ol><li>e</li></ol></div><p id="fn1">f</p>'
    )
    found = said(body)
    assert [(one.text, one.mute) for one in found] == [(letter, True) for letter in "abcdef"]
    assert [one.mute for one in said("<pre>a</pre><p>b</p>")] == [True, False]
