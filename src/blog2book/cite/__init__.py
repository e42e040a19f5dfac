"""Notes for cited sources: which links cite, what their notes say, and in which order."""

from blog2book.cite.gazetteer import load as load_gazetteer
from blog2book.cite.ledger import cite

__all__ = ["cite", "load_gazetteer"]
