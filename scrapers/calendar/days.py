"""Days within a month, as they stand beside it: "4-én", "3-4.-én", "11-én, 16-án és 18-án"."""

from __future__ import annotations

from typing import NamedTuple

from scrapers.calendar.span import Role
from scrapers.calendar.tokens import Text

_MOST = 12
"""More days than these are no list that a sentence tells."""
_ALONE = frozenset((*".,;:)!?|–—-/»”\"'(…•·\n", ""))


class Days(NamedTuple):
    """Days of one month from ``first`` to ``last``, between the places ``at`` and before ``after``.

    ``marked`` numbers are told as days by a dot or an ending, ``inflected`` ones by an ending.
    """

    first: int
    last: int
    role: Role
    marked: bool
    inflected: bool
    at: int
    after: int


def read_list(text: Text, place: int, *, month_behind: bool = False) -> list[Days]:
    """One or more days, or ranges of days, from ``place`` on; an empty list if there are none."""
    found: list[Days] = []
    days = read_days(text, place, month_behind=month_behind)
    while days is not None and len(found) < _MOST:
        found.append(days)
        place = days.after
        if text[place].text == "," and not month_behind and text[place + 1].is_year:
            break
        comma = text[place].text == ","
        if not comma and not text.word(place, "and"):
            break
        place += 2 if comma and text.word(place + 1, "and") else 1
        further = read_days(text, place, month_behind=month_behind)
        days = further if further and _goes_on(text, found, further, month_behind) else None
    return found


def _goes_on(text: Text, found: list[Days], further: Days, month_behind: bool) -> bool:
    """Whether a number is one more day of a list, and not a number of something else."""
    if further.first <= found[-1].last:
        return False
    if month_behind:
        return True
    if found[0].inflected or found[-1].inflected:
        return further.inflected
    return further.inflected or (
        further.marked >= found[0].marked
        and (stands_alone(text, further.after) or text.word(further.after, "and"))
        and not text.word(further.after, "month")
    )


def read_days(text: Text, place: int, *, month_behind: bool = False) -> Days | None:
    """A day of a month, or a range of its days."""
    first = _read_day(text, place)
    if first is None:
        return None
    joint = text[first.after]
    if joint.is_dash:
        joined = first.after + 2 if text.word(first.after + 1, "and") else first.after + 1
        last = _read_day(text, joined)
        if last is None:
            # "19. - 06:10" is a day and its clock time, "4-100" nothing
            return first if joint.spaced or _begins_anew(text, joined) else None
        return _range(text, first, last, month_behind) or (first if joint.spaced else None)
    if text.word(first.after, "to"):
        last = _read_day(text, _behind_article(text, first.after + 1))
        return (last and _range(text, first, last, month_behind)) or first
    if text.word(first.after, "and"):
        last = _read_day(text, _behind_article(text, first.after + 1))
        between = last and (text.word(last.after, "amid") or _is_between(text, place))
        return (last and between and _range(text, first, last, month_behind)) or first
    if first.role == "from" and (last := _read_day(text, first.after)) and last.role == "until":
        return _range(text, first, last, month_behind) or first
    return first


def _range(text: Text, first: Days, last: Days, month_behind: bool) -> Days | None:
    # "June 3 – 5 July" is no range within June
    if last.first <= first.first or (not month_behind and text.word(last.after, "month")):
        return None
    inflected = first.inflected or last.inflected
    marked = first.marked or last.marked
    return Days(first.first, last.first, "between", marked, inflected, first.at, last.after)


def _behind_article(text: Text, place: int) -> int:
    return place + text.word(place, "of")


def _is_between(text: Text, place: int) -> bool:
    return text.word(place - 1 - text.word(place - 1, "of"), "between")


def _read_day(text: Text, place: int) -> Days | None:
    token = text[place]
    if "first_day" in token.means:
        return Days(1, 1, token.means.get("case", "on"), True, True, place, place + 1)
    if not (1 <= token.number <= 31 and token.digits <= 2):
        return None
    after = _behind_number(text, place + 1)
    if after is None:
        return None
    marked = after > place + 1
    ending = text[after + 1] if text[after].is_dash and not text[after].spaced else text[after]
    hyphened = ending is not text[after]
    if not ending.spaced and "ending" in ending.means and (hyphened or len(ending.text) > 1):
        after += 1 + hyphened
        return Days(token.number, token.number, ending.means["ending"], True, True, place, after)
    runs_on = not ending.spaced and not (marked and not hyphened)
    if runs_on and ending.text[:1].isalpha() and not _may_follow(text, after + hyphened):
        return None  # 10-kor, 5-ös, 4K
    return Days(token.number, token.number, "on", marked, False, place, after)


def _may_follow(text: Text, place: int) -> bool:
    """Whether the word at ``place`` may stand right behind a day: its month, or 04T12:30."""
    return text.word(place, "month") or (text[place].text == "T" and text[place + 1].digits == 2)


def _behind_number(text: Text, place: int) -> int | None:
    """The place behind a day's number and its dot; ``None`` where it is no whole number."""
    sign, next_one = text[place], text[place + 1]
    if sign.spaced:
        # "10 000 forint"
        return None if sign.digits == 3 else place
    if sign.text in ",:./" and next_one.digits and not next_one.spaced:
        return None
    if sign.text in "%°‰€$":
        return None
    if sign.text in ".º" or "nth" in sign.means:
        return place + 1
    return place


def _begins_anew(text: Text, place: int) -> bool:
    """Whether another date, its month or a clock time stands at ``place``, though unspaced."""
    clock = text[place].digits in (1, 2) and text[place + 1].text in (":", ".")
    dated = text[place].is_year and text[place + 1].text == "."
    return clock or dated or text.word(place, "month")


def stands_alone(text: Text, place: int) -> bool:
    """Whether no word goes on at ``place`` that a number before it could count."""
    token = text[place]
    if token.text in _ALONE or token.text[:1].isupper():
        return True
    kinds = ("amid", "and", "to", "weekday", "half_day", "at", "shift")
    return any(kind in token.means for kind in kinds)
