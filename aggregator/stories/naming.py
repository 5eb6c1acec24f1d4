"""Naming: how a name is read out of the words beside a phrase, where nobody known is named.

In Hungarian institutions have an article and people have none: "írja a Hírmondó", "írja Kovács
Béla". Elsewhere a name is what goes on in capital letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from aggregator.stories.known import Name
from aggregator.stories.suffixes import Case, base, case_of, is_subject

LONGEST = 8  # words of a name
YEAR = 4  # digits of a year
_WORD = re.compile(r"[^\s,;:!?()\[\]„”“\"»«|]+")
_QUOTED = re.compile(r"[„“\"»«]([^„”“\"»«\n]{2,60})[”“\"»«]")
_ARTICLE = re.compile(r"(?<![\w-])[Aa]z?\s+(?=\S)")
# What may stand between capital letters in a name.
_JOINING = re.compile(r"(?:és|of|for|the|and|in|&|der|die|das|des|für|und|de|du|la|a|i|și)")
# What may stand before a name and is none: articles, and what a publication is.
_BEFORE = re.compile(
    r"(?:the|an|a|die|das|der|dem|den|des|vom|la|le|je|o|tom|to|pe|de|din|lui|agentúra"
    r"|agentura|agentúry|agentury|agentúre|agentuře|denník|deník|denníka|deníku|portál"
    r"|portálu|portal|portala|portalul|server|servera|serveru|web|webu|týždenník|týdeník"
    r"|magazín|magazine|newspaper|news|agency|daily|weekly|website|site|ziarul|agenția"
    r"|agentia|site-ul|postul|cotidianul|publicația|revista|agencija|agencije|dnevni|list"
    r"|lista|televizija|televízia|televize|radio|rádio|spravodajský|zpravodajský"
    r"|spravodajská|tlačová|tisková|tlačovou|televiziju|nachrichtenagentur|tageszeitung"
    r"|агенција|лист|портал)"
)
# Where a Slavic or Romanian name ends that goes on in small letters.
_BEYOND = re.compile(
    r"(?:na|v|vo|ve|u|o|od|do|s|so|z|zo|ze|k|ku|pri|při|po|pre|pro|cez|že|da|koji|koja|který"
    r"|která|ktorý|ktorá|dnes|včera|danas|juče|je|sú|jsou|su|sa|se|în|pe|la|cu|din|prin|că"
    r"|care|astăzi|ieri|joi|pentru|što|kako)"
)
_ADJECTIVE = ("i", "ott", "ett", "ó", "ő")  # "a szerdai közlemény" names nobody
_TIME = re.compile(
    r"(?:hétfő|kedd|szerd|csütört|péntek|szombat|vasárnap|ma\b|tegnap|dél|este|reggel|\d)"
)
# Where something is written, and not who writes.
_PLACE = re.compile(r"(?:facebook|twitter|linkedin|instagram|youtube|tiktok)", re.IGNORECASE)


_PRINT = re.compile(
    r"(?:web|internetes|hír)?(?:honlap|oldal|portál|lap|hasáb|szám|blog|hírlevel|felület|kiadás)\w*n\b",
    re.IGNORECASE,
)


class _Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def is_proper(self) -> bool:
        """Whether it begins as a name does: with a capital letter or a digit."""
        if self.text.isdigit():
            return len(self.text) < YEAR  # "24" may be a paper
        return self.text[0].isdigit() or any(letter.isupper() for letter in self.text[:2])


def behind_article(text: str, start: int, end: int) -> Name | None:
    """Who does something in a Hungarian clause: the first noun with an article and no suffix."""
    for article in _ARTICLE.finditer(text, start, end):
        name = _noun(text, article.end(), end)
        if name and name.who and is_subject(name.who.split()[-1]) and not _PLACE.match(name.who):
            return name
    return None


def listener(text: str, start: int, end: int, case: Case) -> Name | None:
    """To whom or with whom somebody speaks: a proper name with an article and that suffix."""
    for article in _ARTICLE.finditer(text, start, end):
        words = _up_to(_proper(_words(text, article.end(), end)), case)
        if words:
            return _name(words, case)
    first = _proper(_words(text, start, end)[:2])
    # without an article it may be an office, but not a person of two names
    if case == "from" and len(first) == 1 and case_of(first[0].text, case):
        return _name(first, case)
    return None


def right_before(text: str, start: int, end: int, *, common: bool = False) -> Name | None:
    """A proper name with an article at the end of a Hungarian clause: "a Hírmondó is", "… azt".

    ``common``: also a common noun right there ("a tárca közleménye").
    """
    for article in _ARTICLE.finditer(text, start, end):
        words = _proper(_words(text, article.end(), end))
        if not words or not is_subject(words[-1].text) or _PLACE.match(words[0].text):
            continue
        if len(_words(text, words[-1].end, end)) <= 1:
            return _name(words)
    articles = [*_ARTICLE.finditer(text, start, end)] if common else []
    nouns = _words(text, articles[-1].end(), end) if articles else ()
    while nouns and nouns[-1].text.endswith(_ADJECTIVE):
        nouns = nouns[:-1]
    return _name(nouns) if 0 < len(nouns) <= 2 else None


def in_print(text: str, start: int, end: int) -> Name | None:
    """In what something can be read in Hungarian: "a Napló honlapján", "a Hírmondóban"."""
    for article in _ARTICLE.finditer(text, start, end):
        words = _words(text, article.end(), end)
        proper = _proper(words)
        behind = [word for word in words if proper and word.start > proper[-1].end]
        if proper and _PLACE.match(proper[0].text):
            continue
        if any(_PRINT.match(word.text) for word in behind):
            return _name(proper)
        printed = _up_to(proper, "in")
        if printed:
            return _name(printed, "in")
    return None


def right_behind(text: str, start: int, end: int, *, inflected: bool = False) -> Name | None:
    """A name that begins a clause, perhaps behind articles and what a publication is.

    ``inflected``: a name that begins with a word in capitals goes on in small letters.
    """
    quoted = _QUOTED.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()))
    if quoted:
        return Name(quoted[1].strip(), *quoted.span(1))
    words = _words(text, start, end, ())
    while words and (
        _BEFORE.fullmatch(words[0].text) or words[0].text in ("The", "Die", "Das", "Der")
    ):
        words = words[1:]
    if not words or not words[0].is_proper or words[0].text.isdigit():
        return _right_behind_quoted(text, start, end)
    run = _run(words)
    if inflected and not run[-1].text.isupper():
        run = [*run, *_going_on(words[len(run) :])]
    return _name(run)


def _right_behind_quoted(text: str, start: int, end: int) -> Name | None:
    """ "denník „Hlas“": a name in marks behind one or two words of what it is."""
    quoted = _QUOTED.search(text, start, min(end, start + 30))
    return Name(quoted[1].strip(), *quoted.span(1)) if quoted else None


def _noun(text: str, start: int, end: int) -> Name | None:
    """The noun behind an article: a proper name, or some common words before the first adverb."""
    quoted = _QUOTED.match(text, start)
    if quoted:
        return Name(quoted[1].strip(), *quoted.span(1))
    words = _words(text, start, end)
    proper = _proper(words)
    if proper:
        # "a Hírmondóban Kiss Béla" is where, and then who
        last = next((at for at, word in enumerate(proper) if not is_subject(word.text)), None)
        return _name(proper if last is None else proper[: last + 1])
    common = _common(words)
    return _name(common) if common else None


def _common(words: Sequence[_Word]) -> Sequence[_Word]:
    """A common noun with its adjectives; none where they end before the noun."""
    for at, word in enumerate(words):
        behind = words[at + 1].text if at + 1 < len(words) else ""
        if not word.text[0].isalpha():
            return ()
        if not word.text.endswith(_ADJECTIVE) or not behind or _TIME.match(behind):
            return words[: at + 1]
    return ()


def _words(
    text: str, start: int, end: int, beyond: Collection[str] = ("a", "az")
) -> Sequence[_Word]:
    """The words from ``start`` on that no mark parts, up to one that is ``beyond`` a name."""
    found: list[_Word] = []
    for match in _WORD.finditer(text, start, end):
        apart = text[found[-1].end if found else start : match.start()].strip()
        word = match[0].rstrip(".")
        dated = apart == "." and found and found[-1].text.isdigit()
        if (
            (apart and not dated)
            or word in beyond
            or not word.strip("–—-")
            or len(found) == LONGEST
        ):
            break
        found.append(_Word(word, match.start(), match.start() + len(word)))
    return found


def _proper(words: Sequence[_Word]) -> Sequence[_Word]:
    """The proper name in these words, which one or two adjectives may precede."""
    first = next((at for at, word in enumerate(words[:3]) if word.is_proper), None)
    return _run(words[first:]) if first is not None else ()


def _up_to(words: Sequence[_Word], case: Case) -> Sequence[_Word]:
    """The words up to the first that has the suffix of ``case``; none if none has."""
    last = next((at for at, word in enumerate(words) if case_of(word.text, case)), None)
    return words[: last + 1] if last is not None else ()


def _run(words: Sequence[_Word]) -> Sequence[_Word]:
    """The leading words that are one name: in capitals, or joining two that are."""
    last = 0
    for at, word in enumerate(words):
        if word.is_proper:
            last = at
        elif not _JOINING.fullmatch(word.text) or at > last + 2:
            break
    return words[: last + 1]


def _going_on(words: Sequence[_Word]) -> Iterator[_Word]:
    for word in words:
        if _BEYOND.fullmatch(word.text) or not word.text[0].isalpha():
            return
        yield word


def _name(words: Sequence[_Word], case: Case | None = None) -> Name:
    said = " ".join(word.text for word in words)
    return Name(base(said, case), words[0].start, words[-1].end)
