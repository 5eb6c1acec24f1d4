"""A small invented archive to search in, and an oracle that says what a query finds there.

The oracle reads the archive's tables into plain values and asks each article in turn; of search it
shares only how a query and a word are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, select

from aggregator.archive.archive import Archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article, credit, event, membership, source
from aggregator.archive.sources import keep_sources
from aggregator.group import group
from aggregator.query.parse import IN_A_ROW, parse
from aggregator.query.tree import Condition, Field, Happening, Prefix, Published, Words
from aggregator.query.words import stems
from scrapers import urls
from scrapers.article import BUDAPEST
from scrapers.folding import fold
from scrapers.memory import Kept
from scrapers.source import Source
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MONDAY, kept, published
from tests.aggregator.archive.releases import (
    ADDRESS,
    OTHER,
    QUOTATION,
    RELEASE,
    REPRINT,
    release,
    yearly,
)

TODAY = date(2021, 6, 10)


def _source(id: str, name: str, sector: str | None, country: str = "hu", **more: Any) -> Source:
    home = f"https://{id}.example.hu/"
    told = {"id": id, "name": name, "organisation": f"{name} Kft.", "home": home}
    return Source(**told, sector=sector, country=country, **more)


SHELVES = (
    _source("portal", "Hálózati Portál", "policy"),
    _source("member", "Tölgyliget Faipari Klaszter", "wood"),
    _source("press", "Dombvidéki Hírmondó", None),
    _source("in-form", "In-Form Gépipari Klaszter", "machines", aliases=("inform.example.com",)),
    _source("donau", "Donau Holz Cluster", "wood", "at"),
    _source("kassa", "Kassai Gépipari Szövetség", "machines", "sk"),
)
WORDS = (
    *("pályázat", "pályázatok", "Pályázatában", "palyazatot", "klaszter", "klasztereknek",
      "KLASZTER"),
    *("ipari", "park", "parkban", "ipari parkot", "ipari-park", "innováció", "innovációs",
      "innovatív"),
    *("támogatás", "támogatásból", "gép", "gépek", "gépipari", "egyetem", "egyetemen", "energia"),
    *("K+F", "C++", "2021-es", "50%-os", "a", "és", "az", "új", "pá\u00adlyázat",
      "pa\u0301lya\u0301zat"),
    *("Straßenbau", "Łódź", "½", "„idézet”", "belépő_jegy", "№", "😀", "sajtó", "hírlevél"),
)  # fmt: skip
CALL = """\
Pályázati felhívás jelent meg gépipari vállalkozások számára. A benyújtási határidő: 2021. július \
{day}. A támogatás mértéke legfeljebb ötven százalék, a keret háromszáz millió forint."""
NEWSWIRE = """\
Megállapodást írt alá a két megye vezetése a közös szakképzésről. A megállapodás öt évre szól, és \
tizenkét iskolát érint.

Forrás: MTI"""
EXPO = """\
A Klaszter Expót 2021. szeptember {day}-én rendezik {town}, a városi sportcsarnokban. A belépés \
ingyenes, a kiállítók jelentkezését {by} várják."""
_MORE = (
    *(RELEASE, REPRINT, QUOTATION, OTHER),
    release(text=yearly("VI.", 2020, "június 3-án", "Somlóváron"), path="nap/2020",
            title="Beszállítói nap", published=published("2020-05-03")),
    release(text=yearly("VII.", 2021, "június 9-én", "Dombalján"), path="nap/2021",
            title="Beszállítói nap", published=published("2021-05-03")),
    release("kassa", CALL.format(day="1-je"), "hirek/felhivas", "Pályázati felhívás",
            published=published("2021-06-01")),
    release("in-form", CALL.format(day="15"), "hirek/felhivas", "Új felhívás gépiparosoknak",
            published=None),
    release("press", NEWSWIRE, "hirek/kepzes", "Közös szakképzés",
            published=published("2021-05-30")),
    release("in-form", EXPO.format(day=9, town="Győrben", by="július 1-ig"), "hirek/expo",
            "Klaszter Expó Győrben", published=published("2021-06-02T09:30")),
    release("donau", EXPO.format(day=16, town="Szegeden", by="július 20-ig"), "hirek/expo",
            "Klaszter Expó Szegeden", published=published("2021-06-02T09:30"), language=None),
)  # fmt: skip


def findings(count: int = 48, seed: int = 6) -> list[Kept]:
    """Articles of some words each, dated here and there: some alike, some not at all."""
    random = Random(seed)

    def some(least: int, most: int) -> str:
        return " ".join(random.choices(WORDS, k=random.randint(least, most)))

    def when() -> Any:
        day = date(2021, 6, 9) - timedelta(
            days=random.choice([0, 0, 1, 2, 3, 8, 40, 161, 400, 3000])
        )
        clock = random.choice(["", "", "T00:00", "T00:30", "T10:30", "T23:59"])
        precision = "minute" if clock else "day"
        return random.choice([None, *[published(f"{day}{clock}", precision=precision)] * 5])

    return [
        kept(
            source=random.choice(SHELVES).id,
            path=f"hirek/{number}",
            title=some(0, 5),
            text=f"{some(0, 12)}. {some(0, 12)}\n\n{some(0, 4)}",
            published=when(),
            language=random.choice(["hu", "hu", "hu", "de", "en", None]),
        )
        for number in range(count)
    ]


def fill(archive: Archive) -> None:
    """Make the archive the library: most of it grouped, the last articles not yet."""
    some = findings()
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, SHELVES)
    memory = ArchiveMemory(archive)
    for number, batch in enumerate((some[:16], [*_MORE, *some[16:40]])):
        memory.keep(batch, MONDAY + number * DAY)
        group(archive, ADDRESS, MONDAY + number * DAY)
    memory.keep(some[40:], MONDAY + 2 * DAY)


class Shelf:
    """What stands in an archive now, as plain rows; articles with the stems of title and text."""

    def __init__(self, archive: Archive) -> None:
        with archive.read() as connection:
            self.articles = [
                {**row, "stems": (stems(row["title"]), stems(row["text"]))}
                for row in _standing(connection, article)
            ]
            self.sources = _standing(connection, source)
            self.events = _standing(connection, event)
            self.credits = _standing(connection, credit)
            self.members = _standing(connection, membership)

    def found(self, text: str, today: date = TODAY) -> list[int]:
        """The ids of the articles that a query finds, in their order."""
        return self.found_by_terms(parse(text, today).terms, is_blank=not text.strip())

    def found_by_terms(self, terms: Iterable[Any], *, is_blank: bool) -> list[int]:
        """The same of a query's terms; without any, everything if nothing was asked."""
        every = list(terms)
        if not every and not is_blank:
            return []
        right = [one for one in self.articles if self._matches(one, every)]
        return [one["id"] for one in sorted(right, key=order, reverse=True)]

    def _matches(self, one: dict[str, Any], terms: Sequence[Any]) -> bool:
        kinds: dict[str, list[bool]] = {}
        for number, term in enumerate(terms):
            holds = self.holds(one, term.condition)
            if term.excluded:
                kinds[f"not {number}"] = [not holds]
            elif isinstance(term.condition, Field):
                kinds.setdefault(term.condition.name, []).append(holds)
            elif isinstance(term.condition, Happening):
                kinds.setdefault("event", []).append(holds)
            else:
                kinds[str(number)] = [holds]
        return all(any(alike) for alike in kinds.values())

    def holds(self, one: dict[str, Any], condition: Condition) -> bool:
        """Whether an article is as one condition says."""
        match condition:
            case Words(wanted):
                return any(_in_a_row(wanted, some) for some in one["stems"])
            case Prefix(start, stem):
                every = (word for some in one["stems"] for word in some)
                return any(word == stem or word.startswith(start) for word in every)
            case Published(since, until):
                day = moment(one).astimezone(BUDAPEST).date()
                return (since is None or since <= day) and (until is None or day <= until)
            case Happening():
                told = [row for row in self.events if row["article"] == one["id"]]
                return any(_happens(row, condition) for row in told)
            case Field(name, value):
                return bool(getattr(self, f"_{name}")(one, value))
        raise AssertionError(condition)

    def _source(self, one: dict[str, Any], value: str) -> bool:
        return one["source"] in self.named(value)

    def _sector(self, one: dict[str, Any], value: str) -> bool:
        return fold(self._home(one)["sector"] or "\0") == fold(value)

    def _country(self, one: dict[str, Any], value: str) -> bool:
        return fold(self._home(one)["country"]) == fold(value)

    def _language(self, one: dict[str, Any], value: str) -> bool:
        return bool(one["language"] == fold(value))

    def _kind(self, one: dict[str, Any], value: str) -> bool:
        return bool(one["kind"] == fold(value))

    def _credit(self, one: dict[str, Any], value: str) -> bool:
        told, named = (
            self.named(value),
            [row for row in self.credits if row["article"] == one["id"]],
        )
        wanted = set(stems(value, IN_A_ROW))
        if wanted and any(
            wanted <= {*stems(row["who"] or "")} for row in named if not (told and row["source"])
        ):
            return True
        if any(row["source"] in told for row in named):
            return True
        homes = {row["id"]: row["source"] for row in self.articles}
        mine = [row["story"] for row in self.members
                if row["article"] == one["id"] and row["role"] != "original"]  # fmt: skip
        return any(
            row["story"] in mine and row["role"] == "original" and homes[row["article"]] in told
            for row in self.members
        )

    def named(self, name: str) -> set[str]:
        """The ids of the sources that a name means."""
        wanted = set(stems(name))
        if fold(name) in {row["id"] for row in self.sources}:
            return {fold(name)}
        return {
            row["id"]
            for row in self.sources
            if urls.host(name if "://" in name else f"https://{name}") in row["hosts"]
            or (wanted and wanted <= {*stems(row["name"]), *stems(row["organisation"])})
        }

    def _home(self, one: dict[str, Any]) -> dict[str, Any]:
        return next(row for row in self.sources if row["id"] == one["source"])


def moment(one: dict[str, Any]) -> datetime:
    """By what an article is ordered."""
    at: datetime = one["published_at"] or one["first_seen"]
    return at


def order(one: dict[str, Any]) -> tuple[datetime, int]:
    """The newest last; of one minute, who was kept last."""
    return moment(one).replace(second=0, microsecond=0), one["id"]


def _standing(connection: Connection, table: Table) -> list[dict[str, Any]]:
    found = connection.execute(select(table).order_by(table.c.id)).mappings()
    return [dict(row) for row in found if row.get("until") is None]


def _in_a_row(wanted: Sequence[str], every: Sequence[str]) -> bool:
    length = len(wanted)
    return any(tuple(every[at : at + length]) == tuple(wanted) for at in range(len(every)))


def _happens(row: dict[str, Any], asked: Happening) -> bool:
    if asked.since and asked.until:
        return bool(row["start"] <= asked.until and row["end"] >= asked.since)
    told = " ".join(filter(None, (row["name"], row["town"], row["venue"])))
    return row["name"] is not None and set(asked.stems) <= set(stems(told))
