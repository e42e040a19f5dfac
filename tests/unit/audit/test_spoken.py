"""Words that a reader of an export may overlook, and naive counting must not."""

import re
import time

import pytest

from blog2book.audit.explain import marked, rules
from blog2book.audit.raw import text
from blog2book.audit.raw.markdown_text import marked_down, rested
from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.shortcodes import without_shortcodes, without_templates
from blog2book.audit.words import normal, spans, words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('[caption id="a" caption="Two badgers"]<img>[/caption]', "two badgers img"),
        ("[gallery ids='1,2'] and [/more]", "and"),
        (r"so $latex A = r$ and $latex$ for 5 $", "so a r and latex for 5"),
        ("[this is a remark of the editor]", "this is a remark of the editor"),
        ('[video src="a.mp4"]Take another browser[/video] so', "so"),
        ("[video]https://a.example/b[/video] so", "https a example b so"),
        ('It[note]is[/note] so[note title="Box"]b[/note]', "it so box b is"),
        ("[youtube=https://a.example/b] [[youtube=c]]", "https a example b youtube c"),
        ("so [Tweet “Geese bite at dawn”] on [tweet 12]", "so geese bite at dawn on tweet 12"),
    ],
)
def test_a_shortcode_says_its_caption(written: str, expected: str) -> None:
    """Its other arguments are no words, nor the sign of a formula; prose in brackets is."""
    assert " ".join(words(without_shortcodes(written))) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{{< figure src="a.jpg" caption="Two badgers" >}}', "two badgers"),
        ("50%% of the voters, and 30%% of the rest", "50 of the voters and 30 of the rest"),
        (
            '{{% figure src="a.jpg" caption="Two badgers" title="At dawn" attr="By Ann" %}}',
            "at dawn two badgers by ann",
        ),
        ("So %%no more than a note%% it is", "so it is"),
        (
            "{% tabs a %}<!-- tab Rye@icon --> b <!-- endtab -->{% endtabs %}",
            "tabs a rye b endtab endtabs",
        ),
        ("{% timeline %}<!-- node In May -->a{% endtimeline %}", "timeline in may a endtimeline"),
        ("So {::comment}no{:/comment} it\n{::comment}\nno\n\nno{:/} is", "so it is"),
    ],
)
def test_a_template_says_its_caption(written: str, expected: str) -> None:
    """A remark between two signs stands apart from the words around it."""
    assert " ".join(words(without_templates(written))) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("The [tide][Ebb and\nflow].\n\n> [ebb and flow]: http://a.example 'T'", "the tide"),
        ("See [the tides] [1].\n\n - so\n\n    [1]: https://a.example", "see the tides so"),
        ("See [Ebb][] and ![a boat][b]\n\n[ebb]: /a\n[b]: b.jpg", "see ebb and"),
        ("[a][1] [b][2]\n\n[1]: /a\n  'A title'\n[2]: /b\n(so) on", "a b so on"),
        ("# Ebb #\n\nSee [the tides][ebb], [so on][on].\n\nOn\n--", "ebb see the tides so on on"),
        ("# Ebb {#low}\n\nSee [the tides][low].", "ebb low see the tides"),
        ("[A. said] [this is long], [x][so it was] ![wow][great]",
         "a said this is long x so it was wow great"),
    ],
)  # fmt: skip
def test_a_label_leads_to_something(written: str, expected: str) -> None:
    """It is no text where a definition, a heading or an id has its name; else it is."""
    assert " ".join(words(marked_down(written))) == expected


def test_notes_stand_last_in_the_order_of_their_calls() -> None:
    """Whether they stand within the text or below it."""
    said = marked_down(
        "One[^a] two^[a [linked](/x) note] three[^b].\n\n[^b]: last^[so]\n[^a]: first"
    )
    assert " ".join(words(said)) == "one a two three b a first a linked note b last so"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A[^1].\n\n[^1]: b\n\nC[^1].\n\n[^1]: d\n\ne", "a 1 c 1 1 d e 1 b"),
        ("A.\n\n[^1]: b\n\nc", "a 1 b c"),
        ("A[^1].\n\n[^1]: b\n\n    ```\n    c\n    ```\n\nd", "a 1 d 1 b c"),
        ("A[^1].\n\n```\n[^1]: b\n```\n\nc", "a 1 1 b c"),
        ("A `[^1]`.\n\n[^1]: b\n\nc", "a 1 1 b c"),
        ("A[^1].\n\n> [^1]: b\n>\n> c\n\nd", "a 1 c d 1 b"),
        ("A[^1] b[^2].\n\n[^1]: c\n\n    [^2]: d\n\n    e\n\nf", "a 1 b 2 f 1 c e 2 d"),
        ("The code `[a](b)` is\n\n~~~\n[c](d)\n~~~", "the code a b is c d"),
    ],
)
def test_each_note_stands_where_a_book_has_it(written: str, expected: str) -> None:
    """The first of a name last if it is called, all else in place; in code there is none."""
    assert " ".join(words(marked_down(written))) == expected


def test_tables_of_markdown_are_known() -> None:
    """The signs of a table stand before its heads and after its last row."""
    said = normal(marked_down("So | so\n\n| A | B |\n|---|:-:|\n| c | d |\n\nOn\n\ne|f\n-|-\ng|h"))
    assert re.sub(r"[\s|:-]+", " ", said) == "so so \ue004 a b c d \ue005 on \ue004 e f g h \ue005"


@pytest.mark.parametrize(
    "piece",
    [
        "[a][b] ",
        "[",
        "][",
        "] \n",
        "# ",
        "#\t",
        "{#a",
        "{: #",
        "a\n-",
        "[a]:\n",
        "> [a]: b",
        "[^a]: b\n \n",
    ],
)
def test_marks_are_taken_away_in_linear_time(piece: str) -> None:
    """A hundred thousand times the same piece of a mark is read at once."""
    start = time.monotonic()
    marked_down(piece * 100_000 + "z")
    assert time.monotonic() - start < 20


def test_no_mark_looks_far_ahead() -> None:
    """Addresses without an end, and thousands of empty lines, are read at once."""
    start = time.monotonic()
    without_shortcodes("[youtube=" * 100_000)
    rested("\n" * 100_000)
    assert time.monotonic() - start < 20


def test_a_directive_may_speak_in_its_first_line() -> None:
    """Notes and titles of boxes are words, the files of pictures are not."""
    said = rested(".. note:: First of moles.\n   Then voles.\n\n.. image:: a.jpg\n")
    assert " ".join(words(said)) == "first of moles then voles"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            ".. rubric:: Of moles\n\n.. list-table:: Voles\n   :header-rows: 1\n\n   * - a",
            "of moles voles a",
        ),
        (".. csv-table:: Owls\n   :header: one, two\n\n   a, b", "owls one two a b"),
        ("The |b| is |c|, |d|.\n\n.. |b| replace:: boat\n.. |c| image:: c.png", "the boat is d"),
        (".. raw:: html\n\n   <p>Two <b>owls</b></p>\n\nSo.", "two owls so"),
        (".. code-block:: c\n   :linenos:\n   :caption: Whole\n\n   a", "whole a"),
    ],
)
def test_directives_of_rest_say_more_than_their_bodies(written: str, expected: str) -> None:
    """Titles, heads of tables, captions, what stands in place of a name, and HTML without marks."""
    assert " ".join(words(rested(written))) == expected


def test_notes_of_rest_stand_last() -> None:
    """If they are called; a citation stays where it is written, as in a book."""
    said = rested(
        "One [1]_ two [CIT]_.\n\n.. [1] first\n   on\n\n   and on\n"
        ".. [2] not called\n.. [CIT] cited\n\nEnd."
    )
    assert " ".join(words(said)) == "one 1 two cit 2 not called cit cited end 1 first on and on"


def test_what_controls_say_is_excused_by_name() -> None:
    """What stands in a button or behind a sound is counted, and known to a rule."""
    said = normal(plain("<p>See &#xE000;<button>press me</button> so\ue001</p><audio>none</audio>"))
    places = spans(said)
    known = marked(rules("wordpress"), said, places)
    assert [said[slice(*places[at])] for at in sorted(known)] == ["press", "me", "none"]
    assert set(known.values()) == {"a control of a page"}


def test_the_number_of_a_note_may_be_another_in_the_book() -> None:
    """A number that leads to a place may be a call; a year that leads to a page is a word."""
    said = normal(
        plain(
            'In <a href="/2016">2016</a><sup><a href="#fn1">1</a></sup> and'
            ' <a href="/a#fn2"><sup>2</sup></a> <a href="#x">three</a>'
            ' <a href="#fn3">(note 3 above)</a> <a href="/b">#4</a> <a href="#a">5 May 2016</a>'
        )
    )
    places = spans(said)
    known = marked(rules("feed"), said, places)
    told = [said[places[at][0] : places[at][1]] for at in known]
    assert (told, set(known.values())) == (["1", "2", "3"], {"the call of a note"})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            '<div class="subscribe-widget"><p>Do <b>join</b></p><div>us</div></div> now',
            "do join us",
        ),
        ('So. <a href="/a#more-5">Read on</a> or not', "read on"),
        ('<form action="https://a.list-manage.com/subscribe">Join<input>us</form>', "join us"),
        ('<form action="/vote">Is it true?<input></form>', ""),
        (f'<p class="more-link">{"Too long for a link. " * 20}</p>', ""),
        ("<p>&#xE002;No box&#xE003;</p>", ""),
    ],
)
def test_what_boxes_of_a_page_say_is_excused_by_name(written: str, expected: str) -> None:
    """What stands where readers subscribe or go on is known to a rule, if it is short."""
    said = normal(plain(written))
    places = spans(said)
    known = marked(rules("wordpress"), said, places)
    assert " ".join(said[slice(*places[at])] for at in sorted(known)) == expected
    assert set(known.values()) <= {"a box of a page"}


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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('[team description="Keeps noisy geese"]', "keeps noisy geese"),
        ('[box el_class="one two three four"]', ""),
        ('[box filter_tags="one two three"]', ""),
        ('[box tags="sea, wind, tide, rain"]', ""),
        ('[box set="auto left"]', ""),
    ],
)
def test_a_sentence_in_an_attribute_is_looked_for(written: str, expected: str) -> None:
    """However the attribute is called, if that is no setting's name."""
    assert " ".join(words(without_shortcodes(written))) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<td class="linenos"><pre>1\n2</pre></td><td><pre>a 3</pre></td>', "a 3"),
        ('<td class="crayon-nums"><div>1</div><div>2</div></td><b class="ln">so</b>', "so"),
        ('<math>x<annotation>y</annotation></math><b class="katex-html">x</b>', "x"),
        ("<h3 class='a'><button>Why</button></h3>so", "why so"),
        ('<button class="w3-collapsible">Why</button>so', "why so"),
    ],
)  # fmt: skip
def test_what_is_shown_twice_is_said_once(html: str, expected: str) -> None:
    """Numbers beside code are none of its words, but a button in a heading says what it is."""
    said = plain(html)
    assert " ".join(words(said)) == expected
    assert not marked(rules("pages"), normal(said), spans(normal(said)))


def test_the_number_in_a_link_to_a_footnote_may_be_another_in_a_book() -> None:
    """In Markdown too: notes run in one sequence, and "see note 1" says the number of it."""
    text = normal(marked_down("Pears[^a] are 7, [see note 1](#fn:a), [the 8 pears](#pears)."))
    known = marked(rules("markdown"), text, spans(text))
    said = [text[slice(*place)] for place in spans(text)]
    calls = [said[at] for at, name in known.items() if name == "the call of a note"]
    assert calls == ["1"]


@pytest.mark.parametrize(
    ("html", "calls"),
    [
        ('<p>Pears.<a href="#f">[1]</a></p><p id="f" class="graf">[1] Late.</p>', ["1", "1"]),
        ('<p>Pears.<a href="#f">[1]</a></p><p id="f"><strong>1.</strong> Late.</p>', ["1", "1"]),
        ('<p>Pears.<a href="#f">[1]</a></p><p id="g">[1] Late.</p>', ["1"]),
        ('<p>Pears.<a href="#f">[1]</a></p><p id="f">Late in 1.</p>', ["1"]),
    ],
)
def test_the_number_before_a_note_may_be_another_in_a_book(html: str, calls: list[str]) -> None:
    """Where a link leads to a paragraph that begins with its number, the book numbers both."""
    text = normal(plain(html))
    known = marked(rules("pages"), text, spans(text))
    said = [text[slice(*place)] for place in spans(text)]
    assert [said[at] for at, name in known.items() if name == "the call of a note"] == calls
