"""From an archive to a book: what goes in, in which order, and an account of all the rest."""

from blog2book.collect.book import collect
from blog2book.collect.corrections import load as load_corrections
from blog2book.collect.matter import read_matter
from blog2book.collect.merge import merge
from blog2book.collect.summary import Summary, summary
from blog2book.collect.typography import matter_with_marks

__all__ = [
    "Summary",
    "collect",
    "load_corrections",
    "matter_with_marks",
    "merge",
    "read_matter",
    "summary",
]
