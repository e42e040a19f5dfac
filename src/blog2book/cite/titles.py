"""Whether the words of a link read like the title of what they lead to.

Precision first: a note without a title is good, a note that prints "as he said himself" as one is
not. The rules know English, German, French and Spanish.
"""

import re
from itertools import pairwise
from urllib.parse import unquote


def _words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


_LONGEST = 200
_SHORTEST = 3
_MOST_WORDS = 25
_PAIR = 2
_SENTENCE = 4
"""From this many words on, a phrase that begins with a capital is taken for a title."""
_CONTENT = 4
"""A word of so many letters has a capital in a headline: "The Case for Leaving the Nettles"."""
_HEADLINE = 0.75
"""The share of such words with a capital that makes a headline."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NOT_WORDS = re.compile(
    r"https?:|www\.|@\w|::|->|=>|\w\(\)|\w_\w|[{}<>=\\]|^\S+\.(?:com|org|net|pdf|docx?|xlsx?|pptx?|zip|mp[34]|jpe?g|png|gif|html?)$",
    re.IGNORECASE,
)
"""Addresses, file names and code."""
_QUOTES = ("“”", "„“", "„”", "«»", "»«", "‘’", "‚‘", '""', "''", "「」", "『』", "《》", "‹›", "›‹")
_UNFINISHED = (".", ",", ";", ":")
_QUESTIONS = _words(
    "how why what who when where wie warum was wer wann wo weshalb comment pourquoi qui quand "
    "cómo qué quién"
)
_TALKING = _words(
    "i i'm i've i'd i'll we we've we're you you're he she they it's there there's here here's see "
    "and but or so also thanks via from as by with more another this that these those my our your "
    "his her their according "
    "ich wir sie du er es man hier dort siehe vgl mehr weiter dazu dieser diese dieses mein meine "
    "unser unsere und oder aber auch laut artikel beitrag bericht interview video seite "
    "je nous vous tu il elle on ils elles ici là voir voyez plus cet cette ce ces mon ma mes notre "
    "et ou mais aussi selon article billet "
    "yo nosotros aquí ver más este esta mi nuestro y o pero según"
)
"""First words by which an author talks to the reader rather than names a work."""
_POINTING = re.compile(
    r"(?:click|tap|permalink|permanent link|link|source|via|home ?page|download"
    r"|(?:read|see|view|watch|hear|visit|open|follow|check|get) (?:more|all|on|about|here|it|this"
    r"|that|the|our|my|also|them|out|both)|(?:learn|find out|discover) more|go (?:to|here)"
    r"|listen (?:to|here)|(?:continue|keep) reading|the full (?:story|article|text|post)"
    r"|more (?:info|information|details|here|about|on)|\d+ (?:comments?|replies|responses)"
    r"|hier|klick|klicken|lies|lesen|weiterlesen|mehr|quelle|zum|zur|zurück"
    r"|cliquez|cliquer|lire|lisez|en savoir|suite|voir|regarder|écouter|la suite|source"
    r"|haz|pulsa|leer|seguir|más|fuente|ver)\b"
)
"""Beginnings that point at a link, however they are written."""
_DETERMINED = re.compile(
    r"(?:this|that|my|our|your|his|her|their|an?|the|another|dieser?|dieses|der|die|das|mein|meine"
    r"|ce|cet|cette|mon|ma|notre|le|la|un|une|este|esta|mi|el|una?)(?: \S+){0,2}? "
    r"(?:article|post|blog|page|link|video|photo|picture|story|piece|report|review|site|website"
    r"|thread|tweet|interview|essay|entry|paper|study|book|one|artikel|beitrag|bericht|seite"
    r"|blogpost|eintrag|studie|bild|buch|billet|lien|vidéo|étude|livre|artículo|entrada|enlace"
    r"|página|vídeo|libro)s?"
)
"""A pointer with a noun: "this article", "my previous post", "cet article"."""
_THIS = re.compile(
    r"\b(?:this|that|diese[rsm]?|diesen|cet|cette|ce) "
    r"(?:article|post|page|link|form|video|thread|site|artikel|beitrag|seite|formular|billet|lien)\b"
)
"""A pointer in the middle of a phrase: "Apply via this form"."""
_SUFFIX = re.compile(r"\.\w{2,5}$")
_SIGNS = re.compile(r"[\W_]+")
_CUT = 8
"""Platforms cut an address's last part; so many signs of it are enough to know the words."""
_LABEL = re.compile(
    r"(?:permanent link|permalink|link|permanenter link|lien permanent|enlace permanente)"
    r"(?: to| zu| vers| a)?:? ",
    re.IGNORECASE,
)
"""What platforms put before a title in a link's `title`."""


def title_of(text: str) -> str:
    """Return a title as it is quoted: without marks around it and stops behind it."""
    plain = _LABEL.sub("", " ".join(text.split()), count=1)
    return _inside_quotes(plain).strip().rstrip(".,;:").rstrip()


def reads_like_title(text: str, address: str = "") -> bool:
    """Say whether a link's text (or its `title`) reads like the title of a work.

    It does if it is quoted as a whole, is written like a headline, or has several words and
    begins with a capital; not if it is an address or code, points ("click here", "dieser
    Artikel"), begins like talk ("I wrote", "Voir aussi") or is cut off in a sentence. Two words
    with capitals are as often a name ("Jane Roe"): they are a title if the `address` of the work
    has them too ("/2014/04/old-pears.html").
    """
    plain = _LABEL.sub("", " ".join(text.split()), count=1)
    if not _SHORTEST <= len(plain) <= _LONGEST or _NOT_WORDS.search(plain):
        return False
    if _inside_quotes(plain) != plain:
        return True
    words: list[str] = _WORD.findall(plain)
    folded = " ".join(words).casefold().replace("’", "'")
    if plain.endswith(_UNFINISHED) or not _begins_well(plain, words):
        return False
    if _POINTING.match(folded) or _DETERMINED.fullmatch(folded) or _THIS.search(folded):
        return False
    if len(words) == _PAIR:
        return all(word[0].isupper() for word in words) and _is_named(words, address)
    return _has_shape(words)


def _is_named(words: list[str], address: str) -> bool:
    """Say whether a part of an address's path is made of these words (or of their beginning)."""
    slug = "-".join(_SIGNS.split(" ".join(words).casefold()))
    path = address.partition("://")[2].partition("/")[2].partition("?")[0]
    parts = [_SIGNS.sub("-", unquote(_SUFFIX.sub("", part)).casefold()) for part in path.split("/")]
    return any(slug in part or (len(part) > _CUT and slug.startswith(part)) for part in parts)


def _inside_quotes(text: str) -> str:
    """Return what stands in quotation marks, if the whole text does; else the text."""
    text = text.strip()
    for marks in _QUOTES:
        first, last, inside = marks[0], marks[1], text[1:-1]
        if text[:1] == first and text[-1:] == last and len(inside.strip()) > 1:
            return text if first in inside or last in inside else inside
    return text


def _begins_well(text: str, words: list[str]) -> bool:
    """Say whether a text begins with a capital or a figure and has two words with letters."""
    spelled = [word for word in words if word[0].isalpha()]
    if len(spelled) < _PAIR or len(words) > _MOST_WORDS:
        return False
    first = next(letter for letter in text if letter.isalnum())
    return first.isupper() or first.isdigit()


def _has_shape(words: list[str]) -> bool:
    """Say whether words are written like a headline, or make a phrase long enough for a title."""
    first = words[0].casefold().replace("’", "'")
    talks = first in _TALKING or first.partition("'")[0] in {"j", "i", "c"}
    weighty = [word for _, word in pairwise(words) if len(word) >= _CONTENT]
    capital = [word for word in weighty if word[0].isupper() or word[0].isdigit()]
    if weighty and len(capital) >= _HEADLINE * len(weighty):
        return not (talks and len(capital) < _PAIR)
    return not talks and (len(words) >= _SENTENCE or first in _QUESTIONS)
