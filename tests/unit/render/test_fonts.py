import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from blog2book.model.rendition import Face
from blog2book.render import fonts

needs_fontconfig = pytest.mark.skipif(
    shutil.which("fc-list") is None, reason="fontconfig is not installed"
)


def font(
    path: Path, family: str, signs: str = "AB", weight: int = 400, *, italic: bool = False
) -> Path:
    """Write a font that has squares for `signs`."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"g{ord(sign):x}" for sign in signs)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): f"g{ord(sign):x}" for sign in signs})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Italic" if italic else "Regular"})
    builder.setupOS2(usWeightClass=weight, fsSelection=1 if italic else 64)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def test_installed_packages_are_found() -> None:
    """The families that are dependencies are found, each weight from the variable file."""
    found = fonts.faces(("EB Garamond", "Noto Serif"), ((400, "normal"), (600, "italic")))
    assert [(one.family, one.weight, one.style) for one in found] == [
        ("EB Garamond", 400, "normal"),
        ("EB Garamond", 600, "italic"),
        ("Noto Serif", 400, "normal"),
        ("Noto Serif", 600, "italic"),
    ]
    assert found[1].name == "fonts/eb-garamond-600-italic.ttf"
    assert all(one.path.is_file() for one in found)


def test_a_weight_out_of_reach_is_met_by_the_nearest() -> None:
    """A family that ends at 800 gives 800 for 900, once."""
    [face] = fonts.faces(("EB Garamond",), ((900, "normal"), (800, "normal")))
    assert face.weight == 800


def test_the_themes_fonts_come_first(tmp_path: Path) -> None:
    """A family in the theme's folder wins over an installed one; its nearest weight is taken."""
    font(tmp_path / "a" / "light.ttf", "EB Garamond", weight=300)
    font(tmp_path / "a" / "bold.ttf", "eb garamond", weight=700)
    found = fonts.faces(
        ("EB Garamond",), ((400, "normal"), (600, "normal"), (400, "italic")), (tmp_path,)
    )
    assert [(one.weight, one.path.name) for one in found] == [(300, "light.ttf"), (700, "bold.ttf")]


def test_what_is_nowhere_is_left_out(tmp_path: Path) -> None:
    """A family that nobody has gives no face, and a file that is no font is passed over."""
    (tmp_path / "bad.ttf").write_text("no font")
    (tmp_path / "bad.ttc").write_bytes(b"ttcf")
    assert fonts.faces(("No Such Family", "../etc"), (fonts.REGULAR,), (tmp_path,)) == ()
    assert fonts.codes(tmp_path / "bad.ttf", 0) == frozenset()


def collection(path: Path, tmp_path: Path) -> Path:
    """Write a collection of two families, the second of which has C."""
    files = (font(tmp_path / "1", "One"), font(tmp_path / "2", "Two", "ABC"))
    both = TTCollection()
    both.fonts = [TTFont(one) for one in files]
    both.save(path)
    return path


def test_a_collection_holds_several_families(tmp_path: Path) -> None:
    """Of a collection the family's own font is used."""
    path = collection(tmp_path / "both.ttc", tmp_path)
    [face] = fonts.faces(("Two",), (fonts.REGULAR,), (tmp_path,))
    assert (face.path, face.number) == (path, 1)
    assert ord("C") in fonts.codes(path, 1)
    assert ord("C") not in fonts.codes(path, 0)


def test_uncovered_characters(tmp_path: Path) -> None:
    """What no face has is told once, in order; what is never drawn is not missed."""
    path = font(tmp_path / "a.ttf", "Mine")
    faces = (Face(family="Mine", weight=400, style="normal", path=path, name="fonts/a.ttf"),)
    text = "ABBA zé \n\t\u200d\ufe0f\u00ad\u2028 é \ue000 \U0001f600"
    assert fonts.uncovered(text, faces) == ("z", "é", "\ue000", "\U0001f600")
    assert fonts.uncovered(text, ()) == ("A", "B", "z", "é", "\ue000", "\U0001f600")


def test_a_sign_stands_for_what_is_missing(tmp_path: Path) -> None:
    """A missing character gives way to the first sign that a face has; it is told by its name."""
    for signs, expected in (("A\ufffd□", "\ufffd"), ("A□", "□"), ("A", "?")):
        path = font(tmp_path / f"{len(signs)}.ttf", "Mine", signs)
        faces = (Face(family="Mine", weight=400, style="normal", path=path, name="fonts/a.ttf"),)
        assert fonts.replacement(faces) == expected
    assert fonts.named("अ") == "U+0905 DEVANAGARI LETTER A"
    assert fonts.named("\ue000") == "U+E000 (unnamed)"


def test_the_decoration_has_its_leaf() -> None:
    """The family of the look has the leaf that adorns its covers."""
    assert fonts.uncovered("❦", fonts.faces(("EB Garamond",), (fonts.REGULAR,))) == ()


@needs_fontconfig
def test_other_scripts_are_found_by_fontconfig() -> None:
    """What the families lack is looked for among the installed fonts, and is then covered."""
    text = "שלום مرحبا"
    faces = fonts.faces(("EB Garamond",), (fonts.REGULAR,))
    lacking = fonts.uncovered(text, faces)
    found = fonts.fallbacks(lacking, "en")
    if not found:
        pytest.skip("no font for Hebrew or Arabic is installed")
    assert fonts.uncovered(text, faces + found) == ()
    assert fonts.fallbacks(("\U0010fffe",), "en") == ()


@needs_fontconfig
def test_a_book_in_many_scripts_has_a_font_for_each() -> None:
    """What a font is found for alone has one in a book of a dozen other scripts too."""
    wanted = [sign for sign in "שمअআதతമශไລខမ猫😀" if fonts.fallbacks(sign, "en")]
    found = fonts.fallbacks(wanted, "en", (fonts.REGULAR, (600, "normal")))
    assert fonts.uncovered("".join(wanted), found) == ()


@needs_fontconfig
@pytest.mark.parametrize(
    ("text", "language", "ending"),
    [
        ("猫", "ja", "JP"),
        ("猫", "zh-Hans", "SC"),
        ("猫", "zh-TW", "TC"),
        ("猫", "ko-KR", "KR"),
        ("猫", "en", "SC"),
        ("猫の", "en", "JP"),
        ("고양이", "en", "KR"),
    ],
)
def test_east_asian_fonts_go_by_language(text: str, language: str, ending: str) -> None:
    """Characters that three languages share are set in the shapes of the book's, or the text's."""
    found = fonts.fallbacks(text, language)
    if not any(" CJK " in face.family for face in found):
        pytest.skip("no Noto CJK font is installed")
    assert found[0].family.endswith(ending)


@needs_fontconfig
def test_an_installed_family_is_found_by_name() -> None:
    """A family that only the system has is found under exactly its name."""
    found = fonts.fallbacks("ش", "ar")
    if not found:
        pytest.skip("no font for Arabic is installed")
    again = fonts.faces((found[0].family,), (fonts.REGULAR,))
    assert again == found[:1]
    assert fonts.faces((found[0].family + " Nowhere",), (fonts.REGULAR,)) == ()


def test_without_fontconfig_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without fontconfig other scripts are simply not found."""
    monkeypatch.setenv("PATH", "")
    assert fonts.fallbacks("अ", "hi") == ()


def test_a_fontconfig_that_fails_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken fontconfig is the same as none."""
    program = tmp_path / "fc-list"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts.fallbacks("अ", "hi") == ()


@pytest.mark.parametrize(
    ("sign", "package"),
    [
        ("\U0001f43e", "fonts-noto-color-emoji"),
        ("\U0001f3fd", "fonts-noto-color-emoji"),
        ("\U0001fabf", "fonts-noto-color-emoji"),
        ("\U00020000", "fonts-noto-cjk"),
        ("\u0905", "fonts-noto-core"),
        ("\ue000", "private sign"),
    ],
)
def test_which_package_has_a_character_is_told(sign: str, package: str) -> None:
    """Whoever lacks a font learns what to install."""
    assert package in fonts.remedy(sign[0])
