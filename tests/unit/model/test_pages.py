"""Where everything stands once pages are known."""

from blog2book.model.pages import PageMap

PAGES = PageMap(
    pages={"a": 0, "b": 2, "c": 3, "d": 4, "e": 6, "again": 3},
    labels=("i", "ii", "1", "2", "3", "4", "5"),
)


def test_an_anchor_has_the_label_of_its_page() -> None:
    """Labels are what is printed; an unknown anchor has none."""
    assert (PAGES.label("a"), PAGES.label("c"), PAGES.label("x"), PAGES.count) == ("i", "2", "", 7)


def test_neighbouring_pages_are_joined() -> None:
    """Each page is named once, runs of neighbours by their ends, unknown anchors not at all."""
    assert PAGES.runs(["d", "b", "c", "again", "e", "x"]) == ("1–3", "5")
    assert PAGES.runs(["a"]) == ("i",)
    assert PAGES.runs([]) == ()
