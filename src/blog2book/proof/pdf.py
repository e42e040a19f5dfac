"""veraPDF, the judge of PDF/UA, where it is installed as a program."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

from blog2book.proof.verdict import Find, Verdict

_JUDGE = "veraPDF (PDF/UA-1)"
_HOME = "https://docs.verapdf.org/install/"


def judge(path: Path, find: Find) -> Verdict:
    """Let veraPDF look at a PDF by the rules of PDF/UA-1."""
    program = find("verapdf")
    if program is None:
        return _absent(f"veraPDF is not on the path: see {_HOME}")
    command = [program, "--flavour", "ua1", "--format", "xml", str(path)]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words
    try:
        report = ET.fromstring(done.stdout).find(".//validationReport")
    except ET.ParseError:
        report = None
    if report is None:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        return _absent(f"veraPDF did not run: {reason[-1] if reason else 'it said nothing'}")
    messages = tuple(
        f"{rule.get('clause')}-{rule.get('testNumber')} x{rule.get('failedChecks')}: "
        f"{' '.join((rule.findtext('description') or '').split())}"
        for rule in report.iter("rule")
        if rule.get("status") == "failed"
    )
    passed = report.get("isCompliant") == "true"
    return Verdict(judge=_JUDGE, ran=True, passed=passed, messages=messages)


def _absent(hint: str) -> Verdict:
    return Verdict(judge=_JUDGE, ran=False, passed=False, hint=hint)
