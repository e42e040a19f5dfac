import re

import pytest

from blog2book.markup.breaks import address


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("http://courier.example/2009/03/", ["courier.example/", "2009/", "03"]),
        (
            "northernseedlibrary.example/catalogue/broad-beans?sort=heirloom",
            ["northernseedlibrary", ".example/", "catalogue/", "broad-beans?sort=heirloom"],
        ),
        ("x.example/" + "a" * 60, ["x.example/", "a" * 26, "a" * 26, "a" * 8]),
        ("x.example/a-very-long-name-of-a-page?and=query&more=1", None),
    ],
)
def test_address(text: str, pieces: list[str] | None) -> None:
    """An address breaks behind slashes, then before marks, in pieces that fit; nothing is added."""
    found = address(text)
    parts = re.findall(r"<span>(.*?)</span>", found.removeprefix('<span class="url">'))
    assert pieces is None or parts == pieces
    assert all(len(part.replace("&amp;", "&")) <= 26 for part in parts)
    assert found.count("<wbr/>") == len(parts) - 1
    assert "".join(parts).replace("&amp;", "&") in text


def test_limit() -> None:
    """A narrower measure gives shorter pieces."""
    assert address("abcdefghijklmnopqrstuvwxyz", 20).count("<wbr/>") == 1
