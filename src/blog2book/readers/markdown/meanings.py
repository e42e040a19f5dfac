"""What the tags of generators mean: pictures, films, links, code; of the rest the words stay."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from blog2book.addresses import display
from blog2book.markup.markdown import to_html
from blog2book.readers.figures import embed, figure, player
from blog2book.readers.markdown.links import Links
from blog2book.readers.markdown.masks import Masks
from blog2book.readers.markdown.posts import Page
from blog2book.readers.markdown.site import Generator
from blog2book.readers.markdown.tags import Tag, replaced
from blog2book.readers.unread import PICTURE

_LIQUID = frozenset({Generator.JEKYLL, Generator.ELEVENTY, Generator.HEXO, Generator.PLAIN})
_OPENINGS: Mapping[Generator, frozenset[str]] = {
    Generator.JEKYLL: frozenset({"{{", "{%"}),
    Generator.ELEVENTY: frozenset({"{{", "{%"}),
    Generator.HEXO: frozenset({"{{", "{%"}),
    Generator.HUGO: frozenset({"{{<", "{{%"}),
    Generator.ZOLA: frozenset({"{{", "{%"}),
    Generator.PELICAN: frozenset({"{%"}),
    Generator.PLAIN: frozenset({"{{<", "{{%", "{{", "{%"}),
}
_VERBATIM = re.compile(r"\{%-?\s*(raw|verbatim)\s*-?%\}")
_COMMENT = re.compile(
    r"\{%-?\s*(comment)\b[^%]{0,80}-?%\}|\{\{[<%]\s*(comment)\b[^>%]{0,80}[>%]\}\}|\{::(comment)\}"
)
_CODE = re.compile(
    r"\{%-?\s*(highlight|codeblock|code|prism)\b([^%\n]{0,300})-?%\}"
    r"|\{\{[<%]\s*(highlight)\b([^>%\n]{0,300})[>%]\}\}"
)
_ESCAPED = re.compile(r"\{\{([<%]?)/\*([^\n]{0,500}?)\*/([>%]?)\}\}")
_GALLERY = re.compile(
    r"\{%-?\s*(gallery)\b[^%\n]{0,300}-?%\}|\{\{[<%]\s*(gallery)\b[^<>%\n]{0,300}(?<!/)[>%]\}\}"
)
_FILMS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "spotify": "https://open.spotify.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "codepen": "https://codepen.io/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "asciinema": "https://asciinema.org/a/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
    "streamable": "https://streamable.com/{}",
}
"""Tags that show something from elsewhere, and its address by its id."""
_PLAYED = frozenset({"video", "audio", "mp3", "mp4", "iframe", "embed", "player"})
_QUOTES = frozenset({"blockquote", "quote", "pullquote", "centerquote", "cq"})
_SILENT = frozenset({"more", "toc", "raw", "rawhtml", "html", "endraw", "unsafe"})
_SOURCES = (
    "src",
    "url",
    "image_path",
    "path",
    "file",
    "img",
    "image",
    "filename",
    "image_url",
    "source",
)
_CAPTIONS = ("caption", "description", "desc", "text", "figcaption")
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_OBSIDIAN = re.compile(r"%%|==|\^")
_BLOCK_ID = re.compile(
    r"(?:^|(?<=\S)[ \t])[ \t]*\^[A-Za-z0-9-]{1,100}[ \t]*$(?=\n[ \t]*(?:\n|[-*+]|\d+[.)])|\n*\Z)",
    re.MULTILINE,
)
"""The name of a paragraph or an item, at its end, by which other notes call it."""
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")


class Meanings:
    """Reads the tags of one site's texts. `unknown` counts tags whose meaning nobody knows."""

    def __init__(self, links: Links) -> None:
        self.unknown: Counter[str] = Counter()
        self._links = links
        self._site = links.site
        self._openings = _OPENINGS.get(links.site.generator, frozenset())

    def read(self, text: str, page: Page) -> str:
        """Return a text without tags; code keeps what it shows."""
        tagged = bool(self._openings) and "{" in text
        obsidian = self._site.generator is Generator.OBSIDIAN
        wiki = "[[" in text
        if not (tagged or wiki or (obsidian and _OBSIDIAN.search(text))):
            return text
        masks = Masks()
        text = masks.clear(text)
        if self._site.generator is Generator.HUGO:  # which reads its tags in code, too
            text = _shown(text, masks)
        liquid = self._site.generator in _LIQUID
        if liquid:
            text = _pairs(text, _VERBATIM, lambda _found, inner: masks.put(inner))
            text = _pairs(text, _CODE, lambda found, inner: masks.put(_fenced(found, inner)))
            text = _pairs(text, _COMMENT, lambda _found, _inner: "")
        if page.markup == "markdown":
            text = masks.code(text)
        if not liquid:
            text = _pairs(text, _CODE, lambda found, inner: masks.put(_fenced(found, inner)))
            text = _pairs(text, _COMMENT, lambda _found, _inner: "")
        text = _shown(text, masks)
        if tagged:
            text = _pairs(text, _GALLERY, lambda _found, inner: _gallery(inner))
            text = replaced(text, self._reader(page))
        if obsidian:
            text = _BLOCK_ID.sub("", _without_comments(text))
            text = _MARKED.sub(r"<mark>\1</mark>", text)
        if wiki:
            text = self._links.wiki(text, page)
        return masks.back(text)

    def _reader(self, page: Page) -> Callable[[Tag], str | None]:
        """Return a function that says what stands in a tag's place."""
        opened: list[str | None] = []

        def change(tag: Tag) -> str | None:
            if tag.opening not in self._openings or not self._is_tag(tag):
                return None
            if tag.opening == "{{" and "(" not in tag.inside:
                return self._output(tag, page)
            ends = tag.closes or tag.name.startswith("end")
            if tag.name == "end" or tag.name.removeprefix("end") in _QUOTES:
                return _quotation(tag, opened, ends=ends)
            if ends:
                return ""
            if self._site.generator is Generator.ZOLA and tag.opening == "{%":
                opened.append(None)
            made = self._meaning(tag, page)
            block = made.startswith("<figure") and page.markup == "markdown"
            return f"\n\n{made}\n\n" if block else made

        return change

    def _is_tag(self, tag: Tag) -> bool:
        """Say whether the generator would read a tag, and not show it as text."""
        if self._site.generator is Generator.ZOLA:
            return "(" in tag.inside or tag.name == "end"
        if self._site.generator is Generator.PLAIN and tag.opening == "{{":
            return bool(re.match(r"(?:site|page)\.|[\"'/]", tag.inside))
        return bool(tag.name) or tag.opening == "{{"

    def _meaning(self, tag: Tag, page: Page) -> str:
        """Return what a tag shows, "" if nobody knows, which is counted."""
        name = tag.name
        address = self._target(tag, page)
        if address is not None:
            return address
        if name in {"include", "include_relative", "render", "partial"}:
            return self._included(tag, page)
        if film := _film(name, tag):
            return embed(film, title=tag.get("title"))
        if name in _PLAYED and (
            source := tag.get("src", "url", "file", "mp4", "id") or tag.word(0)
        ):
            return player(source, title=tag.get("title"))
        picture = self._picture(tag, page)
        if not picture and name not in _SILENT:
            self.unknown[name] += 1
        return picture

    def _target(self, tag: Tag, page: Page) -> str | None:
        """Return the address or the link that a tag stands for, None if it stands for none."""
        links, name, first = self._links, tag.name, tag.word(0) or tag.get("path")
        if name in {"ref", "relref", "post_url", "link", "post_path"}:
            return links.named(first, page) or self._lost(first)
        if name == "asset_path":
            return links.stood(first, page)
        if name in {"post_link", "asset_link"}:
            words = " ".join(one for one in tag.words[1:] if one not in {"true", "false"}) or first
            target = links.named(first, page) if name == "post_link" else first
            return f"[{words}](<{target}>)" if target else words + self._lost(first)
        return None

    def _lost(self, name: str) -> str:
        """Count a link to a post that is not there, and return nothing."""
        self._links.miss(name)
        return ""

    def _included(self, tag: Tag, page: Page) -> str:
        """Return what a piece of the theme shows, as far as its arguments tell."""
        name = re.sub(r"\.\w+$", "", tag.word(0).rpartition("/")[2]).lower()
        kind = next((one for one in _FILMS if one in f"{name} {tag.get('provider').lower()}"), "")
        if kind and (film := _film(kind, tag, first=1)):
            return embed(film, title=tag.get("title"))
        picture = self._picture(replace(tag, words=tag.words[1:]), page)
        if not picture:
            self.unknown[f"include {name}"] += 1
        return picture

    def _picture(self, tag: Tag, page: Page) -> str:
        """Return the picture that a tag shows, a figure if it has a caption; "" if it shows none.

        A link to a large copy that the site does not hold goes: it would be taken for the picture.
        """
        source, words = _source(tag)
        if not source:
            return ""
        alt = tag.get("alt") or words
        told = " ".join(
            _inline(one)
            for one in (tag.get(*_CAPTIONS) or tag.get("title"), tag.get("attr"))
            if one
        )
        link = tag.get("link", "href")
        if PICTURE.search(link) and not self._links.picture(link, page):
            link = ""
        if page.markup == "markdown" and not told:
            plain = re.sub(r"([\[\]\\])", r"\\\1", alt)
            image = f"![{plain}](<{source}>)"
            return f"[{image}](<{link}>)" if link else image
        image = f'<img src="{escape(source)}" alt="{escape(alt)}">'
        if link:
            image = f'<a href="{escape(link)}">{image}</a>'
        return figure(image, told) if told else image

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
            self.unknown[operand[:40] or "{{ }}"] += 1
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


def _without_comments(text: str) -> str:
    """Return a note without what Obsidian shows to its writer only; one left open hides all."""
    parts = text.split("%%")
    return "".join(parts[::2])


def _pairs(text: str, opening: re.Pattern[str], made: Callable[[re.Match[str], str], str]) -> str:
    """Return a text with what stands between two tags, and the tags, changed."""
    parts: list[str] = []
    last = 0
    never: set[str] = set()
    while found := opening.search(text, last):
        name = next(one for one in found.groups() if one)
        closing = re.compile(
            rf"\{{%-?\s*end_?{name}\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
            rf"|\{{:/(?:{name})?\}}"
        )
        end = None if name in never else closing.search(text, found.end())
        parts.append(text[last : found.start()])
        if end is None:
            never.add(name)
            parts.append(found[0])
            last = found.end()
        else:
            parts.append(made(found, text[found.end() : end.start()]))
            last = end.end()
    return "".join((*parts, text[last:]))


def _shown(text: str, masks: Masks) -> str:
    """Return a text with the tags put aside that are shown and not read: "{{</* x */>}}"."""
    return _ESCAPED.sub(lambda one: masks.put(f"{{{{{one[1]}{one[2]}{one[3]}}}}}"), text)


def _gallery(inner: str) -> str:
    """Return what stands between a gallery's tags as one: it is no code, however it is indented."""
    lines = "\n".join(line.strip() for line in inner.split("\n"))
    return f'\n\n<div class="gallery">\n\n{lines}\n\n</div>\n\n'


def _fenced(found: re.Match[str], inner: str) -> str:
    """Return code between tags as a fence."""
    words = (found[2] or found[4] or "").split()
    language = next((one.partition(":")[2] for one in words if one.startswith("lang:")), "")
    if not language and (found[1] or found[3]) in {"highlight", "prism"} and words:
        language = words[0].strip("\"',")
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n{fence}{language}\n{inner.strip(chr(10))}\n{fence}\n"


def _quotation(tag: Tag, opened: list[str | None], *, ends: bool) -> str:
    """Return the beginning or the end of a quotation; who said it stands at its end.

    `opened` holds, as HTML, the authors of quotations that are open, and None for what else is,
    since Zola's tags all end alike.
    """
    if not ends:
        opened.append(_author(tag))
        return "\n<blockquote>\n\n"
    author = opened.pop() if opened else None
    if author is None:
        return ""
    told = f"<p>— {author}</p>" if author else ""
    return f"\n\n{told}</blockquote>\n\n"


def _author(tag: Tag) -> str:
    """Return who said what is quoted, as HTML; an address, and a title behind it, make a link."""
    words = tag.words
    place = next((at for at, word in enumerate(words) if re.match("https?://", word)), len(words))
    address = tag.get("link", "url") or tag.word(place)
    author = (tag.get("author", "source", "cite") or " ".join(words[:place])).strip()
    told = [escape(author, quote=False)] if author else []
    if address:
        title = " ".join(words[place + 1 :]) or display(address)
        told.append(f'<a href="{escape(address)}">{escape(title, quote=False)}</a>')
    return ", ".join(told)


def _film(name: str, tag: Tag, first: int = 0) -> str:
    """Return the address of what a player shows, "" if the tag is none or names nothing."""
    kind = {"twitter": "tweet", "x": "tweet", "yt": "youtube", "youtubeplayer": "youtube"}.get(
        name, name
    )
    pattern = _FILMS.get(kind)
    if pattern is None:
        return ""
    given = tag.get("id", "src", "url", "video", "videoid", "bvid", "link") or tag.word(first)
    if given.startswith(("http://", "https://")):
        return given
    if kind == "gist" and tag.word(first + 1) and re.fullmatch(r"[\w-]+", tag.word(first + 1)):
        given = f"{given}/{tag.word(first + 1)}"
    return pattern.format(given) if re.fullmatch(r"[\w./:@-]+", given) else ""


def _source(tag: Tag) -> tuple[str, str]:
    """Return the address of the picture that a tag shows, "" if it shows none, and loose words."""
    source = tag.get(*_SOURCES)
    words = [one for one in tag.words if one]
    if not source:
        source = next((one for one in words if PICTURE.search(one.partition("?")[0])), "")
        words = words[words.index(source) + 1 :] if source else []
    if not source or not (PICTURE.search(source.partition("?")[0]) or tag.name in _PICTURES):
        return "", ""
    loose = next((one for one in words if " " in one), "") or " ".join(
        one for one in words if not re.fullmatch(r"\d*(?:px|%)?", one)
    )
    return source, loose.strip("\"' ")


_PICTURES = frozenset(
    {"figure", "img", "image", "picture", "asset_img", "fig", "imgproc", "resize"}
)


def _inline(text: str) -> str:
    """Return a caption, which may be Markdown, as HTML in one line."""
    html = to_html(text).strip()
    return re.sub(r"^<p>|</p>$|\n", " ", html).strip()
