"""Everything else that is measured: running a script, one call, and what ten thousand calls leave behind."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

from demo_site.hosts import FACADE, bundle_package
from playwright.sync_api import Browser, BrowserContext, Page
from tests.bench.contenders import BENCH, Contender
from tests.bench.doors import DOORS, LONGEST_MS, Arrival, open_door

KINDS = ("page", "identify", "group", "track")
CALLS_A_ROUND = 2000
KEPT_CALLS = 10000
Say = Callable[[str], None]


@dataclass(frozen=True)
class Spread:
    """The median of some runs, with the middle half of them and the worst."""

    median: float
    low: float
    high: float
    worst: float


def spread(values: list[float]) -> Spread:
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high, max(values))


class Bench:
    """One browser's measurements. Contenders take turns, in a new order each round, so that noise meets all alike."""

    def __init__(self, browser: Browser, origin: str, contenders: list[Contender], say: Say, seed: int = 1) -> None:
        self._browser = browser
        self._origin = origin
        self._contenders = contenders
        self._say = say
        self._order = random.Random(seed)

    def scripts(self, rounds: int, slow_down: int) -> dict[tuple[str, str], Spread]:
        """Milliseconds by contender and "evaluation" or "start", each in a browser process that has not seen it."""
        found: dict[tuple[str, str], list[float]] = defaultdict(list)
        for number in range(rounds):
            self._say(f"script evaluation, CPU slowed down {slow_down}x: {number + 1} of {rounds}")
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
        """Microseconds a call by contender and kind; the first round warms up and does not count."""
        contexts = {row.key: self._browser.new_context() for row in self._contenders}
        pages = {row.key: self._prepared(contexts[row.key], row) for row in self._contenders}
        found: dict[tuple[str, str], list[float]] = defaultdict(list)
        for number in range(rounds + 1):
            self._say(f"calls: {number} of {rounds}")
            for row in self._shuffled():
                for kind in KINDS:
                    taken = pages[row.key].evaluate("row => timeCalls(...row)", [row.key, kind, CALLS_A_ROUND])
                    if taken is not None and number:
                        found[row.key, kind].append(taken)
        for context in contexts.values():
            context.close()
        return {key: spread(values) for key, values in found.items()}

    def memory(self) -> dict[str, float]:
        """Kilobytes by contender that are still there after `KEPT_CALLS` calls of all kinds."""
        found = {}
        for row in self._contenders:
            self._say(f"memory: {row.title}")
            context = self._browser.new_context()
            page = self._prepared(context, row)
            warm_up = f"{list(KINDS)}.forEach(kind => timeCalls({row.key!r}, kind, 500))"
            page.evaluate(warm_up)
            before = self._used(page)
            page.evaluate(warm_up.replace("500", str(KEPT_CALLS // len(KINDS))))
            found[row.key] = max(0.0, (self._used(page) - before) / 1000)
            context.close()
        return found

    def doors(self, rounds: int) -> tuple[dict[str, Spread], dict[str, int]]:
        """Milliseconds from `identify` to the Messenger by door, and the page's requests till then."""
        arrivals: dict[str, list[Arrival]] = defaultdict(list)
        for number in range(rounds):
            self._say(f"doors: {number + 1} of {rounds}")
            doors = list(DOORS)
            self._order.shuffle(doors)
            for door in doors:
                arrival = open_door(self._browser, self._origin, door)
                if arrival.ms >= LONGEST_MS:
                    self._say(f"lost: {door.title}")
                arrivals[door.key].append(arrival)
        times = {key: spread([arrival.ms for arrival in rows]) for key, rows in arrivals.items()}
        return times, {key: max(arrival.requests for arrival in rows) for key, rows in arrivals.items()}

    def _shuffled(self) -> list[Contender]:
        rows = list(self._contenders)
        self._order.shuffle(rows)
        return rows

    def _page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(f"{self._origin}/page")
        for name in ("adapters.js", "calls.js"):
            page.add_script_tag(path=BENCH / "page" / name)
        return page

    def _prepared(self, context: BrowserContext, row: Contender) -> Page:
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
