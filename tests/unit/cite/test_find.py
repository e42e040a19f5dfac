import pytest

from blog2book.cite.find import Found, found, own_places
from blog2book.model.xhtml import Xhtml
from samples import book, chapter, entry, post

OWN = {"blog.example": "", "jo.example": "/blog"}


def links_of(body: str) -> tuple[Found, ...]:
    """Return what is found in a body."""
    return found("p-0123456789", "p-0123456789-c1", Xhtml(body), OWN)


def one(href: str, text: str = "a text") -> str:
    """Say what a link is: "noted", "source" (without a note), or "nothing"."""
    links = links_of(f'<p><a href="{href}">{text}</a></p>')
    return "nothing" if not links else "noted" if links[0].noted else "source"


@pytest.mark.parametrize(
    "href",
    [
        "https://news.example/2012/05/03/robin",
        "http://news.example/",
        "https://news.example/tag/robin",
        "https://news.example/robin.jpg",
        "https://twitter.com/ada/status/1",
        "https://blog.example/files/report.pdf",
        "https://www.blog.example/2016/11/left-out.html",
        "https://blog.example/?p=12",
        "https://web.archive.org/web/2012/http://news.example/",
    ],
)
def test_links_to_works_are_noted(href: str) -> None:
    """Links to other sites, and to downloads and left-out posts of the blog, get a note."""
    assert one(href) == "noted"


@pytest.mark.parametrize(
    "href",
    [
        "#p-1-a",
        "post:blog.example/2",
        "mailto:ada@blog.example",
        "tel:+44123",
        "relative.html",
        "https://twitter.com/intent/tweet?text=x",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://pinterest.co.uk/pin/create/button/?url=x",
        "https://wa.me/?text=x",
        "http://technorati.com/tag/garden",
        "https://www.blogger.com/share-post.g?blogID=1",
        "https://1.bp.blogspot.com/a/s1600/robin.jpg",
    ],
)
def test_links_that_cite_nothing(href: str) -> None:
    """Links inside the book, to mail, to buttons and to the blog's pictures lead to no source."""
    assert one(href) == "nothing"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/tag/garden",
        "/category/birds/",
        "/search/label/birds",
        "/author/ada/",
        "/2016/11/",
        "/2016",
        "/2009_05_01_archive.html",
        "/feeds/posts/default",
        "/feed/",
        "/2016/11/x/feed/",
        "/index.html",
        "/page/2/",
        "/?cat=3",
        "/?s=robin",
        "/?attachment_id=7",
        "/2016/11/x/attachment/robin/",
        "/wp-login.php",
        "/sitemap.xml",
        "/uploads/robin.JPG",
    ],
)
def test_the_blogs_own_lists_are_no_sources(path: str) -> None:
    """Tags, months, feeds, the front page and pictures of the blog itself are not cited."""
    assert one(f"https://www.blog.example{path}") == "nothing"
    assert one(f"https://www.jo.example/blog{path}") == "nothing"


def test_a_blog_in_a_folder() -> None:
    """Beside the folder in which a blog stands there may be works, and in it left-out posts."""
    work = book((chapter((entry(),)),), address="https://www.jo.example/Blog/")
    assert own_places(work)["jo.example"] == "/blog"
    assert one("https://jo.example/blogs/tag/garden") == "noted"
    assert one("https://jo.example/blog/2016/11/x") == "noted"
    assert one("https://jo.example/cv.pdf") == "noted"


@pytest.mark.parametrize("text", ["Read more …", "(more…)", "Continue reading →", "Weiterlesen"])
def test_read_more_is_no_citation(text: str) -> None:
    """A link to the rest of a post of the blog is not cited; one to a paper is."""
    assert one("https://blog.example/2016/11/left-out.html", text) == "nothing"
    assert one("https://news.example/robin", text) == "noted"


def test_an_address_in_the_text_is_a_source_without_a_note() -> None:
    """Where the text is the address itself the reader sees it already, if it is not cut short."""
    assert one("https://www.news.example/robin/", "news.example/robin") == "source"
    assert one("https://t.co/x1", "pic.twitter.com/x1") == "source"
    assert one("https://news.example/a/long/address", "news.example/a…") == "noted"


def test_tags_of_networks_cite_nothing() -> None:
    """A hashtag leads to a search; a number behind the same sign to a work."""
    assert one("https://twitter.com/hashtag/robin?src=hash", "#robin") == "nothing"
    assert one("https://social.example/tags/Robin2", "#Robin2") == "nothing"
    assert one("https://code.example/issues/12", "#12") == "noted"
    assert one("https://news.example/robin", "#robin") == "noted"


def test_a_link_without_words_is_nothing() -> None:
    """An empty link leads to nothing that a reader could see."""
    assert one("https://news.example/", "") == "nothing"


def test_pictures_with_links() -> None:
    """A picture's link to a picture, or to the blog's page of it, is nothing; to a page noted."""
    large = (
        '<figure class="picture"><a href="https://n.example/{}"><img src="a" alt=""/></a></figure>'
    )
    assert links_of(large.format("robin.jpg")) == ()
    (page,) = links_of(large.format("album"))
    assert page.noted
    assert links_of(large.format("album").replace("n.example", "blog.example")) == ()
    google = '<p><a href="https://lh3.googleusercontent.com/x"><img src="a" alt=""/></a></p>'
    assert links_of(google) == ()
    both = '<p><a href="https://n.example/album"><img src="a" alt=""/> The robin</a></p>'
    assert links_of(both)[0].noted


def test_captions_have_notes_but_footnotes_and_cards_have_none() -> None:
    """What stands in the author's own footnotes, or names a card, has its address beside it."""
    own = '<ol class="footnotes"><li id="p-1-fn1"><a href="https://n.example/a">A</a></li></ol>'
    credit = '<figure class="picture"><img src="a" alt=""/><figcaption>{}</figcaption></figure>'
    (note,) = links_of(own)
    (photo,) = links_of(credit.format('<a href="https://n.example/b">Ada</a>'))
    (film,) = links_of('<figure class="embed"><p><a href="https://n.example/">A</a></p></figure>')
    assert not note.noted
    assert photo.noted
    assert not film.noted


def test_a_quotations_source_counts_where_no_link_leads_there() -> None:
    """One that is linked too has that link's note."""
    quoted = '<blockquote cite="http://n.example/a"><p>{}</p></blockquote>'
    (cited,) = links_of(quoted.format("a"))
    assert cited.noted
    assert cited.link.quotes
    (linked,) = links_of(quoted.format('<a href="https://n.example/a">A</a>'))
    assert not linked.link.quotes
    assert links_of('<blockquote cite="https://blog.example/"><p>a</p></blockquote>') == ()


def test_links_keep_their_place() -> None:
    """A found link knows its place among all links of the body, and its source's key."""
    body = '<p><a href="#a">a</a> <a href="http://www.n.example/b/?utm_source=x">b</a></p>'
    (link,) = links_of(body)
    assert (link.link.index, link.key) == (1, "https://n.example/b")
    assert (link.entry, link.text) == ("p-0123456789", "p-0123456789-c1")
    assert links_of("<p>No link.</p>") == ()


def test_the_blogs_places() -> None:
    """The blog's own sites are that of its address and those of its posts."""
    first = entry(post=post(permalink="https://ada.blogspot.co.uk/x"))
    pathless = entry(post=post(permalink="/x"))
    made = book([chapter([first, pathless])], address="https://www.blog.example/")
    assert own_places(made) == {"blog.example": "", "ada.blogspot.com": ""}
