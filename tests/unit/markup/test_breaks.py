import re

import pytest

from blog2book.markup.breaks import address, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_address(text: str, expected: list[str] | None) -> None:
    """An address breaks behind slashes, then before marks, in pieces that fit; nothing is added."""
    found = address(text)
    parts = re.findall(r"<span>(.*?)</span>", found.removeprefix('<span class="url">'))
    assert expected is None or parts == expected
    assert all(len(part.replace("&amp;", "&")) <= 26 for part in parts)
    assert found.count("<wbr/>") == len(parts) - 1
    assert "".join(parts).replace("&amp;", "&") in text


def test_limit() -> None:
    """A narrower measure gives shorter pieces."""
    assert address("abcdefghijklmnopqrstuvwxyz", 20).count("<wbr/>") == 1


def test_an_address_in_a_justified_line_has_short_pieces() -> None:
    """They end at marks, of which none is far; what has no mark stays whole up to the limit."""
    found = pieces("https://x.example/ada/gardening.of.roses-" + "a" * 20, 26, 10)
    assert re.findall(r"<span>([^<]*)</span>", found) == [
        "https://", "x.example/", "ada/", "gardening", ".of.roses", "-" + "a" * 20,
    ]  # fmt: skip
