"""Words that WordPress keeps beside a post's text are counted, where a book prints them."""

import json
from pathlib import Path

import pytest

from blog2book.audit import audit
from blog2book.audit.items import items
from blog2book.audit.raw.shortcodes import without_shortcodes
from blog2book.audit.words import words
from blog2book.config import BookTable, Settings
from exports import item, meta, wxr
from samples import Heard
from whole import context, make

_BOUND = '"metadata":{"bindings":{"__default":{"source":"core/pattern-overrides"}},"name":"P"}'
_PATTERN = (
    f"<!-- wp:paragraph {{{_BOUND}}} --><p>Default words.</p><!-- /wp:paragraph -->"
    "<p>Common to all.</p>"
)
_CALLS = (
    '<p>Alder<a href="#b-7" id="b-7-link">1</a> and elm<a href="#a9" id="a9-link">2</a>.</p>'
    "<!-- wp:footnotes /--><p>Behind the notes.</p>"
)
_NOTES = meta(
    "footnotes",
    json.dumps(
        [
            {"id": "a9", "content": "Second <em>note</em>"},
            {"id": "b-7", "content": "First note"},
            {"id": "c", "content": "Uncalled one"},
        ]
    ),
)
_POSTS = {
    "footnotes": f"<!-- wp:paragraph -->{_CALLS}",
    "pattern": '<p>Before.</p><!-- wp:block {"ref":90} /--><p>After.</p>',
    "override": (
        '<!-- wp:block {"ref":90,"content":{"P":{"content":"Words of my own."},'
        '"Gone":{"content":"No place left."}}} /--><p>After.</p>'
    ),
    "fields": (
        '<!-- wp:acf/quote {"data":{"said":"Geese bite postmen","_said":"field_1 or two",'
        '"box":{"name":"Old Pettigrew"}}} /-->'
        '<!-- wp:acme/card {"title":"Oat cakes","x":"b c"} /-->'
        '<!-- wp:acme/form {"title":"D e"} /-->'
    ),
    "titles": (
        '[tabs][tab title="Lanterns"]One.[/tab][tab title="By the sea" icon="b c"]Two.[/tab][/tabs]'
        ' The [tooltip text="a small boat"]ferry[/tooltip] came. [map title="No words"]'
    ),
    "named": 'A gallery. [gallery ids="81,80,82,83"] Its end.',
    "hanging": 'Another. [gallery exclude="81"] Its end. [code][gallery][/code]',
    "sentences": (
        "Smoke[ref]A note, here.[/ref] over[mfn]And one[/mfn] the quay.\n\n"
        "[code]x[ref]y[/ref][/code] It [b]was[/b] dark."
    ),
}
_LOST = {
    "footnotes": ("First note", "first"),
    "pattern": ("Common to all", "common to all"),
    "override": ("Words of my own", "words of my own"),
    "fields": ("Geese bite postmen", "geese bite postmen"),
    "titles": ("By the sea", "by the sea"),
    "named": ("The second caption", "second caption"),
    "hanging": ("The first caption", "the first caption"),
    "sentences": ("A note, here.", "note, here"),
}
"""What is taken out of the export of a harmed book, and what is told then."""


def _export(path: Path) -> Path:
    path.parent.mkdir()
    posts = [
        item(
            at,
            body,
            _NOTES if title == "footnotes" else "",
            title=title,
            post_date=f"2016-12-0{at} 08:00:00",
        )
        for at, (title, body) in enumerate(_POSTS.items(), 1)
    ]
    hanging = str([*_POSTS].index("hanging") + 1)
    captions = {80: "The <em>first</em> caption", 81: "The second caption", 82: "The third caption"}
    posts += (
        item(
            at,
            "Its description.",
            post_type="attachment",
            status="inherit",
            post_parent=hanging if at < 82 else "",
            excerpt=caption,
            attachment_url=f"https://sea.example/{at}.jpg",
        )
        for at, caption in captions.items()
    )
    posts.append(item(90, _PATTERN, post_type="wp_block"))
    path.write_text(wxr(*posts), encoding="utf-8")
    return path


@pytest.mark.slow
def test_words_kept_beside_a_text_are_looked_for(tmp_path: Path) -> None:
    """A whole book passes; one that lacks any of them is told, by what is lost."""
    export = _export(tmp_path / "whole" / "export.xml")
    harmed = _export(tmp_path / "harmed" / "export.xml")
    text = harmed.read_text(encoding="utf-8").replace("The <em>first</em>", "The first")
    for said, _ in _LOST.values():
        assert said in text
        text = text.replace(said, "X")
    harmed.write_text(text, encoding="utf-8")
    settings = Settings(book=BookTable(archives=(export,)))
    for source, book in ((export, "whole.epub"), (harmed, "harmed.epub")):
        make([source], [tmp_path / book])
    whole = audit(settings, tmp_path / "whole.epub", context(tmp_path, Heard()))
    assert whole.losses == ()
    told = audit(settings, tmp_path / "harmed.epub", context(tmp_path, Heard())).losses
    assert {one.title for one in told} == set(_LOST)
    for one in told:
        assert _LOST[one.title][1] in one.said


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"post_password": "x"}])
def test_a_block_that_was_not_published_is_not_looked_for(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    """WordPress prints no draft and no protected pattern, and so no book does."""
    body = '<!-- wp:paragraph --><p>A.</p><!-- wp:block {"ref":90} /-->'
    block = item(90, "Hidden", post_type="wp_block", **fields)
    (tmp_path / "a.xml").write_text(wxr(item(1, body), block), encoding="utf-8")
    first = next(items(tmp_path / "a.xml", "wordpress"))
    assert words(first.text) == ["a"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("[b]smoke[/b] [B]dark[/b]", "b smoke b dark"),
        ("arr[i] or [a]", "arr i or a"),
        ("[b /] [c d=e]", "b"),
        ("One[fn]two[/fn]three", "One three two"),
        ("[[ref]x[/ref]] y", "ref x ref y"),
        ("[code][ref]x[/ref][/code] y", "code ref x y"),
        ("<!-- [ref]x[/ref] --> y <style>[ref]z", "ref x y style ref z"),
        ('[x title="lamps" heading="true" label="b2"]', "lamps"),
        ('[x title="Ann" text="white" label="true" author="Jo Ash"]', "Ann Jo Ash"),
    ],
)
def test_shortcodes_say_what_a_book_prints(code: str, said: str) -> None:
    """Marks of one letter come in pairs, notes stand last, and titles are words."""
    assert words(without_shortcodes(code)) == words(said)
