"""From a post's text as it was written to HTML, when its turn comes."""

import posixpath
from html import escape
from urllib.parse import unquote

from blog2book.markup.markdown import Faults, to_html
from blog2book.readers.figures import figure, picture
from blog2book.readers.markdown.fields import table_of, text_of
from blog2book.readers.markdown.front import Field
from blog2book.readers.markdown.heads import with_heads
from blog2book.readers.markdown.links import Links
from blog2book.readers.markdown.meanings import Meanings
from blog2book.readers.markdown.posts import Page
from blog2book.readers.markdown.site import Generator, says_math
from blog2book.readers.unread import PICTURE

_COVERS = (
    "featureimage", "feature_image", "featured_image", "featuredimage", "cover", "cover_image",
    "coverimage", "heroimage", "hero_image", "image", "banner", "thumbnail", "photo", "photos",
    "images", "img", "feature", "header",
)  # fmt: skip
_WITHIN = ("image", "src", "url", "path", "img", "overlay_image", "teaser", "feature")
_BREAKS = frozenset({Generator.OBSIDIAN, Generator.HEXO})
"""Whose line ends are breaks."""
_RMD_CODE = 0.3
"""Share of lines in chunks of code from which a file in R Markdown is a program, not a text."""


class Bodies:
    """Turns the texts of one site into HTML.

    `faults` has by file what is wrong in its Markdown.
    """

    def __init__(self, links: Links) -> None:
        self.meanings = Meanings(links)
        self.faults: dict[str, Faults] = {}
        self._links = links
        self._site = links.site

    def convert(self, raw: str, page: Page) -> str:
        """Return the HTML of a post, not yet clean."""
        text = self.meanings.read(raw, page)
        if page.markup == "rest":
            from blog2book.markup import rest  # docutils: a tenth of a second, for few archives

            html, unknown = rest.to_html(text)
            page.unknown.update(unknown)
        elif page.markup == "html":
            html = text
        else:
            html = self._markdown(text, page)
        html = self._links.settle(html, page)
        subtitle = text_of(page.fields, "subtitle")
        if subtitle and subtitle != page.title:
            html = f"<p><em>{escape(subtitle, quote=False)}</em></p>\n{html}"
        return (self._photos(page, html) or self._cover(page, html)) + html

    def _markdown(self, text: str, page: Page) -> str:
        """Return the HTML of Markdown."""
        fields = page.fields
        math = any(
            says_math(one)
            for one in (fields, table_of(fields, "extra"), table_of(fields, "params"))
        )
        faults = Faults()
        html = to_html(
            with_heads(text, hexo=self._site.generator is Generator.HEXO),
            breaks=self._site.generator in _BREAKS,
            dollars=self._site.dollars or math,
            backslashes=self._site.backslashes or (math and self._site.generator is Generator.HUGO),
            math_in_code=self._site.math_in_code,
            attributes=self._site.generator is not Generator.HUGO,
            faults=faults,
        )
        if faults.formulas or faults.footnotes:
            self.faults[self._site.root + page.name] = faults
        return html

    def _photos(self, page: Page, html: str) -> str:
        """Return the pictures that a post's `photos` name in rows, "" if they are not several."""
        rows = [_cover(one)[0] for one in _listed(page.fields.get("photos"))]
        shown = [self._links.picture(one, page) or one for one in rows if one]
        new = [picture(one) for one in dict.fromkeys(shown) if one not in html]
        return figure("".join(new), kind="gallery") + "\n" if len(new) > 1 else ""

    def _cover(self, page: Page, html: str) -> str:
        """Return the figure of a post's picture, "" if it has none or shows it anyway."""
        address, told = next(
            (
                (one, told)
                for name in _COVERS
                if (one := (told := _cover(page.fields.get(name)))[0])
            ),
            ("", ("", "", "")),
        )
        if not address:
            return ""
        found = self._links.picture(address, page)
        shown = found or address
        name = posixpath.basename(unquote(shown))
        if shown in html or (name and name in unquote(html)):
            return ""
        _address, alt, caption = told
        return picture(shown, alt, escape(caption, quote=False)) + "\n"


def _listed(value: Field | None) -> list[Field]:
    """Return a field that is a list, an empty one if it is not."""
    return value if isinstance(value, list) else []


def _cover(value: Field | None) -> tuple[str, str, str]:
    """Return a picture's address, what it shows, and its caption, from a field; "" for none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        address = text_of(value, *_WITHIN)
        alt, caption = text_of(value, "alt"), text_of(value, "caption", "description")
    else:
        address, alt, caption = value.strip() if isinstance(value, str) else "", "", ""
    address = address.strip("[]!")
    if not PICTURE.search(address.partition("?")[0]) and not address.startswith("http"):
        address = ""
    return address, alt, caption


def is_program(text: str) -> bool:
    """Say whether a file in R Markdown is mostly chunks of code."""
    lines = text.split("\n")
    inside = False
    code = 0
    for line in lines:
        fence = line.lstrip().startswith("```")
        code += inside or fence
        inside = not inside if fence else inside
    return code > len(lines) * _RMD_CODE
