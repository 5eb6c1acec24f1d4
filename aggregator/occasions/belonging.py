"""Which words around a head belong to its event's name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.numerals import roman
from aggregator.occasions.editions import ROMAN
from aggregator.occasions.heads import Head
from aggregator.occasions.words import Vocabulary, Word

MOST_WORDS = 9
YEAR = re.compile(r"(?:19|20)\d\d")
_ADJECTIVE = re.compile(r"\w+(?:[iúűsóő]|dik|ulási)|[^\W\d_]+-[^\W\d_]+")
_UNDERIVED = frozenset(("online", "hibrid", "magyar", "roman", "gyors"))
# participles that say when, where or about what, and do not name: "a klaszterekről szóló"
_LINKS = re.compile(
    r"(?:szóló|lévő|levő|való|kerülő|kezdődő|zajló|folyó|érkező|járó|nyíló|tartó|tartandó"
    r"|rendezendő|megrendezendő|megtartandó|esedékes|váró|számító|szervező|rendező"
    r"|következő|közelgő|érintő)"
)
_INFINITIVE = re.compile(r"\w+[aeá]ni")
_CASE = re.compile(r"\w{3,}(?:b[ae]n|r[óő]l|t[óő]l|b[óő]l|n[ae]k|h[oeö]z|[vdlmn][ae]l|[uü]nk|ként)")
_BESIDE = re.compile(r"[ \t\u00a0]*[„“”\"»«]?[ \t\u00a0]*|\s?[-–&]\s?")


def is_adjective(low: str) -> bool:
    """Whether a Hungarian word may tell what an event is like, by its ending."""
    return not _LINKS.fullmatch(low) and (low in _UNDERIVED or bool(_ADJECTIVE.fullmatch(low)))


def belongs(text: str, words: Sequence[Word], at: int, head: Head, known: Vocabulary) -> bool:
    """Whether ``words[at]``, right before a part of a name, is a part of it too."""
    word, following = words[at], words[at + 1]
    if not _BESIDE.fullmatch(text[word.end : following.start]) or word.text.isdigit():
        return False
    if word.low in known.joining - known.articles:
        return at > 0 and words[at - 1].capital and following.capital and word.text == word.low
    if word.low in known.qualities or known.is_predicate(word):
        return False
    if not head.foreign and _CASE.fullmatch(word.low):
        return word.capital and word.low.endswith("nk")
    if word.capital:
        return True
    if head.foreign:
        return len(word.low) > 2 and head.at - at <= 2
    return _small(word, at + 1 == head.at and head.possessed)


def stands_before_its_edition(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a name stands before its edition: "Clusters in Europe IV. conference"."""
    before = words[at - 1] if at else None
    return before is not None and before.capital and text[before.end : words[at].start] == " "


def trimmed(words: Sequence[Word], begin: int, head: Head, known: Vocabulary) -> int:
    """A name begins with no joining word, and abroad with a capital letter."""
    while begin < head.at and (
        words[begin].low in known.joining
        or (head.foreign and not words[begin].capital and words[begin].text.isalpha())
    ):
        begin += 1
    return begin


def end_of(
    text: str,
    words: Sequence[Word],
    head: Head,
    barred: frozenset[int],
    known: Vocabulary,
) -> tuple[int, int | None]:
    """Where a name ends, and the edition told behind it: "Klub V", "Expo 2022"."""
    end = head.at + 1
    if head.case or head.shown != head.base:
        return end, None
    if head.foreign:
        end = _rest(text, words, end, barred, known)
    if end < len(words) and end not in barred and words[end - 1].capital:
        gap = text[words[end - 1].end : words[end].start]
        if gap == " " and ROMAN.fullmatch(words[end].text):
            return end + 1, roman(words[end].low)
        if gap in (" ", " '", " ’") and YEAR.fullmatch(words[end].text):
            return end + 1, None
    return end, None


def _small(word: Word, possessed: bool) -> bool:
    """Whether a word in small letters belongs to the name behind it: an adjective, an owner."""
    if _INFINITIVE.fullmatch(word.low):
        return False
    return is_adjective(word.low) or (
        possessed and len(word.low) > 3 and not _LINKS.fullmatch(word.low)
    )


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
