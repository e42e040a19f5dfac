import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from blog2book import render
from blog2book.addresses import post_link
from blog2book.config import PrintTable, Settings
from blog2book.errors import ThemeError
from blog2book.events import ignore
from blog2book.model.archive import Kind, Person
from blog2book.model.book import (
    Account,
    Accounting,
    Book,
    Chapter,
    Fate,
    Matter,
    MissingPicture,
    Part,
)
from blog2book.model.rendition import Folios, Medium, Plate, Rendition, Role, Side
from blog2book.model.xhtml import Xhtml
from samples import Heard, book, chapter, comment, entry, post
from works import named, note, notes, text_of, work

LONG = Xhtml(
    "<p>They gave me the key on Friday, on a loop of baler twine, with a wooden tag so worn that "
    "the number has to be felt rather than read. Forty-one. It opens a gate at the bottom of the "
    "lane that was already open, and had been for years. So.</p>"
)


def epub(shown: Book | None = None, **fields: object) -> Rendition:
    """Return the EPUB's rendition."""
    return render.edition(work(shown, **fields), Medium.EPUB, ignore)


def pdf(shown: Book | None = None, **fields: object) -> Rendition:
    """Return the PDF's rendition."""
    return render.edition(work(shown, **fields), Medium.PDF, ignore)


def names(rendition: Rendition) -> list[str]:
    """Return the names of all documents."""
    return [one.name for one in rendition.documents]


def years() -> Book:
    """Return a book of two years, with everything that a family adds."""
    first = chapter([entry(id="p-a", post=post(key="a"))], id="m-2015-01", year=2015, month=1)
    page = entry(id="p-page", post=post(key="page", kind=Kind.PAGE, title="About", published=None))
    return book(
        parts=(
            Part(id="y-2015", year=2015, chapters=(first,)),
            Part(id="y-2016", year=2016, chapters=(chapter(),)),
        ),
        pages=(page, replace(page, id="p-more", post=replace(page.post, key="more", title=""))),
        matter=Matter(
            dedication="For Ann", preface=Xhtml("<p>Before.</p>"), about=Xhtml("<h3>Me</h3>")
        ),
    )


def test_an_epub_has_these_documents_in_this_order() -> None:
    """The contents are the writer's, and one year has no page."""
    assert names(epub()) == ["titlepage", "copyright", "m-2016-12", "colophon"]


def test_a_printed_book_has_its_whole_anatomy() -> None:
    """All parts stand in a printed book's order, the contents without text."""
    made = pdf(years())
    assert names(made) == [
        "halftitle", "titlepage", "copyright", "dedication", "contents", "preface", "y-2015",
        "m-2015-01", "y-2016", "m-2016-12", "page-p-page", "page-p-more", "about", "colophon",
    ]  # fmt: skip
    assert made.late == ("contents",)
    assert named(made, "contents").text is None


def test_sides_and_numbers_are_those_of_a_book() -> None:
    """Front matter is counted in roman numerals; openers stand on the right."""
    made = pdf(years())
    assert {one.name for one in made.documents if one.folios is Folios.ROMAN} == {
        "halftitle", "titlepage", "copyright", "dedication", "contents", "preface",
    }  # fmt: skip
    assert {one.name: one.side for one in made.documents if one.side is not Side.RECTO} == {
        "copyright": Side.VERSO,
        "page-p-more": Side.ANY,
        "colophon": Side.VERSO,
    }


@pytest.mark.parametrize(("openers", "side"), [("recto", Side.RECTO), ("any", Side.ANY)])
def test_months_begin_on_the_side_that_is_asked_for(openers: str, side: Side) -> None:
    """The setting is that of months alone: a year begins on the right all the same."""
    made = pdf(years(), settings=Settings(print=PrintTable(openers=openers)))
    assert named(made, "m-2015-01").side is side
    assert named(made, "y-2015").side is Side.RECTO


def test_posts_without_a_date_have_no_year_page() -> None:
    """Their one chapter says it already."""
    undated = chapter(id="m-undated", year=None, month=None)
    shown = book(
        parts=(
            Part(id="y-2016", year=2016, chapters=(chapter(),)),
            Part(id="y-undated", year=None, chapters=(undated,)),
        )
    )
    assert "y-undated" not in names(pdf(shown))
    assert "Undated" in text_of(pdf(shown), "m-undated")


def test_the_first_post_of_a_month_begins_with_an_initial() -> None:
    """Print drops the capital; a screen, which may break it, only has small capitals."""
    shown = book([chapter([entry(post=post(body=LONG))])])
    assert '<span class="drop">T</span>' in text_of(pdf(shown), "m-2016-12")
    screen = text_of(epub(shown), "m-2016-12")
    assert '<span class="lead caps">They gave me the</span>' in screen
    assert "drop" not in screen


def test_a_second_post_and_another_script_have_no_initial() -> None:
    """Only the month's first post has one, and only from left to right."""
    second = entry(id="p-b", post=post(key="b", body=LONG))
    shown = book([chapter([entry(), second])])
    assert 'class="drop"' not in text_of(pdf(shown), "m-2016-12")
    arabic = book([chapter([entry(post=post(body=LONG, language="ar"))])])
    text = text_of(pdf(arabic), "m-2016-12")
    assert 'class="drop"' not in text
    assert 'lang="ar"' in text
    assert 'dir="rtl"' in text


def test_a_post_whose_letters_run_the_other_way_says_so() -> None:
    """A blog that never told its language still has its Hebrew from right to left."""
    hebrew = post(title="", body=Xhtml("<p>בראשית ברא אלהים</p>"))
    text = text_of(epub(book([chapter([entry(post=hebrew)])])), "m-2016-12")
    assert '<article class="post untitled" id="p-0123456789" dir="rtl">' in text
    assert '<h2 class="post-date" lang="en" dir="ltr">' in text


def test_untitled_and_undated_posts_still_have_a_heading() -> None:
    """A post's heading is its title, else its date, else a word."""
    bare = post(title="", published=None)
    text = text_of(epub(book([chapter([entry(post=bare)])])), "m-2016-12")
    assert "Untitled</h2>" in text
    titled = text_of(epub(), "m-2016-12")
    assert '<h2 class="post-title">A title</h2>' in titled
    assert '<time datetime="2016-12-07T09:30">Wednesday, December 7</time>' in titled


def test_posts_of_several_authors_say_who_wrote_them() -> None:
    """Each has its author's name below its heading; where one wrote all, none has."""
    hers, unsigned = entry(), entry(id="p-c", post=post(key="c", author=None))
    his = entry(id="p-b", post=post(key="b", title="", author=Person(name="Ben & Co")))
    alone = book([chapter([hers, unsigned])])
    several = book([chapter([hers, unsigned, his])])
    for made in (epub, pdf):
        assert "post-author" not in text_of(made(alone), "m-2016-12")
        text = text_of(made(several), "m-2016-12")
        assert re.search(r'</h2>\s*<p class="post-author caps"[^>]*>Ada Example<', text)
        assert ">Ben &amp; Co</p>" in text
        assert text.count("post-author") == 2


def test_the_author_of_a_static_page_makes_no_second_author() -> None:
    """Pages are the blog's own, and bear no name."""
    page = entry(id="p-b", post=post(key="b", kind=Kind.PAGE, author=Person(name="Ben")))
    shown = book([chapter([entry()])], pages=(page,))
    assert "post-author" not in text_of(epub(shown), "m-2016-12")
    assert "Ben" not in text_of(epub(shown), page.page_name)


def test_links_between_posts_lead_inside_the_book() -> None:
    """EPUB names the other file, print only the anchor; a post that is not there is plain text."""
    body = Xhtml(
        f'<p><a href="{post_link("a")}">one</a> <a href="{post_link("gone")}">two</a> '
        f'<a href="{post_link("b", "p-b-x")}">three</a> <a href="https://x.example/">four</a></p>'
    )
    there = chapter([entry(id="p-a", post=post(key="a"))], id="m-2016-11", month=11)
    here = chapter([entry(id="p-b", post=post(key="b", body=body))])
    shown = book([there, here])
    screen = text_of(epub(shown), "m-2016-12")
    assert '<a href="m-2016-11.xhtml#p-a">one</a> two <a href="#p-b-x">three</a>' in screen
    assert 'href="https://x.example/"' in screen
    assert '<a href="#p-a">one</a>' in text_of(pdf(shown), "m-2016-12")


def cited() -> dict[str, object]:
    """Return a book whose post cites, with a note that is called twice."""
    body = Xhtml(
        '<p><a href="https://x.example/a">Pears</a>, <a href="https://x.example/a">x</a></p>'
    )
    shown = book([chapter([entry(id="p-a", post=post(body=body))])])
    return {"shown": shown, "ledger": notes(note([("r-a-0", "p-a", 0), ("r-a-1", "p-a", 1)]))}


def test_notes_of_an_epub_open_over_the_page() -> None:
    """Each is an aside with a way back to every call; no heading is left alone without them."""
    text = text_of(epub(**cited()), "m-2016-12")  # type: ignore[arg-type]  # fields by name
    assert 'epub:type="noteref" role="doc-noteref">1</a>' in text
    assert '<aside epub:type="footnote" role="doc-footnote" id="n-2016-12-aa">' in text
    assert 'href="#r-a-0" aria-label="Back to place a in the text">a</a>' in text
    assert 'href="#r-a-1" aria-label="Back to place b in the text">b</a>' in text
    assert 'aria-label="Notes to December 2016"' in text
    assert ">Notes</h2>" not in text


def test_notes_of_print_stand_under_a_heading_and_are_linked_both_ways() -> None:
    """The number leads back to the first call."""
    text = text_of(pdf(**cited()), "m-2016-12")  # type: ignore[arg-type]  # fields by name
    assert '<a class="ref" id="r-a-0" href="#n-2016-12-aa">1</a>' in text
    assert '<a class="nn" href="#r-a-0">1.</a>“Old Pears,” x.example/a.' in text
    assert ">Notes</h2>" in text
    assert "epub:type" not in text


def test_notes_of_a_static_page_stand_below_it() -> None:
    """They are printed as those of a month are."""
    body = Xhtml('<p><a href="https://x.example/a">Pears</a></p>')
    page = entry(id="p-page", post=post(kind=Kind.PAGE, title="About", body=body))
    given = {"ledger": notes(note([("r-a", "p-page", 0)], chapter="page-p-page"))}
    printed = text_of(pdf(book(pages=(page,)), **given), "page-p-page")
    assert '<a class="ref" id="r-a" href="#n-2016-12-aa">1</a>' in printed
    assert '<section class="notes running" data-head="Notes">' in printed
    assert ">Notes</h2>" in printed
    screen = text_of(epub(book(pages=(page,)), **given), "page-p-page")
    assert 'epub:type="footnotes" aria-label="Notes">' in screen
    assert ">Notes</h2>" not in screen


def test_comments_on_a_static_page_stand_below_it() -> None:
    """They are printed as those on a post are, their heading one step below the page's title."""
    page = entry(id="p-page", post=post(kind=Kind.PAGE), comments=(comment(),), depths=(0,))
    for medium in (pdf, epub):
        text = text_of(medium(book(pages=(page,))), "page-p-page")
        assert "Well said." in text
        assert re.findall(r"<h\d", text) == ["<h1", "<h2"]


def test_a_theme_may_print_notes_below_each_post(tmp_path: Path) -> None:
    """A post is given the notes that it calls first, so that each can be printed once."""
    link = Xhtml('<p><a href="https://x.example/a">a</a> <a href="https://x.example/b">b</a></p>')
    posts = [entry(id=f"p-{one}", post=post(key=one, body=link)) for one in "abc"]
    both = note([("r-a", "p-a", 0), ("r-b", "p-b", 0)])
    second = note([("r-c", "p-b", 1)], id="n-2016-12-bb", number=2)
    (tmp_path / "templates").mkdir()
    for name, text in {
        "post.html": "{% block post_notes %}{% for note in notes %}{{ note }}{% endfor %}"
        "<hr/>{% endblock %}",
        "month.html": "{% block notes %}{% endblock %}",
    }.items():
        template = tmp_path / "templates" / name
        template.write_text(f'{{% extends "folio/{name}" %}}{text}', encoding="utf-8")
    made = epub(book([chapter(posts)]), ledger=notes(both, second), overlay=tmp_path)
    first, other, third, _end = text_of(made, "m-2016-12").split("<hr/>")
    assert 'role="doc-footnote" id="n-2016-12-aa"' in first
    assert 'role="doc-footnote" id="n-2016-12-bb"' in other
    assert 'id="n-2016-12-aa"' not in other
    assert "doc-footnote" not in third


def test_a_source_is_given_in_full_once_in_print() -> None:
    """A later note is short and points to the first; a pop-up is always whole."""
    link = Xhtml('<p><a href="https://x.example/a">Pears</a></p>')
    first = chapter([entry(id="p-a", post=post(key="a", body=link))], id="m-2016-11", month=11)
    second = chapter([entry(id="p-b", post=post(key="b", body=link))])
    early = note([("r-a-0", "p-a", 0)], id="n-2016-11-aa", chapter="m-2016-11", number=3)
    later = note([("r-b-0", "p-b", 0)], repeats="n-2016-11-aa")
    again = note([("r-b-1", "p-b", 0)], id="n-2016-12-bb", repeats="n-2016-12-aa", number=2)
    given = {"ledger": notes(early, later, again)}
    text = text_of(pdf(book([first, second]), **given), "m-2016-12")
    assert "x.example, “Old Pears” <span" in text
    assert '(n.\xa03, p.\xa0<a class="page" href="#n-2016-11-aa">0</a>)' in text
    assert '(n.\xa01, p.\xa0<a class="page" href="#n-2016-12-aa">0</a>)' in text
    assert "“Old Pears,” x.example/a." in text_of(epub(book([first, second]), **given), "m-2016-12")


def test_many_calls_have_letters_beyond_z() -> None:
    """The twenty-seventh way back is aa."""
    many = note([(f"r-{index}", "p-a", index) for index in range(28)])
    text = text_of(epub(ledger=notes(many)), "m-2016-12")
    assert ">z</a>" in text
    assert ">ab</a>" in text


def plate(width: int = 600, height: int = 400) -> Plate:
    """Return a picture."""
    return Plate(
        name="pictures/a.jpg", path=Path("a"), media_type="image/jpeg", width=width, height=height
    )


def pictured() -> Book:
    """Return a book with a picture alone, one in a paragraph, an emoji, and two lost ones."""
    body = Xhtml(
        '<figure class="picture"><img src="a" alt="A field"/><figcaption>The field</figcaption>'
        '</figure><p>In <img src="a" alt="line"/> and <img src="e" alt=":)"/></p>'
        '<figure class="picture"><img src="https://x.example/l.jpg" alt=""/></figure>'
        '<p>Lost <img src="https://x.example/m.jpg" alt=""/></p>'
    )
    return book(
        [chapter([entry(post=post(body=body))])],
        pictures={"l": MissingPicture(address="l", reason="r")},
    )


def test_pictures_of_print_stand_in_boxes_of_whole_lines() -> None:
    """A picture alone, one in a paragraph, an emoji and a lost one each have their form."""
    made = pdf(pictured(), plates={"a": plate(), "e": plate(32, 32)})
    text = text_of(made, "m-2016-12")
    assert '<div class="plate" style="height:15rem"><img' in text
    assert '<span class="plate" style="height:15rem;padding-top:' in text
    assert '<span class="inline"><img src="pictures/a.jpg" alt=":)"/></span>' in text
    assert '<p class="frame">Picture not kept: <span class="url">' in text
    assert '<span class="missing">[Picture not kept: ' in text
    assert (made.described.pictures, made.described.described) == (3, 3)
    assert [one.name for one in made.files if one.name == "pictures/a.jpg"]
    assert "One picture could not be found" in text_of(made, "copyright")


def test_lost_pictures_in_a_row_share_a_frame() -> None:
    """A gallery of which nothing is left is one frame that names each picture."""
    row = "".join(
        f'<figure class="picture"><img src="https://x.example/{name}.jpg" alt=""/>'
        f"<figcaption>The {name}</figcaption></figure>"
        for name in ("pear", "plum", "quince")
    )
    body = Xhtml(f'<figure class="gallery">{row}</figure>')
    shown = book([chapter([entry(post=post(body=body))])])
    for text in (text_of(epub(shown), "m-2016-12"), text_of(pdf(shown), "m-2016-12")):
        assert text.count('<div class="frame lost">') == 1
        assert "3 pictures not kept: <bdi>The pear</bdi> (" in " ".join(text.split())
        assert "; <bdi>The quince</bdi> (" in " ".join(text.split())


def test_pictures_of_an_epub_have_their_size_and_no_style() -> None:
    """The reader fits them to the screen."""
    text = text_of(epub(pictured(), plates={"a": plate(), "e": plate(32, 32)}), "m-2016-12")
    assert '<img src="pictures/a.jpg" alt="A field" width="600" height="400"/>' in text
    assert "style=" not in text


def test_comments_are_threaded_and_the_blogger_s_are_marked() -> None:
    """Depth ends at three, and a nameless reader is called so."""
    talk = entry(
        comments=(
            comment(),
            comment(key="c2", by_blogger=True, author=Person(name="Ada")),
            comment(key="c3", author=None, published=None, body=Xhtml("<p>שלום</p>")),
        ),
        depths=(0, 7),
    )
    text = text_of(epub(book([chapter([talk])])), "m-2016-12")
    assert '<div class="comment depth-0" id="p-0123456789-c1">' in text
    assert '<div class="comment depth-3 own" id="p-0123456789-c2">' in text
    assert "Anonymous" in text
    assert "December 8, 2016" in text
    assert '<div class="comment-text" dir="rtl">' in text


def test_a_comment_calls_its_notes(tmp_path: Path) -> None:
    """The call stands behind the comment's own link, and the note belongs to the post."""
    link = Xhtml('<p><a href="https://x.example/a">Pears</a>.</p>')
    talk = entry(id="p-a", comments=(comment(), comment(body=link)))
    made = note([("r-a-c2-0", "p-a-c2", 0)])
    made = replace(made, calls=(replace(made.calls[0], entry="p-a"),))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/post.html").write_text(
        '{% extends "folio/post.html" %}{% block post_notes %}{{ notes|length }} here{% endblock %}'
    )
    given = {"ledger": notes(made), "overlay": tmp_path}
    text = text_of(pdf(book([chapter([talk])]), **given), "m-2016-12")
    call = '<a class="ref" id="r-a-c2-0" href="#n-2016-12-aa">1</a>'
    assert f'<a href="https://x.example/a">Pears</a>.{call}</p>' in text
    assert "1 here" in text


def test_links_in_footnotes_have_their_address() -> None:
    """They have no note: what the author noted says itself where it leads."""
    body = Xhtml('<ol><li id="p-a-fn1"><a href="https://x.example/a">Pears</a></li></ol>')
    shown = book([chapter([entry(id="p-a", post=post(body=body))])])
    told = 'Pears</a> (<span class="url"><span>x.example/</span><wbr/><span>a</span></span>)'
    assert told in text_of(pdf(shown), "m-2016-12")
    assert told in text_of(epub(shown), "m-2016-12")


def imprint(chapters: Sequence[Chapter] = (), **fields: object) -> str:
    """Return the copyright page of a book with these chapters and fields."""
    return text_of(epub(book(chapters, **fields)), "copyright")


def account(fate: Fate = Fate.PRINTED, **fields: Any) -> Account:
    """Return the account of a post that was published on 7 December 2016."""
    plain: dict[str, Any] = {
        "kind": "post",
        "key": "",
        "day": date(2016, 12, 7),
        "title": "",
        "reason": "",
        "where": "",
        "status": "published",
    }
    return Account(fate=fate, **(plain | fields))


def accounting(*accounts: Account) -> Accounting:
    """Return an account of all these."""
    return Accounting(items=len(accounts), accounts=accounts)


@pytest.mark.parametrize(
    ("printed", "left_out", "said"),
    [
        (5, 0, "All 5 posts are in this book"),
        (5, 3, "Of 8 posts, 5 are in this book"),
        (1, 0, "Its one post is in this book"),
        (1, 2, "Of 3 posts, one is in this book"),
    ],
)
def test_the_imprint_counts_posts(printed: int, left_out: int, said: str) -> None:
    """Printed of written, in words that fit one and many."""
    posts = [account()] * printed + [account(Fate.LEFT_OUT)] * left_out
    assert said in imprint(accounting=accounting(*posts))


def test_the_imprint_tells_nobody_of_private_posts() -> None:
    """What was never published, or is no post, does not count among the blog's posts."""
    hidden = ("private", "protected", "trashed", "unreadable", "draft", "scheduled")
    left = [account(Fate.LEFT_OUT, status=status) for status in hidden]
    left.append(account(Fate.LEFT_OUT, status="", count=3, day=None))
    said = imprint(accounting=accounting(account(), account(), *left))
    assert "All 2 posts are in this book" in said


def test_the_imprint_says_what_is_known_and_nothing_else() -> None:
    """Neither an author, an address nor a date is made up."""
    whole = imprint(captured=datetime(2020, 1, 2), last=date(2016, 12, 9))
    assert "Copyright © 2016 by Ada Example." in whole
    assert "First published as a blog at" in whole
    assert "between December 7, 2016 and December 9, 2016" in whole
    assert "captured on January 2, 2020" in whole
    bare = imprint(authors=(), address="", first=None, last=None)
    assert "Copyright ©" not in bare
    assert "First published" not in bare
    assert "captured" not in bare
    assert "Written on December 7, 2016." in imprint(address="")
    assert "First published as a blog at" in imprint(first=None, last=None)
    assert "© Ann &amp; Bob" in imprint(matter=Matter(copyright="© Ann & Bob"))


@pytest.mark.parametrize(
    ("corrected", "said"),
    [
        ([(), ("included",)], "spelling are unchanged. What"),
        ([("title",), ()], "are unchanged, but for what an editor corrected in one post."),
        ([("1 text replaced",), ("date", "title")], "what an editor corrected in 2 posts."),
        ([("language", "date", "tags"), ("1 picture replaced",)], "spelling are unchanged. What"),
    ],
)
def test_the_imprint_tells_of_corrections(corrected: list[tuple[str, ...]], said: str) -> None:
    """A book that an editor changed does not say that nothing was."""
    assert said in imprint(accounting=accounting(*(account(corrected=one) for one in corrected)))


def test_a_draft_that_is_printed_counts_as_no_published_post() -> None:
    """Neither the days on which the blog appeared nor the count of its posts has it.

    It need not stand alone: a post may go on with it.
    """
    last = date(2019, 3, 1)
    draft = account(status="draft", day=last)
    mixed = accounting(account(), account(Fate.LEFT_OUT), draft)
    said = imprint(last=last, accounting=mixed)
    assert "First published as a blog at" in said
    assert "on December 7, 2016. Of 2 posts, one is in this book. One text in this book was" in said
    assert "between December 7, 2016 and March 1, 2019" in imprint(
        last=last, accounting=mixed, address=""
    )
    alone = imprint(accounting=accounting(draft, draft))
    assert "2 texts in this book were not published on the blog." in alone
    assert "First published" not in alone
    undated = imprint(last=last, accounting=accounting(account(day=None), draft))
    assert "First published as a blog at" in undated
    assert "2019" not in undated.partition("First published")[2]


def test_a_long_run_of_years_is_one_span() -> None:
    """Three years and more are named by the first and the last."""
    parts = tuple(Part(id=f"y-{one}", year=one, chapters=()) for one in (2014, 2015, 2016))
    assert "© 2014–2016 by" in imprint(parts=parts)
    assert "© 2014, 2015 by" in imprint(parts=parts[:2])


def test_notes_are_explained_where_there_are_any() -> None:
    """The imprint speaks of notes only in a book that has some."""
    assert "numbered notes" in text_of(epub(ledger=notes(note([("r-a", "p-a", 0)]))), "copyright")
    assert "numbered notes" not in text_of(epub(), "copyright")


def test_the_colophon_names_the_type_of_a_printed_book() -> None:
    """On a screen nobody knows the type, and nothing is said."""
    assert "EB Garamond" in text_of(pdf(), "colophon")
    assert "EB Garamond" not in text_of(epub(), "colophon")
    assert "Noto Serif" in text_of(pdf(theme="base"), "colophon")


def test_the_navigation_has_years_months_and_posts() -> None:
    """A page without a title stands there too; every line leads to an id."""
    made = pdf(years())
    labels = [one.label for one in made.navigation]
    assert labels == [
        "Contents", "Preface", "2015", "2016", "About", "Untitled", "About the author", "Colophon",
    ]  # fmt: skip
    year = made.navigation[2]
    assert [one.label for one in year.children] == ["January"]
    assert [one.anchor for one in year.children[0].children] == ["p-a"]
    assert all(one.anchor for one in made.navigation)


def test_without_years_the_navigation_begins_with_months() -> None:
    """A month has its year in its name then, and a date its own role."""
    bare = post(title="", body=Xhtml("<hr/>"))
    month = epub(book([chapter([entry(post=bare)])])).navigation[0]
    assert month.label == "December 2016"
    assert (month.children[0].label, month.children[0].role) == (
        "Wednesday, December 7",
        "post date",
    )


def test_headings_of_added_texts_stand_below_their_title() -> None:
    """No level is left out: a page's own heading is the second."""
    assert "<h2>Me</h2>" in text_of(epub(years()), "about")


def test_print_ties_last_words_and_counts_lists_as_told() -> None:
    """What WeasyPrint does not do by itself is done in the text of print alone."""
    body = Xhtml('<p>This is a line of it.</p><ol start="8"><li>x</li></ol>')
    shown = book([chapter([entry(post=post(body=body))])])
    text = text_of(pdf(shown), "m-2016-12")
    assert "of\N{NO-BREAK SPACE}it." in text
    assert '<ol start="8" style="counter-reset:list-item 7">' in text
    screen = text_of(epub(shown), "m-2016-12")
    assert "of it." in screen
    assert '<ol start="8">' in screen


def test_a_printed_book_lists_its_faces_and_an_epub_none() -> None:
    """The reader of an EPUB has a type already."""
    made = pdf()
    assert {one.family for one in made.faces} == {"EB Garamond"}
    assert made.styles[0].name == "css/fonts.css"
    assert "fonts/eb-garamond-400.ttf" in made.styles[0].text
    assert epub().faces == ()


def test_bold_italics_and_code_ask_for_their_faces() -> None:
    """Only what is used is listed."""
    body = Xhtml("<p><strong><em>both</em></strong> Ж <code>x</code></p>")
    made = pdf(book([chapter([entry(post=post(body=body))])]))
    assert ("EB Garamond", 600, "italic") in {
        (one.family, one.weight, one.style) for one in made.faces
    }


def test_what_no_font_has_is_told_and_replaced() -> None:
    """A sign stands in its place, so that the PDF has no glyph that is none."""
    heard = Heard()
    shown = book([chapter([entry(post=post(body=Xhtml("<p>\U0010fffd</p>")))])])
    made = render.edition(work(shown), Medium.PDF, heard)
    assert heard.codes == ["glyph-missing"]
    assert "\U0010fffd" not in text_of(made, "m-2016-12")
    assert "\U0010fffd" in text_of(epub(shown), "m-2016-12")


def test_the_rendition_says_what_the_book_is() -> None:
    """Title, language and identity go to the writer as they are."""
    made = epub(book(subtitle="Letters", language="ar"))
    assert (made.title, made.subtitle, made.direction, made.trim) == (
        "A Blog", "Letters", "rtl", "a5",
    )  # fmt: skip
    assert made.strings["contents"] == "Contents"
    assert {one.role for one in made.documents} >= {Role.TITLEPAGE, Role.COPYRIGHT, Role.COLOPHON}


def overlaid(folder: Path, name: str, text: str, shown: Book | None = None) -> Rendition:
    """Return an edition with a template of the user's own."""
    (folder / "templates").mkdir()
    (folder / "templates" / name).write_text(text, encoding="utf-8")
    return epub(shown, overlay=folder)


def test_a_user_s_block_replaces_the_theme_s(tmp_path: Path) -> None:
    """One block is changed, the rest is inherited."""
    made = overlaid(
        tmp_path,
        "post.html",
        '{% extends "folio/post.html" %}{% block post_meta %}<p>{{ post.tags|join(", ") }}</p>'
        "{% endblock %}",
        book([chapter([entry(post=post(labels=("sea", "salt")))])]),
    )
    text = text_of(made, "m-2016-12")
    assert "<p>sea, salt</p>" in text
    assert '<h2 class="post-title">A title</h2>' in text


@pytest.mark.parametrize("name", ["post.html", "month.html", "titlepage.html"])
def test_markup_that_does_not_close_names_its_template(tmp_path: Path, name: str) -> None:
    """The error names the file, and of a post its place."""
    with pytest.raises(ThemeError) as caught:
        overlaid(tmp_path, name, "<div><p>never closed")
    assert name in caught.value.message


def test_a_figure_that_does_not_close_is_found(tmp_path: Path) -> None:
    """Parts that go through markup by themselves are blamed too."""
    with pytest.raises(ThemeError) as caught:
        overlaid(tmp_path, "figure.html", "<figure>", pictured())
    assert "figure.html" in caught.value.message


def test_a_cover_is_drawn_by_the_theme() -> None:
    """The drawing has the book's words and the theme's face."""
    drawn = render.cover(work())
    assert "A Blog" in drawn.svg
    assert drawn.faces[0].family == "EB Garamond"


def test_an_imprint_that_is_english_for_want_of_words_says_so() -> None:
    """Its page runs from left to right with English dates, but for what the family wrote itself."""
    matter = Matter(copyright="حقوق النشر")
    made = pdf(book(language="ar", matter=matter))
    for name in ("copyright", "colophon"):
        assert 'lang="en" dir="ltr">\n<head>' in text_of(made, name)
        assert named(made, name).direction == "ltr"
    text = text_of(made, "copyright")
    assert '<span lang="ar" dir="rtl">حقوق النشر</span>' in text
    assert "December" in text
    assert 'lang="ar" dir="rtl">\n<head>' in text_of(made, "titlepage")
    assert 'lang="de" dir="ltr">\n<head>' in text_of(pdf(book(language="de")), "copyright")
