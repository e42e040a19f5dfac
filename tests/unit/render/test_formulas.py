from functools import partial
from pathlib import Path

from blog2book import render
from blog2book.events import ignore
from blog2book.markup.formulas import formula
from blog2book.media import math
from blog2book.model.rendition import Medium
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, entry, post
from works import text_of, work

BODY = Xhtml(f"<p>a {formula('x^2', display=False)} b {formula('x^2', display=False)}</p>")


def test_formulas_are_drawn_for_paper(tmp_path: Path) -> None:
    """Each drawing is a file of the book, once, described by its TeX."""
    shown = book([chapter([entry(post=post(body=BODY))])])
    draw = partial(math.formula, folder=tmp_path, report=ignore)
    rendition = render.edition(work(shown, formula=draw), Medium.PDF, ignore)
    (drawing,) = [one for one in rendition.files if one.name.startswith("formulas/")]
    text = text_of(rendition, "m-2016-12")
    assert text.count(f'<img src="{drawing.name}" alt="x^2"') == 2
    assert "<math" not in text


def test_a_screen_has_formulas_as_they_are() -> None:
    """The EPUB keeps MathML, and its letters ask for no font of the book."""
    shown = book([chapter([entry(post=post(body=BODY))])])
    assert "<math" in text_of(render.edition(work(shown), Medium.EPUB, ignore), "m-2016-12")


def test_an_undrawn_formula_is_reported_once(tmp_path: Path) -> None:
    """The same formula in a second post is no second notice."""
    body = Xhtml(f"<p>{formula('漢', display=False)}</p>")
    entries = [entry(id=f"p-{one}", post=post(key=one, body=body)) for one in "ab"]
    heard = Heard()
    draw = partial(math.formula, folder=tmp_path, report=heard)
    made = work(book([chapter(entries)]), formula=draw)
    text = text_of(render.edition(made, Medium.PDF, ignore), "m-2016-12")
    assert text.count("<code>漢</code>") == 2
    assert [one.code for one in heard.notices] == ["formula-undrawn"]
