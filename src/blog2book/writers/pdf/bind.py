"""Binding: all pieces become one PDF/UA-1 and PDF/A-2a file with bookmarks, labels and metadata."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from importlib.resources import files
from pathlib import Path
from typing import Any

import weasyprint
from pikepdf import Array, Dictionary, Name, Pdf, String
from weasyprint.document import DocumentMetadata

from blog2book import __version__
from blog2book.errors import ThemeError, unwritten
from blog2book.events import Notice, Report, StageStarted
from blog2book.model.rendition import Heading, Rendition, Written
from blog2book.writers.pdf import folios
from blog2book.writers.pdf.bookmarks import add_bookmarks
from blog2book.writers.pdf.desk import Made
from blog2book.writers.pdf.join import Joiner
from blog2book.writers.pdf.layout import Layout
from blog2book.writers.pdf.saving import save

_CLAIMS = b"""<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""PDF/A-2a, and the description that PDF/A wants of the words in which PDF/UA is claimed."""


def bind(layout: Layout, path: Path, report: Report) -> Written:
    """Write the laid-out book to `path`: the same bytes for the same layout.

    Links to ids that stand on no page are unlinked, each with a Notice "link-lost". Raises
    WriteError if the file cannot be written.
    """
    report(StageStarted(stage="writing"))
    _tell_lost(layout, report)
    wanted = list(folios.stamps(layout.sheets))
    sheets = _sheets(wanted, layout)
    layout.desk.rest()  # joining wants memory
    book = Joiner(layout.desk.font)
    _add_pages(book, layout)
    _fill_slots(book, layout)
    _print_folios(book, wanted, sheets)
    book.unlink(layout.lost)
    book.finish()
    _add_bookmarks(book, layout)
    _describe(book.pdf, layout)
    try:
        save(book.pdf, path)
        size = path.stat().st_size
    except OSError as error:
        raise unwritten(path, error) from error
    return Written(path=path, size=size, pages=layout.sheets.count)


def _add_pages(book: Joiner, layout: Layout) -> None:
    """Add all pieces, and blank pages up to where each begins and to the end."""
    for index, piece in layout.sheets.pieces:
        own = piece.document.language
        language = "" if own == layout.rendition.language else own
        book.add(piece.made.path, piece.made.docket, language, at=index)
    book.add_blanks(layout.sheets.count)


def _tell_lost(layout: Layout, report: Report) -> None:
    """Tell of links that lead nowhere: to a lost id, or to a file that a PDF does not have."""
    lost = layout.lost
    dead: list[tuple[str, str]] = []
    for _, piece in layout.sheets.pieces:
        docket = piece.made.docket
        targets = [f"#{one}" for one in docket.targets if one in lost]
        dead += [(piece.document.title, one) for one in (*targets, *docket.dead)]
    linked = {target for _, target in dead}
    dead += [("bookmarks", f"#{one}") for one in sorted(lost) if f"#{one}" not in linked]
    for where, target in dead:
        report(
            Notice(
                code="link-lost",
                message=f"A link leads nowhere: {target}",
                where=where,
                hint="This is a fault of the theme or of blog2book.",
            )
        )


def _fill_slots(book: Joiner, layout: Layout) -> None:
    pages = layout.pages
    for index, piece in layout.sheets.pieces:
        for slot in piece.made.docket.slots:
            label = pages.label(slot.target)
            if label != slot.room:
                book.fill(index + slot.page, slot.mark, label)


def _sheets(wanted: Sequence[folios.Stamp], layout: Layout) -> Mapping[folios.Sheet, Made]:
    """Return the sheets from which folios are printed."""
    sheets = list(dict.fromkeys(stamp.sheet for stamp in wanted))
    orders = [folios.order(sheet, layout.rendition) for sheet in sheets]
    return dict(zip(sheets, layout.desk.made(orders, lambda: None), strict=True))


def _print_folios(
    book: Joiner, wanted: Sequence[folios.Stamp], sheets: Mapping[folios.Sheet, Made]
) -> None:
    for stamp in wanted:
        sheet = sheets[stamp.sheet]
        if sheet.pages != stamp.sheet.numbers:
            raise ThemeError(
                "The theme's pages cannot be numbered: an empty block does not take one page.",
                hint="Look for rules that hide or move every element of a name, such as i",
            )
        book.print_folio(stamp.page, sheet.path, sheet.docket, stamp.place)


def _add_bookmarks(book: Joiner, layout: Layout) -> None:
    known = {piece.document.name for _, piece in layout.sheets.pieces}

    def place(heading: Heading) -> Any:  # noqa: ANN401 - pikepdf's
        for name in (heading.anchor, heading.document if heading.document in known else ""):
            found = book.place_of(name) if name else None
            if found is not None:
                return found
        return None

    add_bookmarks(book.pdf, layout.rendition.navigation, place)


def _describe(pdf: Pdf, layout: Layout) -> None:
    """Write down what the book is, how its pages are numbered, and how it is shown."""
    rendition, root = layout.rendition, pdf.Root
    root.Lang = String(rendition.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if rendition.direction == "rtl":
        root.ViewerPreferences.Direction = Name.R2L
    front, ranges = layout.sheets.front, []
    if front:
        ranges += [0, Dictionary(S=Name.r)]
    if front < layout.sheets.count:
        ranges += [front, Dictionary(S=Name.D)]
    root.PageLabels = Dictionary(Nums=Array(ranges))
    profile = pdf.make_stream((files(weasyprint) / "pdf" / "sRGB2014.icc").read_bytes(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB2014"),
        Info=String("sRGB2014"),
        DestOutputProfile=profile,
    )
    root.OutputIntents = Array([intent])
    _add_metadata(pdf, rendition)
    name = String(rendition.identifier)
    pdf.trailer.ID = Array([name, name])


def _add_metadata(pdf: Pdf, rendition: Rendition) -> None:
    date = rendition.date
    moment = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    said = DocumentMetadata(
        title=": ".join(filter(None, (rendition.title, rendition.subtitle))),
        authors=list(rendition.authors),
        generator=f"blog2book {__version__}",
        created=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        modified=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    stamp = String(moment.strftime("D:%Y%m%d%H%M%SZ"))
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Producer=String(f"WeasyPrint {weasyprint.__version__}"),
            Title=String(said.title),
            Creator=String(said.generator),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
    if rendition.authors:
        pdf.docinfo.Author = String(", ".join(rendition.authors))
    words = said.generate_rdf_metadata("ua", 1, None).replace(
        b"</rdf:RDF>", _CLAIMS + b"</rdf:RDF>"
    )
    packet = pdf.make_stream(
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n' + words + b'\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
