"""An invented site with everything on it that pages can show, and all of its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from aggregator.pages import files, render
from aggregator.pages.static_files import LOOKS, static_files
from aggregator.pages.view import (
    CalendarLine,
    FeedLine,
    Format,
    Happening,
    Site,
    SourceLine,
    Witness,
)
from feeds.feed import Attachment, Category, Entry, Feed, Mention, Walk

TODAY = date(2026, 11, 26)
FORMATS = (
    Format("RSS", ".rss", "application/rss+xml"),
    Format("Atom", ".atom", "application/atom+xml"),
    Format("JSON", ".json", "application/feed+json"),
)
SECTORS = "https://hirek.example/sectors"


def site(**changes: Any) -> Site:
    told = Site(
        title="Klaszterhírek",
        language="hu",
        formats=FORMATS,
        base="https://hirek.example/klaszter/",
        corrections="szerkesztoseg@hirek.example",
        feeds=(
            FeedLine("all", "feed", "Klaszterhírek"),
            FeedLine("sector", "sector-ict", "IKT"),
            FeedLine("sector", "sector-wood", "faipar"),
            FeedLine("sector", "sector-food", "élelmiszeripar"),
            FeedLine("sector", "sector-policy", "klaszterpolitika"),
            FeedLine("country", "country-hu", "Magyarország"),
            FeedLine("country", "country-sk", "Szlovákia"),
            FeedLine("language", "language-hu", "magyar"),
            FeedLine("language", "language-en", "angol"),
            FeedLine("source", "source-zalai-fa", "Zalai Fa- és Bútoripari Klaszter"),
            FeedLine("source", "source-tiszamente", "Tiszamenti IKT Klaszter"),
            FeedLine("search", "search-palyazat", "pályázat és klaszter"),
        ),
        calendars=(
            CalendarLine("events.ics", "Minden esemény és határidő"),
            CalendarLine("deadlines.ics", "Csak a határidők"),
        ),
        opml="feeds.opml",
    )
    return replace(told, **changes)


def entry(number: int, **changes: Any) -> Entry:
    told = Entry(
        id=f"tag:hirek.example,2026:{number}",
        url=f"https://www.tiszamente.example/hirek/{number}?a=1&b=2",
        title=f"A klaszter {number}. közgyűlésén az új stratégiáról döntöttek a tagok",
        updated=datetime(2026, 11, 26, 8, 0, tzinfo=UTC) - timedelta(hours=7 * number),
        source="Tiszamenti IKT Klaszter",
        source_url="https://www.tiszamente.example/",
        published=datetime(2026, 11, 26, 8, 0, tzinfo=UTC) - timedelta(hours=7 * number),
        summary="A szolnoki ülésen huszonhét tagvállalat képviseltette magát. A következő két"
        " évben a közös beszerzések és a duális képzés kapják a legtöbb figyelmet.",
        language="hu",
        categories=(Category("ict", SECTORS, "IKT"),),
    )
    return replace(told, **changes)


STORIES = (
    entry(
        0,
        title="Megnyílt a klaszterek közös laboratóriuma: egy nap alatt kész a mérés",
        source="Zalai Fa- és Bútoripari Klaszter",
        source_url="https://zalaifa.example/",
        categories=(Category("wood", SECTORS, "faipar"),),
        summary="A lenti üzemcsarnokban berendezett laboratóriumban a tagvállalatok és a környező"
        " iskolák is vizsgáltathatják a faanyagot. Eddig Bécsig kellett vinni a mintákat, és két"
        " hétig tartott, mire megjött az eredmény.",
        authors=("Titkárság",),
        reprints=(
            Mention("Göcseji Napló", "Labor nyílt Lentiben", "https://gocsej.example/labor"),
            Mention("Nyugat-dunántúli Gazdaság", "Új labor", "https://nygazd.example/2026/labor"),
            Mention(
                "Faipari Szemle",
                "Mérnek, mielőtt vágnak",
                "https://faszemle.example/labor",
                added=(
                    "A beruházás 184 millió forintba került, felét a tagok adták össze.",
                    "Jövőre klímakamrát is vesznek, hogy a padlóburkolatokat vizsgálhassák.",
                ),
            ),
        ),
        quotations=(
            Mention(
                "Ipar és Vidék",
                "Kisvárosok, nagy gépek: merre tart a vidéki ipar?",
                "https://iparesvidek.example/kisvarosok",
                added=(
                    "A lenti labor a negyedik ilyen a régióban, de az első, amelyet nem egyetem"
                    " tart fenn. […]",
                ),
            ),
        ),
        attachments=(
            Attachment(
                "https://zalaifa.example/doc/labor-arlista.pdf",
                "A laboratórium árlistája",
                "application/pdf",
                1_240_000,
            ),
        ),
    ),
    entry(1, title="Huszonhét tag, egy beszerzés: közös áramtenderre készül a klaszter"),
    entry(
        2,
        title="Cross-border food cluster opens its second call for joint product development",
        source="Csallóköz Food Cluster",
        source_url="https://csallokozfood.example/",
        language="en",
        categories=(Category("food", SECTORS, "élelmiszeripar"),),
        summary="Small producers on both sides of the Danube may apply until the end of January."
        " Twelve projects were funded in the first round.",
        quotations=(Mention("Agrárposta", "Pénz a Duna két partjára", "https://ap.example/duna"),),
    ),
    entry(3, title="Felhívás: klaszterminősítés 2027", published=None, summary=""),
    entry(
        4,
        title="Mit tanult a klaszter a felhőbe költözésből? Három tagvállalat tapasztalatai, két"
        " meglepetés és egy figyelmeztetés azoknak, akik még csak most vágnak bele",
    ),
    *(entry(number) for number in range(5, 14)),
)


def feed(**changes: Any) -> Feed:
    told = Feed(
        id="tag:hirek.example,2026:feed",
        title="Klaszterhírek",
        description="Magyar klaszterszervezetek hírei egy helyen.",
        language="hu",
        updated=STORIES[0].updated,
        entries=STORIES,
        base="https://hirek.example/klaszter/",
        walk=Walk(current="feed", previous="feed-2026-10"),
    )
    return replace(told, **changes)


def archive_feed() -> Feed:
    return feed(
        name="feed-2026-10",
        title="Klaszterhírek – 2026. október",
        walk=Walk("feed", previous="feed-2026-09", next="feed-2026-11", is_archive=True),
    )


WITNESS = Witness(
    "Tiszamenti IKT Klaszter",
    "Ipari nap Szolnokon",
    "https://www.tiszamente.example/ipari-nap",
    "Valószínűleg december közepén tartjuk a következő ipari napot, a helyszín még kérdéses.",
)


def happening(**changes: Any) -> Happening:
    told = Happening(
        kind="event",
        start=date(2026, 12, 3),
        end=date(2026, 12, 3),
        certain=True,
        witnesses=(WITNESS,),
        name="VII. Klasztermenedzser Találkozó",
    )
    return replace(told, **changes)


HAPPENINGS = (
    happening(
        begins=time(10),
        ends=time(15, 30),
        town="Szolnok",
        venue="Aba-Novák Agóra Kulturális Központ",
        link="https://www.tiszamente.example/regisztracio",
        witnesses=(WITNESS, Witness("Göcseji Napló", "Találkozó", "https://gocsej.example/t")),
    ),
    happening(name="Fa és forma szakkiállítás", start=date(2026, 11, 25), end=date(2026, 11, 28),
              town="Lenti"),
    happening(name="Exportnap élelmiszeripari kisvállalkozásoknak", start=date(2026, 12, 9),
              end=date(2026, 12, 9), begins=time(9), town="Komárom", status="conditional"),
    happening(name="Téli műhelylátogatás", start=date(2027, 1, 14), end=date(2027, 1, 15),
              town="Zalaegerszeg", status="cancelled"),
    happening(kind="deadline", name="Klaszterminősítési pályázat beadása",
              start=date(2026, 12, 15), end=date(2026, 12, 15), ends=time(12)),
    happening(kind="deadline", name="Common call for food producers",
              start=date(2027, 1, 31), end=date(2027, 1, 31)),
    happening(name="", certain=False, start=date(2026, 12, 14), end=date(2026, 12, 18)),
    happening(name="Őszi közgyűlés", start=date(2026, 10, 2), end=date(2026, 10, 2)),
)  # fmt: skip


def source(**changes: Any) -> SourceLine:
    told = SourceLine(
        name="Tiszamenti IKT Klaszter",
        home="https://www.tiszamente.example/",
        organisation="Tiszamenti Informatikai Nonprofit Kft.",
        country="hu",
        articles=1240,
        state="well",
        sector="ict",
        newest=date(2026, 11, 26),
        feed="source-tiszamente",
    )
    return replace(told, **changes)


SOURCES = (
    source(),
    source(name="Zalai Fa- és Bútoripari Klaszter", home="https://zalaifa.example/", sector="wood",
           organisation="Zalai Fa- és Bútoripari Klaszter Egyesület", articles=318),
    source(name="Göcseji Napló", home="https://gocsej.example/", organisation="Göcsej Lap Kft.",
           sector="press", articles=57, feed=None, newest=date(2026, 11, 20)),
    source(name="Agrárposta", home="https://ap.example/", organisation="Agrárposta", sector="press",
           articles=0, newest=None, state="new", feed=None),
    source(name="Őrségi Ökoturisztikai Klaszter", home="https://orseg.example/", sector="tourism",
           organisation="Őrségi Vendégfogadók Egyesülete", articles=86, newest=date(2026, 8, 11),
           state="down", since=date(2026, 11, 19)),
    source(name="Kelet Gépipari Klaszter", home="https://keletgep.example/", sector="mechatronics",
           organisation="Kelet Gépipari Klaszter Kft.", articles=203, newest=date(2019, 5, 2),
           state="frozen"),
    source(name="Csallóköz Food Cluster", home="https://csallokozfood.example/", sector="food",
           organisation="Csallóköz Food Cluster o. z.", country="sk", articles=74),
    source(name="Podunajský drevársky klaster", home="https://drevo.example/", sector="wood",
           organisation="Podunajský drevársky klaster", country="sk", articles=12, feed=None,
           newest=date(2023, 3, 1), state="hacked"),
    source(name="Dél-Alföldi Műanyagipari Klaszter", home="https://damuk.example/",
           organisation="DAMŰK Kft.", sector="plastics", articles=41, newest=date(2021, 6, 4),
           state="lapsed"),
    source(name="European Cluster Notes", home="https://ecn.example/", sector="cluster policy",
           organisation="European Cluster Notes asbl", country="eu", articles=932),
)  # fmt: skip


def written(told: Site | None = None) -> dict[str, bytes]:
    """Every file of the invented site, and feed files for its links to lead to."""
    told = told or site()
    feeds = [
        feed(),
        archive_feed(),
        feed(name="feed-2026-09", walk=Walk("feed", next="feed-2026-10", is_archive=True)),
        feed(name="feed-2026-11", walk=Walk("feed", previous="feed-2026-10", is_archive=True)),
        *(feed(name=one.name, title=one.title, walk=None) for one in told.feeds[1:]),
        *(
            feed(name=one.feed, title=one.name, walk=None, entries=())
            for one in SOURCES
            if one.feed and one.feed not in {line.name for line in told.feeds}
        ),
    ]
    others = [calendar.file for calendar in told.calendars] + ([told.opml] if told.opml else [])
    return {
        files.INDEX: render.front_page(told, feed(), HAPPENINGS, TODAY),
        files.EVENTS: render.events_page(told, HAPPENINGS, TODAY),
        files.SOURCES: render.sources_page(told, SOURCES),
        files.FEEDS: render.feeds_page(told),
        files.ABOUT: render.about_page(told),
        **{one.name + files.SUFFIX: render.feed_page(told, one) for one in feeds},
        **{one.name + form.suffix: b"" for one in feeds for form in told.formats},
        **dict.fromkeys(others, b""),
        **static_files(LOOKS),
    }
