"""Cues in Russian, Chinese and Japanese: what stands around a name that is given as a source.

Precision first, as in mentions_cues.py. Russian inflects names, so press.toml has their cases, and
sets them in quotation marks; Chinese and Japanese set no spaces, so a cue touches its name.
"""

import re

_NEAR = 12

# Russian
_KIND = (
    r"(?:(?:газет|журнал|агентств|телеканал|радиостанц|издани|сайт|портал|еженедельник)\w*\s"
    r"|радио\s){0,2}"
)
_TEXT = (
    r"(?:стать[яеёюи]\w*|заметк\w+|интервью|репортаж\w*|колонк\w+|материал\w*|расследовани\w+"
    r"|публикаци\w+|обзор\w*|рецензи\w+|очерк\w*)"
)
_SAYS = (
    r"(?:пишет|пишут|написал[аои]?|писал[аои]?|сообща[ею]т|сообщил[аои]?|сообщал[аои]?|переда[её]т"
    r"|передал[аои]?|отмечает|рассказал[аои]?|рассказывает|утверждает|цитирует)"
)
_GAP = r"(?:\s[\w-]+){0,3}?"
_BEFORE = re.compile(
    rf"\b(?:(?:[Пп]о\s(?:данным|информации|сообщени\w+|сведениям|словам)|[Сс]огласно|[Сс]о\sссылкой\sна)"
    rf"\s|[Кк]ак\s(?:уже\s)?{_SAYS}\s|(?:{_TEXT}{_GAP}\s(?:в|во|из|для|на)|интервью)\s"
    rf"|(?:опубликован\w*|напечатан\w*|вышл[аои]|вышел|прочита\w+|прочёл|читал[аи]?|читаю){_GAP}"
    rf"\s(?:в|во|на)\s|[Ии]сточник:\s){_KIND}[«\"„“]?$"
)
_BEHIND = re.compile(
    rf"[»\"“”]?(?:\s\([^()]{{1,24}}\))?(?:\s(?:сегодня|вчера|также|уже|недавно))?\s(?:{_SAYS}"
    rf"(?:,\s(?:что|как|будто)\b|:|\sо\b|\sоб\b)|(?:опубликовал|напечатал)[аои]?\s(?:\w+\s){{0,2}}?{_TEXT})"
)
_NOT = re.compile(r"\b(?:не|ни|нет|никогда|никто|если|бы|якобы|вряд)\b", re.IGNORECASE)
_EMPLOYED = re.compile(
    r"\b(?:работ\w+|редактор\w*|журналист\w*|корреспондент\w*|обозревател\w+|сотрудни\w+|подписк\w+"
    r"|подписан\w*|стажир\w+|уволи\w+|владел\w+|главред\w*|практик\w+|собеседовани\w+)"
    rf"(?:\s\w+){{0,2}}?\s(?:(?:в|во|на|из|с|у|для)\s)?{_KIND}[«\"„“]?$",
    re.IGNORECASE,
)

# Chinese and Japanese
_OPENS, _CLOSES = r"[《〈「『“\"]?", r"[》〉」』”\"]?"
_CITES_BEFORE = re.compile(
    r"(?:(?:发表|發表|刊登|刊载|刊載|刊发|登载|登載)(?:在|于|於)|(?:来源|來源|出处|出處|出典|引用元|情報源|ソース)[:：]\s?"
    rf"|(?:转自|轉自|摘自|引自|原载|原載)(?:于|於)?[:：]?\s?){_OPENS}$"
)
_DAY = r"(?:今日|昨日|今天|昨天|近日|日前|\d+月\d+日|\d+日|\d{4}年)?"
_BY = re.compile(rf"(?:据|據|根据|根據|按照){_OPENS}$")
_BY_BEHIND = re.compile(
    rf"{_CLOSES}{_DAY}(?:的)?(?:一篇)?(?:报道|報道|報導|报导|消息|披露|文章|专访|專訪|统计|統計|调查|調查)"
)
_CHINESE = re.compile(
    rf"{_CLOSES}{_DAY}(?:记者|記者)?(?:的)?(?:(?:一篇|一則|一则)?(?:报道|報道|報導|报导|文章|社论|社論|评论|評論|专访|專訪|专栏|專欄)"
    r"(?:中|里|裡|上)?(?:[^，。]{0,4}?)(?:说|說|称|稱|写道|寫道|指出|提到|認為|认为|：)|(?:报道|報道|報導|报导)(?:了|过|過)"
    r"|(?:发表|發表|刊登|刊发)(?:了)?(?:题为|題為|一篇|社论|社論|评论|文章))"
    rf"|{_CLOSES}{_DAY}(?:报道|報道|報導|报导)，"
)
_SEEN = re.compile(rf"(?:在|从|從){_OPENS}$")
_SEEN_BEHIND = re.compile(rf"{_CLOSES}(?:上|里|裡)?(?:看到|读到|讀到|见到|見到|撰文)")
_ASKED = re.compile(rf"(?:接受|告诉|告訴){_OPENS}$")
_ASKED_BEHIND = re.compile(
    rf"{_CLOSES}(?:记者|記者)?(?:的)?(?:采访|採訪|专访|專訪|，|：|说|說|记者|記者)"
)
_TOLD = r"(?:報じ|報道し|伝え)(?!な|て(?:い)?な|られて?な|なかった)"
_JAPANESE = re.compile(
    rf"{_CLOSES}(?:の(?:報道|記事|社説|調査|取材|コラム|特集))?(?:に(?:よると|よれば)"
    rf"|(?:が|は|も)(?:[^。、と]{{0,12}}(?:と|を))?{_TOLD}"
    r"|(?:の(?:[^。、]{0,8}(?:記事|社説|コラム|連載|紙面|電子版|朝刊|夕刊|サイト)))?(?:で(?:読ん|読み|見かけ|知っ|紹介され)"
    r"|に(?:載っ|載り|掲載され|出てい|書かれ|書いてあ)|を(?:引用|参照))"
    r"|の(?:インタビュー|取材)に(?:[^。]{0,10})?(?:答え|語っ|話し|応じ))"
)
_NOT_SAID = re.compile(r"[不没沒未非]|如果|假如|もし")


def says_elsewhere(before: str, behind: str) -> bool:
    """Say whether a paper's name is given as a source in one of these languages."""
    return _in_russian(before, behind) or _in_signs(before, behind)


def _in_russian(before: str, behind: str) -> bool:
    if _EMPLOYED.search(before):
        return False
    if cue := _BEFORE.search(before):
        return not _NOT.search(before, max(cue.start() - 3 * _NEAR, 0))
    return bool(_BEHIND.match(behind)) and not _NOT.search(before[-_NEAR:])


def _in_signs(before: str, behind: str) -> bool:
    if _NOT_SAID.search(before[-_NEAR // 2 :]):
        return False
    if _CITES_BEFORE.search(before) or _CHINESE.match(behind) or _JAPANESE.match(behind):
        return True
    pairs = ((_BY, _BY_BEHIND), (_SEEN, _SEEN_BEHIND), (_ASKED, _ASKED_BEHIND))
    return any(first.search(before) and last.match(behind) for first, last in pairs)
