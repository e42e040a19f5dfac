"""PDF: WeasyPrint lays out one piece a document, and the pieces are joined into one tagged file.

`layout = begin(rendition, faces, context)`, then `lay_out` what is known, then each late document
from back to front, then `bind`.
"""

import contextlib
import io

from blog2book.errors import MissingDependencyError
from blog2book.writers.pdf.needs import installing_pango

try:
    # WeasyPrint prints its advice to standard output, which belongs to results
    with contextlib.redirect_stdout(io.StringIO()):
        from blog2book.writers.pdf.bind import bind
        from blog2book.writers.pdf.layout import Layout, begin, lay_out
except OSError as error:
    raise MissingDependencyError(
        f"PDF needs the library Pango, which is not installed ({error}). EPUB works without it.",
        hint=installing_pango(),
    ) from error

__all__ = ["Layout", "begin", "bind", "lay_out"]
