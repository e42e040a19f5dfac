"""The whole audit: what is planted is found, what is whole passes, in EPUB and PDF."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blog2book.audit import Verdict, hold
from blog2book.audit.fates import Asked
from blog2book.audit.items import items, other
from blog2book.audit.printed import Printed, read_book
from blog2book.audit.words import words
from blog2book.cite import cite
from blog2book.collect import collect
from blog2book.collect.corrections import Correction, Corrections
from blog2book.config import SelectTable, Settings
from blog2book.model.archive import Archive, Comment, Kind, Leftover, Standing, Status
from blog2book.model.book import Book
from blog2book.model.xhtml import Xhtml
from blog2book.publish import publish
from blog2book.readers.detect import choose
from blog2book.render import Work
from blog2book.render.theme import load
from exports import item, remark, wxr
from samples import Heard
from whole import context

_ALL = Settings(select=SelectTable(comments=True, pages=True))
_RAIN = "<p>Then the rain came, and all of us ran for the old boathouse by the pier.</p>"
_BODY = f"""<p>We sailed out at dawn, the wind from the west<sup>2</sup>.</p>{_RAIN}
<p>See <a href="https://sea.example/tides">the tides</a>: https://sea.example/a-long-address/that
and an in<b>side</b> joke.</p><ul><li>one oar</li><li>two buckets</li></ul>"""
_EXPORT = wxr(
    item(1, _BODY, remark(1, "I was there, and it was wet.") + remark(2, "So was I, in June.")),
    item(
        2, "<p>A second day on the water, and nobody fell in.</p>", post_date="2016-12-09 08:00:00"
    ),
    item(3, "<p>About this blog and those who write it.</p>", post_type="page", title="About"),
    item(4, "<p>Not for everybody to read.</p>", status="private", title="Hidden things"),
    item(5, "<p>Half of a thought.</p>", status="draft", title="Half"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an export in it."""
    made = tmp_path_factory.mktemp("audit")
    (made / "export.xml").write_text(_EXPORT, encoding="utf-8")
    return made


def _archive(folder: Path) -> Archive:
    world = context(folder, Heard())
    reader, path = choose(folder / "export.xml", world, brought={})
    return reader.read(path, world)


def _book(archive: Archive, settings: Settings = _ALL) -> Book:
    return collect(archive, settings, Heard())


def _printed(book: Book, path: Path) -> Printed:
    heard = Heard()
    theme = load(_ALL.theme, heard)
    ledger = cite(book, theme.strings(book.language, heard), heard)
    work = Work(book=book, ledger=ledger, theme=theme, plates={}, settings=_ALL)
    publish(work, (path,), context(path.parent, heard), force=True)
    return read_book(path)


def _verdict(folder: Path, change: Callable[[Archive], Archive], suffix: str = "epub") -> Verdict:
    """Return what the audit says where a reader gave a changed archive."""
    book = _book(change(_archive(folder)))
    exported = list(items(folder / "export.xml", "wordpress"))
    return hold(exported, _printed(book, folder / f"book.{suffix}"), book)


def _same(archive: Archive) -> Archive:
    return archive


def _without_post(archive: Archive) -> Archive:
    kept = tuple(one for one in archive.posts if one.title != "Post 2")
    return replace(archive, posts=kept, items=archive.items - 1)


def _without_paragraph(archive: Archive) -> Archive:
    posts = [replace(one, body=Xhtml(one.body.replace(_RAIN, ""))) for one in archive.posts]
    return replace(archive, posts=tuple(posts))


def _as_draft(archive: Archive) -> Archive:
    return _changed(archive, status=Status.DRAFT)


def _as_private(archive: Archive) -> Archive:
    return _changed(archive, status=Status.PRIVATE)


def _as_page(archive: Archive) -> Archive:
    return _changed(archive, kind=Kind.PAGE)


def _changed(archive: Archive, **changes: Any) -> Archive:
    posts = [replace(one, **changes) if one.title == "Post 2" else one for one in archive.posts]
    return replace(archive, posts=tuple(posts))


def _as_spam(archive: Archive) -> Archive:
    spam = [
        tuple(replace(remark, standing=Standing.SPAM) for remark in one.comments)
        for one in archive.posts
    ]
    posts = [replace(one, comments=new) for one, new in zip(archive.posts, spam, strict=True)]
    return replace(archive, posts=tuple(posts))


def _as_leftover(archive: Archive) -> Archive:
    layout = Leftover(kind="post", count=1, reason="it is a layout")
    gone = _without_post(archive)
    return replace(gone, leftovers=(*archive.leftovers, layout), items=archive.items)


@pytest.mark.parametrize(
    ("change", "reason", "titles"),
    [
        (_as_draft, "draft", ["Post 2"]),
        (_as_private, "private", [""]),  # it may be one: by its place alone
        (_as_page, "static page", ["Post 2"]),
        (_as_spam, "spam", ["", ""]),
        (_as_leftover, "", ["Post 2"]),
    ],
)
def test_what_the_reader_calls_kept_back_is_named(
    folder: Path, change: Callable[[Archive], Archive], reason: str, titles: list[str]
) -> None:
    """A published post or an approved comment that is told as anything else is no proof."""
    book = _book(change(_archive(folder)), Settings(select=SelectTable(comments=True)))
    exported = list(items(folder / "export.xml", "wordpress"))
    verdict = hold(exported, _printed(book, folder / "book.epub"), book)
    assert not verdict.passed
    assert [(one.title, one.reason) for one in verdict.losses] == [
        (title, reason) for title in titles
    ]
    assert all(one.place and one.missing is (not reason) for one in verdict.losses)
    assert reason != "private" or verdict.losses[0].place == "item 2"


def _all_published(archive: Archive) -> Archive:
    """Return an archive in which private posts and drafts pass for published ones."""
    posts = [replace(one, status=Status.PUBLISHED) for one in archive.posts]
    return replace(archive, posts=tuple(posts))


@pytest.mark.parametrize("suffix", ["epub", pytest.param("pdf", marks=pytest.mark.slow)])
def test_what_must_not_be_there_is_found(folder: Path, suffix: str) -> None:
    """A private post or a draft that the reader takes for published is a fault, told by number."""
    verdict = _verdict(folder, _all_published, suffix)
    assert not verdict.passed
    assert [(one.exposed, one.title, one.said, one.place) for one in verdict.losses] == [
        (True, "", "", f"item {number}") for number in (4, 5)
    ]


def _under_another(archive: Archive) -> Archive:
    """Return an archive in which the comments of the first post stand under the second."""
    first, second, *others = archive.posts
    moved = [replace(one, key=one.key.replace(first.key, second.key)) for one in first.comments]
    second = replace(second, comments=tuple(moved))
    return replace(archive, posts=(replace(first, comments=()), second, *others))


def test_a_comment_under_another_post_than_its_own_is_found(folder: Path) -> None:
    """Its words are there, but not where the export has them."""
    verdict = _verdict(folder, _under_another)
    assert not verdict.passed
    assert [(one.kind, one.misplaced, one.lost) for one in verdict.losses] == [
        ("comment", True, 0)
    ] * 2


@pytest.mark.parametrize("suffix", ["epub", pytest.param("pdf", marks=pytest.mark.slow)])
def test_a_post_that_the_program_left_out_and_printed_is_found(folder: Path, suffix: str) -> None:
    """Whoever wrote it: of such a post no words are looked for, but its place is there."""
    drafts = Settings(select=SelectTable(comments=True, pages=True, drafts=True))
    printed = _printed(_book(_archive(folder), drafts), folder / f"book.{suffix}")
    exported = list(items(folder / "export.xml", "wordpress"))
    verdict = hold(exported, printed, _book(_archive(folder)))
    assert (verdict.losses, verdict.strangers, verdict.passed) == ((), 1, False)


def _with_spam(archive: Archive) -> Archive:
    """Return an archive in which a comment passes for approved, and has no number."""
    posts = [replace(one, comments=tuple(map(_approved, one.comments))) for one in archive.posts]
    return replace(archive, posts=tuple(posts))


def _approved(remark: Comment) -> Comment:
    if remark.standing is Standing.APPROVED:
        return remark
    key = f"{remark.key.partition('#')[0]}#comment-abc"
    return replace(remark, standing=Standing.APPROVED, key=key)


def test_a_comment_without_a_number_that_is_kept_back_is_found(tmp_path: Path) -> None:
    """By its words, which no other has."""
    spam = remark(2, "Buy the cheapest oars of all.", approved="spam")
    text = wxr(item(1, _BODY, remark(1, "I was there, and it was wet.") + spam))
    (tmp_path / "export.xml").write_text(text, encoding="utf-8")
    assert _verdict(tmp_path, _same).passed
    verdict = _verdict(tmp_path, _with_spam)
    assert [(one.kind, one.exposed, one.said) for one in verdict.losses] == [("comment", True, "")]


def test_drafts_are_printed_where_somebody_asks_for_them(folder: Path) -> None:
    """By an option, or by its key in corrections.toml; a private post never."""
    book = _book(_all_published(_archive(folder)))
    exported = list(items(folder / "export.xml", "wordpress"))
    printed = _printed(book, folder / "book.epub")
    (half,) = (one.post.key for one in book.entries if one.post.title == "Half")
    drafts = Asked(select=SelectTable(comments=True, pages=True, drafts=True))
    for asked in (drafts, Asked(select=_ALL.select, included={half})):
        verdict = hold(exported, printed, book, asked=asked)
        assert [(one.exposed, one.place) for one in verdict.losses] == [(True, "item 4")]


_DAWN = "<p>We sailed out at dawn, the wind from the west<sup>2</sup>.</p>"


def _swapped(archive: Archive) -> Archive:
    """Return an archive in which two paragraphs changed places."""
    posts = [
        replace(
            one,
            body=Xhtml(
                one.body.replace(_RAIN, "<hr/>").replace(_DAWN, _RAIN).replace("<hr/>", _DAWN)
            ),
        )
        for one in archive.posts
    ]
    return replace(archive, posts=tuple(posts))


@pytest.mark.parametrize("suffix", ["epub", pytest.param("pdf", marks=pytest.mark.slow)])
def test_paragraphs_that_changed_places_are_a_fault(folder: Path, suffix: str) -> None:
    """A post's words must stand in their order: one of the two counts as lost."""
    verdict = _verdict(folder, _swapped, suffix)
    (loss,) = verdict.losses
    assert (loss.title, loss.missing) == ("Post 1", False)
    assert 8 <= loss.lost <= 12


def _without_comment(archive: Archive) -> Archive:
    posts = [replace(one, comments=one.comments[1:]) for one in archive.posts]
    return replace(archive, posts=tuple(posts), items=archive.items - 1)


@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_a_whole_book_passes(folder: Path, suffix: str) -> None:
    """Each word of each post, page and comment is found; the numbers agree."""
    verdict = _verdict(folder, _same, suffix)
    assert verdict.passed
    assert verdict.losses == ()
    assert (verdict.posts, verdict.pages, verdict.comments) == (4, 1, 2)
    assert (verdict.items, verdict.told, verdict.printed) == (7, 7, 5)
    assert verdict.left_out == {"private": 1, "draft": 1}
    assert verdict.words == verdict.found + sum(verdict.explained.values()) > 60
    assert verdict.share == 1


@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_a_post_that_the_reader_lost_is_named(folder: Path, suffix: str) -> None:
    """A post that is gone before anything counted it is missing, by title, day and place."""
    verdict = _verdict(folder, _without_post, suffix)
    assert not verdict.passed
    (loss,) = verdict.losses
    assert (loss.title, loss.day, loss.missing) == ("Post 2", "2016-12-09", True)
    assert loss.place == "export.xml, item 2"
    assert verdict.items == verdict.told + 1


@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_a_lost_paragraph_is_told_by_its_first_words(folder: Path, suffix: str) -> None:
    """Its words are counted as lost, and the post is named."""
    verdict = _verdict(folder, _without_paragraph, suffix)
    (loss,) = verdict.losses
    assert loss.title == "Post 1"
    assert loss.lost == verdict.lost
    assert verdict.lost in {16, 17}  # words of the next sentence may seem scattered
    assert "rain came, and all of us" in loss.said
    assert verdict.share < 1


@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_a_lost_comment_is_named(folder: Path, suffix: str) -> None:
    """A comment that the reader lost is missing, by its day and place."""
    verdict = _verdict(folder, _without_comment, suffix)
    (loss,) = verdict.losses
    assert (loss.kind, loss.missing, loss.place) == (
        "comment",
        True,
        "export.xml, item 1, comment 1",
    )


def test_a_post_that_was_never_written_is_lost(folder: Path) -> None:
    """Where the account says printed, and the book has no such place, all its words are lost."""
    whole = _archive(folder)
    exported = list(items(folder / "export.xml", "wordpress"))
    printed = _printed(_book(_without_post(whole)), folder / "book.epub")
    (loss,) = hold(exported, printed, _book(whole)).losses
    assert (loss.title, loss.missing, loss.lost) == ("Post 2", False, loss.words)


def test_a_secret_post_that_is_missing_is_not_told_of(folder: Path) -> None:
    """Of what is not open neither title nor words nor a file are shown, but its number."""
    archive = _archive(folder)
    kept = tuple(one for one in archive.posts if one.status == "published")
    book = _book(replace(archive, posts=kept, items=archive.items - 2))
    exported = list(items(folder / "export.xml", "wordpress"))
    losses = hold(exported, _printed(book, folder / "book.epub"), book).losses
    assert [(one.title, one.said, one.place, one.missing) for one in losses] == [
        ("", "", f"item {number}", True) for number in (4, 5)
    ]


@pytest.mark.parametrize("others", [1, 3])
def test_items_that_nobody_tells_of_are_named(folder: Path, others: int) -> None:
    """Where more is counted than told, that which no account names is told by its place."""
    archive = _archive(folder)
    told = Leftover(kind="attachment", count=others - 1, reason="a file") if others > 1 else None
    left = (told,) if told else ()
    whole = _book(replace(archive, leftovers=left, items=archive.items + others - 1))
    more = [other(f"export.xml, item {at}") for at in range(8, 8 + others)]
    exported = [*items(folder / "export.xml", "wordpress"), *more]
    verdict = hold(exported, _printed(whole, folder / "book.epub"), whole)
    assert not verdict.passed
    assert (verdict.losses, verdict.surplus) == ((), 1)
    assert [one.place for one in verdict.unnamed] == [one.place for one in more]


def test_a_secret_that_nobody_tells_of_is_named_by_its_number(folder: Path) -> None:
    """Where another thing's account was taken for it, neither title nor file are shown."""
    gone = replace(
        _archive(folder), leftovers=(Leftover(kind="page", count=1, reason="it is a layout"),)
    )
    kept = tuple(one for one in gone.posts if one.status != Status.PRIVATE)
    book = _book(replace(gone, posts=kept))
    exported = [*items(folder / "export.xml", "wordpress"), other("export.xml, item 9")]
    verdict = hold(exported, _printed(book, folder / "book.epub"), book)
    assert (verdict.losses, verdict.surplus) == ((), 1)
    assert [(one.title, one.place) for one in verdict.unnamed] == [
        ("", "item 4"),
        ("", "export.xml, item 9"),
    ]


def test_what_an_editor_corrected_is_no_loss(folder: Path) -> None:
    """A new title and replaced words are as the editor wants them; the rest must be there."""
    archive = _archive(folder)
    key = next(one.key for one in archive.posts if one.title == "Post 1")
    body = "ran for the old boathouse by the pier"
    posts = [
        replace(one, title="Sailing", body=Xhtml(one.body.replace(body, "ran")))
        if one.key == key
        else one
        for one in archive.posts
    ]
    book = _book(replace(archive, posts=tuple(posts)))
    accounts = tuple(
        replace(one, corrected=("title", "1 text replaced")) if one.key == key else one
        for one in book.accounting.accounts
    )
    book = replace(book, accounting=replace(book.accounting, accounts=accounts))
    exported = list(items(folder / "export.xml", "wordpress"))
    printed = _printed(book, folder / "book.epub")
    verdict = hold(exported, printed, book, {key: [(body, "ran")]})
    assert verdict.passed
    assert not verdict.explained.keys() - {"an address"}
    assert not hold(exported, printed, book).passed
    untitled = ["so" if word == "sailing" else word for word in printed.words]
    (loss,) = hold(exported, replace(printed, words=untitled), book, {key: [(body, "ran")]}).losses
    assert (loss.lost, loss.said) == (1, "sailing")


def test_of_a_text_that_stands_twice_one_may_be_replaced(folder: Path) -> None:
    """Where the program replaced one of them; a second that is gone is a loss."""
    archive = _archive(folder)
    key = next(one.key for one in archive.posts if one.title == "Post 1")
    exported = list(items(folder / "export.xml", "wordpress"))
    old = "for the old boathouse by the pier"
    for gone, new in enumerate(("for one old boathouse by the pier", "for old boathouse by pier")):
        posts = [replace(one, body=Xhtml(one.body.replace(old, new))) for one in archive.posts]
        changed = [
            one if one.key == key else before
            for one, before in zip(posts, archive.posts, strict=True)
        ]
        book = _book(replace(archive, posts=tuple(changed)))
        accounts = tuple(
            replace(one, corrected=("1 text replaced",)) if one.key == key else one
            for one in book.accounting.accounts
        )
        book = replace(book, accounting=replace(book.accounting, accounts=accounts))
        verdict = hold(exported, _printed(book, folder / "b.epub"), book, {key: [("the", "one")]})
        assert verdict.lost == gone
        assert verdict.explained["what an editor replaced"] == 1


def test_a_merged_post_is_looked_for_anywhere(folder: Path) -> None:
    """A post that went into the one before it has no place of its own, and is found there."""
    archive = _archive(folder)
    key = next(one.key for one in archive.posts if one.title == "Post 2")
    corrections = Corrections(by_key={key: Correction(merged=True)})
    exported = list(items(folder / "export.xml", "wordpress"))
    book = collect(archive, _ALL, Heard(), corrections)
    printed = _printed(book, folder / "book.epub")
    assert hold(exported, printed, book).passed
    words = ["so" if word == "nobody" else word for word in printed.words]
    (loss,) = hold(exported, replace(printed, words=words), book).losses
    assert (loss.title, loss.said) == ("Post 2", "nobody")


_WIDE = "<table><tr>{}</tr>{}</table>".format(
    "".join(f"<th>Column {at} of all</th>" for at in range(9)),
    "".join(
        f"<tr>{''.join(f'<td>cell {at} in row {row} speaks</td>' for at in range(9))}</tr>"
        for row in range(4)
    ),
)


@pytest.mark.parametrize(
    ("gone", "lost"), [("", 0), ("cell 5 in row 2 speaks", 6), ("A boat at dusk", 4)]
)
def test_a_merged_post_keeps_its_table_and_its_captions(
    gone: str, lost: int, tmp_path: Path
) -> None:
    """What moved within the entry that took it in is found there; what is gone is a loss."""
    caption = "<figure><img src='a.jpg'><figcaption>A boat at dusk</figcaption></figure>"
    second = item(2, f"<p>Rivers.</p>{_WIDE}{caption}", post_date="2016-12-09 08:00:00")
    (tmp_path / "export.xml").write_text(wxr(item(1, _RAIN), second), encoding="utf-8")
    archive = _archive(tmp_path)
    key = next(one.key for one in archive.posts if one.title == "Post 2")
    book = collect(archive, _ALL, Heard(), Corrections(by_key={key: Correction(merged=True)}))
    printed = _printed(book, tmp_path / "book.epub")
    if gone:
        instead = " ".join("so" for _ in words(gone))
        said = " ".join(printed.words).replace(" ".join(words(gone)), instead).split()
        printed = replace(printed, words=said)
    verdict = hold(list(items(tmp_path / "export.xml", "wordpress")), printed, book)
    assert (verdict.lost, verdict.passed) == (lost, not lost)


@pytest.mark.parametrize(
    ("gone", "lost"), [("", 0), ("Column 3 of all:", 32), ("all: cell 5 in row 2 speaks", 6)]
)
def test_a_table_that_is_too_wide_is_found_row_by_row(gone: str, lost: int, tmp_path: Path) -> None:
    """The heads of its columns stand in each row; a head or a cell that is gone is a loss."""
    (tmp_path / "export.xml").write_text(wxr(item(1, _WIDE)), encoding="utf-8")
    book = _book(_archive(tmp_path))
    printed = _printed(book, tmp_path / "book.epub")
    said, without = " ".join(printed.words), " ".join(words(gone))
    assert "column 1 of all cell 1 in row 0 speaks column 2 of all cell 2" in said
    if gone:
        printed = replace(printed, words=said.replace(f" {without} ", " ").split())
    verdict = hold(list(items(tmp_path / "export.xml", "wordpress")), printed, book)
    assert verdict.lost == lost
    assert verdict.passed is (not gone)


_TURNED = "<table><tr><th></th>{}</tr>{}</table>".format(
    "".join(f"<th><a href='https://column.example/{at}'>Column {at}</a></th>" for at in range(9)),
    "".join(
        f"<tr>{head}{''.join(f'<td>so row {row} cell {at}</td>' for at in range(9))}</tr>"
        for row, head in enumerate(("<th rowspan='2'>Any?</th>", "", "<th>How many of all?</th>"))
    ),
)


@pytest.mark.parametrize("gone", ["", "column 3", "so row 2 cell 5", "how many of all"])
def test_a_table_that_is_turned_is_found_column_by_column(gone: str, tmp_path: Path) -> None:
    """The heads of its rows stand in each column; a head or a cell that is gone is a loss."""
    body = f"<p>Before it.</p>{_TURNED}<p>Behind it.</p>"
    (tmp_path / "export.xml").write_text(wxr(item(1, body)), encoding="utf-8")
    book = _book(_archive(tmp_path))
    printed = _printed(book, tmp_path / "book.epub")
    said = " ".join(printed.words)
    assert "column 1 any so row 0 cell 1 so row 1 cell 1 how many of all so row 2 cell 1" in said
    if gone:
        printed = replace(printed, words=said.replace(f" {gone} ", " ").split())
    verdict = hold(list(items(tmp_path / "export.xml", "wordpress")), printed, book)
    assert verdict.passed is (not gone)
    assert verdict.lost >= len(gone.split())


def test_a_word_of_a_cell_is_not_found_in_another_cell(tmp_path: Path) -> None:
    """A caption that moves before its table makes room for no word that the table lost."""
    rows = "".join(f"<tr><td>{name}</td><td>{at} kg</td></tr>" for name, at in _YIELD.items())
    body = (
        "<p>It was a good year.</p><figure class='wp-block-table'><table><tr><th>Kind</th>"
        f"<th>Weight</th></tr>{rows}</table><figcaption>Yield of the year</figcaption></figure>"
    )
    (tmp_path / "export.xml").write_text(wxr(item(1, body)), encoding="utf-8")
    book = _book(_archive(tmp_path))
    printed = _printed(book, tmp_path / "book.epub")
    exported = list(items(tmp_path / "export.xml", "wordpress"))
    assert hold(exported, printed, book).passed
    said = " ".join(printed.words)
    printed = replace(printed, words=said.replace(" 30 kg ", " 30 ").split())
    assert hold(exported, printed, book).lost == 1


_YIELD = {"Victoria": 30, "Czar": 12}


def test_the_heading_of_notes_goes_with_them(tmp_path: Path) -> None:
    """A line that is one counts as one, and neither is missed in the book."""
    body = (
        '<p>One<sup><a href="#f1">1</a></sup> and two<sup><a href="#f2">2</a></sup>.</p>'
        '<h3>Footnotes</h3><div class="footnotes"><ol><li id="f1">First.</li></ol></div>'
        '<p><b>Notes:</b></p><div class="footnotes"><ol><li id="f2">Second.</li></ol></div>'
    )
    export = tmp_path / "export.xml"
    export.write_text(wxr(item(1, body)), encoding="utf-8")
    whole = _printed(_book(_archive(tmp_path)), tmp_path / "book.epub")
    assert "footnotes" not in whole.words
    verdict = hold(list(items(export, "wordpress")), whole, _book(_archive(tmp_path)))
    assert verdict.passed
    assert verdict.explained["the heading of notes"] == 2


def test_words_of_a_link_are_not_found_in_its_note(tmp_path: Path) -> None:
    """Note and list say again what a link said: where the link's words are gone, they are lost."""
    link = '<p><a href="https://sea.example/a">Seven tales of the open sea</a></p>'
    export = tmp_path / "export.xml"
    export.write_text(wxr(item(1, f"<p>We read them all.</p>{link}")), encoding="utf-8")
    book = _book(_archive(tmp_path))
    whole = _printed(book, tmp_path / "book.epub")
    said = " ".join(whole.words)
    assert said.count("seven tales of the open sea") == 3
    read = list(items(export, "wordpress"))
    assert hold(read, whole, book).passed
    gone = said.replace("seven tales of the open sea", "so so so so so so", 1).split()
    assert hold(read, replace(whole, words=gone), book).lost == 6
