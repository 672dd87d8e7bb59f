"""Sends Segment's calls to the Intercom Messenger: one mapping, run in CPython and in the browser."""

__version__ = "1.0.0"
