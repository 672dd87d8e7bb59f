"""The query language of searches: checked first, then asked of one contact after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercom_sandbox.server.http import Refusal

FILTERS_LARGEST = 15
NESTED_LARGEST = 2
DAY = 86_400
DATES = frozenset(
    "created_at signed_up_at updated_at last_seen_at last_contacted_at last_replied_at last_email_opened_at"
    " last_email_clicked_at ios_last_seen_at android_last_seen_at".split()
)
BOOLEANS = frozenset("unsubscribed_from_emails marked_email_as_spam has_hard_bounced".split())
STRINGS = frozenset(
    "id role name avatar owner_id email email_domain phone formatted_phone external_id language_override browser"
    " browser_language os location.country location.region location.city ios_app_version ios_device ios_app_device"
    " ios_os_version ios_app_name ios_sdk_version android_app_version android_device android_app_name"
    " andoid_sdk_version segment_id tag_id".split()
)
LISTS = ("IN", "NIN")
TEXTS = ("~", "!~", "^", "$")
OPERATORS = ("=", "!=", *LISTS, ">", "<", *TEXTS)

Matches = Callable[[dict[str, Any]], bool]


def matcher(query: Any, attributes: dict[str, str], depth: int = 0) -> Matches:
    """Whether a contact matches; `attributes` has the types of custom ones. Raises `Refusal` for what is no query."""
    if not isinstance(query, dict) or "operator" not in query or "value" not in query:
        raise _invalid("query must have an operator and a value")
    if query["operator"] not in ("AND", "OR"):
        return _filter(query, attributes)
    parts = query["value"]
    if not isinstance(parts, list) or not parts:
        raise _invalid("the value of AND and OR must be a list of filters")
    if len(parts) > FILTERS_LARGEST:
        raise _invalid(f"there can be at most {FILTERS_LARGEST} filters in a group")
    if depth >= NESTED_LARGEST:
        raise _invalid(f"there can be at most {NESTED_LARGEST} nested groups")
    inner = [matcher(part, attributes, depth + 1) for part in parts]
    join = all if query["operator"] == "AND" else any
    return lambda contact: join(matches(contact) for matches in inner)


def _filter(query: dict[str, Any], attributes: dict[str, str]) -> Matches:
    field, operator, value = query.get("field"), query["operator"], query["value"]
    if not isinstance(field, str) or not field:
        raise _invalid("field is required")
    if operator not in OPERATORS:
        raise _invalid(f"operator must be one of: AND, OR, {', '.join(OPERATORS)}")
    kind = _kind_of(field, attributes)
    if operator in ("<", ">") and kind not in ("date", "integer", "float"):
        raise _invalid(f"operator {operator} cannot be used with {field}")
    if operator in TEXTS and kind != "string":
        raise _invalid(f"operator {operator} cannot be used with {field}")
    if operator in LISTS:
        if not isinstance(value, list):
            raise _invalid(f"the value of {operator} must be a list")
        wanted = [_value(field, kind, one) for one in value]
        return lambda contact: _is_in(_read(contact, field, kind), wanted) == (operator == "IN")
    one = _value(field, kind, value)
    return lambda contact: _compare(operator, _read(contact, field, kind), one)


def _kind_of(field: str, attributes: dict[str, str]) -> str:
    if field in DATES:
        return "date"
    if field in BOOLEANS:
        return "boolean"
    if field in STRINGS:
        return "string"
    name = field.removeprefix("custom_attributes.")
    if name == field or name not in attributes:
        raise _invalid(f"{field[:255]} is not a field that can be searched")
    return attributes[name]


def _value(field: str, kind: str, value: Any) -> Any:
    """A value of the query as what a contact's is compared with; numbers may come as text."""
    if value is None:
        return None
    if kind in ("date", "integer", "float"):
        try:
            number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        except (ValueError, OverflowError):
            number = None
        if number is None or abs(number) > 1e15 or number != number:
            raise _invalid(f"the value of {field} must be a number")
        return number // DAY if kind == "date" else number
    if kind == "boolean":
        if value not in (True, False, "true", "false"):
            raise _invalid(f"the value of {field} must be a boolean")
        return value in (True, "true")
    if not isinstance(value, str):
        raise _invalid(f"the value of {field} must be a string")
    return value.lower() if field == "email" else value


def _read(contact: dict[str, Any], field: str, kind: str) -> Any:
    """A contact's value; None also where it is not of the field's type, as a page may have given it."""
    if field == "email_domain":
        return (contact["email"] or "").partition("@")[2] or None
    if field == "tag_id":
        # Of several tags each may be the one; a search for what has none finds those without.
        return contact["tag_ids"]
    first, _, rest = field.partition(".")
    value = contact.get(first)
    value = value.get(rest) if rest and isinstance(value, dict) else value
    if kind == "date":
        return value // DAY if isinstance(value, int | float) else None
    if kind == "string" and not isinstance(value, str):
        return None
    if kind in ("integer", "float") and (isinstance(value, bool) or not isinstance(value, int | float)):
        return None
    return value.lower() if field == "email" and isinstance(value, str) else value


def _is_in(there: Any, wanted: list[Any]) -> bool:
    return any(one in wanted for one in there) if isinstance(there, list) else there in wanted


def _compare(operator: str, there: Any, wanted: Any) -> bool:
    if isinstance(there, list):
        return (wanted in there) == (operator == "=")
    if operator in ("=", "!="):
        return bool(there == wanted) == (operator == "=")
    if there is None or wanted is None:
        return operator == "!~"
    if operator in (">", "<"):
        return bool(there > wanted if operator == ">" else there < wanted)
    if operator in ("~", "!~"):
        return bool(wanted in there) == (operator == "~")
    return bool(there.startswith(wanted) if operator == "^" else there.endswith(wanted))


def _invalid(message: str) -> Refusal:
    return Refusal(400, "parameter_invalid", message)
