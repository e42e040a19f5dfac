from datetime import time

import pytest

from blog2book.readers.text.footers import read_footer


@pytest.mark.parametrize(
    ("line", "author", "clock", "comments"),
    [
        ("Posted by Ada Example at 10:15", "Ada Example", time(10, 15), None),
        ("Posted by Ada Example at 10:15 PM", "Ada Example", time(22, 15), None),
        ("Posted by Ada Example at 12:15 a.m.", "Ada Example", time(0, 15), None),
        ("Posted by Ada Example at 10:15 3 comments:", "Ada Example", time(10, 15), 3),
        ("Posted by Ada Example at 12/23/2016 10:15:00 AM", "Ada Example", time(10, 15), None),
        ("Posted by Ada at 10:15 AM GMT+01:00 | Permalink", "Ada", time(10, 15), None),
        (
            "Posted by Ada at 10:15 Email ThisBlogThis!Share to X 3 comments:",
            "Ada",
            time(10, 15),
            3,
        ),
        ("Posted by Ada at 10:15 No comments: Links to this post", "Ada", time(10, 15), 0),
        ("Eingestellt von Ada am 23.12.2016 um 10.15 Uhr", "Ada", time(10, 15), None),
        ("posted by Ada Example", "Ada Example", None, None),
        ("Posted by Ada at 99:99", "Ada at 99:99", None, None),
        ("Eingestellt von Ada um 10:15 Keine Kommentare:", "Ada", time(10, 15), 0),
        ("Publié par Ada à 10:15", "Ada", time(10, 15), None),
        ("Publicado por Ada en 10:15 No hay comentarios:", "Ada", time(10, 15), 0),
        ("Pubblicato da Ada alle 10:15", "Ada", time(10, 15), None),
        ("Geplaatst door Ada op 10:15", "Ada", time(10, 15), None),
        ("Upplagd av Ada kl. 10:15", "Ada", time(10, 15), None),
        ("Lähettänyt Ada klo 10.15", "Ada", time(10, 15), None),
        ("Bejegyezte: Ada dátum: 10:15", "Ada", time(10, 15), None),
        ("Αναρτήθηκε από Ada στις 10:15", "Ada", time(10, 15), None),
        ("Автор: Ада на 10:15", "Ада", time(10, 15), None),
        ("Gönderen Ada zaman: 10:15", "Ada", time(10, 15), None),
        ("投稿者 Ada 時刻: 10:15", "Ada", time(10, 15), None),
        ("게시자: Ada 시간: 10:15", "Ada", time(10, 15), None),
        ("פורסם על ידי Ada ב 10:15", "Ada", time(10, 15), None),
    ],
)
def test_who_wrote_it_and_when(
    line: str, author: str, clock: time | None, comments: int | None
) -> None:
    """Author, time and the comments' count are read, in many languages."""
    footer = read_footer(line)
    assert footer is not None
    assert (footer.author, footer.clock, footer.comments) == (author, clock, comments)
    assert footer.ends == (clock is not None)


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Labels: a, b c, a", ("a", "b c")),
        ("Etiquetas: a", ("a",)),
        ("Libellés : a, b", ("a", "b")),
        ("ラベル: 庭、冬", ("庭", "冬")),
        ("Tags: #a, #b", ("a", "b")),
        ("Labels:", ()),
        ("Labels: home page, x, share", ("home page", "x", "share")),
        ("Labels: a, b Email ThisBlogThis!Share to XShare to Facebook", ("a", "b")),
        ("Posted by Ada at 10:15 No comments: Email ThisBlogThis! Labels: a, b", ("a", "b")),
        ("Posted in Garden | Tagged frost, peas | 3 Comments", ("Garden", "frost", "peas")),
    ],
)
def test_labels(line: str, labels: tuple[str, ...]) -> None:
    """Labels are read, each once."""
    footer = read_footer(line)
    assert footer is not None
    assert footer.labels == labels


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("No comments:", 0),
        ("3 comments:", 3),
        ("1 Comment", 1),
        ("Comments (4)", 4),
        ("2 Kommentare:", 2),
        ("0 件のコメント:", 0),
        ("Комментариев нет:", 0),
        ("5 комментариев:", 5),
    ],
)
def test_comments(line: str, count: int) -> None:
    """The count of comments is read, and closes a post."""
    footer = read_footer(line)
    assert footer is not None
    assert (footer.comments, footer.ends) == (count, True)


def test_buttons() -> None:
    """Buttons of a page are no words of the blogger."""
    for line in ("Share to Twitter", "Senda í tölvupóstiBlogThis!Deila á Facebook"):
        assert read_footer(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Posted by the gate stood a boy with a whistle.",
        "Posted by",
        "Posted by Ada at 10:15 and then we left the house in a hurry",
        "Posted by Ada at 10:15 or so.",
        "Posted by " + "x" * 70,
        "Labels: I never use them.",
        "Posted in Garden | and more",
        "He made 3 comments:",
        "Labels: " + "x, " * 100,
        "A line like any other",
    ],
)
def test_prose(line: str) -> None:
    """A sentence that begins like a footer is none."""
    assert read_footer(line) is None
