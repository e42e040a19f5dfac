"""Readers of export formats: the modules and folders that READERS names, one a format.

Each ends with an object named `reader`; detect.py asks them all, guess.py says what an archive is
that none of them knows, platforms.py tells a person how to get one. What else stands beside the
formats belongs to none of them, each thing once: blog.py makes the archive of what a reader found,
with keys.py and times.py; files.py, letters.py, json_file.py and records.py (XML, with xml.py and
xml_mend.py) read files, decode.py their letters; spoken.py and tongue.py tell a blog's language;
figures.py makes figures as HTML, cards.py as a tree; held.py finds pictures in the archive;
notices.py, unread.py, strangers.py and progress.py tell a person what became of it all.
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
