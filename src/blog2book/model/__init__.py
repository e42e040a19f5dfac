"""The nouns: what an archive, a book, its sources and its pages are. Standard library only."""
