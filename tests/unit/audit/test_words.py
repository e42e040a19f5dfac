"""What counts as a word on both sides."""

import pytest

from blog2book.audit.raw.markup import plain
from blog2book.audit.words import normal, spans, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s”—she said…", '"It\'s" -- she said...'),
        ("ﬁne office", "FINE of\u00adfice"),
        ("Straße ½", "STRASSE 1/2"),
        ("caf\u00e9", "cafe\u0301"),
        ("a\u200bb\ufeff", "ab"),
    ],
)
def test_what_typography_changes_is_no_other_word(one: str, other: str) -> None:
    """Quotation marks, dashes, dots, ligatures, cases and unseen signs tell no words apart."""
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" -- !", []),
        ("note12 h2o 2016-12", ["note", "12", "h", "2", "o", "2016", "12"]),
        ("日本語 です", ["日", "本", "語", "で", "す"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("a **bo**ld snake_case", ["a", "bold", "snakecase"]),
    ],
)
def test_words_are_letters_or_figures(text: str, expected: list[str]) -> None:
    """Figures stand apart, and signs of scripts without spaces each alone; marks stay."""
    assert words(text) == expected


def test_places_of_words_are_those_of_the_normal_text() -> None:
    """Each span cuts out the word that `words` gives."""
    text = normal("Ein ﬁnes Wort — und 2 Bücher")
    assert [text[start:end] for start, end in spans(text)] == words("Ein fines Wort und 2 Bücher")


def test_a_stack_of_marks_takes_no_quadratic_time() -> None:
    """A hundred thousand accents in two orders on one letter are cut to a few."""
    assert len(words("a" + "\u0323\u0301" * 100_000)[0]) < 40


def test_what_a_page_hides_is_no_word() -> None:
    """Neither an element that its tag hides nor one whose style does; what is shown stays."""
    html = '<p>a<i hidden>b</i> <b style="display: NONE">c</b> <u title="hidden">d</u><br hidden>e'
    assert words(plain(html)) == ["a", "d", "e"]


def test_am_is_the_same_before_and_after_a_tone_mark() -> None:
    """Thai and Lao text that a layout engine turned around is what its writer wrote."""
    assert words("น้ำ") == words("นํ้า")
    assert words("ນ້ຳ") == words("ນໍ້າ")
