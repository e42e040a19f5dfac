"""Turn a blog's archive into a book people keep."""

__version__ = "0.1.0"
