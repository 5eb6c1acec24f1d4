"""What an event is called: the phrase around a word such as conference, club or meeting. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from aggregator.numerals import ordinal_word
from aggregator.occasions.belonging import (
    MOST_WORDS,
    belongs,
    end_of,
    is_adjective,
    stands_before_its_edition,
    trimmed,
)
from aggregator.occasions.editions import ROMAN, edition_before, is_edition
from aggregator.occasions.heads import Head, head_of
from aggregator.occasions.name import Name, cleaned, series_of
from aggregator.occasions.places import Town, towns_in
from aggregator.occasions.titled import titled_in
from aggregator.occasions.words import LANGUAGES, Vocabulary, Word, vocabulary, words_of
from scrapers.folding import fold

_THIS_YEAR_S = frozenset(("idei", "évi", "tavalyi"))
_APPOSED = (", a ", ", az ")


def names_in(
    text: str,
    words: Sequence[Word],
    taken: frozenset[int],
    towns: Iterable[Town],
    known: Vocabulary,
) -> tuple[Name, ...]:
    """The names of events in a sentence, in order; ``taken`` words belong to its dates.

    ``towns`` are those that it names. Of a common name and the proper one in apposition the latter
    is left.
    """
    barred = taken | {town.at for town in towns if town.how != "bare"}
    names = list(_names(text, words, taken, barred, known))
    covered = (one for one, other in pairwise(names) if other.at <= one.at < other.to)
    inside = {one for one in covered if one.vague}
    apposed = {one for one, other in pairwise(names) if _is_called(text, words, one, other)}
    return tuple(one for one in names if one not in inside | apposed)


def _names(
    text: str,
    words: Sequence[Word],
    taken: frozenset[int],
    barred: frozenset[int],
    known: Vocabulary,
) -> Iterator[Name]:
    titled = titled_in(text, words, barred)
    for at in range(len(words)):
        if at in taken or not (head := head_of(words, at, known)):
            continue
        if titled and titled.to <= at:
            yield titled
            titled = None
        elif not (titled and titled.at <= at < titled.to):
            yield _name(text, words, head, barred, known)


def _is_called(text: str, words: Sequence[Word], one: Name, other: Name) -> bool:
    """Whether a proper name tells what is meant: "éves találkozóját, a Klaszternapot"."""
    between = text[words[one.to - 1].end : words[other.at].start]
    alike = one.case[-1:] == other.case[-1:]
    return between in _APPOSED and alike and other.proper and not (one.proper or other.general)


def _name(
    text: str, words: Sequence[Word], head: Head, barred: frozenset[int], known: Vocabulary
) -> Name:
    begin, ordinal = _begin(text, words, head, barred, known)
    if ordinal is None or head.foreign:
        begin = trimmed(words, begin, head, known)
    end, behind = end_of(text, words, head, barred, known)
    own = [n for n in range(begin, head.at) if not is_edition(words[n], ordinal, known)]
    first = begin + 1 if own[:1] != [begin] and words[begin].text.isalpha() else begin
    if ROMAN.fullmatch(words[begin].text) or begin == head.at:
        first = begin
    owned = any((words[n].capital and n) or not is_adjective(words[n].low) for n in own)
    shown = head.shown if owned or not head.possessed else head.base
    behind_it = [word.text for word in words[head.at + 1 : end] if not ROMAN.fullmatch(word.text)]
    series = series_of(" ".join([*(words[n].text for n in own), head.base, *behind_it]))
    whole = text[words[first].start : words[head.at].start] + shown
    if end > head.at + 1:
        whole += text[words[head.at].end : words[end - 1].end]
    others = (*range(begin, head.at), *range(head.at + 1, end))
    proper = any(_is_proper(words, n) for n in others) or head.proper or len(words) == end - begin
    general = head.general and not proper and begin == head.at
    return Name(
        *(cleaned(whole), series, ordinal or behind, proper, general, head.foreign),
        *(begin, end, head.case),
    )


def _begin(
    text: str, words: Sequence[Word], head: Head, barred: frozenset[int], known: Vocabulary
) -> tuple[int, int | None]:
    """Where a name begins, and the edition told before it."""
    begin, ordinal = head.at, None
    while begin > 0 and head.at - begin < MOST_WORDS:
        before = begin - 1
        number = None if before in barred else edition_before(text, words, before, known)
        if number is None and (before in barred or not belongs(text, words, before, head, known)):
            break
        begin, ordinal = before, number or ordinal
        within = head.foreign and words[before].text.isupper()
        if number and not (within and stands_before_its_edition(text, words, before)):
            break
    if _is_owner_s(words, begin, head) or (begin and words[begin - 1].low in _THIS_YEAR_S):
        ordinal = None
    return begin, ordinal


def _is_owner_s(words: Sequence[Word], begin: int, head: Head) -> bool:
    """Whether an ordinal word begins an owner's name: "az Első Magyar Klaszter ülése"."""
    following = words[begin + 1] if begin + 1 < head.at else None
    alone = words[begin].capital and begin > 0 and words[begin].text.isalpha()
    return bool(head.possessed and following and following.capital and alone)


def _is_proper(words: Sequence[Word], at: int) -> bool:
    """A capital letter that is there for the name's sake, not the sentence's."""
    word = words[at]
    if not word.capital or ROMAN.fullmatch(word.text) or ordinal_word(fold(word.text)):
        return False
    return at > 0 or not is_adjective(word.low)


def named_as_a_whole(text: str) -> Name:
    """The name that a whole text is: its series and edition are those of the name inside it."""
    words = words_of(text)
    inside = names_in(text, words, frozenset(), towns_in(words), vocabulary(LANGUAGES))
    best = max(inside, key=lambda one: (one.ordinal is not None, one.telling), default=None)
    if best is None or not best.telling:
        return Name(cleaned(text), series_of(text), None, True, False, False, 0, len(words))
    return best._replace(text=cleaned(text), at=0, to=len(words))
