"""Custom attributes that Intercom does not take: made, converted or left out, so that no person is lost for a trait.

The API refuses a whole contact for one attribute that the workspace does not have. The API of old made it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from intercom_destination.cloud.delivery.answers import Answer, rejected
from intercom_destination.cloud.delivery.log_lines import log_change
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.delivery.tally import Tally
from intercom_destination.cloud.queue.known_ids import KnownIds

# Attributes that are made in a day at most: a workspace cannot delete them again, only archive.
MOST_NEW = 50
DAY = 24 * 3600.0
# Seconds that what was found out of a workspace's attributes counts: somebody may change them at Intercom's.
TRUSTED = 3600.0


class AttributeRepair:
    """Sends bodies that have `custom_attributes`, and mends what Intercom refuses in these."""

    def __init__(
        self, sender: Sender, known: KnownIds, policy: str, tally: Tally, now: Callable[[], float] = time.time
    ) -> None:
        self._sender, self._known, self._policy, self._tally, self._now = sender, known, policy, tally, now
        # When each was made, or left out; and the types, with when they were asked for.
        self._made: dict[tuple[str, str], float] = {}
        self._dropped: dict[tuple[str, str], float] = {}
        self._declared: dict[str, tuple[float, dict[str, str]]] = {}
        self._making = asyncio.Lock()

    async def send(self, method: str, path: str, body: dict[str, Any], model: str) -> Answer:
        """The answer to the body, or to as much of it as Intercom takes."""
        self._dropped = {key: at for key, at in self._dropped.items() if self._now() < at + TRUSTED}
        body = self._without(body, {name for kind, name in self._dropped if kind == model})
        mended: set[str] = set()
        while True:
            answer = await self._sender.send(method, path, body)
            name = _named_attribute(answer, body)
            if name is None:
                return answer
            if self._policy == "refuse":
                raise rejected(answer, "unknown_attribute", f"Intercom does not take the custom attribute {name!r}")
            value = body["custom_attributes"][name]
            if name in mended:
                log_change("attribute_left_out", model=model, name=name)
                body = self._without(body, {name})
            elif not _is_unknown(answer):
                body = await self._converted(body, model, name, value)
            elif not await self._make(model, name, value):
                self._dropped[model, name] = self._now()
                log_change("attribute_dropped", model=model, name=name)
                body = self._without(body, {name})
            mended.add(name)

    async def _make(self, model: str, name: str, value: Any) -> bool:
        """Make an attribute; False where that is not possible, or not wanted."""
        kind = type_of(name, value)
        if self._policy != "create" or kind is None:
            return False
        async with self._making:  # lanes that meet the same attribute make it once
            self._made = {key: at for key, at in self._made.items() if self._now() < at + DAY}
            if self._now() < self._made.get((model, name), -DAY) + TRUSTED:
                return True
            if len(self._made) >= MOST_NEW:
                return False
            body = {"name": name, "model": model, "data_type": kind}
            answer = await self._sender.send("POST", "/data_attributes", body, may_be_forbidden=True)
            if answer.ok:
                self._made[model, name] = self._now()
                self._known.learn_attribute(model, name, kind)
                self._tally.attributes_created += 1
                log_change("attribute_created", model=model, name=name, data_type=kind)
            if _is_taken(answer):  # by somebody else meanwhile; or by the other model, or an archived one
                self._declared.pop(model, None)
                return name in await self._types(model)
            return answer.ok

    async def _converted(self, body: dict[str, Any], model: str, name: str, value: Any) -> dict[str, Any]:
        """The body with a value of the type that the attribute has; without it where that cannot be."""
        kind = self._known.attribute_type(model, name) or (await self._types(model)).get(name)
        found = None if kind is None else converted(value, kind)
        if found is None or (type(found) is type(value) and found == value):
            log_change("attribute_left_out", model=model, name=name)
            return self._without(body, {name})
        return {**body, "custom_attributes": {**body["custom_attributes"], name: found}}

    async def _types(self, model: str) -> dict[str, str]:
        """Types of the workspace's attributes, asked for once an hour."""
        if model not in self._declared or self._now() >= self._declared[model][0] + TRUSTED:
            path = f"/data_attributes?model={model}"
            answer = await self._sender.send("GET", path, may_be_forbidden=True)
            rows = answer.body.get("data") if answer.ok else None
            types = {str(row.get("name")): str(row.get("data_type")) for row in rows or [] if isinstance(row, dict)}
            self._declared[model] = (self._now(), types)
        return self._declared[model][1]

    @staticmethod
    def _without(body: dict[str, Any], names: set[str]) -> dict[str, Any]:
        custom = body.get("custom_attributes")
        if not custom or not names & set(custom):
            return body
        kept = {name: value for name, value in custom.items() if name not in names}
        rest = {name: value for name, value in body.items() if name != "custom_attributes"}
        return {**rest, "custom_attributes": kept} if kept else rest


def type_of(name: str, value: Any) -> str | None:
    """Intercom's type for a value; nothing for null, which has none."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "date" if name.endswith("_at") else "integer"
    if isinstance(value, float):
        return "float"
    return "string" if isinstance(value, str) else None


def converted(value: Any, kind: str) -> Any:
    """A value as an attribute of that type takes it; None where there is none."""
    try:
        if kind == "string":
            return str(value).lower() if isinstance(value, bool) else str(value)
        if kind in ("integer", "date", "datetime"):
            number = float(value)
            return int(number) if kind != "integer" or number.is_integer() else None
        if kind == "float":
            return float(value)
        if kind == "boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())
    except (TypeError, ValueError, OverflowError):
        return None
    return None


def _named_attribute(answer: Answer, body: dict[str, Any]) -> str | None:
    """The custom attribute of the body that a refusal is about."""
    if answer.status not in (400, 422):
        return None
    custom = body.get("custom_attributes") or {}
    errors = answer.body.get("errors")
    field = errors[0].get("field") if isinstance(errors, list) and errors and isinstance(errors[0], dict) else None
    names = [*answer.quoted(), *([str(field).removeprefix("custom_attributes.")] if field else [])]
    return next((name for name in names if name in custom), None)


def _is_taken(answer: Answer) -> bool:
    """Whether an attribute was not made because there is one of that name."""
    return answer.status in (400, 409, 422) and "already" in answer.error[1].lower()


def _is_unknown(answer: Answer) -> bool:
    return "does not exist" in answer.error[1].lower()
