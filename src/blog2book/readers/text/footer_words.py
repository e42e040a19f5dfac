"""What blogging platforms print under a post, by language (Blogger and WordPress as they ship).

Each language has: what stands before (or, with "{}", around) an author's name; what stands
between name and time; headings of labels; a count of no comments; the word for comments.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FooterWords:
    """The words of one language, in lower case."""

    posted: tuple[str, ...]
    at: tuple[str, ...]
    labels: tuple[str, ...]
    none: tuple[str, ...]
    comments: tuple[str, ...]


def _words(posted: str, at: str, labels: str, none: str, comments: str) -> FooterWords:
    parts = (
        tuple(part.strip() for part in text.split("|") if part.strip())
        for text in (posted, at, labels, none, comments)
    )
    return FooterWords(*parts)


FOOTERS: Mapping[str, FooterWords] = {
    "en": _words(
        "posted by|published by|written by",
        "at|on",
        "labels|label|tags|tagged|categories|category|filed under|posted in|topics",
        "no comments|no comments yet|leave a comment|post a comment",
        "comment|comments|response|responses",
    ),
    "de": _words(
        "eingestellt von|gepostet von|veröffentlicht von|verfasst von",
        "um|am",
        "labels|label|schlagwörter|schlagworte|kategorien|kategorie|abgelegt unter",
        "keine kommentare|kommentar veröffentlichen",
        "kommentar|kommentare",
    ),
    "fr": _words(
        "publié par|posté par|écrit par|envoyé par",
        "à|le",
        "libellés|libellé|étiquettes|étiquette|catégories|catégorie|mots-clés|tags",
        "aucun commentaire|enregistrer un commentaire",
        "commentaire|commentaires",
    ),
    "es": _words(
        "publicado por|escrito por",
        "a la/s|a las|a la|en",
        "etiquetas|etiqueta|categorías|categoría",
        "no hay comentarios|no hay comentarios.|publicar un comentario|sin comentarios",
        "comentario|comentarios",
    ),
    "pt": _words(
        "postado por|publicado por|publicada por|escrito por",
        "às|à(s)|em",
        "marcadores|etiquetas|categorias|categoria",
        "nenhum comentário|sem comentários|postar um comentário",
        "comentário|comentários",
    ),
    "it": _words(
        "pubblicato da|postato da|scritto da",
        "alle|il",
        "etichette|etichetta|categorie|categoria",
        "nessun commento|posta un commento",
        "commento|commenti",
    ),
    "nl": _words(
        "geplaatst door|gepost door|geschreven door",
        "op|om",
        "labels|label|categorieën|categorie",
        "geen opmerkingen|geen reacties|een reactie posten",
        "opmerking|opmerkingen|reactie|reacties",
    ),
    "sv": _words(
        "upplagd av|skickat av|publicerat av|inlagd av",
        "kl.|kl",
        "etiketter|etikett|kategorier",
        "inga kommentarer",
        "kommentar|kommentarer",
    ),
    "da": _words(
        "indsendt af|opslået af|sendt af|lagt op af",
        "kl.|kl",
        "etiketter|etiket|kategorier",
        "ingen kommentarer",
        "kommentar|kommentarer",
    ),
    "nb": _words(
        "lagt inn av|innlagt av|skrevet av",
        "kl.|kl",
        "etiketter|etikett|kategorier",
        "ingen kommentarer",
        "kommentar|kommentarer",
    ),
    "fi": _words(
        "lähettänyt|kirjoittanut",
        "klo",
        "tunnisteet|tunniste",
        "ei kommentteja",
        "kommentti|kommenttia",
    ),
    "pl": _words(
        "autor:|opublikowane przez|zamieszczone przez",
        "o",
        "etykiety|etykieta|kategorie",
        "brak komentarzy",
        "komentarz|komentarze|komentarzy",
    ),
    "cs": _words(
        "vystavil|vložil|vložila|přidal",
        "v",
        "štítky|štítek|rubriky",
        "žádné komentáře",
        "komentář|komentáře|komentářů",
    ),
    "sk": _words(
        "uverejnil používateľ|zverejnil používateľ|uverejnil",
        "o|v",
        "menovky|označenia|štítky",
        "žiadne komentáre|žiadne poznámky",
        "komentár|komentáre|komentárov",
    ),
    "hu": _words(
        "bejegyezte:|írta:|közzétette:",
        "dátum:",
        "címkék|címke",
        "nincsenek megjegyzések",
        "megjegyzés",
    ),
    "ro": _words(
        "publicat de|postat de",
        "la",
        "etichete|etichetă",
        "niciun comentariu",
        "comentariu|comentarii",
    ),
    "el": _words(
        "αναρτήθηκε από|από τον/την",
        "στις",
        "ετικέτες|ετικέτα",
        "δεν υπάρχουν σχόλια",
        "σχόλιο|σχόλια",
    ),
    "ru": _words(
        "автор:|отправлено|опубликовано",
        "в|на",
        "ярлыки|ярлык|метки|рубрики",
        "комментариев нет|нет комментариев|отправить комментарий",
        "комментарий|комментария|комментариев",
    ),
    "uk": _words(
        "автор:|опубліковано",
        "о|на",
        "мітки|ярлики|позначки",
        "немає коментарів",
        "коментар|коментарі|коментарів",
    ),
    "tr": _words("gönderen", "zaman:|saat", "etiketler|etiket", "hiç yorum yok|yorum yok", "yorum"),
    "id": _words(
        "diposting oleh|diposkan oleh|dipublikasikan oleh",
        "di|pada",
        "label",
        "tidak ada komentar",
        "komentar",
    ),
    "vi": _words(
        "người đăng:|đăng bởi|được đăng bởi",
        "vào lúc|lúc",
        "nhãn",
        "không có nhận xét nào",
        "nhận xét",
    ),
    "ca": _words(
        "publicat per|enviat per",
        "a la/es|a les",
        "etiquetes|etiqueta",
        "cap comentari|no hi ha cap comentari",
        "comentari|comentaris",
    ),
    "hr": _words(
        "objavio|objavila|postavio", "u", "oznake|naljepnice", "nema komentara", "komentara"
    ),
    "th": _words("เขียนโดย", "ที่", "ป้ายกำกับ", "ไม่มีความคิดเห็น", "ความคิดเห็น"),
    "ja": _words(
        "投稿者", "時刻:|時刻", "ラベル", "0 件のコメント|コメントはありません", "件のコメント"
    ),
    "ko": _words("게시자:|작성자:", "시간:", "라벨|레이블", "댓글 없음", "개의 댓글|댓글"),
    "zh": _words("发帖者|发布者", "时间:|于", "标签", "没有评论", "条评论"),
    "zh-Hant": _words("張貼者:|發佈者", "於", "標籤", "沒有留言", "則留言"),
    "ar": _words("مرسلة بواسطة", "في", "التسميات", "ليست هناك تعليقات", "تعليق|تعليقات|تعليقا"),
    "he": _words("פורסם על ידי|נוצר על ידי", "ב", "תוויות", "אין תגובות", "תגובות"),
    "fa": _words("ارسال شده توسط|نوشته شده توسط", "در", "برچسب‌ها", "هیچ نظری موجود نیست", "نظر"),
    "hi": _words("प्रस्तुतकर्ता", "पर", "लेबल", "कोई टिप्पणी नहीं", "टिप्पणियां|टिप्पणियाँ"),
}
