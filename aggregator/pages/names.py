"""What sectors, countries, languages, kinds of files and states are called in a language. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale

from aggregator.pages.catalogue import texts
from aggregator.pages.figures import day
from aggregator.pages.msgid import msgid
from aggregator.pages.view import Group, SourceLine, State

SECTORS: Mapping[str, str] = {
    "automotive": msgid("automotive"),
    "biomass": msgid("biomass"),
    "business services": msgid("business services"),
    "chamber of commerce": msgid("chamber of commerce"),
    "cluster labels": msgid("cluster labels"),
    "cluster policy": msgid("cluster policy"),
    "construction": msgid("construction"),
    "creative industries": msgid("creative industries"),
    "e-government": msgid("e-government"),
    "energy": msgid("energy"),
    "environment": msgid("environment"),
    "EU programme": msgid("EU programme"),
    "food": msgid("food"),
    "furniture": msgid("furniture"),
    "government": msgid("government"),
    "health tourism": msgid("health tourism"),
    "health": msgid("health"),
    "ict": msgid("ICT"),
    "investment promotion": msgid("investment promotion"),
    "knowledge": msgid("knowledge"),
    "life science": msgid("life science"),
    "logistics": msgid("logistics"),
    "mechanical engineering": msgid("mechanical engineering"),
    "mechatronics": msgid("mechatronics"),
    "medical technology": msgid("medical technology"),
    "mobility": msgid("mobility"),
    "packaging": msgid("packaging"),
    "pharma": msgid("pharma"),
    "plastics": msgid("plastics"),
    "politics": msgid("politics"),
    "press": msgid("press"),
    "regional development": msgid("regional development"),
    "renewable energy": msgid("renewable energy"),
    "research and innovation": msgid("research and innovation"),
    "textiles and fashion": msgid("textiles and fashion"),
    "textiles": msgid("textiles"),
    "tourism": msgid("tourism"),
    "waste": msgid("waste"),
    "water and environment": msgid("water and environment"),
    "wood and furniture": msgid("wood and furniture"),
    "wood": msgid("wood"),
}
"""The sectors of the bundled sources, as their files have them, and what the catalogue has."""

GROUPS: Mapping[Group, str] = {
    "all": msgid("All news"),
    "sector": msgid("By sector"),
    "country": msgid("By country"),
    "language": msgid("By language"),
    "source": msgid("By source"),
    "search": msgid("Saved searches"),
}

STATES: Mapping[State, str] = {
    "well": msgid("read regularly"),
    "new": msgid("not read yet"),
    "quiet as usual": msgid("quiet, as usual"),
    "unusually quiet": msgid("unusually quiet"),
    "lost a field": msgid("its articles lack something"),
    "passing": msgid("could not be read the last time"),
    "down": msgid("does not answer"),
    "blocked": msgid("does not let us in"),
    "redesigned": msgid("its news is not found any more"),
    "no door": msgid("no way to its news is known"),
    "hindered": msgid("cannot be read at the moment"),
    "parked": msgid("seems to be somebody else's"),
    "frozen": msgid("no longer updated"),
    "lapsed": msgid("the address is no longer the organisation's"),
    "hacked": msgid("broken into; not read until it is mended"),
    "left": msgid("no longer read"),
}

DOORS: Mapping[str, str] = {
    "feed": msgid("feed"),
    "wordpress": msgid("WordPress interface"),
    "sitemap": msgid("sitemap"),
    "listing": msgid("page that lists news"),
}

ENDINGS: Mapping[str, str] = {
    "replaced": msgid("replaced by another one"),
    "unpinned": msgid("taken out of the file"),
}
"""Why a door is not asked any more."""

KINDS: Mapping[str, str] = {
    "news": msgid("news item"),
    "call": msgid("call"),
    "event": msgid("event"),
}

SINCE = msgid("%(state)s (since %(day)s)")

FILES: Mapping[str, str] = {
    "application/pdf": "PDF",
    "application/msword": "DOC",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/zip": "ZIP",
}
"""What people call the media types of attachments."""


def sector(code: str, language: str) -> str:
    """A sector's name; one that the catalogue does not know is called as its file has it."""
    known = SECTORS.get(code)
    return texts(language).gettext(known) if known else code


def country(code: str, language: str) -> str:
    """A country's name by its two letters; *eu* is the European Union."""
    return str(Locale(language).territories.get(code.upper(), code))


def language(code: str, language: str) -> str:
    """A language's name by its code."""
    return str(Locale(language).languages.get(code.lower().partition("-")[0], code))


def own_name(code: str) -> str:
    """A language's name in itself."""
    return str(Locale(code).languages[code]).capitalize()


def kind(code: str, language: str) -> str:
    """What an article is."""
    return texts(language).gettext(KINDS[code])


def door(code: str, language: str) -> str:
    """What kind of door it is."""
    return texts(language).gettext(DOORS[code]) if code in DOORS else code


def ending(code: str | None, language: str) -> str:
    """Why a door is not asked any more."""
    known = ENDINGS.get(code or "")
    return texts(language).gettext(known) if known else code or ""


def group(code: Group, language: str) -> str:
    """The heading over the feeds of a group."""
    return texts(language).gettext(GROUPS[code])


def state(source: SourceLine, language: str) -> str:
    """How a source does, in words."""
    words = texts(language)
    told = words.gettext(STATES[source.state])
    if source.since is None:
        return told
    return words.gettext(SINCE) % {"state": told, "day": day(source.since, language)}


def file_type(media_type: str | None) -> str:
    """What people call a media type; empty for one that says nothing to them."""
    return FILES.get(media_type or "", "")
