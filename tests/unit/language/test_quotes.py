from itertools import pairwise

import pytest

from blog2book.language.marks import marks_of
from blog2book.language.quotes import edits, smart

THIN = "\N{NARROW NO-BREAK SPACE}"
ENGLISH = {
    '"Hello," she said.': "“Hello,” she said.",
    "don't, dogs' and 1980's": "don’t, dogs’ and 1980’s",
    "'Tis the '90s, in '68 get 'em": "’Tis the ’90s, in ’68 get ’em",
    "'68 and 'cause I": "’68 and ’cause I",
    "the word 'cause' and '42'": "the word ‘cause’ and ‘42’",
    "rock 'n' roll, but 'n' is a number": "rock ’n’ roll, but ‘n’ is a number",
    "'Don't go,' he said. 'It's late.'": "‘Don’t go,’ he said. ‘It’s late.’",
    "\"'Stop,' he said,\" she said.": "“‘Stop,’ he said,” she said.",
    '"She said "hello" to me"': "“She said “hello” to me”",
    '("hi") "a"--"b"': "(“hi”) “a”—“b”",
    '"...and"': "“…and”",
    '("...")': "(“…”)",
    "“mixed\" and ‘half'": "“mixed” and ‘half’",
    '5\'10" tall, a 6" pipe, 6\' 2.5" high': "5′10″ tall, a 6″ pipe, 6′ 2.5″ high",
    '8"x10" and 3" x 4"': "8″x10″ and 3″ x 4″",
    "5'10 and 1'000'000": "5′10 and 1’000’000",
    '"born in 1990" and "Catch-22"': "“born in 1990” and “Catch-22”",
    '"6" and 7" pipes"': "“6″ and 7″ pipes”",
    "wait -- what--no 1990--1995---": "wait – what—no 1990–1995—",
    "--Mark Twain": "—Mark Twain",
    "well... yes.... no.....": "well… yes…. no.....",
}
STAYS = [
    "",
    "plain text – “set” already",
    'an odd " one',
    'said "hello and left',
    'gone" he said',
    'a " in "the middle " of',
    '"chapter 90" to 7"',
    'x="y" and (" ")',
    "he ' and (\")",
    "--force and i--; -----",
    "--",
    "../up .../on",
    'www.x.example/a--b"c',
    "x.example/a--b and a--b@x.example and https://x.example/it's--so",
    'שלום "hi"',
]
OTHERS = [
    ("de", '"Hallo", sagte er. Ich hab\' es', "„Hallo“, sagte er. Ich hab’ es"),
    ("de-AT", "'Hans' Haus', so 'n Ding -- ja--", "‚Hans’ Haus‘, so ’n Ding – ja–"),
    ("de", "'Wort' und hab' es", "'Wort' und hab' es"),
    ("de-CH", '"Grüezi"', "«Grüezi»"),
    ("es", '"Hola" --dijo -- y', "“Hola” —dijo — y"),
    ("sv", "\"Hej\" sa 'hon'", "”Hej” sa ’hon’"),
    ("pl", '"Tak"', "„Tak”"),
    ("nl", "'s morgens en 't huis", "’s morgens en ’t huis"),
    ("ru", '"Да" -- "нет"', "«Да» — «нет»"),
    ("pt-PT", '"Sim"', "«Sim»"),
    ("pt-BR", '"Sim"', "“Sim”"),
    ("xx", '"x"', "“x”"),
    ("", '"x"--y', "“x”—y"),
    ("he", '"x"', '"x"'),
    ("ja", '"x"...', '"x"...'),
    ("fr", 'Il dit "oui" !', f"Il dit «{THIN}oui{THIN}»{THIN}!"),
    ("fr", '(" salut ") : oui', f"(«{THIN}salut{THIN}»){THIN}: oui"),
    ("fr", 'un " salut ", oui', f"un «{THIN}salut{THIN}», oui"),
    ("fr", "l'\"Aurore\" et l'été", f"l’«{THIN}Aurore{THIN}» et l’été"),
    ("fr", "déjà « lu » ; a:b", f"déjà «{THIN}lu{THIN}»{THIN}; a:b"),
    ("fr", 'de 6" et " salut "', 'de 6" et " salut "'),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english(text: str, expected: str) -> None:
    """English marks, apostrophes, primes, dashes and ellipses are what a typesetter would set."""
    assert smart(text, "en") == expected


@pytest.mark.parametrize("text", STAYS)
def test_what_is_in_doubt_stays(text: str) -> None:
    """A mark that nobody can tell, code and addresses stay as they were typed."""
    assert smart(text, "en") == text


@pytest.mark.parametrize(("language", "text", "expected"), OTHERS)
def test_other_languages(language: str, text: str, expected: str) -> None:
    """Each language has its own marks; spaces that do not break only where there were some."""
    assert smart(text, language) == expected


def test_a_quotation_of_several_paragraphs() -> None:
    """A mark may stand alone where a block begins with it, or ends."""
    assert smart('"First paragraph', "en") == "“First paragraph"
    assert smart("'First paragraph", "en") == "‘First paragraph"
    assert smart('Last paragraph."', "en") == "Last paragraph.”"
    assert smart("Last paragraph.'", "en") == "Last paragraph.’"


def test_it_takes_time_in_step_with_the_text() -> None:
    """A long row of what is hard to tell is set in one go, and each sign once."""
    for piece in ('"', "'", '"a', " ' ", "a.", "-", ". ", '6" ', "« ", " ;"):
        found = edits(piece * 20_000, marks_of("fr"))
        assert all(one.end <= two.start for one, two in pairwise(found))


def test_marks_are_found_by_the_nearest_tag() -> None:
    """A region or script has its own marks, else its language's, else English ones."""
    swiss = marks_of("fr-CH")
    assert swiss is not None
    assert swiss.inner_opening == "‹"
    assert marks_of("ar") is None
    assert marks_of("zh-Hant") is None


def test_a_long_run_of_marks_is_left_alone() -> None:
    """Nobody quotes forty times at once; a line of marks is a drawing or damage."""
    assert not edits("a " + "'\"" * 20 + ' "b"', marks_of("en"))
    assert edits("a " + "'\"" * 19 + ' "b"', marks_of("en"))
