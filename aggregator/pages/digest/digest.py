"""The days' news for a newsletter: stories with credit lines to paste, what is coming. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Literal

from aggregator.pages import figures
from aggregator.pages.arranging import agenda, by_day, by_sector, day_in_list
from aggregator.pages.catalogue import texts
from aggregator.pages.digest import html, markdown, plain
from aggregator.pages.digest.outline import Block, Bulleted, Heading, Link, Paragraph, Words
from aggregator.pages.strangers import headline, linkable, undirected
from aggregator.pages.view import Happening, Site
from feeds.feed import Entry, Mention
from scrapers.article import day_of

Form = Literal["html", "text", "markdown"]
By = Literal["day", "sector"]

_FORMS: Mapping[Form, ModuleType] = {"html": html, "text": plain, "markdown": markdown}


def digest(
    site: Site,
    entries: Iterable[Entry],
    happenings: Iterable[Happening],
    *,
    since: date,
    today: date,
    form: Form = "html",
    by: By = "day",
) -> str:
    """The stories from ``since`` to ``today``, both included, and what is coming from ``today`` on.

    In HTML it is a fragment to paste. Only what is certain is told of events. Undated stories are
    under the day on which they were first seen, and their credit lines say that they have no date.
    """
    news = [one for one in entries if since <= day_in_list(one) <= today]
    told = _outline(site, news, happenings, since, today, by)
    rendered: str = _FORMS[form].render(told)
    return rendered


def credit_line(entry: Entry, language: str) -> str:
    """The source of a story in one line: whose it is, of what day, at what address."""
    return plain.render([Paragraph(_credit(entry, language))]).strip()


def _outline(
    site: Site,
    news: Sequence[Entry],
    happenings: Iterable[Happening],
    since: date,
    today: date,
    by: By,
) -> Iterator[Block]:
    days = figures.span(since, today, site.language)
    yield Heading(1, (f"{_line(site.title)}, {days}",))
    if not news:
        yield Paragraph((texts(site.language).gettext("No news came in these days."),))
    for heading, entries in _parts(news, site.language, by):
        yield Heading(2, (heading,))
        for entry in entries:
            yield from _story(entry, site.language)
    yield from _coming(happenings, today, site.language)
    if base := linkable(site.base):
        yield Paragraph((f"{_line(site.title)}: ", Link(base, base)))


def _parts(news: Sequence[Entry], language: str, by: By) -> Iterator[tuple[str, list[Entry]]]:
    if by == "day":
        for date, entries in by_day(news):
            yield figures.weekday(date, language), entries
    else:
        for label, entries in by_sector(news):
            yield _line(label) or texts(language).gettext("Other news"), entries


def _story(entry: Entry, language: str) -> Iterator[Block]:
    words = texts(language)
    yield Heading(3, (Link(_title(entry.title, language), linkable(entry.url)),))
    if summary := undirected(entry.summary):
        yield Paragraph((summary,))
    yield Paragraph(_credit(entry, language))
    yield from _carried(words.gettext("Reprinted by:"), entry.reprints)
    yield from _carried(words.gettext("Quoted by:"), entry.quotations)


def _credit(entry: Entry, language: str) -> Words:
    words = texts(language)
    label = words.gettext("Source:")
    source = _line(entry.source) or _line(entry.source_url)
    if entry.published:
        day = figures.day(day_of(entry.published), language)
    else:
        day = words.gettext("undated")
    url = linkable(entry.url)
    where: Words = (", ", Link(url, url)) if url else ()
    return (f"{label} {source}, {day}", *where)


def _carried(label: str, mentions: Sequence[Mention]) -> Iterator[Block]:
    # of a source that is there twice one link is enough
    links = {_line(one.source): linkable(one.url) for one in reversed(mentions)}
    if links:
        named = [Link(source, url) for source, url in reversed(links.items())]
        commas = [word for link in named for word in (", ", link)][1:]
        yield Paragraph((f"{label} ", *commas))


def _coming(happenings: Iterable[Happening], today: date, language: str) -> Iterator[Block]:
    coming = agenda(happenings, today)
    words = texts(language)
    for heading, found in (
        (words.gettext("Coming events"), coming.events),
        (words.gettext("Deadlines"), coming.deadlines),
    ):
        if found:
            yield Heading(2, (heading,))
        for one in found:
            yield Bulleted(tuple(_happening(one, language)))


def _happening(one: Happening, language: str) -> Iterator[str | Link]:
    words = texts(language)
    first = one.witnesses[0] if one.witnesses else None
    hours = figures.hours(one, language)
    yield f"{figures.days(one, language)}{f', {hours}' if hours else ''}: "
    name = _title(one.name or (first.title if first else ""), language)
    yield Link(name, linkable(one.link) or (linkable(first.url) if first else None))
    if where := ", ".join(filter(None, map(_line, (one.town, one.venue)))):
        yield f", {where}"
    fate = ""
    if one.status == "cancelled":
        fate = words.gettext("cancelled")
    elif one.status == "conditional":
        fate = words.gettext("not certain to be held")
    if fate:
        yield f" ({fate})"


def _title(text: str, language: str) -> str:
    return _line(text) or texts(language).gettext("(untitled)")


def _line(text: str) -> str:
    return headline(undirected(text))
