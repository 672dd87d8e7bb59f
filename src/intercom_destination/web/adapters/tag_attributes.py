"""The `data-*` attributes of the script tag, as settings."""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.js import append, are_strings, contains, entries, get_own, is_boolean, is_number
from intercom_destination.js.dom import Foreign, Window
from intercom_destination.js.globals import Math
from intercom_destination.js.text import leading_number, match, pattern, separated, split, trim
from intercom_destination.web.client.console import error, report_invalid_setting
from intercom_destination.web.mapping.settings import SETTINGS, is_allowed

# So many letters may be wrong in an attribute that is meant as a setting; others belong to other tools.
MOST_WRONG = 2


def settings_of(root: Window, attributes: dict[str, str]) -> Fields:
    """The settings that `data-*` attributes give; what cannot be one is said on the console.

    An attribute is checked where it is read, so that the message names the attribute.
    """
    settings: Fields = {}
    for name, text in entries(attributes):
        row: Foreign = get_own(SETTINGS, name)
        if row:
            value = setting_from_text(name, text)
            if value == "" or is_allowed(value, row):
                settings[name] = value
            else:
                report_invalid_setting(root, "attribute " + dashed(name), value, row[2])
        elif name != "global" and resembles_setting(name):
            error(root, "attribute " + dashed(name) + '="' + text + '" is unknown; known are ' + known_attributes())
    return settings


def setting_from_text(name: str, text: str) -> object:
    """An attribute's text as the setting's type, where it fits."""
    test = SETTINGS[name][1]
    if test is is_boolean and contains(["true", "false", ""], text):
        return text != "false"
    # No exponent, no sign but a minus, and no more digits than a number has.
    if test is is_number and match(pattern(r"^-?\d{1,15}(\.\d{1,15})?$"), text):
        return leading_number(text)
    if test is are_strings:
        names: list[str] = []
        for part in split(text, ","):
            if trim(part) != "":
                append(names, trim(part))
        return names
    return text


def resembles_setting(name: Foreign) -> bool:
    """Whether an unknown attribute is a setting with a slip of the pen, however its words are written together."""
    rows: Foreign = entries(SETTINGS)
    given = name.toLowerCase()
    return rows.some(lambda row: distance(given, row[0].toLowerCase()) <= MOST_WRONG)


def distance(one: Foreign, other: Foreign) -> int:
    """How many letters to add, leave out or change to make one of the other (Levenshtein)."""
    row: Foreign = []
    for column in range(other.length + 1):
        row.push(column)
    for index in range(one.length):
        before = row[0]
        row[0] = index + 1
        for column in range(other.length):
            changed = before + (0 if one[index] == other[column] else 1)
            before = row[column + 1]
            row[column + 1] = Math.min(changed, before + 1, row[column] + 1)
    return row[other.length]


def dashed(name: str) -> str:
    return "data-" + separated(name, "-")


def known_attributes() -> str:
    rows: Foreign = entries(SETTINGS)
    return rows.map(lambda row: dashed(row[0])).concat(["data-global"]).join(", ")
