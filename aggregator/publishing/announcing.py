"""Telling the hub which feeds have changed (WebSub): once each, when the files are whole."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable

from aggregator.config import Config
from aggregator.log import event
from aggregator.publishing.output import Output
from feeds import websub

SECONDS = 20.0
"""How long a run waits for the hub at most; what it did not hear of it hears of in the next."""


def owe(output: Output, feeds: Collection[str], changed: Iterable[str]) -> None:
    """Note that the hub is to hear of those of the changed files that are ``feeds``.

    And of those that a run wrote that was killed before it noted so.
    """
    output.owed.update(name for name in (*changed, *output.renewed) if name in feeds)


def announce(output: Output, config: Config) -> None:
    """Tell the hub what is owed to it; what fails stays owed. Never raises for a hub's faults."""
    if not (config.hub and config.address and output.owed):
        return
    topics = [config.address + name for name in sorted(output.owed)]
    for one in websub.tell(config.hub, topics, SECONDS):
        if one.accepted:
            output.owed.discard(one.topic.removeprefix(config.address))
        else:
            event("hub-failed", logging.WARNING, topic=one.topic, reason=one.reason)
    output.note()
