"""Whatever is damaged, the naive count raises nothing but words."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.audit.items import items
from blog2book.errors import ArchiveError
from goods import GOODS, PLAIN

DAMAGE = some.sampled_from(
    [b"", b"\0", b"<", b">", b"]]>", b'"', b"{", b"[", b"null",
     b"-----\n", b"\xff\xfe", b"\xff", b"&#x",
     b"\xf0\x9f", b"<![CDATA[", b"</item>", b"<entry>", b"99999999999", b"\r\n\r\n"]
) | some.binary(max_size=8)  # fmt: skip


@pytest.mark.parametrize("good", GOODS)
@settings(deadline=None, max_examples=60)
@given(data=some.data())
def test_damage_is_borne(good: str, data: some.DataObject) -> None:
    """A file that is cut, or in which bytes were changed, is counted or refused in words."""
    with tempfile.TemporaryDirectory() as name:
        path = GOODS[good][1](Path(name) / "export", PLAIN)
        inside = sorted(one for one in path.rglob("*") if one.is_file()) or [path]
        broken = data.draw(some.sampled_from(inside))
        whole = broken.read_bytes()
        at = data.draw(some.integers(0, len(whole)))
        after = data.draw(some.integers(at, min(len(whole), at + 40)) | some.just(len(whole)))
        broken.write_bytes(whole[:at] + data.draw(DAMAGE) + whole[after:])
        try:
            counted = list(items(path, GOODS[good][0]))
        except ArchiveError:
            counted = []
        assert all(item.kind in {"post", "page", "comment", "other"} for item in counted)
