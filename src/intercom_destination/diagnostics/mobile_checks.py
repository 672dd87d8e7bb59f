"""What there is to say of one event of an app: what is left out or changed, by the mapping's own functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from intercom_destination.diagnostics.mobile_codes import MobileDiagnostic, diagnostic
from intercom_destination.events.constants import MAX_STRING, RESERVED
from intercom_destination.events.dates import created_seconds
from intercom_destination.events.event_types import Event
from intercom_destination.events.options import call_options, is_off, user_hash, user_jwt
from intercom_destination.events.traits import standard_name
from intercom_destination.events.values import is_nested, is_sendable
from intercom_destination.js import as_object, either, get_own, is_list, is_plain, is_string, prototype_keys
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import spelling
from intercom_destination.mobile.call_types import Settings, Table
from intercom_destination.mobile.mapping.companies import COMPANY, company_of
from intercom_destination.mobile.mapping.identify import SIGNED_UP, USER
from intercom_destination.mobile.mapping.track import metadata
from intercom_destination.mobile.mapping.typed import as_id, as_seconds, as_whole

Diagnostics = Iterator[MobileDiagnostic]

IDS = ("user_id", "id", "anonymousid")
CREATED = ("created", "created_at")


def check_event(method: str, event: Any, settings: Settings, flat: bool) -> list[MobileDiagnostic]:
    """The diagnostics that fired for one event, before the session has its say."""
    if not is_plain(event):
        return [diagnostic("invalid-event")]
    plain = cast(Event, event)
    if is_off(plain):
        return [diagnostic("disabled-by-integrations")]
    checks: dict[str, Callable[[], Diagnostics]] = {
        "identify": lambda: _identify(plain),
        "group": lambda: _company(_group_traits(plain), "", get_own(plain, "groupId")),
        "track": lambda: _track(plain, settings, flat),
    }
    return list(checks[method]()) if method in checks else [diagnostic("mobile-method", "type", method)]


def _identify(event: Event) -> Diagnostics:
    traits = as_object(get_own(event, "traits"))
    yield from _fields(traits, USER, "", RESERVED, IDS, nested=("company", "companies"))
    user_id = get_own(event, "userId")
    if as_id(user_id) is undefined:
        if user_id not in (undefined, None, ""):
            yield diagnostic("invalid-user-id", "userId", user_id)
        options = call_options(event)
        for name, proof in (("user_hash", user_hash(options)), ("intercom_user_jwt", user_jwt(options))):
            if proof is not undefined:
                yield diagnostic("hash-without-user", name)
    for key, value in traits.items():
        if standard_name(key) == "companies" and not is_list(value):
            if value is not None:
                yield diagnostic("wrong-type", key, value)
            continue
        items = value if standard_name(key) == "companies" else [value]
        if standard_name(key) in ("company", "companies"):
            for item in items:
                if is_string(item) and item:
                    yield diagnostic("company-name", key, item)
                else:
                    yield from _company(as_object(item), f"{key}.", undefined)


def _group_traits(event: Event) -> dict[str, Any]:
    return as_object(either(get_own(event, "traits"), get_own(event, "properties")))


def _company(traits: dict[str, Any], prefix: str, group_id: Any) -> Diagnostics:
    if company_of(traits, group_id) is undefined:
        yield diagnostic("company-without-id", prefix.removesuffix(".") or "groupId")
    yield from _fields(traits, COMPANY, prefix, (), ("company_id", "remove"), nested=())


def _fields(
    traits: dict[str, Any], table: Table, prefix: str, reserved: Any, silent: Any, nested: tuple[str, ...]
) -> Diagnostics:
    """What becomes of each trait that does not go as it is."""
    for key in prototype_keys(traits):
        yield diagnostic("prototype-key", prefix + key)
    for key, value in traits.items():
        name = standard_name(key) or key
        where = prefix + key
        if name in nested or value is undefined:
            continue
        if name in reserved:
            yield diagnostic("reserved", where)
        elif prefix == "" and (name in IDS or spelling(name) in IDS) and table is USER:
            yield diagnostic("id-trait", where, value)
        elif name in silent:
            continue
        elif is_nested(value):
            yield diagnostic("nested", where)
        elif not is_sendable(value):
            yield diagnostic("unserializable-value", where)
        else:
            yield from _value(name, value, table, where)


def _value(name: str, value: Any, table: Table, where: str) -> Diagnostics:
    if name in CREATED or (table is USER and spelling(name) == SIGNED_UP):
        seconds = created_seconds(value) if value else undefined
        if seconds is undefined:
            yield diagnostic("invalid-date", where, value)
        elif as_seconds(seconds) is undefined:
            yield diagnostic("date-out-of-range", where, value)
    elif name in table:
        if value is None:
            yield diagnostic("null-attribute", where)
        elif table[name](value) is undefined:
            yield diagnostic("wrong-type", where, value)
        elif table[name] is as_whole and as_whole(value) != value:
            yield diagnostic("rounded", where)
    elif is_string(value) and len(value.encode("utf-16-le", "surrogatepass")) > MAX_STRING * 2:
        yield diagnostic("truncated", where, value)


def _track(event: Event, settings: Settings, flat: bool) -> Diagnostics:
    name = get_own(event, "event")
    if not is_string(name) or not name:
        yield diagnostic("invalid-event-name", "event", name)
        return
    properties = as_object(get_own(event, "properties"))
    for key in prototype_keys(properties):
        yield diagnostic("prototype-key", key)
    rich = settings["richLinkProperties"]
    for key, value in properties.items():
        if is_nested(value) and key not in rich:
            yield diagnostic("nested", key)
        elif is_nested(value) and flat:
            yield diagnostic("flat-rich-link", key)
    if (
        flat
        and "price" in metadata(properties, settings, False)
        and "price" not in metadata(properties, settings, True)
    ):
        yield diagnostic("flat-price", "revenue")
