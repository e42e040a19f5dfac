"""What both writers do to a style sheet: make its `url()`s lead from where the sheet lies."""

import posixpath
import re
from collections.abc import Collection

from blog2book.model.rendition import Rendition, Style

_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<name>[^"')]+)(?P=quote)\s*\)""")


def names(rendition: Rendition) -> frozenset[str]:
    """Return the names of all files that a style sheet of `rendition` may refer to."""
    return frozenset(one.name for one in rendition.files) | {one.name for one in rendition.faces}


def placed(style: Style, known: Collection[str]) -> str:
    """Return the text of `style`, its `url()`s relative to the folder in which it lies.

    A `url()` that is no name in `known` stays as it is.
    """
    folder = posixpath.dirname(style.name)

    def place(match: re.Match[str]) -> str:
        name = match["name"].strip()
        return f'url("{posixpath.relpath(name, folder or ".")}")' if name in known else match[0]

    return _URL.sub(place, style.text)
