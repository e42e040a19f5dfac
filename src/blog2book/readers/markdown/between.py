"""What stands between two tags that belong together: code, galleries, quotations, links."""

import re
from collections.abc import Callable
from html import escape

from blog2book.addresses import display
from blog2book.readers.markdown.arguments import address_of, linked, plain
from blog2book.readers.markdown.masks import Masks
from blog2book.readers.markdown.tags import Tag, read

QUOTES = frozenset({"blockquote", "quote", "pullquote", "centerquote", "cq"})
VERBATIM = re.compile(r"\{%-?\s*(raw|verbatim)\s*-?%\}")
COMMENT = re.compile(
    r"\{%-?\s*(comment)\b[^%]{0,80}-?%\}|\{\{[<%]\s*(comment)\b[^>%]{0,80}[>%]\}\}|\{::(comment)\}"
)
CODE = re.compile(
    r"\{%-?\s*(highlight|codeblock|code|prism)\b([^%\n]{0,300})-?%\}"
    r"|\{\{[<%]\s*(highlight)\b([^>%\n]{0,300})[>%]\}\}"
)
GALLERY = re.compile(
    r"\{%-?\s*(gallery)\b[^%\n]{0,300}-?%\}|\{\{[<%]\s*(gallery)\b[^<>%\n]{0,300}(?<!/)[>%]\}\}"
)
_ESCAPED = re.compile(r"\{\{([<%]?)/\*([^\n]{0,500}?)\*/([>%]?)\}\}")
_TAB = re.compile(
    r"<!--[ \t]*(?:end(?:tab|timeline|node|folder)|(?:tab|timeline|node|folder)"
    r"(?:[ \t]+([^<>@\n]{1,200}?))?(?:@[\w -]+)?)[ \t]*-->"
)
_TABBED = re.compile(r"\{%-?\s*(?:tabs|timeline|folders)\b")
_LINK = re.compile(
    r"\{\{([<%])[ \t]*((?:[\w-]{1,20}[-_])?(?:button|btn|link|cta))\b"
    r"([^<>{}\n]{0,500})(?<!/)[>%]\}\}"
    r"([^{}\n]{1,500})\{\{[<%][ \t]*/[ \t]*\2[ \t]*[>%]\}\}"
)
_FAR = re.compile(r"https?://")


def pairs(text: str, opening: re.Pattern[str], made: Callable[[re.Match[str], str], str]) -> str:
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


def shown(text: str, masks: Masks) -> str:
    """Return a text with the tags put aside that are shown and not read: "{{</* x */>}}"."""
    return _ESCAPED.sub(lambda one: masks.put(f"{{{{{one[1]}{one[2]}{one[3]}}}}}"), text)


def without_comments(text: str) -> str:
    """Return a note without what Obsidian shows to its writer only; one left open hides all."""
    parts = text.split("%%")
    return "".join(parts[::2])


def tabs(text: str) -> str:
    """Return a text with the remarks by which Hexo's themes name tabs and times as titles.

    It is no matter which generator the folder looks like: posts alone have none of Hexo's files.
    """
    if not _TABBED.search(text):
        return text
    return _TAB.sub(lambda one: f"\n\n**{plain(one[1])}**\n\n" if one[1] else "", text)


def gallery(inner: str) -> str:
    """Return what stands between a gallery's tags as one: it is no code, however it is indented."""
    lines = "\n".join(line.strip() for line in inner.split("\n"))
    return f'\n\n<div class="gallery">\n\n{lines}\n\n</div>\n\n'


def links(text: str) -> str:
    """Return a text with the buttons around words as links."""

    def change(found: re.Match[str]) -> str:
        _name, address = address_of(read("{{" + found[1], f"{found[2]} {found[3]}"))
        return f"[{found[4].strip()}](<{address}>)" if address else found[0]

    return _LINK.sub(change, text)


def fenced_code(found: re.Match[str], inner: str) -> str:
    """Return code between tags as a fence, below its title and its link."""
    name, words = found[1] or found[3], (found[2] or found[4] or "").split()
    language = next((one.partition(":")[2] for one in words if one.startswith("lang:")), "")
    head = ""
    if name in {"highlight", "prism"}:
        language = language or (words[0].strip("\"',") if words else "")
    else:
        head = headed([one for one in words if not re.match(r"[a-z_]+:(?!//)", one)])
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    fence = "`" * max(3, longest + 1)
    above = f"\n{head}\n" if head else ""
    return f"{above}\n{fence}{language}\n{inner.strip(chr(10))}\n{fence}\n"


def headed(words: list[str]) -> str:
    """Return what Hexo has above code: its title, an address, and the words of that link."""
    place = next((at for at, one in enumerate(words) if _FAR.match(one)), len(words))
    title = plain(" ".join(words[:place]))
    told = f"**{title}**" if title else ""
    if place < len(words):
        shows = plain(" ".join(words[place + 1 :]) or display(words[place]))
        told += f" [{shows}](<{words[place]}>)"
    return told.strip()


def quotation(tag: Tag, opened: list[str | None], *, ends: bool) -> str:
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
    if tag.name == "pullquote" and tag.opening == "{%":
        return ""  # Hexo's says how it looks
    words = tag.words
    place = next((at for at, word in enumerate(words) if _FAR.match(word)), len(words))
    address = tag.get("link", "url") or tag.word(place)
    names = [tag.named[one] for one in ("author", "source", "cite") if tag.named.get(one)]
    author, *titles = names or [" ".join(words[:place])]
    told = [escape(author.strip(), quote=False)] if author.strip() else []
    title = ", ".join(titles) or " ".join(words[place + 1 :])
    if address:
        told.append(linked(title or display(address), address))
    elif titles:
        told.append(escape(title, quote=False))
    return ", ".join(told)
