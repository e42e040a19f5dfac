"""What `style` attributes and presentational tags mean: the little of it that a book keeps."""

import re
from collections.abc import Mapping

_DATE_TIME = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
    r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?"
)
"""The dates that HTML and EPUBCheck read without doubt; days after the 29th depend on the month."""

_GLOBAL = ("id", "lang", "xml:lang", "dir", "title")
_BOLD_FROM = 600
Output = tuple[str, dict[str, str]]


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style attribute, in lower case."""
    pairs = (one.partition(":") for one in style.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value
    }


def inline(tag: str, attributes: Mapping[str, str]) -> list[Output]:
    """Return the inline elements that a start tag stands for, outermost first, none for nothing.

    Word and Google Docs write `<span style="font-style:italic">`, and `<b>` whose weight is normal
    around whole posts.
    """
    style = declarations(attributes.get("style", ""))
    kept = {name: attributes[name] for name in _GLOBAL if attributes.get(name)}
    if tag == "span":
        classes = attributes.get("class", "").split()
        caps = "caps" in classes or "small-caps" in style.get("font-variant", "")
        found = _span({**kept, "class": "caps"} if caps else kept)
        return found + [(name, {}) for name in _meant(style)]
    stamp = attributes.get("datetime", "").strip()
    if tag in _undone(style) or (tag == "time" and not _DATE_TIME.fullmatch(stamp)):
        return _span(kept)
    own = {"a": {"href": attributes.get("href", "")}, "time": {"datetime": stamp}}
    own["code"] = {"class": attributes.get("class", "")}
    own["q"] = {"cite": attributes.get("cite", "")}
    return [(tag, own.get(tag, {}) | kept)]


def _span(attributes: dict[str, str]) -> list[Output]:
    """Return a span if it says anything."""
    useful = {name: value for name, value in attributes.items() if name != "title"}
    return [("span", useful)] if useful else []


def _meant(style: Mapping[str, str]) -> list[str]:
    """Return the elements that a style stands for."""
    found = []
    if _is_bold(style.get("font-weight", "")):
        found.append("b")
    if style.get("font-style") in {"italic", "oblique"}:
        found.append("i")
    if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
        found.append("s")
    if style.get("vertical-align") in {"sub", "super"}:
        found.append({"sub": "sub", "super": "sup"}[style["vertical-align"]])
    return found


def _undone(style: Mapping[str, str]) -> set[str]:
    """Return the elements whose meaning a style takes back."""
    found: set[str] = set()
    weight = style.get("font-weight", "")
    if weight and not _is_bold(weight):
        found |= {"b", "strong"}
    if style.get("font-style") == "normal":
        found |= {"i", "em"}
    return found


def _is_bold(weight: str) -> bool:
    """Say whether a font weight is bold."""
    return weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight[:4]) >= _BOLD_FROM)


def alignment(tag: str, attributes: Mapping[str, str]) -> str:
    """Return how a block is set: "center", "right", or "" for all else."""
    classes = attributes.get("class", "").lower().split()
    style = declarations(attributes.get("style", "")).get("text-align", "")
    named = style or attributes.get("align", "").lower()
    for side in ("center", "right"):
        if named == side or f"has-text-align-{side}" in classes or f"align-{side}" in classes:
            return side
    return "center" if tag == "center" else ""


def side(attributes: Mapping[str, str]) -> str:
    """Return how a picture stands apart: "beside" the text, "between" two texts, "" if in line."""
    classes = attributes.get("class", "").split()
    style = declarations(attributes.get("style", ""))
    sides = {"left", "right"}
    if style.get("float") in sides or attributes.get("align", "").lower() in sides:
        return "beside"
    if "alignleft" in classes or "alignright" in classes:
        return "beside"
    return "between" if "aligncenter" in classes or style.get("display") == "block" else ""
