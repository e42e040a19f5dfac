"""What counts as a word."""

import pytest

from blog2book.audit.words import words
from blog2book.model.words import count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("It's a 24-hour walk — or so …", 6),
        ("“1,200” words &c.", 3),
        ("\u65e5\u672c\u8a9e\u3067\u3001Python 3\u3092", 7),
        ("\u0e01\u0e32\u0e23", 3),
        ("\u0e9e\u0eb2\u0eaa\u0eb2 \u1797\u17b6 \u1019\u103c", 8),
        ("\u0928\u092e\u0938\u094d\u0924\u0947 \u4e16\u754c", 3),
        ("\U0001f600 *** \u3002", 0),
    ],
)
def test_a_word_stands_between_blanks_or_is_a_sign(text: str, number: int) -> None:
    """Dashes alone are none; each sign of a script without spaces is one."""
    assert count(text) == number


@pytest.mark.parametrize("text", ["\u96ea\u304c\u964d\u308b", "\u0e2a\u0e27\u0e19", "one two"])
def test_the_audit_counts_the_same(text: str) -> None:
    """Where no sign parts a word, the audit finds as many."""
    assert count(text) == len(words(text))
