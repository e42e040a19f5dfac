"""How long a WordPress export takes to read, and how much memory: `read_wxr.py [POSTS]`.

Makes an export of POSTS posts of about 5 kB each (50,000 unless told otherwise) in a folder that
is thrown away, reads it in a process of its own, and prints seconds and peak MB.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A long blog</title><link>https://long.example</link><language>en-US</language>
<pubDate>Sun, 01 Jan 2040 00:00:00 +0000</pubDate>
<wp:base_blog_url>https://long.example</wp:base_blog_url>
<wp:author><wp:author_login>ada</wp:author_login>
<wp:author_display_name>Ada Example</wp:author_display_name></wp:author>
"""
ITEM = """<item><title>Post {number}</title><link>https://long.example/post-{number}/</link>
<dc:creator>ada</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date>
<wp:post_date_gmt>{date}</wp:post_date_gmt><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
<category domain="category" nicename="days"><![CDATA[Days]]></category></item>
"""
SENTENCE = (
    "On day {number} we walked as far as the mill – “as ever”, she said – and read about it in "
    '<a href="https://paper.example/{number}">the paper</a> on the way home. '
)
DAY_ONE = datetime(2000, 1, 1, 8)


def write(path: Path, posts: int) -> None:
    """Write an export of `posts` posts, one every four hours."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for number in range(1, posts + 1):
            paragraph = SENTENCE.format(number=number) * 4
            body = "\n\n".join([paragraph] * 8)
            date = DAY_ONE + timedelta(hours=4 * number)
            stream.write(ITEM.format(number=number, body=body, date=date))
        stream.write("</channel></rss>\n")


def read(path: Path) -> None:
    """Read an export and print what it cost."""
    from blog2book.events import ignore
    from blog2book.ports import Context
    from blog2book.readers.wordpress import reader

    begin = time.perf_counter()
    archive = reader.read(path, Context(report=ignore, workdir=path.parent, cache=path.parent))
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    text = sum(len(post.body) for post in archive.posts) / 1e6
    print(
        f"{len(archive.posts)} posts, {size:.0f} MB of WXR, {text:.0f} M characters of clean text: "
        f"{seconds:.1f} s, peak {peak:.0f} MB"
    )


def main() -> None:
    """Make an export and read it in a process of its own."""
    if len(sys.argv) > 2 and sys.argv[1] == "--read":  # noqa: PLR2004 - the flag and its file
        read(Path(sys.argv[2]))
        return
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.xml"
        write(path, posts)
        subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)


if __name__ == "__main__":
    main()
