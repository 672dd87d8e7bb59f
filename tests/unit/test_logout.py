"""The cookies of a sign-out: which are expired, and that nothing else can be put into the header."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercom_destination import logout_cookies

EXPIRED = "intercom-session-abc=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"


def domains(domain: str) -> list[str]:
    return [cookie.removeprefix(f"{EXPIRED}; Domain=") for cookie in logout_cookies("abc", domain)[1:]]


def test_logout_cookies_expires_the_hosts_own_cookie() -> None:
    assert logout_cookies("abc") == [EXPIRED]


def test_logout_cookies_expires_the_cookie_of_the_domain_and_its_parents() -> None:
    assert logout_cookies("abc", "app.example.com") == [
        EXPIRED,
        f"{EXPIRED}; Domain=app.example.com",
        f"{EXPIRED}; Domain=example.com",
    ]
    assert domains("app.example.co.uk") == ["app.example.co.uk", "example.co.uk", "co.uk"]
    assert domains("example.com") == ["example.com"]


@pytest.mark.parametrize(
    ("domain", "first"),
    [
        (".app.example.com", "app.example.com"),
        ("APP.Example.com", "app.example.com"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("a_b.example.com", "a_b.example.com"),
        ("1.example.com", "1.example.com"),
        (f"{'a' * 63}.com", f"{'a' * 63}.com"),
    ],
)
def test_logout_cookies_takes_a_domain_in_the_forms_that_frameworks_have(domain: str, first: str) -> None:
    assert domains(domain)[0] == first


@pytest.mark.parametrize(
    "domain",
    [
        ".",
        "..example.com",
        "example..com",
        "example.com.",
        "https://example.com",
        "example.com:8000",
        "example.com/",
        "example com",
        " example.com",
        "example.com\n",
        "example.com\r\nSet-Cookie: a=b",
        "example.com\0",
        "example.com; Secure",
        "example.com,example.org",
        "user@example.com",
        "*.example.com",
        "localhost",
        ".localhost",
        "127.0.0.1",
        "127.1",
        "0x7f.0x1",
        "example.1",
        "::1",
        "[::1]",
        "bücher.example",
        "\u212aelvin.example",
        "-a.example.com",
        f"{'a' * 64}.com",
        f"{'a.' * 126}com",
    ],
)
def test_logout_cookies_domain_that_is_none_is_an_error_that_says_what_is_allowed(domain: str) -> None:
    with pytest.raises(ValueError, match="allowed is a host name with at least two labels") as error:
        logout_cookies("abc", domain)
    assert str(error.value).isprintable()


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        (("",), ValueError, "app_id is empty"),
        ((None,), TypeError, "app_id has to be a str, not NoneType"),
        (("\ud800",), ValueError, "app_id has half of a surrogate pair"),
        (("abc", ""), ValueError, "domain is empty"),
        (("abc", b"example.com"), TypeError, "domain has to be a str, not bytes"),
    ],
)
def test_logout_cookies_of_a_wrong_type_is_an_error(arguments: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=f"^{told}"):
        logout_cookies(*arguments)


def test_logout_cookies_names_the_cookie_as_encode_uri_component_does() -> None:
    # encodeURIComponent("intercom-session-" + "a-_.!~*'()z é;=,\r\n/?:@&+$#%")
    wanted = "intercom-session-a-_.!~*'()z%20%C3%A9%3B%3D%2C%0D%0A%2F%3F%3A%40%26%2B%24%23%25="
    assert logout_cookies("a-_.!~*'()z é;=,\r\n/?:@&+$#%")[0].split("; ")[0] == wanted


@given(st.text(min_size=1), st.none() | st.text())
def test_logout_cookies_holds_no_more_than_its_own_attributes(app_id: str, domain: str | None) -> None:
    try:
        cookies = logout_cookies(app_id, domain)
    except ValueError:
        return
    for cookie in cookies:
        assert re.fullmatch(r"[!-~]+=(; [!-~]+=[ -~]+)+", cookie)
        names = [part.split("=")[0] for part in cookie.split("; ")[1:]]
        assert names == ["Path", "Max-Age", "Expires", "Domain"][: len(names)]


def test_logout_cookies_are_read_back_by_the_standard_library() -> None:
    (morsel,) = SimpleCookie(logout_cookies("abc", "example.com")[1]).values()
    assert (morsel.key, morsel.value, morsel["domain"], morsel["max-age"]) == (
        "intercom-session-abc",
        "",
        "example.com",
        "0",
    )
