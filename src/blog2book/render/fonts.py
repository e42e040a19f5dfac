"""Where fonts are, and what they can write.

A family is looked for in the theme's folders, then among the installed font packages
(`fontpkg-…`), then by fontconfig where that is installed.
"""

import struct
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import Any

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from blog2book.model.rendition import Face

Wanted = tuple[int, str]
"""A weight from 100 to 900, and "normal" or "italic"."""

REGULAR: Wanted = (400, "normal")

_UNREADABLE = (
    TTLibError,
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    AssertionError,
    struct.error,
)
"""What fontTools raises at a file that is no font, or a damaged one."""

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2"})
_SECONDS = 20
_MOST_FALLBACKS = 64
"""Families at most: more than a blog in every living script wants."""
_EMOJI = ((0x2600, 0x27BF), (0x1F000, 0x1FAFF))
"""The blocks in which Unicode has emoji, and others to come."""
_ODD = ("Mono", "Display", "DejaVu", "Nastaliq", "Kufi", "Color")
"""In the names of families that a book takes only where it must."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Co", "Cn"})
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F, 0x115F)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """A font and what it says of itself: `weights` are its least and its greatest.

    `number` is its place in the file, if that is a collection.
    """

    path: Path
    number: int
    family: str
    style: str
    weights: tuple[int, int]


def faces(
    families: Sequence[str], wanted: Iterable[Wanted], folders: Sequence[Path] = ()
) -> tuple[Face, ...]:
    """Return a face for each weight and style of each family, in the order of `families`.

    `folders` are the theme's fonts, looked at before installed ones. A weight that a family has
    not is met by its nearest; a style that it has not is left out, and so is a family that is
    nowhere: compare `{face.family for face in found}` with what you asked for.
    """
    asked = tuple(wanted)
    found: dict[str, Face] = {}
    for family in dict.fromkeys(families):
        known = _family(family, tuple(folders))
        for weight, style in asked:
            face = _nearest(known, family, weight, style)
            if face:
                found.setdefault(face.name, face)
    return tuple(found.values())


def _nearest(known: Sequence[FontFile], family: str, weight: int, style: str) -> Face | None:
    fitting = [one for one in known if one.style == style]
    if not fitting:
        return None

    def distance(one: FontFile) -> int:
        return max(one.weights[0] - weight, weight - one.weights[1], 0)

    best = min(fitting, key=distance)
    kept = min(max(weight, best.weights[0]), best.weights[1])
    slug = "".join(sign if sign.isalnum() else "-" for sign in family.lower())
    suffix = ".otf" if best.path.suffix.lower() in {".otf", ".otc"} else ".ttf"
    return Face(
        family=family,
        weight=kept,
        style=style,
        path=best.path,
        number=best.number,
        name=f"fonts/{slug}-{kept}{'-italic' if style == 'italic' else ''}{suffix}",
    )


@lru_cache(maxsize=256)
def _family(family: str, folders: tuple[Path, ...]) -> tuple[FontFile, ...]:
    """Return the files of a family from the first place that has any."""
    for folder in folders:
        found = tuple(one for one in _in_folder(folder) if one.family.lower() == family.lower())
        if found:
            return found
    return _packaged(family) or _installed(family)


@lru_cache(maxsize=64)
def _in_folder(folder: Path) -> tuple[FontFile, ...]:
    """Return all fonts below a folder, in the order of their names."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    return tuple(one for path in paths for one in described(path))


def _packaged(family: str) -> tuple[FontFile, ...]:
    """Return the files of the package `fontpkg-<family>`, if it is installed."""
    name = "fontpkg_" + "".join(sign if sign.isalnum() else "_" for sign in family.lower())
    try:
        folder = Path(str(files(name))) / "files"
    except (ModuleNotFoundError, ValueError):
        return ()
    return tuple(one for one in _in_folder(folder) if one.family.lower() == family.lower())


def _installed(family: str) -> tuple[FontFile, ...]:
    """Return the files that fontconfig knows under exactly this family."""
    listed = _fontconfig("fc-list", "--format", "%{file}\n", f":family={_escaped(family)}")
    paths = sorted({Path(line) for line in listed.splitlines() if line})
    return tuple(
        one for path in paths for one in described(path) if one.family.lower() == family.lower()
    )


def _escaped(family: str) -> str:
    """Return a family's name as fontconfig's patterns want it."""
    return "".join(f"\\{sign}" if sign in "-:,\\" else sign for sign in family)


def _fontconfig(program: str, *arguments: str) -> str:
    """Return what a program of fontconfig says, "" where there is none."""
    path = which(program)
    if path is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - a system program, its arguments are one pattern
            [path, *arguments], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


@lru_cache(maxsize=4096)
def described(path: Path) -> tuple[FontFile, ...]:
    """Return what the font (or each font of a collection) says of itself; nothing if unreadable."""
    try:
        return tuple(_described(path, number, font) for number, font in enumerate(_opened(path)))
    except _UNREADABLE:
        return ()


def _opened(path: Path) -> Sequence[Any]:
    with path.open("rb") as stream:
        collection = stream.read(4) == b"ttcf"
    return TTCollection(path, lazy=True).fonts if collection else [TTFont(path, lazy=True)]


def _described(path: Path, number: int, font: Any) -> FontFile:  # noqa: ANN401 - fontTools is not typed
    names = font["name"]
    weight = int(font["OS/2"].usWeightClass)
    weights = (weight, weight)
    if "fvar" in font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes}
        if "wght" in axes:
            weights = (int(axes["wght"].minValue), int(axes["wght"].maxValue))
    slanted = bool(font["OS/2"].fsSelection & 1 or font["head"].macStyle & 2)
    return FontFile(
        path=path,
        number=number,
        family=str(names.getDebugName(16) or names.getDebugName(1) or path.stem),
        style="italic" if slanted else "normal",
        weights=weights,
    )


@lru_cache(maxsize=256)
def codes(path: Path, number: int) -> frozenset[int]:
    """Return the code points that a font has a glyph for; `number` is its place in the file."""
    try:
        return frozenset(TTFont(path, fontNumber=number, lazy=True).getBestCmap() or {})
    except _UNREADABLE:
        return frozenset()


def covered(faces_: Iterable[Face]) -> frozenset[int]:
    """Return all code points that at least one face has."""
    return frozenset().union(*(codes(face.path, face.number) for face in faces_))


def uncovered(text: str, faces_: Iterable[Face]) -> tuple[str, ...]:
    """Return the visible characters of `text` that no face has, each once, in code order.

    Spaces, controls, joiners and selectors are never missed: nothing is drawn for them.
    """
    known = covered(faces_)
    return tuple(
        sign
        for sign in sorted(set(text))
        if ord(sign) not in known and sign not in _SELECTORS and _drawn(sign)
    )


def _drawn(sign: str) -> bool:
    category = unicodedata.category(sign)
    # A private or unassigned character is drawn as a box, which is to be said too.
    return category not in _UNSEEN or category in {"Co", "Cn"}


def replacement(faces_: Iterable[Face]) -> str:
    """Return the sign that stands for a character that no face has: the first that one has."""
    known = covered(faces_)
    return next((sign for sign in "\ufffd□?" if ord(sign) in known), "?")


def named(sign: str) -> str:
    """Return a character's code point and name: "U+0905 DEVANAGARI LETTER A"."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '(unnamed)')}"


def remedy(sign: str) -> str:
    """Say which package brings a font that has a character."""
    if unicodedata.category(sign) == "Co":
        return "It is a private sign: only its own font has it, which may lie in the theme's fonts/"
    if any(first <= ord(sign) <= last for first, last in _EMOJI):
        debian, brew = "fonts-noto-color-emoji", "font-noto-color-emoji"
    elif unicodedata.east_asian_width(sign) in {"W", "F"}:
        debian, brew = "fonts-noto-cjk", "font-noto-serif-cjk"
    else:
        debian, brew = "fonts-noto-core", "the font-noto-… of its script"
    return f"Install a font that has it: apt install {debian}, or with Homebrew {brew}"


def fallbacks(
    characters: Iterable[str], language: str, wanted: Iterable[Wanted] = (REGULAR,)
) -> tuple[Face, ...]:
    """Return installed faces that have `characters` between them: what `uncovered` returned.

    Asks fontconfig, which is not everywhere: without it nothing is found. Serif families come
    first, and of Chinese, Japanese and Korean ones that of `language`, or of the characters.
    """
    left = {sign for sign in characters if ord(sign) > 0x20}  # noqa: PLR2004 - the space
    region = _region(language, left)
    asked = tuple(wanted)
    found: dict[str, Face] = {}
    for sign in sorted(left):
        if sign not in left or len({face.family for face in found.values()}) >= _MOST_FALLBACKS:
            continue
        family = _best_family(sign, region)
        new = faces((family,), asked) if family else ()
        left -= set(left) - set(uncovered("".join(left), new))
        found |= {face.name: face for face in new}
    return tuple(found.values())


def _region(language: str, signs: set[str]) -> str:
    """Return the ending of Noto's CJK families that fits a language, or else the characters."""
    tag = language.lower()
    if tag.startswith("zh"):
        return "TC" if {"hant", "tw", "hk", "mo"} & set(tag.split("-")) else "SC"
    for start, region in (("ja", "JP"), ("ko", "KR")):
        if tag.startswith(start):
            return region
    if any("\u3040" <= sign <= "\u30ff" for sign in signs):
        return "JP"
    return "KR" if any("\uac00" <= sign <= "\ud7a3" for sign in signs) else "SC"


def _best_family(sign: str, region: str) -> str:
    """Return the installed family that writes a character best in a book, or ""."""
    listed = _fontconfig("fc-list", "--format", "%{family[0]}\n", f":charset={ord(sign):x}")
    families = sorted({line for line in listed.splitlines() if line})

    def rank(family: str) -> tuple[bool, bool, bool, bool, str]:
        serif = any(word in family for word in ("Serif", "Naskh", "Mincho", "Song", "Batang"))
        other_region = " CJK " in family and not family.endswith(f" {region}")
        odd = any(word in family for word in _ODD)
        return (odd, not serif, other_region, not family.startswith("Noto"), family)

    return min(families, key=rank, default="")
