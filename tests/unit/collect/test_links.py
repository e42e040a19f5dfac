from dataclasses import replace
from typing import Any

import pytest

from blog2book.collect.links import join
from blog2book.model.archive import Archive, Post
from blog2book.model.book import Entry
from blog2book.model.xhtml import Xhtml
from samples import Heard, archive, comment, entry, origin, post

OTHER = "https://blog.example/2016/11/other.html"


def linked(
    href: str, heard: Heard | None = None, *, other: Post | None = None, **fields: Any
) -> str:
    """Return what becomes of a link from `post()` to another post "other"."""
    first = post(body=Xhtml(f'<p id="top">A <a href="{href}">link</a>.</p>'))
    second = other or post(
        key="other", permalink=OTHER, body=Xhtml('<p id="b">B</p><p id="more-1">C</p>')
    )
    found = archive([first, second], **fields)
    return body_of(joined([first, second], found, heard or Heard())[0])


def joined(posts: list[Post], found: Archive, heard: Heard) -> tuple[Entry, ...]:
    """Return posts as entries "p-0", "p-1" ... whose links were joined."""
    entries = [entry(id=f"p-{number}", post=one) for number, one in enumerate(posts)]
    return join(entries, found, heard)


def body_of(found: Entry) -> str:
    """Return an entry's body without the paragraph around it."""
    return found.post.body.removeprefix('<p id="p-0-top">A ').removesuffix(".</p>")


@pytest.mark.parametrize(
    "href",
    [
        OTHER,
        "http://www.blog.example/2016/11/other.html?utm_source=x",
        "//blog.example/2016/11/other/",
        "/2016/11/other.html",
        "../11/other.html",
        "https://blog.example/2016/11/other.html#nowhere",
        "https://blog.example/2016/11/other.html#more-1",
        "https://blog.example/2016/11/other.html#comment-5",
        "  /2016/11/OTHER ",
    ],
)
def test_links_to_a_post_become_links_in_the_book(href: str) -> None:
    """However an address of a post is written, the link leads to the post."""
    assert linked(href) == '<a href="post:other">link</a>'


def test_fragments_are_kept_where_the_post_has_them() -> None:
    """A fragment becomes the id that the other body has in the book."""
    assert linked(OTHER + "#b") == '<a href="post:other#p-1-b">link</a>'


def test_a_link_to_a_place_in_the_post_itself_stays_inside() -> None:
    """A whole address of the post itself, with a fragment, is a link inside the body."""
    itself = "https://blog.example/2016/12/a-title.html"
    assert linked(f"{itself}#top") == '<a href="#p-0-top">link</a>'
    assert linked(itself) == '<a href="post:blog.example/1">link</a>'


def test_fragments_inside_a_post_lead_to_its_ids_or_go() -> None:
    """A bare fragment is kept if its id is there, and unwrapped if not."""
    assert linked("#top") == '<a href="#p-0-top">link</a>'
    assert linked("#%74op") == '<a href="#p-0-top">link</a>'
    assert linked("#gone") == "link"
    assert linked("#respond") == "link"


@pytest.mark.parametrize(
    "href",
    [
        "https://elsewhere.example/2016/11/other.html",
        "https://blog.example/tag/garden",
        "https://blog.example/2016/11/",
        "https://blog.example/",
        "mailto:ada@blog.example",
        "tel:+4412345",
        "https://web.archive.org/web/2012/https://blog.example/2016/11/other.html",
    ],
)
def test_other_addresses_stay(href: str) -> None:
    """Links to other sites, to lists of posts and to mail stay as they are."""
    assert linked(href) == f'<a href="{href}">link</a>'


def test_relative_links_become_whole() -> None:
    """A relative link to what is not in the book gets the blog's address."""
    assert linked("/files/a.pdf") == '<a href="https://blog.example/files/a.pdf">link</a>'
    assert linked("gone.html") == '<a href="https://blog.example/2016/12/gone.html">link</a>'


def test_a_link_to_a_picture_of_the_post_stays() -> None:
    """The large copy of a picture is still what its link leads to."""
    address = "https://blog.example/uploads/robin.jpg"
    assert linked(address) == f'<a href="{address}">link</a>'


def test_half_an_address_is_unwrapped() -> None:
    """What cannot be an address leaves its text."""
    assert linked("http://") == "link"
    assert linked("https:/nothing") == "link"
    assert linked("//[broken") == "link"


def test_hosts_of_the_archive_are_the_blogs() -> None:
    """A post is found under each host of the blog, and under any country of blogspot."""
    hosts = ("blog.example", "ada.blogspot.com", "old.example")
    for host in ("www.ada.blogspot.co.uk", "old.example"):
        href = f"http://{host}/2016/11/other.html"
        assert linked(href, hosts=hosts) == '<a href="post:other">link</a>'


def test_aliases_find_a_post() -> None:
    """Other addresses of a post lead to it too."""
    other = post(key="other", permalink=OTHER, aliases=("https://blog.example/?p=12",))
    assert linked("/?p=12", other=other) == '<a href="post:other">link</a>'
    assert linked("/?p=13", other=other) == '<a href="https://blog.example/?p=13">link</a>'


def test_stories_are_found_by_the_id_at_their_addresss_end() -> None:
    """Medium's links lead to a story whatever host and words stand before its id."""
    told = "https://old.example/other-words-0123456789ab"
    first = post(body=Xhtml(f'<p><a href="{told}">x</a> <a href="{told[:-1]}c">y</a></p>'))
    second = post(key="medium.com/1", permalink="https://new.example/low-water-0123456789ab")
    second = replace(second, aliases=("https://medium.com/p/0123456789ab",))
    body = body_of(joined([first, second], archive([first, second]), Heard())[0])
    assert body == f'<p><a href="post:medium.com/1">x</a> <a href="{told[:-1]}c">y</a></p>'


def test_posts_of_tumblrs_are_found_by_their_number() -> None:
    """Its links lead to a post with words behind the number, and by Tumblr's own host."""
    other = post(key="other", permalink="https://ada.tumblr.com/post/12345678903")
    for told in (
        "https://ada.tumblr.com/post/12345678903/words",
        "https://www.tumblr.com/ada/12345678903/words",
    ):
        assert linked(told, other=other) == '<a href="post:other">link</a>'
        away = told.replace("903", "904")
        assert linked(away, other=other) == f'<a href="{away}">link</a>'


def test_an_alias_of_two_posts_leads_to_none() -> None:
    """Where an address may be of two posts, the link stays an address."""
    same = post(key="other", permalink="https://blog.example/2016/12/a-title.html")
    href = "https://blog.example/2016/12/a-title.html"
    assert linked(href, other=same) == f'<a href="{href}">link</a>'


def test_paths_of_two_blogs_are_not_mixed_up() -> None:
    """Where posts stood at two places, a path without a date does not tell the post."""
    other = post(key="other", permalink="https://second.example/about/")
    hosts = ("blog.example", "second.example")
    mine = "https://blog.example/about/"
    assert linked(mine, other=other, hosts=hosts) == f'<a href="{mine}">link</a>'
    theirs = "https://second.example/about"
    assert linked(theirs, other=other, hosts=hosts) == '<a href="post:other">link</a>'


def pathless(body: str, **fields: Any) -> tuple[Post, dict[str, Any]]:
    """Return a post of a blog whose address nobody knows."""
    fields = {"permalink": "", **fields}
    return post(body=Xhtml(body), **fields), {"address": "", "hosts": ()}


def test_of_several_blogs_each_post_starts_from_its_own() -> None:
    """Where the archive has no address of its own, that of the post's file counts."""
    body = Xhtml('<p>A <a href="/elsewhere">link</a></p>')
    source = origin(file="b.xml", url="https://b.example/")
    posts = [post(permalink="", body=body, origin=source)]
    found = archive(
        posts,
        address="",
        hosts=("a.example", "b.example"),
        files=(origin(file="a.xml", url="https://a.example/"), source),
    )
    (only,) = joined(posts, found, Heard())
    assert 'href="https://b.example/elsewhere"' in only.post.body


def test_relative_links_of_an_unknown_blog_are_unwrapped_and_counted() -> None:
    """Without the blog's address a relative link leaves its text, and one Notice counts them."""
    first, unknown = pathless('<p><a href="/a">a</a> <a href="b.html">b</a></p>')
    heard = Heard()
    (found,) = joined([first], archive([first], **unknown), heard)
    assert found.post.body == "<p>a b</p>"
    assert heard.codes == ["links-relative"]
    assert heard.notices[0].message.startswith("2 relative links became plain text: they lead to")
    assert heard.notices[0].where == "export.xml, item 1"


def test_one_relative_link_is_told_as_one() -> None:
    """The Notice of a single link speaks of one."""
    first, unknown = pathless('<p><a href="/a">a</a></p>')
    heard = Heard()
    joined([first], archive([first], **unknown), heard)
    assert heard.notices[0].message.startswith("1 relative link became plain text: it leads to")


def test_a_relative_picture_link_of_an_unknown_blog_goes_silently() -> None:
    """The picture is shown anyway, so nothing is lost."""
    first, unknown = pathless('<p><a href="a.jpg"><img src="a.jpg" alt=""/></a></p>')
    heard = Heard()
    (found,) = joined([first], archive([first], **unknown), heard)
    assert "href" not in found.post.body
    assert heard.codes == []


def test_paths_find_posts_of_an_unknown_blog() -> None:
    """Where only paths of posts are known, relative links still find them."""
    first, unknown = pathless('<p><a href="other.html">a</a></p>', permalink="/2016/11/one.html")
    second = post(key="k 2", permalink="/2016/11/other.html")
    found = joined([first, second], archive([first, second], **unknown), Heard())
    assert found[0].post.body == '<p><a href="post:k%202">a</a></p>'


def test_a_broken_permalink_does_no_harm() -> None:
    """Where a post's own address is broken, its relative links are unwrapped."""
    first, unknown = pathless('<p><a href="x">a</a></p>', permalink="https://[broken/x")
    (found,) = joined([first], archive([first], **unknown), Heard())
    assert found.post.body == "<p>a</p>"


def test_a_host_alone_makes_links_whole() -> None:
    """A host and the post's path are enough to make a relative link whole."""
    first, _ = pathless('<p><a href="x.pdf">a</a></p>', permalink="/2016/11/one.html")
    found = joined([first], archive([first], address="", hosts=("h.example",)), Heard())
    assert found[0].post.body == '<p><a href="https://h.example/2016/11/x.pdf">a</a></p>'


def test_the_blogs_own_domain_is_found_by_its_links() -> None:
    """A host whose dated paths are those of the posts is the blog's own."""
    body = "".join(
        f'<p><a href="https://www.own.example/2021/07/{name}.html">x</a></p>' for name in "abc"
    )
    strange = '<p><a href="https://news.example/2021/07/a.html">x</a></p>'
    posts = [
        post(key=name, permalink=f"/2021/07/{name}.html", body=Xhtml(body + strange))
        for name in "ab"
    ]
    found = joined(posts, archive(posts, hosts=("own.blogspot.com",), address=""), Heard())
    assert found[0].post.body == (
        '<p><a href="post:a">x</a></p><p><a href="post:b">x</a></p>'
        '<p><a href="https://www.own.example/2021/07/c.html">x</a></p>' + strange
    )


def test_ids_in_comments_are_their_own() -> None:
    """Ids of comments differ from those of the post, and their links lead to posts too."""
    remark = comment(body=Xhtml(f'<p id="top"><a href="#top">a</a> <a href="{OTHER}">b</a></p>'))
    first = post(body=Xhtml('<p id="top">A</p>'))
    second = post(key="other", permalink=OTHER)
    found = join(
        [entry(id="p-0", post=first, comments=(remark,), depths=(0,)), entry(post=second)],
        archive([first, second]),
        Heard(),
    )
    body = found[0].comments[0].body
    start = body.removeprefix('<p id="').partition("-top")[0]
    assert start.startswith("p-0-c")
    assert (
        body == f'<p id="{start}-top"><a href="#{start}-top">a</a> <a href="post:other">b</a></p>'
    )
    assert found[0].post.body == '<p id="p-0-top">A</p>'


def test_a_body_without_links_is_not_made_anew() -> None:
    """What needs no change is the same object, so that the text is in memory once."""
    only = post()
    (found,) = joined([only], archive([only]), Heard())
    assert found.post is only
