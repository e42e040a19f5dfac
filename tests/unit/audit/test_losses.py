"""What is taken from a finished book is missed, even where the same words stand elsewhere in it."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from blog2book.audit import Verdict, audit
from blog2book.audit.order import misplaced
from blog2book.audit.printed import Printed
from blog2book.config import MediaTable, Settings
from exports import item, wxr
from samples import Heard, book, chapter, comment, entry, post
from whole import context, make


def _figure(name: str, alt: str, caption: str) -> str:
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="https://blog.example/{name}.jpg" alt="{alt}">{below}</figure>'


_BRIDGE = _figure("gone", "", "The bridge was not closed in June")
_BONFIRE = _figure("a", "", "Bonfire on the northern beach")
_PHOTO = _figure("gone", "", "Photo: Anna Berg")
_BODIES = (
    f"<p>We were not told about the flood.</p>{_BRIDGE}<p>Then the water went down again.</p>",
    f"<p>Some words of an opening.</p>{_BONFIRE}<p>Closing words of the post.</p>",
    _figure("gone", "", ""),
    f"{_PHOTO}<p>Alpha beta gamma.</p>{_PHOTO}<p>Delta epsilon.</p>",
    "<p>Rain on the roof all night, and we could not sleep.</p>",
    "<p>The first frost of the year was early.</p>",
    "<p>Snow came at last, and all were glad of it.</p>",
    f"<p>All was dark, and a star was green.</p>{_figure('gone', 'Green hare in the woods', '')}",
)
_TITLES = ("Flood", "Bonfire", "", "Photos", "Rain on the roof", "Frost", "Snow", "Hare")
_HARM: tuple[tuple[str, str], ...] = (
    ("We were not told", "We were told"),  # a caption has the word
    (_BONFIRE, _figure("a", "Bonfire on the northern beach", "")),
    (f"{_PHOTO}<p>Delta", "<p>Delta"),  # another caption says the same
    ("<title><![CDATA[Rain on the roof]]></title>", "<title></title>"),  # the text begins with it
    ("2016-12-06 08", "2016-12-07 09"),  # after the next one
    ("star was green", "star was"),  # what stands in place of a lost picture has the word
)


def _export(bodies: tuple[str, ...] = _BODIES) -> str:
    return wxr(
        *(
            item(at + 1, body, title=title, post_date=f"2016-12-0{at + 1} 08:00:00")
            for at, (body, title) in enumerate(zip(bodies, _TITLES, strict=True))
        )
    )


def _settings(folder: Path) -> Settings:
    return replace(Settings(), media=MediaTable(folders=(folder,)))


def _verdict(folder: Path, export: Path, book: Path) -> Verdict:
    settings = _settings(folder)
    settings = replace(settings, book=replace(settings.book, archives=(export,)))
    return audit(settings, book, context(folder, Heard()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an export, one picture, and the EPUB made of it."""
    made = tmp_path_factory.mktemp("losses")
    Image.effect_noise((400, 300), 90).save(made / "a.jpg")
    (made / "export.xml").write_text(_export(), encoding="utf-8")
    make([made / "export.xml"], [made / "book.epub"], settings=_settings(made))
    return made


@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_words_are_not_found_where_others_say_the_same(suffix: str, folder: Path) -> None:
    """Each loss is told: a word, two captions, a title, a picture's post, and one out of order."""
    export, harmed = folder / "export.xml", folder / "harmed" / "export.xml"
    harmed.parent.mkdir(exist_ok=True)
    text = export.read_text(encoding="utf-8")
    gone = text.index("<item>", text.index("Bonfire on the northern"))
    text = text[:gone] + text[text.index("<item>", gone + 1) :]
    for old, new in _HARM:
        assert text.count(old) == 1
        text = text.replace(old, new)
    harmed.write_text(text, encoding="utf-8")
    book = folder / f"harmed.{suffix}"
    make([harmed], [book], settings=_settings(folder))
    told = {
        one.title or one.day: (one.lost, one.misplaced, one.said)
        for one in _verdict(folder, export, book).losses
    }
    frost = told.pop("Frost", None) or told.pop("Snow")
    assert frost == (0, True, "")
    assert told == {
        "Flood": (1, False, "not"),
        "Bonfire": (5, False, "bonfire on the northern beach"),
        "2016-12-03": (0, True, ""),
        "Photos": (3, False, "photo: anna berg"),
        "Rain on the roof": (4, False, "rain on the roof"),
        "Hare": (1, False, "green"),
    }


@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_a_book_that_says_things_twice_passes(suffix: str, folder: Path) -> None:
    """What is whole is found whole."""
    book = folder / f"book.{suffix}"
    if suffix != "epub":
        make([folder / "export.xml"], [book], settings=_settings(folder))
    assert _verdict(folder, folder / "export.xml", book).losses == ()


def _exchanged(articles: list[etree._Element]) -> None:
    first, second = articles[4], articles[5]
    first.addprevious(second)


def _emptied(articles: list[etree._Element]) -> None:
    articles[2][:] = []


def _removed(articles: list[etree._Element]) -> None:
    one = articles[2]
    parent = one.getparent()
    assert parent is not None
    parent.remove(one)


@pytest.mark.parametrize(
    ("change", "titles"),
    [(_exchanged, {"Rain on the roof", "Frost"}), (_emptied, {""}), (_removed, {""})],
)
def test_each_post_has_its_place(
    change: Callable[[list[etree._Element]], None], titles: set[str], folder: Path
) -> None:
    """One of two that changed places is told, and a post that shows a picture alone and is gone."""
    changed = folder / "changed.epub"
    with zipfile.ZipFile(folder / "book.epub") as source, zipfile.ZipFile(changed, "w") as made:
        for info in source.infolist():
            data = source.read(info)
            if "/m-" in info.filename:
                root = etree.fromstring(data)
                change(list(root.iterfind(".//{*}article")))
                data = etree.tostring(root)
            made.writestr(info, data)
    verdict = _verdict(folder, folder / "export.xml", changed)
    assert not verdict.passed
    (loss,) = verdict.losses
    assert loss.title in titles
    assert (loss.misplaced, loss.lost, loss.missing) == (True, 0, False)


def test_a_post_stands_in_its_month() -> None:
    """Not after the beginning of the next one, nor without a place; the same holds for comments."""
    first = entry(id="a", post=post(key="a", comments=(comment(key="c"),)))
    first = replace(first, comments=first.post.comments, depths=(0,))
    months = [chapter([first], id="m-1", month=1), chapter([entry(id="b", post=post(key="b"))])]
    shown = book(months)
    places = {"m-1": 0, "a": 2, "a-c1": 4, months[1].id: 6, "b": 8}
    said = Printed(words=["so"] * 10, anchors=places, notes=())
    assert misplaced(said, shown) == set()
    assert misplaced(replace(said, anchors={**places, "a-c1": 7}), shown) == {"c"}
    assert misplaced(replace(said, anchors={**places, "b": 5}), shown) == {"b"}
    assert misplaced(replace(said, anchors={}), shown) == {"a", "b", "c"}
