from datetime import datetime

from blog2book.collect.sameness import sift
from blog2book.model.archive import Archive, Post, Status
from samples import Heard, archive, origin, post


def two_files(*posts: Post) -> Archive:
    """Return an archive merged from "old.xml" and "new.xml"."""
    files = (origin(file="old.xml", place=""), origin(file="new.xml", place=""))
    return archive(posts, files=files)


OLD = origin(file="old.xml", digest="aa")
NEW = origin(file="new.xml", digest="bb")


def test_posts_with_keys_of_their_own_are_kept() -> None:
    """Posts that share nothing stay as they are, though their texts agree."""
    posts = (post(key="a"), post(key="b"))
    assert sift(archive(posts), Heard()).posts == posts


def test_the_same_text_twice_is_a_duplicate() -> None:
    """An item that stands twice in one file is in the book once."""
    first, second = post(), post(words=3)
    sifted = sift(archive([first, second]), Heard())
    assert sifted.posts == (first,)
    assert sifted.left_out == ((second, "duplicate"),)


def test_of_a_duplicate_the_published_one_is_kept() -> None:
    """Where the first of two equal items is a draft, the published one is kept."""
    draft, published = post(status=Status.DRAFT), post()
    sifted = sift(archive([draft, published]), Heard())
    assert sifted.posts == (published,)
    assert sifted.left_out == ((draft, "duplicate"),)


def test_the_same_text_in_two_files_is_a_duplicate() -> None:
    """Two exports that overlap give each post once, as the later file has it."""
    old, new = post(origin=OLD), post(origin=origin(file="new.xml", digest="aa"))
    sifted = sift(two_files(old, new), Heard())
    assert sifted.posts == (new,)
    assert sifted.left_out == ((old, "duplicate"),)


def test_a_later_revision_wins() -> None:
    """Of two revisions in two files the one that was updated later is kept, wherever it is."""
    mended = post(origin=OLD, updated=datetime(2017, 2, 1))
    early = post(origin=NEW, updated=datetime(2017, 1, 1))
    sifted = sift(two_files(mended, early), Heard())
    assert sifted.posts == (mended,)
    assert sifted.left_out == ((early, "earlier revision"),)


def test_the_later_file_wins_where_nobody_says_when() -> None:
    """Without different dates of change the later file decides; three revisions leave one."""
    one = post(origin=OLD, updated=datetime(2017, 1, 1))
    two = post(origin=NEW, updated=datetime(2017, 1, 1))
    three = post(origin=origin(file="newest.xml", digest="cc"))
    found = archive([one, two, three], files=(OLD, NEW, three.origin))
    sifted = sift(found, Heard())
    assert sifted.posts == (three,)
    assert [reason for _, reason in sifted.left_out] == ["earlier revision"] * 2


def test_a_post_that_became_private_is_private() -> None:
    """The later revision is kept even where the book must then leave it out."""
    public, private = post(origin=OLD), post(origin=NEW, status=Status.PRIVATE)
    assert sift(two_files(public, private), Heard()).posts == (private,)


def test_never_the_same_by_id_alone() -> None:
    """In another file, one key with another title and another day is another post."""
    one = post(origin=OLD, title="One", published=datetime(2010, 1, 1))
    two = post(origin=NEW, title="Two", published=datetime(2016, 1, 1))
    undated = post(origin=origin(file="third.xml", digest="cc"), title="Three", published=None)
    heard = Heard()
    sifted = sift(two_files(one, two, undated), heard)
    assert len(sifted.posts) == 3
    assert not sifted.left_out
    assert heard.codes == ["key-shared", "key-shared"]


def test_a_draft_that_was_published_is_one_post() -> None:
    """A revision may have another day if its title agrees."""
    draft = post(origin=OLD, status=Status.DRAFT, published=None)
    published = post(origin=NEW)
    assert sift(two_files(draft, published), Heard()).posts == (published,)


def test_different_posts_under_one_key_are_both_kept() -> None:
    """The published one keeps the key, the other gets a digest, and a Notice names its place."""
    draft = post(origin=origin(digest="aa", place="item 1"), status=Status.DRAFT, title="Draft")
    published = post(origin=origin(digest="bb", place="item 2"), title="Other")
    heard = Heard()
    first, second = sift(archive([draft, published]), heard).posts
    assert second is published
    assert first.key.startswith("blog.example/1-")
    assert len(first.key) == len("blog.example/1-") + 8
    assert heard.notices[0].where == "export.xml, item 1"


def test_the_first_keeps_the_key_where_none_is_published() -> None:
    """Of two drafts under one key the first keeps it."""
    drafts = [
        post(origin=origin(digest="aa"), status=Status.DRAFT, title="One"),
        post(origin=origin(digest="bb"), status=Status.DRAFT, title="Two"),
    ]
    assert sift(archive(drafts), Heard()).posts[0] is drafts[0]


def test_a_secret_post_is_not_named() -> None:
    """The Notice on a shared key says nothing of a private post's place."""
    source = origin(digest="bb", file="my-secret.md")
    secret = post(origin=source, status=Status.PRIVATE, title="X", published=None)
    heard = Heard()
    sift(archive([post(), secret]), heard)
    assert heard.notices[0].where == ""


def test_new_keys_are_free() -> None:
    """A new key is never one that another post has already."""
    heard = Heard()
    clash = [post(origin=origin(digest="aa")), post(origin=origin(digest="bb"), title="Two")]
    taken = sift(archive(clash), heard).posts[1].key
    again = [*clash, post(key=taken), post(key=f"{taken}~2")]
    keys = [found.key for found in sift(archive(again), heard).posts]
    assert keys[1] == f"{taken}~3"
    assert len(set(keys)) == 4


def test_files_without_a_host_have_no_revisions() -> None:
    """Two people's posts of one day and title are both kept: nothing says it is one blog."""
    one = post(key="2016-12-25 ab", permalink="", origin=OLD)
    other = post(key="2016-12-25 ab", permalink="", origin=NEW)
    sifted = sift(two_files(one, other), Heard())
    assert len(sifted.posts) == 2
    assert sifted.left_out == ()


def test_a_title_alone_makes_no_revision() -> None:
    """The same id and title at another time and address is another post."""
    one = post(origin=OLD, permalink="https://blog.example/2015/06/links")
    later = datetime(2017, 6, 1, 9, 0)
    other = post(origin=NEW, permalink="https://blog.example/2017/06/links", published=later)
    assert len(sift(two_files(one, other), Heard()).posts) == 2
    moved = post(origin=NEW, permalink=one.permalink, published=later)
    assert sift(two_files(one, moved), Heard()).left_out == ((one, "earlier revision"),)


def test_what_gave_way_to_a_private_post_is_private_too() -> None:
    """The published revision of a post that became private is not named either."""
    public = post(origin=OLD, title="Beta")
    private = post(origin=NEW, title="Beta", status=Status.PRIVATE)
    left_out = sift(two_files(public, private), Heard()).left_out
    assert [one.status for one, _reason in left_out] == [Status.PRIVATE]
