"""Signs that naive counting sets into a text, for the rules of audit/explain.py to find.

They are for private use, as fonts of icons have them too; so whatever is read of an export has
none: they are no words, and a space stands for each (`without_signs`).
"""

import re

CONTROL, CONTROL_END = "\ue000", "\ue001"
BOX, BOX_END = "\ue002", "\ue003"
TABLE, TABLE_END = "\ue004", "\ue005"
BYLINE, BYLINE_END = "\ue006", "\ue007"
MAYBE, MAYBE_END = "\ue008", "\ue009"
CALL, CALL_END = "\ue00a", "\ue00b"
ROW, ROW_END = "\ue00c", "\ue00d"

ANY = re.compile("[\ue000-\ue00d]")


def without_signs(text: str) -> str:
    """Return what an export says, without what looks like a sign of ours."""
    return ANY.sub(" ", text)
