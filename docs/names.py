"""Writes the names that Babel has: of months and days, and of languages.

uv run python docs/names.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from string import ascii_lowercase

from scrapers import language_names
from scrapers.calendar import names

LANGUAGES = (
    *("hu", "en", "de", "sk", "cs", "ro", "sr", "hr", "sl", "pl", "fr", "es", "it", "nl", "pt"),
    *("da", "nb", "sv", "fi", "tr", "is", "bg", "uk", "ru", "bs", "mk", "ca", "et"),
    *("lv", "lt", "el", "sq", "az", "id", "ja", "zh", "ko"),
)
DAYS = """\
# The names of months from January, and of days from Monday, full and short, as Babel has them.
# Written by docs/names.py; words that Babel lacks belong into words.toml.
"""
CALLED = """\
# What languages are called in themselves, in English and in Hungarian, as Babel has it.
# Written by docs/names.py.

"""


def days() -> str:
    """The names of months and days."""
    lines = (line for one in LANGUAGES for line in table(one, names.told_by_babel(one)))
    return DAYS + "\n".join(lines) + "\n"


def table(language: str, told: names.Names) -> Iterator[str]:
    """Those of one language."""
    yield f"\n[{language}]"
    for kind, each in told.items():
        yield f"{kind} = ["
        yield from (f"    {written(words)}," for words in each)
        yield "]"


def languages() -> str:
    """The names of languages."""
    codes = map("".join, product(ascii_lowercase, repeat=2))
    called = ((code, language_names.language_names_by_babel(code)) for code in codes)
    return CALLED + "".join(f"{code} = {written(each)}\n" for code, each in called if each)


def written(value: str | list[str]) -> str:
    """A text, or some, as TOML has them."""
    return json.dumps(value, ensure_ascii=False)


PAGES: Mapping[Path, str] = {names.FILE: days(), language_names.FILE: languages()}

if __name__ == "__main__":
    for file, page in PAGES.items():
        file.write_text(page, encoding="utf-8")
