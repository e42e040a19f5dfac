"""Print README's table of what is read: python docs/formats_table.py."""

import click

from blog2book.readers.platforms import PLATFORMS


def table() -> str:
    """Return the table, a row for each platform."""
    rows = ["| from | how to get it | what to give |", "|---|---|---|"]
    rows.extend(f"| {one.name} | {_code(one.steps)} | {_code(one.file)} |" for one in PLATFORMS)
    return "\n".join(rows) + "\n"


def _code(text: str) -> str:
    """Return words with file names and options set as code."""
    return " ".join(_set(word) for word in text.split(" "))


def _set(word: str) -> str:
    """Return one word so set."""
    bare = word.rstrip(",;:")
    named = len(bare) > 1 and bare.startswith((".", "--", "blog-"))
    return f"`{bare}`{word.removeprefix(bare)}" if named else word


if __name__ == "__main__":
    click.echo(table(), nl=False)
