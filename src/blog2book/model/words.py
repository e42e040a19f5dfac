"""What counts as a word, for the report of a build and for lists.

The audit parts words further (audit/words.py), and shares the scripts that set no spaces.
"""

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
    spaces it is each sign. To the audit "24-hour" is two, for a line may end within it.
    """
    signs = 0
    if not text.isascii():
        text, signs = _SIGN.subn(" ", text)
    return signs + sum(1 for run in text.split() if run.isalnum() or any(map(str.isalnum, run)))
