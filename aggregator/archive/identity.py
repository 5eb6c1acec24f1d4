"""Which article a page tells: a new one, a known one in another version, or one that has moved.

Two addresses may lead to one article, and a site may name one address as that of all its articles:
what a page says of its identity is believed as far as the texts bear it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from aggregator.archive.absences import begin_absence, end_absence
from aggregator.archive.among import among, rows_with
from aggregator.archive.articles import PLACED_BY
from aggregator.archive.codec import article_row
from aggregator.archive.entries import SHOWN, unlist_of
from aggregator.archive.forgotten import is_forgotten
from aggregator.archive.moments import published_day
from aggregator.archive.rows import add, change, find, row_of
from aggregator.archive.schema import article, door, page, revision
from aggregator.archive.versions import said
from aggregator.stories.passages import common
from aggregator.stories.tokens import forms
from scrapers.article import READER, Article
from scrapers.memory import Kept

ALIKE = 0.5
"""The share of its words that an article keeps when it is edited."""
SHORT = 20
"""Words of a text about which its common words say nothing."""
_DATED = ("published_at", "language")
"""Columns beside its text of which it is kept what they were."""
_STATED = ("json-ld", "meta", "microdata", "time")
_PAGES_OF = select(func.count()).where(
    page.c.article == bindparam("number"),
    page.c.key != bindparam("but"),
    page.c.gone.is_(None),
    page.c.missed.is_(None),
)
_REVISED = select(func.max(revision.c.until)).where(revision.c.article == bindparam("number"))
_REPLACED = (
    select(door.c.source, func.max(door.c.until))
    .where(door.c.ended == "replaced", among(door.c.source))
    .group_by(door.c.source)
)


class Told(NamedTuple):
    """The article that a page tells: its id, and when it was edited last.

    ``is_new`` says that no page told it before, ``forgotten`` that nothing is kept of it.
    """

    number: int
    changed: datetime | None = None
    is_new: bool = False
    forgotten: bool = False


def healed(connection: Connection, sources: Iterable[str]) -> dict[str, datetime]:
    """When a door of each of these sources was last replaced, if ever one was."""
    return dict(tuple(row) for row in rows_with(connection, _REPLACED, sources))


def keep_article(
    connection: Connection,
    finding: Kept,
    before: RowMapping | None,
    healed: datetime | None,
    now: datetime,
) -> Told:
    """Keep what a page says, of which ``before`` is known, and when its source was ``healed``.

    What an edit or another date replaces is kept as a revision; an article to which no page leads
    any more is marked as gone.
    """
    key, values = finding.article_key, article_row(finding.article)
    values["reader"] = READER
    old = find(connection, article, finding.source, key=key)
    if old and _is_of_another_page(connection, old, finding):
        # pages that all name one address as theirs are mistaken
        key, values["url"] = finding.key, finding.url
        old = find(connection, article, finding.source, key=key)
    led = before["article"] if before else None
    left = led if led and not pages_of(connection, led, but=finding.key) else None
    if old is None and left:
        # the page has moved, and its article with it, unless another is there now
        there = row_of(connection, article, left)
        old = there if key == there["key"] or _is_alike(finding.article, there) else None
    if old is None:
        old = _before_healing(connection, finding, values, healed)
    if old is None and led and left is None:
        # where it was before it moved; it keeps the address that the other page gave it
        there = row_of(connection, article, led)
        if there["title"] == values["title"] and _is_alike(finding.article, there):
            old, key, values["url"] = there, there["key"], there["url"]
    forgotten = old["id"] if old and old["forgotten"] else None
    if old is None:
        forgotten = is_forgotten(connection, finding.source, values["digest"])
    if forgotten:
        # what was removed on request is not taken in again
        change(connection, article, forgotten, last_seen=now)
        told = Told(forgotten, forgotten=True)
    elif old is None:
        told = _add(connection, {**values, "key": key}, now)
    else:
        told = _change(connection, old, {**values, "key": key}, now)
    if left not in (None, told.number):
        change(connection, article, left, gone=now, grouped=None)  # nothing leads to it any more
        begin_absence(connection, left, now)
    return told


def pages_of(connection: Connection, number: int, but: str = "") -> int:
    """How many pages other than ``but`` lead to an article, as far as is known."""
    return int(connection.scalar(_PAGES_OF, {"number": number, "but": but}) or 0)


def _add(connection: Connection, values: Mapping[str, Any], now: datetime) -> Told:
    number = add(connection, article, **values, first_seen=now, last_seen=now)
    return Told(number, is_new=True)


def _change(connection: Connection, old: RowMapping, values: dict[str, Any], now: datetime) -> Told:
    seen: dict[str, Any] = {"last_seen": now, "gone": None}
    if not overrules(values, old):
        values = {k: v for k, v in values.items() if not k.startswith("published_")}
    if old["gone"] or any(values.get(name, old[name]) != old[name] for name in PLACED_BY):
        seen["grouped"] = None
    if old["gone"]:
        end_absence(connection, old["id"], now)
    is_edited = values["digest"] != old["digest"]
    if is_edited or any(values.get(name, old[name]) != old[name] for name in _DATED):
        _keep_revision(connection, old, now)
    if is_edited:
        seen["changed"] = now
    if any(values.get(name, old[name]) != old[name] for name in SHOWN):
        unlist_of(connection, [old["id"]])
    change(connection, article, old["id"], **values, **seen)
    return Told(old["id"], now if is_edited else old["changed"])


def _keep_revision(connection: Connection, old: RowMapping, now: datetime) -> None:
    """Keep what an article said and when it was dated, until now."""
    since = connection.scalar(_REVISED, {"number": old["id"]}) or old["first_seen"]
    add(connection, revision, article=old["id"], since=since, until=now, **said(old))


def _before_healing(
    connection: Connection, finding: Kept, new: Mapping[str, Any], healed: datetime | None
) -> RowMapping | None:
    """The article that this one was before its site was built anew and its door replaced.

    Known by its title, and its day or its text; not seen since. What is dated on another day is
    another one: titles recur, and so do texts of invitations.
    """
    if healed is None:
        return None
    query = select(article).where(article.c.source == finding.source)
    query = query.where(article.c.title == new["title"], article.c.last_seen < healed)
    for old in connection.execute(query.order_by(article.c.id)).mappings():
        ours, theirs = published_day(new), published_day(old)
        dated = ours is not None and theirs is not None
        if ours == theirs if dated else _is_alike(finding.article, old):
            return old
    return None


def _is_of_another_page(connection: Connection, old: RowMapping, finding: Kept) -> bool:
    """Whether the article under a page's canonical address is told otherwise elsewhere."""
    if finding.key == finding.article_key or _is_alike(finding.article, old):
        return False
    return pages_of(connection, old["id"], but=finding.key) > 0


def _is_alike(new: Article, old: RowMapping) -> bool:
    """Whether two texts can be one article before and after an edit."""
    ours, theirs = forms(new.text), forms(old["text"])
    if min(len(ours), len(theirs)) < SHORT:  # a line or two: the title says what it is
        return bool(new.title == old["title"])
    return common(ours, theirs).a_share >= ALIKE


def overrules(new: Mapping[str, Any], old: RowMapping) -> bool:
    """Whether a new reading's date replaces the one known: unknown never replaces known."""
    if old["published_at"] is None:
        return True
    return new["published_at"] is not None and new["published_found"] in _STATED
