"""The guard: do two texts with the same words tell of two events?

No share of common words separates an event series from copies: the invitation to this year's
conference is last year's with another date. Only what was put in place of what tells. So the two
texts are aligned, and the short substitutions in matching surroundings are looked at; what one
text merely adds or leaves out never counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from aggregator.stories.align import Said, Substitution, substitutions, title_substitutions
from aggregator.stories.days import day
from aggregator.stories.facts import FactKind, facts
from aggregator.stories.figures import is_same
from aggregator.stories.passages import Overlap
from aggregator.stories.posting import are_postings
from aggregator.stories.reading import Reading
from aggregator.stories.sight import DECIDING, Change, ChangeKind, Place, Sight
from aggregator.stories.spellings import is_same_name, is_short_form

NARROW = 5  # words of a place where a name or a number counts: in more, the sentence is rewritten
KEPT = 12  # changes that are looked at: three numbers or two names have settled it before
SUBJECT = 3  # words of what a title is about
AGAIN = 2  # places of the text at which it is exchanged as in the title
FEW = 5  # changed places of a publisher's form that he has filled in anew: fewer besides
SHOWN = 40  # characters of a changed place that are kept as evidence

_KINDS: dict[FactKind, ChangeKind] = {
    "code": "code",
    "year": "date",
    "month": "date",
    "day": "date",
    "weekday": "weekday",
    "ordinal": "ordinal",
    "number": "number",
    "name": "name",
}


def look(a: Reading, b: Reading, overlap: Overlap) -> Sight:
    """What differs between ``a`` and ``b`` at matching places of their titles and texts.

    At most the first ``KEPT`` changes of each; later ones cannot turn the verdict.
    """
    titles = Said(a.title, a.title_tokens), Said(b.title, b.title_tokens)
    texts = Said(a.text, a.tokens), Said(b.text, b.tokens)
    title_places, are_alike = title_substitutions(*titles)
    in_titles = (
        change
        for change in _changes("title", *titles, title_places)
        # a name tells by itself whether the text makes the same exchange
        if are_alike or change.kind == "name"
    )
    places = [at for at in substitutions(*texts, overlap.runs) if not are_postings(a, b, at)]
    in_texts = [*islice(_changes("text", *texts, places), KEPT)]
    of_one_source = a.source == b.source
    subjects = _subjects(titles, title_places, texts, places, of_one_source=of_one_source)
    changes = (*subjects, *islice(in_titles, KEPT), *in_texts)
    return Sight(changes, of_one_source, _days_between(a, b))


def _subjects(
    titles: tuple[Said, Said],
    title_places: Iterable[Substitution],
    texts: tuple[Said, Said],
    places: Sequence[Substitution],
    *,
    of_one_source: bool,
) -> Iterator[Change]:
    """What the titles are about, where the texts make the same exchange.

    They do at ``AGAIN`` places; of words at one, if enough differs besides.

    "Könyvelőt keresünk" and "Lakatost keresünk" are two vacancies in the same words. A desk that
    puts one word for another does so elsewhere too, and seldom everywhere alike; and nobody who
    corrects a figure on his page puts it under another title.
    """
    exchanged = [_exchanged(texts, at) for at in places]
    for at in title_places:
        if max(at.a_to - at.a_from, at.b_to - at.b_from) > SUBJECT:
            continue
        a_word, b_word = _exchanged(titles, at)
        if is_same_name(a_word, b_word):
            continue
        alike = [is_same_name(a_word, x) and is_same_name(b_word, y) for x, y in exchanged]
        others = [place for place, same in zip(places, alike, strict=True) if not same]
        again = sum(alike)
        if again >= AGAIN or (
            again
            and not a_word[0].isdecimal()
            and _is_otherwise(texts, others, of_one_source=of_one_source)
        ):
            yield Change(
                "subject",
                "title",
                _shown(titles[0], at.a_from, at.a_to),
                _shown(titles[1], at.b_from, at.b_to),
            )


def _is_otherwise(
    texts: tuple[Said, Said], places: Sequence[Substitution], *, of_one_source: bool
) -> bool:
    """Whether so much differs at these places that one exchange as in the title is enough.

    A name and a figure; within one source a figure, or hardly anything: a form filled in anew.
    """
    if of_one_source and len(places) < FEW:
        return True
    kinds = {change.kind for change in islice(_changes("text", *texts, places), KEPT)}
    return "number" in kinds and (of_one_source or "name" in kinds)


def _exchanged(said: tuple[Said, Said], at: Substitution) -> tuple[str, str]:
    """The forms of both places, each as one word."""
    a, b = said
    a_forms, b_forms = a.tokens.forms[at.a_from : at.a_to], b.tokens.forms[at.b_from : at.b_to]
    return " ".join(a_forms), " ".join(b_forms)


def _days_between(a: Reading, b: Reading) -> int:
    if a.published is None or b.published is None:
        return 0
    return abs((day(a.published) - day(b.published)).days)


def _changes(place: Place, a: Said, b: Said, where: Iterable[Substitution]) -> Iterator[Change]:
    for at in where:
        left, right = _told(place, a, at.a_from, at.a_to), _told(place, b, at.b_from, at.b_to)
        kinds = [_KINDS[kind] for kind in left if _differ(kind, left[kind], right.get(kind, ()))]
        if "name" in kinds and _is_named(a, b, at, left["name"], right["name"]):
            kinds.remove("name")
        narrow = max(at.a_to - at.a_from, at.b_to - at.b_from) <= NARROW
        # One place tells one date, however many of its parts differ.
        for kind in dict.fromkeys(kind for kind in kinds if narrow or kind in DECIDING):
            a_words, b_words = _shown(a, at.a_from, at.a_to), _shown(b, at.b_from, at.b_to)
            yield Change(kind, place, a_words, b_words)


def _is_named(
    a: Said, b: Said, at: Substitution, names: Sequence[str], others: Sequence[str]
) -> bool:
    """Whether one place has a name of the other in another case: "Szegeden", "a szegedi Ház"."""
    words, other_words = a.tokens.forms[at.a_from : at.a_to], b.tokens.forms[at.b_from : at.b_to]
    return any(is_same_name(x, y) for x in names for y in other_words) or any(
        is_same_name(x, y) for x in others for y in words
    )


def _told(place: Place, said: Said, start: int, stop: int) -> dict[FactKind, list[str]]:
    """What a place tells, by kind. "8." is an edition in a title, elsewhere a number."""
    told: dict[FactKind, list[str]] = {}
    for kind, value in facts(said.text, said.tokens, start, stop):
        counted: FactKind = "ordinal" if place == "title" else "number"
        told.setdefault(counted if kind == "counted" else kind, []).append(value)
    if place == "title" and said.text.isupper():  # capitals throughout mark no names
        told.pop("name", None)
    return told


def _differ(kind: FactKind, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both tell something of this kind and have nothing of it in common."""
    if not one or not other:
        return False
    if kind == "number":
        return not any(is_same(x, y) for x in one for y in other)
    if kind != "name":
        return set(one).isdisjoint(other)
    written_out = is_short_form(one, other) or is_short_form(other, one)
    return not written_out and not any(is_same_name(x, y) for x in one for y in other)


def _shown(said: Said, start: int, stop: int) -> str:
    """The letters of a place on one line, without the sign that parts the two sides of a change."""
    letters = said.text[said.tokens.starts[start] : said.tokens.ends[stop - 1]]
    return " ".join(letters.replace("|", " ").split())[:SHOWN]
