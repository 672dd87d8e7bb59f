"""The page's objects, as far as they are used here; for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from typing import Any

Window = Any
