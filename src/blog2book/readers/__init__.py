"""One module a format, each ending with an object named `reader`; detect.py asks them all.

What several of them need stands beside them, each thing once: blog.py makes the archive of what a
reader found, with keys.py and times.py; files.py, letters.py, json_file.py and records.py (XML)
read files; figures.py makes figures as HTML, cards.py as a tree; held.py finds pictures in the
archive; notices.py, unread.py, strangers.py and progress.py tell a person what became of it all.
"""

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
