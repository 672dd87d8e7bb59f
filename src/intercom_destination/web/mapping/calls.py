"""From a Segment call to Intercom's calls: the one entrance of the mapping."""

from __future__ import annotations

from intercom_destination.events.event_types import Event, Fields, Group
from intercom_destination.events.options import call_options, is_off, launcher_option, user_hash, user_jwt
from intercom_destination.events.values import get_given
from intercom_destination.js import append, get_own, is_string, token_user_id
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import merge, set_defined
from intercom_destination.web.call_types import Call, Settings
from intercom_destination.web.mapping.group import group_company
from intercom_destination.web.mapping.identify import person_fields
from intercom_destination.web.mapping.settings import DEFAULT_ACTIVATOR, messenger_settings
from intercom_destination.web.mapping.track import metadata
from intercom_destination.web.records import Session
from intercom_destination.web.session import start_identify


def calls_for(method: str, event: Event, group: Group, settings: Settings, session: Session) -> list[Call]:
    """Intercom's calls for one Segment call, as [method, arguments...] each; brings the session up to date.

    `method` is page, identify, group or track; `event` is the raw event; `group` is the analytics library's group;
    `settings` come from `checked_settings`, `session` from `new_session`.
    """
    calls: list[Call] = []
    if settings["appId"] == "" or is_off(event):
        return calls
    if method == "track":
        name = get_own(event, "event")
        if is_string(name) and name:
            append(calls, ["trackEvent", name, metadata(event, settings)])
    else:
        name = "update"
        options = call_options(event)
        fields: Fields = {}
        if method == "group":
            fields["company"] = group_company(event, settings)
        else:
            if method == "identify":
                token = user_jwt(options)
                fields = person_fields(event, token, group, settings)
                if fields is undefined:
                    return calls
                if start_identify(session, fields, token_user_id(token), settings["shutdownOnLogout"]):
                    append(calls, ["shutdown"])
                set_defined(fields, "user_hash", user_hash(options))
                set_defined(fields, "intercom_user_jwt", token)
            fields["app_id"] = settings["appId"]
            set_defined(fields, "api_base", get_given(settings, "apiBase"))
            if settings["activator"] != DEFAULT_ACTIVATOR:
                fields["widget"] = {"activator": settings["activator"]}
            if not session["booted"]:
                name = "boot"
                fields = merge(fields, messenger_settings(settings))
                session["booted"] = True
        hide = launcher_option(options)
        if hide is undefined:
            hide = get_given(settings, "hideDefaultLauncher")
        set_defined(fields, "hide_default_launcher", hide)
        append(calls, [name, fields])
    return calls
