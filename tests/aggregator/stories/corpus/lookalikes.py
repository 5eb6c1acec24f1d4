"""Look-alikes: articles that share words, even most of them, and are not one story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import NamedTuple

from tests.aggregator.stories.corpus import names, unlike
from tests.aggregator.stories.corpus import series as of
from tests.aggregator.stories.corpus.copies import COPIES, Taken
from tests.aggregator.stories.corpus.filing import Filed, Numbers, Told, filed, later
from tests.aggregator.stories.corpus.sources import site

_REPRINTS = ("verbatim", "new headline", "credit line")


class Kind(NamedTuple):
    """How a kind of look-alike is told, and how often its articles are reprinted elsewhere.

    What the articles have in common makes them no story; a reprint is in its article's story.
    """

    told: Callable[[Random, datetime], Told]
    reprinted: float = 0.0


KINDS: dict[str, Kind] = {
    "series by year": Kind(of.by_year, 0.25),
    "road show": Kind(of.road_show, 0.15),
    "call code": Kind(of.calls, 0.2),
    "new member": Kind(of.new_members, 0.1),
    "monthly index": Kind(of.monthly_index, 0.15),
    "weekly meeting": Kind(of.weekly_meeting),
    "person": Kind(of.persons, 0.1),
    "about us": Kind(unlike.about_us, 0.1),
    "page furniture": Kind(unlike.page_furniture),
    "same title": Kind(unlike.same_title),
    "stub": Kind(unlike.stub),
    "one line": Kind(unlike.one_line),
    "invitation and report": Kind(unlike.invitation_and_report),
}


def lookalikes(operation: str, random: Random, numbers: Numbers, at: datetime) -> Filed:
    """The articles of one kind that look like each other, each with its reprint, if it has one."""
    kind = KINDS[operation]
    for draft, place, when in kind.told(random, at):
        id = next(numbers)
        batch = [filed(id, draft, place, when, operation)]
        if random.random() < kind.reprinted:
            elsewhere = site(random, but=(place.id,))
            taken = Taken(draft, place, batch[0].url, when.date(), names.town(random))
            how = random.choice(_REPRINTS)
            copied = COPIES[how](random, taken)
            then = later(random, when, random.randint(1, 3))
            batch.append(
                filed(next(numbers), copied, elsewhere, then, how, of=id, story=id, role="reprint")
            )
        yield batch
