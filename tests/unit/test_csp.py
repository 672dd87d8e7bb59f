"""The policy that the Messenger needs."""

from __future__ import annotations

import pytest

from intercom_destination import content_security_policy
from intercom_destination.cloud.delivery import connections
from intercom_destination.web.mapping.settings import REGIONS


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (directive.split() for directive in policy.split("; "))}


@pytest.mark.parametrize("region", REGIONS)
def test_region_names_its_own_api_only(region: str) -> None:
    connect = directives(content_security_policy(region))["connect-src"]
    infix = "" if region == "us" else f".{region}"
    apis = [source for source in connect if source.startswith("https://api.") or "api-iam" in source]
    assert apis == [f"https://api{infix}.intercom.io", f"https://api-iam{infix}.intercom.io"]


def test_regions_of_the_policy_are_those_of_the_rest_api() -> None:
    assert list(connections.REGIONS) == list(REGIONS)


def test_csp_without_a_nonce_trusts_scripts_by_host() -> None:
    scripts = directives(content_security_policy())["script-src"]
    assert scripts == ["'self'", "https://app.intercom.io", "https://widget.intercom.io", "https://js.intercomcdn.com"]


def test_nonce_trusts_scripts() -> None:
    assert directives(content_security_policy(nonce="aB3+/_-="))["script-src"] == [
        "'nonce-aB3+/_-='",
        "'strict-dynamic'",
    ]


@pytest.mark.parametrize("nonce", ["", "a b", "a'; script-src *", "ä"])
def test_nonce_that_could_end_the_directive_is_refused(nonce: str) -> None:
    with pytest.raises(ValueError, match="nonce has to be base64"):
        content_security_policy(nonce=nonce)


def test_unknown_region_is_an_error_that_lists_the_regions() -> None:
    with pytest.raises(ValueError, match="region is 'uk', allowed is us or eu or au"):
        content_security_policy("uk")
