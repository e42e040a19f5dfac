import time

import pytest

from blog2book.markup.clean import clean
from blog2book.markup.rest import to_html


def test_a_text_becomes_html() -> None:
    """Headings, code with its language, figures, formulas and raw HTML are what they mean."""
    html, unknown = to_html(
        "Head\n====\n\n.. code-block:: python\n\n   x & y\n\n.. figure:: a.png\n\n   Words\n\n"
        ".. raw:: html\n\n   <b>raw</b>\n\n.. math:: a^2\n\nIn a line :math:`x`.\n"
    )
    assert "<h2>Head</h2>" in html
    assert '<pre><code class="language-python">x &amp; y' in html
    assert '<img alt="a.png" src="a.png" />' in html
    assert "<b>raw</b>" in html
    assert 'display="block" alttext="a^2"' in html
    assert 'display="inline" alttext="x"' in html
    assert unknown == {}


def test_footnotes_are_a_list_that_leads_back() -> None:
    """Calls lead to notes and notes to calls, with and without a paragraph."""
    html, _unknown = to_html(
        "One [1]_ two [#]_ three [C1]_.\n\n.. [1] First.\n.. [#]\n\n.. [C1] Cited\n"
    )
    body = clean(html).body
    assert '<sup><a id="footnote-reference-1" href="#footnote-1">1</a></sup>' in body
    assert body.count('<div class="footnotes">') == 1
    assert '<li id="footnote-1">First. <a href="#footnote-reference-1">↑</a></li>' in body
    assert 'href="#footnote-reference-2">↑</a>' in body
    assert "C1" in body
    assert "Cited" in body


def test_a_footnote_that_nobody_calls_is_kept() -> None:
    """It has no way back."""
    html, _unknown = to_html(".. [1] Alone.\n\nWords.\n")
    assert "↑" not in html
    assert "Alone." in html


def test_of_unknown_directives_the_words_stay() -> None:
    """They are counted; what a plug-in shows becomes a link; options are no words."""
    html, unknown = to_html(
        ".. callout:: Beware\n   :kind: x\n\n   Words of it.\n\n.. youtube:: abc-d\n\n"
        ".. youtube:: not one\n\nSee :abbr:`TLA (three)` and `w`:odd: and :bad.\n\n"
        ".. image::\n\n*open\n"
    )
    assert unknown == {"callout": 1}
    assert "<p>Beware</p>\n<p>Words of it.</p>" in html
    assert '<a href="https://www.youtube.com/watch?v=abc-d">' in html
    assert "not one" in html
    assert "See TLA (three) and w and :bad." in html
    assert "*open" in html


def test_code_stays_code_whatever_its_options() -> None:
    """With its caption above; blanks within it count."""
    html, _unknown = to_html(
        ".. code-block:: python\n   :linenos:\n   :caption: Greet\n\n   if x:\n       y = '--'\n"
    )
    assert '<p>Greet</p>\n<pre><code class="language-python">if x:\n    y = ' in html


@pytest.mark.parametrize("name", ["include:: /etc/hostname", "raw:: html\n   :file: /etc/hostname"])
def test_no_file_is_read(name: str) -> None:
    """A directive that names a file shows nothing, and is told."""
    html, unknown = to_html(f"Before.\n\n.. {name}\n\nAfter.\n")
    assert clean(html).body == "<p>Before.</p><p>After.</p>"
    assert sum(unknown.values()) == 1


def test_no_clock_is_read() -> None:
    """The date of today is no part of a post."""
    html, _unknown = to_html(".. |day| date:: %Y\n\nOn |day| it rained.\n")
    assert "20" not in html


@pytest.mark.parametrize(
    "text",
    ["[1]_ " * 20_000, ".. a::\n" * 20_000, "- " * 2000 + "x", "\0\ud800 ` * _ |", "=\n" * 500],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    """What would take minutes is given as plain paragraphs, without loss."""
    began = time.process_time()
    html, _unknown = to_html(text)
    assert time.process_time() - began < 20
    assert ("x" in html) == ("x" in text)
