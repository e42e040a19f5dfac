import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as some

from blog2book.language.marks import marks_of
from blog2book.language.quotes import edits, smart
from blog2book.markup.clean import clean
from blog2book.markup.text import plain
from blog2book.markup.typography import typeset

LANGUAGES = some.sampled_from(
    ["en", "de", "fr", "es", "sv", "pl", "de-CH", "fr-CH", "nl", "he", ""]
)
PIECES = [
    '"',
    "'",
    "’",
    "‘",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‚",
    "--",
    "---",
    "...",
    " ",
    " ",
    "\n",
    "(",
    ")",
]
PIECES += ["a", "the", "tis", "n", "s", "6", "68", "1990", ",", ".", "!", ":", "-", "/", "x", "ש"]
PIECES += [
    "\N{NARROW NO-BREAK SPACE}",
    "\N{NO-BREAK SPACE}",
    "\N{OBJECT REPLACEMENT CHARACTER}",
    "www.x.example/a--b",
]
TEXTS = some.lists(some.sampled_from(PIECES), max_size=14).map("".join) | some.text(max_size=12)
TAGS = ["<em>", "</em>", "<p>", "</p>", "<br>", "<code>", "</code>", "<sup>", "</sup>", "<ul><li>"]
TAGS += ['<span lang="fr">', "</span>", '<a href="http://x.example/a--b">', "</a>", "&lt;"]
HTML = some.lists(some.sampled_from(TAGS + PIECES), max_size=20).map("".join)


def letters(text: str) -> list[str]:
    """Return the letters and digits of a text, run by run."""
    return re.findall(r"\w+", text)


@given(TEXTS, LANGUAGES)
@settings(deadline=None, max_examples=1000)
@example('") ""', "fr-CH")
@example('(« ""', "fr-CH")
@example('"...', "fr-CH")
@example("a 'x l'\"Avenir\"", "fr")
@example("awww.x.example/a--b''", "en")
@example("awww.x.example/a--b''", "de")
def test_setting_twice_is_setting_once(text: str, language: str) -> None:
    """What is set stays as it is."""
    once = smart(text, language)
    assert smart(once, language) == once


@given(TEXTS, LANGUAGES)
@settings(deadline=None, max_examples=500)
def test_no_letter_changes(text: str, language: str) -> None:
    """Letters, digits and the borders of words are the author's."""
    assert letters(smart(text, language)) == letters(text)


@given(TEXTS, LANGUAGES.filter(lambda language: not language.startswith("fr")))
@settings(deadline=None, max_examples=500)
def test_no_word_more_or_less(text: str, language: str) -> None:
    """Nothing comes between words or takes the space between them away."""
    assert len(smart(text, language).split()) == len(text.split())


@given(TEXTS, LANGUAGES)
@settings(deadline=None, max_examples=300)
def test_no_sign_is_changed_twice(text: str, language: str) -> None:
    """Edits stand in order and touch different signs."""
    found = edits(text, marks_of(language))
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(HTML, LANGUAGES)
@settings(deadline=None, max_examples=500)
@example('"www.x.example/a--b""\u202f', "de")
def test_a_body_keeps_its_letters_and_stays(html: str, language: str) -> None:
    """A body has the same words and tags, and is set for good."""
    body = clean(html).body
    once = typeset(body, language)
    assert typeset(once, language) == once
    assert letters(plain(once)) == letters(plain(body))
    assert re.findall(r"<[^>]*>", once) == re.findall(r"<[^>]*>", body)
