import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book.render import fonts
from blog2book.render.lines import Line, Ruler, Setting, pieces

RULER = Ruler(
    fonts.faces(("EB Garamond", "Noto Serif"), ((400, "normal"), (400, "italic"), (700, "normal")))
)


def setting(spacing: float = 0.0, weight: int = 400, style: str = "normal") -> Setting:
    """Return how the look's text face is set."""
    return RULER.setting("EB Garamond", weight, style, spacing)


def texts(rows: tuple[Line, ...]) -> list[str]:
    """Return what the lines say."""
    return [row.text for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two  three", ("one ", "two  ", "three")),
        ("well-known and/or so—so", ("well-", "known ", "and/", "or ", "so—", "so")),
        ("- 5", ("- ", "5")),
        ("猫と、犬（小）", ("猫", "と、", "犬", "（小）")),
        ("あっコーヒー", ("あっ", "コー", "ヒー")),
        ("고양이 둘", ("고양이 ", "둘")),
        ("", ("",)),
    ],
)
def test_where_lines_may_end(text: str, expected: tuple[str, ...]) -> None:
    """Lines end behind spaces and dashes, and between Chinese and Japanese signs by their rules."""
    assert pieces(text) == expected


@given(st.text(max_size=60))
def test_pieces_are_the_text(text: str) -> None:
    """Nothing is lost where a text is cut into pieces."""
    assert "".join(pieces(text)) == text


@given(
    st.text(st.sampled_from("abc –-猫のشא\u0301"), max_size=80),
    st.integers(20, 300),
    st.integers(1, 5),
)
def test_lines_fit(text: str, size: int, most: int) -> None:
    """No line is wider than its room, none is empty, and there are never too many."""
    rows = setting().fit(text, size, 900, most)
    assert len(rows) <= most
    assert all(row.width <= 900 * 1.001 and row.text and row.size <= size for row in rows)
    assert all("".join(run.text for run in row.runs) == row.text for row in rows)


def test_a_short_text_keeps_its_size() -> None:
    """What fits is neither broken nor shrunk."""
    [row] = setting().fit("Tide Tables", 100, 1280, 3)
    assert (row.text, row.size) == ("Tide Tables", 100)
    assert 300 < row.width < 700


def test_nothing_gives_no_lines() -> None:
    """An empty text has no lines."""
    assert setting().fit("  ", 100, 500, 3) == ()


def test_lines_are_even() -> None:
    """A text is spread over its lines, so that no word stands alone in the last."""
    rows = setting().fit("The long and quiet years of a garden by the sea", 100, 1500, 3)
    assert len(rows) == 2
    assert abs(rows[0].width - rows[1].width) < 400


def test_a_text_shrinks_to_its_lines() -> None:
    """More words than fit are set smaller, all lines in one size."""
    rows = setting().fit("word " * 20, 200, 1000, 3)
    assert len(rows) == 3
    assert len({row.size for row in rows}) == 1
    assert 80 <= rows[0].size < 200


def test_a_long_word_shrinks() -> None:
    """A word that is wider than the line is set smaller instead of being broken."""
    [row] = setting().fit("Donaudampfschifffahrtsgesellschaftskapitän", 200, 1280, 3)
    assert row.size < 100
    assert row.width <= 1280


def test_what_would_be_too_small_is_cut() -> None:
    """A text that cannot be read at any size that fits is cut with an ellipsis."""
    rows = setting().fit("words " * 200, 100, 800, 2)
    assert len(rows) == 2
    assert rows[-1].text.endswith("…")
    assert rows[0].size == 40
    [one] = setting().fit("x" * 500, 100, 800, 1)
    assert one.text.endswith("x…")
    parts = setting().fit("x" * 60, 100, 300, 5)
    assert "".join(texts(parts)) == "x" * 60


def test_spacing_and_weight_count() -> None:
    """Letters that stand apart, and bold ones, need more room."""
    plain = setting().measure("Words", 100)
    assert setting(spacing=10).measure("Words", 100) == pytest.approx(plain + 50)
    assert setting(weight=700).measure("Words", 100) > plain
    assert setting(style="italic").measure("Words", 100) != plain


def test_another_family_writes_what_the_first_lacks() -> None:
    """A run is cut where another face must go on; a space stays with its word."""
    first, second, third = setting().runs("ab ꙮ ab")
    assert [face.family if face else "" for face, _ in (first, second, third)] == [
        "EB Garamond",
        "Noto Serif",
        "EB Garamond",
    ]
    assert second[1] == "ꙮ "


def test_what_no_face_has_is_guessed() -> None:
    """A character that nobody has still takes room, under the first family's name."""
    [row] = setting().fit("猫अ", 100, 500, 1)
    assert row.width == pytest.approx(160)
    assert row.runs[0].family == "EB Garamond"
    alone = Ruler(()).setting("Nobody", 400, "normal", 0).fit("ab", 100, 500, 1)
    assert alone[0].runs[0].family == "serif"


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
def test_joined_scripts_are_measured_joined() -> None:
    """Arabic is shaped before it is measured: a word is narrower than its letters apart."""
    found = fonts.fallbacks("يوميات", "ar")
    if not found:
        pytest.skip("no font for Arabic is installed")
    arabic = Ruler(found).setting(found[0].family, 400, "normal", 0)
    apart = sum(arabic.measure(letter, 100) for letter in "يوميات")
    assert arabic.measure("يوميات", 100) < apart
