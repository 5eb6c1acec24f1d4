"""The archive as a crawl's memory: findings into rows, rows into recollections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import singledispatchmethod
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, select, update

from aggregator.archive.archive import Archive
from aggregator.archive.codec import article_row, teaser_json, teaser_of
from aggregator.archive.schema import article, door, page, revision
from aggregator.stories.passages import common
from aggregator.stories.reading import tokenize
from scrapers.article import Article
from scrapers.memory import (
    DoorSeen,
    Finding,
    Kept,
    KnownDoor,
    KnownPage,
    Missing,
    Owed,
    Recollection,
    Refused,
    Unanswered,
    Unchanged,
    Validators,
)

ATTEMPTS = 10
"""Days on which an owed page is asked for; then only a door that shows it again asks for it."""
ALIKE = 0.5
"""The share of its words that an article keeps when it is edited."""
SHORT = 20
"""Words of a text about which its common words say nothing."""
_STATED = ("json-ld", "meta", "microdata", "time")


class ArchiveMemory:
    """The ``Memory`` protocol of ``scrapers`` over an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def recall(self, source: str) -> Recollection:
        """What the archive knows of a source's doors and pages."""
        with self._archive.read() as connection:
            doors = connection.execute(select(door).where(door.c.source == source)).mappings()
            pages = connection.execute(select(page).where(page.c.source == source)).mappings()
            rows = pages.all()
            return Recollection(
                doors={row["url"]: _known_door(row) for row in doors},
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
            batch = _Batch(connection, now)
            for finding in findings:
                batch.keep(finding)


class _Batch:
    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection, self._now = connection, now

    @singledispatchmethod
    def keep(self, finding: Any) -> None:
        raise TypeError(f"no way to keep a {type(finding).__name__}")

    @keep.register
    def _kept(self, finding: Kept) -> None:
        number = self._keep_article(finding)
        answered = {"article": number, "reason": None, **_columns(finding.validators)}
        self._answered(finding.source, finding.key, answered, url=finding.url)

    @keep.register
    def _unchanged(self, finding: Unchanged) -> None:
        row = self._answered(finding.source, finding.key, {})
        if row and row["article"]:
            self._set(article, row["article"], last_seen=self._now, gone=None)

    @keep.register
    def _refused(self, finding: Refused) -> None:
        values = {"reason": finding.reason, **_columns(Validators())}
        self._answered(finding.source, finding.key, values, url=finding.url)

    @keep.register
    def _missing(self, finding: Missing) -> None:
        row = self._find(page, finding.source, key=finding.key)
        if row is None:
            return
        # one 404 may be an accident of the day; two on different days are not
        if row["missed"] is None or row["missed"].date() == self._now.date():
            missed = row["missed"] or self._now
            self._set(page, row["id"], missed=missed, asked=self._now, owed=None)
            return
        gone = row["gone"] or self._now
        self._set(page, row["id"], gone=gone, asked=self._now, owed=None)
        if row["article"] and not self._pages_of(row["article"]):
            self._set(article, row["article"], gone=gone)

    @keep.register
    def _owed(self, finding: Owed) -> None:
        row = self._find(page, finding.source, key=finding.key)
        values: dict[str, Any] = {"reason": finding.reason, "owed": teaser_json(finding.teaser)}
        if finding.asked:
            tried, attempts = (row["tried"], row["attempts"]) if row else (None, 0)
            attempts += tried is None or tried.date() != self._now.date()
            values |= {"attempts": attempts, "tried": self._now}
        if row:
            self._set(page, row["id"], **values)
        else:
            self._add_page(finding.source, finding.key, finding.teaser.url, values)

    @keep.register
    def _unanswered(self, finding: Unanswered) -> None:
        if row := self._find(page, finding.source, key=finding.key):
            self._set(page, row["id"], asked=self._now)

    @keep.register
    def _door_seen(self, finding: DoorSeen) -> None:
        values = {
            "kind": finding.kind,
            "definition": finding.definition,
            "marks": dict(finding.marks),
            "seen": self._now,
            **_columns(finding.validators),
        }
        row = self._find(door, finding.source, url=finding.url)
        if row:
            self._set(door, row["id"], **values)
        else:
            first = {"source": finding.source, "url": finding.url, "since": self._now}
            self._connection.execute(insert(door).values(**first, **values))

    def _keep_article(self, finding: Kept) -> int:
        key, values = finding.article_key, article_row(finding.article)
        before = self._find(page, finding.source, key=finding.key)
        old = self._find(article, finding.source, key=key)
        if old and self._is_of_another_page(old, finding):
            # pages that all name one address as theirs are mistaken
            key, values["url"] = finding.key, finding.url
            old = self._find(article, finding.source, key=key)
        moved = before["article"] if before and before["article"] else None
        if old is None and moved and not self._pages_of(moved, but=finding.key):
            # the page has moved, and its article with it, unless another is there now
            there = self._row(article, moved)
            old = there if key == there["key"] or _is_alike(finding.article, there) else None
        if old is None:
            number = self._add_article(key, values)
        else:
            number = int(old["id"])
            self._change_article(old, {**values, "key": key})
        if moved not in (None, number) and not self._pages_of(moved, but=finding.key):
            self._set(article, moved, gone=self._now)  # nothing leads to it any more
        return number

    def _add_article(self, key: str, values: Mapping[str, Any]) -> int:
        first = {"key": key, "first_seen": self._now, "last_seen": self._now}
        added = self._connection.execute(insert(article).values(**values, **first))
        return int((added.inserted_primary_key or (0,))[0])

    def _change_article(self, old: RowMapping, values: dict[str, Any]) -> None:
        seen: dict[str, Any] = {"last_seen": self._now, "gone": None}
        if not _overrules(values, old):
            values = {k: v for k, v in values.items() if not k.startswith("published_")}
        if values.get("published_at", old["published_at"]) != old["published_at"]:
            seen["grouped"] = None  # a story may hang on the date
        if values["digest"] != old["digest"]:
            self._keep_revision(old)
            seen["changed"] = self._now
        self._set(article, old["id"], **values, **seen)

    def _is_of_another_page(self, old: RowMapping, finding: Kept) -> bool:
        """Whether the article under a page's canonical address is told otherwise elsewhere."""
        if finding.key == finding.article_key or _is_alike(finding.article, old):
            return False
        return self._pages_of(old["id"], but=finding.key) > 0

    def _pages_of(self, number: int, but: str = "") -> int:
        """How many pages other than ``but`` lead to an article, as far as is known."""
        query = select(func.count()).where(page.c.article == number, page.c.key != but)
        standing = query.where(page.c.gone.is_(None), page.c.missed.is_(None))
        return int(self._connection.scalar(standing) or 0)

    def _keep_revision(self, old: RowMapping) -> None:
        names = ("title", "text", "html", "published_at", "published_precision")
        since = old["changed"] or old["first_seen"]
        values = {name: old[name] for name in names}
        self._connection.execute(
            insert(revision).values(article=old["id"], since=since, until=self._now, **values)
        )

    def _answered(
        self, source: str, key: str, values: dict[str, Any], url: str = ""
    ) -> RowMapping | None:
        """Note that a page was asked for and answered; its row as it was before."""
        row = self._find(page, source, key=key)
        settled = {"asked": self._now, "missed": None, "gone": None, "owed": None, "attempts": 0}
        if row is None:
            self._add_page(source, key, url, {**settled, **values})
            return None
        checks = row["checks"] + (row["asked"] not in (None, self._now))
        self._set(page, row["id"], **{**settled, "checks": checks, **values})
        return row

    def _add_page(self, source: str, key: str, url: str, values: dict[str, Any]) -> None:
        first = {"source": source, "key": key, "url": url, "checks": 0, "attempts": 0}
        self._connection.execute(insert(page).values(**{**first, **values}))

    def _find(self, table: Table, source: str, **where: str) -> RowMapping | None:
        (name, value) = next(iter(where.items()))
        query = select(table).where(table.c.source == source, table.c[name] == value)
        return self._connection.execute(query).mappings().one_or_none()

    def _row(self, table: Table, number: int) -> RowMapping:
        query = select(table).where(table.c.id == number)
        return self._connection.execute(query).mappings().one()

    def _set(self, table: Table, number: int, **values: Any) -> None:
        self._connection.execute(update(table).where(table.c.id == number).values(**values))


def _overrules(new: Mapping[str, Any], old: RowMapping) -> bool:
    """Whether a new reading's date replaces the one known: unknown never replaces known."""
    if old["published_at"] is None:
        return True
    return new["published_at"] is not None and new["published_found"] in _STATED


def _is_alike(new: Article, old: RowMapping) -> bool:
    """Whether two texts can be one article before and after an edit."""
    ours, theirs = tokenize(new.text), tokenize(old["text"])
    if min(len(ours), len(theirs)) < SHORT:  # a line or two: the title says what it is
        return bool(new.title == old["title"])
    return common(ours, theirs).a_share >= ALIKE


def _known_door(row: RowMapping) -> KnownDoor:
    return KnownDoor(_validators(row), row["marks"], row["definition"])


def _known(row: RowMapping) -> KnownPage:
    return KnownPage(
        url=row["url"],
        validators=_validators(row),
        asked=row["asked"],
        checks=row["checks"],
        missed=row["missed"] is not None,
        gone=row["gone"] is not None,
    )


def _validators(row: RowMapping) -> Validators:
    return Validators(row["etag"], row["modified"], row["digest"])


def _columns(known: Validators) -> dict[str, str | None]:
    return {"etag": known.etag, "modified": known.modified, "digest": known.digest}
