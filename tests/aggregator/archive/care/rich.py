"""An archive that has something in every table, by what the program itself writes there."""

from __future__ import annotations

import zlib
from dataclasses import replace

from aggregator.archive.answers import learn_furniture, stored_answer
from aggregator.archive.archive import Archive
from aggregator.archive.doors import keep_discovery, take_doors
from aggregator.archive.leases import take
from aggregator.archive.lines import add_commonplaces
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import keep_descriptions
from aggregator.archive.occasions import add_occasions
from aggregator.archive.readings import replace_reading
from aggregator.archive.sources import keep_reports, keep_sources
from aggregator.archive.troubles import Alarm, keep_told, keep_troubles
from aggregator.archive.volumes import Volume, keep_volume
from aggregator.editing import join, split
from aggregator.group import group
from aggregator.publishing.listing import list_stories
from scrapers.article import Alternate
from scrapers.doors.teaser import Teaser
from scrapers.memory import Answer, DoorSeen, Kept, Missing, Owed, RobotsSeen, Validators
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor
from tests.aggregator.archive.findings import DAY, MONDAY, PRESS, published
from tests.aggregator.archive.releases import (
    ADDRESS,
    COLD_STORE,
    LABORATORY,
    OTHER,
    QUOTATION,
    RELEASE,
    REPRINT,
    release,
    yearly,
)

FEED = FeedDoor(kind="feed", url="https://portal.example.hu/feed/")
WITHDRAWN = release("press", "Rövid hír, amelyet visszavontak.", "hirek/visszavont", "Visszavont")
BACK = release("press", "Rövid hír, amely visszatért.", "hirek/visszatert", "Visszatért")
ENGLISH = release(
    "member",
    "The cluster opens a joint laboratory in September.",
    "en/lab",
    "A laboratory opens",
    language="en",
    alternates=(Alternate("hu", "https://member.example.hu/hu/labor"),),
)
HUNGARIAN = release(
    "member",
    "A klaszter szeptemberben közös labort nyit.",
    "hu/labor",
    "Labor nyílik",
    alternates=(Alternate("en", "https://member.example.hu/en/lab"),),
)
INVITATION = release(
    text=yearly("VII.", 2021, "június 9-én", "Dombalján"),
    path="hirek/beszallitoi-nap",
    title="Beszállítói nap – 𝔎 „idén” is",
    published=published("2021-05-03T10:30", found="meta", precision="minute"),
)
ANNOUNCED = release(
    "member", yearly("IX.", 2021, "június 16-án", "Kékhegyen"), "hirek/nap", "Beszállítói nap"
)
REPORTED = release("member", "Sokan voltak, és mindenki jól érezte magát.", "hirek/nap", "Siker")
"""The same page afterwards: it tells of no event any more."""
ALIKE = [
    release("portal", f"Közlemény a {n}. tagról, amely most csatlakozott.", f"tag/{n}", f"Tag {n}",
            blocks=(-(1 << 62), n))
    for n in range(3)
]  # fmt: skip


OCCASION = {
    "uid": "8d6f4c0e-occasion",
    "key": "event beszállítói nap 2021-06-09",
    "kind": "event",
    "name": "beszállítói nap",
    "story": 1,
    "last": MONDAY.date(),
    "sequence": 2,
    "digest": "a",
    "detail": "b",
    "stamp": MONDAY,
}
DOWN = Alarm("portal", "down", "nem válaszol", "nyissa meg")
SILENT = Alarm("press", "unusually quiet", "nincs új híre", "nyissa meg")


def fill(archive: Archive) -> Archive:
    """Fill an archive of three sources: a fortnight of crawls, grouping and editing."""
    memory = ArchiveMemory(archive)
    door = DoorSeen("portal", FEED, "as defined", Validators('W/"a"'), {"k": "m"})
    memory.keep(
        [door, RobotsSeen("portal", "portal.example.hu", b"\x00\xff User-agent: *")], MONDAY
    )
    told = (RELEASE, REPRINT, QUOTATION, OTHER, INVITATION, ENGLISH, HUNGARIAN, WITHDRAWN, BACK)
    memory.keep([*map(answered, told), ANNOUNCED, *ALIKE], MONDAY)
    owed = Teaser("https://portal.example.hu/owed", "Tartozás", published=published("2021-06-04"))
    memory.keep([Owed("portal", "portal.example.hu/owed", owed, "http 503")], MONDAY)
    group(archive, ADDRESS, MONDAY)
    _crawl_again(archive, memory)
    _edit(archive)
    _note(archive)
    _publish(archive)
    return archive


def answered(finding: Kept) -> Kept:
    """The same with the answer that it was read from."""
    body = zlib.compress(f"<html>{finding.article.html}</html>".encode())
    teaser = Teaser(finding.url, finding.article.title, published=finding.article.published)
    return replace(finding, answer=Answer(finding.url, "text/html", body, teaser, 0))


def _crawl_again(archive: Archive, memory: ArchiveMemory) -> None:
    edited = release("press", COLD_STORE + "\n\nJavítva.", "hirek/hutohaz", "Új hűtőház épül")
    memory.keep([answered(edited), REPORTED], MONDAY + DAY)
    for day in (2, 3):
        gone = [Missing(one.source, one.key) for one in (WITHDRAWN, BACK)]
        memory.keep(gone, MONDAY + day * DAY)
    memory.keep([BACK], MONDAY + 4 * DAY)
    with archive.write() as connection:
        learn_furniture(connection, "portal", MONDAY + 4 * DAY)
        stored = stored_answer(connection, 1)
        better = replace(RELEASE.article, title="Közös mérőlabor", text=LABORATORY)
        replace_reading(connection, stored, better, MONDAY + 4 * DAY)
    group(archive, ADDRESS, MONDAY + 4 * DAY)


def _edit(archive: Archive) -> None:
    # two stories become one, the younger another; a third loses a member
    join(archive, ADDRESS, OTHER.url, INVITATION.url, MONDAY + 5 * DAY)
    split(archive, ADDRESS, REPRINT.url, MONDAY + 6 * DAY)


def _note(archive: Archive) -> None:
    report = CrawlReport("portal", MONDAY, articles=3, dropped={"no-text": 2}, problem="http 500")
    found = FeedDoor(kind="feed", url="https://portal.example.hu/rss/")
    renamed = PRESS.model_copy(update={"name": "Dombvidéki Napló"})
    with archive.write() as connection:
        keep_descriptions(connection, [renamed], MONDAY + DAY)
        keep_sources(connection, [renamed])
        keep_reports(connection, [report])
        keep_discovery(connection, "portal", "accepted", "found", [(found, "it lists")], {}, MONDAY)
        take_doors(connection, "portal", [(found, "it lists")], [FEED], MONDAY + DAY)
        add_commonplaces(connection, [-(1 << 63), (1 << 63) - 1], MONDAY)
        take(connection, ["update", "crawl:portal"], MONDAY)


def _publish(archive: Archive) -> None:
    now = MONDAY + 7 * DAY
    list_stories(archive, ADDRESS, now)
    with archive.write() as connection:
        keep_troubles(connection, [DOWN, SILENT], ADDRESS, MONDAY)
        keep_troubles(connection, [DOWN], ADDRESS, now - 2 * DAY)
        keep_told(connection, [1, 2], [], now - DAY)
        keep_troubles(connection, [DOWN], ADDRESS, now)
        add_occasions(connection, [OCCASION])
        bound = Volume("archive-2021-06-1", 1, 2, now)
        keep_volume(connection, bound, dict.fromkeys(("rss", "atom", "json"), b"\x00\xff"))
