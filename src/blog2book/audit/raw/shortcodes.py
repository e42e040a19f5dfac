"""Marks of templates and of WordPress that stand in a text and are none of its words."""

import re
from collections.abc import Callable, Collection, Iterator
from html import escape

from blog2book.audit.raw.markup import Ends, unescaped
from blog2book.audit.raw.signs import MAYBE, MAYBE_END

_SHORTCODE = re.compile(r"(?<!\[)\[(/?)([a-zA-Z][\w-]{0,40})((?:\s[^\[\]<>]{0,2000})?)(/?)\](?!\])")


_SURE = re.compile(r"audio|caption|embed|gallery|playlist|video|[a-zA-Z\d-]*_[\w-]*")
"""Names of WordPress's own shortcodes, and such as no prose has."""
_CLOSED = re.compile(r"\[/([a-zA-Z][\w-]{0,40})\]")
_CAPTION = re.compile(r"""\bcaption\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OF_FIGURE = re.compile(r"\{\{[<%]\s*figure\b")
_FIGURE = tuple(
    re.compile(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""")
    for name in ("title", "caption", "attr")
)
"""What Hugo prints below a picture, in this order."""
_UNPLAYED = re.compile(
    r"(\[(audio|video)\b[^\[\]]{0,2000}\])(?!\s*https?:)[^\[\]]{0,1000}(?=\[/\2\])", re.IGNORECASE
)
"""What a browser shows only where it cannot play a recording or a film."""
_TEX = re.compile(r"\$latex(?=\s[^$<>\"]+\$)")
"""The sign of a formula at WordPress.com; the formula itself is printed."""
_NAMED = re.compile(r"""(?<![^\s"'])[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_VALUE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_TITLES = re.compile("(?:sub_?)?title|(?:sub)?heading|header|headline|question")
_SAYS = re.compile(f"{_TITLES.pattern}|answer|text|caption|label|quote|author|cite")
"""Attributes that readers see; a small word alone is a setting but in titles."""
_NO_SAYING = re.compile(
    "class|style|css|font|colou?r|anim|src|href|url|link|target|param|query|filter|order|icon"
    "|(?:^|_)(?:ids?|alt|name|placeholder|tags?|cats?|category|categories)$",
    re.IGNORECASE,
)
"""How attributes are called that are settings; of any other three words are a sentence."""
_SENTENCE = 3
_SILENT = re.compile(
    r"archives|asciinema|audio|audioplayer|bilibili|caption|codepen|contact-f(?:orm(?:-7)?|ield)"
    r"|crowdsignal|dailymotion|embed|flickr|formidable|gallery|gist|google-map-v3|googlemaps"
    r"|googlevideo|gravityforms?|instagram|jsfiddle|latex|leaflet-map|map|mappress|more"
    r"|nextpage|ninja_forms?|playlist|poll|polldaddy|sitemap|slideshare|soundcloud|speakerdeck"
    r"|spotify|streamable|ted|toc|totalpoll|tweet|twitter|video|videopress|vimeo|wp_caption"
    r"|wpforms|wpvideo|yop_poll|youtube"
)
"""Shortcodes of which a book prints a picture, a card or nothing, and not what they are called."""
_ADDRESSED = re.compile(
    rf"(?<!\[)\[(?:(?:{_SILENT.pattern})=(?=[^\s\[\]]{{1,2000}}\])"
    r"|tweet\s+(?=[\"“”″]|&(?:quot|\#822[01]);))"
    r"([^\[\]<>]{1,2000})\](?!\])",
    re.IGNORECASE,
)
"""Shortcodes that say nothing but an address, or the words that readers were to pass on."""
_BESIDE = re.compile("tool_?-?tip|popover|glossary|abbr|acronym")
"""Shortcodes whose attributes stand behind what they hold."""
_CURLY = str.maketrans("“”″„«»", '""""""')
_SETTING = re.compile("true|false|yes|no|on|off|none|auto|default|show|hide", re.IGNORECASE)
_POINTS = ".,;:!?()“”„«»‘’\"'–—…"
_FEW = 2
"""Words without "=" in brackets that may be a shortcode; more are prose."""


def without_shortcodes(text: str, gallery: Callable[[str], str] = lambda _: "") -> str:
    """Return a body of WordPress without "[gallery ids=…]", "$latex" and their like.

    What they hold stays, and so do titles that stand in one, and prose in brackets; notes within
    sentences stand behind them. `gallery` makes what one says of its attributes.
    """
    text = _ADDRESSED.sub(r" \1 ", _UNPLAYED.sub(r"\1", _TEX.sub("$", text)))
    text = _notes_last(text, gallery)
    closed = {name.lower() for name in _CLOSED.findall(text)}
    waiting: dict[str, list[str]] = {}

    def said(code: re.Match[str]) -> str:
        if _is_prose(code, closed):
            return code[0]
        name = code[2].lower()
        if code[1]:
            behind = waiting.get(name)
            return f" {behind.pop()} " if behind else " "
        if not _is_mark(code) or _SILENT.fullmatch(name):
            return _spoken(code)
        shown = " ".join(_shown(code[3]))
        if name in closed and _BESIDE.search(name):
            waiting.setdefault(name, []).append(shown)
            return " "
        return f" {shown} "

    return _SHORTCODE.sub(said, text)


def _shown(attributes: str) -> Iterator[str]:
    """Yield what attributes plainly say: several words, or one that no setting is."""
    found = _VALUE.findall(unescaped(attributes).translate(_CURLY))
    values = {name.lower(): one or other or bare for name, one, other, bare in found}
    for name, value in values.items():
        words = [one for one in value.split() if one.strip(_POINTS).isalpha()]
        sure = _TITLES.fullmatch(name) or (words and not words[0][0].islower())
        plain = len(words) > 1 or (words and sure)
        says = bool(_SAYS.fullmatch(name) and plain and not _SETTING.fullmatch(value.strip()))
        if says or is_sentence(name, value):
            yield escape(value, quote=False)


def is_sentence(name: str, value: str) -> bool:
    """Say whether an attribute of some name has so many words that it is no setting."""
    words = [one for one in value.split() if one.strip(_POINTS).replace("-", "").isalpha()]
    signs = len(re.findall("[,;:|]", value))
    return len(words) >= _SENTENCE and signs * 2 < len(words) and not _NO_SAYING.search(name)


_BOUND = re.compile(
    r"<!--|<(script|style)\b|(?<!\[)\[(code|sourcecode|source|pre)\b[^\[\]]*\]"
    r"|(?<!\[)\[gallery((?:\s[^\[\]<>]*)?)\]"
    r"|(?<!\[)\[(footnote|ref|fn|efn_note|mfn|modern_footnote"
    r"|(?:(?<=[\w.,;:!?…”’\"')]\[)|(?<=[\w.,;:!?…”’\"')][ ]\[))note(?=\]))(?:\s[^\[\]<>]*)?\]",
    re.IGNORECASE,
)
"""Where a note within a text begins, a gallery stands, or what holds neither."""


def _notes_last(text: str, gallery: Callable[[str], str]) -> str:
    """Return a body with the notes within its sentences behind it, as a book has them."""
    parts: list[str] = []
    notes: list[str] = []
    ends = Ends(text)
    at = done = 0
    while found := _BOUND.search(text, at):
        tag, code, pictures, note = found.groups()
        if pictures is not None:
            parts += text[done : found.start()], gallery(pictures)
            at = done = found.end()
            continue
        close = f"</{tag}" if tag else f"[/{code or note}]" if code or note else "-->"
        end = ends.after(close, found.end())
        at = end[1] if end else found.end()
        if note and end:
            parts.append(text[done : found.start()])
            notes.append(text[found.end() : end[0]])
            done = at
    return "\n\n".join((" ".join((*parts, text[done:])), *notes))


def _is_prose(code: re.Match[str], closed: Collection[str]) -> bool:
    """Say whether brackets are the writer's own: "[Smith 2004]", "list[index]", a remark."""
    if code[1] or code[0].endswith("/]") or _is_mark(code) or not code[2].isalpha():
        return False
    if code[2].lower() in closed:
        return False
    if len(code[2]) == 1:
        return True
    said = len(code[3].split())
    before = code.string[max(0, code.start() - 1) : code.start()]
    return said > _FEW or before.isalnum() or (said > 0 and code[2].istitle())


def _is_mark(code: re.Match[str]) -> bool:
    """Say whether a mark can be nothing else."""
    if code.re is not _SHORTCODE:
        return "=" in code[0]
    rest, named = _NAMED.subn(" ", unescaped(code[3]).translate(_CURLY))
    few = len(_QUOTED.sub(" ", rest).split()) <= max(named, 1)
    return (named > 0 and few) or bool(_SURE.fullmatch(code[2]))


def _spoken(code: re.Match[str]) -> str:
    """Return what is said in a mark, between signs where all of it may be the writer's own."""
    if not _is_mark(code):
        return f" {MAYBE}{code[0]}{MAYBE_END} "
    said = _FIGURE if _OF_FIGURE.match(code[0]) else (_CAPTION,)
    found = (one.search(code[0]) for one in said)
    return f" {' '.join(one[1] or one[2] or '' for one in found if one)} "


_TEMPLATE = re.compile(
    r"\{\{[<%][^{}]{0,2000}[>%]\}\}|\{%[^{}]{0,2000}%\}|\{\{[^{}]{0,500}\}\}|\{:[^{}\n]{0,500}\}"
)


_UNSAID = re.compile(
    r"\{%-?\s*comment\s*-?%\}.{0,2000}?\{%-?\s*endcomment\s*-?%\}"
    r"|\{::comment\}.{0,2000}?\{:/(?:comment)?\}|^[*+-][ \t]+\S[^\n]*\n\{:toc\}"
    r"|!\[\[[^\[\]\n]*\]\]|(?<=\[\[)[^\[\]|\n]*\||(?<!\S)%%[^%\n]{1,1000}%%(?!\S)"
    r"|(?<=> \[!)\w{1,20}(?=\])|\{/\*.{0,2000}?\*/\}",
    re.DOTALL | re.MULTILINE,
)
"""Remarks for oneself, the place of the contents, and Obsidian's names of files and of boxes."""


_BRACED = re.compile(r"\{:[ \t]*[^\W\d_]+[ \t]+[^\W\d_]+[ \t}]")
"""What no list of kramdown's is, which begins with one name at most."""


_TIMED = re.compile(r"\{%-?\s*(?:folders|tabs|timeline)\b")
_NODE = re.compile(
    r"<!--[ \t]*(?:folder|node|tab|timeline)[ \t]+([^<>@\n]{1,200}?)(?:@[\w -]+)?[ \t]*-->"
)
"""The title of a part of what Hexo's themes set in tabs, and along a line of time."""


def without_templates(text: str) -> str:
    """Return a text without shortcodes of Hugo, tags of Liquid, attributes of kramdown."""
    if _TIMED.search(text):
        text = _NODE.sub(r" \1 ", text)
    return _TEMPLATE.sub(
        lambda code: code[0] if _BRACED.match(code[0]) else _spoken(code),
        _UNSAID.sub(" ", text),
    )
