"""One mail of what is new with sources, for whoever runs the program. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.pages.catalogue import texts
from aggregator.pages.figures import seen
from feeds.characters import line


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """What is or was wrong with a source: its name and id, the words, what to do, and the days."""

    name: str
    source: str
    problem: str
    advice: str
    since: datetime
    until: datetime | None = None


def digest(
    title: str, new: Sequence[AlarmLine], over: Sequence[AlarmLine], language: str
) -> tuple[str, str]:
    """Subject and text of a mail of what is ``new``, and what is ``over``; plain text."""
    words = texts(language)
    parts = []
    if new:
        count = words.ngettext("%(count)s source wants a look", "%(count)s sources want a look",
                               len(new)) % {"count": len(new)}  # fmt: skip
        parts.append((count, [_wrong(one, language) for one in new]))
    if over:
        count = words.ngettext("%(count)s source is in order again",
                               "%(count)s sources are in order again",
                               len(over)) % {"count": len(over)}  # fmt: skip
        parts.append((count, [_ended(one, language) for one in over]))
    subject = f"{title}: {', '.join(heading for heading, _ in parts)}"
    told = ["\n\n".join((f"{heading}:", *lines)) for heading, lines in parts]
    all_ = words.gettext("How all of them fare: klaszterhirek health")
    return line(subject), "\n\n\n".join((*told, all_)) + "\n"


def _wrong(one: AlarmLine, language: str) -> str:
    advice = texts(language).gettext("What to do: %(advice)s") % {"advice": line(one.advice)}
    return f"{_called(one)}\n    {line(one.problem)}\n    {advice}"


def _ended(one: AlarmLine, language: str) -> str:
    until = one.until or one.since
    days = f"{seen(one.since, language)} – {seen(until, language)}"
    return f"{_called(one)}\n    {line(one.problem)} ({days})"


def _called(one: AlarmLine) -> str:
    return f"{line(one.name)} ({one.source})"
