"""Whether the words of a link read like the title of what they lead to.

Precision first: a note without a title is good, a note that prints "as he said himself" as one is
not. The rules know English, German, French and Spanish.
"""

import re
from itertools import pairwise
from urllib.parse import unquote

from blog2book.cite.houses import is_publisher
from blog2book.cite.labels import is_label, unlabelled


def _words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


_LONGEST = 200
_SHORTEST = 3
_MOST_WORDS = 25
_PAIR = 2
_SENTENCE = 4
"""From this many words on, a phrase that begins with a capital is taken for a title."""
_NAME = 3
"""So many words with capitals and no other are a name, whatever they are."""
_TERM = 3
"""So many quoted words in small letters are a term rather than a title."""
_PROVEN = 0.6
"""The share of its words in an address that proves a title."""
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
_PARTIAL = _words(
    "it its it's some many most several all both each few much any one such other others part "
    "half in on at for to of about since after before when if because while although though "
    "then now sometimes recently today yesterday earlier later however einige viele manche "
    "alle beide jeder in im am bei auf für von zu nach seit wenn weil obwohl quelques "
    "plusieurs tous toutes dans en sur pour de depuis après avant si parce algunos muchos "
    "todos en sobre para de desde después antes si porque"
)
"""First words of what is rather a piece of a sentence, where only the first has a capital."""
_OPEN_ENDS = _words(
    "is are was were be been being am has have had having do does did will would can could "
    "should may might must shall to of in on at by for from with without about into onto than "
    "over under between through during as that which who whose whom and or but nor so if when "
    "where while because the a an its his her their our my your this these those it says said "
    "like how why what ist sind war waren hat haben wird werden kann zu von in im an am auf "
    "bei mit für und oder der die das ein eine est sont a ont de du des à au en dans sur pour "
    "avec et ou le la les un une que qui es son está de del en con para por y o el los las "
    "que"
)
"""Last words after which a sentence goes on."""
_TELLING = _words(
    "is isn't are aren't was wasn't were weren't will won't would can can't cannot could "
    "couldn't might has have had hasn't haven't did didn't doesn't don't announced announces "
    "told said says wrote writes showed shows proposed published publishes discovered "
    "suggested suggests asked posted claims claimed argues argued explains explained thinks "
    "found started used came went made gave took became still also just recently immediately "
    "already ist sind war waren hat haben wurde schreibt schrieb sagt sagte zeigt est sont était "
    "ont avait écrit dit montre es son era está ha han escribe dice muestra"
)
"""Verbs by which a phrase is a sentence, and seldom a title."""
_NUMBERED = re.compile(r"\s\(?#\d+\)?$")
"""What ends the title of an issue or a change."""
_DOING = re.compile(r"\w{3,}ing$")
_JOINING = _words("and und et y e & von van der den de del della di da la le du dos zu bin al")
"""What joins names, and stands in them."""
_ARTICLES = _words(
    "The A An Der Die Das Ein Eine Le La Les Un Une El Los Las Una Il Lo Gli I O Os As De Het"
)
_THINGS = _words("artikel beitrag bericht interview video seite article billet")
_SMALL = (_TALKING | _PARTIAL | _QUESTIONS | _OPEN_ENDS) - _JOINING - _THINGS - {"may"}
"""Words of which no name is made."""
_DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december jan feb mar apr jun jul aug sep "
    "oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar "
    "märz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre lunes "
    "martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre"
)
"""First words by which an author talks to the reader rather than names a work."""
_POINTING = re.compile(
    r"(?:click|tap|permalink|permanent link|link|source|via|home ?page|download|(?:read|see|view"
    r"|watch|hear|visit|open|follow|check|get) (?:more|all|on|about|here|it|this|that|the|our|my"
    r"|also|them|out|both)|(?:learn|find out|discover) more|go (?:to|here)|(?:sign|log) ?(?:up"
    r"|in|on)|opens? (?:in|an?|image|link)|follow (?:me|us|along|on|this|our|my)|hire (?:me|us)"
    r"|contact (?:me|us)|sign (?:the|this|our|my)"
    r"|free (?:shipping|delivery)|join (?:us|me|here|now|our|my)|subscribe|donate|share (?:on|this)"
    r"|like (?:us|this)|(?:post|leave|add) a (?:comment|reply|review)|e-?mail (?:me|us|this)"
    r"|print this|register (?:here|now|for)|apply (?:here|now|via|for|to)|(?:buy|order|get"
    r"|try) (?:it|this|your|our|my|one|now|started|here)|read me|(?:the )?(?:pr|rfc|post|article"
    r"|issue) (?:that|which|where)|(?:section|chapter|appendix|step) \S+(?: \d+)* (?:of|in)"
    r"|listen (?:to|here)|(?:continue|keep) reading|the full (?:story|article|text|post)"
    r"|more (?:info|information|details|here|about|on)|\d+ (?:comments?|replies|responses)|hier"
    r"|klick|klicken|lies|lesen|weiterlesen|mehr|quelle|zum|zur|zurück|cliquez|cliquer|lire"
    r"|lisez|en savoir|suite|voir|regarder|écouter|la suite|source|haz|pulsa|leer|seguir|más"
    r"|fuente|ver)\b"
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
_MADE = (
    r"(?:blog|articles?|posts?|page|site|website|thread|tweets?|video|talk|slides|pr|pull request"
    r"|issue|comments?|examples?|story|report|review|essay|entry|paper|book|answer)"
)
_SOMEBODYS = re.compile(
    rf".*'s? (?:\S+ ){{0,2}}?{_MADE}(?: (?:about|on|from|in|for|to|of|with)\b.*| \d+)?"
    r"|.* (?:post|page|website|thread|tweet)"
)
"""A pointer to what somebody made: "Jane Roe's blog post"."""
_ON_SOMETHING = re.compile(
    r"(?:an?|the|my|our|his|her|their)(?: \S+){0,2}? (?:article|post|page|video|thread|tweet"
    r"|interview|story|report|review|essay|entry|paper|study|book|discussion) (?:on|about|by"
    r"|from|in|at|for|of)\b|discussions? (?:on|about|of)\b|\S+ (?:section|chapter) (?:of"
    r"|on) the\b"
)
"""A pointer with a noun and what that is about: "an article on moss"."""
_PROFILE = re.compile(
    r"https?://(?:\w+\.)*(?:(?:twitter|x|linkedin)\.com/"
    r"|(?:facebook|github|gitlab|instagram|mixcloud|soundcloud)\.com/[^/]+/?$)",
    re.IGNORECASE,
)
"""Profiles of people, and what they say: it has no title."""
_THIS = re.compile(
    r"\b(?:this|that|diese[rsm]?|diesen|cet|cette|ce) "
    r"(?:article|post|page|link|form|video|thread|site|artikel|beitrag|seite|formular|billet|lien)\b"
)
"""A pointer in the middle of a phrase: "Apply via this form"."""
_SUFFIX = re.compile(r"\.\w{2,5}$")
_SIGNS = re.compile(r"[\W_]+")
_CUT = 8
"""Platforms cut an address's last part; so many signs of it are enough to know the words."""


def title_of(text: str) -> str:
    """Return a title as it is quoted: without marks around it and stops behind it."""
    plain = unlabelled(" ".join(text.split()))
    return _inside_quotes(plain).strip().rstrip(".,;:").rstrip()


def reads_like_title(text: str, address: str = "", *, opens: bool = False) -> bool:
    """Say whether a link's text (or its `title`) reads like the title of a work.

    It does if it is quoted as a whole, is written like a headline, or has several words and
    begins with a capital that no sentence asks for; not if it is an address or code, points ("click
    here", "dieser Artikel"), asks ("Sign up"), begins like talk ("I wrote", "Voir aussi") or is a
    piece of a sentence: where it `opens` one, only the `address` of the work can prove it. So it is
    where all its words have capitals: these are as often a name ("Prime Minister Jane Roe"), but
    a title if the address has them too ("/2014/04/old-pears.html"), and so is a publisher's name.
    """
    words: list[str]
    whole = " ".join(text.split())
    plain = unlabelled(whole)
    if not _SHORTEST <= len(plain) <= _LONGEST or _is_no_title(plain, whole):
        return False
    if (inside := _inside_quotes(plain)) != plain:
        words = _WORD.findall(inside)
        is_term = inside.strip()[:1].islower() and len(words) <= _TERM
        return not (is_term or _is_house(words, inside, address))
    words = _WORD.findall(plain)
    is_bare = plain.endswith(_UNFINISHED) or not _begins_well(plain, words)
    if is_bare or _is_house(words, plain, address) or _points(words) or _PROFILE.match(address):
        return False
    if _is_name(words, plain):
        capital = all(word[0].isupper() or word in _JOINING for word in words)
        proven = len(words) > _NAME and _is_proven(words, address)
        return capital and (proven or _is_named(words, address))
    if _is_headline(words):
        return True
    asks = words[0].casefold() in _QUESTIONS and plain.endswith("?")
    proven = asks or _NUMBERED.search(plain) is not None or _is_proven(words, address)
    return _is_phrase(words, proven=proven, opens=opens, parted=": " in plain)


def _is_no_title(plain: str, whole: str) -> bool:
    """Say whether a text is an address or code, or says what its link does, label and all."""
    return bool(_NOT_WORDS.search(plain)) or is_label(plain) or is_label(whole)


def _points(words: list[str]) -> bool:
    """Say whether words point at a link, ask a reader to follow it, or are a day."""
    folded = " ".join(words).casefold().replace("’", "'")
    return bool(
        _POINTING.match(folded)
        or _DETERMINED.fullmatch(folded)
        or _THIS.search(folded)
        or folded.endswith((" here", " now"))
        or all(word in _DAYS or word[0].isdigit() for word in folded.split())
    )


def _is_name(words: list[str], plain: str) -> bool:
    """Say whether words may be names and nothing else: two, or several with capitals.

    A question, and what has an article, a colon or a figure, or begins with a verb's "-ing" says
    more.
    """
    if len(words) == _PAIR:
        return True
    if words[0] in _ARTICLES or any(sign in plain for sign in (*":?!", " - ", " – ")):
        return False
    if any(word.casefold() in _SMALL for word in words):
        return False
    capital = [word for word in words if word.casefold() not in _JOINING]
    if any(not word[0].isupper() for word in capital):
        return False
    return len(capital) <= _NAME or not _DOING.match(words[0])


def _is_proven(words: list[str], address: str) -> bool:
    """Say whether most of the words that weigh stand in the path of an address."""
    path = address.partition("://")[2].partition("/")[2].partition("?")[0]
    known = frozenset(_SIGNS.split(unquote(path).casefold()))
    weighty = [word.casefold() for word in words if len(word) >= _CONTENT]
    found = [word for word in weighty if known.issuperset(_SIGNS.split(word))]
    return len(found) >= _PAIR and len(found) >= _PROVEN * len(weighty)


def _is_named(words: list[str], address: str) -> bool:
    """Say whether a part of an address's path ends in these words, or is their beginning."""
    slug = "-".join(_SIGNS.split(" ".join(words).casefold()))
    path = address.partition("://")[2].partition("/")[2].partition("?")[0]
    parts = [_SIGNS.sub("-", unquote(_SUFFIX.sub("", part)).casefold()) for part in path.split("/")]
    return any(
        f"-{part}".rstrip("-0123456789").endswith(f"-{slug}")
        or (len(part) > _CUT and slug.startswith(part))
        for part in parts
    )


def _is_house(words: list[str], plain: str, address: str) -> bool:
    """Say whether a text names one who publishes, and no part of an address's path is the name."""
    if not is_publisher(plain):
        return False
    path = unquote(address.partition("://")[2].partition("/")[2].partition("?")[0])
    letters = _SIGNS.sub("", "".join(words).casefold())
    parts = (_SIGNS.sub("", _SUFFIX.sub("", one).casefold()) for one in path.split("/"))
    return letters not in parts


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


def _is_headline(words: list[str]) -> bool:
    """Say whether most words have capitals, and it is no piece of a sentence all the same."""
    first = words[0].casefold().replace("’", "'")
    weighty = [word for _, word in pairwise(words) if len(word) >= _CONTENT]
    capital = [word for word in weighty if word[0].isupper() or word[0].isdigit()]
    if not weighty or len(capital) < _HEADLINE * len(weighty):
        return False
    if words[-1].islower() and words[-1] in _OPEN_ENDS:
        return False
    return len(capital) >= _PAIR or not (_talks(first) or first in _PARTIAL)


def _talks(first: str) -> bool:
    """Say whether a first word is one by which an author talks."""
    return first in _TALKING or first.partition("'")[0] in {"j", "i", "c"}


def _is_phrase(words: list[str], *, proven: bool, opens: bool, parted: bool) -> bool:
    """Say whether words make a phrase long enough for a title, or are a question.

    Where that is not `proven`, neither a sentence nor a piece of one does. One that is `parted` by
    a colon may be a sentence.
    """
    folded = [word.casefold().replace("’", "'") for word in words]
    asks = folded[0] in _QUESTIONS
    if _talks(folded[0]) or not (asks or len(words) >= _SENTENCE):
        return False
    if proven or opens:
        return proven
    return asks or parted or not _is_piece(folded)


def _is_piece(folded: list[str]) -> bool:
    """Say whether words are a sentence, a piece of one or a pointer, rather than a title."""
    plain = " ".join(folded)
    if _SOMEBODYS.fullmatch(plain) or _ON_SOMETHING.match(plain):
        return True
    if folded[0] in _PARTIAL or folded[-1] in _OPEN_ENDS:
        return True
    if folded[0][0].isdigit() and folded[1] in _OPEN_ENDS:
        return True
    return not _TELLING.isdisjoint(folded[1:])
