"""What the arguments of a tag say: a film, a picture, and of tags that nobody knows the words."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from blog2book.addresses import display
from blog2book.markup.markdown import to_html
from blog2book.markup.services import SHOWN, shown
from blog2book.readers.markdown.tags import Tag
from blog2book.readers.unread import PICTURE

CAPTIONS = ("caption", "description", "desc", "text", "figcaption")
_SOURCES = (
    "src",
    "url",
    "image_path",
    "path",
    "file",
    "img",
    "image",
    "filename",
    "image_url",
    "source",
)
_PICTURES = frozenset(
    {"figure", "img", "image", "picture", "asset_img", "fig", "imgproc", "resize"}
)
_ALIASES = {"x": "tweet", "yt": "youtube"}
_LONG = 5
"""Letters from which the name of a service is one within another word, too."""
_IDS = ("id", "src", "url", "video", "videoid", "bvid", "link")
_TITLES = ("title", "summary", "heading", "label", "name")
_TEXTS = ("subtitle", "text", "content", "body", "caption", "alt")
_ADDRESSES = ("href", "url", "link", "to", "src")
_FAR = re.compile(r"https?://|mailto:")
_NEAR = re.compile(rf"{_FAR.pattern}|/|\.\.?/|#|\{{")
_QUOTED = "[ \\t\\n]*=[ \\t\\n]*[\"'`{]"
_KINDS = re.compile(
    r"(?:note|info|tip|hint|warning|danger|success|error|primary|secondary|default|light|dark|open"
    r"|close[d]?|left|right|center|fa[\w-]*|icon[\w-]*|no-icon|simple|modern|flat|disabled|true"
    r"|false|red|green|blue|orange|purple|pink|yellow|gr[ea]y|cyan|\d+(?:px|%)|[-:,])",
    re.IGNORECASE,
)
"""Words of boxes that say how they look."""
_WORDED = re.compile(
    r"details|expand|tab|sidenote|marginnote|fold(?:ing)?|collaps\w*|accordion\w*|spoiler|hideblock"
    r"|hidetoggle|hideinline|toggle|note|notice|admonition|callout|alert|hint|timeline|btn|button"
    r"|url|cell|label|heading|badge|tooltip|abbr|cta|cq"
)
"""Tags whose arguments without a name are words."""


def kind_of(name: str) -> str:
    """Return the service that the name of a tag, an include or a component tells of, or ""."""
    words = re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower())
    whole = name.lower()
    for one in SHOWN:
        if one in words or one == whole or (len(one) >= _LONG and one in whole):
            return one
    return _ALIASES.get(whole, "")


def film(kind: str, tag: Tag, first: int = 0) -> str:
    """Return the page of what a service shows, "" if the tag names nothing of it."""
    given = tag.get(*_IDS, *(f"{kind}{one}" for one in _IDS)) or tag.word(first)
    if given.startswith(("http://", "https://")):
        return given
    if kind == "gist" and re.fullmatch(r"[\w-]+", tag.word(first + 1)):
        given = f"{given}/{tag.word(first + 1)}"
    if kind in {"tweet", "twitter"}:
        given = given.rpartition("/")[2]
    return shown(kind, given)


def source(tag: Tag) -> tuple[str, str]:
    """Return the address of the picture that a tag shows, "" if it shows none, and loose words."""
    found = tag.get(*_SOURCES)
    words = [one for one in tag.words if one]
    if not found:
        found = next((one for one in words if PICTURE.search(one.partition("?")[0])), "")
        words = words[words.index(found) + 1 :] if found else []
    if not found or not (PICTURE.search(found.partition("?")[0]) or tag.name in _PICTURES):
        return "", ""
    if tag.name in {"imgproc", "resize"}:
        words = []
    loose = next((one for one in words if " " in one), "") or " ".join(
        one for one in words if not re.fullmatch(r"\d*(?:px|%)?", one)
    )
    return found, loose.strip("\"' ")


def told(tag: Tag) -> str:
    """Return what stands below a picture, as HTML: its title, its caption, and whose it is."""
    words, title = tag.get(*CAPTIONS), tag.get("title")
    parts = [inline(words or title)] if words or title else []
    if words and title and title != words:
        parts.insert(0, f"<strong>{escape(title, quote=False)}</strong>")
    credit, address = tag.get("attr"), tag.get("attrlink")
    if address:
        parts.append(linked(credit or display(address), address))
    elif credit:
        parts.append(inline(credit))
    return " ".join(parts)


def caption(tag: Tag) -> str:
    """Return the caption of what a tag shows or plays, as HTML; "" if it has none."""
    found = tag.get(*CAPTIONS)
    return inline(found) if found else ""


def inline(text: str) -> str:
    """Return a caption, which may be Markdown, as HTML in one line."""
    html = to_html(text).strip()
    return re.sub(r"^<p>|</p>$|\n", " ", html).strip()


def linked(words: str, address: str, title: str = "") -> str:
    """Return a link as HTML."""
    called = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(address)}"{called}>{escape(words, quote=False)}</a>'


def plain(words: str) -> str:
    """Return words so that Markdown reads no sign in them."""
    return re.sub(r"([\\`*_\[\]<>{}#$|])", r"\\\1", words)


# Tags that nobody knows


def address_of(tag: Tag) -> tuple[str, str]:
    """Return the argument that holds where a tag leads, and its value; "" where it does not."""
    for name in _ADDRESSES:
        value = _value(tag, name)
        if (_FAR if name == "src" else _NEAR).match(value):
            return name, value
    value = next((one for one in tag.words if _FAR.match(one)), "")
    return ("address" if value else ""), value


def kept(tag: Tag, markup: str) -> str:
    """Return what a tag that nobody knows says to readers.

    A title alone in its line is a paragraph; `markup` is the text's own.
    """
    names = [one for one in (*_TITLES, *_TEXTS) if _value(tag, one)]
    if "icon" in tag.name:
        names = [one for one in names if one not in {"name", "label"}]
    titles = [_value(tag, one) for one in names if one in _TITLES]
    texts = [_value(tag, one) for one in names if one in _TEXTS]
    loose = _loose(tag)
    if loose:
        titles.append(loose)
    _name, address = address_of(tag)
    parts: list[str] = []
    if address:
        words = (titles or texts or [display(address)])[0]
        titles, texts = titles[1:], texts if titles else texts[1:]
        parts.append(_link(words, address.rstrip(","), markup))
    parts += [_strong(one) if markup == "markdown" else _text(one, markup) for one in titles]
    parts += [_text(one, markup) for one in texts]
    return _set(parts, markup, tag)


def _set(parts: Sequence[str], markup: str, tag: Tag) -> str:
    """Return parts as paragraphs, if their tag was alone in its line, else within a line."""
    if not parts:
        return ""
    if not tag.alone:
        return " ".join(parts) + (" " if tag.joined else "")
    if markup == "html":
        return "".join(f"<p>{one}</p>" for one in parts)
    return "\n\n" + "\n\n".join(parts) + "\n\n"


def _value(tag: Tag, name: str) -> str:
    """Return an argument, "" for one without quotation marks where that is a variable."""
    value = tag.get(name).strip()
    variable = tag.variables and not re.search(rf"\b{name}{_QUOTED}", tag.inside, re.IGNORECASE)
    return "" if variable and not _FAR.match(value) else value


def _loose(tag: Tag) -> str:
    """Return the words without a name: those that a tag prints, or that cannot be anything else."""
    words: Iterable[str] = (one.strip("@, ") for one in tag.words if not _FAR.match(one))
    if _WORDED.fullmatch(tag.name):
        words = (one for one in words if not _KINDS.fullmatch(one))
    else:
        words = (one for one in words if " " in one)
    return " ".join(one for one in words if re.search(r"\w", one))


def _link(words: str, address: str, markup: str) -> str:
    """Return a link in the markup of its text."""
    if markup == "rest":
        return f"`{re.sub(r'[`<>]', '', words)} <{address}>`__"
    if markup == "html" or re.search(r"[\[\]<>\n]", words + address):
        return linked(words, address)
    return f"[{words}](<{address}>)"


def _strong(words: str) -> str:
    """Return a title in bold letters, unless it has marks of its own."""
    words = " ".join(words.split())
    return words if re.search(r"[*_`\[<]", words) else f"**{words}**"


def _text(words: str, markup: str) -> str:
    """Return words in the markup of their text; how far they are set in means nothing."""
    words = "\n".join(line.strip() for line in words.strip().split("\n"))
    return escape(words, quote=False) if markup == "html" else words
