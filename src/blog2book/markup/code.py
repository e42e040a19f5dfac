"""Programs: their words told apart by weight and slant, and where a line too long may turn."""

import re
from collections.abc import Iterable, Iterator

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Operator, String, _TokenType
from pygments.util import ClassNotFound

from blog2book.markup import breaks
from blog2book.markup.parse import Element, ancestors, parse, text_of
from blog2book.markup.text import escape
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml

LARGEST = 5_000
MOST = 50_000
"""Signs of a program whose words are told apart, and of all those of a body: pygments takes
quadratic time for some texts, the worst of them made of blanks. Of 1917 programs in a language that
five blogs of programmers hold, two are larger."""

_BLANKS = re.compile(r"\s{100}")
_LONGEST_LINE = 1000
_MANY_LINES = 100
_SHORTEST_LINE = 6
"""Signs of a line, and of the lines of a long program on average: a reader of C# or Java takes
quadratic time for lines of a word or two."""

_READ = frozenset(
    """ada applescript asm awk bash bat c c++ cfc clojure cmake coffeescript common-lisp console css
    csharp cuda d dart delphi diff django docker elixir elm erb erlang f# fortran gherkin glsl go
    graphql groovy haskell hcl html http ini java javascript json json5 jsx julia kotlin less lua
    make markdown matlab mysql nasm nginx nim nix objective-c ocaml perl php postgresql powershell
    prolog properties protobuf pycon python r ruby rst rust sass scala scheme scss smalltalk
    solidity sparql sql swift systemverilog tcl tex toml tsx typescript vb.net verilog vhdl vim vue
    wast xml yaml zig""".split()  # noqa: SIM905 - a list of words reads better
)
"""Languages that are read. Some readers of others, of which no blog is full, take minutes for a
text of a few kB."""

_HUGE = 100_000
_SHORT = 40
"""Signs of a line that never turns, on any page."""

_WHOLE = 30
"""Signs of a run that is never parted: with its indent it fits a line on any page."""

_LINE = 56
_SET_IN = 7
_AROUND = frozenset({"blockquote", "li", "dd"})
"""Signs of the shortest line of a page, and by how many each block around it shortens it: a word
that fits a line is never parted either."""

_PIECE = 12
"""Signs of a piece of a long word; in running text a longer word parts, that no line gets wide
gaps."""

_DEEPEST = 16
_HANG = 4
_TAB = 4
"""Signs: of indent that a turned line keeps, and by how much more it hangs; of a tab."""

_ASKEW = 3
"""Signs by which a line hangs on a screen, where no drawing tells it from the next: no step of an
indent. A tab reaches to the next step, so that its line must hang by one."""

_EM = 0.6
"""How wide a sign of a program is, in em: old readers know no `ch`."""

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")

_CLASS = "language-"
_OTHER_NAMES = {"markup": "html", "jscript": "js", "csharp": "c#", "cpp": "c++", "shell": "bash"}
_PLAIN = frozenset({"text", "plain", "plaintext", "none", "output", "txt", "raw", "nohighlight"})
_WORDS = re.compile(r"\s+|\S+")
_JOINED = re.compile(r"[,;:.)\]}([{]+")
"""Signs that stay behind a word, at whose end a line may turn."""

_BY_THEIR_OWN = frozenset({"pre", "table"})
_JOINT = re.compile(r"\W")

Piece = tuple[str, str]
"""A word of a program and its class: "keyword", "remark" or ""."""


def programs(body: Xhtml, *, turned: bool) -> Xhtml:
    """Return a body whose programs are marked up: keywords and remarks each in a `span`.

    A line that may have to turn is `span.line.long`, and says how far it hangs. With `turned`, for
    paper, all others are a `span.line` too, and a line turns behind a blank and before a
    `span.word`. Text without a letter written from right to left runs from left to right, whatever
    is around it. A program of more than 100 kB stays as it is, and so does one with markup in it.
    A line turns inside what stands between blanks only where that is long, at a joint between its
    words; inside a word only where that is longer than a line (see `breaks.joints`).
    """
    root = parse(body)
    left = MOST
    for pre in root.iter("pre"):
        place = pre[0] if len(pre) == 1 and pre[0].tag == "code" and not pre.text else pre
        text = place.text or ""
        if "dir" not in pre.attrib and not _LEFTWARD.search(text_of(pre)):
            pre.set("dir", "ltr")
        if len(place) or not text.strip() or len(text) > _HUGE:
            continue
        lexer = _lexer(place.get("class", "")) if len(text) <= min(left, LARGEST) else None
        left -= len(text) if lexer else 0
        pieces = list(_pieces(text, lexer))
        room = _LINE - _SET_IN * sum(one in _AROUND for one in ancestors(pre))
        change = _shown_line if pre.get("dir") == "ltr" else _plain_line
        lines = (_line(one, room) if turned else change(one) for one in _lines(pieces))
        _fill(place, "".join(lines))
    return write(root)


def _fill(place: Element, markup: str) -> None:
    holder = parse(Xhtml(markup))
    place.text = holder.text
    place.extend(list(holder))


def inline(body: Xhtml) -> Xhtml:
    """Return a body in which a long word of a program in running text parts at its joints.

    A short one stays whole, at its hyphens too. Nothing is added to the text. Those in tables are
    left to `wide.fitted`.
    """
    root = parse(body)
    for place in list(root.iter("code", "kbd", "samp")):
        if len(place) or not place.text or not _BY_THEIR_OWN.isdisjoint(ancestors(place)):
            continue
        made = "".join(_in_text(one) if one.strip() else one for one in _WORDS.findall(place.text))
        if "<" in made:
            _fill(place, made)
    return write(root)


def _in_text(word: str) -> str:
    """Return a word of a program in running text, with the places where it may part."""
    pieces = breaks.joints(word, _PIECE, _PIECE)
    return "<wbr/>".join(
        f'<span class="word">{escape(piece)}</span>'
        if len(piece) <= _PIECE and (len(pieces) > 1 or _JOINT.search(piece))
        else escape(piece)
        for piece in pieces
    )


def _pieces(text: str, lexer: Lexer | None) -> Iterable[Piece]:
    """Return the words of a program; of one that nobody reads what stands between blanks."""
    if lexer is not None and not _is_hard(text):
        found: list[Piece] = []
        quoted = False
        for token, word in lexer.get_tokens(text):
            if quoted and _is(token, String):  # its quotation marks are words of their own
                found[-1] = (found[-1][0] + word, "")
            else:
                found.append((word, _kind(token)))
            quoted = _is(token, String)
        if "".join(word for word, _ in found) == text:
            return found
    return [(word, "") for word in _WORDS.findall(text)]


def _is_hard(text: str) -> bool:
    """Say whether a reader of its language may take long for a text."""
    lines = text.split("\n")
    scraps = len(lines) > _MANY_LINES and len(text) < _SHORTEST_LINE * len(lines)
    return scraps or max(map(len, lines)) > _LONGEST_LINE or _BLANKS.search(text) is not None


def _lexer(name: str) -> Lexer | None:
    """Return what reads the language of a class, None if nobody does."""
    language = name.removeprefix(_CLASS)
    if language == name or language in _PLAIN:
        return None
    try:
        lexer = get_lexer_by_name(
            _OTHER_NAMES.get(language, language), stripnl=False, ensurenl=False
        )
    except ClassNotFound:
        return None
    return None if _READ.isdisjoint(lexer.aliases) else lexer


def _kind(token: _TokenType) -> str:
    """Return the class of a token of pygments."""
    if _is(token, Keyword) or _is(token, Operator.Word):
        return "keyword"
    return "remark" if _is(token, Comment) and not _is(token, Comment.Preproc) else ""


def _is(token: _TokenType, kind: _TokenType) -> bool:
    """Say whether a token is of a kind, or of one below it."""
    return token[: len(kind)] == kind


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the words of each line, its end with it."""
    line: list[Piece] = []
    for word, kind in pieces:
        for number, part in enumerate(word.split("\n")):
            if number:
                line.append(("\n", ""))
                yield line
                line = []
            if part:
                line.append((part, kind))
    if line:
        yield line


def _line(line: list[Piece], room: int) -> str:
    """Return a line of a program; one that may turn says where, and how far it hangs."""
    hang = _hang(line, _HANG)
    if not hang:
        return f'<span class="line">{_plain_line(line)}</span>'
    inside = "".join(_whole(run, max(room - hang, _WHOLE)) for run in _runs(line))
    style = f"padding-left:{hang}ch;text-indent:-{hang}ch"
    return f'<span class="line long" style="{style}">{inside}</span>'


def _runs(line: list[Piece]) -> Iterator[list[Piece]]:
    """Yield what stands between blanks, and what turns as text does."""
    run: list[Piece] = []
    for piece, kind in line:
        parts = [piece] if len(piece) <= _WHOLE or _flows(piece, kind) else _WORDS.findall(piece)
        for part in parts:
            if run and (_flows(part, kind) or _flows(*run[-1])):
                yield run
                run = []
            run.append((part, kind))
    yield run


def _flows(piece: str, kind: str) -> bool:
    """Say whether a piece turns as other text does: blanks, and a remark without a long word."""
    return piece.isspace() or (kind == "remark" and max(map(len, piece.split())) <= _WHOLE)


def _whole(run: list[Piece], room: int) -> str:
    """Return what stands between blanks: parted if it is long, its words if they fit no line."""
    if _flows(*run[0]):
        return _plain_line(run)
    if sum(len(word) for word, _ in run) <= _WHOLE:
        return f'<wbr/><span class="word">{_plain_line(run)}</span>'
    parts: list[str] = []
    for word, kind in run:
        if _JOINED.fullmatch(word):
            parts.append(_marked(word, kind))
        else:
            parts.extend(_kept(one, kind, room) for one in breaks.joints(word, _PIECE, room))
    return "".join(parts)


def _shown_line(line: list[Piece]) -> str:
    """Return a line for a screen; one that may turn says how far it hangs."""
    hang = _hang(line, _HANG if "\t" in line[0][0] else _ASKEW)
    if not hang:
        return _plain_line(line)
    style = f"padding-left:{hang * _EM:.3g}em;text-indent:-{hang * _EM:.3g}em"
    return f'<span class="line long" style="{style}">{_plain_line(line)}</span>'


def _plain_line(line: list[Piece]) -> str:
    return "".join(_marked(word, kind) for word, kind in line)


def _hang(line: list[Piece], more: int) -> int:
    """Return how many signs the rest of a line hangs, `more` than the line: 0 if it never turns."""
    text = "".join(word for word, _ in line).expandtabs(_TAB).rstrip("\n")
    if len(text) <= _SHORT:
        return 0
    return min(len(text) - len(text.lstrip(" ")), _DEEPEST) + more


def _kept(word: str, kind: str, room: int) -> str:
    """Return a word that no line's end parts if it fits a line, behind a place where one may be."""
    if len(word) > room:
        return _marked(word, kind)
    return f'<wbr/><span class="word">{_marked(word, kind)}</span>'


def _marked(word: str, kind: str) -> str:
    return f'<span class="{kind}">{escape(word)}</span>' if kind else escape(word)
