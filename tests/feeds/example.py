"""A feed to render, and how to change one thing about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from feeds.feed import Attachment, Category, Entry, Feed, Mention, Walk

BUDAPEST = timezone(timedelta(hours=1))
PUBLISHED = datetime(2026, 11, 3, 9, 0, tzinfo=BUDAPEST)
UPDATED = datetime(2026, 11, 5, 14, 30, 12, tzinfo=UTC)
BASE = "https://hirek.example/feeds/"

REPRINT = Mention(
    "Tolna Hírek",
    "Új labor nyílt",
    "https://tolna.example/labor?oldal=1&b=2",
    added=("A labor a régi tejüzemben kapott helyet.",),
)
QUOTATION = Mention(
    "Piac & Profit",
    "Mit hoz a labor?",
    "https://piac.example/labor",
    added=("A beruházás értéke < 2 milliárd forint.", "A labor jövőre bővül."),
)
HUB = "https://hub.example/?for=feeds&v=1"
MEASURED = Attachment(
    "https://klaszter.example/felhivas.pdf?a=1&b=2", "Felhívás & útmutató", "application/pdf", 48213
)
UNMEASURED = Attachment("https://klaszter.example/hang.mp3", type="audio/mpeg")
UNKNOWN = Attachment("https://klaszter.example/letoltes?id=7", "Letöltés")
CALL = Category("palyazat", "https://hirek.example/kinds", "Pályázat & felhívás")
ENERGY = Category("energy", "https://hirek.example/sectors", "Energia")

SUBSCRIPTION = Walk(current="feed", previous="feed-2026-10")
ARCHIVE = Walk(current="feed", previous="feed-2026-09", next="feed-2026-11", is_archive=True)


def entry(number: int = 1, **changes: Any) -> Entry:
    return Entry(
        **{
            "id": f"tag:hirek.example,2026:{number}",
            "url": f"https://klaszter.example/hirek/{number}?a=1&b=2",
            "title": "Labor nyílt: mérés & vizsgálat < 1 nap",
            "updated": UPDATED,
            "source": "Kő & Víz Klaszter",
            "source_url": "https://klaszter.example/",
            "published": PUBLISHED,
            "summary": "Egy nap alatt < két mérés & három vizsgálat.",
            "content_html": "<p>Forrás: <b>Kő &amp; Víz Klaszter</b></p>",
            "authors": ("Kovács Éva", "Nagy Ödön"),
            "language": "hu",
            "image": "https://klaszter.example/labor.jpg",
            "reprints": (REPRINT,),
            "quotations": (QUOTATION,),
        }
        | changes
    )


def undated(number: int = 2, **changes: Any) -> Entry:
    bare = {"published": None, "authors": (), "image": None, "reprints": (), "quotations": ()}
    return entry(number, **(bare | changes))


def rich(number: int = 1, **changes: Any) -> Entry:
    """An entry that says all that an entry can say."""
    offered = {"attachments": (UNKNOWN, MEASURED, UNMEASURED), "categories": (CALL, ENERGY)}
    return entry(number, **({"language": "en"} | offered | changes))


def feed(*entries: Entry, **changes: Any) -> Feed:
    return Feed(
        **{
            "id": "tag:hirek.example,2026:feed",
            "title": "Klaszterhírek",
            "description": "Magyar klaszterek hírei & eseményei",
            "language": "hu",
            "updated": max((one.updated for one in entries), default=None),
            "entries": entries,
            "base": BASE,
        }
        | changes
    )


def subscription(*entries: Entry) -> Feed:
    """The document to subscribe to, of a feed with a hub and archive documents."""
    return feed(*entries, hub=HUB, walk=SUBSCRIPTION)


def archive(*entries: Entry) -> Feed:
    """An archive document of that feed."""
    return feed(*entries, hub=HUB, walk=ARCHIVE, name="feed-2026-10")


SAMPLES = {
    "full": feed(entry(1), undated(2)),
    "rich": subscription(rich(1), undated(2)),
    "archive": archive(rich(1)),
    "empty": feed(),
    "homeless": feed(base=None),
}
"""Feeds whose files are kept in data/rendered."""
