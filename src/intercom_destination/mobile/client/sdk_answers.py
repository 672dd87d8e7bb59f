"""What an SDK answers: a promise that always settles, whatever the SDK's own does."""

from __future__ import annotations

from collections.abc import Callable

from intercom_destination.js.dom import Thenable
from intercom_destination.js.globals import Promise, __new__, clearTimeout, setTimeout, undefined

# Some bridges never answer: Capacitor's on iOS, older SDKs on Android. In milliseconds.
PATIENCE = 5000

NO_ANSWER = "no-answer"


def answer_of(action: Callable[[], object]) -> Thenable:
    """A promise of [error, value] of what an action promises, and of [NO_ANSWER] where that takes too long."""

    def begin(resolve: Callable[[list[object]], None]) -> None:
        timer = setTimeout(lambda: resolve([NO_ANSWER]), PATIENCE)

        def settle(answer: list[object]) -> None:
            clearTimeout(timer)
            resolve(answer)

        # What the action throws is a rejection too.
        settled(undefined).then(action).then(
            lambda value: settle([undefined, value]), lambda error: settle([error or "unknown"])
        )

    return __new__(Promise(begin))


def settled(value: object) -> Thenable:
    """A promise of what is there already."""
    return Promise.resolve(value)
