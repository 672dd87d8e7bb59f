"""The delivered module."""
