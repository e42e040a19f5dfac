"""Marks of templates and of WordPress that stand in a text and are none of its words."""

import re

_SHORTCODE = re.compile(r"(?<!\[)\[(/?)([a-zA-Z][\w-]{1,40})((?:\s[^\[\]<>]{0,2000})?)(/?)\](?!\])")


def without_shortcodes(text: str) -> str:
    """Return a body of WordPress without "[gallery ids=…]" and its like; what they hold stays."""
    return _SHORTCODE.sub(" ", text)


_TEMPLATE = re.compile(
    r"\{\{[<%][^{}]{0,2000}[>%]\}\}|\{%[^{}]{0,2000}%\}|\{\{[^{}]{0,500}\}\}|\{:[^{}\n]{0,500}\}"
)


_UNSAID = re.compile(
    r"\{%-?\s*comment\s*-?%\}.{0,2000}?\{%-?\s*endcomment\s*-?%\}|^[*+-][ \t]+\S[^\n]*\n\{:toc\}"
    r"|!\[\[[^\[\]\n]*\]\]|(?<=\[\[)[^\[\]|\n]*\||%%[^%\n]{1,1000}%%"
    r"|(?<=> \[!)\w{1,20}(?=\])|\{/\*.{0,2000}?\*/\}",
    re.DOTALL | re.MULTILINE,
)
"""Remarks for oneself, the place of the contents, and Obsidian's names of files and of boxes."""


def without_templates(text: str) -> str:
    """Return a text without shortcodes of Hugo, tags of Liquid, attributes of kramdown."""
    return _TEMPLATE.sub(" ", _UNSAID.sub(" ", text))
