"""What a page does not show, by an attribute or style of its own."""

from collections.abc import Mapping

from blog2book.markup import styles

HIDDEN = "hidden part"

_SHOWN_LATER = (
    "toggle",
    "collaps",
    "expand",
    "spoiler",
    "accordion",
    "carousel",
    "slide",
    "tabpanel",
    ".show(",
    "style.display",
    "data-target",
    "aria-controls",
    "unhide",
    "removeattribute",
)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Say whether an element shows nothing: HTML's `hidden`, or `display: none` in its style."""
    if "hidden" in attributes:
        return attributes["hidden"].lower() != "until-found"
    style = attributes.get("style", "")
    return bool(style) and styles.declarations(style).get("display") == "none"


def may_be_shown(html: str) -> bool:
    """Say whether a page shows what it hides when somebody asks for it: an answer, a next leaf."""
    lower = html.lower()
    return any(sign in lower for sign in _SHOWN_LATER)
