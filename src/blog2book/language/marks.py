"""Which quotation marks and dashes a language has."""

from dataclasses import dataclass
from functools import lru_cache

from blog2book.language.dates import direction
from blog2book.language.names import normalise

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"

_QUOTES = {
    "„“‚‘": "bg bs-Cyrl cs de dsb et hr hsb is ka lb lt mk sk sl",
    "„”‚’": "bs hu pl ro sr",
    "«»‘’": "be br ca el eu fr hy it kk nb nn no pt-PT ru sq uk",
    "«»‹›": "de-CH de-LI fr-CH gsw",
    "””’’": "fi sv",
}
"""Double marks of CLDR 47 (`delimiters`), which Babel does not carry, but for Norwegian and Swiss
German, where printers use guillemets. Single marks where CLDR has double ones inside double ones:
an author who typed an apostrophe meant a single mark. All other languages have English ones, as
nearly all have in CLDR; Spanish too, whose guillemets are rare outside Spain's own presses."""

_LEFT_ALONE = frozenset({"ja", "yue", "zh"})
"""Straight marks there are no slip of the keyboard, and no space tells where a quotation begins."""

_EM_DASH = frozenset({"ca", "en", "es", "fr", "gl", "it", "pt"})
"""Languages that set a dash between words without spaces as an em dash; others have an en dash."""

_LONG_DASH = frozenset({"be", "bg", "es", "gl", "ru", "uk"})
"""Languages whose dash between spaces is an em dash."""

_RAYA = frozenset({"ca", "es", "gl"})
"""Languages in which a dash opens speech, so that "--dijo" is no option of a program."""

_ELISIONS = {
    "en": "em nuff til tis tisn twas twasn twere twill twould twouldn",
    "de": "n ne nem nen ner s",
    "nl": "k m n r s t",
    "af": "n",
}
"""Words that begin with an apostrophe whatever stands around them."""

_SHORTENED = {
    "en": "bout cause cos coz cuz gainst mongst neath nother round scuse till tude",
    "de": "nauf raus rein rum runter",
}
"""Words that begin with an apostrophe where no quotation begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What straight signs become. `inside` is what parts guillemets from their words, or "".

    `dash` stands between words without spaces, `spaced` between spaces. `raya`: a dash may open
    speech. `elisions` and `shortened` are words that begin with an apostrophe: always, or where
    nothing closes.
    """

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    dash: str
    spaced: str
    raya: bool
    inside: str
    elisions: tuple[str, ...]
    shortened: tuple[str, ...]


def _by_tag() -> dict[str, str]:
    """Return the four marks by language tag."""
    return {tag: marks for marks, tags in _QUOTES.items() for tag in tags.split()}


@lru_cache(maxsize=64)
def marks_of(language: str) -> Marks | None:
    """Return the marks of a language (BCP 47), None where text must stay as it was typed.

    That is Chinese and Japanese, and what is written from right to left. A language that nobody
    knows, or "", has English marks.
    """
    tag = normalise(language)
    name = tag.partition("-")[0]
    if name in _LEFT_ALONE or direction(tag) == "rtl":
        return None
    known, nearest = _by_tag(), tag
    while nearest and nearest not in known:
        nearest = nearest.rpartition("-")[0]
    quotes = known.get(nearest, "“”‘’")
    return Marks(
        opening=quotes[0],
        closing=quotes[1],
        inner_opening=quotes[2],
        inner_closing=quotes[3],
        dash="—" if name in _EM_DASH or not name else "–",
        spaced="—" if name in _LONG_DASH else "–",
        raya=name in _RAYA,
        inside=NARROW_SPACE if name == "fr" else "",
        elisions=tuple(_ELISIONS.get(name or "en", "").split()),
        shortened=tuple(_SHORTENED.get(name or "en", "").split()),
    )
