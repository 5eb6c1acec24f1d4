"""Dates as people and machines write them: a byline's moment, the days that prose speaks of."""

from __future__ import annotations

from scrapers.calendar.ago import find_relative
from scrapers.calendar.moment import Moment, find_moment, machine_moment
from scrapers.calendar.span import Day, Role, Span
from scrapers.calendar.spans import find_spans, spans_as_said

__all__ = [
    "Day",
    "Moment",
    "Role",
    "Span",
    "find_moment",
    "find_relative",
    "find_spans",
    "machine_moment",
    "spans_as_said",
]
