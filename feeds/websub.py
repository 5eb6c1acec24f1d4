"""Telling a hub that a feed has changed (WebSub, https://www.w3.org/TR/websub/).

The recommendation leaves to each hub how it is told (section 6, "Publishing"). What they
have in common is the form of PubSubHubbub 0.4: ``hub.mode`` is ``publish`` and ``hub.url`` the
address of the feed, by POST. Google's and Superfeedr's hubs read that; others ask for the address
in ``hub.topic``, the name it has elsewhere in the protocol. Both are sent.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR
from threading import Thread
from time import monotonic, sleep
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from feeds.characters import line

_PAUSES = (0.0, 0.5, 1.0)  # seconds before each try
_PATIENCE = 10.0  # seconds for one try
_REDIRECTS = 3
_MOST = 2000  # bytes of an answer that are read
_SHOWN = 120  # characters of what a hub says
_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "User-Agent": "klaszterhirek",
    "Connection": "close",
}
# What another try may mend (RFC 9110, sections 15.5.9 and 15.6; RFC 6585, section 4).
_PASSING = frozenset((408, 429))
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_MOVED = frozenset((301, 302, 307, 308))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the hub took word of ``topic``, and what there is to say of it, on one line."""

    topic: str
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int | None
    reason: str
    location: str = ""

    @property
    def passing(self) -> bool:
        return self.status is None or self.status in _PASSING or self.status >= 500


def tell(hub: str, topics: Sequence[str], seconds: float) -> tuple[Outcome, ...]:
    """Tell ``hub`` that each of ``topics``, addresses of feeds, has changed; the outcomes in order.

    Takes no longer than ``seconds`` for all of them; up to three tries each. A redirection is
    followed where it stays on the hub's host and does not give up TLS. Whatever goes wrong is an
    outcome, not an exception. Call it when the new files are in place, and only for those that
    changed: a hub fetches what it is told of.
    """
    until = monotonic() + seconds
    return tuple(_tell(hub, topic, until) for topic in topics)


def _tell(hub: str, topic: str, until: float) -> Outcome:
    body = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    answer = _Answer(None, "no time was left")
    for pause in _PAUSES:
        if monotonic() + pause >= until:
            break
        sleep(pause)
        answer = _ask(hub, body, until)
        if not answer.passing:
            break
    accepted = answer.status is not None and 200 <= answer.status < 300
    return Outcome(topic, accepted, answer.reason)


def _ask(hub: str, body: bytes, until: float) -> _Answer:
    """The last answer to ``body`` at ``hub``, after redirections."""
    address = hub
    for _ in range(_REDIRECTS + 1):
        answer = _post(address, body, min(until, monotonic() + _PATIENCE))
        if answer.status not in _MOVED or not answer.location:
            return answer
        try:
            target = urljoin(address, answer.location)
            stays = _stays(address, target)
        except ValueError:
            return _Answer(answer.status, "redirects to no address")
        if not stays:
            return _Answer(answer.status, f"redirects to another host: {line(target)[:_SHOWN]}")
        address = target
    return _Answer(answer.status, "redirects too often")


def _stays(address: str, target: str) -> bool:
    """Whether a redirection leads to the same host and port, or from there to its TLS."""
    before, after = urlsplit(address), urlsplit(target)
    there = {(before.scheme, before.netloc), ("https", before.hostname)}
    return (after.scheme, after.netloc) in there


def _post(address: str, body: bytes, until: float) -> _Answer:
    """One request. It runs in a thread, because nothing else bounds the look-up of a name."""
    try:
        parts = urlsplit(address)
        connection = _connection(parts, max(until - monotonic(), 0.001))
    except ValueError:
        return _Answer(400, f"not an http or https address: {line(address)[:_SHOWN]}")
    answers: SimpleQueue[_Answer] = SimpleQueue()
    Thread(
        target=lambda: answers.put(_exchange(connection, parts, body)), name="websub", daemon=True
    ).start()
    try:
        return answers.get(timeout=max(until - monotonic(), 0))
    except Empty:
        _break_off(connection)
        return _Answer(None, "did not answer in time")


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(parts.geturl())
    if parts.scheme == "https":
        return HTTPSConnection(parts.hostname, parts.port, timeout=seconds, context=_trust())
    return HTTPConnection(parts.hostname, parts.port, timeout=seconds)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _exchange(connection: HTTPConnection, parts: SplitResult, body: bytes) -> _Answer:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, _HEADERS)
        response = connection.getresponse()
        said = response.read(_MOST)
    except (OSError, HTTPException, ValueError) as error:
        return _Answer(None, line(f"{type(error).__name__}: {error}")[:_SHOWN])
    finally:
        connection.close()
    location = response.getheader("Location") or ""
    return _Answer(response.status, _reason(response.status, said), location)


def _reason(status: int, said: bytes) -> str:
    """The status in the standard's words, and how the hub's own begin."""
    name = _PHRASES.get(status, "unknown status")
    own = line(said.decode("utf-8", "replace"))[:_SHOWN]
    return f"{status} {name}: {own}" if own else f"{status} {name}"


def _break_off(connection: HTTPConnection) -> None:
    """End an exchange that nobody waits for any more."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)
