"""From what WordPress keeps of a text to the dialect of a book."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from blog2book.markup.text import unescape
from blog2book.readers.blog import Text
from blog2book.readers.wordpress import footnotes
from blog2book.readers.wordpress.blocks import reused, spoken
from blog2book.readers.wordpress.embeds import linked
from blog2book.readers.wordpress.items import Item
from blog2book.readers.wordpress.languages import choose
from blog2book.readers.wordpress.pictures import Library
from blog2book.readers.wordpress.shortcodes import Attributes, expand

_BREAK = re.compile(r"<!--(?:more\b[^<>]{0,200}|nextpage|noteaser)-->")
_LATEX = re.compile(r"\$latex\s([^$<>\"]+)\$")


@dataclass(slots=True, kw_only=True)
class Findings:
    """What was met in all bodies of an archive and must be told once: counts by name."""

    languages: Counter[str] = field(default_factory=Counter)
    galleries: int = 0
    blocks: int = 0


class Bodies:
    """Makes bodies for one blog. `blocks` are its reusable blocks by id."""

    def __init__(self, library: Library, blocks: Mapping[str, str], language: str) -> None:
        self.findings = Findings()
        self._library = library
        self._blocks = blocks
        self._language = language

    def plain(self, title: str) -> str:
        """Return a title as plain text, in the blog's language."""
        return unescape(choose(title, self._language).text)

    def text(self, item: Item) -> tuple[Text, str]:
        """Take the text of a post, in one language, and that language if the text itself says so.

        It becomes HTML when its turn comes; without blocks, empty lines in it part paragraphs.
        """
        chosen = choose(item.content, self._language)
        item.content = ""
        self.findings.languages.update(chosen.others)
        blocks = "<!-- wp:" in chosen.text
        unknown: Counter[str] = Counter()
        convert = partial(self._html, item, unknown, blocks=blocks)
        text = Text(raw=chosen.text, breaks=not blocks, convert=convert, unknown=unknown)
        return text, chosen.language

    def _html(self, item: Item, unknown: Counter[str], text: str, *, blocks: bool) -> str:
        """Return a post's text as a browser would have got it, but for its paragraphs."""
        html = self._in_blocks(text, unknown) if blocks else text
        html = _BREAK.sub("\n\n", html)
        html = linked(html, blocks=blocks)
        html = self._library.opened(self._expanded(html, item.identity, unknown))
        html = footnotes.with_kept(html, item.first("footnotes"))
        if "$latex" in html:
            html = _LATEX.sub(r'<img class="latex" alt="\1">', html)
        featured = self._library.featured(item.first("_thumbnail_id"), html)
        return f"{featured}\n\n{html}" if featured else html

    def _in_blocks(self, html: str, unknown: Counter[str]) -> str:
        """Write out the blocks whose words stand elsewhere, and count what could not be."""
        html, missing = reused(html, self._blocks)
        self.findings.blocks += missing
        return spoken(html, unknown)

    def _expanded(self, html: str, post: str, unknown: Counter[str]) -> str:
        """Write out the shortcodes of a post, and count in `unknown` what could not be."""

        def gallery(attributes: Attributes) -> str:
            shown = self._library.gallery(attributes, post)
            self.findings.galleries += not shown
            return shown

        expanded = expand(html, gallery)
        unknown.update(expanded.unknown)
        return expanded.html
