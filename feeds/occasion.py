"""Calendar and Occasion: what a calendar says, before it has a format.

Leaf values, as those of `feeds.feed`: texts are plain text and may hold any character, addresses
are absolute and in ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Kind = Literal["event", "deadline"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that happens, or a day by which something has to be done.

    ``uid`` is minted once and stored; ``sequence`` rises with every change that who comes has to
    know, and ``stamp`` is the moment, aware, of the last change of anything. ``first`` and ``last``
    are days of Budapest, both counted, ``last`` not before ``first``; ``begins`` and ``ends`` are
    the clock there on the first and the last of them, where it is known.
    """

    uid: str
    sequence: int
    stamp: datetime
    first: date
    last: date
    name: str
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    url: str = ""
    description: str = ""
    cancelled: bool = False
    kind: Kind = "event"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A list of occasions, in the order in which they are to be written.

    ``name`` is that of its file, before the suffix; ``base`` the public folder of the files, ending
    in a slash, ``None`` while the operator has configured no address.
    """

    title: str
    description: str
    occasions: Sequence[Occasion]
    base: str | None = None
    name: str = "events"
