"""Searches and lists of contacts: what they find is what the people were some seconds ago."""

from __future__ import annotations

import base64
import json
from typing import Any

from intercom_sandbox.rest.call import PER_PAGE_LARGEST, Answer, Call
from intercom_sandbox.rest.contact_json import contact_fields, contact_json
from intercom_sandbox.rest.contact_lookup import CONTACTS
from intercom_sandbox.rest.field_types import is_integer
from intercom_sandbox.rest.search_query import DATES, matcher
from intercom_sandbox.server.http import Refusal

PER_PAGE = 50
#: What people were; the newest row of each that is old enough is what the index has.
INDEXED = (
    "select versions.*, person as number from versions where {contacts} and at <= ?{only}"
    " and id = (select max(id) from versions as later where later.person = versions.person and later.at <= ?)"
)
#: Filters that alone decide which people come into question, so that not all have to be read.
NARROW = {"external_id": "user_id", "email": "email"}


def search_contacts(call: Call) -> Answer:
    body = call.json_object()
    if not isinstance(body.get("query"), dict):
        raise Refusal(400, "parameter_missing", "query is required")
    rows = call.store.rows("select name, data_type from attributes where app = ? and model = 'contact'", call.app)
    matches = matcher(body["query"], {row["name"]: row["data_type"] for row in rows})
    sort = _object(body, "sort")
    order, field = sort.get("order", "descending"), sort.get("field", "created_at")
    if order not in ("ascending", "descending"):
        message = f"Invalid sort order '{str(order)[:100]}'. Must be one of: ascending, descending"
        raise Refusal(400, "invalid_sort_order", message)
    if field not in DATES | {"name", "email", "external_id", "id"}:
        raise Refusal(400, "parameter_invalid", "sort.field is not a field that can be sorted by")
    found = [row for row in _indexed(call, body["query"]) if matches(row["fields"])]
    found.sort(key=lambda row: (row["fields"][field] is not None, row["fields"][field] or 0, row["number"]))
    if order == "descending":
        found.reverse()
    paging = _object(body, "pagination")
    return _page(call, found, paging.get("per_page", PER_PAGE), paging.get("starting_after"))


def list_contacts(call: Call) -> Answer:
    """All contacts, as the index has them, newest first."""
    found = sorted(_indexed(call, {}), key=lambda row: -row["number"])
    return _page(call, found, call.number("per_page", PER_PAGE), call.query.get("starting_after"))


def _indexed(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as the index has them, each with its `fields`; fewer where the query names the person."""
    until = call.now - call.sandbox.faults.search_lag
    only, values = "", []
    for part in query["value"] if query.get("operator") == "AND" else [query]:
        column = NARROW.get(str(part.get("field")))
        if column and part.get("operator") == "=" and isinstance(part.get("value"), str):
            collate = " collate nocase" if column == "email" else ""
            only += f" and {column} = ?{collate}"
            values.append(part["value"])
    rows = call.store.rows(INDEXED.format(contacts=CONTACTS, only=only), call.app, until, *values, until)
    for row in rows:
        tags = call.store.rows("select tag from tagged where person = ?", row["number"])
        row["fields"] = {**contact_fields({**row, "id": row["number"]}), "tag_ids": [str(one["tag"]) for one in tags]}
    return [row for row in rows if not row["archived"]]


def _page(call: Call, found: list[dict[str, Any]], per_page: Any, after: Any) -> Answer:
    if not is_integer(per_page) or per_page < 1:
        raise Refusal(400, "parameter_invalid", "per_page must be a positive integer")
    size = min(per_page, PER_PAGE_LARGEST)
    start = _offset(after)
    shown = found[start : start + size]
    pages: dict[str, Any] = {
        "type": "pages",
        "page": start // size + 1,
        "per_page": size,
        "total_pages": -(-len(found) // size),
    }
    if start + size < len(found):
        pages["next"] = {"page": pages["page"] + 1, "starting_after": _cursor(start + size)}
    contacts = [contact_json(call.store, {**row, "id": row["number"]}, call.version) for row in shown]
    return Answer({"type": "list", "data": contacts, "total_count": len(found), "pages": pages})


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([offset]).encode()).decode()


def _offset(cursor: Any) -> int:
    if not cursor:
        return 0
    try:
        (offset,) = json.loads(base64.urlsafe_b64decode(cursor))
        if is_integer(offset) and 0 <= offset < 10**9:
            return int(offset)
    except (ValueError, TypeError):
        pass
    raise Refusal(400, "parameter_invalid", "starting_after is not a cursor of this list")


def _object(body: dict[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise Refusal(400, "parameter_invalid", f"{name} must be an object")
    return value or {}
