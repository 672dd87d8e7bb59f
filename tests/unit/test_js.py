"""What compiled code takes from JavaScript has two halves, which define the same names with the same arguments."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from intercom_destination import js
from intercom_destination.js import text as js_text
from intercom_destination.js.globals import undefined

FOLDER = Path(js.__file__).parent


def arguments(module: str) -> dict[str, list[str]]:
    """The functions of a module, with the names of their arguments."""
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    return {
        node.name: [argument.arg for argument in node.args.args]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("name", [name for name in js.__all__ if name != "keys_of"])
def test_both_halves_define_what_the_package_names(name: str) -> None:
    in_python = arguments("cpython") | arguments("cpython_dates") | arguments("cpython_tokens")
    assert in_python[name] == arguments("browser")[name]


def test_keys_of_is_javascripts_own_function() -> None:
    assert "\nkeys_of = Object.keys\n" in (FOLDER / "browser.py").read_text("utf-8")
    assert js.keys_of({"b": 1, "a": undefined}) == ["b", "a"]


def test_both_halves_of_text_define_the_same() -> None:
    assert arguments("text") == arguments("browser_text")


@pytest.mark.parametrize(
    ("text", "number"),
    [("12abc", 12), (" \ufeff12", 12), ("1e3x", 1000), (".5.6", 0.5), ("-Infinityx", float("-inf")), ("+7", 7)],
)
def test_leading_number_reads_as_parse_float_does(text: str, number: float) -> None:
    assert js_text.leading_number(text) == number


@pytest.mark.parametrize("text", ["abc", "", "infinity", "INFINITY", "e5", "--1", "$5"])
def test_leading_number_of_no_number_is_nan(text: str) -> None:
    assert js_text.leading_number(text) != js_text.leading_number(text)


@pytest.mark.parametrize(("number", "whole"), [(0.5, 1), (-0.5, 0), (2.5, 3), (-2.5, -2), (1998.9999999999998, 1999)])
def test_halves_are_rounded_up(number: float, whole: int) -> None:
    assert js.rounded(number) == whole


@pytest.mark.parametrize(
    ("parts", "ms"),
    [
        ((2014, 0, 1, 12, 0, 0), 1388577600000),
        ((2014, 12, 45, 0, 0, 0), 1423872000000),
        ((9999, 98, 99, 99, 99, 99), 253637152839000),
        ((99, 0, 1, 0, 0, 0), 915148800000),
        ((100, 0, 1, 0, 0, 0), -59011459200000),
    ],
)
def test_ms_of_rolls_over_as_date_utc_does(parts: tuple[int, ...], ms: int) -> None:
    assert js.ms_of(*(*parts, 0)) == ms
    assert js.ms_of(*(*parts, -90)) == ms - 90 * 60_000


@pytest.mark.parametrize(
    ("text", "number"),
    [("12abc", 12), (" \ufeff-12.5", -12), ("+7e5", 7), ("0x10", 0), ("9" * 5000, float("inf"))],
)
def test_leading_integer_reads_as_parse_int_does(text: str, number: float) -> None:
    assert js_text.leading_integer(text) == number


@pytest.mark.parametrize("text", ["x12", "", "-", ".5", "Infinity"])
def test_leading_integer_of_no_number_is_nan(text: str) -> None:
    assert js_text.leading_integer(text) != js_text.leading_integer(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (0.00001, "0.00001"),
        (1e-7, "1e-7"),
        (1.5e300, "1.5e+300"),
        (123456789012345678901, "123456789012345680000"),
        (2**53 + 1, "9007199254740992"),
        (1e21, "1e+21"),
        (True, "true"),
        ("x", "x"),
    ],
)
def test_number_is_written_as_javascript_writes_it(value: object, text: str) -> None:
    assert js_text.as_string(value) == text


def test_hash_of_a_name_is_the_one_that_segments_server_used() -> None:
    assert js_text.string_hash("Segment") == "2017828326"


def test_keys_that_are_whole_numbers_come_first_as_in_javascript() -> None:
    fields = {"b": 1, "10": 2, "2": 3, "01": 4}
    assert list(js.in_wire_order(fields)) == ["2", "10", "b", "01"]


@pytest.mark.parametrize(("number", "is_one"), [(10**308, True), (10**309, False), (-(10**1_000), False)])
def test_number_that_no_double_can_hold_is_none(number: int, is_one: bool) -> None:
    assert js.is_number(number) is is_one


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (1, 1.0, True),
        (1, True, False),
        ("a", "a", True),
        ({"a": 1}, {"a": 1}, False),
        ([], [], False),
        ("a", {}, False),
    ],
)
def test_strict_equal_is_the_identity_of_scalars(one: object, other: object, alike: bool) -> None:
    assert js.strict_equal(one, other) is alike


def test_value_of_the_first_key_that_spells_the_name() -> None:
    given = {"e-mail": undefined, "E_Mail": "a", "email": "b", "mail": "c"}
    assert js_text.get_spelled(given, "email") == "a"
    assert js_text.get_spelled({"2": "b", "_2": "a"}, "2") == "b"
    assert js_text.get_spelled({"_2": "a", "2": "b"}, "2") == "b"
    assert js_text.get_spelled(given, "name") is undefined
    assert js_text.get_spelled([{"email": "a"}], "email") is undefined
    assert js_text.get_spelled(None, "email") is undefined


def test_separated_puts_a_character_between_words() -> None:
    names = ["zIndex", "hideDefaultLauncher", "alignment", "app_id"]
    assert [js_text.separated(name, "_") for name in names] == [
        "z_index",
        "hide_default_launcher",
        "alignment",
        "app_id",
    ]
    assert js_text.separated("appId", "-") == "app-id"


def test_camel_case_joins_words() -> None:
    names = ["z_index", "hide_default_launcher", "alignment", "appId"]
    assert [js_text.camel_case(name) for name in names] == ["zIndex", "hideDefaultLauncher", "alignment", "appId"]


def test_entries_of_a_list_have_its_indices_for_keys() -> None:
    assert js.entries(["a", undefined, None]) == [("0", "a"), ("2", None)]
