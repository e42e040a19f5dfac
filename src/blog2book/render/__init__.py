"""Book and theme to Rendition. Jinja2 lives here only."""
