import logging
import os
import signal
import subprocess
import sys

import pytest

from blog2book import interrupts
from blog2book.writers.pdf.log import listening

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")


def test_an_interrupt_waits_for_the_end() -> None:
    """What is held back is heard when the work is done, and not lost."""
    done = []
    with pytest.raises(KeyboardInterrupt), interrupts.held_back():  # noqa: PT012 - the order matters
        os.kill(os.getpid(), signal.SIGINT)
        done.append("written")
    assert done == ["written"]


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_an_interrupt_is_never_swallowed(number: str) -> None:
    """Python only prints what is raised while an object goes: the interrupt comes once more."""
    script = (
        "import signal, time, weakref\n"
        "from blog2book import interrupts\n"
        "class One: pass\n"
        "interrupts.listen()\n"
        "one = One()\n"
        f"gone = weakref.ref(one, lambda _: signal.raise_signal(signal.{number}))\n"
        "try:\n"
        "    del one\n"
        "    time.sleep(20)\n"
        "except KeyboardInterrupt:\n"
        "    print('heard')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.stderr) == ("heard\n", "")


def test_an_interrupt_is_no_trouble_of_a_picture() -> None:
    """WeasyPrint logs whatever stops a drawing and goes on: an interrupt comes out all the same."""

    def draw() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except BaseException:  # as WeasyPrint does
            logging.getLogger("weasyprint").exception("Failed to render SVG image")

    with pytest.raises(KeyboardInterrupt), listening(lambda _: None, str):
        draw()
