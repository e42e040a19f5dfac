from functools import partial
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from blog2book import render
from blog2book.events import ignore
from blog2book.markup.formulas import formula
from blog2book.media import math
from blog2book.model.rendition import Medium
from blog2book.model.xhtml import Xhtml
from blog2book.writers.pdf.faces import static
from blog2book.writers.pdf.piece import Press, Start, lay
from samples import Heard, book, chapter, entry, post
from whole import context
from works import named, note, notes, work

WORDS = (
    "The man from the committee walked me down. His name is Mr. Tasker and he has had plot "
    "thirty-nine since before I was born; he told me so twice, the second time as a warning. "
)
HIGH = r"\sum_{i=0}^n \frac{x_i}{\frac{a}{b}}"
BODY = Xhtml(
    f"<p>{WORDS * 3}</p><h3>A heading</h3><p>{WORDS}H<sub>2</sub>O, x<sup>2</sup>, <code>x</code>, "
    f'<small>s</small>, <strong>b</strong> <a href="https://x.example/a">link</a>.</p>'
    f"<ul><li>one</li><li>two<ol><li>three</li></ol></li></ul><blockquote><p>{WORDS}</p>"
    f"<p>{WORDS}</p></blockquote><p>{WORDS}</p><hr/><p>{WORDS * 2}</p>"
    '<div class="poem"><p>One line,<br/>and another.</p><p>A stanza.</p></div>'
    f'<p>{WORDS}</p><figure class="picture"><img src="https://x.example/a.jpg" alt=""/>'
    f"<figcaption>Lost</figcaption></figure><p>{WORDS}</p>"
    '<figure class="gallery"><figure class="picture"><img src="https://x.example/b.jpg" alt=""/>'
    f'<figcaption>{WORDS}</figcaption></figure><figure class="picture">'
    f'<img src="https://x.example/c.jpg" alt=""/></figure></figure><p>{WORDS}</p>'
    f'<pre><code class="language-python">def one(two):\n\n    return "{WORDS}"</code></pre>'
    f"<p>{WORDS}{formula('x^2', display=False)}, {WORDS}{formula(HIGH, display=False)} {WORDS}</p>"
    f"<p>{formula(HIGH, display=True)}</p><p>{WORDS}</p>"
    '<figure class="embed"><p><a href="https://youtu.be/abcdefghi">A film</a></p>'
    f"<figcaption>{WORDS}</figcaption></figure><p>{WORDS}</p>"
    f'<figure class="embed"><blockquote><p>{WORDS}</p><p>{WORDS}</p></blockquote>'
    f'<p><a href="https://twitter.com/a/status/1">Ann</a></p></figure><p>{WORDS}</p>'
)


def lines(trim: str, folder: Path, **chosen: Any) -> list[tuple[float, float]]:
    """Return how far below the head of its page each line begins, and its height, in lines."""
    posts = [
        entry(id=f"p-{index}", post=post(key=str(index), title="" if index == 2 else "A title",
                                         body=BODY))
        for index in range(5)
    ]  # fmt: skip
    made = work(
        book([chapter(posts)]),
        trim=trim,
        ledger=notes(note([("r-1", "p-1", 0)])),
        formula=partial(math.formula, folder=folder, report=ignore),
        **chosen,
    )
    rendition = render.edition(made, Medium.PDF, ignore)
    press = Press(rendition, static(rendition.faces, context(folder, Heard())))
    month = named(rendition, "m-2016-12")
    own = made.theme.lines(trim) or render.measure(Medium.PDF, trim)
    leading = own.leading * 96 / 72
    found: list[tuple[float, float]] = []
    for page in lay(press, month, Start(number=1, right=True)).pages:
        box = page._page_box  # noqa: SLF001 - WeasyPrint tells places nowhere else
        top = box.content_box_y()
        found += [
            ((one.position_y - top) / leading, one.height / leading)
            for one in _lines(box)
            if 0 <= one.position_y - top < box.height
        ]
    return found


def _lines(page: Any) -> list[Any]:
    return [
        one
        for one in page.descendants()
        if type(one).__name__ == "LineBox" and not _place(one).startswith("frame")
    ]


def _place(line: Any) -> str:
    return "" if line.element is None else str(line.element.get("class", ""))


@pytest.mark.parametrize(
    ("trim", "chosen"),
    [
        ("a5", {}),
        pytest.param("6x9", {}, marks=pytest.mark.slow),
        pytest.param("a5", {"vars": {"size": "13pt"}}, marks=pytest.mark.slow),
    ],
)
def test_lines_of_facing_pages_stand_in_register(
    trim: str, chosen: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """Every full line of text begins a whole number of lines below the head of its page.

    But for the words inside a lost picture's frame, which stand in its middle.
    """
    found = lines(trim, tmp_path, **chosen)
    whole = [place for place, height in found if isclose(height, 1, abs_tol=0.01)]
    off = [place for place in whole if abs(place - round(place)) > 0.02]
    assert len(whole) > 150
    assert off == []
