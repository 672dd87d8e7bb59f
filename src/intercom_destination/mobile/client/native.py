"""Makes native calls, one after the other, and answers refusals."""

from __future__ import annotations

from collections.abc import Callable

from intercom_destination.js import attempt, contains, without_first
from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values
from intercom_destination.mobile.call_types import Call
from intercom_destination.mobile.client.console import warn_once
from intercom_destination.mobile.client.sdk_answers import NO_ANSWER, answer_of, settled
from intercom_destination.mobile.records import Client
from intercom_destination.mobile.session import refuse_login

# "We already have a registered user": Intercom's SDK for Android refuses a login over another one.
ALREADY_LOGGED_IN = "3002"


def perform(client: Client, calls: list[Call], again: bool) -> Thenable:
    """A promise of the end of these calls; it is never rejected. `again` tells that their login is tried anew."""
    every: Foreign = calls
    return every.reduce(lambda chain, call: chain.then(step(client, call, calls, again)), settled(undefined))


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
        elif name.startsWith("login"):
            refuse_login(session)
        return undefined

    # After a refused login there is nobody to tell anything of.
    return lambda: (
        undefined
        if session["person_id"] is None and contains(["updateUser", "logEvent"], name)
        else call_sdk(client, call).then(answered)
    )


def log_in_anew(client: Client, login: Call, calls: list[Call]) -> Thenable:
    """Log in where the SDK says that somebody is; a promise of the end.

    A visitor becomes the person by an update, so that their conversations stay; else there is a logout first.
    """
    every: Foreign = calls
    # The proofs of identity, whose names begin so, and the login.
    anew = every.filter(lambda call: call is login or call[0].startsWith("set"))
    anew.unshift(["logout"])
    was_visitor = client["session"]["person_before"] == ""
    updated = call_sdk(client, ["updateUser", login[1]]) if was_visitor else settled(ALREADY_LOGGED_IN)
    return updated.then(lambda error: undefined if error is undefined else perform(client, anew, True))


def call_sdk(client: Client, call: Call) -> Thenable:
    """Make one call; a promise of the SDK's error, or of undefined."""
    adapter = client["adapter"]
    name = call[0]
    given = without_first(call)

    def supported(one: str, value: object) -> object:
        return value if is_supported(client, one, not contains(adapter.lacks or [], one)) else undefined

    def answered(answer: list[Foreign]) -> Foreign:
        if answer[0] != NO_ANSWER:
            return answer[0]
        warn_once(client, NO_ANSWER, name, "in 5 seconds")
        return undefined

    if not is_supported(client, name, adapter[name]):
        return settled(undefined)
    if name == "updateUser":
        given[0] = map_values(given[0], supported)
    return answer_of(lambda: adapter[name].apply(adapter, given)).then(answered)


def is_supported(client: Client, name: str, there: Foreign) -> bool:
    """Whether the SDK has a method or an attribute; warns if not."""
    if not there:
        warn_once(client, "unsupported", name, "in this SDK")
    return there


def report_refusal(client: Client, name: str, error: Foreign) -> None:
    text = attempt(lambda: "" + (error.message or error) + " " + code_of(error))
    warn_once(client, "refused", name + ":", text)


def code_of(error: Foreign) -> str:
    """The SDK's own code of an error, as text; empty where it has none."""
    return attempt(lambda: "" + (error.code or ""))
