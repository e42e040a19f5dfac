"""Words in brackets and braces that may be marks of a platform or the writer's own."""

import re
from pathlib import Path

import pytest

import goods
from blog2book.audit.explain import marked, rules
from blog2book.audit.items import items
from blog2book.audit.raw import signs
from blog2book.audit.raw.shortcodes import without_shortcodes, without_templates
from blog2book.audit.words import normal, spans, words

_RULE = "what may be a shortcode or a tag"


def _excused(text: str) -> list[str]:
    rule: re.Pattern[str] = rules("wordpress")[_RULE]
    return words(" ".join(rule.findall(text)))


@pytest.mark.parametrize(
    "text",
    [
        "[Smith 2004]",
        "arr[index]",
        "[and so on, he]",
        "[if x = 3 then frost came]",
        "[n=4 in all, I said]",
    ],
)
def test_prose_in_brackets_is_held_to_the_book(text: str) -> None:
    """What no shortcode looks like is counted like any other word."""
    assert words(without_shortcodes(text)) == words(text)
    assert _excused(without_shortcodes(text)) == []


@pytest.mark.parametrize(
    "text",
    ["[sic]", "[emphasis mine]", "[aside]", "[see note 3]", "[contact-form-7 404]", "[Aside /]"],
)
def test_a_word_in_brackets_is_counted_and_may_be_missing(text: str) -> None:
    """What may be either is counted, and told by its rule where the book has it not."""
    assert words(without_shortcodes(text)) == words(text) == _excused(without_shortcodes(text))


@pytest.mark.parametrize("text", ["[col6]in[/col6]", "[Button big]in[/Button]", "[vc_row 2]in"])
def test_what_may_be_a_mark_is_never_missed(text: str) -> None:
    """What the program may take for a shortcode is no loss: one with a partner, or such a name."""
    left = [word for word in words(without_shortcodes(text)) if word != "in"]
    assert left == _excused(without_shortcodes(text))


def test_what_is_surely_a_mark_is_no_word() -> None:
    """Nobody writes names of marks, values and closing marks in prose; a caption is said."""
    code = 'a [caption width="300" caption="By the sea"]b[/caption] the[gallery] [vc_row 2] c'
    assert words(without_shortcodes(code)) == ["a", "by", "the", "sea", "b", "the", "c"]


def test_braces_are_counted_too() -> None:
    """A template's tag without values may be what a post about templates says."""
    said = without_templates("Write {{ secret value }} here {% raw %} {: .wide } ok")
    assert words(said) == ["write", "secret", "value", "here", "raw", "wide", "ok"]
    assert _excused(said) == ["secret", "value", "raw", "wide"]


def test_prose_in_braces_with_a_colon_is_held_to_the_book() -> None:
    """No list of attributes begins with two words: kramdown's names and classes do not."""
    assert _excused(without_templates("also {: curly colon words} end {:mid .wide}")) == [
        "mid",
        "wide",
    ]


@pytest.mark.parametrize("wrap", ["{}lost words{}", "&#x{:x};lost words&#x{:x};"])
@pytest.mark.parametrize("name", goods.GOODS)
def test_signs_of_an_export_excuse_nothing(name: str, wrap: str, tmp_path: Path) -> None:
    """Fonts of icons have the signs of the rules too: words between such are held to the book."""
    pairs = [(at, at + 1) for at in range(ord(signs.CONTROL), ord(signs.ROW_END), 2)]
    said = (wrap.format(*(pair if "x" in wrap else map(chr, pair))) for pair in pairs)
    body = "".join(f"<p>Here {one} stand.</p>" for one in said)
    reader, write = goods.GOODS[name][0], goods.GOODS[name][1]
    counted = list(items(write(tmp_path / "export", goods.Words(body=body)), reader))
    texts = [normal(one.text) for one in counted if "lost" in one.text]
    assert texts
    for text in texts:
        places = spans(text)
        known = marked(rules(reader), text, places)
        assert "lost" not in {text[slice(*places[at])] for at in known}
