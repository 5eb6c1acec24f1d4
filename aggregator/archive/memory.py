"""The archive as a crawl's memory: findings into rows, rows into recollections."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import singledispatchmethod
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, false, func, insert, or_, select, update

from aggregator.archive.absences import begin_absence, end_absence
from aggregator.archive.answers import furniture_of, keep_answer
from aggregator.archive.archive import Archive
from aggregator.archive.codec import teaser_json, teaser_of
from aggregator.archive.doors import door_history, found_and_ended
from aggregator.archive.identity import healed, keep_article, pages_of
from aggregator.archive.index.documents import index
from aggregator.archive.resting import ATTEMPTS, resting
from aggregator.archive.rows import add, change, find, validators_of
from aggregator.archive.schema import article, door, page, robots
from aggregator.archive.schema import source as source_table
from scrapers import urls
from scrapers.memory import (
    ROBOTS_FOR,
    DoorSeen,
    Finding,
    Kept,
    KnownDoor,
    KnownPage,
    KnownRobots,
    Missing,
    Owed,
    PageFinding,
    Recollection,
    Refused,
    Resting,
    RobotsSeen,
    Unanswered,
    Unchanged,
    Validators,
)
from scrapers.topics import OFF_TOPIC


class ArchiveMemory:
    """The ``Memory`` protocol of ``scrapers`` over an archive."""

    def __init__(self, archive: Archive, *, keep_answers: bool = True) -> None:
        self._archive, self._keep_answers = archive, keep_answers

    def resting(self, sources: Collection[str], now: datetime) -> Resting:
        """Of the sources with these ids those that have nothing but doors to ask for."""
        with self._archive.read() as connection:
            return resting(connection, sources, now)

    def recall(self, source: str) -> Recollection:
        """What the archive knows of a source's doors and pages."""
        with self._archive.read() as connection:
            history = door_history(connection, source)
            found, ended = found_and_ended(history)
            told = _robots_of(connection, source)
            pages = connection.execute(select(page).where(page.c.source == source)).mappings()
            rows = pages.all()
            return Recollection(
                doors={row["url"]: _known_door(row) for row in history if row["until"] is None},
                found=found,
                ended=ended,
                robots={row["netloc"]: KnownRobots(row["body"], row["read"]) for row in told},
                furniture=furniture_of(connection, source),
                pages={row["key"]: _known(row) for row in rows if row["asked"]},
                owed={
                    row["key"]: teaser_of(row["owed"])
                    for row in rows
                    if row["owed"] and row["attempts"] < ATTEMPTS
                },
            )

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        """Keep a batch in one transaction."""
        with self._archive.write() as connection:
            batch = _Batch(connection, findings, now, keep_answers=self._keep_answers)
            for finding in findings:
                batch.keep(finding)
            index(connection, batch.kept)


class _Batch:
    def __init__(
        self,
        connection: Connection,
        findings: Sequence[Finding],
        now: datetime,
        *,
        keep_answers: bool,
    ) -> None:
        self._connection, self._now = connection, now
        self._keep_answers = keep_answers
        told = {finding.source for finding in findings if isinstance(finding, Kept)}
        self._healed = healed(connection, told)
        self.kept: set[int] = set()

    @singledispatchmethod
    def keep(self, finding: Any) -> None:
        raise TypeError(f"no way to keep a {type(finding).__name__}")

    @keep.register
    def _kept(self, finding: Kept) -> None:
        before = self._page(finding)
        since = self._healed.get(finding.source)
        told = keep_article(self._connection, finding, before, since, self._now)
        self.kept.add(told.number)
        if finding.answer and self._keep_answers and not told.forgotten:
            keep_answer(
                *(self._connection, told.number, finding.answer, self._now),
                is_new=told.is_new,
                is_changed=told.changed == self._now,
            )
        answered = {"article": told.number, "reason": None, **_columns(finding.validators)}
        self._answered(finding, before, answered)

    @keep.register
    def _unchanged(self, finding: Unchanged) -> None:
        before = self._page(finding)
        self._answered(finding, before, {})
        if before and before["article"]:
            self._place(before, last_seen=self._now, gone=None)

    @keep.register
    def _refused(self, finding: Refused) -> None:
        values = {"reason": finding.reason, **_columns(Validators())}
        self._answered(finding, self._page(finding), values)

    @keep.register
    def _missing(self, finding: Missing) -> None:
        row = self._page(finding)
        if row is None:
            return
        # one 404 may be an accident of the day; two on different days are not
        if row["missed"] is None or row["missed"].date() == self._now.date():
            missed = row["missed"] or self._now
            change(self._connection, page, row["id"], missed=missed, asked=self._now, owed=None)
            return
        gone = row["gone"] or self._now
        change(self._connection, page, row["id"], gone=gone, asked=self._now, owed=None)
        if row["article"] and not pages_of(self._connection, row["article"]):
            self._place(row, gone=gone)

    @keep.register
    def _owed(self, finding: Owed) -> None:
        row = self._page(finding)
        values: dict[str, Any] = {"reason": finding.reason, "owed": teaser_json(finding.teaser)}
        if finding.asked:
            tried, attempts = (row["tried"], row["attempts"]) if row else (None, 0)
            attempts += tried is None or tried.date() != self._now.date()
            values |= {"attempts": attempts, "tried": self._now}
        if row:
            change(self._connection, page, row["id"], **values)
        else:
            self._add_page(finding, finding.teaser.url, values)

    @keep.register
    def _unanswered(self, finding: Unanswered) -> None:
        if row := self._page(finding):
            change(self._connection, page, row["id"], asked=self._now)

    @keep.register
    def _door_seen(self, finding: DoorSeen) -> None:
        values = {
            "kind": finding.door.kind,
            "spec": finding.door.model_dump(exclude_defaults=False),
            "definition": finding.definition,
            "marks": dict(finding.marks),
            "seen": self._now,
            **_columns(finding.validators),
        }
        url = finding.door.url
        row = find(self._connection, door, finding.source, url=url, until=None)
        if row:
            change(self._connection, door, row["id"], **values)
        else:
            first = {"source": finding.source, "url": url, "origin": "file", "since": self._now}
            add(self._connection, door, **first, **values)

    @keep.register
    def _robots_seen(self, finding: RobotsSeen) -> None:
        values = {"body": finding.body, "read": self._now}
        old = self._now - 2 * ROBOTS_FOR
        self._connection.execute(delete(robots).where(robots.c.read < old))
        known = robots.c.netloc == finding.netloc
        if not self._connection.execute(update(robots).where(known).values(**values)).rowcount:
            self._connection.execute(insert(robots).values(netloc=finding.netloc, **values))

    def _place(self, before: RowMapping, **values: Any) -> None:
        """Note what becomes of a page's article; where it goes or is back, grouping is told."""
        number, gone = before["article"], values["gone"]
        if (before["gone"] is None) != (gone is None):
            values["grouped"] = None
        change(self._connection, article, number, **values)
        if gone:
            begin_absence(self._connection, number, gone)
        else:
            end_absence(self._connection, number, self._now)

    def _page(self, finding: PageFinding) -> RowMapping | None:
        """What is known of a finding's page."""
        return find(self._connection, page, finding.source, key=finding.key)

    def _answered(
        self,
        finding: Kept | Unchanged | Refused,
        before: RowMapping | None,
        values: Mapping[str, Any],
    ) -> None:
        """Note that a page was asked for and answered, of which ``before`` was known."""
        settled = {"asked": self._now, "missed": None, "gone": None, "owed": None, "attempts": 0}
        if before is None:
            url = "" if isinstance(finding, Unchanged) else finding.url
            self._add_page(finding, url, {**settled, **values})
            return
        checks = before["checks"] + (before["asked"] not in (None, self._now))
        change(self._connection, page, before["id"], **{**settled, "checks": checks, **values})

    def _add_page(self, finding: PageFinding, url: str, values: Mapping[str, Any]) -> None:
        named = {"source": finding.source, "key": finding.key, "url": url}
        add(self._connection, page, **{**named, "checks": 0, "attempts": 0, **values})


def _robots_of(connection: Connection, name: str) -> list[RowMapping]:
    """The robots.txt files of the hosts of a source and of its doors: each may be large."""
    hosts = connection.scalar(select(source_table.c.hosts).where(source_table.c.id == name)) or ()
    doors = connection.scalars(select(door.c.url).where(door.c.source == name))
    ends = tuple({*hosts, *map(urls.host, doors)})
    # the host of each place of a thousand is worked out only where it may be one of these
    place = func.lower(robots.c.netloc)
    named = or_(false(), *(place.contains(end, autoescape=True) for end in ends))
    places = connection.scalars(select(robots.c.netloc).where(named))
    own = [place for place in places if urls.host(f"http://{place}/").endswith(ends)]
    query = select(robots).where(robots.c.netloc.in_(own))
    return list(connection.execute(query).mappings())


def _known_door(row: RowMapping) -> KnownDoor:
    return KnownDoor(validators_of(row), row["marks"], row["definition"] or "")


def _known(row: RowMapping) -> KnownPage:
    return KnownPage(
        url=row["url"],
        validators=validators_of(row),
        asked=row["asked"],
        checks=row["checks"],
        missed=row["missed"] is not None,
        gone=row["gone"] is not None,
        off_topic=row["reason"] == OFF_TOPIC,
    )


def _columns(known: Validators) -> dict[str, str | None]:
    return {"etag": known.etag, "modified": known.modified, "digest": known.digest}
