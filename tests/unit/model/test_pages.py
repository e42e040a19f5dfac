"""Where everything stands once pages are known."""

from blog2book.model.pages import PageMap, Run

PAGES = PageMap(
    pages={"a": 0, "b": 2, "c": 3, "d": 4, "e": 6, "again": 3},
    labels=("i", "ii", "1", "2", "3", "4", "5"),
)


def test_an_anchor_has_the_label_of_its_page() -> None:
    """Labels are what is printed; an unknown anchor has none."""
    assert (PAGES.label("a"), PAGES.label("c"), PAGES.label("x"), PAGES.count) == ("i", "2", "", 7)


def test_neighbouring_pages_are_joined() -> None:
    """Each page is named once, runs of neighbours by their ends, unknown anchors not at all."""
    found = PAGES.runs(["d", "b", "c", "again", "e", "x"])
    assert found == (Run(label="1–3", anchor="b"), Run(label="5", anchor="e"))
    assert PAGES.runs(["again", "c"]) == (Run(label="2", anchor="again"),)
    assert PAGES.runs(["a"]) == (Run(label="i", anchor="a"),)
    assert PAGES.runs([]) == ()


def test_pages_agree_while_what_was_known_keeps_its_labels() -> None:
    """New anchors, and a page more before them, change nothing; another label does."""
    earlier = PageMap(pages={"a": 1, "b": 2}, labels=("i", "1", "2"))
    later = PageMap(pages={"a": 2, "b": 3, "c": 0}, labels=("i", "ii", "1", "2"))
    assert later.agrees(earlier)
    assert not earlier.agrees(later)
    assert not PageMap(pages={"a": 1, "b": 1}, labels=("i", "1")).agrees(earlier)
