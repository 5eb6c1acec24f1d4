"""What sites call the sections where their news is, in the languages of the region."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import unquote, urlsplit

Section = Literal["news", "press", "blog", "events"]

_NAMES: dict[Section, str] = {
    # Hungarian, English, German, Slovak and Czech, Romanian, Serbian and Croatian
    "news": """
        hírek, hír, híreink, friss hírek, legfrissebb hírek, legfrissebb, hírarchívum, hírfolyam, hírlista,
        aktuális, aktualitások, aktualitásaink, aktuális hírek, aktuáliáink, újdonságok, újdonságaink,
        hírek és események, hírek események, cikkek, klaszterhírek, klaszter hírek, hírportál, közlemények,
        news, latest news, our news, all news, news and events, news events, newsroom, news archive,
        latest, updates, what's new, articles, stories, insights, actualities,
        aktuelles, aktuell, neuigkeiten, nachrichten, meldungen, neues, news und termine, beiträge,
        aktuality, aktualne, aktuálne, aktuálně, novinky, správy, spravodajstvo, zprávy, zpravodajství,
        čo je nové, co je nového, články,
        știri, noutăți, actualități, ultimele știri, noutati si evenimente, articole, anunțuri,
        vesti, vijesti, novosti, aktuelnosti, aktuelno, aktualnosti, najnovije, novice, aktualno,
        вести, новости, актуелно, новини, aktualności, wiadomości
    """,
    "press": """
        sajtó, sajtószoba, sajtóhírek, sajtóközlemények, sajtóközlemény, sajtóanyagok, sajtómegjelenések,
        média, médiamegjelenések, rólunk írták, a sajtóban,
        press, press room, pressroom, press releases, press release, media, media centre, media center,
        media room, in the media,
        presse, pressemitteilungen, pressebereich, presseinformationen, medien, medieninformationen,
        tlač, tlačové správy, pre médiá, médiá, napísali o nás, tiskové zprávy, pro média, tisk,
        presă, comunicate de presă, comunicate, mass media,
        saopštenja, saopštenja za javnost, mediji, pres centar, za medije, priopćenja, саопштења, медији
    """,
    "blog": "blog, blogunk, bejegyzések, a blog, our blog, unser blog, náš blog, блог",
    "events": """
        események, eseményeink, eseménynaptár, rendezvények, rendezvényeink, programok, programjaink,
        konferenciák, esemény, események és rendezvények,
        events, our events, upcoming events, event calendar, conferences,
        veranstaltungen, termine, veranstaltungskalender,
        podujatia, udalosti, akcie, akce, události, kalendár akcií, kalendář akcí,
        evenimente, evenimentele noastre,
        događaji, dogadjaji, događanja, manifestacije, najave, dogodki, догађаји, wydarzenia
    """,
}
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
    """The last part of the path that has a section's name, and nothing but a number behind it."""
    path = unquote(urlsplit(address).path)
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
    return {fold(name): section for section, names in _NAMES.items() for name in names.split(",")}


def fold(text: str) -> str:
    """Words alone: without case, accents and signs, one space between them."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d").replace("ł", "l"))
    letters = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", letters))
