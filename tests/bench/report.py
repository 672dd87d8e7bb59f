"""The figures as tables of Markdown and as panels of the picture.

A script is "evaluated" when it has run, and "ready" when the page takes Intercom's calls and has asked for the widget.
Two start themselves, so that evaluation is all: the script tag and the snippet.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.contenders import Contender
from tests.bench.doors import DOORS, PLUGINS
from tests.bench.measures import KEPT_CALLS, KINDS, Spread
from tests.bench.picture import Bar, Panel, number

# Segment's own integration, recorded on another machine: what its script took for each millisecond of the snippet's
# (14.8 and 1.8 ms), and microseconds a call.
SEGMENT_EVALUATION = 14.8 / 1.8
SEGMENT_CALLS = {"page": 2.2, "identify": 35.5, "group": 22.3, "track": 16.1}


@dataclass(frozen=True)
class Figures:
    """All that a run has measured, by contender, door, kind of call."""

    contenders: list[Contender]
    full_speed: dict[tuple[str, str], Spread]
    slowed: dict[tuple[str, str], Spread]
    calls: dict[tuple[str, str], Spread]
    memory: dict[str, float]
    doors: dict[str, Spread]
    requests: dict[str, int]


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def with_spread(value: Spread | None) -> str:
    return "–" if value is None else f"{number(value.median)} ({number(value.low)}–{number(value.high)})"  # noqa: RUF001


def script_table(figures: Figures) -> str:
    snippet = figures.full_speed["snippet", "evaluation"].median
    rows = [
        [
            row.title,
            f"{row.bytes_gzipped:,}",
            with_spread(figures.full_speed[row.key, "evaluation"]),
            f"{figures.full_speed[row.key, 'evaluation'].median / snippet:.2f}",
            with_spread(figures.full_speed[row.key, "start"]),
            with_spread(figures.slowed[row.key, "evaluation"]),
            with_spread(figures.slowed[row.key, "start"]),
        ]
        for row in figures.contenders
    ]
    rows.append(["Segment's integration (recorded)", "", "", f"{SEGMENT_EVALUATION:.1f}", "", "", ""])
    head = ["", "gzip, bytes", "evaluation, ms", "of the snippet's", "ready, ms", "evaluation at 4x", "ready at 4x"]
    return table(head, rows)


def call_table(figures: Figures) -> str:
    rows = [
        [
            row.title,
            *[with_spread(figures.calls.get((row.key, kind))) for kind in KINDS],
            f"{figures.memory[row.key]:,.0f}",
        ]
        for row in figures.contenders
    ]
    rows.append(["Segment's integration (recorded)", *[number(SEGMENT_CALLS[kind]) for kind in KINDS], ""])
    return table(["", *[f"{kind}, µs" for kind in KINDS], f"kB after {KEPT_CALLS:,} calls"], rows)


def door_table(figures: Figures) -> str:
    classic = figures.doors["classic"].median
    rows = []
    for door in DOORS:
        took = figures.doors[door.key]
        cells = [with_spread(took), number(took.worst), f"{took.median / classic:.2f}"]
        rows.append([door.title, *cells, str(figures.requests[door.key])])
    return table(["", "identify to Messenger, ms", "worst", "of the classic path's", "requests"], rows)


def goals(figures: Figures) -> str:
    """What is aimed at, and whether this run got there. Segment's calls were timed on another machine."""
    evaluation = figures.full_speed["classic", "evaluation"].median / figures.full_speed["snippet", "evaluation"].median
    rows = [("script evaluation, of the snippet's", evaluation, SEGMENT_EVALUATION / 8)]
    for kind, part in (("identify", 3), ("group", 3), ("track", 4)):
        rows.append((f"{kind}, µs", figures.calls["classic", kind].median, SEGMENT_CALLS[kind] / part))
    classic = figures.doors["classic"].median
    for key in PLUGINS:
        rows.append((f"{key}, of the classic path's", figures.doors[key].median / classic, 0.25))
        rows.append((f"{key}, worst run, ms", figures.doors[key].worst, 500))
    lines = [[name, number(value), number(most), "yes" if value <= most else "no"] for name, value, most in rows]
    return table(["goal", "measured", "at most", "met"], lines)


def panels(figures: Figures) -> list[Panel]:
    """What the picture shows."""

    def bars(found: dict[tuple[str, str], Spread], name: str) -> list[Bar]:
        rows = [row for row in figures.contenders if (row.key, name) in found]
        return [bar(row.title, found[row.key, name], row.ours) for row in rows]

    recorded = [Bar("Segment's (recorded elsewhere)", SEGMENT_CALLS["identify"], 0, 0, False)]
    return [
        Panel("Script evaluation in a new browser process", "ms", bars(figures.full_speed, "evaluation")),
        Panel("Until Intercom's calls can be made", "ms", bars(figures.full_speed, "start")),
        Panel("Script evaluation, CPU slowed down 4 times", "ms", bars(figures.slowed, "evaluation")),
        Panel("One identify call, with a company", "µs", bars(figures.calls, "identify") + recorded),
        Panel("One track call", "µs", bars(figures.calls, "track")),
        Panel("Size, gzip", "B", [Bar(row.title, row.bytes_gzipped, 0, 0, row.ours) for row in figures.contenders]),
        Panel(
            "From identify to the Messenger",
            "ms",
            [bar(door.title, figures.doors[door.key], door.ours) for door in DOORS],
        ),
    ]


def bar(label: str, value: Spread, ours: bool) -> Bar:
    return Bar(label, value.median, value.low, value.high, ours)
