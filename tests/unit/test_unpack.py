import gzip
import io
import os
import resource
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import ignore
from blog2book.unpack import Limits, members, unpacked
from samples import Heard


def make_zip(path: Path, files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip of `files`."""
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def make_tar(path: Path, *entries: tarfile.TarInfo) -> Path:
    """Write a tar of `entries`, each full of "x"."""
    with tarfile.open(path, "w") as archive:
        for entry in entries:
            archive.addfile(entry, io.BytesIO(b"x" * entry.size))
    return path


def entry(name: str, size: int = 1, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    """Return a tar's entry."""
    info = tarfile.TarInfo(name)
    info.size = size
    info.type = kind
    info.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
    return info


@pytest.fixture
def workdir(tmp_path: Path) -> Path:
    """Return an empty work folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def test_a_plain_file_is_itself(tmp_path: Path, workdir: Path) -> None:
    """A file that is no archive is returned as it is."""
    source = tmp_path / "december.zip"
    source.write_text("no zip at all")
    assert unpacked(source, workdir) == source


def test_a_folder_is_itself(tmp_path: Path, workdir: Path) -> None:
    """A folder is returned as it is."""
    assert unpacked(tmp_path, workdir) == tmp_path


def test_a_zip_of_one_file_is_that_file(tmp_path: Path, workdir: Path) -> None:
    """What a Mac adds does not make one file two."""
    files = {"a/posts.txt": b"x", "__MACOSX/a/._posts.txt": b"y", "a/.DS_Store": b"z"}
    found = unpacked(make_zip(tmp_path / "a.zip", files), workdir)
    assert found.name == "posts.txt"
    assert found.read_bytes() == b"x"
    assert found.is_relative_to(workdir)


def test_a_zip_of_several_files_is_their_folder(tmp_path: Path, workdir: Path) -> None:
    """Several files stay together in one folder, empty folders left out."""
    source = make_zip(tmp_path / "a.zip", {"b/": b"", "b/1.xml": b"1", "b/2.xml": b"2"})
    found = unpacked(source, workdir)
    assert members(found) == ("b/1.xml", "b/2.xml")
    assert found.name == source.name


def test_two_archives_do_not_mix(tmp_path: Path, workdir: Path) -> None:
    """Each archive gets a folder of its own."""
    first = unpacked(make_zip(tmp_path / "a.zip", {"posts.txt": b"1"}), workdir)
    second = unpacked(make_zip(tmp_path / "b.zip", {"posts.txt": b"2"}), workdir)
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("export.xml.gz", "export.xml"), ("export", "export"), (".gz", "unpacked")],
)
def test_a_gzip_is_its_content(tmp_path: Path, workdir: Path, name: str, expected: str) -> None:
    """A gzip becomes the file in it, whose name loses the suffix."""
    source = tmp_path / name
    source.write_bytes(gzip.compress(b"<rss/>"))
    found = unpacked(source, workdir)
    assert (found.name, found.read_bytes()) == (expected, b"<rss/>")


def test_a_packed_tar_is_its_folder(tmp_path: Path, workdir: Path) -> None:
    """A tar in a gzip is unpacked to the end."""
    plain = make_tar(
        tmp_path / "a.tar", entry("b", kind=tarfile.DIRTYPE, size=0), entry("b/1"), entry("b/2")
    )
    source = tmp_path / "a.tgz"
    source.write_bytes(gzip.compress(plain.read_bytes()))
    assert members(unpacked(source, workdir)) == ("b/1", "b/2")


def test_a_gzip_in_a_zip_is_unpacked_too(tmp_path: Path, workdir: Path) -> None:
    """One archive inside another is opened as well."""
    source = make_zip(tmp_path / "a.zip", {"a.xml.gz": gzip.compress(b"<rss/>")})
    assert unpacked(source, workdir).read_bytes() == b"<rss/>"


def test_nests_of_archives_are_refused(tmp_path: Path, workdir: Path) -> None:
    """Archives in archives without end are refused."""
    data = b"x"
    for _ in range(5):
        data = gzip.compress(data)
    source = tmp_path / "a.gz"
    source.write_bytes(data)
    with pytest.raises(ArchiveError, match="and so on"):
        unpacked(source, workdir)


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/etc/evil",
        "C:/evil",
        "C:evil",
        "..\\evil",
        "\\evil",
        "a" * 1001,
    ],
)
def test_names_that_lead_outside_are_refused(tmp_path: Path, workdir: Path, name: str) -> None:
    """No member can be written outside the work folder."""
    with pytest.raises(ArchiveError, match="outside the work folder"):
        unpacked(make_zip(tmp_path / "a.zip", {name: b"x", "b": b"y"}), workdir)
    assert not list(tmp_path.rglob("evil"))


def test_such_names_are_refused_in_a_tar(tmp_path: Path, workdir: Path) -> None:
    """A tar's names follow the same rule."""
    with pytest.raises(ArchiveError, match="outside the work folder"):
        unpacked(make_tar(tmp_path / "a.tar", entry("../evil")), workdir)


def test_a_link_in_a_zip_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A symbolic link could lead anywhere."""
    source = tmp_path / "a.zip"
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(ArchiveError, match="link"):
        unpacked(source, workdir)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path, workdir: Path, kind: bytes) -> None:
    """A tar can hold links of two kinds and devices; none is made."""
    with pytest.raises(ArchiveError, match="link or a device"):
        unpacked(make_tar(tmp_path / "a.tar", entry("b", 0, kind)), workdir)


def test_a_locked_zip_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A password is asked for in words."""
    source = make_zip(tmp_path / "a.zip", {"a": b"x"})
    data = bytearray(source.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(data)
    with pytest.raises(ArchiveError, match="locked with a password"):
        unpacked(source, workdir)


def test_a_zip_cut_short_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A zip without its end says that it was cut short."""
    source = make_zip(tmp_path / "a.zip", {"a": os.urandom(5000)})
    source.write_bytes(source.read_bytes()[:3000])
    with pytest.raises(ArchiveError, match="cut short"):
        unpacked(source, workdir)


def test_a_zip_with_a_broken_list_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A zip whose list of names is overwritten is damaged."""
    source = make_zip(tmp_path / "a.zip", {"a": b"x"})
    source.write_bytes(source.read_bytes().replace(b"PK\x01\x02", b"PKxx"))
    with pytest.raises(ArchiveError, match="damaged"):
        unpacked(source, workdir)


def test_a_zip_of_no_known_version_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A member that wants a version of zip that never was is told in words."""
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"a", "b.txt": b"b"})
    damaged = bytearray(path.read_bytes())
    damaged[damaged.index(b"PK\x01\x02") + 6] = 84
    path.write_bytes(damaged)
    with pytest.raises(ArchiveError, match=r"version 8\.4"):
        unpacked(path, workdir, ignore)


def test_an_empty_zip_is_an_empty_folder(tmp_path: Path, workdir: Path) -> None:
    """A zip of nothing is a folder of nothing."""
    assert members(unpacked(make_zip(tmp_path / "a.zip", {}), workdir)) == ()


def test_a_damaged_member_costs_itself(tmp_path: Path, workdir: Path) -> None:
    """One broken picture does not cost the posts beside it."""
    heard = Heard()
    source = make_zip(
        tmp_path / "a.zip", {"good": b"good", "bad": b"BROKEN", "fine": b""}, zipfile.ZIP_STORED
    )
    source.write_bytes(source.read_bytes().replace(b"BROKEN", b"broken"))
    found = unpacked(source, workdir, heard)
    assert members(found) == ("fine", "good")
    assert [(one.code, one.where) for one in heard.notices] == [("member-damaged", "a.zip, bad")]


def test_a_zip_of_damaged_members_is_refused(tmp_path: Path, workdir: Path) -> None:
    """If nothing is left, that is said."""
    source = make_zip(tmp_path / "a.zip", {"bad": b"BROKEN"}, zipfile.ZIP_STORED)
    source.write_bytes(source.read_bytes().replace(b"BROKEN", b"broken"))
    with pytest.raises(ArchiveError, match="none of its files can be read"):
        unpacked(source, workdir)


def test_a_name_too_long_for_the_disk_costs_itself(tmp_path: Path, workdir: Path) -> None:
    """A member that no file system takes is lost with a notice."""
    heard = Heard()
    source = make_zip(tmp_path / "a.zip", {"good": b"x", "n" * 300 + ".jpg": b"x"})
    assert unpacked(source, workdir, heard).name == "good"
    assert heard.codes == ["member-damaged"]


def test_a_full_disk_is_said_in_words(tmp_path: Path, workdir: Path) -> None:
    """What stops the disk stops the work, with the reason."""
    source = make_zip(tmp_path / "a.zip", {"good": os.urandom(100_000)})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(ArchiveError, match="cannot be read: File too large"):
            unpacked(source, workdir)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_name_for_file_and_folder_costs_itself(tmp_path: Path, workdir: Path) -> None:
    """A member that stands where another needs a folder is lost with a notice."""
    heard = Heard()
    source = make_zip(tmp_path / "a.zip", {"a": b"x", "a/b": b"y", "c": b"z"})
    assert members(unpacked(source, workdir, heard)) == ("a", "c")
    assert heard.codes == ["member-damaged"]


@pytest.mark.parametrize("name", ["Grüße/Blog.txt", "日記/十二月.txt"])
def test_names_in_utf8_that_do_not_say_so_are_read(
    tmp_path: Path, workdir: Path, name: str
) -> None:
    """Many tools write UTF-8 names without the flag for it."""
    plain = name.encode()
    source = make_zip(tmp_path / "a.zip", {"x" * len(plain): b"1", "other": b"2"})
    source.write_bytes(source.read_bytes().replace(b"x" * len(plain), plain))
    assert name in members(unpacked(source, workdir))


def test_names_in_an_old_encoding_are_read_somehow(tmp_path: Path, workdir: Path) -> None:
    """A name that is no UTF-8 is read as DOS wrote it."""
    source = make_zip(tmp_path / "a.zip", {"xxx": b"1", "other": b"2"})
    source.write_bytes(source.read_bytes().replace(b"xxx", b"\x81\x82\x84"))
    assert members(unpacked(source, workdir)) == ("other", "üéä")


def test_a_zip_bomb_is_refused_at_once(tmp_path: Path, workdir: Path) -> None:
    """What a zip announces is believed if it is too much, and nothing is written."""
    source = make_zip(tmp_path / "a.zip", {f"{n}": b"\0" * 30_000_000 for n in range(4)})
    started = time.process_time()
    with pytest.raises(ArchiveError, match="zip bomb"):
        unpacked(source, workdir)
    assert time.process_time() - started < 1
    assert not [path for path in workdir.rglob("*") if path.is_file()]


def test_a_gzip_bomb_is_stopped(tmp_path: Path, workdir: Path) -> None:
    """A gzip announces nothing: it is stopped while it grows."""
    source = tmp_path / "a.gz"
    source.write_bytes(gzip.compress(b"\0" * 100_000_000))
    with pytest.raises(ArchiveError, match="zip bomb"):
        unpacked(source, workdir)


def test_a_tar_that_announces_too_much_is_stopped(tmp_path: Path, workdir: Path) -> None:
    """A tar in a gzip counts by the gzip's size."""
    source = tmp_path / "a.tgz"
    plain = make_tar(tmp_path / "a.tar", entry("a", 70_000_000), entry("b", 70_000_000))
    source.write_bytes(gzip.compress(plain.read_bytes()))
    with pytest.raises(ArchiveError, match="zip bomb"):
        unpacked(source, workdir)


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(total=50), "would unpack to more than"), (Limits(free=50), "more room than is free")],
)
def test_more_than_the_limit_or_the_disk_is_refused(
    tmp_path: Path, workdir: Path, limits: Limits, message: str
) -> None:
    """Sizes are checked against the limit and against what is free."""
    source = make_zip(tmp_path / "a.zip", {"a": b"x" * 100, "b": b"y"})
    with pytest.raises(ArchiveError, match=message):
        unpacked(source, workdir, ignore, limits)


def directory_of(count: int) -> bytes:
    """Return a zip whose list names `count` empty files, all at one place."""
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    line = struct.pack("<4s6H3L5H2L", b"PK\1\2", *[20, 20, 0, 0, 0, 0], 0, 0, 0, 1, *[0] * 6) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(line) * count, len(local), 0)
    return local + line * count + end


def test_a_million_members_are_refused_at_once(tmp_path: Path, workdir: Path) -> None:
    """Even a zip that says it holds one file has its list counted first."""
    source = tmp_path / "a.zip"
    source.write_bytes(directory_of(1_000_000))
    started = time.process_time()
    with pytest.raises(ArchiveError, match="more than 200,000 files"):
        unpacked(source, workdir)
    assert time.process_time() - started < 1


def test_a_list_beyond_measure_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A list too long to read is not read."""
    source = tmp_path / "a.zip"
    source.write_bytes(directory_of(100))
    with pytest.raises(ArchiveError, match="more than 200,000 files"):
        unpacked(source, workdir, ignore, Limits(directory=1000))


def test_the_long_form_of_a_zip_is_read(tmp_path: Path, workdir: Path) -> None:
    """A zip64, as Takeout writes it, is counted by its own record."""
    source = make_zip(tmp_path / "a.zip", {"a": b"1", "b": b"2"})
    data = source.read_bytes()
    at, start = data.index(b"PK\5\6"), data.index(b"PK\1\2")
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, at - start, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    source.write_bytes(data[:at] + long_end + locator + end)
    assert members(unpacked(source, workdir)) == ("a", "b")


def test_too_many_members_of_a_tar_or_folder_are_refused(tmp_path: Path, workdir: Path) -> None:
    """Tars and folders are counted while they are read."""
    limits = Limits(members=2)
    source = make_tar(tmp_path / "a.tar", *(entry(f"{n}") for n in range(4)))
    with pytest.raises(ArchiveError, match="more than 2 files"):
        unpacked(source, workdir, ignore, limits)
    for name in "abc":
        (tmp_path / name).touch()
    with pytest.raises(ArchiveError, match="more than 2 files"):
        members(tmp_path, limits)


def test_a_gzip_cut_short_gives_what_is_left(tmp_path: Path, workdir: Path) -> None:
    """What comes out of a gzip before the cut is kept, and the cut is told."""
    heard = Heard()
    text = "\n".join(f"post {n}" for n in range(50_000)).encode()
    source = tmp_path / "a.xml.gz"
    source.write_bytes(gzip.compress(text)[:-5000])
    found = unpacked(source, workdir, heard).read_bytes()
    assert found
    assert text.startswith(found)
    assert heard.codes == ["archive-cut-short"]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:12], lambda data: data[:20] + b"\xff" * 20 + data[40:]]
)
def test_a_spoilt_gzip_is_refused(
    tmp_path: Path, workdir: Path, spoil: Callable[[bytes], bytes]
) -> None:
    """A gzip of which nothing can be read, or whose sum is wrong, is damaged."""
    source = tmp_path / "a.gz"
    source.write_bytes(spoil(gzip.compress(os.urandom(1000))))
    with pytest.raises(ArchiveError, match="gzip file that is damaged"):
        unpacked(source, workdir)


def test_a_tar_cut_short_is_refused(tmp_path: Path, workdir: Path) -> None:
    """A tar that ends within a file is damaged."""
    source = make_tar(tmp_path / "a.tar", entry("a", 5000), entry("b", 5000))
    source.write_bytes(source.read_bytes()[:7000])
    with pytest.raises(ArchiveError, match="tar that is damaged"):
        unpacked(source, workdir)


def test_what_is_not_there_is_said(tmp_path: Path, workdir: Path) -> None:
    """A name that leads nowhere is an error in words."""
    with pytest.raises(ArchiveError, match="There is no file"):
        unpacked(tmp_path / "nothing", workdir)


def test_a_pipe_is_no_archive(tmp_path: Path, workdir: Path) -> None:
    """What is neither file nor folder is not opened: it might never end."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArchiveError, match="neither a file nor a folder"):
        unpacked(tmp_path / "pipe", workdir)


def test_members_do_not_follow_links_outside(tmp_path: Path) -> None:
    """Links may point to a file inside the folder, never to one outside or to a folder."""
    folder = tmp_path / "export"
    (folder / "b").mkdir(parents=True)
    (tmp_path / "secret").write_text("x")
    (folder / "b" / "post").write_text("x")
    (folder / "inside").symlink_to(folder / "b" / "post")
    (folder / "outside").symlink_to(tmp_path / "secret")
    (folder / "gone").symlink_to(folder / "nothing")
    (folder / "up").symlink_to(tmp_path)
    (folder / "Thumbs.db").write_text("x")
    assert members(folder) == ("b/post", "inside")


@pytest.mark.skipif(os.name != "posix", reason="makes a link without asking for rights")
def test_a_link_in_a_circle_is_no_file(tmp_path: Path) -> None:
    """A link that leads to itself is passed over, like all that cannot be looked at."""
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "export.xml").write_text("x", encoding="utf-8")
    assert members(tmp_path) == ("export.xml",)
