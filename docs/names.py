"""Writes scrapers/calendar/names.toml: the names of months and days that Babel has.

uv run python docs/names.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from scrapers.calendar.names import FILE, Names, told_by_babel

LANGUAGES = (
    *("hu", "en", "de", "sk", "cs", "ro", "sr", "hr", "sl", "pl", "fr", "es", "it", "nl", "pt"),
    *("da", "nb", "sv", "fi", "tr", "is", "bg", "uk", "ru", "bs", "mk", "ca", "et"),
    *("lv", "lt", "el", "sq", "az", "id", "ja", "zh", "ko"),
)
HEAD = """\
# The names of months from January, and of days from Monday, full and short, as Babel has them.
# Written by docs/names.py; words that Babel lacks belong into words.toml.
"""


def table(language: str, names: Names) -> Iterator[str]:
    """What is kept of one language."""
    yield f"\n[{language}]"
    for kind, told in names.items():
        yield f"{kind} = ["
        yield from (f"    {json.dumps(words, ensure_ascii=False)}," for words in told)
        yield "]"


def page() -> str:
    """All that is kept."""
    lines = (line for one in LANGUAGES for line in table(one, told_by_babel(one)))
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
