from pathlib import Path

import pytest

from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.markdown import reader
from blog2book.readers.markdown.site import Generator, root_of, site_of
from blog2book.readers.markdown.sorting import sort
from blog2book.unpack import members


def folder(path: Path, **files: str) -> Path:
    """Write files; "__" in a name is a slash, "_0_" a point."""
    for name, text in files.items():
        file = path / name.replace("__", "/").replace("_0_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("names", "generator", "root"),
    [
        (("_config.yml", "_posts/a.md"), Generator.JEKYLL, ""),
        (("blog-main/_config.yml", "blog-main/x.md"), Generator.JEKYLL, "blog-main/"),
        (("_config.yml", "source/_posts/a.md"), Generator.HEXO, ""),
        (("a/b/hugo.toml", "a/b/content/x.md", "a/b/themes/t/theme.toml"), Generator.HUGO, "a/b/"),
        (("config.toml", "content/x.md"), Generator.HUGO, ""),
        (("content/x.md",), Generator.HUGO, ""),
        (("config/_default/hugo.toml",), Generator.HUGO, ""),
        (("pelicanconf.py", "content/x.rst"), Generator.PELICAN, ""),
        (("eleventy.config.js", "posts/x.md"), Generator.ELEVENTY, ""),
        (("astro.config.mjs", "src/content/blog/x.md"), Generator.ASTRO, ""),
        (("zola.toml", "content/x.md"), Generator.ZOLA, ""),
        ((".obsidian/app.json", "x.md"), Generator.OBSIDIAN, ""),
        (("x.md", "y/z.md"), Generator.PLAIN, ""),
        (("wrap/x.md", "wrap/y.md"), Generator.PLAIN, "wrap/"),
        (("node_modules/a/_config.yml", "x.md"), Generator.PLAIN, ""),
        ((), Generator.PLAIN, ""),
    ],
)
def test_a_generator_is_known_by_its_layout(
    names: tuple[str, ...], generator: Generator, root: str
) -> None:
    """Whatever folder a zip wraps around it, and whatever themes and tools lie in it."""
    site = site_of(Path("nowhere"), names)
    assert (site.generator, site.root, root_of(names)) == (generator, root, root)


@pytest.mark.parametrize(
    ("files", "generator"),
    [
        ({"config_0_toml": "base_url = 'https://x.example'", "content__a_0_md": ""}, "Zola"),
        ({"config_0_toml": "baseURL = 'https://x.example'", "content__a_0_md": ""}, "Hugo"),
        ({"content___index_0_md": "+++\nsort_by = 'date'\n+++\n"}, "Zola"),
        ({"content__a_0_rst": "x", "content__b_0_md": "x"}, "Pelican"),
        ({"content__a_0_md": "x"}, "Hugo"),
    ],
)
def test_twins_are_told_apart(tmp_path: Path, files: dict[str, str], generator: str) -> None:
    """Zola, Hugo and Pelican all have `content`."""
    path = folder(tmp_path, **files)
    assert site_of(path, members(path)).generator == generator


def test_settings_of_hugo_in_several_files(tmp_path: Path) -> None:
    """Title, author, languages and patterns, wherever they stand; a broken file is told."""
    path = folder(
        tmp_path,
        config___default__hugo_0_toml="baseURL = '//x.example/b/'\ndefaultContentLanguage = 'he'",
        config___default__languages_0_he_0_toml="title = 'x'",
        config___default__languages_0_toml="[he]\ntitle = 'שם'\n[he.params]\nauthor = 'Noa'\n[en]",
        config___default__params_0_yaml="math: {enable: true}",
        config___default__menus_0_toml="[[",
        content__a_0_md="x",
    )
    site = site_of(path, members(path))
    assert (site.title, site.author, site.language) == ("שם", "Noa", "he")
    assert (site.address, site.base) == ("https://x.example/b", "/b")
    assert site.dollars
    assert [name for name, _fault in site.faults] == ["config/_default/menus.toml"]


@pytest.mark.parametrize(
    ("files", "address", "base"),
    [
        ({"_config_0_yml": "url: https://x.example/\nbaseurl: /b"}, "https://x.example/b", "/b"),
        ({"_config_0_yml": "baseurl: /b"}, "", "/b"),
        ({"_config_0_yml": "baseurl: https://x.example"}, "https://x.example", ""),
        ({"_config_0_yml": "url: https://example.com"}, "", ""),
        ({"_config_0_yml": "url: http://localhost:4000"}, "", ""),
        ({"_config_0_yml": "title: x", "CNAME": "x.example\n"}, "https://x.example", ""),
        ({"_config_0_yml": "title: x", "CNAME": "no host"}, "", ""),
        ({"astro_0_config_0_mjs": "{ site: 'https://x.example' }"}, "https://x.example", ""),
        ({"astro_0_config_0_mjs": "{}"}, "", ""),
        ({"pelicanconf_0_py": "SITEURL = 'https://x.example'"}, "https://x.example", ""),
        ({"pelicanconf_0_py": "SITEURL = ("}, "", ""),
    ],
)
def test_where_a_site_stood(tmp_path: Path, files: dict[str, str], address: str, base: str) -> None:
    """By its settings, which are read and never run; not where they are a stranger's example."""
    path = folder(tmp_path, **files)
    site = site_of(path, members(path))
    assert (site.address, site.base) == (address, base)


@pytest.mark.parametrize(
    ("names", "languages"),
    [
        (("content/en/a.md", "content/cn/a.md"), {"en": "en", "cn": "zh"}),
        (("content/it/a.md", "content/posts/a.md"), {}),
        (("content/a.md", "content/a.fr.md"), {"fr": "fr"}),
        (("content/xx/a.md", "content/qq/a.md"), {}),
    ],
)
def test_languages_by_names(names: tuple[str, ...], languages: dict[str, str]) -> None:
    """A folder that is named like a language is one only beside another."""
    assert site_of(Path("nowhere"), names).languages == languages


def test_how_formulas_are_written(tmp_path: Path) -> None:
    """Single dollars, brackets and code are formulas only where the settings say so."""
    path = folder(
        tmp_path,
        hugo_0_toml="[params]\nmath = true\ncustomJS = ['js/math-code.js']\n[markup.goldmark."
        "extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough."
        "delimiters]\ninline = [['\\(', '\\)']]",
        content__a_0_md="x",
    )
    site = site_of(path, members(path))
    assert (site.dollars, site.backslashes, site.math_in_code) == (True, True, True)
    plain = site_of(path, ("content/a.md",))
    assert (plain.dollars, plain.backslashes, plain.math_in_code) == (False, False, False)


def test_files_are_sorted_by_what_they_are() -> None:
    """Posts and pages apart from templates, tools, output, sources and foreign formats."""
    names = (
        "content/posts/a.md", "content/posts/readme.md", "content/_index.fr.md", "README.md",
        "LICENSE", "themes/t/a.md", "layouts/x.md", "public/a.md", "content/a.Rmd", "content/b.Rmd",
        "content/b.md", "content/x.org", "content/404.md", "static/a.md", "content/p.html",
        "layouts/index.html", "output.md", ".trash/a.md", "pic.png",
    )  # fmt: skip
    found = sort(site_of(Path("nowhere"), ("hugo.toml", *names)))
    assert found.sources == [
        "content/posts/a.md", "content/posts/readme.md", "content/a.Rmd", "content/b.md",
        "content/p.html", "output.md",
    ]  # fmt: skip
    assert {name for name, _told in found.left} == {
        "content/_index.fr.md", "README.md", "LICENSE", "themes/t/a.md", "layouts/x.md",
        "public/a.md", "content/b.Rmd", ".trash/a.md",
    }  # fmt: skip
    assert found.foreign == ["content/x.org"]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("---\ntitle: x\n---\nB", Confidence.LIKELY),
        ("+++\ntitle = 'x'\n+++\nB", Confidence.LIKELY),
        ('{"title": "x", "date": "2020-01-01"}\n\nB', Confidence.LIKELY),
        ("Title: x\nDate: 2020-01-01\n\nB", Confidence.LIKELY),
        ("Title: x\nAuthor: y\n\nB", Confidence.POSSIBLE),
        ("Head\n####\n\n:date: 2020-01-01\n\nB", Confidence.LIKELY),
        ("# Head\n\nWords", Confidence.POSSIBLE),
        ("Words [a](http://x) and [b](/y) and [c](./z).", Confidence.POSSIBLE),
        ("AUTHOR: x\nTITLE: y\nDATE: 01/02/2003\n-----\nBODY:\nwords\n-----\n", Confidence.NO),
        ("Only words.", Confidence.NO),
        ("<html><body># x", Confidence.NO),
        ('{"title": "x", "date": "y"}', Confidence.NO),
        ("---\nfoo: x\n---\nB", Confidence.NO),
        ("\0\1\2", Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_one_text_is_recognised(text: str, confidence: Confidence) -> None:
    """By its front matter, else by marks of Markdown; never where another format is at hand."""
    sample = Sample(path=Path("x"), head=text.encode(), members=())
    assert reader.recognises(sample) is confidence


POST = "---\ntitle: x\ndate: 2020-01-01\n---\nB"


@pytest.mark.parametrize(
    ("files", "confidence"),
    [
        ({"_posts__a_0_md": "x"}, Confidence.CERTAIN),
        ({"a_0_md": POST, "b_0_md": POST}, Confidence.CERTAIN),
        ({"_0_obsidian__a": "", "a_0_md": "x"}, Confidence.CERTAIN),
        ({"a_0_md": "x", "b_0_md": "x"}, Confidence.LIKELY),
        ({"a_0_md": POST, "b_0_xml": "", "c_0_json": ""}, Confidence.LIKELY),
        ({"a_0_md": "x", "b_0_xml": "", "c_0_json": ""}, Confidence.POSSIBLE),
        ({"a_0_md": POST, "posts_0_csv": ""}, Confidence.POSSIBLE),
        ({"emails__a_0_md": POST, "emails_0_csv": ""}, Confidence.NO),
        ({"README_0_md": "x", "posts__a_0_html": ""}, Confidence.NO),
    ],
)
def test_a_folder_is_recognised(
    tmp_path: Path, files: dict[str, str], confidence: Confidence
) -> None:
    """By a generator's layout or by front matter; exports of other platforms hold Markdown too."""
    assert reader.recognises(sample_of(folder(tmp_path, **files))) is confidence


def test_settings_in_python_are_read_and_never_run(tmp_path: Path) -> None:
    """What is written out is known; what would have to be worked out is not."""
    (tmp_path / "pelicanconf.py").write_text(
        "import os\nA = ('x', 1, True, None)\nB = {'K': {'b', 'a'}}\nC = os.environ['HOME']\n"
        f"D = 0x{'f' * 9000}\nE = {'[' * 60}{']' * 60}\nF.g = 1\nH = 'h'\n"
    )
    assert site_of(tmp_path, ["pelicanconf.py"]).config == {
        "a": ["x", "1", "true", ""],
        "b": {"k": ["a", "b"]},
        "h": "h",
    }
