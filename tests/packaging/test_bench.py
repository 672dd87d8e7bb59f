"""The bench's own sums and tables. The measuring itself is run by hand: ``nox -s bench``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tools.bench.__main__ import PICTURE, write
from tools.bench.baselines import Baseline
from tools.bench.measures import KINDS, Spread, spread
from tools.bench.picture import Bar, Panel, draw, longest, number
from tools.bench.report import Figures, call_table, goals, installation_table, panels, run_note, script_table, sections
from tools.bench.visits import INSTALLATIONS
from tools.documents import DOCS, part

BASELINES = [Baseline("classic", "classic destination", "x", ours=True), Baseline("snippet", "snippet", "x")]
KEYS = [row.key for row in BASELINES]
STEADY = Spread(10, 9, 11, 12)


@pytest.fixture
def figures() -> Figures:
    """Everything takes ten, except the classic destination's evaluation: half a snippet's."""
    scripts = {(key, name): STEADY for key in KEYS for name in ("evaluation", "start")}
    scripts["classic", "evaluation"] = Spread(5, 4.5, 5.5, 6)
    installations = {installation.key: STEADY for installation in INSTALLATIONS}
    return Figures(
        baselines=BASELINES,
        full_speed=scripts,
        slowed=scripts,
        calls={(key, kind): STEADY for key in KEYS for kind in KINDS if (key, kind) != ("snippet", "group")},
        memory=dict.fromkeys(KEYS, STEADY),
        installations=installations,
        at_latency=installations,
        requests={
            installation.key: Counter(GET=4, POST=2 * (installation.key == "classic")) for installation in INSTALLATIONS
        },
        work=STEADY,
        rounds=20,
        visits=20,
        browser="Chromium 156",
        cores=2,
    )


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_spread_is_the_median_the_quartiles_and_the_worst() -> None:
    assert spread([5, 1, 3, 2, 4]) == Spread(3, 2, 4, 5)


@pytest.mark.parametrize(("low", "high", "unsteady"), [(1, 2, False), (1, 2.1, True), (0, 0, False), (-1, 1, True)])
def test_spread_is_unsteady_where_the_quartiles_are_more_than_twice_apart(
    low: float, high: float, unsteady: bool
) -> None:
    assert Spread(low, low, high, high).unsteady is unsteady


def test_unsteady_figure_is_marked_and_counted(figures: Figures) -> None:
    assert "none have quartiles" in run_note(figures)
    noisy = replace(figures, memory={**figures.memory, "classic": Spread(10, 4, 9, 30)})
    assert cells(call_table(noisy))[2][-1] == "~10.0 (4.00\N{EN DASH}9.00)"
    assert "1 has quartiles more than twice apart, and a ~" in run_note(noisy)


def test_classic_path_s_random_timer_is_not_the_machine_s_noise(figures: Figures) -> None:
    timer = replace(figures, installations={**figures.installations, "classic": Spread(1500, 500, 4000, 5000)})
    assert run_note(timer) == run_note(figures)
    assert "~" not in installation_table(timer)


def test_evaluation_and_ready_are_each_compared_with_the_snippet_s(figures: Figures) -> None:
    assert [cells(script_table(figures))[2][column] for column in (3, 5)] == ["0.50", "1.00"]


def test_call_that_a_peer_does_not_have_is_a_dash(figures: Figures) -> None:
    assert cells(call_table(figures))[3][3] == "\N{EN DASH}"


def test_posts_are_among_the_requests(figures: Figures) -> None:
    assert [row[-1] for row in cells(installation_table(figures))[2:4]] == ["6 (2 POST)", "4"]


def test_goals_are_ratios_to_segment_and_the_worst_visit_of_each_installation_but_classic(
    figures: Figures,
) -> None:
    found = goals(figures)
    expected = [0.5 / (14.8 / 1.8), 10 / 35.5, 10 / 22.3, 10 / 16.1, 12, 12, 12, 12]
    assert [goal.measured for goal in found] == pytest.approx(expected)
    assert [goal.met for goal in found] == [True, True, False, False, True, True, True, True]


def test_slow_visit_misses_the_goal_of_its_installation(figures: Figures) -> None:
    slow = replace(figures, installations={**figures.installations, "standalone": Spread(90, 80, 100, 501)})
    assert [goal.name for goal in goals(slow) if not goal.met][-1] == "script tag alone: worst visit, ms"


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1,234"), (99.94, "99.9"), (12.34, "12.3"), (0.456, "0.46"), (0, "0.00")]
)
def test_numbers_have_three_digits_that_matter(value: float, text: str) -> None:
    assert number(value) == text


def test_picture_has_a_bar_a_figure(figures: Figures) -> None:
    drawn = ElementTree.fromstring(draw(panels(figures)))
    assert len(drawn.findall("{*}rect")) == sum(len(panel.bars) for panel in panels(figures))


def test_bar_that_dwarfs_all_others_is_broken_off() -> None:
    bars = [Bar("a", 1, 0, 0, False), Bar("b", 2, 0, 0, False), Bar("c", 900, 800, 950, False)]
    assert longest(bars) == 3
    assert longest(bars[:2]) == 2
    drawn = ElementTree.fromstring(draw([Panel("Panel", "ms", bars)]))
    widths = [float(bar.attrib["width"]) for bar in drawn.findall("{*}rect")]
    assert widths == [140, 280, 420]
    assert len(drawn.findall("{*}path")) == 1


def test_tables_and_picture_go_where_the_page_has_marks_for_them(figures: Figures, tmp_path: Path) -> None:
    copy = tmp_path / "performance.md"
    copy.write_text((DOCS / "performance.md").read_text(encoding="utf-8"), encoding="utf-8")
    write(copy, figures)
    for name, made in sections(figures).items():
        assert part(copy, name) == made + "\n"
    assert (tmp_path / PICTURE).read_text(encoding="utf-8").startswith("<svg")


def test_document_without_marks_is_left_alone(figures: Figures, tmp_path: Path) -> None:
    copy = tmp_path / "page.md"
    copy.write_text("# None\n", encoding="utf-8")
    with pytest.raises(ValueError, match="bench-run, bench-goals"):
        write(copy, figures)
    assert copy.read_text(encoding="utf-8") == "# None\n"
