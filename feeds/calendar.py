"""iCalendar (RFC 5545), with the properties of whole calendars of RFC 7986."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar

from feeds.characters import line, text
from feeds.dates import whole
from feeds.feed import PAGE_SUFFIX
from feeds.occasion import Calendar, Occasion

SUFFIX = ".ics"
MEDIA_TYPE = "text/calendar"

_PRODUCT = "-//klaszterhirek//klaszterhirek//HU"
_ZONE = "Europe/Budapest"
_REFRESH = timedelta(hours=12)
_DAY = timedelta(days=1)


class _Text(icalendar.vText):
    """A TEXT value (RFC 5545, section 3.3.11).

    icalendar 7 takes a backslash before a capital N for a line break, and escapes only where it
    knows that the property is a text; it does not know NAME.
    """

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def render(calendar: Calendar) -> bytes:
    """``calendar`` as an iCalendar file: the same bytes for the same calendar, always.

    Days without a clock time are all-day entries; times are local ones of Budapest. An end that
    would not come after the beginning is left out. A deadline takes no time of its last day and
    leaves people free. Raises ``ValueError`` for a ``stamp`` without an offset.
    """
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", _Text(_PRODUCT))
    title = line(calendar.title) or calendar.name
    # Most programs read the older property (RFC 7986, section 5.1).
    for name in ("name", "x-wr-calname"):
        made.add(name, _Text(title))
    _add_text(made, "description", text(calendar.description))
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    if calendar.base is not None:
        made.add("url", f"{calendar.base}{calendar.name}{PAGE_SUFFIX}")
        source = icalendar.vUri(f"{calendar.base}{calendar.name}{SUFFIX}")
        made.add("source", source, parameters={"VALUE": "URI"})
    # Also where there is no occasion: a calendar must have a component (RFC 5545, section 3.6).
    made.add_component(_zone())
    for occasion in calendar.occasions:
        made.add_component(_event(occasion))
    file: bytes = made.to_ical()
    return file


def _event(occasion: Occasion) -> icalendar.Event:
    stamp = whole(occasion.stamp).astimezone(UTC)
    url = line(occasion.url)
    made = icalendar.Event()
    made.add("uid", _Text(line(occasion.uid)))
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", occasion.sequence)
    made.add("summary", _Text(line(occasion.name) or url or line(occasion.uid)))
    made.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    _add_text(made, "location", line(occasion.place))
    _add_text(made, "description", text(occasion.description))
    if url:
        made.add("url", url)
    if occasion.kind == "deadline":
        made.add("transp", "TRANSPARENT")
        _add_deadline(made, occasion)
    else:
        _add_span(made, occasion)
    return made


def _add_text(component: Any, name: str, value: str) -> None:
    if value:
        component.add(name, _Text(value))


def _add_span(made: icalendar.Event, occasion: Occasion) -> None:
    if occasion.begins is None:
        _add_days(made, occasion.first, occasion.last)
        return
    # the format knows no parts of seconds
    begin = datetime.combine(occasion.first, occasion.begins.replace(microsecond=0))
    end = _end(occasion)
    _add_moment(made, "dtstart", begin)
    if end is not None and end > begin:
        _add_moment(made, "dtend", end)


def _end(occasion: Occasion) -> datetime | None:
    if occasion.ends is not None:
        return datetime.combine(occasion.last, occasion.ends.replace(microsecond=0))
    if occasion.last > occasion.first:
        # It is known to go on that day, not until when.
        return datetime.combine(occasion.last + _DAY, time())
    return None


def _add_deadline(made: icalendar.Event, occasion: Occasion) -> None:
    clock = occasion.ends or occasion.begins
    if clock is None:
        _add_days(made, occasion.last, occasion.last)
    else:
        _add_moment(made, "dtstart", datetime.combine(occasion.last, clock))


def _add_days(made: icalendar.Event, first: date, last: date) -> None:
    made.add("dtstart", first)
    # the day after the last: the end is not counted (RFC 5545, section 3.6.1)
    made.add("dtend", last + _DAY)


def _add_moment(made: icalendar.Event, name: str, moment: datetime) -> None:
    made.add(name, moment.replace(microsecond=0), parameters={"TZID": _ZONE})


def _zone() -> icalendar.Timezone:
    """Central European time by the rule in force since 1996 (directive 2000/84/EC).

    Written out, not taken from the machine's time zones, which would change bytes when they are
    updated.
    """
    zone = icalendar.Timezone()
    zone.add("tzid", _ZONE)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    zone.add_component(
        _season(icalendar.TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), winter, summer)
    )
    zone.add_component(
        _season(icalendar.TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), summer, winter)
    )
    return zone


def _season(
    made: Any, name: str, since: datetime, offset_from: timedelta, offset_to: timedelta
) -> Any:
    made.add("tzname", name)
    made.add("dtstart", since)
    made.add("rrule", {"freq": "yearly", "bymonth": since.month, "byday": "-1SU"})
    made.add("tzoffsetfrom", offset_from)
    made.add("tzoffsetto", offset_to)
    return made
