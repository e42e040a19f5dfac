"""The package: manifest, spine and metadata, each of them true."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ebooklib import epub

from blog2book import __version__
from blog2book.errors import unwritten
from blog2book.events import Report, StageStarted
from blog2book.model.rendition import Described, Rendition, Role, Written
from blog2book.writers.epub import navigation
from blog2book.writers.epub.container import Packer, Raw
from blog2book.writers.styles import names, placed

_XHTML = "application/xhtml+xml"
_FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
_EMBEDDED = {name: re.compile(rf"<(?:\w+:)?{tag}[\s>/]") for name, tag in
             (("svg", "svg"), ("mathml", "math"))}  # fmt: skip


def write(rendition: Rendition, path: Path, report: Report) -> Written:
    """Write `rendition` as an EPUB 3.3 file to `path`: the same bytes for the same rendition.

    Raises WriteError if the file cannot be written, or a picture or font cannot be read.
    """
    report(StageStarted(stage="writing"))
    book = _book(rendition)
    options = {"mtime": _moment(rendition.date), "raise_exceptions": True}
    try:
        Packer(path, book, options).write()
        size = path.stat().st_size
    except OSError as error:
        raise unwritten(path, error) from error
    return Written(path=path, size=size, pages=0)


def _moment(date: datetime) -> datetime:
    """Return `date` in UTC; one without a zone is taken for UTC."""
    return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)


def _book(rendition: Rendition) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and EbookLib's own name
    book.set_direction(rendition.direction)
    texts = tuple(_texts(rendition))
    for item in (*texts, Raw("toc.ncx", "application/x-dtbncx+xml", b""), *_files(rendition)):
        book.add_item(item)
    book.spine = [*texts]
    _describe(book, rendition, texts)
    identifier = f"urn:uuid:{rendition.identifier}"
    book.get_item_with_id("ncx").content = navigation.ncx(rendition, identifier)
    return book


def _facts(text: str) -> Iterator[str]:
    """Yield the manifest properties of an XHTML text."""
    return (name for name, sign in _EMBEDDED.items() if sign.search(text))


def _texts(rendition: Rendition) -> Iterator[Raw]:
    """Yield all pages in reading order: cover, front matter, contents, the rest."""
    contents = Raw(navigation.NAV, _XHTML, navigation.navigation(rendition), "nav")
    documents = [one for one in rendition.documents if one.packed is not None]
    if rendition.cover and not any(one.role is Role.COVER for one in documents):
        yield Raw(navigation.COVER, _XHTML, navigation.cover(rendition, rendition.cover.name))
    placed_already = False
    for one in documents:
        if not placed_already and not navigation.before_contents(one):
            placed_already = True
            yield contents
        yield Raw(navigation.file_name(one.name), _XHTML, one, *_facts(one.text or ""))
    if not placed_already:
        yield contents


def _files(rendition: Rendition) -> Iterator[Raw]:
    """Yield style sheets, fonts and pictures, each once."""
    known = names(rendition)
    for style in rendition.styles:
        yield Raw(style.name, "text/css", placed(style, known).encode())
    for face in rendition.faces:
        yield Raw(face.name, _FONTS[face.path.suffix.lower()], face.path)
    plates = {plate.name: plate for plate in rendition.files}
    if rendition.cover:
        plates[rendition.cover.name] = rendition.cover
    for plate in plates.values():
        facts = ("cover-image",) if plate == rendition.cover else ()
        yield Raw(plate.name, plate.media_type, plate.path, *facts)


def _describe(book: epub.EpubBook, rendition: Rendition, texts: tuple[Raw, ...]) -> None:
    """Set what is said about the book: who, what, when, and how accessible it is."""
    book.set_identifier(f"urn:uuid:{rendition.identifier}")
    whole = ": ".join(filter(None, (rendition.title, rendition.subtitle)))
    book.set_title(whole)
    book.set_language(rendition.language)
    for number, name in enumerate(rendition.authors, start=1):
        mark = "creator" if number == 1 else f"creator-{number}"
        book.add_metadata("DC", "creator", name, {"id": mark})
        book.add_metadata(
            None,
            "meta",
            "aut",
            {"refines": f"#{mark}", "property": "role", "scheme": "marc:relators"},
        )
    book.add_metadata("DC", "date", _moment(rendition.date).strftime("%Y-%m-%d"))
    if rendition.address:
        book.add_metadata("DC", "source", rendition.address)
    made_by = {"name": "generator", "content": f"blog2book {__version__}"}
    book.add_metadata("OPF", "meta", "", made_by)
    if rendition.cover:
        cover = next(item for item in book.items if "cover-image" in item.properties)
        book.add_metadata("OPF", "meta", "", {"name": "cover", "content": cover.id})
    for term, value in _accessibility(rendition.described, texts):
        book.add_metadata(None, "meta", value, {"property": f"schema:{term}"})


def _accessibility(described: Described, texts: tuple[Raw, ...]) -> Iterator[tuple[str, str]]:
    """Yield terms of EPUB Accessibility 1.1 and their values: only what is so, and no claim."""
    all_described = described.described == described.pictures
    yield "accessMode", "textual"
    if described.pictures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual" if all_described else "textual,visual"
    yield from (
        ("accessibilityFeature", feature)
        for feature in (
            "tableOfContents",
            "readingOrder",
            "structuralNavigation",
            "displayTransformability",
        )
    )
    if described.pictures and all_described:
        yield "accessibilityFeature", "alternativeText"
    if any("mathml" in item.properties for item in texts):
        yield "accessibilityFeature", "MathML"
    yield "accessibilityHazard", "none"  # pictures are stills, and nothing makes a sound
    pictures = (
        f"{described.described} of {described.pictures} pictures have a description."
        if described.pictures
        else "The book has no pictures besides its cover."
    )
    yield (
        "accessibilitySummary",
        (f"The text is in reading order, with headings and a table of contents. {pictures}"),
    )
