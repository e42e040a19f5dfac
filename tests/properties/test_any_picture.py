import io
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from blog2book.media import jpeg
from blog2book.media.judge import UNREADABLE, NoPictureError, decode, judge
from blog2book.media.pixels import Room, encoded, upright

KINDS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")


def sample(kind: str) -> bytes:
    """Return a small picture's bytes."""
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((24, 16)).convert("RGB").save(stream, kind)
    return stream.getvalue()


SAMPLES = tuple(map(sample, KINDS))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a picture of any kind with some bytes changed, or cut."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=300, deadline=None)
@given(st.one_of(damaged(), st.binary(max_size=300)))
def test_damage_is_never_more_than_a_lost_picture(data: bytes) -> None:
    """Whatever a file holds, it is judged, decoded and coded, or refused by a known error."""
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder, "picture")
        path.write_bytes(data)
        try:
            picture = judge(path)
            with decode(picture) as image:
                assert encoded(upright(image, Room(width=20, height=20)), lossy=False)
        except (NoPictureError, *UNREADABLE):
            return
        assert min(picture.width, picture.height) >= 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_segments_end(data: bytes) -> None:
    """Stripping arbitrary bytes ends, with a picture or with ValueError."""
    for start in (b"\xff\xd8", SAMPLES[0][:-40]):
        try:
            assert jpeg.bare(start + data).endswith(b"\xff\xd9")
        except ValueError:
            continue
