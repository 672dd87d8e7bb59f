"""The figures as a picture: bars of plain SVG that follow the reader's light or dark theme."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

WIDTH = 760
LABEL = 250
ROW = 20
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1f2328}.t{font-weight:600;font-size:13px}.n{fill:#59636e}"
    ".ours{fill:#0969da}.other{fill:#8c959f}.s{stroke:#59636e}"
    "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.n{fill:#9198a1}.ours{fill:#4493f8}.other{fill:#656c76}"
    ".s{stroke:#9198a1}}"
)


@dataclass(frozen=True)
class Bar:
    """`low` and `high` are the ends of the middle half of the runs, where there were several."""

    label: str
    value: float
    low: float
    high: float
    ours: bool

    @property
    def end(self) -> float:
        return max(self.value, self.high)


@dataclass(frozen=True)
class Panel:
    """Bars on one scale."""

    title: str
    unit: str
    bars: list[Bar]


def draw(panels: list[Panel]) -> str:
    """The SVG, one panel below the other."""
    parts = []
    y = 20
    for panel in panels:
        parts.append(f'<text class="t" x="0" y="{y}">{escape(panel.title)}</text>')
        y += 8
        room = WIDTH - LABEL - 90
        scale = room / (longest(panel.bars) or 1)
        for bar in panel.bars:
            parts.append(_bar(bar, y, scale, room, panel.unit))
            y += ROW
        y += 24
    height = y - 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="Figures of the bench">\n<style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def longest(bars: list[Bar]) -> float:
    """What the scale has room for. One bar that dwarfs all others is broken off, so that they can be told apart."""
    ends = sorted(bar.end for bar in bars)
    return 1.5 * ends[-2] if len(ends) > 1 and ends[-1] > 5 * ends[-2] > 0 else ends[-1]


def _bar(bar: Bar, y: int, scale: float, room: int, unit: str) -> str:
    width = min(max(1.0, bar.value * scale), room)
    kind = "ours" if bar.ours else "other"
    middle = y + ROW / 2
    broken = bar.end * scale > room + 1
    end = LABEL + min(max(width, bar.high * scale), room) + (16 if broken else 6)
    parts = [
        f'<text x="{LABEL - 8}" y="{middle + 4:.0f}" text-anchor="end">{escape(bar.label)}</text>',
        f'<rect class="{kind}" x="{LABEL}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}" rx="2"/>',
    ]
    if broken:
        parts.append(f'<path class="{kind}" d="M{LABEL + width + 2:.1f} {y + 3}l8 {ROW / 2 - 3}l-8 {ROW / 2 - 3}z"/>')
    elif bar.high > bar.low:
        start, stop = LABEL + bar.low * scale, LABEL + bar.high * scale
        parts.append(f'<path class="s" d="M{start:.1f} {middle}H{stop:.1f}"/>')
    parts.append(f'<text class="n" x="{end:.1f}" y="{middle + 4:.0f}">{number(bar.value)} {unit}</text>')
    return "".join(parts)


def number(value: float) -> str:
    """Three digits that matter: 1,234 or 12.3 or 0.45."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
