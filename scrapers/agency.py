"""News agencies: their short names, and where a page says that one of them wrote the text. Pure."""

from __future__ import annotations

import re
from itertools import islice

_KNOWN = {
    "MTI": ("Magyar Távirati Iroda", "MTI-OS", "OS MTI"),
    "OTS": ("APA-OTS", "APA OTS", "ots.at"),
    "dpa": ("Deutsche Presse-Agentur", "dpa-AFX"),
    "APA": ("Austria Presse Agentur",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "Reuters": ("Thomson Reuters",),
    "AP": ("Associated Press", "The Associated Press"),
    "TASR": ("Tlačová agentúra Slovenskej republiky",),
    "SITA": (),
    "ČTK": ("CTK", "Česká tisková kancelář"),
    "Agerpres": ("Agenția Națională de Presă Agerpres",),
    "Mediafax": (),
    "Tanjug": ("Танјуг",),
    "FoNet": (),
    "HINA": (),
    "FENA": (),
    "SRNA": (),
    "STA": ("Slovenska tiskovna agencija",),
    "PAP": ("Polska Agencja Prasowa",),
    "Ukrinform": (),
    "UNIAN": (),
    "TASS": (),
    "Interfax": (),
    "ANSA": (),
    "EFE": ("Agencia EFE",),
    "Europa Press": (),
    "Lusa": (),
    "KNA": ("Katholische Nachrichten-Agentur",),
    "epd": ("Evangelischer Pressedienst",),
    "SID": ("Sport-Informations-Dienst",),
    "SDA": ("Keystone-SDA", "Schweizerische Depeschenagentur"),
    "ANP": (),
    "Belga": (),
    "Ritzau": (),
    "NTB": (),
    "Anadolu": ("Anadolu Ajansı", "Anadolu Agency"),
    "Xinhua": (),
    "Kyodo": ("Kyodo News",),
    "Yonhap": ("Yonhap News",),
    "PTI": ("Press Trust of India",),
    "UPI": ("United Press International",),
    "Bloomberg": ("Bloomberg News",),
    "PR Newswire": ("PRNewswire",),
    "Business Wire": ("BUSINESS WIRE",),
    "GlobeNewswire": (),
}
_LONGEST_LINE = 120
"""Characters of a line that may be a credit; longer ones are prose."""
_NEAR = 400
"""Characters into a text within which a dateline names its agency."""
_DOUBT = {"STA", "SITA", "SID", "AP", "APA", "SDA", "Lusa", "Belga", "Bloomberg"}
"""Short names that are words, sites' names or people's elsewhere: only set off do they count."""

_SHORT = {name.casefold(): short for short, names in _KNOWN.items() for name in (short, *names)}
_NAMES = "|".join(sorted((re.escape(name) for name in _SHORT), key=len, reverse=True))
# "MTI MTI", "MTI/Klaszterhírek", "MTI Sajtóadatbank", "dpa/lnw", "AFP, MANILA", "OTS0012"
_BEGINS = re.compile(rf"(?:{_NAMES})(?=\d{{0,6}}(?:$|[\s/,;:+&|–-]))", re.IGNORECASE)
_ENDS = re.compile(rf"(?<=[\s/,;+&|–-])(?:{_NAMES})$", re.IGNORECASE)
# "(MTI)", "(APA/dpa)", "(dpa/lnw)", "(OTS) -"
_SET_OFF = re.compile(rf"[(\[]({_NAMES})(?:[-/,\s][^()\[\]]{{0,30}})?[)\]]", re.IGNORECASE)
_DATELINE = re.compile(rf"[^\n]{{0,60}}[,.\s(]({_NAMES})\)?\s{{0,3}}(?:[-–—]|//)\s", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:forrás|quelle|source|zdroj|sursa|sursă|izvor|izvori|źródło|fuente|fonte)\s?:\s?(.{1,60})",
    re.IGNORECASE,
)


def agency_of(name: str) -> str | None:
    """The short name of the agency that ``name``, told as an author, is; ``None`` if it is none."""
    folded = " ".join(name.split()).strip(" ()[].")
    whole = _SHORT.get(folded.casefold())
    found = _BEGINS.match(folded)
    if whole or not found:
        return whole
    short, rest = _SHORT[found[0].casefold()], folded[found.end() :]
    words = rest.split()
    # "Bloomberg Anna" is a person and "AP Chemie" is no agency, "AP/dpa" and "MTI MTI" are
    is_person = rest.startswith(" ") and short in _DOUBT and words[:1] != [short]
    return None if is_person or len(words) > 4 else short


def agency_in(line: str) -> str | None:
    """The agency that a line of credits ends with, such as "Kis Anna, MTI"."""
    found = _ENDS.search(line.strip(" ()[]."))
    return _SHORT[found[0].casefold()] if found else None


def read_agency(text: str) -> str | None:
    """The agency that a text names as its author: in its dateline, or in a credit at its end."""
    start = text[:_NEAR]
    for told in (_DATELINE.match(start), _SET_OFF.search(start)):
        if told and _is_written(told[1]):
            return _SHORT[told[1].casefold()]
    paragraphs = text.rsplit("\n\n", 3)[1:]
    lines = (line for line in reversed(paragraphs) if len(line) <= _LONGEST_LINE)
    for line in islice(lines, 3):
        source = _SOURCE.match(line)
        if found := agency_of(source[1] if source else line):
            return found
    last = text[-_LONGEST_LINE:].rstrip(" .")
    closing = list(_SET_OFF.finditer(last))
    if closing and closing[-1].end() == len(last) and _is_written(closing[-1][1]):
        return _SHORT[closing[-1][1].casefold()]
    return None


def _is_written(name: str) -> bool:
    """Whether a short name is written as its agency writes it, or in capitals."""
    short = _SHORT[name.casefold()]
    return name in (short, short.upper()) or name.casefold() != short.casefold()
