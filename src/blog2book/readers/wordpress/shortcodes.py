"""Shortcodes: WordPress's own markup in square brackets, written out as HTML.

They are found in one pass and paired in one pass, so that a hostile body costs no more than a long
one. Brackets in prose ("[sic]") are not shortcodes: an unknown one counts as such only if it has
attributes, a partner, or a name that no prose has.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from blog2book.readers.figures import embed, figure
from blog2book.readers.wordpress import embeds, footnotes
from blog2book.readers.wordpress.attributes import with_titles

Attributes = Mapping[str, str]

_SKIPPED = re.compile(r"<!--|<(script|style)\b|\[", re.IGNORECASE)
_TAG = re.compile(r"(/?)([A-Za-z][\w-]*)((?:[=\s:][^\[\]]*)?)\]")
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*"([^"]*)"|([\w-]+)\s*=\s*'([^']*)'|([\w-]+)\s*=\s*([^\s"']+)"""
    r"""|"([^"]*)"|'([^']*)'|(\S+)"""
)
_FEW = 1
"""Words without a name among the attributes of an unknown shortcode; of more, prose is made."""
_CURLY = str.maketrans({"“": '"', "”": '"', "″": '"', "„": '"', "«": '"', "»": '"'})
_ESCAPED = re.compile("&(?:quot|#0?34);")
_WITHIN = "\ue000"
"""Stands for a quotation mark within a value."""
_PICTURE = re.compile(
    r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE
)

LANGUAGES = frozenset(
    {
        "as3",
        "actionscript",
        "bash",
        "c",
        "clojure",
        "cpp",
        "csharp",
        "css",
        "delphi",
        "diff",
        "erlang",
        "fsharp",
        "go",
        "groovy",
        "haskell",
        "html",
        "java",
        "javafx",
        "javascript",
        "js",
        "latex",
        "matlab",
        "objc",
        "perl",
        "php",
        "plain",
        "powershell",
        "python",
        "py",
        "r",
        "ruby",
        "scala",
        "shell",
        "sql",
        "text",
        "vb",
        "xml",
        "yaml",
    }
)
"""Names that SyntaxHighlighter takes for its tags."""

_VERBATIM = frozenset({"code", "sourcecode", "source", "pre"}) | (LANGUAGES - {"latex", "text"})
_GONE = frozenset({"more", "nextpage", "toc", "archives", "sitemap"})
_STOOD = {
    **dict.fromkeys(("contact-form", "contact-form-7", "gravityform", "gravityforms"), "form"),
    **dict.fromkeys(("wpforms", "ninja_form", "ninja_forms", "formidable"), "form"),
    **dict.fromkeys(("poll", "polldaddy", "crowdsignal", "yop_poll", "totalpoll"), "poll"),
    **dict.fromkeys(("googlemaps", "google-map-v3", "map", "leaflet-map", "mappress"), "map"),
}
"""Shortcodes of what readers filled in, answered or moved about."""
_BEHIND_WORDS = re.compile(r"(?:[^\s>]|</(?:a|b|cite|code|em|i|q|span|strong)>) ?\Z")
_INLINE_END = 12
"""Signs that hold the end of a text with an inline element's tag and a blank."""
_KNOWN = frozenset({"caption", "wp_caption", "gallery", "embed", "audio", "video", "latex"})


_DEEPEST = 30
"""Shortcodes inside shortcodes beyond which the inner ones are dropped, their text kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """HTML without shortcodes, and how often each unknown one was taken out."""

    html: str
    unknown: Mapping[str, int]


@dataclass(slots=True, kw_only=True)
class _Token:
    """A shortcode's tag, or text where `name` is "". `partner` is the index of its other half."""

    text: str
    name: str = ""
    attributes: str = ""
    closes: bool = False
    verbatim: str | None = None
    partner: int = -1


@dataclass(slots=True, kw_only=True)
class _Frame:
    """An element that stands open while the tokens are written out."""

    token: _Token
    pieces: list[str] = field(default_factory=list)


def expand(html: str, gallery: Callable[[Attributes], str]) -> Expanded:
    """Write out the shortcodes of a body. `gallery` makes the HTML of a gallery.

    Footnotes in shortcodes become a list at its end.
    """
    if "[" not in html:
        return Expanded(html=html, unknown={})
    tokens = _tokens(html)
    _pair(tokens)
    unknown: Counter[str] = Counter()
    notes = footnotes.Footnotes(html)
    frames = [_Frame(token=_Token(text=""))]
    skipped = 0
    for index, token in enumerate(tokens):
        if not token.name or not _is_shortcode(token):
            frames[-1].pieces.append(token.text)
        elif token.closes:
            if skipped and token.partner >= 0:
                skipped -= 1
            elif token.partner >= 0:
                frame = frames.pop()
                inner = "".join(frame.pieces)
                frames[-1].pieces.append(_written(frame.token, inner, gallery, unknown, notes))
        elif token.partner > index and len(frames) > _DEEPEST:
            skipped += 1
        elif token.partner > index:
            frames.append(_Frame(token=token))
        else:
            inner = token.verbatim or ""
            frames[-1].pieces.append(_written(token, inner, gallery, unknown, notes))
    return Expanded(html=notes.finish("".join(frames[0].pieces)), unknown=unknown)


def _tokens(html: str) -> list[_Token]:
    """Cut HTML into text and tags of shortcodes; comments, scripts and styles are text."""
    tokens: list[_Token] = []
    place = begin = 0
    endless: set[str] = set()
    while (found := _SKIPPED.search(html, place)) is not None:
        if found[0] != "[":
            mark = "-->" if found[0] == "<!--" else f"</{found[1]}"
            end = html.find(mark, found.end())
            place = len(html) if end < 0 else end + len(mark)
            continue
        token, end = _tag(html, found.start(), endless)
        if token is None:
            place = end
            continue
        tokens.append(_Token(text=html[begin : found.start()]))
        tokens.append(token)
        place = begin = end
    tokens.append(_Token(text=html[begin:]))
    return tokens


def _tag(html: str, place: int, endless: set[str]) -> tuple[_Token | None, int]:
    """Read the tag at a "[", and say where it ends. None: it is text up to there."""
    escaped = html.startswith("[[", place)
    tag = _TAG.match(html, place + 1 + escaped)
    if tag is None:
        return None, place + 1
    name = tag[2].lower()
    if escaped:
        return _escaped(html, place, tag, name, endless)
    end = tag.end()
    token = _Token(text=tag.group(), name=name, attributes=tag[3], closes=bool(tag[1]))
    token.text = f"[{tag.group()}"
    if name in _VERBATIM and not token.closes and not token.attributes.endswith("/"):
        close = f"[/{tag[2]}]"
        inner = -1 if close in endless else html.find(close, end)
        if inner < 0:
            endless.add(close)
            return None, end
        token.verbatim = html[end:inner]
        end = inner + len(close)
    return token, end


def _escaped(
    html: str, place: int, tag: re.Match[str], name: str, endless: set[str]
) -> tuple[_Token | None, int]:
    """Read "[[x]]" and "[[x]...[/x]]", which print the shortcode itself."""
    end = tag.end()
    if html.startswith("]", end):
        return _Token(text=html[place + 1 : end]), end + 1
    close = f"[/{name}]]"
    inner = -1 if close in endless else html.find(close, end)
    if inner < 0:
        endless.add(close)
        return None, place + 1
    end = inner + len(close)
    return _Token(text=html[place + 1 : end - 1]), end


def _pair(tokens: list[_Token]) -> None:
    """Find the partner of each tag; what overlaps wrongly stays alone."""
    opened: list[int] = []
    counts: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        if not token.name or token.verbatim is not None or token.attributes.endswith("/"):
            continue
        if not token.closes:
            opened.append(index)
            counts[token.name] += 1
        elif counts[token.name]:
            while True:
                other = opened.pop()
                counts[tokens[other].name] -= 1
                if tokens[other].name == token.name:
                    break
            tokens[other].partner, token.partner = index, other
            bare = not tokens[other].attributes.strip()
            if token.name == "note" and bare and _is_behind_words(tokens, other):
                tokens[other].name = "efn_note"


def _is_behind_words(tokens: list[_Token], index: int) -> bool:
    """Say whether a tag stands in running text, where "[note]" is a footnote and no box.

    The name is that of Easy Footnotes' shortcode in its first years, and of many themes' boxes.
    """
    text = tokens[index - 1].text
    if text or index < 2:  # noqa: PLR2004 - the two before
        return _BEHIND_WORDS.search(text[-_INLINE_END:]) is not None
    before = tokens[index - 2]
    return before.closes and tokens[before.partner].name in footnotes.NAMES


def _is_shortcode(token: _Token) -> bool:
    """Return whether brackets are a shortcode and not prose."""
    return (
        token.partner >= 0
        or token.verbatim is not None
        or token.name in _KNOWN
        or token.name in _GONE
        or token.name in _STOOD
        or token.name in embeds.PLAYERS
        or "_" in token.name
        or _has_attributes(token.attributes)
        or token.attributes.endswith("/")
    )


def _has_attributes(text: str) -> bool:
    """Return whether most of what stands behind a name are attributes, and not words."""
    named = words = 0
    for match in _ATTRIBUTE.finditer(_straight(text)):
        if match[1] or match[3] or match[5]:
            named += 1
        elif match[9]:
            words += 1
    return named > 0 and words <= max(named, _FEW)


def _straight(text: str) -> str:
    """Return attributes with their quotation marks as a keyboard writes them.

    What is escaped between marks that are not is part of a value, and ends none.
    """
    if '"' in text:
        text = _ESCAPED.sub(_WITHIN, text)
    return (unescape(text) if "&" in text else text).translate(_CURLY)


def _attributes(text: str) -> dict[str, str]:
    """Read attributes in WordPress's manner; those without a name are "0", "1" and so on."""
    found: dict[str, str] = {}
    count = 0
    for match in _ATTRIBUTE.finditer(_straight(text).strip().removesuffix("/")):
        name = match[1] or match[3] or match[5]
        if name:
            found[name.lower()] = match[2] or match[4] or match[6] or ""
        else:
            found[str(count)] = match[7] or match[8] or match[9] or ""
            count += 1
    return {name: value.replace(_WITHIN, '"') for name, value in found.items()}


def _written(
    token: _Token,
    inner: str,
    gallery: Callable[[Attributes], str],
    unknown: Counter[str],
    notes: footnotes.Footnotes,
) -> str:
    """Return a shortcode as HTML."""
    name, attributes = token.name, _attributes(token.attributes)
    if name in _VERBATIM:
        titles = {key: text for key, text in attributes.items() if key == "title"}
        return with_titles(name, titles, _code(name, attributes, inner), raw=False)
    if name == "latex":
        return f'<img class="latex" alt="{escape(unescape(inner))}">' if inner else ""
    if name in footnotes.NAMES and inner.strip():
        return notes.call(inner)
    if name in {"caption", "wp_caption"}:
        block = _caption(attributes, inner)
    elif name == "gallery":
        block = gallery(attributes)
    elif name in embeds.PLAYERS or name in {"embed", "audio", "video"}:
        address = embeds.player(name, token.attributes, attributes, inner)
        if not address and name == "tweet":  # words that readers were to pass on
            said = {"text": attributes.get("0", "")}
            return with_titles(name, said, inner, raw="<" in token.attributes)
        block = embed(address) if address else ""
    elif name in _STOOD:
        block = f'<hr class="{_STOOD[name]}">'
    elif name in _GONE:
        block = inner
    else:
        unknown[name] += 1
        return with_titles(name, attributes, inner, raw="<" in token.attributes)
    return f"\n\n{block}\n\n" if block else ""


def _code(name: str, attributes: Attributes, text: str) -> str:
    """Return code, letter by letter; a line without a language and without breaks stays in it."""
    language = attributes.get("language") or attributes.get("lang") or attributes.get("0", "")
    if name in LANGUAGES:
        language = name
    raw = "<" in text or not re.search("&(?:lt|gt|amp|quot|#)", text)
    written = escape(text, quote=False) if raw else text
    if "\n" not in text and not language:
        return f"<code>{written}</code>"
    tongue = re.sub(r"[^\w+#-]", "", language.lower())
    start = f'<code class="language-{escape(tongue)}">' if tongue else "<code>"
    lines = written.strip("\r\n")
    return f"\n\n<pre>{start}{lines}</code></pre>\n\n"


def _caption(attributes: Attributes, inner: str) -> str:
    """Return a picture with its caption, from either form of the shortcode."""
    picture = _PICTURE.match(inner)
    if picture is None:
        shown, words = inner, ""
    else:
        shown, words = picture[1], picture[2].strip()
    if attributes.get("caption"):
        shown, words = inner.strip(), attributes["caption"]
    if not words:
        return shown
    return figure(shown, words, "picture")
