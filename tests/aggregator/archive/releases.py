"""Releases, invented: what sources carry, quote and announce every year."""

from typing import Any

from scrapers.memory import Kept
from tests.aggregator.archive.findings import article, kept, published

LABORATORY = """\
A Kékhegyi Ipari Klaszter szeptember 14-én nyitja meg közös mérőlaborját Somlóváron. A \
beruházás százötven millió forintból valósult meg, ennek kétharmadát a tagvállalatok adták \
össze.

A laborban három tagvállalat mérnökei dolgoznak majd, és a berendezéseket előre egyeztetett \
beosztás szerint minden tag ingyen használhatja. A klaszter számításai szerint a kisebb \
műhelyek évente két hétnyi várakozást takarítanak meg azzal, hogy nem távoli intézetekben \
méretnek.

A következő évben a labor akkreditációt szerez, és attól kezdve külső megrendelőknek is \
dolgozik. A bevétel a klaszter képzési alapját gyarapítja, amelyből pályakezdő technikusok \
tanulhatnak tovább."""
"""A release of the portal."""

CREDITED = f"{LABORATORY}\n\nForrás: www.portal.example.hu"
"""The release as another source reprints it."""

QUOTED = f"""\
Régóta várunk arra, hogy a faipari műhelyek is pontosan mérhessenek. Most a szomszéd völgyből \
érkezett jó hír, amely nekünk is alkalmat ad.

„{LABORATORY}” – írja hírei között a www.portal.example.hu oldal.

A mi tagjaink közül ketten már jelezték, hogy bérmérésre jelentkeznek. Az asztalosok elsősorban \
a nedvesség és a felületi érdesség vizsgálatára kíváncsiak, ezért közös napot kérünk a \
labortól."""
"""An article of the member that quotes the release, with credit."""

COLD_STORE = """\
A Dombvidéki Gyümölcs Klaszter új hűtőházat bérel a szövetkezettől, hogy a kora őszi termést ne \
kelljen azonnal eladni. A tárolóban négyszáz tonna alma fér el, és a hőmérsékletet távolról is \
felügyelik.

A gazdák a bérleti díjat a beszállított mennyiség arányában fizetik. A szövetkezet vállalta, \
hogy a csomagolósort is rendelkezésre bocsátja, cserébe a klaszter gondoskodik a \
karbantartásról és a fiatal kertészek betanításáról."""
"""Something else."""


def yearly(edition: str, year: int, day: str, place: str) -> str:
    """The invitation to a yearly event: the same words, another event."""
    return f"""\
Idén is megrendezik a Kékhegyi Beszállítói Napot: a {edition} találkozó {year}. {day} {place} \
lesz, a városi sportcsarnokban. A szervezők olyan kisvállalkozásokat várnak, amelyek \
gépgyártóknak dolgoznának be, és szívesen bemutatnák, mihez értenek.

A délelőtti előadások után asztaltársaságokban folyik a beszélgetés, minden asztalnál egy \
nagyobb megrendelő beszerzője ül. A részvétel ingyenes, de regisztrációhoz kötött; a \
jelentkezőknek egy rövid bemutatkozást kell beküldeniük a gépparkjukról és a szabad \
kapacitásukról."""


def release(
    source: str = "portal",
    text: str = LABORATORY,
    path: str = "hirek/merolabor",
    title: str = "Közös mérőlabor nyílik Somlóváron",
    **more: Any,
) -> Kept:
    """The finding of a release at a source."""
    return kept(article(source, path, title, text, **more))


ADDRESS = "https://example.org/hirek/"
FOURTH, FIFTH, SIXTH = (published(f"2021-06-0{day}") for day in (4, 5, 6))

RELEASE = release(published=FOURTH)
REPRINT = release("press", CREDITED, title="Mérőlabort kapnak a műhelyek", published=FIFTH)
QUOTATION = release("member", QUOTED, title="Mérni is tudunk majd", published=SIXTH)
OTHER = release("press", COLD_STORE, path="hirek/hutohaz", title="Új hűtőház", published=FIFTH)
