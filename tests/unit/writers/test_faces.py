import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from blog2book.errors import MissingDependencyError, ThemeError
from blog2book.events import StageAdvanced, StageStarted
from blog2book.model.rendition import Face
from blog2book.ports import Context
from samples import Heard

try:
    from blog2book.writers.pdf.faces import static
except MissingDependencyError:
    pytest.skip("Pango is not installed", allow_module_level=True)

from blog2book.writers.pdf.faces import static

GARAMOND = Path(str(files("fontpkg_eb_garamond"))) / "files"


def face(weight: int = 600, style: str = "normal", **fields: object) -> Face:
    """Return a face of the variable family that comes with blog2book."""
    name = "EBGaramond-Italic[wght].ttf" if style == "italic" else "EBGaramond[wght].ttf"
    plain: dict[str, object] = {
        "family": "EB Garamond",
        "weight": weight,
        "style": style,
        "path": GARAMOND / name,
        "name": f"fonts/eb-garamond-{weight}-{style}.ttf",
    }
    return Face(**(plain | fields))  # type: ignore[arg-type] # fields of the noun


def small(path: Path, **axes: tuple[float, float, float]) -> Path:
    """Write a small variable font with these axes."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "A"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf(dict.fromkeys(names, TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Mine", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    if axes:
        builder.setupFvar([(tag, *places, tag) for tag, places in axes.items()], [])
        builder.setupGvar({name: [] for name in names})
    builder.save(path)
    return path


def context(tmp_path: Path, heard: Heard | None = None) -> Context:
    """Return a context whose folders lie in the test's."""
    return Context(report=heard or Heard(), workdir=tmp_path / "work", cache=tmp_path / "cache")


def test_a_variable_face_becomes_static(tmp_path: Path) -> None:
    """A face has no axes left, its own weight and a name of its own; a second call only looks."""
    heard = Heard()
    made = static((face(),), context(tmp_path, heard))
    [path] = made.values()
    font = TTFont(path)
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == 600
    assert font["name"].getDebugName(1) == "EB Garamond 600"
    assert font["name"].getDebugName(6) == "EBGaramond-600Regular"
    assert heard.events == [
        StageStarted(stage="fonts", total=1),
        StageAdvanced(stage="fonts", done=1),
    ]
    again = Heard()
    assert static((face(), face()), context(tmp_path, again)) == made
    assert again.events == []


def test_several_faces_are_made_side_by_side(tmp_path: Path) -> None:
    """Faces are made by helpers, each once, with progress; italic and bold say so."""
    heard = Heard()
    small(tmp_path / "mine.ttf", wght=(100, 400, 900))
    faces = [
        face(weight, style, family="Mine", path=tmp_path / "mine.ttf")
        for weight, style in ((400, "normal"), (700, "italic"))
    ]
    made = static(faces, context(tmp_path, heard))
    assert list(made) == [one.name for one in faces]
    regular, bold = (TTFont(path) for path in made.values())
    assert (regular["head"].macStyle, regular["OS/2"].fsSelection & 0b1100001) == (0, 64)
    assert (bold["head"].macStyle, bold["OS/2"].fsSelection & 0b1100001) == (3, 33)
    assert heard.events[-1] == StageAdvanced(stage="fonts", done=2)


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """No clock is stamped in: another cache gives the same bytes."""
    one_face = face(family="Mine", path=small(tmp_path / "mine.ttf", wght=(100, 400, 900)))
    [one] = static((one_face,), context(tmp_path / "one")).values()
    time.sleep(1.1)  # the clock of a font counts seconds
    [two] = static((one_face,), context(tmp_path / "two")).values()
    assert one.read_bytes() == two.read_bytes()


def test_a_static_file_is_used_as_it_is(tmp_path: Path) -> None:
    """A file without axes is not touched."""
    path = small(tmp_path / "static.ttf")
    assert static((face(path=path),), context(tmp_path)) == {face().name: path}


@pytest.mark.slow
def test_a_face_of_a_collection_is_taken_out(tmp_path: Path) -> None:
    """Of a collection the font of its number is taken, of a compressed file the font."""
    both = TTCollection()
    both.fonts = [TTFont(small(tmp_path / "mine.ttf")), TTFont(GARAMOND / "EBGaramond[wght].ttf")]
    both.save(tmp_path / "both.ttc")
    for number in (0, 1):
        of_number = face(path=tmp_path / "both.ttc", number=number)
        [path] = static((of_number,), context(tmp_path)).values()
        assert len(TTFont(path).getGlyphOrder()) == len(both.fonts[number].getGlyphOrder())
    font = TTFont(tmp_path / "mine.ttf")
    font.flavor = "woff2"
    font.save(tmp_path / "mine.woff2")
    [path] = static((face(path=tmp_path / "mine.woff2"),), context(tmp_path)).values()
    assert path.read_bytes().startswith(b"\x00\x01\x00\x00")


def test_other_axes_are_pinned(tmp_path: Path) -> None:
    """Optical size is that of text, width normal, and slant as far as an italic goes."""
    path = small(
        tmp_path / "axes.ttf",
        wght=(300, 400, 500),
        opsz=(8, 14, 144),
        slnt=(-12, 0, 0),
        GRAD=(0, 0, 1),
    )
    italic = face(weight=900, style="italic", path=path, family="日本")
    [made] = static((italic,), context(tmp_path)).values()
    font = TTFont(made)
    assert "fvar" not in font
    assert font["name"].getDebugName(6) == "Font-900Italic"


@pytest.mark.parametrize("data", [b"no font at all", b"\x00\x01\x00\x00\x00\x01fvar", b"ttcf"])
def test_a_file_that_is_no_font_is_the_themes_fault(tmp_path: Path, data: bytes) -> None:
    """A broken font is a ThemeError that names the file, from helpers too."""
    path = tmp_path / "broken.woff2"
    path.write_bytes(data + bytes(60))
    if data.endswith(b"fvar"):
        path.write_bytes(data[:6] + bytes(6) + b"fvar" + bytes(12))
    for faces in ((face(path=path),), (face(path=path), face(500, path=path))):
        with pytest.raises(ThemeError, match=r"broken\.woff2"):
            static(faces, context(tmp_path))


def test_a_program_that_cannot_have_helpers(tmp_path: Path) -> None:
    """In a script without a main guard, where helpers die, faces are made all the same."""
    small(tmp_path / "mine.ttf", wght=(100, 400, 900))
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from blog2book.events import ignore\n"
        "from blog2book.model.rendition import Face\n"
        "from blog2book.ports import Context\n"
        "from blog2book.writers.pdf.faces import static\n"
        f"here = Path({str(tmp_path)!r})\n"
        "context = Context(report=ignore, workdir=here / 'work', cache=here / 'cache')\n"
        "faces = [Face(family='Mine', weight=weight, style='normal', path=here / 'mine.ttf',\n"
        "              name=f'fonts/{weight}.ttf') for weight in (400, 700)]\n"
        "print(len(static(faces, context)))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "2"
