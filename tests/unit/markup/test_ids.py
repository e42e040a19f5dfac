from blog2book.markup.ids import ids, prefix, safe
from blog2book.model.xhtml import Xhtml


def test_prefix() -> None:
    """Ids and the links to them get the prefix; a second equal id and foreign links do not."""
    body = Xhtml(
        '<p id="a">x<b id="1 b"></b><a href="#a">y</a><a href="#1 b">z</a></p><p id="a">q</p>'
    )
    assert prefix(body, "p-7") == (
        '<p id="p-7-a">x<b id="p-7-_1_20b"></b><a href="#p-7-a">y</a>'
        '<a href="#p-7-_1_20b">z</a></p><p>q</p>'
    )
    assert prefix(Xhtml('<p><a href="#c">w</a></p>'), "p") == '<p><a href="#c">w</a></p>'


def test_ids() -> None:
    """All ids of a body are found, wherever they stand."""
    assert ids(Xhtml('<div id="a"><p id="b">x</p></div><p>y</p>')) == {"a", "b"}


def test_safe() -> None:
    """A safe id is an XML name, and different ids stay different."""
    assert [safe(one) for one in ("a-1", "1", "a:b", "é", "-x", "")] == [
        "a-1",
        "_1",
        "a_3ab",
        "_e9",
        "_-x",
        "",
    ]
    assert safe(safe("1 b")) == safe("1 b")
