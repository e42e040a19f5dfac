"""Notes for cited sources: which links cite, what their notes say, and in which order."""

from blog2book.cite.ledger import cite

__all__ = ["cite"]
