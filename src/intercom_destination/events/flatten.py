"""The setting `nestedData: flatten`: what is nested, and would be dropped, as keys of its own."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import MAX_FLAT_DEPTH
from intercom_destination.events.values import is_nested, standard_name
from intercom_destination.js import appended, contains, entries, get_own, length, note
from intercom_destination.js.globals import __diagnostics__, undefined


def flatten(source: Any, nested: Any, settings: Any) -> Any:
    """The fields with `address: {city}` as `address_city`, `tags: [...]` as `tags_0`, ...; a plain key wins.

    The `nested` names, in any spelling, and rich links stay as they are. A key that comes of it never takes a name that
    Intercom knows; what only settings may set is sorted out later, as in any trait (D12).
    """
    if settings["nestedData"] != "flatten":
        return source
    fields: Any = {}

    def spread(prefix: str, value: Any, parents: Any) -> None:
        for key, item in entries(value):
            path = prefix + key
            name = standard_name(path)
            if (
                is_nested(item)
                and not contains(nested, name or path)
                and not contains(settings["richLinkProperties"], path)
            ):
                if length(parents) < MAX_FLAT_DEPTH and not contains(parents, item):
                    if __diagnostics__ and prefix == "":
                        note("flattened", key, item)
                    spread(path + "_", item, appended(parents, item))
                elif __diagnostics__:
                    note("endless" if contains(parents, item) else "nested", path, item)
            elif prefix == "" or (not name and get_own(fields, path) is undefined):
                if __diagnostics__ and get_own(fields, path) is not undefined:
                    note("flattened-name", path, fields[path])
                fields[path] = item
            elif __diagnostics__:
                note("flattened-name", path, item)

    spread("", source, [source])
    return fields
