"""Citation: one line that says what was read, when it appeared, and how to check it (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, cast

from scrapers.article import BUDAPEST, Precision, Published, day_of

UNDATED = "n. d."
"""What stands for a date that nobody knows (*no date*)."""


def citation(row: Mapping[Any, Any], known_on: date | None = None) -> str:
    """An article on one line, to be cited by.

    ``row`` are the columns of an article and ``source_name``: ``id``, ``title``, ``text``, ``url``,
    ``published_at``, ``published_precision``, ``first_seen``, ``last_seen``. With ``known_on`` they
    are as they were known on that day, and the line says so. It tells when the article was seen
    first then, as where ``last_seen`` is ``None``: that stays, so the line is the same whenever it
    is made.
    """
    last = None if known_on else row["last_seen"]
    proof = (
        f"article {row['id']}",
        f"{'last' if last else 'first'} seen {_moment(last or row['first_seen'])}",
        *([f"as known on {known_on.isoformat()}"] if known_on else []),
        f"sha256:{digest(row['text'])}",
    )
    said = " ".join(map(_ended, (f"{row['source_name']}: {row['title']}", _published(row))))
    return f"{said} {_line(row['url'])} ({', '.join(proof)})"


def day_known(as_of: datetime | None) -> date | None:
    """The day by whose end, or on which, things were as they were at a moment."""
    return day_of(as_of - timedelta(microseconds=1)) if as_of else None


def digest(text: str) -> str:
    """What sha256sum says of ``text`` in UTF-8: ``printf %s "$text" | sha256sum``."""
    return sha256(text.encode("utf-8")).hexdigest()


def _published(row: Mapping[Any, Any]) -> str:
    at, precision = row["published_at"], row["published_precision"]
    if at is None:
        return UNDATED
    return Published(at.astimezone(BUDAPEST), cast(Precision, precision), "", "").iso()


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _ended(words: str) -> str:
    """Words on one line that end in a stop of some kind."""
    line = _line(words)
    return line if line.endswith((".", "?", "!", "…")) else f"{line}."


def _line(words: str) -> str:
    return "".join(one if one.isprintable() else " " for one in " ".join(words.split()))
