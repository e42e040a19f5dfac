"""The words that dates are made of, in every language that Babel's CLDR data knows.

Babel's files are read one by one, without what they inherit: Babel shares what it loads between
languages, and a first look at one language must not change what another answers later.
"""

import pickle
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from babel import localedata

COMMON: Mapping[str, tuple[str, ...]] = {
    "en": ("en", "en_GB", "en_AU", "en_CA"),
    "de": ("de", "de_AT"),
    "fr": ("fr", "fr_CA"),
    "es": ("es", "es_MX", "es_419"),
    "pt": ("pt", "pt_PT"),
    "it": ("it",),
    "nl": ("nl",),
    "sv": ("sv",),
    "da": ("da",),
    "nb": ("no",),
    "nn": ("nn", "no"),
    "fi": ("fi",),
    "pl": ("pl",),
    "cs": ("cs",),
    "hu": ("hu",),
    "ro": ("ro",),
    "el": ("el",),
    "ru": ("ru",),
    "uk": ("uk",),
    "tr": ("tr",),
    "id": ("id",),
    "vi": ("vi",),
    "th": ("th",),
    "ko": ("ko",),
    "ja": ("ja",),
    "zh": ("zh",),
    "zh-Hant": ("zh_Hant",),
    "ar": ("ar",),
    "he": ("he",),
    "hi": ("hi",),
    "fa": ("fa",),
    "ca": ("ca",),
    "bg": ("bg",),
    "hr": ("hr",),
    "sr": ("sr",),
    "sr-Latn": ("sr_Latn",),
    "bs": ("bs",),
    "sl": ("sl",),
    "sk": ("sk",),
    "et": ("et",),
    "lt": ("lt",),
    "lv": ("lv",),
    "is": ("is",),
    "gl": ("gl",),
    "eu": ("eu",),
    "ms": ("ms",),
    "af": ("af",),
}
"""Languages that are tried first, each with the CLDR locales that know its words."""

_SPOKEN = (
    "bn", "ur", "sw", "mr", "te", "ta",
    "pa", "gu", "fil", "jv", "ha", "kn", "ml", "or", "my", "su", "yo",
    "uz", "am", "ps", "ig", "az", "ne", "si", "km", "so", "kk", "be", "sq", "hy", "ka",
)  # fmt: skip
"""Languages of many that come first among the others: one date may be written alike in several."""

_MORE_GLUE: Mapping[str, str] = {
    "en": "the of on at",
    "de": "den der am vom um uhr",
    "fr": "le du à",
    "es": "el de del a las",
    "pt": "em de do às",
    "it": "il del alle ore",
    "nl": "op om de",
    "sv": "den kl",
    "da": "den kl",
    "nb": "den kl",
    "vi": "ngày năm lúc",
    "ca": "el de del d' a les",
    "th": "พ.ศ. ค.ศ. วัน",
}
"""What people write between day, month and year, beyond the patterns of CLDR."""

_MORE_MONTHS: Mapping[str, Mapping[str, int]] = {
    "en": {"sept": 9},
    "es": {"setiembre": 9, "sept": 9},
    "ca": {"gener": 1, "febrer": 2, "març": 3, "abril": 4, "maig": 5, "juny": 6, "juliol": 7}
    | {"agost": 8, "setembre": 9, "octubre": 10, "novembre": 11, "desembre": 12},
}

_FIELDS = re.compile(r"'((?:[^']|'')*)'|[A-Za-z]+|([^A-Za-z']+)")
_DAYS = re.compile(r"y?M+E*d+")
_POINTS = ".,:;()[]{}/-–'\"، "
_SCRIPTED = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word can mean in a date: a month (1 to 12), a weekday (0 is Monday), or little."""

    month: int = 0
    weekday: int = -1
    afternoon: bool | None = None
    glue: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of dates in one language, folded; `spelt` holds months and days as they are.

    `stopped` tells whether a long date ends with a full stop, as in Croatian.
    """

    language: str
    words: Mapping[str, Meaning]
    spelt: frozenset[str]
    longest: int
    stopped: bool


def fold(text: str) -> str:
    """Return text in the form in which words are compared: case, width and marks of direction."""
    plain = unicodedata.normalize("NFKC", text.replace("’", "'"))
    folded = unicodedata.normalize("NFKC", plain.casefold())
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language: a key of COMMON, or of `others()`."""
    words: dict[str, Meaning] = {}
    spelt: set[str] = set()
    files = [_raw(name) for name in COMMON.get(language, (language.replace("-", "_"),))]
    for data in files:
        _learn(data, words, spelt)
    for word, month in _MORE_MONTHS.get(language, {}).items():
        words.setdefault(word, Meaning(month=month))
    for word in fold(_MORE_GLUE.get(language, "")).split():
        words.setdefault(word, Meaning(glue=True))
    longest = max(map(len, words), default=0)
    pattern = getattr(_mapping(files[0].get("date_formats")).get("long"), "pattern", "")
    return Vocabulary(language, words, frozenset(spelt), longest, pattern.endswith("."))


def others() -> tuple[str, ...]:
    """Return all languages that Babel knows and COMMON does not name, with their scripts.

    First come those that most people speak, so that they win where several read a date alike.
    """
    known = {name for names in COMMON.values() for name in names}
    known |= {language.replace("-", "_") for language in COMMON}
    names = [*_SPOKEN, *sorted(set(localedata.locale_identifiers()) - known - set(_SPOKEN))]
    return tuple(name.replace("_", "-") for name in names if _SCRIPTED.fullmatch(name))


def _raw(name: str) -> Mapping[str, object]:
    """Read a locale's own file, past Babel's cache."""
    with open(localedata.resolve_locale_filename(name), "rb") as file:  # noqa: PTH123 - a str path
        data: Mapping[str, object] = pickle.load(file)  # noqa: S301 - Babel's own file
    return data


def _learn(data: Mapping[str, object], words: dict[str, Meaning], spelt: set[str]) -> None:
    for number, name in _names(data.get("months")):
        if isinstance(number, int):
            _add(words, spelt, name, Meaning(month=number))
    for number, name in _names(data.get("days")):
        if isinstance(number, int):
            _add(words, spelt, name, Meaning(weekday=number))
    for period, name in _names(data.get("day_periods")):
        if period in {"am", "pm"}:
            words.setdefault(fold(name), Meaning(afternoon=period == "pm"))
    for literal in _literals(data):
        words[literal] = replace(words.get(literal, Meaning()), glue=True)


def _names(contexts: object) -> Iterator[tuple[object, str]]:
    """Yield what CLDR lists under context and width, but for letters that stand for a name."""
    for widths in _mapping(contexts).values():
        for width, names in _mapping(widths).items():
            if width == "narrow":
                continue
            for number, name in _mapping(names).items():
                if isinstance(name, str) and name.strip():
                    yield number, name


def _mapping(data: object) -> Mapping[object, object]:
    """Return a dictionary as it is; anything else (CLDR's aliases) is empty."""
    return data if isinstance(data, dict) else {}


def _add(words: dict[str, Meaning], spelt: set[str], name: str, meaning: Meaning) -> None:
    """Add a name with and without its final point, keeping what the word can mean besides."""
    spelt.update((name, name.rstrip(".")))
    for form in {fold(name), fold(name).rstrip(".")} - {""}:
        if form.isdecimal():
            continue
        known = words.get(form, Meaning())
        words[form] = Meaning(
            month=known.month or meaning.month,
            weekday=known.weekday if known.weekday >= 0 else meaning.weekday,
            afternoon=known.afternoon,
            glue=known.glue,
        )


def _literals(data: Mapping[str, object]) -> Iterator[str]:
    """Yield the words between the fields of all patterns for dates, times and both."""
    texts: list[str] = []
    for kind in ("date_formats", "time_formats", "datetime_formats", "datetime_skeletons"):
        for key, pattern in _mapping(data.get(kind)).items():
            text = getattr(pattern, "pattern", pattern)
            if isinstance(text, str) and (
                kind != "datetime_skeletons" or _DAYS.fullmatch(str(key))
            ):
                texts.append(text)
    for text in texts:
        yield from _words_of(text)
    if any("G" in text for text in texts):
        for names in _mapping(data.get("eras")).values():
            for name in _mapping(names).values():
                yield from _trimmed(str(name))


def _words_of(pattern: str) -> Iterator[str]:
    for match in _FIELDS.finditer(pattern):
        yield from _trimmed((match.group(1) or match.group(2) or "").replace("''", "'"))


def _trimmed(literal: str) -> Iterator[str]:
    for word in fold(literal).split():
        trimmed = word.strip(_POINTS)
        if any(sign.isalpha() for sign in trimmed):
            yield trimmed
