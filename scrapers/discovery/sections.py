"""What sites call the sections where their news is, in the languages of the region."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from scrapers import folding

Section = Literal["news", "press", "blog", "events"]

_FILE = Path(__file__).with_suffix(".toml")

_WORTH: dict[Section, float] = {"news": 1.0, "press": 0.9, "blog": 0.85, "events": 0.75}
_LONGEST = 6
"""Words of a label beyond which it is the title of something."""


@dataclass(frozen=True, slots=True)
class Named:
    """A section that a link seems to lead to; ``worth`` (0 to 1) says how surely."""

    section: Section
    worth: float


def section_of(label: str, address: str) -> Named | None:
    """The section that a link with this label leads to, by its words, else by its path."""
    by_label = _by_label(label)
    by_path = _by_path(address)
    if by_label and by_path:
        worth = min(1.0, max(by_label.worth, by_path.worth) + 0.1)
        return Named(by_label.section, worth)
    return by_label or by_path


def _by_label(label: str) -> Named | None:
    words = fold(label).split()
    if not 0 < len(words) <= _LONGEST:
        return None
    if whole := _names().get(" ".join(words)):
        return Named(whole, _WORTH[whole])
    found = {section for phrase in _runs(words) if (section := _names().get(phrase))}
    if not found:
        return None
    best = max(found, key=_WORTH.__getitem__)
    return Named(best, _WORTH[best] * (0.75 if len(words) <= 3 else 0.5))


def _by_path(address: str) -> Named | None:
    """The section that the last part of the path names, with nothing but a number behind it."""
    split = urlsplit(address)
    if re.search(r"\d", split.query):  # hirek.php?id=12 is an article
        return None
    path = unquote(split.path)
    parts = [part for part in path.split("/") if part and not part.isdigit()]
    if not parts:
        return None
    last = fold(re.sub(r"\.\w{2,5}$", "", parts[-1]).replace("-", " ").replace("_", " "))
    section = _names().get(last) or _names().get(re.sub(r"^\d+ ", "", last))
    return Named(section, _WORTH[section] * 0.7) if section else None


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


@cache
def _names() -> dict[str, Section]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        fold(name): section
        for section in _WORTH
        for names in told[section].values()
        for name in names
    }


def fold(text: str) -> str:
    """Words alone: without case, accents and signs, one space between them."""
    return " ".join(re.findall(r"\w+", folding.fold(text).replace("đ", "d").replace("ł", "l")))
