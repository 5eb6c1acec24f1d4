"""Asking one address, within a time, for those whom the program tells something.

No library is: what is asked is fixed by whoever runs the program, and what matters is that a run
never hangs on it, not in the look-up of a name either.
"""

from __future__ import annotations

import ssl
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR
from threading import Thread
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from feeds.characters import line

_PATIENCE = 10.0  # seconds for one try
_REDIRECTS = 3
_MOST = 2000  # bytes of an answer that are read
_SHOWN = 120  # characters of what is said
_HEADERS = {"User-Agent": "klaszterhirek", "Connection": "close"}
# What another try may mend (RFC 9110, sections 15.5.9 and 15.6; RFC 6585, section 4).
_PASSING = frozenset((408, 429))
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_MOVED = frozenset((301, 302, 307, 308))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, ``None`` where there was none, and what to say of it, on one line."""

    status: int | None
    reason: str
    location: str = ""

    @property
    def is_good(self) -> bool:
        """Whether what was asked for was done."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_passing(self) -> bool:
        """Whether another try may mend what went wrong."""
        return self.status is None or self.status in _PASSING or self.status >= 500


def ask(address: str, until: float, body: bytes | None = None, media_type: str = "") -> Answer:
    """The last answer at ``address``, after redirections: by POST of ``body``, or by GET.

    A redirection is followed where it stays on its host and does not give up TLS. ``until`` is a
    moment of the monotonic clock at which nobody waits any longer. Whatever goes wrong is an
    answer, not an exception.
    """
    for _ in range(_REDIRECTS + 1):
        answer = _once(address, min(until, monotonic() + _PATIENCE), body, media_type)
        if answer.status not in _MOVED or not answer.location:
            return answer
        try:
            target = urljoin(address, answer.location)
            stays = _stays(address, target)
        except ValueError:
            return Answer(answer.status, "redirects to no address")
        if not stays:
            return Answer(answer.status, f"redirects to another host: {line(target)[:_SHOWN]}")
        address = target
    return Answer(answer.status, "redirects too often")


def _stays(address: str, target: str) -> bool:
    """Whether a redirection leads to the same host and port, or from there to its TLS."""
    before, after = urlsplit(address), urlsplit(target)
    there = {(before.scheme, before.netloc), ("https", before.hostname)}
    return (after.scheme, after.netloc) in there


def _once(address: str, until: float, body: bytes | None, media_type: str) -> Answer:
    """One request. It runs in a thread, because nothing else bounds the look-up of a name."""
    try:
        parts = urlsplit(address)
        connection = _connection(parts, max(until - monotonic(), 0.001))
    except ValueError:
        return Answer(400, f"not an http or https address: {line(address)[:_SHOWN]}")
    answers: SimpleQueue[Answer] = SimpleQueue()
    Thread(
        target=lambda: answers.put(_exchange(connection, parts, body, media_type)),
        name="asking",
        daemon=True,
    ).start()
    try:
        return answers.get(timeout=max(until - monotonic(), 0))
    except Empty:
        _break_off(connection)
        return Answer(None, "did not answer in time")


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(parts.geturl())
    if parts.scheme == "https":
        return HTTPSConnection(parts.hostname, parts.port, timeout=seconds, context=_trust())
    return HTTPConnection(parts.hostname, parts.port, timeout=seconds)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _exchange(
    connection: HTTPConnection, parts: SplitResult, body: bytes | None, media_type: str
) -> Answer:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        typed = {"Content-Type": media_type} if body is not None else {}
        connection.request("GET" if body is None else "POST", path, body, _HEADERS | typed)
        response = connection.getresponse()
        said = response.read(_MOST)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(None, line(f"{type(error).__name__}: {error}")[:_SHOWN])
    finally:
        connection.close()
    location = response.getheader("Location") or ""
    return Answer(response.status, _reason(response.status, said), location)


def _reason(status: int, said: bytes) -> str:
    """The status in the standard's words, and how its own begin."""
    name = _PHRASES.get(status, "unknown status")
    own = line(said.decode("utf-8", "replace"))[:_SHOWN]
    return f"{status} {name}: {own}" if own else f"{status} {name}"


def _break_off(connection: HTTPConnection) -> None:
    """End an exchange that nobody waits for any more."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)
