"""What one sentence tells of one of its days: an event, a deadline, or nothing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import NamedTuple

from aggregator.numerals import ordinal_word
from aggregator.occasions.attach import Place, name_by, predicates_by
from aggregator.occasions.days import Days
from aggregator.occasions.event import Event, Status
from aggregator.occasions.names import Name
from aggregator.occasions.sentences import Sentence
from aggregator.occasions.whereabouts import whereabouts
from aggregator.occasions.words import Role
from scrapers.folding import fold

LONGEST_EVENT = 31
"""Days beyond which a range is a project's or a programme's."""
LONGEST_SEASON = 100
PAST, AHEAD = 400, 800
"""Days before and after its telling beyond which a day is history, or a plan's horizon."""
TURN = 45
"""Days that an announcement may lie behind its publication before its year is the next one."""
NEAR = 2
"""Sentences that may lie between a name and the day that goes on telling of it."""
_AT_THE_LATEST = re.compile(
    r"\b(?:legkésőbb|no later than|by|spätestens|bis|najneskôr|nejpozději|do|cel târziu|najkasnije)"
    r"\s+(?:the\s+|zum\s+)?\Z"
)
_MIDNIGHT = re.compile(r"[,\s]+(?:\w+[,\s]+)?(?:éjfél|24[.:]00)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = ("alkalommal", "ízben", "kiadás")
_PUT_OFF_TO = re.compile(r"r[ae]\s+(?:halaszt|tették át|tesszük át|helyezt|módosul)")
_INSTEAD = re.compile(r"\s*(?:helyett|instead)\b")
_ANOTHER = frozenset(("következő", "legközelebbi", "legutóbbi", "előző", "next"))
_DECISIVE: tuple[Role, ...] = ("cancelled", "conditional")
_STATUS: dict[Role, Status] = {
    "past": "past",
    "announced": "announced",
    "cancelled": "cancelled",
    "conditional": "conditional",
}


class Telling(NamedTuple):
    """A day in a sentence: ``sentences[at]`` (the first is the title) and its day ``which``.

    ``known`` are the names told before with the places of their sentences; ``said`` is the day on
    which the sentence was said.
    """

    sentences: Sequence[Sentence]
    at: int
    which: int
    known: Sequence[tuple[int, Name]]
    said: date | None

    @property
    def sentence(self) -> Sentence:
        """The sentence with the day."""
        return self.sentences[self.at]

    @property
    def days(self) -> Days:
        """The day, or the days."""
        return self.sentence.days[self.which]

    @property
    def place(self) -> Place:
        """The words that tell it."""
        return self.sentence.places[self.which]


def told(telling: Telling) -> Event | None:
    """The event or the deadline that a sentence tells of one of its days, if it tells one."""
    role = _role(telling.sentence, telling.days, telling.place)
    if role == "deadline":
        return _deadline(telling)
    if role is None or not _is_event_s(telling.days, telling.said):
        return None
    name = _named(telling)
    if name is None or (role == "neutral" and not _may_stand_alone(telling, name)):
        return None
    return _event(telling, name, _status(telling, role))


def _role(sentence: Sentence, days: Days, place: Place) -> Role | None:
    """What the nearest predicate makes of the day; *neutral* where there is none."""
    if _INSTEAD.match(sentence.text[sentence.words[place[1] - 1].end :]):
        return None
    roles = [one.role for one in predicates_by(sentence, place)]
    if days.role == "until":
        return "deadline" if {"deadline", "entry"} & set(roles) else None
    if _is_latest(sentence, days) and "entry" in roles[:3]:
        return "deadline"
    if roles and roles[0] == "entry" and days.role == "between":
        return "deadline"
    telling = [role for role in roles if role not in ("entry", "neutral")]
    if _PUT_OFF_TO.match(sentence.text, days.to - sentence.start - 2):
        return "announced"
    if telling[:1] == ["conditional"] and "cancelled" in telling[1:2]:
        return "cancelled"
    if days.role == "from" or telling[:1] == ["history"]:
        return None
    return telling[0] if telling else "neutral"


def _is_latest(sentence: Sentence, days: Days) -> bool:
    """Whether a day is said to be the last: "legkésőbb május 5-én", "május 5-én éjfélig"."""
    at, to = days.at - sentence.start, days.to - sentence.start
    before = sentence.text[max(0, at - 30) : at].lower()
    return bool(_AT_THE_LATEST.search(before) or _MIDNIGHT.match(sentence.text, to))


def _status(telling: Telling, role: Role) -> Status:
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
    behind = takewhile(lambda one: not one.days, telling.sentences[telling.at + 1 :][:NEAR])
    roles = (one.role for sentence in behind if sentence.names for one in sentence.predicates)
    return next((role for role in roles if role in ("past", "announced")), "neutral")


def _is_event_s(days: Days, said: date | None) -> bool:
    """Whether an event can have been on these days."""
    if (days.last - days.first).days >= (LONGEST_SEASON if days.fuzzy else LONGEST_EVENT):
        return False
    return said is None or -PAST <= (days.first - said).days <= AHEAD


def _named(telling: Telling) -> Name | None:
    """The name told with the day; one that tells little is that of an event told before."""
    name = name_by(telling.sentence, telling.place)
    if name is None:
        return _near(telling)
    if name.telling or _refers_to_another(telling.sentence, name):
        return name
    before = (one for _, one in reversed(telling.known))
    kin = (one for one in before if name.general or _is_kin(name, one))
    return next(kin, None if name.general or name.foreign else name)


def _near(telling: Telling) -> Name | None:
    """The name of which a sentence goes on telling: one right before it, or the title's."""
    if any(one.role == "entry" for one in telling.sentence.predicates):
        return None
    known = reversed(telling.known)
    return next((name for at, name in known if at == 0 or telling.at - at <= NEAR), None)


def _is_kin(name: Name, other: Name) -> bool:
    return bool(name.series and other.series and other.series.endswith(name.series))


def _refers_to_another(sentence: Sentence, name: Name) -> bool:
    return any(word.low in _ANOTHER for word in sentence.words[max(0, name.at - 3) : name.at])


def _may_stand_alone(telling: Telling, name: Name) -> bool:
    """Whether a day and a name belong together without a predicate: "a május 5-i Klaszternap"."""
    sentence, days = telling.sentence, telling.days
    if days.fuzzy:
        return False
    inside = name in sentence.names
    adjective = days.text.rstrip(" ,.").endswith("i")
    if inside and adjective and 0 <= name.at - telling.place[1] <= 3:
        return True
    if any(one.role == "neutral" for one in sentence.predicates):
        return True
    if not sentence.line:
        return False
    headed = any(telling.at - at == 1 < telling.at for at, one in telling.known if one == name)
    return inside or days.first < days.last or headed


def _event(telling: Telling, name: Name, status: Status) -> Event | None:
    days = _turned(telling.days, status, telling.said)
    town, venue = whereabouts(telling.sentences, telling.at, telling.place, name)
    if not (days.explicit or name.telling or town):
        return None
    if days.fuzzy and status not in ("announced", "conditional"):
        return None
    return Event(
        *("event", name.text, name.series, name.ordinal or _edition(telling.sentence)),
        *(days.first, days.last, days.begins, days.ends),
        town=town,
        venue=venue,
        status=status,
        certain=days.explicit and not days.fuzzy and name.telling and bool(town or venue),
        sentence=telling.sentence.text,
    )


def _deadline(telling: Telling) -> Event | None:
    """A day until which something must be done; a range ends with it."""
    days, said = telling.days, telling.said
    if days.fuzzy or (said and not -PAST <= (days.last - said).days <= AHEAD):
        return None
    name = name_by(telling.sentence, telling.place)
    if name is None or not name.telling:
        name = telling.known[-1][1] if telling.known else name
    return Event(
        *("deadline", name and name.text, name and name.series, name and name.ordinal),
        *(days.last, days.last, None, days.ends or days.begins),
        status="past" if said and days.last < said else "announced",
        certain=days.explicit and name is not None and name.telling,
        sentence=telling.sentence.text,
    )


def _turned(days: Days, status: Status, said: date | None) -> Days:
    """Days in the year that the wording asks for, where none is told."""
    if said is None or _YEAR.search(days.text) or not days.explicit:
        return days
    if status == "past" and days.first > said:
        return _in_another_year(days, -1)
    if status != "past" and days.last < said - timedelta(TURN):
        return _in_another_year(days, 1)
    return days


def _in_another_year(days: Days, by: int) -> Days:
    try:
        first = days.first.replace(year=days.first.year + by)
        return replace(days, first=first, last=days.last.replace(year=days.last.year + by))
    except ValueError:  # the 29th of February
        return days


def _edition(sentence: Sentence) -> int | None:
    """The number in "immár hetedik alkalommal", in "a nyolcadik kiadása"."""
    for word, following in pairwise(sentence.words):
        if following.low.startswith(_TIMES):
            number = ordinal_word(fold(word.text))
            return int(word.text) if word.text.isdecimal() and len(word.text) < 4 else number
    return None
