"""Tests of reading Mastodon's archives."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.errors import ArchiveError
from blog2book.model.archive import SECRET, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.mastodon import reader
from exports import Reading
from wholes import expected, told

CASE = Path(__file__).parents[2] / "cases" / "mastodon" / "archive"
OUTBOX = (CASE / "input" / "outbox.json").read_text(encoding="utf-8")
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def note(number: int, **fields: object) -> dict[str, object]:
    """Return the activity that made a note."""
    home = "https://social.example/users/ada/statuses"
    plain = {
        "id": f"{home}/{number}",
        "type": "Note",
        "published": f"2023-01-01T10:{number % 60:02}:00Z",
        "to": [PUBLIC],
        "content": f"<p>Note {number}.</p>",
    }
    return {"type": "Create", "object": plain | fields}


def read(folder: Path, *activities: object) -> Reading:
    """Read an outbox that lies alone."""
    path = folder / "any name"
    outbox = {"type": "OrderedCollection", "orderedItems": activities}
    path.write_text(json.dumps(outbox), encoding="utf-8")
    assert reader.recognises(sample_of(path)) is Confidence.CERTAIN
    return Reading(reader, path)


def test_an_archive_is_read_whole() -> None:
    """Threads, polls, warnings, pictures, secrets and leftovers are those of the case."""
    source = CASE / "input"
    assert reader.recognises(sample_of(source)) is Confidence.CERTAIN
    reading = Reading(reader, source)
    assert told(reading, source) == expected(CASE / "expected.json")
    shown = [post for post in reading.posts if post.status not in SECRET]
    assert "HIDDEN" not in repr((shown, reading.heard.notices, reading.archive.assets))


@pytest.mark.parametrize(
    ("to", "cc", "status"),
    [
        ([PUBLIC], [], Status.PUBLISHED),
        ("as:Public", [], Status.PUBLISHED),
        (["x/followers"], [PUBLIC], Status.PUBLISHED),
        (["x/followers"], [], Status.PRIVATE),
        (["https://other.example/users/ben"], None, Status.PRIVATE),
        (None, None, Status.PRIVATE),
        ({"id": PUBLIC}, 7, Status.PRIVATE),
    ],
)
def test_who_may_read_decides(tmp_path: Path, to: object, cc: object, status: Status) -> None:
    """Only what is plainly for the public, unlisted or not, is published."""
    assert read(tmp_path, note(1, to=to, cc=cc)).post.status is status


def test_an_activity_speaks_for_a_thing_that_says_nothing(tmp_path: Path) -> None:
    """Other servers address the activity alone."""
    activity = note(1, to=None, id=None) | {"to": [PUBLIC], "id": "https://a.example/9/activity"}
    post = read(tmp_path, activity).post
    assert (post.status, post.permalink) == (Status.PUBLISHED, "https://a.example/9")


@pytest.mark.slow
def test_a_long_thread_is_one_post(tmp_path: Path) -> None:
    """In the order in which it was written, whatever that of the file, and in linear time."""
    home = "https://social.example/users/ada/statuses"
    answers = [note(n, inReplyTo=f"{home}/{n - 1}") for n in range(20_000, 1, -1)]
    reading = read(tmp_path, *answers, note(1))
    assert reading.post.words == 40_000
    assert reading.post.body.startswith("<p>Note 1.</p>")
    assert reading.left == {"Note": 19_999}


def test_notes_that_answer_each_other_are_not_lost(tmp_path: Path) -> None:
    """A circle, which no server makes, begins somewhere."""
    home = "https://social.example/users/ada/statuses"
    first, second = note(1, inReplyTo=f"{home}/2"), note(2, inReplyTo=f"{home}/1")
    alone = note(3, inReplyTo=f"{home}/3")
    reading = read(tmp_path, first, second, alone)
    assert sum(post.words for post in reading.posts) == 6
    assert reading.adds_up


BEN = {"type": "Mention", "href": "https://far.example/users/ben", "name": "@Ben@far.example"}
FAR = "tag:far.example,2022-10-08:objectId=291:objectType=Conversation"
TO_BEN = '<p><span class="h-card"><a class="mention" href="x">@<span>ben</span></a></span> Yes.'


@pytest.mark.parametrize(
    ("content", "conversation", "tag", "kept"),
    [
        (TO_BEN, FAR, [BEN], False),
        ("<p>@ben@far.example Yes.</p>", "https://far.example/contexts/1", [BEN], False),
        (TO_BEN, FAR.replace("far", "social"), [BEN], True),
        (TO_BEN, FAR.replace("far.", ""), [BEN], True),
        (TO_BEN, None, [BEN], True),
        (TO_BEN, FAR, [], True),
        ("<p>Yes, @ben.", FAR, [BEN], True),
    ],
)
def test_an_answer_to_a_post_that_is_gone_is_left_out(
    tmp_path: Path,
    content: str,
    conversation: object,
    tag: object,
    kept: bool,  # noqa: FBT001 - a test's
) -> None:
    """What begins with a name is an answer in a conversation of another server, else a post."""
    fields = {"content": content, "conversation": conversation, "tag": tag, "inReplyTo": None}
    reading = read(tmp_path, note(1, **fields), note(2))
    assert len(reading.posts) == 1 + kept
    assert reading.left == ({} if kept else {"reply": 1})


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("https://social.example/users/ada", "ada"),
        ("https://social.example/@ada/", "ada"),
        ("https://social.example/ap/users/1158", None),
        ("https://social.example/users/a b", None),
    ],
)
def test_an_outbox_alone_names_its_owner(tmp_path: Path, actor: str, name: str | None) -> None:
    """In the address of whoever acted, unless that is a number."""
    archive = read(tmp_path, *(note(number) | {"actor": actor} for number in (1, 2))).archive
    assert (archive.author.name if archive.author else None) == name
    assert (archive.title, archive.titled) == (name or "any name", name is not None)


def test_a_warning_is_printed_where_it_changes(tmp_path: Path) -> None:
    """Once for all notes of a thread that bear the same."""
    home = "https://social.example/users/ada/statuses"
    notes = (
        note(1, summary="Rain"),
        note(2, summary="Rain", inReplyTo=f"{home}/1"),
        note(3, inReplyTo={"id": f"{home}/2"}, anyOf=[{"name": "Yes"}]),
    )
    assert read(tmp_path, *notes).post.body == (
        "<p><em>Rain</em></p><p>Note 1.</p><p>Note 2.</p><p>Note 3.</p><ul><li>Yes</li></ul>"
    )


def test_an_article_has_a_title(tmp_path: Path) -> None:
    """Other servers let their people write some; a language of its own is the post's."""
    article = note(1, type="Article", name="On  walks", contentMap={"fr": "<p>Oui.</p>"})
    article["object"].pop("content")  # type: ignore[attr-defined]
    sound = [
        {"type": "Document", "mediaType": "audio/ogg", "url": "https://a.example/b.ogg"},
        {"type": "Link", "href": "https://a.example/c"},
    ]
    reading = read(tmp_path, article, note(2, contentMap={"en": "?"}), note(3, attachment=sound))
    titles = [(post.title, post.language) for post in reading.posts]
    assert titles == [("On walks", ""), ("", ""), ("", "")]
    assert reading.archive.language == "fr"
    assert "https://a.example/b.ogg" in reading.posts[-1].body


def test_what_is_none_is_refused(tmp_path: Path) -> None:
    """With the way to get one."""
    (tmp_path / "a.txt").write_bytes(b"x")
    with pytest.raises(ArchiveError, match=r"holds no outbox\.json") as caught:
        Reading(reader, tmp_path)
    assert "Request your archive" in caught.value.hint
    (tmp_path / "outbox.json").write_bytes(b'{"orderedItems": 1}')
    with pytest.raises(ArchiveError, match="no list of activities"):
        Reading(reader, tmp_path)
    assert reader.recognises(sample_of(tmp_path)) is Confidence.NO
    assert reader.recognises(Sample(path=tmp_path, head=b"", members=("a",))) is Confidence.NO


@settings(deadline=None, max_examples=100)
@given(
    some.integers(0, len(OUTBOX)),
    some.sampled_from([0, 1, 40, 400, 2000]),
    some.sampled_from(["", "[", "{}", "null", "}, {", '", "', "9" * 30, "\\ud800", "NaN"]),
)
def test_no_damage_shows_what_is_hidden(place: int, length: int, damage: str) -> None:
    """Nothing but an ArchiveError is raised, the sums agree, and secrets stay secret."""
    text = OUTBOX[:place] + damage + OUTBOX[place + length :]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "outbox.json"
        path.write_text(text, encoding="utf-8")
        try:
            reading = Reading(reader, Path(name))
        except ArchiveError:
            return
    assert reading.adds_up
    shown = [post for post in reading.posts if post.status not in SECRET]
    assert "HIDDEN" not in repr((shown, reading.heard.notices, reading.left))


def test_a_broken_actor_costs_the_name_alone(tmp_path: Path) -> None:
    """What was written is read though nobody can say who wrote it."""
    outbox = {"type": "OrderedCollection", "orderedItems": [note(1)]}
    (tmp_path / "outbox.json").write_text(json.dumps(outbox), encoding="utf-8")
    (tmp_path / "actor.json").write_text("{", encoding="utf-8")
    reading = Reading(reader, tmp_path)
    assert "Note 1." in reading.post.body
    assert (reading.archive.author, reading.archive.titled) == (None, False)
    assert reading.heard.codes == ["files-damaged"]
    assert [one.file for one in reading.archive.files] == ["outbox.json"]
