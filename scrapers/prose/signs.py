"""What a single block or unit shows to be: a caption, a note of time, a link, furniture."""

from __future__ import annotations

import re

from scrapers import urls
from scrapers.dates import find_moment
from scrapers.prose.block import PROSE, Block
from scrapers.prose.unit import Unit
from scrapers.prose.words import is_of_the_page, leads_elsewhere
from scrapers.records.measure import has_date
from scrapers.remembering import A_LINE, LINES, remembering

_LINKED = 0.75
_SOME = 0.3
_LISTED = 0.6  # the share of links from which a list leads elsewhere
_CAPTIONS = re.compile(r"caption|credit|copyright|legend|kepalair", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(\[]?(?:fot[oó]k?|k[eé]p(?:ek)?|illusztr[aá]ci[oó]|grafika|photos?|pictures?|images?"
    r"|bild(?:er)?|bildrechte|grafik|illustration|foto[sg]?|vide[oó])\s*[:/©|]|©",
    re.IGNORECASE,
)
_LEGAL = (
    *("©", "minden jog fenntartva", "all rights reserved", "alle rechte vorbehalten"),
    *("všechna práva vyhrazena", "všetky práva vyhradené", "toate drepturile rezervate"),
    *("tous droits réservés", "無断転載", "무단 전재"),
)
_COPYRIGHT = re.compile(r"\bcopyright\b")
_STAMP = re.compile(
    r"\W{0,3}(?:utolsó (?:frissítés|módosítás)|frissítve|módosítva|last (?:updated|modified)"
    r"|zuletzt (?:aktualisiert|geändert)|stand:)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:(?:img|image|dscn?|dscf|pict?|p|screenshot|k[eé]perny[oő]k[eé]p|unnamed|whatsapp image)"
    r"[ _-]{0,2}\d{1,8}\b.{0,40}|\S{1,80}\.(?:jpe?g|png|gif|webp|bmp|tiff?))$",
    re.IGNORECASE,
)
_DATED = 40  # a line of that size with a date in it is a date
_SENTENCE = (".", "!", "?", "…", ":", "”", '"', "«", "»", "“", "。", "」", "’", "।")


def is_caption(block: Block) -> bool:
    """Whether a block says what is in a picture, or whose it is."""
    if block.within("figcaption", "caption"):
        return True
    if block.within("figure") and not block.within("blockquote", "table"):
        return True
    if _CREDIT.match(block.text):
        return True
    names = [block.node.get("class") or ""]
    if (above := block.node.getparent()) is not None:
        names.append(above.get("class") or "")
    return any(map(_is_of_captions, names))


@remembering(LINES, A_LINE)
def _is_of_captions(names: str) -> bool:
    return bool(_CAPTIONS.search(names))


def is_file_name(unit: Unit) -> bool:
    """Whether a unit is what a camera or a computer called a picture."""
    return len(unit.text) < PROSE and bool(_FILE.match(unit.text))


def is_link(unit: Unit) -> bool:
    """Whether a unit is links and hardly a word more."""
    return unit.linked > (_LISTED if unit.whole else _LINKED)


def leads_away(unit: Unit, host: str) -> bool:
    """Whether a unit is a link to another site, as for a source, and none to more of this one."""
    told = (address for block in unit.blocks for address, _ in block.links)
    joined = (urls.join(f"https://{host}/", address) for address in told)
    return all(one and _domain(urls.host(one)) != _domain(host) for one in joined)


def _domain(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def is_furniture(unit: Unit) -> bool:
    """Whether a unit says nothing of the article: legal lines, rules, lines around a text."""
    return not unit.letters or _is_legal(unit) or _is_line(unit)


def _is_line(unit: Unit) -> bool:
    if unit.whole:
        return False
    return is_of_the_page(unit.text) or is_label(unit) or is_file_name(unit)


def is_label(unit: Unit) -> bool:
    """Whether a unit announces other articles, or names one."""
    is_short = unit.size < PROSE and not unit.text.endswith(".")
    return (is_short or unit.linked > _SOME) and leads_elsewhere(unit.text)


def _is_legal(unit: Unit) -> bool:
    """Whether it says whose text this is, or when the page was last touched."""
    if len(unit.text) < PROSE and _STAMP.match(unit.text):
        return True
    if len(unit.text) >= 4 * PROSE:
        return False
    lower = unit.text.lower()
    return any(words in lower for words in _LEGAL) or bool(_COPYRIGHT.search(lower))


def is_note(unit: Unit) -> bool:
    """Whether a unit is about the article: its date, its authors, its section."""
    if unit.size >= 2 * PROSE or not has_date(unit.text):
        return False
    return unit.size < _DATED or not unit.text.endswith(_SENTENCE)


def is_date(unit: Unit) -> bool:
    """Whether a unit is a date and nothing else."""
    if unit.size >= PROSE:
        return False
    moment = find_moment(unit.text)
    return moment is not None and len(unit.text) <= len(moment.text) + 2
