from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog2book import addresses


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.com/a/b/?utm_source=x&id=3#top", "https://example.com/a/b?id=3"),
        ("https://example.com:443/a/", "https://example.com/a"),
        ("https://example.com:8080/", "https://example.com:8080"),
        ("http://m.example.com/index.html", "https://example.com"),
        ("http://example.com/story/amp/", "https://example.com/story"),
        ("http://example.com/#!/page", "https://example.com#!/page"),
        (
            "https://web.archive.org/web/20120503id_/http://example.com/a%20b/",
            "https://example.com/a%20b",
        ),
        ("http://example.com/%7euser", "https://example.com/~user"),
        ("https://www.google.com/url?q=http://x.example/&sa=D", "https://x.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("not an address", "not an address"),
        ("https://www.google.com/amp/s/x.example/a/", "https://x.example/a"),
        ("https://www.google.co.uk/amp/x.example/a", "https://x.example/a"),
        ("https://x-example.cdn.ampproject.org/c/s/x.example/a?b=1", "https://x.example/a?b=1"),
        ("https://cdn.ampproject.org/v/s/amp.x.example/a", "https://x.example/a"),
        ("https://cdn.ampproject.org/v0/lib.js", "https://cdn.ampproject.org/v0/lib.js"),
        ("https://x.example/amp/a", "https://x.example/a"),
        ("https://x.example/news/amp/a/index.html", "https://x.example/news/a"),
        ("https://x.example/amplifiers", "https://x.example/amplifiers"),
        ("https://ada.blogspot.de/2011/a.html", "https://ada.blogspot.com/2011/a.html"),
        ("https://ada.blogspot.co.uk/2011/a.html", "https://ada.blogspot.com/2011/a.html"),
    ],
)
def test_normalise(url: str, key: str) -> None:
    """All addresses of one page have one key, and a key is its own."""
    assert addresses.normalise(url) == key
    assert addresses.normalise(key) == key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://x.example/?a=1&fbclid=2&b", "http://x.example/?a=1&b"),
        ("http://x.example/?utm_medium=a&gclid=b", "http://x.example/"),
        ("http://x.example/?a=%20b&c=d+e", "http://x.example/?a=%20b&c=d+e"),
        (
            "https://href.li/?https://x.example/a?b=%20c&utm_source=d#e",
            "https://x.example/a?b=%20c#e",
        ),
        ("https://href.li/?nothing", "https://href.li/?nothing"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2F%3Ffbclid%3D1&h=2",
            "https://x.example/",
        ),
        (
            "https://www.google.com/url?url=ftp://x.example",
            "https://www.google.com/url?url=ftp://x.example",
        ),
        (
            "https://www.google.com/search?q=http://x.example",
            "https://www.google.com/search?q=http://x.example",
        ),
        (" http://x.example ", "http://x.example"),
    ],
)
def test_clean(url: str, expected: str) -> None:
    """Tracking and mere redirects go, everything else stays as it was."""
    assert addresses.clean(url) == expected


@pytest.mark.parametrize(
    ("url", "original", "day"),
    [
        (
            "https://web.archive.org/web/20120503104512/http://x.example/a",
            "http://x.example/a",
            date(2012, 5, 3),
        ),
        (
            "http://web.archive.org/web/20120503104512im_/x.example",
            "http://x.example",
            date(2012, 5, 3),
        ),
        ("//archive.org/web/2012*/https:/x.example/", "https://x.example/", None),
        (
            "https://archive.ph/2013.01.02-120000/https://x.example/y",
            "https://x.example/y",
            date(2013, 1, 2),
        ),
        ("https://web.archive.org/web/20129999/http://x.example", "http://x.example", None),
    ],
)
def test_unwrap_archive(url: str, original: str, day: date | None) -> None:
    """An archived copy gives the original, itself, and its day."""
    assert addresses.unwrap_archive(url) == (original, url, day)


def test_unwrap_archive_leaves_others_alone() -> None:
    """Any other address gives itself."""
    assert addresses.unwrap_archive("https://x.example/") == ("https://x.example/", "", None)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.x.example/a/?utm_campaign=q", "www.x.example/a"),
        ("https://x.example/%D8%A7%D9%84/%20%2", "x.example/ال/%20%2"),
        ("https://user:pass@X.example/", "x.example"),
        ("http://xn--bcher-kva.example/", "bücher.example"),
        ("http://xn--999999999.example/", "xn--999999999.example"),
        ("http://x.example/%FF%E2%80%AE", "x.example/%FF%E2%80%AE"),
        ("mailto:a@b.example", "a@b.example"),
        ("x.example/a", "x.example/a"),
    ],
)
def test_display(url: str, shown: str) -> None:
    """A printed address has no scheme, no tracking, no secrets, and its own letters."""
    assert addresses.display(url) == shown


@pytest.mark.parametrize(
    ("url", "text", "same"),
    [
        ("http://www.x.example/foo/", "x.example/foo", True),
        ("http://x.example/foo/bar.html?utm_source=a", "http://x.example/foo/…", True),
        ("http://x.example/a/long/way", "x.example/a...way", True),
        ("http://x.example/b", "x.example/a…", False),
        ("http://x.example/b", "…", False),
        ("mailto:a@b.example", "a@b.example", True),
        ("http://x.example/%C3%A4", "x.example/ä", True),
        ("http://x.example/", "<http://x.example>", True),
        ("http://x.example/", "here", False),
        ("http://x.example/", "", False),
        ("", "", False),
    ],
)
def test_same_text(url: str, text: str, same: bool) -> None:  # noqa: FBT001 - a table's column
    """A text that is its address, or begins and ends like it, says nothing more."""
    assert addresses.same_text(url, text) is same


def test_hosts() -> None:
    """Hosts are in lower case; a site has no mirror before it."""
    assert addresses.host("HTTP://WWW.X.Example.:80/") == "www.x.example"
    assert addresses.site("http://m.x.example/") == "x.example"
    assert addresses.site("http://www.example/") == "www.example"
    assert addresses.host("http://[bad") == addresses.host("http://x:bad/") == ""
    assert addresses.host("/path") == ""


def test_external() -> None:
    """Only an address with a host on the web is external."""
    assert addresses.is_external("HTTPS://x.example")
    assert not any(map(addresses.is_external, ("ftp://x.example", "/a", "http://", "post:a", "")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "http://www.Foo.blogspot.co.uk/2012/05/My%20Post.html?m=1#c",
            "https://foo.blogspot.com/2012/05/my post",
        ),
        ("http://x.example/2012/05/a/", "http://x.example/2012/05/a"),
        ("http://x.example/2012/index.php", "http://x.example/2012/"),
        ("http://x.example/?p=12&utm_source=a", "http://x.example/?p=12"),
        ("http://x.example/%C3%A9", "http://x.example/é"),
        ("https://web.archive.org/web/2012/http://x.example/a", "http://x.example/a"),
        ("https://x.example/low-water-0123456789ab", "https://medium.com/p/0123456789ab?source=a"),
        ("https://ada.tumblr.com/post/12/words", "https://ada.tumblr.com/post/12"),
        ("https://www.tumblr.com/ada/12/words", "https://ada.tumblr.com/post/12"),
        ("https://www.tumblr.com/ada/123456789", "https://ada.example/post/123456789/words"),
        ("/post/123456789/words", "https://ada.example/post/123456789"),
        ("https://medium.com/@a/0123456789ab", "https://medium.com/x/other-words-0123456789ab/"),
    ],
)
def test_aliases(one: str, other: str) -> None:
    """Two addresses of one post share their keys, with a host and without."""
    assert addresses.aliases(one) & addresses.aliases(other)


def test_aliases_tell_posts_apart() -> None:
    """A path has one key, a number is one, and other schemes have none."""
    assert addresses.aliases("/2012/05/a.html") == {"/2012/05/a"}
    assert addresses.aliases("http://x.example/a") == {"/a", "x.example/a"}
    assert not addresses.aliases("/?p=1") & addresses.aliases("/?p=2")
    assert addresses.aliases("mailto:a@b.example") == frozenset()


@pytest.mark.parametrize(
    ("url", "story"),
    [
        ("https://medium.com/@ada/low-water-0123456789ab?source=x#y", "0123456789ab"),
        ("https://medium.com/p/0123456789", "0123456789"),
        ("/low-water-0123456789ab", "0123456789ab"),
        ("https://x.example/0123456789ab", ""),
        ("https://x.example/low-water", ""),
        ("http://[x", ""),
    ],
)
def test_medium_id(url: str, story: str) -> None:
    """The id of a story stands at its address's end, whatever host and words come before."""
    assert addresses.medium_id(url) == story


@pytest.mark.parametrize(
    "url",
    [
        "https://ada.example/post/12/words",
        "https://ada.example/post/20140131/words",
        "https://ada.tumblr.com/tagged/12",
        "https://www.tumblr.com/ada",
        "http://[x",
    ],
)
def test_what_is_no_post_of_tumblrs_has_no_number(url: str) -> None:
    """A small number or a day in a path tells a post on Tumblr's own hosts alone."""
    assert addresses.tumblr_id(url) == ""


def test_post_links() -> None:
    """A link to a post can be read again, whatever its key holds."""
    assert addresses.post_link("blog.example/1") == "post:blog.example/1"
    assert addresses.read_post_link("http://x.example") is None


@given(st.text(min_size=1), st.text())
def test_post_links_for_any_key(key: str, fragment: str) -> None:
    """Any key and fragment come back as they were."""
    plain = key.encode("utf-8", "replace").decode(), fragment.encode("utf-8", "replace").decode()
    assert addresses.read_post_link(addresses.post_link(*plain)) == plain


UPLOADS = "http://x.example/wp-content/uploads/"


@pytest.mark.parametrize(
    ("url", "variants"),
    [
        (
            UPLOADS + "a-300x200.jpg?w=300&v=2",
            (UPLOADS + "a.jpg?v=2", UPLOADS + "a-scaled.jpg?v=2", UPLOADS + "a-300x200.jpg?v=2"),
        ),
        (UPLOADS + "a-scaled.jpg", (UPLOADS + "a.jpg", UPLOADS + "a-scaled.jpg")),
        (UPLOADS + "a.jpg", (UPLOADS + "a.jpg",)),
        ("https://i0.wp.com/x.example/a.jpg?resize=3", ("https://x.example/a.jpg",)),
        ("http://1.bp.blogspot.com/_x/s320/a.jpg", ("http://1.bp.blogspot.com/_x/s0/a.jpg",)),
        (
            "https://blogger.googleusercontent.com/img/a/AV=w640-h480",
            ("https://blogger.googleusercontent.com/img/a/AV=s0",),
        ),
        (
            "http://lh3.googleusercontent.com/x/s1600-h/x.jpg",
            ("http://lh3.googleusercontent.com/x/s0/x.jpg",),
        ),
        (
            "http://days.typepad.com/.a/6a00d83451b7a769e2-320wi",
            (
                "http://days.typepad.com/.a/6a00d83451b7a769e2.jpg",
                "http://days.typepad.com/.a/6a00d83451b7a769e2",
            ),
        ),
        (
            "https://cdn-images-1.medium.com/max/800/1*a.png",
            (
                "https://miro.medium.com/v2/1*a.png",
                "https://cdn-images-1.medium.com/max/10000/1*a.png",
            ),
        ),
        (
            "https://miro.medium.com/v2/resize:fit:600/1*a.png",
            (
                "https://miro.medium.com/v2/1*a.png",
                "https://cdn-images-1.medium.com/max/10000/1*a.png",
            ),
        ),
        (
            "https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fs.example%2Fa_8x6.png",
            ("https://s.example/a_8x6.png",),
        ),
        (
            "https://g.example/content/images/size/w600/format/webp/2020/01/a.jpg",
            ("https://g.example/content/images/2020/01/a.jpg",),
        ),
        ("data:image/png;base64,x", ()),
        ("a/b-300x200.png", ()),
    ],
)
def test_picture_variants(url: str, variants: tuple[str, ...]) -> None:
    """Larger copies come first, and the address itself is among them."""
    expected = variants if url in variants else (*variants, url)
    assert addresses.picture_variants(url) == expected


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://x.example/a%20b.jpg?w=1", "a b.jpg"),
        ("http://1.bp.blogspot.com/x/s1/autom%25C3%25A1tica+%25282%2529.png", "automática (2).png"),
        ("http://x.example/a+b.jpg", "a+b.jpg"),
        ("data:image/png;base64,x/y", ""),
        ("b.png", "b.png"),
    ],
)
def test_picture_name(url: str, name: str) -> None:
    """A picture's name is read as its platform wrote it."""
    assert addresses.picture_name(url) == name


@pytest.mark.parametrize(
    ("url", "page", "address"),
    [
        ("b.jpg", "https://blog.example/2016/12/a.html", "https://blog.example/2016/12/b.jpg"),
        (" ../b.jpg ", "http://blog.example/2016/12/", "http://blog.example/2016/b.jpg"),
        ("/img/b.jpg", "https://blog.example", "https://blog.example/img/b.jpg"),
        ("//a.example/b.jpg", "http://blog.example", "http://a.example/b.jpg"),
        ("//a.example/b.jpg", "/2016/", "https://a.example/b.jpg"),
        ("HTTP://a.example/b.jpg", "https://blog.example", "HTTP://a.example/b.jpg"),
        ("b.jpg", "/2016/", "b.jpg"),
        ("b.jpg", "", "b.jpg"),
        ("b.jpg", "http://[x/", "b.jpg"),
        ("//[x/b.jpg", "https://blog.example", "//[x/b.jpg"),
        ("", "https://blog.example", ""),
        ("data:image/gif;base64,x", "https://blog.example", "data:image/gif;base64,x"),
        ("mailto:a@b.example", "https://blog.example", "mailto:a@b.example"),
    ],
)
def test_an_address_on_a_page_is_made_whole(url: str, page: str, address: str) -> None:
    """What is relative is joined to its page's address, if that is of the web."""
    assert addresses.whole(url, page) == address


@given(st.text())
def test_nothing_raises(text: str) -> None:
    """No text is too strange for any of the rules."""
    for address in (text, f"http://{text}", f"http://x.example/{text}"):
        addresses.normalise(address)
        addresses.display(address)
        addresses.unwrap_archive(address)
        addresses.same_text(address, text)
        addresses.aliases(address)
        addresses.picture_variants(address)
        addresses.picture_name(address)
        addresses.is_external(address)
        addresses.whole(text, address)
        addresses.whole(address, text)
