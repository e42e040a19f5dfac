"""Where a post stood: the address that each generator makes of names, dates and patterns."""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize
from urllib.parse import quote

from blog2book.addresses import is_external
from blog2book.readers.markdown.fields import table_of, text_of, texts_of
from blog2book.readers.markdown.front import Field
from blog2book.readers.markdown.site import Generator, Site

_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:T[\d:-]+)?(?:[-_ ]+(.*))?$", re.DOTALL)
_PATTERN = re.compile(r":([a-z_]+)|\{(?:date:)?(%?\w+)\}")
_TEMPLATE = re.compile(r"\{\{-?\s*([\w.]{1,60})\s*(?:\|[^{}]{0,100})?\}\}")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
"""Jekyll's patterns that have a name."""
_CONTENT = re.compile(r"^(?:src/)?(?:content|source|pages)/|^src/|^app/", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a file's name tells: its day ("" if none), the rest of it, its language, its folders.

    `words` is the name without day, language and suffix; of a bundle ("words/index.md") that of
    its folder. `whole` is `words` with the day. `folders` begin below `content/` or its like, and
    are without the folder that names the language. `posted` says that the file lies in `_posts`,
    `index` that it is called "index" and is the page of its folder.
    """

    day: str
    words: str
    whole: str
    language: str
    folders: tuple[str, ...]
    posted: bool = False
    index: bool = False


def named(site: Site, name: str) -> Named:
    """Read the name of a file."""
    folders = posixpath.dirname(_CONTENT.sub("", name)).split("/")
    stem = posixpath.splitext(posixpath.basename(name))[0]
    language = ""
    head, dot, code = stem.rpartition(".")
    if dot and code.lower() in site.languages:
        stem, language = head, code.lower()
    index = stem.lower() == "index"
    if index and folders[-1]:
        stem = folders.pop()
    if folders[:1] and folders[0].lower() in site.languages and not language:
        language = folders[0].lower()
        if site.generator is not Generator.HUGO or _has_own_folder(site, language):
            folders.pop(0)
    dated = _DATED.match(stem)
    folders = [one for one in folders if one not in {"", "_posts", "_drafts"}]
    return Named(
        day=dated[1] if dated else "",
        words=(dated[2] or "") if dated else stem,
        whole=stem,
        language=language,
        folders=tuple(folders),
        posted=bool(re.search(r"(?:^|/)_(?:posts|drafts)/", name)),
        index=index,
    )


def _has_own_folder(site: Site, language: str) -> bool:
    """Say whether Hugo's settings give a language a folder of its own."""
    return language in table_of(site.config, "languages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a post stood: a full address if the site's is known, else a path; and other ones."""

    permalink: str
    aliases: tuple[str, ...]


def place(
    site: Site, known: Named, fields: Mapping[str, Field], title: str, moment: datetime | None
) -> Place:
    """Return the address of a post, by its own words or else by its generator's rule."""
    slug = text_of(fields, "slug")
    own = text_of(fields, "url", "permalink", "path", "save_as")
    named_so = () if site.generator is Generator.OBSIDIAN else ("aliases", "alias")
    others = [*texts_of(fields, *named_so, "redirect_from", "redirects")]
    guid = text_of(fields, "guid", "original_url")
    if is_external(guid):
        others.append(guid)
    made = _Pattern(site, known, fields, slug, title, moment)
    rule = made.by_rule()
    own = _without_template(own, known, slug, title)
    path = made.filled(own) if own else rule
    if own and rule != path:
        others.append(rule)
    if path.startswith(("http://", "https://")):
        return Place(permalink=path, aliases=tuple(others))
    return Place(
        permalink=_joined(site, path),
        aliases=tuple(one if "://" in one else _joined(site, one) for one in others),
    )


def _without_template(own: str, known: Named, slug: str, title: str) -> str:
    """Return an address of Eleventy's with what it names filled in, "" if that is not known."""
    values = {"page.fileslug": known.words, "title": slugged(title), "slug": slug}

    def value(found: re.Match[str]) -> str:
        return values.get(found[1].lower(), found[0])

    filled = _TEMPLATE.sub(value, own)
    return "" if filled.lower() in {"false", "true"} or "{{" in filled or "{%" in filled else filled


def _joined(site: Site, path: str) -> str:
    """Return a path as an address of the site."""
    quoted = quote("/" + path.lstrip("/"), safe="/%:@!$&'()*+,;=~-._?#")
    if site.base and quoted.startswith(site.base + "/"):
        quoted = quoted[len(site.base) :]
    return f"{site.address or site.base}{quoted}"


class _Pattern:
    """The address of one post by rule."""

    def __init__(
        self,
        site: Site,
        known: Named,
        fields: Mapping[str, Field],
        slug: str,
        title: str,
        moment: datetime | None,
    ) -> None:
        self.site = site
        self.known = known
        self.fields = fields
        self.slug = slug
        self.title = title
        self.moment = moment

    def by_rule(self) -> str:
        """Return the path that the generator makes."""
        rules: Mapping[Generator, Callable[[], str]] = {
            Generator.JEKYLL: self._jekyll,
            Generator.HEXO: self._hexo,
            Generator.HUGO: self._hugo,
            Generator.PELICAN: self._pelican,
        }
        return rules.get(self.site.generator, self._by_folders)()

    def filled(self, pattern: str) -> str:
        """Return a pattern with what it names filled in; parts that are empty fall out."""
        values = self._values()

        def value(found: re.Match[str]) -> str:
            name = found[1] or found[2]
            return values[name]() if name in values else found[0]

        return re.sub(r"(?<!:)/{2,}", "/", _PATTERN.sub(value, pattern))

    def _values(self) -> Mapping[str, Callable[[], str]]:
        moment, known = self.moment, self.known
        words = self.slug or known.words or known.whole

        def clock(form: str) -> Callable[[], str]:
            return lambda: moment.strftime(form).lower() if moment else ""

        def number(name: str) -> Callable[[], str]:
            return lambda: str(getattr(moment, name)) if moment else ""

        dates = {
            "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
            "short_year": "%y", "y_day": "%j", "yearday": "%j", "week": "%V", "short_day": "%a",
            "monthname": "%B", "weekdayname": "%A", "long_month": "%B", "short_month": "%b",
            "%Y": "%Y", "%m": "%m", "%d": "%d", "%y": "%y",
        }  # fmt: skip
        texts: dict[str, Callable[[], str]] = {name: clock(form) for name, form in dates.items()}
        texts |= {
            "i_month": number("month"),
            "i_day": number("day"),
            "title": lambda: self._title(words),
            "name": lambda: self._name(words),
            "slug": lambda: slugged(words),
            "slugorfilename": lambda: slugged(self.slug or known.whole),
            "slugorcontentbasename": lambda: slugged(self.slug or known.whole),
            "filename": lambda: slugged(known.whole),
            "contentbasename": lambda: slugged(known.whole),
            "post_title": lambda: slugged(self.title),
            "categories": lambda: "/".join(self._categories()),
            "category": lambda: slugged("/".join(self._categories())),
            "slugified_categories": lambda: "/".join(map(slugged, self._categories())),
            "section": lambda: slugged(known.folders[0]) if known.folders else "",
            "sections": lambda: "/".join(map(slugged, known.folders)),
            "path": lambda: "/".join((*known.folders[1:], words)),
            "collection": lambda: known.folders[0].strip("_") if known.folders else "",
            "output_ext": lambda: ".html",
            "lang": lambda: text_of(self.fields, "lang") or known.language,
        }
        for name in ("abbrlink", "id", "layout", "uid", "uuid", "hash"):
            texts[name] = self._field(name)
        return texts

    def _field(self, name: str) -> Callable[[], str]:
        return lambda: text_of(self.fields, name)

    def _title(self, words: str) -> str:
        """Return what ":title" stands for: Hugo's is the title, other generators' the name."""
        if self.site.generator is Generator.HUGO:
            return slugged(self.title)
        if self.site.generator is Generator.HEXO:
            return "/".join((*self.known.folders, self._name(words)))
        return words

    def _name(self, words: str) -> str:
        """Return what ":name" stands for: Hexo keeps the day in a name unless told otherwise."""
        pattern = text_of(self.site.config, "new_post_name")
        return words if self.slug or ":day" in pattern else self.known.whole

    def _categories(self) -> Sequence[str]:
        found = texts_of(self.fields, "category", between="")
        found += texts_of(self.fields, "categories", between=" ")
        if self.site.generator is Generator.JEKYLL:
            return [one.lower() for one in (*self.known.folders, *found)]
        return [one.lower().replace(" ", "-") for one in found]

    def _jekyll(self) -> str:
        pattern = text_of(self.site.config, "permalink") or "date"
        if not self.moment or not self.known.posted:
            return self._jekyll_page(pattern)
        return self.filled(_STYLES.get(pattern, pattern))

    def _jekyll_page(self, pattern: str) -> str:
        """Return the path of a page, or of what lies in a collection ("_notes/a.md")."""
        first, *others = self.known.folders or ("",)
        name = first.removeprefix("_")
        if name != first:
            collections = table_of(self.site.config, "collections")
            pattern = text_of(table_of(collections, name), "permalink") or pattern
            if ":" in pattern:
                return self.filled(pattern)
        end = "/" if pattern.endswith("/") or pattern == "pretty" else ".html"
        return self._by_file("", tuple(filter(None, (name, *others))), end)

    def _by_file(self, start: str, folders: Sequence[str], end: str) -> str:
        """Return the path of a page that stands where its file lies; an index is its folder's."""
        if self.known.index and not self.known.folders and self.known.whole.lower() == "index":
            return f"{start}/"
        return "/".join((start, *folders, self.known.whole)) + ("/" if self.known.index else end)

    def _hexo(self) -> str:
        if not self.known.posted:
            return self._by_file(self._language(), self.known.folders, ".html")
        if not self.moment:
            return self._by_folders()
        return self.filled(text_of(self.site.config, "permalink") or ":year/:month/:day/:title/")

    def _hugo(self) -> str:
        pattern = section_pattern(self.site, self.known)
        own = self.known.language in table_of(self.site.config, "languages")
        start = self._language() if own else ""
        if pattern:
            return start + self.filled(pattern)
        words = self.slug or self.known.whole
        return "/".join((start, *map(slugged, self.known.folders), slugged(words), ""))

    def _language(self) -> str:
        """Return what an address begins with in any language but the site's first one."""
        code = self.known.language
        names = ("defaultcontentlanguage", "default_language", "default_lang", "languagecode")
        default = text_of(self.site.config, *names).lower().partition("-")[0] or "en"
        return f"/{code}" if code and code != default else ""

    def _pelican(self) -> str:
        kind = "article_url" if self.moment else "page_url"
        default = "{slug}.html" if self.moment else "pages/{slug}.html"
        pattern = text_of(self.site.config, kind) or default
        self.slug = self.slug or slugged(self.title) or slugged(self.known.words)
        code = text_of(self.fields, "lang").lower()
        if code and code != text_of(self.site.config, "default_lang").lower():
            pattern = text_of(self.site.config, f"{kind[:-3]}lang_url") or f"{{slug}}-{code}.html"
        return self.filled(pattern)

    def _by_folders(self) -> str:
        """Return the path of the folders and the name, as Zola, Eleventy and Astro have it."""
        words = self.slug or self.known.words or self.known.whole
        zola = self.site.generator is Generator.ZOLA
        make = slugged if zola else _without_blanks
        start = self._language()
        return "/".join((start, *map(make, self.known.folders), make(words), ""))


def section_pattern(site: Site, known: Named) -> str:
    """Return the pattern that Hugo's settings give the section of a file, "" if none."""
    patterns = table_of(site.config, "permalinks")
    patterns = table_of(patterns, "page") or patterns
    section = known.folders[0].lower() if known.folders else ""
    return text_of(patterns, section) if section else ""


def slugged(text: str) -> str:
    """Return a title as generators write it into addresses: words of any script, and hyphens."""
    plain = re.sub(r"[^\w\s./-]", "", normalize("NFC", text)).strip().lower()
    return re.sub(r"[\s-]+", "-", plain)


def _without_blanks(text: str) -> str:
    """Return a name as a part of a path."""
    return text.strip().replace(" ", "-")
