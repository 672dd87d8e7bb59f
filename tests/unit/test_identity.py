"""Identity verification: the hash and the token that a server makes for a person."""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest

from intercom_destination import check_user_hash, check_user_jwt, user_hash, user_jwt

SECRET = "a secret that is long enough for HS256"
NOW = 1_800_000_000.75


@pytest.fixture
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still."""
    monkeypatch.setattr(time, "time", lambda: NOW)


def claims_of(token: str) -> dict[str, Any]:
    """What the token says, whatever the time is."""
    claims: dict[str, Any] = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_exp": False})
    return claims


def test_hash_is_lower_case_hex_over_the_user_id() -> None:
    # printf su3r73 | openssl dgst -sha256 -hmac abc
    assert user_hash("abc", "su3r73") == "e008cb95cc3ab895d0238db69dfe4ff7c1f78021c81846940f0c4d1830bc15c4"


def test_hash_of_a_user_id_beyond_ascii() -> None:
    expected = hmac.new("gehëim".encode(), "Iñigo".encode(), hashlib.sha256).hexdigest()
    assert user_hash("gehëim", "Iñigo") == expected


@pytest.mark.parametrize("function", [user_hash, user_jwt])
@pytest.mark.parametrize(
    ("secret", "user_id", "error"),
    [
        ("", "1", "secret is empty"),
        ("s", "", "user_id is empty"),
        (None, "1", "secret has to be a str, not NoneType"),
        ("s", 1, "user_id has to be a str, not int"),
        ("s", None, "user_id has to be a str, not NoneType"),
        (b"s", "1", "secret has to be a str, not bytes"),
    ],
)
def test_empty_or_other_value_is_a_clear_error(function: Any, secret: Any, user_id: Any, error: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{error}$"):
        function(secret, user_id)


@pytest.mark.parametrize("given", ["", "0" * 64, None, 5, "é"])
def test_wrong_hash_is_refused(given: object) -> None:
    assert not check_user_hash(SECRET, "1", given)


def test_right_hash_is_taken() -> None:
    assert check_user_hash(SECRET, "1", user_hash(SECRET, "1"))
    assert not check_user_hash(SECRET, "2", user_hash(SECRET, "1"))


@pytest.mark.usefixtures("_now")
def test_token_holds_the_user_id_its_expiry_in_seconds_and_the_claims() -> None:
    token = user_jwt(SECRET, "1", expires_in=60, email="a@b.c")
    assert jwt.get_unverified_header(token)["alg"] == "HS256"
    assert claims_of(token) == {"user_id": "1", "email": "a@b.c", "exp": 1_800_000_060}


def test_token_may_last_for_ever() -> None:
    assert claims_of(user_jwt(SECRET, "1", expires_in=None)) == {"user_id": "1"}


@pytest.mark.parametrize(
    ("given", "seconds"), [((), 3600), ((0.5,), 1), ((timedelta(minutes=5),), 300), ((timedelta(days=1),), 86_400)]
)
@pytest.mark.usefixtures("_now")
def test_token_lasts_an_hour_or_as_long_as_is_said(given: tuple[Any, ...], seconds: int) -> None:
    assert claims_of(user_jwt(SECRET, "1", *given))["exp"] == 1_800_000_000 + seconds


def test_token_that_has_not_expired_is_taken() -> None:
    assert check_user_jwt(SECRET, "1", user_jwt(SECRET, "1", timedelta(minutes=5)))


@pytest.mark.parametrize(
    ("expires_in", "error"),
    [
        ("60", TypeError),
        (True, TypeError),
        (0, ValueError),
        (-1, ValueError),
        (math.inf, ValueError),
        (math.nan, ValueError),
    ],
)
def test_odd_expiry_is_a_clear_error(expires_in: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^expires_in has to be "):
        user_jwt(SECRET, "1", expires_in)


def test_expiry_is_no_claim() -> None:
    with pytest.raises(TypeError, match="expires_in"):
        user_jwt(SECRET, "1", exp=5)


def test_token_of_another_person_or_secret_an_expired_or_an_unsigned_one_is_refused() -> None:
    assert not check_user_jwt(SECRET, "2", user_jwt(SECRET, "1"))
    assert not check_user_jwt(SECRET, "1", user_jwt("another " + SECRET, "1"))
    assert not check_user_jwt(SECRET, "1", jwt.encode({"user_id": "1", "exp": 1}, SECRET, algorithm="HS256"))
    assert not check_user_jwt(SECRET, "1", jwt.encode({"user_id": "1"}, "", algorithm="none"))
    assert not check_user_jwt(SECRET, "1", None)
