"""One client in an app: its settings, its session, its queue. What every plugin leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.events.event_types import Event
from intercom_destination.js import as_object, attempt, is_string
from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import Promise, __new__, undefined
from intercom_destination.js.libraries import Adapter
from intercom_destination.js.objects import merge
from intercom_destination.mobile.call_types import Call
from intercom_destination.mobile.client.console import warn_once
from intercom_destination.mobile.client.native import call_sdk, perform, report_refusal
from intercom_destination.mobile.client.sdk_answers import answer_of, settled
from intercom_destination.mobile.mapping.calls import call_for
from intercom_destination.mobile.mapping.settings import checked_settings, start_call
from intercom_destination.mobile.records import Client
from intercom_destination.mobile.session import calls_in, new_session, released


def create_client(adapter: Adapter, given: object, merges: bool) -> Client:
    """A client that calls nothing before `configure`. `merges`: the library merges the traits of two people."""
    client: Client = {
        "adapter": adapter or cast(Adapter, {}),
        "own_settings": as_object(given),
        "session": new_session(),
        "tail": settled(undefined),
        "said": {},
        "merges": merges,
    }

    def begin(resolve: Callable[[], None]) -> None:
        client["hand_over"] = resolve

    client["started"] = __new__(Promise(begin))
    return client


def configure(client: Client, from_library: object) -> None:
    """Take the settings, those that the app has handed in first, and start the SDK if it is not started yet."""
    client["checked"] = checked_settings(
        merge(as_object(from_library), client["own_settings"]),
        lambda name, allowed: warn_once(client, "setting", name, "has to be " + allowed),
    )
    if not client["adapter"].sdk:
        warn_once(client, "no-sdk", "nothing", "is sent")
    elif not client["begun"]:
        client["begun"] = True
        enqueue(client, lambda: start(client))


def start(client: Client) -> Thenable:
    """Start the SDK where there is a key, else see whether it is started, and ask who is logged in."""
    adapter = client["adapter"]
    call = start_call(client["checked"], adapter.platform)

    def started(error: Foreign) -> Thenable:
        if error is undefined:
            return answer_of(lambda: adapter.who() if adapter.who else undefined).then(known)
        # An SDK that is called all the same ends the app (Android).
        client["begun"] = False
        report_refusal(client, "initialize", error)
        return undefined

    def known(answer: list[Foreign]) -> None:
        if is_string(answer[1]) or answer[1] is None:
            client["session"]["person_id"] = answer[1]
        client["hand_over"]()

    if call is undefined:
        call = ["isStarted"]
        if adapter.initialize:
            warn_once(client, "no-key", "appId", "and a key, or a started SDK, are needed")
    return call_sdk(client, call).then(started) if adapter[call[0]] else started(undefined)


def on_ready(client: Client, callback: Callable[[Foreign], object]) -> None:
    """Call back with the SDK once it is started. No promise gives it: some SDKs have any method, `then` too."""
    client["started"].then(lambda: attempt(lambda: callback(client["adapter"].sdk)))


def handle_event(client: Client, method: str, event: Event) -> None:
    """Send what one Segment call becomes, when its turn has come."""
    if client["begun"]:
        # Read at once, since the event is the library's.
        call = attempt(lambda: call_for(method, event, client["checked"], client["adapter"].flat))
        if call is not undefined:
            enqueue(client, lambda: run(client, call))
    elif client["adapter"].sdk and not client["checked"]:
        warn_once(client, "no-settings", "a call", "is left out")


def library_reset(client: Client) -> None:
    """The analytics library says that its user has left."""
    enqueue(client, lambda: run(client, ["logout"]))


def run(client: Client, call: Call) -> Thenable:
    """Make the native calls of one Segment call, and those that have waited for them."""
    session = client["session"]

    if not client["begun"]:
        return undefined
    calls = calls_in(
        session,
        call,
        client["checked"]["shutdownOnLogout"],
        client["merges"],
        lambda code, name, text: warn_once(client, code, name, text),
    )
    return perform(client, calls, False).then(lambda: perform(client, released(session), False))


def enqueue(client: Client, job: Callable[[], object]) -> None:
    """Do it after all that was asked for before, whatever became of that."""
    client["tail"] = client["tail"].then(job, job)
