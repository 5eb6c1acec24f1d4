"""Articles that a file tells, as a crawl would keep them, at the moments that the file tells.

What the archive knows since then is not undone, and what it has said before is no news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, RowMapping, select

from aggregator.archive.absences import begin_absence
from aggregator.archive.codec import alternates_of, announced_of, article_row
from aggregator.archive.identity import healed, keep_article, overrules
from aggregator.archive.rows import change, find, row_of
from aggregator.archive.schema import article, page
from aggregator.archive.schema import source as source_table
from aggregator.archive.sources import keep_sources, known_since
from aggregator.archive.versions import former_versions
from aggregator.research.line import Told
from scrapers import urls
from scrapers.article import Article, Attachment
from scrapers.memory import Kept, Validators
from scrapers.source import Source

Verdict = Literal["known", "seen", "changed"]

_OWN: Mapping[str, Callable[[RowMapping], Any]] = {
    "authors": lambda row: tuple(row["authors"]),
    "agency": lambda row: row["agency"],
    "image": lambda row: row["image"],
    "gallery": lambda row: tuple(row["gallery"]),
    "attachments": lambda row: tuple(Attachment(**one) for one in row["attachments"]),
    "language": lambda row: row["language"],
    "alternates": alternates_of,
    "announced": announced_of,
}
"""What an article keeps where a line does not tell it, and how it lies in its row."""


class Outcome(NamedTuple):
    """What became of what a line tells: the article's number, and how it was taken."""

    number: int
    how: Literal["new"] | Verdict


class Moments(NamedTuple):
    """When an article was first seen, as of when it is kept as a line tells it, and last seen."""

    first: datetime
    at: datetime
    last: datetime


class Sources:
    """The sources that lines name: those with files of their own, of the archive, or made."""

    def __init__(self, filed: Iterable[Source]) -> None:
        self._filed = {one.id: one for one in filed}
        self._kept: dict[str, Source] = {}

    def of(self, connection: Connection, told: Told) -> Source:
        """The source of what a line tells; the archive knows it then."""
        name = told.article.source
        if name not in self._kept:
            self._kept[name] = self._keep(connection, told)
        return self._kept[name]

    def _keep(self, connection: Connection, told: Told) -> Source:
        name = told.article.source
        query = select(source_table).where(source_table.c.id == name)
        row = connection.execute(query).mappings().one_or_none()
        owner = self._filed.get(name) or (_source_of(row) if row else _made(told))
        if row is None:
            keep_sources(connection, [owner])
        return owner


def keep_told(connection: Connection, told: Told, sources: Sources, now: datetime) -> Outcome:
    """Keep what a line tells, unless the archive knows it, or better."""
    owner = sources.of(connection, told)
    finding = _finding(told, owner)
    old = _known(connection, finding)
    if old is None:
        return _add(connection, finding, told, now)
    verdict = judge(told, old, former_versions(connection, [old["id"]])[old["id"]])
    if verdict == "known":
        return Outcome(old["id"], "known")
    return Outcome(_replace(connection, finding, told, old, now), verdict)


def judge(told: Told, old: RowMapping, former: Sequence[RowMapping]) -> Verdict:
    """What a line is to an article that is known, and to what it said before (pure).

    *known*: it tells nothing new, or what was known before; *seen*: the same, seen later;
    *changed*: another version. What it says is its title, its text, its date and its language.
    """
    # up to when each of the two tells what it knows
    at, known = max(_said(told), default=None), _known_at(old)
    if at and at < known:
        return "known"
    values = article_row(told.article)
    if _says_as(told, values, old):
        return "seen" if at and at > known and not (told.gone and old["gone"]) else "known"
    return "known" if any(_says_as(told, values, one) for one in former) else "changed"


def moments(told: Told, old: RowMapping | None, now: datetime) -> Moments:
    """When what a line tells was so, of a new article or one that is known otherwise (pure).

    What the line does not tell is taken from what it tells, else it is ``now``. A version begins
    when it was edited, if that was since the archive last saw the page; but not while it was gone.
    """
    said = _said(told)
    if old is None:
        first = min(said, default=now)
        last = told.last_seen or max(first, told.changed or first)
        return Moments(first, last, last)
    last = max(told.last_seen or max(said, default=now), old["last_seen"])
    edited = told.changed and old["last_seen"] < told.changed <= last
    at = max(filter(None, (told.changed if edited else last, old["gone"])))
    return Moments(old["first_seen"], at, max(last, at))


def _says_as(told: Told, values: Mapping[str, Any], version: RowMapping) -> bool:
    """Whether a line says what an article says, or has said, as far as it says anything."""
    if any(values[name] != version[name] for name in ("title", "text")):
        return False
    spoken = version["language"]  # of old versions it was not noted
    if "language" in told.said and spoken and values["language"] != spoken:
        return False
    return not overrules(values, version) or values["published_at"] == version["published_at"]


def _said(told: Told) -> list[datetime]:
    """The moments that a line tells."""
    return [one for one in (told.first_seen, told.last_seen, told.changed, told.gone) if one]


def _known_at(row: RowMapping) -> datetime:
    known: list[datetime | None] = [row["last_seen"], row["changed"], row["gone"]]
    return max(one for one in known if one)


def _finding(told: Told, owner: Source) -> Kept:
    one = told.article
    key = owner.key(one.url)
    return Kept(owner.id, key, one.url, one, key, Validators())


def _known(connection: Connection, finding: Kept) -> RowMapping | None:
    """The article under an address, or that to which it leads since it has moved."""
    old = find(connection, article, finding.source, key=finding.article_key)
    if old is not None:
        return old
    led = _page(connection, finding)
    return row_of(connection, article, led["article"]) if led and led["article"] else None


def _page(connection: Connection, finding: Kept) -> RowMapping | None:
    return find(connection, page, finding.source, key=finding.key)


def _keep(connection: Connection, finding: Kept, at: datetime) -> int:
    before, name = _page(connection, finding), finding.source
    since = healed(connection, [name]).get(name)
    return keep_article(connection, finding, before, since, at).number


def _add(connection: Connection, finding: Kept, told: Told, now: datetime) -> Outcome:
    first, at, last = moments(told, None, now)
    number = _keep(connection, finding, at)
    if row_of(connection, article, number)["first_seen"] != at:
        return Outcome(number, "changed")  # it has moved there (see ``identity``)
    seen = {"first_seen": first, "last_seen": last, "changed": told.changed, "kind": told.kind}
    change(connection, article, number, **seen)
    known_since(connection, finding.source, first)
    _note_gone(connection, number, told)
    return Outcome(number, "new")


def _replace(
    connection: Connection, finding: Kept, told: Told, old: RowMapping, now: datetime
) -> int:
    """Keep another version, as of when the line tells that it was made or seen."""
    _, at, last = moments(told, old, now)
    completed = replace(finding, article=_completed(told, old))
    number = _keep(connection, completed, at)
    change(connection, article, number, last_seen=last)
    _note_gone(connection, number, told)
    return number


def _completed(told: Told, old: RowMapping) -> Article:
    """The article of a line, with what is known of it where the line does not tell it."""
    # documents are told by the links of its HTML
    said = told.said | ({"attachments"} if "html" in told.said else set())
    known = {name: value(old) for name, value in _OWN.items() if name not in said}
    return replace(told.article, **{name: value for name, value in known.items() if value})


def _note_gone(connection: Connection, number: int, told: Told) -> None:
    if told.gone:
        change(connection, article, number, gone=told.gone, grouped=None)
        begin_absence(connection, number, told.gone)


def _source_of(row: RowMapping) -> Source:
    """A source as the archive remembers it, where it has no file."""
    names = ("id", "name", "organisation", "home", "sector", "country", "full_text")
    return Source(**{name: row[name] for name in names}, aliases=tuple(row["hosts"][1:]))


def _made(told: Told) -> Source:
    """A source that nobody has described: what its first article tells of it."""
    home = urls.join(told.article.url, "/") or told.article.url
    name = told.source_name or urls.host(home)
    return Source(id=told.article.source, name=name, organisation=name, home=home)
