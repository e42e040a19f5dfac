import time

import pytest

from blog2book.markup.clean import clean
from blog2book.markup.markdown import to_html

HEAD = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>"


def book(text: str) -> str:
    """Return Markdown as it stands in a book."""
    return clean(to_html(text)).body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTML, no XHTML\n\n*[HTML]: Hyper  Text\n",
         '<p><abbr title="Hyper Text">HTML</abbr>, no XHTML</p>'),
        ("*[A]: one\n*[A B]: two & <three>\n*[C]:\n\nA B `A` C",
         '<p><abbr title="two &amp; &lt;three&gt;">A B</abbr> <code>A</code> C</p>'),
        ("## A B\n\n*[A]: one", '<h3 id="a-b"><abbr title="one">A</abbr> B</h3>'),
        ("*[Note]: read this*", "<p><em>[Note]: read this</em></p>"),
        ("```\n*[A]: one\n```", "<pre><code>*[A]: one</code></pre>"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_told_where_it_stands(text: str, expected: str) -> None:
    """What it is short for is no text of its own; code and emphasis are none."""
    assert book(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<div markdown="1">\n**a**\n</div>\nb', "<p><strong>a</strong></p><p>b</p>"),
        ("<DIV class='x' markdown=1><div>*a*</div>\n*b*</DIV>", "<p>*a*</p><p><em>b</em></p>"),
        ('<details markdown="block"><summary markdown="span">*a*</summary>\n*b*\n</details>',
         "<p><em>a</em></p><p><em>b</em></p>"),
        ("- a\n  <div markdown='1'>\n  *b*\n  </div>\n- c",
         "<ul><li><p>a</p><p><em>b</em></p></li><li>c</li></ul>"),
        ("<div markdown='0'>*a*</div>", "<p>*a*</p>"),
        ("`<div markdown='1'>` *a*", "<p><code>&lt;div markdown='1'&gt;</code> <em>a</em></p>"),
        ("<p markdown='span'>*a*</p></div>", "<p><em>a</em></p>"),
    ],
)  # fmt: skip
def test_html_that_asks_for_it_holds_markdown(text: str, expected: str) -> None:
    """In blocks, within each other and in items too; where it does not, stars are stars."""
    assert book(text) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| 1 | 2 |\n|---\n| 3 | 4 |\n|===+==|\n| 5 | 6 |",
         "<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr>"),
        ("| - | - |", "<tr><td>-</td><td>-</td></tr>"),
        ("| `x|y` | 2 |", "<tr><td><code>x|y</code></td><td>2</td></tr>"),
        ("`x \\| y` | ``p|`|q``",
         "<tr><td><code>x | y</code></td><td><code>p|`|q</code></td></tr>"),
        ("| 1 | 2 | 3 |", "<tr><td>1</td><td>2 | 3</td></tr>"),
        ("| `1 | 2` |", "<tr><td>`1</td><td>2`</td></tr>"),
    ],
)  # fmt: skip
def test_a_table_loses_no_cell(rows: str, expected: str) -> None:
    """Rules in it part rows and are none; bars in code, and behind the last column, are text."""
    assert book(f"| a | b |\n|:--|---|\n{rows}").replace(' class="align-left"', "") == (
        f"{HEAD}{expected}</tbody></table>"
    )  # fmt: skip


def test_the_head_of_a_table_may_hold_code_with_bars() -> None:
    """It is a table even so."""
    assert "<th><code>a || b</code></th>" in book("`a || b` | c\n---|---\n1 | 2\n\n|---")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>a</div>\n{: .x}\n\nb", "<p>a</p><p>b</p>"),
        ("<figure><img src='a.png'></figure>\n{: #x .y}",
         '<figure class="picture"><img src="a.png" alt=""/></figure>'),
        ("```\n<b>\n{: .x}\n```", "<pre><code>&lt;b&gt;\n{: .x}</code></pre>"),
        ("| a |\n|---|\n| b |\n{: .x}\n\nc", "<p>c</p>"),
        ("> a\n{: .x}\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>"),
    ],
)  # fmt: skip
def test_attributes_are_never_printed(text: str, expected: str) -> None:
    """Behind HTML neither; in code they are text."""
    found = book(text)
    assert found.endswith(expected)
    assert ("{:" in found) == ("```" in text)


@pytest.mark.parametrize(
    "text",
    ["*[a]: b\n" * 20_000, "<p markdown=1>\n" * 20_000 + "</div>" * 20_000,
     "|a\n|---\n" + "|a" * 50_000, "|a\n|---\n" + "`|" * 50_000, "|" * 100_000 + "\n|---",
     "<div>\n{:" * 20_000, "".join(f"*[a{one}]: b\n" for one in range(2000)) + "a1 " * 30_000],
    ids=["abbreviations", "html", "cells", "ticks", "bars", "attributes", "many"],
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Whatever is opened and never closed."""
    began = time.process_time()
    to_html(text)
    assert time.process_time() - began < 20
