"""What a new source's file says, from what was seen of its site. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from scrapers import clean, urls
from scrapers.discovery.explore import Discovery
from scrapers.discovery.sections import fold
from scrapers.discovery.sight import Sight
from scrapers.source import Door

LANGUAGES = ("hu", "en", "de", "sk", "cs", "ro", "sr", "hr", "sl", "pl", "uk")
"""Languages in which news is read where those of a site are not known yet."""
_COUNTRIES = {
    **dict.fromkeys(("hu", "sk", "cz", "ro", "rs", "de", "at", "hr", "si", "pl", "ua", "eu")),
    "uk": "gb",
}
_HOME = (
    *("kezdolap", "fooldal", "nyitolap", "cimlap", "udvozoljuk", "home", "homepage", "welcome"),
    *("startseite", "uvod", "domov", "domu", "acasa", "pocetna", "naslovna", "index", "start"),
    *("willkommen", "vitajte", "vitejte", "bine ati venit", "dobrodosli"),
)
_GENERIC_LABELS = ("www", "en", "hu", "de", "sk", "ro", "web", "portal", "news", "hirek", "new")


def id_of(host: str, taken: Collection[str]) -> str:
    """A name for the file of the source at ``host`` that is not ``taken``: lower case, for ever."""
    labels = [label for label in host.split(".")[:-1] if label not in _GENERIC_LABELS]
    short = _plain(labels[0] if labels else host)
    whole = _plain(host)
    names = (short, whole, *(f"{whole}-{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)


def name_of(front: Sight | None, host: str) -> str:
    """What the site calls itself, by its own word or its title; ``host`` where it says nothing."""
    if front is None:
        return host
    parts = [clean.line(part) for part in re.split(r"(?:^|\s)[-–—|»:•]+\s", front.title)]
    telling = [part for part in parts if part and fold(part) not in _HOME]
    return front.name or next(iter(telling), host)


def languages_of(discovery: Discovery) -> tuple[str, ...]:
    """The languages of the site, the front page's first; Hungarian where it tells none."""
    front = discovery.front
    told = [front.language, *(link.label for link in front.twins)] if front else []
    told += [article.language or "" for one in discovery.found for article in one.articles]
    known = [one for one in dict.fromkeys(told) if re.fullmatch("[a-z]{2}", one)]
    return tuple(known) or ("hu",)


def country_of(host: str, languages: Sequence[str]) -> str | None:
    """The country that the host's top level names.

    Where it names none: ``None`` if Hungarian is among the languages, else *eu*, no single one.
    """
    top = host.rsplit(".", maxsplit=1)[-1]
    if top in _COUNTRIES and top != "eu":
        return _COUNTRIES[top] or top
    return None if "hu" in languages else "eu"


def source_file(
    name: str,
    home: str,
    aliases: Sequence[str],
    languages: Sequence[str],
    doors: Sequence[tuple[Door, str]],
    *,
    browser: bool = False,
) -> str:
    """The TOML of a source: ``doors`` each with why they were taken."""
    lines = _lines(name, home, aliases, languages, doors, browser=browser)
    return "".join(f"{line}\n" for line in lines)


def _lines(
    name: str,
    home: str,
    aliases: Sequence[str],
    languages: Sequence[str],
    doors: Sequence[tuple[Door, str]],
    *,
    browser: bool,
) -> Iterator[str]:
    yield f"name = {_text(name)}"
    yield f"organisation = {_text(name)}"
    yield f"home = {_text(home)}"
    if country := country_of(urls.host(home), languages):
        yield f"country = {_text(country)}"
    yield f"languages = [{', '.join(map(_text, languages))}]"
    if aliases:
        yield f"aliases = [{', '.join(map(_text, aliases))}]"
    if browser:
        yield "browser = true"
    for door, why in doors:
        yield ""
        yield f"# {clean.line(why)}"
        yield "[[door]]"
        for key, value in door.model_dump(exclude_none=True).items():
            yield f"{key} = {_text(value)}"


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are among TOML's."""
    return json.dumps(clean.line(value), ensure_ascii=False)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "source"
