"""The delivered file between Segment's React Native library and Intercom's SDK, on models of both bridges.

Only React Native itself is a stand-in. On the model of Android's bridge a value of a wrong type ends the app.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.node_lines import NodeLines
from tests.support.phone import bundle_program

SYSTEMS = ("ios", "android")
WARNING = "Intercom destination: "
KEY = {"ios": "ios_sdk-" + "k" * 40, "android": "android_sdk-" + "k" * 40}

Call = list[Any]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeLines]:
    with NodeLines(bundle_program("run_scenarios", tmp_path_factory.mktemp("phone"))) as node:
        yield node


def run(app: NodeLines, scenario: str, system: str, *warnings: str) -> tuple[list[Call], dict[str, Any]]:
    """The native calls after the start, and all else; the app has not ended, and said only those warnings."""
    answer: dict[str, Any] = app.ask({"scenario": scenario, "system": system})
    assert answer["ended"] == ""
    assert answer["lost"] == []
    assert answer["warnings"] == [WARNING + warning for warning in warnings]
    calls = answer["calls"]
    if calls and calls[0] == ["initialize", KEY[system], "app"]:
        calls = calls[1:]
    return calls, answer


def login(user_id: str) -> Call:
    return ["loginUserWithUserAttributes", {"userId": user_id}]


def update(**attributes: Any) -> Call:
    return ["updateUser", attributes]


def custom(**attributes: Any) -> Call:
    return ["updateUser", {"customAttributes": attributes}]


VISITOR = ["loginUnidentifiedUser"]
LOGOUT = ["logout"]
A = ["logEvent", "A"]

NO_KEY = "no-key: appId and a key, or a started SDK, are needed"
OTHERS = "left out; call reset() between people"

# Scenario -> the calls on either phone, and the warnings.
SAME: dict[str, tuple[list[Call], tuple[str, ...]]] = {
    "eventOvertakesIdentify": ([login("u1"), update(), A], ()),
    "eventBeforeLoginIsHeld": ([login("u1"), update(), A, update(companies=[{"id": "g1"}]), ["logEvent", "B"]], ()),
    "resetDropsWhatIsHeld": ([LOGOUT, login("u2"), update()], ()),
    "moreThanAHundredAreHeld": (
        [login("u1"), update(), *(["logEvent", f"E{number}"] for number in range(1, 101))],
        ("queue-full: the oldest of 100 events goes",),
    ),
    "anotherPersonWithoutReset": (
        [
            login("u1"),
            update(
                email="one@b.c",
                customAttributes={"plan": "pro", "avatar": "https://x/1.png"},
                companies=[{"id": "1"}],
            ),
            *(LOGOUT, login("u2")),
            update(phone="2", customAttributes={"plan": "pro"}),
            update(phone="2", customAttributes={"plan": "free"}),
            update(email="two@b.c", phone="2", customAttributes={"plan": "free"}),
        ],
        tuple(f"inherited-traits: {name} {OTHERS}" for name in ("email", "avatar", "companies")),
    ),
    "anotherPersonAfterReset": (
        [login("u1"), update(email="same@b.c"), LOGOUT, login("u2"), update(email="same@b.c")],
        (),
    ),
    "appStartsAgain": ([A, ["setUserHash", "h"], custom(plan="pro")], ()),
    "visitorOfAnEarlierStartLogsIn": ([login("u1"), update()], ()),
    "visitorBecomesKnown": (
        [VISITOR, custom(plan="free"), ["setUserJwt", "token"], login("u1"), custom(plan="pro")],
        (),
    ),
    "visitorIsMergedByAnUpdate": (
        [
            *(VISITOR, custom(plan="free"), ["setUserHash", "h"], login("u1")),
            *(update(userId="u1"), custom(plan="pro")),
        ],
        (),
    ),
    "visitorIsNotMergedByTheUpdate": (
        [
            *(VISITOR, custom(plan="free"), ["setUserHash", "h"], login("u1"), update(userId="u1")),
            *(LOGOUT, ["setUserHash", "h"], login("u1"), custom(plan="pro")),
        ],
        (),
    ),
    "refusedLogin": (
        [login("u1"), login("u1"), login("u1"), custom(plan="pro"), A],
        ("refused: loginUser: refused 401",),
    ),
    "refusedUpdate": (
        [login("u1"), custom(plan="pro"), custom(plan="pro")],
        ("refused: updateUser: refused 500",),
    ),
    "silentSdk": ([login("u1"), update(), A], ("no-answer: loginUser in 5 seconds",)),
    "consentRefused": ([], ()),
    "settingsWithoutIntercom": ([], ()),
    "settingsThatComeLater": (
        [login("u1"), update()],
        ("no-settings: a call is left out", NO_KEY),
    ),
    "noSdk": ([], ("no-sdk: nothing is sent",)),
    "switchedOff": ([["setUserHash", "h"], login("u2"), update()], ()),
    "dates": (
        [
            *(login("u1"), update(signedUpAt=1522086291, customAttributes={"trial_ends_at": 1522086291})),
            ["logEvent", "A", {"ordered_at": 1522086291}],
        ],
        (),
    ),
}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("scenario", SAME)
def test_scenario_makes_these_calls(app: NodeLines, scenario: str, system: str) -> None:
    expected, warnings = SAME[scenario]
    calls, _ = run(app, scenario, system, *warnings)
    assert calls == expected


@pytest.mark.parametrize("system", SYSTEMS)
def test_calls_of_an_app_become_native_calls(app: NodeLines, system: str) -> None:
    calls, _ = run(app, "everyCall", system)
    flat = {"revenue": 19.99, "currency": "EUR"}
    company = {"id": "7", "name": "Acme", "monthlySpend": 12}
    assert calls == [
        ["setUserHash", "h"],
        login("u1"),
        update(email="a@b.c", customAttributes={"plan": "pro"}, companies=[company]),
        ["logEvent", "Bought", flat if system == "android" else {"price": {"amount": 1999, "currency": "EUR"}}],
        update(companies=[{"id": "g1", "name": "Group"}]),
        LOGOUT,
    ]


@pytest.mark.parametrize("system", SYSTEMS)
def test_rich_link_becomes_its_address_where_the_bridge_drops_objects(app: NodeLines, system: str) -> None:
    calls, _ = run(app, "richLink", system)
    link = {"url": "https://x/1", "value": "One"}
    nested = {"price": {"amount": 500, "currency": "usd"}, "article": link}
    assert calls[2][2] == ({"article": "https://x/1", "revenue": "5"} if system == "android" else nested)


def test_shutdown_on_logout_off_another_person_logs_in_without_a_logout(app: NodeLines) -> None:
    calls, _ = run(app, "anotherPersonWithoutLogout", "ios")
    assert calls == [login("u1"), update(), login("u2"), update()]


def test_login_of_another_person_is_refused_by_android_and_made_anew(app: NodeLines) -> None:
    calls, _ = run(app, "anotherPersonWithoutLogout", "android")
    assert calls == [login("u1"), update(), login("u2"), LOGOUT, login("u2"), update()]


def test_logout_comes_first_for_somebody_whom_the_app_has_logged_in(app: NodeLines) -> None:
    calls, _ = run(app, "somebodyElseIsLoggedIn", "android")
    assert calls == [login("u1"), update(), A, LOGOUT, login("u1"), LOGOUT, login("u1"), update()]


@pytest.mark.parametrize("system", SYSTEMS)
def test_consent_filter_works_on_the_plugin(app: NodeLines, system: str) -> None:
    _, answer = run(app, "consentRefused", system)
    assert answer["isDestination"] is True


@pytest.mark.parametrize("system", SYSTEMS)
def test_offline_start_goes_by_the_default_settings(app: NodeLines, system: str) -> None:
    calls, _ = run_offline(app, "offlineWithDefaultSettings", system, NO_KEY)
    assert calls == [login("u1"), update()]


@pytest.mark.parametrize("system", SYSTEMS)
def test_offline_start_without_settings_calls_nothing_native(app: NodeLines, system: str) -> None:
    calls, _ = run_offline(app, "offlineWithoutSettings", system)
    assert calls == []


def run_offline(app: NodeLines, scenario: str, system: str, *warnings: str) -> tuple[list[Call], dict[str, Any]]:
    """As `run`; the library says itself that it is offline."""
    answer = app.ask({"scenario": scenario, "system": system})
    assert answer["ended"] == ""
    assert [warning for warning in answer["warnings"] if not warning.startswith("library: ")] == [
        WARNING + warning for warning in warnings
    ]
    return answer["calls"], answer


@pytest.mark.parametrize("system", SYSTEMS)
def test_keys_that_are_handed_in_win(app: NodeLines, system: str) -> None:
    calls, _ = run(app, "keysHandedInWin", system)
    assert calls == [
        ["initialize", {"ios": "ios_sdk-" + "i" * 40, "android": "android_sdk-" + "a" * 40}[system], "mine"]
    ]


@pytest.mark.parametrize(("system", "start"), [("ios", "ios_sdk-"), ("android", "android_sdk-")])
def test_key_of_another_platform_is_refused_once_and_nothing_native_called(
    app: NodeLines, system: str, start: str
) -> None:
    refused = f'refused: initialize: Intercom: {system} API key must start with "{start}" '
    calls, _ = run(app, "keyOfAnotherPlatform", system, refused)
    assert calls == []


INVALID = (
    "setting: appId has to be a string",
    "setting: collectContext has to be true or false",
    "setting: richLinkProperties has to be a list of strings",
    NO_KEY,
)


def test_invalid_settings_are_named_and_the_defaults_used(app: NodeLines) -> None:
    calls, _ = run(app, "invalidSettings", "ios", *INVALID)
    assert calls == [login("u1"), update()]


def test_settings_without_a_key_call_nothing_where_the_app_has_not_started_the_sdk(app: NodeLines) -> None:
    not_started = "refused: initialize: Intercom.client() before Intercom.initialize() 100"
    calls, _ = run(app, "invalidSettings", "android", *INVALID, not_started)
    assert calls == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_sdk_that_is_none_leaves_the_plugin_without_an_instance(app: NodeLines, system: str) -> None:
    _, answer = run(app, "noSdk", system, *SAME["noSdk"][1])
    assert answer["intercom"] is None


@pytest.mark.parametrize("system", SYSTEMS)
def test_collect_context_sends_seven_attributes_and_a_trait_wins(app: NodeLines, system: str) -> None:
    calls, _ = run(app, "collectsContext", system)
    assert calls[1] == custom(
        device_type="ios",
        device_manufacturer="Apple",
        device_model="iPhone15,2",
        os_name="mine",
        os_version="17.1",
        app_name="Demo",
        app_version="1.2",
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_underlying_instance_is_handed_over_once_it_is_started(app: NodeLines, system: str) -> None:
    _, answer = run(app, "underlyingInstance", system, NO_KEY)
    assert answer["ready"] == ["settings", "function", "function"]
    assert answer["present"] == "function"
