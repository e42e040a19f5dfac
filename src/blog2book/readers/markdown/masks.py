"""Code put aside while tags are read, so that what is shown as code is never taken for a tag."""

import re
from collections.abc import Callable

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters (Unicode, section 23.7): no text holds them, and markup would drop them."""
_MASK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_STRAY = re.compile(f"[{_OPEN}{_CLOSE}]")
_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})(.*)$")
_TICKS = re.compile(r"`+")
_INDENTED = re.compile(r"(?: {4}|\t)")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_DEEPEST = 8


class Masks:
    """Pieces of one text that were put aside, each with a sign in its place."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def clear(self, text: str) -> str:
        """Return a text without signs that are taken for this class's own."""
        return _STRAY.sub("", text)

    def put(self, piece: str) -> str:
        """Put a piece aside, and return its sign."""
        self._pieces.append(piece)
        return f"{_OPEN}{len(self._pieces) - 1}{_CLOSE}"

    def back(self, text: str) -> str:
        """Return a text with all its pieces in their places, and the pieces in those."""
        for _layer in range(_DEEPEST):
            if _OPEN not in text:
                break
            text = _MASK.sub(lambda found: self._pieces[int(found[1])], text)
        return text

    def code(self, text: str) -> str:
        """Put fences, indented code and code spans aside."""
        done: list[str] = []
        plain: list[str] = []
        fence: list[str] = []
        closing = ""
        for line in text.split("\n"):
            if closing:
                fence.append(line)
                if line.strip(" \t>").startswith(closing) and not line.strip(" \t>" + closing[0]):
                    done.append(self.put("\n".join(fence)))
                    closing = ""
                continue
            found = _FENCE.match(line)
            if found and not (found[1][0] == "`" and "`" in found[2]):
                done.extend(self._spans(plain))
                plain.clear()
                fence, closing = [line], found[1]
            else:
                plain.append(line)
        if closing:
            done.append(self.put("\n".join(fence)))
        done.extend(self._spans(plain))
        return "\n".join(done)

    def _spans(self, lines: list[str]) -> list[str]:
        """Return lines that stand between fences with their code put aside."""
        if not any("`" in line or line[:1] in {" ", "\t"} for line in lines):
            return lines
        kept: list[str] = []
        blank = listed = False
        for place, line in enumerate(lines):
            listed = bool(_LIST.match(line)) or (listed and (not line.strip() or line[:1] in " \t"))
            in_code = (blank or not place) and not listed and _INDENTED.match(line)
            kept.append(self.put(line) if in_code and line.strip() else line)
            blank = not line.strip() or bool(in_code)
        return _by_paragraph("\n".join(kept), self._ticked).split("\n")

    def _ticked(self, text: str) -> str:
        """Return a paragraph with its code spans put aside."""
        runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
        places: dict[int, list[int]] = {}
        for number, (start, end) in enumerate(runs):
            places.setdefault(end - start, []).append(number)
        for numbers in places.values():
            numbers.reverse()
        parts: list[str] = []
        last = number = 0
        while number < len(runs):
            start, end = runs[number]
            same = places[end - start]
            while same and same[-1] <= number:
                same.pop()
            if same:
                until = runs[same[-1]][1]
                parts += [text[last:start], self.put(text[start:until])]
                last, number = until, same[-1]
            number += 1
        return "".join((*parts, text[last:]))


def _by_paragraph(text: str, change: Callable[[str], str]) -> str:
    """Return a text with each of its paragraphs changed: a code span never leaves one."""
    parts = re.split(r"(\n[ \t]*\n)", text)
    return "".join(change(one) if "`" in one else one for one in parts)
