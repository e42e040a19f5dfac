"""Properties of damaged exports: nothing that was not published is shown, and nothing else lost."""

import json
import re
import tempfile
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from blog2book.collect.book import collect
from blog2book.collect.summary import Summary, summary
from blog2book.config import SelectTable, Settings
from blog2book.errors import Blog2bookError
from blog2book.ports import Context, Reader
from blog2book.readers.blogger import reader as blogger
from blog2book.readers.wordpress import reader as wordpress
from exports import BLOG, author, entry, feed, item, meta, remark, wxr
from samples import Heard

SECRET = re.compile("hidden", re.IGNORECASE)
UNFINISHED = re.compile("unready", re.IGNORECASE)
NUMBER = re.compile("Public ([0-9])")
"""A secret word in every field that can hold one; of drafts another; of public posts a third."""


@dataclass(frozen=True)
class Export:
    """An export that a platform made: its records in their order, what stands before and after.

    The records with odd numbers are published, those with even ones are not.
    """

    reader: Reader
    start: str
    records: tuple[str, ...]
    end: str

    @property
    def text(self) -> str:
        """The whole file."""
        return self.start + "".join(self.records) + self.end

    def touched(self, first: int, last: int) -> set[int]:
        """Return the numbers of the records, from 1, in which a stretch of the file lies."""
        lengths = (len(record) for record in self.records)
        bounds = pairwise(accumulate(lengths, initial=len(self.start)))
        return {n for n, (a, b) in enumerate(bounds, 1) if first < b and last >= a}


def _words(kind: str, number: int) -> dict[str, str]:
    """Return the fields in which a post has words of its own."""
    return {
        "title": f"{kind} {number} [{kind}-title]",
        "body": f"<p>{kind} words, [{kind} x] ok.</p>",
    }


def _backup() -> Export:
    """Return an old backup of Blogger's."""

    def post(number: int, kind: str, control: str = "", path: str | None = None) -> str:
        name = f"2016/12/{kind.lower()}-{number}.html" if path is None else path
        fields = _words(kind, number)
        text = entry(number, fields["body"], title=fields["title"], path=name)
        links = "".join(
            f"<link rel='{rel}' href='https://www.blogger.com/feeds/42/posts/default/{number}'/>"
            for rel in ("edit", "self")
        )
        text = text.replace("</updated>", f"</updated>{control}", 1)
        return text.replace("</content>", f"</content>{links}", 1)

    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    start, end = feed("|").split("|")
    records = (
        post(1, "Public"),
        post(2, "Unready", draft, ""),
        post(3, "Public", "<app:control><app:draft>no</app:draft></app:control>"),
        post(4, "Unready", draft, ""),
        post(5, "Public"),
    )
    return Export(blogger, start, records, end)


def _takeout() -> Export:
    """Return the feed of a Takeout."""

    def post(number: int, kind: str, status: str = "LIVE", trashed: str = "") -> str:
        fields = _words(kind, number)
        body = fields["body"].replace("<", "&lt;")
        return (
            f"<entry><id>{BLOG}.post-{number}</id><blogger:type>POST</blogger:type>"
            f"<blogger:status>{status}</blogger:status>{author()}"
            f"<title>{fields['title']}</title><content type='html'>{body}</content>"
            "<published>2017-02-01T07:30:00.000Z</published><category/>"
            f"<blogger:filename>/2016/12/{kind.lower()}-{number}.html</blogger:filename>"
            f"<blogger:trashed>{trashed}</blogger:trashed></entry>\n"
        )

    start, end = feed("|", head=f"<id>{BLOG}</id><title>A Blog</title>").split("|")
    records = (
        post(1, "Public"),
        post(2, "Unready", "DRAFT"),
        post(3, "Public"),
        post(4, "Hidden", "LIVE", "2020-01-01T00:00:00.000Z"),
        post(5, "Public"),
        post(6, "Hidden", "SOFT_TRASHED"),
        post(7, "Public"),
    )
    return Export(blogger, start, records, end)


def _wxr() -> Export:
    """Return an export of WordPress."""

    def post(number: int, kind: str, **more: str) -> str:
        fields = _words(kind, number)
        link = f"https://blog.example/{kind.lower()}-{number}/"
        comment = remark(number, f"{kind} answer", author=f"{kind} reader")
        tags = f'<category domain="post_tag" nicename="x"><![CDATA[{kind} tag]]></category>'
        more = {
            "title": fields["title"],
            "link": link,
            "post_date": f"2016-12-0{number} 09:00:00",
        } | more
        return item(number, fields["body"], tags + meta("x", f"{kind} meta") + comment, **more)

    start, end = wxr("|").split("|")
    records = (
        post(1, "Public"),
        post(2, "Hidden", status="private"),
        post(3, "Public"),
        post(4, "Unready", status="draft"),
        post(5, "Public"),
        post(6, "Hidden", post_password="correct horse battery staple"),  # noqa: S106 - a test's
        post(7, "Public"),
        post(8, "Hidden", status="trash"),
        post(9, "Public"),
    )
    return Export(wordpress, start, records, end)


EXPORTS = {"backup": _backup(), "takeout": _takeout(), "wxr": _wxr()}
NAMES = some.sampled_from(sorted(EXPORTS))


def shown(export: Export, data: bytes, *, drafts: bool) -> tuple[Summary | None, str, str]:
    """Return what `list` says of a file, what a book would print, and all that is told."""
    heard = Heard()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_bytes(data)
        context = Context(report=heard, workdir=path.parent, cache=path.parent)
        try:
            archive = export.reader.read(path, context)
            book = collect(
                archive,
                Settings(select=SelectTable(drafts=drafts, comments=True, pages=True)),
                heard,
            )
        except Blog2bookError as error:
            return None, "", f"{error} {heard.events}"
    printed = repr([(one.post, one.comments) for one in book.entries])
    listed = summary(book)
    names = f"{book.title} {book.authors}"
    return listed, printed, f"{names} {json.dumps(asdict(listed))} {heard.events}"


def check(export: Export, data: bytes, touched: set[int]) -> None:
    """Raise AssertionError where a damaged file shows a secret, or has lost what is whole."""
    for drafts in (False, True):
        listed, printed, told = shown(export, data, drafts=drafts)
        assert not SECRET.search(printed + told)
        if drafts:
            continue
        assert not UNFINISHED.search(printed)
        if listed is None:
            continue
        for reason in listed.left_out:
            if reason.reason == "draft":
                told = told.replace(json.dumps([asdict(one) for one in reason.items])[1:-1], "")
        assert not UNFINISHED.search(told)
        kept = {int(one) for one in NUMBER.findall(printed)}
        whole = {n for n in range(1, len(export.records) + 1, 2) if n not in touched}
        assert whole <= kept


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_whole_export_shows_what_was_published(name: str) -> None:
    """Nothing is withheld where nothing is damaged, and --drafts gives the true drafts."""
    export = EXPORTS[name]
    check(export, export.text.encode(), set())
    listed, printed, told = shown(export, export.text.encode(), drafts=True)
    assert listed is not None
    assert UNFINISHED.search(printed)
    assert "could not be read" not in told


@settings(deadline=None, max_examples=150)
@given(NAMES, some.integers(0, 10**6), some.integers(1, 80))
def test_what_is_lost_of_a_file_shows_nothing(name: str, place: int, length: int) -> None:
    """Wherever a stretch is gone, the posts in which it lay are withheld or as they were."""
    export = EXPORTS[name]
    text = export.text
    first = len(export.start) + place % (len(text) - len(export.start))
    damaged = text[:first] + text[first + length :]
    check(export, damaged.encode(), export.touched(first, first + length))


@settings(deadline=None, max_examples=150)
@given(
    NAMES,
    some.integers(0, 10**6),
    some.sampled_from([0, 1, 2, 9, 40]),
    some.sampled_from(["\0", "\x1c", "\xff", "<", ">", "&", "x", "/", "<item>", "</entry>", "]]>"]),
)
def test_what_stands_wrong_in_a_file_shows_nothing(
    name: str, place: int, length: int, wrong: str
) -> None:
    """Nor do other characters in its place, or between."""
    export = EXPORTS[name]
    text = export.text
    first = len(export.start) + place % (len(text) - len(export.start))
    damaged = text[:first] + wrong * max(length, 1) + text[first + length :]
    check(export, damaged.encode("latin-1"), export.touched(first, first + length))


@settings(deadline=None, max_examples=60)
@given(NAMES, some.integers(0, 10**6))
def test_a_file_that_ends_early_shows_nothing(name: str, place: int) -> None:
    """Wherever it was cut off, what stands before is kept."""
    export = EXPORTS[name]
    last = len(export.start) + place % (len(export.text) - len(export.start))
    check(export, export.text[:last].encode(), export.touched(last, 10**9))
