"""Tests of blocks whose words stand elsewhere than in a post's HTML."""

import time
from collections import Counter
from pathlib import Path

import pytest

from blog2book.readers.wordpress.blocks import reused, spoken

CASES = Path(__file__).parents[3] / "cases" / "wordpress" / "blocks"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_words_in_comments_are_printed(case: Path) -> None:
    """Each case holds reusable block 5, a body, and what becomes of it, parted by equals signs."""
    parts = case.read_text(encoding="utf-8").split("=====\n")
    block, body, after = (part.rstrip("\n") for part in parts)
    made, _ = reused(body, {"5": block})
    assert spoken(made, Counter()).rstrip("\n") == after


def test_blocks_of_plug_ins_are_counted_by_name() -> None:
    """So that a person is told of each that had no HTML, whether it had words or none."""
    unknown: Counter[str] = Counter()
    spoken('<!-- wp:acf/a {"data":{"b":1}} /--><!-- wp:acme/b {"x":"y"} /-->', unknown)
    spoken(
        '<!-- wp:acme/c {"x":1} --><p>c</p><!-- /wp:acme/c --><!-- wp:more {"a":1} /-->', unknown
    )
    assert unknown == {"acf/a": 1, "acme/b": 1}


@pytest.mark.parametrize(
    "piece",
    ['<!-- wp:block {"ref":5', '<!-- wp:block {"ref":5}} ', '<!-- wp:a/b {"data":{',
     '<!-- wp:p {"metadata":{"name":"A"},"x":"core/pattern-overrides"} -->', "<!-- wp:acf/a {}}  "],
)  # fmt: skip
def test_hostile_comments_take_no_longer_than_long_ones(piece: str) -> None:
    """Many openings are done in a moment."""
    text = piece * (200_000 // len(piece))
    over = '<!-- wp:block {"ref":5,"content":{"A":{"content":"b"}}} /-->'
    begin = time.process_time()
    spoken(reused(text, {"5": "x"})[0], Counter())
    reused(over, {"5": text})
    assert time.process_time() - begin < 5
