from blog2book.collect import collect, matter_with_marks
from blog2book.config import SelectTable, Settings, TextTable
from blog2book.markup.paragraphs import from_text
from blog2book.model.book import Matter
from blog2book.model.xhtml import Xhtml
from samples import Heard, archive, comment, post

KEEP = TextTable(typography="keep")
COMMENTS = SelectTable(comments=True)


def test_a_book_has_curly_marks() -> None:
    """Titles, texts and comments are set; the account and the count of words are the archive's."""
    said = comment(body=Xhtml('<p>"Well" -- said.</p>'))
    one = post(title="It's", body=Xhtml("<p>Don't.</p>"), comments=(said,))
    german = post(key="blog.example/2", language="de", body=Xhtml('<p>"So"</p>'))
    blog = archive([one, german], title="Ann's", subtitle='"Blog"')
    book = collect(blog, Settings(select=COMMENTS), Heard())
    first, second = book.entries
    assert (first.post.title, first.post.body) == ("It’s", "<p>Don’t.</p>")
    assert first.comments[0].body == "<p>“Well” – said.</p>"
    assert second.post.body == "<p>„So“</p>"
    assert (book.title, book.subtitle) == ("Ann’s", "“Blog”")
    assert first.post.words == one.words
    assert book.accounting.accounts[0].title == "It's"


def test_marks_are_kept_where_that_is_asked_for() -> None:
    """With "keep" a book has what was typed."""
    one = post(title="It's", body=Xhtml('<p>"So" -- he</p>'))
    book = collect(archive([one], title="Ann's"), Settings(text=KEEP), Heard())
    assert (book.title, book.entries[0].post) == ("Ann's", one)


def test_what_a_family_adds_is_set_too() -> None:
    """Dedication, copyright line, preface and about get the book's marks, if they are there."""
    given = Matter(dedication="For 'her'", copyright="Ann's", preface=from_text('"So"'))
    found = matter_with_marks(given, "en", TextTable())
    assert (found.dedication, found.copyright) == ("For ‘her’", "Ann’s")
    one = post(body=Xhtml('<p>"So"</p>'), comments=())
    assert collect(archive([one]), Settings(), Heard()).entries[0].comments == ()
    assert (found.preface, found.about) == ("<p>“So”</p>", None)
    assert matter_with_marks(given, "en", KEEP) == given
    assert matter_with_marks(Matter(about=from_text("it's")), "en", TextTable()).about == (
        "<p>it’s</p>"
    )
