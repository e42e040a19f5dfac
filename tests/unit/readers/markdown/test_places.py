from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from blog2book.readers.markdown.front import Field, Fields
from blog2book.readers.markdown.places import named, place, slugged
from blog2book.readers.markdown.site import Generator, Site

MOMENT = datetime(2020, 3, 4, 5, 6, 7)


def site(generator: Generator, config: Fields | None = None, **more: str) -> Site:
    """Return a site without files."""
    languages = {"he": "he", "cn": "zh"}
    return Site(
        folder=Path("x"), root="", names=(), generator=generator, config=config or {},
        languages=languages, address=more.get("address", ""), base=more.get("base", ""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "day", "words", "language", "folders"),
    [
        ("_posts/2020-01-02-a-b.md", "2020-01-02", "a-b", "", ()),
        ("blog/_posts/deep/2020-01-02-a.md", "2020-01-02", "a", "", ("blog", "deep")),
        ("content/posts/a/index.md", "", "a", "", ("posts",)),
        ("content/posts/a/index.he.md", "", "a", "he", ("posts",)),
        ("content/cn/2020-01-02-x.md", "2020-01-02", "x", "cn", ()),
        ("content/a.b.md", "", "a.b", "", ()),
        ("source/_posts/x.md", "", "x", "", ()),
        ("2020-01-02.md", "2020-01-02", "", "", ()),
        ("content/index.md", "", "index", "", ()),
        ("content/2020-01-02T10:00_x.md", "2020-01-02", "x", "", ()),
    ],
)
def test_what_a_name_tells(
    name: str, day: str, words: str, language: str, folders: tuple[str, ...]
) -> None:
    """Day, words, language and folders, whatever the folder of the posts is called."""
    known = named(site(Generator.ZOLA), name)
    assert (known.day, known.words, known.language, known.folders) == (
        day,
        words,
        language,
        folders,
    )


RULES: list[tuple[Generator, Mapping[str, Field], str, Mapping[str, Field], str]] = [
    (Generator.JEKYLL, {}, "_posts/2020-03-04-a-b.md", {}, "/2020/03/04/a-b.html"),
    (Generator.JEKYLL, {"permalink": "pretty"}, "_posts/2020-03-04-a.md", {"categories": "x Y"},
     "/x/y/2020/03/04/a/"),
    (Generator.JEKYLL, {"permalink": "ordinal"}, "_posts/2020-03-04-a.md", {}, "/2020/064/a.html"),
    (Generator.JEKYLL, {"permalink": "none"}, "_posts/2020-03-04-a.md", {"slug": "z"}, "/z.html"),
    (Generator.JEKYLL, {"permalink": "/:i_month-:i_day/:short_year/:title:output_ext"},
     "_posts/2020-03-04-a.md", {}, "/3-4/20/a.html"),
    (Generator.JEKYLL, {}, "_posts/2020-03-04-a.md", {"permalink": "/own/:year/"}, "/own/2020/"),
    (Generator.JEKYLL, {"permalink": "pretty"}, "_notes/deep/a.md", {}, "/notes/deep/a/"),
    (Generator.JEKYLL, {"collections": {"notes": {"permalink": "/n/:path/"}}}, "_notes/deep/a.md",
     {}, "/n/deep/a/"),
    (Generator.JEKYLL, {}, "deep/2020.md", {}, "/deep/2020.html"),
    (Generator.HEXO, {}, "source/_posts/d/2020-03-04-a.md", {}, "/2020/03/04/d/2020-03-04-a/"),
    (Generator.HEXO, {"new_post_name": ":year-:month-:day-:title.md"},
     "source/_posts/2020-03-04-a.md", {}, "/2020/03/04/a/"),
    (Generator.HEXO, {"permalink": "posts/:abbrlink.html"}, "source/_posts/a.md",
     {"abbrlink": "7f"}, "/posts/7f.html"),
    (Generator.HEXO, {"permalink": ":category/:name/"}, "source/_posts/a.md",
     {"categories": ["Tea Time"]}, "/tea-time/a/"),
    (Generator.HUGO, {}, "content/posts/My Post.md", {}, "/posts/my-post/"),
    (Generator.HUGO, {"permalinks": {"posts": "/:year/:monthname/:title/"}}, "content/posts/a.md",
     {}, "/2020/march/the-title/"),
    (Generator.HUGO, {"permalinks": {"page": {"posts": "/:sections/:contentbasename/"}}},
     "content/posts/deep/a.md", {}, "/posts/deep/a/"),
    (Generator.HUGO, {"permalinks": {"posts": "/:section/:day/:slugorfilename"}},
     "content/posts/a.md", {"slug": "S"}, "/posts/04/s"),
    (Generator.HUGO, {"languages": {"he": {}}}, "content/posts/a.he.md", {}, "/he/posts/a/"),
    (Generator.HUGO, {}, "content/a.md", {"url": "/x/y.html"}, "/x/y.html"),
    (Generator.PELICAN, {}, "content/a.md", {}, "/the-title.html"),
    (Generator.PELICAN, {"article_url": "{date:%Y}/{date:%m}/{slug}/"}, "content/a.md", {},
     "/2020/03/the-title/"),
    (Generator.PELICAN, {"default_lang": "en"}, "content/a.md", {"lang": "fr"},
     "/the-title-fr.html"),
    (Generator.PELICAN, {}, "content/a.md", {"save_as": "y/z.html"}, "/y/z.html"),
    (Generator.ZOLA, {}, "content/a/2020-03-04-B C.md", {}, "/a/b-c/"),
    (Generator.ZOLA, {}, "content/a.he.md", {}, "/he/a/"),
    (Generator.ZOLA, {}, "content/a.md", {"path": "p/q"}, "/p/q"),
    (Generator.ELEVENTY, {}, "posts/2020-03-04-a.md", {}, "/posts/a/"),
    (Generator.ELEVENTY, {}, "a.md", {"permalink": "/{{ page.fileSlug }}/{{title|slug}}/"},
     "/a/the-title/"),
    (Generator.ELEVENTY, {}, "a.md", {"permalink": "/{{ other }}/"}, "/a/"),
    (Generator.ELEVENTY, {}, "a.md", {"permalink": "false"}, "/a/"),
    (Generator.OBSIDIAN, {}, "Notes/My note.md", {}, "/Notes/My-note/"),
]  # fmt: skip


@pytest.mark.parametrize(("generator", "config", "name", "fields", "path"), RULES)
def test_addresses_by_rule(
    generator: Generator, config: Fields, name: str, fields: Fields, path: str
) -> None:
    """Each generator's own rule, its settings' pattern, and the post's own words over them."""
    where = site(generator, config)
    assert place(where, named(where, name), fields, "The title", MOMENT).permalink == path


@pytest.mark.parametrize(
    ("generator", "path"),
    [
        (Generator.JEKYLL, "/deep/a.html"),
        (Generator.HEXO, "/deep/a.html"),
        (Generator.PELICAN, "/pages/the-title.html"),
    ],
)
def test_addresses_of_what_has_no_date(generator: Generator, path: str) -> None:
    """A page stands at its own name."""
    where = site(generator)
    assert place(where, named(where, "deep/a.md"), {}, "The title", None).permalink == path


@pytest.mark.parametrize("generator", [Generator.HEXO, Generator.JEKYLL])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.md", "/a.html"),
        ("My deep/2020-01-02-A b.md", "/My%20deep/2020-01-02-A%20b.html"),
        ("deep/a/index.md", "/deep/a/"),
        ("Index.md", "/"),
    ],
)
def test_a_page_stands_where_its_file_lies(generator: Generator, name: str, path: str) -> None:
    """Dated or not; an index is the page of its folder."""
    where = site(generator)
    source = f"source/{name}" if generator is Generator.HEXO else name
    known = named(where, source)
    assert {place(where, known, {}, "T", one).permalink for one in (MOMENT, None)} == {path}


def test_a_draft_of_hexos_without_a_day_stands_at_its_name() -> None:
    """Nobody knows yet where it will be."""
    where = site(Generator.HEXO)
    known = named(where, "source/_drafts/a.md")
    assert place(where, known, {}, "T", None).permalink == "/a/"


def test_other_addresses_are_aliases() -> None:
    """Redirects, the rule where the post has its own word, and where it once stood."""
    where = site(Generator.HUGO, address="https://x.example/blog", base="/blog")
    fields: Fields = {
        "url": "/blog/own/",
        "aliases": ["/old/", "https://y.example/z"],
        "redirect_from": "older",
        "guid": "http://micro.example/1",
    }
    found = place(where, named(where, "content/a é.md"), fields, "T", MOMENT)
    assert found.permalink == "https://x.example/blog/own/"
    assert found.aliases == (
        "https://x.example/blog/old/",
        "https://y.example/z",
        "https://x.example/blog/older",
        "http://micro.example/1",
        "https://x.example/blog/a-%C3%A9/",
    )
    far: Fields = {"permalink": "https://z.example/a", "guid": "http://[micro.example/1"}
    assert place(where, named(where, "content/a.md"), far, "T", MOMENT).permalink == (
        "https://z.example/a"
    )


def test_slugs_keep_letters_of_every_script() -> None:
    """And lose what is no letter."""
    assert slugged(" A b, c! é 中文 ") == "a-b-c-é-中文"
