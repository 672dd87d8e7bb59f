"""What there is to say of the traits of a person, of a company and of a group."""

from __future__ import annotations

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.value_checks import (
    add,
    check_attribute,
    check_date_format,
    check_keys,
    check_length,
    check_unsendable,
    check_value,
)
from intercom_destination.events.company import (
    is_company,
    is_company_field,
    with_company_date,
)
from intercom_destination.events.constants import MAX_FLAT_DEPTH, NESTED, RESERVED
from intercom_destination.events.dates import created_seconds
from intercom_destination.events.event_types import Event, Fields, Group, MaySend
from intercom_destination.events.flatten import flatten, is_spread
from intercom_destination.events.traits import normalize_names, standard_name, with_created_at
from intercom_destination.events.values import clean_value, get_identifier, is_nested
from intercom_destination.js import (
    appended,
    as_object,
    contains,
    entries,
    get_own,
    is_plain,
    is_string,
    length,
    truthy,
)
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import set_defined
from intercom_destination.web.call_types import Settings
from intercom_destination.web.mapping.identify import is_person_field


def check_person(found: Found, event: Event, group: Group, settings: Settings, person: Fields) -> None:
    """The traits of an identify; `person` is what is sent of them, undefined where nothing is."""
    traits = as_object(get_own(event, "traits"))
    fields = check_flattened(found, traits, NESTED, settings)
    for key, value in entries(fields):
        check_person_field(found, standard_name(key) or key, value, settings)
    check_renamed(found, fields, is_person_field, settings)
    named = normalize_names(fields, is_person_field, settings)
    check_created(found, named, ["created_at", "created"])
    for key, value in entries(with_created_at(named, ["created_at", "created"])):
        if key == "company":
            check_company(found, value, get_own(person, "company"), group, settings)
        elif key == "avatar" and is_string(value):
            pass
        elif key == "avatar":
            check_value(found, key, value, [], False)
        else:
            check_trait(found, key, value)
    if person is undefined:
        add(found, "anonymous-identify", "userId", get_own(event, "userId"))
    elif get_identifier(event, "userId") is undefined:
        given = get_own(event, "userId")
        if given is not undefined and given is not None:
            add(found, "invalid-user-id", "userId", given)


def check_person_field(found: Found, name: str, value: object, settings: Settings) -> None:
    """A trait that is dropped, or changed because of its name."""
    if contains(RESERVED, name):
        add(found, "reserved", name, value)
    elif name == "company":
        if not is_company(value):
            add(found, "invalid-company", name, value)
    else:
        if name == "avatar" and (is_nested(value) or (is_string(value) and value != "")):
            add(found, "avatar", name, value)
        if not is_nested(value) or not contains(NESTED, name):
            check_unsendable(found, name, value, settings)


def check_company_traits(found: Found, traits: Fields, settings: Settings) -> None:
    """The traits of a group, of a group call's or of the analytics library's own group."""
    fields = check_flattened(found, traits, [], settings)
    for key, value in entries(fields):
        check_unsendable(found, standard_name(key) or key, value, settings)
    check_renamed(found, fields, is_company_field, settings)
    named = normalize_names(fields, is_company_field, settings)
    is_dated = check_created(found, named, ["created", "created_at"])
    created = get_own(named, "created_at")
    if not is_dated and created is not undefined and created is not None:
        add(found, "created-passthrough", "created_at", created)
    for key, value in entries(named):
        if not is_dated or (key != "created" and key != "created_at"):
            check_trait(found, key, value)


def check_company(found: Found, value: object, sent: object, group: Group, settings: Settings) -> None:
    """The company of a person; `sent` is what is sent of it."""
    if is_string(value):
        add(found, "company-name", "company", value)
    if not is_plain(value):
        return
    check_keys(found, value)
    fields = check_flattened(found, value, NESTED, settings)
    created: Fields = {}
    for key, item in entries(fields):
        name = standard_name(key)
        if name == "created" or name == "created_at":
            if is_nested(item):
                add(found, "nested-standard", key, item)
            if key == name or get_own(created, name) is undefined:
                created[name] = item
    check_created(found, created, ["created_at", "created"])
    own: Fields = {}
    for key, item in entries(with_company_date(value, settings)):
        cleaned = clean_value(key, item, [value], False)
        set_defined(own, key, cleaned)
        check_value(found, key, item, [value], False)
        check_attribute(found, key, item, cleaned)
    check_filled(found, own, sent, group, settings)


def check_filled(found: Found, own: Fields, sent: object, group: Group, settings: Settings) -> None:
    """What the library's group has added to the company of a person (D3)."""
    from_group = False
    for key, item in entries(as_object(sent)):
        if get_own(own, key) is undefined:
            from_group = True
            add(found, "filled-from-group", key, item)
    if from_group:
        check_company_traits(found, as_object(get_own(group, "traits")), settings)


def check_trait(found: Found, key: str, value: object) -> None:
    """A trait that is sent."""
    cleaned = clean_value(key, value, [], False)
    check_value(found, key, value, [], False)
    check_length(found, key, cleaned)
    check_attribute(found, key, value, cleaned)


def check_flattened(found: Found, source: Fields, nested: list[str], settings: Settings) -> Fields:
    """What `nestedData: flatten` makes keys of, and what it drops; gives the fields that come of it."""
    fields = flatten(source, nested, settings)
    if fields is not source:
        check_spread(found, "", source, [source], fields, nested, settings)
    return fields


def check_spread(
    found: Found,
    prefix: str,
    value: object,
    parents: list[object],
    fields: Fields,
    nested: list[str],
    settings: Settings,
) -> None:
    for key, item in entries(value):
        path = prefix + key
        if is_spread(path, item, nested, settings):
            if length(parents) < MAX_FLAT_DEPTH and not contains(parents, item):
                if prefix == "":
                    add(found, "flattened", key, item)
                check_spread(found, path + "_", item, appended(parents, item), fields, nested, settings)
            else:
                add(found, "circular-or-too-deep" if contains(parents, item) else "nested", path, item)
        elif get_own(fields, path) is not item:
            add(found, "flattened-name", path, item)


def check_renamed(found: Found, fields: Fields, may_send: MaySend, settings: Settings) -> None:
    """Traits in another spelling of a standard name (D13), unless Segment's own integration reads them alike."""
    for key, value in entries(fields):
        name = standard_name(key) or key
        if (
            name != key
            and may_send(name, value, settings)
            and not (key == "createdAt" and is_read_alike(fields, value))
        ):
            add(found, "spelling", key, value)


def is_read_alike(traits: Fields, created: object) -> bool:
    """Whether Segment's integration makes the same of `createdAt`: a date, and no other under the standard name."""
    return truthy(created) and created_seconds(created) is not undefined and get_own(traits, "created_at") is undefined


def check_created(found: Found, fields: Fields, names: list[str]) -> bool:
    """Creation dates in a form of their own, and those that cannot be read; gives whether there is a value to read."""
    is_dated = False
    for name in names:
        value = get_own(fields, name)
        if truthy(value):
            is_dated = True
            check_date_format(found, name, value)
            if created_seconds(value) is undefined:
                add(found, "invalid-date", name, value)
    return is_dated
