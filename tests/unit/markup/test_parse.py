from blog2book.markup.parse import ancestors, name, parse, remove, replace, unwrap
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml


def test_remove_and_unwrap_leave_the_text_around() -> None:
    """Text behind an element stays when the element goes."""
    root = parse(Xhtml("a<b>c<i>d</i>e</b>f<u>g</u>h<s></s>i"))
    for tag, change in (("u", remove), ("b", unwrap), ("s", unwrap)):
        element = root.find(tag)
        assert element is not None
        change(element)
    assert write(root) == "ac<i>d</i>efhi"


def test_replace() -> None:
    """Markup takes the place of an element, whatever stands before and behind it."""
    root = parse(Xhtml("<p>a<b>c<i>d</i></b>e</p>"))
    element = root.find(".//b")
    assert element is not None
    replace(element, Xhtml("x<hr/>y"))
    assert write(root) == "<p>ax<hr/>ye</p>"


def test_the_root_stays() -> None:
    """Nothing can be done to what stands around a fragment."""
    root = parse(Xhtml("<p>a</p>"))
    for change in (remove, unwrap):
        change(root)
    replace(root, Xhtml("b"))
    assert write(root) == "<p>a</p>"


def test_names() -> None:
    """A name is local, and a comment has none."""
    root = parse(
        Xhtml('<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math><!-- c --></p>')
    )
    assert [name(one) for one in root.iter()] == ["fragment", "p", "math", "mi", ""]
    assert list(ancestors(root[0][0][0])) == ["math", "p", "fragment"]
