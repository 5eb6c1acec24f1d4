"""Which name a day belongs to: one told with it, or one told before. Pure."""

from __future__ import annotations

from itertools import pairwise

from aggregator.numerals import ordinal_word
from aggregator.occasions.attach import name_by
from aggregator.occasions.names import Name
from aggregator.occasions.sentences import Sentence
from aggregator.occasions.telling import Telling
from scrapers.folding import fold

NEAR = 2
"""Sentences that may lie between a name and the day that goes on telling of it."""
_TIMES = ("alkalommal", "ízben", "kiadás")
_ANOTHER = frozenset(("következő", "legközelebbi", "legutóbbi", "előző", "next"))


def name_of(telling: Telling) -> Name | None:
    """The name told with the day; one that tells little is that of an event told before."""
    name = name_by(telling.sentence, telling.place)
    if name is None:
        return _near(telling)
    if name.telling or _refers_to_another(telling.sentence, name):
        return name
    before = reversed(telling.known)
    kin = (one for at, one in before if name.general or _is_kin(name, one, in_title=at == 0))
    return next(kin, None if name.general or name.foreign else name)


def edition_of(sentence: Sentence) -> int | None:
    """The number in "immár hetedik alkalommal", in "a nyolcadik kiadása"."""
    for word, following in pairwise(sentence.words):
        if following.low.startswith(_TIMES):
            number = ordinal_word(fold(word.text))
            return int(word.text) if word.text.isdecimal() and len(word.text) < 4 else number
    return None


def _near(telling: Telling) -> Name | None:
    """The name of which a sentence goes on telling: one right before it, or the title's."""
    if any(one.role == "entry" for one in telling.sentence.predicates):
        return None
    known = reversed(telling.known)
    return next((name for at, name in known if at == 0 or telling.at - at <= NEAR), None)


def _is_kin(name: Name, other: Name, *, in_title: bool) -> bool:
    """Whether "konferencia" is the Klaszterkonferencia told before; the title's says it in full."""
    if not name.series or not other.series:
        return False
    told = name.series.rsplit(" ", 1)[-1] if in_title else name.series
    return other.series.endswith(told)


def _refers_to_another(sentence: Sentence, name: Name) -> bool:
    return any(word.low in _ANOTHER for word in sentence.words[max(0, name.at - 3) : name.at])
