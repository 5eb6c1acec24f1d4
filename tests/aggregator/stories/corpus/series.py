"""Series: one text told of event after event. Only a fact or two is another each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from tests.aggregator.stories.corpus import days, names
from tests.aggregator.stories.corpus.filing import Told, later
from tests.aggregator.stories.corpus.inflection import inflected, named
from tests.aggregator.stories.corpus.sources import site
from tests.aggregator.stories.corpus.templates import Facts, template, told

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
ORDINAL = (
    "első", "második", "harmadik", "negyedik", "ötödik", "hatodik", "hetedik", "nyolcadik",
    "kilencedik", "tizedik", "tizenegyedik", "tizenkettedik", "tizenharmadik", "tizennegyedik",
)  # fmt: skip


def by_year(random: Random, at: datetime) -> Told:
    """The invitation to a yearly event: another day, another edition, often another place."""
    network, moves = named(names.network(random)), random.random() < 0.4
    place, town = site(random), names.town(random)
    numbered = random.choice((ROMAN, ORDINAL, ()))
    edition = "{edition} " if numbered else ""
    text = template(
        random,
        (f"{edition}<topic> konferencia", f"Jön az idei {edition}<topic> nap",
         f"{edition}<topic> {{year}}"),
        (f"Idén is megrendezi a {edition}<topic> konferenciát {network}, amelyre {{when}} "
         "{where} várják <topic> képviselőit.",
         f"{{where}} lesz {{when}} a {edition}<topic> találkozó, amelyet {network} <topic> "
         "rendez."),
        "A {year}. évi <topic> {hour} órakor kezdődik <topic> részvételével.",
        "Jelentkezni {deadline} lehet <topic> mellett.",
    )  # fmt: skip
    for number in range(random.randint(0, 5), random.randint(8, 11)):
        day = at.date() + timedelta(days=random.randint(15, 45))
        yield told(text, {
            "edition": _edition(numbered, number), "year": str(day.year), "when": days.over(day, 2),
            "where": inflected(town, "on"), "hour": str(random.choice((9, 10))),
            "deadline": days.on(day - timedelta(days=7)),
        }), place, at  # fmt: skip
        town = names.town(random) if moves else town
        at = later(random, at, 365 + random.randint(-20, 20))


def road_show(random: Random, at: datetime) -> Told:
    """The stops of a road-show: another town and another day, all else the same."""
    host, place = named(names.organisation(random)), site(random)
    text = template(
        random,
        ("<topic> fórum {where}", "Országjáró <topic>", "<topic> roadshow: {town}"),
        (f"{host} országjáró <topic> sorozata {{when}} {{where}} várja <topic> vállalkozásait.",
         f"{{where}} folytatódik {{when}} az a <topic> sorozat, amelyet {host} szervez."),
        "A {adjective} művelődési házban <topic> is kérdezni lehet.",
    )  # fmt: skip
    ahead = timedelta(days=random.randint(5, 12))
    for _ in range(random.randint(3, 7)):
        town, day = names.town(random), at.date() + ahead
        yield told(text, {
            "town": town, "where": inflected(town, "on"), "adjective": f"{town.lower()}i",
            "when": days.on_day(day),
        }), place, at  # fmt: skip
        at = later(random, at, random.randint(1, 9))


def calls(random: Random, at: datetime) -> Told:
    """Notices of calls for proposals: another code, at times another sum and deadline."""
    place, sums = site(random), random.random() < 0.5
    text = template(
        random,
        ("Megjelent: <topic> támogatása", "Új felhívás: <topic>", "{code}: <topic>"),
        ("Megjelent a {code} kódszámú, <topic> támogatására kiírt felhívás.",
         "Közzétette a támogató a <topic> célú, {code} jelű pályázati felhívást."),
        "A <topic> keretösszege {sum} millió forint.",
        "A támogatási kérelmeket {deadline} lehet <topic> benyújtani.",
    )  # fmt: skip
    facts: Facts = {}
    for _ in range(random.randint(3, 6)):
        if sums or not facts:
            facts = {"sum": str(random.randint(20, 990) * 10),
                     "deadline": days.on(at.date() + timedelta(days=90))}  # fmt: skip
        yield told(text, {**facts, "code": names.call_code(random)}), place, at
        at = later(random, at, random.randint(20, 300))


def new_members(random: Random, at: datetime) -> Told:
    """A network greets a member: another company, its town, its head."""
    network, place = named(names.network(random)), site(random)
    text = template(
        random,
        (f"Új taggal bővült {network}", "<topic>: új tag a hálózatban", "Új tagunk: {company}"),
        (f"{network} közgyűlése felvette <topic> tagjai közé a {{town}} székhelyű {{company}} "
         "vállalkozást.",
         "Csatlakozott hálózatunkhoz a <topic> területén működő {company}."),
        "A <topic> mellett a {company} tavaly {number} főt foglalkoztatott.",
        "{person}, a cég vezetője <topic> számít.",
    )  # fmt: skip
    for _ in range(random.randint(3, 6)):
        yield told(text, {
            "company": names.organisation(random), "town": f"{names.town(random).lower()}i",
            "number": str(random.randint(5, 400)), "person": names.person(random),
        }), place, at  # fmt: skip
        at = later(random, at, random.randint(10, 300))


def monthly_index(random: Random, at: datetime) -> Told:
    """An index of each month: other figures."""
    place, named = site(random), random.random() < 0.5
    month = "{month}i " if named else ""
    text = template(
        random,
        (f"{month}<topic> index", f"Megjelent a {month}<topic> mutató"),
        (f"A {month}<topic> index {{a}} pontról {{b}} pontra változott.",
         f"{{a}} pontot ért el a {month}<topic> mutató, egy hónapja még {{b}} ponton állt."),
        "A megkérdezett {c} cég közül {d} vár javulást <topic> terén.",
        "A <topic> részmutatója {e}, a rendeléseké {f} pont lett.",
    )  # fmt: skip
    for _ in range(random.randint(3, 8)):
        said = days.MONTHS[(at.month - 2) % 12]
        yield told(text, {"month": said, **_figures(random)}), place, at
        at = later(random, at, random.randint(28, 33))


def weekly_meeting(random: Random, at: datetime) -> Told:
    """A meeting each week or each month: only the day tells them apart."""
    network, place, every = (
        named(names.network(random)),
        site(random),
        random.choice((7, 7, 14, 28)),
    )
    text = template(
        random,
        ("<topic> munkacsoport", "Összejövetel: <topic>", "Munkacsoporti ülés {short}"),
        (f"{network} <topic> munkacsoportja {{when}} tartja soron következő ülését.",
         f"Soron következő ülésére {{when}} hívja tagjait {network} <topic> köre."),
    )  # fmt: skip
    for _ in range(random.randint(3, 8)):
        day = at.date() + timedelta(days=4)
        yield told(text, {"when": days.on(day), "short": days.numeric(day)}), place, at
        at = later(random, at, every)


def persons(random: Random, at: datetime) -> Told:
    """Awards and appointments from one template: another person."""
    host, place = named(names.organisation(random)), site(random)
    text = template(
        random,
        ("<topic> díj: {person}", "Kitüntetés", "Új <topic> vezető", "Díjazott: {person}"),
        (f"{host} <topic> díját idén {{person}} vehette át.",
         f"{{person}} tölti be a jövő hónaptól a <topic> vezetői posztot, közölte {host}."),
        "{person} {number} éve dolgozik <topic> területén.",
        "– Köszönet illeti <topic> munkatársait – mondta {person}.",
    )  # fmt: skip
    for _ in range(random.randint(2, 5)):
        facts = {"person": names.person(random), "number": str(random.randint(3, 40))}
        yield told(text, facts), place, at
        at = later(random, at, random.randint(20, 400))


def _edition(numbered: tuple[str, ...], number: int) -> str:
    if not numbered:
        return ""
    return f"{ROMAN[number]}." if numbered is ROMAN else ORDINAL[number]


def _figures(random: Random) -> Facts:
    return {letter: str(random.randint(20, 990)) for letter in "abcdef"}
