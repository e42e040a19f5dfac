from blog2book.cite.number import digest_of, note_ids


def test_anchors_are_made_from_chapter_and_source() -> None:
    """An anchor is "n-", the month and a digest of the source's key."""
    key = "https://n.example/"
    assert note_ids("m-2016-12", [key]) == {key: f"n-2016-12-{digest_of(key)[:10]}"}


def test_anchors_that_begin_alike_get_longer() -> None:
    """Sources of one chapter whose digests begin alike get longer anchors."""
    digests = {"a": "0" * 10 + "11", "b": "0" * 10 + "22"}
    assert note_ids("m-2016-12", digests, digests.__getitem__) == {
        "a": "n-2016-12-000000000011",
        "b": "n-2016-12-000000000022",
    }
