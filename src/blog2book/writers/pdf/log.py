"""What WeasyPrint and fontTools log, told as notices: never on standard error, never lost."""

import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from blog2book.events import Notice, Report, Severity

_LOGGERS = ("weasyprint", "fontTools")
_HARMLESS = (
    re.compile(r"has no required alt description"),  # finish.py makes it decoration
    re.compile(r"^Using fontTools instead of HarfBuzz-Subset"),  # fonts.py cuts all fonts anew
)
_STYLE = re.compile(r"^(Ignored|Expected|Invalid|Unknown|Unsupported|Prefixed|Parse error)\b")
_POSITION = re.compile(r" at (?P<line>\d+):\d+")
_ADDRESS = re.compile(r"https://book\.invalid/(?P<name>[^\s\"']+)")


class _Listener(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self, heard: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a message on. Raises KeyboardInterrupt where that is the trouble of which it tells.

        WeasyPrint takes whatever is raised while it draws an SVG, an interrupt too.
        """
        if isinstance(interrupt := sys.exception(), KeyboardInterrupt):
            raise interrupt
        self._heard(record.getMessage())


@contextmanager
def listening(
    report: Report, place: Callable[[str], str], written: Callable[[int], str] = lambda _line: ""
) -> Iterator[None]:
    """Turn what is logged inside into notices; `place` says where the file of that name stands.

    `written` says where somebody wrote a line of the style sheet that is read just then, "" if
    nobody knows. A style that WeasyPrint does not know is "style-ignored" (INFO: the theme's
    authors want to know), everything else "layout-warning".
    """
    told: set[str] = set()

    def tell(message: str) -> None:
        if message in told or any(sign.search(message) for sign in _HARMLESS):
            return
        told.add(message)
        style = _STYLE.match(message)
        address = _ADDRESS.search(message)
        position = _POSITION.search(message) if style else None
        source = written(int(position["line"])) if position else ""
        if source:
            message = _POSITION.sub("", message)
        where = source or "style sheet" if style else place(address["name"] if address else "")
        report(
            Notice(
                code="style-ignored" if style else "layout-warning",
                message=_ADDRESS.sub(r"\g<name>", message),
                where=where,
                severity=Severity.INFO if style else Severity.WARNING,
            )
        )

    listener = _Listener(tell)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate = propagate
