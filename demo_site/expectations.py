"""Whether a run was as its scenario expects: the time line's rows and the store against the expectations.

An expectation has one subject and details: `has`, what is at least in it; `lacks`, names that are not; `times`, how
often exactly (0: never), else at least once, `most` how often at most. In `has`, ``{"$length": 255}`` stands for a
text of that length, ``{"$between": [1, 9]}`` for a number from 1 to 9, ``{"$present": true}`` for anything.

subject     what it is about
call        a call of window.Intercom of that name, or of one of several ("boot|update"); `has` is about its object
event       trackEvent with that name; `has` is about the metadata
sent        a boot or an update that went out to Intercom, with all that the Messenger knows; `has` is about user_data
stored      a row of people, companies, events or conversations in the sandbox
refused     an answer with that status; `has` is about Intercom's error: code and message
diagnostic  a diagnostic of the mapping with that code
noted       a note of the sandbox with that code: what it stored differently
console     a line of the page's console with that text in it
script      the Messenger's script came from an address with that text in it
blocked     a script of that name that did not come
shown       a text that the page or the Messenger's panel shows
element     an element of the page, or of the panel ("messenger ..."), by its selector
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def check(expectation: dict[str, Any], rows: list[dict[str, Any]], state: dict[str, Any]) -> dict[str, Any]:
    """The expectation's `say`, whether it is `ok`, and how many were `found`."""
    subject = next(name for name in SUBJECTS if name in expectation)
    wanted = expectation[subject]
    found = sum(
        matches(candidate, expectation.get("has", {}))
        and not any(name in candidate for name in expectation.get("lacks", ()))
        for candidate in SUBJECTS[subject](wanted, rows, state)
    )
    times = expectation.get("times")
    is_ok = 0 < found <= expectation.get("most", found) if times is None else found == times
    return {"say": expectation.get("say", f"{subject} {wanted}"), "ok": is_ok, "found": found}


def matches(found: Any, wanted: Any) -> bool:
    """Whether `wanted` is in `found`, at any depth."""
    if isinstance(wanted, dict):
        if "$length" in wanted:
            return isinstance(found, str) and len(found) == wanted["$length"]
        if "$between" in wanted:
            least, most = wanted["$between"]
            return isinstance(found, int | float) and least <= found <= most
        if "$present" in wanted:
            return found is not None
        return isinstance(found, dict) and all(
            name in found and matches(found[name], value) for name, value in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(matches, found, wanted))
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    return bool(found == wanted)


def _of_kind(kind: str, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if isinstance(row, dict) and row.get("kind") == kind and isinstance(row.get("data"), dict):
            yield row["data"]


def _calls(method: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("intercom", rows):
        if data.get("method") in str(method).split("|"):
            args = data.get("args") or [{}]
            yield args[0] if isinstance(args[0], dict) else {"value": args[0]}


def _events(name: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("intercom", rows):
        args = data.get("args") or [None]
        if data.get("method") == "trackEvent" and args[0] == name:
            yield args[1] if len(args) > 1 and isinstance(args[1], dict) else {}


def _sent(kind: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    sources = {"apiBoot": "boot", "apiUpdate": "update"}
    for data in _of_kind("sent", rows):
        if sources.get(data.get("source", "")) in str(kind).split("|"):
            yield data.get("user_data") or {}


def _stored(table: str, _rows: Any, state: dict[str, Any]) -> Iterator[Any]:
    yield from state.get(table, [])


def _refused(status: int, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("refused", rows):
        if data.get("status") == status:
            yield from (data.get("error") or {}).get("errors", [])[:1]


def _diagnostics(code: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for row in rows:
        for diagnostic in (row.get("diagnostics") if isinstance(row, dict) else None) or []:
            if diagnostic.get("code") == code:
                yield diagnostic


def _notes(code: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for kind in ("stored", "refused"):
        for data in _of_kind(kind, rows):
            for note in data.get("notes") or []:
                if note.get("code") == code:
                    yield note


def _console(text: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("console", rows):
        if text in str(data.get("text")):
            yield data


def _scripts(text: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("script", rows):
        if text in str(data.get("address")):
            yield data


def _blocked(text: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("fault", rows):
        if text in str(data.get("address")):
            yield data


def _shown(text: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("shown", rows):
        if data.get("text") == text:
            yield data


def _elements(selector: str, rows: list[dict[str, Any]], _state: Any) -> Iterator[Any]:
    for data in _of_kind("element", rows):
        if data.get("selector") == selector:
            yield data


SUBJECTS: dict[str, Callable[[Any, list[dict[str, Any]], dict[str, Any]], Iterator[Any]]] = {
    "call": _calls,
    "event": _events,
    "sent": _sent,
    "stored": _stored,
    "refused": _refused,
    "diagnostic": _diagnostics,
    "noted": _notes,
    "console": _console,
    "script": _scripts,
    "blocked": _blocked,
    "shown": _shown,
    "element": _elements,
}
