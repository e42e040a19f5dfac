from datetime import datetime, timedelta, timezone

import pytest
from markupsafe import Markup

from blog2book.events import ignore
from blog2book.model.book import Entry
from blog2book.render import wording
from blog2book.render.strings import Strings, load
from blog2book.resources import themes
from samples import chapter, entry, post


def words(language: str = "en-GB") -> Strings:
    """Return base's words."""
    return load([themes() / "base"], language, ignore)


def at(day: int, hour: int, title: str = "", *, timed: bool = True) -> Entry:
    """Return an entry of December 2016."""
    moment = datetime(2016, 12, day, hour, 0)
    return entry(id=f"p-{day}-{hour}", post=post(title=title, published=moment, timed=timed))


def test_fields_of_a_sentence_are_escaped_unless_they_are_markup() -> None:
    """A field's own markup stays, and a plain field cannot bring any in."""
    found = wording.sentence(words(), "published_day", first="<b>")
    assert "&lt;b&gt;" in found
    kept = wording.sentence(words(), "picture_missing", address=Markup("<span>x</span>"))
    assert kept == "Picture not kept: <span>x</span>"


@pytest.mark.parametrize("last", ["3 марта 2016 г.", Markup("<i>3 марта 2016 г.</i>")])
def test_a_sentence_ends_in_one_stop(last: str | Markup) -> None:
    """A field that ends in a full stop gives its own to the sentence, and only there."""
    found = wording.sentence(words(), "published", first="1 марта 2016 г.", last=last)
    assert found == f"Written between 1 марта 2016 г. and {last}"
    plain = wording.sentence(words(), "published", first="1 May", last="2 May")
    assert plain == "Written between 1 May and 2 May."


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Plain words", "ltr"), ("שלום עולם, hello", "rtl"), ("سلام", "rtl"), ("123 …", ""), ("", "")],
)
def test_the_direction_of_a_text_is_that_of_most_letters(text: str, direction: str) -> None:
    """Most letters decide, and a text without letters has no direction."""
    assert wording.direction_of(text) == direction


def test_the_last_words_of_a_long_title_hold_together() -> None:
    """A title that may turn keeps its last two words in one line; a short one is left alone."""
    assert wording.tied("A Title of More than Thirty Letters") == (
        "A Title of More than Thirty\N{NO-BREAK SPACE}Letters"
    )
    assert wording.tied("A Short One") == "A Short One"
    assert wording.tied("Donaudampfschifffahrtsgesellschaft kapitän") == (
        "Donaudampfschifffahrtsgesellschaft kapitän"
    )


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Plot Forty-One", "Plot Forty-One"),
        ("Plot Forty-One: A Diary of an Allotment Garden", "Plot Forty-One"),
        ("The Diary of a Woman Who Lived in the North", "The Diary of a Woman Who Lived"),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmütze",) * 2,
    ],
)
def test_a_head_has_room_for_forty_signs(title: str, head: str) -> None:
    """A long title is cut at its colon or at a word, and never ends in a particle."""
    assert wording.running(title) == head[: wording.HEAD_LENGTH]


def test_a_long_title_or_a_long_word_is_set_smaller() -> None:
    """Thirty-two signs fit the largest type, and so does a word of fourteen."""
    assert not wording.is_long("Between Tides")
    assert wording.is_long("Thirty-three letters are too many for it")
    assert wording.is_long("Internationalisation")


def test_months_and_years_are_in_the_book_s_language() -> None:
    """A month has a name alone and with its year; posts without a date stand under a word."""
    month = chapter()
    assert wording.month_name(month, words("de")) == "Dezember"
    assert wording.month_title(month, words("fr")) == "décembre 2016"
    undated = chapter(id="m-undated", year=None, month=None)
    assert wording.month_name(undated, words("es")) == "Sin fecha"
    assert wording.month_title(undated, words()) == "Undated"


def test_each_post_has_its_day_above_it() -> None:
    """The day's line stands without its year, and a post without a date has none."""
    posts = (at(7, 9, "A"), at(8, 9), entry(post=post(published=None)))
    assert wording.date_lines(posts, words()) == (
        "Wednesday, 7 December",
        "Thursday, 8 December",
        "",
    )


def test_a_second_titled_post_of_a_day_has_the_day_again() -> None:
    """Whoever opens the book at a titled post finds its date."""
    posts = (at(7, 9, "A"), at(7, 20, "B"))
    assert wording.date_lines(posts, words())[1] == "Wednesday, 7 December"


@pytest.mark.parametrize(
    ("hour", "line"),
    [
        (3, "The same day, at night"),
        (9, "The same day, in the morning"),
        (15, "The same day, in the afternoon"),
        (20, "The same day, in the evening"),
    ],
)
def test_a_second_untitled_post_says_that_the_day_is_the_same(hour: int, line: str) -> None:
    """The time of day tells it from the first, if it is another."""
    first = at(7, 15 if hour != 15 else 9, "A")
    assert wording.date_lines((first, at(7, hour)), words())[1] == line


def test_without_a_time_only_the_day_is_the_same() -> None:
    """Nothing is said of morning or evening where only the day is known."""
    posts = (at(7, 0, "A", timed=False), at(7, 0, timed=False), at(7, 0, timed=False))
    assert wording.date_lines(posts, words())[1:] == ("The same day", "Later the same day")


def test_two_untitled_posts_of_one_morning_are_told_apart() -> None:
    """The second says that it is later."""
    assert wording.date_lines((at(7, 8), at(7, 9)), words())[1] == "Later the same day"


def test_a_machine_reads_the_day_or_the_minute() -> None:
    """What is not known is not said."""
    moment = datetime(2016, 12, 7, 9, 30, 59)
    assert wording.machine_date(moment, timed=True) == "2016-12-07T09:30"
    assert wording.machine_date(moment, timed=False) == "2016-12-07"
    assert wording.machine_date(None, timed=True) == ""


@pytest.mark.parametrize(
    ("offset", "written"),
    [
        (None, "1899-12-31T12:13"),
        (timezone(timedelta(hours=1)), "1899-12-31T12:13+01:00"),
        (timezone(-timedelta(hours=11, minutes=46, seconds=38)), "1899-12-31T12:13"),
    ],
)
def test_a_machine_s_date_is_one_that_html_allows(offset: timezone | None, written: str) -> None:
    """Before zones a clock was off by seconds, which HTML cannot say."""
    moment = datetime(1899, 12, 31, 12, 13, tzinfo=offset)
    assert wording.machine_date(moment, timed=True) == written
    assert wording.machine_date(moment, timed=False) == "1899-12-31"


@pytest.mark.parametrize(
    ("names", "language", "said"),
    [
        ("", "en", ""),
        ("Ada", "en", "Ada"),
        ("Ada Example, Ben", "en-GB", "Ada\u00a0Example and Ben"),
        ("Ada, Ben, Cem, Dee", "de", "Ada, Ben, Cem und Dee"),
        ("Ada, Ben, Cem, Dee, Eve", "en-GB", "Ada, Ben, Cem, Dee and others"),
        ("Ada, Ben, Cem, Dee, Eve", "fr", "Ada, Ben, Cem, Dee et d’autres"),
        ("Ada, Ben, Cem, Dee, Eve", "nl", "Ada, Ben, Cem, Dee, and others"),
    ],
)
def test_authors_stand_in_a_row(names: str, language: str, said: str) -> None:
    """Four of them as their language lists names, then the word for the others, or English."""
    row = tuple(filter(None, names.split(", ")))
    assert wording.authors(row, words(language)) == said
