"""What a request asks, checked. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta

from aggregator.archive.entries import Place

LONGEST = 500
"""Characters of a parameter at most."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACE = re.compile(r"(-?\d{1,16})-(\d{1,15})")
_SOUND = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*")


class BadParameter(Exception):
    """A parameter that makes no sense: ``name``, and ``expected``, what would."""

    def __init__(self, name: str, expected: str) -> None:
        self.name, self.expected = name, expected
        super().__init__(f"{name}: {expected}")


class Parameters:
    """The parameters of a request; what is empty was not given."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str) -> str | None:
        """Any text of a line."""
        told = self._given.get(name, "").strip()
        if len(told) > LONGEST:
            raise BadParameter(name, f"at most {LONGEST} characters")
        if not _SOUND.fullmatch(told):
            raise BadParameter(name, "no control characters")
        return told or None

    def choice(self, name: str, options: Collection[str]) -> str | None:
        """One of some."""
        told = self.text(name)
        if told is not None and told not in options:
            raise BadParameter(name, f"one of {', '.join(sorted(options))}")
        return told

    def whole(self, name: str, least: int, most: int, default: int) -> int:
        """A whole number within limits."""
        told = self.text(name)
        if told is None:
            return default
        if not re.fullmatch(r"[0-9]{1,15}", told) or not least <= int(told) <= most:
            raise BadParameter(name, f"a number from {least} to {most}")
        return int(told)

    def day(self, name: str) -> date | None:
        """A day, as 2021-06-04."""
        told = self.text(name)
        if told is None:
            return None
        try:
            # ISO 8601 has other forms, such as 2021-W22-5
            if not _DAY.fullmatch(told):
                raise ValueError(told)
            return date.fromisoformat(told)
        except ValueError:
            raise BadParameter(name, "a day such as 2021-06-04") from None

    def place(self, name: str) -> Place | None:
        """Where to go on, as ``cursor`` wrote it."""
        told = self.text(name)
        if told is None:
            return None
        found = _PLACE.fullmatch(told)
        try:
            if found is None:
                raise ValueError(told)
            moment = _EPOCH + timedelta(microseconds=int(found[1]))
        except (ValueError, OverflowError):
            raise BadParameter(name, "the cursor of an answer, as it was given") from None
        return Place(moment, int(found[2]))


def cursor(place: Place) -> str:
    """A place as one writes it into an address."""
    return f"{(place.moment - _EPOCH) // timedelta(microseconds=1)}-{place.story}"
