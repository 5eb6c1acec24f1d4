"""What the words around a day say of it: past, announced, cancelled, a deadline, no event. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from aggregator.occasions.attach import predicates_by
from aggregator.occasions.days import Days
from aggregator.occasions.event import Status
from aggregator.occasions.name import Name
from aggregator.occasions.sentences import Sentence
from aggregator.occasions.telling import Telling
from aggregator.occasions.words import Predicate, Role

BEHIND = 2
"""Sentences behind that may tell what became of an event."""
_AT_THE_LATEST = re.compile(
    r"\b(?:legkésőbb|no later than|by|spätestens|bis|najneskôr|nejpozději|do|cel târziu|najkasnije)"
    r"\s+(?:the\s+|zum\s+)?\Z"
)
_MIDNIGHT = re.compile(r"[,\s]+(?:\w+[,\s]+)?(?:éjfél|24[.:]00)")
_PUT_OFF_TO = re.compile(r"r[ae]\s+(?:halaszt|tol|csúsz|tették át|tesszük át|helyezt|módosul)")
_CLOSES = re.compile(r"\s*(?:le)?(?:zárul|jár le|lejár|ér véget|véget ér)\b")
# "30-ig várják a javaslatokat", but not "30-ig várja a látogatókat"
_AWAITED = re.compile(
    r"\s*(?:várj(?:a|ák|uk)|fogadj(?:a|ák|uk))\b(?![^.]{0,40}(?:látogató|érdeklődő|vendég|közönség))"
)
_INSTEAD = re.compile(r"\s*(?:helyett|instead)\b")
_ASKED: tuple[Role, ...] = ("deadline", "entry", "finish")
_DECISIVE: tuple[Role, ...] = ("cancelled", "conditional")
_STATUS: dict[Role, Status] = {
    "past": "past",
    "announced": "announced",
    "cancelled": "cancelled",
    "conditional": "conditional",
}


def role_of(telling: Telling) -> Role | None:
    """What the nearest predicate makes of a day: *neutral* where there is none.

    ``None`` is for a day on which no event was.
    """
    sentence, days, place = telling.sentence, telling.days, telling.place
    if _INSTEAD.match(sentence.text[sentence.words[place[1] - 1].end :]):
        return None
    near = predicates_by(sentence, place)
    roles = [one.role for one in near]
    asked = _asked(near, place[1])
    if days.role == "until":
        awaited = _AWAITED.match(sentence.text, days.to - sentence.start)
        return "deadline" if awaited or asked in ("deadline", "entry") else None
    if asked == "finish" and _is_latest(sentence, days):
        return None
    return "deadline" if _ends_entry(sentence, days, roles) else _of_event(telling, roles)


def _ends_entry(sentence: Sentence, days: Days, roles: Sequence[Role]) -> bool:
    """Whether a day that is not told as one until which is the last to enter, nevertheless."""
    if _is_latest(sentence, days) and "entry" in roles[:3]:
        return True
    if "entry" in roles and _CLOSES.match(sentence.text, days.to - sentence.start):
        return True
    return roles[:1] == ["entry"] and days.role == "between"


def _of_event(telling: Telling, roles: Sequence[Role]) -> Role | None:
    """What the predicates, the nearest first, make of a day that is no deadline."""
    sentence, days = telling.sentence, telling.days
    decided = [role for role in roles if role not in ("entry", "neutral")]
    if _PUT_OFF_TO.match(sentence.text, days.to - sentence.start - 2):
        return "deadline" if "deadline" in roles else "announced"
    if decided[:1] == ["conditional"] and "cancelled" in decided[1:2]:
        return "cancelled"
    if decided[:1] == ["history"] and name_of_the_day(telling):
        return "neutral"
    if days.role == "from" or decided[:1] == ["history"]:
        return None
    return decided[0] if decided else "neutral"


def name_of_the_day(telling: Telling) -> Name | None:
    """The name before which a day stands as an adjective: "a május 5-i Klaszternap"."""
    if not telling.days.text.rstrip(" ,.").endswith("i"):
        return None
    behind = telling.place[1]
    return next((one for one in telling.sentence.names if 0 <= one.at - behind <= 3), None)


def _asked(near: Sequence[Predicate], behind: int) -> Role | None:
    """What must be done until a day: the word right behind it tells, or the nearest."""
    beside = (one.role for one in near if one.at == behind and one.role in (*_ASKED, "history"))
    return next(beside, next((one.role for one in near if one.role in _ASKED), None))


def _is_latest(sentence: Sentence, days: Days) -> bool:
    """Whether a day is said to be the last: "legkésőbb május 5-én", "május 5-én éjfélig"."""
    at, to = days.at - sentence.start, days.to - sentence.start
    before = sentence.text[max(0, at - 30) : at].lower()
    return bool(_AT_THE_LATEST.search(before) or _MIDNIGHT.match(sentence.text, to))


def status_of(telling: Telling, role: Role) -> Status:
    """What became of the event: told with its day, right behind it, or by the calendar."""
    roles = {one.role for one in telling.sentence.predicates}
    if len(telling.sentence.days) == 1:
        role = next((one for one in _DECISIVE if one in roles), role)
    if role not in _STATUS:
        role = _told_behind(telling)
    if role in _STATUS:
        return _STATUS[role]
    return "past" if telling.said is not None and telling.days.last < telling.said else "announced"


def _told_behind(telling: Telling) -> Role:
    """What the next sentences tell of an event whose own does not tell whether it is over."""
    behind = takewhile(lambda one: not one.days, telling.sentences[telling.at + 1 :][:BEHIND])
    roles = (one.role for sentence in behind if sentence.names for one in sentence.predicates)
    return next((role for role in roles if role in ("past", "announced")), "neutral")
