"""Labelled pairs: what happens to a release on its way through ten pages, and its look-alikes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from aggregator.stories.credit import KnownSource
from aggregator.stories.crediting import credits_of
from aggregator.stories.reading import Reading
from aggregator.stories.relate import relate
from aggregator.stories.relation import Relation
from tests.aggregator.stories import releases as r

KNOWN = (
    KnownSource("portal", "Hálózati Portál", ("portal.example.hu",)),
    KnownSource("member", "Tagsági Hírlap", ("member.example.hu",)),
)
START = datetime(2021, 6, 1, 9, tzinfo=UTC)
SYNONYMS = {
    "közös": "együttes", "új": "friss", "szakértők": "tanácsadók", "tagok": "résztvevők",
    "a": "az", "ezért": "emiatt", "emellett": "ezen felül", "vállalkozások": "cégek",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """Two articles and what they are: the operation's name, the kinds that are right."""

    name: str
    original: Reading
    other: Reading
    right: frozenset[str]
    merged: bool

    def relation(self) -> Relation:
        one, two = self.original, self.other
        return relate(one, two, credits_of(one, KNOWN), credits_of(two, KNOWN))


def reading(id: int, source: str, release: r.Release, *, days: int = 0, text: str = "") -> Reading:
    published = START + timedelta(days=days)
    return Reading.of(
        id=id,
        source=source,
        url=f"https://{source}.example.hu/hirek/{id}",
        title=release.title,
        text=text or release.text,
        published=published,
        first_seen=published + timedelta(hours=2),
    )


# What becomes of a release. Each takes it and gives the other text's release.


def verbatim(random: Random, one: r.Release) -> r.Release:
    return one


def new_headline(random: Random, one: r.Release) -> r.Release:
    return replace(one, title=r.headline(random) + " indul")


def shortened(random: Random, one: r.Release) -> r.Release:
    kept = random.randint(1, max(1, len(one.paragraphs) - 2))
    return replace(one, paragraphs=one.paragraphs[:kept])


def thinned(random: Random, one: r.Release) -> r.Release:
    """Every paragraph keeps its first sentences."""
    return replace(one, paragraphs=tuple(p[: max(1, len(p) - 1)] for p in one.paragraphs))


def added(random: Random, one: r.Release) -> r.Release:
    return replace(one, paragraphs=(*one.paragraphs, r.sentences(random, 2)))


def added_in_the_middle(random: Random, one: r.Release) -> r.Release:
    own = r.sentences(random, 2)
    return replace(one, paragraphs=(*one.paragraphs[:2], own, *one.paragraphs[2:]))


def credited(random: Random, one: r.Release) -> r.Release:
    line = random.choice(("Forrás: www.portal.example.hu", "Forrás: Hálózati Portál"))
    return replace(one, paragraphs=(*one.paragraphs, (line,)))


def shortened_and_credited(random: Random, one: r.Release) -> r.Release:
    return credited(random, shortened(random, one))


def datelined(random: Random, one: r.Release) -> r.Release:
    frame = (("Budapest, 2021. június 3., csütörtök 10:12",), ("Szerző: Szerkesztőség",))
    return replace(one, paragraphs=(*frame, *one.paragraphs))


def edited(random: Random, one: r.Release) -> r.Release:
    words = one.text.split(" ")
    for at in range(random.randint(0, 5), len(words), random.randint(9, 16)):
        if not any(c.isdigit() or c.isupper() for c in words[at]):
            words[at] = SYNONYMS.get(words[at], "tovább" + words[at])
    return replace(one, paragraphs=((" ".join(words),),))


def number_corrected(random: Random, one: r.Release) -> r.Release:
    lead = one.paragraphs[0]
    words = lead[0].split(" ")
    at = words.index("Klaszter") + 1
    words[at] = str(int(words[at]) + 3)
    return replace(one, paragraphs=((" ".join(words), *lead[1:]), *one.paragraphs[1:]))


def without_accents(random: Random, one: r.Release) -> r.Release:
    plain = unicodedata.normalize("NFD", one.text)
    return replace(one, paragraphs=(("".join(c for c in plain if not unicodedata.combining(c)),),))


def typeset(random: Random, one: r.Release) -> r.Release:
    """Soft hyphens in long words, and hyphens where the line ends."""
    words = [w[:5] + "\u00ad" + w[5:] if len(w) > 11 else w for w in one.text.split(" ")]
    words = [w[:4] + "-\n" + w[4:] if len(w) == 10 and w.isalpha() else w for w in words]
    return replace(one, paragraphs=((" ".join(words),),))


COPIES: tuple[Callable[[Random, r.Release], r.Release], ...] = (
    verbatim, new_headline, shortened, thinned, added, added_in_the_middle, credited,
    shortened_and_credited, datelined, edited, number_corrected, without_accents, typeset,
)  # fmt: skip


# What quotes a release.


def quoting_article(random: Random, one: r.Release) -> r.Release:
    """Two sentences of its own, most of the release, its source, and what it did there itself."""
    said = " ".join(s for p in one.paragraphs[:-1] for s in p)
    phrase = random.choice(
        (
            "– írja hírei között a www.portal.example.hu oldal.",
            "– számolt be a Hálózati Portál.",
            "– olvasható a Hálózati Portál honlapján.",
            "– közölte a Hálózati Portállal a szervező.",
        )
    )
    own, then = r.sentences(random, 2), r.sentences(random, random.randint(1, 4))
    return r.Release(r.headline(random), (own, (f"„{said}” {phrase}",), then))


def quoting_a_paragraph(random: Random, one: r.Release) -> r.Release:
    said = " ".join(one.paragraphs[1])
    own = (r.sentences(random, 2), (f"„{said}” – írja a Hálózati Portál.",), r.sentences(random, 3))
    return r.Release(r.headline(random), own)


def holding_without_credit(random: Random, one: r.Release) -> r.Release:
    size = sum(len(p) for p in one.paragraphs)
    return r.Release(
        r.headline(random),
        (r.sentences(random, size // 2 + 2), *one.paragraphs, r.sentences(random, size // 2 + 1)),
    )


HOSTS: tuple[Callable[[Random, r.Release], r.Release], ...] = (
    quoting_article, quoting_a_paragraph, holding_without_credit,
)  # fmt: skip


# What only looks alike.


def _other(random: Random, one: r.Facts, *names: str) -> r.Facts:
    """Facts that differ from ``one`` in these points."""
    while True:
        other = r.some_facts(random)
        if all(getattr(other, name) != getattr(one, name) for name in names):
            return replace(one, **{name: getattr(other, name) for name in names})


_ABOUT = (
    "A {} Klaszter a régió legrégebbi együttműködése, amelyet tizennégy kisvállalkozás alapított.",
    "Tagjai a fémiparban, a faiparban és a szolgáltatásban dolgoznak, és több mint ezer embert",
    "foglalkoztatnak. További információ a klaszter irodájában kérhető munkanapokon délelőtt.",
)


def _template(
    make: Callable[[Random, r.Facts, int], r.Release], *points: str
) -> Callable[[Random], tuple[r.Release, r.Release]]:
    def pair(random: Random) -> tuple[r.Release, r.Release]:
        seed, facts = random.randrange(1 << 30), r.some_facts(random)
        return make(random, facts, seed), make(random, _other(random, facts, *points), seed)

    return pair


def same_about_us(random: Random) -> tuple[r.Release, r.Release]:
    about = (" ".join(_ABOUT).format(random.choice(r.NAMES)),)
    one, two = (r.release(random, random.randint(2, 4)) for _ in range(2))
    return tuple(replace(x, paragraphs=(*x.paragraphs, about)) for x in (one, two))  # type: ignore


def same_title(random: Random) -> tuple[r.Release, r.Release]:
    one, two = r.release(random), r.release(random)
    return one, replace(two, title=one.title)


def stub(random: Random) -> tuple[r.Release, r.Release]:
    text = random.choice(("Részletek hamarosan.", "A teljes cikk a csatolt fájlban olvasható."))
    one, two = r.headline(random), r.headline(random) + " idén"
    return r.Release(one, ((text,),)), r.Release(two, ((text,),))


def unrelated(random: Random) -> tuple[r.Release, r.Release]:
    return r.release(random), r.release(random)


def invitation_and_report(random: Random) -> tuple[r.Release, r.Release]:
    facts, goal = r.some_facts(random), r.sentence(random)
    when = f"{facts.year}. {facts.month} {facts.day}-én"
    one = r.Release(
        f"Meghívó: {facts.name}",
        ((f"Klaszternapot tartanak {when} {facts.place[0]}.", goal), r.sentences(random, 4)),
    )
    two = r.Release(
        f"Lezajlott: {facts.name}",
        (r.sentences(random, 2), (f"A klaszternapot {when} tartották meg.", goal),
         r.sentences(random, 4)),
    )  # fmt: skip
    return one, two


LOOKALIKES: dict[str, Callable[[Random], tuple[r.Release, r.Release]]] = {
    "series by year": _template(r.event, "year", "month", "day", "edition"),
    "series by year and place": _template(r.event, "year", "month", "day", "edition", "place"),
    "road show": _template(r.event, "day", "place"),
    "call code": _template(r.call, "code"),
    "other partners": _template(r.agreement, "name", "partner"),
    "monthly index": _template(r.index, "figures"),
    "same about us": same_about_us,
    "same title": same_title,
    "stub": stub,
    "unrelated": unrelated,
    "invitation and report": invitation_and_report,
}


def cases(seed: int, rounds: int) -> Iterator[Case]:
    """``rounds`` cases of every operation and look-alike; the same for the same seed."""
    for number in range(rounds):
        for change in COPIES:
            random = Random(f"{seed} {number} {change.__name__}")
            one = r.release(random)
            original = reading(1, "portal", one)
            other = reading(2, "member", change(random, one), days=random.randint(0, 3))
            yield Case(change.__name__, original, other, frozenset({"copy"}), True)
        for change in HOSTS:
            random = Random(f"{seed} {number} {change.__name__}")
            one = r.release(random)
            original = reading(1, "portal", one)
            other = reading(2, "member", change(random, one), days=random.randint(0, 3))
            kinds = {"quotes"} if "quoting" in change.__name__ else {"contains", "quotes"}
            yield Case(change.__name__, original, other, frozenset(kinds), True)
        for name, make in LOOKALIKES.items():
            first, second = make(Random(f"{seed} {number} {name}"))
            original = reading(1, "portal", first)
            other = reading(2, "member", second, days=300)
            yield Case(name, original, other, frozenset({"series", "related", "none"}), False)
