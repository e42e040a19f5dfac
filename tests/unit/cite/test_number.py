import re
import time

from blog2book.cite.find import found
from blog2book.cite.number import as_read, called, digest_of, note_ids, telling
from blog2book.markup.calls import place_calls
from blog2book.model.sources import Cited
from blog2book.model.xhtml import Xhtml


def read(body: str) -> list[str]:
    """Return the last letters of a body's sources in the order in which their calls are read."""
    return [one.key[-1] for one in as_read(Xhtml(body), found("p", "p", Xhtml(body), {}))]


def test_calls_that_wait_are_read_later() -> None:
    """The call of a heading, of a picture and of a quotation comes behind those before its end."""
    link = '<a href="https://n.example/{}">{}</a>'
    a, b, c = (link.format(one, one) for one in "abc")
    picture = link.format("p", '<img src="x" alt=""/>')
    cite = '<blockquote cite="https://n.example/q"><p>'
    assert read(f"<h3>{a}</h3><p>{b}</p><p>{c}</p>") == ["b", "a", "c"]
    assert read(f'<figure class="picture">{picture}<figcaption>{a} c</figcaption></figure>{b}') == [
        "a",
        "p",
        "b",
    ]
    assert read(f"{cite}{a}</p><p>{b}</p></blockquote><p>{c}</p>") == ["a", "b", "q", "c"]
    assert read(f'<p><q cite="https://n.example/q">A {a} b.</q></p>') == ["a", "q"]


def test_signs_in_a_text_are_no_calls() -> None:
    """Fonts of icons have signs for private use: with whatever between them, they move no call."""
    a, b = (f'<a href="https://n.example/{one}">{one}</a>' for one in "ab")
    for said in ("1", "0", "9" * 5000):
        assert read(f"<h3>{a}</h3><p>{b}</p><p>\ue000{said}\ue001</p>") == ["b", "a"]


def test_numbers_are_those_of_the_calls() -> None:
    """Calls side by side are read in the order in which they are printed, where some wait too."""
    a, b, c = (f'<a href="https://n.example/{one}">{one}</a>' for one in "abc")
    body = Xhtml(f"<h3>{a}</h3><p>It is {b}{c}! So {b}.</p>")
    each = found("p", "p", body, {})
    calls: dict[Cited, Xhtml] = {one.cited: Xhtml(f"<b>{one.key[-1]}</b>") for one in each}
    printed = re.findall("<b>(.)</b>", place_calls(body, calls))
    assert [one.key[-1] for one in as_read(body, each)] == printed == ["b", "c", "b", "a"]


def test_links_that_neither_tell_nor_call_are_let_go() -> None:
    """Of twins in a paragraph the first tells and the last calls; a later chapter tells anew."""
    twin = '<a href="https://n.example/a">An Old Paper</a> '
    body = Xhtml(f"<p>{twin * 4}</p><p>{twin * 3}</p>")
    each = found("p", "p", body, {})
    told: set[tuple[object, ...]] = set()
    kept = list(telling(each, told))
    assert [one.link.index for one in kept] == [0, 3, 6]
    assert called(kept) == called(each)
    assert [one.link.index for one in telling(each, told)] == [3, 6]


def test_where_a_source_is_cited_without_a_call_is_kept() -> None:
    """Of addresses in words each paragraph keeps one, for the list of sources leads back to all."""
    twin = '<a href="https://n.example/a">n.example/a</a> '
    body = Xhtml(f"<p>{twin * 2}</p><p>{twin * 2}</p>")
    told: set[tuple[object, ...]] = set()
    for post in ("p", "q"):
        kept = list(telling(found(post, post, body, {}), told))
        assert [one.link.index for one in kept] == [0, 2]


def test_many_calls_take_linear_time() -> None:
    """Thousands of links below a heading are put in order at once."""
    links = "".join(f'<a href="https://n.example/{n}">a</a> ' for n in range(16_000))
    body = Xhtml(f'<h3><a href="https://n.example/h">h</a></h3><p>{links}</p>')
    each = found("p", "p", body, {})
    start = time.process_time()
    assert as_read(body, each)[-1].key.endswith("/h")
    assert time.process_time() - start < 10


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
