"""A hand-made Rendition for the writers' tests: small, with everything that has gone wrong once."""

import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blog2book.model.pages import PageMap
from blog2book.model.rendition import (
    Described,
    Document,
    Folios,
    Heading,
    Medium,
    Plate,
    Rendition,
    Role,
    Side,
    Style,
    packed,
)
from blog2book.model.xhtml import Xhtml

_PRINT = """
@page { size: 300pt 420pt; margin: 40pt;
  @bottom-center { content: counter(page); font: 9pt "Plain", serif } }
@page front { @bottom-center { content: counter(page, lower-roman) } }
@page :right { @top-right { content: "right" } }
@page :left { @top-left { content: "left" } }
body { font: 11pt/1.3 "Plain", "Noto Naskh Arabic", serif; margin: 0 }
body.front { page: front }
.long { break-after: page }
a { color: inherit }
"""
_EPUB = "body { margin: 0 } a { color: inherit }"

DECEMBER = """
<section epub:type="chapter" role="doc-chapter" id="m-2016-12" aria-label="December 2016">
<h1>December 2016</h1>
<article id="p-one"><h2>The Key</h2>
<p>They gave me the key on <em>Friday</em>.<a epub:type="noteref" role="doc-noteref" id="r-1"
 href="#n-1">1</a> See <a href="{january}#p-two"><i>the second post</i></a> and
 <a href="https://example.org/a?b=1&amp;c=2">a page</a>.</p>
<figure class="picture"><img src="pictures/red.png" alt="A red square"/>
<figcaption>A caption.</figcaption></figure>
<p>A sign <img src="pictures/red.png" alt=""/> without words.</p>
<ul><li><p>A paragraph in an item.</p></li><li><p>Another one.</p><p>With two paragraphs.</p>
<ul><li>inner</li><li><p>inner paragraph</p></li></ul></li><li>plain</li></ul>
<ol><li>one<ol><li>one a</li></ol></li><li>two</li></ol>
<table><caption>Rows</caption><thead><tr><th scope="col">Name</th><th scope="col">Count</th></tr>
</thead><tbody><tr><th scope="row">Beans</th><td>26</td></tr></tbody></table>
<p class="long">The page ends here.</p>
<p lang="ar" xml:lang="ar" dir="rtl">مرحبا بالعالم</p>
<blockquote><p>The spade is patient.</p></blockquote></article>
<section epub:type="endnotes" role="doc-endnotes" aria-label="Notes"><h2>Notes</h2>
<aside epub:type="footnote" role="doc-footnote" id="n-1"><p><a role="doc-backlink" href="#r-1"
>1.</a> A note.</p></aside></section>
</section>
"""

JANUARY = """
<section epub:type="chapter" role="doc-chapter" id="m-2017-01" aria-label="January 2017">
<h1>January 2017</h1>
<article id="p-two"><h2>The Second</h2><p>Back to <a href="{december}#p-one">the first</a>, and
 <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10" role="img"
 aria-label="A dot"><title>A dot</title><circle cx="5" cy="5" r="4"/></svg>.</p></article>
</section>
"""


def png(path: Path, width: int = 40, height: int = 30) -> Path:
    """Write a red PNG and return its path."""
    rows = b"".join(b"\0" + b"\xc0\x20\x20" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    return path


def whole(body: str, title: str, kind: str = "bodymatter", language: str = "en") -> Xhtml:
    """Return a whole XHTML document around `body`."""
    style = "front" if kind == "frontmatter" else "body"
    return Xhtml(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}"><head><meta charset="utf-8"/>'
        f'<title>{title}</title><link rel="stylesheet" type="text/css" href="css/book.css"/>'
        f'</head><body epub:type="{kind}" class="{style}">{body}</body></html>'
    )


def document(**fields: Any) -> Document:
    """Return a document of the body, in English."""
    plain: dict[str, Any] = {
        "name": "m-2016-12",
        "role": Role.CHAPTER,
        "title": "December 2016",
        "language": "en",
        "direction": "ltr",
        "side": Side.RECTO,
        "folios": Folios.ARABIC,
    }
    text = fields.pop("text", whole("<p>Words.</p>", "December 2016"))
    return Document(packed=text and packed(text), **(plain | fields))


def front(name: str, role: Role, title: str, body: str, side: Side = Side.RECTO) -> Document:
    """Return a document of the front matter."""
    return document(
        name=name,
        role=role,
        title=title,
        text=whole(body, title, "frontmatter"),
        side=side,
        folios=Folios.ROMAN,
    )


def documents(medium: Medium) -> tuple[Document, ...]:
    """Return a title page, a copyright page, contents (in print), a preface and two months."""
    suffix = ".xhtml" if medium is Medium.EPUB else ""
    names = {
        "december": f"m-2016-12{suffix}" if suffix else "",
        "january": f"m-2017-01{suffix}" if suffix else "",
    }
    contents = document(
        name="contents",
        role=Role.CONTENTS,
        title="Contents",
        text=None,
        folios=Folios.ROMAN,
    )
    return (
        front("titlepage", Role.TITLEPAGE, "A Blog", "<h1>A Blog</h1>"),
        front("copyright", Role.COPYRIGHT, "Copyright", "<p>Copyright</p>", Side.VERSO),
        *((contents,) if medium is Medium.PDF else ()),
        front(
            "preface", Role.PREFACE, "Preface", '<section id="preface"><h1>Preface</h1></section>'
        ),
        document(text=whole(DECEMBER.format_map(names), "December 2016")),
        document(
            name="m-2017-01",
            title="January 2017",
            text=whole(JANUARY.format_map(names), "January 2017"),
        ),
    )


NAVIGATION = (
    Heading(label="Preface", document="preface", anchor="preface", role="preface"),
    Heading(
        label="December 2016",
        document="m-2016-12",
        anchor="",
        role="chapter",
        children=(Heading(label="The Key", document="m-2016-12", anchor="p-one", role="post"),),
    ),
    Heading(
        label="January 2017",
        document="m-2017-01",
        anchor="m-2017-01",
        role="chapter",
        children=(Heading(label="The Second", document="m-2017-01", anchor="p-two", role="post"),),
    ),
)


def rendition(folder: Path, medium: Medium, **fields: Any) -> Rendition:
    """Return a small book for `medium` with its files in `folder`."""
    red = Plate(
        name="pictures/red.png",
        path=png(folder / "red.png"),
        media_type="image/png",
        width=40,
        height=30,
    )
    plain: dict[str, Any] = {
        "medium": medium,
        "title": "A Blog",
        "subtitle": "Days & Nights",
        "authors": ("Ada Example",),
        "language": "en",
        "direction": "ltr",
        "identifier": "6f2c1d0e-7b0a-5a57-9f39-1c2a4d5e6f70",
        "address": "https://blog.example",
        "date": datetime(2017, 1, 7, 9, 30, tzinfo=UTC),
        "trim": "a5",
        "documents": documents(medium),
        "late": ("contents",) if medium is Medium.PDF else (),
        "styles": (Style(name="css/book.css", text=_EPUB if medium is Medium.EPUB else _PRINT),),
        "faces": (),
        "files": (red,),
        "cover": None,
        "navigation": NAVIGATION,
        "described": Described(pictures=2, described=1),
        "strings": {"contents": "Contents"},
    }
    return Rendition(**(plain | fields))


def contents(pages: PageMap, lines: int = 0) -> Document:
    """Return the late contents, `lines` long besides its own."""
    listed = "".join(
        f'<p><a href="#{anchor}">{anchor}</a> = {pages.label(anchor)}</p>'
        for anchor in ("preface", "p-one", "p-two", "n-1")
    )
    more = "".join(f"<p>line {number}</p>" for number in range(lines))
    body = f'<section id="contents"><h1>Contents</h1>{listed}{more}</section>'
    return document(
        name="contents",
        role=Role.CONTENTS,
        title="Contents",
        text=whole(body, "Contents", "frontmatter"),
        folios=Folios.ROMAN,
    )
