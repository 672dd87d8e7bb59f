"""``python -m tools.readme`` writes what is derived in the documents; ``--check`` says what is stale or broken."""

from __future__ import annotations

import sys

import click
from tools.derived import UNWRITTEN, derived
from tools.documents import page_name, part, write_part
from tools.links import broken_links

REMEDY = "run: python -m tools.readme"


def stale() -> list[str]:
    """One line a derived part that is not what the code says, or that waits for a sentence."""
    found = []
    for (path, name), made in derived().items():
        if part(path, name) != made:
            found.append(f"{page_name(path)}: <!-- {name} --> is stale; {REMEDY}")
        elif UNWRITTEN in made:
            found.append(f"{page_name(path)}: <!-- {name} --> has a row that waits for a sentence: {UNWRITTEN}")
    return found


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--check", is_flag=True, help="Write nothing; say what is stale and which links lead nowhere.")
def main(check: bool) -> None:
    """Write the derived parts of the documents."""
    if check:
        problems = stale() + broken_links()
        for problem in problems:
            click.echo(problem, err=True)
        sys.exit(1 if problems else 0)
    for (path, name), made in derived().items():
        write_part(path, name, made)


if __name__ == "__main__":
    main(prog_name="python -m tools.readme")
