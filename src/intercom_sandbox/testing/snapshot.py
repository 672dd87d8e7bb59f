"""Reads the sandbox's store into the records that a test compares; each function sees one state of the store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from intercom_sandbox.server.people import companies_of, person_with_id, session_person
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.store import Store
from intercom_sandbox.testing.data_types import Company, Conversation, Event, Message, Person, RefusedRequest, Shown


def people(sandbox: Sandbox) -> list[Person]:
    """Everybody, in the order that they came."""
    with sandbox.store as store:
        return [_person(store, row["id"]) for row in store.rows("select id from people order by id")]


def companies(sandbox: Sandbox) -> list[Company]:
    """All companies, in the order that they came."""
    rows = sandbox.store.rows("select company_id, data from companies order by id")
    return [_company(row["company_id"], json.loads(row["data"])) for row in rows]


def events(sandbox: Sandbox) -> list[Event]:
    """All events, in the order that they came."""
    with sandbox.store as store:
        return [
            Event(row["name"], json.loads(row["metadata"]), _person(store, row["person"]))
            for row in store.rows("select name, metadata, person from events order by id")
        ]


def conversations(sandbox: Sandbox) -> list[Conversation]:
    """All conversations, in the order that they were begun."""
    with sandbox.store as store:
        return _conversations(store, (row["id"] for row in store.rows("select id from conversations order by id")))


def shown_to(sandbox: Sandbox, app_id: str, token: str) -> Shown:
    """What the Messenger shows to whoever has this session's token."""
    with sandbox.store as store:
        person = session_person(store, app_id, token)
        if person is None:
            return Shown(None, [])
        listed = sandbox.conversations.listed(person["id"], token)
        return Shown(_person(store, person["id"]), _conversations(store, (row["id"] for row in listed)))


def refusals(sandbox: Sandbox) -> list[RefusedRequest]:
    """All requests that were refused, of pages and of the REST API, in the order that they came."""
    found = []
    statement = "select kind, app, data from feed where kind in ('ping', 'events', 'rest') order by id"
    for row in sandbox.store.rows(statement):
        data = json.loads(row["data"])
        if "error" in data:
            (error,) = data["error"]["errors"]
            request = data["request"] if row["kind"] == "rest" else row["kind"]
            found.append(RefusedRequest(request, row["app"], data["status"], error["code"], error["message"]))
    return found


def _person(store: Store, number: int) -> Person:
    row = person_with_id(store, number)
    data = json.loads(row["data"])
    return Person(
        role=row["role"],
        user_id=row["user_id"],
        email=row["email"],
        name=data.get("name"),
        attributes=data,
        companies=[
            _company(one["company_id"], {key: value for key, value in one.items() if key != "company_id"})
            for one in companies_of(store, number)
        ],
        archived=bool(row["archived"]),
    )


def _company(company_id: str, data: dict[str, Any]) -> Company:
    return Company(company_id, data.get("name"), data)


def _conversations(store: Store, numbers: Iterable[int]) -> list[Conversation]:
    return [
        Conversation(
            number,
            _person(store, store.number("select person from conversations where id = ?", number)),
            [
                Message(row["author"], row["body"], bool(row["seen"]))
                for row in store.rows("select * from messages where conversation = ? order by id", number)
            ],
        )
        for number in numbers
    ]
