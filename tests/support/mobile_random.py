"""Random calls of an app: those of a page, many of them hostile, with what only the mobile mapping reads."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.random_vectors import vector as page_vector

SETTINGS: dict[str, list[Any]] = {
    "collectContext": [True, True, False, "yes", None],
    "shutdownOnLogout": [True, False, "no", None],
    "richLinkProperties": [["rich"], ["rich", "price", "x"], [], ["x", 1], "rich"],
}
TRAITS = [
    "signedUpAt",
    "signed_up_at",
    "language_override",
    "unsubscribed_from_emails",
    "anonymousId",
    "userId",
    "plan",
]
OPTIONS = (
    "user_hash userHash intercom_user_jwt language_override languageOverride unsubscribed unsubscribedFromEmails"
    " unsubscribed_from_emails createdAt created_at"
).split()
VALUES: list[Any] = [
    *("2018-03-26", "Mon Mar 26 2018 17:44:51 GMT+0000 (UTC)", "soon", "", "de", "12.5", "x" * 300),
    *(0, 1, 12.5, 0.00001, 1e-7, 1e21, 123456789012345678901, 1522086291, 1522086291000, 2**31, -(2**31), 2**31 - 0.5),
    *(
        True,
        False,
        None,
        {},
        [],
        ["a"],
        {"id": 7, "name": "Acme"},
        {"name": "Acme", "monthlySpend": 12.5},
        {"id": None},
    ),
    *({"$date": "2018-03-26T17:44:51.000Z"}, {"$date": None}, {"$num": "NaN"}, {"$num": "-0"}, {"$undef": True}),
    *({"url": "https://example.com", "value": "x"}, {"url": 5}, [{"id": "1"}, "Acme", 5, {"company_id": 3}]),
]
DEVICES: list[Any] = ["ios", "", 5, None, {}, "x" * 300]


def mobile_vector(random: Random) -> dict[str, Any]:
    """Settings and steps, in the form of the recorded ones: values are tagged."""
    page = page_vector(random)
    settings: dict[str, Any] = {}
    for name in SETTINGS:
        if random.random() < 0.5:
            settings[name] = random.choice(SETTINGS[name])
    steps = [_step(random, step) for step in page["steps"]]
    return {"settings": settings, "steps": steps, "start": random.choice([None, "u1", "", "7"])}


def _step(random: Random, step: dict[str, Any]) -> dict[str, Any]:
    method, event = step["method"], step["event"]
    if random.random() < 0.1:
        return {"type": "reset", "event": {}}
    if isinstance(event, dict) and method != "page":
        fields = event.get("properties" if method == "track" else "traits")
        if isinstance(fields, dict):
            for _ in range(random.randint(0, 3)):
                names = [
                    *TRAITS,
                    "company",
                    "companies",
                    "email",
                    "name",
                    "phone",
                    "monthly_spend",
                    "created_at",
                    "rich",
                    "total",
                ]
                fields[random.choice(names)] = random.choice(VALUES)
        if random.random() < 0.4:
            options = {random.choice(OPTIONS): random.choice(VALUES) for _ in range(random.randint(0, 4))}
            event["integrations"] = {random.choice(["Intercom", "intercom", "INTERCOM"]): options}
        if random.random() < 0.3:
            parts = {"device": ["type", "manufacturer", "model"], "os": ["name", "version"], "app": ["name", "version"]}
            event["context"] = {
                part: {name: random.choice(DEVICES) for name in names}
                if random.random() < 0.8
                else random.choice(VALUES)
                for part, names in parts.items()
            }
    return {"type": method, "event": event}
