"""What a source makes of a draft: its page, with what the page says besides."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random

from tests.aggregator.stories.corpus import days
from tests.aggregator.stories.corpus.draft import Draft, Paragraph, size
from tests.aggregator.stories.corpus.prose import Cast, headline, sentences
from tests.aggregator.stories.corpus.sources import Site

SHARING = "Megosztás Facebook Twitter E-mail Nyomtatás"
FOOT = "Vissza a hírekhez | Nyomtatóbarát változat | Ajánlja ismerősének | Oldal tetejére"
RELATED_FOR = 60
"""Days for which a source shows the same three titles under its articles."""


def page(draft: Draft, site: Site, at: datetime) -> str:
    """The text of an article's page."""
    parts = list(draft.paragraphs)
    if site.about:
        place = {"first": 0, "middle": (len(parts) + 1) // 2, "last": len(parts)}[site.about]
        parts.insert(place, about(site.id, site.name))
    top, bottom = _furniture(draft, site, at)
    return "\n\n".join(" ".join(one) for one in (*top, *parts, *bottom))


@lru_cache(maxsize=64)
def about(key: str, name: str) -> Paragraph:
    """How an organisation presents itself, in 30 to 60 words."""
    random = Random(f"about {key}")
    said: Paragraph = (f"{name}: {sentences(random, 1)[0]}", *sentences(random, 2))
    while size([said]) < 30:
        said = (*said, *sentences(random, 1))
    return said


def _furniture(draft: Draft, site: Site, at: datetime) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines over and under an article's text."""
    if site.furniture == "path":
        return [(f"Kezdőlap » Hírek » {draft.title}",), (f"{days.dateline(at.date())}",)], []
    if site.furniture == "share":
        return [(SHARING,)], [(SHARING,)]
    if site.furniture == "foot":
        return [], [(FOOT,)]
    if site.furniture == "related":
        return [], [("Kapcsolódó cikkek",), *((title,) for title in related(site, at.date()))]
    return [], []


def related(site: Site, day: date) -> tuple[str, ...]:
    """The titles that a source shows under its articles these weeks."""
    random = Random(f"related {site.id} {day.toordinal() // RELATED_FOR}")
    return tuple(headline(random, Cast.of(random, day - timedelta(days=7))) for _ in range(3))
