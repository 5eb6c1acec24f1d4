"""What one sentence tells of one of its days: an event, a deadline, or nothing. Pure."""

from __future__ import annotations

from datetime import date

from aggregator.occasions.days import Days, in_its_year
from aggregator.occasions.deadlines import AHEAD, PAST, deadline
from aggregator.occasions.event import Event, Status
from aggregator.occasions.name import Name
from aggregator.occasions.naming import edition_of, name_of, named_behind
from aggregator.occasions.roles import name_of_the_day, role_of, status_of
from aggregator.occasions.telling import Telling
from aggregator.occasions.whereabouts import whereabouts

LONGEST_EVENT = 31
"""Days beyond which a range is a project's or a programme's."""
LONGEST_SEASON = 100
"""The same for a season, in which something is planned."""


def told(telling: Telling) -> Event | None:
    """The event or the deadline that a sentence tells of one of its days, if it tells one."""
    role = role_of(telling)
    if role == "deadline":
        return deadline(telling)
    if role is None or not _is_event_s(telling.days, telling.said):
        return None
    name, behind = name_of(telling), named_behind(telling)
    if role == "neutral" and not (name and _may_stand_alone(telling, name)):
        return _event(telling, behind, status_of(telling, role)) if behind else None
    return _event(telling, name, status_of(telling, role)) if name else None


def _is_event_s(days: Days, said: date | None) -> bool:
    """Whether an event can have been on these days."""
    if (days.last - days.first).days >= (LONGEST_SEASON if days.fuzzy else LONGEST_EVENT):
        return False
    return said is None or -PAST <= (days.first - said).days <= AHEAD


def _may_stand_alone(telling: Telling, name: Name) -> bool:
    """Whether a day and a name belong together without a predicate: "a május 5-i Klaszternap"."""
    sentence, days = telling.sentence, telling.days
    if days.fuzzy:
        return False
    inside = name in sentence.names and telling.at > 0
    if not inside and days.first == days.last == telling.said:  # the article's own day
        return False
    inside = name in sentence.names
    if name_of_the_day(telling) == name:
        return True
    if any(one.role == "neutral" for one in sentence.predicates):
        return True
    if not sentence.line:
        return False
    headed = name in telling.right_before(1)
    return inside or days.first < days.last or headed or _is_under_title(telling, name)


def _is_under_title(telling: Telling, name: Name) -> bool:
    """Whether a line begins with a day ahead, right under the title that tells the name."""
    ahead = telling.said is not None and telling.days.first > telling.said
    return ahead and telling.at == 1 and telling.place[0] == 0 and not name.vague


def _event(telling: Telling, name: Name, status: Status) -> Event | None:
    days = in_its_year(telling.days, status == "past", telling.said)
    town, venue = whereabouts(telling.sentences, telling.at, telling.place, name)
    if not (days.explicit or name.telling or town):
        return None
    if status == "announced" and telling.said and days.last < telling.said:
        status = "past"
    if days.fuzzy and (name.vague or status not in ("announced", "conditional")):
        return None
    return Event(
        *("event", name.text, name.series, name.ordinal or edition_of(telling.sentence)),
        *(days.first, days.last, days.begins, days.ends),
        town=town,
        venue=venue,
        status=status,
        certain=days.certain and not name.vague and bool(town or venue),
        sentence=telling.sentence.text,
    )
