import pytest

from blog2book.readers.text.page import page_end

LONG = "It was dark at four, and we lit the candles although nobody had come to see them yet."
POSTED = "Posted by Ada at 10:15"
FEED = "Subscribe to: Posts (Atom)"


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ([LONG], 1),
        ([], 0),
        ([LONG, "Home"], 2),
        ([LONG, "Older Posts"], 1),
        ([LONG, "Home", "Older Posts", "Home"], 2),
        ([LONG, FEED], 1),
        ([LONG, "Powered by Blogger."], 1),
        ([LONG, FEED, LONG], 3),
        ([LONG, "Older Posts", LONG], 3),
        ([LONG, "Newer Posts Older Posts Home", LONG], 3),
        ([LONG, POSTED, "Newer Posts Older Posts Home", "About Me"], 2),
        ([LONG, POSTED, "Older Posts", "About Me"], 4),
        ([LONG, POSTED, FEED, "About Me"], 2),
        ([LONG, "Older Posts", "Home", FEED, "About Me"], 1),
        ([LONG, "Email This", "BlogThis!", "Older Posts", "Home"], 1),
        ([LONG, "Blog Archive", "2016 (5)", "Frost"], 1),
        ([LONG, POSTED, "Blog Archive", "2016 (5)", "Older Posts", "Home", FEED], 2),
        ([LONG, POSTED, "Share to X", "Edit"], 4),
    ],
)
def test_where_posts_end(lines: list[str], end: int) -> None:
    """The page's own lines are cut off, and what follows only if they are sure to close it."""
    assert page_end(lines) == end
