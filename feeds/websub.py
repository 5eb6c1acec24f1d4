"""Telling a hub that a feed has changed (WebSub, https://www.w3.org/TR/websub/).

The recommendation leaves to each hub how it is told (section 6, "Publishing"). What they
have in common is the form of PubSubHubbub 0.4: ``hub.mode`` is ``publish`` and ``hub.url`` the
address of the feed, by POST. Google's and Superfeedr's hubs read that; others ask for the address
in ``hub.topic``, the name it has elsewhere in the protocol. Both are sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from urllib.parse import urlencode

from feeds.asking import Answer, ask

_PAUSES = (0.0, 0.5, 1.0)  # seconds before each try
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the hub took word of ``topic``, and what there is to say of it, on one line."""

    topic: str
    accepted: bool
    reason: str


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
    answer = Answer(None, "no time was left")
    for pause in _PAUSES:
        if monotonic() + pause >= until:
            break
        sleep(pause)
        answer = ask(hub, until, body, _FORM)
        if not answer.is_passing:
            break
    return Outcome(topic, answer.is_good, answer.reason)
