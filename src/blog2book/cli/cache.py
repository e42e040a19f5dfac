"""`blog2book cache`: what earlier builds left for later ones."""

import click

from blog2book.cli.terminal import say

_MILLION = 1_000_000
_KINDS = {"fonts": "fonts", "pictures": "pictures", "pieces": "pages that are laid out"}
"""The folders of the cache, and what they hold in words."""


@click.command(short_help="Show or empty the folder of what builds keep for later ones.")
@click.argument("what", type=click.Choice(("info", "clear")))
def command(what: str) -> None:
    """Show what the cache holds (info), or empty it (clear).

    It keeps pictures made ready, fonts and laid-out pages, so that a build after a small change
    is quick. Where a kind takes more than 1 GB, what was not used for longest goes; what was used
    within six hours stays.
    """
    from platformdirs import user_cache_path

    from blog2book import cache

    folder = user_cache_path("blog2book")
    if what == "clear":
        for kind in _KINDS:
            cache.clear(folder / kind)
    lines = [str(folder)]
    for kind, words in _KINDS.items():
        count, size = cache.held(folder / kind)
        lines.append(f"  {words}: {count} files, {size / _MILLION:.1f} MB")
    say(*lines)
