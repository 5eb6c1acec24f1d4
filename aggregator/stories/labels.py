"""Labels: credits that stand apart from the sentences: "Forrás: …", "(MTI)", a bare host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from aggregator.stories.hosts import HOST
from aggregator.stories.known import AGENCY, RELEASING, Known, Name
from aggregator.stories.phrases import Place

AGENCY_LINE = 60  # characters of a line that is an agency's: two of them and a date
DATELINE = 60  # characters before an agency that are a place and a day
AUTHOR = 3  # words of a name beside an agency's
LINE = 200  # characters of a line that may be a label: a host with a path, a name and a date
MOST = 200  # labels of one text that are looked at
OPENING = 3  # lines at the beginning that may be labels: title, agency, date
CLOSING = 4  # lines at the end that may all be labels: source, host, agency, photo

_LABEL = re.compile(
    r"(?P<before>^|[(\[–—|/]|[.!?…”\"»])(?P<space>[ \t\u00a0]*)"
    r"(?P<label>(?:(?:az?|the|original|eredeti)[ \t]+)?"
    r"(?:(?:cikk|hír|írás|szöveg|anyag|eredeti|információ|tudósítás"
    r"|idézet|közlemény|interjú|részlet|text|original|article)[ \t]+)?"
    r"(?:források|forrása?|sources?(?:[ \t]+of[ \t]+the[ \t]+(?:article|text|news))?"
    r"|(?:text|original)?quellen?"
    r"|(?:pôvodný[ \t]+|původní[ \t]+)?zdroje?|surs[aăe]|izvori?|vir|źródło|извори?|джерело)"
    r"(?:(?:[ \t]+(?:és|&)|,|[ \t]*/)[ \t]*(?:fotó|kép)\w{0,3})?"
    r"|eredeti(?:leg)?[ \t]+(?:cikk|megjelenés|megjelent)|megjelent|via)"
    r"[ \t]*:[ \t]*\n?[ \t]*(?=[\w(„\"“])",
    re.IGNORECASE | re.MULTILINE,
)
_SIGN = re.compile(r"[(\[–—|/.!?…”\"»]")
_LABEL_END = re.compile(
    r"\n|[)\];|]|\s[–—-]\s|[,.](?=\s|$)|,?\s*\(|\s(?=(?:fotó|foto|photo|kép)\b)", re.IGNORECASE
)
_PICTURE = re.compile(
    r"\b(?=[bfiknop])"  # for speed: words of other letters are dismissed at once
    r"(?:borító|nyitó|illusztráció|fotók?|fényképe?k?|képe?k?|photos?|pictures?|images?|fotos?|bild(?:er)?"
    r"|fotografi[ea]|obrázok|fotografija|foto)\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:pixabay|unsplash|pexels|shutterstock|getty|istock|depositphotos|adobe|freepik|123rf"
    r"|dreamstime|wikimedia|illusztráció)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\W*(?:saját|szerkesztőség|own\b|eigene|vlastn|propri|autor|szerző)", re.IGNORECASE
)
_DATE = r"[(\[]?\d[\d.,:/ -]{0,24}(?:[^\W\d_]{3,12}\.?[\d.,: -]{0,16})?[)\]]?\.?"
_HOST_LINE = re.compile(
    rf"[(\[–—-]*\s*{HOST.pattern}(?:/\S*)?\s*[)\]]*(?P<date>\s*[-–,|(]?\s*{_DATE})?\.?"
)
_APART = re.compile(r"[\s,()\[\]–—-]+")
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_RELEASE_LINE = re.compile(
    r"\W{0,3}(?:(?:sajtó|mti\s)?közlemény|(?:press|media|news)\s+release|press\s+statement"
    r"|(?:presse|medien)(?:mitteilung|aussendung|information)|tlačová\s+správa|tisková\s+zpráva"
    r"|comunicat\s+de\s+pres[aă]|saopštenje(?:\s+za\s+(?:medije|javnost))?|priopćenje(?:\s+za\s+medije)?"
    r"|ots-originaltext.*)\W{0,3}(?:[|:–—/,(-].*)?",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:ministr|minist[eè]r|department|office|chamber|universit|cluster|association|agency|council"
    r"|minisztérium|hivatal|kamara|egyetem|klaszter|szövetség|ügynökség|iroda|főosztály|osztály|sajtó"
    r"|önkormányzat|bizottság|kabinet|komora|klastr|kammer|verband|amt\b|ústav|úrad)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"\((?:az?\s)?(?P<office>[^()\d.!?:]{4,80})\)"
    r"|(?P<press>[^()\d.!?:,]{2,60} (?:Sajtó|Kommunikációs|PR)[^()\d.!?:,]{0,40})"
)


def labels(text: str, known: Known) -> Iterator[Place]:
    """The credits that are lines of their own, or labelled, or in brackets."""
    yield from islice(_labelled(text, known), MOST)
    yield from islice(_bracketed(text), MOST)
    yield from islice(_releases(text), MOST)
    yield from islice(_introducing(text, known), MOST)
    yield from _opening(text, known)
    yield from _closing(text, known)


def _labelled(text: str, known: Known) -> Iterator[Place]:
    for match in islice(_labels(text), MOST):
        end = _label_end(text, match.end())
        if _is_of_picture(text, match.start("label"), end) or _OWN.match(text, match.end(), end):
            continue
        name = known.name(text, match.end(), end) or Name(
            text[match.end() : end].strip(' \t.„”“"»«'), match.end(), end
        )
        if name.who:
            yield Place("source", name, match.start("label"), max(end, name.end))


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The labels in order; they do not overlap."""
    end = 0
    for start in _beginnings(text):
        if start >= end and (match := _LABEL.match(text, start)):
            end = match.end()
            yield match


def _beginnings(text: str) -> Iterator[int]:
    """Where labels may begin: a line that leads to a colon, and the signs on the way to it."""
    before = 0
    for colon in re.finditer(":", text):
        start = max(before, text.rfind("\n", before, colon.start()) + 1)
        yield start
        yield from (sign.start() for sign in _SIGN.finditer(text, start, colon.start()))
        before = colon.end()


def _label_end(text: str, at: int) -> int:
    end = _LABEL_END.search(text, at, at + LINE)
    return end.start() if end else min(len(text), at + LINE)


def _is_of_picture(text: str, start: int, end: int) -> bool:
    """Whether a label, by what stands before it in its line or behind it, is of a picture."""
    line = max(text.rfind("\n", 0, start) + 1, start - 30)
    return bool(_PICTURE.search(text, line, start) or _STOCK.search(text, start, end))


def _bracketed(text: str) -> Iterator[Place]:
    """Agencies in brackets: "Budapest, június 4. (MTI) – …", or behind a paragraph."""
    for match in _BRACKET.finditer(text):
        agency = _agency_alone(match[1])
        if _RELEASE_LINE.fullmatch(match[1]):
            yield Place("release", Name(None, *match.span()), *match.span())
        elif agency and _is_dateline_or_end(text, match):
            yield _agency(agency, *match.span())


def _is_dateline_or_end(text: str, match: re.Match[str]) -> bool:
    window = text[max(0, match.start() - DATELINE - 1) : match.start()]
    before = window.rpartition("\n")[2]
    behind = text[match.end() : match.end() + 4].lstrip(" .")
    dateline = len(before) <= DATELINE and behind.startswith(tuple("–—:-"))
    return not before or dateline or not behind or behind.startswith("\n")


def _agency(who: str, start: int, end: int) -> Place:
    return Place("release" if who in RELEASING else "agency", Name(who, start, end), start, end)


def _agency_alone(line: str) -> str | None:
    """The agency where a line is nothing but agencies, perhaps with a portal, a date, an author."""
    if len(line) > AGENCY_LINE or _PICTURE.search(line):
        return None
    words = [word.strip(".") for word in _APART.split(line) if word.strip(".")]
    said = [word for word in words if not word[0].isdigit() and word != "Sajtóadatbank"]
    agencies = [part for word in said for part in word.split("/") if AGENCY.fullmatch(part)]
    others = [
        word
        for word in said
        if not HOST.fullmatch(word) and not any(map(AGENCY.fullmatch, word.split("/")))
    ]
    dated = 2 if any(word[0].isdigit() for word in words) else 0  # month, day of the week
    signed = "," in line and len(others) <= AUTHOR and all(word[0].isupper() for word in others)
    return agencies[0] if agencies and (len(others) <= dated or signed) else None


def _releases(text: str) -> Iterator[Place]:
    for start, end in _lines(text):
        if end - start <= LINE and _RELEASE_LINE.fullmatch(text, start, end):
            yield Place("release", Name(None, start, end), start, end)


def _introducing(text: str, known: Known) -> Iterator[Place]:
    """Known sources on lines of their own that a colon ends: what follows is theirs."""
    for start, end in _lines(text):
        if end - start <= LINE and text[end - 1] == ":":
            name = known.name(text, start, end)
            if name and (name.start, name.end) == (start, end - 1):
                yield Place("writes", name, start, end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold anything, without the space around it."""
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        if line.strip():
            yield start, start + len(line.strip())


def _opening(text: str, known: Known) -> Iterator[Place]:
    """An agency above a text, or a host with a date: where and when it appeared before."""
    for start, end in islice(_lines(text[: OPENING * LINE]), OPENING):
        agency = _agency_alone(text[start:end])
        host = _HOST_LINE.fullmatch(text, start, min(end, start + LINE))
        if agency:
            yield _agency(agency, start, end)
        elif host and host["date"]:
            yield from _host(text, start, end, known)


def _closing(text: str, known: Known) -> Iterator[Place]:
    """The labels at the end: a bare host or address, an agency, an office that signs."""
    lines = [*_lines(text[-CLOSING * LINE :])]
    offset = max(0, len(text) - CLOSING * LINE)
    for begin, stop in reversed(lines[1:][-CLOSING:]):
        start, end = offset + begin, offset + stop
        found = [*_closing_line(text, start, end, known)]
        yield from found
        if not found and not _PICTURE.search(text, start, end) and not _LABEL.match(text, start):
            return


def _closing_line(text: str, start: int, end: int, known: Known) -> Iterator[Place]:
    if end - start > LINE:
        return
    agency = _agency_alone(text[start:end])
    if agency:
        yield _agency(agency, start, end)
    elif _HOST_LINE.fullmatch(text, start, end):
        yield from _host(text, start, end, known)
    elif office := _signature(text[start:end]):
        yield Place("signature", Name(office, start, end), start, end)


def _host(text: str, start: int, end: int, known: Known) -> Iterator[Place]:
    name = known.host(text, start, end)
    if name:
        yield Place("host line", name, start, end)


def _signature(line: str) -> str | None:
    """The office that signs a text: in brackets, or a press office; nobody's name."""
    found = _SIGNATURE.fullmatch(line)
    office = found and (found["office"] or found["press"])
    return office if office and office[0].isupper() and _OFFICE.search(office) else None
