"""The embedded things of a clean body, and what is printed in the places of what no book has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from blog2book.addresses import read_post_link, same_text
from blog2book.markup.parse import Element, parse, text_of
from blog2book.markup.parse import replace as put
from blog2book.markup.write import write
from blog2book.model.xhtml import Xhtml


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """An embedded thing: its address and its title ("" for none), and markup.

    `quoted` is what a post of somebody's says, `caption` what the blog's author says of it.
    """

    address: str
    title: str
    quoted: Xhtml
    caption: Xhtml


def replace(body: Xhtml, change: Callable[[Embed], Xhtml]) -> Xhtml:
    """Return the body with each `figure.embed` replaced by what `change` makes of it.

    Its id passes on. A post of the book's own stays as it is: a link between posts needs no card.
    """
    root = parse(body)
    for figure in list(root.iter("figure")):
        link = _named(figure) if figure.get("class") == "embed" else None
        if link is not None and not read_post_link(link.get("href", "")):
            new = parse(change(_embed(figure, link)))
            if "id" in figure.attrib and len(new):
                new[0].set("id", figure.get("id", ""))
            put(figure, write(new))
    return write(root)


def _named(figure: Element) -> Element | None:
    """Return the element that names an embedded thing: its link, else its paragraph."""
    link = figure.find("p/a")
    return figure.find("p") if link is None else link


def _embed(figure: Element, link: Element) -> Embed:
    quoted, caption = figure.find("blockquote"), figure.find("figcaption")
    address, text = link.get("href", ""), " ".join(text_of(link).split())
    return Embed(
        address=address,
        title="" if same_text(address, text) else text,
        quoted=Xhtml("") if quoted is None else write(quoted),
        caption=Xhtml("") if caption is None else write(caption),
    )


def told(body: Xhtml, words: Mapping[str, str]) -> Xhtml:
    """Return the body with a sentence for each `hr` with a class, by that class."""
    root = parse(body)
    for place in list(root.iter("hr")):
        if sentence := words.get(place.get("class", "")):
            place.tag, place.text = "p", sentence
            place.set("class", "stood")
    return write(root)
