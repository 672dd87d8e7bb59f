"""A machine that stands still now and then: this process is stopped by another one, for a part of a second."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

EVERY, SECONDS = 2.0, 0.3


@contextmanager
def stalling() -> Iterator[None]:
    """Stand still for `SECONDS` each time that `EVERY` seconds have passed, until the end of the block."""
    command = [sys.executable, "-m", "tools.cloud_trials.stalls"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            yield
        finally:
            process.communicate()  # the end of its standard input ends it


def stop_parent() -> None:
    """Stop the parent and let it go on, again and again, until standard input ends."""
    parent = os.getppid()
    while not select.select([sys.stdin], [], [], EVERY)[0]:
        os.kill(parent, signal.SIGSTOP)
        time.sleep(SECONDS)
        os.kill(parent, signal.SIGCONT)


if __name__ == "__main__":
    stop_parent()
