from blog2book.markup.tokens import Kind, tokens


def cut(text: str) -> list[tuple[Kind, str]]:
    """Return kinds and texts of all tokens."""
    return [(one.kind, one.text) for one in tokens(text)]


def test_text_and_tags() -> None:
    """Tags are cut out of text, names in lower case, entities read."""
    assert cut("a &amp; <B Class='x'>b</B >c &lt;") == [
        (Kind.TEXT, "a & "),
        (Kind.START, "b"),
        (Kind.TEXT, "b"),
        (Kind.END, "b"),
        (Kind.TEXT, "c <"),
    ]


def test_attributes() -> None:
    """Attributes are read in all their spellings; the first of two counts."""
    (tag,) = tokens(
        "<a HREF='x&amp;y' b=\"1\" c=d/e f g= h href=z title='&copy=1&copy &#65;&foo;' k='&amp;='/>"
    )
    assert tag.attributes == {
        "href": "x&y",
        "b": "1",
        "c": "d/e",
        "f": "",
        "g": "h",
        "title": "&copy=1© A&foo;",
        "k": "&=",
    }
    assert tag.closed


def test_comments_and_declarations() -> None:
    """Comments are comments; declarations are nothing; what has no end is text."""
    assert cut("<!-- a --><!doctype html><?php x ?>b<!-->c<!--->d") == [
        (Kind.COMMENT, " a "),
        (Kind.TEXT, "b"),
        (Kind.TEXT, "c"),
        (Kind.TEXT, "d"),
    ]
    assert cut("<!-- a --!>b<!-- c -->") == [
        (Kind.COMMENT, " a "),
        (Kind.TEXT, "b"),
        (Kind.COMMENT, " c "),
    ]
    assert cut("<!-- a --!>b")[1:] == [(Kind.TEXT, "b")]
    assert cut("a<!-- b") == [(Kind.TEXT, "a<!-- b")]
    assert cut("a<!-- b > c") == [(Kind.TEXT, "a"), (Kind.TEXT, " c")]
    assert cut("<![CDATA[<b>]]>c<![CDATA[d>e") == [
        (Kind.TEXT, "<b>"),
        (Kind.TEXT, "c"),
        (Kind.TEXT, "e"),
    ]


def test_raw_elements() -> None:
    """In a script everything is text until its end; one without end hides nothing."""
    assert cut("<script>a<b>&amp;</SCRIPT>c") == [
        (Kind.START, "script"),
        (Kind.TEXT, "a<b>&amp;"),
        (Kind.END, "script"),
        (Kind.TEXT, "c"),
    ]
    assert cut("<style>a<style>b")[-1] == (Kind.TEXT, "b")


def test_tags_without_end() -> None:
    """A "<" that begins no tag is text, and a tag without end hides nothing."""
    assert cut("1 < 2 <3 <") == [(Kind.TEXT, "1 < 2 <3 <")]
    assert cut("a<b c") == [(Kind.TEXT, "a<b c")]
    assert cut("<a b='c>d <i>e</i>") == [
        (Kind.START, "a"),
        (Kind.TEXT, "d "),
        (Kind.START, "i"),
        (Kind.TEXT, "e"),
        (Kind.END, "i"),
    ]
    assert cut("a</>b</ x>c") == [(Kind.TEXT, "a"), (Kind.TEXT, "b"), (Kind.TEXT, "c")]
