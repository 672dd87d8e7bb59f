"""From a Segment call to Intercom's calls: the one entrance of the mapping."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__, undefined
from intercom_destination.mapping.event import is_off, launcher_option, user_hash, user_jwt
from intercom_destination.mapping.group import group_company
from intercom_destination.mapping.identify import person_fields
from intercom_destination.mapping.settings import DEFAULT_ACTIVATOR, look_fields
from intercom_destination.mapping.track import metadata
from intercom_destination.mapping.values import differ, identifier, joined, put
from intercom_destination.mapping.watch import note_limits, note_silence
from intercom_destination.platform import append, is_plain, is_string, note, own


def new_session() -> Any:
    """What has to be remembered between calls: whether Intercom was booted, and for whom."""
    session: Any = {}
    forget(session)
    return session


def calls_for(method: str, event: Any, host_group: Any, settings: Any, session: Any) -> Any:
    """Intercom's calls for one Segment call, as [method, arguments...] each; brings the session up to date.

    `method` is page, identify, group or track; `event` is the raw event; `host_group` is the host's group, as `id`
    and `traits`; `settings` come from `checked_settings`, `session` from `new_session`.
    """
    calls: Any = []
    if settings["appId"] == "" or not is_plain(event) or is_off(event):
        if __diagnostics__:
            note_silence(event, settings)
        return calls
    if method == "track":
        name = own(event, "event")
        if is_string(name) and name != "":
            append(calls, ["trackEvent", name, metadata(event, settings)])
    elif method == "group":
        append(calls, ["update", with_launcher({"company": group_company(event, settings)}, event, settings)])
    elif method == "page" or method == "identify":
        fields: Any = {}
        if method == "identify":
            fields = person_fields(event, host_group, settings)
            if fields is undefined:
                if __diagnostics__:
                    note_limits(method, event, calls, settings, session)
                return calls
            if settings["shutdownOnLogout"] and is_another(fields, session):
                if __diagnostics__:
                    note("another-person", "userId", own(fields, "user_id"))
                calls = end_session(session)
            remember(fields, session)
            put(fields, "user_hash", user_hash(event))
            put(fields, "intercom_user_jwt", user_jwt(event))
        fields["app_id"] = settings["appId"]
        if settings["apiBase"] != "":
            fields["api_base"] = settings["apiBase"]
        if settings["activator"] != DEFAULT_ACTIVATOR:
            fields["widget"] = {"activator": settings["activator"]}
        fields = fields if session["booted"] else joined(fields, look_fields(settings))
        append(calls, ["update" if session["booted"] else "boot", with_launcher(fields, event, settings)])
        session["booted"] = True
    if __diagnostics__:
        note_limits(method, event, calls, settings, session)
    return calls


def with_launcher(fields: Any, event: Any, settings: Any) -> Any:
    option = launcher_option(event)
    hide = settings["hideDefaultLauncher"] if option is undefined else option
    put(fields, "hide_default_launcher", undefined if hide is None else hide)
    return fields


def is_another(fields: Any, session: Any) -> bool:
    """Whether an identify is of another person than the session is (D26)."""
    user_id = identifier(own(fields, "user_id"))
    if user_id is not undefined or own(session, "user_id") is not undefined:
        return differ(user_id, own(session, "user_id"))
    return differ(own(fields, "email"), own(session, "email"))


def remember(fields: Any, session: Any) -> None:
    for name in ["user_id", "email"]:
        put(session, name, identifier(own(fields, name)))


def end_session(session: Any) -> Any:
    """Intercom's calls for a session that is over; the next page or identify boots, whoever it is."""
    forget(session)
    return [["shutdown"]]


def forget(session: Any) -> None:
    session["booted"] = False
    session["user_id"] = undefined
    session["email"] = undefined
