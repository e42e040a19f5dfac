"""What counts as a word, for the report of a build, lists and the audit alike."""

import re

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts that set no spaces between words, as ranges for a regular expression.

Thai, Lao, Burmese, Khmer, kana and ideographs: each of their signs is a word.
"""
_SIGN = re.compile(f"[{UNSPACED}]")


def count(text: str) -> int:
    """Return how many words plain text has.

    A word is what stands between blanks, if it holds a letter or a figure; of scripts that set no
    spaces it is each sign. The audit parts words further ("24-hour" is three to it), for a line may
    end within them.
    """
    signs = 0
    if not text.isascii():
        text, signs = _SIGN.subn(" ", text)
    return signs + sum(1 for run in text.split() if run.isalnum() or any(map(str.isalnum, run)))
