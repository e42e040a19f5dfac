"""Cards: what a book prints in the place of a film, a player, or a post of somebody else."""

from collections.abc import Callable

from markupsafe import Markup

from blog2book.markup import breaks, services
from blog2book.markup.cards import Embed
from blog2book.model.rendition import Plate
from blog2book.render.context import EmbedView
from blog2book.render.strings import Strings
from blog2book.render.templates import ready


class Cards:
    """Makes the view of each embedded thing of a rendition, and keeps the files of their codes.

    `code` draws a QR code for an address; where it gives None, none is printed. `stood` says of a
    poll, a form or a map that it was there.
    """

    def __init__(self, code: Callable[[str], Plate | None], strings: Strings) -> None:
        self._code = code
        self._strings = strings
        self._nameless = {services.VIDEO: strings["video"], services.AUDIO: strings["audio"]}
        self.stood = {
            "form": strings["form_stood"],
            "map": strings["map_stood"],
            "poll": strings["poll_stood"],
        }
        self.files: dict[str, Plate] = {}

    def view(self, embed: Embed) -> EmbedView:
        """Return what a template needs to print a card; films and sounds have a code."""
        service = services.service(embed.address or embed.title)
        short = services.shortest(embed.address)
        code = self._code(short) if service.kind and short else None
        if code:
            self.files[code.name] = code
        shown = breaks.address(short)
        return EmbedView(
            kind=service.kind,
            service=service.name or self._nameless.get(service.kind, ""),
            title=embed.title,
            href=embed.address,
            address=ready(shown),
            quoted=Markup(embed.quoted),  # noqa: S704 - Xhtml is clean
            caption=Markup(embed.caption),  # noqa: S704 - the same
            code=code.name if code else "",
            code_alt=self._strings.text("code_for", address=short) if code else "",
        )
