"""Reads source maps (version 3), as far as the bundler and its tests need."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any, NamedTuple

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Mapping(NamedTuple):
    """One place in the generated file and the one it comes from; lines and columns from 0."""

    line: int
    column: int
    source: str
    source_line: int
    source_column: int


def decode_numbers(text: str) -> list[int]:
    """Decode one segment of base64 numbers of variable length."""
    numbers, value, shift = [], 0, 0
    for character in text:
        digit = ALPHABET.index(character)
        value += (digit & 31) << shift
        shift += 5
        if not digit & 32:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers


def mappings(source_map: dict[str, Any]) -> list[Mapping]:
    """List all mappings that have a source, in the order of the generated file."""
    found = []
    state = [0, 0, 0]
    for line, group in enumerate(source_map["mappings"].split(";")):
        segments = [decode_numbers(segment) for segment in group.split(",") if segment]
        columns = accumulate(segment[0] for segment in segments)
        for column, segment in zip(columns, segments, strict=True):
            if len(segment) >= 4:
                state = [old + new for old, new in zip(state, segment[1:4], strict=True)]
                source = source_map["sources"][state[0]]
                found.append(Mapping(line, column, source, state[1], state[2]))
    return found


def source_position(source_map: str, line: int, column: int) -> Mapping | None:
    """Find where a place of the generated file comes from: the last mapping at or before it."""
    best = None
    for mapping in mappings(json.loads(source_map)):
        if mapping.line == line and mapping.column <= column:
            best = mapping
    return best
