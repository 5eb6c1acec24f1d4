"""Which name a day belongs to: one told with it, or one told before. Pure."""

from __future__ import annotations

import re
from itertools import chain, pairwise

from aggregator.numerals import ordinal_word
from aggregator.occasions.attach import name_by
from aggregator.occasions.name import Name
from aggregator.occasions.sentences import Sentence
from aggregator.occasions.telling import Telling
from scrapers.folding import fold

NEAR = 2
"""Sentences that may lie between a name and the day that goes on telling of it."""
_TIMES = ("alkalommal", "ízben", "kiadás")
# "az első alkalmat", not "hetedik alkalommal", "alkalmából"
_TIME = re.compile(r"\balkal(?:om(?:ra|nak)?|mat|munkat?|mak\w*)\b")
_THE = frozenset(("a", "az"))
_ANOTHER = frozenset(("következő", "legközelebbi", "legutóbbi", "előző", "next"))


def name_of(telling: Telling) -> Name | None:
    """The name told with the day; one that tells little is that of an event told before."""
    name = name_by(telling.sentence, telling.place)
    if name is None:
        return _near(telling)
    if (name.telling and not name.vague) or _refers_to_another(telling.sentence, name):
        return name
    own = ((telling.at, one) for one in telling.sentence.names if one.telling)
    before = chain(own, telling.before())
    kin = (one for at, one in before if name.general or _is_kin(name, one, in_title=at == 0))
    return next(kin, None if name.general or name.foreign else name)


def named_behind(telling: Telling) -> Name | None:
    """The event that the next sentence refers to: "... dolgoztak. A tanácskozás ..."

    The title's name stands for it: that tells as much or more.
    """
    if not telling.days.certain or telling.sentence.line or telling.at == 0:
        return None
    behind = next(iter(telling.sentences[telling.at + 1 :]), None)
    if behind is None or behind.days or len(behind.words) < 2:
        return None
    first = behind.words[0].low in _THE
    name = next((one for one in behind.names if first and one.at == 1 and not one.foreign), None)
    return name and next(iter(telling.sentences[0].names), None if name.general else name)


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
    near = chain(telling.right_before(NEAR), reversed(telling.meant(0)))
    another_time = _TIME.search(telling.sentence.text.lower())
    return next((name for name in near if name.telling or another_time), None)


def _is_kin(name: Name, other: Name, *, in_title: bool) -> bool:
    """Whether "konferencia" is the Klaszterkonferencia told before; the title's says it in full."""
    if not name.series or not other.series or len(other.series) < len(name.series):
        return False
    told = name.series.rsplit(" ", 1)[-1] if in_title else name.series
    return other.series.endswith(told)


def _refers_to_another(sentence: Sentence, name: Name) -> bool:
    return any(word.low in _ANOTHER for word in sentence.words[max(0, name.at - 3) : name.at])
