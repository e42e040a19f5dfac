"""Where links and pictures of a text lead: by file, by name, by address, to posts and files."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin, urlsplit

from blog2book.addresses import place
from blog2book.model.archive import Asset, Origin
from blog2book.readers.held import asset
from blog2book.readers.markdown.masks import Masks
from blog2book.readers.markdown.pelican import SIGN, file_address, is_text, settled
from blog2book.readers.markdown.posts import Page
from blog2book.readers.markdown.site import Generator, Site
from blog2book.readers.unread import PICTURE

_TEXT = re.compile(r"\.(?:md|markdown|mdown|mkdn?|mdx|qmd|rst|rmd|html?)$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:[{|](?:filename|static|attach|index|author|category|tag)[}|]|@/)")
_ROOTS = (
    "", "static/", "assets/", "public/", "source/", "content/", "src/", "src/assets/",
    "src/static/", "source/images/", "images/", "assets/images/", "content/images/",
)  # fmt: skip
_TAG = re.compile(r"<(?:a|img|source|video|audio|iframe|embed)\b[^<>]{0,8000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(\s(?P<name>href|src|poster|data-src)\s*=\s*)(?:\"(?P<one>[^\"]*)\"|'(?P<two>[^']*)'"
    r"|(?P<bare>[^\s\"'<>=`]+))",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(<a\b[^<>]{0,8000}>)(\s*<img\b[^<>]{0,8000}>)", re.IGNORECASE)
_WIKI = re.compile(
    r"(!?)\[\[([^\[\]|#\n]{0,300})(#[^\[\]|\n]{0,300})?(?:\|([^\[\]\n]{0,300}))?\]\](?!\()"
)
_CONTENTS = re.compile("_?toc_?", re.IGNORECASE)
_SURE = re.compile(
    rf"(?<![A-Za-z0-9_)\]\[])(?=!?\[\[[^\W\d])(?!\[\[_?toc_?\]){_WIKI.pattern}(?!:|\[(?!\^))",
    re.IGNORECASE,
)
"""A link as wikis have it, and no index of R's, number of a note, or place for the contents."""

_GARDEN = 3
"""Texts with such links, from which they are the site's way to link."""
_SIZE = re.compile(r"(?:^|\|)[ \t]*\d+(?:x\d+)?[ \t]*$")


class Links:
    """All posts and pictures of a site, and the assets that its texts were found to show."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.assets: dict[str, Asset] = {}
        self.dead: Counter[str] = Counter()
        self.elsewhere: Counter[str] = Counter()
        self.files = frozenset(site.names)
        self._hidden: set[str] = set()
        self._with_wiki = 0
        self._files: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._pictures = {name: name for name in site.names if PICTURE.search(name)}
        self._folded: dict[str, str] = {}
        self._bare: dict[str, str] = {}
        for name in sorted(self._pictures, key=lambda one: (one.count("/"), one)):
            self._folded.setdefault(_folded(name), name)
            self._bare.setdefault(_folded(posixpath.basename(name)), name)

    def add(self, name: str, permalink: str, others: Iterable[str]) -> None:
        """Learn where the post in a file stood, and by which other names texts call it."""
        stem = _folded(posixpath.splitext(name)[0])
        self._files[_folded(name)] = permalink
        self._files.setdefault(stem, permalink)
        if stem.endswith("/index"):
            self._files.setdefault(stem.removesuffix("/index"), permalink)
            stem = stem.removesuffix("/index")
        base = posixpath.basename(stem)
        for one in {base, re.sub(r"^\d{4}-\d\d?-\d\d?-", "", base), *map(_folded, others)} - {""}:
            known = self._names.setdefault(one, permalink)
            if known != permalink:
                self._names[one] = ""

    def hide(self, name: str, others: Iterable[str]) -> None:
        """Learn of a post that nobody may hear of, so that no link to it is told."""
        stem = _folded(posixpath.splitext(posixpath.basename(name))[0])
        self._hidden.update((stem, re.sub(r"^\d{4}-\d\d?-\d\d?-", "", stem), *map(_folded, others)))

    def miss(self, name: str) -> None:
        """Count a link to a post that the site does not hold."""
        stem = _folded(posixpath.splitext(posixpath.basename(name))[0])
        if name and self._hidden.isdisjoint((stem, _folded(name))):
            self.dead[name] += 1

    def look(self, text: str) -> None:
        """Learn from a post's text, as it was written, how its site links."""
        if _SURE.search(text):
            masks = Masks()
            self._with_wiki += bool(_SURE.search(masks.code(masks.clear(text))))

    # Posts

    def named(self, name: str, page: Page) -> str:
        """Return where the post stood that a text calls by a file, a path or a name; "" if none.

        The fragment stays.
        """
        bare, mark, fragment = unquote(name.strip()).partition("#")
        bare = bare.strip()
        if not bare:
            return page.permalink + mark + fragment
        for candidate in self._candidates(bare, page):
            found = self._files.get(_folded(candidate))
            if found:
                return found + mark + fragment
        stem = posixpath.splitext(bare)[0] if _TEXT.search(bare) else bare
        found = self._names.get(_folded(posixpath.basename(stem.rstrip("/"))), "")
        return found + mark + fragment if found else ""

    def _candidates(self, path: str, page: Page) -> Iterator[str]:
        """Yield the files that a path may mean, seen from a text."""
        if not path.startswith("/"):
            yield from _inside(posixpath.join(posixpath.dirname(page.name), path))
        for root in (
            "",
            "content/",
            "_posts/",
            "source/_posts/",
            "source/",
            "src/",
            "src/content/",
        ):
            yield from _inside(root + path.strip("/"))

    def wiki(self, text: str, page: Page) -> str:
        """Return a text with its `[[links]]` and `![[pictures]]` as Markdown's own.

        Obsidian reads them, and so do gardens made with other generators, where many texts have
        some. Of a link to what the site does not hold the words stay.
        """
        if self.site.generator in {Generator.OBSIDIAN, Generator.PLAIN}:
            links = _WIKI
        elif self._with_wiki >= _GARDEN:
            links = _SURE
        else:
            return text

        def change(found: re.Match[str]) -> str:
            shows, name, fragment = found[1], found[2].strip(), found[3] or ""
            words = (found[4] or "").strip()
            behind = " " if (found[4] or found[2]).endswith(" ") else ""
            if shows and PICTURE.search(name):
                words = _SIZE.sub("", words)
                return f"![{words}](<{name}>)"
            words = words or f"{name}{' › ' if name and fragment else ''}{fragment.lstrip('#^')}"
            target = self.named(name, page) if name or fragment else ""
            if not target:
                if _CONTENTS.fullmatch(name):
                    return found[0]
                self.miss(name)
                return words + behind
            heading = re.sub(r"[^\w\- ]", "", fragment.lower()).strip().replace(" ", "-")
            return f"[{words}](<{target}{'#' + heading if heading else ''}>){behind}"

        return links.sub(change, text)

    # Pictures

    def picture(self, address: str, page: Page) -> str:
        """Return the address under which a picture's file is an asset; "" if the site has none."""
        name = self._file(address, page)
        if not name:
            return ""
        url = quote(name)
        if url not in self.assets:
            origin = Origin(file=self.site.root + name, place="", url="", digest=_digest(name))
            base = posixpath.basename(name)
            self.assets[url] = asset("", url, self.site.path(name), origin, name=base)
        return url

    def stood(self, name: str, page: Page) -> str:
        """Return where a post's picture stood, if that leads to its file, else the file's address.

        What no file is found for stays as it is.
        """
        found = self.picture(name, page)
        try:
            whole = urljoin(page.permalink, quote(name))
        except ValueError:
            return found or name
        return whole if found and self.picture(whole, page) == found else found or name

    def _file(self, address: str, page: Page) -> str:
        """Return the file of a picture: each place in turn, as written, unquoted, in any case."""
        parts = _split(address)
        if parts is None or not parts[1]:
            return ""
        host, path = parts
        if host and host != place(self.site.address):
            return ""
        base = self.site.base
        if base and path.startswith(base + "/"):
            path = path[len(base) :]
        path = _PREFIX.sub("/" if path.startswith(("{static}/", "{filename}/", "@/")) else "", path)
        for candidate in self._places(path, page):
            found = self._pictures.get(candidate) or self._folded.get(_folded(candidate))
            if found:
                return found
        if self.site.generator in {Generator.OBSIDIAN, Generator.PLAIN}:
            return self._bare.get(_folded(posixpath.basename(path)), "")
        return ""

    def _places(self, path: str, page: Page) -> Iterator[str]:
        """Yield where a picture may lie: beside its text, in a folder of its name, below a root."""
        stem = posixpath.splitext(page.name)[0]
        ways = [path.lstrip("/")]
        if path.startswith("/"):
            yield from _inside(posixpath.join(stem, posixpath.basename(path)))
        else:
            yield from _inside(posixpath.join(posixpath.dirname(page.name), path))
            yield from _inside(posixpath.join(stem, path))
            ways.insert(0, self._seen_from(page, path))
        for way in ways:
            for root in _ROOTS:
                yield from _inside(root + way)

    def _seen_from(self, page: Page, path: str) -> str:
        """Return a path below the site's root, as a browser makes it of a relative one."""
        try:
            whole = unquote(urlsplit(urljoin(page.permalink, path)).path)
        except ValueError:
            return path
        base = self.site.base
        return whole.removeprefix(base + "/" if base else "/")

    # A whole text

    def settle(self, html: str, page: Page) -> str:
        """Return HTML whose links and pictures have addresses that the rest of the house knows."""

        def attribute(found: re.Match[str]) -> str:
            value = unescape(found["one"] or found["two"] or found["bare"] or "").strip()
            name = found["name"].lower()
            made = self._link(value, page) if name == "href" else self._shown(value, page)
            return found[0] if made == value else f'{found[1]}"{escape(made)}"'

        if self.site.generator in {Generator.PELICAN, Generator.PLAIN}:
            html = settled(html, lambda value: self._of_pelican(value, page))
        made = _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), html)
        return _LINKED.sub(self._nearest, made)

    def _of_pelican(self, value: str, page: Page) -> str:
        """Return where a link in Pelican's way leads, "" if nowhere; files are told."""
        sign = SIGN.match(value)
        path = unquote(value[sign.end() :] if sign else value).strip()
        if sign and sign[1].lower() == "filename" and is_text(path):
            found = self.named(path, page)
            if not found:
                self.miss(path.partition("#")[0])
            return found
        if found := self.picture(value, page):
            return found
        if "." in posixpath.basename(path):
            self.elsewhere[posixpath.basename(path)] += 1
        return file_address(self.site, value, page)

    def _nearest(self, found: re.Match[str]) -> str:
        """Return a linked picture; a link to a copy that the site lacks leads to the one it has."""
        address, source = (
            next((one["one"] or one["two"] or one["bare"] or "" for one in pairs), "")
            for pairs in (_ATTRIBUTE.finditer(found[1]), _ATTRIBUTE.finditer(found[2]))
        )
        far = PICTURE.search(address.partition("?")[0]) and unescape(address) not in self.assets
        if far and unescape(source) in self.assets:
            return f'<a href="{source}">{found[2]}'
        return found[0]

    def _link(self, href: str, page: Page) -> str:
        """Return where a link leads: to a post's own address, if it names a file."""
        if PICTURE.search(href.partition("?")[0]):
            return self.picture(href, page) or href
        whole = href.rfind(self.site.address) if self.site.address else 0
        if whole > 0 and "?" not in href[:whole]:
            # "{{ site.baseurl }}" before an address that is whole already
            return href[whole:]
        parts = _split(href)
        if parts is None or parts[0] or not parts[1]:
            return href
        plain = unquote(href)
        path = _PREFIX.sub("", plain).partition("#")[0].partition("?")[0]
        known = path != plain.partition("#")[0] or _TEXT.search(path)
        if known or self.site.generator in {Generator.OBSIDIAN, Generator.PLAIN}:
            rest = plain.partition("#")
            return self.named(path + rest[1] + rest[2], page) or href
        return href

    def _shown(self, source: str, page: Page) -> str:
        """Return the address of a picture; where it is missing, the file that it would be."""
        found = self.picture(source, page)
        if not found and (sign := SIGN.match(source)):
            name = posixpath.basename(source[sign.end() :])
            return file_address(self.site, source, page) or name
        if found or not PICTURE.search(source.partition("?")[0]):
            return found or source
        parts = _split(source)
        if parts is None or parts[0] or source.startswith("/"):
            return source
        path = next(_inside(posixpath.join(posixpath.dirname(page.name), parts[1])), "")
        return quote(path) if path else source


def _folded(name: str) -> str:
    """Return a name as others may spell it: in small letters, each with its accents as one sign.

    File systems part letters from their accents, or do not, whatever a text has.
    """
    return normalize("NFC", name.lower())


def _split(address: str) -> tuple[str, str] | None:
    """Return the place and the path of an address, None if it is none, or of another scheme."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme and parts.scheme not in {"http", "https"}:
        return None
    host = place(address if parts.scheme else f"https:{address}") if parts.netloc else ""
    return host, unquote(parts.path)


def _inside(path: str) -> Iterator[str]:
    """Yield a path without ".." and ".", if it stays inside the site."""
    plain = posixpath.normpath(path) if path else ""
    if plain and not plain.startswith(("..", "/")):
        yield plain


def _digest(name: str) -> str:
    """Return the SHA-256 of a name, in hex."""
    return sha256(name.encode("utf-8", "replace")).hexdigest()
