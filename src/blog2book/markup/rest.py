"""reStructuredText made HTML by docutils, which reads no file and no clock on the way."""

import re
from collections import Counter
from collections.abc import Mapping
from html import escape
from textwrap import dedent
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree, publish_from_doctree
from docutils.writers.html5_polyglot import HTMLTranslator, Writer

from blog2book.markup.formulas import formula
from blog2book.markup.paragraphs import from_text
from blog2book.markup.services import SHOWN, shown

_SETTINGS: Mapping[str, Any] = {
    "_disable_config": True,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "embed_stylesheet": False,
    "file_insertion_enabled": False,
    "halt_level": 6,
    "initial_header_level": 2,
    "input_encoding": "unicode",
    "line_length_limit": 1_000_000,
    "output_encoding": "unicode",
    "raw_enabled": True,  # what it lets through is cleaned like any other HTML
    "report_level": 6,
    "stylesheet_path": "",
    "syntax_highlight": "none",
}
_MOST_MARKS = 3000
_CLOCK = re.compile(r"^(\.\. \|[^|\n]{1,99}\|[ \t]+)date::.*$", re.MULTILINE)
_UNKNOWN = re.compile(r'Unknown directive type "([^"]{1,60})"')
_FILES = re.compile(r'"([^"]{1,60})" directive disabled')
_READ_FILES = frozenset({"include", "raw", "csv-table"})
_ROLE = re.compile(r":[\w:.+-]{1,60}:`([^`]*)`|`([^`]*)`:[\w:.+-]{1,60}:")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|]*\|[ \t]+)?([\w:.+-]+)::[ \t]*(.*)")
_OPTION = re.compile(r"\s*:(?:caption:(?=\s)(.*)|[\w-]+:(?:\s|$))")
_CODES = frozenset({"code", "code-block", "sourcecode"})
_CODE = re.compile(r'<pre class="code ([\w+#.-]{1,40}) literal-block"><code>')


def to_html(text: str) -> tuple[str, Mapping[str, int]]:
    """Return the HTML of a text in reStructuredText, not yet clean, and its unknown directives.

    Of an unknown directive the text is kept. What docutils cannot read at all becomes paragraphs.
    """
    unknown: Counter[str] = Counter()
    if _is_too_much(text):
        return from_text(text), {}
    try:
        document = publish_doctree(
            _CLOCK.sub(r"\1unicode:: 0x20", text), settings_overrides=dict(_SETTINGS)
        )
        _mend(document, unknown)
        writer = Writer()
        writer.translator_class = _Translator
        publish_from_doctree(document, writer=writer, settings_overrides=dict(_SETTINGS))
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError, AssertionError):
        # docutils tells of such things by exceptions of many kinds, none of its own
        return from_text(text), {}
    html = str(writer.parts["fragment"])
    return _CODE.sub(r'<pre><code class="language-\1">', html), unknown


def _is_too_much(text: str) -> bool:
    """Say whether docutils would take minutes: the square of the marks in one block."""
    blocks = re.split(r"\n[ \t]*\n", text)
    marks = max(sum(map(block.count, "`*_|")) for block in blocks)
    return marks > _MOST_MARKS or text.count(".. ") > _MOST_MARKS


def _mend(document: nodes.document, unknown: Counter[str]) -> None:
    """Put the text of unknown directives and roles in the place of docutils' complaints."""
    for message in list(document.findall(nodes.system_message)):
        found = _UNKNOWN.search(message.astext()) or _FILES.search(message.astext())
        if found and found[1] not in SHOWN:
            unknown[found[1]] += 1
        blocks = [one.astext() for one in message.children if isinstance(one, nodes.literal_block)]
        kept = [part for block in blocks for part in _content(block)]
        if message.parent is not None:
            message.parent.replace(message, kept)
    for problem in list(document.findall(nodes.problematic)):
        text = problem.astext()
        role = _ROLE.fullmatch(text)
        problem.parent.replace(problem, nodes.Text((role[1] or role[2] or "") if role else text))


def _content(block: str) -> list[nodes.Node]:
    """Return what a directive that nobody knows shows: its words, or a link to its film."""
    first, _end, rest = block.partition("\n")
    found = _DIRECTIVE.match(first)
    if found is None:
        return [nodes.paragraph("", block)]
    argument = "" if found[1] in _READ_FILES else found[2].strip()
    if address := shown(found[1], argument):
        link = f'<figure class="embed"><p><a href="{address}">{address}</a></p></figure>'
        return [nodes.raw("", link, format="html")]
    lines = dedent(rest).strip("\n").split("\n")
    caption = ""
    while lines and (option := _OPTION.match(lines[0])):
        caption = caption or (option[1] or "").strip()
        lines.pop(0)
    words = "\n".join(lines)
    if found[1] in _CODES:  # of an option that docutils does not know
        said: list[nodes.Node] = [nodes.paragraph("", caption)] if caption else []
        code = words.strip("\n")
        return [*said, nodes.literal_block("", code, classes=["code", *argument.split()])]
    return [nodes.paragraph("", text) for text in (argument, caption, words.strip()) if text]


class _Translator(HTMLTranslator):
    """Writes footnotes and formulas as the rest of the house has them."""

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Begin a footnote, and their list at the first of a row."""
        before = node.previous_sibling() if node.parent.index(node) else None
        if not isinstance(before, nodes.footnote):
            self.body.append('<div class="footnotes"><ol>\n')
        self.body.append(f'<li id="{node["ids"][0]}">')

    def depart_footnote(self, node: nodes.footnote) -> None:
        """End a footnote with a way back."""
        if back := node.get("backrefs"):
            end = ""
            while self.body[-1].strip() in {"", "</p>"}:
                end = self.body.pop() + end
            self.body.append(f' <a href="#{back[0]}">↑</a>{end}')
        self.body.append("</li>\n")
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.footnote):
            self.body.append("</ol></div>\n")

    def visit_label(self, node: nodes.label) -> None:
        """Leave the number of a footnote to its list; a citation keeps its name."""
        if isinstance(node.parent, nodes.footnote):
            raise nodes.SkipNode
        super().visit_label(node)

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write the call of a footnote."""
        target = node.get("refid", "")
        own = node["ids"][0] if node["ids"] else ""
        called = escape(node.astext(), quote=False)
        self.body.append(f'<sup><a id="{own}" href="#{target}">{called}</a></sup>')
        raise nodes.SkipNode

    def visit_math(self, node: nodes.math) -> None:
        """Write a formula in a line."""
        self.body.append(formula(node.astext(), display=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        """Write a formula with lines of its own."""
        self.body.append(f"<p>{formula(node.astext(), display=True)}</p>\n")
        raise nodes.SkipNode
