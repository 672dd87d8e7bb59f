"""The setting `nestedData: flatten`: what is nested, and would be dropped, as keys of its own."""

from __future__ import annotations

from intercom_destination.events.constants import MAX_FLAT_DEPTH
from intercom_destination.events.event_types import Fields, Settings
from intercom_destination.events.traits import standard_name
from intercom_destination.events.values import is_nested
from intercom_destination.js import appended, contains, entries, get_own, length
from intercom_destination.js.globals import undefined


def flatten(source: Fields, nested: list[str], settings: Settings) -> Fields:
    """The fields with `address: {city}` as `address_city`, `tags: [...]` as `tags_0`, ...; a plain key wins.

    The `nested` names, in any spelling, and rich links stay as they are. A key that comes of it never takes a name that
    Intercom knows; what only settings may set is sorted out later, as in any trait (D12).
    """
    if settings["nestedData"] != "flatten":
        return source
    fields: Fields = {}

    def spread(prefix: str, value: object, parents: list[object]) -> None:
        for key, item in entries(value):
            path = prefix + key
            if is_spread(path, item, nested, settings):
                if length(parents) < MAX_FLAT_DEPTH and not contains(parents, item):
                    spread(path + "_", item, appended(parents, item))
            elif prefix == "" or (standard_name(path) is undefined and get_own(fields, path) is undefined):
                fields[path] = item

    spread("", source, [source])
    return fields


def is_spread(path: str, item: object, nested: list[str], settings: Settings) -> bool:
    """Whether an object or a list makes keys of its own."""
    return (
        is_nested(item)
        and not contains(nested, standard_name(path) or path)
        and not contains(settings["richLinkProperties"], path)
    )
