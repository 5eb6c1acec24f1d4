"""Whether a text is in one of the languages it should be in. Pure.

No more than that is asked, so function words do: a running text of a language is a tenth or more
made of its few commonest words, and one of another has hardly any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LEAST_WORDS = 60
"""Words below which a text says nothing about its language."""
LEAST_SHARE = 0.05
"""The share of words that must be among a language's commonest ones."""

_COMMON = {
    "hu": "a az és hogy nem is egy meg csak már még de ha mint vagy volt lesz el ki be fel van ez azt "
    "ezt ami amely aki ahol között után alatt szerint által illetve valamint során is",
    "en": "the of and to in a is that for it as with on by are was at from be this have or an not "
    "which will has we our their its were been can more",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es "
    "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum",
    "sk": "a v na sa je že s z o do k pre ktoré ktorý ktorá ako aj za po ktorých ich od pri alebo sú "
    "bol bola bolo boli však len už tak ale by so vo zo",
    "cs": "a v na se je že s z o do k pro které který která jako i za po kterých jejich od při nebo "
    "jsou byl byla bylo byli však jen již tak ale by ve ze",
    "ro": "de și în la cu pe a care din pentru un o nu este ce mai au fost prin sau se ca al ale "
    "lor să între după iar sunt va până",
    "sr": "i u je da se na za su od sa o koji koja koje kao iz do ne što će bi po ili ali i nije "
    "ovo и у је да се на за су од са о који која које као из до не што ће би по или али",
    "hr": "i u je da se na za su od s o koji koja koje kao iz do ne što će bi po ili ali nije te",
    "sl": "in v je da se na za so od z o ki kot iz do ne bo bi po ali pa tudi ter pri še",
    "pl": "i w na z do się nie że o jest to za po od dla oraz jak przez są był była były a przy",
    "uk": "і в на з що не до та у за як для про від це є або при його їх також",
    "fr": "de la le et les des en un une du que est dans pour qui au sur par plus ne pas avec sont",
    "it": "di e il la che in a un per è una sono del della con non da si le dei al più anche",
    "es": "de la que el en y a los se del las un por con no una para es al lo como más su",
}


def speaks(text: str, languages: Iterable[str]) -> bool | None:
    """Whether ``text`` is in one of ``languages`` (two-letter codes).

    ``None`` where it is too short to say, or a language is not known here.
    """
    wanted = list(languages)
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < LEAST_WORDS or not wanted or any(one not in _COMMON for one in wanted):
        return None
    return any(_share(words, language) >= LEAST_SHARE for language in wanted)


def _share(words: Sequence[str], language: str) -> float:
    """How much of the text the commonest words are; a language that fits better takes all."""
    shares = {
        one: sum(word in common for word in words) / len(words)
        for one, common in ((code, set(told.split())) for code, told in _COMMON.items())
    }
    return shares[language] if shares[language] >= 0.6 * max(shares.values()) else 0.0
