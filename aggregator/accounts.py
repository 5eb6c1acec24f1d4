"""Who else tells of it: twins in other languages, and other stories' accounts of one event.

Both are relations between articles and never bring two texts into one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.accounts import current, replace_accounts
from aggregator.archive.editions import crowded, editions_of, holders, index
from aggregator.archive.events import accounts_of, keys_told
from aggregator.stories.accounts import MOST, related
from aggregator.stories.twins import SHARED, marks, twins

_EVENT = "event:"


def relate_accounts(connection: Connection, ids: Collection[int], now: datetime) -> None:
    """Find whose twins these articles are, and who tells of their events in another story.

    ``ids`` are the members, now or before, of the stories that are new or changed. What was related
    to them and is no more, or is now related by its text, ends.
    """
    _relate_twins(connection, ids, now)
    _relate_events(connection, ids, now)


def _relate_twins(connection: Connection, ids: Collection[int], now: datetime) -> None:
    touched = index(connection, ids, editions_of(connection, ids))
    # what more of them share was no sign of twins before these came either
    near = holders(connection, touched, most=SHARED + len(ids)).union(ids)
    editions = editions_of(connection, near)
    hashes = {mark for one in editions for mark in marks(one)}
    found = twins(editions, crowded(connection, hashes))
    judged = {
        pair: row
        for pair, row in current(connection, near, "twin").items()
        if near.issuperset(pair) or not set(pair).isdisjoint(ids)
    }
    told = {pair: (word,) for pair, word in found.items()}
    replace_accounts(connection, judged, told, "twin", now)


def _relate_events(connection: Connection, ids: Collection[int], now: datetime) -> None:
    before = current(connection, ids, "event").values()
    keys = keys_told(connection, ids)
    keys |= {word.removeprefix(_EVENT) for row in before for word in row["evidence"]}
    accounts = accounts_of(connection, keys, most=MOST + len(ids))
    found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for key, told in accounts.items():
        for pair in related(told):
            found[pair].add(_EVENT + key)
    telling = {one.article for told in accounts.values() for one in told}
    judged = current(connection, telling.union(ids), "event")
    for pair, row in judged.items():
        # two articles may have other events in common
        found[pair].update(word for word in row["evidence"] if word[len(_EVENT) :] not in keys)
    told_of = {pair: words for pair, words in found.items() if words}
    replace_accounts(connection, judged, told_of, "event", now)
