import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from blog2book.errors import ArchiveError
from blog2book.readers.pages import reader
from exports import Reading

CASES = sorted((Path(__file__).parents[1] / "cases" / "pages").glob("*/input.html"))
DIRT = st.sampled_from(
    ["</div>", "<div class='post-body'>", "\x00", "<!--", "</article>", "<p", '"', "<time>", "&#0;"]
) | st.text(max_size=8)


@settings(deadline=None)
@given(st.data())
def test_a_damaged_page_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever happens to a saved page, the account adds up or the page is refused in words."""
    source = data.draw(st.sampled_from(CASES)).read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source)))
        end = start + data.draw(st.integers(0, 200))
        source = source[:start] + data.draw(DIRT) + source[end:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(source, encoding="utf-8", errors="replace")
        try:
            reading = Reading(reader, path)
        except ArchiveError:
            return
        assert reading.adds_up
