"""In which of several languages a text is written, where its dates do not tell.

"5 April 2016" is English and German and Dutch. The commonest small words decide.
"""

import re
from collections.abc import Mapping, Sequence

_SMALL_WORDS: Mapping[str, str] = {
    "en": "the and of to is that was with for it",
    "de": "der die und das nicht ist ein mit sich auch",
    "fr": "le les des et est une que pas pour dans",
    "es": "el los que las una por con para está pero",
    "pt": "o os que uma não com para mais mas é",
    "it": "il che di una per non sono con della è",
    "nl": "de het een van en niet dat voor met zijn",
    "sv": "och att det som är inte på för jag med",
    "da": "og det at er ikke på til jeg af med",
    "nb": "og det er ikke på til jeg av som å",
    "nn": "og det er ikkje på til eg av som å",
    "fi": "ja on ei että se oli mutta kun hän niin",
    "pl": "i w nie na się że to jest do jak",
    "cs": "a se že je na to v si ale jako",
    "sk": "a sa že je na to v si ale ako",
    "hu": "a az és hogy nem is egy meg de volt",
    "ro": "și în nu că este cu la pe mai din",
    "hr": "i je u se na da su za što nije gdje prije poslije uvijek",
    "bs": "i je u se na da su za što nije gdje prije poslije uvijek",
    "sr-Latn": "i je u se na da su za što nije gde pre posle uvek",
    "sl": "in je v se na da so za ki pa",
    "et": "ja on ei et see ka oli aga ta kui",
    "lt": "ir į kad yra su ne buvo bet iš tai",
    "lv": "un ir ka ar no nav bija bet par tas",
    "is": "og að er í ekki sem við það var ég",
    "ca": "el els que les una per amb però és i",
    "gl": "o os que unha non con para máis pero é",
    "eu": "eta da ez du bat ere zen izan dira hau",
    "tr": "ve bir bu da için çok ne ama gibi değil",
    "id": "yang dan di itu dengan untuk tidak ini dari saya",
    "ms": "yang dan di itu dengan untuk tidak ini daripada saya",
    "af": "die en van het nie is dat om vir ek",
    "vi": "và của là không có được cho người này đã",
    "ru": "и в не что на я с как это но",
    "uk": "і в не що на я з як це але",
    "bg": "и в не че на се да са за как",
    "sr": "и у не је на се да су за што",
    "el": "και το να η ο την του με για δεν",
    "ar": "في من على أن إلى هذا التي لا ما مع",
    "fa": "و در به از که این را با است آن",
    "he": "של את על לא זה אני עם הוא כי גם",
    "hi": "है के में की का और से को यह नहीं",
}
_SIGNS: Mapping[str, str] = {
    "ja": "のはをがでとにもた",
    "zh": "这个们来说时会为国学没对",
    "zh-Hant": "這個們來說時會為國學沒對",
    "ko": "은는이가을를의에다",
    "th": "ที่ของและไม่",
}
"""Signs that tell languages apart which put no spaces between words."""

_LOOKED_AT = 20_000
_FEWEST = 0.04
"""Share of a text that its language's commonest words make up, at the least."""
_DIFFERENT = 3
"""Of these words so many must be met: one alone ("a", "la", "to") is one of many languages."""


def tongue(text: str, among: Sequence[str] = ()) -> str:
    """Return the likeliest language of a text: one of `among` if given, else of all, else "".

    Of a text too short to tell that is "", not the language of one word in it. Where the words do
    not tell, the first of `among` it is.
    """
    words = re.findall(r"\w+", text[:_LOOKED_AT].casefold())
    signs = text[:_LOOKED_AT]
    shares = {
        language: sum(word in small for word in words) / max(1, len(words))
        for language, joined in _SMALL_WORDS.items()
        if (small := set(joined.split())) and (not among or language in among)
    }
    shares |= {
        language: sum(signs.count(sign) for sign in marks) / max(1, len(signs))
        for language, marks in _SIGNS.items()
        if not among or language in among
    }
    if among:
        return max(among, key=lambda language: shares.get(language, 0))
    best = max(shares, key=lambda language: shares[language])
    if shares[best] < _FEWEST or not words:
        return ""
    met = set(words).intersection(_SMALL_WORDS.get(best, "").split())
    return best if best in _SIGNS or len(met) >= _DIFFERENT else ""
