"""Tests of shortcodes and embeds; the pairs of input and expected stand in cases/wordpress."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from blog2book.readers.figures import embed
from blog2book.readers.wordpress.embeds import linked, player
from blog2book.readers.wordpress.shortcodes import expand

CASES = Path(__file__).parents[3] / "cases" / "wordpress"


def gallery(attributes: Mapping[str, str]) -> str:
    """Return a gallery that shows its attributes."""
    return f"<gallery {dict(attributes)}>"


def expanded(html: str) -> str:
    """Return HTML with shortcodes written out, without the empty lines around blocks."""
    return expand(html, gallery).html.strip()


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_shortcodes_are_written_out(case: Path) -> None:
    """Each case holds a body, a line of equals signs, and what becomes of it."""
    before, after = case.read_text(encoding="utf-8").split("\n=====\n")
    lines = [line for line in expand(before, gallery).html.split("\n") if line]
    assert lines == [line for line in after.split("\n") if line]


@pytest.mark.parametrize(
    "prose",
    [
        "no brackets",
        "He said [sic] that [1] was [re-reading].",
        "[", "[]", "[ ]", "[/b]", "a[i] = b[j]", "[[", "[[]]", "[[x", "[code]",
        "<!-- [gallery] -->", "<!-- [gallery]", "<style>a[href=x]{}</style>",
        "<SCRIPT>[x y=1]", "[citation needed]", "[a href](b)", "[x [y] z]",
        "[if x = 3 then the frost came early]", "[see http://news.example/?p=12 for more]",
        "[Edit as of May, n=4 in all, not five as I said]",
    ],
)  # fmt: skip
def test_brackets_in_prose_are_no_shortcodes(prose: str) -> None:
    """Text in brackets stays, and so do comments, scripts and styles."""
    assert expand(prose, gallery).html == prose


def test_unknown_shortcodes_are_counted_by_name() -> None:
    """Their text is kept, their tags are dropped."""
    result = expand("[su_box class='x']a[/su_box] [tab]b[/tab] [tab]c[/tab] [x a=b]", gallery)
    assert result.html == "a b c "
    assert result.unknown == {"su_box": 1, "tab": 2, "x": 1}


@pytest.mark.parametrize(
    ("shortcode", "attributes"),
    [
        ('[gallery ids="1,2"]', {"ids": "1,2"}),
        ("[gallery ids='1,2' columns=3 /]", {"ids": "1,2", "columns": "3"}),
        ("[gallery ids=“1,2”]", {"ids": "1,2"}),
        ("[gallery ids=&quot;1,2&quot;]", {"ids": "1,2"}),
        ("[gallery ids=&#8221;1,2&#8243;]", {"ids": "1,2"}),
        ("[gallery 7 \"8 9\" 'a']", {"0": "7", "1": "8 9", "2": "a"}),
        ('[gallery LINK="" ]', {"link": ""}),
        ("[gallery]", {}),
    ],
)
def test_attributes_are_read_in_every_form(shortcode: str, attributes: dict[str, str]) -> None:
    """Quotes straight, curly or escaped, none at all, and values without a name."""
    assert expanded(shortcode) == f"<gallery {attributes}>"


def test_shortcodes_that_overlap_keep_their_text() -> None:
    """A wrongly nested pair costs its tags, not its words."""
    assert expanded("[a_]1[b_]2[/a_]3[/b_]4") == "1234"


def test_deep_nests_are_flattened() -> None:
    """Beyond a depth that no author reaches, inner tags are dropped."""
    deep = "[caption]" * 500 + "words" + "[/caption]" * 500
    assert expanded(deep) == "words"


@pytest.mark.parametrize(
    "piece",
    ["[a ", "[[a", "[[a]", "[code]", "<!--", "[caption]", "[/caption]", "[a_]", "[a b=c]", "[",
     "<script>", '[a "', "[[code]", "[a_][/b_]", "<figure wp-block-embed ", "<figcaption",
     "http://a ", "[youtube="],
)  # fmt: skip
def test_hostile_bodies_take_no_longer_than_long_ones(piece: str) -> None:
    """Many openings are done in a moment."""
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    expand(text, gallery)
    linked(text, blocks=True)
    linked(text, blocks=False)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("shortcode", "address"),
    [
        ("[youtube https://www.youtube.com/watch?v=a1&amp;t=2]", "https://www.youtube.com/watch?v=a1&t=2"),
        ("[youtube=http://www.youtube.com/watch?v=a1]", "http://www.youtube.com/watch?v=a1"),
        ("[youtube a1]", "https://www.youtube.com/watch?v=a1"),
        ('[youtube id="a1" w=300]', "https://www.youtube.com/watch?v=a1"),
        ("[vimeo 123]", "https://vimeo.com/123"),
        ("[embed width='3']https://a.example/b[/embed]", "https://a.example/b"),
        ('[video mp4="https://a.example/b.mp4"][/video]', "https://a.example/b.mp4"),
        ("[audio https://a.example/b.mp3]", "https://a.example/b.mp3"),
        ("[audio https://a.example/b.mp3 /]", "https://a.example/b.mp3"),
        ("[gist 9]", "https://gist.github.com/9"),
    ],
)  # fmt: skip
def test_players_become_links(shortcode: str, address: str) -> None:
    """A player is the address of what it plays."""
    assert expanded(shortcode) == embed(address)


@pytest.mark.parametrize(
    "shortcode", ["[youtube]", "[video src='b.mp4']", "[vimeo <b>]", "[playlist ids=1]"]
)
def test_players_that_name_nothing_are_dropped(shortcode: str) -> None:
    """A player without an address leaves nothing."""
    assert expanded(shortcode) == ""


def test_a_player_takes_the_first_address_that_it_finds() -> None:
    """Attributes with a name come before a bare value."""
    assert (
        player("video", "", {"src": "https://a.example/1", "0": "2"}, "") == "https://a.example/1"
    )


def test_an_address_alone_in_its_line_is_an_embed_where_its_host_offers_one() -> None:
    """Others, and addresses within a line, stay as they are."""
    body = "a\n\nhttps://youtu.be/x\n\nhttps://a.example/b\nsee https://youtu.be/y\nhttps://[x\n"
    video = embed("https://youtu.be/x")
    assert linked(body, blocks=False) == body.replace("https://youtu.be/x", f"\n\n{video}\n\n", 1)


def test_an_embed_block_is_a_figure_with_its_caption() -> None:
    """The block editor's embed is a link, and keeps what is written below it."""
    body = (
        '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">\n'
        "https://a.example/b?c=1&amp;d\n</div>"
        "<figcaption class=x>A <b>film</b></figcaption></figure>"
    )
    assert linked(body, blocks=True) == embed("https://a.example/b?c=1&d", "A <b>film</b>")
    assert linked("no address", blocks=True) == "no address"
