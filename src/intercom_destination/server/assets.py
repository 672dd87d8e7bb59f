"""The delivered files: where they are, what is in them, and their `integrity`.

An installed package carries them as package data; in a checkout they are those of `build/`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


class UnknownBundleError(LookupError):
    """No delivered file has this name."""

    def __init__(self, name: object) -> None:
        super().__init__(f"no bundle is called {name!r}; there are: {', '.join(bundle_names())}")


def bundle_names() -> list[str]:
    """Names of the delivered files, as paths with `/`: "intercom.min.js", "cdn/next-integrations/...", ..."""
    return sorted(_manifest())


def bundle_path(name: str) -> Path:
    """Where a delivered file is. Raises `UnknownBundleError`, which lists the names."""
    _row(name)
    return _folder() / name


def bundle_bytes(name: str) -> bytes:
    """What is in a delivered file. Raises `UnknownBundleError`, which lists the names."""
    return bundle_path(name).read_bytes()


def integrity(name: str) -> str:
    """What a script tag's `integrity` has to be: "sha384-..." (Subresource Integrity)."""
    return str(_row(name)["integrity"])


def _row(name: str) -> dict[str, Any]:
    row = _manifest().get(name) if isinstance(name, str) else None
    if row is None:
        raise UnknownBundleError(name)
    return row


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = json.loads((_folder() / MANIFEST).read_bytes())["files"]
    return rows


@cache
def _folder() -> Path:
    package = Path(str(files("intercom_destination")))
    installed, checkout = package / "bundles", package.parent.parent / "build"
    for folder in (installed, checkout):
        if (folder / MANIFEST).is_file():
            return folder
    raise FileNotFoundError(f"the delivered files are neither in {installed} nor in {checkout}; run: nox -s build")
