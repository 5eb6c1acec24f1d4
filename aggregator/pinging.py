"""A dead-man address: whoever waits for it to be asked hears of it when no run goes well any more.

Such as healthchecks.io, or any that takes a GET for a sign of life.
"""

from __future__ import annotations

import logging
from time import monotonic

from aggregator.log import event
from feeds.asking import ask

SECONDS = 20.0
"""How long a run waits for it at most, tries and all."""
TRIES = 2


def ping(address: str) -> bool:
    """Tell that a run went well; whether that was heard. A failure is one line of the log.

    The line does not tell the address, which is a secret of a kind.
    """
    until = monotonic() + SECONDS
    for _ in range(TRIES):
        answer = ask(address, until)
        if answer.is_good or not answer.is_passing:
            break
    if not answer.is_good:
        reason = answer.reason.partition(": http")[0]
        event("ping-failed", logging.WARNING, reason=reason)
    return answer.is_good
