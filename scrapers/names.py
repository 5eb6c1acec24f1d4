"""Names of people in what a page tells of its authors: split, without labels and roles. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers import clean
from scrapers.agency import agency_of

_LONGEST = 80
"""Characters of a name; what is longer is a sentence."""
_MOST = 30
"""Names that one text may tell."""
_READ = 1_000
"""Characters that are looked at: nobody lists more authors."""

_WRITTEN = (
    r"szerzők?|írta|szöveg|készítette|összeállította|lejegyezte|szerkesztette|"
    r"authors?|written by|words by|story by|reported by|text by|report by|"
    r"autor(?:in|en|innen|ka|i|zy|ul|a|es)?|verfasst von|geschrieben von|verfasser(?:in)?|text|"
    r"napísal[ai]?|napsal[ai]?|pripravil[ai]?|připravil[ai]?|spracoval[ai]?|zpracoval[ai]?|"
    r"scris de|text de|piše|pišu|napisa[ol]a?|tekst|auteurs?|autore|autori|yazar|redakcja"
)
_BY = r"by|von|por|par|di|de|door|af|av|przez"
_NAMED = rf"(?:{_WRITTEN})(?:\s?/\s?\w{{1,15}})?\s?:"
_LABEL = re.compile(
    rf"(?:{_NAMED}|(?:written |posted |published )?(?:{_BY})(?:\s?:|\s))\s?", re.IGNORECASE
)
_SIGNED = re.compile(rf"(?:{_NAMED}|(?:írta|napísala?|napsala?|piše|scris de)\s)\s?", re.IGNORECASE)
_WITHIN = re.compile(rf"(?:^|[\s|•·,;.])(?:{_NAMED})\s?", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{_WRITTEN}|{_BY})\s?:?", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"(?:illusztráció|grafika?|grafik|video|videó|forrás|quelle|source|zdroj|sursa|izvor|bron|"
    r"fordította|translated by)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:fot[oóòo]\w{0,6}|photos?|pictures?|images?|bild(?:er)?|képe?k?|snímk[ay]|slika|credits?|"
    r"copyright)\b|[©®]",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\S{1,64}@\S{1,190}")
_PARENTHESIS = re.compile(r"\s?[(\[][^()\[\]]{0,60}[)\]]")
_BETWEEN = re.compile(r"\s?[;|•·,]\s?|\s[–—-]\s")
_AND = re.compile(
    r"\s(?:and|und|és|a|i|și|şi|et|y|e|og|och|ja|ve|и|oraz|&|\+)\s|\s?/\s?", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\b(?:kft|zrt|nyrt|bt|gmbh|ag|ltd|inc|llc|e\. ?v|s\. ?r\. ?o|srl|d\.? ?o\.? ?o)\.?$",
    re.IGNORECASE,
)
_PARTICLES = {
    *("von", "van", "de", "der", "den", "di", "da", "del", "della", "dos", "du", "la", "le", "zu"),
    *("ten", "ter", "bin", "al", "el", "ben", "y", "dr.", "ifj.", "id.", "özv.", "prof.", "mgr."),
    *("ing.", "doc.", "phd", "vitéz", "né", "jr.", "d'", "af", "av", "zur", "vom"),
}
_SIGNS = re.compile(r"[\d!?:…/\\]")
_NO_NAME = re.compile(
    r"\b(?:reporters?|editors?|writers?|correspondents?|director|staff|news|newsroom|photo|live|"
    r"size|share|read|follow|copyright|min(?:utes?)?|redaktion|redakteur(?:in)?|redakce|redakcia|"
    r"redac[tțţ]ia|szerkesztő(?:ség)?|főszerkesztő|újságíró|munkatárs|korrespondent(?:in)?|twitter|"
    r"facebook|linkedin|instagram|email|google|scholar|kommentare?|hirdetés)\b",
    re.IGNORECASE,
)
_NOBODY = {
    *("admin", "administrator", "webmaster", "superuser", "super user", "rendszergazda", "guest"),
    *("adminisztrátor", "administrátor", "webmester", "szerkesztő", "editor", "moderátor"),
    *("unknown", "anonymous", "none", "null", "n/a", "user", "root", "redactor", "author"),
}


def names_in(told: str) -> tuple[str, ...]:
    """The names that a text tells as authors ("Szerző: Kis Anna és Nagy Pál (np)"), in order."""
    text = _EMAIL.sub(" ", clean.line(told[:_READ]))
    if "://" in text or _others(text):
        return ()
    text = _PARENTHESIS.sub("", bylined(text) or text)
    parts = [part for part in _BETWEEN.split(text) if part and not _others(part)]
    whole = [one for part in parts for one in _each(part)][:_MOST]
    # behind the first name come roles and places as well: only whole names count there
    names = [one for at, one in enumerate(whole) if is_name(one) or (at == 0 and _may_be(one))]
    return tuple(dict.fromkeys(_once(name.strip(" ,:")) for name in names))


def is_name(text: str) -> bool:
    """Whether a text is made like a person's name: two to five words with capitals."""
    words = text.split()
    if not 1 < len(words) <= 5 or len(text) > _LONGEST or not _may_be(text):
        return False
    if _SIGNS.search(text) or _NO_NAME.search(text):
        return False
    return all(word[0].isupper() or word.casefold() in _PARTICLES for word in words) and (
        words[-1][0].isupper() or not words[-1][0].isascii()
    )


def signed(line: str) -> str | None:
    """What a line says behind a label such as "Szerző:"; ``None`` where it has none."""
    found = _SIGNED.match(line)
    return line[found.end() :] if found else None


def signed_behind(line: str) -> str | None:
    """As ``signed``, where something else stands before the label: "június 4. Szerző: Kis Anna"."""
    found = _WITHIN.search(line)
    return line[found.end() :] if found else None


def bylined(line: str) -> str | None:
    """As ``signed``, with labels that are no more than a word ("Von", "By") as well."""
    found = _LABEL.match(line)
    return line[found.end() :] if found else None


def of_a_picture(text: str) -> bool:
    """Whether a text tells who took a picture, not who wrote a text."""
    return bool(_PICTURE.search(text))


def is_label(line: str) -> bool:
    """Whether a line is nothing but such a label."""
    return bool(_ALONE.fullmatch(line))


def _each(part: str) -> Iterator[str]:
    """The names that are joined by a word; a single word on either side joins nothing."""
    sides = [] if _COMPANY.search(part) else [side for side in _AND.split(part) if side]
    if len(sides) > 1 and all(is_name(side) or agency_of(side) for side in sides):
        yield from sides
    else:
        yield part


def _others(text: str) -> bool:
    """Whether a text begins by saying that what follows is no author."""
    return bool(_OTHER_LABEL.match(text) or _PICTURE.match(text))


def _once(name: str) -> str:
    """A name that is told twice in a row, by an image's description and by itself."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if words[:half] == words[half:] else name


def _may_be(name: str) -> bool:
    if len(name) > _LONGEST or name.casefold() in _NOBODY:
        return False
    return sum(letter.isalpha() for letter in name) > 1
