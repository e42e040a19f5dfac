"""Of every format: wherever an export is damaged, it costs no more than what was hit."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from borne import files, first_post, keeps, read
from goods import GOODS, PLAIN, PRIVATE

DAMAGE = some.sampled_from(
    [b"", b"\0", b"<", b">", b"]]>", b"<!--", b"&#x", b'"', b"'", b",", b"{", b"[", b": ", b"null",
     b"\n", b"\r\n\r\n", b"---\n", b"-----\n", b"\xff\xfe", b"\xf0\x9f", b"<![CDATA[", b"</item>",
     b"<entry>", b"99999999999", b"../../etc/passwd"]
) | some.binary(max_size=8)  # fmt: skip
BY_LENGTH = (".json", ".warc")
"""Of files that are read whole, or say how long each record is."""


@pytest.mark.parametrize("good", GOODS)
@settings(deadline=None, max_examples=60)
@given(data=some.data())
def test_damage_costs_no_more_than_it_hits(good: str, data: some.DataObject) -> None:
    """The account adds up, nothing private is told, and a post beside the damage is still there."""
    with tempfile.TemporaryDirectory() as name:
        path = GOODS[good][1](Path(name) / "export", PLAIN)
        broken = data.draw(some.sampled_from(files(path)))
        whole = broken.read_bytes()
        # A file of Markdown is written by hand, and public unless it says otherwise.
        if good == "markdown" and PRIVATE.encode() in whole:
            return
        at = data.draw(some.integers(0, len(whole)))
        after = data.draw(some.integers(at, min(len(whole), at + 40)) | some.just(len(whole)))
        broken.write_bytes(whole[:at] + data.draw(DAMAGE) + whole[after:])
        archive = read(good, path, Path(name) / "work")
        first = first_post(whole.decode())
        if at in first and after in first and broken.suffix not in BY_LENGTH:
            assert keeps(archive)
