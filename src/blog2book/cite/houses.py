"""Names of those who publish: papers, broadcasters, offices. None is the title of a work.

Precision first, as in titles: "The Idea of a University" is a title, "The University of Iowa" none.
"""

import re
from functools import cache

from blog2book.cite.gazetteer import shipped
from blog2book.cite.mentions_names import press

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BEFORE = re.compile(r"^(?:the|daily|sunday|der|die|das|les?|la|el|il|o|de|het)\s+(?=\S)")
_BEHIND = re.compile(
    r"(?<=\S)(?:\s+(?:of\s+london|newspaper|magazine|online|unlimited|web ?site|home ?page|blogs?"
    r"|uk|us|usa|news|zeitung|magazin|journal)|\.(?:com|org|net|co\.uk|de|fr))$"
)
"""What a name may have more or less: "The Daily Telegraph", "Wired magazine"."""
_SIGNS = re.compile(r"[\W_]+")

_ENGLISH = (
    r"departments?|ministry|office|bureau|institutes?|university|college|borough"
    r"|(?:secretary|minister) of state"
)
_OFFICE = (
    r"bundesministerium|ministerium|bundesamt|landesamt|bundeszentrale|universität|hochschule"
    r"|ministère|université|assemblée|conseil|cour|institut|académie"
    r"|ministerio|universidad|instituto|ayuntamiento|secretaría|tribunal|consejería"
    r"|ministero|università|istituto|comune|ministério|universidade|câmara|prefeitura"
    r"|ministerie|universiteit|gemeente"
)
_JOINING = frozenset({"of", "for", "and", "the", "on", "in", "at", "to", "&"})
_LAND = (
    r"(?:u\.?s\.?|uk|eu|british|german|french|european|international|national|federal|royal"
    r"|scottish|welsh)"
)
_WORDS = r"(?:[^\W\d_][\w'.-]*[, ]+){0,7}[^\W\d_][\w'.-]*"
_LED = re.compile(
    rf"(?:the )?(?:{_LAND} )?(?:{_ENGLISH}) (?:of|for|on) {_WORDS}"
    rf"|(?:the )?{_LAND} (?:society|association|council) (?:of|for|on) {_WORDS}"
    r"|(?:the )?house of (?:commons|lords|representatives)(?: committee)?"
    rf"|(?:the )?(?:{_LAND} )?court of (?:justice|appeals?|auditors|human rights)"
)
_LED_ABROAD = re.compile(
    rf"(?:{_OFFICE}) (?:(?:für|der|des|de|du|del|della|delle|dei|degli|di|do|da|dos|das|van|voor|zu"
    r"|para|pour|nationale?|nacional|nazionale|federal)\b|d'|dell').*"
    rf"|(?:министерство|департамент|ministerstwo) {_WORDS}"
)
"""Offices that the first word tells: "Department for Education", "Ministère de la Culture"."""
_ENDED = re.compile(
    r"(?:[^\W\d_][\w'.-]*[, ]+){0,7}(?!(?:of|and|for|on|in|at|the) )[^\W\d_][\w'.-]*,?"
    r" (?:committee|commission|council|agency|authority|university"
    r"|institute|association|foundation|parliament|ministry|department|bureau|court|college"
    r"|statistics office|audit office|police|hospital|trust|federation|trades? union"
    r"|universität|ministerium|bundesamt|stiftung|verband|gericht)"
)
"""An office that its last word tells: "Care Quality Commission"."""
_NO_NAME = frozenset(
    {"how", "why", "what", "who", "when", "where", "in", "on", "at", "to", "from", "your", "our"}
    | {"my", "his", "her", "their", "its", "this", "that", "is", "are", "was", "a", "an", "not"}
    | {"no", "or", "with", "without", "about", "against", "inside", "beyond", "after", "before"}
)


def is_publisher(text: str) -> bool:
    """Say whether a text is the name of a known site or paper, or of an office as such."""
    whole = " ".join(text.casefold().replace("’", "'").split()).strip(" .,;:\"'“”„«»‘[]")
    return _bare(whole) in _known() or _is_office(whole, text)


@cache
def _known() -> frozenset[str]:
    """Return the names of the shipped lists without what they may have more or less."""
    names = {*shipped().sites.values(), *press()}
    bare = {_bare(" ".join(name.casefold().replace("’", "'").split())) for name in names}
    return frozenset(bare - {""})


def _bare(name: str) -> str:
    """Return the letters of a name without its article, its "Daily" and what is like that."""
    name = _IN_BRACKETS.sub("", name)
    while (shorter := _BEHIND.sub("", _BEFORE.sub("", name))) != name:
        name = shorter
    return _SIGNS.sub("", name)


def _is_office(whole: str, text: str) -> bool:
    """Say whether all words have capitals but those that join, and the first or last is an office.

    With an article before it, "of" makes rather a title: "The Future of the University".
    """
    if _LED_ABROAD.fullmatch(whole):
        return True
    if any(word[0].islower() and word not in _JOINING for word in text.split()):
        return False
    if _LED.fullmatch(whole):
        return True
    plain = whole.removeprefix("the ")
    if plain != whole and " of " in plain:
        return False
    return bool(_ENDED.fullmatch(plain)) and _NO_NAME.isdisjoint(plain.split())
