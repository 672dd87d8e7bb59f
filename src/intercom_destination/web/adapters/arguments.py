"""The argument shapes of analytics.js 2: what may be left out, and what each argument then is."""

from __future__ import annotations

from intercom_destination.js import get_own, is_plain, is_string
from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import __typeof__, undefined
from intercom_destination.web.adapters.argument_types import Arguments, Given


def identity_arguments(given: Given) -> Arguments:
    """`identify` and `group`: [id], [traits], [options], [callback]; a number is an id too."""
    first = given[0]
    read: Arguments = {"id": undefined, "callback": callback_of(given), "data": {}, "options": {}}
    index = 0
    if is_string(first) or __typeof__(first) == "number":
        read["id"] = "" + first
        index = 1
    elif first is None or first is undefined:
        index = 1
    # What comes after a callback does not count.
    is_last = read["callback"] and read["callback"] is given[index]
    return with_objects(read, given[index], undefined if is_last else given[index + 1])


def event_arguments(given: Given) -> Arguments:
    """`track`: event, [properties], [options], [callback]; or an object that holds the event and its properties."""
    first = given[0]
    read: Arguments = {"event": first, "callback": callback_of(given), "data": {}, "options": {}}
    if is_plain(first):
        read["event"] = get_own(first, "event")
        return with_objects(read, get_own(first, "properties"), given[1])
    return with_objects(read, given[1], given[2])


def page_arguments(given: Given) -> Arguments:
    """`page`: [category], [name], [properties], [options], [callback]; one text is the name."""
    strings = given.filter(is_string)
    objects = given.filter(is_plain)
    read: Arguments = {
        "category": strings[0] if strings.length > 1 else None,
        "name": strings[1] if strings.length > 1 else strings[0],
        "callback": callback_of(given),
        "data": {},
        "options": {},
    }
    if objects.length == 1 and objects[0] is given[3]:
        return with_objects(read, undefined, objects[0])
    return with_objects(read, objects[0], objects[1])


def callback_of(given: Given) -> Foreign:
    return given.find(lambda argument: __typeof__(argument) == "function")


def with_objects(read: Arguments, data: object, options: object) -> Arguments:
    if is_plain(data):
        read["data"] = data
    if is_plain(options):
        read["options"] = options
    return read
