"""Words that a reader of an export may overlook, and naive counting must not."""

import pytest

from blog2book.audit.explain import marked, rules
from blog2book.audit.raw import text
from blog2book.audit.raw.markdown_text import rested
from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.shortcodes import without_shortcodes, without_templates
from blog2book.audit.words import normal, spans, words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('[caption id="a" caption="Two badgers"]<img>[/caption]', "two badgers img"),
        ("[gallery ids='1,2'] and [more]", "and"),
        ("[this is a remark of the editor]", "this is a remark of the editor"),
    ],
)
def test_a_shortcode_says_its_caption(written: str, expected: str) -> None:
    """Its other arguments are no words; prose in brackets is all words."""
    assert " ".join(words(without_shortcodes(written))) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{{< figure src="a.jpg" caption="Two badgers" >}}', "two badgers"),
        ("50%% of the voters, and 30%% of the rest", "50 of the voters and 30 of the rest"),
        ("So %%no more than a note%% it is", "so it is"),
    ],
)
def test_a_template_says_its_caption(written: str, expected: str) -> None:
    """A remark between two signs stands apart from the words around it."""
    assert " ".join(words(without_templates(written))) == expected


def test_a_directive_may_speak_in_its_first_line() -> None:
    """Notes and titles of boxes are words, the files of pictures are not."""
    said = rested(".. note:: First of moles.\n   Then voles.\n\n.. image:: a.jpg\n")
    assert " ".join(words(said)) == "first of moles then voles"


def test_what_controls_say_is_excused_by_name() -> None:
    """What stands in a button or behind a sound is counted, and known to a rule."""
    said = normal(plain("<p>See &#xE000;<button>press me</button> so\ue001</p><audio>none</audio>"))
    places = spans(said)
    known = marked(rules("wordpress"), said, places)
    assert [said[slice(*places[at])] for at in sorted(known)] == ["press", "me", "none"]
    assert set(known.values()) == {"a control of a page"}


@pytest.mark.parametrize(
    ("line", "foot"),
    [
        ("Posted by Nora at 10:30 AM 2 comments:", True),
        ("Geplaatst door Nora op 10:30 Geen reacties:", True),
        ("Nora | 3 comments | Permalink", True),
        ("At 10:30 the committee reached a decision about the dahlias.", False),
        ("The talk began at 9.30, with comments | and 3 comments from mine.", False),
        ("At 10:30 he said:", False),
    ],
)
def test_the_foot_of_a_pasted_post_is_no_sentence(line: str, *, foot: bool) -> None:
    """A line with a clock in it is a foot only if the number of comments ends it."""
    assert bool(text.FOOT.search(line)) is foot
