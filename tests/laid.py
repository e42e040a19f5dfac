"""One month laid out, in folio if not told otherwise, for tests that judge pages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blog2book import render
from blog2book.events import ignore
from blog2book.model.rendition import Document, Medium, Plate, Rendition
from blog2book.model.xhtml import Xhtml
from blog2book.writers import pdf
from blog2book.writers.pdf.faces import static
from blog2book.writers.pdf.piece import Piece, Press, Start, lay
from blog2book.writers.pdf.trial import Trial, foot, rows
from renditions import png
from samples import Heard, book, chapter, entry, post
from whole import context
from works import named, note, notes, work

SENTENCE = "The man from the committee walked me down to the gate and had nothing to say. "


@dataclass(frozen=True)
class Month:
    """A month that is ready to be laid out."""

    rendition: Rendition
    press: Press
    faces: Mapping[str, Path]

    @property
    def document(self) -> Document:
        """The document of the month."""
        return named(self.rendition, "m-2016-12")

    def first(self) -> Trial:
        """Return the layout before any rule was heard."""
        text = str(self.document.text)
        return Trial(self.press.lay(text), lambda edit: self.press.lay(text, edit=edit))

    def laid(self) -> Piece:
        """Return the layout as it is printed."""
        return lay(self.press, self.document, Start(number=1, right=True))

    def bound(self, path: Path) -> Path:
        """Write a PDF of the month, made anew, and return its path."""
        empty = begun(self.rendition, path.parent, self.faces, cache=path.with_suffix(""))
        layout = pdf.lay_out(empty, [self.document], ignore)
        pdf.bind(layout, path, Heard())
        return path


def month(
    folder: Path,
    *bodies: str,
    pictures: Mapping[str, tuple[int, int]] | None = None,
    called: int = 0,
    title: str = "A title",
    **chosen: Any,
) -> Month:
    """Return a month of posts with these bodies, `pictures` by their address with their px.

    The first `called` links of the first post have notes; `chosen` goes to `works.work`.
    """
    posts = [entry(id=f"p-{number}", post=post(key=str(number), title=title, body=Xhtml(body)))
             for number, body in enumerate(bodies)]  # fmt: skip
    plates = {
        src: Plate(
            name=f"pictures/{number}.png",
            path=png(folder / f"{number}.png", *size),
            media_type="image/png",
            width=size[0],
            height=size[1],
        )
        for number, (src, size) in enumerate((pictures or {}).items())
    }
    cited = notes(*(note([(f"r-{n}", "p-0", n)], number=n + 1, id=f"n-{n}") for n in range(called)))
    made = work(book([chapter(posts)]), plates=plates, ledger=cited, **chosen)
    rendition = render.edition(made, Medium.PDF, ignore)
    faces = static(rendition.faces, context(folder, Heard()))
    return Month(rendition, Press(rendition, faces), faces)


def begun(
    book: Rendition,
    folder: Path,
    faces: Mapping[str, Path] | None = None,
    *,
    cache: Path | None = None,
    jobs: int | None = None,
) -> pdf.Layout:
    """Return an empty layout that keeps its pieces in `cache`, if not told otherwise the tests'."""
    world = replace(context(folder, Heard()), jobs=jobs)
    return pdf.begin(book, faces or {}, replace(world, cache=cache or world.cache))


def figure(src: str, caption: str = "") -> str:
    """Return a picture that stands alone."""
    told = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="picture"><img src="{src}" alt="A square"/>{told}</figure>'


def prose(sentences: int, before: str = "", behind: str = "") -> str:
    """Return a paragraph of so many sentences."""
    return f"<p>{before}{SENTENCE * sentences}{behind}</p>"


def feet(trial: Trial | Piece) -> list[float]:
    """Return how many lines are empty at the foot of each page but the last."""
    return [foot(page) - max(row.bottom for row in rows([page])) for page in list(trial.pages)[:-1]]


def words(trial: Trial | Piece) -> list[str]:
    """Return the text of each page, its lines one after another."""
    return [
        " ".join(
            box.text
            for row in rows([page])
            for box in row.box.descendants()
            if hasattr(box, "text")
        )
        for page in trial.pages
    ]
