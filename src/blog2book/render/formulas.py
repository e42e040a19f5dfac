"""Formulas: MathML on a screen, drawings on paper."""

from collections.abc import Callable

from blog2book.markup import mathematics
from blog2book.model.rendition import Formula, Plate
from blog2book.model.xhtml import Xhtml


class Formulas:
    """Draws the formulas of a rendition, each once, and keeps the files of the drawings."""

    def __init__(self, draw: Callable[[str, str], Formula | None] | None) -> None:
        self._draw = draw
        self._made: dict[str, Formula | None] = {}
        self.files: dict[str, Plate] = {}

    def drawn(self, body: Xhtml, where: str) -> Xhtml:
        """Return a body as the medium wants its formulas; `where` names the post."""
        draw = self._draw
        if draw is None:
            return body

        def change(formula: Xhtml) -> Formula | None:
            if formula not in self._made:
                self._made[formula] = draw(formula, where)
            made = self._made[formula]
            if made:
                self.files[made.plate.name] = made.plate
            return made

        return mathematics.drawn(body, change)
