"""`blog2book formats`: what it reads, and how to get that from each platform."""

from dataclasses import asdict
from textwrap import wrap
from typing import Any

import click

from blog2book.cli import options

_WIDTH = 80


@click.command(short_help="List what it reads, and how to get that from each platform.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.noise
def command(**chosen: Any) -> None:
    """List the formats that can be read, and how to get them from each platform."""
    from blog2book import plugins
    from blog2book.cli.terminal import Terminal, say, say_bytes
    from blog2book.readers.platforms import PLATFORMS
    from blog2book.report import as_json

    with Terminal(quiet=chosen["quiet"], verbose=chosen["verbose"]) as terminal:
        brought = plugins.readers(terminal)
    if chosen["as_json"]:
        content = {
            "version": 1,
            "platforms": [asdict(platform) for platform in PLATFORMS],
            "plugins": {name: reader.reads for name, reader in brought.items()},
        }
        say_bytes(as_json(content).rstrip())
        return
    for platform in PLATFORMS:
        say(platform.name, *_wrapped("get it", platform.steps))
        say(*_wrapped("give it", platform.file), *_wrapped("--reader", platform.reader))
    for name, reader in brought.items():
        say(f"{reader.reads} (a plug-in)", *_wrapped("--reader", name))


def _wrapped(name: str, text: str) -> list[str]:
    """Return a line with its name before it, and what is too long for it below."""
    first = f"  {name:<10}"
    return wrap(text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
