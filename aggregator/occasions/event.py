"""Event and Quoted: what a text tells of a day somewhere, and whose day its words count from.

Leaf values, they import nothing of the program but what a name is made comparable by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, NamedTuple

from scrapers.bounded import bounded
from scrapers.folding import fold

Kind = Literal["event", "deadline"]
Status = Literal["announced", "past", "cancelled", "conditional"]
Found = Literal["json-ld", "prose"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that takes place, or a day until which something must be done.

    ``start`` and ``end`` are days, both included; without ``begins`` it lasts all day. ``series``
    is the folded name without ordinal and year, ``ordinal`` the edition ("7. Klasztermenedzser
    Klub"). ``town`` has one name in all languages, ``venue`` is the house, ``link`` the address to
    register at. ``certain`` is what structured data or an explicit day with name and place tell;
    all else is to be reviewed. ``sentence`` is the evidence, letter by letter; what structured
    data tells has none.
    """

    kind: Kind
    name: str | None
    series: str | None
    ordinal: int | None
    start: date
    end: date
    begins: time | None = None
    ends: time | None = None
    town: str | None = None
    venue: str | None = None
    link: str | None = None
    status: Status = "announced"
    certain: bool = False
    sentence: str = ""
    found: Found = "prose"

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("an event does not end before it starts")

    @property
    def key(self) -> str:
        """What stays the same wherever the event is told: kind, series and ordinal, or the day.

        The first or second of something in small letters ("második közgyűlés") is one every year.
        """
        named = self.name != (self.name or "").lower() or (self.ordinal or 0) > 2
        if self.kind == "event" and self.series and self.ordinal and named:
            return bounded(f"event {self.series} {self.ordinal}")
        edition = f" {self.ordinal}" if self.ordinal else ""
        name = self.series or fold(self.name or "")
        return bounded(f"{self.kind} {name}{edition} {self.start.isoformat()}")


class Quoted(NamedTuple):
    """Characters ``start`` to ``end`` of a text are another's words, first said on ``said``.

    ``said`` is ``None`` where that day is unknown: then nothing relative is counted in them.
    """

    start: int
    end: int
    said: date | None
