"""Hand-made findings, as a crawl would tell them. Organisations, places and events are invented."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from aggregator.archive.archive import Archive
from aggregator.archive.schema import metadata
from scrapers.article import BUDAPEST, Article, Precision, Published
from scrapers.memory import Kept, Validators
from scrapers.source import Source

MONDAY = datetime(2021, 6, 7, 5, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def source(id: str, name: str) -> Source:
    return Source(id=id, name=name, organisation=f"{name} Kft.", home=f"https://{id}.example.hu/")


PORTAL = source("portal", "Hálózati Portál")
MEMBER = source("member", "Tölgyliget Faipari Klaszter")
PRESS = source("press", "Dombvidéki Hírmondó")
SOURCES = (PORTAL, MEMBER, PRESS)


def published(
    day: str, found: str = "json-ld", precision: Precision = "day", text: str | None = None
) -> Published:
    """A publication moment in Budapest: ``2021-06-04`` or ``2021-06-04T10:30``."""
    at = datetime.fromisoformat(day).replace(tzinfo=BUDAPEST)
    return Published(at, precision, found, day if text is None else text)


def article(
    source: str = "portal",
    path: str = "hirek/mérőlabor",
    title: str = "Közös mérőlabor nyílik",
    text: str = "A klaszter tagjai szeptemberben közös mérőlabort nyitnak.",
    **more: Any,
) -> Article:
    url = f"https://{source}.example.hu/{path}"
    return Article(**{"source": source, "url": url, "title": title, "text": text,
                      "html": f"<p>{text}</p>", "language": "hu", **more})  # fmt: skip


def kept(told: Article | None = None, validators: Validators | None = None, **more: Any) -> Kept:
    """The finding of an article at its own address; ``more`` are fields of the article."""
    one = told or article(**more)
    key = one.url.removeprefix("https://")
    seen = validators or Validators("etag-1", "Mon, 07 Jun 2021 05:00:00 GMT", "digest-1")
    return Kept(one.source, key, one.url, one, key, seen)


def contents(archive: Archive) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    with archive.read() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in metadata.sorted_tables
        }
