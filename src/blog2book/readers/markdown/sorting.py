"""Which files of a site are posts and pages, which are not, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from blog2book.readers.markdown.ignored import Ignored
from blog2book.readers.markdown.site import Generator, Site

MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkdn?|mdwn|mdtext|mdx|qmd)$", re.IGNORECASE)
REST = re.compile(r"\.(?:rst|rest)$", re.IGNORECASE)
HTML = re.compile(r"\.x?html?$", re.IGNORECASE)
RMD = re.compile(r"\.(?:rmd|rmarkdown)$", re.IGNORECASE)
_UNSUPPORTED = re.compile(
    r"\.(?:ipynb|org|a(?:scii)?doc|textile|njk|liquid|haml|pug|slim|creole|mediawiki|rnw)$",
    re.IGNORECASE,
)
_DEPENDENCY = re.compile(
    r"(?:^|/)(?:node_modules|bower_components|vendor|themes|\.git|\.github|\.venv)/"
)
_OUTPUT = re.compile(r"(?:^|/)(?:_site|\.jekyll-cache|\.cache|dist|\.vercel|\.netlify)/|^output/")
_TEMPLATE = re.compile(
    r"(?:^|/)(?:archetypes|scaffolds|layouts|_layouts|_includes|_sass|_data|templates|_templates"
    r"|partials|\.obsidian|_plugins|i18n|components)/"
)
_TRASH = re.compile(r"(?:^|/)\.trash/")
_ABOUT = re.compile(
    r"(?:.*/)?(?:readme|licen[cs]e|copying|notice|contributing|changelog|changes|code_of_conduct"
    r"|security|authors|todo|install|codeowners|pull_request_template|issue_template|claude|agents)"
    r"(?:[-_][\w.-]+)?(?:\.(?:md|markdown|rst|txt|html|org|adoc))?",
    re.IGNORECASE,
)
_ERROR_PAGE = re.compile(r"(?:.*/)?(?:404|403|500|search|sitemap|feed|robots)\.\w+")
_TEXTS = re.compile(
    f"{MARKDOWN.pattern}|{REST.pattern}|{RMD.pattern}|{_UNSUPPORTED.pattern}", re.IGNORECASE
)

SECTION = ("section page", "it introduces a section, and is no post")
FINISHED = ("file of the finished site", "its source is read instead")
SOURCE = ("source of a post", "the text that was made of it lies beside it")

_FOLDERS: Sequence[tuple[re.Pattern[str], tuple[str, str]]] = (
    (_TRASH, ("file in the trash", "its owner threw it away")),
    (_DEPENDENCY, ("file of a theme or tool", "it came with the site's machinery")),
    (_OUTPUT, FINISHED),
    (_TEMPLATE, ("template", "posts are made from it, and it is none")),
)
_WITH_DATE = re.compile(r"<meta\s+name=[\"']?date[\"']?\s+content", re.IGNORECASE)


@dataclass(slots=True)
class Sorted:
    """The files of a site that hold texts.

    `sources` may be posts or pages; `left` are the others with their kind and reason; `foreign`
    are texts in formats that nobody reads here. Files in none of them hold no text. `rules` are
    patterns of what is not published that nobody understands here.
    """

    sources: list[str]
    left: list[tuple[str, tuple[str, str]]]
    foreign: list[str]
    rules: list[str] = field(default_factory=list)


def sort(site: Site) -> Sorted:
    """Sort the files of a site."""
    sorted_files = Sorted([], [], [])
    known = set(site.names)
    ignored = Ignored(site)
    sorted_files.rules = ignored.faults
    for name in site.names:
        reason = _reason(site, name, known)
        foreign = _UNSUPPORTED.search(name)
        if reason is None and not foreign and not _is_source(site, name):
            continue
        reason = reason or ignored.reason(name)
        if reason is not None:
            sorted_files.left.append((name, reason))
        elif foreign:
            sorted_files.foreign.append(name)
        else:
            sorted_files.sources.append(name)
    return sorted_files


def _reason(site: Site, name: str, known: set[str]) -> tuple[str, str] | None:
    """Return why a text is neither post nor page, None if it may be one."""
    if not _TEXTS.search(name) and not _ABOUT.fullmatch(name):
        return None
    for pattern, told in _FOLDERS:
        if pattern.search(name):
            return told
    reason = None
    if site.generator is not Generator.ASTRO and name.startswith("public/"):
        reason = FINISHED
    elif _ABOUT.fullmatch(name) and not _in_posts(name):
        reason = ("file about the folder", "it tells of the folder, and is no post")
    elif re.search(r"(?:^|/)_index(?:\.[\w-]+)?\.\w+$", name):
        reason = SECTION
    elif RMD.search(name) and not known.isdisjoint((RMD.sub(".md", name), RMD.sub(".html", name))):
        reason = SOURCE
    return reason


def _in_posts(name: str) -> bool:
    """Say whether a file lies where its generator looks for posts, whatever its name."""
    return bool(re.search(r"(?:^|/)(?:_posts|_drafts|content|posts|blog)/", name))


def _is_source(site: Site, name: str) -> bool:
    """Say whether a file holds a text that its generator would publish."""
    if _ERROR_PAGE.fullmatch(name):
        return False
    if MARKDOWN.search(name) or RMD.search(name) or REST.search(name):
        return not re.match(r"(?:static|assets)/", name)
    return bool(HTML.search(name)) and _is_page(site, name)


def _is_page(site: Site, name: str) -> bool:
    """Say whether a file in HTML is a post, and no template or finished page.

    Beside texts in Markdown it is one if it is dated in Pelican's way.
    """
    generator = site.generator
    if generator in {Generator.JEKYLL, Generator.HEXO}:
        return bool(re.search(r"(?:^|/)_(?:posts|drafts)/", name))
    if generator in {Generator.HUGO, Generator.PELICAN}:
        return name.startswith("content/")
    return generator is Generator.PLAIN and bool(_WITH_DATE.search(site.text(name, 4096)))
