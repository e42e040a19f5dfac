from blog2book.readers.text.dates import find_dates
from blog2book.readers.text.posts import Draft, drafts, paragraphs, titles_in_text

LONG = "It was dark at four, and we lit the candles although nobody had come to see them yet."


def split(*lines: str) -> list[Draft]:
    """Return the posts of a text with a blank line between all lines."""
    text = "\n\n".join(lines).split("\n")
    return drafts(text, find_dates(text))


def titles(*lines: str) -> list[str]:
    """Return the titles of the posts of such a text."""
    return [draft.title for draft in split(*lines)]


def test_a_heading_above_a_titled_post_is_no_title() -> None:
    """Titles stand above dates only where hardly any stand below."""
    assert titles("My blog", "7 December 2016", "Frost", LONG) == ["", "Frost"]


def test_what_is_no_title() -> None:
    """A sentence, a list, a long line, a last line: none of them is a title."""
    for line in ("It froze.", "We need:", "- peas", "* beans", "x" * 150, "peas,"):
        assert titles("7 December 2016", line, LONG) == [""]
    assert titles("7 December 2016", "Frost") == [""]
    assert titles("7 December 2016", "A longer line than the next", "Frost") == [""]


def test_what_is_a_title() -> None:
    """Marks of question, exclamation and silence may end a title."""
    for line in ("Frost", "Frost!", "Frost?", "And then...", "And then…"):
        assert titles("7 December 2016", line, LONG) == [line]
    assert titles("7 December 2016", "A longer line than the next", "It froze.") == [
        "A longer line than the next"
    ]


LONG_TITLE = "How the candles of a small old town came to be counted, and by whom, in a hard frost"


def test_a_long_title() -> None:
    """Of more than 80 characters it ends no sentence and is set off from what follows."""
    day, twice = "7 December 2016", f"{LONG} {LONG} {LONG}"
    assert len(LONG_TITLE) > 80
    assert titles(day, LONG_TITLE, twice) == [LONG_TITLE]
    assert titles(day, LONG_TITLE, LONG) == [LONG_TITLE]
    assert titles(day, f"{LONG_TITLE}\n{twice}") == [LONG_TITLE]
    assert titles(f"{day}\n{LONG_TITLE}\n{twice}") == [LONG_TITLE]
    assert titles(LONG_TITLE, day, twice, LONG_TITLE, day, twice) == [LONG_TITLE] * 2
    for line in (f"{LONG_TITLE}!", f"{LONG_TITLE}?", f"“{LONG_TITLE}.”", f"- {LONG_TITLE}"):
        assert titles(day, line, twice) == [""]


def test_a_broken_line_is_no_long_title() -> None:
    """A line about as long as the one below it was broken at a width."""
    assert titles("7 December 2016", f"{LONG_TITLE}\n{LONG_TITLE}, and so on.\n{LONG}") == [""]


def test_buttons_alone_are_text() -> None:
    """A line such as "Home" is taken for a button beside other footers only."""
    (draft,) = split("7 December 2016", "Frost", LONG, "Home")
    assert [line.text for line in draft.lines] == [LONG, "Home"]
    (draft,) = split("7 December 2016", "Frost", LONG, "Posted by Ada at 10:15", "Home")
    assert [line.text for line in draft.lines] == [LONG]


def test_an_everyday_word_above_a_footer_is_text() -> None:
    """A poem may end with "Home"; the button stands behind the footer."""
    (draft,) = split("7 December 2016", "Frost", LONG, "Home", "Posted by Ada at 10:15", "Home")
    assert [line.text for line in draft.lines] == [LONG, "Home"]


def test_what_a_page_prints_behind_its_posts() -> None:
    """It is no post, and says where it stands."""
    post, page = split("7 December 2016", "Frost", LONG, "Older Posts Home")
    assert (post.is_post, page.is_post, page.by_page, page.number) == (True, False, True, 7)


def test_what_may_be_a_title_inside_a_post() -> None:
    """A short line by itself above a paragraph, in a post that has a title."""
    day = "7 December 2016"
    for line in ("Rain", "And then?"):
        found = titles_in_text(split(day, "Frost", LONG, line, LONG))
        assert [one.text for one in found] == [line]
    for line in ("It rained.", "“Rain”", "- rain", "3 May 1916, a Monday", "Tags: none", LONG):
        assert titles_in_text(split(day, "Frost", LONG, line, LONG)) == []
    assert titles_in_text(split(day, "Frost", LONG, "Rain", "Short.")) == []
    assert titles_in_text(split(day, "Frost", LONG, "Rain")) == []
    assert titles_in_text(split(day, LONG, "Rain", LONG)) == []
    assert titles_in_text(split(day, "Frost", f"{LONG}\nRain", LONG)) == []


def test_a_footer_without_a_post() -> None:
    """A footer under nothing makes no post."""
    assert split("7 December 2016", "Posted by Ada at 10:15", "8 December 2016") == []


def test_a_post_without_a_title_after_a_signed_one() -> None:
    """After a footer with a time a new post begins, title or not."""
    first, second = split("7 December 2016", "Frost", LONG, "Posted by Ada at 10:15", LONG)
    assert (first.title, first.author, second.title, second.author) == ("Frost", "Ada", "", "")


def test_a_long_line_in_a_block_is_a_paragraph() -> None:
    """Where lines follow each other without a blank, long ones are paragraphs of their own."""
    text = [
        "7 December 2016",
        "",
        LONG + LONG,
        "A short one",
        "",
        "And",
        "then",
        "",
        "Rain",
        "",
        "Sun",
    ]
    (made,) = paragraphs(drafts(text, find_dates(text)))
    assert made == f"{LONG}{LONG}\n\nA short one\n\nAnd\nthen\n\nRain\n\nSun"
