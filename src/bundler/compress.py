"""Compressed sizes, and the ``.gz`` files that a CDN serves as they are.

The gzip header is written here by hand: no name, no time, and "unknown" for the operating system,
which Python versions fill in differently. The deflate stream is that of zlib at level 9. All
releases of zlib since 2012 write the same one; zlib-ng, which some builds of Python have in its
place, does not, so the build says so there and the artefact test compares the contents instead.
"""

from __future__ import annotations

import struct
import zlib
from importlib import import_module

#: Magic, deflate, no flags, no time, "best compression", operating system unknown.
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def has_classic_zlib() -> bool:
    """Tell whether this Python's zlib writes the bytes that are committed."""
    return "ng" not in zlib.ZLIB_RUNTIME_VERSION


def gzip_bytes(content: bytes) -> bytes:
    """Compress as ``gzip -9`` does, without name and time."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(content) + deflate.flush()
    return GZIP_HEADER + body + struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)


def brotli_size(content: bytes) -> int:
    """Give the size in bytes after brotli at level 11."""
    return len(import_module("brotli").compress(content, quality=11))
