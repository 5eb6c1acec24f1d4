"""Hosts: articles of one's own that quote others or take them in, and digests of several.

A host belongs to the story that it quotes where the quotation is two fifths of it at least, or
holds six tenths of the quoted article: who reads it has read that. Hosts in between, about which
readers would differ, are not made. Whoever quotes here names his source or sets it in marks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from tests.aggregator.stories.corpus.copies import Taken, shortened, thinned, verbatim
from tests.aggregator.stories.corpus.draft import Draft, Paragraph, size
from tests.aggregator.stories.corpus.inflection import capital, named
from tests.aggregator.stories.corpus.prose import headline, sentences
from tests.aggregator.stories.corpus.sources import Site

FAIR, MOST = 0.4, 0.6
_SURELY = 0.08
"""What a share must be off these bounds."""


class Host(NamedTuple):
    """An article of one's own that holds so many words of one that has ``whole`` words; ``kinds``
    of relation say rightly what it does.
    """

    draft: Draft
    quoted: int
    whole: int
    kinds: tuple[str, ...] = ("quotes",)

    @property
    def joins(self) -> bool:
        """Whether it belongs to the story that it quotes."""
        return self._reaches(0)

    @property
    def is_clear(self) -> bool:
        """Whether nobody would differ on that."""
        return self._reaches(_SURELY) or not self._reaches(-_SURELY)

    def _reaches(self, more: float) -> bool:
        fair, most = self.quoted / self.draft.size, self.quoted / self.whole
        return fair >= FAIR + more or most >= MOST + more


def host(random: Random, operation: str, one: Taken) -> Host:
    """A host of an article, made by one of ``HOSTS``."""
    while not (made := HOSTS[operation](random, one)).is_clear:
        pass
    return made


def most_quoted(random: Random, one: Taken) -> Host:
    """Own words, most of the article with its source, own words again."""
    said = one.draft.paragraphs
    while len(said) > 1 and size(said[:-1]) >= 0.7 * one.draft.size and random.random() < 0.7:
        said = said[:-1]
    own = size(said) * random.uniform(0.5, 1.1)
    before = _own(random, max(25, own / 2))
    quoted = _attributed(random, said, one.site)
    made = (*before, *quoted, *_own(random, own / 2))
    return Host(Draft(headline(random), made), size(said), one.draft.size)


def paragraph_quoted(random: Random, one: Taken) -> Host:
    """One paragraph or two, with their source, in a report on something else."""
    start = random.randrange(len(one.draft.paragraphs))
    said = one.draft.paragraphs[start : start + random.randint(1, 2)]
    own = size(said) * random.choice((random.uniform(0.5, 1.05), random.uniform(2.2, 7.0)))
    before = _own(random, max(25, own * random.uniform(0.3, 0.7)))
    quoted = _attributed(random, said, one.site)
    behind = _own(random, max(15, own - size(before)))
    made = (*before, *quoted, *behind)
    return Host(Draft(headline(random), made), size(said), one.draft.size)


def taken_in(random: Random, one: Taken) -> Host:
    """The whole article within a much longer one, and not a word of whose it is."""
    own = max(80, one.draft.size * random.uniform(1.0, 2.2))
    before = _own(random, own * random.uniform(0.3, 0.7))
    behind = _own(random, max(15, own - size(before)))
    made = (*before, *one.draft.paragraphs, *behind)
    whole = one.draft.size
    return Host(Draft(headline(random), made), whole, whole, ("contains", "quotes"))


Hosting = Callable[[Random, Taken], Host]

HOSTS: dict[str, Hosting] = {
    "most quoted": most_quoted,
    "paragraph quoted": paragraph_quoted,
    "taken in": taken_in,
}
"""By the name of the operation."""


def digest(random: Random, items: Sequence[Taken]) -> Draft:
    """A newsletter: a line of its own, then each piece of news, whole or shortened."""
    title = f"{random.choice(('Hírlevél', 'Heti hírek', 'Hírösszefoglaló'))}: {headline(random)}"
    parts: list[Paragraph] = [sentences(random, 1)]
    for one in items:
        change = random.choice((verbatim, verbatim, shortened, thinned))
        parts += [(one.draft.title,), *change(random, one).paragraphs]
        if random.random() < 0.3:
            parts.append((random.choice((f"Forrás: {one.site.name}", "Tovább a cikkhez »")),))
    return Draft(title, tuple(parts))


def _own(random: Random, least: float) -> tuple[Paragraph, ...]:
    """Paragraphs of so many words at least, not many more."""
    made: list[Paragraph] = [sentences(random, 1)]
    while size(made) < least:
        if len(made[-1]) < 3:
            made[-1] = (*made[-1], *sentences(random, 1))
        else:
            made.append(sentences(random, 1))
    return tuple(made)


def _attributed(random: Random, said: Sequence[Paragraph], site: Site) -> tuple[Paragraph, ...]:
    """Words of another with who they are from, in quotation marks or without."""
    source = named(site.name)
    if random.random() < 0.25:
        opening = random.choice(
            (f"{source} beszámolója szerint a következő történt.", f"Erről {source} így írt:",
             f"Mint {source} közölte, a részletek ezek.")
        )  # fmt: skip
        return ((capital(opening),), *said)
    phrase = random.choice(
        (f"írja hírei között a www.{site.host} oldal", f"számolt be róla {source}",
         f"közölte {source}", f"olvasható {source} honlapján", f"írta {source}",
         f"adta hírül {source}")
    )  # fmt: skip
    opened, closed = random.choice((("„", "”"), ("„", "”"), ("", "")))
    (first, *others), *rest = said
    *before, (*sentences_before, last) = ((opened + first, *others), *rest)
    return (*before, (*sentences_before, f"{last}{closed} – {phrase}."))
