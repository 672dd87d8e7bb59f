"""An app's web view: what every test of it is given, and what each SDK's bridge gets of every call."""

from __future__ import annotations

from typing import Any

from tests.support.node_lines import ROOT

WEB_VIEW = ROOT / "tests" / "support" / "web_view_app"
KEYS = {"appId": "app", "apiKeyIOS": "ios key", "apiKeyAndroid": "android key"}
EVERY_CALL = (WEB_VIEW / "every_call.js").read_text(encoding="utf-8")

CAPACITOR_CALLS: list[list[Any]] = [
    ["loadWithKeys", {"appId": "app", "apiKeyIOS": "ios key", "apiKeyAndroid": "android key"}],
    ["setUserHash", {"hmac": "h"}],
    ["setUserJwt", {"jwt": "t"}],
    ["registerIdentifiedUser", {"userId": "u1"}],
    ["updateUser", {"customAttributes": {"plan": "pro"}, "email": "a@b.c", "languageOverride": "de"}],
    ["logEvent", {"name": "Bought", "data": {"price": {"amount": 1999, "currency": "usd"}}}],
    ["logEvent", {"name": "Seen"}],
    ["updateUser", {"customAttributes": {}}],
    ["logout"],
]
CORDOVA_CALLS: list[list[Any]] = [
    ["setUserHash", "h"],
    ["registerIdentifiedUser", {"userId": "u1"}],
    [
        "updateUser",
        {
            "email": "a@b.c",
            "language_override": "de",
            "signed_up_at": 1522022400,
            "custom_attributes": {"plan": "pro"},
            "companies": [{"company_id": "1", "monthly_spend": 5}],
        },
    ],
    ["logEvent", "Bought", {"price": {"amount": 1999, "currency": "usd"}}],
    ["logEvent", "Seen", {}],
    ["updateUser", {"companies": [{"company_id": "g1", "name": "Group"}]}],
    ["logout"],
]
