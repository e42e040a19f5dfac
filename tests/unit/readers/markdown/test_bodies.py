import time
from pathlib import Path

import pytest

from blog2book.model.archive import Status
from blog2book.readers.markdown import reader
from blog2book.readers.markdown.bodies import is_program
from blog2book.readers.markdown.masks import Masks
from blog2book.readers.markdown.tags import Tag, replaced
from exports import Reading

MARKS = {
    "jekyll": ("_config.yml", "_posts/2020-01-02-here.md"),
    "hexo": ("_config.yml", "source/_posts/here.md"),
    "hugo": ("hugo.toml", "content/here.md"),
    "zola": ("zola.toml", "content/here.md"),
    "pelican": ("pelicanconf.py", "content/here.md"),
    "obsidian": (".obsidian/x.json", "here.md"),
    "plain": ("b.txt", "here.md"),
}
PICTURES = ("pic.png", "static/img/s.png", "assets/A b.png", "content/c.png", "source/images/i.png")


def blog(folder: Path, kind: str, text: str, more: str = "", **files: str) -> Reading:
    """Read a site of a kind with one post, some pictures, and other files ("__" is a slash)."""
    mark, name = MARKS[kind]
    front = f"---\ntitle: Here\ndate: 2020-01-02\n{more}\n---\n"
    for path, content in {mark: "", name: front + text, **dict.fromkeys(PICTURES, "")}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    for path, content in files.items():
        file = folder / path.replace("__", "/").replace("_0_", ".").replace("_1_", "-")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return Reading(reader, folder)


def body(folder: Path, kind: str, text: str, more: str = "", **files: str) -> str:
    """Return the body of that post."""
    found = blog(folder, kind, text, more, **files)
    return next(post.body for post in found.posts if post.title == "Here")


EMBED = '<figure class="embed"><p><a href="{}">'
TAGS = [
    ("jekyll", "{% include youtube.html id='abc' %}", "https://www.youtube.com/watch?v=abc"),
    ("jekyll", '{% include video id="12" provider="vimeo" %}', "https://vimeo.com/12"),
    ("jekyll", "{% tweet https://twitter.com/a/status/1 %}", "https://twitter.com/a/status/1"),
    ("jekyll", "{% gist a1b2 %}", "https://gist.github.com/a1b2"),
    ("hugo", "{{< x user='a' id='9' >}}", "https://twitter.com/i/status/9"),
    ("hugo", '{{< youtube id="abc" autoplay="true" >}}', "https://www.youtube.com/watch?v=abc"),
    ("hugo", '{{< video src="/m.mp4" >}}', "/m.mp4"),
    ("hexo", "{% youtube abc %}", "https://www.youtube.com/watch?v=abc"),
    ("pelican", "{% youtube abc 640 480 %}", "https://www.youtube.com/watch?v=abc"),
    ("plain", "{{< bilibili BV1 >}}", "https://www.bilibili.com/video/BV1"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "tag", "address"), TAGS)
def test_what_is_shown_from_elsewhere_becomes_its_address(
    tmp_path: Path, kind: str, tag: str, address: str
) -> None:
    """Films, posts and players of every generator."""
    found = body(tmp_path, kind, f"Before.\n{tag}\nAfter.")
    shown = EMBED.format(address)
    assert shown in found or f'<a href="{address}">' in found
    assert "Before." in found
    assert "<p>After.</p>" in found


PICTURE_TAGS = [
    ("hugo", '{{< figure src="/img/s.png" >}}', '<img src="static/img/s.png" alt=""/>'),
    ("hugo", '{{< figure src="c.png" title="T" attr="by me" >}}',
     '<img src="content/c.png" alt=""/><figcaption>T by me</figcaption>'),
    ("hugo", '{{< img src="c.png" alt="a [b]" link="https://x.example/" >}}',
     '<a href="https://x.example/"><img src="content/c.png" alt="a [b]"/></a>'),
    ("jekyll", '{% include image.html url="/assets/A%20b.png" description="D" %}',
     '<img src="assets/A%20b.png" alt=""/><figcaption>D</figcaption>'),
    ("jekyll", "{% img left /assets/a%20B.PNG 300 200 'A caption' %}",
     '<img src="assets/A%20b.png" alt="A caption"/>'),
    ("hexo", "{% asset_img i.png 100 one two %}", '<img src="source/images/i.png" alt="one two"/>'),
    ("zola", '{{ image(src="c.png", alt="x") }}', '<img src="content/c.png" alt="x"/>'),
    ("hexo", "![x]({% asset_path i.png %})", '<img src="source/images/i.png" alt="x"/>'),
    ("jekyll", '![x]({{ "/pic.png" | prepend: site.baseurl | prepend: site.url }})',
     '<img src="pic.png" alt="x"/>'),
    ("jekyll", '<img src="{{ site.baseurl }}/pic.png">', '<img src="pic.png" alt=""/>'),
    ("jekyll", '<a href="https://far.example/big.jpg"><img src="/pic.png"></a>',
     '<img src="pic.png" alt=""/>'),
    ("jekyll", "[![x](/pic.png)](/pic.png)", '<img src="pic.png" alt="x"/>'),
    ("pelican", "![x]({static}/c.png) ", '<img src="content/c.png" alt="x"/>'),
    ("plain", "![x](../../etc/passwd.png)", '<img src="../../etc/passwd.png" alt="x"/>'),
    ("plain", "![x](lost/gone.png)", '<img src="lost/gone.png" alt="x"/>'),
    ("hugo", "![x](gone.png) ", '<img src="content/gone.png" alt="x"/>'),
    ("plain", "![x](http://[bad)", "<p>Words.</p>"),
    ("plain", "![x](data:image/png;base64,AA)", '<img src="data:image/png;base64,AA" alt="x"/>'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), PICTURE_TAGS)
def test_pictures_are_found_where_the_generator_finds_them(
    tmp_path: Path, kind: str, text: str, expected: str
) -> None:
    """By folder and root, unquoted, in any case; a lost one is called by where it should be."""
    assert expected in body(tmp_path, kind, f"Words.\n\n{text}\n")


def test_pictures_by_the_sites_own_address(tmp_path: Path) -> None:
    """An address of the site is a file of it; one of another site is not."""
    config = "url: https://x.example\nbaseurl: /b"
    text = "![](https://www.x.example/b/pic.png) ![](https://y.example/pic.png) ![](/b/pic.png)"
    found = body(tmp_path, "jekyll", text, _config_0_yml=config)
    assert found.count('src="pic.png"') == 2
    assert 'src="https://y.example/pic.png"' in found


LINKS = [
    ("jekyll", "[a]({% post_url 2020-01-03-there %})", "/2020/01/03/there.html"),
    ("hugo", '[a]({{< relref "there.md#x" >}})', "/there/#x"),
    ("hugo", '[a]({{% ref "/there" %}})', "/there/"),
    ("hugo", "[a](there.md)", "/there/"),
    ("hugo", '[a]({{< ref "#own" >}})', "/here/#own"),
    ("hexo", "{% post_link there %}", "/2020/01/03/there/"),
    ("hexo", "[a]({% post_path there %})", "/2020/01/03/there/"),
    ("zola", "[a](@/there.md#x)", "/there/#x"),
    ("pelican", "[a](|filename|there.md)", "/there.html"),
    ("pelican", "[a]({filename}/there.md#x)", "/there.html#x"),
    ("plain", "[a](there)", "/there/"),
    ("plain", "[a](./there.md)", "/there/"),
    ("obsidian", "[[There]]", "/there/"),
    ("obsidian", "[[there.md|a]]", "/there/"),
    ("plain", "[a](/elsewhere/)", "/elsewhere/"),
    ("plain", "[a](mailto:x@y.example)", "mailto:x@y.example"),
    ("hugo", "[a](/other/)", "/other/"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "address"), LINKS)
def test_links_lead_to_where_the_post_stood(
    tmp_path: Path, kind: str, text: str, address: str
) -> None:
    """Whether a link names its file, its name or its path."""
    name = Path(MARKS[kind][1])
    there = name.with_name(name.name.replace("here", "there").replace("01-02", "01-03"))
    file = str(there).replace("/", "__").replace(".", "_0_").replace("-", "_1_")
    front = "---\ntitle: There\ndate: 2020-01-03\n---\nB"
    found = body(tmp_path, kind, text, **{file: front})
    assert f'href="{address}"' in found.replace("&amp;", "&")


def test_names_that_two_posts_share_tell_neither(tmp_path: Path) -> None:
    """A wiki link to one of two notes of one name is no link, unless it says the folder."""
    text = "[[Twin]] [[a/Twin]] [[#Here]]"
    found = blog(tmp_path, "obsidian", text, a__Twin_0_md="A", b__Twin_0_md="B")
    shown = next(post.body for post in found.posts if post.title == "Here")
    assert shown.startswith('<p>Twin <a href="/a/Twin/">a/Twin</a> <a href="/here/#here">')
    assert "links-dead" in found.heard.codes


UNTOUCHED = [
    ("hugo", "`{{< x >}}` and ``{{ `y` }}``", "<code>{{&lt; x &gt;}}</code>"),
    ("jekyll", "```\n{% x %}\n```", "{% x %}"),
    ("jekyll", "- a\n\n  ~~~\n  {{ x }}\n  ~~~", "{{ x }}"),
    ("jekyll", "Words\n\n    {{ x }}\n", "{{ x }}"),
    ("jekyll", "{% raw %}`{{ x }}`{% endraw %}", "<code>{{ x }}</code>"),
    ("jekyll", "{% highlight %}\n``` {{ x }}\n{% endhighlight %}", "``` {{ x }}"),
    ("jekyll", "```\n{{ x }}", "{{ x }}"),
    ("hugo", "{{ x }} {% y %}", "{{ x }} {% y %}"),
    ("plain", "{{ x }} {{ y | z }}", "{{ x }} {{ y | z }}"),
    ("jekyll", "{{ never closed", "{{ never closed"),
    ("jekyll", "{% raw %} open", "open"),
    ("obsidian", "`%%x%%` {{ y }}", "<code>%%x%%</code> {{ y }}"),
    ("hugo", "{{</* x */>}} {{%/* y */%}}", "{{&lt; x &gt;}} {{% y %}}"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), UNTOUCHED)
def test_what_is_shown_as_code_stays(tmp_path: Path, kind: str, text: str, expected: str) -> None:
    """Fences, code spans, indented code, raw blocks, and what the generator does not read."""
    assert expected in body(tmp_path, kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("jekyll", "a{% comment %}HIDDEN{% endcomment %}b"),
        ("jekyll", "a{% comment %}it`s HIDDEN{% endcomment %} b `x`"),
        ("jekyll", "a\n\n{::comment}\nHIDDEN\n{:/comment}\n\nb"),
        ("jekyll", "a {::comment}HIDDEN{:/} b"),
        ("hugo", "a\n\n{{< comment >}}\nHIDDEN `x`\n{{< /comment >}}\n\nb"),
        ("obsidian", "a %%HIDDEN%% b"),
        ("obsidian", "a b %%HIDDEN"),
    ],
)
def test_what_only_the_writer_sees_is_not_printed(tmp_path: Path, kind: str, text: str) -> None:
    """Comments of every generator."""
    found = body(tmp_path, kind, text)
    assert "HIDDEN" not in found
    assert "a" in found
    assert "b" in found


OUTPUTS = [
    ("{{ page.title }}!", "<p>Here!</p>"),
    ("{{ 'a' | append: 'b' | prepend: \"c\" | upcase }}", "<p>cab</p>"),
    ("[x]({{ '/y/' | absolute_url }})", 'href="https://x.example/b/y/"'),
    ("[x]({{ 'https://y.example/' | relative_url }})", 'href="https://y.example/"'),
    ("[x]({{ site.url }}{{ site.baseurl }}/y/)", 'href="https://x.example/b/y/"'),
    ("a{{ x.y }}b", "<p>ab</p>"),
    ("a{{ }}b", "<p>ab</p>"),
    ("a{% assign x = 1 %}b", "<p>ab</p>"),
]


@pytest.mark.parametrize(("text", "expected"), OUTPUTS)
def test_what_liquid_prints(tmp_path: Path, text: str, expected: str) -> None:
    """The site's and the page's own words, and filters that make addresses."""
    config = "url: https://x.example\nbaseurl: /b"
    assert expected in body(tmp_path, "jekyll", text, _config_0_yml=config)


COVERS = [
    ("cover: pic.png", "![](pic.png)", 1),
    ("image: {path: pic.png, alt: A}", "x", 1),
    ("images: [pic.png, x.png]", "x", 1),
    ("image: theme", "x", 0),
    ("thumbnail: ''\nfeatureImage: https://x.example/y.png", "x", 1),
    ("images: []", "x", 0),
    ("cover: '[[pic.png]]'", "x", 1),
]


@pytest.mark.parametrize(("more", "text", "count"), COVERS)
def test_a_cover_is_the_first_picture(tmp_path: Path, more: str, text: str, count: int) -> None:
    """Once, also where the text shows it too."""
    assert body(tmp_path, "plain", text, more).count("<img") == count


def test_a_subtitle_is_the_first_line(tmp_path: Path) -> None:
    """Above the text, unless it is the title again."""
    assert (
        body(tmp_path, "plain", "x", "subtitle: So & so") == "<p><em>So &amp; so</em></p><p>x</p>"
    )
    assert body(tmp_path, "plain", "x", "subtitle: Here") == "<p>x</p>"


def test_formulas_where_a_post_switches_them_on(tmp_path: Path) -> None:
    """By its own word."""
    assert "<math" in body(tmp_path, "hugo", "$x$", "math: true")
    assert "<math" in body(tmp_path, "hugo", "\\(x\\)", "params: {katex: yes}")
    assert "<math" not in body(tmp_path, "hugo", "$x$ costs $5", "math: false")


def test_directives_that_nobody_knows_are_told(tmp_path: Path) -> None:
    """As unknown tags are, by their own post."""
    found = blog(tmp_path, "pelican", "x", content__r_0_rst="R\n##\n\n.. odd:: thing\n")
    assert sorted(post.unknown for post in found.posts) == [(), (("odd", 1),)]


def test_secrets_are_not_told(tmp_path: Path) -> None:
    """Neither by a link to them nor by their file's name."""
    hidden = "---\ntitle: Diary\npassword: x\n---\nWords [["
    found = blog(tmp_path, "obsidian", "[[Diary]] [[Nobody]]", Diary_0_md=hidden)
    told = repr([found.heard.notices, found.left])
    assert "Diary" not in told
    assert "Nobody" in told
    (secret,) = (post for post in found.posts if post.status is Status.PROTECTED)
    assert "Diary" not in secret.origin.file


@pytest.mark.parametrize(
    ("tag", "shown"), [("{% post_link locked %}", "locked"), ("{% post_link locked one %}", "one")]
)
def test_a_link_to_a_secret_post_is_words(tmp_path: Path, tag: str, shown: str) -> None:
    """Those of the tag: Hexo would put the title there, which nobody may read, nor is it missed."""
    hidden = "---\ntitle: Diary of May\ndate: 2020-05-01\npassword: x\n---\nUnspeakable"
    found = blog(tmp_path, "hexo", f"See {tag}.", source___posts__locked_0_md=hidden)
    (post,) = (one for one in found.posts if one.status is Status.PUBLISHED)
    assert post.body == f"<p>See {shown}.</p>"
    assert found.heard.notices == []
    assert "Diary" not in repr(found.left)


def test_a_program_is_no_text() -> None:
    """An R Markdown file with more than a third of code is not read."""
    assert is_program("```{r}\nx\n```\n")
    assert not is_program("a\n" * 9 + "```{r}\nx\n```\n")


GARDEN = (
    "---\ntitle: Bed {0}\ndate: 2020-02-0{0}\n---\n[[Here|the first]], [[Seeds ]]and [[Soil]][^1]"
)
CODE = (
    "---\ntitle: C\n---\n`[[One]]`, x[[i]], [[1]], [[a]](/b), [[a][b]], [[toc]]\n\n"
    "```\n[[Two]]\n```\n"
)


def test_a_garden_links_as_wikis_do(tmp_path: Path) -> None:
    """A generator's site too where three texts do; code, indexes and other links stay."""
    files = {f"_posts__2020-02-0{day}-bed_0_md": GARDEN.format(day) for day in (1, 2, 3)}
    code = {"_posts__2020-03-01-code_0_md": CODE}
    reading = blog(tmp_path / "garden", "jekyll", "Words.", **files, **code)
    here, bed = reading.posts[0], reading.posts[1]
    assert bed.body == (f'<p><a href="{here.permalink}">the first</a>, Seeds and Soil[^1]</p>')
    assert "Seeds (3)" in reading.heard.notices[-1].message
    left = reading.posts[-1].body
    assert all(one in left for one in ("[[One]]", "x[[i]]", "[[1]]", "[[Two]]", "[[toc]]"))
    assert 'href="/b"' in left
    del files["_posts__2020-02-03-bed_0_md"]
    few = blog(tmp_path / "few", "jekyll", "Words.", **files, **code)
    assert "[[Here|the first]]" in few.posts[1].body


@pytest.mark.parametrize("kind", ["obsidian", "plain"])
def test_not_all_double_brackets_are_links(tmp_path: Path, kind: str) -> None:
    """Around the words of a link in Markdown, and where the contents stood, they stay."""
    reading = blog(tmp_path, kind, "See [[1]](https://x.example/) and [[toc]].")
    assert reading.post.body == '<p>See <a href="https://x.example/">[1]</a> and [[toc]].</p>'
    assert "links-dead" not in reading.heard.codes


def test_a_chunk_that_code_shows_keeps_its_options(tmp_path: Path) -> None:
    """Of R Markdown's fences the language stays; within another fence they are code themselves."""
    text = (
        "```{r, echo=FALSE}\nx\n```\n\n~~~~md\n```{r, echo=TRUE}\ny\n```\n~~~~\n\n```{r}\nz\n```\n"
    )
    (post,) = blog(tmp_path, "hexo", text).posts
    assert post.body.count("language-r") == 2
    assert "echo=FALSE" not in post.body
    assert "```{r, echo=TRUE}" in post.body


def test_tags_have_arguments_of_all_kinds() -> None:
    """With and without names and quotation marks."""
    seen: list[Tag] = []

    def see(tag: Tag) -> str:
        seen.append(tag)
        return ""

    text = "a{{< fig src='x y' alt=z \"a b\" c/d >}}{%- end-x -%}{% %}{{</ fig >}}b"
    assert replaced(text, see) == "ab"
    first, second, third, fourth = seen
    assert (first.name, first.words, first.get("no", "src"), first.word(5)) == (
        "fig", ("a b", "c/d"), "x y", "",
    )  # fmt: skip
    assert (second.name, third.name, fourth.closes) == ("end-x", "", True)


@pytest.mark.parametrize(
    "text",
    ["{{<" * 20_000, "{% raw %}" * 10_000, "{% highlight %}" * 10_000, "{% x %}" * 20_000,
     "`" * 50_000, "` `` ``` " * 10_000, "[[" * 20_000, "%%" * 20_001, "==a" * 20_000,
     "<a href=" * 20_000, "<a><img" * 10_000, "{{ x | " * 10_000, "    x\n\n" * 10_000],
)  # fmt: skip
def test_hostile_text_takes_linear_time(tmp_path: Path, text: str) -> None:
    """Whatever is opened and never closed."""
    began = time.process_time()
    for kind in ("jekyll", "obsidian"):
        blog(tmp_path / kind, kind, text)
    assert time.process_time() - began < 60
    masks = Masks()
    assert masks.back(masks.code(text)) == text


def test_a_note_is_found_by_its_other_names(tmp_path: Path) -> None:
    """Only a name that nothing bears is told as dead, and none of a private note."""
    found = blog(
        tmp_path, "obsidian", "[[First note]] [[Nowhere]] [[My secret]]", "aliases: [First note]",
        b_0_md="---\nprivate: true\naliases:\n  - My secret\n---\nB",
    )  # fmt: skip
    shown = next(post for post in found.posts if post.title == "Here")
    assert shown.body == '<p><a href="/here/">First note</a> Nowhere My secret</p>'
    assert shown.aliases == ()
    (notice,) = (one for one in found.heard.notices if one.code == "links-dead")
    assert notice.message.endswith("stay: Nowhere (1).")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Words ^a1-b", "<p>Words</p>"),
        ("Words ^a1-b\n\nMore ^x\n", "<p>Words</p><p>More</p>"),
        ("- one ^a\n- two ^b\n\n^c", "<ul><li>one</li><li>two</li></ul>"),
        ("It is 2 ^3 of\nwords", "<p>It is 2 ^3 of<br/>words</p>"),
        ("x ^a\nmore", "<p>x ^a<br/>more</p>"),
        ("`x ^a`", "<p><code>x ^a</code></p>"),
    ],
)
def test_names_of_paragraphs_are_not_printed(tmp_path: Path, text: str, shown: str) -> None:
    """Obsidian's "^name" goes at the end of a paragraph or an item, and only there."""
    assert body(tmp_path, "obsidian", text) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Ada B https://x.example/q", '— Ada B, <a href="https://x.example/q">x.example/q</a>'),
        ("Ada https://x.example/q Of Days", '— Ada, <a href="https://x.example/q">Of Days</a>'),
        ("https://x.example/q", '— <a href="https://x.example/q">x.example/q</a>'),
        ("A & B", "— A &amp; B"),
    ],
)
def test_who_said_it_is_linked(tmp_path: Path, said: str, shown: str) -> None:
    """Hexo's quotations name an author, an address and a title, each of which may be missing."""
    text = f"{{% blockquote {said} %}}\nWords\n{{% endblockquote %}}"
    assert body(tmp_path, "hexo", text) == f"<blockquote><p>Words</p><p>{shown}</p></blockquote>"


def test_an_address_of_a_picture_is_where_it_stood(tmp_path: Path) -> None:
    """Hexo's tag prints it; a link to it leads to the file that the folder holds."""
    text = "{% asset_path a.png %} [p]({% asset_path a.png %}) {% asset_path no.png %}"
    found = blog(tmp_path, "hexo", text, source___posts__here__a_0_png="")
    assert found.post.body == (
        '<p>/2020/01/02/here/a.png <a href="source/_posts/here/a.png">p</a> no.png</p>'
    )


def test_shown_tags_lose_their_marks_in_code_too(tmp_path: Path) -> None:
    """Hugo reads them before anything else."""
    text = "`{{</* x */>}}`\n\n```\n{{%/* y */%}}\n```\n\n{{</* z */>}}"
    assert body(tmp_path, "hugo", text) == (
        "<p><code>{{&lt; x &gt;}}</code></p><pre><code>{{% y %}}</code></pre><p>{{&lt; z &gt;}}</p>"
    )


@pytest.mark.parametrize(
    ("kind", "opening", "closing"),
    [("hugo", '{{< gallery class="x" >}}', "{{< /gallery >}}"),
     ("hexo", "{% gallery %}", "{% endgallery %}")],
)  # fmt: skip
def test_the_pictures_of_a_gallery_stand_together(
    tmp_path: Path, kind: str, opening: str, closing: str
) -> None:
    """However they are written between its tags; its caption stays with each."""
    text = f"{opening}\n    ![One](/pic.png)\n    ![](/img/s.png)\n{closing}\n\nAfter"
    found = blog(tmp_path, kind, text)
    assert found.post.body.startswith('<figure class="gallery"><figure class="picture"><img src="')
    assert found.post.body.count("<img") == 2
    assert found.post.body.endswith("</figure></figure><p>After</p>")
    assert not found.post.unknown


@pytest.mark.parametrize("tag", ['{{< gallery dir="/x" />}}', '{{< gallery dir="/x" >}}'])
def test_a_gallery_that_never_ends_takes_nothing_in(tmp_path: Path, tag: str) -> None:
    """Such a tag names a folder; it is told as one that nobody knows."""
    found = blog(tmp_path, "hugo", f"{tag}\n\n![](/img/s.png)\n\nAfter")
    assert "gallery" not in found.post.body
    assert found.post.unknown


def test_an_address_that_is_none_costs_no_post(tmp_path: Path) -> None:
    """A post may say of itself that it stood anywhere."""
    found = body(tmp_path, "hexo", "{% asset_path i.png %}", 'permalink: "http://[x/"')
    assert found == "<p>source/images/i.png</p>"


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ('{{< youtube id="abc" title="Bees & more" >}}', "Bees &amp; more"),
        ('{{< video src="/films/day.mp4" title="A day" >}}', "A day"),
        ('{{< video src="/films/day.mp4" >}}', "day.mp4"),
        ('<iframe src="/demo/" title="A demo"></iframe>', "A demo"),
        ('<audio src="/a.mp3"></audio>', "a.mp3"),
    ],
)
def test_what_plays_has_its_title(tmp_path: Path, tag: str, title: str) -> None:
    """A file of the site's that has none is called by its name."""
    found = body(tmp_path, "hugo", f"Before.\n\n{tag}\n\nAfter.")
    assert found.startswith('<p>Before.</p><figure class="embed"><p><a href="')
    assert found.endswith(f'">{title}</a></p></figure><p>After.</p>')


def test_the_picture_of_a_film_is_shown(tmp_path: Path) -> None:
    """It is found where the generator finds pictures."""
    found = body(tmp_path, "hugo", '<video src="/day.mp4" poster="/img/s.png"></video>')
    assert found.startswith('<figure class="picture"><img src="static/img/s.png" alt=""/></figure>')
