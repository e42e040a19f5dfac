"""From an archive to a book: what goes in, in which order, and an account of all the rest."""

from blog2book.collect.book import collect
from blog2book.collect.merge import merge
from blog2book.collect.summary import Summary, summary

__all__ = ["Summary", "collect", "merge", "summary"]
