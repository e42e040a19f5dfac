"""The command line. Verbs are imported when they are called, so that the program starts quickly."""

import difflib
import errno
import importlib
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from blog2book import __version__, interrupts
from blog2book.errors import Blog2bookError, WriteError, told
from blog2book.ports import Network

VERBS = (
    "audit",
    "batch",
    "build",
    "cache",
    "check",
    "fetch",
    "formats",
    "init",
    "list",
    "sources",
)
INTERRUPTED = 130
TYPED = "blog2book.typed"
"""Where a verb finds in its context's `meta` what was typed."""

_CLICK_PIPE_CLOSED = 1
"""What click and rich end with where nobody reads on; ours is that of an output."""

EXIT_CODES = """\b
Exit codes:
  0    done
  1    a bug in blog2book
  2    wrong usage of the command line
  3    the archive cannot be read, or its format is unknown
  4    no post is selected
  5    a library or an extra is missing
  6    the theme is broken or not there, or does not know what is set for it
  7    a file cannot be written, or is not ours to replace
  8    a check or an audit failed, or --strict met a warning
  9    blog2book.toml, corrections.toml, sources.toml or a batch's manifest is wrong
  10   fetch asked for pictures, or sources --check for pages, and none came
  11   blogs of a batch could not be made
  130  interrupted
"""


class _Verbs(click.Group):
    """A group whose default verb is `build`, and whose verbs are imported on demand."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return [*VERBS]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"blog2book.cli.{name}").command
        return command

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*VERBS, "--help", "-h", "--version"):
            _refuse_a_mistyped_verb(context, args)
            _refuse_options_before_a_verb(context, args)
            args = ["build", *args]
        context.meta[TYPED] = tuple(args)
        return super().parse_args(context, args)


def _refuse_a_mistyped_verb(context: click.Context, args: list[str]) -> None:
    word = args[0] if args else ""
    if word.isalpha() and word.islower() and not Path(word).exists():
        near = difflib.get_close_matches(word, VERBS, n=1)
        guess = f" Did you mean {near[0]}?" if near else f" The verbs are {', '.join(VERBS)}."
        context.fail(f"There is no file and no verb named {word}.{guess}")


def _refuse_options_before_a_verb(context: click.Context, args: list[str]) -> None:
    flags = [arg for arg in args if arg in ("-q", "--quiet", "-v", "--verbose")]
    rest = [arg for arg in args if arg not in flags]
    if args and args[0] in flags and rest and rest[0] in VERBS and not Path(rest[0]).exists():
        better = " ".join(["blog2book", rest[0], *flags, *rest[1:]])
        context.fail(f"Options go after the verb: {better}")


@click.group(
    cls=_Verbs,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="blog2book %(version)s")
def blog2book() -> None:
    """Turn a blog's archive into a book people keep.

    `blog2book export.xml` makes an EPUB, named after the blog's title, in the current folder;
    `blog2book export.xml -o book.pdf` makes a PDF. `build` is the default verb.
    """


def main(network: Network | None = None) -> None:
    """Run the command line; end with the exit code of what went wrong, in words.

    `network` is the one that `fetch` asks in place of the real one.
    """
    _mend_streams()
    interrupts.listen()  # so that nothing half-made stays
    # Processes that Python starts look for modules in the current folder first: it may be hostile.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        blog2book.main(standalone_mode=False, obj=network)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; no book was changed.", err=True)
        sys.exit(INTERRUPTED)
    except SystemExit as ended:
        sys.exit(WriteError.exit_code if ended.code == _CLICK_PIPE_CLOSED else ended.code)
    except Blog2bookError as error:
        _fail(error)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            click.echo("blog2book: A file's name is too long for this computer.", err=True)
            sys.exit(click.UsageError.exit_code)
        trouble = told(error)
        if trouble is None:
            raise
        _fail(trouble)


def _mend_streams() -> None:
    """Give the program streams that take every text: a closed one, or one of a narrow encoding."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(error: Blog2bookError) -> NoReturn:
    from blog2book.cli.terminal import visible

    for line in (f"blog2book: {error.message}", f"  {error.hint}" if error.hint else ""):
        if line:
            click.echo("\n".join(map(visible, line.split("\n"))), err=True)
    sys.exit(error.exit_code)
