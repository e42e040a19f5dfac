"""EPUB 3.3: EbookLib packs, and everything inside is what the Rendition says, byte for byte."""

from blog2book.writers.epub.package import write

__all__ = ["write"]
