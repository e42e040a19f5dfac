"""Every rule about addresses: what is the same page, the same post, the same picture.

Nothing here opens a socket. All functions take any text and never raise: what is no address comes
back as it is.
"""

import re
from datetime import date
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

PICTURE_SUFFIX = r"\.(?:jpe?g|png|gif|webp|avif|hei[cf]|bmp|tiff?|svg)"
"""What the name of a picture's file ends with, in any case: a piece for patterns."""

GHOST_SIZE = r"(?:size/[^/]{1,40}/)?(?:format/[^/]{1,20}/)?"
"""What Ghost puts after "/content/images/" for a smaller copy: a piece for patterns."""

_TRACKING = re.compile(
    r"(?:utm_|mc_[ce]id|_hs|hsa_|pk_|mtm_|at_(?:medium|campaign|custom|link)|fb_(?:action|source|ref)"
    r"|oly_|vero_|wt\.mc)\w*|(?:fb|g|dc|ms|y|tw|tt|wbra|gbra|igs?h|gadso)cl?id|fbclid|gclsrc|igshid"
    r"|igsh|wbraid|gbraid|li_fat_id|mkt_tok|_ga|_gl|ref_src|ref_url|cmpid|cmp|ncid|ocid|xtor|s_cid"
    r"|sr_share|__twitter_impression|smid|smtyp|spm|soc_src|soc_trk|trk|guccounter|guce_\w+|amp",
    re.IGNORECASE,
)
"""Query parameters that say how a reader came, not what he reads."""

_COUNTRY_BLOGSPOT = re.compile(r"\.blogspot\.(?:com\.)?[a-z]{2,3}(?:\.[a-z]{2})?$")
_MIRRORS = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_WAYBACK = re.compile(
    r"(?:https?:)?//(?:web\.|wayback\.)?archive\.org/(?:web/)?(\d{4,14})(?:[a-z]{2}_|\*)?/(.+)",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE_TODAY = re.compile(
    r"(?:https?:)?//archive\.(?:today|is|ph|li|vn|fo|md)/(\d{4}\.?\d{2}\.?\d{2})[\d-]*/(.+)",
    re.IGNORECASE | re.DOTALL,
)
_REDIRECTS = {
    "l.facebook.com": "u",
    "lm.facebook.com": "u",
    "google.com": "url",
    "out.reddit.com": "url",
    "t.umblr.com": "z",
    "youtube.com": "q",
    "slack-redir.net": "url",
    "vk.com": "to",
    "steamcommunity.com": "url",
}
"""Sites that pass a reader on, and the parameter that says where to."""

_AMP_COPY = re.compile(
    r"^https?://(?:(?:www\.)?google(?:\.\w{2,3}){1,2}/amp|(?:[\w-]+\.)?cdn\.ampproject\.org/[cv])/"
    r"(?:(?P<secure>s)/)?(?=[\w-]+\.)",
    re.IGNORECASE,
)
"""What Google's copy of a page for phones has before the address of the page; "s" says https."""
_PASSES_ON = ("/l.php", "/url", "/", "/redirect", "/link", "/away.php", "/linkfilter/")
_IDENTIFYING = frozenset({"p", "page_id", "attachment_id", "postid", "id", "story_fbid"})
_WORDPRESS_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
_WORDPRESS_SCALED = re.compile(r"-scaled(?=\.\w+$)")
_PHOTON = re.compile(r"^(?:https?:)?//i\d\.wp\.com/", re.IGNORECASE)
_GOOGLE_PICTURES = re.compile(
    r"(?:^|\.)(?:bp\.blogspot\.com|googleusercontent\.com|ggpht\.com)$", re.IGNORECASE
)
_SIZE = r"(?:s\d+|w\d+|h\d+)(?:-(?:[a-z]\w*))*"
_BLOGGER_PART = re.compile(rf"/{_SIZE}/(?=[^/]*$)")
_BLOGGER_TAIL = re.compile(rf"={_SIZE}$")
_TYPEPAD_PICTURE = re.compile(r"(/\.a/6a[0-9a-f]{16,40})(?:-\w+)?")
_MEDIUM_STORY = re.compile(r"(?:/p/|/@[^/]+/|-)([0-9a-f]{10,12})/?$")
_TUMBLR_POST = re.compile(r"/post/(\d{1,20})(?:/[^/]*)?/?")
_TUMBLR_HOME = re.compile(r"/(?:blog/view/)?[\w-]+/(\d{1,20})(?:/[^/]*)?/?")
_LEAST_TUMBLR = 9
"""Digits that tell a post of Tumblr's on a domain of its blog's own; a day has fewer."""
_GHOST_PICTURE = re.compile(rf"(?<=/content/images/){GHOST_SIZE}")
_MEDIUM_PICTURE = re.compile(r"^(?:cdn-images-\d|miro)\.medium\.com$", re.IGNORECASE)
_SUBSTACK_PICTURE = re.compile(
    r"^https?://substackcdn\.com/(?:image/fetch/.*/)?(https?%3A.+)$", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"…|\.\.\.|&hellip;")
_SHOWN = 100
"""Characters of an address in a line for a person."""
_LEAST_SHOWN = 4
"""An address that is cut shorter than this says nothing."""


def split(url: str) -> SplitResult:
    """Split an address; what cannot be one (a bad port, a bad bracket) has only a path."""
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - reading it checks it
        parts.hostname  # noqa: B018 - the same
    except ValueError:
        return SplitResult("", "", url.strip(), "", "")
    return parts


def is_external(url: str) -> bool:
    """Say whether an address leads to the web: `http` or `https`, with a host."""
    parts = split(url)
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


def whole(url: str, page: str) -> str:
    """Return the web's address of what a page calls `url`; `url` itself where there is none.

    `page` is the address of the page; where that is not whole itself, only an address that names a
    host can be made so.
    """
    if not url.strip() or is_data(url) or is_external(url):
        return url
    try:
        joined = urljoin(page if is_external(page) else "https:", url.strip())
    except ValueError:
        return url
    return joined if is_external(joined) else url


def host(url: str) -> str:
    """Return the host in lower case, without port; "" if there is none."""
    return (split(url).hostname or "").rstrip(".")


def site(url: str) -> str:
    """Return the host without "www.", "m." and the like."""
    return _MIRRORS.sub("", host(url))


def place(url: str) -> str:
    """Return the site as blogs are compared by it: blogspot's countries are one place.

    "" where the address names no host of the web.
    """
    return _COUNTRY_BLOGSPOT.sub(".blogspot.com", site(url)) if is_external(url) else ""


def clean(url: str) -> str:
    """Return the address without tracking, and without a site that only passes readers on."""
    url = _AMP_COPY.sub(lambda match: f"http{match['secure'] or ''}://", url.strip(), count=1)
    url = _unwrap_redirect(url)
    parts = split(url)
    if not parts.query:
        return url
    kept = [one for one in parts.query.split("&") if not _tracks(one)]
    return (
        parts._replace(query="&".join(kept)).geturl() if kept != [*parts.query.split("&")] else url
    )


def _tracks(pair: str) -> bool:
    """Say whether a part of a query is tracking."""
    return bool(_TRACKING.fullmatch(unquote(pair.partition("=")[0])))


def _unwrap_redirect(url: str) -> str:
    """Return where a redirecting address leads, if the address itself says so."""
    parts = split(url)
    if parts.hostname == "href.li":  # Tumblr's and WordPress.com's: its query is the address
        target = url.partition("?")[2]
        return target if is_external(target) else url
    wanted = _REDIRECTS.get(_MIRRORS.sub("", parts.hostname or ""))
    if wanted and parts.path in _PASSES_ON and parts.query:
        pairs = dict(parse_qsl(parts.query))
        target = pairs.get(wanted) or pairs.get("q", "")
        return target if is_external(target) else url
    return url


def unwrap_archive(url: str) -> tuple[str, str, date | None]:
    """Take an archived copy's address apart: the original, the copy's address, and its day.

    Knows the Wayback Machine and archive.today; any other address gives itself, "" and None.
    """
    match = _WAYBACK.match(url.strip()) or _ARCHIVE_TODAY.match(url.strip())
    if match is None:
        return url, "", None
    stamp, original = match[1].replace(".", ""), match[2]
    if not re.match(r"[a-z][a-z0-9+.-]*:", original, re.IGNORECASE):
        original = "http://" + original.lstrip("/")
    elif re.match(r"https?:/[^/]", original, re.IGNORECASE):
        original = original.replace(":/", "://", 1)
    return original, url.strip(), _day(stamp)


def _day(stamp: str) -> date | None:
    """Read the day of a time stamp such as 20120503104512."""
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None


def normalise(url: str) -> str:
    """Return the key under which a cited page is known: equal for all addresses of one page.

    `https`, host as in `place`, no tracking, "amp" or trailing slash, copies and redirects taken
    apart; a fragment stays only if it routes ("#!/page", "#/page").
    """
    original = clean(unwrap_archive(url.strip())[0])
    parts = split(original)
    if not is_external(original):
        return original
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = re.sub(r"/amp(?=/|$)", "", path)
    path = re.sub(r"/index\.(?:html?|php)/?$", "", path).rstrip("/")
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    query = f"?{parts.query}" if parts.query else ""
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return f"https://{place(original)}{port}{path}{query}{fragment}"


def display(url: str) -> str:
    """Return an address as a book prints it: no scheme, no tracking, no trailing slash.

    Letters beyond ASCII are shown as letters, in host and path.
    """
    parts = split(clean(url))
    if parts.scheme.lower() not in {"http", "https"}:
        return url.strip().removeprefix("mailto:")
    netloc = parts.netloc.rpartition("@")[2]
    try:
        netloc = netloc.encode("ascii").decode("idna")
    except UnicodeError:
        netloc = parts.netloc.rpartition("@")[2]
    rest = parts._replace(scheme="", netloc="", path=parts.path).geturl()
    return (netloc.lower() + _readable(rest)).rstrip("/")


def _readable(text: str) -> str:
    """Decode percent-escapes of letters beyond ASCII, where they are UTF-8."""

    def decode(match: re.Match[str]) -> str:
        plain = unquote(match[0], errors="replace")
        return plain if plain.isprintable() and "�" not in plain else match[0]

    return re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", decode, text)


def same_text(url: str, text: str) -> bool:
    """Say whether a link's text is its address, perhaps cut short by an ellipsis."""
    shown = text.strip().strip("<>")
    wanted = _bare(url)
    if not wanted or not shown:
        return False
    pieces = [_bare(piece) for piece in _ELLIPSIS.split(shown)]
    if len(pieces) == 1:
        return pieces[0] == wanted
    first, last = pieces[0], pieces[-1]
    return len(first) >= _LEAST_SHOWN and wanted.startswith(first) and wanted.endswith(last)


def _bare(address: str) -> str:
    """Return an address as compared with a text: no scheme, mirrors, tracking, trailing slash."""
    plain = clean(address)
    plain = re.sub(r"^(?:https?:)?//|^mailto:", "", plain.strip(), flags=re.IGNORECASE)
    return unquote(_MIRRORS.sub("", plain.lower())).rstrip("/")


def aliases(url_or_path: str) -> frozenset[str]:
    """Return the keys under which links to a post are found.

    One key has the host and one has not (for links that name none, or another host of the same
    blog). Two addresses of one post share a key, whatever their case, percent-escapes, trailing
    slash, "index.html", ".html" and country of blogspot; of the query only what names a post
    ("?p=12") counts. The fragment does not. A post that its address tells by a number of its whole
    platform (see `story`) has one more key.
    """
    parts = split(unwrap_archive(url_or_path.strip())[0])
    if parts.scheme and parts.scheme.lower() not in {"http", "https"}:
        return frozenset()
    path = unquote(unquote(parts.path)).lower().replace("+", " ")
    path = re.sub(r"/index\.(?:html?|php)$", "/", path)
    path = re.sub(r"\.html?$", "", path.rstrip("/"))
    pairs = sorted(
        (name.lower(), value)
        for name, value in parse_qsl(parts.query)
        if name.lower() in _IDENTIFYING
    )
    key = "/" + path.lstrip("/") + (f"?{urlencode(pairs)}" if pairs else "")
    found = _COUNTRY_BLOGSPOT.sub(".blogspot.com", site(url_or_path))
    told = story(url_or_path)
    return frozenset({key, *([found + key] if found else []), *([told] if told else [])})


def story(url: str) -> str:
    """Return the key of a post of Medium's or Tumblr's by its id whatever its host, or ""."""
    if number := medium_id(url):
        return f"medium.com/p/{number}"
    number = tumblr_id(url)
    return f"tumblr.com/post/{number}" if number else ""


def medium_id(url: str) -> str:
    """Return the id at the end of an address such as stories on Medium have, "" if there is none.

    It tells the story whatever host and words stand before it. Others' addresses may end like that.
    """
    found = _MEDIUM_STORY.search(split(url).path)
    return found[1] if found else ""


def tumblr_id(url: str) -> str:
    """Return the number of a post of Tumblr's, "" if there is none.

    Tumblr numbers the posts of all blogs in one row: "ada.tumblr.com/post/12/words", under a
    blog's own domain too, and "www.tumblr.com/ada/12/words" are one post.
    """
    path, where = split(url).path, site(url)
    if where == "tumblr.com":
        found = _TUMBLR_HOME.fullmatch(path)
        return found[1] if found else ""
    found = _TUMBLR_POST.fullmatch(path)
    sure = found and (where.endswith(".tumblr.com") or len(found[1]) >= _LEAST_TUMBLR)
    return found[1] if found and sure else ""


def post_link(key: str, fragment: str = "") -> str:
    """Return the address by which bodies link to a post of the book: "post:KEY#ID"."""
    tail = f"#{quote(fragment, safe='')}" if fragment else ""
    return f"post:{quote(key, safe='/')}{tail}"


def read_post_link(href: str) -> tuple[str, str] | None:
    """Return key and fragment of a `post:` address; None for any other address."""
    if not href.startswith("post:"):
        return None
    key, _, fragment = href.removeprefix("post:").partition("#")
    return unquote(key), unquote(fragment)


def is_data(url: str) -> bool:
    """Say whether an address is a picture itself, written out."""
    return url[:5].lower() == "data:"


def short(url: str) -> str:
    """Return an address fit for a line: of a long one its beginning and its end, the name.

    Of a picture that is written out in the text only the kind is told ("data:image/png").
    """
    if is_data(url):
        return url.partition(",")[0].partition(";")[0][:_SHOWN]
    if len(url) <= _SHOWN:
        return url
    return f"{url[: _SHOWN // 2]}…{url[-_SHOWN // 2 :]}"


def picture_variants(url: str) -> tuple[str, ...]:
    """Return the addresses under which a picture may be kept, largest first.

    By them it is fetched, found in an archive's files, and known in another size: of WordPress
    ("-300x200", "-scaled", "?w="), Photon ("i0.wp.com"), Blogger ("/s320/", "=w640-h480"), Typepad
    ("-320wi"; its dump of files calls each ".jpg"), Medium ("/max/800/"), Ghost ("/size/w600/").
    What Substack's servers pass on is known too. The address itself is always among them.
    """
    url = url.strip()
    passed = _SUBSTACK_PICTURE.match(url)
    parts = split(unquote(passed[1]) if passed else _PHOTON.sub("https://", url))
    found: list[str] = []
    if _GOOGLE_PICTURES.search(parts.hostname or ""):
        whole = _BLOGGER_TAIL.sub("=s0", _BLOGGER_PART.sub("/s0/", parts.path))
        found.append(parts._replace(path=whole, query="").geturl())
    elif _MEDIUM_PICTURE.search(parts.hostname or ""):
        name = parts.path.rpartition("/")[2]
        places = ("miro.medium.com/v2", "cdn-images-1.medium.com/max/10000")
        found.extend(f"https://{one}/{name}" for one in places)
    elif typepad := _TYPEPAD_PICTURE.fullmatch(parts.path):
        found.extend(_at(parts, typepad[1] + suffix) for suffix in (".jpg", ""))
    elif is_external(url):
        path = _GHOST_PICTURE.sub("", parts.path, count=1)
        base = _WORDPRESS_SCALED.sub("", _WORDPRESS_SIZE.sub("", path))
        stem, dot, suffix = base.rpartition(".")
        found.append(_at(parts, base))
        if base != path:
            found.append(_at(parts, f"{stem}-scaled{dot}{suffix}"))
        found.append(_at(parts, path))
    return tuple(dict.fromkeys([*found, url]))


def _at(parts: SplitResult, path: str) -> str:
    """Return a picture's address with another path, without the sizes in its query."""
    sizes = ("w", "h", "resize", "fit", "ssl", "quality", "strip", "crop", "zoom")
    kept = [one for one in parts.query.split("&") if one.partition("=")[0] not in sizes]
    return parts._replace(path=path, query="&".join(kept)).geturl()


def without_size_folder(path: str) -> str:
    """Return a path without the folder around the name that says a size, as Blogger's have it."""
    return _BLOGGER_PART.sub("/", f"/{path}").removeprefix("/")


def picture_name(url: str) -> str:
    """Return a picture's file name, unquoted; "" for a `data:` address.

    Blogger quotes names twice and writes "+" for a space.
    """
    parts = split(url)
    if parts.scheme == "data":
        return ""
    name = unquote(parts.path.rpartition("/")[2])
    if _GOOGLE_PICTURES.search(parts.hostname or ""):
        name = unquote(name.replace("+", " "))
    return name
