"""Makes native calls, one after the other, and answers refusals."""

from __future__ import annotations

from collections.abc import Callable

from intercom_destination.events.values import map_values
from intercom_destination.js import append, attempt, contains
from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import String, undefined
from intercom_destination.mobile.client.console import warn_once
from intercom_destination.mobile.client.sdk_answers import NO_ANSWER, answer_of, settled
from intercom_destination.mobile.mapping.call_types import Call
from intercom_destination.mobile.records import Client
from intercom_destination.mobile.session import refuse_login

# "We already have a registered user": Intercom's SDK for Android refuses a login over another one.
ALREADY_LOGGED_IN = "3002"


def perform(client: Client, calls: list[Call], again: bool) -> Thenable:
    """A promise of the end of these calls; it is never rejected. `again` tells that their login is tried anew."""
    chain = settled(undefined)
    for call in calls:
        chain = chain.then(step(client, call, calls, again))
    return chain


def step(client: Client, call: Call, calls: list[Call], again: bool) -> Callable[[], Thenable]:
    """A function that makes one of the calls, and does what its refusal asks for."""
    session = client["session"]
    name = call[0]

    def answered(error: Foreign) -> Thenable:
        if error is undefined:
            return undefined
        if name == "loginUser" and code_of(error) == ALREADY_LOGGED_IN and not again:
            return log_in_anew(client, call, calls)
        report_refusal(client, name, error)
        if name == "updateUser":
            session["last_update"] = undefined
        elif is_login(call):
            refuse_login(session)
        return undefined

    # After a refused login there is nobody to tell anything of.
    return lambda: (
        undefined
        if session["person_id"] is None and contains(["updateUser", "logEvent"], name)
        else call_sdk(client, call).then(answered)
    )


def is_login(call: Call) -> bool:
    return contains(["loginUser", "loginUnidentifiedUser"], call[0])


def log_in_anew(client: Client, login: Call, calls: list[Call]) -> Thenable:
    """Log in where the SDK says that somebody is; a promise of the end.

    A visitor becomes the person by an update, so that their conversations stay; else there is a logout first.
    """
    anew: list[Call] = [["logout"]]
    for call in calls:
        if call is login or contains(["setUserHash", "setUserJwt"], call[0]):
            append(anew, call)
    was_visitor = client["session"]["person_before"] == ""
    updated = call_sdk(client, ["updateUser", login[1]]) if was_visitor else settled(ALREADY_LOGGED_IN)
    return updated.then(lambda error: undefined if error is undefined else perform(client, anew, True))


def call_sdk(client: Client, call: Call) -> Thenable:
    """Make one call; a promise of the SDK's error, or of undefined."""
    adapter = client["adapter"]
    name = call[0]
    ours: Foreign = call
    given = ours.slice(1)

    def supported(one: str, value: object) -> object:
        return value if is_supported(client, one, not contains(adapter.lacks or [], one)) else undefined

    def answered(answer: list[Foreign]) -> Foreign:
        if answer[0] != NO_ANSWER:
            return answer[0]
        warn_once(client, "no-answer", name, "has no answer after 5 seconds")
        return undefined

    if not is_supported(client, name, adapter[name]):
        return settled(undefined)
    if name == "updateUser":
        given[0] = map_values(given[0], supported)
    return answer_of(lambda: adapter[name].apply(adapter, given)).then(answered)


def is_supported(client: Client, name: str, there: Foreign) -> bool:
    """Whether the SDK has a method or an attribute; complains where not."""
    if not there:
        warn_once(client, "unsupported", name, "is not in this SDK")
    return there


def report_refusal(client: Client, name: str, error: Foreign) -> None:
    text = String(attempt(lambda: error.message) or error)
    warn_once(client, "refused", name, "was refused: " + text + " " + code_of(error))


def code_of(error: Foreign) -> str:
    """The SDK's own code of an error, as text; empty where it has none."""
    return String(attempt(lambda: error.code) or "")
