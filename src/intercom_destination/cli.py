"""The command line: ``intercom-destination``."""

from __future__ import annotations

from pathlib import Path

import click

from intercom_destination import __version__
from intercom_destination.commands import (
    csp_command,
    explain_command,
    snippet_command,
    user_hash_command,
    user_jwt_command,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="intercom-destination")
def main() -> None:
    """Work with the Intercom destination: its files and what they do."""


@main.command()
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    help="The checkout to build; the current folder unless given.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the files, emptied first; ROOT/build unless given.",
)
def build(root: Path, out: Path | None) -> None:
    """Compile and bundle the delivered files."""
    # Here, so that the other commands work without the bundler's dependencies.
    from intercom_destination.bundler.errors import BuildError
    from intercom_destination.bundler.pipeline import build as build_files

    try:
        build_files(root.resolve(), out.resolve() if out else root.resolve() / "build", click.echo)
    except BuildError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def demo(arguments: tuple[str, ...]) -> None:
    """Serve the demo site (in a checkout); ARGUMENTS are the demo's own."""
    try:
        from demo_site.__main__ import main as demo_main
    except ImportError as error:
        raise click.ClickException(
            f"the demo site is not here ({error}); it is part of the source. In a checkout: nox -s demo"
        ) from None
    demo_main(list(arguments), prog_name="intercom-destination demo")


main.add_command(user_hash_command)
main.add_command(user_jwt_command)
main.add_command(snippet_command)
main.add_command(csp_command)
main.add_command(explain_command)


if __name__ == "__main__":
    main()
