"""``python -m tools.cloud_trials``: the figures of cloud delivery, against the stand-in for Intercom on this machine.

Without arguments all trials run at full size, which takes about half an hour; ``--only`` and ``--size`` take a part.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from tools.cloud_trials.figures import million, plain_warm, stalled_rate, steady_rate, warm
from tools.cloud_trials.kills import kill_often
from tools.cloud_trials.race import plain_race, race

#: Name -> what it is about, its full size, and what runs it.
TRIALS: dict[str, tuple[str, int, Callable[[int, Path], Any]]] = {
    "race": ("new people in random order, search lagging three minutes", 10_000, race),
    "plain": ("the same by a straightforward script on python-intercom", 10_000, lambda size, _: plain_race(size)),
    "kills": ("kill -9 at random moments of a delivery", 200, kill_often),
    "warm": ("requests for each call of people that are known", 1_000, warm),
    "plain-warm": ("the same by the script", 1_000, lambda size, _: plain_warm(size)),
    "rate": ("windows of ten seconds at Intercom's usual rate", 6, steady_rate),
    "stalls": ("the same while delivery stands still for 300 ms every two seconds", 6, stalled_rate),
    "million": ("a queue of so many events", 1_000_000, million),
}


@click.command()
@click.option("--only", type=click.Choice(list(TRIALS)), multiple=True, help="Run these trials only.")
@click.option("--size", type=click.IntRange(1), help="Run them at this size.")
def main(only: tuple[str, ...], size: int | None) -> None:
    """Run the trials, and print a line for each."""
    for name in only or TRIALS:
        about, full, run = TRIALS[name]
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            found = run(size or full, Path(folder))
        figures = ", ".join(
            f"{field} {value:,.3g}" if isinstance(value, float) else f"{field} {value:,}"
            for field, value in found._asdict().items()
        )
        click.echo(f"{name} ({about}; {size or full:,}): {figures} [{time.monotonic() - started:.0f} s]")


if __name__ == "__main__":
    main()
