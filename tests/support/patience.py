"""How long a test waits for what has to come: long enough for a busy machine, for speed is never judged."""

from __future__ import annotations

LONGEST_SECONDS = 60
LONGEST = LONGEST_SECONDS * 1000
