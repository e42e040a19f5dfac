"""The one promise about markup."""

from typing import NewType

Xhtml = NewType("Xhtml", str)
"""Text that is well-formed XHTML, cleaned by the allow-list in markup, safe to print.

Only markup makes one, and nobody checks again. It holds a fragment without namespace
declarations (the prefix `epub:` may occur), or a whole document where a docstring says so. An
element that is empty but not void is written `<div></div>`, so that an HTML parser reads the same.
"""
