"""Bylines and dates in pages of which nobody knows how they are made."""

import re

import pytest

from blog2book.audit.raw.bylines import signed
from blog2book.audit.raw.markup import plain


def _signed(markup: str) -> list[str]:
    return [" ".join(one.split()) for one in re.findall("\ue006(.*?)\ue007", plain(signed(markup)))]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>By Ada Example</p>", ["By Ada Example"]),
        (
            "<div>By <a href='/'>Ada O’Neil</a> on May 7, 2016</div>",
            ["By Ada O’Neil on May 7, 2016"],
        ),
        ("<p>Words.</p><p>7 December 2016, 10:15 am</p>", ["7 December 2016, 10:15 am"]),
        ("<p>Posted on Monday, December 7th, 2016</p>", ["Posted on Monday, December 7th, 2016"]),
        ("<p>2016年12月7日</p>", ["2016年12月7日"]),
        ("<ul class='post-meta'><li>Ada</li><li>Boats</li></ul>", ["Ada Boats"]),
        ("<p class='date'>7 May 2016</p>2016-05-07", ["7 May 2016", "2016-05-07"]),
        ("<p>By Jove, we went!</p>", []),
        ("<p>By the sea we sat.</p>", []),
        ("<p>We sailed out on 7 December 2016.</p>", []),
        ("<p>In 2016 they came.</p>", []),
        ("<p>It was over on <time>7 May 2016</time>.</p>", []),
        (f"<div class='meta'><p>{'Many words of a text. ' * 4}</p></div>", []),
    ],
)
def test_what_is_nothing_but_a_byline_or_a_date_is_told(markup: str, said: list[str]) -> None:
    """By what it says, or by its class if it is short; no sentence that has a day or a name."""
    assert _signed(markup) == said


def test_all_words_stay() -> None:
    """Signs are added, and nothing is taken away."""
    markup = "<p>By Ada</p><div class='date'><p>7 May 2016</p></div><p>Words</p>7/5/2016"
    assert re.sub("[\ue006\ue007]", "", signed(markup)) == markup
