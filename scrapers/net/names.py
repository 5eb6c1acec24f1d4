"""Names for what goes wrong on the way to a page: one short line each, for people and counters.

Pure.
"""

from __future__ import annotations

HOST_NOT_FOUND = "host not found"
REFUSED_CONNECTION = "connection refused"
PRIVATE = "private address refused"
UNTRUSTED = "certificate not trusted"
TIMEOUT = "timeout"
FAILED = "connection failed"
TOO_LARGE = "answer too large"
REDIRECTIONS = "too many redirections"
BUSY = "host asks to be left alone"
FORBIDDEN = "forbidden by robots.txt"
CHALLENGE = "challenge page"

OF_THE_HOST = frozenset({HOST_NOT_FOUND, REFUSED_CONNECTION, PRIVATE, UNTRUSTED, FAILED})
"""What would go wrong with every address of a host."""
_FINAL = frozenset({TOO_LARGE, REDIRECTIONS, PRIVATE, FORBIDDEN})
_SILENCE = frozenset({TIMEOUT, FAILED, REFUSED_CONNECTION, HOST_NOT_FOUND})


def is_final(reason: str) -> bool:
    """Whether asking again tomorrow would only bring the same."""
    return reason in _FINAL


def is_silence(reason: str) -> bool:
    """Whether nobody answered at all."""
    return reason in _SILENCE
