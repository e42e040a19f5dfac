"""Which quotation marks belong together, once it is known what each could be."""

from collections.abc import Sequence
from enum import Enum


class Kind(Enum):
    """What a mark could be by the signs beside it.

    DOUBT closes, or is another sign that looks like it (6" or a farmers' market). EITHER stands
    between spaces where a language has spaces inside its marks. NEITHER is what nobody can tell.
    """

    OPENS = "opens"
    CLOSES = "closes"
    DOUBT = "doubt"
    EITHER = "either"
    NEITHER = "neither"


class Role(Enum):
    """What a mark is. OTHER is the other sign of a doubt."""

    OPENING = "opening"
    CLOSING = "closing"
    OTHER = "other"
    UNDECIDED = "undecided"


def pair(kinds: Sequence[Kind]) -> list[Role]:
    """Return the role of each mark of one block.

    A mark that nobody can tell ends what is open before it. Doubts are settled by counting: where
    enough sure marks follow to close what is open, a doubtful one does not close; where all are
    needed, all close; else the quotation stays undecided. The result for a text whose decided
    marks are set is the same again.
    """
    kinds = _settled(kinds)
    roles = [Role.UNDECIDED] * len(kinds)
    ahead = _closers_ahead(kinds)
    stack: list[int] = []
    lost = False
    for index, kind in enumerate(kinds):
        if kind is Kind.OPENS:
            stack.append(index)
            lost = False
        elif kind is Kind.NEITHER:
            stack.clear()
            lost = False
        elif not lost:
            sure, doubtful = ahead[index]
            if kind is Kind.DOUBT and sure >= len(stack):
                roles[index] = Role.OTHER
            elif kind is Kind.DOUBT and sure + doubtful > len(stack):
                stack.clear()
                lost = True
            elif stack:
                roles[stack.pop()] = Role.OPENING
                roles[index] = Role.CLOSING
    return roles


def _settled(kinds: Sequence[Kind]) -> list[Kind]:
    """Return the kinds with each EITHER settled by what is open before it.

    Beside doubts nothing is certain enough for that.
    """
    if Kind.EITHER not in kinds:
        return list(kinds)
    if Kind.DOUBT in kinds:
        unsure = {Kind.EITHER, Kind.DOUBT}
        return [Kind.NEITHER if kind in unsure else kind for kind in kinds]
    settled: list[Kind] = []
    depth = 0
    for kind in kinds:
        if kind is Kind.EITHER:
            settled.append(Kind.CLOSES if depth else Kind.OPENS)
        else:
            settled.append(kind)
        depth = {
            Kind.OPENS: depth + 1,
            Kind.CLOSES: max(depth - 1, 0),
            Kind.NEITHER: 0,
        }[settled[-1]]
    return settled


def _closers_ahead(kinds: Sequence[Kind]) -> list[tuple[int, int]]:
    """Return how many sure and doubtful closing marks stand from each on, up to the next other."""
    ahead: list[tuple[int, int]] = []
    sure = doubtful = 0
    for kind in reversed(kinds):
        if kind is Kind.CLOSES:
            sure += 1
        elif kind is Kind.DOUBT:
            doubtful += 1
        else:
            sure = doubtful = 0
        ahead.append((sure, doubtful))
    return ahead[::-1]
