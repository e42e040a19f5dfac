"""Every way in: the contents page (nav.xhtml), its landmarks, the NCX, and the cover page."""

from collections.abc import Iterable, Sequence
from html import escape

from blog2book.model.rendition import Document, Heading, Rendition, Role

NAV = "nav.xhtml"
COVER = "cover.xhtml"

_BODY_ROLES = frozenset({Role.PART, Role.CHAPTER})
_LANDMARKS = {Role.COVER: "cover", Role.TITLEPAGE: "titlepage", Role.COLOPHON: "colophon"}


def file_name(document: str) -> str:
    """Return the file name of the document of that name."""
    return f"{document}.xhtml"


def headings(rendition: Rendition) -> tuple[Heading, ...]:
    """Return the navigation, or, where there is none, a line for each document."""
    return rendition.navigation or tuple(
        Heading(label=one.title, document=one.name, anchor="", role=one.role)
        for one in rendition.documents
        if one.packed is not None
    )


def _address(heading: Heading) -> str:
    fragment = f"#{heading.anchor}" if heading.anchor else ""
    return escape(file_name(heading.document) + fragment)


def _page(rendition: Rendition, title: str, kind: str, body: str) -> bytes:
    """Return a whole XHTML page in the book's language, with the book's styles."""
    language = escape(rendition.language)
    links = "".join(
        f'<link rel="stylesheet" type="text/css" href="{escape(style.name)}"/>\n'
        for style in rendition.styles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}" dir="{rendition.direction}">\n'
        f'<head>\n<meta charset="utf-8"/>\n<title>{escape(title)}</title>\n{links}</head>\n'
        f'<body epub:type="frontmatter" class="{kind}">\n{body}\n</body>\n</html>\n'
    ).encode()


def _hooks(line: Heading) -> str:
    """Return classes for a line, "to-post to-date": themes style "post" itself otherwise."""
    return escape(" ".join(f"to-{word}" for word in line.role.split()))


def _items(lines: Sequence[Heading]) -> str:
    items = "".join(
        f'<li class="{_hooks(line)}"><a href="{_address(line)}">{escape(line.label)}</a>'
        f"{_items(line.children) if line.children else ''}</li>\n"
        for line in lines
    )
    return f"\n<ol>\n{items}</ol>\n"


def _places(rendition: Rendition, contents: str) -> Iterable[tuple[str, str, str]]:
    """Yield the landmarks: what it is (a term of EPUB), its address, its label."""
    began = False
    texts = [one for one in rendition.documents if one.packed is not None]
    if rendition.cover and not any(one.role is Role.COVER for one in texts):
        yield "cover", COVER, rendition.title
    yield "toc", NAV, contents
    for one in texts:
        if one.role in _BODY_ROLES and not began:
            began = True
            yield "bodymatter", file_name(one.name), one.title
        elif one.role in _LANDMARKS:
            yield _LANDMARKS[one.role], file_name(one.name), one.title


def navigation(rendition: Rendition) -> bytes:
    """Return nav.xhtml: the contents, and the landmarks that readers ask for."""
    contents = rendition.strings.get("contents", "Contents")
    marks = "".join(
        f'<li><a epub:type="{kind}" href="{escape(address)}">{escape(label or contents)}</a></li>\n'
        for kind, address, label in _places(rendition, contents)
    )
    return _page(
        rendition,
        contents,
        "contents",
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title">{escape(contents)}</h1>{_items(headings(rendition))}</nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<ol>\n{marks}</ol>\n</nav>',
    )


def cover(rendition: Rendition, picture: str) -> bytes:
    """Return cover.xhtml, which shows the file `picture`."""
    described = escape(", ".join((rendition.title, *rendition.authors)))
    return _page(
        rendition,
        rendition.title,
        "cover",
        '<section epub:type="cover" style="margin:0;padding:0;text-align:center">\n'
        f'<img role="doc-cover" src="{escape(picture)}" alt="{described}" '
        'style="max-width:100%;max-height:100%"/>\n</section>',
    )


def _points(lines: Sequence[Heading], start: str) -> str:
    return "".join(
        f'<navPoint id="{start}{number}"><navLabel><text>{escape(line.label)}</text></navLabel>'
        f'<content src="{_address(line)}"/>{_points(line.children, f"{start}{number}-")}'
        "</navPoint>\n"
        for number, line in enumerate(lines, start=1)
    )


def _depth(lines: Sequence[Heading]) -> int:
    return 1 + max(_depth(line.children) for line in lines) if lines else 0


def ncx(rendition: Rendition, identifier: str) -> bytes:
    """Return the table of contents of EPUB 2, which Kindle's tools still want."""
    lines = headings(rendition)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" '
        f'xml:lang="{escape(rendition.language)}">\n<head>\n'
        f'<meta name="dtb:uid" content="{escape(identifier)}"/>\n'
        f'<meta name="dtb:depth" content="{_depth(lines)}"/>\n'
        '<meta name="dtb:totalPageCount" content="0"/>\n'
        '<meta name="dtb:maxPageNumber" content="0"/>\n</head>\n'
        f"<docTitle><text>{escape(rendition.title)}</text></docTitle>\n"
        f"<navMap>\n{_points(lines, 'n')}</navMap>\n</ncx>\n"
    ).encode()


def before_contents(document: Document) -> bool:
    """Say whether a document stands before the contents page."""
    return document.role in {
        Role.COVER,
        Role.HALFTITLE,
        Role.TITLEPAGE,
        Role.COPYRIGHT,
        Role.DEDICATION,
    }
