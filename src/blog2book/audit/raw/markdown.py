"""Folders of Markdown, reST and HTML: a file is a post or a page; front matter is taken off."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from blog2book.audit.items import Item, other
from blog2book.audit.raw.files import files, keys, text_of
from blog2book.audit.raw.markdown_text import marked_down, rested, without_remarks
from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.shortcodes import without_templates

_MARKDOWN = re.compile(
    r"\.(?:md|markdown|mdown|mkdn?|mdwn|mdtext|mdx|qmd|rmd|rmarkdown)$", re.IGNORECASE
)
_REST = re.compile(r"\.(?:rst|rest)$", re.IGNORECASE)
_HTML = re.compile(r"\.x?html?$", re.IGNORECASE)
_FOREIGN = re.compile(r"\.(?:ipynb|org|a(?:scii)?doc|textile|creole|mediawiki)$", re.IGNORECASE)
_MACHINERY = re.compile(
    r"(?:^|/)(?:node_modules|bower_components|vendor|themes|\.[^/]+|_site|dist|archetypes"
    r"|scaffolds|layouts|_layouts|_includes|_sass|_data|templates|_templates|partials|_plugins"
    r"|i18n|components)/|^(?:output|public|static|assets)/"
)
_ABOUT = re.compile(
    r"(?:.*/)?(?:readme|licen[cs]e|copying|notice|contributing|changelog|changes|code_of_conduct"
    r"|security|authors|todo|install|claude|agents)(?:[-_][\w.-]+)?(?:\.\w+)?",
    re.IGNORECASE,
)
_OF_POSTS = re.compile(r"(?:^|/)(?:_posts|_drafts|content|posts|blog)/")
_SECTION = re.compile(r"(?:^|/)_index(?:\.[\w-]+)?\.\w+$")
_ERROR_PAGE = re.compile(r"(?:.*/)?(?:404|403|500|search|sitemap|feed|robots)\.\w+")
_LINES = re.compile(r"\s*((?:[A-Za-z][\w -]{0,30}:.*\n(?:[ \t]+\S.*\n)*)+)(?:---[ \t]*\n)?")
_FRONTS = (
    re.compile(r"\s*---[^\n]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"\s*(\{\s*\".*?^\})[ \t;]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    _LINES,
)
"""What stands above a text: YAML, TOML, JSON, and Pelican's lines."""
_KNOWN = re.compile(
    r"^(?:title|date|status|tags|slug|author|authors|category):", re.IGNORECASE | re.MULTILINE
)
_REST_FRONT = re.compile(
    r"\s*(?:\.\. _[^\n]*\n\s*)*(?:([^\w\s])\1*\n)?[ \t]*(\S.*)\n([^\w\s])\3+[ \t]*\n\s*"
    r"((?::[\w-]+:.*(?:\n|\Z)(?:[ \t]+\S.*\n)*)*)"
)
_IMPORT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_META = re.compile(r"""<meta\s[^<>]*>""", re.IGNORECASE)
_META_FIELD = re.compile(
    r"""\bname=["']?([\w-]+)["']?\s+contents?=["']([^"']*)["']""", re.IGNORECASE
)
_DAY = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?!\d)")
_HTML_DATE = re.compile(rb"""<meta\s+name=["']?date["']?\s+content""", re.IGNORECASE)
_SETTINGS = re.compile(
    r"(?:^|/)(?:_config|hugo|config|zola|pelicanconf|astro\.config)\.\w+$|(?:^|/)config/_default/"
    r"|(?:^|/)(?:\.eleventy|eleventy\.config)\.\w+$"
)
_DATA = re.compile(r"\.11tydata\.\w+$|(?:^|/)([^/]+)/\1\.(?:json|js|cjs|mjs|ya?ml)$")
"""What Eleventy reads for all files of a folder."""
_PAGE_NAMES = re.compile(
    r"about(?:[-_ ]?(?:me|us))?|contact|imprint|impressum|privacy|datenschutz|home|index|now|uses"
    r"|links|blogroll|projects|archives?|tags|categories|search|subscribe|newsletter|resume|cv",
    re.IGNORECASE,
)
_NO = frozenset(("false", "no", "off", "0"))
_HELD = frozenset(("draft", "hidden", "skip", "private", "trash", "trashed", "future", "scheduled"))


def items(source: Path) -> Iterator[Item]:
    """Yield the files that may hold posts, those of themes and about the folder as others."""
    names = dict(files(source))
    site = _site(names)
    for name, path in names.items():
        text = _MARKDOWN.search(name) or _REST.search(name) or _FOREIGN.search(name)
        if source.is_dir() and _is_no_post(name, names.keys()):
            if text or _ABOUT.fullmatch(name):
                yield other(name)
        elif text or source.is_file() or (_HTML.search(name) and _is_page(name, path)):
            whole = text_of(path)
            bare = site.jekyll and not _FRONTS[0].match(whole)
            unread = bare or _FOREIGN.search(name) or not whole.strip()
            yield other(name) if unread else _item(name, whole, site)


@dataclass(frozen=True, slots=True)
class _Site:
    """A folder: whether a generator's, whether Jekyll's, which sections hold posts if named.

    `ruled` is True where some files may say how others stood.
    """

    made: bool
    jekyll: bool
    sections: frozenset[str]
    ruled: bool


def _site(names: Mapping[str, Path]) -> _Site:
    hexo = any("source/_posts/" in name for name in names)
    jekyll = not hexo and any(re.search(r"(?:^|/)_posts/", name) for name in names)
    settings = [name for name in names if _SETTINGS.search(name)]
    said = "\n".join(text_of(names[name]) for name in settings)
    block = re.search(
        r"^\[?permalinks\]?:?[ \t]*\n((?:(?!\[).*\n)*?)(?=^\S|\Z)", said, re.MULTILINE
    )
    dated = re.findall(r"^\s+(\w+)\s*[:=].*:year", block[1], re.MULTILINE) if block else []
    sections = any(map(_SECTION.search, names))
    heads = (text_of(names[name]) for name in names if _SECTION.search(name))
    ruled = any(map(_DATA.search, names)) or "cascade" in said or any("cascade" in o for o in heads)
    made = bool(settings) or sections or jekyll or hexo
    return _Site(made, jekyll, frozenset(dated), ruled)


def _is_no_post(name: str, known: Collection[str]) -> bool:
    """Say whether a file belongs to the site's machinery, or only leads to posts."""
    made = re.sub(r"\.(?:rmd|rmarkdown)$", "", name, flags=re.IGNORECASE)
    return bool(
        _MACHINERY.search(name)
        or (_ABOUT.fullmatch(name) and not _OF_POSTS.search(name))
        or _SECTION.search(name)
        or _ERROR_PAGE.fullmatch(name)
        or (made != name and (f"{made}.md" in known or f"{made}.html" in known))
    )


def _is_page(name: str, path: Path) -> bool:
    """Say whether a file in HTML is a post: by front matter where posts lie, or a date."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    marked = _OF_POSTS.search(name) and re.match(rb"\s*(?:---|\+\+\+|\{)", head)
    return bool(marked or _HTML_DATE.search(head))


def _item(name: str, whole: str, site: _Site) -> Item:
    said, body = _parted(name, whole)
    days = (_day(said.get(one)) for one in ("publishdate", "date", "pubdate", "created", "path"))
    day = next(filter(None, days), "") or _day(name)
    if name.lower().endswith(".mdx"):
        body = _IMPORT.sub("", body)
    if _REST.search(name):
        text = rested(body)
    else:
        body = without_templates(body)
        text = plain(body) if _HTML.search(name) else marked_down(body)
    return Item(
        kind="post" if _is_post(name, said, day, site) else "page",
        place=name,
        title=plain(said.get("title", "")),
        text=text,
        day=day,
        open=not _is_held(name, said),
        keys=keys(said.get("permalink"), said.get("url"), said.get("slug"), name),
        ruled=site.ruled,
    )


def _is_post(name: str, said: Mapping[str, str], day: str, site: _Site) -> bool:
    if re.search(r"(?:^|/)_(?:posts|drafts)/", name):
        return True
    if said.get("layout") in {"page", "about"} or re.search(r"(?:^|/)pages/", name):
        return False
    if site.sections:
        return bool(day) and name.removeprefix("content/").partition("/")[0] in site.sections
    return bool(day) or not (site.made or _PAGE_NAMES.fullmatch(Path(name).stem))


def _is_held(name: str, said: Mapping[str, str]) -> bool:
    """Say whether a text is kept back, by any of the words that generators have for it."""
    hidden = (said.get(one, "false").lower() for one in ("draft", "private", "hidden", "password"))
    shown = (said.get(one, "true").lower() for one in ("published", "publish"))
    return bool(
        said.get("status", "").lower() in _HELD
        or any(one not in _NO for one in hidden)
        or any(one in _NO for one in shown)
        or re.search(r"(?:^|/)_?drafts?/", name, re.IGNORECASE)
    )


def _parted(name: str, whole: str) -> tuple[dict[str, str], str]:
    """Return what a file says of itself, by names in small letters, and the text below."""
    if _HTML.search(name) and not whole.lstrip().startswith("---"):
        told = (_META_FIELD.search(one[0]) for one in _META.finditer(whole[:65536]))
        said = {one[1].lower(): one[2] for one in told if one}
        title = re.search(r"<title[^<>]*>([^<]*)", whole)
        return ({"title": title[1]} if title else {}) | said, whole
    if _REST.search(name) and (front := _REST_FRONT.match(whole := without_remarks(whole))):
        return {"title": front[2].strip()} | _fields(front[4]), whole[front.end() :]
    for pattern in _FRONTS:
        front = pattern.match(whole)
        if front and (pattern is not _LINES or _KNOWN.search(front[1])):
            return _fields(front[1]), whole[front.end() :]
    return {}, whole


def _fields(front: str) -> dict[str, str]:
    """Return the lines of a front matter that name a thing and say what it is."""
    found: dict[str, str] = {}
    for line in front.split("\n"):
        field = re.match(r"""\s*[:"]?([A-Za-z][\w-]*)"?\s*[:=]\s*(.*?)[\s,]*$""", line)
        if field and field[2]:
            found.setdefault(field[1].lower(), field[2].strip("\"'"))
    return found


def _day(said: str | None) -> str:
    found = _DAY.search(said or "")
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
