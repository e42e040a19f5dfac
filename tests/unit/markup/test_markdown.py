import time

import pytest

from blog2book.markup.clean import clean
from blog2book.markup.formulas import formula
from blog2book.markup.markdown import Faults, to_html


def book(text: str, *, breaks: bool = False) -> str:
    """Return Markdown as it stands in a book."""
    return clean(to_html(text, breaks=breaks)).body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("a\nb", "<p>a b</p>"),
        ("- [ ] to do\n- [x] done", "<ul><li>☐ to do</li><li>☑ done</li></ul>"),
        ("[ ] no task", "<p>[ ] no task</p>"),
        ("Term\n: Meaning", "<dl><dt>Term</dt><dd>Meaning</dd></dl>"),
        ("```rust,ignore\nfn\n```", '<pre><code class="language-rust">fn</code></pre>'),
        ("| a |\n|---|\n| b |", "<th>a</th>"),
        ("a <b>raw</b>", "<p>a <b>raw</b></p>"),
        ("one\n\n<!-- more -->\n\ntwo", "<p>one</p><p>two</p>"),
    ],
)
def test_what_bloggers_add_to_commonmark(text: str, expected: str) -> None:
    """Tables, tasks, terms, fences with a language, raw HTML and the mark of a summary's end."""
    assert expected in book(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他是**“大学”**的学生", "他是<b>“大学”</b>的学生"),
        ("**见天地。**论见", "<b>见天地。</b>论见"),
        ("一*二*三", "一<em>二</em>三"),
        ("a**“b”**c", "a**“b”**c"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("二 ** 三", "二 ** 三"),
    ],
)
def test_stars_between_ideographs(text: str, expected: str) -> None:
    """Where no blank parts words, stars need none beside quotation marks; elsewhere they do."""
    assert book(text).replace("strong>", "b>") == f"<p>{expected}</p>"


def test_line_ends_count_where_they_are_said_to() -> None:
    """With `breaks`, a line end is a break."""
    assert book("a\nb", breaks=True) == "<p>a<br/>b</p>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/x_(y).", "https://a.example/x_(y)"),
        ("(www.a.example)", "https://www.a.example"),
        ("at http://a.example/?q=1&amp;. So", "http://a.example/?q=1"),
        ("见http://a.example/x。好", "http://a.example/x"),
        ("www.a.example看", "https://www.a.example"),
        ("*https://a.example:80/x*", "https://a.example:80/x"),
    ],
)
def test_bare_addresses_are_links(text: str, address: str) -> None:
    """Without the punctuation of the sentence around them."""
    assert f'href="{address}"' in to_html(text)


@pytest.mark.parametrize(
    "text",
    ["`https://a.example`", "a@www.example.org", "x/www.a.example", "http://", "https:// a", "no"],
)
def test_what_is_no_address_stays_text(text: str) -> None:
    """Code, mail and halves of addresses."""
    assert "<a" not in to_html(text)


def test_links_hold_no_links() -> None:
    """An address that is a link's text, in Markdown or HTML, stays one."""
    text = "[http://b.example](http://a.example) <a href='x'>http://c.example</a> http://d.example"
    html = to_html(text)
    assert html.count("<a ") == 3
    assert 'href="http://d.example"' in html


def test_footnotes() -> None:
    """Calls without brackets, notes in a list with one way back each, several paragraphs long."""
    text = "One[^1] two[^b] again[^1] and^[within].\n\n[^1]: First\n\n    more\n[^b]: Second\n"
    body = book(text)
    assert '<sup><a id="fnref1" href="#fn1">1</a></sup>' in body
    assert '<sup><a id="fnref1-1" href="#fn1">1</a></sup>' in body
    assert '<li id="fn1"><p>First</p><p>more <a href="#fnref1">↑</a></p></li>' in body
    assert '<li id="fn3">within <a href="#fnref3">↑</a></li>' in body
    assert body.count("footnotes") == 1


@pytest.mark.parametrize("address", ["#fn:pears", "#fn-pears", "#user-content-fn-pears", "#fn2"])
def test_links_lead_to_footnotes_by_their_names(address: str) -> None:
    """As the programs that make blogs write them; a name that no footnote has stays."""
    text = f"One[^1] two[^pears]: [see note 2]({address}).\n\n[^1]: First\n[^pears]: Second\n"
    assert '<a href="#fn2">see note 2</a>' in book(text)
    assert "see note 2" in to_html(text.replace("pears]: S", "plums]: S"))
    assert '<a href="#fnref2">' in book(text.replace(address, "#fnref:pears"))


def test_a_footnote_that_nothing_calls_is_kept() -> None:
    """Where it is written, without its label."""
    body = book("One[^1].\n\n[^2]: Nobody\n\n    calls *me*.\n\n[^1]: Called.\n\nEnd.")
    assert "<p>Nobody</p><p>calls <em>me</em>.</p><p>End.</p>" in body
    assert '<li id="fn1">Called.' in body


def test_of_footnotes_with_one_name_none_is_lost() -> None:
    """The first is called, the others stay where they are written; each is told."""
    faults = Faults()
    text = "One[^1].\n\n> [^1]: First.\n\n[^1]: Second.\n\nTwo[^1].\n\n[^1]: Third.\n\n"
    text += "[^2]: No.\n[^2]: No."
    html = to_html(text, faults=faults)
    assert '<li id="fn1"><p>First. <a' in html
    assert all(html.count(f"<p>{one}.</p>") == 1 for one in ("Second", "Third"))
    assert html.count("<p>No.</p>") == 2
    assert faults.footnotes == ["1", "1"]


def test_footnotes_within_each_other_are_whole() -> None:
    """One that is called stands behind; one that is not stays in the other."""
    text = "A[^1] b[^2].\n\n[^1]: One\n\n    [^2]: Two\n\n    [^3]: Three\n\n    more\n\nEnd."
    body = book(text)
    assert "<p>One</p><p>Three</p><p>more <a" in body
    assert '<li id="fn2">Two <a' in body
    assert "<p>End.</p>" in body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* TOC\n{:toc}\n\nText", "<p>Text</p>"),
        ("1. one\n   - x\n   {:toc}\n\nText", "<ol><li>one</li></ol><p>Text</p>"),
        ("[TOC]\n\nText", "<p>Text</p>"),
        ("[[_TOC_]]\n\nText", "<p>Text</p>"),
        ("Text\n{: .lead}", "<p>Text</p>"),
        ("Text\n\n{: .lead #x}", "<p>Text</p>"),
        ("Text\n\n{.lead}", "<p>Text</p>"),
        ("An *em*{:.x} word", "<p>An <em>em</em> word</p>"),
        ("An [a](/b){:target='_blank' .x #y} word", '<p>An <a href="/b">a</a> word</p>'),
        ("{:mid: style='a: b'}\nText\n{: mid}\n\n{::options a='b' /}", "<p>Text</p>"),
        ("An {::nomarkdown}open{:/nomarkdown} word", "<p>An open word</p>"),
        ("`{:.x}` and {braces}", "<p><code>{:.x}</code> and {braces}</p>"),
        ("> [!warning]\n> Hot", "<blockquote><p><strong>Warning</strong><br/>Hot</p></blockquote>"),
        ("> [!note]- Mind", "<blockquote><p><strong>Mind</strong></p></blockquote>"),
    ],
)
def test_what_only_a_site_reads_goes(text: str, expected: str) -> None:
    """Attributes and tables of contents; a callout becomes a quotation with a title."""
    assert book(text) == expected


def test_braces_are_text_where_no_kramdown_is() -> None:
    """In a line of words; a line that holds nothing else goes."""
    html = to_html("Say {: .x} and *so*{:.y}\n\nText\n{: .x}", attributes=False)
    assert clean(html).body == "<p>Say {: .x} and <em>so</em>{:.y}</p><p>Text</p>"


@pytest.mark.parametrize(
    "text", ["Also {: curly colon words} end", "Print {:?} so", "{: all of it }", "a {:x, y} b"]
)
def test_what_no_list_of_attributes_is_stays(text: str) -> None:
    """Braces with a colon may be the writer's own: no generator but Jekyll's knows them."""
    assert book(text) == f"<p>{text}</p>"


def test_headings_have_ids_for_links_to_them() -> None:
    """Of their words, made different, or as written."""
    html = to_html("# A *B* `c`!\n\n# A B c\n\n# Own {#mine .x}\n\n# Plain {: .x}\n\n# !\n")
    assert '<h1 id="a-b-c">' in html
    assert '<h1 id="a-b-c-1">' in html
    assert '<h1 id="mine">Own</h1>' in html
    assert '<h1 id="plain">Plain</h1>' in html
    assert "<h1>!</h1>" in html


def formulas(text: str, *, dollars: bool = False, backslashes: bool = False) -> int:
    """Return how many formulas there are."""
    return to_html(text, dollars=dollars, backslashes=backslashes).count("<math")


def test_formulas_between_signs_that_mean_nothing_else() -> None:
    """Two dollars, doubled backslashes and environments are formulas on every site."""
    assert formulas("$$x$$ in a line, \\\\(y\\\\) and \\\\[z\\\\]") == 3
    assert formulas("$$\na \\\\\nb\n$$\n\n\\begin{align}\na &= b\n\\end{align}\n\n> $$c$$") == 3
    assert formulas("Text before\n$$\nx\n$$\nand after") == 1
    assert formulas("- item\n\n  \\\\[\n  x\n  \\\\]\n") == 1
    assert 'display="block"' in to_html("$$x$$")
    assert 'display="inline"' in to_html("so $$x$$ is")


@pytest.mark.parametrize(
    "text",
    [
        "$$", "$$$$", "$$ open", "$$\nopen\n\nand more", "- $$\nx", "\\\\( open", "a \\\\b",
        "`$$x$$`", "    $$x$$", "```\n$$x$$\n```", "$5 and $6", "\\(x\\)", "\\[x\\]", "$$ $$",
    ],
)  # fmt: skip
def test_what_is_no_formula(text: str) -> None:
    """Prices, brackets that are only escaped, code, and signs that nothing closes."""
    assert formulas(text) == 0


def test_single_dollars_only_where_the_site_reads_them() -> None:
    """And there as pandoc does: no blank inside, no digit behind, so that prices stay prices."""
    assert formulas("$x$ and $y_1$", dollars=True) == 2
    assert formulas("It cost $5 or $6. $ x$ $$ \\$a$", dollars=True) == 0
    assert formulas("$a\\$b$", dollars=True) == 1
    assert formulas("\\(x\\) \\[y\\]", backslashes=True) == 2


def test_formulas_in_code_only_where_the_site_reads_them() -> None:
    """Blogdown's habit; other code stays code."""
    html = to_html("`$x$` and `$$y$$` and `a < $b`\n\n`$$z$$`", math_in_code=True)
    assert html.count("<math") == 3
    assert "<code>a &lt; $b</code>" in html
    assert html.count('display="block"') == 1


def test_a_formula_carries_its_tex() -> None:
    """As the text that is read aloud, through cleaning too."""
    body = clean(formula("a &= b < c", display=False)).body
    assert 'alttext="a &amp;= b &lt; c"' in body


@pytest.mark.parametrize(
    "tex", ["\\unknown{a}", "\\left( x", "x_", "\\frac{a}", "", "x" * 6000, "{" * 4000]
)
def test_a_formula_that_cannot_be_read_stays_as_code(tex: str) -> None:
    """No letter of it is lost."""
    assert formula(tex, display=True) == f"<code>$${tex}$$</code>"
    assert formula(tex, display=False).startswith("<code>$")


def test_formulas_that_cannot_be_read_are_told() -> None:
    """In a line and in lines of their own; what reads them need not ask."""
    faults = Faults()
    text = "$$\\foo{$$ and $$x$$\n\n$$\n\\foo[\n  y\n$$\n"
    assert to_html(text, faults=faults) == to_html(text)
    assert faults.formulas == ["\\foo{", "\\foo[ y"]


HOSTILE = {
    "brackets": "[" * 10_000,
    "footnotes": "[^" * 5_000,
    "notes within": "^[" * 20_000,
    "pictures": "![" * 5_000,
    "formulas": "\\\\(" * 20_000,
    "dollars": "$$ x\n" * 10_000,
    "environments": "\\begin{align}\n" * 5_000,
    "quotations": ">" * 20_000,
    "lists": "- " * 5_000,
    "attributes": "{:" * 20_000,
    "classes": "{:" + ".a.b#c" * 20_000,
    "values": "{:.a " + "b='c' " * 20_000,
    "names": "{:a .b} " * 20_000 + "{",
    "headings": "# a\n" * 10_000,
    "addresses": "http://a.b/" + "!" * 50_000,
    "tags": "<a " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Whatever is opened and never closed."""
    began = time.process_time()
    to_html(text, dollars=True, backslashes=True, math_in_code=True)
    assert time.process_time() - began < 20


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "* > "])
def test_what_lies_too_deep_is_text(mark: str) -> None:
    """However deep a line lies, neither its words nor those behind it are lost."""
    for depth in (10, 19, 20, 21, 40, 41, 90):
        html = to_html(f"before\n\n{mark * depth}deep\nlazy\n\nbehind\n\n- last\n")
        assert all(word in html for word in ("before", "deep", "lazy", "behind", "last"))
