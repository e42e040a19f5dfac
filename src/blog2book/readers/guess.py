"""What an archive seems to be that no reader recognises, in words for the person who has it."""

import re
from collections.abc import Callable, Iterable, Sequence

from blog2book.addresses import PICTURE_SUFFIX
from blog2book.ports import Sample
from blog2book.readers.decode import decode, is_binary
from blog2book.readers.files import head_of

Guess = tuple[str, str]
"""What follows the file's name in a sentence, and what to do (may be empty)."""

_MAGIC: Sequence[tuple[bytes, str, str]] = (
    (b"%PDF-", "is a PDF.", "A PDF cannot be turned back into posts: export the blog itself."),
    (b"\xff\xd8\xff", "is a picture (JPEG).", ""),
    (b"\x89PNG\r\n", "is a picture (PNG).", ""),
    (b"GIF8", "is a picture (GIF).", ""),
    (b"\xd0\xcf\x11\xe0", "is a document of an old Word or Excel.", "Save it as plain text."),
    (b"{\\rtf", "is a document in Rich Text Format.", "Save it as plain text."),
    (b"SQLite format 3", "is an SQLite database.", "Export the blog from its own pages."),
    (b"Rar!", "is a RAR archive.", "Unpack it and give the folder or file in it."),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive.", "Unpack it and give the folder or file in it."),
    (b"BZh", "is packed with bzip2.", "Unpack it and give the folder or file in it."),
    (b"\xfd7zXZ", "is packed with xz.", "Unpack it and give the folder or file in it."),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd.", "Unpack it and give the folder or file in it."),
    (
        b"version https://git-lfs.github.com/spec/",
        "is a Git LFS pointer: it stands for the file and is not the file.",
        'Fetch the file itself with "git lfs pull".',
    ),
)

_LATER = (
    "This format is not read yet, but the blog's feed is: open its RSS feed in a browser, save it "
    "and give that file."
)
_TABLES: Sequence[tuple[frozenset[str], str]] = (
    (frozenset({"web_title", "email_subject_line", "content_html"}), "beehiiv"),
    (frozenset({"secondary_id", "subject", "publish_date"}), "Buttondown"),
    (frozenset({"Plain Content", "Rich Content", "Post Page URL"}), "Wix"),
)
"""Columns of the tables that platforms export, whose posts no reader reads."""
_LOOK = 20
"""Tables of a folder that are opened to see whose they are."""

_MEMBERS: Sequence[tuple[str, str, str]] = (
    (r"(.*/)?word/document\.xml", "is a Word document.", "Save it as plain text."),
    (r"(.*/)?META-INF/container\.xml", "is an EPUB, a finished book.", "Give the blog's export."),
    (r"(.*/)?META-INF/manifest\.xml", "is a LibreOffice document.", "Save it as plain text."),
    (r".*\.(md|markdown)", "holds Markdown, but nothing that is a post of a blog.",
     "Give the folder in which the posts lie."),
    (r"(.*/)?Takeout/.*", "is a Google Takeout without a blog in it.",
     "Order the Takeout again, with Blogger chosen."),
    (r".*\.txt", "is a folder with text files.", "Name the files themselves, all of them."),
    (r".*\.csv", "holds tables (CSV), as some platforms export posts.", _LATER),
    (r".*\.(zip|gz|tgz|tar)", "holds packed files, which are not opened inside a folder.",
     "Name the packed files themselves."),
    (r".*\.html?", "is a folder of web pages in which no post can be told from the rest.",
     "Give the blog's export instead of its pages."),
    (f".*{PICTURE_SUFFIX}", "is a folder of pictures.", "Give it with --media."),
)  # fmt: skip

_PAGE_HINT = "Often a download that failed: sign in to the blog, export again and save that file."


def describe(sample: Sample) -> Guess:
    """Say what a sample seems to be: "is a PDF.", and a hint."""
    if not sample.head:
        return _folder(sample)
    for start, seems, hint in _MAGIC:
        if sample.head.startswith(start):
            return seems, hint
    if is_binary(sample.head):
        return "is no text: its bytes are those of a program or a picture.", ""
    text = _text_of(sample.head)
    for guess in _GUESSES:
        found = guess(text)
        if found:
            return found
    return (
        "is text, but no line in it is a date, so nobody can tell where a post begins.",
        'Put the date of each post, such as "23 December 2016", on a line above it.',
    )


def _text_of(head: bytes) -> str:
    return decode(head, cut=True).text.lstrip("\ufeff \t\r\n")


def is_buttondown(members: Iterable[str]) -> bool:
    """Say whether a folder is Buttondown's export: a list of letters, and their texts beside it."""
    lists, letters = set(), set()
    for name in members:
        if found := re.fullmatch(r"((?:.*/)?)emails\.(?:csv|json)", name):
            lists.add(found[1])
        elif found := re.fullmatch(r"((?:.*/)?)emails/[^/]*\.md", name):
            letters.add(found[1])
    return bool(lists & letters)


def _export_of(platform: str) -> Guess:
    return f"seems to be a {platform} export.", _LATER


def _table(text: str) -> Guess | None:
    """Name the platform of a table by the columns that stand in its first line."""
    columns = {name.strip(' \r"') for name in text.partition("\n")[0].split(",")}
    return next((_export_of(platform) for needed, platform in _TABLES if needed <= columns), None)


def _folder(sample: Sample) -> Guess:
    if sample.path.is_file():
        return "is empty.", "Download or copy it again."
    if not sample.members:
        return "is an empty folder or archive.", ""
    if is_buttondown(sample.members):
        return _export_of("Buttondown")
    tables = [name for name in sample.members if name.lower().endswith(".csv")][:_LOOK]
    for name in tables:
        if found := _table(_text_of(head_of(sample.path / name))):
            return found
    for pattern, seems, hint in _MEMBERS:
        if any(re.fullmatch(pattern, name, re.IGNORECASE) for name in sample.members):
            return seems, hint
    return "holds nothing that looks like a blog's export.", ""


def _blank(text: str) -> Guess | None:
    return None if text else ("holds nothing but blanks.", "Download or copy it again.")


def _page(text: str) -> Guess | None:
    without = re.sub(r"^(?:<\?xml.*?\?>|<!--.*?-->|\s)+", "", text, flags=re.DOTALL)
    if re.match(r"<(?:!doctype\s+html|html|head|body)\b", without, re.IGNORECASE):
        return "is a web page (HTML), whatever its name says, and no export of a blog.", _PAGE_HINT
    return None


def _xml(text: str) -> Guess | None:
    root = re.match(r"(?:<[?!][^>]*>\s*)*<([\w:.-]+)", text)
    if not root:
        return None
    return f"is XML of a kind that is no blog's export (its first element is <{root[1]}>).", ""


def _json(text: str) -> Guess | None:
    if not re.match(r'\{\s*"|\[\s*[\[{"]', text):
        return None
    return "is JSON of a kind that is no blog's export.", ""


_GUESSES: Sequence[Callable[[str], Guess | None]] = (
    _blank,
    _page,
    _xml,
    _json,
    _table,
)
