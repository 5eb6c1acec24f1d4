"""Articles with something in common that makes them no story: an "about us", a title, a stub."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from tests.aggregator.stories.corpus import days, names
from tests.aggregator.stories.corpus.clauses import noun_phrase
from tests.aggregator.stories.corpus.draft import Draft, Paragraph
from tests.aggregator.stories.corpus.filing import Told, later
from tests.aggregator.stories.corpus.inflection import capital, inflected, named
from tests.aggregator.stories.corpus.page import FOOT, SHARING, about
from tests.aggregator.stories.corpus.prose import Cast, headline, news, sentence, sentences
from tests.aggregator.stories.corpus.sources import site

_TITLES = (
    "Pályázati felhívás", "Közlemény", "Meghívó", "Sajtóközlemény", "Tájékoztató", "Álláshirdetés",
    "Közgyűlés", "Felhívás klaszterszervezeteknek", "Beszámoló a szakmai napról",
)  # fmt: skip
_STUBS = (
    "Részletek hamarosan.", "A teljes cikk a csatolt fájlban olvasható.", "Feltöltés alatt.",
    "Az esemény programja a lenti linkre kattintva tölthető le.",
    "A részletekért kattintson a képre!", "Bővebb információ a mellékelt dokumentumban.",
)  # fmt: skip


def about_us(random: Random, at: datetime) -> Told:
    """Short news of one organisation at several sources, each with its "about us"."""
    name = names.network(random)
    own = about(f"{name} {random.random()}", name)
    last, places = random.random() < 0.8, set[str]()
    for _ in range(random.randint(3, 5)):
        draft = news(random, at.date(), random.randint(60, 150))
        paragraphs = (*draft.paragraphs, own) if last else (own, *draft.paragraphs)
        place = site(random, but=places)
        places.add(place.id)
        yield draft._replace(paragraphs=paragraphs), place, at
        at = later(random, at, random.randint(0, 120))


def page_furniture(random: Random, at: datetime) -> Told:
    """Short news of one source with the same lines of its pages over and under the text."""
    place = site(random)
    titles = [headline(random) for _ in range(random.randint(2, 5))]
    top: list[Paragraph] = [("Kezdőlap » Hírek » Aktuális",), (SHARING,)]
    bottom: list[Paragraph] = [
        ("Kapcsolódó cikkek",), *((title,) for title in titles),
        (f"Iratkozzon fel hírlevelünkre! {sentence(random)}",), (FOOT,),
    ]  # fmt: skip
    for _ in range(random.randint(3, 5)):
        draft = news(random, at.date(), random.randint(60, 120))
        yield draft._replace(paragraphs=(*top, *draft.paragraphs, *bottom)), place, at
        at = later(random, at, random.randint(1, 12))


def same_title(random: Random, at: datetime) -> Told:
    """One title over different news, at one source or at several."""
    own, one = headline(random), site(random)
    title = random.choice((*_TITLES, own, own))
    several = random.random() < 0.5
    for _ in range(random.randint(2, 4)):
        draft = news(random, at.date(), random.randint(60, 200))
        yield draft._replace(title=title), site(random) if several else one, at
        at = later(random, at, random.randint(1, 300))


def stub(random: Random, at: datetime) -> Told:
    """Texts that say nothing under titles of their own, or two of them under one title."""
    place, text, title = site(random), random.choice(_STUBS), headline(random)
    titled = random.random() < 0.3
    texts = random.sample(_STUBS, len(_STUBS))
    for number in range(random.randint(2, 4)):
        said, over = (texts[number], title) if titled else (text, headline(random))
        yield Draft(over, ((said,),)), place, at
        at = later(random, at, random.randint(2, 200))


def one_line(random: Random, at: datetime) -> Told:
    """News of one sentence, told apart by a month or a number in it."""
    place, title = site(random), f"{capital(noun_phrase(random, '', article=False))} letölthető"
    what = noun_phrase(random, "", article=False)
    for number in range(random.randint(3, 5)):
        month, count = days.MONTHS[(at.month - 1) % 12], number + 1
        said = f"Elérhető honlapunkon a {at.year}. {month}i {what}, idén a {count}. kiadás."
        yield Draft(title, ((said,),)), place, at
        at = later(random, at, random.randint(28, 33))


def invitation_and_report(random: Random, at: datetime) -> Told:
    """An event announced and told of: its names, its day and a sentence are common."""
    day = at.date() + timedelta(days=random.randint(5, 20))
    cast = Cast.of(random, day)
    goal, what = sentence(random), noun_phrase(random, "acc", article=False)
    where, when = inflected(cast.town, "on"), days.on(day)
    place = site(random)
    invitation = capital(f"{named(cast.network)} {when} {where} rendez {what}.")
    report = f"{where} tartott {when} {what} {named(cast.network)}."
    yield _around(random, cast, invitation, goal, "Meghívó"), place, at
    at = later(random, at, (day - at.date()).days + random.randint(1, 4))
    other = place if random.random() < 0.6 else site(random, but=(place.id,))
    yield _around(random, cast, report, goal, "Beszámoló"), other, at


def _around(random: Random, cast: Cast, first: str, goal: str, kind: str) -> Draft:
    title = random.choice((f"{kind}: {headline(random)}", headline(random, cast)))
    body = [sentences(random, random.randint(2, 3), cast) for _ in range(random.randint(2, 4))]
    return Draft(title, ((first, *sentences(random, 1)), (goal, *body[0]), *body[1:]))
