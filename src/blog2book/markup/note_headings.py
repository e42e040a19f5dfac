"""The heading of an author's own over footnotes, which goes with them when they become notes."""

import re
from collections.abc import Container

from blog2book.markup.parse import Element, name, remove, text_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = frozenset({"p", *_HEADINGS})
_BLANK = re.compile(r"[\s\u200b]*")
_SAYS = re.compile(
    r"(?:(?:foot|end)?notes?|references?|sources|citations|(?:fuß|fuss|end)noten?|anmerkungen"
    r"|quellen|einzelnachweise|belege|notes (?:de bas de page|de fin)|références|renvois|notas?"
    r"|notas (?:al pie|a pie de página|finales|de rodapé)|referencias|fuentes|referências|fontes"
    r"|note(?: a piè di pagina)?|riferimenti|fonti|(?:voet|eind)?noten|verwijzingen|bronnen"
    r"|(?:fot|fod|slut)?noter|referenser|referencer|referanser|kilder|källor|przypisy|poznámky"
    r"|jegyzetek|lábjegyzetek|dipnotlar|(?:примечания|сноски|источники|ссылки|литература)"
    r"|примітки|脚注|注釈|注記|参考文献|参考资料|注释|註釋|註解|参考|尾注|注|註|각주|주석)"
    r"\s*[:：.]?",
    re.IGNORECASE,
)
"""What such a heading says, and nothing else."""


def clear_above(before: Element | None, targets: Container[str]) -> None:
    """Take out what stood over a list that is gone: its heading, and a rule.

    `before` is what now stands last there; `targets` are the ids to which links lead. A heading
    over anything else stays.
    """
    while before is not None and not _BLANK.sub("", before.tail or ""):
        is_rule = name(before) == "hr" and before.getnext() is None
        if not (is_rule or _is_head(before, targets)):
            return
        gone, before = before, before.getprevious()
        _leave_ids(gone, before)
        remove(gone)


def _leave_ids(gone: Element, before: Element | None) -> None:
    """Leave the ids of what goes, for a link of another post may lead there."""
    for key in [key for one in gone.iter() if (key := one.get("id", ""))]:
        anchor = gone.makeelement("span", {"id": key})
        if before is not None and name(before) in _LINES:
            before.append(anchor)
        else:
            gone.addprevious(anchor)


def _is_head(element: Element, targets: Container[str]) -> bool:
    """Say whether an element is the heading of notes, or a line like one, with nothing under it."""
    if any(one.get("id") in targets for one in element.iter()):
        return False
    level, after = name(element), element.getnext()
    if level != "p" and level not in _HEADINGS:
        return False
    ends = _HEADINGS if level == "p" else _HEADINGS[: _HEADINGS.index(level) + 1]
    is_last = after is None or name(after) in ends
    bare = element.find(".//a") is None and element.find(".//img") is None
    return is_last and bare and _SAYS.fullmatch(text_of(element).strip()) is not None
