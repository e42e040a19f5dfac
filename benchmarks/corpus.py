"""A blog to measure with, in the form that each tool likes best: always the same, words our own.

Posts have 300 to 900 words in paragraphs, three links each, and every fifth a picture of 1600x1200
pixels. 200 posts take 24 months, 1,000 take 60, 5,000 take 120.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import groupby
from pathlib import Path

from PIL import Image
from read_wxr import HEAD, ITEM

_FIRST = datetime(2001, 1, 3, 9)
_EVERY = 5
_SIZE = (1600, 1200)

_WHO = (
    "we",
    "they",
    "everyone",
    "nobody",
    "somebody",
    "my neighbour",
    "the baker",
    "an old friend",
    "our teacher",
)
_DID = (
    "walked along",
    "talked about",
    "waited near",
    "forgot",
    "painted",
    "measured",
    "looked for",
    "photographed",
    "wrote down",
    "laughed at",
    "counted",
    "mended",
    "kept away from",
    "carried home",
    "described",
)
_WHAT = (
    "the harbour wall",
    "a borrowed bicycle",
    "the long winter",
    "the library's back door",
    "our first garden",
    "the ferry timetable",
    "a box of letters",
    "the smell of rain",
    "the new bridge",
    "an unfinished map",
    "the market before dawn",
    "a radio without batteries",
    "the orchard",
    "three loaves of bread",
    "the lighthouse keeper's notes",
    "an argument about nothing",
)
_HOW = (
    "as if it had always been so",
    "before anyone else was awake",
    "with more patience than usual",
    "while the kettle boiled",
    "in spite of the wind",
    "for the second time that week",
    "without saying a word",
    "because the evening was long",
    "as one does in October",
    "until the lamps were lit",
)
_JOIN = ("and later", "but", "so", "then", "yet", "although", "and because of that")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post: its number from 1, title, day, paragraphs of (words, link or ""), and picture."""

    number: int
    title: str
    day: datetime
    paragraphs: tuple[tuple[str, str], ...]
    picture: str

    @property
    def month(self) -> str:
        """The month as a heading."""
        return f"{self.day:%B %Y}"


def entries(posts: int) -> Iterator[Entry]:
    """Yield the posts, oldest first, the same ones for the same number."""
    months = 24 if posts <= 200 else 60 if posts <= 1000 else 120  # noqa: PLR2004 - see above
    step = timedelta(days=months * 30.4 / posts)
    for number in range(1, posts + 1):
        dice = random.Random(number)  # noqa: S311 - no secret
        goal = dice.randint(300, 900)
        paragraphs: list[tuple[str, str]] = []
        words = 0
        while words < goal:
            text = " ".join(_sentence(dice) for _ in range(dice.randint(3, 7)))
            link = f"https://paper{number % 90}.example/{number}/{len(paragraphs)}"
            paragraphs.append((text, link if len(paragraphs) < 3 else ""))  # noqa: PLR2004
            words += len(text.split())
        yield Entry(
            number=number,
            title=_sentence(dice).rstrip(".")[:60].rsplit(" ", 1)[0],
            day=_FIRST + (number - 1) * step,
            paragraphs=tuple(paragraphs),
            picture=f"picture-{number}.jpg" if number % _EVERY == 0 else "",
        )


def _sentence(dice: random.Random) -> str:
    parts = [f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)} {dice.choice(_HOW)}"]
    if dice.random() < 0.5:  # noqa: PLR2004 - every second one is longer
        parts.append(f"{dice.choice(_JOIN)} {dice.choice(_WHO)} {dice.choice(_DID)}")
        parts.append(dice.choice(_WHAT))
    text = " ".join(parts)
    return text[0].upper() + text[1:] + "."


def months(posts: int) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each month's heading with its posts."""
    for month, group in groupby(entries(posts), key=lambda entry: entry.month):
        yield month, list(group)


def pictures(folder: Path, posts: int) -> None:
    """Write the JPEG of every fifth post into `folder`: about 200 kB each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(_EVERY, posts + 1, _EVERY):
        dice = random.Random(number)  # noqa: S311 - no secret
        rough = Image.frombytes("RGB", (80, 60), dice.randbytes(80 * 60 * 3))
        fine = Image.frombytes("L", (400, 300), dice.randbytes(400 * 300)).convert("RGB")
        rough, fine = rough.resize(_SIZE, Image.Resampling.BICUBIC), fine.resize(_SIZE)
        Image.blend(rough, fine, 0.07).save(folder / f"picture-{number}.jpg", quality=80)


def write_wxr(path: Path, posts: int, edited: int = 0) -> None:
    """Write a WordPress export; the post with the number `edited` has one sentence more."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for entry in entries(posts):
            body = "\n\n".join(_html(entry, notes=False))
            if entry.number == edited:
                body += "\n\nOne sentence was added afterwards."
            item = ITEM.replace("Post {number}", entry.title, 1)
            stream.write(item.format(number=entry.number, body=body, date=entry.day))
        stream.write("</channel></rss>\n")


def _html(entry: Entry, *, notes: bool) -> Iterator[str]:
    """Yield an entry's paragraphs; with `notes` for a browser, else as WordPress keeps them."""
    for text, link in entry.paragraphs:
        first, _, rest = text.partition(" ")
        linked = f'<a href="{link}">{first}</a>' if link else first
        note = f'<span class="note">{link.removeprefix("https://")}</span>' if link else ""
        yield f"<p>{linked}{note} {rest}</p>" if notes else f"{linked} {rest}"
    if entry.picture:
        place = f"pictures/{entry.picture}"
        source = place if notes else f"https://long.example/wp-content/uploads/{entry.picture}"
        yield f'<img src="{source}" alt="What was seen that day" width="1600" height="1200" />'


_STYLE = """
@page { size: 148mm 210mm; margin: 18mm 16mm 22mm; @bottom-center { content: counter(page) }
  @top-center { content: string(month) } }
html { font: 10pt/1.35 "Noto Serif", serif; hyphens: auto; text-align: justify }
p { margin: 0; text-indent: 1.2em; orphans: 2; widows: 2 }
h1 { break-before: right; string-set: month content() } h2 { break-after: avoid }
img { max-width: 100%; height: auto; display: block; margin: 1em 0 }
.note { float: footnote; font-size: 8pt }
nav a::after { content: leader(".") target-counter(attr(href), page) }
"""


def write_html(path: Path, posts: int) -> None:
    """Write the book as one page of HTML for WeasyPrint: contents, footnotes, running heads."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<!doctype html><html lang="en"><meta charset="utf-8">')
        stream.write(f"<title>A long blog</title><style>{_STYLE}</style><nav><h1>Contents</h1>")
        for number, (month, _) in enumerate(months(posts)):
            stream.write(f'<p><a href="#m{number}">{month}</a></p>')
        stream.write("</nav>")
        for number, (month, group) in enumerate(months(posts)):
            stream.write(f'<h1 id="m{number}">{month}</h1>')
            for entry in group:
                stream.write(f"<h2>{escape(entry.title)}</h2><p>{entry.day:%d %B}</p>")
                stream.writelines(_html(entry, notes=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How a language writes a book: what begins it, then what is filled in with `str.format`."""

    head: str
    month: str
    title: str
    linked: str
    picture: str


MARKDOWN = Markup(
    head="---\ntitle: A long blog\nauthor: Ada Example\nlang: en\n---\n\n",
    month="# {}\n\n",
    title="## {}\n\n*{:%d %B}*\n\n",
    linked="[{0}]({1})^[{1}]",
    picture="![What was seen that day](pictures/{})\n\n",
)
"""For pandoc: a heading a month, links with notes, pictures."""

TYPST = Markup(
    head='#set document(title: "A long blog")\n#set text(lang: "en", size: 10pt)\n'
    '#set page(width: 148mm, height: 210mm, numbering: "1", '
    "margin: (x: 16mm, top: 18mm, bottom: 22mm))\n"
    "#set par(justify: true, first-line-indent: 1.2em)\n#outline(depth: 1)\n",
    month='#pagebreak(to: "odd")\n= {}\n',
    title="== {}\n{:%d %B}\n\n",
    linked='#link("{1}")[{0}]#footnote("{1}")',
    picture='#image("pictures/{}", width: 100%)\n\n',
)
"""For Typst: contents, footnotes, numbered pages."""


def write_markup(path: Path, posts: int, markup: Markup) -> None:
    """Write the book in a language of light markup."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(markup.head)
        for month, group in months(posts):
            stream.write(markup.month.format(month))
            for entry in group:
                stream.write(markup.title.format(entry.title, entry.day))
                for text, link in entry.paragraphs:
                    first, _, rest = text.partition(" ")
                    linked = markup.linked.format(first, link) if link else first
                    stream.write(f"{linked} {rest}\n\n")
                if entry.picture:
                    stream.write(markup.picture.format(entry.picture))
