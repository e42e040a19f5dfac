"""What a page puts round a text for those who are there: boxes to subscribe, to search, to go on.

None of it says anything in a book. What a reader was to fill in or to choose from stood in the text
for a reason: of that a word is said.
"""

import re
from collections.abc import Mapping

_SUBSCRIBE = re.compile(
    r"\b(?:mc_embed_signup|mc4wp-form|mailpoet_form|subscription-widget(?:-wrap)?|subscribe-widget"
    r"|jetpack_subscription_widget|wp-block-jetpack-subscriptions|formkit-form|ck_form"
    r"|ml-form-embed\w*|tnp-subscription|kg-signup-card|newsletter-(?:signup|form|box)"
    r"|list-manage\.com|feedburner\.(?:google\.)?com/fb/a/mailverify|tinyletter\.com)\b"
)
_SEARCH = re.compile(r"\b(?:searchform|search-form|wp-block-search)\b")
_MORE = re.compile(r"\b(?:more-link|jump-link|read-more-link|wp-block-read-more)\b")
_MORE_PLACE = re.compile(r"#more(?:-\d+)?$")
REST = "link to the rest"
_LEADS_ON = re.compile(
    r"\b(?:more|rest|continued?|read(?:ing)? (?:on|the)|go on|full (?:post|story)|jump"
    r"|weiter\w*|mehr|suite|lire|leer|sigue|seguir|leggi|continua\w*|verder|meer|mais|czytaj|далее|дальше)\b"
    r"|続き|繼續|继续|全文|阅读|더 보기",
    re.IGNORECASE,
)
_POLL = re.compile(r"poll|pds_|survey|quiz|crowdsignal", re.IGNORECASE)
_POLL_SCRIPT = re.compile(r"(?:polldaddy\.com|crowdsignal\.com)/(?:p|poll)/\d+")
_BOXES = frozenset({"div", "form", "a", "span"})


def furniture(tag: str, attributes: Mapping[str, str]) -> str:
    """Return what an element is that goes with all that is in it ("subscribe box"), else ""."""
    if tag not in _BOXES:
        return ""
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if _MORE.search(named) or (tag == "a" and _MORE_PLACE.search(attributes.get("href", ""))):
        return REST
    if _SUBSCRIBE.search(f"{named} {attributes.get('action', '')}"):
        return "subscribe box"
    if tag == "form" and (_SEARCH.search(named) or attributes.get("role", "") == "search"):
        return "search box"
    return ""


def leads_on(words: str) -> bool:
    """Say whether a link says that it leads to the rest ("Read more »"), or nothing in words."""
    return bool(_LEADS_ON.search(words)) or not any(sign.isalnum() for sign in words)


def stood(attributes: Mapping[str, str]) -> str:
    """Return "poll" for a form, or a script, in which readers were asked, else "form"."""
    named = " ".join(attributes.get(name, "") for name in ("class", "id", "action", "name"))
    return "poll" if _POLL.search(named) else "form"


def is_poll(script: Mapping[str, str]) -> bool:
    """Say whether a script writes a poll."""
    return bool(_POLL_SCRIPT.search(script.get("src", "")))
