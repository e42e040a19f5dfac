"""Words of Markdown and reST: the marks are taken away, addresses too."""

import re

from blog2book.audit.raw.markup import plain

_PICTURE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_LINK_END = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\[\]\n]{0,200}\]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?[^\s>]*>?.*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]*)>")
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[^\n`]*$", re.MULTILINE)


def marked_down(text: str) -> str:
    """Return the words of a text in Markdown."""
    text = _AUTOLINK.sub(r"\1", text)
    text = _FENCE.sub("", text).replace("`", "")
    text = _PICTURE.sub(" ", text)
    text = _LINK_END.sub(" ", text)
    text = _DEFINITION.sub("", text)
    return plain(text)


_DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:_[^:\n]*:.*|\[[^\]\n]*\]|(?:\|[^|\n]*\| *)?[\w:-]+::.*)$", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]+:[\w -]+:(?:[ \t].*)?$", re.MULTILINE)
_ROLE = re.compile(r":[\w:+.-]{1,40}:(?=`)")
_TARGET = re.compile(r"[ \t\n]*<[^<>`\n]*>(?=`)")


def rested(text: str) -> str:
    """Return the words of a text in reStructuredText."""
    for pattern in (_DIRECTIVE, _OPTION, _ROLE, _TARGET):
        text = pattern.sub("", text)
    return text
