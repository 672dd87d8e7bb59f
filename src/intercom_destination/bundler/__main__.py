"""``python -m intercom_destination.bundler`` is ``intercom-destination build``."""

from intercom_destination.cli import build

if __name__ == "__main__":
    build()
