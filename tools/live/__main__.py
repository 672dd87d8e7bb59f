"""``python -m tools.live``: put the open questions to a real workspace, and say where the stand-in is wrong.

Takes the token of a workspace for tests from INTERCOM_TOKEN. It makes contacts, companies and two custom attributes
there; contacts and companies are deleted in the end. Ends with 1 where an answer differs from the stand-in's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

import click
from tools.cloud_trials.stand_in import TOKEN, standing_in
from tools.live.questions import BURST, LASTING, QUESTIONS
from tools.live.workspace_api import WorkspaceApi

from intercom_destination.cloud.delivery.connections import REGIONS, base_url_of, check_token
from intercom_sandbox.server import Workspace


def answers(api: WorkspaceApi, questions: Mapping[str, Callable[[WorkspaceApi], str]] = QUESTIONS) -> dict[str, str]:
    """The answer to each question. A question that could not be put says why."""
    found = {}
    try:
        for letter, question in questions.items():
            try:
                found[letter] = question(api)
            except (RuntimeError, LookupError, TypeError) as error:
                found[letter] = f"could not be asked: {error}"
    finally:
        api.close()
    return found


@click.command()
@click.option("--region", type=click.Choice(list(REGIONS)), default="us", show_default=True)
@click.option("--base-url", help="Another address of the API.")
@click.option("--exceed-rate", is_flag=True, help="Also exceed the rate, so that every caller is refused for seconds.")
@click.option("--event-names", is_flag=True, help="Also use up the 120 event names, which can only be archived again.")
def main(region: str, base_url: str | None, exceed_rate: bool, event_names: bool) -> None:
    """Ask a real workspace what the description of the API leaves open, and compare with the stand-in."""
    token = os.environ.get("INTERCOM_TOKEN")
    if not token:
        raise click.UsageError("set INTERCOM_TOKEN: the access token of a workspace for tests")
    questions = QUESTIONS | (LASTING if event_names else {})
    with standing_in() as stand_in:
        guessed = answers(WorkspaceApi(TOKEN, stand_in.url, rate=1_000), questions)
        if exceed_rate:
            stand_in.set(rest_rate=Workspace().rest_rate)
            guessed |= answers(WorkspaceApi(TOKEN, stand_in.url, rate=1_000), BURST)
    workspace = check_token(token), base_url_of(region, base_url)
    real = answers(WorkspaceApi(*workspace), questions)
    if exceed_rate:
        # Only when what the others have made is deleted: a call to delete it would be refused.
        real |= answers(WorkspaceApi(*workspace), BURST)
        questions |= BURST
    wrong = 0
    for letter, question in questions.items():
        is_right = real[letter] == guessed[letter]
        wrong += not is_right
        click.echo(f"{'right' if is_right else 'WRONG'}  {letter}: {(question.__doc__ or '').strip()}")
        click.echo(f"       Intercom: {real[letter]}")
        if not is_right:
            click.echo(f"       stand-in: {guessed[letter]}")
    click.echo(f"{wrong} of {len(questions)} guesses are wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
