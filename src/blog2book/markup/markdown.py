"""Markdown as bloggers write it, made HTML: CommonMark, tables, footnotes, lists of terms."""

from functools import lru_cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin


def to_html(text: str, *, breaks: bool = False) -> str:
    """Return the HTML of a Markdown text, not yet clean. With `breaks`, a line end is a `<br>`."""
    html: str = _parser(breaks=breaks).render(text)
    return html


@lru_cache(maxsize=2)
def _parser(*, breaks: bool) -> MarkdownIt:
    """Return the parser: raw HTML stays, as Markdown says."""
    parser = MarkdownIt("commonmark", {"breaks": breaks, "html": True})
    parser.enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)
