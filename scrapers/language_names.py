"""What languages are called in themselves, in English and in Hungarian, as Babel has it.

To tell three names Babel loads all that it knows of three languages, megabytes each. They are kept
in ``language_names.toml``, which ``docs/names.py`` writes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scrapers.folding import fold

FILE = Path(__file__).with_suffix(".toml")


def names_of_language(code: str) -> frozenset[str]:
    """What the language with this code of two letters is called, folded; nothing of none."""
    return _names().get(code, frozenset())


@cache
def _names() -> Mapping[str, frozenset[str]]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {code: frozenset(map(fold, names)) for code, names in told.items()}


def language_names_by_babel(code: str) -> list[str]:
    """What Babel has of them, each once."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except UnknownLocaleError:
        return []
    names = (locale.get_language_name(spoken) for spoken in (code, "en", "hu"))
    return [*dict.fromkeys(name.lower() for name in names if name)]
