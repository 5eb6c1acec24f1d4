"""Hashes that are kept in columns: signed 64-bit integers, a BIGINT's range."""

from __future__ import annotations

from hashlib import blake2b

_SIZE = 8  # bytes: no chance meeting among some ten million


def hash64(data: bytes) -> int:
    """One integer for ``data``, the same in every process and on every machine."""
    return int.from_bytes(blake2b(data, digest_size=_SIZE).digest(), "big", signed=True)
