import pytest

from blog2book.markup.calls import place_calls, without_calls
from blog2book.markup.links import anchored, links, rewrite, tells, told, without_cites
from blog2book.model.sources import Cited
from blog2book.model.xhtml import Xhtml

CALL = Xhtml('<a class="noteref" epub:type="noteref" href="#n">1</a>')


def test_links() -> None:
    """All links with an address are listed in order, each with the place in which it stands."""
    found = links(
        Xhtml(
            '<h3><a href="http://h.example/">In <b>a</b> head</a></h3>'
            '<figure class="picture"><a href="p.html" title="T"><img src="x" alt=""/></a></figure>'
            '<p><a>none</a><a href="#fn1">1</a></p>'
            '<div class="footnotes"><ol><li><a href="http://a.example/">a</a></li></ol></div>'
            '<p id="footnote-2">See <a href="http://b.example/">b</a></p>'
        )
    )
    assert [one.index for one in found] == [0, 1, 2, 3, 4]
    assert [one.text for one in found] == ["In a head", "", "1", "a", "b"]
    assert [one.waits for one in found] == [True, True, False, False, False]
    assert [one.wraps_picture for one in found] == [False, True, False, False, False]
    assert [one.in_note for one in found] == [False, False, False, True, True]
    assert found[1].title == "T"


def test_the_name_of_a_card_is_told_apart() -> None:
    """A card tells the address of what it names, but none of its quotation or its caption."""
    found = links(
        Xhtml(
            '<figure class="embed"><blockquote><p><a href="http://t.example/">t</a></p></blockquote>'
            '<p><a href="http://e.example/">A film</a></p><figcaption>'
            '<a href="http://c.example/">c</a></figcaption></figure>'
        )
    )
    assert [one.in_card for one in found] == [False, True, False]
    assert [one.waits for one in found] == [False, True, False]


def test_quotations_name_their_source() -> None:
    """What a quotation's `cite` says is listed among the links, without words."""
    found = links(
        Xhtml(
            '<p><a href="http://a.example/">a</a></p><blockquote cite="http://b.example/">'
            '<p><a href="http://c.example/">c</a> <q cite="http://q.example/">q</q> <q>r</q></p>'
            "</blockquote>"
        )
    )
    assert [(one.index, one.href[7], one.text, one.quotes) for one in found] == [
        (0, "a", "a", False),
        (1, "b", "", True),
        (2, "c", "c", False),
        (3, "q", "", True),
    ]
    assert [one.block for one in found] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("https://www.n.example/long/way/", True),
        (" <http://n.example/long/way>", True),
        ("n.example/long…", False),
        ("n.example/long...way", False),
        ("n.example", False),
        ("A way", False),
    ],
)
def test_words_tell_an_address_if_they_are_all_of_it(words: str, whole: bool) -> None:  # noqa: FBT001
    """An address that is cut short tells nobody where the page is."""
    assert tells("https://n.example/long/way", words) is whole


def test_a_caption_is_heard_without_its_calls() -> None:
    """The numbers of notes, and commas between them, are no part of a picture's description."""
    call = '<a class="ref" href="#n-2012-05-1">{}</a>'
    caption = f'A <a href="#p-1">wren</a>{call.format(1)}<sup>,</sup>{call.format(2)} in May'
    assert without_calls(Xhtml(caption)) == 'A <a href="#p-1">wren</a> in May'
    assert without_calls(Xhtml(call.format(3))) == ""


def test_cites_go() -> None:
    """EPUBCheck warns of a quotation's address that is not https: notes tell it."""
    body = '<blockquote{0}><p lang="en"><q{0}>a</q></p></blockquote>'
    assert without_cites(Xhtml(body.format(' cite="http://b.example/"'))) == body.format("")
    assert without_cites(Xhtml(body.format(""))) == body.format("")


A, B = "https://n.example/a", "https://n.example/b"
TOLD = ' (<span class="url"><span>n.example/</span><wbr/><span>{}</span></span>)'
AT, OTHER = TOLD.format("a"), TOLD.format("b")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<p>See <em><a href="{A}">A</a></em>, p. 5.</p>',
         f'<p>See <em><a href="{A}">A</a>{AT}</em>, p. 5.</p>'),
        (f'<p><a href="{A}">A</a><a href="{A}">x</a><a href="{B}">B</a></p>',
         f'<p><a href="{A}">A</a>{AT}<a href="{A}">x</a><a href="{B}">B</a>{OTHER}</p>'),
        (f'<p><a href="{A}">A</a>, <a href="{A}">n.example/a</a></p>', ""),
        (f'<p><a href="{A}">n.example…</a></p>', f'<p><a href="{A}">n.example…</a>{AT}</p>'),
        (f'<p><a href="#r">back</a> <a href="mailto:a@n.example">m</a><a href="{A}"></a></p>', ""),
    ],
)  # fmt: skip
def test_links_in_footnotes_tell_their_address(before: str, after: str) -> None:
    """The address stands behind the link, once in a paragraph; other links have notes."""
    for around in ('<div class="footnotes">{}</div>', '<div id="p-1-fn1">{}</div>'):
        expected = around.format(after or before)
        assert told(Xhtml(around.format(before)), 26) == expected
    for around in ("{}", '<div id="p-1-x">{}</div>'):
        assert told(Xhtml(around.format(before)), 26) == around.format(before)


def test_rewrite() -> None:
    """A link gets its new address, or is unwrapped; an id that it had stays."""
    body = Xhtml('<p>A <a href="x" title="t">b <i>c</i></a> d <a id="k" href="y">e</a><br/>f</p>')
    assert rewrite(body, str.upper) == body.replace('"x"', '"X"').replace('"y"', '"Y"')
    assert rewrite(body, lambda _: None) == ('<p>A b <i>c</i> d <span id="k">e</span><br/>f</p>')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>See {} for</p>", "<p>See {}! for</p>"),
        ("<p>“{}”, he said</p>", "<p>“{}”,! he said</p>"),
        ("<p>{}’s book</p>", "<p>{}!’s book</p>"),
        ("<p>{}.com and</p>", "<p>{}!.com and</p>"),
        ("<p><em>All of {}</em>.</p>", "<p><em>All of {}</em>.!</p>"),
        ("<p><em>“{}”</em>, so</p>", "<p><em>“{}”</em>,! so</p>"),
        ("<p><em>{} and</em> so</p>", "<p><em>{}! and</em> so</p>"),
        ("<p><b><i>{}</i> x</b></p>", "<p><b><i>{}</i>! x</b></p>"),
        ("<p>彼は{}。そして</p>", "<p>彼は{}。!そして</p>"),
        ("<p>{}s, and</p>", "<p>{}s,! and</p>"),
        ("<p>{}2 and</p>", "<p>{}!2 and</p>"),
        ("<p>{}<i>s</i>. And</p>", "<p>{}<i>s</i>.! And</p>"),
        ("<p><b>{}</b>s</p>", "<p><b>{}</b>s!</p>"),
        ("<p>{}<i>s</i>es and</p>", "<p>{}<i>s</i>es! and</p>"),
        ("<p>{}<sup>a</sup> <i>s</i></p>", "<p>{}!<sup>a</sup> <i>s</i></p>"),
        ("<p>{}<i>so on</i></p>", "<p>{}!<i>so on</i></p>"),
        ("<p>{}<i>s<b>o</b></i></p>", "<p>{}!<i>s<b>o</b></i></p>"),
        ("<p>{}は</p>", "<p>{}!は</p>"),
        ("<h3>{}.</h3><p>Text</p>", "<h3>{}.</h3><p>Text!</p>"),
        ("<h3>{}</h3><ul><li>a</li></ul><p>b</p>", "<h3>{}</h3><ul><li>a</li></ul><p>b!</p>"),
        ("<h3>{}</h3><div><p>b</p></div>", "<h3>{}</h3><div><p>b!</p></div>"),
        ("<h3>{}</h3><div><hr/></div>", "<h3>{}</h3><p>!</p><div><hr/></div>"),
        ("<h3>{}</h3><h4>b</h4><p>c</p>", "<h3>{}</h3><p>!</p><h4>b</h4><p>c</p>"),
        ("<h3>{}</h3>", "<h3>{}</h3><p>!</p>"),
        ("<pre>{}</pre><p>a</p>", "<pre>{}</pre><p>!</p><p>a</p>"),
        (
            '<figure class="picture">{}<figcaption>c</figcaption></figure>',
            '<figure class="picture">{}<figcaption>c!</figcaption></figure>',
        ),
        (
            '<figure class="picture">{}</figure>',
            '<figure class="picture">{}<figcaption>!</figcaption></figure>',
        ),
        (
            '<figure class="embed"><blockquote><p>{}</p></blockquote><p>e</p></figure>',
            '<figure class="embed"><blockquote><p>{}!</p></blockquote><p>e</p></figure>',
        ),
        (
            '<figure class="picture"><figcaption>By {}.</figcaption></figure>',
            '<figure class="picture"><figcaption>By {}.!</figcaption></figure>',
        ),
    ],
)
def test_place_calls(before: str, after: str) -> None:
    """A call follows its word, closing marks and what ends with it; some blocks refuse it."""
    link = '<a href="x">l</a>'
    found = place_calls(Xhtml(before.format(link)), {0: CALL, 7: CALL})
    assert found == after.format(link).replace("!", CALL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<blockquote{}><p>a</p><p>b</p></blockquote>", "<p>a</p><p>b!</p>"),
        ("<blockquote{}><p>a</p><ul><li>b</li></ul></blockquote>",
         "<p>a</p><ul><li>b</li></ul><p>!</p>"),
        ("<blockquote{}>a</blockquote>", "a!"),
        ("<blockquote{}>a <b>b</b></blockquote>", "a <b>b</b>!"),
        ("<blockquote{}><p>a</p> b</blockquote>", "<p>a</p> b!"),
    ],
)  # fmt: skip
def test_the_call_of_a_quotation_ends_it(before: str, after: str) -> None:
    """It ends its last paragraph, or its text, or gets a paragraph of its own in it."""
    cite = ' cite="http://b.example/"'
    found = place_calls(Xhtml(before.format(cite)), {0: CALL})
    assert found == f"<blockquote{cite}>{after.replace('!', CALL)}</blockquote>"


def test_the_call_of_a_quotation_in_a_line_follows_it() -> None:
    """Like that of a link, it stands behind closing marks."""
    body = '<p>A <q cite="http://b.example/">q</q>, b</p>'
    assert place_calls(Xhtml(body), {0: CALL}) == body.replace(", b", f",{CALL} b")


def test_several_calls_keep_their_order() -> None:
    """Calls of one block that refuses them stand in the order of their links."""
    body = Xhtml('<pre><a href="x">a</a> <a href="y">b</a></pre>')
    found = place_calls(body, {1: Xhtml("<sup>2</sup>"), 0: Xhtml("<sup>1</sup>")})
    assert found.endswith("</pre><p><sup>1</sup><sup>,</sup><sup>2</sup></p>")


def test_calls_behind_one_word_keep_their_order() -> None:
    """Where several links make up a word, all stand behind it, also in parentheses."""
    body = Xhtml('<p>A <a href="x">prefer</a><a href="y">ence</a><a href="z">s</a>. B</p>')
    calls: dict[Cited, Xhtml] = {at: Xhtml(f"<b>{at}</b>") for at in range(3)}
    comma = "<sup>,</sup>"
    raised = f"<b>0</b>{comma}<b>1</b>{comma}<b>2</b>"
    assert place_calls(body, calls) == body.replace(". ", f".{raised} ")
    told = place_calls(body, calls, raised=False)
    assert told == body.replace(". ", "<b>0</b><b>1</b><b>2</b>. ")


def test_a_call_may_be_text() -> None:
    """A theme may print a call without any element."""
    assert place_calls(Xhtml('<p><a href="x">l</a>, y</p>'), {0: Xhtml("[1]")}) == (
        '<p><a href="x">l</a>,[1] y</p>'
    )


def test_calls_of_text_keep_their_order() -> None:
    """What has no element stands behind what is there before, as words in parentheses do."""
    body = Xhtml('<h3><a href="w">w</a></h3><p>A <a href="x">so</a><a href="y">me</a>. B</p>')
    calls: dict[Cited, Xhtml] = {at: Xhtml(f" ({at})") for at in range(3)}
    told = place_calls(body, calls, raised=False)
    assert told.endswith('<a href="y">me</a> (1) (2). B (0)</p>')
    assert place_calls(body, calls).endswith("me</a>. (1)<sup>,</sup> (2) B (0)</p>")


def test_links_tell_their_block() -> None:
    """A block is where the call would stand: a paragraph, an item, the one after a heading."""
    link = '<a href="x">l</a>'
    body = Xhtml(
        f"<p>{link} <em>{link}</em></p><h3>{link}</h3><p>{link}</p><h3>{link}</h3>"
        f"<ul><li>{link}<ul><li>{link}</li></ul></li></ul><pre>{link}</pre>{link}"
    )
    assert [one.block for one in links(body)] == [0, 0, 1, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h3>{}</h3><p>See {}.</p>", "<h3>{}</h3><p>See {}.!<sup>,</sup>!</p>"),
        ("<h3>{} {}</h3><p>See.</p>", "<h3>{} {}</h3><p>See.!<sup>,</sup>!</p>"),
        ("<p>{} {}.</p>", "<p>{}! {}.!</p>"),
        ("<p>{}{}. A</p>", "<p>{}{}.!<sup>,</sup>! A</p>"),
        ("<p>{}{}{}s A</p>", "<p>{}{}{}s!<sup>,</sup>!<sup>,</sup>! A</p>"),
        (
            '<p>{}<sup><a href="#f">1</a></sup> a</p>',
            '<p>{}!<sup>,</sup><sup><a href="#f">1</a></sup> a</p>',
        ),
        (
            '<p>{}<a href="#f"><sup>1</sup></a> a</p>',
            '<p>{}!<sup>,</sup><a href="#f"><sup>1</sup></a> a</p>',
        ),
        ("<p>{}<sup>2</sup> a</p>", "<p>{}!<sup>2</sup> a</p>"),
        (
            '<h3>{}</h3><p>a<sup><a href="#f">1</a></sup></p>',
            '<h3>{}</h3><p>a<sup><a href="#f">1</a></sup><sup>,</sup>!</p>',
        ),
    ],
)
def test_a_comma_parts_calls_side_by_side(before: str, after: str) -> None:
    """Two calls with nothing between them would read as one number, the author's own too."""
    link = '<a href="x">l</a>'
    count = before.count("{}")
    found = place_calls(Xhtml(before.format(*[link] * count)), dict.fromkeys(range(count), CALL))
    assert found == after.format(*[link] * count).replace("!", CALL)


@pytest.mark.parametrize(
    ("body", "opens"),
    [
        ("<p>{} is cut.</p>", True),
        ("<p>It rains. {}.</p>", True),
        ("<p>“It rains.” <em>{}</em> is cut.</p>", True),
        ("<p><b>It rains.</b> {}</p>", True),
        ("<p><em>{}</em> <b>is</b> cut.</p>", True),
        ("<p>It is a {}.</p>", True),
        ("<p>Ask in the <em>{}</em>.</p>", True),
        ("<p>Das ist eine {}.</p>", True),
        ("<p>See {}.</p>", False),
        ("<p>See <em>{}</em>.</p>", False),
        ("<p><b>See</b> {}</p>", False),
        ("<p>{}</p>", False),
        ("<ul><li>{} (2012)</li></ul>", False),
        ("<ul><li><b>{}</b> by Jane Roe</li></ul>", False),
        ('<p><img src="x" alt=""/>{}<br/>It rains.</p>', False),
    ],
)
def test_a_link_may_open_a_sentence(body: str, *, opens: bool) -> None:
    """It does where a sentence begins with it that goes on, or is one of several, or has "a"."""
    (link,) = links(Xhtml(body.format('<a href="x">Moss</a>')))
    assert link.opens is opens


def test_links_are_named_by_their_number() -> None:
    """A link gets its id, a quotation too, a card's the figure; one that has an id keeps it."""
    body = Xhtml(
        '<p><a href="https://a.example/">a</a> <a href="https://b.example/" id="own">b</a></p>'
        '<blockquote cite="https://c.example/"><p>c</p></blockquote>'
        '<figure class="embed"><p><a href="https://d.example/">d</a></p></figure>'
        '<p><a href="https://e.example/">e</a></p>'
    )
    made = anchored(body, {0: "r-0", 1: "r-1", 2: "r-2", 3: "r-3", 9: "r-9"})
    assert '<a href="https://a.example/" id="r-0">' in made
    assert '<a href="https://b.example/" id="own">' in made
    assert '<blockquote cite="https://c.example/" id="r-2">' in made
    assert '<figure class="embed" id="r-3">' in made
    assert made.count(" id=") == 4
