import io
from pathlib import Path

import pytest
from PIL import Image

from blog2book.media import jpeg


def photo(**options: object) -> bytes:
    """Return a small noisy JPEG, with notes if they are given."""
    stream = io.BytesIO()
    noise = Image.merge("RGB", [Image.effect_noise((64, 48), spread) for spread in (40, 60, 80)])
    noise.save(stream, "JPEG", **options)
    return stream.getvalue()


def noted(**options: object) -> bytes:
    """Return a JPEG that says who took it and where."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(0x8825)[1] = "N"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET place</x:xmpmeta>"
    return photo(exif=exif, xmp=xmp, comment=b"SECRET owner", **options)


@pytest.mark.parametrize("progressive", [False, True])
def test_notes_go_and_pixels_stay(progressive: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Stripping takes EXIF, XMP and comment away, and changes no pixel."""
    whole = noted(progressive=progressive)
    assert b"SECRET" in whole
    bare = jpeg.bare(whole)
    assert b"SECRET" not in bare
    with Image.open(io.BytesIO(whole)) as before, Image.open(io.BytesIO(bare)) as after:
        assert after.getexif() == {}
        assert before.tobytes() == after.tobytes()


def test_colour_profile_and_density_stay() -> None:
    """ICC profile, JFIF density and Adobe's colour transform are passed on."""
    bare = jpeg.bare(noted(icc_profile=b"a profile" * 9, dpi=(72, 72)))
    with Image.open(io.BytesIO(bare)) as after:
        assert after.info["icc_profile"] == b"a profile" * 9
        assert after.info["dpi"] == (72, 72)
    stream = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(stream, "JPEG")
    assert b"Adobe" in jpeg.bare(stream.getvalue())


def test_other_notes_of_an_application_go() -> None:
    """An APP2 segment that is no ICC profile (a list of previews) and an IPTC one are dropped."""
    whole = photo()
    previews = b"\xff\xe2\x00\x0aMPF\x00SECR"
    owner = b"\xff\xed\x00\x08SECRET"
    assert jpeg.bare(whole[:2] + previews + owner + whole[2:]) == jpeg.bare(whole)


def test_what_follows_the_picture_goes() -> None:
    """A second picture behind the first one's end is not passed on."""
    one = photo()
    assert jpeg.bare(one + photo()) == jpeg.bare(one)


def test_restarts_and_fill_bytes_belong_to_the_scan() -> None:
    """Restart markers inside coded data and fill bytes before markers are understood."""
    whole = photo(restart_marker_blocks=1)
    assert b"\xff\xd0" in whole
    filled = whole[:-2] + b"\xff\xff\xff\xd9"
    with Image.open(io.BytesIO(jpeg.bare(filled))) as after:
        after.load()
    standalone = whole[:2] + b"\xff\x01" + whole[2:]
    assert jpeg.bare(standalone) == jpeg.bare(whole)
    stuffed = whole[:2] + b"\xff\x00" + whole[2:]
    assert jpeg.bare(stuffed) == jpeg.bare(whole)


@pytest.mark.parametrize("left", [1, 2, 3, 4, 30, 200, -300, -2, -1])
def test_a_cut_file_is_noticed(tmp_path: Path, left: int) -> None:
    """However early a file is cut, it is not whole, and stripping it raises ValueError."""
    path = tmp_path / "cut"
    path.write_bytes(photo()[:left])
    assert not jpeg.whole(path)
    with pytest.raises(ValueError, match=r"cut|JPEG"):
        jpeg.bare(path.read_bytes())


def test_a_segment_without_length_is_refused() -> None:
    """A length that does not even count itself is damage, not an endless loop."""
    with pytest.raises(ValueError, match="cut off"):
        jpeg.bare(b"\xff\xd8\xff\xe0\x00\x00" + photo()[2:])


def test_a_whole_file_is_whole(tmp_path: Path) -> None:
    """A file with its end marker is whole; progressive coding is told from plain."""
    path = tmp_path / "photo"
    path.write_bytes(photo())
    assert jpeg.whole(path)
    assert not jpeg.progressive(path)
    path.write_bytes(photo(progressive=True))
    assert jpeg.progressive(path)
