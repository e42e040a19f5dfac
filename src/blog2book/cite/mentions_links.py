"""Publishers to which the passages of a post link: what is named beside has its note."""

from collections.abc import Callable, Collection

from blog2book.markup.passages import Passage


def linked_in(said: tuple[Passage, ...], site: Callable[[str], str]) -> list[set[str]]:
    """Return the sites to which each passage links: what a quotation links to, all its parts do.

    The passage without words behind a quotation holds the link to its source.
    """
    linked: list[set[str]] = []
    quotation: set[str] = set()
    for passage in said:
        sites = {site(href) for _, href in passage.links} - {""}
        if passage.quoted or (linked and not passage.text):
            quotation |= sites
            linked.append(quotation)
        else:
            quotation = set()
            linked.append(sites)
    return linked


def among(site: str, sites: Collection[str]) -> bool:
    """Say whether a publisher is one of several, or a part of one ("BBC News" of the BBC)."""
    return any(
        site == one or one.startswith(f"{site} ") or site.startswith(f"{one} ") for one in sites
    )
