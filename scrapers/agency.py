"""News agencies: their short names, and where a page says that one of them wrote the text. Pure."""

from __future__ import annotations

import re

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
_NEAR = 100
"""Characters into a text within which a dateline names its agency."""

_SHORT = {name.casefold(): short for short, names in _KNOWN.items() for name in (short, *names)}
_NAMES = "|".join(sorted((re.escape(name) for name in _SHORT), key=len, reverse=True))
# "MTI MTI", "MTI/Klaszterhírek", "MTI Sajtóadatbank", "dpa/lnw", "AFP, MANILA", "OTS0012"
_BEGINS = re.compile(rf"(?:{_NAMES})(?=\d{{0,6}}(?:$|[\s/,;:+&|–-]))", re.IGNORECASE)
_ENDS = re.compile(rf"(?<=[\s/,;+&|–-])(?:{_NAMES})$", re.IGNORECASE)
# "(MTI)", "(APA/dpa)", "(dpa/lnw)"
_SET_OFF = re.compile(rf"[(\[]({_NAMES})(?:[-/,\s][^()\[\]]{{0,30}})?[)\]]", re.IGNORECASE)
_DASH = re.compile(r"\s?(?:[-–—:]|//)\s")
# "Bratislava 4. júna, TASR - "
_LOOSE = re.compile(rf"[^\n]{{0,60}}[,.\s]({_NAMES})\s?(?:[-–—]|//)\s", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:forrás|quelle|source|zdroj|sursa|sursă|izvor|izvori|źródło|fuente|fonte)\s?:\s?(.{1,60})",
    re.IGNORECASE,
)


def agency_of(name: str) -> str | None:
    """The short name of the agency that ``name``, told as an author, is; ``None`` if it is none."""
    folded = " ".join(name[:_LONGEST_LINE].split()).strip(" ()[].")
    whole = _SHORT.get(folded.casefold())
    found = _BEGINS.match(folded)
    if whole or not found:
        return whole
    rest = folded[found.end() :]
    # "Hina Kovács" is a person, "MTI Sajtóadatbank" and "Tanjug/Minta" are none
    is_person = found[0].istitle() and rest.startswith(" ")
    return None if is_person or len(rest.split()) > 4 else _SHORT[found[0].casefold()]


def agency_in(line: str) -> str | None:
    """The agency that a line of credits ends with, such as "Kis Anna, MTI"."""
    found = _ENDS.search(line[-_LONGEST_LINE:].strip(" ()[]."))
    return _SHORT[found[0].casefold()] if found else None


def read_agency(text: str) -> str | None:
    """The agency that a text names as its author: in its dateline, or in a credit at its end."""
    return _in_dateline(text[:_NEAR]) or _in_credits(text)


def _in_dateline(start: str) -> str | None:
    loose = _LOOSE.match(start)
    if loose and _is_written(loose[1]):
        return _SHORT[loose[1].casefold()]
    found = _SET_OFF.search(start)
    if not found or not _is_written(found[1]):
        return None
    before, behind = start[: found.start()], start[found.end() :]
    # behind a place, a day, or before a dash: elsewhere it may be short for anything
    is_dateline = len(before.split()) < 3 or re.search(r"\d", before) or _DASH.match(behind)
    return _SHORT[found[1].casefold()] if is_dateline else None


def _in_credits(text: str) -> str | None:
    paragraphs = text.rsplit("\n\n", 3)[1:]
    for line in (line for line in reversed(paragraphs) if len(line) <= _LONGEST_LINE):
        source = _SOURCE.match(line)
        if source or len(line.split()) <= 3:
            found = agency_of(source[1] if source else line)
            if found:
                return found
    last = text[-_LONGEST_LINE:].rstrip(" .")
    closing = next((one for one in _SET_OFF.finditer(last) if one.end() == len(last)), None)
    return _SHORT[closing[1].casefold()] if closing and _is_written(closing[1]) else None


def _is_written(name: str) -> bool:
    """Whether a short name is written as its agency writes it, or in capitals."""
    short = _SHORT[name.casefold()]
    return name in (short, short.upper()) or name.casefold() != short.casefold()
