"""The names of months and days in many languages, as Babel has them.

To tell these few names Babel loads all that it knows of a language: a third of a second and 47 MB
for those that dates are looked for in. Their names are kept in ``names.toml``, which
``docs/names.py`` writes; only for those of other languages Babel is asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

Names = Mapping[str, Sequence[str]]
"""By kind, *month* and *weekday*, the names of each, from January and from Monday on; several of
one, full and short ones, are separated by spaces."""

FILE = Path(__file__).with_name("names.toml")
_KINDS = {"month": "months", "weekday": "days"}
_LOCALES = {"sr": ("sr", "sr_Latn"), "bs": ("bs", "sr_Latn"), "sh": ("sr_Latn",)}


@cache
def kept() -> Mapping[str, Names]:
    """Those that are kept, by language."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def names_of(language: str) -> Names:
    """Those of a language by its code; none of one that nobody knows."""
    return kept().get(language) or told_by_babel(language)


def told_by_babel(language: str) -> Names:
    """Those of a language as Babel has them, in all of its scripts."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, list[dict[str, None]]] = {}
    for name in _LOCALES.get(language, (language,)):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        for kind, attribute in _KINDS.items():
            told = found.setdefault(kind, [{} for _ in range(12 if kind == "month" else 7)])
            for number, word in _words(getattr(locale, attribute), kind):
                told[number][word] = None
    return {kind: [" ".join(words) for words in told] for kind, told in found.items()}


def _words(
    told: Mapping[str, Mapping[str, Mapping[int, str]]], kind: str
) -> Iterator[tuple[int, str]]:
    """Each name with its place among its kind; those of several words are nobody's byline."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in told[context][width].items():
                word = name.lower().strip(".")
                is_initial = kind == "weekday" and len(name) == 1 and name.isascii()
                if word.split() == [word] and not is_initial:  # "V" is more than vasárnap
                    yield number - (kind == "month"), word
