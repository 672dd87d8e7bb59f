"""The README as the Python index shows it: hatchling asks this for it when it builds a distribution.

The index has none of the files that the README links to. So a relative path becomes an address of the repository, which
``[project.urls]`` alone says: pictures as they are, all else as GitHub shows it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

RELATIVE = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)")


def with_addresses(text: str, source: str) -> str:
    """A document of the repository's root with an address in place of each relative path."""
    return RELATIVE.sub(
        lambda found: f"{found[1]}[{found[2]}]({source}/{'raw' if found[1] else 'blob'}/main/{found[3]})", text
    )


class ReadmeHook(MetadataHookInterface):
    """Fills in the dynamic field `readme`."""

    def update(self, metadata: dict[str, Any]) -> None:
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": with_addresses(text, metadata["urls"]["Source"]),
        }
