"""Everything else that is measured: running a script, one call, and what ten thousand calls leave behind."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, mode, quantiles

from demo_site.npm_bundles import FACADE, bundle_package
from playwright.sync_api import Browser, BrowserContext, Page
from tools.bench.baselines import BENCH, Baseline
from tools.bench.visits import INSTALLATIONS, LONGEST_MS, Arrival, open_installation

KINDS = ("page", "identify", "group", "track")
CALLS_A_ROUND = 2000
KEPT_CALLS = 10000
WARM_UPS = 2
Say = Callable[[str], None]


@dataclass(frozen=True)
class Spread:
    """The median of some runs, with the middle half of them and the worst."""

    median: float
    low: float
    high: float
    worst: float

    @property
    def unsteady(self) -> bool:
        """The upper quartile is more than twice the lower one: such a median is worth little."""
        return self.high > 2 * self.low


def spread(values: list[float]) -> Spread:
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high, max(values))


class Bench:
    """One browser's measurements. Baselines take turns, in a new order each round, so that noise meets all alike."""

    def __init__(self, browser: Browser, origin: str, baselines: list[Baseline], say: Say, seed: int = 1) -> None:
        self._browser = browser
        self._origin = origin
        self._baselines = baselines
        self._say = say
        self._order = random.Random(seed)
        self._work: list[float] = []

    @property
    def work(self) -> Spread:
        """Milliseconds for the same sums, before each round of whatever is measured."""
        return spread(self._work)

    def scripts(self, rounds: int, slow_down: int) -> dict[tuple[str, str], Spread]:
        """Milliseconds by baseline and "evaluation" or "start", each in a browser process that has not seen it."""
        found: dict[tuple[str, str], list[float]] = defaultdict(list)
        for number in range(rounds):
            self._say(f"script evaluation, CPU slowed down {slow_down}x: {number + 1} of {rounds}")
            self._do_sums()
            for row in self._shuffled():
                context = self._browser.new_context()
                page = self._page(context)
                session = context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": slow_down})
                times = page.evaluate("row => timeScript(...row)", [row.key, row.source, row.attributes])
                for name, ms in times.items():
                    found[row.key, name].append(ms)
                context.close()
        return {key: spread(values) for key, values in found.items()}

    def calls(self, rounds: int) -> dict[tuple[str, str], Spread]:
        """Microseconds a call by baseline and kind; the first round warms up and does not count."""
        contexts = {row.key: self._browser.new_context() for row in self._baselines}
        pages = {row.key: self._prepared(contexts[row.key], row) for row in self._baselines}
        found: dict[tuple[str, str], list[float]] = defaultdict(list)
        for number in range(rounds + 1):
            self._say(f"calls: {number} of {rounds}")
            self._do_sums()
            for row in self._shuffled():
                for kind in KINDS:
                    taken = pages[row.key].evaluate("row => timeCalls(...row)", [row.key, kind, CALLS_A_ROUND])
                    if taken is not None and number:
                        found[row.key, kind].append(taken)
        for context in contexts.values():
            context.close()
        return {key: spread(values) for key, values in found.items()}

    def memory(self, rounds: int) -> dict[str, Spread]:
        """Kilobytes by baseline that are still there after `KEPT_CALLS` calls, as many of each kind that it has."""
        found: dict[str, list[float]] = defaultdict(list)
        for number in range(rounds):
            self._say(f"memory: {number + 1} of {rounds}")
            for row in self._shuffled():
                context = self._browser.new_context()
                page = self._prepared(context, row)
                kinds = page.evaluate(f"{list(KINDS)}.filter(kind => adapters[{row.key!r}][kind])")
                many = f"{kinds}.forEach(kind => callMany({row.key!r}, kind, {KEPT_CALLS // len(kinds)}))"
                # The first have the engine compile what it is going to, which is no leak.
                for _ in range(WARM_UPS):
                    page.evaluate(many)
                before = self._used(page)
                page.evaluate(many)
                found[row.key].append((self._used(page) - before) / 1000)
                context.close()
        return {key: spread(values) for key, values in found.items()}

    def installations(self, rounds: int, latency: int = 0) -> tuple[dict[str, Spread], dict[str, Counter[str]]]:
        """Milliseconds from `identify` to the Messenger by installation, and the page's requests by method."""
        arrivals: dict[str, list[Arrival]] = defaultdict(list)
        for number in range(rounds):
            self._say(f"installations, {latency} ms of latency: {number + 1} of {rounds}")
            self._do_sums()
            installations = list(INSTALLATIONS)
            self._order.shuffle(installations)
            for installation in installations:
                arrival = open_installation(self._browser, self._origin, installation, latency)
                if arrival.ms >= LONGEST_MS:
                    self._say(f"lost: {installation.title}")
                arrivals[installation.key].append(arrival)
        times = {key: spread([arrival.ms for arrival in rows]) for key, rows in arrivals.items()}
        # What most visits ask for: a rare second try is not the rule.
        usual = {key: mode(tuple(sorted(row.requests.items())) for row in rows) for key, rows in arrivals.items()}
        return times, {key: Counter(dict(counted)) for key, counted in usual.items()}

    def _shuffled(self) -> list[Baseline]:
        rows = list(self._baselines)
        self._order.shuffle(rows)
        return rows

    def _do_sums(self) -> None:
        context = self._browser.new_context()
        self._work.append(self._page(context).evaluate("timeWork()"))
        context.close()

    def _page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(f"{self._origin}/page")
        for name in ("baseline_adapters.js", "calls.js"):
            page.add_script_tag(path=BENCH / "page" / name)
        return page

    def _prepared(self, context: BrowserContext, row: Baseline) -> Page:
        page = self._page(context)
        page.add_script_tag(content=bundle_package(FACADE, "facade"))
        page.evaluate("row => prepare(...row)", [row.key, row.source, row.attributes])
        return page

    def _used(self, page: Page) -> float:
        session = page.context.new_cdp_session(page)
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        used: float = session.send("Runtime.getHeapUsage")["usedSize"]
        session.detach()
        return used
