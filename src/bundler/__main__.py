"""``python -m bundler``: compile and bundle the delivered files."""

from __future__ import annotations

from pathlib import Path

import click

from bundler.errors import BuildError
from bundler.pipeline import build as build_files


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
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
    try:
        build_files(root.resolve(), out.resolve() if out else root.resolve() / "build", click.echo)
    except BuildError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    build(prog_name="python -m bundler")
