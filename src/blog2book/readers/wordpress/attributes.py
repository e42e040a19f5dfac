"""Words that readers saw though they stand among settings: in attributes of shortcodes."""

import re
from collections.abc import Mapping
from html import escape

_TITLES = frozenset(
    {"title", "subtitle", "sub_title", "heading", "subheading", "header", "headline", "question"}
)
"""Attributes that are words."""
_WORDED = frozenset({"text", "caption", "label", "answer", "quote", "author", "cite"})
"""Attributes that are words, or one word of a setting: "white", "center"."""
_SETTING = re.compile(r"true|false|yes|no|on|off|none|auto|default|show|hide|h[1-6]", re.IGNORECASE)
_LOWER = re.compile(r"[a-z]+")
_NO_WORDS = re.compile(
    r"(?:https?:|mailto:|www\.|[/#{%$])\S*|\S*[@_=]\S*|\S+\.\w{2,5}(?:[/?]\S*)?"
    r"|(?:rgb|hsl)a?\([^()]*\)|[\d.,\s]+[a-z%]{0,3}",
    re.IGNORECASE,
)
"""Addresses, files, colours, sizes, names of a machine's."""
_OF_MACHINES = re.compile(
    r"class|style|css|font|colou?r|anim|src|href|url|link|target|param|query|filter|order|icon"
    r"|(?:^|_)(?:id|ids|alt|name|placeholder|tags?|cats?|category|categories)$",
    re.IGNORECASE,
)
"""Attributes that are settings, however many words they have, or say what a picture shows."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[.,;:!?…]?")
_SENTENCE = 3
"""Words from which on an attribute of any name is a sentence."""
_LETTER = re.compile(r"[^\W\d_]")
_BESIDE = re.compile("tool_?-?tip|popover|glossary|abbr|acronym")
"""What explains a word within a sentence."""


def is_title(name: str, text: str) -> bool:
    """Return whether an attribute is words that readers saw: no id, colour, address or number."""
    name, text = name.lower(), text.strip()
    if name not in _TITLES and name not in _WORDED:
        return _is_sentence(name, text)
    if not _LETTER.search(text) or _NO_WORDS.fullmatch(text) or _SETTING.fullmatch(text):
        return False
    return name in _TITLES or not _LOWER.fullmatch(text)


def _is_sentence(name: str, text: str) -> bool:
    """Return whether an attribute of any name says a sentence, and lists no settings."""
    words = sum(1 for one in text.split() if _WORD.fullmatch(one))
    listed = sum(text.count(sign) for sign in ",;|:")
    return words >= _SENTENCE and listed * 2 < words and not _OF_MACHINES.search(name)


def with_titles(name: str, attributes: Mapping[str, str], inner: str, *, raw: bool) -> str:
    """Return what a shortcode holds, below the words that its attributes say.

    They are HTML where they are `raw`, else plain text. What explains a word stands behind it.
    """
    said = [text.strip() for key, text in attributes.items() if is_title(key, text)]
    if not raw:
        said = [escape(text, quote=False) for text in said]
    if not said:
        return inner
    if inner.strip() and _BESIDE.search(name):
        return f"{inner} ({'; '.join(said)})"
    titles = "".join(f"<p><strong>{text}</strong></p>\n\n" for text in said)
    return f"\n\n{titles}{inner}"
