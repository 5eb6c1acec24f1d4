"""Known names: hosts, the known sources by title, and the news agencies, as a clause tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from aggregator.stories.credit import KnownSource
from aggregator.stories.hosts import HOST, plain_host, same_host, without_port
from aggregator.stories.suffixes import Case, case_of
from aggregator.stories.tokens import forms, tokenize

_KEY = 3  # letters by which titles are looked up: short enough to stand before any suffix

_AGENCIES = (
    r"(?:MTI|OTS|APA|TASR|SITA|ČTK|CTK|AGERPRES|Agerpres|MEDIAFAX|Mediafax|TANJUG|Tanjug|FoNet"
    r"|HINA|Hina|STA|PAP|dpa|DPA|AFP|REUTERS|Reuters|Bloomberg|ANSA|Ukrinform|Xinhua"
    r"|PRNewswire|BusinessWire|GlobeNewswire)"
)
AGENCY = re.compile(_AGENCIES)
"""A news agency by its short name, as it spells it."""
RELEASING = frozenset(("OTS", "PRNewswire", "BusinessWire", "GlobeNewswire"))
"""Agencies that send out what others pay for: press releases."""
_AGENCY = re.compile(rf"(?<![\w@./-])({_AGENCIES})(?:-[a-záéíóöőúüű]{{1,5}})?(?![\w@/-])(?!\.\w)")


_REST = re.compile(r"[/?#][^\s<>\"„”“»«)\]]{0,2000}")


class Name(NamedTuple):
    """Who is meant, and where that stands. ``source`` and ``host`` where they are known."""

    who: str | None
    start: int
    end: int
    source: str | None = None
    host: str | None = None
    link: str | None = None

    @property
    def is_proper(self) -> bool:
        """Whether it is a name and no common word ("tárca")."""
        return self.who is not None and any(letter.isupper() for letter in self.who)


class Known:
    """The known sources, as texts may name them."""

    def __init__(self, sources: Sequence[KnownSource]) -> None:
        self._sources = tuple(sources)

    def name(self, text: str, start: int, end: int, case: Case | None = None) -> Name | None:
        """A host, a known source or an agency in a clause; nobody else.

        A name in words must stand in ``case``, where one is asked for.
        """
        return (
            self.host(text, start, end)
            or self._titled(text, start, end, case)
            or self._agency(text, start, end, case)
        )

    def host(self, text: str, start: int, end: int) -> Name | None:
        """The first host in a clause, with the address that it begins."""
        begun = HOST.search(text, start, end)
        found = begun and HOST.match(text, begun.start())  # as a whole, over the clause's end
        if not found:
            return None
        host, link = plain_host(found[1]), None
        stop = found.end()
        if "://" in found[0]:
            stop = _address_end(text, stop)
            link = text[found.start() : stop]
        source = self.source_of(host)
        return Name(self.title(source) or host, found.start(), stop, source, host, link)

    def source_of(self, host: str) -> str | None:
        """The known source that has this host."""
        having = (
            name
            for other, name in self._hosts.get(without_port(host), ())
            if same_host(host, other)
        )
        return next(having, None)

    def title(self, source: str | None) -> str | None:
        """What a known source is called."""
        return next((k.title for k in self._sources if k.name == source and forms(k.title)), None)

    def _agency(self, text: str, start: int, end: int, case: Case | None) -> Name | None:
        for found in _AGENCY.finditer(text, start, end):
            if case is None or case_of(found[0], case):
                return Name(found[1], *found.span())
        return None

    def _titled(self, text: str, start: int, end: int, case: Case | None) -> Name | None:
        tokens = tokenize(text[start:end])
        for at, first in enumerate(tokens):
            for source, title in self._titles.get(first.form[:_KEY], ()):
                said = tokens[at : at + len(title)]
                words = [token.form for token in said]
                if _is_spoken(words, title) and (case is None or case_of(words[-1], case)):
                    place = start + first.start, start + said[-1].end
                    return Name(self.title(source), *place, source)
        return None

    @cached_property
    def _hosts(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The hosts of the known sources, each with its source, by the host without a port."""
        hosts: dict[str, list[tuple[str, str]]] = {}
        for source in self._sources:
            for host in source.hosts:
                hosts.setdefault(without_port(host), []).append((host, source.name))
        return hosts

    @cached_property
    def _titles(self) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
        """Names and titles (as forms) of the known sources, by the beginning of the title."""
        titles: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for source in self._sources:
            title = forms(source.title)
            if title:
                titles.setdefault(title[0][:_KEY], []).append((source.name, title))
        return titles


def _address_end(text: str, at: int) -> int:
    """Where an address ends that goes on at ``at``: before a space, or a mark that closes it."""
    rest = _REST.match(text, at)
    return at + len(rest[0].rstrip(".,;:!")) if rest else at


def _is_spoken(said: Sequence[str], title: Sequence[str]) -> bool:
    """Whether ``said`` is ``title``, its last word perhaps with a suffix ("Portállal")."""
    if len(said) != len(title):
        return False
    return [*said[:-1]] == [*title[:-1]] and said[-1].startswith(title[-1])
