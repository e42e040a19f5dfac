from pathlib import Path

from blog2book.markup.mathematics import drawn
from blog2book.model.rendition import Formula, Plate
from blog2book.model.xhtml import Xhtml

X = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x &lt; 1"><mi>x</mi></math>'
ALONE = '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi>x</mi></math>'


def formula(ascent: float, depth: float) -> Formula:
    """Return a drawing of this height and depth, in em."""
    plate = Plate(
        name="formulas/a.svg", path=Path("a"), media_type="image/svg+xml", width=1, height=1
    )
    return Formula(plate=plate, width=2.5, ascent=ascent, depth=depth)


def test_a_formula_stands_on_its_line() -> None:
    """It has its width, reaches no farther than text does, and the mark behind it stays with it."""
    made = drawn(Xhtml(f"<p>a {X}), b</p>"), lambda _: formula(0.8, 0.3))
    assert made == (
        '<p>a <span class="formula"><img src="formulas/a.svg" alt="x &lt; 1" style="width:2.5em;'
        'vertical-align:-0.200em;margin-top:-0.100em;margin-bottom:-0.100em"/>),</span> b</p>'
    )


def test_a_high_formula_makes_whole_lines() -> None:
    """A formula too high for its line makes two of it, or three."""
    made = drawn(Xhtml(f"<p>{X}{X}</p>"), lambda _: formula(2, 1))
    assert made.count('<span class="formula" style="line-height:3rem">') == 2


def test_a_formula_may_stand_alone() -> None:
    """It has lines of its own, and what follows it is not drawn to it."""
    made = drawn(Xhtml(f"<p>{ALONE}. b</p>"), lambda _: formula(0.7, 0.2))
    assert made == (
        '<p><span class="formula display" style="line-height:2rem"><img src="formulas/a.svg" '
        'alt="x" style="width:2.5em"/></span>. b</p>'
    )


def test_what_cannot_be_drawn_is_told() -> None:
    """Its TeX stands in its place, and what surrounds it stays."""
    made = drawn(Xhtml(f"<p>a {X}, b {ALONE}</p>"), lambda _: None)
    assert made == "<p>a <code>x &lt; 1</code>, b <code>x</code></p>"
