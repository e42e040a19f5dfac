"""One module a format, each ending with an object named `reader`; detect.py asks them all."""

READERS: tuple[str, ...] = (
    "markdown",
    "blogger",
    "ghost",
    "wordpress",
    "substack",
    "medium",
    "movabletype",
    "livejournal",
    "microblog",
    "mastodon",
    "tumblr",
    "dayone",
    "feed",
    "warc",
    "pages",
    "text",
)
"""Built-in formats: modules of this room, imported when they are asked. On a tie the first wins."""
