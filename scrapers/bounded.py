"""Keys of a bounded length: a database's index does not take a text of any length (pure)."""

from __future__ import annotations

import re
from hashlib import blake2b

LONGEST = 1_992
"""Bytes of a key: as many as the longest address has behind its scheme. PostgreSQL's index takes
2,704 in a row.
"""
_CUT_ESCAPE = re.compile("%.?$")


def bounded(key: str) -> str:
    """``key``; one that is too long is cut, and ends with a digest of all of it.

    So equal ones stay equal, and others stay apart.
    """
    whole = key.encode("utf-8", "surrogatepass")
    if len(whole) <= LONGEST:
        return key
    end = f"~{blake2b(whole, digest_size=16).hexdigest()}"
    begun = whole[: LONGEST - len(end)].decode("utf-8", "ignore")
    return _CUT_ESCAPE.sub("", begun) + end
