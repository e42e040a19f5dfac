"""Which generator a folder belongs to, and what its settings say of the blog."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from blog2book.language.names import normalise
from blog2book.markup.text import unescape
from blog2book.readers.decode import decode
from blog2book.readers.markdown.fields import authors_of, table_of, text_of, truth_of
from blog2book.readers.markdown.front import LONGEST, Field, Fields, FrontError, plain, settings


class Generator(StrEnum):
    """What makes a site of the folder. PLAIN is a folder of texts without one."""

    JEKYLL = "Jekyll"
    HUGO = "Hugo"
    HEXO = "Hexo"
    ELEVENTY = "Eleventy"
    ZOLA = "Zola"
    PELICAN = "Pelican"
    ASTRO = "Astro"
    OBSIDIAN = "Obsidian"
    PLAIN = "plain"


_CONTENT = r"content/.*\.(?:md|markdown|html?|rst)$"
_MARKS: Sequence[tuple[str, Generator]] = (
    (r"source/_posts/", Generator.HEXO),
    (r"_config\.(?:ya?ml|toml)$|_posts/", Generator.JEKYLL),
    (r"pelicanconf\.py$", Generator.PELICAN),
    (r"\.eleventy\.js$|eleventy\.config\.[cm]?[jt]s$", Generator.ELEVENTY),
    (r"astro\.config\.\w+$", Generator.ASTRO),
    (r"zola\.toml$", Generator.ZOLA),
    (r"hugo\.(?:toml|ya?ml|json)$|config/_default/|archetypes/", Generator.HUGO),
    (r"config\.(?:toml|ya?ml|json)$", Generator.HUGO),
    (r"\.obsidian/", Generator.OBSIDIAN),
    (_CONTENT, Generator.HUGO),
)
"""What the folder of a generator holds; of two, the first tells more."""
_ANY_MARK = re.compile(
    "(?:[^/]+/){0,6}?(?="
    + "|".join(f"(?:{mark})" for mark, _one in _MARKS if mark != _CONTENT)
    + ")"
)
_OTHERS = re.compile(r"(?:^|/)(?:node_modules|vendor|themes|public|_site|\.git)/")
_MEANS = re.compile(r"_|(?:content|drafts?|posts?|pages?|source|src|static|assets)/", re.IGNORECASE)
"""Folders whose names say what lies in them, and which no zip makes."""
_SETTINGS = re.compile(
    r"(?:_config|hugo|config|zola)\.(ya?ml|toml|json)|config/_default/([\w.-]+?)\.(ya?ml|toml|json)"
    r"|(?:src/)?_data/(?:metadata|site|meta)\.(json|ya?ml)"
)
_SCRIPTS = re.compile(r"pelicanconf\.py|astro\.config\.\w+|CNAME")
_ASTRO_SITE = re.compile(r"\bsite:\s*[\"'](https?://[^\"'\s]+)[\"']")
_KINDS = {"yml": "yaml", "yaml": "yaml", "toml": "toml", "json": "json"}
_ZONES = {"US/Pacific-New": "America/Los_Angeles"}
"""micro.blog wrote this zone into its exports for Jekyll; the list of zones has dropped it."""
_MATH = ("math", "mathjax", "katex", "latex", "use_math", "usemath")
_FOLDERS = {"cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "gr": "el", "dk": "da"}
"""Countries that people take for languages when they name folders."""
_COMMON = re.compile(
    r"(?:ar|bg|bn|ca|cs|da|de|el|en|eo|es|et|eu|fa|fi|fr|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|ko|lt|lv"
    r"|mk|mn|ms|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|ta|te|th|tr|uk|ur|vi|zh)(?:[-_]\w+)?"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A folder of texts: its generator, its files, and what its settings say.

    `folder` is the archive's; `root` is where the site begins in it ("" or "blog-main/"), and
    `names` are the files below that, relative to it. `languages` maps what names of files and
    folders say ("he", "cn") to language tags. `dollars`, `backslashes` and `math_in_code` say
    which signs stand around formulas (see markup.formulas).
    """

    folder: Path
    root: str
    names: tuple[str, ...]
    generator: Generator
    config: Fields = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()
    title: str = ""
    subtitle: str = ""
    author: str = ""
    language: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    base: str = ""
    timezone: str = ""
    dollars: bool = False
    backslashes: bool = False
    math_in_code: bool = False

    def path(self, name: str) -> Path:
        """Return where a file of the site lies."""
        return self.folder / (self.root + name)

    def text(self, name: str, limit: int = LONGEST) -> str:
        """Return the beginning of a file of the site, "" if it cannot be read."""
        try:
            with self.path(name).open("rb") as stream:
                return decode(stream.read(limit), cut=True).text.replace("\r\n", "\n")
        except OSError:
            return ""


def root_of(members: Sequence[str]) -> str:
    """Return where a site begins among the files of a folder: the shallowest mark of one.

    Without one, the folder that all files lie in: what a zip wraps around them.
    """
    roots = {
        found[0]
        for name in members
        if not _OTHERS.search(name) and (found := _ANY_MARK.match(name))
    }
    if roots:
        return min(roots, key=lambda root: (root.count("/"), root))
    first, last = min(members, default=""), max(members, default="")
    return "" if "/" not in first else _shared(first, last)


def _shared(first: str, last: str) -> str:
    """Return the outermost folder that two names share, "" if none or if it is a site's own."""
    folder = first.partition("/")[0] + "/"
    return folder if last.startswith(folder) and not _MEANS.match(folder) else ""


def generator_of(names: Sequence[str]) -> Generator:
    """Return the generator to which the files of a site belong, by their names."""
    for mark, generator in _MARKS:
        if any(re.match(mark, name) for name in names):
            return generator
    if any("/_posts/" in name for name in names):
        return Generator.JEKYLL
    return Generator.PLAIN


def site_of(folder: Path, members: Sequence[str]) -> Site:
    """Return the site in a folder. Settings that cannot be read are among its `faults`."""
    root = root_of(members)
    names = tuple(name.removeprefix(root) for name in members if name.startswith(root))
    bare = Site(folder=folder, root=root, names=names, generator=generator_of(names))
    config, faults = _config(bare)
    generator = _surely(bare, config)
    address, base = _address(bare, config)
    languages = _languages(names, config)
    params = {**table_of(config, "params"), **table_of(config, "extra")}
    first = _first_language(config)
    text = repr(config).lower()
    return Site(
        folder=folder,
        root=root,
        names=names,
        generator=generator,
        config=config,
        faults=faults,
        title=unescape(text_of(config, "title", "sitename", "name") or text_of(first, "title")),
        subtitle=unescape(text_of(config, "subtitle", "tagline", "sitesubtitle", "description")),
        author=authors_of(config) or authors_of(params) or authors_of(table_of(first, "params")),
        language=_language(config),
        languages=languages,
        address=address,
        base=base,
        timezone=_timezone(config),
        dollars=generator is Generator.OBSIDIAN or says_math(config) or says_math(params),
        backslashes="passthrough" in text and "\\\\(" in text,
        math_in_code="math-code" in text,
    )


def says_math(fields: Mapping[str, Field]) -> bool:
    """Say whether settings or a post switch formulas on."""
    for name in _MATH:
        inner = table_of(fields, name)
        if truth_of(fields, name) or (inner and truth_of(inner, "enable", "enabled") is not False):
            return True
    return False


# Settings


def _config(site: Site) -> tuple[Fields, tuple[tuple[str, str], ...]]:
    """Return all settings of a site as one table, and what was wrong with which file."""
    config: Fields = {}
    faults: list[tuple[str, str]] = []
    for name in sorted(site.names, key=lambda one: (one.count("/"), one)):
        if found := _SETTINGS.fullmatch(name):
            part = found[2] or ""
            kind = _KINDS[found[1] or found[3] or found[4]]
            try:
                read = settings(site.text(name), kind)
            except FrontError as error:
                faults.append((site.root + name, str(error)))
                continue
            if "." in part:
                continue  # what is said of one language only
            if part and part not in {"hugo", "config"}:
                read = {part.lower(): read}
            config = read | config
        elif _SCRIPTS.fullmatch(name):
            config = _script(name, site.text(name)) | config
    return config, tuple(faults)


def _script(name: str, text: str) -> Fields:
    """Return what a script of settings says plainly; it is read, never run."""
    if name == "CNAME":
        host = text.strip()
        return {"cname": f"https://{host}"} if re.fullmatch(r"[\w.-]+\.\w+", host) else {}
    if not name.endswith(".py"):
        found = _ASTRO_SITE.search(text)
        return {"url": found[1]} if found else {}
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    fields: Fields = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                value = plain(ast.literal_eval(node.value))
            except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                continue
            fields[node.targets[0].id.lower()] = value
    return fields


def _surely(site: Site, config: Fields) -> Generator:
    """Return the generator, when the settings are known: Zola's and Hugo's files look alike."""
    if site.generator is Generator.HEXO or site.generator is not Generator.HUGO:
        return site.generator
    if "base_url" in config:
        return Generator.ZOLA
    if not config:
        head = site.text("content/_index.md", 4096)
        if re.search(
            r"^(?:sort_by|paginate_by|page_template|generate_feeds?)\s*=", head, re.MULTILINE
        ):
            return Generator.ZOLA
        if any(re.match(r"content/.*\.rst$", name) for name in site.names):
            return Generator.PELICAN
    return Generator.HUGO


def _first_language(config: Fields) -> Mapping[str, Field]:
    """Return the settings of the site's first language, where it has several."""
    languages = table_of(config, "languages")
    default = text_of(config, "defaultcontentlanguage", "default_language").lower()
    return table_of(languages, default or next(iter(languages), ""))


def _language(config: Fields) -> str:
    """Return the language of a site, "" if nothing says it."""
    first = _first_language(config)
    return text_of(first, "languagecode", "locale") or text_of(
        config, "languagecode", "defaultcontentlanguage", "default_language", "default_lang",
        "lang", "language", "locale",
    )  # fmt: skip


def _languages(names: Sequence[str], config: Fields) -> Mapping[str, str]:
    """Return the languages that names of files and folders may tell.

    Those that the settings list, and pairs of folders side by side in `content/` that are named
    like languages: one alone ("it", "no") may be a word.
    """
    found = {
        code: text_of(table_of(table_of(config, "languages"), code), "languagecode", "locale")
        or code
        for code in table_of(config, "languages")
    }
    default = text_of(config, "defaultcontentlanguage", "default_language", "default_lang").lower()
    if default:
        found.setdefault(default, default)
    folders = {match[1] for name in names if (match := re.match(r"content/([^/]+)/", name))} | {
        match[1] for name in names if (match := re.search(r"\.([a-z]{2})\.md$", name))
    }
    named = {one: _FOLDERS.get(one, one) for one in folders if _LANGUAGE.fullmatch(one)}
    known = {one: code for one, code in named.items() if _is_language(code)}
    if len(known) > 1 or any(re.search(r"\.[a-z]{2}\.md$", name) for name in names):
        found |= {one: code for one, code in known.items() if one not in found}
    return found


def _is_language(code: str) -> bool:
    """Say whether a word is the name of a language that blogs are written in."""
    return bool(normalise(code) and _COMMON.fullmatch(code.lower()))


def _address(site: Site, config: Fields) -> tuple[str, str]:
    """Return the site's address without a slash at its end, and the path in it: "/blog" or ""."""
    address = text_of(config, "baseurl", "base_url", "siteurl", "url", "site_url", "cname")
    base = ""
    if site.generator in {Generator.JEKYLL, Generator.HEXO, Generator.ELEVENTY}:
        address = text_of(config, "url", "cname", "siteurl", "baseurl")
        base = text_of(config, "baseurl", "root").strip("/")
        if "://" in base:
            base = ""
    address = address.rstrip("/")
    if address.startswith("//"):
        address = f"https:{address}"
    if not re.match(r"https?://[\w.-]+", address) or re.match(
        r"https?://(?:example\.(?:com|org)|localhost|127\.)", address
    ):
        address = ""
    path = re.sub(r"^https?://[^/]+", "", address)
    if base and not path.endswith(base):
        address, path = (f"{address}/{base}" if address else ""), f"{path}/{base}"
    return address, path


def _timezone(config: Fields) -> str:
    """Return the name of the site's time zone, "" if nothing says it."""
    name = text_of(config, "timezone", "time_zone")
    return _ZONES.get(name, name)
