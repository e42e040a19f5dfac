"""What the fuzzer does to a good export: changes of its bytes, hostile pictures, hostile zips."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

Change = Callable[[bytes, random.Random], bytes]

TOKENS = (
    b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&lt;",
    b"</p>", b"<script>", b"<style>", b"<pre>", b"<table><tr><td>", b"<math>", b"<svg>",
    b"</item>", b"<item>", b"</entry>", b"<entry>", b"\x00", b"\x1b[2J", b"\xff\xfe",
    b"\xe2\x80\xae", b"\r", b"\t", b'"', b"'", b"\\", b"\\ud800", b"{", b"}", b"[", b"]", b"null",
    b"-1", b"1e999", b"{{", b"{% raw %}", b"{{<", b"---\n", b"+++\n", b"-----\n", b"--------\n",
    b"AUTHOR: ", b"DATE: ", b"::: ", b"$$", b"```\n", b"../../../etc/passwd",
    b"file:///etc/passwd", b"http://127.0.0.1/", b"0000-00-00", b"9999-99-99",
    b"2016-02-31T25:61:61+99:99", b"99999999999999999999", b'<img src="huge.png">',
    b'<img src="cut.jpg">', b'<img src="lies.png">', b'<img src="bomb.svg">',
    b"[gallery ids='1,2']", b"javascript:alert(1)", b"data:image/png;base64,",
    b"<a href='#x' id='x'>", b"<iframe src='//x'>",
)  # fmt: skip
"""What readers and cleaning take for more than it is."""

PAIRS = (
    (b"<div>", b"</div>"), (b"[", b"]"), (b"<blockquote><ul><li>", b""), (b"> ", b""),
    (b"{", b"}"), (b"<table><tr><td>", b""), (b"*_", b"_*"), (b"(", b")"), (b"<b><i>", b""),
)  # fmt: skip


def cut(data: bytes, rng: random.Random) -> bytes:
    """Return the beginning."""
    return data[: rng.randrange(len(data) + 1)]


def flip(data: bytes, rng: random.Random) -> bytes:
    """Turn some bits over."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _stretch(data: bytes, rng: random.Random, longest: int = 5_000) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(longest))


def lose(data: bytes, rng: random.Random) -> bytes:
    """Take a stretch out."""
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def repeat(data: bytes, rng: random.Random) -> bytes:
    """Say a stretch again and again, up to a million bytes."""
    start, end = _stretch(data, rng, rng.choice((20, 500, 20_000)))
    times = min(rng.choice((2, 50, 5_000)), 1_000_000 // max(1, end - start))
    return data[:end] + data[start:end] * times + data[end:]


def move(data: bytes, rng: random.Random) -> bytes:
    """Put a stretch in another place."""
    start, end = _stretch(data, rng)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def insert(data: bytes, rng: random.Random) -> bytes:
    """Put in what readers take for more than it is."""
    for _ in range(rng.choice((1, 1, 5, 40))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(TOKENS) + data[at:]
    return data


def nest(data: bytes, rng: random.Random) -> bytes:
    """Open 200 and more levels of something, and close them or not."""
    first, last = rng.choice(PAIRS)
    depth = rng.choice((200, 200, 3_000, 30_000))
    at = rng.randrange(len(data) + 1)
    return data[:at] + first * depth + b"deep" + last * depth + data[at:]


def lengthen(data: bytes, rng: random.Random, length: int = 1_000_000) -> bytes:
    """Put a line of a million signs in."""
    at = rng.randrange(len(data) + 1)
    unit = rng.choice(
        (b"x", b"word ", b"a&amp;b", b"'\"", b"<b>", b"](", b"*a", b"\xe3\x81\x82", b"--")
    )
    return data[:at] + unit * (length // len(unit)) + data[at:]


def recode(data: bytes, rng: random.Random) -> bytes:
    """Say it in another encoding, whatever the file claims."""
    names = (
        "utf-16",
        "utf-16-be",
        "latin-1",
        "cp1252",
        "gb18030",
        "shift_jis",
        "utf-7",
        "utf-8-sig",
    )
    return data.decode("utf-8", errors="replace").encode(rng.choice(names), errors="replace")


def explode(data: bytes, _rng: random.Random) -> bytes:
    """Declare entities that grow, and use them."""
    lines = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(9))
    bomb = b'<!DOCTYPE x [<!ENTITY e0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">%s]>' % lines
    head, mark, tail = data.partition(b"?>")
    body = tail if mark else data
    return head + mark + bomb + body.replace(b"</title>", b"&e9;&f;</title>", 3)


def renumber(data: bytes, rng: random.Random) -> bytes:
    """Change figures: dates, ids, lengths."""
    changed = bytearray(data)
    places = [at for at, sign in enumerate(changed) if 48 <= sign <= 57]
    for at in rng.sample(places, min(len(places), 200)):
        changed[at] = rng.randrange(48, 58)
    return bytes(changed)


CHANGES: Sequence[Change] = (
    cut, flip, lose, repeat, move, insert, insert, nest, lengthen, recode, explode, renumber,
)  # fmt: skip


def png(width: int, height: int) -> bytes:
    """Return a black PNG, which is small however large it is."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (len(content).to_bytes(4, "big") + kind + content
                + zlib.crc32(kind + content).to_bytes(4, "big"))  # fmt: skip

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\x00\x00\x00\x00"
    row = b"\x00" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def pictures(folder: Path) -> Path:
    """Write hostile pictures into a folder, under the names that TOKENS shows."""
    folder.mkdir()
    (folder / "huge.png").write_bytes(png(20_000, 20_000))
    (folder / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40)
    (folder / "lies.png").write_bytes(b"<html><body>Not found</body></html>")
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><title></title></svg>"
    (folder / "bomb.svg").write_bytes(explode(drawing, random.Random(0)))  # noqa: S311 - no secret
    return folder


def hurt(path: Path, rng: random.Random, line: int = 0) -> Path:
    """Change an export in one to three ways; now and then pack it into a zip, hurt or hostile.

    `line` bytes are put into one line of it first.
    """
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    if line:
        file = rng.choice(files)
        file.write_bytes(lengthen(file.read_bytes(), rng, line))
    for _ in range(rng.choice((1, 1, 2, 3))):
        file = rng.choice(files)
        file.write_bytes(rng.choice(CHANGES)(file.read_bytes(), rng))
    return _packed(path, files, rng) if rng.randrange(8) == 0 else path


def _packed(path: Path, files: Sequence[Path], rng: random.Random) -> Path:
    """Return a zip of an export with hostile members, hurt itself now and then."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            inside = file.relative_to(path).as_posix() if path.is_dir() else file.name
            archive.writestr(inside, file.read_bytes())
        kind = rng.randrange(4)
        if kind == 0:
            archive.writestr("../../outside.md", b"outside")
            archive.writestr("/etc/outside.md", b"outside")
        elif kind == 1:
            archive.writestr("posts/bomb.html", b"\x00" * 200_000_000)
        else:
            for number in range(rng.choice((0, 2_000))):
                archive.writestr(f"m/{number}.html", b"")
    data = whole.getvalue()
    place = path.with_name("packed.zip")
    place.write_bytes(rng.choice((cut, flip))(data, rng) if rng.randrange(3) == 0 else data)
    return place
