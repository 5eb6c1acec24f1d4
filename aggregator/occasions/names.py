"""What an event is called: the phrase around a word such as conference, club or meeting. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aggregator.numerals import ordinal_word, roman
from aggregator.occasions.editions import ROMAN, edition_before, is_edition
from aggregator.occasions.heads import Head, head_of
from aggregator.occasions.places import towns_in
from aggregator.occasions.words import LANGUAGES, Vocabulary, Word, vocabulary, words_of
from scrapers.folding import fold

MOST_WORDS = 9
_SMALL = re.compile(r"\w+(?:[iúűs]|dik|áló|ező|ító|ulási|tó)|[^\W\d_]+-[^\W\d_]+")
_INFINITIVE = re.compile(r"\w+[aeá]ni")
_CASE = re.compile(r"\w{3,}(?:b[ae]n|r[óő]l|t[óő]l|b[óő]l|n[ae]k|h[oeö]z|[vdlmn][ae]l|[uü]nk|ként)")
_THIS_YEAR_S = frozenset(("idei", "évi", "tavalyi"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"\s?['’]\d\d\b")
_BESIDE = re.compile(r"[ \t\u00a0]*[„“”\"»«]?[ \t\u00a0]*|\s?[-–&]\s?")
# „Zöld jövő” című konferencia: three to 120 letters between any two quotation marks
_TITLED = re.compile(
    r"[„“”\"»«]([^„“”\"»«\n]{3,120})[„“”\"»«],?\s{1,3}"
    r"(?:című|címmel|címen|elnevezésű|elnevezéssel|néven|nevű|mottóval|mottójú)\b"
)
_SIGNS = re.compile(r"[^\w\s-]+")


class Name(NamedTuple):
    """What an event is called, and the places of its first word and of the word behind its last.

    ``proper`` names have a capital letter of their own; ``general`` ones (rendezvény, event) only
    refer to an event told before. ``foreign`` ones are no Hungarian words. ``series`` is folded,
    without ordinal and year.
    """

    text: str
    series: str | None
    ordinal: int | None
    proper: bool
    general: bool
    foreign: bool
    at: int
    to: int

    @property
    def telling(self) -> bool:
        """Whether it tells one event from others."""
        return self.proper or (self.ordinal or 0) > (2 if self.foreign else 0)


def names_in(
    text: str, words: Sequence[Word], taken: frozenset[int], known: Vocabulary
) -> Iterator[Name]:
    """The names of events in a sentence, in order; ``taken`` words belong to its dates."""
    towns = {town.at for town in towns_in(words) if town.how != "bare"}
    barred = taken | towns
    titled = _titled(text, words)
    for at in range(len(words)):
        if at in taken or not (head := head_of(words, at, known)):
            continue
        if titled and titled.to <= at:
            yield titled
            titled = None
        elif not (titled and titled.at <= at < titled.to):
            yield _name(text, words, head, barred, known)


def _titled(text: str, words: Sequence[Word]) -> Name | None:
    found = _TITLED.search(text)
    if not found:
        return None
    inside = [n for n, word in enumerate(words) if found.start(1) <= word.start < found.end(1)]
    if not inside:
        return None
    title = " ".join(found[1].split())
    return Name(title, _series(title), None, True, False, False, inside[0], inside[-1] + 1)


def _name(
    text: str, words: Sequence[Word], head: Head, barred: frozenset[int], known: Vocabulary
) -> Name:
    begin, ordinal = head.at, None
    while begin > 0 and head.at - begin < MOST_WORDS:
        before = begin - 1
        if (number := edition_before(text, words, before, known)) and before not in barred:
            begin, ordinal = before, number
            if not (
                head.foreign and words[before].text.isupper() and _goes_on(text, words, before)
            ):
                break
            continue
        if before in barred or not _belongs(text, words, before, head, known):
            break
        begin = before
    if begin and words[begin - 1].low in _THIS_YEAR_S:
        ordinal = None
    if ordinal is None or head.foreign:
        begin = _trimmed(words, begin, head, known)
    end, behind = _behind(text, words, head, barred, known)
    owner = any(one.capital or not _SMALL.fullmatch(one.low) for one in words[begin : head.at])
    shown = head.base if head.possessed and not owner else head.shown
    whole = text[words[begin].start : words[head.at].start] + shown
    own = [word for word in words[begin : head.at] if not is_edition(word, ordinal, known)]
    behind_it = [word.text for word in words[head.at + 1 : end] if not ROMAN.fullmatch(word.text)]
    series = _series(" ".join([*(word.text for word in own), head.base, *behind_it]))
    if end > head.at + 1:
        whole += text[words[head.at].end : words[end - 1].end]
    others = (*range(begin, head.at), *range(head.at + 1, end))
    proper = any(_is_proper(words, n) for n in others) or head.proper or len(words) == end - begin
    general = head.general and not proper and begin == head.at
    shown_as = _clean(whole)
    return Name(shown_as, series, ordinal or behind, proper, general, head.foreign, begin, end)


def _belongs(text: str, words: Sequence[Word], at: int, head: Head, known: Vocabulary) -> bool:
    word, following = words[at], words[at + 1]
    if not _BESIDE.fullmatch(text[word.end : following.start]) or word.text.isdigit():
        return False
    if word.low in known.joining - known.articles:
        return at > 0 and words[at - 1].capital and following.capital and word.text == word.low
    if word.low in known.qualities or known.is_predicate(word):
        return False
    if not head.foreign and _CASE.fullmatch(word.low):
        return False
    if word.capital:
        return True
    if head.foreign:
        return len(word.low) > 2 and head.at - at <= 2
    return _small(word, at + 1 == head.at and head.possessed)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a name stands before its edition: "Clusters in Europe IV. conference"."""
    before = words[at - 1] if at else None
    return before is not None and before.capital and text[before.end : words[at].start] == " "


def _small(word: Word, possessed: bool) -> bool:
    """Whether a word in small letters belongs to the name behind it: an adjective, an owner."""
    if _INFINITIVE.fullmatch(word.low):
        return False
    return bool(_SMALL.fullmatch(word.low)) or (possessed and len(word.low) > 3)


def _trimmed(words: Sequence[Word], begin: int, head: Head, known: Vocabulary) -> int:
    """A name begins with no joining word, and abroad with a capital letter."""
    while begin < head.at and (
        words[begin].low in known.joining
        or (head.foreign and not words[begin].capital and words[begin].text.isalpha())
    ):
        begin += 1
    return begin


def _behind(
    text: str,
    words: Sequence[Word],
    head: Head,
    barred: frozenset[int],
    known: Vocabulary,
) -> tuple[int, int | None]:
    """Where a name ends, and the edition told behind it: "Klub V", "Expo 2022"."""
    end, ordinal = head.at + 1, None
    if head.inflected:
        return end, None
    if head.foreign:
        end = _rest(text, words, end, barred, known)
    if end < len(words) and end not in barred and words[end - 1].capital:
        gap = text[words[end - 1].end : words[end].start]
        if gap == " " and ROMAN.fullmatch(words[end].text):
            return end + 1, roman(words[end].low)
        if gap in (" ", " '", " ’") and _YEAR.fullmatch(words[end].text):
            return end + 1, None
    return end, ordinal


def _rest(
    text: str, words: Sequence[Word], end: int, barred: frozenset[int], known: Vocabulary
) -> int:
    """Where "Conference on Clusters in Transition" ends: names abroad go on behind the head."""
    at = end
    while at < min(len(words), end + MOST_WORDS):
        if at in barred or not _BESIDE.fullmatch(text[words[at - 1].end : words[at].start]):
            break
        if words[at].capital and not ROMAN.fullmatch(words[at].text):
            end = at + 1
        elif words[at].low not in known.joining - {"in"}:
            break
        at += 1
    return end


def _is_proper(words: Sequence[Word], at: int) -> bool:
    """A capital letter that is there for the name's sake, not the sentence's."""
    word = words[at]
    if not word.capital or ROMAN.fullmatch(word.text) or ordinal_word(fold(word.text)):
        return False
    return at > 0 or not _SMALL.fullmatch(word.low)


def _series(name: str) -> str | None:
    plain = _SIGNS.sub(" ", fold(_SHORT_YEAR.sub(" ", name)))
    kept = [word for word in plain.split() if not _YEAR.fullmatch(word)]
    return " ".join(kept) or None


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(' ,;:-–„“”"»«')


def named_as_a_whole(text: str) -> Name:
    """The name that a whole text is: its series and edition are those of the name inside it."""
    words = words_of(text)
    inside = names_in(text, words, frozenset(), vocabulary(LANGUAGES))
    best = max(inside, key=lambda one: (one.ordinal is not None, one.telling), default=None)
    if best is None or not best.telling:
        return Name(_clean(text), _series(text), None, True, False, False, 0, len(words))
    return best._replace(text=_clean(text), at=0, to=len(words))
