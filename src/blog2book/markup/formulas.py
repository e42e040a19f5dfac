"""Formulas in TeX, as Markdown holds them, made MathML with the TeX beside it."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from blog2book.markup.clean import clean

LONGEST = 5000
"""Letters of TeX that are read as one formula: so no unclosed sign makes the whole text one."""
_MOST_LINES = 100
_ENVIRONMENT = re.compile(
    r"\\begin\{(?:align|aligned|equation|gather|multline|eqnarray|cases|[pbvBV]?matrix)\*?\}"
)
_UNKNOWN = re.compile(r"<m[io]>\\[a-zA-Z]|<merror")
_OPENING = re.compile("<math\\b[^<>]*>")
_CODE = re.compile(r"\$\$(.+)\$\$|\$(\S(?:.*\S)?)\$", re.DOTALL)
_UNSET = re.compile(r"\\(?:label|tag)\{[^{}]*\}|\\(?:nonumber|notag)\b")


def formula(tex: str, *, display: bool) -> str:
    """Return a formula as MathML with its TeX as `alttext`, or as code where it cannot be read."""
    tex = " ".join(tex.split())
    kind = "block" if display else "inline"
    made = _mathml(tex)
    if not made:
        sign = "$$" if display else "$"
        return f"<code>{escape(sign + tex + sign, quote=False)}</code>"
    opening = (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{kind}" '
        f'alttext="{escape(tex)}">'
    )
    return _OPENING.sub(lambda _old: opening, made, count=1)


@lru_cache(maxsize=1024)
def _mathml(tex: str) -> str:
    """Return the MathML of a formula, "" where it cannot be made."""
    # Imported here: it takes a while, and hardly any blog needs it.
    from latex2mathml import exceptions
    from latex2mathml.converter import convert

    # It has no exception for all that may be wrong in TeX: the others it was seen to raise.
    wrong: tuple[type[Exception], ...] = (
        *(one for one in vars(exceptions).values() if isinstance(one, type)),
        *(LookupError, ValueError, TypeError, AttributeError, RuntimeError, StopIteration),
    )
    if not tex or len(tex) > LONGEST:
        return ""
    try:
        made: str = convert(_UNSET.sub("", tex))
    except wrong:
        return ""
    if _UNKNOWN.search(made) or "<math" not in clean(made).body:
        return ""
    return made


def formulas_plugin(
    parser: MarkdownIt, *, dollars: bool = False, backslashes: bool = False, in_code: bool = False
) -> None:
    r"""Teach a parser formulas.

    `$$…$$`, `\\(…\\)`, `\\[…\\]` and TeX environments always; `$…$` with `dollars`, because it
    stands for prices elsewhere; `\(…\)` and `\[…\]` with `backslashes`, because they are plain
    brackets elsewhere; `$…$` in a code span with `in_code`, which is a habit of blogdown.
    """
    pairs: list[tuple[str, str, bool]] = [("$$", "$$", True), ("\\\\(", "\\\\)", False)]
    pairs.append(("\\\\[", "\\\\]", True))
    if backslashes:
        pairs += [("\\(", "\\)", False), ("\\[", "\\]", True)]
    inline = partial(_inline, pairs=tuple(pairs), dollars=dollars)
    block = partial(_block, pairs=tuple(pair for pair in pairs if pair[2]))
    parser.inline.ruler.before("escape", "formula", inline)
    parser.block.ruler.before(
        "fence", "formula", block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.add_render_rule("formula", _render)
    if in_code:
        parser.add_render_rule("code_inline", _render_code)


def _inline(
    state: StateInline,
    silent: bool,  # noqa: FBT001 - as markdown-it calls it
    *,
    pairs: Sequence[tuple[str, str, bool]],
    dollars: bool,
) -> bool:
    """Read a formula inside a line."""
    source, start = state.src, state.pos
    if source[start] not in "$\\":
        return False
    for opening, closing, _display in pairs:
        if not source.startswith(opening, start):
            continue
        begin = start + len(opening)
        end = source.find(closing, begin, begin + LONGEST)
        if end < 0 or not source[begin:end].strip():
            return False
        return _push(state, source[begin:end], end + len(closing), silent=silent)
    if dollars and source[start] == "$":
        end = _single(source, start)
        return end > 0 and _push(state, source[start + 1 : end], end + 1, silent=silent)
    return False


def _single(source: str, start: int) -> int:
    """Return the place of the dollar sign that closes one, -1 for none, as pandoc reads them.

    The next one must close it: behind no blank and before no digit, else both may be prices.
    """
    if source[start + 1 : start + 2].strip() in {"", "$"}:
        return -1
    end = source.find("$", start + 1, start + LONGEST)
    while end > 0 and source[end - 1] == "\\":
        end = source.find("$", end + 1, start + LONGEST)
    priced = end > 0 and (source[end - 1].isspace() or source[end + 1 : end + 2].isdigit())
    return -1 if priced else end


def _push(state: StateInline, tex: str, end: int, *, silent: bool) -> bool:
    """Add a formula, and go on behind it."""
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = tex
    state.pos = end
    return True


def _block(
    state: StateBlock,
    first: int,
    last: int,
    silent: bool,  # noqa: FBT001 - as markdown-it calls it
    *,
    pairs: Sequence[tuple[str, str, bool]],
) -> bool:
    """Read a formula that has lines of its own."""
    if state.is_code_block(first):
        return False
    line = _line(state, first)
    opening, closing = next((pair[:2] for pair in pairs if line.startswith(pair[0])), ("", ""))
    if environment := None if opening else _ENVIRONMENT.match(line):
        closing = environment[0].replace("begin", "end", 1)
    if not closing:
        return False
    found = _until(state, first, min(last, first + _MOST_LINES), opening, closing)
    if found is None:
        return False
    tex, end = found
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.block, token.map = tex, True, [first, end]
    state.line = end
    return True


def _until(
    state: StateBlock, first: int, last: int, opening: str, closing: str
) -> tuple[str, int] | None:
    """Return the TeX between two signs and the line behind them, None if it is none."""
    parts: list[str] = []
    for number in range(first, last):
        line = _line(state, number)
        if number > first and state.sCount[number] < state.blkIndent and line:
            return None
        head, found, tail = line.removeprefix(opening if number == first else "").partition(closing)
        parts.append(head)
        if found:
            tex = "\n".join(parts) + ("" if opening else closing)
            return None if tail.strip() or not tex.strip() else (tex, number + 1)
    return None


def _line(state: StateBlock, number: int) -> str:
    """Return a line without its indent."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _render(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    """Return the markup of a formula; one with lines of its own is a paragraph."""
    token = tokens[index]
    made = formula(token.content, display=token.block)
    if (unread := env.get("unread")) is not None and made.startswith("<code>"):
        unread.append(" ".join(token.content.split()))
    return f"<p>{made}</p>\n" if token.block else made


def _render_code(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Return the markup of a code span, which may be a formula."""
    text = tokens[index].content
    if found := _CODE.fullmatch(text):
        alone = len(tokens) == 1
        return formula(found[1] or found[2], display=bool(found[1]) and alone)
    return f"<code>{escape(text, quote=False)}</code>"
