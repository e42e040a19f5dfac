"""From a file to a post or page: which of the two it is, when it was published, and whether.

What is a post? What lies in `_posts` or `_drafts`; and what has a date, above it or in its name.
Where Hugo's settings give some sections addresses with a date in them, or name the main sections,
only those hold posts. The rest are pages ("About"). In a plain folder or an Obsidian vault, where
hardly anything is dated, a text without a date is a post without one, unless it is named like a
page; so it is in Pelican's folders, where pages lie in `pages`. Hexo's posts lie in `_posts`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from blog2book.markup.text import unescape
from blog2book.model.archive import SECRET, Kind, Status
from blog2book.readers.blog import Item, Text
from blog2book.readers.markdown.fields import (
    authors_of,
    moment_of,
    table_of,
    text_of,
    texts_of,
    truth_of,
)
from blog2book.readers.markdown.front import Field, Fields, Front
from blog2book.readers.markdown.places import Named, named, place
from blog2book.readers.markdown.site import Generator, Site
from blog2book.readers.notices import strange
from blog2book.readers.times import wall, zone

_DATES = (
    "date", "publishdate", "pubdate", "pubdatetime", "published", "publish_date", "published_at",
    "date_published", "datepublished", "post_date", "posted", "created", "created_at",
    "creationdate", "date created", "created at",
)  # fmt: skip
_UPDATES = ("lastmod", "updated", "modified", "last_modified_at", "updateddate", "moddatetime")
_IN_PATH = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[-/_]|$)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[-_ ]+|$)")
_PAGE_NAMES = re.compile(
    r"about(?:[-_ ]?(?:me|us))?|contact|imprint|impressum|privacy|datenschutz|home|index|now|uses"
    r"|links|blogroll|projects|archives?|tags|categories|search|subscribe|newsletter|resume|cv",
    re.IGNORECASE,
)
_PUBLISHED = frozenset({"published", "publish", "public", "live", "final"})
_HELD_BACK = frozenset({"draft", "drafts", "hidden", "skip", "unlisted", "wip", "pending"})
_CODE = re.compile(r"`([^`]+)`")
_MARKUP = re.compile(r"&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]{2,8});|</?(?:em|i|b|strong|code|br|span)\b")
_HEADING = re.compile(r"\s*(?:#[ \t]+(\S.*?)[ \t]*#*[ \t]*(?:\n|$)|(\S.*)\n=+[ \t]*(?:\n|$))")
_MARKS = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|\*\*?([^*]*)\*\*?|[ \t]*\{[:#.][^{}]*\}[ \t]*$")
_ONLY_DATE = re.compile(r"[\d\W_]*")
_LOCAL = frozenset({Generator.JEKYLL, Generator.HEXO})
_LABELS = ("categories", "tags", "keywords", "topics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What turning a post's text into HTML must know of it.

    `name` is its file, relative to the site; `markup` is "markdown", "html" or "rest";
    `unknown` counts the tags and directives in its text that nobody knows.
    """

    name: str
    markup: str
    permalink: str
    title: str
    fields: Mapping[str, Field]
    unknown: Counter[str]


@dataclass(slots=True)
class Findings:
    """What was met while posts were read: statuses that nobody knows."""

    statuses: Counter[str] = field(default_factory=Counter)


def left_out(site: Site, fields: Mapping[str, Field]) -> tuple[str, str] | None:
    """Return why a file is no page of its own, None if it may be one."""
    build = {**table_of(fields, "_build"), **table_of(fields, "build")}
    never = text_of(build, "render") in {"never", "false"}
    if site.generator is Generator.ZOLA:
        never = truth_of(fields, "render") is False
    if never or truth_of(fields, "headless"):
        return ("headless bundle", "its site makes no page of it")
    return None


def item_of(
    site: Site, name: str, front: Front, fields: Fields, markup: str, findings: Findings
) -> tuple[Item, Page]:
    """Return a post or page, and what its text's conversion must know; its text is raw yet."""
    known = named(site, name)
    published, timed = _published(site, fields, known, name)
    title, body = _title(site, known, front, fields, markup)
    status = _status(site, name, front, fields, findings)
    where = place(site, known, fields, title, _by_address(site, fields, published))
    secret = status in SECRET
    item = Item(
        text=Text(raw=body),
        file=site.root.rstrip("/") or site.folder.name if secret else site.root + name,
        place=f"line {front.line}",
        kind=_kind(site, known, name, fields, dated=published is not None),
        status=status,
        title=title,
        published=published,
        timed=timed,
        updated=next(
            (moment for one in _UPDATES if (moment := moment_of(fields.get(one))[0])), None
        ),
        author=authors_of(fields),
        labels=_labels(site, fields),
        language=_language(site, known, fields),
        permalink=where.permalink,
        aliases=where.aliases,
    )
    page = Page(
        name=name,
        markup=markup,
        permalink=where.permalink,
        title=title,
        fields=_shown(fields),
        unknown=item.text.unknown,
    )
    return item, page


def _shown(fields: Fields) -> Fields:
    """Return those fields that a post's text needs (galleries are lists): so the others can go."""
    return {
        key: value
        for key, value in fields.items()
        if key in _NEEDED
        or (isinstance(value, list) and any(isinstance(one, dict) for one in value))
    }


_NEEDED = frozenset(
    {"subtitle", "math", "mathjax", "katex", "latex", "use_math", "usemath", "extra", "params"}
    | {"cover", "image", "featureimage", "featured_image", "featuredimage", "feature_image"}
    | {"thumbnail", "cover_image", "coverimage", "banner", "heroimage", "hero_image", "header"}
    | {"images", "photo", "photos", "feature", "img"}
)


def _published(site: Site, fields: Fields, known: Named, name: str) -> tuple[datetime | None, bool]:
    """Return when a post was published: by what it says, else by its name or path.

    Hugo keeps a post back until its `publishDate`, by any of three names, whatever its `date` is.
    """
    hugo = site.generator is Generator.HUGO
    first = ("publishdate", "pubdate", "published") if hugo else ()
    for one in (*first, *_DATES):
        moment, timed = moment_of(fields.get(one))
        if moment is not None:
            return moment, timed
    path = text_of(fields, "path", "url", "permalink", "slug")
    in_path = _IN_PATH.search(path) or _IN_PATH.search(name)
    day = known.day or ("-".join(in_path.groups()) if in_path else "")
    return moment_of(day or _compact(known.whole)[0])


def _compact(stem: str) -> tuple[str, str]:
    """Return the day with which a name such as "20090224_words" begins, and its words."""
    found = _COMPACT.match(stem)
    day = "-".join(found.groups()) if found else ""
    return (day, stem[found.end() :]) if found and moment_of(day)[0] else ("", stem)


def _by_address(site: Site, fields: Fields, published: datetime | None) -> datetime | None:
    """Return the clock time that an address is made of.

    Hugo takes `date` for it; Jekyll and Hexo show any moment by the clock of the site's zone.
    """
    if site.generator is Generator.HUGO and (written := moment_of(fields.get("date"))[0]):
        return written
    there = zone(site.timezone) if site.generator in _LOCAL else None
    return wall(published, there) if published and there else published


def other_names(site: Site, fields: Fields) -> tuple[str, ...]:
    """Return the other names by which notes of a vault call one: no addresses, as elsewhere."""
    return texts_of(fields, "aliases", "alias") if site.generator is Generator.OBSIDIAN else ()


def _kind(site: Site, known: Named, name: str, fields: Fields, *, dated: bool) -> Kind:
    """Return whether a file is a post or a page: see the module's docstring."""
    layout = text_of(fields, "type", "layout").lower()
    within = set(known.folders[:-1]) | set(known.folders[-1:])
    is_post = dated
    if re.search(r"(?:^|/)_(?:posts|drafts)/", name):
        is_post = True
    elif layout in {"page", "about"} or "pages" in within or site.generator is Generator.HEXO:
        is_post = False
    elif site.generator in {Generator.PLAIN, Generator.OBSIDIAN, Generator.PELICAN}:
        is_post = dated or not _PAGE_NAMES.fullmatch(known.words)
    elif site.generator is Generator.HUGO and (sections := _sections(site)):
        is_post = dated and bool(known.folders) and known.folders[0].lower() in sections
    return Kind.POST if is_post else Kind.PAGE


def _sections(site: Site) -> frozenset[str]:
    """Return the sections of Hugo's that hold posts by the settings, none if they do not say."""
    params = table_of(site.config, "params")
    main = texts_of(params, "mainsections") or texts_of(site.config, "mainsections")
    patterns = table_of(site.config, "permalinks")
    patterns = table_of(patterns, "page") or patterns
    dated = [
        section
        for section, pattern in patterns.items()
        if isinstance(pattern, str) and ":year" in pattern
    ]
    return frozenset(one.lower() for one in (*main, *dated))


# Status


def _status(site: Site, name: str, front: Front, fields: Fields, findings: Findings) -> Status:
    """Return how a post stood. What cannot be read with certainty is no published post."""
    word = text_of(fields, "status", "visibility", "post_status").lower()
    status = Status.PUBLISHED
    if text_of(fields, "password"):
        status = Status.PROTECTED
    elif truth_of(fields, "private") or word == "private" or "secret" in fields or front.hidden:
        status = Status.PRIVATE
    elif word in {"trash", "trashed", "deleted"}:
        status = Status.TRASHED
    elif word in {"scheduled", "future"}:
        status = Status.SCHEDULED
    elif word in _HELD_BACK or _is_draft(name, fields) or front.doubtful:
        status = Status.DRAFT
    elif _is_strange(fields) or (word and word not in _PUBLISHED and _is_strict(site, fields)):
        findings.statuses[strange(word or text_of(fields, "draft", "published").lower())] += 1
        status = Status.DRAFT
    return status


def _is_draft(name: str, fields: Fields) -> bool:
    """Say whether a post is said to be a draft, or not to be published."""
    if re.search(r"(?:^|/)_?drafts?/", name, re.IGNORECASE) or truth_of(fields, "draft", "wip"):
        return True
    if truth_of(fields, "hidden", "unlisted", "eleventyexcludefromcollections"):
        return True
    held = (one for one in ("published", "publish", "permalink") if text_of(fields, one))
    return any(truth_of(fields, one) is False for one in held)


def _is_strange(fields: Fields) -> bool:
    """Say whether there is a word about publishing that nobody understands."""
    draft, published = fields.get("draft", ""), fields.get("published", "")
    if draft and truth_of(fields, "draft") is None:
        return True
    known = truth_of(fields, "published") is not None or moment_of(published)[0] is not None
    return bool(published) and not known


def _is_strict(site: Site, fields: Fields) -> bool:
    """Say whether `status` is a word of the generator, and not of somebody's theme or garden."""
    return site.generator is Generator.PELICAN or "post_status" in fields


# Words


def _title(site: Site, known: Named, front: Front, fields: Fields, markup: str) -> tuple[str, str]:
    """Return the title, and the text without it where it begins with it."""
    title = text_of(fields, "title")
    body = front.body
    heading = _HEADING.match(body[:1000]) if markup == "markdown" else None
    words = _words(_MARKS.sub(r"\1\2", heading[1] or heading[2])) if heading else ""
    title = _words(title)
    if heading and (not title or words == title):
        return words, body[heading.end() :]
    if not title and not _ONLY_DATE.fullmatch(known.words):
        _day, words = _compact(known.words)
        if site.generator is Generator.OBSIDIAN:
            title = words
        elif site.generator is Generator.PLAIN and not front.found:
            title = re.sub(r"[-_]+", " ", words)
            title = title[:1].upper() + title[1:]
    return title, body


def _words(title: str) -> str:
    """Return a title as plain text: without marks of code, and HTML only where it is some."""
    plain = _CODE.sub(r"\1", title)
    return unescape(plain) if _MARKUP.search(plain) else plain.strip()


def _labels(site: Site, fields: Fields) -> tuple[str, ...]:
    """Return categories and tags; Jekyll parts the words of a line."""
    between = " " if site.generator is Generator.JEKYLL else ","
    taxonomies = table_of(fields, "taxonomies")
    found: Sequence[str] = (
        *texts_of(fields, "category", "tag", between=","),
        *texts_of(fields, *_LABELS, between=between),
        *texts_of(taxonomies, *_LABELS),
    )
    return tuple(dict.fromkeys(one.lstrip("#") for one in found if one.lstrip("#")))


def _language(site: Site, known: Named, fields: Fields) -> str:
    """Return the language of a post: its own word, else its name's; "" if neither says it."""
    own = text_of(fields, "lang", "language", "locale", "languagecode")
    return own or site.languages.get(known.language, "")
