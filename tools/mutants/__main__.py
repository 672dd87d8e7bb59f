"""``python -m tools.mutants``: change the mapping in a thousand small ways; the tests have to notice each.

A runner of our own, since no library does what is wanted here. mutmut 3 mutates functions only (its README says so),
and half of the mapping is tables at the top of modules. mutmut 2 and cosmic-ray write the mutant into the source, which
others may be working on, and start a test run from nothing for each: hours in place of minutes. And cosmic-ray knows no
changes of strings, rows and statements. What is left to do is small: `operators.py` says what is changed, `mutants.py`
finds where, and `trial.py` runs the tests.

A mutant that survives is either a test that is missing, or a change that nobody can see. The latter are listed in
`survivors.toml`, each with its reason. Ends with 1 where fewer than 95 in 100 are killed, or fewer than `MODES` says of
a mode whose modules were all tried; or where one survives unlisted.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

# Before anything that reads them: the vectors were recorded in UTC, and pytest needs none of its plugins here.
os.environ.update(TZ="UTC", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
time.tzset()

from tools.mutants.mutants import Mutant, Name, mutants  # noqa: E402
from tools.mutants.trial import CLOUD, MOBILE, ROOT, Trials  # noqa: E402

PACKAGE = ROOT / "src" / "intercom_destination"
# What is pure: how an event is read, what becomes of it, and whose session it is; and what `js` has in the dialect.
PURE = [*PACKAGE.glob("events/[!_]*.py"), *PACKAGE.glob("web/mapping/[!_]*.py"), PACKAGE / "web" / "session.py"]
PURE += [PACKAGE / "js" / "free_dates.py", PACKAGE / "js" / "objects.py"]
MODULES = {path.stem: path for path in sorted(PURE) if not path.stem.endswith("_types")}
MOBILE_PURE = [*PACKAGE.glob("mobile/mapping/[!_]*.py"), PACKAGE / "mobile" / "session.py"]
MODULES |= {f"{MOBILE}{path.stem}": path for path in sorted(MOBILE_PURE)}
MODULES |= {f"{CLOUD}{path.stem}": path for path in sorted(PACKAGE.glob("cloud/mapping/[!_]*.py"))}
LISTED = Path(__file__).with_name("survivors.toml")
LEAST = 0.95
# A mode, by what the names of its modules start with -> what it is called, and the least part killed of it alone.
MODES = {"": ("events and web", 0.99), MOBILE: ("mobile", 0.98), CLOUD: ("cloud", 0.98)}
EVERY = 50


def main() -> int:
    parser = argparse.ArgumentParser(prog="nox -s mutants --", description="Test the tests of the mapping.")
    parser.add_argument(
        "--module", action="append", metavar="NAME", help="only this one, such as values; or cloud, mobile"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many side by side (one a core)")
    given = parser.parse_args()
    known = list(MODULES)
    chosen = given.module or known
    for prefix in {f"{name}." for name in chosen} & set(MODES):
        chosen = [
            *(name for name in chosen if f"{name}." != prefix),
            *(name for name in known if mode_of(name) == prefix),
        ]
    if wrong := set(chosen) - set(known):
        parser.error(f"no module {', '.join(sorted(wrong))}; there are {', '.join(known)}")
    made = [mutant for name in chosen for mutant in mutants(MODULES[name], name)]
    trials = Trials(max(1, given.jobs))
    if fails(trials):
        return 1
    # Also those of a module that there is no more.
    reasons = {name: reason for name, reason in listed().items() if name.module in chosen or name.module not in known}
    survivors = []
    for name in _alive(trials, made):
        survivors.append(name)
        if name not in reasons:
            print(f"survives, and is not in {LISTED.name}:\n{name}", flush=True)
    # Where somebody has broken the code meanwhile, every mutant dies of that.
    return 1 if fails(trials) else _report(made, survivors, reasons)


def fails(trials: Trials) -> bool:
    """Whether the code as it is fails already; says so."""
    [(_, failure)] = trials.run([None])
    if failure:
        print(f"The code fails without any change: {failure}")
    return bool(failure)


def _alive(trials: Trials, made: list[Mutant]) -> Iterator[Name]:
    """The mutants that nobody kills, as they turn up."""
    began, alive = time.monotonic(), 0
    for count, (name, killer) in enumerate(trials.run(made), 1):
        if name is not None and not killer:
            alive += 1
            yield name
        if count % EVERY == 0 or count == len(made):
            spent = time.monotonic() - began
            print(f"{count:5} of {len(made)} mutants, {alive} alive, {spent:4.0f} s", file=sys.stderr, flush=True)


def _report(made: list[Mutant], survivors: list[Name], reasons: dict[Name, str]) -> int:
    """Print what came out; give the exit code."""
    total = Counter(mutant.name.module for mutant in made)
    alive = Counter(name.module for name in survivors)
    width = max(map(len, total))
    print(f"\n{'module':{width}}  mutants  killed")
    for module, count in total.items():
        print(f"{module:{width}}  {count:7}  {count - alive[module]:6}")
    print(f"{'together':{width}}  {len(made):7}  {len(made) - len(survivors):6}")
    unlisted = [name for name in survivors if name not in reasons]
    for name in reasons.keys() - set(survivors):
        print(f"is in {LISTED.name}, but no longer survives:\n{name}")
    rate = 1 - len(survivors) / len(made)
    print(f"\n{rate:.1%} of {len(made):,} mutants killed; {len(survivors)} survive, {len(unlisted)} of them unlisted")
    if rate < LEAST:
        print(f"that is less than {LEAST:.0%}")
    too_few = [_is_too_few(prefix, total, alive) for prefix in MODES]
    return int(bool(unlisted) or rate < LEAST or any(too_few))


def mode_of(module: str) -> str:
    """What the names of a mode's modules start with."""
    return next((prefix for prefix in (MOBILE, CLOUD) if module.startswith(prefix)), "")


def _is_too_few(prefix: str, total: Counter[str], alive: Counter[str]) -> bool:
    """Print how many of a mode's mutants were killed; whether they are too few. Says nothing of half a mode."""
    modules = {module for module in MODULES if mode_of(module) == prefix}
    if not modules <= set(total):
        return False
    name, least = MODES[prefix]
    made, survive = (sum(counted[module] for module in modules) for counted in (total, alive))
    is_too_few = 1 - survive / made < least
    print(f"{name}: {1 - survive / made:.1%} of {made:,} killed" + (f"; that is less than {least:.0%}" * is_too_few))
    return is_too_few


def listed() -> dict[Name, str]:
    """The survivors that are known, with the reason why no test can tell them from the code as it is."""
    rows = tomllib.loads(LISTED.read_text(encoding="utf-8")).get("survivor", [])
    return {Name(**{key: value for key, value in row.items() if key != "reason"}): row["reason"] for row in rows}


if __name__ == "__main__":
    sys.exit(main())
