"""What a blog shows its own author alone, as its pages and feeds say it: in words or by a class."""

import re

_BEFORE = re.compile(
    r"\W*(?:priv\w*|личное|非公開|私密|protected|gesch\w+|prot[eé]g\w*|protett\w*|beveiligd"
    r"|защищено|保護中|密码保护)\s?[:：]",
    re.IGNORECASE,
)
"""What WordPress sets before a title: "Private:", "Geschützt:"."""
_FORM = re.compile(r"post[-_]password")
_CLASS = re.compile(
    r"post-password-(?:required|protected)|\bstatus-(?:private|trash|draft|auto-draft|pending|future)\b"
)
_PREVIEW = re.compile(r"[?&]preview(?:_id|_nonce)?=")


def is_hidden(title: str, body: str) -> bool:
    """Say whether a title, or a body in HTML, tells that not all may read it."""
    return bool(_BEFORE.match(title) or _FORM.search(body))


def is_marked(around: str) -> bool:
    """Say whether the HTML before a body tells it by a class."""
    return bool(_CLASS.search(around))


def is_preview(*addresses: str) -> bool:
    """Say whether an address is that of a post which its author looks at before it appears."""
    return any(map(_PREVIEW.search, addresses))
