"""Print docs/cli.md from the command line's own help: python docs/cli_page.py > docs/cli.md."""

import click

from blog2book.cli import VERBS, blog2book

OPENING = """\
# The command line

Made from `--help`; do not edit by hand.
"""


def page() -> str:
    """Return the page: the help of the program, then that of each verb."""
    names = blog2book.context_settings["help_option_names"]
    root = click.Context(
        blog2book, info_name="blog2book", max_content_width=98, help_option_names=names
    )
    parts = [OPENING, _block("blog2book", blog2book.get_help(root))]
    for verb in VERBS:
        command = blog2book.get_command(root, verb)
        if command is not None:
            context = click.Context(
                command, info_name=verb, parent=root, max_content_width=98, terminal_width=98
            )
            parts.append(_block(f"blog2book {verb}", command.get_help(context)))
    return "\n".join(parts)


def _block(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    click.echo(page(), nl=False)
