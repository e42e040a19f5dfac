"""Cues: what stands around a publisher's name where a sentence gives it as a source.

Precision first: a note too few costs little, a note on "a job at the BBC" looks foolish. The cues
know English, German, French and Spanish, and the commonest of Italian, Dutch, Portuguese and the
languages of Scandinavia. Each looks at a few words in front of a name or behind it. Apostrophes
are straight.
"""

import re
from dataclasses import dataclass

from blog2book.cite.mentions_names import Kind

_QUOTE = "[\"“”‘'„‚«‹]?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase: `before` ends where the name begins, `behind` begins where it ends.

    `strong`: it shows a source even where the name is also a word.
    """

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    strong: bool

    def stands(self, before: str, behind: str) -> bool:
        """Say whether the cue stands around a name, with a capital where a sentence begins."""
        if self.behind is not None and not self.behind.match(behind):
            return False
        match = None
        if self.before:
            match = self.before.search(before) or self.before.search(_uncapitalised(before))
            if match is None:
                return False
        said = before[max(match.start() - _NEAR, 0) :] if match else before[-_NEAR * 2 :]
        return not _DENIED.search(said)


_BEGINS = re.compile(r"(?:^|[(\[\"“”„«»:—–]\s?)(?!The\b)[^\W\d_](?=[^\W\d_A-ZÀ-Þ])")


def _uncapitalised(text: str) -> str:
    """Return a text in which no word has a capital because it is the first."""
    return _BEGINS.sub(lambda match: match[0].lower(), text)


_NEAR = 12
_DENIED = re.compile(
    r"\b(?:not|never|\w+n't|cannot|nobody|hardly|rarely|if|imagine|would|could|might|fake|fictional"
    r"|nicht|nie|niemals|kein\w*|kaum|würde|könnte|falls|jamais|pas|aucun|nunca|jamás)\b",
    re.IGNORECASE,
)
"""Words beside a cue that say that nothing was said."""
_EMPLOYED = re.compile(
    r"\b(?:work(?:s|ed|ing)?|jobs?|career|employ\w+|freelanc\w+|hired|joined|staff|intern\w*|editors?"
    r"|journalists?|reporters?|correspondents?|producers?|presenters?|columnists?|writers?|critics?"
    r"|subscri\w+|boss|chief|chair\w*|directors?|owners?|owned|founders?|position|colleagues?|friends?"
    r"|people|funded|licensed|sponsored|arbeite\w*|Redakteur\w*|Journalist\w*|Chef\w*|Korrespondent\w*"
    r"|Mitarbeiter\w*|Praktik\w+|Volontär\w*|travail\w+|journaliste|rédact\w+|stagiaire|trabaj\w+"
    r"|periodista|redactor\w*|becari\w+)(?:\s\w+){0,2}\s"
    r"(?:at|for|of|by|with|to|from|in|bei|beim|für|der|des|von|chez|à|au|de|du|pour|en|del|para)"
    r"(?:\s(?:the|der|dem|die|das|le|la|el))?\s$",
    re.IGNORECASE,
)
"""An employer, not a source."""


def _cue(before: str = "", behind: str = "", *, strong: bool = False) -> Cue:
    """Return a cue whose parts touch the name, or a quotation mark around it."""
    return Cue(
        before=re.compile(rf"(?:{before}){_QUOTE}$") if before else None,
        behind=re.compile(rf"[\"”'“»]?(?:{behind})") if behind else None,
        strong=strong,
    )


def _gap(most: int) -> str:
    """Return a pattern for so many words at most."""
    return rf"(?:\s[\w'-]+){{0,{most}}}?"


_REFUSED = re.compile(
    r"\s(?:(?:was|were|is|are|has|have|had|did|does)\s(?:never|not)|(?:was|were|has|had|did)n't|never)\b"
)
"""Words behind a name that say that it printed nothing: "My letter to the Times was never"."""
_HIRING = re.compile(
    r"(?:\s[\w'-]+){0,4}?\s(?:for|about|as|um|für|pour|para)\s"
    r"(?:an?|the|my|his|her|eine?n?|une?|mon|una?|mi)\s(?:[\w'-]+\s){0,3}?"
    r"(?:job|position|post|role|vacancy|internship|traineeship|Stelle|Praktikum|Volontariat|poste"
    r"|emploi|stage|empleo|puesto|trabajo)\b"
)
"""An interview of another kind: "for a job as a sound engineer"."""


def says(kind: Kind, before: str, behind: str) -> bool:
    """Say whether a name of a kind is given as a source, by the words before and behind it."""
    if _EMPLOYED.search(before) or _REFUSED.match(behind) or _HIRING.match(behind):
        return False
    if kind is Kind.BODY:
        return any(cue.stands(before, behind) for cue in _OF_BODIES)
    if kind is Kind.NOUN:
        return any(cue.stands(before, behind) for cue in _OF_NOUNS)
    cues = _CUES
    if kind in {Kind.WORD, Kind.MERGED, Kind.ALIKE}:
        cues = (*_STRONG, *_OF_ALIKE) if kind is Kind.ALIKE else _STRONG
    return any(cue.stands(before, behind) for cue in cues)


def passed_on(before: str, behind: str) -> bool:
    """Say whether a name may be thanked for a find, or be the way of something: "via Wired"."""
    return _PASSED_ON.stands(before, behind)


def compounds(behind: str) -> bool:
    """Say whether a name is the first part of a word for a text: "Spiegel-Artikel"."""
    return _COMPOUND.stands("", behind)


def cites(before: str) -> bool:
    """Say whether a name that is marked up as a citation is a source: something stood in it."""
    said = before[-_NEAR * 2 :]
    return bool(_IN.search(before)) and not (_DENIED.search(said) or _EMPLOYED.search(before))


_IN = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Ff]rom|[Vv]ia|[Ii]m|[Aa]us|[Bb]ei|[Ll]aut|[Dd]ans|[Ss]elon|[Ss]ur|[Ee]n|[Ss]egún)\s"
    r"(?:(?:[Tt]he|der|dem|den|le|la|les|el|los|last|this|today's|\w+day's)\s){0,2}$"
)

# English
_OF_ISSUE = r"(?:\w+\s){0,3}(?:issue|edition|number|pages|columns|website|site)\s(?:of|at)\s"
_TO = (
    r"\s(?:the\s|The\s|an?\s|this\s|last\s)?(?:(?:recent|new|old|famous)\s)?(?:(?:\w+\s)?\w+'s\s)?"
    rf"(?:{_OF_ISSUE}(?:the\s|The\s)?)?(?:(?:journal|magazine|newspaper)\s)?"
)
_PIECE = (
    r"(?:articles?|pieces?|editorials?|leaders?|op-eds?|columns?|story|stories|reports?|essays?"
    r"|write-ups?|reviews?|obituary|profile|coverage|documentary|investigation|exposé|headlines?"
    r"|blog\sposts?|extracts?|excerpts?|commentary|news\sitem|account|quotes?|items?|segment"
    r"|long\sread|poll|surveys?|cuttings?|clippings?)"
)
_PRINTED = (
    r"(?:reported|published|printed|reprinted|quoted|covered|seriali[sz]ed|featured|profiled"
    r"|reviewed|described|highlighted|revealed|detailed|summari[sz]ed|documented|cited"
    r"|interviewed|exposed)"
)
_APPEARED = (
    r"(?:appeared|appears|appearing|discussed|mentioned|noted|announced|outlined|argued|explained"
    r"|recounted|debunked)"
)
_WRITES = (
    r"(?:writes|writing|wrote|written|puts?\sit|argues|argued|claims|claimed|says|said|explains|suggested"
    r"|suggests|asks|asked|complains|complained|reports|opined|opines|observes|observed)"
)
_SAYS = (
    r"(?:reports|reported|(?:is|are|was|were)\sreporting|writes|wrote|says|said\sthat|claims|claimed"
    r"|quotes|quoted|points\sout|pointed\sout|noted|argues|argued|publishes|published|reveals"
    r"|revealed|describes|described"
    r"|tells\sus|calls\sit|suggests|explains|explained|reckons|concludes|concluded|report\sthat"
    r"|(?:ran|runs|carries|carried|has|had|features|featured)\s(?:an?|the|this|another)\s"
    rf"(?:[\w-]+\s){{0,3}}(?:{_PIECE}|interview|details))"
)
_FILL = (
    r"(?:(?:\d{4}|news|online|radio|television|TV|opinion|front-page|cover|investigative|recent|long"
    r"|exclusive|video|weekend|magazine)\s){0,2}"
)
_DATED = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_AN_ARTICLE = _cue(
    r"\b(?:[Aa]n?|the|this|that|recent|'s)\s",
    r"\s(?:articles?|editorial|cover\sstory|op-ed)\b",
    strong=True,
)
_VIA = r"[Vv][ií]a|[Hh]/?[Tt]|[Hh]at[- ][Tt]ip(?:\sto)?"
_PASSED_ON = _cue(rf"\b(?:{_VIA}):?\s(?:the\s|The\s)?", r"\s?(?:[).,;\]]|$)")
"""Who is thanked for a find; what is also a word may as well be the way of it ("via Polygon")."""
_HAT_TIP = _cue(r"\b[Hh]/[Tt]:?\s(?:the\s|The\s)?", r"\s?(?:[).,;\]]|$)", strong=True)
_NOT_ME = r"(?<!\bI\s)(?<!\b[Ww]e\s)\b"
_NOT_MINE = r"(?<!\b[Mm]y\s)(?<!\b[Oo]ur\s)(?<!\bhad\san\s)(?<!\bhave\san\s)\b"
"""What an author says or writes to a paper is no more than that."""
_ENGLISH = (
    _cue(rf"\b(?:{_PIECE}|interviews?){_gap(5)}\s(?:in|from|by){_TO}", strong=True),
    _cue(r"\b(?:(?:[Ff]ront|[Ll]etters|[Oo]p-ed)\spages?\s(?:of|in)|[Ii]n\sthe\swords\sof)"
         r"\s(?:the\s|The\s)?"),
    _cue(r"\b(?:[Ii]n|[Ff]rom|[Tt]o|[Aa]fter|[Aa]s|[Ss]ee)\s(?:an?|this|his|her|their)\s(?:\w+\s)?",
         rf"\s{_FILL}interview\b"),
    _cue(rf"\b[Ww]riting\sfor{_TO}", ","),
    _cue(rf"\b(?:study|paper){_gap(3)}\sin{_TO}"),
    _cue(rf"\b(?:study|paper)\sin{_TO}", strong=True),
    _cue(rf"\b[Aa]n?\s(?:\w+\s)?(?:article|piece|op-ed|essay|review){_gap(4)}\sfor{_TO}"),
    _cue(rf"{_NOT_MINE}letters?{_gap(3)}\sin{_TO}"),
    _cue(rf"\b(?:[Ii]n|[Ff]rom|[Ss]ee|[Rr]ead)\s(?:an?|the|this|that|his|her|their)\s(?:[\w-]+\s){{0,2}}"
         rf"letter{_gap(3)}\sto{_TO}"),
    _cue(rf"{_NOT_MINE}(?:interview|appearance|segment|documentary|programme|debate){_gap(3)}"
         rf"\s(?:with|on|to|given\sto){_TO}"),
    _cue(rf"\b{_PRINTED}{_gap(4)}\s(?:in|by){_TO}", strong=True),
    _cue(rf"\b(?:{_PRINTED}|{_APPEARED}){_gap(3)}\s(?:in|on){_TO}"),
    _cue(rf"\b[Aa]ccording\sto(?:(?:\s[\w'-]+){{1,6}}?\s(?:in|from|by|on|at))?{_TO}"),
    _cue(r"\b[Aa]ccording\sto\s", "[,.;)]", strong=True),
    _cue(r"\b(?:says|reports|writes)\s(?:the\s|The\s)?", r"\s?(?:[.,;)—–]|$)"),
    _cue(rf"{_NOT_ME}(?:told|tells|telling|spoke\sto){_TO}", r"(?!\s(?:not\s|never\s)?to\s)"),
    _cue(rf"\b(?:told\sby|speaking\s(?:to|on)|interviewed\s(?:on|by|for)){_TO}"),
    _cue(rf"\b{_WRITES}{_gap(4)}\sin{_TO}", strong=True),
    _cue(rf"{_NOT_ME}{_WRITES}\son{_TO}"),
    _cue(r"\b(?:[Ii]n|[Ff]rom|[Ss]ee|as)\s(?:\w+\s)?(?:today|yesterday|\w+day|week|month|morning|night"
         r"|weekend|year)'s\s", strong=True),
    _cue(rf"\b(?:[Ii]n|[Ff]rom)\s(?:the\s)?{_OF_ISSUE}(?:the\s|The\s)?", strong=True),
    _cue(rf"\b(?:[Rr]ead|reads|reading){_gap(9)}\s(?:in|on){_TO}"),
    _cue(rf"\bfound\s(?:this|it|that)\s(?:in|on){_TO}"),
    _cue(rf"\b(?:saw|seen|heard)(?:\s[a-z'-]+){{0,3}}?\s(?:in|on){_TO}"),
    _cue(r"\b[Ii]n\s(?:the\s|The\s)?", r",?\s(?:there\s(?:is|was|are|were)|I\s(?:read|saw)"
         r"|you\scan\sread)\b"),
    _cue(r"\b[Oo]ver\s(?:at|on)\s(?:the\s)?"),
    _PASSED_ON,
    _cue(r"\b(?i:sources?):\s(?:the\s|The\s)?", r"\s?(?:[).,;\]]|$)"),
    _cue(rf"[(\[](?:{_VIA}):?\s(?:the\s|The\s)?", r"\s?[)\]]", strong=True),
    _cue(rf"(?:^|,\s|[—–]\s?)(?:{_VIA}):?\s(?:the\s|The\s)?", r"\s?[.)\]]*\s*$", strong=True),
    _HAT_TIP,
    _cue("", rf"(?:\s\((?:\d|[A-Z])[^()]{{0,24}}\))?(?:\s(?:has|have|had|also|recently|today|now"
             rf"|yesterday|even|again)){{0,2}}\s{_SAYS}\b(?!\s(?:to|as|its?|itself|they)\b|(?:\s\w+){{0,3}}\sthat\s(?:its?|they)\b"
             r"|(?:\s\w+){0,2}\s(?:loss|losses|profits?|revenues?|earnings|deficit|surplus)\b)"),
    _cue("", r"\s(?:reports|reported|writes|wrote)\sthat\b", strong=True),
    _cue("", rf"(?:'s?)?\s{_FILL}{_PIECE}\b(?!\sto\b)"),
    _AN_ARTICLE,
    _cue("", rf",?\s\(?(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{_DATED}(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?"
             r"\s(?:19|20)\d\d"),
    _cue(r"(?:^|[”\"',!?]\s?)\((?:the\s|The\s)?", r"(?:,[^()]{1,40})?\)"),
    _cue(r"\((?:the\s|The\s)?", r",\s[^()]{0,20}\d[^()]{0,20}\)"),
)  # fmt: skip

# German
_ZU = r"(?:\s(?:der|dem|den|des|die|das|einer|aktuellen|heutigen|gestrigen|letzten|Zeitung|Zeitschrift)){0,3}\s"  # noqa: E501
_TEXT = (
    r"(?:Artikel[ns]?|Beitr[aä]ge?n?|Berichte?[sn]?|Interviews?|Kommentare?|Leitartikel|Kolumne"
    r"|Meldung|Reportage|Gastbeitrag|Essay|Rezension|Porträt|Titelgeschichte|Nachruf|Glosse"
    r"|Leserbrief|Aufsatz)"
)
_MELDET = (
    r"(?:berichtete?|schreibt|schrieb|meldete?|zitierte?|titelte?|kommentierte?|enthüllte?"
    r"|erklärte?)"
)
_GELESEN = (
    r"(?:gelesen|zu\slesen|[Ee]rschienen|erschien|erscheint|veröffentlicht|[Nn]achzulesen|abgedruckt"
    r"|berichtet|publiziert)"
)
_LAUT = _cue(r"\b[Ll]aut\s", strong=True)
_GERMAN = (
    _cue(rf"\b{_TEXT}{_gap(4)}\s(?:in|im|aus|von|vom|bei|auf|mit){_ZU}", strong=True),
    _cue(rf"\b{_TEXT}\s(?:der|des)\s"),
    _cue(rf"\b(?:[Ll]aut|[Ll]t\.|[Nn]ach\s(?:Angaben|Informationen|Recherchen)|(?:[Ll]aut|[Nn]ach)\s"
         rf"(?:einem|einer|dem|der)\s(?:\w+\s)?(?:Bericht|Artikel|Meldung)(?:\s(?:in|im|von))?){_ZU}"),
    _cue(rf"\b{_MELDET}(?:\s(?:heute|gestern|auch|etwa)){{0,2}}{_ZU}"),
    _cue(rf"\b{_GELESEN}{_gap(3)}\s(?:in|im|bei|auf){_ZU}", strong=True),
    _cue(rf"\b(?:las|lese|lesen)\s(?:ich|wir|man){_gap(2)}\s(?:in|im|bei|auf){_ZU}"),
    _cue(rf"\b(?:in|im|bei|auf|von){_ZU}", rf"(?:\s[\w.]+){{0,3}}?\s{_GELESEN}\b"),
    _cue(rf"\b[Ii]n{_ZU}", r"\s(?:ist|war|steht|stand|erschien|findet\ssich|las\sich)\b"
         rf"(?:\s[\w-]+){{0,4}}?\s{_TEXT}\b"),
    _LAUT,
    _cue(rf"\b(?:[Ii]n|[Ii]m|[Bb]eim?){_ZU}", r"\s(?:las|lese|hörte|höre|sah)\s(?:ich|wir|man)\b"),
    _cue(rf"\b(?:steht|stand){_gap(2)}\s(?:in|im|bei){_ZU}", r"(?:\s\w+)?[,:]"),
    _cue(r"\b(?i:quellen?):\s"),
    _cue("", rf"(?:\s\([^()]{{1,24}}\))?(?:\s(?:heute|gestern|auch)){{0,2}}"
             rf"\s(?:{_MELDET}|zufolge)\b"),
    _cue("", rf"\shat(?:te)?\s(?:\w+\s){{0,5}}?{_GELESEN}\b"),
)  # fmt: skip
_COMPOUND = _cue("", rf"-{_TEXT}\b", strong=True)

# French
_VERS = r"(?:\s(?:le|la|les|un|une|dans|du|journal|quotidien|magazine|site|hebdomadaire|mensuel)){0,3}\s(?:l')?"  # noqa: E501
_PAPIER = (
    r"(?:articles?|interviews?|entretiens?|tribunes?|éditorial|édito|chroniques?|reportages?"
    r"|enquêtes?|dépêches?)"
)
_DIT = (
    r"(?:rapporte(?:nt)?|écrit|écrivent|écrivait|affirme|révèle(?:nt)?|révélait|titre|titrait|explique|rappelle|indique"
    r"|souligne|relate|annonce|raconte)"
)
_FRENCH = (
    _cue(rf"\b(?:[Ss]elon|[Dd]'après)(?:\s(?:un|une|l'|les)\s?(?:article|enquête|informations?)"
         rf"(?:\s\w+)?\s(?:du|de|dans|paru\sdans))?{_VERS}"),
    _cue(rf"\b{_PAPIER}{_gap(5)}\s(?:dans|de|du|à|au|avec|pour|par){_VERS}", strong=True),
    _cue(rf"\b(?:publiée?s?|parue?s?|lue?s?|lire|lisais|rapportée?s?|citée?s?|relayée?s?|révélée?s?)"
         rf"{_gap(4)}\s(?:dans|par|sur){_VERS}", strong=True),
    _cue(rf"\b(?:interviewée?s?|interrogée?s?)\s(?:dans|par|sur){_VERS}"),
    _cue(rf"\b{_DIT}{_VERS}"),
    _cue("", rf"\s{_DIT}(?:\s(?:que\b|qu')|\s?:)", strong=True),
    _cue(rf"\bdans\sles\scolonnes\s(?:de|du){_VERS}"),
    _cue(r"\b(?i:sources?)\s?:\s"),
    _cue("", rf"(?:\s\([^()]{{1,24}}\))?\s(?:{_DIT}|a\s(?:publié|révélé|consacré|rapporté)"
             r"|publie\s(?:un|une))\b"),
)  # fmt: skip

# Spanish
_EN = r"(?:\s(?:el|la|los|un|una|diario|periódico|revista|semanario)){0,3}\s"
_NOTA = (
    r"(?:artículos?|entrevistas?|reportajes?|editorial|columnas?|noticias?|crónicas?|tribunas?"
    r"|reseñas?)"
)
_DICE = (
    r"(?:informa|informó|informaba|publica|publicó|publicaba|cuenta|señala|recoge|titula|asegura"
    r"|explica|revela)"
)
_SPANISH = (
    _cue(rf"\b[Ss]egún(?:\s(?:un|una|el|la)\s(?:artículo|informe|noticia)(?:\s\w+)?\s(?:de|del|en)"
         rf"|\s{_DICE})?(?:\shoy)?{_EN}"),
    _cue(rf"\b{_NOTA}{_gap(5)}\s(?:en|de|del|con|a|para|por){_EN}", strong=True),
    _cue(rf"\b(?:publicad[oa]s?|aparecid[oa]s?|leíd[oa]|[Ll]eo|[Ll]eí|leer|recogid[oa]){_gap(4)}"
         rf"\s(?:en|por){_EN}", strong=True),
    _cue(rf"\b{_DICE}(?:\shoy)?{_EN}"),
    _cue("", rf"(?:\shoy)?\s{_DICE}(?:(?:\sde)?\sque\b|:|\s(?:un|una)\s{_NOTA}\b)", strong=True),
    _cue(r"\b(?i:fuentes?):\s"),
    _cue("", rf"(?:\shoy)?\s(?:{_DICE}|ha\s(?:publicado|revelado))\b"),
)  # fmt: skip

# Italian, Dutch, Portuguese, Scandinavian
_OTHERS = (
    _cue(r"\b[Ss]econdo(?:\s(?:il|la|lo|quanto\s\w+(?:\s(?:da|dal|dalla))?))?\s"),
    _cue(rf"\b(?:articol[oi]|intervist[ae]|editoriale|inchiesta|recensione){_gap(4)}"
         r"\s(?:su|di|del|della|dal|sul|sulla|al|alla|a|per|con|in)\s", strong=True),
    _cue(rf"\b(?:pubblicat[oaie]|letto|uscit[oa]|appars[oa]){_gap(3)}\s(?:su|da|dal|sul|sulla|in)\s",
         strong=True),
    _cue("", r"\s(?:scrive|riporta|riferisce|racconta|ha\spubblicato)\b"),
    _cue("", r"\s(?:scrive|riporta|riferisce|racconta)(?:\s(?:che\b|ch')|:)", strong=True),
    _cue(r"\b(?i:fonti?|bron|källa|kilde):\s"),
    _cue(r"\b[Vv]olgens(?:\s(?:de|het|een\s(?:bericht|artikel)\s(?:in|van)))?\s"),
    _cue(rf"\b(?:artikel|interview|bericht|stuk|opiniestuk|reportage){_gap(4)}\s(?:in|van|met|uit)"
         r"(?:\s(?:de|het))?\s", strong=True),
    _cue(rf"\b(?:gepubliceerd|verschenen|gelezen|lees|las){_gap(3)}\s(?:in|op|door)(?:\s(?:de|het))?\s",
         strong=True),
    _cue("", r"\s(?:meldt|meldde|schrijft|schreef|berichtte)\b"),
    _cue(r"\b(?:[Ss]egundo|[Dd]e\sacordo\scom|[Cc]onforme)(?:\s(?:o|a|os))?\s"),
    _cue(rf"\b(?:artigo|entrevista|reportagem|notícia|coluna){_gap(4)}"
         r"\s(?:em|no|na|do|da|de|ao|à|para|com|pelo|pela)\s", strong=True),
    _cue(rf"\bpublicad[oa]s?{_gap(3)}\s(?:em|no|na|pelo|pela)\s", strong=True),
    _cue("", r"\s(?:noticiou|noticia|publicou|informou|escreve|escreveu|revelou)\b"),
    _cue(r"\b(?:[Ee]nligt|[Ii]følge)(?:\s(?:tidningen|avisen))?\s"),
    _cue(rf"\b(?:artikel|intervju|interview|krönika|ledare|debattartikel|kronik|debatindlæg){_gap(4)}"
         r"\s(?:i|med|från|fra|på)\s", strong=True),
    _cue("", r"\s(?:skriver|skrev|rapporterar|rapporterade|melder|meldte)\b"),
)  # fmt: skip

_CUES: tuple[Cue, ...] = (*_ENGLISH, *_GERMAN, _COMPOUND, *_FRENCH, *_SPANISH, *_OTHERS)
_STRONG = tuple(cue for cue in _CUES if cue.strong)
_OF_ALIKE = (
    _cue("", rf"'s\s{_FILL}{_PIECE}\b"),
    _cue("", r"(?:\s(?:has|have|had|also|recently|today)){0,2}\s(?:reports|reported|writes|wrote"
             r"|quotes|quoted|reveals|revealed|published|(?:ran|runs|carries|carried|has|had)\s(?:an?|the)"
             rf"\s(?:[\w-]+\s){{0,2}}(?:{_PIECE}|details))\b(?!\s(?:to|for|off|as|its?|his|her|their)\b)"),
)  # fmt: skip
"""What also makes sure of "The Independent" at the beginning of a sentence."""
_OF_NOUNS = (
    _COMPOUND,
    _AN_ARTICLE,
    _LAUT,
    _HAT_TIP,
    _cue("", rf"\s{_MELDET}(?:\s(?:heute|gestern|nun|online))?[,:]"),
)
"""What a noun needs where nothing sets it apart: "Spiegel-Artikel", "Der Spiegel meldet, dass"."""

_RESEARCH = (
    r"(?:reports?|study|studies|survey|papers?|figures|statistics|data|findings|analysis|briefing"
    r"|research|press\sreleases?|guidance)"
)
_OF_BODIES = (
    _cue(
        rf"\b{_RESEARCH}(?:\s(?:published|issued|released|produced))?(?:\s\w+)?\s(?:by|from){_TO}"
    ),
    _cue(rf"\bpublished\s(?:\w+\s)?by{_TO}"),
    _cue(rf"\b[Aa]ccording\sto(?:\s(?:an?|the)\s(?:\w+\s)?{_RESEARCH}\s(?:by|from))?{_TO}"),
)
