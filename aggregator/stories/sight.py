"""Sight: what differs at matching places of two texts, and whether that makes them two events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aggregator.stories.spellings import is_same_name
from aggregator.stories.tokens import forms, tokenize

ChangeKind = Literal["subject", "date", "weekday", "code", "ordinal", "number", "name"]
Place = Literal["title", "text"]

DECIDING: frozenset[ChangeKind] = frozenset({"subject", "date", "code", "ordinal"})
"""The kinds of which one is another event."""

OTHER_NAMES = 2  # places with another proper name: one is a slip, a nickname or the page's own name
OTHER_PLACES = 3  # places with another number or name: one or two are a correction
CORRECTED = 30  # days within which a text is corrected; after that one place tells another event
WEEKLY = 5  # days after which the same words with another weekday are another week's


@dataclass(frozen=True, slots=True)
class Change:
    """At one place one text has ``a`` where the other has ``b``, as the letters stand there."""

    kind: ChangeKind
    place: Place
    a: str
    b: str

    def word(self) -> str:
        """The change as a word of evidence: ``date:2020|2021``, ``title-name:Szeged|Pécs``."""
        prefix = "title-" if self.place == "title" else ""
        return f"{prefix}{self.kind}:{self.a}|{self.b}"


@dataclass(frozen=True, slots=True)
class Sight:
    """What the guard saw: every change that tells something, in the order of the texts.

    ``of_one_source`` where both texts are one publisher's; ``days`` lie between their publications,
    0 where one tells none.
    """

    changes: tuple[Change, ...] = ()
    of_one_source: bool = False
    days: int = 0

    @property
    def another_event(self) -> bool:
        """Whether the two texts tell of two events.

        Another date, code or edition; two other proper names; three other numbers or names. One or
        two corrected numbers are the same event, told better. Of texts published longer apart than
        corrections are made one place with another name or number is enough. So is one with another
        name where one publisher has both texts: he corrects his page, and does not tell the same
        again of somebody else. Another weekday counts there, and a week apart: else it may be the
        day of the one who tells it.
        """
        kinds = Counter(change.kind for change in self.changes)
        names = self._other_names()
        late = self.days > CORRECTED
        return (
            any(kinds[kind] for kind in DECIDING)
            or (self.of_one_source and self._is_numbered_otherwise())
            or (kinds["weekday"] > 0 and (self.of_one_source or self.days >= WEEKLY))
            or kinds["number"] + names >= (1 if late else OTHER_PLACES)
            or names >= (1 if late or self.of_one_source else OTHER_NAMES)
        )

    def mirrored(self) -> Sight:
        """The same sight with the two texts exchanged."""
        turned = tuple(Change(c.kind, c.place, c.b, c.a) for c in self.changes)
        return replace(self, changes=turned)

    def _is_numbered_otherwise(self) -> bool:
        """Whether the titles have another number: the next issue of what one publisher counts."""
        return any(one.kind == "number" and one.place == "title" for one in self.changes)

    def _other_names(self) -> int:
        """Places with other names; the title is one where the text makes the same exchange.

        By itself it is not: every partner puts its own name into the title of a common release.
        """
        names = [change for change in self.changes if change.kind == "name"]
        told = [change for change in names if change.place == "text"]
        titled = [change for change in names if change.place == "title"]
        return len(told) + sum(any(_same_change(x, y) for y in told) for x in titled)


def _same_change(one: Change, other: Change) -> bool:
    """Whether two places exchange the same names, whatever their suffixes and what is around."""
    return _are_same(_names(one.a, one.b), _names(other.a, other.b)) and _are_same(
        _names(one.b, one.a), _names(other.b, other.a)
    )


def _names(said: str, instead: str) -> list[str]:
    """The names of a place that the other text does not have there."""
    kept = {*forms(instead)}
    return [
        token.form
        for token in tokenize(said)
        if said[token.start].isupper() and token.form not in kept
    ]


def _are_same(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all of the fewer names are among the others."""
    fewer, more = sorted((names, others), key=len)
    return bool(fewer) and all(any(is_same_name(x, y) for y in more) for x in fewer)
