"""Notes for cited sources: which links cite, what their notes say, and in which order."""

from blog2book.cite.ledger import cite
from blog2book.cite.sources_file import load as load_sources
from blog2book.cite.sources_file import load_checked
from blog2book.cite.styles import load as load_style

__all__ = ["cite", "load_checked", "load_sources", "load_style"]
