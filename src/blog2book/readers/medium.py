"""Medium: the zip of pages that it exports, of which only the stories are opened."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from blog2book.addresses import is_external, medium_id, picture_variants
from blog2book.errors import ArchiveError
from blog2book.events import Notice, Severity
from blog2book.markup.rough import first, line, marked, reshape, rough
from blog2book.markup.text import printable
from blog2book.markup.tree import Node, write
from blog2book.model.archive import Archive, Origin, Status
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers import cards
from blog2book.readers.blog import Blog, Item, Text, archive
from blog2book.readers.decode import decode
from blog2book.readers.files import File, file_of, head_of
from blog2book.readers.notices import counted, items_lost, named
from blog2book.readers.progress import READING, Progress
from blog2book.readers.times import moment
from blog2book.readers.unread import PICTURE, files_not_read
from blog2book.unpack import members

RESPONSE = "a response to somebody else's story"
PRIVATE = "what Medium keeps of its owner's account: never opened"
DAMAGED = "it is no story, or too damaged to be read"

_RESPONSES = ("story is left out as a response", "stories are left out as responses")
_HINT = "On Medium: Settings, Security and apps, Download your information; give the zip."
_STORY = re.compile(r"(?P<home>(?:.*/)?)posts/[^/.][^/]*\.html?", re.IGNORECASE)
_PAGE = re.compile(r"(?:.*/)?[^/.][^/]*\.html?", re.IGNORECASE)
_MOST_LOOKED_AT = 50
_ID_IN_NAME = re.compile(r"[-_]([0-9a-f]{8,12})\.html?$")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LONGEST_NAME = 60

Parts = list[Node | str]


@dataclass(slots=True, kw_only=True)
class _Found:
    """What was met in an export: stories, authors' pages, and what is left out."""

    items: list[Item] = field(default_factory=list)
    homes: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    responses: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


class MediumReader:
    """Reads an export: on Medium, Settings, Security and apps, Download your information.

    A zip, its folder, the folder of stories in it, or one story. Responses to other people's
    stories lie among the stories and say nowhere that they are responses: what has no title of its
    own is taken for one and left out. All else in the zip is private and is not opened.
    """

    name = "medium"
    reads = "a Medium export"

    def recognises(self, sample: Sample) -> Confidence:
        """Certain of a page, or a folder with one, that has the marks of an exported story."""
        if not sample.members:
            return Confidence.CERTAIN if _is_story(sample.head) else Confidence.NO
        likely = tuple(islice(_stories(sample.members), _MOST_LOOKED_AT))
        found = (_is_story(head_of(sample.path / name)) for name in likely)
        if any(_STORY.fullmatch(name) for name in likely):
            return Confidence.CERTAIN if any(found) else Confidence.NO
        # A folder of another kind may hold some: only one of nothing else is Medium's.
        others = [one for one in sample.members if not PICTURE.search(one)]
        alone = bool(likely) and all(_PAGE.fullmatch(one) for one in others)
        return Confidence.CERTAIN if alone and all(found) else Confidence.NO

    def read(self, source: Path, context: Context) -> Archive:
        """Read all stories. Raises ArchiveError where there is none."""
        names = members(source) if source.is_dir() else ()
        stories = list(_stories(names)) if source.is_dir() else [source.name]
        found = _Found()
        files: list[Origin] = []
        progress = Progress(context.report, READING)
        for name in stories:
            file = file_of(source / name if names else source)
            if file is None or not _marked(file.text):
                found.damaged.append(name)
            else:
                _read(file, name, found)
                files.append(Origin(file=name, place="", url="", digest=file.digest))
            progress.step()
        if not files:
            raise ArchiveError(f"{source.name} holds no story of Medium's.", hint=_HINT)
        blog = _blog(found, files)
        for notice in _told(found, source.name):
            context.report(notice)
        _account(blog, found, set(names) - set(stories), stories[0], source.name, context)
        return archive(blog, context)


def _stories(names: Iterable[str]) -> Iterator[str]:
    """Yield the members that may be stories: those in a folder "posts", else all pages."""
    names = tuple(names)
    inside = [name for name in names if _STORY.fullmatch(name)]
    yield from inside or [name for name in names if _PAGE.fullmatch(name)]


def _is_story(head: bytes) -> bool:
    """Say whether a page that begins with `head` is an exported story."""
    return _marked(decode(head, cut=True).text)


def _marked(text: str) -> bool:
    """Say whether a text bears the marks of an exported story."""
    return all(mark in text for mark in ('class="h-entry"', "p-name", 'data-field="body"'))


def _read(file: File, name: str, found: _Found) -> None:
    """Read one story."""
    root = rough(file.text)
    body = first(root, "e-content") or Node("section")
    title = printable(line(first(root, "p-name")))
    own = first(body, "graf--title")
    stamp = first(root, "dt-published")
    published = moment(stamp.attributes.get("datetime", "")) if stamp else None
    draft = published is None or name.rpartition("/")[2].startswith("draft")
    if not draft and own is None and _begins(body, title):
        found.responses.append(title)
        return
    if own and title.endswith("…") and line(own).startswith(title[:-1].rstrip()):
        title = printable(line(own))
    author = first(root, "p-author")
    home = author.attributes.get("href", "") if author else ""
    if is_external(home):
        found.homes[home] += 1
    writer = printable(line(author))
    if not draft:
        found.authors[writer] += 1
    labels = tuple(printable(line(tag)) for tag in _tags(root))
    addresses = list(dict.fromkeys(_addresses(root)))
    identity = _ID_IN_NAME.search(name)
    found.items.append(
        Item(
            text=Text(raw=_body(root, body, title)),
            file=name,
            place="the story",
            identity=identity[1] if identity else Path(name).stem,
            status=Status.DRAFT if draft else Status.PUBLISHED,
            title=title,
            published=published,
            author=writer,
            labels=labels,
            permalink=addresses[0] if addresses else "",
            aliases=tuple(addresses[1:]),
        )
    )


def _begins(body: Node, title: str) -> bool:
    """Say whether a title is nothing but the beginning of a text, as that of a response is."""
    start = next((one for one in marked(body, "graf") if line(one)), None)
    name = title.rstrip("….").rstrip()
    return bool(name and start and start.tag not in _HEADINGS and line(start).startswith(name))


def _addresses(root: Node) -> Iterator[str]:
    """Yield the addresses of a story, the canonical one first."""
    footer = next((one for one in root.walk() if one.tag == "footer"), Node("footer"))
    links = [one for one in footer.walk() if one.tag == "a" and "href" in one.attributes]
    canonical = [one for one in links if "p-canonical" in one.classes]
    short = [one for one in links if "/p/" in one.attributes["href"]]
    for one in (*canonical, *short):
        href = one.attributes["href"].strip()
        if is_external(href):
            yield href
        if story := medium_id(href):
            yield f"https://medium.com/p/{story}"


def _tags(root: Node) -> Iterator[Node]:
    """Yield the links to a story's tags."""
    yield from marked(root, "p-tag")
    for row in root.walk():
        if row.tag == "ul" and "tags" in row.classes:
            yield from (one for one in row.walk() if one.tag == "a")


def _body(root: Node, body: Node, title: str) -> str:
    """Return a story's text as HTML: without its title, its subtitle set as a lead."""
    subtitle = line(first(root, "p-summary"))
    heading = first(body, "graf--title") or next(
        (one for one in body.walk() if one.tag in _HEADINGS), None
    )
    repeated = heading if heading and printable(line(heading)) == title else None
    reshape(body, lambda node: [] if node is repeated else _changed(node))
    _drop_first_rule(body)
    said = subtitle.rstrip("….").rstrip()
    if said and said != title and said not in line(body):
        body.children.insert(0, _lead([subtitle]))
    return write(body)


def _lead(words: Parts) -> Node:
    """Return a line that leads to a text: what stands below its title, or above."""
    return Node("p", {}, [Node("em", {}, words)])


def _drop_first_rule(node: Node) -> bool:
    """Drop the rule that Medium puts before a text's first words; say whether they were found."""
    for child in list(node.children):
        if isinstance(child, str):
            if child.strip():
                return True
        elif child.tag == "hr":
            node.children.remove(child)
        elif child.tag == "img" or _drop_first_rule(child):
            return True
    return False


def _changed(node: Node) -> Parts | None:
    """Return what becomes of an element of a story, None if it stays."""
    given = node.attributes
    classes = set(node.classes)
    if node.tag == "footer":  # of the page, in a text whose own end is lost
        return []
    if node.tag == "img" and given.get("src"):
        size = {name: given.get(f"data-{name}", "") for name in ("width", "height")}
        given.update(size | {"src": picture_variants(given["src"])[0]})
    elif "graf--mixtapeembed" in classes:
        return _card(node)
    elif node.tag == "iframe":
        given["src"] = _played(given.get("src", ""))
    elif node.tag == "script" and "gist.github.com/" in given.get("src", ""):
        return [cards.embed(given["src"].removesuffix(".js"))]
    elif classes & {"graf--subtitle", "graf--kicker"}:
        return [_lead(node.children)]
    elif "sectionlayout--outsetrow" in classes:
        figures = [one for one in node.nodes() if one.tag == "figure"]
        if len(figures) > 1 and len(figures) == sum(1 for _ in node.nodes()):
            return [cards.gallery(figures)]
    return None


def _card(node: Node) -> Parts | None:
    """Return a link card: the page's title as a link, what it says of itself below."""
    link = next((one for one in node.walk() if one.tag == "a" and line(one)), None)
    href = link.attributes.get("href", "") if link else ""
    if link is None or not is_external(href):
        return None
    strong = next((one for one in link.walk() if one.tag == "strong"), None)
    emphatic = next((one for one in link.walk() if one.tag == "em"), None)
    rest = [one for one in link.children if isinstance(one, str)]
    return [cards.embed(href, line(strong or link), [line(emphatic)], rest if strong else [])]


def _played(address: str) -> str:
    """Return the page that Embedly's frame shows; another address as it is."""
    try:
        parts = urlsplit(address)
        asked = parse_qs(parts.query) if "embedly.com" in (parts.hostname or "") else {}
    except ValueError:
        return address
    return next((asked[name][0] for name in ("url", "src") if asked.get(name)), address)


def _blog(found: _Found, files: Sequence[Origin]) -> Blog:
    """Return the blog of all stories, called by who wrote most of them, as on Medium itself."""
    home = min(found.homes, key=lambda one: (-found.homes[one], one), default="")
    author = min(found.authors, key=lambda one: (-found.authors[one], one), default="")
    return Blog(
        title=author,
        titled=bool(author),
        address=home,
        hosts=("medium.com",),
        items=found.items,
        files=list(files),
    )


def _account(
    blog: Blog, found: _Found, others: set[str], story: str, where: str, context: Context
) -> None:
    """Count what is no story of the blog's; tell of files that Medium did not write."""
    blog.left["story", RESPONSE] += len(found.responses)
    blog.left["file", DAMAGED] += len(found.damaged)
    inside = _STORY.fullmatch(story)
    home = inside["home"] if inside else None
    private = {name for name in others if home is not None and name.startswith(home)}
    blog.left["file", PRIVATE] += len(private)
    for notice in files_not_read(sorted(others - private), where):
        context.report(notice)


def _told(found: _Found, where: str) -> Iterator[Notice]:
    """Yield a Notice for each kind of thing that a person must know."""
    if found.responses:
        titles = [f"“{one[:_LONGEST_NAME]}”" for one in found.responses]
        yield Notice(
            code="responses-left-out",
            message=f"{counted(len(titles), *_RESPONSES)} to other people's: {named(titles)}.",
            where=where,
            hint="A story of your own among them? Give it a title on Medium and export again.",
            severity=Severity.INFO,
        )
    if found.damaged:
        yield items_lost(counted(len(found.damaged), "file"), where, found.damaged)


reader: Reader = MediumReader()
