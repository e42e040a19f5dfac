"""What a generator is told not to publish: by its settings, by lists of patterns, by names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import translate
from itertools import accumulate

from blog2book.readers.markdown.fields import table_of, text_of, texts_of
from blog2book.readers.markdown.site import Generator, Site

EXCLUDED = ("excluded file", "its site is told not to publish it")
HIDDEN = ("hidden file", "its site publishes nothing whose name begins so")
BUNDLED = ("bundled file", "it belongs to the page of its folder, and is none of its own")

_MOST = 500
_LONGEST = 200
"""Patterns of a kind that are looked at, and letters of one."""
_ADDED = re.compile(r"\bignores\.add\(\s*[\"'`]([^\"'`\n]{1,200})[\"'`]")
_NO_GIT = re.compile(r"\bsetUseGitIgnore\(\s*false")
_INDEX = re.compile(r"index(?:\.[\w-]{2,12})?\.(?:md|markdown|mdown|html?|org|a(?:scii)?doc|rst)")
_ENDS = re.compile(r"^\^?\.\*|(?<!\\)\.\*\$?$")
_UNIT = re.compile(r"\\.|\[\^?\]?[^\]]*\]")
_RISKY = re.compile(r"\)[*+?{]|[*+{].*[*+{]|(?:\?.*){4}|(?:\|.*){9}")
_ODD_CLASS = re.compile(r"\[[^\]]*(?:\[|--|&&|~~|\|\|)")

Told = tuple[str, str] | None
"""The kind and the reason of a file that is left out, None of one that is published."""


class Ignored:
    """Says of each text of a site whether its generator is told to leave it out.

    `faults` are patterns that are not understood here; what they name is taken for published.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self.faults: list[str] = []
        rules: Mapping[Generator, Callable[[], Callable[[str], Told]]] = {
            Generator.JEKYLL: self._jekyll,
            Generator.HUGO: self._hugo,
            Generator.HEXO: self._hexo,
            Generator.ELEVENTY: self._eleventy,
            Generator.ZOLA: self._zola,
            Generator.PELICAN: self._pelican,
            Generator.ASTRO: lambda: _astro,
        }
        self._rule = rules.get(site.generator, lambda: _nothing)()

    def reason(self, name: str) -> Told:
        """Return why the generator makes no page of a text, None if it may make one."""
        return self._rule(name)

    def _patterns(self, *names: str) -> Sequence[str]:
        """Return the patterns that settings list under these names."""
        return self._few(texts_of(self._site.config, *names, between=""))

    def _few(self, patterns: Sequence[str]) -> Sequence[str]:
        """Return those patterns that are looked at; the others are faults."""
        short = [one for one in patterns if len(one) <= _LONGEST]
        self.faults.extend(one for one in patterns if len(one) > _LONGEST)
        self.faults.extend(short[_MOST:])
        return short[:_MOST]

    def _jekyll(self) -> Callable[[str], Told]:
        """Return Jekyll's rule: `exclude`, but for `include`, and names that begin with a mark.

        A pattern names what begins like it, too. A folder with "_" is a collection, or nothing.
        """
        excluded, included = (
            [
                (plain, re.compile(translate(plain)))
                for one in self._patterns(kind)
                if (plain := one.removeprefix("./").lstrip("/"))
            ]
            for kind in ("exclude", "include")
        )
        config = self._site.config
        collections = {*table_of(config, "collections"), *texts_of(config, "collections")}
        known = {"_posts", "_drafts", *(f"_{one.lower()}" for one in collections)}
        sure = bool(config) and not self._site.faults

        def names(patterns: Sequence[tuple[str, re.Pattern[str]]], path: str) -> bool:
            return any(path.startswith(one) or glob.match(path) for one, glob in patterns)

        def rule(name: str) -> Told:
            for path in _levels(name):
                last = path.rpartition("/")[2]
                if names(included, path) or names(included, last):
                    continue
                if names(excluded, path) or names(excluded, f"{path}/"):
                    return EXCLUDED
                if last[0] in "._#~" and last.lower() not in known and (sure or last[0] != "_"):
                    return HIDDEN
            return None

        return rule

    def _hugo(self) -> Callable[[str], Told]:
        """Return Hugo's rule: `ignoreFiles`, names that begin with a mark, and leaf bundles.

        A folder with an index is one page, and all that lies in it or below is that page's. A
        folder without settings may be anything's that has a folder "content".
        """
        expressions = [one for one in map(self._expression, self._patterns("ignorefiles")) if one]
        bundles: set[str] = set()
        if self._site.config or self._site.faults:
            found = (one.rpartition("/") for one in self._site.names)
            bundles = {folder for folder, _slash, last in found if _INDEX.fullmatch(last)}
            bundles = {one for one in bundles if "/" in one}

        def rule(name: str) -> Told:
            if any(one.search("/" + name) for one in expressions):
                return EXCLUDED
            *folders, last = name.split("/")
            if last[0] in ".#" or any(one.startswith(".") for one in folders):
                return HIDDEN
            above = [*_levels("/".join(folders))] if folders else []
            own = _INDEX.fullmatch(last)
            return BUNDLED if not bundles.isdisjoint(above[:-1] if own else above) else None

        return rule

    def _expression(self, pattern: str) -> re.Pattern[str] | None:
        """Return an expression of Hugo's, None for one that Python may read otherwise, or slowly.

        Hugo's take linear time whatever they say; these do with one repetition that is not nested.
        """
        plain = _ENDS.sub("", pattern)
        if not _ODD_CLASS.search(plain) and not _RISKY.search(_UNIT.sub("x", plain)):
            try:
                return re.compile(plain)
            except (re.error, OverflowError, RecursionError):
                pass
        self.faults.append(pattern)
        return None

    def _hexo(self) -> Callable[[str], Told]:
        """Return Hexo's rule: `exclude`, `ignore`, `skip_render`, but for `include`, and names."""
        excluded = _globs(self._patterns("exclude", "skip_render"))
        included, ignored = _globs(self._patterns("include")), _globs(self._patterns("ignore"))

        def rule(name: str) -> Told:
            path = name.removeprefix("source/")
            if _fits_any(path, excluded) or _fits_any(name, ignored):
                return EXCLUDED
            parts = re.sub(r"^_(?:posts|drafts)/", "", path).split("/")
            hidden = any(one[0] in "._" for one in parts) and not _fits_any(path, included)
            return HIDDEN if hidden else None

        return rule

    def _eleventy(self) -> Callable[[str], Told]:
        """Return Eleventy's rule: its lists of patterns, git's, and what its script adds."""
        site = self._site
        scripts = [
            site.text(one)
            for one in site.names
            if re.fullmatch(r"\.eleventy\.js|eleventy\.config\.[cm]?[jt]s", one)
        ]
        found = [one for text in scripts for one in _ADDED.findall(text)]
        uses_git = not any(map(_NO_GIT.search, scripts))
        for name in site.names:
            folder, _slash, last = name.rpartition("/")
            if last == ".eleventyignore" or (name == ".gitignore" and uses_git):
                lines = [one.strip() for one in site.text(name).split("\n")]
                mine = (one for one in lines if one and one[0] not in "#!")
                found.extend(f"{folder}/{one.lstrip('/')}" for one in mine)
        globs = _globs(self._few(found))
        return lambda name: EXCLUDED if _fits_any(name, globs) else None

    def _zola(self) -> Callable[[str], Told]:
        """Return Zola's rule: `ignored_content`, below its folder."""
        globs = _globs(self._patterns("ignored_content"))
        return lambda name: EXCLUDED if _fits_any(name.removeprefix("content/"), globs) else None

    def _pelican(self) -> Callable[[str], Told]:
        """Return Pelican's rule: folders of articles and pages, those that are none, and names."""
        content = text_of(self._site.config, "path").removeprefix("./").strip("/") or "content"
        pages = self._patterns("page_paths", "page_dir") or ["pages"]
        articles = self._patterns("article_paths", "article_dir")
        ignored = [re.compile(translate(one)) for one in self._patterns("ignore_files")]
        no_articles, no_pages = self._patterns("article_excludes"), self._patterns("page_excludes")

        def rule(name: str) -> Told:
            path = name.removeprefix(f"{content}/")
            is_page = _below(path, pages)
            out = _below(path, no_pages if is_page else no_articles)
            out |= bool(articles) and not is_page and not _below(path, articles)
            last = path.rpartition("/")[2]
            out |= any(one.match(last) or one.match(path) for one in ignored)
            return EXCLUDED if out else None

        return rule


def _astro(name: str) -> Told:
    """Return HIDDEN for what Astro takes for no page: below a name that begins with "_"."""
    parts = name.split("/")
    hidden = parts[0] == "src" and any(one[0] in "._" for one in parts)
    return HIDDEN if hidden else None


def _nothing(_name: str) -> Told:
    """Return None: there is no such rule."""
    return None


def _levels(name: str) -> Iterator[str]:
    """Yield the folders that a file lies in, outermost first, and the file."""
    return accumulate(name.split("/"), "{}/{}".format)


def _below(path: str, folders: Iterable[str]) -> bool:
    """Say whether a path is one of these or lies below one."""
    return any(f"{path}/".startswith(f"{one.strip('/')}/".lstrip("/")) for one in folders)


Glob = Sequence[re.Pattern[str] | None]
"""The parts of a pattern between slashes; None is "**"."""


def _globs(patterns: Iterable[str]) -> Sequence[Glob]:
    """Return patterns of paths, as Eleventy, Hexo and Zola have them."""
    return [
        [
            None if part == "**" else re.compile(translate(part))
            for part in one.removeprefix("./").strip("/").split("/")
        ]
        for one in patterns
    ]


def _fits_any(path: str, globs: Iterable[Glob]) -> bool:
    """Say whether a pattern names a path, or a folder that it lies in."""
    parts = path.split("/")
    return any(_fits(parts, one) for one in globs)


def _fits(parts: Sequence[str], glob: Glob) -> bool:
    """Say whether the first parts of a path fit a pattern; "**" stands for any number of them."""
    places = {0}
    for one in glob:
        if one is None:
            places = set(range(min(places), len(parts) + 1))
        else:
            places = {at + 1 for at in places if at < len(parts) and one.match(parts[at])}
        if not places:
            return False
    return True
