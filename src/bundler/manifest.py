"""Writes ``manifest.json``: what each delivered file weighs, and its hash for ``integrity``."""

from __future__ import annotations

import base64
import hashlib
import json

from bundler.compress import brotli_size, gzip_bytes


def describe(content: bytes) -> dict[str, int | str]:
    """Give sizes in bytes (raw, gzip at level 9, brotli at level 11) and the sha384 of a file."""
    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
    return {
        "bytes": len(content),
        "gzip": len(gzip_bytes(content)),
        "brotli": brotli_size(content),
        "integrity": f"sha384-{digest}",
    }


def manifest(version: str, files: dict[str, bytes]) -> str:
    """Give the manifest's text for scripts by their path below the build folder."""
    described = {path: describe(content) for path, content in files.items()}
    content = {"version": version, "files": described}
    return json.dumps(content, indent=2, sort_keys=True) + "\n"
