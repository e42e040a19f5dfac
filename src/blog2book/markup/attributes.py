"""Attributes as the dialect allows them: addresses, numbers, languages, ids and classes."""

import re
from collections import Counter

from blog2book.language.names import normalise
from blog2book.markup import styles
from blog2book.markup.ids import safe
from blog2book.markup.text import printable
from blog2book.markup.tree import Node
from blog2book.markup.vocabulary import CELLS, FOREIGN, HEADINGS, KEPT_CLASSES, TITLED

_MAIL = re.compile(
    r"\A\s*[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,9}(?!png|jpe?g|gif|webp|svg|pdf|zip|html?)[a-z]{2,24}\s*\Z",
    re.ASCII | re.IGNORECASE,
)
"""To whom people write, given as if it were a page: no file has such an end."""
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_PICTURE_KIND = re.compile(r"image/[a-z0-9.+-]+(?:;[a-z0-9=-]+)*")
_BLANK_DRAWING = re.compile(r"(?:%20)*%3csvg(?:(?!%3e).)*(?:/%3e|%3e(?:%20)*%3c/svg%3e)(?:%20)*")
"""A drawing without anything in it, percent-encoded: it holds the place of a late picture."""
_NO_ADDRESS = frozenset({"(null)", "null", "undefined", "about:blank"})
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.?"
)
_ADDRESS_PART = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]")
_LANGUAGE_CLASS = re.compile(
    r"(?:language|lang|highlight-source|brush:?|highlight)[-: ]\s*([A-Za-z0-9+#_-]+)", re.IGNORECASE
)
_NOISE = re.compile(r"more(?:-\d+)?|docs-internal-guid.*", re.DOTALL)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
_MOST_CELLS = 1000
_LONGEST_HOST = 253
_HIGHEST_PORT = 65535
_LOCAL = re.compile(r"(file|cid|webkit-fake-url|blob):|[a-zA-Z]:(?=[\\/])", re.IGNORECASE)
_LOGIN = re.compile(r"(?:https?:)?[/\\]{2,}[^/\\?#]*@", re.IGNORECASE)
_ON_THE_WEB = re.compile(r"(?:https?:)?[/\\]{2,}([^/\\]*)(.*)", re.IGNORECASE | re.DOTALL)


def address(value: str) -> str:
    """Return an address that EPUB calls valid; "" for one that is empty, unsafe or past mending.

    Spaces and stray characters are percent-encoded, a host beyond ASCII is written in Punycode, and
    `//host` becomes `https://host`. A relative address stays relative.
    """
    text = re.sub(r"[\t\n\r]", "", printable(value)).strip()
    text = re.sub(r"^(https?:)//?(?=https?:/)", "", text, flags=re.IGNORECASE)
    if text.startswith("//"):
        text = f"https:{text}"
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _relative(text)
    if scheme[1].lower() not in _SCHEMES:
        return ""
    rest = text[scheme.end() :]
    if scheme[1].lower() in {"mailto", "tel"}:
        return f"{scheme[1].lower()}:{_encode(rest)}" if rest.strip() else ""
    return _absolute(scheme[1].lower(), rest)


def _relative(text: str) -> str:
    """Return a relative address; "" for one that says nothing."""
    if text.startswith("#"):
        return text if len(text) > 1 else ""
    head, mark, fragment = text.partition("#")
    first, slash, rest = _encode(head).partition("/")
    path = first.replace(":", "%3A") + slash + rest
    return path + (f"#{_encode(fragment)}" if mark and fragment else "") if path else ""


def _absolute(scheme: str, rest: str) -> str:
    """Return an address with a host, if the host can be one."""
    match = re.fullmatch(r"[/\\]{1,3}([^/\\?#]*)([^#]*)(?:#(.*))?", rest, re.DOTALL)
    if match is None:
        return ""
    host, _, port = match[1].rpartition("@")[2].partition(":")
    if len(host) > _LONGEST_HOST:
        return ""
    try:
        plain = host.lower().encode("ascii" if host.isascii() else "idna").decode("ascii")
    except UnicodeError:
        return ""
    if (
        not _HOST.fullmatch(plain)
        or not re.fullmatch(r"\d{0,5}", port)
        or int(port or 0) > _HIGHEST_PORT
    ):
        return ""
    path = _encode(match[2].replace("\\", "/"))
    if path.startswith("?"):
        path = f"/{path}"
    fragment = f"#{_encode(match[3])}" if match[3] else ""
    return f"{scheme}://{plain}{f':{port}' if port else ''}{path}{fragment}"


def _encode(text: str) -> str:
    """Percent-encode what may not stand in an address, and a percent sign that begins nothing."""
    return _ADDRESS_PART.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), text
    )


def picture_address(value: str) -> str:
    """Return a picture's address: as `address`, or a `data:` address of a picture.

    Of a file on somebody's disk only its name is left, behind a scheme that no server answers
    ("file:a.jpg"), of a login only its sign ("https://@host/a.jpg"), and of what a program wrote
    for want of an address ("(null)") nothing. An address past mending becomes a relative one: what
    it names is told as missing, and found where a folder holds a picture of its name.
    """
    text = value.strip()
    if text.lower() in _NO_ADDRESS:
        return ""
    if text[:5].lower() == "data:":
        return _picture_data(text[5:])
    if local := _LOCAL.match(text):
        name = _encode(re.split(r"[\\/]", text[local.end() :])[-1])
        return f"{(local[1] or 'file').lower()}:{name}" if name else ""
    whole = address(text)
    if whole and _LOGIN.match(text):
        return whole.replace("://", "://@", 1)
    return whole or _of_no_host(text)


def _of_no_host(text: str) -> str:
    """Return what an address of the web names without its scheme, and without a login."""
    damaged = _ON_THE_WEB.match(printable(text))
    if damaged is None:
        return ""
    return _relative(damaged[1].rpartition("@")[2] + damaged[2])


def _picture_data(text: str) -> str:
    """Return a `data:` address of a picture; "" for other data, and for an empty drawing.

    A drawing may stand in it as it is (";utf8,<svg …>"): it is percent-encoded, its blanks too.
    """
    head, _, data = text.partition(",")
    head = re.sub(r"\s+", "", head).lower()
    if head.endswith(";base64"):
        data = re.sub(r"\s+", "", data)
    data = _encode(data.strip())
    blank = not data or _BLANK_DRAWING.fullmatch(data.lower())
    return f"data:{head},{data}" if _PICTURE_KIND.fullmatch(head) and not blank else ""


def is_noise(identifier: str) -> bool:
    """Say whether an id is none of the author's: the cut of a summary, a mark of Google Docs."""
    return bool(_NOISE.fullmatch(identifier))


def pixels(value: str) -> int:
    """Return a length in px, 0 for none."""
    match = _PIXELS.fullmatch(value)
    return int(match[1]) if match else 0


def language_class(*classes: str) -> str:
    """Return the class "language-…" that some classes of a program's text mean; "" for none."""
    for one in classes:
        if match := _LANGUAGE_CLASS.search(one):
            return f"language-{match[1].lower()}"
    return ""


def settle(root: Node, removed: Counter[str]) -> None:
    """Reduce all attributes to those of the dialect, and mend what is left over by that.

    Ids become safe and unique.
    """
    known: set[str] = set()
    for node in root.walk():
        node.attributes = _settled(node, removed)
        found = node.attributes.get("id")
        if found in known:
            del node.attributes["id"]
        elif found:
            known.add(found)
    mend(root)


def mend(root: Node) -> None:
    """Unwrap links that lead nowhere or to an id that is not here, and elements without meaning."""
    _mend(root, {node.attributes["id"] for node in root.walk() if "id" in node.attributes})


def _settled(node: Node, removed: Counter[str]) -> dict[str, str]:
    """Return an element's attributes in the order in which they are written."""
    if node.tag in FOREIGN:  # cleaned by its own rules
        return node.attributes
    given = node.attributes
    kept: dict[str, str] = {}
    found = printable(given.get("id", "")).strip()
    if found and not is_noise(found):
        kept["id"] = safe(found)
    kept.update(_own(node, removed))
    if language := normalise(given.get("lang") or given.get("xml:lang") or ""):
        kept["lang"] = kept["xml:lang"] = language
    if (direction := given.get("dir", "").strip().lower()) in {"ltr", "rtl", "auto"}:
        kept["dir"] = direction
    title = " ".join(printable(given.get("title", "")).split())
    if title and node.tag in TITLED:
        kept["title"] = title
    return kept


def _own(node: Node, removed: Counter[str]) -> dict[str, str]:
    """Return the attributes that only some elements have."""
    given, tag = node.attributes, node.tag
    if tag in KEPT_CLASSES:
        classes = [name for name in given.get("class", "").split() if name in KEPT_CLASSES[tag]]
        return _unless_empty("class", " ".join(dict.fromkeys(classes)))
    if tag == "a":
        found = address(_MAIL.sub(r"mailto:\g<0>", given.get("href", "")))
        if not found and given.get("href", "").strip(" #"):
            removed["link without a usable address"] += 1
        return {"href": found}
    if tag == "img":
        return _picture(given)
    if tag in {"blockquote", "q"}:
        cite = address(given.get("cite", ""))
        return _unless_empty("cite", cite if cite.startswith(("http:", "https:")) else "")
    if tag == "code":
        return _unless_empty("class", language_class(given.get("class", "")))
    return {"datetime": given["datetime"]} if tag == "time" else _numbers(tag, given)


def _unless_empty(name: str, value: str) -> dict[str, str]:
    """Return an attribute if it says anything."""
    return {name: value} if value else {}


def _picture(given: dict[str, str]) -> dict[str, str]:
    """Return a picture's attributes; `float` says how it stands until cleaning is done."""
    kept = {"src": given["src"], "alt": " ".join(printable(given.get("alt", "")).split())}
    for name in ("width", "height"):
        if size := pixels(given.get(name, "")):
            kept[name] = str(size)
    side = styles.side(given)
    return kept | ({"float": side} if side else {})


def _numbers(tag: str, given: dict[str, str]) -> dict[str, str]:
    """Return the attributes of lists and cells."""
    kept: dict[str, str] = {}
    if tag == "ol":
        if re.fullmatch(r"-?\d{1,6}", given.get("start", "").strip()) and int(given["start"]) != 1:
            kept["start"] = str(int(given["start"]))
        if "reversed" in given:
            kept["reversed"] = "reversed"
        if given.get("type", "").strip() in {"a", "A", "i", "I"}:
            kept["type"] = given["type"].strip()
    return kept | (_cell(tag, given) if tag in CELLS else {})


def _cell(tag: str, given: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a cell."""
    kept: dict[str, str] = {}
    for name in ("colspan", "rowspan"):
        if 1 < pixels(given.get(name, "")) <= _MOST_CELLS:
            kept[name] = str(pixels(given[name]))
    if given.get("rowspan", "").strip() == "0":  # HTML: down to the end of its rows
        kept["rowspan"] = str(_MOST_CELLS)
    if side := styles.alignment(tag, given):  # Markdown's `--:` comes as a style
        kept["class"] = f"align-{side}"
    if tag == "th" and given.get("scope", "").lower() in {"row", "col", "rowgroup", "colgroup"}:
        kept["scope"] = given["scope"].lower()
    return kept


def _mend(node: Node, known: set[str]) -> None:
    """Mend what is inside an element."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or child.tag in FOREIGN:
            children.append(child)
            continue
        _mend(child, known)
        if child.tag == "a":
            children.extend(_mended_link(child, known))
        elif child.tag in {"span", "div"} and not child.attributes:
            children.extend(child.children)
        else:
            children.append(child)
    node.fill(children)


def _mended_link(link: Node, known: set[str]) -> list[Node | str]:
    """Return a link if it leads somewhere, else what it holds."""
    href = link.attributes["href"]
    if href.startswith("#"):
        href = f"#{safe(href[1:])}"
        link.attributes["href"] = href
    if href and (href[0] != "#" or href[1:] in known):
        return [link]
    return _without_address(link)


def _without_address(link: Node) -> list[Node | str]:
    """Return what is left of a link that leads nowhere: its content, and its id."""
    if "id" in link.attributes:
        return [Node("span", {"id": link.attributes["id"]}, link.children)]
    return link.children


def demote(root: Node) -> None:
    """Set headings one below the other without gaps, the highest being h3."""
    levels: list[int] = []
    for node in root.walk():
        if node.tag in HEADINGS:
            level = int(node.tag[1])
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
            node.tag = f"h{min(len(levels) + 2, 6)}"
