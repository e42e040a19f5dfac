"""Folders of texts in Markdown or reStructuredText, as site generators and Obsidian keep them."""

import re
from pathlib import Path

from blog2book.model.archive import Archive
from blog2book.ports import Confidence, Context, Reader, Sample
from blog2book.readers.decode import decode, is_binary
from blog2book.readers.files import head_of
from blog2book.readers.guess import is_buttondown
from blog2book.readers.markdown.folder import read
from blog2book.readers.markdown.front import Front, front
from blog2book.readers.markdown.rest import rest_front
from blog2book.readers.markdown.site import Generator, Site, generator_of, root_of
from blog2book.readers.markdown.sorting import MARKDOWN, REST, sort

_LOOK = 30
"""Texts that are opened to see whether they have front matter."""
_MANY = 3
_EXPORTS = re.compile(r"\.(?:xml|atom|json|csv|zip|gz)$", re.IGNORECASE)
_OTHERS = re.compile(r"(?:^|/)(?:posts\.csv|Journal\.json|outbox\.json)$")
"""What other platforms' exports hold, which may have Markdown in them."""
_OTHER_TEXTS = re.compile(r"\s*(?:<|[\[{]\s*[\"{\[]|\{\\rtf|%pdf|warc/|From )", re.IGNORECASE)
_MOVABLE_TYPE = (
    re.compile(r"^-----[ \t]*$", re.MULTILINE),
    re.compile(r"^(?:EXTENDED )?BODY:", re.MULTILINE),
)
_FENCES = frozenset({"---", "+++"})
_HEADING = re.compile(r"\s*#{1,3}[ \t]+\S")
_SIGNS = re.compile(r"\]\((?:https?:|\.|/)|^(?:#{1,6}|[-*+]|>|```)[ \t]*\S|\*\*\w", re.MULTILINE)


class MarkdownReader:
    """Reads the folder in which a blog is written, of any generator, or one text.

    A person has it on their own disk, or gets it from GitHub with Code → Download ZIP.
    """

    name = "markdown"
    reads = "a folder of Markdown (Jekyll, Hugo, Hexo, Eleventy, Zola, Pelican, Obsidian)"

    def recognises(self, sample: Sample) -> Confidence:
        """Say how surely this is a blog in Markdown: by its layout, else by its front matter."""
        if is_buttondown(sample.members):  # its texts lack the titles and days that its list has
            return Confidence.NO
        if sample.members:
            return _folder(sample)
        return _file(sample.head)

    def read(self, source: Path, context: Context) -> Archive:
        """Read a folder or a file. Raises ArchiveError where it holds no post."""
        return read(source, context)


def _file(head: bytes) -> Confidence:
    """Say how surely the head of a file is a text in Markdown."""
    if not head or is_binary(head):
        return Confidence.NO
    text = decode(head, cut=True).text.replace("\r\n", "\n").replace("\r", "\n")
    if all(part.search(text) for part in _MOVABLE_TYPE):
        return Confidence.NO
    if not re.match(r"\s*\{", text) and _OTHER_TEXTS.match(text):
        return Confidence.NO
    heads = _heads(text)
    if any("date" in head.fields or text.lstrip()[:3] in _FENCES for head in heads):
        return Confidence.LIKELY
    if _OTHER_TEXTS.match(text):
        return Confidence.NO
    is_marked = _HEADING.match(text) or len(_SIGNS.findall(text)) >= _MANY
    return Confidence.POSSIBLE if is_marked or heads else Confidence.NO


def _heads(text: str) -> list[Front]:
    """Return what stands above a text, if it names a title or a date."""
    heads = [front(text)]
    if text.lstrip()[:3] not in _FENCES:
        heads.append(rest_front(text))
    return [head for head in heads if _tells(head)]


def _tells(head: Front) -> bool:
    """Say whether front matter is a post's."""
    fenced = head.fields.keys() & {"title", "date", "layout", "tags", "slug", "path", "categories"}
    return head.found and bool(fenced) and len(head.fields) > (0 if head.line > _MANY else 1)


def _folder(sample: Sample) -> Confidence:
    """Say how surely a folder is one of texts in Markdown."""
    if not any(MARKDOWN.search(name) or REST.search(name) for name in sample.members):
        return Confidence.NO
    root = root_of(sample.members)
    names = tuple(one.removeprefix(root) for one in sample.members if one.startswith(root))
    site = Site(folder=sample.path, root=root, names=names, generator=generator_of(names))
    texts = [one for one in sort(site).sources if MARKDOWN.search(one) or REST.search(one)]
    if not texts:
        return Confidence.NO
    if any(_OTHERS.search(name) for name in sample.members):
        return Confidence.POSSIBLE
    if site.generator not in {Generator.PLAIN, Generator.OBSIDIAN}:
        return Confidence.CERTAIN
    step = max(1, len(texts) // _LOOK)
    looked = texts[::step][:_LOOK]
    with_front = sum(bool(_heads(decode(head_of(site.path(one)), cut=True).text)) for one in looked)
    exports = sum(bool(_EXPORTS.search(name)) for name in sample.members)
    few = exports * _MANY < len(texts)
    if few and (with_front * 2 >= len(looked) or site.generator is Generator.OBSIDIAN):
        return Confidence.CERTAIN
    return Confidence.LIKELY if few or with_front * 2 >= len(looked) else Confidence.POSSIBLE


reader: Reader = MarkdownReader()
