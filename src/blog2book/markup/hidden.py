"""What a page does not show, by an attribute or style of its own."""

import re
from collections.abc import Mapping

from blog2book.markup import styles

HIDDEN = "hidden part"

_SHOWN_LATER = re.compile(
    r"toggle|collaps|expand|spoiler|accordion|carousel|slide|tabpanel|\.show\(|style\.display"
    r"|data-target|aria-controls|unhide|removeattribute",
    re.IGNORECASE,
)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Say whether an element shows nothing: HTML's `hidden`, or `display: none` in its style."""
    if "hidden" in attributes:
        return attributes["hidden"].lower() != "until-found"
    style = attributes.get("style", "")
    return bool(style) and styles.declarations(style).get("display") == "none"


def may_be_shown(html: str) -> bool:
    """Say whether a page shows what it hides when somebody asks for it: an answer, a next leaf."""
    return bool(_SHOWN_LATER.search(html))
