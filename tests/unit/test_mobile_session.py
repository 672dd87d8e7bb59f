"""Who is logged in on a phone: logins, logouts, what waits, what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from intercom_destination.js.globals import undefined
from intercom_destination.mobile.session import calls_in, end_session, new_session, refuse_login, released

EVENT = ["logEvent", "A"]
LOGOUT = ["logout"]


class Phone:
    """A session, and what it has noted."""

    def __init__(self, start: Any, *, ends: bool = True, merges: bool = True) -> None:
        self.session = new_session()
        self.session["person_id"] = start
        self.ends = ends
        self.merges = merges
        self.notes: list[tuple[str, str]] = []
        self.texts: set[str] = set()

    def take(self, call: list[Any]) -> list[Any]:
        def note(code: str, name: str, text: str) -> None:
            self.notes.append((code, name))
            self.texts.add(text)

        calls = calls_in(self.session, call, self.ends, self.merges, note)
        return [*calls, *released(self.session)]

    def identify(
        self, user_id: Any = undefined, proof: Any = undefined, token: Any = undefined, **given: Any
    ) -> list[Any]:
        return self.take(["identify", {"userId": user_id, "hash": proof, "jwt": token, "attributes": given}])


def login(user_id: str) -> list[Any]:
    return ["loginUser", {"userId": user_id}]


def update(**given: Any) -> list[Any]:
    return ["updateUser", given]


@pytest.mark.parametrize("start", [undefined, None, ""])
def test_user_id_logs_in_after_hash_and_token(start: Any) -> None:
    phone = Phone(start)
    assert phone.identify("u1", "h", "t", a=1) == [["setUserHash", "h"], ["setUserJwt", "t"], login("u1"), update(a=1)]
    assert phone.session["person_id"] == "u1"
    assert phone.session["person_before"] is start
    assert phone.identify("u1", a=1) == []


def test_same_person_is_only_updated() -> None:
    phone = Phone("u1")
    assert phone.identify("u1", "h", a=1) == [["setUserHash", "h"], update(a=1)]
    assert phone.identify("u1", undefined, "t", a=2) == [["setUserJwt", "t"], update(a=2)]


def test_login_of_another_person_comes_after_a_logout() -> None:
    assert Phone("u1").identify("u2", "h") == [LOGOUT, ["setUserHash", "h"], login("u2"), update()]
    assert Phone("u1", ends=False).identify("u2") == [login("u2"), update()]


@pytest.mark.parametrize("start", [undefined, None])
def test_login_of_nobody_in_particular_is_made_once(start: Any) -> None:
    phone = Phone(start)
    assert phone.identify(undefined, "h", "t", a=1) == [["loginUnidentifiedUser"], update(a=1)]
    assert phone.session["person_id"] == ""
    assert phone.identify(a=2) == [update(a=2)]


def test_known_person_stays_known_without_a_user_id() -> None:
    phone = Phone("u1")
    assert phone.identify(undefined, "h", a=1) == [update(a=1)]
    assert phone.session["person_id"] == "u1"


def test_events_and_companies_wait_for_a_login() -> None:
    phone = Phone(None)
    group = update(companies=[{"id": "1"}])
    assert phone.take(EVENT) == []
    assert phone.take(group) == []
    assert phone.identify("u1") == [login("u1"), update(), EVENT, group]
    assert phone.take(EVENT) == [EVENT]
    assert phone.notes == []


@pytest.mark.parametrize("start", [undefined, "", "u1"])
def test_events_and_companies_are_sent_where_somebody_may_be_logged_in(start: Any) -> None:
    assert Phone(start).take(EVENT) == [EVENT]
    assert Phone(start).take(update(companies=[])) == [update(companies=[])]


def test_oldest_of_more_than_a_hundred_is_dropped() -> None:
    phone = Phone(None)
    for number in range(102):
        phone.take(["logEvent", str(number)])
        assert phone.notes == [("queue-full", "the oldest")] * max(0, number - 99)
    assert phone.texts == {"of 100 events goes"}
    assert [call[1] for call in phone.identify("u1")[2:]] == [str(number) for number in range(2, 102)]


def test_reset_logs_out_and_drops_what_waits() -> None:
    phone = Phone(None)
    phone.take(EVENT)
    assert phone.take(LOGOUT) == [LOGOUT]
    assert phone.identify("u1") == [login("u1"), update()]
    assert phone.take(LOGOUT) == [LOGOUT]
    assert phone.session["person_id"] is None
    assert phone.take(EVENT) == []


def test_refused_login_keeps_what_waits_and_is_tried_again() -> None:
    phone = Phone(None)
    phone.take(EVENT)
    calls_in(
        phone.session,
        ["identify", {"userId": "u1", "hash": undefined, "jwt": undefined, "attributes": {}}],
        True,
        True,
        lambda *_: None,
    )
    refuse_login(phone.session)
    assert released(phone.session) == []
    assert phone.identify("u1") == [login("u1"), update(), EVENT]


def test_update_that_says_the_same_again_is_left_out() -> None:
    phone = Phone("u1")
    assert phone.identify("u1", a=1, b=[{"c": 2}]) == [update(a=1, b=[{"c": 2}])]
    assert phone.identify("u1", a=1.0, b=[{"c": 2}]) == []
    assert phone.identify("u1", a=True, b=[{"c": 2}]) == [update(a=True, b=[{"c": 2}])]
    assert phone.take(update(companies=[1])) == [update(companies=[1])]
    assert phone.take(update(companies=[1])) == []
    assert phone.identify("u1", a=1, b=[{"c": 2}]) == [update(a=1, b=[{"c": 2}])]
    assert phone.identify("u2", a=1, b=[{"c": 2}]) == [LOGOUT, login("u2"), update(a=1, b=[{"c": 2}])]
    phone.take(LOGOUT)
    assert phone.identify("u2", a=1, b=[{"c": 2}]) == [login("u2"), update(a=1, b=[{"c": 2}])]


FIRST = {
    "email": "e",
    "name": "n",
    "phone": "p",
    "companies": [{"id": "1"}],
    "customAttributes": {"avatar": "https://x", "plan": "pro"},
}


def test_traits_of_the_person_before_are_left_out_without_a_reset() -> None:
    phone = Phone(None)
    phone.identify("u1", **FIRST)
    assert phone.identify("u2", **FIRST) == [LOGOUT, login("u2"), update(customAttributes={"plan": "pro"})]
    names = ["email", "name", "phone", "companies", "avatar"]
    assert phone.texts == {"left out; call reset() between people"}
    assert sorted(phone.notes) == sorted(("inherited-traits", name) for name in names)
    assert phone.identify("u2", **{**FIRST, "email": "mine"}) == [
        update(email="mine", customAttributes={"plan": "pro"})
    ]
    # The third person's library still has the first one's name, and the second one's email.
    third = phone.identify("u3", **{**FIRST, "email": "mine", "companies": [{"id": "2"}]})
    assert third == [LOGOUT, login("u3"), update(companies=[{"id": "2"}], customAttributes={"plan": "pro"})]


def test_traits_are_kept_where_the_library_forgets_the_person_before() -> None:
    phone = Phone(None, merges=False)
    phone.identify("u1", **FIRST)
    assert phone.identify("u2", **FIRST)[-1] == update(**FIRST)


def test_traits_are_kept_after_a_reset_and_of_a_visitor_who_becomes_known() -> None:
    phone = Phone(None)
    phone.identify("u1", **FIRST)
    phone.take(LOGOUT)
    assert phone.identify("u2", **FIRST)[-1] == update(**FIRST)
    visitor = Phone(None)
    visitor.identify(**FIRST)
    assert visitor.identify("u1", **FIRST)[-1] == update(**FIRST)
    assert visitor.notes == []


def test_reset_forgets_whose_traits_were_inherited() -> None:
    phone = Phone(None)
    phone.identify("u1", **FIRST)
    phone.identify("u2", **FIRST)
    phone.take(LOGOUT)
    assert phone.identify("u3", **FIRST)[-1] == update(**FIRST)


def test_session_begins_with_nothing_known() -> None:
    session = new_session()
    assert session["person_id"] is undefined
    assert released(session) == []
    end_session(session)
    assert session["person_id"] is None
