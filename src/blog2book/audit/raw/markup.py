"""Words of HTML: tags are taken away, entities resolved."""

import html
import re
from collections.abc import Callable, Iterator

from blog2book.audit.raw import signs

_MARK = re.compile(r"<(?:!--|!\[CDATA\[|[!?]|/?[a-zA-Z])")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": ">"}
_TAG = re.compile(r"""</?([a-zA-Z][\w:-]*)(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,200}+>""")
_ROUGH_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)[^<>]*>")
_WITHIN_WORDS = re.compile(
    "a|abbr|acronym|bd[io]|b|big|cite|code|del|dfn|em|font|ins|i|kbd|mark|nobr|q|rp|rt|ruby|strike"
    "|strong|samp|small|span|su[bp]|s|tt|u|var|wbr|o:p"
)
_OPENED = re.compile(r"<([a-zA-Z][\w-]*)\s([^<>]*)>")
_CLASSES = re.compile(r"""\b(?:class|itemprop)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_VOID = frozenset(("meta", "link", "img", "br", "hr", "input"))
_NO_TEXT = frozenset(
    {"script", "style", "template", "iframe", "object", "noscript", "title", "select", "video"}
    | {"annotation", "annotation-xml", "applet", "datalist", "noembed", "noframes"}
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTROLS = frozenset(("button", "label", "legend", "textarea", "svg", "canvas", "audio"))
"""Elements of which a book may drop what they say: audit/explain.py has the rule."""
_BOX_NAME = re.compile(
    r"\b(?:subscription|subscribe)-widget|\bmc_embed_signup|\bmc4wp-form|\bmailpoet_form"
    r"|\b(?:jetpack|tnp)[_-]subscription|-jetpack-subscriptions|\bformkit-form|\bck_form"
    r"|\bml-form-embed|\bkg-signup-card|\bnewsletter-(?:signup|form|box)|\blist-manage\.com"
    r"|\bkg-(?:button-card|cta-button|(?:header|product)-card-button)\b|\bmastodon-embed\b"
    r"|\bfeedburner\.(?:google\.)?com/fb/a/|\btinyletter\.com|\bsearch-?form\b|\bwp-block-search\b"
    r"|\brole=[\"']?search\b|\b(?:read-)?more-link\b|\bjump-link\b|\bwp-block-read-more\b"
)
"""What the tag of a box says in which readers subscribe, search or go on, to the rest or a toot."""
_TO_THE_REST = re.compile(r"#more(?:-\d+)?[\"']")
_REST = re.compile(
    r"\b(?:more|rest|continue|read on|weiter\w*|mehr|suite|leer|sigue|leggi|continua|verder|meer"
    r"|mais|далее)\b|続き|全文|继续",
    re.IGNORECASE,
)
"""What a link says whose address alone makes it one to the rest."""
_BUTTONS = frozenset(
    {"sd-block", "jp-relatedposts", "addtoany_share_save_container", "addthis_toolbox", "ssba"}
    | {"wp-block-social-links", "feedflare", "ssbp-wrap", "wpcnt", "share-buttons"}
    | {"sharethis-inline-share-buttons", "wp-block-jetpack-sharing-buttons", "wpadvert"}
    | {"shareaholic-canvas", "heateor_sss_sharing_container", "post-share-buttons"}
)
"""Classes that plug-ins give rows of buttons, and what they lead to."""
_FRAMES = frozenset(("sharedaddy", "sd-sharing"))
"""Classes of what stands around such rows; left open, it may hold a text too."""
_LABEL = re.compile(r"<(h[1-6]|a|button|span)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_AGAIN = ("katex-html", "MathJax_Preview", "MathJax_SVG", "MJX_Assistive_MathML")
"""Classes of what shows a formula once more."""
_NUMBERED = re.compile(
    r"\b(?:linenos?|linenodiv|lnt?|line[-_]?numbers?|(?:rouge-)?gutter|crayon-nums|blob-num)\b"
)
"""Classes of what holds the numbers of lines of code."""
_NUMBERS = re.compile(r"[\d\s]*")
_BUTTON = re.compile(r"(<h[1-6]\b[^<>]*>\s*)?<button\b([^<>]*)>", re.IGNORECASE)
_OPENS = re.compile("accordion|collapsible|faq|question", re.IGNORECASE)
"""Classes of buttons that are headings of what they open."""
_FEET = re.compile(r"<(/?)(table|tbody|tfoot)\b[^<>]*>", re.IGNORECASE)
_SIGN = re.compile(f"({signs.ANY.pattern})")
_NUMBER = re.compile(
    r"(<a\s[^<>]{1,500}>)(\s?(?:<sup[^<>]{0,200}>)?|[^<>\d]{1,40}\b)(\d{1,4})"
    r"(?=(?:</sup>)?\s?</a>|\b[^<>\d]{0,40}</a>)",
    re.IGNORECASE,
)
"""A link that is a number, or holds one: where it leads to a place, a note may have another in the
book."""
_PLACES = re.compile(r"""<a\s[^<>]{0,300}?\bhref=["']?#([\w:.-]{1,80})""", re.IGNORECASE)
_NUMBERED_NOTE = re.compile(
    r"""(<(?:p|div)\b[^<>]{0,300}?\sid=["']?([\w:.-]{1,80})["']?(?:\s[^<>]{0,300})?>"""
    r"(?:\s|<[a-z]{1,6}>){0,4}[\[(]?)(\d{1,3})(?=[\]).:<\s])",
    re.IGNORECASE,
)
"""A paragraph with a number; where a link leads there, a note may have another in the book."""
HEADS_OF_NOTES = (
    r"(?:(?:foot|end)?notes?|references?|sources|citations|(?:fu(?:ß|ss)|end)noten?|anmerkungen"
    r"|quellen|einzelnachweise|belege|notes (?:de bas de page|de fin)|références|renvois|notas?"
    r"|notas (?:al pie|a pie de página|finales|de rodapé)|referencias|fuentes|referências|fontes"
    r"|note a piè di pagina|riferimenti|fonti|(?:voet|eind)?noten|verwijzingen|bronnen"
    r"|(?:fot|fod|slut)?noter|referenser|referencer|referanser|kilder|källor|przypisy|poznámky"
    r"|jegyzetek|lábjegyzetek|dipnotlar|примечания|сноски|источники|ссылки|литература|примітки"
    r"|脚注|注釈|注記|参考文献|参考资料|注释|註釋|註解|参考|尾注|注|註|각주|주석)"
)
"""What an author's heading over notes says; these stand elsewhere in the book, and it nowhere."""
_LINE_OVER_NOTES = re.compile(
    rf"<p\b[^<>]{{0,300}}>((?:\s|<[a-z]{{1,6}}>){{0,8}}{HEADS_OF_NOTES}\s?[:.]?(?:\s|</[a-z]{{1,6}}>){{0,8}})</p>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"""\shidden(?=[\s/>]|=["']?(?:hidden|true)?["'\s>])|display\s*:\s*none""", re.IGNORECASE
)
"""Elements whose content nobody reads on a page; what hides another one there, in its tag."""


def plain(markup: str) -> str:
    """Return the text of HTML; a space stands around a block, a line's end around a heading."""
    markup = _LINE_OVER_NOTES.sub(r"<h6>\1</h6>", markup)
    said = _feet_last(_said_once(_BUTTON.sub(_heading, markup)))
    rows = _boxed(_framed(said), _is_row, signs.ROW, signs.ROW_END)
    called = frozenset(_PLACES.findall(rows))
    rows = _NUMBERED_NOTE.sub(lambda one: _note_number(one, called), rows)
    boxed = _NUMBER.sub(_call, _boxed(rows, _is_box, signs.BOX, signs.BOX_END))
    return "".join(map(_read, _texts(boxed)))


def _said_once(markup: str) -> str:
    """Return HTML without the numbers of lines, and what shows a formula once more."""
    if any(one in markup for one in _AGAIN):
        markup = without(markup, *_AGAIN)
    if not _NUMBERED.search(markup):
        return markup
    parts: list[str] = []
    at = 0
    for inside, start in _elements(markup, lambda tag: any(map(_NUMBERED.fullmatch, _named(tag)))):
        if _NUMBERS.fullmatch(_ROUGH_TAG.sub("", inside)):
            parts.append(markup[at:start])
            at = start + len(inside)
    return "".join((*parts, markup[at:]))


def _heading(button: re.Match[str]) -> str:
    """Return what stands in place of a button's tag that is a heading, and no control."""
    headed = button[1] is not None or any(map(_OPENS.search, _named(button[2])))
    return f"{button[1] or ''} " if headed else button[0]


def _call(number: re.Match[str]) -> str:
    tag, before, figures = number.groups()
    return f"{tag}{before}{signs.CALL}{figures}{signs.CALL_END}" if "#" in tag else number[0]


def _note_number(number: re.Match[str], called: frozenset[str]) -> str:
    before, place, figures = number.groups()
    return f"{before}{signs.CALL}{figures}{signs.CALL_END}" if place in called else number[0]


def _read(text: str) -> str:
    """Return text with its entities resolved, and our own signs as they are."""
    parts = _SIGN.split(text)
    return "".join(one if _SIGN.fullmatch(one) else unescaped(one) for one in parts)


def _boxed(markup: str, wanted: Callable[[str], bool], sign: str, end_sign: str) -> str:
    """Return HTML with signs around what each of the wanted elements holds."""
    parts: list[str] = []
    at = 0
    for inside, start in _elements(markup, wanted):
        if _leads_away(markup[markup.rfind("<", at, start) : start], inside):
            continue
        parts += markup[at:start], sign, inside, end_sign
        at = start + len(inside)
    return "".join((*parts, markup[at:]))


def _is_box(tag: str) -> bool:
    return bool(_BOX_NAME.search(tag) or _TO_THE_REST.search(tag))


def _leads_away(tag: str, inside: str) -> bool:
    """Say whether a link to the place of a rest is that of another post, by its words."""
    alone = _TO_THE_REST.search(tag) and not _BOX_NAME.search(tag)
    return bool(alone and not _REST.search(inside))


def _is_row(tag: str) -> bool:
    return not _BUTTONS.isdisjoint(_named(tag))


def _framed(markup: str) -> str:
    """Return HTML with signs around what is in a frame of buttons, where that is labels alone."""
    parts: list[str] = []
    at = 0
    for inside, start in _elements(markup, lambda tag: not _FRAMES.isdisjoint(_named(tag))):
        labels = _LABEL.sub("", _LABEL.sub("", inside))
        if not _ROUGH_TAG.sub("", labels).strip():
            parts += markup[at:start], signs.ROW, inside.replace("sd-block", ""), signs.ROW_END
            at = start + len(inside)
    return "".join((*parts, markup[at:]))


def _feet_last(markup: str) -> str:
    """Return HTML in which the foot of each table is its end, as it is printed.

    Before HTML 5 it had to stand above the body (HTML 4.01, 11.2.3).
    """
    if "<tfoot" not in markup.lower():
        return markup
    parts: list[str] = []
    held: list[list[str]] = []
    """The feet of the tables that are open."""
    at = 0
    foot = False
    for tag in _FEET.finditer(markup):
        name, closing = tag[2].lower(), bool(tag[1])
        text, at = markup[at : tag.start()], tag.start()
        (held[-1] if foot else parts).append(text)
        if name == "table" and not closing:
            held.append([])
        elif name == "table" and held:
            parts += held.pop()
        foot = name == "tfoot" and not closing and bool(held)
    return "".join((*parts, *(one for feet in held for one in feet), markup[at:]))


def unescaped(text: str) -> str:
    """Return text with its entities resolved; none of them is a sign of ours."""
    # Numbers of thousands of digits are damage, and Python refuses them.
    return signs.without_signs(html.unescape(re.sub(r"&#[xX]?[0-9a-fA-F]{9,};?", "", text)))


class Ends:
    """Where marks stand in a text; no part of it is looked through for one twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, re.Match[str] | None] = {}

    def after(self, mark: str, start: int) -> tuple[int, int] | None:
        """Return start and end of the next `mark` (of any case), None if there is no more."""
        found = self._found.get(mark)
        if mark not in self._found or (found and found.start() < start):
            found = re.compile(re.escape(mark), re.IGNORECASE).search(self._text, start)
            self._found[mark] = found
        return found.span() if found else None


def _texts(markup: str) -> Iterator[str]:
    """Yield what stands between the tags, from left to right in one pass."""
    at = 0
    ends = Ends(markup)
    while mark := _MARK.search(markup, at):
        start = mark.start()
        yield markup[at:start]
        if mark[0] in _ENDS:
            end = ends.after(_ENDS[mark[0]], mark.end())
            if mark[0] == "<!--" and end and (odd := markup.find("--!>", mark.end(), end[0])) >= 0:
                end = odd, odd + 4
            if end and mark[0] == "<![CDATA[":
                yield markup[mark.end() : end[0]]
            at = end[1] if end else mark.end()
            continue
        tag = _TAG.match(markup, start) or _ROUGH_TAG.match(markup, start)
        if not tag:
            yield "<"
            at = start + 1
            continue
        at = tag.end()
        name = tag[1].lower()
        if not _WITHIN_WORDS.fullmatch(name):
            yield "\n" if name in _HEADINGS else " "
        if name in _CONTROLS:
            yield signs.CONTROL_END if tag[0][1] == "/" else signs.CONTROL
        elif name == "table":
            yield signs.TABLE_END if tag[0][1] == "/" else signs.TABLE
        unread = name in _NO_TEXT or (name not in _VOID and _HIDDEN.search(tag[0]))
        if unread and tag[0][1] != "/" and tag[0][-2] != "/":
            end = ends.after(f"</{name}", at)
            at = end[0] if end else at
    yield markup[at:]


def blocks(markup: str, *classes: str) -> Iterator[tuple[str, int]]:
    """Yield what is in each element of some classes and where it begins, none within another."""
    wanted = frozenset(classes)

    def is_one(tag: str) -> bool:
        return not wanted.isdisjoint(_named(tag))

    yield from _elements(markup, is_one)


def _named(tag: str) -> list[str]:
    """Return the classes of an element, by the attributes in its tag."""
    return " ".join(one.strip("\"'") for one in _CLASSES.findall(tag)).split()


def _elements(markup: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    """Yield what is in each element that its tag makes one of the wanted, and where it begins."""
    at = 0
    while found := _OPENED.search(markup, at):
        at = found.end()
        if not wanted(found[2]) or found[1].lower() in _VOID:
            continue
        depth, start, end = 1, at, len(markup)
        at = end
        for tag in re.compile(rf"<(/?){found[1]}\b", re.IGNORECASE).finditer(markup, start):
            depth += -1 if tag[1] else 1
            if not depth:
                end = at = tag.start()
                break
        yield markup[start:end], start


def without(markup: str, *classes: str) -> str:
    """Return HTML without the content of the elements of some classes."""
    parts: list[str] = []
    at = 0
    for inside, start in blocks(markup, *classes):
        parts.append(markup[at:start])
        at = start + len(inside)
    return "".join((*parts, markup[at:]))


def block(markup: str, *classes: str) -> str:
    """Return what is in the first element of some classes, "" if there is none."""
    return next((inside for inside, _ in blocks(markup, *classes)), "")
