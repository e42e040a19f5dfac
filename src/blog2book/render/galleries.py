"""Galleries on paper: rows of pictures, in each row all of one height."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from blog2book.markup.pictures import Shown
from blog2book.model.rendition import Measure, Plate
from blog2book.render.context import FigureView
from blog2book.render.figures import FINEST, WHITE, Figures, box_of

_GAP = 6
"""pt between two pictures of a row."""

_HIGH, _LOW = 9, 5
"""Lines that a row of pictures should be high; one of a gallery of many pictures."""

_MANY = 12
"""A gallery of more pictures is a contact sheet."""

_FEWEST, _MOST = 2, 4
"""Pictures of a row."""

_TALLEST = 13
"""Lines of a row at most."""


def rows(
    pictures: Sequence[Shown], plates: Mapping[str, Plate], measure: Measure, figures: Figures
) -> tuple[tuple[FigureView, ...], ...]:
    """Return the pictures of a gallery in rows, with the sizes at which they are printed.

    Lost ones have no place in them. Nothing where too few are left.
    """
    shown = [one for one in pictures if one.src in plates]
    known = [plates[one.src] for one in shown]
    if len(known) < _FEWEST:
        return ()
    views = [figures.view(one, many=True) for one in shown]
    made = []
    for start, end in _parted(known, measure):
        height = _height(known[start:end], measure)
        boxes = [box_of(plate, height, measure.leading) for plate in known[start:end]]
        made.append(
            tuple(
                replace(view, printed_width=box.width, lines=box.lines, above=box.above)
                for view, box in zip(views[start:end], boxes, strict=True)
            )
        )
    return tuple(made)


def _height(row: Sequence[Plate], measure: Measure) -> float:
    """Return how high the pictures of a row are, in pt: they fill the measure, if they can."""
    room = measure.width - _GAP * (len(row) - 1)
    fills = room / sum(one.width / one.height for one in row)
    finest = min(one.height for one in row) * FINEST
    return min(fills, finest, _TALLEST * measure.leading - WHITE)


def _parted(plates: Sequence[Plate], measure: Measure) -> Sequence[tuple[int, int]]:
    """Return where each row begins and ends, so that rows are as high as they should be.

    The best way to part the first pictures is found from the best ways to part fewer of them.
    """
    wanted = (_LOW if len(plates) > _MANY else _HIGH) * measure.leading
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0, ())]
    for end in range(1, len(plates) + 1):
        ways = [(math.inf, best[-1][1])]
        for start in range(max(0, end - _MOST), max(0, end - _FEWEST) + 1):
            cost, before = best[start]
            height = _height(plates[start:end], measure)
            if math.isfinite(cost):
                ways.append((cost + (height - wanted) ** 2, (*before, (start, end))))
        best.append(min(ways, key=lambda way: way[0]) if end >= _FEWEST else ways[0])
    return best[-1][1]
