"""Markdown as bloggers write it, made HTML.

CommonMark with what GitHub, kramdown, Goldmark and Obsidian add: tables, footnotes, lists of terms,
bare addresses as links, formulas, ids of headings; attributes and tables of contents go.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from blog2book.markup.formulas import formulas_plugin
from blog2book.markup.kramdown import abbreviations, settled

_DEEPEST = 40
"""Quotations and lists within each other; what lies deeper is text.

Brackets may lie a little deeper: what many that are open cost grows with it.
"""
_VALUE = r"(?:\"[^\"{}\n]{0,300}+\"|'[^'{}\n]{0,300}+'|[^\s{}\"']{1,200}+)"
_ONE = rf"(?:[.#][^\s{{}}]{{1,200}}+|[\w:-]{{1,100}}+={_VALUE})"
_LISTED = rf"[ \t]*+(?:{_ONE}[ \t]*+){{0,20}}+"
"""Classes, ids, and names with their values."""
_EXTENSION = r"\{:[:/][^{}\n]{0,500}\}"
_ATTRIBUTES = re.compile(rf"[ \t]?\{{:{_LISTED}\}}|{_EXTENSION}")
"""What kramdown takes out of a line; what else stands in such braces is the writer's."""
_ONLY_ATTRIBUTES = re.compile(
    rf"(?:(?:\{{:[ \t]*+(?:[\w-]{{1,100}}+:?)?{_LISTED}\}}|{_EXTENSION})\s*+)++"
    r"|\{[.#][\w .#=\"'-]{1,200}\}"
)
"""The same in a line of its own, where it may also be the name of such a list."""
_HEADING_ID = re.compile(r"[ \t]*\{:?[ \t]*#([\w:.-]{1,200})[^{}]{0,200}\}[ \t]*$")
_HEADING_CLASS = re.compile(r"[ \t]*\{:?[ \t]*\.[\w .#-]{1,200}\}[ \t]*$")
_CONTENTS = re.compile(
    r"\[\[?_?toc_?\]?\]|\$\{toc\}|\{\{toc\}\}|@\[toc\](?:\(.*\))?", re.IGNORECASE
)
_CONTENTS_LIST = re.compile(r"\{:\s?toc\b[^{}]*\}")
_CALLOUT = re.compile(r"\[!([\w-]{1,40})\][+-]?[ \t]*")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")
_IDEOGRAPH = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_HOST = r"[a-zA-Z0-9_\u00a1-\u02ff-]+"
_NAMES_NOTE = re.compile(r"#(?:user-content-)?(fn|fnref)[:-]([^\s:]{1,200})")
"""A link to a footnote or to its call, by what kramdown, Goldmark or GitHub make of its name."""
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9_@/.:-])(?:https?://|www\.){_HOST}(?:\.{_HOST})*(?::\d+)?"
    r"(?:[/?#][^\s<>\"“”„\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*)?",
    re.IGNORECASE,
)
"""Chinese and Japanese write no blank behind an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is wrong in a text: formulas that cannot be read, as TeX, and names of footnotes.

    Such a name is there once for each footnote that is called and not the first of that name.
    """

    formulas: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)


def to_html(
    text: str,
    *,
    breaks: bool = False,
    dollars: bool = False,
    backslashes: bool = False,
    math_in_code: bool = False,
    attributes: bool = True,
    faults: Faults | None = None,
) -> str:
    """Return the HTML of a Markdown text, not yet clean.

    With `breaks`, a line end is a `<br>`; without `attributes`, kramdown's within a line are text.
    `$$…$$` is always a formula; for the other switches see `formulas.formulas_plugin`. What is
    wrong in the text is added to `faults`.
    """
    parser = _parser(
        breaks=breaks, dollars=dollars, backslashes=backslashes, math_in_code=math_in_code
    )
    text, short = settled(text)
    faults = faults or Faults()
    env = {
        "abbreviations": short,
        "attributes": attributes,
        "unread": faults.formulas,
        "repeated": faults.footnotes,
    }
    html: str = parser.render(text, env)
    return html


@lru_cache(maxsize=8)
def _parser(*, breaks: bool, dollars: bool, backslashes: bool, math_in_code: bool) -> MarkdownIt:
    """Return the parser: raw HTML stays, as Markdown says."""
    parser = MarkdownIt(
        "commonmark", {"breaks": breaks, "html": True, "maxNesting": _DEEPEST + 5}
    ).enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "too deep", _too_deep)
    parser.use(footnote_plugin, inline=True, move_to_end=True).use(deflist_plugin)
    parser.use(formulas_plugin, dollars=dollars, backslashes=backslashes, in_code=math_in_code)
    parser.inline.ruler.before("emphasis", "stars between ideographs", _stars)
    parser.core.ruler.before("inline", "extras", _extras)
    parser.core.ruler.before("footnote_tail", "uncalled notes", _uncalled)
    parser.core.ruler.push("links to notes", _links_to_notes)
    parser.core.ruler.push("addresses", _addresses)
    parser.core.ruler.push("attributes", _attributes)
    parser.core.ruler.push("heading ids", _heading_ids)
    parser.core.ruler.push("abbreviations", abbreviations)
    for name, rule in _FOOTNOTES.items():
        parser.add_render_rule(name, rule)
    return parser


# Blocks


def _extras(state: StateCore) -> None:
    """Take out what only a site's own machinery reads, before lines are looked into."""
    tokens = state.tokens
    dropped: set[int] = set()
    lists: list[int] = []
    for place, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(place)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            opening = lists.pop()
            if opening in dropped:
                dropped.update(range(opening, place + 1))
        elif token.type == "inline" and lists and _CONTENTS_LIST.search(token.content):
            dropped.add(lists[-1])
        elif token.type == "inline" and _is_read(tokens, place):
            dropped.update((place - 1, place, place + 1))
    state.tokens = [token for place, token in enumerate(tokens) if place not in dropped]


def _is_read(tokens: Sequence[Token], place: int) -> bool:
    """Settle a line's own marks; say whether it holds nothing but what machinery reads."""
    before, token = tokens[place - 1].type, tokens[place]
    if before == "heading_open":
        _own_id(tokens[place - 1], token)
    if before != "paragraph_open":
        return False
    text = token.content.strip()
    token.content = _marked(tokens, place)
    return bool(_ONLY_ATTRIBUTES.fullmatch(text) or _CONTENTS.fullmatch(text))


def _marked(tokens: Sequence[Token], place: int) -> str:
    """Return a paragraph's text with the marks of a task or of a callout as signs."""
    text = tokens[place].content
    around = tokens[place - 2].type if place > 1 else ""
    if around == "list_item_open" and (task := _TASK.match(text)):
        return ("☐" if task[1] == " " else "☑") + text[task.end() :]
    if around == "blockquote_open" and (callout := _CALLOUT.match(text)):
        title, _end, rest = text[callout.end() :].partition("\n")
        title = title.strip() or callout[1].replace("-", " ").capitalize()
        return f"**{title}**" + (f"<br>\n{rest}" if rest.strip() else "")
    return text


def _own_id(heading: Token, inline: Token) -> None:
    """Give a heading the id that is written behind it."""
    if found := _HEADING_ID.search(inline.content):
        heading.attrSet("id", found[1])
        inline.content = inline.content[: found.start()]
    elif found := _HEADING_CLASS.search(inline.content):
        inline.content = inline.content[: found.start()]


def _heading_ids(state: StateCore) -> None:
    """Give the other headings ids made of their words, as the generators do, for links to them."""
    taken: dict[str, int] = {}
    for place, token in enumerate(state.tokens):
        if token.type != "heading_open" or token.attrGet("id"):
            continue
        children = state.tokens[place + 1].children or []
        words = "".join(one.content for one in children if one.type in {"text", "code_inline"})
        name = re.sub(r"[^\w\- ]", "", normalize("NFC", words).strip().lower()).replace(" ", "-")
        if not name:
            continue
        count = taken.get(name, 0)
        taken[name] = count + 1
        token.attrSet("id", f"{name}-{count}" if count else name)


# Lines


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Make one paragraph of what lies too deep: the parser would skip it, and all behind it."""
    if silent or state.level < _DEEPEST:
        return False
    after = start
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent):
        after += 1
    state.push("paragraph_open", "p", 1).map = [start, after]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, after, state.blkIndent, keepLastLF=False).strip()
    inline.map, inline.children = [start, after], []
    state.push("paragraph_close", "p", -1)
    state.line = after
    return True


def _stars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Read stars beside an ideograph, where no blank parts words.

    CommonMark would have one beside the marks of a quotation, and shows the stars without it.
    """
    source, start = state.src, state.pos
    if silent or source[start] != "*":
        return False
    scanned = state.scanDelims(start, True)  # noqa: FBT003 - markdown-it's own
    before = source[start - 1 : start] if start else ""
    after = source[start + scanned.length : start + scanned.length + 1]
    opens = bool(_IDEOGRAPH.match(before) and after.strip())
    closes = bool(_IDEOGRAPH.match(after) and before.strip())
    if not opens and not closes:
        return False
    for _one in range(scanned.length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open or opens,
                close=scanned.can_close or closes,
            )
        )
    state.pos += scanned.length
    return True


def _attributes(state: StateCore) -> None:
    """Take out attributes in kramdown's way."""
    for token in state.tokens:
        children = token.children or []
        kinds = ["softbreak", *(child.type for child in children), "softbreak"]
        for child, before, after in zip(children, kinds, kinds[2:], strict=False):
            if child.type == "text" and "{:" in child.content:
                alone = before == after == "softbreak"
                if alone and _ONLY_ATTRIBUTES.fullmatch(child.content):
                    child.content = ""
                elif state.env["attributes"]:
                    child.content = _ATTRIBUTES.sub("", child.content)


def _addresses(state: StateCore) -> None:
    """Make links of bare addresses, as GitHub does."""
    for token in state.tokens:
        children = token.children
        if not children or not any(
            "://" in one.content or "www." in one.content for one in children
        ):
            continue
        made: list[Token] = []
        inside = 0
        for child in children:
            inside += (child.type == "link_open") - (child.type == "link_close")
            if child.type == "html_inline":
                inside += bool(re.match(r"<a[\s>]", child.content, re.IGNORECASE))
                inside -= child.content.lower().startswith("</a") and inside > 0
            if child.type == "text" and not inside:
                made.extend(_linked(child))
            else:
                made.append(child)
        token.children = made


def _linked(text: Token) -> Sequence[Token]:
    """Return a text with links where its addresses are."""
    pieces: list[Token] = []
    last = 0
    for found in _ADDRESS.finditer(text.content):
        address = _trimmed(found[0])
        end = found.start() + len(address)
        pieces.append(_text(text.content[last : found.start()], text.level))
        opening = Token("link_open", "a", 1, level=text.level)
        href = address if "://" in address else f"https://{address}"
        opening.attrSet("href", href)
        pieces += [opening, _text(address, text.level + 1)]
        pieces.append(Token("link_close", "a", -1, level=text.level))
        last = end
    if not pieces:
        return [text]
    return [*pieces, _text(text.content[last:], text.level)]


def _trimmed(address: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    end = len(address)
    opened, closed = address.count("("), address.count(")")
    while end:
        if address[end - 1] == ")" and closed > opened:
            closed -= 1
            end -= 1
        elif address[end - 1] in "?!.,:;*_~&'\"’":
            end -= 1
        else:
            break
    return address[:end]


def _text(content: str, level: int) -> Token:
    """Return a piece of text."""
    return Token("text", "", 0, content=content, level=level)


# Footnotes


def _uncalled(state: StateCore) -> None:
    """Leave footnotes that nothing calls where they are written: nobody else would print them.

    Of several with one name, the first is called. One within another is put behind all.
    """
    numbers = state.env.get("footnotes", {}).get("refs", {})
    called = {label.removeprefix(":") for label, number in numbers.items() if number >= 0}
    met: set[str] = set()
    notes: list[list[Token]] = []
    places: list[list[Token]] = [[]]
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in called and label not in met:
                notes.append([token])
                places.append(notes[-1])
            else:
                places.append(places[-1])
                state.env["repeated"].extend([label] if label in called else ())
            met.add(label)
        elif token.type == "footnote_reference_close":
            note = places.pop()
            if note is not places[-1]:
                note.append(token)
        else:
            places[-1].append(token)
    state.tokens = [token for place in (places[0], *notes) for token in place]


def _links_to_notes(state: StateCore) -> None:
    """Lead links to footnotes by their names ("#fn:pears"), as blogs' own programs write them."""
    numbers = state.env.get("footnotes", {}).get("refs", {})
    for token in (one for held in state.tokens for one in held.children or ()) if numbers else ():
        named = _NAMES_NOTE.fullmatch(unquote(str(token.attrGet("href") or "")))
        if named and (number := numbers.get(f":{named[2]}", -1)) >= 0:
            token.attrSet("href", f"#{named[1]}{number + 1}")


def _call(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Return the call of a footnote."""
    number, again = tokens[index].meta["id"] + 1, tokens[index].meta.get("subId", 0)
    own = f"fnref{number}-{again}" if again else f"fnref{number}"
    return f'<sup><a id="{own}" href="#fn{number}">{number}</a></sup>'


def _note(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Return the beginning of a footnote."""
    return f'<li id="fn{tokens[index].meta["id"] + 1}">'


def _back(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Return the way back from a footnote: an arrow up, which book faces have."""
    if tokens[index].meta["subId"] > 0:
        return ""
    return f' <a href="#fnref{tokens[index].meta["id"] + 1}">↑</a>'


_FOOTNOTES = {
    "footnote_ref": _call,
    "footnote_open": _note,
    "footnote_anchor": _back,
    "footnote_block_open": lambda *_unused: '<div class="footnotes"><ol>\n',
    "footnote_block_close": lambda *_unused: "</ol></div>\n",
}
