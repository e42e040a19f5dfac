from blog2book.markup.cards import Embed, replace, told
from blog2book.model.xhtml import Xhtml


def test_an_embed_gives_way_to_its_card() -> None:
    """What stands in the figure is told apart, its id passes on, and other figures stay."""
    seen: list[Embed] = []

    def change(embed: Embed) -> Xhtml:
        seen.append(embed)
        return Xhtml("<div>card</div>")

    body = Xhtml(
        '<p>a</p><figure class="embed" id="x"><blockquote><p>Said &amp; done</p></blockquote>'
        '<p><a href="https://x.example/1">Ann,  today</a></p><figcaption>C</figcaption></figure>b'
        '<figure class="embed"><p><a href="https://x.example/2">x.example/2</a></p></figure>'
        '<figure class="picture"><img src="p" alt=""/></figure><figure class="embed">?</figure>'
    )
    assert replace(body, change) == (
        '<p>a</p><div id="x">card</div>b<div>card</div>'
        '<figure class="picture"><img src="p" alt=""/></figure><figure class="embed">?</figure>'
    )
    assert seen == [
        Embed(
            address="https://x.example/1",
            title="Ann, today",
            quoted=Xhtml("<p>Said &amp; done</p>"),
            caption=Xhtml("C"),
        ),
        Embed(
            address="https://x.example/2", title="", quoted=Xhtml(""), caption=Xhtml("")
        ),
    ]  # fmt: skip


def test_a_card_may_be_nothing() -> None:
    """A theme that prints no card loses the figure alone."""
    body = Xhtml('<p>a</p><figure class="embed" id="x"><p><a href="u">t</a></p></figure><p>b</p>')
    assert replace(body, lambda _: Xhtml("")) == "<p>a</p><p>b</p>"


def test_a_post_of_the_book_has_no_card() -> None:
    """A link between posts leads to a page of the book, not out of it."""
    body = Xhtml('<figure class="embed"><p><a href="post:blog.example/1">One</a></p></figure>')
    assert replace(body, lambda _: Xhtml("")) == body


def test_what_readers_took_part_in_is_told() -> None:
    """A poll becomes a sentence; a rule of the author's stays."""
    body = Xhtml('<p>a</p><hr class="poll" id="x"/><hr/><hr class="other"/>')
    assert told(body, {"poll": "A poll & more."}) == (
        '<p>a</p><p class="stood" id="x">A poll &amp; more.</p><hr/><hr class="other"/>'
    )


def test_what_has_no_address_has_a_card() -> None:
    """Its name is its title."""
    body = Xhtml('<figure class="embed"><p>day.mp4</p><figcaption>C</figcaption></figure>')
    seen: list[Embed] = []

    def change(embed: Embed) -> Xhtml:
        seen.append(embed)
        return Xhtml("<div>card</div>")

    assert replace(body, change) == "<div>card</div>"
    assert seen == [Embed(address="", title="day.mp4", quoted=Xhtml(""), caption=Xhtml("C"))]
