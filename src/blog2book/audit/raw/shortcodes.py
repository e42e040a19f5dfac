"""Marks of templates and of WordPress that stand in a text and are none of its words."""

import re
from collections.abc import Collection
from html import unescape

_SHORTCODE = re.compile(r"(?<!\[)\[(/?)([a-zA-Z][\w-]{1,40})((?:\s[^\[\]<>]{0,2000})?)(/?)\](?!\])")


_SURE = re.compile(r"audio|caption|embed|gallery|playlist|video|[a-zA-Z\d-]*_[\w-]*")
"""Names of WordPress's own shortcodes, and such as no prose has."""
_CLOSED = re.compile(r"\[/([a-zA-Z][\w-]{1,40})\]")
_CAPTION = re.compile(r"""\bcaption\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEX = re.compile(r"\$latex(?=\s[^$<>\"]+\$)")
"""The sign of a formula at WordPress.com; the formula itself is printed."""
_NAMED = re.compile(r"""(?<![^\s"'])[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_CURLY = str.maketrans("“”″„«»", '""""""')
_FEW = 2
"""Words without "=" in brackets that may be a shortcode; more are prose."""
_MAYBE, _MAYBE_END = "\ue008", "\ue009"
"""The signs around words that may be a mark or the writer's own: audit/explain.py has the rule."""


def without_shortcodes(text: str) -> str:
    """Return a body of WordPress without "[gallery ids=…]", "$latex" and their like.

    What they hold stays, and so does a caption that stands in one, and prose in brackets.
    """
    text = _TEX.sub("$", _own(text))
    closed = set(_CLOSED.findall(text))
    return _SHORTCODE.sub(
        lambda code: code[0] if _is_prose(code, closed) else " " if code[1] else _spoken(code), text
    )


def _own(text: str) -> str:
    return text.replace(_MAYBE, "").replace(_MAYBE_END, "")


def _is_prose(code: re.Match[str], closed: Collection[str]) -> bool:
    """Say whether brackets are the writer's own: "[Smith 2004]", "list[index]", a remark."""
    if code[1] or _is_mark(code) or not code[2].isalpha() or code[2] in closed:
        return False
    said = len(code[3].split())
    before = code.string[max(0, code.start() - 1) : code.start()]
    return said > _FEW or before.isalnum() or (said > 0 and code[2].istitle())


def _is_mark(code: re.Match[str]) -> bool:
    """Say whether a mark can be nothing else."""
    if code.re is not _SHORTCODE:
        return "=" in code[0]
    rest, named = _NAMED.subn(" ", unescape(code[3]).translate(_CURLY))
    few = len(_QUOTED.sub(" ", rest).split()) <= max(named, 1)
    return (named > 0 and few) or bool(_SURE.fullmatch(code[2]))


def _spoken(code: re.Match[str]) -> str:
    """Return what is said in a mark, between signs where all of it may be the writer's own."""
    if not _is_mark(code):
        return f" {_MAYBE}{code[0]}{_MAYBE_END} "
    found = _CAPTION.search(code[0])
    return f" {found[1] or found[2] or ''} " if found else " "


_TEMPLATE = re.compile(
    r"\{\{[<%][^{}]{0,2000}[>%]\}\}|\{%[^{}]{0,2000}%\}|\{\{[^{}]{0,500}\}\}|\{:[^{}\n]{0,500}\}"
)


_UNSAID = re.compile(
    r"\{%-?\s*comment\s*-?%\}.{0,2000}?\{%-?\s*endcomment\s*-?%\}"
    r"|\{::comment\}.{0,2000}?\{:/(?:comment)?\}|^[*+-][ \t]+\S[^\n]*\n\{:toc\}"
    r"|!\[\[[^\[\]\n]*\]\]|(?<=\[\[)[^\[\]|\n]*\||(?<!\S)%%[^%\n]{1,1000}%%(?!\S)"
    r"|(?<=> \[!)\w{1,20}(?=\])|\{/\*.{0,2000}?\*/\}",
    re.DOTALL | re.MULTILINE,
)
"""Remarks for oneself, the place of the contents, and Obsidian's names of files and of boxes."""


_BRACED = re.compile(r"\{:[ \t]*[^\W\d_]+[ \t]+[^\W\d_]+[ \t}]")
"""What no list of kramdown's is, which begins with one name at most."""


def without_templates(text: str) -> str:
    """Return a text without shortcodes of Hugo, tags of Liquid, attributes of kramdown."""
    return _TEMPLATE.sub(
        lambda code: code[0] if _BRACED.match(code[0]) else _spoken(code),
        _UNSAID.sub(" ", _own(text)),
    )
