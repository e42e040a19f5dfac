from blog2book.readers.figures import embed, figure, picture, player


def test_an_embed_shows_its_address_without_a_scheme() -> None:
    """What is printed is short, what is linked is whole, and both are escaped."""
    assert embed("https://www.a.example/b?c&d/", "<b>x</b>") == (
        '<figure class="embed"><p><a href="https://www.a.example/b?c&amp;d/">a.example/b?c&amp;d</a>'
        "</p><figcaption><b>x</b></figcaption></figure>"
    )


def test_addresses_are_escaped() -> None:
    """No address and no words of a picture end the attribute in which they stand."""
    assert picture('a"b&', "<c>'", "d") == (
        '<figure><img src="a&quot;b&amp;" alt="&lt;c&gt;&#x27;"><figcaption>d</figcaption></figure>'
    )
    assert player('a"b') == '<figure><iframe src="a&quot;b"></iframe></figure>'


def test_a_caption_without_words_is_none() -> None:
    """No empty line stands below a picture."""
    assert figure("x", " ", "picture") == '<figure class="picture">x</figure>'


def test_a_title_stands_for_the_address() -> None:
    """Of what stands elsewhere, and of what plays in a frame."""
    assert ">A &amp; B</a>" in embed("https://x.example/1", title="A & B")
    assert player("/a.mp3", title="A & B") == (
        '<figure><iframe src="/a.mp3" title="A &amp; B"></iframe></figure>'
    )
