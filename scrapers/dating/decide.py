"""Which of a page's candidates is the publication moment (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from scrapers.article import BUDAPEST, Precision, Published, day_of
from scrapers.dates import Moment
from scrapers.dating.address import Address
from scrapers.dating.candidate import Candidate
from scrapers.dating.lines import names_an_author

EARLIEST = 1990
"""No article of the web is older; such years are faults of clocks and forms."""
_NEAR = 20
"""Lines beyond which a date in the text is that of something the text tells."""
_BESIDE_HEADLINE = 5
_ALONE = 20


class _Rule(NamedTuple):
    """Which candidates count as the publication; ``agrees`` only with the page's address,
    ``single`` only if all of them tell one day: several are those of several things."""

    fits: Callable[[Candidate], bool]
    agrees: bool = True
    single: bool = False


def believable(at: datetime, now: datetime) -> bool:
    """Whether an article can have appeared then, seen from ``now``."""
    return at.year >= EARLIEST and at <= now + timedelta(days=1)


def decide(
    told: Sequence[tuple[str, Moment]],
    seen: Sequence[Candidate],
    address: Address | None,
    now: datetime,
) -> Published | None:
    """The publication moment, or ``None`` where nothing on the page can be trusted.

    ``told`` is what the page tells machines, the surest first; ``seen`` what its readers see;
    ``address`` what its address tells.
    """
    for found, moment in told:
        return Published(moment.at, moment.precision, found, moment.text)
    own = [one for one in seen if believable(one.moment.at, now) and not one.clock]
    filed = address if address and address.day and address.filed else None
    return (
        _chosen(_SURE, own, address)
        or _from_address(filed, now)
        or _chosen(_LESS_SURE, own, address)
        or _from_address(address, now)
    )


def _chosen(
    rules: Sequence[_Rule], own: Sequence[Candidate], address: Address | None
) -> Published | None:
    for rule in rules:
        fitting = [one for one in own if rule.fits(one)]
        if rule.agrees and address:
            fitting = [one for one in fitting if address.allows(day_of(one.moment.at))]
        if fitting and (not rule.single or len({day_of(one.moment.at) for one in fitting}) == 1):
            return _published(_best(fitting))
    return None


def _is_labelled(one: Candidate) -> bool:
    return one.label == "published" and one.place != "aside"


def _is_byline(one: Candidate) -> bool:
    if one.label or one.form == "dateline":
        return False
    if one.place == "byline":
        return _is_alone(one) or names_an_author(one.beside)
    return one.place == "text" and one.distance <= _BESIDE_HEADLINE and _is_alone(one)


def _is_above(one: Candidate) -> bool:
    return one.label is None and one.place == "above"


def _is_in_text(one: Candidate) -> bool:
    told = _is_alone(one) or names_an_author(one.beside)
    near = one.place == "text" and one.form != "dateline" and one.distance <= _NEAR
    return one.label is None and told and near


def _is_below(one: Candidate) -> bool:
    return one.label is None and one.place == "below" and _is_alone(one)


def _is_dateline(one: Candidate) -> bool:
    return one.form == "dateline"


def _is_state(one: Candidate) -> bool:
    return one.label == "state" and one.place == "byline" and one.moment.precision == "minute"


def _is_labelled_aside(one: Candidate) -> bool:
    return one.label == "published"


def _is_alone(one: Candidate) -> bool:
    return len(one.beside) <= _ALONE


# In order of trust. A date of a change, or of something else, fits none.
_SURE = (_Rule(_is_labelled, agrees=False), _Rule(_is_byline))
_LESS_SURE = (
    *(
        _Rule(_is_above),
        _Rule(_is_in_text),
        _Rule(_is_below, single=True),
        _Rule(_is_dateline),
        _Rule(_is_state),
    ),
    _Rule(_is_labelled_aside, single=True),
)


def _best(fitting: Sequence[Candidate]) -> Candidate:
    """The nearest; of what one line tells, what is marked up for machines."""
    forms = ("time", "text", "relative", "dateline")
    return min(fitting, key=lambda one: (one.distance, forms.index(one.form)))


def _published(one: Candidate) -> Published:
    found = "byline" if one.form == "text" else one.form
    return Published(one.moment.at, one.moment.precision, found, one.moment.text)


def _from_address(address: Address | None, now: datetime) -> Published | None:
    if address is None:
        return None
    at = datetime.combine(address.first, datetime.min.time(), BUDAPEST)
    precision: Precision = "day" if address.day else "month"
    return Published(at, precision, "address", address.text) if believable(at, now) else None
