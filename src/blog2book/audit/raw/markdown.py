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
    re.compile(r"\s*(\{\s*\"(?:[^\n]*|.*?^)\})[ \t;]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
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
_DAMAGED = re.compile(
    r".{0,2000}?^\W{0,20}(?:draft|status|publish(?:ed)?|private|password|hidden|visibility)\W{0,3}[:=]",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""A text that speaks of its standing where nothing stands above it."""
_IMPORT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_META = re.compile(r"""<meta\s[^<>]*>""", re.IGNORECASE)
_META_FIELD = re.compile(
    r"""\bname=["']?([\w-]+)["']?\s+contents?=["']([^"']*)["']""", re.IGNORECASE
)
_DATES = (
    "publishdate", "date", "pubdate", "pubdatetime", "published", "publish_date", "published_at",
    "date_published", "datepublished", "post_date", "posted", "created", "created_at",
    "creationdate", "path",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?!\d)")
_DAY_OF_NAME = re.compile(r"(?:^|/)((?:19|20)\d\d)[-/]?(\d\d)[-/]?(\d\d)(?=[-_ /.])")
_HTML_DATE = re.compile(rb"""<meta\s+name=["']?date["']?\s+content""", re.IGNORECASE)
_SETTINGS = re.compile(
    r"(?:^|/)(?:_config|hugo|config|zola|pelicanconf|astro\.config)\.\w+$|(?:^|/)config/_default/"
    r"|(?:^|/)(?:\.eleventy|eleventy\.config)\.\w+$"
)
_DATA = re.compile(r"\.11tydata\.\w+$|(?:^|/)([^/]+)/\1\.(?:json|js|cjs|mjs|ya?ml)$")
"""What Eleventy reads for all files of a folder."""
_RULE = re.compile(r"\b(?:cascade|defaults|DEFAULT_METADATA)\b.{0,2000}", re.DOTALL)
"""Where settings, or the head of a section, speak of other files."""
_OF_STANDING = re.compile(
    r"draft|wip|publish|status|visib|private|secret|hidden|unlisted|password|trash|exclude"
    r"|permalink\W{0,4}false|\b(?:page|about)\b",
    re.IGNORECASE,
)
"""Words by which a file may be held back, or be a page."""
_PERMALINKS = re.compile(
    r"^permalinks:[ \t]*\n(?:[ \t]+.*\n?)+|^\[permalinks(?:\.page)?\].*\n(?:(?!\[).*(?:\n|\Z))+",
    re.MULTILINE,
)
_SECTIONS = re.compile(
    r"^[^\w\n]*mainsections[^\w\n]*?[:=]\s*((?:.|\n\s*-)*)", re.IGNORECASE | re.MULTILINE
)
"""Which of Hugo's folders hold posts: those whose addresses have a year, and the main ones."""
_PAGE_NAMES = re.compile(
    r"about(?:[-_ ]?(?:me|us))?|contact|imprint|impressum|privacy|datenschutz|home|index|now|uses"
    r"|links|blogroll|projects|archives?|tags|categories|search|subscribe|newsletter|resume|cv",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?:^|\s)#.*")
_YES = frozenset(("true", "yes", "on", "1", "y", "t"))
_NO = frozenset(("false", "no", "off", "0", "n", "f"))
_OUT = frozenset(("", "published", "publish", "public", "live", "final"))
_HOLDERS = ("draft", "wip", "private", "hidden", "unlisted", "eleventyexcludefromcollections")


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
    """A folder: whether a generator's, Jekyll's or Hexo's, which sections hold posts if named.

    `rules` are the folders for all files of which another file may say how they stood.
    """

    made: bool
    jekyll: bool
    hexo: bool
    sections: frozenset[str]
    rules: tuple[str, ...]


def _site(names: Mapping[str, Path]) -> _Site:
    hexo = any("source/_posts/" in name for name in names)
    jekyll = not hexo and any(re.search(r"(?:^|/)_posts/", name) for name in names)
    settings = [name for name in names if _SETTINGS.search(name)]
    said = "\n".join(text_of(names[name]) for name in settings)
    block = _PERMALINKS.search(said)
    dated = (
        re.findall(r"^[^\w\n]*([\w-]+)[^\w\n]*?[:=].*:year", block[0], re.MULTILINE)
        if block
        else []
    )
    dated += (one for named in _SECTIONS.findall(said) for one in re.findall(r"\w[\w-]*", named))
    sections = any(map(_SECTION.search, names))
    made = bool(settings) or sections or jekyll or hexo
    return _Site(
        made, jekyll, hexo, frozenset(one.lower() for one in dated), tuple(_ruled(names, said))
    )


def _ruled(names: Mapping[str, Path], said: str) -> Iterator[str]:
    """Yield the folders for whose files the settings, or a file in them, say how they stood."""
    if any(_OF_STANDING.search(rule[0]) for rule in _RULE.finditer(said)):
        yield ""
    for name, path in names.items():
        if _SECTION.search(name):
            front = "".join(found[1] for one in _FRONTS[:3] if (found := one.match(text_of(path))))
            told = bool(re.search(r"^draft\b", front, re.MULTILINE) or _RULE.search(front))
        else:
            front = text_of(path) if _DATA.search(name) else ""
            told = True
        if told and _OF_STANDING.search(front):
            yield name.rpartition("/")[0]


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
    days = (_day(said.get(one)) for one in _DATES)
    day = next(filter(None, days), "") or _day(name, _DAY_OF_NAME)
    if name.lower().endswith(".mdx"):
        body = _IMPORT.sub("", body)
    if _REST.search(name):
        text = rested(body)
    else:
        body = without_templates(body)
        text = plain(body) if _HTML.search(name) else marked_down(body)
    held, plainly = _is_held(name, said, whole), _is_plainly_held(name, said)
    return Item(
        kind="post" if _is_post(name, said, day, site) else "page",
        place=name,
        title=plain(said.get("title", "")),
        text=text,
        day=day,
        open=not held,
        keys=keys(said.get("permalink"), said.get("url"), said.get("slug"), name),
        secret=said.get("status") == "private" or said.get("private") == "true",
        ruled=held != plainly or any(not one or name.startswith(f"{one}/") for one in site.rules),
    )


def _is_post(name: str, said: Mapping[str, str], day: str, site: _Site) -> bool:
    if re.search(r"(?:^|/)_(?:posts|drafts)/", name):
        return True
    kind = said.get("type") or said.get("layout", "")
    if kind.lower() in {"page", "about"} or site.hexo or re.search(r"(?:^|/)pages/", name):
        return False
    if site.sections:
        within = re.sub(r"^(?:.*?/)?content/", "", name)
        return bool(day) and within.partition("/")[0].lower() in site.sections
    return bool(day) or not (site.made or _PAGE_NAMES.fullmatch(Path(name).stem))


def _is_held(name: str, said: Mapping[str, str], whole: str) -> bool:
    """Say whether a text is kept back, by any of the words that generators have for it."""
    words = (said.get(one, "").lower() for one in ("status", "visibility", "post_status"))
    hidden = (said.get(one, "false").lower() for one in _HOLDERS)
    shown = (said.get(one, "true").lower() for one in ("publish", "permalink"))
    published = said.get("published", "true").lower()
    return bool(
        any(one not in _OUT for one in words)
        or any(one not in _NO for one in hidden)
        or any(one in _NO for one in shown)
        or not (published in _YES or _DAY.match(published))
        or said.keys() & {"password", "secret"}
        or re.search(r"(?:^|/)_?drafts?/", name, re.IGNORECASE)
        or (not said and _DAMAGED.match(whole))
    )


def _is_plainly_held(name: str, said: Mapping[str, str]) -> bool:
    """Say whether a text is kept back by a word that leaves no doubt: all else may be a theme's."""
    return bool(
        said.get("status", "").lower() in {"draft", "private", "hidden"}
        or any(said.get(one, "").lower() == "true" for one in _HOLDERS)
        or any(said.get(one, "").lower() == "false" for one in ("publish", "published"))
        or re.search(r"(?:^|/)_drafts/", name)
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
            return _fields(front[1], remarks=pattern is not _LINES), whole[front.end() :]
    return {}, whole


def _fields(front: str, *, remarks: bool = False) -> dict[str, str]:
    """Return the lines of a front matter that name a thing and say what it is.

    `remarks` says that there may be some behind it.
    """
    found: dict[str, str] = {}
    for line in re.split(r"\n|[{,]\s*(?=\")" if front.startswith("{") else "\n", front):
        field = re.match(r"""\s*[:"]?([A-Za-z][\w-]*)"?\s*[:=]\s*(.*?)[\s,}]*$""", line)
        if field and field[2]:
            value = field[2]
            if remarks and value[0] not in "\"'":
                value = _REMARK.sub("", value).rstrip()
            found.setdefault(field[1].lower(), value.strip("\"'"))
    return found


def _day(said: str | None, pattern: re.Pattern[str] = _DAY) -> str:
    found = pattern.search(said or "")
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
