"""The QA scenarios of ``scenarios.toml``, read once and checked: a wrong row is an error at the start, not in a run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from demo_site.expectations import SUBJECTS
from demo_site.installations import Installation
from demo_site.visitor_choice import Choice, checked_ways
from intercom_destination.diagnostics.codes import DOCUMENT

FILE = Path(__file__).with_name("scenarios.toml")

# What a step does: exactly one of these.
ACTIONS = {"open", "fill", "click", "call", "messenger"}
# `value` is for fill, `opens` the page that a click leads to, `quiet` says that no boot or update is to be waited for
# there, `repeat` how often a call is made, `counts` a key of window.intercomSettings in which the site counts them,
# `wait` is an expectation to wait for.
REMARKS = {"say", "value", "opens", "quiet", "repeat", "counts", "wait"}
DETAILS = {"say", "has", "lacks", "times", "most"}


class ScenarioError(Exception):
    """A row of the file is not as it should be; the message says which and how."""


@dataclass(frozen=True)
class Scenario:
    """One row of the file; `about` is what to look for, `section` an anchor of Segment's document."""

    key: str
    title: str
    group: str
    about: str
    steps: list[dict[str, Any]]
    expect: list[dict[str, Any]]
    section: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    site: dict[str, str] = field(default_factory=dict)
    workspace: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Any] = field(default_factory=dict)

    @property
    def link(self) -> str:
        """Where Segment's document speaks of it; empty where it does not."""
        return f"{DOCUMENT}#{self.section}" if self.section else ""

    @property
    def start(self) -> str:
        """The page that it begins at."""
        return next((str(step["open"]) for step in self.steps if "open" in step), "home")

    def choice(self, installation: Installation) -> Choice:
        return Choice(installation, self.settings, checked_ways(self.site))


@cache
def scenarios() -> dict[str, Scenario]:
    """All scenarios by key, in the file's order. Raises `ScenarioError`."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["scenario"]
    found = {}
    for row in rows:
        scenario = _checked(row)
        if scenario.key in found:
            raise ScenarioError(f"two scenarios are named {scenario.key!r}")
        found[scenario.key] = scenario
    return found


def _checked(row: dict[str, Any]) -> Scenario:
    key = row.get("key", row)
    try:
        scenario = Scenario(**row)
        checked_ways(scenario.site)
    except (TypeError, ValueError) as error:
        raise ScenarioError(f"scenario {key!r}: {error}") from error
    for step in scenario.steps:
        if len(ACTIONS & step.keys()) != 1 or step.keys() - ACTIONS - REMARKS or "say" not in step:
            raise ScenarioError(f"scenario {key!r}: no step is {step!r}")
    for expectation in [*scenario.expect, *(step["wait"] for step in scenario.steps if "wait" in step)]:
        if len(SUBJECTS & expectation.keys()) != 1 or expectation.keys() - SUBJECTS - DETAILS:
            raise ScenarioError(f"scenario {key!r}: no expectation is {expectation!r}")
    for expectation in scenario.expect:
        if "say" not in expectation:
            raise ScenarioError(f"scenario {key!r}: an expectation does not say what it is: {expectation!r}")
    return scenario
