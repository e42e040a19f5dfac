from datetime import UTC, date, datetime, timedelta, timezone

from blog2book.collect.order import day_of, in_order, newest, threaded
from samples import comment, post


def test_oldest_comes_first() -> None:
    """Posts stand by their moment, whatever the archive's order."""
    late, early = post(published=datetime(2016, 12, 9)), post(published=datetime(2016, 12, 7))
    assert in_order([late, early]) == (early, late)


def test_wall_clock_decides() -> None:
    """A post's own clock places it, not UTC, and naive and aware moments may be mixed."""
    west = timezone(timedelta(hours=-8))
    january = post(published=datetime(2016, 1, 31, 23, 30, tzinfo=west))
    february = post(published=datetime(2016, 2, 1, 0, 15))
    assert in_order([february, january]) == (january, february)
    assert day_of(january) == date(2016, 1, 31)


def test_sequence_then_archive_order_breaks_ties() -> None:
    """Posts of one moment stand by the platform's number, then as in the archive."""
    first, second, third = (
        post(sequence=1),
        post(sequence=2, title="a"),
        post(sequence=2, title="b"),
    )
    assert in_order([second, third, first]) == (first, second, third)


def test_undated_posts_come_last() -> None:
    """A post without a date stands behind all others and has no day."""
    undated = post(published=None)
    assert in_order([undated, post()])[-1] is undated
    assert day_of(undated) is None


def test_newest_is_aware() -> None:
    """The newest moment is aware; one without an offset counts as UTC; none gives None."""
    assert newest([datetime(2016, 1, 1), None]) == datetime(2016, 1, 1, tzinfo=UTC)
    assert newest([None]) is None


def test_answers_follow_what_they_answer() -> None:
    """Comments stand oldest first, each followed by its answers one step deeper."""
    one = comment(key="1", published=datetime(2016, 12, 8))
    two = comment(key="2", published=datetime(2016, 12, 9))
    answer = comment(key="3", parent="1", published=datetime(2016, 12, 10))
    deeper = comment(key="4", parent="3", published=datetime(2016, 12, 11))
    comments, depths = threaded([deeper, answer, two, one])
    assert [found.key for found in comments] == ["1", "3", "4", "2"]
    assert depths == (0, 1, 2, 0)


def test_an_answer_to_nobody_answers_the_post() -> None:
    """A comment whose parent is not printed stands at the top, and one without a date last."""
    orphan = comment(key="1", parent="gone")
    undated = comment(key="2", published=None)
    comments, depths = threaded([undated, orphan])
    assert [found.key for found in comments] == ["1", "2"]
    assert depths == (0, 0)


def test_a_ring_of_answers_is_broken() -> None:
    """Comments that answer each other, or themselves, are all there, once."""
    one = comment(key="1", parent="2", published=datetime(2016, 12, 8))
    two = comment(key="2", parent="1", published=datetime(2016, 12, 9))
    own = comment(key="3", parent="3", published=datetime(2016, 12, 10))
    beside = comment(key="4", parent="2", published=datetime(2016, 12, 11))
    comments, depths = threaded([one, two, own, beside])
    assert [found.key for found in comments] == ["1", "2", "4", "3"]
    assert depths == (0, 1, 2, 0)


def test_comments_without_keys_are_kept() -> None:
    """Comments that have no key stand side by side under the post."""
    comments, depths = threaded([comment(key=""), comment(key="")])
    assert len(comments) == 2
    assert depths == (0, 0)
