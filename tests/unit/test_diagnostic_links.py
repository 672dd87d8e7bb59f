"""Where the diagnostics send people who want to know more: to sections that Segment's document has."""

from __future__ import annotations

from intercom_destination.diagnostics.codes import DIAGNOSTICS, link, message

SECTIONS = {
    "arrays-and-objects",
    "conditionally-show-the-intercom-chat-widget-browser-only",
    "getting-started",
    "group",
    "identify",
    "identity-verification",
    "identity-verification-plus-filtering-via-destinations-object",
    "limited-events",
    "limited-properties",
    "my-intercom-widget-doesn-t-show-up",
    "page",
    "revenue-and-currency",
    "track",
}


def test_sections_are_all_of_the_documents() -> None:
    assert {section for _, section, _ in DIAGNOSTICS.values()} - {""} == SECTIONS
    assert link("invalid-price") == "https://segment.com/docs/destinations/intercom/#revenue-and-currency"


def test_rule_without_a_section_has_no_link() -> None:
    assert [link(code) for code, (_, section, _) in DIAGNOSTICS.items() if not section] == [""] * 7
    assert link("no-such-code") == ""


def test_message_names_code_key_and_text_and_no_difference() -> None:
    for code, (_, _, text) in DIAGNOSTICS.items():
        assert message(code, "key", 5) == f'{code}: "key": {text}'


def test_value_is_shown_where_it_is_a_string_and_truncated_where_it_is_long() -> None:
    start = 'invalid-date: "created": cannot be read as a date; dropped'
    assert message("invalid-date", "created", 5) == start
    assert message("invalid-date", "created", "x" * 60) == f'{start}; got "{"x" * 60}"'
    assert message("invalid-date", "created", "x" * 61) == f'{start}; got "{"x" * 60}..."'
    assert message("missing-app-id", "", None) == "missing-app-id: no appId; nothing is sent"
    assert message("setting", "appId", 5) == 'setting: "appId": not allowed for this setting; the default is used'
    assert message("no-such-code", "key", 5) == "no-such-code: key"
