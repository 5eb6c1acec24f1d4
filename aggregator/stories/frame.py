"""The frame of a text: what stands around the news on a page and tells none of it.

Bylines, datelines, captions, headings, buttons, credits, what announces the text that follows, and
what calls upon the reader.
"""

from __future__ import annotations

import re

from aggregator.stories.crediting import credits
from aggregator.stories.facts import is_calendar_word
from aggregator.stories.tokens import Token, tokenize

WORDS = 4  # of a sentence that tells something
COMMON = 2  # words of it that are neither names nor numbers
CREDIT = 12  # words with which a credit says nothing else

_SENTENCE_END = re.compile(r"[.!?…][\"”’»“)\]]*\Z")
_LABEL = re.compile(
    r"\W{0,3}(?:\w+\s){0,2}?(?:szerz|írta|szöveg|szerk|tudósít|fordít|fot|kép|felvétel|videó|illusztr|borító"
    r"|forrás|közzét|frissít|módosít|feltölt|címk|kulcssz|kategór|rovat|kapcsolód|megoszt|ajánl"
    r"|author|text|photo|picture|image|source|tag|related|posted|updated|autor|bild|quelle|zdroj)"
    r"\w*(?:\s\w+){0,3}\s?:",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:kövess|iratkozz|lájkol|kattints|osszd?\s(?:meg|tovább)|ossza\s(?:meg|tovább)"
    r"|olvass(?:a|on|d)?\s(?:tovább|el)|csatlakozz\w*\s\w+\s(?:csoport|oldal)|tetszett\sa\s(?:cikk|hír)"
    r"|minden\sjog|(?:cikk|írás|hír)\w*\s(?:a\shirdetés|folytatód)|további\s(?:hírek|cikkek)"
    r"|follow\sus|subscribe|share\sthis|read\smore|click\shere|all\srights)",
    re.IGNORECASE,
)
# "amelyet változtatás nélkül közlünk"
_UNCHANGED = re.compile(
    r"\b(?:változtatás\snélkül|változatlan|(?:teljes|egész)\sterjedelm|szó\sszerint|verbatim|in\sfull"
    r"|alábbi\s(?:cikk|hír|írás|közlemény|anyag))",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\bköz(?:öl|l[iüöé]|re(?:ad\w*)?\b|zét)|\b(?:publish|reproduc|reprint)", re.IGNORECASE
)
# A line that is no sentence and tells something all the same.
_NOTICE = re.compile(
    r"\W{0,3}(?:időpont|helyszín|határidő|jelentkez|regisztrác|részvétel|belép|díj"
    r"|date|time|venue|deadline|registration|admission)\w*(?:\s\w+){0,3}\s?:",
    re.IGNORECASE,
)


def is_frame(sentence: str, own: int) -> bool:
    """Whether a sentence or line only frames a text.

    ``own`` is how many of its words are its own; a credit of few words says nothing else.
    """
    if _NOTICE.match(sentence):
        return False
    if not _SENTENCE_END.search(sentence) or not _is_prose(sentence):
        return True
    if _LABEL.match(sentence) or _CALL.search(sentence):
        return True
    if _UNCHANGED.search(sentence) and _PUBLISHED.search(sentence):
        return True
    return own < CREDIT and bool(credits(sentence, ()))


def _is_prose(sentence: str) -> bool:
    tokens = tokenize(sentence)
    return len(tokens) >= WORDS and sum(_is_common(sentence, token) for token in tokens) >= COMMON


def _is_common(sentence: str, token: Token) -> bool:
    first = sentence[token.start]
    return (
        first.isalpha()
        and not first.isupper()
        and len(token.form) > 2
        and not is_calendar_word(token.form)
    )
