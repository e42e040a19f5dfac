"""What a page prints around its posts: buttons, navigation, feeds, its maker, its archive's list.

A copied page has them one by one, with blanks between, or run together: "Email ThisBlogThis!".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class _Words(NamedTuple):
    """The words of one language, in lower case, parted by "|"."""

    buttons: str
    navigation: str
    maker: str
    archive: str


_BLOGGER: Mapping[str, _Words] = {
    "en": _Words(
        "email this|share to x|share to twitter|share to facebook|share to pinterest"
        "|share to google buzz|create a link|links to this post|get link|other apps",
        "newer posts|older posts|newer post|older post|newer entries|older entries"
        "|view mobile version|view web version|home",
        "powered by blogger|powered by wordpress|blog at wordpress.com",
        "blog archive",
    ),
    "de": _Words(
        "diesen post per e-mail versenden|per e-mail senden|in twitter freigeben"
        "|bei twitter teilen|auf x teilen|in facebook freigeben|bei facebook teilen"
        "|auf pinterest teilen|links zu diesem post|link abrufen|andere apps",
        "neuere posts|ältere posts|neuerer post|älterer post|neuere beiträge|ältere beiträge"
        "|startseite",
        "powered by blogger",
        "blog-archiv",
    ),
    "fr": _Words(
        "envoyer par e-mail|partager sur x|partager sur twitter|partager sur facebook"
        "|partager sur pinterest|liens vers cet article|obtenir le lien|autres applications",
        "articles plus récents|articles plus anciens|messages plus récents|messages plus anciens"
        "|article plus récent|article plus ancien|accueil",
        "fourni par blogger",
        "archives du blog",
    ),
    "es": _Words(
        "enviar por correo electrónico|enviar esto por correo electrónico|escribe un blog"
        "|compartir en x|compartir con twitter|compartir en twitter|compartir con facebook"
        "|compartir en facebook|compartir en pinterest|enlaces a esta entrada"
        "|obtener enlace|otras apps|otras aplicaciones",
        "entradas más recientes|entradas antiguas|entrada más reciente|entrada antigua"
        "|página principal|inicio",
        "con tecnología de blogger",
        "archivo del blog",
    ),
    "pt": _Words(
        "enviar por e-mail|enviar a mensagem por e-mail|postar no blog!|dê a sua opinião!"
        "|compartilhar no x|compartilhar no twitter|compartilhar no facebook"
        "|compartilhar com o pinterest|partilhar no x|partilhar no twitter|partilhar no facebook"
        "|partilhar no pinterest|gerar link|outros aplicativos",
        "postagens mais recentes|postagens mais antigas|postagem mais recente"
        "|postagem mais antiga|mensagens mais recentes|mensagens antigas|página inicial",
        "tecnologia do blogger|com tecnologia do blogger",
        "arquivo do blog|arquivo do blogue",
    ),
    "it": _Words(
        "invia tramite email|postalo sul blog|condividi su x|condividi su twitter"
        "|condividi su facebook|condividi su pinterest|ottieni link|altre app",
        "post più recenti|post più vecchi|post più recente|post più vecchio|home page",
        "powered by blogger",
        "archivio blog",
    ),
    "nl": _Words(
        "dit e-mailen|dit bloggen!|delen via x|delen op x|delen op twitter|delen op facebook"
        "|delen op pinterest|link ophalen|andere apps",
        "nieuwere posts|oudere posts|nieuwere post|oudere post|homepage",
        "mogelijk gemaakt door blogger",
        "blogarchief",
    ),
    "sv": _Words(
        "skicka med e-post|dela på x|dela på twitter|dela på facebook|dela på pinterest",
        "senare inlägg|nyare inlägg|äldre inlägg|startsida",
        "använder blogger",
        "bloggarkiv",
    ),
    "da": _Words(
        "send med mail|del på x|del på twitter|del på facebook|del på pinterest",
        "nyere opslag|ældre opslag|startside",
        "leveret af blogger",
        "blog-arkiv",
    ),
    "nb": _Words(
        "send dette via e-post|del på x|del på twitter|del på facebook|del på pinterest",
        "nyere innlegg|eldre innlegg|startsiden",
        "drevet av blogger",
        "bloggarkiv",
    ),
    "fi": _Words(
        "kohteen lähettäminen sähköpostitse|bloggaa tästä!|jaa x:ssä|jaa twitteriin"
        "|jaa twitterissä|jaa facebookiin|jaa facebookissa|jaa pinterestiin",
        "uudemmat tekstit|vanhemmat tekstit|uudempi teksti|vanhempi teksti|etusivu",
        "sisällön tarjoaa blogger",
        "blogiarkisto",
    ),
    "pl": _Words(
        "wyślij pocztą e-mail|wrzuć na bloga|udostępnij w x|udostępnij w usłudze twitter"
        "|udostępnij w usłudze facebook|udostępnij w serwisie pinterest",
        "nowsze posty|starsze posty|nowszy post|starszy post|strona główna",
        "obsługiwane przez usługę blogger",
        "archiwum bloga",
    ),
    "cs": _Words(
        "odeslat e-mailem|sdílet na x|sdílet na twitteru|sdílet ve službě twitter"
        "|sdílet na facebooku|sdílet ve službě facebook|sdílet na pinterestu",
        "novější příspěvky|starší příspěvky|novější příspěvek|starší příspěvek|domovská stránka",
        "používá technologii služby blogger",
        "archiv blogu",
    ),
    "ru": _Words(
        "отправить по электронной почте|написать об этом в блоге|поделиться в x"
        "|поделиться в twitter|опубликовать в twitter|опубликовать в facebook"
        "|поделиться в facebook|поделиться в pinterest",
        "следующие|предыдущие|новые сообщения|старые сообщения|главная страница",
        "технологии blogger",
        "архив блога",
    ),
    "tr": _Words(
        "bunu e-postayla gönder|x'te paylaş|twitter'da paylaş|facebook'ta paylaş"
        "|pinterest'te paylaş",
        "daha yeni kayıtlar|önceki kayıtlar|sonraki kayıt|önceki kayıt|ana sayfa",
        "blogger tarafından desteklenmektedir",
        "blog arşivi",
    ),
    "ja": _Words(
        "メールで送信|x で共有する|x で共有|twitter で共有する|facebook で共有する"
        "|pinterest に共有",
        "新しい投稿|次の投稿|前の投稿|ホーム",
        "powered by blogger",
        "ブログ アーカイブ",
    ),
}
"""Blogger's own words by language, and a few of WordPress."""

_ANYWHERE = (
    "blogthis!|reactions:|share this:|like this:|like loading...|loading...|read more »"
    "|read more|permalink|subscribe|reply|share|edit|facebook|twitter|pinterest|email|e-mail"
    "|comments|kommentare|commentaires|comentarios|comentários|commenti"
)
"""Buttons of Blogger in all languages, and of WordPress in English."""

_FEED = r"(?:abonnieren\s|[^\W\d_][^:.!?()]{1,40}:\s?)[^:.!?()]{1,50}\(atom\)"
""" "Subscribe to: Posts (Atom)", which has this shape in every language."""

_EVERYDAY = frozenset(
    {
        "home", "homepage", "startseite", "accueil", "inicio", "startsida", "startside",
        "startsiden", "etusivu", "ホーム", "facebook", "twitter", "pinterest", "email", "e-mail",
        "x", "comments", "kommentare", "commentaires", "comentarios", "comentários", "commenti",
    }
)  # fmt: skip
"""Furniture that is a word which a text may end with too."""

_BETWEEN = " |·•»«‹›←→"
_ARROWS = "▼▾►▶▸▽▷"
_COUNTED = re.compile(r"[^.!?]{1,60}\(\d{1,5}\)")
_LONGEST_ENTRY = 120
"""Characters in the longest title or name of a page's lists; prose is longer."""

_SEVERAL = 3
_RUN_TOGETHER = re.compile(r"\wblogthis!|blogthis!\w", re.IGNORECASE)


class Kind(StrEnum):
    """What a piece of furniture is."""

    BUTTON = "button"
    NAVIGATION = "navigation"
    MAKER = "maker"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What one line is made of: pieces of furniture and nothing else.

    `weak` tells that they are everyday words, such as "Home", which may end a poem too.
    """

    kinds: tuple[Kind, ...]
    weak: bool

    @property
    def sure(self) -> bool:
        """Say whether nobody but a page writes so: several buttons on one line."""
        return len(self.kinds) >= _SEVERAL and not self.weak and not self.of_page

    @property
    def of_page(self) -> bool:
        """Say whether a page prints it once, and not under each post."""
        return any(kind is not Kind.BUTTON for kind in self.kinds)


def _any(several: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first."""
    found = {word for words in several for word in words.split("|")}
    return "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))


_PIECE = re.compile(
    rf"(?:(?P<maker>{_any(words.maker for words in _BLOGGER.values())})\.?"
    rf"|(?P<navigation>{_any(words.navigation for words in _BLOGGER.values())})|(?P<feed>{_FEED})"
    rf"|(?P<button>{_any([_ANYWHERE, *(words.buttons for words in _BLOGGER.values())])}"
    rf"|(?<!x)x(?!x)))"
    rf"[{_BETWEEN}]*",
    re.IGNORECASE,
)
_ARCHIVES = frozenset(one for words in _BLOGGER.values() for one in words.archive.split("|"))


def read_furniture(text: str) -> Furniture | None:
    """Return what a line with single spaces is made of, or None if anything in it is text."""
    words = text.strip(_BETWEEN)
    kinds: list[Kind] = []
    weak = True
    at = 0
    while at < len(words):
        piece = _PIECE.match(words, at)
        if not piece:
            return None
        at = piece.end()
        # Where words run together, the next begins with a capital: "Share to XShare to Facebook".
        if words[at - 1] not in _BETWEEN and words[at : at + 1].islower():
            return None
        kinds.append(Kind(piece.lastgroup or ""))
        weak = weak and piece[0].strip(_BETWEEN).casefold() in _EVERYDAY
    return Furniture(tuple(kinds), weak) if kinds else None


def archive_list(texts: Sequence[str]) -> int | None:
    """Return where the list of a blog's archive begins: a heading, then years with counts."""
    for index, text in enumerate(texts[:-1]):
        after = texts[index + 1 :]
        if (
            text.casefold().strip(" :") in _ARCHIVES
            and (after[0][0] in _ARROWS or _COUNTED.fullmatch(after[0]))
            and all(len(entry) < _LONGEST_ENTRY for entry in after)
        ):
            return index
    return None


def are_foreign_buttons(text: str) -> bool:
    """Know buttons that run together in any language by the names that are the same in all."""
    sentence = text.endswith((".", "?"))
    return not sentence and bool(_RUN_TOGETHER.search(text)) and "facebook" in text.casefold()
