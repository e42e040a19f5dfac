"""Addresses of pictures as the web has them: two posts may call two pictures "pic.jpg"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from blog2book.addresses import is_external, whole
from blog2book.markup.exchange import replace_pictures
from blog2book.model.book import Book, Entry
from blog2book.model.xhtml import Xhtml

_RELATIVE = re.compile(r'\ssrc="(?!https?:|data:)')
"""What a body holds that is worth parsing: most have whole addresses only."""


def with_whole_addresses(book: Book) -> tuple[Book, Mapping[str, str]]:
    """Return the book with each picture's address whole, and what posts had for those made so.

    A relative address is joined to its post's own, and that to the blog's; where neither is of the
    web, it stays.
    """
    written: dict[str, str] = {}

    def entry(one: Entry) -> Entry:
        own = whole(one.post.permalink, book.address)
        page = own if is_external(own) else book.address

        def change(address: str) -> str:
            joined = whole(address, page)
            if joined != address:
                written.setdefault(joined, address)
            return joined

        def changed(body: Xhtml) -> Xhtml:
            return replace_pictures(body, change, same=True)

        if not any(_RELATIVE.search(body) for _, body in one.texts):
            return one
        comments = tuple(replace(said, body=changed(said.body)) for said in one.comments)
        post = replace(one.post, body=changed(one.post.body))
        return replace(one, post=post, comments=comments)

    parts = tuple(
        replace(
            part,
            chapters=tuple(
                replace(month, entries=tuple(map(entry, month.entries))) for month in part.chapters
            ),
        )
        for part in book.parts
    )
    return replace(book, parts=parts, pages=tuple(map(entry, book.pages))), written
