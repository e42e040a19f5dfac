"""Book and theme to Rendition: what stands in each document of a book, and how it looks.

Jinja2 lives here and nowhere else.
"""

from blog2book.render.cover import cover
from blog2book.render.documents import edition
from blog2book.render.late import late, notes_behind
from blog2book.render.work import Work, measure

__all__ = ["Work", "cover", "edition", "late", "measure", "notes_behind"]
