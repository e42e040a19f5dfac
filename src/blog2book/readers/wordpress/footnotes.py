"""Footnotes: WordPress's own, and those of plug-ins, as an ordered list that calls lead to."""

import json
import re
from collections.abc import Iterable

NAMES = frozenset({"footnote", "ref", "fn", "efn_note", "mfn", "modern_footnote"})
"""Shortcodes around a footnote: Footnotes Made Easy and others, Simple Footnotes, Easy Footnotes,
Modern Footnotes, Pressbooks."""

_BLOCK = re.compile(r"<!--\s+wp:(?:core/)?footnotes\b[^<>]*-->")
_START = re.compile(r"footnote(x*)-")


class Footnotes:
    """Gathers the footnotes that stand inside a text. Their ids are like none in `html`."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._start = ""
        self._notes: list[tuple[str, str]] = []

    def call(self, text: str) -> str:
        """Keep a footnote (HTML), and return the call that leads to it."""
        if not self._start:
            longest = max((len(one) for one in _START.findall(self._html)), default=-1)
            self._start = f"footnote{'x' * (longest + 1)}-"
        number = len(self._notes) + 1
        self._notes.append((f"{self._start}{number}", text))
        return (
            f'<sup><a id="{self._start}{number}-link" href="#{self._start}{number}">'
            f"{number}</a></sup>"
        )

    def finish(self, html: str) -> str:
        """Return a text with its footnotes at the end, and a comma between calls side by side."""
        if not self._notes:
            return html
        call = f'<sup><a id="{self._start}'
        parted = html.replace(f"</sup>{call}", f"</sup><sup>,</sup>{call}")
        return f"{parted}\n\n{_section(self._notes, parted)}"


def with_kept(html: str, kept: str) -> str:
    """Put a post's footnotes where its footnotes block stands, else at its end.

    WordPress keeps their texts apart, as JSON; the calls in the body name them by id.
    """
    try:
        notes = json.loads(kept) if kept else []
    except (ValueError, RecursionError):
        notes = []
    if not isinstance(notes, list):
        return html
    listed = [
        (note["id"], note["content"])
        for note in notes
        if isinstance(note, dict)
        and isinstance(note.get("content"), str)
        and re.fullmatch(r"[\w-]+", str(note.get("id", "")))
    ]
    if not listed:
        return html
    section = _section(listed, html)
    found = _BLOCK.search(html)
    if found is None:
        return f"{html}\n\n{section}"
    return f"{html[: found.start()]}{section}{html[found.end() :]}"


def _section(notes: Iterable[tuple[str, str]], html: str) -> str:
    """Return footnotes (id and HTML) as a list; each leads back to its call, if `html` has it.

    An arrow up: of the signs in use for that it is the one that book faces have.
    """
    called = set(re.findall(r'\bid="([\w-]+)-link"', html))
    items = (
        f'<li id="{name}">{_paragraphs(text)}'
        + (f' <a href="#{name}-link">↑</a></li>' if name in called else "</li>")
        for name, text in notes
    )
    return f'<div class="footnotes"><ol>{"".join(items)}</ol></div>'


def _paragraphs(text: str) -> str:
    """Return a footnote with paragraphs where it has blank lines, which lists do not heed."""
    return "<p>".join(re.split(r"\n[ \t\r]*\n", text.strip()))
