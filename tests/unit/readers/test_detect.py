import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError, ConfigError, UnknownFormatError
from blog2book.model.archive import Archive
from blog2book.ports import Confidence, Context, Sample
from blog2book.readers import READERS
from blog2book.readers.detect import choose, sample_of
from samples import Heard, archive

TEXT = b"7 December 2016\n\nFirst frost\n\nThe dahlias are black, and the robin is back again.\n"
WXR = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel></channel></rss>"""

MT = b"AUTHOR: Ada\nTITLE: x\n-----\nBODY:\n7 December 2016\n-----\n--------\n"
LJ = b"<livejournal><entry><itemid>1</itemid></entry></livejournal>"


class Stub:
    """A reader that is as sure as a test wants."""

    def __init__(self, name: str, confidence: Confidence) -> None:
        self.name = name
        self.reads = f"a {name}"
        self.confidence = confidence

    def recognises(self, _sample: Sample) -> Confidence:
        """Say what the test wants."""
        return self.confidence

    def read(self, _source: Path, _context: Context) -> Archive:
        """Return nothing much."""
        return archive()


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Return a world in a folder for tests."""
    (tmp_path / "work").mkdir()
    return Context(report=Heard(), workdir=tmp_path / "work", cache=tmp_path)


def put(tmp_path: Path, data: bytes, name: str = "export.xml") -> Path:
    """Write a file with a name that says nothing."""
    path = tmp_path / name
    path.write_bytes(data)
    return path


def pack(files: dict[str, bytes]) -> bytes:
    """Return a zip of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"), [(TEXT, "text"), (WXR, "wordpress"), (MT, "movabletype"), (LJ, "livejournal")]
)
@pytest.mark.parametrize("packed", ["plain", "zip", "gzip"])
def test_content_decides(
    tmp_path: Path, context: Context, data: bytes, name: str, packed: str
) -> None:
    """A file is known by what is in it, packed or not, whatever its name says."""
    wrapped = {"plain": data, "zip": pack({"a": data}), "gzip": gzip.compress(data)}[packed]
    reader, path = choose(put(tmp_path, wrapped, "photo.jpg"), context, brought={})
    assert reader.name == name
    assert path.read_bytes() == data


def test_the_surest_wins(tmp_path: Path, context: Context) -> None:
    """A plug-in that is surer than the built-in readers reads; on a tie the built-in one does."""
    source = put(tmp_path, TEXT)
    sure = {"sure": Stub("sure", Confidence.CERTAIN)}
    assert choose(source, context, brought=sure)[0].name == "sure"
    tie = {"tie": Stub("tie", Confidence.LIKELY)}
    assert choose(source, context, brought=tie)[0].name == "text"


def test_a_plug_in_takes_no_built_in_name(tmp_path: Path, context: Context) -> None:
    """A plug-in called "text" does not take the place of the text reader."""
    brought = {"text": Stub("other", Confidence.CERTAIN)}
    assert choose(put(tmp_path, TEXT), context, brought=brought)[0].name == "text"


def test_a_name_wins_over_looking(tmp_path: Path, context: Context) -> None:
    """--reader is obeyed."""
    assert choose(put(tmp_path, TEXT), context, "wordpress", {})[0].name == "wordpress"


def test_an_unknown_name_suggests_another(tmp_path: Path, context: Context) -> None:
    """A mistyped reader is answered with the nearest one and a list."""
    with pytest.raises(ConfigError, match='no reader called "wordpres"') as caught:
        choose(put(tmp_path, TEXT), context, "wordpres", {})
    assert "Did you mean wordpress?" in caught.value.hint
    with pytest.raises(ConfigError) as caught:
        choose(put(tmp_path, TEXT), context, "zzz", {})
    assert caught.value.hint == f"There are: {', '.join(READERS)}."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "holds nothing but blanks"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xff\xd8\xff\xe0JFIF", "is a picture"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"{\\rtf1 x}", "Rich Text"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS pointer"),
        (os.urandom(500) + b"\0\1\2", "is no text"),
        (b"<!DOCTYPE html><title>x</title>", "is a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><html><p>", "is a web page"),
        (b"<?xml version='1.0'?><!DOCTYPE x><opml/>", "first element is <opml>"),
        (b'[{"a": 1}]', "is JSON"),
        (b"Dear diary, nothing today.\n", "no line in it is a date"),
    ],
)
def test_what_is_not_read_is_named(
    tmp_path: Path, context: Context, data: bytes, words: str
) -> None:
    """A file that no reader knows is called by its name, and where what is read is listed."""
    with pytest.raises(UnknownFormatError, match=words) as caught:
        choose(put(tmp_path, data), context, brought={})
    assert caught.value.message.startswith("export.xml ")
    assert caught.value.hint.endswith("`blog2book formats` lists what can be read.")
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "empty folder or archive"),
        ({"word/document.xml": b"x", "b": b"x"}, "Word document"),
        ({"META-INF/container.xml": b"x", "mimetype": b"x"}, "an EPUB"),
        ({"posts.csv": b"x", "other.csv": b"x"}, "tables"),
        ({"README.md": b"x", "_config.yml": b"x"}, "nothing that is a post"),
        ({"a.txt": TEXT, "b.txt": TEXT}, "folder with text files"),
        ({"a.jpg": b"x", "b.jpg": b"x"}, "folder of pictures"),
        ({"a.xml.gz": b"x", "b.zip": b"x"}, "packed files, which are not opened"),
        ({"a.bin": b"x", "b.bin": b"x"}, "nothing that looks like"),
    ],
)
def test_archives_of_other_kinds_are_named(
    tmp_path: Path, context: Context, files: dict[str, bytes], words: str
) -> None:
    """A zip of something else is called by its name too."""
    with pytest.raises(UnknownFormatError, match=words):
        choose(put(tmp_path, pack(files)), context, brought={})


def test_the_folder_that_one_is_in_has_a_name(
    tmp_path: Path, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that was given as "." is called by its own name."""
    (tmp_path / "diary").mkdir()
    monkeypatch.chdir(tmp_path / "diary")
    with pytest.raises(UnknownFormatError, match=r"^diary is an empty folder"):
        choose(Path(), context, brought={})


def test_a_sample_of_a_folder_lists_its_files(tmp_path: Path) -> None:
    """Readers see the names in a folder, and the head of a file."""
    put(tmp_path, b"x" * 100_000, "b")
    sample = sample_of(tmp_path)
    assert (sample.head, sample.members) == (b"", ("b",))
    assert len(sample_of(tmp_path / "b").head) == 65_536
    with pytest.raises(ArchiveError, match="cannot be read"):
        sample_of(tmp_path / "nothing")


def test_installed_plug_ins_are_asked(tmp_path: Path, context: Context) -> None:
    """Without a list, the installed packages bring their readers."""
    assert choose(put(tmp_path, TEXT), context)[0].name == "text"
