"""What the archive answers to ``sources``, ``search`` and ``show``: plain records for ``tell``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select

from aggregator.archive.accounts import related_articles
from aggregator.archive.archive import Archive
from aggregator.archive.codec import published_of
from aggregator.archive.doors import discoveries, door_history, doors_in_force
from aggregator.archive.feeds import one_story
from aggregator.archive.relations import between
from aggregator.archive.schema import article, membership, source, story
from aggregator.archive.search import search
from aggregator.archive.sources import article_counts, histories, last_reports
from aggregator.due import History, next_turn
from aggregator.entry import additions, summary
from aggregator.errors import NotFound
from aggregator.stories.relation import Relation
from scrapers import urls
from scrapers.source import Source


def source_list(archive: Archive, sources: Sequence[Source]) -> list[dict[str, Any]]:
    """One record per source: its doors' kinds, its articles, how its last crawl went."""
    with archive.read() as connection:
        reports, counts = last_reports(connection), article_counts(connection)
        doors = {one.id: doors_in_force(connection, one) for one in sources}
    return [
        {
            "source": one.id,
            "name": one.name,
            "country": one.country,
            "home": one.home,
            "status": one.status,
            "doors": ", ".join(door.kind for door in doors[one.id]) or "none",
            "articles": counts.get(one.id, 0),
            "last crawl": reports[one.id].began if one.id in reports else None,
            "problem": reports[one.id].problem if one.id in reports else None,
        }
        for one in sources
    ]


def source_details(archive: Archive, one: Source, now: datetime) -> dict[str, Any]:
    """All about one source: its file, its next turn, its doors, the last search for others."""
    with archive.read() as connection:
        turn = next_turn(one, histories(connection).get(one.id, History()), now)
        report = last_reports(connection).get(one.id)
        history = [_door(row) for row in door_history(connection, one.id)]
        searched = next(iter(discoveries(connection, one.id, most=1)), None)
        count = article_counts(connection).get(one.id, 0)
    return {
        "source": one.id,
        "name": one.name,
        "organisation": one.organisation,
        "home": one.home,
        "sector": one.sector,
        "country": one.country,
        "languages": ", ".join(one.languages),
        "status": one.status,
        "former names": list(one.former_names),
        "former hosts": list(one.aliases),
        "topics": list(one.topics),
        "every": one.every,
        "browser": "yes" if one.browser else "no",
        "full text": "yes" if one.full_text else "no",
        "doors": history or [{"kind": way.kind, "address": way.url} for way in one.doors],
        "last search": searched["at"] if searched else None,
        "found": f"{searched['outcome']}: {searched['why']}" if searched else None,
        "articles": count,
        "last crawl": report.began if report else None,
        "next crawl": turn.at or "never",
        "because": turn.why,
        "dropped": [f"{name}: {times}" for name, times in report.dropped.items()] if report else [],
        "problem": report.problem if report else None,
    }


def _door(row: RowMapping) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "address": row["url"],
        "because": row["why"],
        "since": row["since"],
        "last read": row["seen"],
        "until": row["until"],
        "ended": row["ended"],
    }


def check_known(archive: Archive, names: Sequence[str]) -> None:
    """``NotFound`` for the name of a source that the archive has never heard of."""
    with archive.read() as connection:
        known = set(connection.scalars(select(source.c.id)))
    for name in names:
        if name not in known:
            raise NotFound(name, "there is no such source; see klaszterhirek sources")


def found_articles(archive: Archive, query: str, **limits: Any) -> list[dict[str, Any]]:
    """The articles that ``archive.search`` finds, newest first."""
    with archive.read() as connection:
        return [_article(row) for row in search(connection, query, **limits)]


def story_details(archive: Archive, which: str) -> dict[str, Any] | None:
    """A story by its number, its id, or the address of one of its articles; ``None`` if unknown.

    With the evidence: what each member has in common with the original, and why they are together.
    ``translations`` and ``other accounts`` are in other stories, named by their numbers.

    Raises ``NotFound`` for an article that is kept and has no story yet.
    """
    with archive.read() as connection:
        number = int(which) if which.isdecimal() and len(which) < 16 else None
        if number is None:
            number = connection.scalar(select(story.c.id).where(story.c.uid == which))
        if number is None and (address := urls.canonical(which)):
            query = (
                select(membership.c.story)
                .join(article, article.c.id == membership.c.article)
                .where(article.c.url == address, membership.c.until.is_(None))
            )
            number = connection.scalar(query)
            kept = select(article.c.id).where(article.c.url == address)
            if number is None and connection.scalar(kept):
                raise NotFound(which, "is kept, but in no story yet; run klaszterhirek group")
        told = one_story(connection, number) if number is not None else None
        if told is None:
            return None
        original = told.original
        carriers = {
            row["id"]: _carrier(row, original, between(connection, row["id"], original["id"]))
            for row in (*told.reprints, *told.quotations)
        }
        members = {original["id"], *carriers}
        twins = related_articles(connection, members, "twin")
        accounts = related_articles(connection, members, "event")
    return {
        "story": told.number,
        "id": told.uid,
        "title": original["title"],
        "published": told.published and told.published.iso(),
        "first seen": original["first_seen"],
        "updated": told.updated,
        "original": f"{original['source_name']} {original['url']}",
        "summary": summary(original["text"]),
        "reprinted by": [carriers[row["id"]] for row in told.reprints],
        "quoted by": [carriers[row["id"]] for row in told.quotations],
        "translations": [{**_elsewhere(row), "language": row["language"]} for row in twins],
        "other accounts": [_elsewhere(row) for row in accounts],
    }


def _carrier(row: RowMapping, original: RowMapping, related: Relation | None) -> dict[str, Any]:
    """A member of a story; without a relation it is there through another member."""
    told: dict[str, Any] = {"who": f"{row['source_name']} {row['url']}"}
    if related:
        its, others = related.a_share, related.b_share
        if related.b_id == row["id"]:
            its, others = others, its
        told["in common"] = f"{its:.0%} of it, {others:.0%} of the original"
        told["because"] = list(related.evidence)
    told["adds"] = list(additions(row, original))
    return told


def _elsewhere(row: RowMapping) -> dict[str, Any]:
    return {"who": f"{row['source_name']} {row['url']}", "story": row["story"]}


def _article(row: RowMapping) -> dict[str, Any]:
    published = published_of(row)
    return {
        "id": row["id"],
        "published": published.iso() if published else None,
        "first_seen": row["first_seen"],
        "source": row["source"],
        "source_name": row["source_name"],
        "title": row["title"],
        "url": row["url"],
        "language": row["language"],
        "summary": summary(row["text"]),
    }
