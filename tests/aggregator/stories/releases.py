"""Invented cluster news: a small seeded grammar, so that every text is its own.

Sentences are put together from clauses, so that two releases share words and phrases but hardly
ever a sentence. What an event consists of (when, where, who, which edition, which code) is kept
apart in ``Facts``: the look-alikes are the same sentences told with other facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

WHO = (
    "a klaszter tagvállalatai", "a hálózat menedzsmentje", "a térség beszállítói",
    "a programban részt vevő kisvállalkozások", "a helyi önkormányzatok képviselői",
    "a szakképző intézmények oktatói", "a kutatóhelyek munkatársai", "az iparági szövetség vezetői",
    "a fejlesztési ügynökség szakértői", "a partnerországok küldöttei", "a fiatal mérnökök",
    "a logisztikai munkacsoport tagjai", "a faipari műhelyek", "a csomagolóanyag-gyártók",
    "a termálturizmus szereplői", "az élelmiszer-feldolgozók", "a gépgyártó cégek",
    "a megújuló energiával foglalkozó üzemek", "a textilipari mesterek", "a digitális szolgáltatók",
    "a kamara tanácsadói", "az egyetemi spin-off vállalkozások", "az orvostechnikai fejlesztők",
    "a kreatív iparágak alkotói", "a vidéki inkubátorházak", "a minősítő bizottság tagjai",
)  # fmt: skip
DOES = (
    "közös mintaprojektet készítenek elő", "új beszerzési társulást hoznak létre",
    "összehangolják a duális képzés tanrendjét", "megosztják egymással mérési tapasztalataikat",
    "külpiaci vásárokon egy standon jelennek meg", "energiatakarékos gyártósort terveznek",
    "kidolgozzák a hulladék újrahasznosításának rendjét", "felmérik a tagok digitális érettségét",
    "nyitott laboratóriumot rendeznek be", "szabadalmi tanácsadást vesznek igénybe",
    "szállítási útvonalaikat együtt szervezik", "pályakezdőknek gyakornoki helyeket ajánlanak",
    "áttekintik a minőségbiztosítás követelményeit", "közös tanúsító védjegyet vezetnek be",
    "nemzetközi konzorciumhoz csatlakoznak", "háromdimenziós nyomtatással kísérleteznek",
    "csökkentik a csomagolás anyagigényét", "adatplatformot építenek a tagoknak",
    "elemzik a keresleti előrejelzéseket", "kölcsönösen látogatják egymás üzemeit",
    "hosszú távú stratégiát fogalmaznak meg", "pilotüzemben próbálják ki az új eljárást",
    "befektetők előtt mutatják be ötleteiket", "megújítják a közös arculatot",
    "vízvisszaforgató rendszert alakítanak ki", "szakmai útmutatót állítanak össze",
)  # fmt: skip
HOW = (
    "a következő félévben", "több lépcsőben", "a tagdíjak terhére", "uniós támogatással",
    "a tavalyi tapasztalatokra építve", "külső szakértők bevonásával",
    "a piaci igényekhez igazodva",
    "egyelőre kísérleti jelleggel", "a helyi munkaerő megtartása érdekében", "önkéntes alapon",
    "a régió adottságaihoz mérten", "zárt munkacsoportokban", "a szomszédos megyékkel egyeztetve",
    "nyílt felhívás után", "a versenyképesség javítására", "az ellátási láncok rövidítése végett",
    "hatékonyabb eszközökkel", "a legjobb külföldi minták nyomán",
    "évente felülvizsgált terv szerint",
    "a lakosság tájékoztatása mellett", "közös költségviseléssel", "a nyár végétől kezdve",
)  # fmt: skip
LINK = (
    "miközben", "ezért", "továbbá", "így", "hiszen", "ugyanakkor", "amire", "emellett", "mert",
    "bár", "azután pedig", "amihez", "ahol", "valamint",
)  # fmt: skip
TOPIC = (
    "Közös beszerzés", "Nyitott műhelyek", "Zöldebb gyártás", "Tanműhely a tagoknak",
    "Mérőlabor a faiparnak", "Exportnapok", "Digitális iránytű", "Beszállítói fórum",
    "Újrahasznosított csomagolás", "Gyakornokok a hálózatban", "Együtt a vásárokon",
    "Szabadalmi klinika", "Energiakör", "Okos raktárak", "Vízkör", "Adatplatform",
)  # fmt: skip
ABOUT_TOPIC = (
    "a tagvállalatoknál", "a beszállítók körében", "a nyugati megyékben", "a faiparban",
    "az élelmiszerláncban", "a kisvállalkozásoknak", "a képzésben", "az Alföldön",
    "a kutatás szolgálatában", "új alapokon",
)  # fmt: skip
PLACES = (
    ("Szegeden", "szegedi"), ("Pécsett", "pécsi"), ("Győrben", "győri"), ("Miskolcon", "miskolci"),
    ("Debrecenben", "debreceni"), ("Zalaegerszegen", "zalaegerszegi"), ("Sopronban", "soproni"),
    ("Kaposváron", "kaposvári"), ("Egerben", "egri"), ("Veszprémben", "veszprémi"),
)  # fmt: skip
NAMES = (
    "Borostyánkő", "Kékfrank", "Tiszavirág", "Pannonszél", "Zöldpont", "Mérföldkő", "Aranykalász",
    "Szélrózsa", "Hétforrás", "Napraforgó", "Vadrózsa", "Kőhíd", "Fecskefű", "Holdfény",
)  # fmt: skip
PARTNERS = (
    "Ladánfai Szakképzési Centrum", "Tavaszmezei Egyetem", "Kisdunai Kutatóintézet",
    "Somlyói Vállalkozásfejlesztő", "Berekháti Tudományos Park", "Malomvölgyi Főiskola",
)  # fmt: skip
MONTHS = ("március", "április", "május", "június", "szeptember", "október", "november")
ROMAN = ("III.", "IV.", "V.", "VI.", "VII.", "VIII.", "IX.", "X.", "XI.")


@dataclass(frozen=True)
class Facts:
    """What makes an event this event."""

    year: int
    month: str
    day: int
    place: tuple[str, str]
    edition: str
    name: str
    partner: str
    code: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class Release:
    """A title and paragraphs; a paragraph is a list of sentences."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)


def some_facts(random: Random) -> Facts:
    return Facts(
        year=random.randint(2012, 2025),
        month=random.choice(MONTHS),
        day=random.randint(2, 27),
        place=random.choice(PLACES),
        edition=random.choice(ROMAN),
        name=random.choice(NAMES),
        partner=random.choice(PARTNERS),
        code=f"{random.randint(1, 6)}.{random.randint(1, 4)}.{random.randint(1, 9)}-"
        f"{random.randint(15, 27)}",
        figures=tuple(random.randint(20, 900) for _ in range(6)),
    )


def sentence(random: Random) -> str:
    first = f"{random.choice(HOW)} {random.choice(WHO)} {random.choice(DOES)}"
    second = f"{random.choice(WHO)} {random.choice(HOW)} {random.choice(DOES)}"
    said = first if random.random() < 0.2 else f"{first}, {random.choice(LINK)} {second}"
    return said[0].upper() + said[1:] + "."


def sentences(random: Random, count: int) -> tuple[str, ...]:
    return tuple(sentence(random) for _ in range(count))


def headline(random: Random) -> str:
    return f"{random.choice(TOPIC)} {random.choice(ABOUT_TOPIC)}"


def release(random: Random, paragraphs: int | None = None) -> Release:
    """A release of some 100 to 300 words, with a date and a number in it."""
    facts = some_facts(random)
    count = paragraphs or random.randint(3, 6)
    lead = (
        f"{facts.place[0]} {facts.year}. {facts.month} {facts.day}-én indult el a "
        f"{facts.name} Klaszter {facts.figures[0]} vállalkozást megszólító kezdeményezése.",
        *sentences(random, 2),
    )
    body = tuple(sentences(random, random.randint(2, 4)) for _ in range(count - 1))
    return Release(f"{headline(random)}: {facts.name}", (lead, *body))


def event(random: Random, facts: Facts, seed: int) -> Release:
    """An invitation from a template: the sentences follow from ``seed``, the facts are given."""
    fixed = Random(seed)
    lead = (
        f"Idén {facts.place[0]} rendezik meg a {facts.edition} {headline(fixed)} konferenciát, "
        f"amelyre {facts.year}. {facts.month} {facts.day}-én várják az érdeklődőket.",
        sentence(fixed),
    )
    body = tuple(sentences(fixed, fixed.randint(2, 3)) for _ in range(fixed.randint(2, 4)))
    closing = (
        f"A találkozó a {facts.place[1]} művelődési házban reggel kilenckor kezdődik, "
        f"a részvétel ingyenes, de előzetes bejelentkezéshez kötött.",
        sentence(fixed),
    )
    return Release(f"Jön a {headline(fixed)} konferencia {facts.year}", (lead, *body, closing))


def call(random: Random, facts: Facts, seed: int) -> Release:
    """A call notice from a template: only the code differs."""
    fixed = Random(seed)
    lead = (
        f"Megjelent a klaszterszervezetek fejlesztését támogató GINOP-{facts.code} kódszámú "
        f"felhívás, amelyre {fixed.randint(2, 9)} hónapig lehet jelentkezni.",
        *sentences(fixed, 2),
    )
    body = tuple(sentences(fixed, 3) for _ in range(fixed.randint(2, 3)))
    return Release("Új felhívás klaszterszervezeteknek", (lead, *body))


def agreement(random: Random, facts: Facts, seed: int) -> Release:
    """A cooperation agreement from a template: other partners and names."""
    fixed = Random(seed)
    lead = (
        f"Együttműködési megállapodást írt alá a {facts.name} Klaszter és a {facts.partner}, "
        "hogy a jövőben közös képzéseket indítsanak.",
        sentence(fixed),
    )
    body = (
        (
            f"Az aláíráson a {facts.name} elnöke a felek régi kapcsolatát méltatta.",
            *sentences(fixed, 2),
        ),
        sentences(fixed, 3),
        (
            f"A {facts.partner} hallgatói már az idei tanévtől részt vehetnek a munkában.",
            sentence(fixed),
        ),
    )
    return Release("Együttműködési megállapodást kötött a klaszter", (lead, *body))


def index(random: Random, facts: Facts, seed: int) -> Release:
    """A monthly index from a template: other figures."""
    fixed = Random(seed)
    one, two, three, four, five, six = facts.figures
    lead = (
        f"A hálózat bizalmi mutatója {one} pontról {two} pontra változott a múlt hónapban, "
        f"a megrendeléseké pedig {three} pontot ért el.",
        sentence(fixed),
    )
    body = (
        (
            f"A válaszadó {four} cég közül {five} tervez bővítést, {six} pedig kivár.",
            *sentences(fixed, 2),
        ),
        sentences(fixed, 3),
    )
    return Release("Megjelent a havi bizalmi mutató", (lead, *body))
