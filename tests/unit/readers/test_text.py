import json
from pathlib import Path
from typing import Any

import pytest

from blog2book.errors import ArchiveError
from blog2book.events import StageAdvanced, StageStarted, ignore
from blog2book.model.archive import Archive
from blog2book.ports import Confidence, Context, Sample
from blog2book.readers.text import reader, title_from_name
from samples import Heard

CASES = Path(__file__).parents[2] / "cases" / "text"

POST = """7 December 2016

First frost

The dahlias are black. I dug them up and carried them into the cellar, as every year.
"""


def context(tmp_path: Path, **fields: Any) -> Context:
    """Return a world in a folder for tests."""
    plain: dict[str, Any] = {"report": ignore, "workdir": tmp_path, "cache": tmp_path}
    return Context(**(plain | fields))


def read(tmp_path: Path, text: str | bytes, name: str = "my-blog.txt", **fields: Any) -> Archive:
    """Write a text to a file and read it."""
    source = tmp_path / name
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return reader.read(source, context(tmp_path, **fields))


def test_a_date_without_a_text_is_told(tmp_path: Path) -> None:
    """A date line under which nothing stands is named with its line, last or not."""
    heard = Heard()
    text = f"6 December 2016\n\n{POST}\n8 December 2016\n\n"
    assert len(read(tmp_path, text, report=heard).posts) == 1
    (notice,) = heard.notices
    assert notice.code == "date-without-text"
    assert "6 December 2016" in notice.message
    assert notice.where == "my-blog.txt, line 1, 9"


def test_a_date_under_its_title_is_no_bare_one(tmp_path: Path) -> None:
    """Where titles stand above dates, the last one may have no more than its title."""
    heard = Heard()
    body = POST.rpartition("\n\n")[2]
    text = f"Frost\n\n7 December 2016\n\n{body}\nThaw\n\n8 December 2016\n"
    assert len(read(tmp_path, text, report=heard).posts) == 2
    assert heard.codes == []


def surely(head: bytes) -> Confidence:
    """Return how surely bytes are a pasted text."""
    return reader.recognises(Sample(path=Path("x"), head=head, members=()))


def told(archive: Archive, heard: Heard) -> dict[str, Any]:
    """Return what a case expects, as it is."""
    return {
        "title": archive.title,
        "subtitle": archive.subtitle,
        "author": archive.author.name if archive.author else None,
        "language": archive.language,
        "notices": heard.codes,
        "leftovers": {one.kind: one.count for one in archive.leftovers},
        "posts": [
            {
                "published": post.published.isoformat(sep=" ", timespec="minutes")
                if post.published
                else None,
                "timed": post.timed,
                "title": post.title,
                "author": post.author.name if post.author else None,
                "labels": list(post.labels),
                "place": post.origin.place,
                "body": post.body.split("\n"),
            }
            for post in archive.posts
        ],
    }


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_cases(case: str, tmp_path: Path) -> None:
    """A pasted page becomes the posts that a person sees on it."""
    heard = Heard()
    source = CASES / case / "input.txt"
    archive = reader.read(source, context(tmp_path, report=heard))
    assert told(archive, heard) == json.loads((CASES / case / "expected.json").read_text("utf-8"))
    left = sum(one.count for one in archive.leftovers)
    assert archive.items == len(archive.posts) + left
    assert surely(source.read_bytes()) is Confidence.LIKELY


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, ends: str) -> None:
    """A file from Notepad, an old Mac or a Unix machine reads the same."""
    text = POST.replace("The dahlias", "“Café” – the dahlias").replace("\n", ends)
    post = read(tmp_path, text.encode(encoding)).posts[0]
    assert post.title == "First frost"
    assert post.body.startswith("<p>“Café” – the dahlias are black.")


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    """Bytes that are no clean UTF-8 are read as well as can be, with a notice."""
    heard = Heard()
    text = POST.encode() + "Jürgen – Café\n".encode() * 3 + b"caf\xe9 again\n"
    body = read(tmp_path, text, report=heard).posts[0].body
    assert "café again" in body
    assert "Jürgen – Café" in body
    assert heard.codes[0] == "encoding-guessed"


def test_nothing_is_markup(tmp_path: Path) -> None:
    """Angle brackets in a text are text."""
    text = POST.replace("First frost", "A <b> & c").replace("black", "<script>black</script>")
    post = read(tmp_path, text).posts[0]
    assert post.title == "A <b> & c"
    assert "&lt;script&gt;black&lt;/script&gt;" in post.body


def test_a_key_does_not_depend_on_position(tmp_path: Path) -> None:
    """A post keeps its key when another is added before it, and when its text changes."""
    other = POST.replace("7 Dec", "6 Dec").replace("First frost", "Rain")
    alone = read(tmp_path, POST).posts[0]
    later = read(tmp_path, other + "\n" + POST.replace("black", "dark")).posts[1]
    assert alone.key == later.key
    assert alone.key.startswith("2016-12-07-")
    assert alone.origin.digest != later.origin.digest


def test_the_time_zone_of_the_user(tmp_path: Path) -> None:
    """Days are the blog's own wall clock, in the zone that the user names."""
    archive = read(tmp_path, POST, timezone="Europe/London")
    published = archive.posts[0].published
    assert archive.timezone == "Europe/London"
    assert published is not None
    assert published.isoformat() == "2016-12-07T00:00:00+00:00"


def test_a_time_zone_that_is_none_is_told(tmp_path: Path) -> None:
    """As every other reader tells it."""
    heard = Heard()
    archive = read(tmp_path, POST, timezone="Garden/Fence", report=heard)
    assert (archive.timezone, heard.codes) == ("", ["timezone-unknown"])


def test_numbers_without_a_vote_ask_for_help(tmp_path: Path) -> None:
    """The order of day and month is never guessed."""
    text = POST.replace("7 December 2016", "07/12/2016")
    assert surely(text.encode()) is Confidence.POSSIBLE
    with pytest.raises(ArchiveError, match='"07/12/2016" may be read day first') as caught:
        read(tmp_path, text)
    assert "2016-12-31" in caught.value.hint


def test_undecided_dates_beside_others_stay_text(tmp_path: Path) -> None:
    """Where other dates carry the book, doubtful ones are text, and that is told."""
    heard = Heard()
    text = (
        POST + "\n07/12/2016\n\nIn this month we had nothing but rain, day after day after day.\n"
    )
    (post,) = read(tmp_path, text, report=heard).posts
    assert "<p>07/12/2016</p>" in post.body
    assert heard.codes == ["date-order-undecided"]
    assert heard.notices[0].where == "my-blog.txt, line 7"


def test_more_places_than_can_be_shown(tmp_path: Path) -> None:
    """A long list of lines is cut."""
    heard = Heard()
    read(tmp_path, POST + "\n07/12/2016\n" * 8, report=heard)
    assert heard.notices[0].where == "my-blog.txt, line 7, 9, 11, 13, 15 and more"


def test_a_text_without_dates_is_refused(tmp_path: Path) -> None:
    """Without a date nobody can tell where a post begins."""
    with pytest.raises(ArchiveError, match="no line that is a date"):
        read(tmp_path, "Dear diary\n\nNothing today.\n")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that vanished is an error in words."""
    with pytest.raises(ArchiveError, match="cannot be read"):
        reader.read(tmp_path / "gone.txt", context(tmp_path))


def test_a_file_beyond_measure_is_refused(tmp_path: Path) -> None:
    """A text is held in memory, so it must be one that somebody could have pasted."""
    source = tmp_path / "huge.txt"
    with source.open("wb") as file:
        file.truncate(64 * 1024**2 + 1)
    with pytest.raises(ArchiveError, match="too large for a text"):
        reader.read(source, context(tmp_path))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"<!DOCTYPE html>\n<p>\n7 December 2016\n",
        b"<?xml version='1.0'?>\n7 December 2016\n",
        b'{"date":\n7 December 2016\n}',
        b"AUTHOR: Ada\nTITLE: x\n-----\nBODY:\n7 December 2016\n9 December 2016\n",
        b"---\ntitle: x\n---\n7 December 2016\n9 December 2016\n",
        b"Dear diary\n",
        b"It is 3 o'clock on 7 December 2016.\n",
    ],
)
def test_what_is_no_pasted_text(head: bytes) -> None:
    """Binary files, other formats and texts without a date line are left to others."""
    assert surely(head) is Confidence.NO


def test_one_date_far_down_is_hardly_sure() -> None:
    """A single date deep in a text does not make it a blog."""
    assert surely(b"a\n" * 10 + b"7 December 2016\n") is Confidence.POSSIBLE


def test_a_letter_cut_in_two_does_no_harm() -> None:
    """The head of a file may end within a letter."""
    assert surely(POST.encode() + "é".encode()[:1]) is Confidence.LIKELY


def test_a_text_from_a_pipe_is_called_by_its_dates(tmp_path: Path) -> None:
    """Standard input has no name to make a title of."""
    found = read(tmp_path, POST, "standard-input")
    assert (found.title, found.titled) == ("December 2016", False)


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("december-2016", "December 2016"),
        ("my_blog", "My blog"),
        ("blog-2016-12", "Blog 2016-12"),
        ("Grüße.aus.Köln", "Grüße aus Köln"),
        ("___", "___"),
    ],
)
def test_titles_from_file_names(stem: str, title: str) -> None:
    """A file's name becomes a title in words."""
    assert title_from_name(stem) == title


@pytest.mark.parametrize(
    ("dates", "text", "language"),
    [
        (("7. April 2016",), "Das ist nicht der Garten, und die Erbsen sind noch klein.", "de"),
        (("7 April 2016",), "This is not the garden that I had in mind.", "en-GB"),
        (("April 7, 2016",), "This is not the garden that I had in mind.", "en"),
        (("7 april 2016",), "Dat is niet het huis van de man met de hond, en dat weet hij.", "nl"),
        (("7 april 2016",), "Och det är inte jag som har gjort det, för att jag inte kan.", "sv"),
        (("2016-04-07",), "Ce n'est pas le jardin que les enfants ont dans la tête.", "fr"),
        (("2016-04-07",), "Zzz", ""),
        (("2016年4月7日",), "這個春天來得很早,我們都沒有想到會這麼快。", "zh-Hant"),
        (("2016年4月7日",), "这个春天来得很早,我们都没有想到会这么快。", "zh"),
        (("2016年4月7日",), "春はもう来ているのに、庭はまだ冬のままでした。", "ja"),
        (("2016年4月7日星期四", "2016年4月9日星期六"), "這個春天來得很早。", "zh-Hant"),
        (("7 avril 2016 ",), "Rien.", "fr"),
        (("7 aprile 2016", "9 maggio 2016"), "Niente.", "it"),
    ],
)
def test_languages(tmp_path: Path, dates: tuple[str, ...], text: str, language: str) -> None:
    """The language is that of the date lines; the commonest small words decide a tie."""
    assert read(tmp_path, "".join(f"{one}\n\n{text}\n\n" for one in dates)).language == language


def test_footers_tell_the_language_where_dates_are_numbers(tmp_path: Path) -> None:
    """The words "Eingestellt von" are German, whatever the dates look like."""
    text = "2016-04-07\n\nErbsen\n\nSie wachsen.\n\nEingestellt von Ada um 10:15\n"
    archive = read(tmp_path, text)
    assert archive.language == "de"
    assert archive.posts[0].author is not None
    assert archive.posts[0].author.name == "Ada"


def test_an_address_in_a_footer_is_no_name(tmp_path: Path) -> None:
    """Whoever posted under an IP address stands in the book without it."""
    text = "2016-04-07\n\nErbsen\n\nSie wachsen.\n\nEingestellt von 203.0.113.6 um 10:15\n"
    archive = read(tmp_path, text)
    assert archive.posts[0].author is None
    assert "203.0.113.6" not in repr(archive)


def test_reading_is_reported(tmp_path: Path) -> None:
    """In the same two stages as of every format."""
    heard = Heard()
    read(tmp_path, POST, report=heard)
    assert [event for event in heard.events if event not in heard.notices] == [
        StageStarted(stage="reading"),
        StageStarted(stage="cleaning", total=1),
        StageAdvanced(stage="cleaning", done=1),
    ]
