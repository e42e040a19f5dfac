"""What platforms and browsers write on links, and no author calls a work.

Most stands in a link's `title`: "Permalink to …", "Opens in new window", "Image credit: …". The
rules know a dozen languages, and look at what begins or ends a text.
"""

import re

_TO = r"(?: (?:to|zu[rm]?|auf|vers|al?|à|au|naar|para|till?|do|na|на|к))?"
_LABEL = re.compile(
    rf"(?:(?:permanente?r? (?:link|länk|lenke)|permalink|permalien|lien permanent"
    rf"|enlace permanente|collegamento permanente|link permanente|dauerlink|постоянная ссылка){_TO}"
    rf"(?::|\b(?! ?:)) ?|(?:link|lien|enlace|collegamento|länk|lenke|ссылка|odnośnik)"
    rf"(?:{_TO.removesuffix('?')} |: ))(?=\S)",
    re.IGNORECASE,
)
"""What stands before a title: "Permanent Link to". A word for link alone may begin one."""

_NEW = (
    r"(?:new|neue[mns]?|nouvel(?:le)?|nueva|nuova|nieuw|nova|nytt?|nowym|nowej|новом|новой|novém)"
)
_WINDOW = (
    r"(?:window|tab|fenster|fenêtre|onglet|ventana|pestaña|finestra|scheda|venster|tabblad|janela"
    r"|aba|guia|separador|fönster|flik|vindue|vindu|fane|oknie|karcie|окне|вкладке|okně)"
)
_IN_A_WINDOW = re.compile(
    r"\b(?:in|into|dans|en|em|i|w|v|в)(?: (?:an?|the|einem|une?|una|uma|een|ett|et|en))?"
    rf" (?:{_NEW} (?:\S+ )?{_WINDOW}|{_WINDOW} (?:nouvelle|nueva|nuova|nova)|current window)\b"
    r"|新(?:し[いく])?(?:窗口|視窗|标签页|ウィンドウ|ウインドウ|タブ)"
)
_PICTURE = (
    r"(?:(?:original|featured|header|cover|main|top|lead) )?"
    r"(?:image|photo|photograph|picture|pic|graphic|illustration|screenshot|foto|bild|grafik)"
)
_STORE = (
    r"(?:amazon|apple|bandcamp|facebook|flickr|github|goodreads|google|instagram|itunes|kindle"
    r"|linkedin|medium|patreon|pinterest|reddit|soundcloud|spotify|twitter|vimeo|youtube)"
)
_DO = (
    r"(?:watch|listen|buy|order|pre-?order|get|find|available|shop|stream|read|view|see|share"
    r"|download|discuss|rate|like|support|join|acheter|suivre|écouter|comprar|compartir|seguir)"
)
_SHOWN = (
    r"(?:posts?|entry|entries|articles?|images?|pictures?|photos?|profile|website|site|homepage"
    r"|page|tweet|video|map|story|version)"
)
_CREDITS = (
    rf"{_PICTURE}s? (?:credits?|courtesy|source|copyright|via|©)\b",
    rf"{_PICTURE} (?:by|por|par|von|di)\b",
    (
        rf"(?:{_PICTURE}|imagen|immagine|фото|credits?|crédits?|créditos?|crediti|bron|kilde|källa)"
        r" ?[:：©]"
    ),
    r"courtesy (?:of|:)",
    r"(?:bild|foto)(?:nachweis|quelle|rechte|credit)",
    r"crédits? (?:photo|image)|créditos? d[ae]\b|photo (?:de|d')|foto de",
    r"fuente de la imagen|source de l'image",
)
_LEADS = (
    r"(?:external|internal|externer?|interner?|externe) links?\b|opens (?:external|internal)",
    r"liens? externe|enlaces? externo|link (?:externo|esterno)|collegamento esterno",
    (
        r"(?:view|see|visit|show|browse) (?!from|to|of)(?:\S+ ){0,4}?"
        rf"{_SHOWN}(?: (?:on|of|at|by|in|for)\b.*)?$"
    ),
    r"(?:all |more |older |newer )?posts? (?:by|tagged|filed)\b",
    r"(?:previous|next) (?:post|entry|page) ?:",
    (
        r"(?:jump|skip|back|return|scroll|go) to (?:the )?"
        r"(?:comments?|content|top|main|blog|post|article)\b"
    ),
    r"comment on |reply to |(?:tags?|categor(?:y|ies)|labels?) ?:|filed under|tagged with",
    r"add to (?:favou?rites|cart|basket|calendar)|follow \S+(?: \S+){0,2} on \S+$",
    rf"{_DO}(?: \S+){{0,3}}? (?:on|at|from|auf|bei|sur|chez|en|su|no|op) {_STORE}(?: \S+)?$",
    r"(?:the )?original (?:post|article|story|source)(?:$| ?:| (?:by|at|on|from)\b)",
    r"(?:official )?(?:web ?site|home ?page) (?:of|for)\b|official (?:site|page|blog) (?:of|for)\b",
    r"more (?:from|by) (?:this|the author)|wikipedia (?:article|entry|page)\b",
    r"alle (?:beiträge|artikel|posts) (?:von|mit|in)\b|beiträge von\b|(?:web)?seite von\b",
    r"original(?:artikel|beitrag|quelle)",
    r"jetzt .*(?:bestellen|kaufen|lesen|abonnieren|ansehen|spenden|anmelden)$",
    r"(?:tous|toutes) les (?:articles|billets)|(?:articles|billets) (?:par|de) ",
    r"aller (?:sur|à|au|vers)\b|partager\b|acheter (?:sur|chez)",
    r"todas las entradas|entradas (?:de|por) |ir al? (?:sitio|página|artículo)",
    r"leia (?:mais|também|tudo|o|a)\b|ler (?:mais|tudo|o artigo|a notícia)|saiba mais|clique\b",
    r"leggi (?:di più|tutto|anche|il|la|l')|continua a leggere|vai al?\b|clicca\b",
    r"lees (?:meer|verder|het)\b|läs (?:mer|hela)\b|læs (?:mere|hele)\b|les (?:mer|hele)\b",
    r"czytaj (?:więcej|dalej|całość)|devamını oku",
    r"читать (?:далее|дальше|полностью|ещё|статью)|подробнее|перейти (?:на|к)\b|источник\b",
)
_TEASES = (
    r"(?:see|watch|guess|look) (?:what|why|how|who) (?:happen|it|this|i|we|you|he|she)",
    r"(?:you|she|he|they) (?:won't|will not|will never) (?:believe|guess)\b",
    r"find out (?:what|how|why|who|where|when|if|whether|which)\b",
    r"(?:check out|take a (?:closer )?look|have a look|don't miss|stay tuned|try it)\b",
    r"see for yourself|hier geht's\b",
    (
        r"(?:seht|sieh|sehen sie|schaut?|schauen sie|findet?|erfahren sie|erfahrt|entdecken sie)"
        r"(?:,| (?:was|wie|warum|mal|hier|euch|heraus|mehr|selbst)\b)"
    ),
    r"(?:ihr|sie|du) (?:werdet|werden|wirst) (?:es )?nicht glauben\b",
    r"(?:découvrez|voyez|regardez|apprenez) |vous n'allez pas (?:le )?croire\b",
    r"(?:descubre|descubra|mira|mire|entérate|averigua) (?:lo|qué|cómo|por|quién|aquí|más|si)\b",
    r"no (?:vas|va) a creer\b|você não vai acreditar\b|non (?:ci )?crederai\b",
    r"(?:scopri|guarda|vedi) (?:cosa|come|perché|chi|di|qui|che)\b",
    r"veja (?:o|a|como|por|quem|aqui)\b",
    r"(?:bekijk|ontdek|kijk|lees) (?:wat|hoe|waarom|hier|zelf|meer)\b|je gelooft nooit\b",
    r"(?:se|upptäck|kolla) (?:vad|hur|hvad|hvordan|hva) ",
    r"(?:zobacz|sprawdź|dowiedz się)(?:,| (?:co|jak|dlaczego|więcej|sam)\b)",
    r"(?:узнайте|узнай|смотрите|посмотрите|смотри)(?:,| (?:что|как|почему|здесь|тут|сами)\b)",
)
"""What makes one curious, and names nothing."""
_PLACES = re.compile(
    r"(?:the )?(?:table of contents|site ?map|front page|main page|complete list|press releases?"
    r"|full (?:text|report|list|transcript)|privacy policy|cookie policy|mailing list"
    r"|terms (?:of (?:use|service)|and conditions)|about (?:us|me|this (?:blog|site))"
    r"|contact (?:us|me)|(?:recent|latest|all|older|newer) (?:posts|news|articles|comments|entries)"
    r"|more like this|related (?:posts|articles|links)|frequently asked questions|search results"
    r"|what happen(?:s|ed) next)"
    r"|inhaltsverzeichnis|zum inhalt|was dann (?:geschah|passierte)|häufige fragen"
    r"|über (?:uns|mich)"
    r"|table des matières|page d'accueil|plan du site|à propos|mentions légales|foire aux questions"
    r"|tabla de contenidos?|mapa del sitio|página (?:de inicio|principal|inicial)|acerca de(?: mí)?"
    r"|sobre (?:nosotros|mí|mim|nós)|preguntas frecuentes|perguntas frequentes|aviso legal"
    r"|pagina (?:iniziale|principale)|mappa del sito|chi siamo|domande frequenti"
    r"|over (?:ons|mij)|veelgestelde vragen|om (?:oss|os|mig|meg)|vanliga frågor|spis treści"
    r"|strona główna|o (?:mnie|nas)|главная страница|о (?:нас|себе|сайте)|карта сайта"
    r"|часто задаваемые вопросы"
)
"""Parts of a site, and no work in it."""
_BEGINS = re.compile("|".join((*_CREDITS, *_LEADS, *_TEASES)))
_ENDS = re.compile(
    r".*(?: official (?:site|website|page|blog)"
    r"| (?:artikel|beitrag|bericht|text|interview)s? (?:weiter)?lesen"
    r"|(?:auf|bei|über|per) \S+ (?:teilen|kaufen|bestellen|ansehen|anhören|lesen|folgen))"
)


def unlabelled(text: str) -> str:
    """Return a text without what platforms put before a title in a link's `title`."""
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def is_label(text: str) -> bool:
    """Say whether a text tells what a link does, or who made a picture, or leads about a site."""
    plain = text.casefold().replace("’", "'").strip(" ()[]«»<>|→·-")
    if _PLACES.fullmatch(plain.rstrip(" .:!?…")):
        return True
    return bool(_IN_A_WINDOW.search(plain) or _BEGINS.match(plain) or _ENDS.fullmatch(plain))
