import time
from pathlib import Path

import pytest

from blog2book.readers.markdown import reader
from blog2book.readers.markdown.ignored import BUNDLED, EXCLUDED, HIDDEN, Ignored, Told
from blog2book.readers.markdown.site import site_of
from blog2book.unpack import members
from exports import Reading

JEKYLL = """
exclude: [notes, "./scraps/", "*.bak.md", _posts/2020-01-09-a.md, keep, /anchored.md, "./"]
include: [keep/this.md, _shown]
collections: {Recipes: {output: true}}
"""
PELICAN = """
PATH = './content/'
ARTICLE_EXCLUDES = ('odd', 'static')
PAGE_PATHS = ['static', 'about']
PAGE_EXCLUDES = {'about/old'}
IGNORE_FILES = ['.#*', 'draft-*', 'deep/*.md']
"""
HUGO = r"""
ignoreFiles = ['\.ign\.md$', '.*/attic/.*', '[.]scraps$', '^/content/a{2}', '(notes|todo)\.md$']
"""
ELEVENTY = "module.exports = c => { c.ignores.add('lib/*.md'); c.ignores.add(`x`); }"
IGNORE = "# no post\n\n!kept.md\nign/\n*.wip.md\n/top.md\ndeep/**/d.md\n"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"_config.yml": JEKYLL},
         {"notes/a.md": EXCLUDED, "notes-too.md": EXCLUDED, "scraps/a.md": EXCLUDED,
          "a/b.bak.md": EXCLUDED, "_posts/2020-01-09-a.md": EXCLUDED,
          "_posts/2020-01-10-b.md": None,
          "keep/that.md": EXCLUDED, "anchored.md": EXCLUDED, "a/anchored.md": None,
          "_recipes/a.md": None,
          "_private/a.md": HIDDEN, "_shown/a.md": None, "_drafts/a.md": None, "a/.b.md": HIDDEN,
          "a/#b.md": HIDDEN, "a/_b.md": HIDDEN, "about.md": None}),
        ({"_config.yml": "exclude: a.md"}, {"a.md": EXCLUDED, "b.md": None}),
        ({"_config.yml": "collections: [notes]"}, {"_notes/a.md": None, "_other/a.md": HIDDEN}),
        ({"_config.yml": "title: ["}, {"_other/a.md": None, ".a.md": HIDDEN}),
        ({"_config.yml": ""}, {"_other/a.md": None}),
        ({"hugo.toml": HUGO},
         {"content/a.ign.md": EXCLUDED, "content/attic/a.md": EXCLUDED, "content/a.md": None,
          "content/aa.md": EXCLUDED, "content/todo.md": EXCLUDED, "content/.a.md": HIDDEN,
          "content/#a.md": HIDDEN, "content/.x/a.md": HIDDEN}),
        ({"hugo.toml": "title = 'x'", "content/posts/q/index.md": "",
          "content/posts/w/index.fr.md": "",
          "content/index.md": "", "content/posts/_index.md": ""},
         {"content/posts/q/index.md": None, "content/posts/q/sub.md": BUNDLED,
          "content/posts/q/index.fr.md": None, "content/posts/q/in/a.md": BUNDLED,
          "content/posts/q/in/index.md": BUNDLED, "content/posts/w/sub.md": BUNDLED,
          "content/posts/a.md": None, "content/a.md": None, "content/posts/qq/a.md": None}),
        ({"content/q/index.md": ""}, {"content/q/sub.md": None}),
        ({"source/_posts/x.md": "",
          "_config.yml": "exclude: ['_posts/a*.md']\nskip_render: raw/**\nignore: '**/scraps'\n"
                         "include: [_shown/**, '.well-known/*']"},
         {"source/_posts/a1.md": EXCLUDED, "source/_posts/b.md": None,
          "source/raw/x/a.md": EXCLUDED,
          "source/_posts/scraps/a.md": EXCLUDED, "source/_gone/a.md": HIDDEN,
          "source/_shown/a.md": None,
          "source/_posts/_x/a.md": HIDDEN, "source/_drafts/a.md": None,
          "source/.well-known/a.md": None}),
        ({".eleventy.js": ELEVENTY, ".eleventyignore": IGNORE, "src/.eleventyignore": "old",
          ".gitignore": "mine\n"},
         {"ign/a.md": EXCLUDED, "src/ign/a.md": None, "src/old/a.md": EXCLUDED, "old/a.md": None,
          "a.wip.md": EXCLUDED, "b/a.wip.md": None, "top.md": EXCLUDED, "deep/d.md": EXCLUDED,
          "deep/x/y/d.md": EXCLUDED, "deep/e.md": None, "lib/a.md": EXCLUDED, "lib/b/a.md": None,
          "x/a.md": EXCLUDED, "mine/a.md": EXCLUDED, "kept.md": None}),
        ({"eleventy.config.js": "c.setUseGitIgnore(false)", ".gitignore": "mine\n"},
         {"mine/a.md": None}),
        ({"zola.toml": "base_url = 'x'\nignored_content = ['*.wip.md', 'old/**']"},
         {"content/a.wip.md": EXCLUDED, "content/old/x/a.md": EXCLUDED, "content/a.md": None}),
        ({"pelicanconf.py": PELICAN},
         {"content/odd/x/a.md": EXCLUDED, "content/odder/a.md": None, "content/static/a.md": None,
          "content/about/old/a.md": EXCLUDED, "content/about/a.md": None,
          "content/draft-a.md": EXCLUDED, "content/deep/a.md": EXCLUDED, "content/a.md": None}),
        ({"pelicanconf.py": "ARTICLE_PATHS = ['blog']"},
         {"content/blog/a.md": None, "content/a.md": EXCLUDED, "content/pages/a.md": None}),
        ({"astro.config.mjs": ""},
         {"src/content/blog/_a.md": HIDDEN, "src/content/_x/a.md": HIDDEN, "src/pages/a.md": None,
          "_x/a.md": None}),
        ({}, {"_x/a.md": None, ".a.md": None}),
    ],
)  # fmt: skip
def test_what_a_generator_leaves_out(
    tmp_path: Path, settings: dict[str, str], told: dict[str, Told]
) -> None:
    """By its own rules, and nothing else."""
    for name, text in {"x.md": "", **settings}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    ignored = Ignored(site_of(tmp_path, members(tmp_path)))
    assert {name: ignored.reason(name) for name in told} == told
    assert ignored.faults == []


@pytest.mark.parametrize(
    "rule",
    ["(a+)+$", "a.*b.*c", "(a|b)*", "a?b?c?d?e", "[[:alpha:]]x", "[a--b]", "(", "x" * 201,
     "a|b|c|d|e|f|g|h|i|j", "a{1,2}b{1,2}"],
)  # fmt: skip
def test_rules_that_python_may_read_slowly_are_told(tmp_path: Path, rule: str) -> None:
    """What they name is printed, and a person hears of it."""
    (tmp_path / "hugo.toml").write_text(f"ignoreFiles = ['{rule}', 'b\\.md$']")
    (tmp_path / "content").mkdir()
    for name in ("a", "b"):
        (tmp_path / "content" / f"{name}.md").write_text("---\ntitle: A\ndate: 2020-01-02\n---\nA")
    reading = Reading(reader, tmp_path)
    assert (len(reading.posts), reading.left) == (1, {"excluded file": 1})
    (notice,) = [one for one in reading.heard.notices if one.code == "rules-not-read"]
    assert notice.message.startswith("1 rule ")
    assert len(notice.message) < 300


def test_rules_take_linear_time(tmp_path: Path) -> None:
    """However long the names, and whatever the patterns."""
    name = "content/" + "a" * 250 + ".md"
    hard = "'a*b$', '(a|a|a|a)(a|a|a|a)x', 'a?a?a?b'"
    (tmp_path / "hugo.toml").write_text(f"ignoreFiles = [{hard}]")
    (tmp_path / "_config.yml").write_text("exclude: ['" + "*a" * 90 + "b']")
    (tmp_path / ".eleventyignore").write_text("**/*/" * 39 + "b\n" + "*a" * 90 + "b")
    start = time.perf_counter()
    for mark in ("hugo.toml", "_config.yml", ".eleventy.js"):
        ignored = Ignored(site_of(tmp_path, [mark, ".eleventyignore"]))
        assert not ignored.faults
        assert not any(ignored.reason(one) for one in [name, "a/" * 100 + "c.md"] * 50)
    assert time.perf_counter() - start < 10
