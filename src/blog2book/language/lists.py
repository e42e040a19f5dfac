"""Names in a row as a language writes them (Unicode CLDR)."""

from collections.abc import Sequence

from babel.lists import format_list

from blog2book.language.dates import locale


def listed(names: Sequence[str], language: str) -> str:
    """Return names as one text: "Ada, Ben and Cem"."""
    return format_list(list(names), locale=locale(language))
