from dataclasses import replace

import pytest

from blog2book.collect.accounting import account
from blog2book.model.archive import Leftover, Standing, Status
from blog2book.model.book import Fate
from blog2book.model.xhtml import Xhtml
from samples import archive, comment, entry, origin, post


def test_every_item_is_told() -> None:
    """Posts, comments and leftovers each have their account, and the sums agree."""
    remarks = tuple(
        comment(key=standing.value, standing=standing, origin=origin(place=standing.value))
        for standing in Standing
    )
    first = post(comments=remarks)
    draft = post(key="2", status=Status.DRAFT, comments=(comment(),))
    left = Leftover(kind="settings", count=3, reason="not a text")
    found = archive([first, draft], leftovers=(left,))
    found = replace(found, items=found.items + 3)
    accounting = account(found, [entry(post=first, comments=remarks[:1])], [(draft, "draft")])
    assert accounting.printed == 2
    assert accounting.left_out == {
        "not a text": 3,
        "awaiting approval": 1,
        "draft": 1,
        "pingback": 1,
        "comment on a post that is left out": 1,
        "spam": 1,
        "trashed": 1,
    }
    assert accounting.items == 11


def test_comments_wait_to_be_asked_for() -> None:
    """An approved comment that is not printed was not asked for."""
    first = post(comments=(comment(),))
    accounting = account(archive([first]), [entry(post=first)], [])
    assert accounting.left_out == {"comments not asked for": 1}


def test_words_of_all_that_is_printed_are_counted() -> None:
    """A post and a comment have their words before cleaning and in the book; out of it, none."""
    remarks = (
        comment(key="in", words=5, body=Xhtml("<p>花が 咲く.</p>")),
        comment(key="out", words=3),
    )
    first = post(words=4, body=Xhtml("<p>Three — words here.</p>"), comments=remarks)
    found = account(archive([first]), [entry(post=first, comments=remarks[:1])], [])
    assert [(one.kind, one.words, one.words_out) for one in found.accounts] == [
        ("post", 4, 3),
        ("comment", 5, 4),
        ("comment", 3, 0),
    ]


def test_sums_that_do_not_agree_are_a_bug() -> None:
    """Where an item is missing from the account, nothing is returned."""
    with pytest.raises(RuntimeError, match=r"has 2 items, 1 are accounted for \(1 post\)"):
        account(archive([post()], items=2), [entry()], [])


@pytest.mark.parametrize(
    ("key", "listed"),
    [
        ("blog.example/12", "blog.example/12"),
        ("2012-05-03-0123456789", "2012-05-03-0123456789"),
        ("blog.example/12-0123abcd", "blog.example/12-0123abcd"),
        ("https://blog.example/2016/12/my-secret", ""),
        ("blog.example/my-secret", ""),
    ],
)
def test_secret_posts_are_listed_without_words(key: str, listed: str) -> None:
    """Of a secret post key, day and reason are told; no title, and no key or file that holds it."""
    source = origin(file="my-secret.md", place="My secret, line 3")
    secret = post(
        key=key,
        title="My secret",
        status=Status.PRIVATE,
        origin=source,
        comments=(comment(key="my-secret#1", origin=source),),
    )
    one, remark = account(archive([secret]), [], [(secret, "private")]).accounts
    assert (one.title, one.where, one.reason) == ("", "", "private")
    assert one.key == listed or (not listed and len(one.key) == 10)
    assert "secret" not in str(remark).lower()
    assert one.day == secret.published.date() if secret.published else None


def test_a_numbered_place_of_a_secret_post_is_told() -> None:
    """A number such as "item 7" helps to find a secret post and says nothing of it."""
    secret = post(status=Status.TRASHED, origin=origin(place="item 7"))
    (one,) = account(archive([secret]), [], [(secret, "trashed")]).accounts
    assert one.where == "item 7"


def test_a_comment_keeps_its_day() -> None:
    """A comment is accounted for with its day, or none."""
    first = post(comments=(comment(), comment(key="c2", published=None)))
    accounts = account(archive([first]), [entry(post=first)], []).accounts
    assert [str(one.day) for one in accounts] == ["2016-12-07", "2016-12-08", "None"]
    assert all(one.fate is Fate.LEFT_OUT for one in accounts[1:])
