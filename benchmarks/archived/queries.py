"""What people look for: kinds of queries, each with the same weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archived.lexicon import lexicon, name
from scrapers.folding import fold

MIX: Mapping[str, tuple[str, ...]] = {
    "a name": ("{name}",),
    "a rare word": ("{rare}",),
    "a middling word": ("{middling}",),
    "a common word": ("pályázatok", "innovációs", "támogatást", "konferencián", "fejlesztés"),
    "a word of half of all": ("klaszter", "klaszterek"),
    "a function word": ("és", "hogy", "the"),
    "two words, rare": ("{rare} {middling}", "klaszter {rare}"),
    "two words, common": ("pályázat klaszter", "innováció támogatás", "kutatás egyetem"),
    "two middling words": ("{middling} {other}",),
    "three words": ("pályázat klaszter innováció", "klaszter {middling} {other}"),
    "a phrase": ('"nyílt innováció"', '"ipari park"', '"vissza nem térítendő"', "kis-"),
    "a phrase of common words": ('"a klaszter tagjai"', '"az Európai Unió"', '"és a"'),
    "a phrase that is nowhere": ('"klaszter pályázat innováció"', '"támogatás és innováció a"'),
    "a prefix of 2 letters": ("kl*", "in*", "me*", "ba*"),
    "a prefix of 3 letters": ("kla*", "pál*", "inn*", "ker*"),
    "a prefix of 5 letters": ("klasz*", "pályá*", "innov*", "hidro*"),
    "without a word": ("klaszter -pályázat", "{middling} -klaszter", "innováció -a"),
    "nothing but without": ("-klaszter", "-pályázat -innováció"),
    "word and source": ("klaszter source:source-{source}", "{middling} source:source-{source}"),
    "word and host": ("pályázat source:{host}",),
    "word and language": ("klaszter language:hu", "{middling} language:en", "klaszter language:de"),
    "word and days": (
        "klaszter from:2021-06 to:2021-08",
        "{middling} from:2015 to:2018",
        "pályázat from:30d",
        "innováció to:2012",
    ),
    "word and kind": ("klaszter kind:call", "{middling} kind:event"),
    "word and sector": ("klaszter sector:faipar", "pályázat sector:energia country:sk"),
    "word and event": ("klaszter event:2021-06", "{rare} event:2024"),
    "word and credit": ("pályázat credit:source-{source}", "klaszter credit:source-{source}"),
    "source only": ("source:source-{source}",),
    "language only": ("language:sk", "language:hu"),
    "kind only": ("kind:event", "kind:news"),
    "days only": ("from:2021-06 to:2021-06", "to:2012", "from:7d"),
    "event days only": ("event:2021-06", "event:2024-03-15"),
    "event by name": ("event:konferencia", "event:expó", "klaszter event:fórum"),
    "credit only": ("credit:source-{source}", "credit:{name}"),
    "several filters": ("source:source-{source} language:hu kind:call from:2020",),
    "nothing at all": ("",),
    "a word that is nowhere": ("qzvabcde", "pályqzatx", "xyzgjkl klaszter"),
    "a mistyped word": ("klazster", "pájlyázat", "inovácio", "{mistyped}", "támogtaás {middling}"),
}
SETS = 4
"""How often each kind is filled with other words."""


class Asked(NamedTuple):
    """A query and its kind."""

    kind: str
    text: str


def queries() -> list[Asked]:
    """All queries of the mix, each once; the same for every archive."""
    told = (Asked(kind, text) for kind, texts in MIX.items() for text in _filled(texts))
    return list(dict.fromkeys(told))


def _filled(templates: tuple[str, ...]) -> Iterator[str]:
    words = lexicon("hu").lemmas
    for number in range(SETS):
        rare = words[8_000 + 1_000 * number]
        told = {
            "name": name(2_000 + 3_000 * number),
            "rare": rare,
            "middling": words[100 + 150 * number],
            "other": words[60 + 100 * number],
            "mistyped": rare[:1] + rare[2] + rare[1] + rare[3:],
            "source": (1, 7, 30, 90)[number % 4],
            "host": f"{fold(name(number + 1))}-{number + 1}.example.hu",
        }
        for template in templates:
            yield template.format(**told)
