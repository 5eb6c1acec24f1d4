"""Days until which something must be done, and what they are called. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from aggregator.occasions.attach import name_by
from aggregator.occasions.event import Event
from aggregator.occasions.name import Name
from aggregator.occasions.naming import NEAR, name_of
from aggregator.occasions.telling import Telling

PAST, AHEAD = 400, 800
"""Days before and after its telling beyond which a day is history, or a plan's horizon."""
# what money is asked for with: the deadline of a call is that of no event told beside it
_CALL = re.compile(
    r"\b(?:pályáz|kérel(?:em|m)|felhívás|támogatás|hiánypótl|ajánlat|proposal|application|grant|tender"
    r"|voucher|funding|förder|antr[aä]g|angebot|žiados|žádost|ponuk|nabíd|finanț|ofert|ponud|konkurs)"
)


def deadline(telling: Telling) -> Event | None:
    """A day until which something must be done; a range ends with it."""
    days, said = telling.days, telling.said
    if days.fuzzy or (said and not -PAST <= (days.last - said).days <= AHEAD):
        return None
    own = _own_name(telling)
    name = own or (None if is_of_call(telling.sentence.text) else _name_before(telling))
    return Event(
        *("deadline", name and name.text, name and name.series, name and name.ordinal),
        *(days.last, days.last, None, days.ends or days.begins),
        status="past" if said and days.last < said else "announced",
        certain=days.certain and own is not None and own.telling,
        sentence=telling.sentence.text,
    )


def is_of_call(sentence: str) -> bool:
    """Whether a sentence tells of applying for money, not of coming to something."""
    return bool(_CALL.search(sentence.lower()))


def named(events: Iterable[Event], title: Iterable[Name]) -> list[Event]:
    """The events, a deadline without a name with that of the title, if it is an event's."""
    name = next((one for one in title if not one.vague), None)
    return [_named(event, name) for event in events]


def _named(event: Event, name: Name | None) -> Event:
    if name is None or event.kind == "event" or event.name or is_of_call(event.sentence):
        return event
    return replace(event, name=name.text, series=name.series, ordinal=name.ordinal)


def _own_name(telling: Telling) -> Name | None:
    """The name in the sentence itself, in full where it was told before."""
    if name_by(telling.sentence, telling.place) is None:
        return None
    name = name_of(telling)
    return None if name is None or name.vague or name.general else name


def _name_before(telling: Telling) -> Name | None:
    """The name that one of the sentences right before tells."""
    return next((name for name in telling.right_before(NEAR) if not name.vague), None)
