"""Tests of what tags say to readers: their words, links, films and pictures."""

import time
from pathlib import Path

import pytest

from blog2book.readers.markdown import reader
from blog2book.readers.markdown.arguments import kind_of
from exports import Reading

MARKS = {
    "jekyll": ("_config.yml", "_posts/2020-01-02-here.{}"),
    "hexo": ("_config.yml", "source/_posts/here.{}"),
    "hugo": ("hugo.toml", "content/here.{}"),
    "zola": ("zola.toml", "content/here.{}"),
    "pelican": ("pelicanconf.py", "content/here.{}"),
    "obsidian": (".obsidian/x.json", "here.{}"),
    "plain": ("b.txt", "here.{}"),
}


def site(folder: Path, kind: str, text: str, suffix: str = "md", **more: str) -> Reading:
    """Read a site of a kind with one post."""
    mark, name = MARKS[kind]
    head = ":title: Here\n:date: 2020-01-02\n" if suffix == "rst" else "---\ntitle: Here\n"
    head += more.get("head", "") + ("\n" if suffix == "rst" else "date: 2020-01-02\n---\n")
    if kind == "pelican" and suffix == "html":
        head = '<html><head><title>Here</title><meta name="date" content="2020-01-02"></head><body>'
    for path, content in {mark: more.get("settings", ""), name.format(suffix): head + text}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return Reading(reader, folder)


WORDS = [
    ("hugo", "{{< odd title='T *x*' >}}", "<p>T <em>x</em></p>"),
    ("hugo", "a {{< odd title='T' >}}b", "<p>a <strong>T</strong> b</p>"),
    ("hugo", "a {{< odd title='T' >}}, b", "<p>a <strong>T</strong>, b</p>"),
    ("hugo", '{{< odd body="One\n    two" >}}', "<p>One two</p>"),
    ("hugo", '{{< odd "some words" one >}}', "<p><strong>some words</strong></p>"),
    ("hugo", "{{< odd one two >}}\n\nx", "<p>x</p>"),
    ("hugo", '{{< odd title="T" href="/a/" alt="A" >}}', '<p><a href="/a/">T</a></p><p>A</p>'),
    ("hugo", '{{< odd href="/a/" text="A [b]" >}}', '<p><a href="/a/">A [b]</a></p>'),
    ("hugo", '{{< odd src="local.txt" >}}\n\nx', "<p>x</p>"),
    ("hugo", '{{< odd src="https://a.example/x" >}}',
     '<p><a href="https://a.example/x">a.example/x</a></p>'),
    ("hugo", '{{< more title="T" >}}\n\nx', "<p>x</p>"),
    ("hugo", '{{< icon name="star" label="l" text="T" >}}', "<p>T</p>"),
    ("hugo", '{{< button class="x" >}}Words{{< /button >}}', "<p>Words</p>"),
    ("zola", '{{ odd(body="B", x=1) }}', "<p>B</p>"),
    ("jekyll", "{% include odd.html content=page.excerpt %}\n\nx", "<p>x</p>"),
    ("jekyll", "{% include odd.html url=https://a.example/x title='T' %}",
     '<p><a href="https://a.example/x">T</a></p>'),
    ("jekyll", "{% include toc title='On this page' %}\n\nx", "<p>x</p>"),
    ("jekyll", "{% assign title = 'Some words' %}\n\nx", "<p>x</p>"),
    ("hexo", "{% label primary @words %}", "<p><strong>words</strong></p>"),
    ("hexo", "{% odd title=T %}", "<p><strong>T</strong></p>"),
    ("plain", "{{< odd title=T >}}", "<p><strong>T</strong></p>"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), WORDS)
def test_a_tag_that_nobody_knows_keeps_its_words(
    tmp_path: Path, kind: str, text: str, expected: str
) -> None:
    """Titles, texts and links, as paragraphs or within a line; no names, looks or variables."""
    assert site(tmp_path, kind, text).post.body == expected


@pytest.mark.parametrize(
    ("kind", "suffix", "text", "expected"),
    [
        ("jekyll", "html", "{% include odd.html content='A < b' title='T' %}",
         "<p>T</p><p>A &lt; b</p>"),
        ("jekyll", "html", "<p>a {% include odd.html title='T' href='/b/' %}</p>",
         '<p>a <a href="/b/">T</a></p>'),
        ("pelican", "rst", 'a {% odd title="T" href="https://b.example/" %}.',
         '<p>a <a href="https://b.example/">T</a>.</p>'),
    ],
)  # fmt: skip
def test_words_are_kept_in_the_markup_of_their_text(
    tmp_path: Path, kind: str, suffix: str, text: str, expected: str
) -> None:
    """In HTML and in reStructuredText too."""
    assert site(tmp_path, kind, text, suffix).post.body == expected


LINKS = [
    ("plain", "{% link a b https://a.example/ %}", '<a href="https://a.example">a b</a>'),
    ("plain", "[x]({% link here.md %})", '<a href="/here/">x</a>'),
    ("jekyll", "[x]({% link _posts/2020-01-02-here.md %})",
     '<a href="/2020/01/02/here.html">x</a>'),
    ("hexo", "{% link words /about/ %}", '<a href="/about">words</a>'),
    ("hexo", "{% link words %}", "words"),
    ("hexo", "{% link a https://a.example/x false A title %}",
     '<a href="https://a.example/x" title="A title">a</a>'),
    ("zola", '{{ link(href="https://a.example/x", text="T") }}',
     '<a href="https://a.example/x">T</a>'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), LINKS)
def test_a_link_is_what_its_generator_means(
    tmp_path: Path, kind: str, text: str, expected: str
) -> None:
    """Jekyll prints an address, Hexo a link; elsewhere it is a theme's own."""
    assert expected in site(tmp_path, kind, text).post.body


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("YouTube", "youtube"), ("LiteYouTubeEmbed", "youtube"), ("youtube-player", "youtube"),
        ("TEDTalk", ""), ("ted", "ted"), ("Highlighted", ""), ("register", ""),
        ("GistEmbed", "gist"), ("x", "tweet"), ("yt", "youtube"), ("", ""),
    ],
)  # fmt: skip
def test_a_service_is_known_by_name(name: str, kind: str) -> None:
    """Within a longer name too, if it is long itself."""
    assert kind_of(name) == kind


SHOWN = [
    ('{{< youtube id="abcdefghijk" title="T" caption="A *c*" >}}',
     "T</a></p><figcaption>A <em>c</em></figcaption>"),
    ('{{< audio src="/a.mp3" caption="C" >}}',
     '<p><a href="/a.mp3">a.mp3</a></p><figcaption>C</figcaption>'),
    ('{{< quote author="A" source="B" url="https://c.example/x" >}}Q{{< /quote >}}',
     '<p>Q</p><p>— A, <a href="https://c.example/x">B</a></p>'),
    ('{{< quote author="A" source="B & C" >}}Q{{< /quote >}}', "<p>Q</p><p>— A, B &amp; C</p>"),
    ('{{< quote "A" />}}Q{{< /quote >}}', "<p>Q</p><p>— A</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_what_is_shown_keeps_its_captions_and_sources(
    tmp_path: Path, text: str, expected: str
) -> None:
    """Of films and sounds too; a quotation names its author and its source."""
    assert expected in site(tmp_path, "hugo", text).post.body


COMPONENTS = [
    ("<Figure\n  src=\"a.png\"\n  caption={'C'}\n/>",
     '<figure class="picture"><img src="a.png" alt=""/><figcaption>C</figcaption></figure>'),
    ("<Odd title={props.title} label={`L`}>\n\nx\n\n</Odd>", "<p><strong>L</strong></p><p>x</p>"),
    ("<Odd>\n    Set *in*.\n\n    - a\n      - b\n</Odd>",
     "<p>Set <em>in</em>.</p><ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<Odd>\n\n  ~~~\n  <Tweet id='1'>\n  ~~~\n</Odd>",
     "<pre><code>&lt;Tweet id='1'&gt;</code></pre>"),
    ("<Button>Press</Button>", "<p>Press</p>"),
    ("<Player src='/a.mp3' />",
     '<figure class="embed"><p><a href="/a.mp3">a.mp3</a></p></figure>'),
    ("<Odd onClick={() => go({a: 1})} title='T' />", "<p><strong>T</strong></p>"),
    ("<Img src={require('./a.png').default} />",
     '<figure class="picture"><img src="a.png" alt=""/></figure>'),
    ("export const meta = {\n  a: 1,\n}\n\nimport {\n  B,\n} from 'c'\n\nx", "<p>x</p>"),
    ("export const a = 1\nx", "<p>x</p>"),
    ("a < B and <b>c</b>", "<p>a &lt; B and <b>c</b></p>"),
    ("<>\nx\n</>", "<p>x</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COMPONENTS)
def test_components_of_mdx_are_read(tmp_path: Path, text: str, expected: str) -> None:
    """Over several lines, set in, with values that are computed; HTML stays."""
    found = site(tmp_path, "plain", text, "mdx").post.body
    assert found.replace("&gt;", ">") == expected.replace("&gt;", ">")


@pytest.mark.parametrize(
    "text",
    ["<A " * 20_000, '<A b="' * 20_000, "<A {" * 20_000, "<A {{}" * 20_000, "<Link>" * 20_000,
     "<A b={" + "{}" * 20_000, "import\n" * 20_000, "<Odd>\n" * 20_000, "{/*" * 5_000,
     "export {\nx\n" * 20_000],
    ids=["tags", "strings", "braces", "nested", "links", "deep", "imports", "open", "remarks",
         "exports"],
)  # fmt: skip
def test_hostile_components_take_linear_time(tmp_path: Path, text: str) -> None:
    """Whatever is opened and never closed."""
    began = time.process_time()
    site(tmp_path, "plain", text, "mdx")
    assert time.process_time() - began < 30


HEADS = [
    ("hexo", "- a\n\n  ```js T\n  x\n  ```", "<strong>T</strong>"),
    ("hexo", "> ```js T\n> x\n> ```",
     '<blockquote><p><strong>T</strong></p><pre><code class="language-js">x'),
    ("hexo", "```js mark:1,2\nx\n```", '<pre><code class="language-js">x'),
    ("hugo", "```js more words\nx\n```", '<pre><code class="language-js">x'),
    ("hugo", "~~~js title='a_b.js'\nx\n~~~", "<p><strong>a_b.js</strong></p><pre>"),
    ("hugo", "```js:title=a.js\nx\n```", "<p><strong>a.js</strong></p><pre>"),
    ("hexo", "- ```js T\n  x\n  ```", '<ul><li><pre><code class="language-js">x'),
    ("hexo", "{% codeblock %}\nx\n{% endcodeblock %}", "<pre><code>x</code></pre>"),
    ("jekyll", "{% highlight js linenos %}\nx\n{% endhighlight %}",
     '<pre><code class="language-js">x</code></pre>'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), HEADS)
def test_code_has_its_title_above_it(tmp_path: Path, kind: str, text: str, expected: str) -> None:
    """Where the generator prints one; options are no title."""
    found = site(tmp_path, kind, text).post.body
    assert expected in found
    assert found.count("<strong>") == expected.count("<strong>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[words]({static}/a/b%20c.pdf)", "words (b c.pdf)"),
        ("[b c.pdf](|attach|b c.pdf)", "b c.pdf"),
        ("[words]({tag}some thing)", "words"),
        ("[words]({index})", "words"),
        ("[words]({filename}lost.md)", "words"),
        ("[a <b>c</b>]({filename}/here.md#x)", '<a href="/here.html#x">a <b>c</b></a>'),
        ("[words](https://a.example/{static}/b)",
         '<a href="https://a.example/%7Bstatic%7D/b">words</a>'),
        ("`[words]({tag}some thing)`", "<code>[words]({tag}some thing)</code>"),
    ],
)  # fmt: skip
def test_without_the_sites_address_words_and_names_stay(
    tmp_path: Path, text: str, shown: str
) -> None:
    """A link of Pelican's that leads nowhere is none."""
    assert site(tmp_path, "pelican", text).post.body == f"<p>{shown}</p>"


def test_what_plays_in_pelican_has_its_address(tmp_path: Path) -> None:
    """On the site, if that is known, else its name."""
    text = '<audio src="{static}/a/b.mp3"></audio>'
    there = site(tmp_path / "a", "pelican", text, settings="SITEURL = 'https://x.example'")
    assert 'href="https://x.example/a/b.mp3"' in there.post.body
    assert ">b.mp3</a>" in site(tmp_path / "b", "pelican", text).post.body


def test_many_posts_with_wrong_formulas_are_counted(tmp_path: Path) -> None:
    """Twenty are named."""
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/x.json").write_text("{}")
    for number in range(22):
        (tmp_path / f"n{number:02}.md").write_text("$$\\nosuch{x$$ $$\\left( y$$")
    notices = Reading(reader, tmp_path).heard.notices
    unread = [one for one in notices if one.code == "formulas-unread"]
    assert len(unread) == 21
    assert unread[0].where == "n00.md"
    assert unread[0].message.startswith("2 formulas cannot be read")
    assert unread[-1].message.startswith("2 more posts have")


def test_many_posts_with_footnotes_of_one_name_are_counted(tmp_path: Path) -> None:
    """Twenty are named, and the names of their footnotes once each."""
    for number in range(22):
        text = "A[^n] b[^m].\n\n[^n]: c\n[^n]: d\n[^n]: e\n[^m]: f\n[^m]: g\n"
        (tmp_path / f"2020-01-02-n{number:02}.md").write_text(text)
    notices = Reading(reader, tmp_path).heard.notices
    found = [one for one in notices if one.code == "footnotes-repeated"]
    assert len(found) == 21
    assert found[0].where == "2020-01-02-n00.md"
    assert found[0].message.startswith("Several footnotes have one name: n, m. The calls")
    assert found[-1].message == "2 more posts have several footnotes of one name."


def test_braces_in_a_line_are_text_in_hugo(tmp_path: Path) -> None:
    """Goldmark knows no lists of attributes there, as kramdown does."""
    text = "Write {: .center} to center."
    assert text in site(tmp_path / "a", "hugo", text).post.body
    assert "{" not in site(tmp_path / "b", "jekyll", text).post.body


@pytest.mark.parametrize(
    ("head", "count"),
    [("photos: [/a.png, /b.png, /a.png]\n", 2), ("photos: [/a.png]\n", 1), ("photos: /a.png\n", 1)],
)
def test_photos_stand_above_a_post(tmp_path: Path, head: str, count: int) -> None:
    """Several in rows, each once."""
    found = site(tmp_path, "hexo", "Words", head=head).post.body
    assert found.count("<img") == count
    assert ("gallery" in found) == (count > 1)
    assert found.endswith("<p>Words</p>")
