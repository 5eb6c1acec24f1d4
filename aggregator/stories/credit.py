"""Credit: a place in a text that names where the text comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal[
    "writes",  # "írja hírei között a www.… oldal"
    "reports",  # "számolt be a …", "berichtet …", "as reported by …"
    "told",  # "közölte … az MTI-vel", "told …"
    "readable",  # "olvasható a … honlapján"
    "release",  # "Sajtóközlemény", "A közlemény szerint", "press release of …"
    "relay",  # "re-posted from …", "Preluat de pe …"
    "source",  # "Forrás: …", "Quelle: …"
    "agency",  # "(MTI)", a line "MTI"
    "host line",  # a bare host or address at the end
    "link",  # "a cikk itt olvasható", where only the link tells whose
    "signature",  # "(Ministry for National Economy)" at the end
]


class KnownSource(NamedTuple):
    """A source that credits may name: the name of its file, its title in words, its hosts."""

    name: str
    title: str
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A place in a text that names where the text comes from.

    ``who`` is the name as the text tells it, without article and suffix, or the known source's
    title; ``None`` where a text calls itself a press release and tells no more. ``source`` is the
    name of the known source, ``host`` the plain host that the text or the link tells, ``link`` the
    address behind the name or behind "itt". ``passage`` is the clause or line as it stands, from
    ``start`` to ``end`` (character offsets).
    """

    kind: Kind
    passage: str
    start: int
    end: int
    who: str | None = None
    source: str | None = None
    host: str | None = None
    link: str | None = None
