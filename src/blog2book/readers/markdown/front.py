"""What stands above a post: YAML, TOML or JSON between fences, or lines of "key: value"."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

import yaml

Field = str | list["Field"] | dict[str, "Field"]
"""A value: text as it was written (numbers, dates and truths too), or a list or table of values."""

Fields = dict[str, Field]

LONGEST = 256 * 1024
"""Letters of front matter; a page of it is much already."""
_MOST_VALUES = 10_000
_MOST_PARTS = 500
_DEEPEST = 20
_FENCE = re.compile(r"\s*(---|\+\+\+)[ \t]*(yaml|json|toml)?[ \t]*\n")
_ENDS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_LINE = re.compile(r"([A-Za-z][\w -]{0,60}?)[ \t]*[:=](?:[ \t]+(.*)|[ \t]*)$")
_HEADER = re.compile(r"([A-Za-z][\w-]{0,60}):(?:[ \t]+(.*)|[ \t]*)$")
_KNOWN = frozenset(
    {"title", "date", "category", "tags", "slug", "author", "authors", "status", "modified"}
    | {"lang", "summary", "draft", "published", "layout", "permalink", "categories", "keywords"}
)
"""Keys that tell a header from a first paragraph with a colon in it."""
_JSON = re.compile(r"\s*\{\s*(?:\"[\w -]{1,60}\"|'[\w -]{1,60}')\s*[:=]")
_JSON_LINE = re.compile(r"\s*(?:[\"'{}\[\],]|-?\d|(?:true|false|null)\b)")
_JSON_FIELD = re.compile(
    r"[\"']([^\"'\n]{1,60})[\"']\s*[:=]\s*"
    r"(\"(?:[^\"\\\n]|\\.){0,1000}\"|'[^'\n]{0,1000}'|\[[^\[\]]{0,5000}\]|[^\s,{}\[\]\"']{1,1000})"
)
_QUOTED = re.compile(r"[\"']([\w -]{1,60})[\"']")
_BODY = re.compile(r"<body\b[^<>]{0,2000}>", re.IGNORECASE)
_META = re.compile(r"<meta\b([^<>]{0,5000})>", re.IGNORECASE)
_PAIR = re.compile(r"([\w-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})</title", re.IGNORECASE)
_DOUBT = re.compile(
    r"^\W{0,20}(?:draft|status|published?|private|password|hidden|visibility)\W{0,3}[:=]",
    re.MULTILINE | re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"^\W{0,20}(?:private|password|secret)\W{0,3}[:=]", re.MULTILINE | re.IGNORECASE
)
_BEGINNING = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands above a post, and the post.

    `fields` have names in lower case; `line` is the one on which `body` begins, counted from 1;
    `found` says whether there was front matter at all; `fault` what was wrong with it, "" if
    nothing; `doubtful` that something is said of the post's status which cannot be read, `hidden`
    that this is of a password or the like.
    """

    fields: Fields
    body: str
    line: int
    found: bool = True
    fault: str = ""
    doubtful: bool = False
    hidden: bool = False


class FrontError(ValueError):
    """Front matter, or a file of settings, cannot be read."""


def front(text: str) -> Front:
    """Read what stands above a post in Markdown or HTML."""
    fence = _FENCE.match(text)
    if fence:
        end = _ENDS[fence[1]].search(text, fence.end())
        if end and end.start() - fence.end() <= LONGEST:
            kind = fence[2] or ("toml" if fence[1] == "+++" else "yaml")
            return _fenced(text, fence.end(), end.start(), end.end(), kind)
    if text.lstrip().startswith("{"):
        return _json_above(text)
    return _header(text)


def _fenced(text: str, begin: int, end: int, after: int, kind: str) -> Front:
    """Read what stands between fences; leniently, where it is not what it should be."""
    inside, body = text[begin:end], text[after:].removeprefix("\n")
    line = text.count("\n", 0, after) + 2
    try:
        return Front(fields=settings(inside, kind), body=body, line=line)
    except FrontError as error:
        return _broken(_lenient(inside), inside, body, line, str(error))


def _broken(fields: Fields, inside: str, body: str, line: int, fault: str) -> Front:
    """Return what was read of front matter that cannot be parsed."""
    unread = not fields.keys() & _STATUS
    return Front(
        fields=fields,
        body=body,
        line=line,
        fault=fault,
        doubtful=unread and bool(_DOUBT.search(inside)),
        hidden=unread and bool(_HIDDEN.search(inside)),
    )


_STATUS = frozenset({"draft", "status", "published", "private", "password", "hidden", "publish"})


def _json_above(text: str) -> Front:
    """Read a JSON object above a post, as Hugo has it; JSON alone is no post."""
    start = len(text) - len(text.lstrip())
    try:
        value, end = json.JSONDecoder().raw_decode(text[start : start + LONGEST])
        fields = _table(value)
    except (ValueError, RecursionError) as error:
        return _broken_json(text, str(error)) if _JSON.match(text) else nothing(text)
    body = text[start + end :].lstrip(";").lstrip()
    if not body:
        return nothing(text)
    return Front(fields=fields, body=body, line=_line_of(text, body))


def _broken_json(text: str, fault: str) -> Front:
    """Read an object in JSON that is none, key by key."""
    lines = text[:LONGEST].lstrip().split("\n")
    inside = "\n".join(lines[: _json_end(lines)])
    body = text.lstrip()[len(inside) :].lstrip()
    fields: Fields = {}
    for found in _JSON_FIELD.finditer(inside):
        try:
            value = plain(json.loads(found[2]))
        except (ValueError, RecursionError):
            value = found[2].strip("'\"")
        fields.setdefault(found[1].strip().lower(), value)
    quoted = "\n".join(f"{name}:" for name in _QUOTED.findall(inside))
    return _broken(fields, quoted, body, _line_of(text, body), fault)


def _json_end(lines: Sequence[str]) -> int:
    """Return how many lines an object in JSON seems to have.

    It ends with the brace that closes it at the end of a line, else where no line looks like JSON.
    """
    depth = 0
    for number, line in enumerate(lines):
        if not _JSON_LINE.match(line):
            return number
        depth += line.count("{") - line.count("}")
        if depth <= 0 and line.rstrip(" \t;").endswith("}"):
            return number + 1
    return len(lines)


def _line_of(text: str, body: str) -> int:
    """Return the line of a text on which its end begins, counted from 1."""
    return text.count("\n", 0, len(text) - len(body)) + 1


def nothing(text: str) -> Front:
    """Return a post with nothing above it."""
    above = text[:_BEGINNING]
    return Front(
        fields={},
        body=text,
        line=1,
        found=False,
        doubtful=bool(_DOUBT.search(above)),
        hidden=bool(_HIDDEN.search(above)),
    )


def _header(text: str) -> Front:
    """Read lines of "Key: value" up to a blank one, as Pelican and MultiMarkdown have them.

    A line that is indented goes on with the one before. Hexo ends them with "---".
    """
    lines = text[:LONGEST].split("\n")
    fields: Fields = {}
    last = ""
    number = next((place for place, line in enumerate(lines) if line.strip()), 0)
    for number in range(number, len(lines)):  # noqa: B020 - it begins where the text does
        line = lines[number].rstrip()
        if last and line[:1] in {" ", "\t"} and line.strip():
            before = str(fields[last])
            fields[last] = f"{before}\n{line.strip()}" if before else line.strip()
        elif found := _HEADER.match(line):
            last = found[1].lower()
            fields[last] = (found[2] or "").strip()
        else:
            break
    if not fields.keys() & _KNOWN:
        return nothing(text)
    if lines[number].strip() == "---":
        number += 1
    body = "\n".join(text.split("\n")[number:])
    return Front(fields=fields, body=body, line=number + 1)


def html_front(text: str) -> Front:
    """Read what a page in HTML says of itself in its head, as Pelican does; else as `front`."""
    begin = _BODY.search(text)
    if _FENCE.match(text) or begin is None:
        return front(text)
    head = text[: min(begin.start(), LONGEST)]
    fields: Fields = {}
    for found in _META.finditer(head):
        pairs = {one[0].lower(): one[1] or one[2] for one in _PAIR.findall(found[1])}
        value = unescape(pairs.get("content", "") or pairs.get("contents", ""))
        if name := pairs.get("name", "").strip().lower():
            fields["tags" if name == "keywords" else name] = value
    if title := _TITLE.search(head):
        fields["title"] = " ".join(unescape(title[1]).split())
    end = text.rfind("</body")
    body = text[begin.end() : end if end > begin.end() else len(text)]
    return Front(fields=fields, body=body, line=text.count("\n", 0, begin.end()) + 1)


# Settings


def settings(text: str, kind: str) -> Fields:
    """Read a table in YAML, TOML or JSON. Raises FrontError where it is none."""
    if len(text) > LONGEST:
        raise FrontError("it is too long")
    try:
        return _table(_PARSERS[kind](text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        told = f", line {mark.line + 1}" if mark else ""
        raise FrontError(f"{error.problem or error.context}{told}") from error
    except RecursionError as error:
        raise FrontError("its lists lie too deep in each other") from error
    except (yaml.YAMLError, ValueError) as error:
        raise FrontError(str(error).partition("\n")[0][:200]) from error


def _yaml(text: str) -> object:
    """Read YAML without giving types: "Yes", "1984" and dates stay the words that they are.

    An anchor that is used again is the same object, so that a bomb made of them stays small here;
    `_table` counts what it would become.
    """
    return yaml.BaseLoader(text).get_single_data()


def _toml(text: str) -> object:
    """Read TOML. A key of thousands of parts, for which the parser takes minutes, is none."""
    if any(line.count(".") > _MOST_PARTS for line in text.split("\n")):
        raise FrontError("one of its lines has too many parts")
    return tomllib.loads(text)


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": json.loads,
}


def _table(value: object) -> Fields:
    """Return a table with names in lower case. Raises FrontError for anything else."""
    if value in ("", None):
        return {}
    if not isinstance(value, dict):
        raise FrontError("it is no table of keys and values")
    read = plain(value)
    return read if isinstance(read, dict) else {}


def plain(value: object) -> Field:
    """Return a value as text, lists and tables. Raises FrontError where it holds too many."""
    return _plain(value, iter(range(_MOST_VALUES)), 0)


def _plain(value: object, budget: Iterator[int], depth: int) -> Field:
    """Return a value as text, lists and tables."""
    if next(budget, None) is None or depth > _DEEPEST:
        raise FrontError("it holds more values than any post has")
    if isinstance(value, dict):
        return {
            str(key).strip().lower(): _plain(one, budget, depth + 1) for key, one in value.items()
        }
    if isinstance(value, set):
        value = sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(one, budget, depth + 1) for one in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return "" if text in {"~", "null"} else text


def _lenient(text: str) -> Fields:
    """Read lines of "key: value" or "key = value", and lists below a key, from broken settings."""
    fields: Fields = {}
    last = ""
    for line in text.split("\n"):
        item = re.match(r"[ \t]*-[ \t]+(.*)$", line)
        found = _LINE.match(line)
        if item and last:
            before = fields[last]
            fields[last] = [*(before if isinstance(before, list) else []), _unquoted(item[1])]
        elif found:
            last = found[1].strip().lower()
            fields[last] = _list(_unquoted(found[2] or ""))
    return fields


def _unquoted(text: str) -> str:
    """Return a value without quotation marks around it, or without the one that has no other."""
    text = text.strip()
    for mark in "\"'":
        if text[:1] == mark and text.count(mark) <= 2:  # noqa: PLR2004 - one before, one behind
            return text.strip(mark)
    return text


def _list(text: str) -> Field:
    """Return the values of "[a, b]", any other text as it is."""
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(one) for one in text[1:-1].split(",") if one.strip()]
    return text
