"""What pydantic finds wrong in a TOML file, said plainly, and the line it is on."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from pydantic_core import ErrorDetails

_PLAIN = {
    "extra_forbidden": "unknown key",
    "missing": "is missing",
    "string_type": 'must be a text in quotes, such as "hu"',
    "string_too_short": "must not be empty",
    "tuple_type": 'must be a list, such as ["hu", "en"]',
    "too_short": "must not be empty",
    "string_too_long": "is longer than {max_length:,} characters",
    "too_long": "has more than {max_length:,} entries",
    # no other pattern is asked for
    "string_pattern_mismatch": "must be two lower-case letters",
    "literal_error": "must be {expected}",
    "int_type": "must be a whole number",
    "greater_than_equal": "must be {ge} or more",
    "less_than": "must be less than {lt:,}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "path_type": "must be the name of a folder",
    "model_type": "must be a table, [[door]] for a door",
    "model_attributes_type": "must be a table, [[door]] for a door",
}


def plain(error: ErrorDetails) -> str:
    """One of pydantic's errors in words for people who do not program."""
    told = _PLAIN.get(error["type"])
    if told is None:
        return error["msg"].removeprefix("Value error, ")
    return told.format_map(error.get("ctx", {})).replace("'", "")


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """The line (from 1) of the deepest part of ``location`` that a TOML ``text`` spells out.

    ``location`` is a path such as ``("door", 1, "links")``; arrays count from 0.
    """
    lines = text.splitlines()
    found, deepest, begins = None, 0, 1
    for end in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:  # in the middle of a value of several lines
            continue
        if (depth := _depth(data, location)) > deepest:
            found, deepest = begins, depth
        begins = end + 1
    return found


def _depth(data: Any, location: Sequence[str | int]) -> int:
    """How many parts of ``location`` there are in ``data``."""
    for depth, part in enumerate(location):
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return depth
    return len(location)
