from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog2book.events import ignore
from blog2book.markup.clean import clean
from blog2book.markup.formulas import formula as mathml
from blog2book.media.math import formula
from samples import Heard

BROKEN = "<math><msup></msup></math>"
PIECES = ["x", "2", "+", r"\frac", "{", "}", "^", "_", r"\sqrt", r"\left(", r"\right)", r"\sum",
          r"\begin{matrix}", r"\end{matrix}", "&", r"\\", r"\hat", r"\mathbb{R}", r"\text{if }",
          r"\int", "漢", r"\overline", r"\xrightarrow", r"\binom", " "]  # fmt: skip


def test_a_formula_is_drawn(tmp_path: Path) -> None:
    """Its size is told in em: a fraction is higher than a letter, and reaches below the line."""
    letter, fraction = (
        formula(mathml(tex, display=False), "", folder=tmp_path, report=ignore)
        for tex in ("x", r"\frac{a}{b}")
    )
    assert letter is not None
    assert fraction is not None
    assert 0.4 < letter.ascent < 0.6 < fraction.ascent
    assert -0.1 < letter.depth < 0.1 < fraction.depth
    assert 0.4 < letter.width < 0.8
    drawing = fraction.plate.path.read_text(encoding="utf-8")
    assert "<path" in drawing
    assert "<text" not in drawing


def test_the_same_formula_has_the_same_bytes(tmp_path: Path) -> None:
    """Names and files depend on the formula alone."""
    text = mathml(r"\sum_{i=0}^n x_i", display=True)
    one, two = (formula(text, "", folder=tmp_path / name, report=ignore) for name in "ab")
    assert one is not None
    assert two is not None
    assert one.plate.name == two.plate.name
    assert one.plate.path.read_bytes() == two.plate.path.read_bytes()


@pytest.mark.parametrize("tex", ["漢", "+".join(["x^2"] * 500), BROKEN])
def test_what_cannot_be_drawn_is_reported(tex: str, tmp_path: Path) -> None:
    """A letter that the font has not, a formula without end, a power of nothing."""
    heard = Heard()
    text = tex if tex == BROKEN else mathml(tex, display=False)
    assert formula(text, "“A post”", folder=tmp_path, report=heard) is None
    (notice,) = heard.notices
    assert (notice.code, notice.where) == ("formula-undrawn", "“A post”")
    assert len(notice.message) < 200


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@settings(deadline=None, max_examples=150)
def test_no_tex_breaks_a_book(tex: str) -> None:
    """Whatever is written as TeX is drawn, or reported."""
    heard = Heard()
    text = clean(mathml(tex, display=False)).body
    if not text.startswith("<p><math"):
        return
    with TemporaryDirectory() as folder:
        made = formula(text[3:-4], "", folder=Path(folder), report=heard)
    assert (made is None) == bool(heard.notices)
