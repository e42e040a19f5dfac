"""What the tags of generators mean: pictures, films, links, code; of the rest the words stay."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from blog2book.markup.services import service
from blog2book.readers.figures import embed, figure, picture, player
from blog2book.readers.markdown import between, components
from blog2book.readers.markdown.arguments import caption, film, kept, kind_of, linked, source, told
from blog2book.readers.markdown.fields import text_of
from blog2book.readers.markdown.front import Field
from blog2book.readers.markdown.links import Links
from blog2book.readers.markdown.masks import Masks
from blog2book.readers.markdown.pelican import with_blanks
from blog2book.readers.markdown.posts import Page
from blog2book.readers.markdown.site import Generator
from blog2book.readers.markdown.tags import Tag, replaced
from blog2book.readers.unread import PICTURE

_LIQUID = frozenset({Generator.JEKYLL, Generator.ELEVENTY, Generator.HEXO, Generator.PLAIN})
_VARIABLES = _LIQUID - {Generator.HEXO}
"""Where a word without quotation marks, in a tag of Liquid's, is the name of a value."""
_OPENINGS: Mapping[Generator, frozenset[str]] = {
    Generator.JEKYLL: frozenset({"{{", "{%"}),
    Generator.ELEVENTY: frozenset({"{{", "{%"}),
    Generator.HEXO: frozenset({"{{", "{%"}),
    Generator.HUGO: frozenset({"{{<", "{{%"}),
    Generator.ZOLA: frozenset({"{{", "{%"}),
    Generator.PELICAN: frozenset({"{%"}),
    Generator.PLAIN: frozenset({"{{<", "{{%", "{{", "{%"}),
}
_PLAYED = frozenset({"video", "audio", "mp3", "mp4", "iframe", "embed", "player"})
_SILENT = frozenset({"more", "toc", "raw", "rawhtml", "html", "endraw", "unsafe", "fragment"})
_LOGIC = frozenset(
    {"if", "elsif", "elseif", "else", "unless", "for", "case", "when", "assign", "capture", "set"}
    | {"increment", "decrement", "cycle", "tablerow", "layout", "block", "extends", "macro"}
    | {"import", "from", "with", "break", "continue", "liquid", "paginate"}
)
"""Tags of templates that say what to do, and hold no words."""
_INCLUDES = frozenset({"include", "include_relative", "include_cached", "render", "partial"})
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_OBSIDIAN = re.compile(r"%%|==|\^|!\[")
_SIZED = re.compile(r"!\[((?:[^\[\]|\n]{1,300}(?=\|))?)\|?[ \t]*\d{1,5}(?:x\d{1,5})?[ \t]*\]\(")
"""A picture in Markdown whose width stands where it is described."""
_BLOCK_ID = re.compile(
    r"(?:^|(?<=\S)[ \t])[ \t]*\^[A-Za-z0-9-]{1,100}[ \t]*$(?=\n[ \t]*(?:\n|[-*+]|\d+[.)])|\n*\Z)",
    re.MULTILINE,
)
"""The name of a paragraph or an item, at its end, by which other notes call it."""
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z+.-]*:|/")


class Meanings:
    """Reads the tags of one site's texts; a page counts those whose meaning nobody knows."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._site = links.site
        self._openings = _OPENINGS.get(links.site.generator, frozenset())

    def read(self, text: str, page: Page) -> str:
        """Return a text without tags; code keeps what it shows."""
        tagged = bool(self._openings) and "{" in text
        obsidian = self._site.generator is Generator.OBSIDIAN
        wiki = "[[" in text
        mdx = page.name.lower().endswith(".mdx")
        pelican = self._site.generator is Generator.PELICAN
        if not (tagged or wiki or mdx or pelican or (obsidian and _OBSIDIAN.search(text))):
            return text
        masks = Masks()
        text = masks.clear(text)
        if mdx:
            text = components.prepared(text)
        if self._site.generator is Generator.HUGO:  # which reads its tags in code, too
            text = between.shown(text, masks)
        text = self._without_code(text, page, masks)
        if mdx:
            text = components.read(text, self._reader(page))
        if pelican and page.markup == "markdown":
            text = with_blanks(text)
        if tagged:
            text = between.pairs(
                text, between.GALLERY, lambda _found, inner: between.gallery(inner)
            )
            text = replaced(between.links(between.tabs(text)), self._reader(page))
        if obsidian:
            text = _BLOCK_ID.sub("", between.without_comments(text))
            text = _MARKED.sub(r"<mark>\1</mark>", text)
            text = _SIZED.sub(r"![\1](", text)
        if wiki:
            text = self._links.wiki(text, page)
        return masks.back(text)

    def _without_code(self, text: str, page: Page, masks: Masks) -> str:
        """Return a text with its code, and what is only shown, put aside, and without remarks."""
        liquid = self._site.generator in _LIQUID
        if page.markup == "markdown" and not liquid:
            text = masks.code(text)
        if liquid:
            text = between.pairs(text, between.VERBATIM, lambda _found, inner: masks.put(inner))
        text = between.pairs(
            text,
            between.CODE,
            lambda found, inner: masks.put(between.fenced_code(found, inner)),
        )
        text = between.pairs(text, between.COMMENT, lambda _found, _inner: "")
        if page.markup == "markdown" and liquid:
            text = masks.code(text)
        return between.shown(text, masks)

    def _reader(self, page: Page) -> Callable[[Tag], str | None]:
        """Return a function that says what stands in a tag's place."""
        opened: list[str | None] = []

        def change(tag: Tag) -> str | None:
            if tag.opening == "<":
                return "" if tag.closes else self._placed(tag, page)
            if tag.opening not in self._openings or not self._is_tag(tag):
                return None
            if tag.opening == "{{" and "(" not in tag.inside:
                return self._output(tag, page)
            ends = tag.closes or tag.name.startswith("end")
            if tag.name == "end" or tag.name.removeprefix("end") in between.QUOTES:
                return between.quotation(tag, opened, ends=ends)
            if ends:
                return ""
            if self._site.generator is Generator.ZOLA and tag.opening == "{%":
                opened.append(None)
            return self._placed(tag, page)

        return change

    def _placed(self, tag: Tag, page: Page) -> str:
        """Return what a tag shows; a figure in Markdown has lines of its own."""
        made = self._meaning(tag, page)
        block = made.startswith("<figure") and page.markup == "markdown"
        return f"\n\n{made}\n\n" if block else made

    def _is_tag(self, tag: Tag) -> bool:
        """Say whether the generator would read a tag, and not show it as text."""
        if self._site.generator is Generator.ZOLA:
            return "(" in tag.inside or tag.name == "end"
        if self._site.generator is Generator.PLAIN and tag.opening == "{{":
            return bool(re.match(r"(?:site|page)\.|[\"'/]", tag.inside))
        return bool(tag.name) or tag.opening == "{{"

    def _meaning(self, tag: Tag, page: Page) -> str:
        """Return what a tag shows; of one that nobody knows, which is counted, its words."""
        kind, name = kind_of(tag.name), tag.name.lower()
        address = self._target(tag, page)
        if address is not None:
            return address
        if name in _INCLUDES:
            return self._included(tag, page)
        if kind and (shown := film(kind, tag)):
            return embed(shown, caption(tag), tag.get("title"))
        if plays := _plays(name, tag):
            return player(plays, caption(tag), tag.get("title"))
        return self._picture(replace(tag, name=name), page) or self._words(tag, tag.name, page)

    def _words(self, tag: Tag, name: str, page: Page) -> str:
        """Return the words of a tag that nobody knows, and count it."""
        if name.lower() in _SILENT:
            return ""
        page.unknown[name] += 1
        if name in _LOGIC:
            return ""
        variables = tag.opening == "{%" and self._site.generator in _VARIABLES
        return kept(replace(tag, variables=variables), page.markup)

    def _target(self, tag: Tag, page: Page) -> str | None:
        """Return the address or the link that a tag stands for, None if it stands for none."""
        links, name, first = self._links, tag.name, tag.word(0) or tag.get("path")
        if name == "link":
            return self._link(tag, page)
        if name in {"ref", "relref", "post_url", "post_path"}:
            return links.named(first, page) or self._lost(first)
        if name == "asset_path":
            return links.stood(first, page)
        if name in {"post_link", "asset_link"}:
            words = " ".join(one for one in tag.words[1:] if one not in {"true", "false"}) or first
            target = links.named(first, page) if name == "post_link" else first
            return f"[{words}](<{target}>)" if target else words + self._lost(first)
        return None

    def _link(self, tag: Tag, page: Page) -> str | None:
        """Return what `{% link … %}` stands for, None for another generator's.

        Jekyll has the file there, whose address it prints, and Hexo the words of a link before
        the address (and, behind it, whether it opens anew, and a title).
        """
        words, first = tag.words, tag.word(0)
        if tag.opening != "{%":
            return None
        place = next((at for at, one in enumerate(words) if at and _ADDRESS.match(one)), 0)
        if place and self._site.generator is not Generator.JEKYLL:
            title = " ".join(one for one in words[place + 1 :] if one not in {"true", "false"})
            return linked(" ".join(words[:place]), words[place], title)
        if self._site.generator is Generator.HEXO:
            return linked(first, first) if _ADDRESS.match(first) else " ".join(words)
        found = self._links.named(first, page)
        if not found and first.strip("/") in self._links.files:
            found = f"{self._site.base}/{first.strip('/')}"
        return found or self._lost(first)

    def _lost(self, name: str) -> str:
        """Count a link to a post that is not there, and return nothing."""
        self._links.miss(name)
        return ""

    def _included(self, tag: Tag, page: Page) -> str:
        """Return what a piece of the theme shows, as far as its arguments tell."""
        name = re.sub(r"\.\w+$", "", tag.word(0).rpartition("/")[2]).lower()
        rest = replace(tag, words=tag.words[1:])
        if name == "gallery" and (rows := _gallery(page, tag)):
            return rows
        if name in _SILENT:
            return ""
        kind = kind_of(name) or kind_of(tag.get("provider"))
        if kind and (shown := film(kind, tag, first=1)):
            return embed(shown, caption(tag), tag.get("title"))
        if plays := _plays(name, rest):
            return player(plays, caption(tag), tag.get("title"))
        return self._picture(rest, page) or self._words(rest, f"include {name}", page)

    def _picture(self, tag: Tag, page: Page) -> str:
        """Return the picture that a tag shows, a figure if it has a caption; "" if it shows none.

        A link to a large copy that the site does not hold goes: it would be taken for the picture.
        """
        found, words = source(tag)
        if not found:
            return ""
        alt = tag.get("alt") or words
        below = told(tag)
        link = tag.get("link", "href")
        if PICTURE.search(link) and not self._links.picture(link, page):
            link = ""
        if page.markup == "markdown" and not below:
            plain = re.sub(r"([\[\]\\])", r"\\\1", alt)
            image = f"![{plain}](<{found}>)"
            return f"[{image}](<{link}>)" if link else image
        image = f'<img src="{escape(found)}" alt="{escape(alt)}">'
        if link:
            image = f'<a href="{escape(link)}">{image}</a>'
        return figure(image, below) if below else image

    def _output(self, tag: Tag, page: Page) -> str:
        """Return what `{{ … }}` prints, as far as that can be known."""
        operand, *filters = (part.strip() for part in tag.inside.split("|"))
        known = {
            "site.baseurl": self._site.base,
            "site.url": self._origin(),
            "site.github.url": self._site.address,
            "site.title": self._site.title,
            "page.title": page.title,
            "page.url": page.permalink,
        }
        literal = _STRING.match(operand)
        value = (literal[1] or literal[2] or "") if literal else known.get(operand)
        if value is None:
            page.unknown[operand[:40] or "{{ }}"] += 1
            return ""
        for one in filters:
            value = self._filtered(value, one, known)
        return value

    def _origin(self) -> str:
        """Return the site's address without the path in it."""
        base = self._site.base
        return self._site.address.removesuffix(base) if base else self._site.address

    def _filtered(self, value: str, filtering: str, known: Mapping[str, str]) -> str:
        """Return a value behind one filter; filters that change no words are passed over."""
        name, _colon, argument = filtering.partition(":")
        literal = _STRING.match(argument.strip())
        other = (literal[1] or literal[2] or "") if literal else known.get(argument.strip(), "")
        name = name.strip()
        if name == "prepend":
            return other + value
        if name == "append":
            return value + other
        if name in {"relative_url", "absolute_url", "url"} and "://" not in value:
            base = self._site.address if name == "absolute_url" else self._site.base
            return f"{base}/{value.lstrip('/')}"
        return value


def _plays(name: str, tag: Tag) -> str:
    """Return the address of the film or the sound that a tag plays, "" if it plays none."""
    given = tag.get("src", "url", "file", "mp4", "mp3", "id")
    if name.removesuffix("player").strip("-_") in _PLAYED:
        return given or tag.word(0)
    return given if service(given).kind else ""


def _gallery(page: Page, tag: Tag) -> str:
    """Return the pictures that a list above a post names, as Minimal Mistakes shows them."""
    rows = page.fields.get(tag.get("id") or "gallery")
    made = [_of_gallery(one) for one in rows] if isinstance(rows, list) else []
    return figure("".join(made), caption(tag), "gallery") if any(made) else ""


def _of_gallery(row: Field) -> str:
    """Return one picture of such a list, "" if it names none."""
    fields = row if isinstance(row, dict) else {"image_path": row}
    address = text_of(fields, "image_path", "url", "src", "image")
    if not address:
        return ""
    return picture(address, text_of(fields, "alt"), escape(text_of(fields, "title"), quote=False))
