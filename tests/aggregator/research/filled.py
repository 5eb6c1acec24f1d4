"""An archive with a story, an edit, a withdrawal, events, credits and answers, over nine days."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import datetime, timedelta

from aggregator.archive.archive import Archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import keep_descriptions
from aggregator.archive.sources import keep_reports, keep_sources
from aggregator.group import group
from scrapers.memory import Answer, DoorSeen, Finding, Kept, Missing, Validators
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MEMBER, MONDAY, PORTAL, PRESS, published
from tests.aggregator.archive.releases import (
    COLD_STORE,
    CREDITED,
    LABORATORY,
    QUOTED,
    release,
)

TUESDAY, NEXT_WEEK = MONDAY + DAY, MONDAY + timedelta(days=7)
SOURCES = (
    PORTAL.model_copy(update={"sector": "cluster policy"}),
    MEMBER.model_copy(update={"sector": "wood", "country": "sk"}),
    PRESS.model_copy(update={"sector": "press"}),
)
EDITED = f"{LABORATORY}\n\nA megnyitóra a szomszédos völgyek műhelyeit is várják."
INVITATION = """\
A VII. Kékhegyi Beszállítói Nap 2021. július 14-én 10 órakor kezdődik Győrben, a városi \
sportcsarnokban. A szervezők olyan műhelyeket várnak, amelyek gépgyártóknak szállítanának."""
ANNOUNCED = """\
Július közepén ismét egymásra találhatnak a kis műhelyek és a nagy megrendelők. A klaszter \
2021. július 14-én rendezi meg Győrben a VII. Kékhegyi Beszállítói Napot."""
PAGE = "<html><h1>Közös mérőlabor nyílik Somlóváron</h1><p>Törzsszöveg.</p></html>".encode()


def answered(
    told: Kept, body: bytes = PAGE, content_type: str = "text/html; charset=utf-8"
) -> Kept:
    """A finding with the answer that it was read from."""
    return replace(told, answer=Answer(told.url, content_type, zlib.compress(body), None, 0))


def filled(archive: Archive) -> Archive:
    """The archive with all that, and nothing else."""
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, (PORTAL, MEMBER, PRESS))
        keep_descriptions(connection, SOURCES, MONDAY)
        keep_sources(connection, SOURCES)
        keep_reports(connection, [CrawlReport("portal", MONDAY, articles=3, problem="http 500")])
    door = FeedDoor(kind="feed", url="https://portal.example.hu/feed/")
    laboratory = answered(release(published=published("2021-06-04"), authors=("Kis Éva",)))
    cold = release("press", COLD_STORE, path="hirek/hutohaz", title='=Új; "hűtőház"', language="de")
    day(
        archive,
        MONDAY,
        laboratory,
        release("member", QUOTED, title="Mérni is tudunk majd", published=published("2021-06-06")),
        cold,
        DoorSeen("portal", door, "x", Validators(), {}),
    )
    day(
        archive,
        TUESDAY,
        release(
            "press",
            CREDITED,
            title="Labort kapunk",
            published=published("2021-06-07T16:30", precision="minute", found="meta"),
        ),
        release(
            "portal", INVITATION, "nap", "Beszállítók Győrben", published=published("2021-06-08")
        ),
        release(
            "press", ANNOUNCED, "nap", "Találkoznak a műhelyek",
            published=published("2021-06-01", precision="month", found="address"),
        ),
    )  # fmt: skip
    edited = release(
        text=EDITED,
        title="Nyílik a mérőlabor",
        published=published("2021-06-04"),
        authors=("Kis Éva", "Nagy Pál"),
    )
    day(archive, NEXT_WEEK, answered(edited, PAGE + b"<p>2</p>"), Missing("press", cold.key))
    day(archive, NEXT_WEEK + DAY, Missing("press", cold.key))
    return archive


def day(archive: Archive, now: datetime, *findings: Finding) -> None:
    """A crawl and what follows it."""
    ArchiveMemory(archive).keep(findings, now)
    group(archive, None, now)
