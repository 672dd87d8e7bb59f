"""The questions for a real workspace, put to the stand-in: each gets an answer, and nothing stays behind."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from tools.cloud_trials.stand_in import TOKEN, standing_in
from tools.live.__main__ import answers, main
from tools.live.questions import BURST, LASTING, QUESTIONS
from tools.live.workspace_api import WorkspaceApi

GUESSES = Path(__file__).resolve().parents[2] / "docs" / "sandbox-rest.md"


def test_live_questions_are_answered_by_the_stand_in_as_its_page_says() -> None:
    with standing_in() as stand_in:
        found = answers(WorkspaceApi(TOKEN, stand_in.url, rate=1_000))
        assert stand_in.people() == {}
        assert stand_in.count("companies") == 0
    assert found == {
        "a": "200",
        "b": "with another external_id 200; by email alone 409 conflict, id in the text: True",
        "b, by external_id": "409 conflict, id in the text: True",
        "c": "400 parameter_invalid, named: True, the rest was stored: False",
        "d": "attach 200 then 200; detach 200 then 404 company_not_found",
        "e": "by itself: False; backwards: True",
        "f": "202, 10 keys, that with a dot: True; nested 400 parameter_invalid",
        "h": "the same limit",
        "i": "200, cleared: True",
        "j": "202; of nobody 404 not_found",
        "m": "400 type_mismatch, named: True",
        "o": ("read 404 not_found; update 404 not_found; create 409 conflict, says so: True; unarchive 200"),
        "p": "merge 200; read 410 contact_merged, link: True; update 404 not_found",
        "r, the Content-Type": "400 bad_request",
        "y": "avatar 200; name 200, 255 characters; external id 200; event 202; tag 200",
        "z": (
            "email 400 parameter_invalid; attribute 400 type_mismatch; keys 400 parameter_invalid,"
            " empty 400 parameter_invalid; large 400 parameter_invalid"
        ),
        "aa": "400 parameter_invalid; 400 parameter_invalid; made 400 parameter_invalid",
        "ab": "400 parameter_invalid",
    }


def test_live_questions_have_letters_of_guesses_on_the_page() -> None:
    letters = re.findall(r"^\| ([a-z]+) \|", GUESSES.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.partition(",")[0] for name in QUESTIONS | BURST | LASTING} <= set(letters)


def test_live_uses_up_the_event_names_where_that_is_wanted() -> None:
    assert not QUESTIONS.keys() & LASTING.keys()
    with standing_in() as stand_in:
        found = answers(WorkspaceApi(TOKEN, stand_in.url, rate=1_000), LASTING)
        stand_in.set(event_names=200)
        more = answers(WorkspaceApi(TOKEN, stand_in.url, rate=1_000), LASTING)
    assert found == {"g": "422 event_limit_exceeded, the limit is named: True"}
    assert more == {"g": "121 names are taken"}


def test_live_exceeds_the_rate_where_that_is_wanted() -> None:
    with standing_in() as stand_in:
        api = WorkspaceApi(TOKEN, stand_in.url, rate=1_000)
        assert api.refused_in_a_burst("/me", 200) is None
        stand_in.set(rest_rate=150)
        found = answers(api, BURST)
    assert found == {
        "h, exceeded": "429 rate_limit_exceeded; Retry-After: False; reset: True; the limit is in the text: True"
    }


def test_live_says_where_the_stand_in_is_wrong() -> None:
    with standing_in() as stand_in:
        stand_in.set(rest_metadata=20)
        result = CliRunner().invoke(main, ["--base-url", stand_in.url], env={"INTERCOM_TOKEN": TOKEN})
    assert result.exit_code == 1
    assert "exceeded" not in result.stdout
    lines = result.stdout.splitlines()
    wrong = next(number for number, line in enumerate(lines) if line.startswith("WRONG  f:"))
    assert lines[wrong + 1].startswith("       Intercom: 202, 20 keys")
    assert lines[wrong + 2].startswith("       stand-in: 202, 10 keys")
    assert lines[-1] == f"1 of {len(QUESTIONS)} guesses are wrong"


def test_live_needs_a_token() -> None:
    assert "set INTERCOM_TOKEN" in CliRunner().invoke(main, [], env={"INTERCOM_TOKEN": ""}).stderr
