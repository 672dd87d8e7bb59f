"""Reads ``bundles.toml``: one row a delivered file, bundled or copied."""

from __future__ import annotations

import ast
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bundler.errors import BuildError
from bundler.modules import PACKAGE

#: In a copied file, the place of the source's address.
REPOSITORY = b"{repository}"

#: What a row holds: the keys and their types.
KEYS: dict[str, type] = {
    "entry": str,
    "outputs": list,
    "format": str,
    "dev": bool,
    "gzip_copy": bool,
    "size_limit": int,
}


@dataclass(frozen=True)
class Bundle:
    """A row: what is bundled, how, where it goes below the build folder, and what it may weigh.

    `size_limit` is in bytes after ``gzip -9``. With `dev` the code is readable and `__diagnostics__` true.
    With `gzip_copy` a ``.gz`` of each output stands beside it.
    """

    entry: str
    outputs: list[str]
    format: Literal["iife", "esm"]
    dev: bool
    gzip_copy: bool
    size_limit: int

    @property
    def name(self) -> str:
        """The delivered file's name, without folders."""
        return Path(self.outputs[0]).name

    @property
    def label(self) -> str:
        """The name that tells it from all other rows: ``dev/`` stands before a development build of the same name."""
        folder = Path(self.outputs[0]).parent.name
        return f"{folder}/{self.name}" if folder == "dev" else self.name


def version_at(root: Path) -> str:
    """Read ``__version__`` from the package's source, without importing it."""
    path = root / "src" / PACKAGE / "__init__.py"
    if not path.is_file():
        raise BuildError(f"{root} is not a checkout: it has no src/{PACKAGE}/__init__.py")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "__version__"
        ):
            return str(ast.literal_eval(node.value))
    raise BuildError(f"src/{PACKAGE}/__init__.py names no __version__")


def _row(row: dict[str, Any], version: str) -> Bundle:
    name = row.get("entry", "?")
    for key, kind in KEYS.items():
        if not isinstance(row.get(key), kind):
            raise BuildError(f"bundles.toml: the row of {name!r} needs {key!r}, a {kind.__name__}")
    if unknown := sorted(row.keys() - KEYS.keys()):
        raise BuildError(f"bundles.toml: the row of {name!r} has unknown keys {unknown}")
    if row["format"] not in ("iife", "esm"):
        raise BuildError(f"bundles.toml: the format of {name!r} is neither 'iife' nor 'esm'")
    outputs = [output.format(version=version) for output in row["outputs"]]
    return Bundle(**{**row, "outputs": outputs})


def _tables(root: Path) -> dict[str, Any]:
    path = root / "bundles.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BuildError(f"{root} is not a checkout: it has no bundles.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"bundles.toml cannot be read: {error}") from None


def bundles_at(root: Path) -> list[Bundle]:
    """Read the rows of the checkout, with its version filled in."""
    rows = _tables(root).get("bundle")
    if not isinstance(rows, list):
        raise BuildError("bundles.toml has no [[bundle]]")
    version = version_at(root)
    return [_row(row, version) for row in rows]


def development_at(root: Path) -> str | None:
    """Read the name of the module that each development build runs before its entry, if there is one."""
    name = _tables(root).get("development")
    return None if name is None else str(name)


def copies_at(root: Path) -> dict[str, bytes]:
    """Read the files that are delivered as they are, by their place below the build folder.

    The text "{version}", with its quotes, becomes the version; {repository} becomes the address of the source.
    """
    copies = {}
    version = json.dumps(version_at(root)).encode()
    for row in _tables(root).get("copy", []):
        if row.keys() != {"source", "output"}:
            raise BuildError("bundles.toml: a [[copy]] has a source and an output")
        try:
            content = (root / row["source"]).read_bytes().replace(b'"{version}"', version)
        except OSError as error:
            raise BuildError(f"bundles.toml: {row['source']!r} cannot be copied: {error.strerror}") from None
        if REPOSITORY in content:
            content = content.replace(REPOSITORY, repository_at(root).encode())
        copies[row["output"]] = content
    return copies


def repository_at(root: Path) -> str:
    """Read the address of the source from the project's own table of addresses."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return str(project["urls"]["Source"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        raise BuildError("pyproject.toml gives no address: [project.urls] needs a Source") from None
