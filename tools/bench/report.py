"""The figures as tables of Markdown and as panels of the picture.

A script is "evaluated" when it has run, and "ready" when the page takes Intercom's calls and has asked for the widget.
Two start themselves, so that evaluation is all: the script tag and the snippet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tools.bench.baselines import Baseline
from tools.bench.measures import KEPT_CALLS, KINDS, Spread
from tools.bench.picture import Bar, Panel, number
from tools.bench.visits import INSTALLATIONS, LATENCY_MS

# Segment's own integration, recorded on another machine: what its script took to be evaluated, beside Intercom's
# snippet in the same run, in milliseconds; and microseconds a call.
SEGMENT_MS = 14.8
SEGMENT_SNIPPET_MS = 1.8
SEGMENT_CALLS = {"page": 2.2, "identify": 35.5, "group": 22.3, "track": 16.1}
SEGMENT = "Segment's integration (recorded)"
TO = "\N{EN DASH}"


@dataclass(frozen=True)
class Figures:
    """All that a run has measured, by baseline, installation, kind of call; `at_latency`: the installations again."""

    baselines: list[Baseline]
    full_speed: dict[tuple[str, str], Spread]
    slowed: dict[tuple[str, str], Spread]
    calls: dict[tuple[str, str], Spread]
    memory: dict[str, Spread]
    installations: dict[str, Spread]
    at_latency: dict[str, Spread]
    requests: dict[str, Counter[str]]
    work: Spread
    rounds: int
    visits: int
    browser: str
    cores: int

    def spreads(self) -> Iterator[Spread]:
        """Every figure that has a spread, except the classic path's, which is a random timer's."""
        for by_name in (self.full_speed, self.slowed, self.calls):
            yield from by_name.values()
        yield from self.memory.values()
        for installations in (self.installations, self.at_latency):
            yield from (took for key, took in installations.items() if key != "classic")

    def of_snippet(self, key: str, name: str) -> float:
        return self.full_speed[key, name].median / self.full_speed["snippet", name].median


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def with_spread(value: Spread | None, *, marked: bool = True) -> str:
    """The median and the middle half, and a mark where that is no use."""
    if value is None:
        return TO
    return f"{'~' * (marked and value.unsteady)}{number(value.median)} ({number(value.low)}{TO}{number(value.high)})"


def run_note(figures: Figures) -> str:
    """How it was measured, and how far the numbers are to be believed."""
    spreads = list(figures.spreads())
    unsteady = sum(value.unsteady for value in spreads)
    work = figures.work
    return (
        f"This run: {figures.browser}, {figures.cores} cores, {figures.rounds} rounds, {figures.visits} visits to each "
        f"installation.\nThe machine: a loop of sums, the same before each round, took {with_spread(work)} ms, "
        f"{number(work.worst)} at worst.\n"
        f"Of {len(spreads)} figures, {unsteady or 'none'} {'has' if unsteady == 1 else 'have'} quartiles more than "
        f"twice apart" + (", and a ~ in front: do not build on those." if unsteady else ".")
    )


def script_table(figures: Figures) -> str:
    rows = []
    for row in figures.baselines:
        evaluation, ready = ((row.key, name) for name in ("evaluation", "start"))
        cells = [row.title, f"{row.bytes_gzipped:,}"]
        for key in (evaluation, ready):
            cells += [with_spread(figures.full_speed[key]), number(figures.of_snippet(*key))]
        rows.append([*cells, with_spread(figures.slowed[evaluation]), with_spread(figures.slowed[ready])])
    rows.append([SEGMENT, "", "", number(SEGMENT_MS / SEGMENT_SNIPPET_MS), *[""] * 4])
    ratio = "of the snippet's"
    head = ["", "gzip, bytes", "evaluation, ms", ratio, "ready, ms", ratio, "evaluation at 4x", "ready at 4x"]
    return table(head, rows)


def call_table(figures: Figures) -> str:
    rows = [
        [
            row.title,
            *[with_spread(figures.calls.get((row.key, kind))) for kind in KINDS],
            with_spread(figures.memory[row.key]),
        ]
        for row in figures.baselines
    ]
    rows.append([SEGMENT, *[number(SEGMENT_CALLS[kind]) for kind in KINDS], ""])
    return table(["", *[f"{kind}, µs" for kind in KINDS], f"kB after {KEPT_CALLS:,} calls"], rows)


def installation_table(figures: Figures) -> str:
    classic = figures.installations["classic"].median
    rows = []
    for installation in INSTALLATIONS:
        took, later = figures.installations[installation.key], figures.at_latency[installation.key]
        requests, posts = figures.requests[installation.key].total(), figures.requests[installation.key]["POST"]
        # The classic path's spread is a random timer's.
        marked = installation.key != "classic"
        cells = [with_spread(took, marked=marked), number(took.worst), f"{took.median / classic:.2f}"]
        cells += [with_spread(later, marked=marked), number(later.worst)]
        cells.append(f"{requests} ({posts} POST)" if posts else str(requests))
        rows.append([installation.title, *cells])
    head = ["", "identify to Messenger, ms", "worst", "of the classic path's"]
    return table([*head, f"with {LATENCY_MS} ms of latency", "worst", "requests"], rows)


@dataclass(frozen=True)
class Goal:
    """What is aimed at, and what this run has."""

    name: str
    measured: float
    most: float

    @property
    def met(self) -> bool:
        return self.measured <= self.most


def goals(figures: Figures) -> list[Goal]:
    """Of Segment's evaluation, in snippets; of its calls, in microseconds; of the installations, the worst visit."""
    evaluation = figures.of_snippet("classic", "evaluation") / (SEGMENT_MS / SEGMENT_SNIPPET_MS)
    found = [Goal("classic destination: evaluation, of Segment's", evaluation, 1 / 8)]
    for kind, most in (("identify", 1 / 3), ("group", 1 / 3), ("track", 1 / 4)):
        taken = figures.calls["classic", kind].median / SEGMENT_CALLS[kind]
        found.append(Goal(f"classic destination: {kind}, of Segment's", taken, most))
    others = [installation for installation in INSTALLATIONS if installation.ours and installation.key != "classic"]
    found += [
        Goal(f"{installation.title}: worst visit, ms", figures.installations[installation.key].worst, 500)
        for installation in others
    ]
    return found


def goal_table(figures: Figures) -> str:
    rows = [
        [goal.name, number(goal.measured), number(goal.most), "yes" if goal.met else "**no**"]
        for goal in goals(figures)
    ]
    return table(["goal", "measured", "at most", "met"], rows)


def sections(figures: Figures) -> dict[str, str]:
    """What goes between the page's marks, by their names."""
    return {
        "bench-run": run_note(figures),
        "bench-goals": goal_table(figures),
        "bench-scripts": script_table(figures),
        "bench-calls": call_table(figures),
        "bench-installations": installation_table(figures),
    }


def panels(figures: Figures) -> list[Panel]:
    """What the picture shows."""

    def bars(found: dict[tuple[str, str], Spread], name: str) -> list[Bar]:
        rows = [row for row in figures.baselines if (row.key, name) in found]
        return [bar(row.title, found[row.key, name], row.ours) for row in rows]

    def calls(kind: str) -> list[Bar]:
        return [*bars(figures.calls, kind), Bar("Segment's (recorded elsewhere)", SEGMENT_CALLS[kind], 0, 0, False)]

    def installations(found: dict[str, Spread]) -> list[Bar]:
        return [bar(installation.title, found[installation.key], installation.ours) for installation in INSTALLATIONS]

    return [
        Panel("Script evaluation in a new browser process", "ms", bars(figures.full_speed, "evaluation")),
        Panel("Until Intercom's calls can be made", "ms", bars(figures.full_speed, "start")),
        Panel("Script evaluation, CPU slowed down 4 times", "ms", bars(figures.slowed, "evaluation")),
        Panel("One identify call, with a company", "µs", calls("identify")),
        Panel("One group call", "µs", calls("group")),
        Panel("One track call", "µs", calls("track")),
        Panel(
            f"What {KEPT_CALLS:,} calls leave behind",
            "kB",
            [bar(row.title, figures.memory[row.key], row.ours) for row in figures.baselines],
        ),
        Panel("Size, gzip", "B", [Bar(row.title, row.bytes_gzipped, 0, 0, row.ours) for row in figures.baselines]),
        Panel("From identify to the Messenger, on the same machine", "ms", installations(figures.installations)),
        Panel(
            f"From identify to the Messenger, with {LATENCY_MS} ms of latency", "ms", installations(figures.at_latency)
        ),
    ]


def bar(label: str, value: Spread, ours: bool) -> Bar:
    return Bar(label, value.median, value.low, value.high, ours)
