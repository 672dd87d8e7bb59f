"""The command line: ``intercom-destination``."""

from __future__ import annotations

import click

from intercom_destination import __version__
from intercom_destination.cli.cloud_commands import cloud_group
from intercom_destination.cli.commands import (
    csp_command,
    explain_command,
    snippet_command,
    user_hash_command,
    user_jwt_command,
)
from intercom_destination.cli.sandbox_command import sandbox_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="intercom-destination")
def main() -> None:
    """Work with the Intercom destination: its files and what they do."""


main.add_command(user_hash_command)
main.add_command(user_jwt_command)
main.add_command(snippet_command)
main.add_command(csp_command)
main.add_command(explain_command)
main.add_command(sandbox_command)
main.add_command(cloud_group)


if __name__ == "__main__":
    main()
