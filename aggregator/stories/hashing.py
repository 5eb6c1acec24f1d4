"""Hashes that are kept in columns: signed 64-bit integers, a BIGINT's range."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from struct import unpack

_SIZE = 8  # bytes: no chance meeting among some ten million


def hash64(data: bytes) -> int:
    """One integer for ``data``, the same in every process and on every machine."""
    return int.from_bytes(blake2b(data, digest_size=_SIZE).digest(), "big", signed=True)


def hashes64(pieces: Iterable[bytes]) -> tuple[int, ...]:
    """``hash64`` of each; thousands are made at once."""
    digests = [blake2b(piece, digest_size=_SIZE).digest() for piece in pieces]
    return unpack(f">{len(digests)}q", b"".join(digests))
