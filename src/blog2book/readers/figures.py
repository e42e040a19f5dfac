"""Figures as HTML, for readers that write the text of a post: captions, pictures, what plays.

Addresses and what a picture shows are plain text here; what stands in a figure, and its caption,
are HTML. Readers that hold a text as a tree have `cards`.
"""

from html import escape

from blog2book.addresses import display


def figure(shown: str, caption: str = "", kind: str = "") -> str:
    """Return a figure; without words it has no caption. `kind` is its class."""
    marked = f' class="{kind}"' if kind else ""
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure{marked}>{shown}{below}</figure>"


def picture(address: str, alt: str = "", caption: str = "") -> str:
    """Return the figure of a picture."""
    return figure(f'<img src="{escape(address)}" alt="{escape(alt)}">', caption)


def player(address: str, caption: str = "", title: str = "") -> str:
    """Return the figure of a sound, a film or a page in a frame, of which a book shows a card."""
    named = f' title="{escape(title)}"' if title else ""
    return figure(f'<iframe src="{escape(address)}"{named}></iframe>', caption)


def embed(address: str, caption: str = "", title: str = "") -> str:
    """Return the figure of what stands elsewhere: a link that shows its title, else its address."""
    shown = escape(title or display(address).removeprefix("www."), quote=False)
    return figure(f'<p><a href="{escape(address)}">{shown}</a></p>', caption, "embed")
