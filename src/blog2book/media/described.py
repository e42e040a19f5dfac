"""How many of a book's pictures nobody can hear described."""

from blog2book.events import Notice, Report, Severity
from blog2book.markup.pictures import undescribed
from blog2book.model.book import Book, Picture


def tell_undescribed(book: Book, report: Report) -> None:
    """Report a Notice "pictures-undescribed" where pictures have no words for those who listen.

    They are read out as a plain word ("Picture"): an empty text would make the PDF inaccessible
    (PDF/UA-1, 7.3), and no program knows what they show.
    """
    places = [
        entry.where
        for entry in book.entries
        for _, body in entry.texts
        if "<img" in body
        for src in undescribed(body)
        if isinstance(book.pictures.get(src), Picture)
    ]
    if places:
        pictures = "1 picture has" if len(places) == 1 else f"{len(places):,} pictures have"
        report(
            Notice(
                code="pictures-undescribed",
                message=f"{pictures} neither a caption nor a description; who cannot see hears "
                "only that there is one.",
                where=f"the first: {places[0]}" if len(places) > 1 else places[0],
                severity=Severity.INFO,
            )
        )
