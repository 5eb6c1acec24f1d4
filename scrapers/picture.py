"""A picture's address: which picture it is, in what size, or whether it is an ornament. Pure.

Addresses are absolute ones, as ``urls.join`` makes them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapers import urls

_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|bmp|tiff?)$", re.IGNORECASE)
ORNAMENTS = (
    r"avatars?|gravatar|icons?|placeholder|spacer|blank|pixel|transparent|loader|spinner|emoji|smiley"
    r"|badge|1x1"
)
"""What ornaments are called, in small letters, as an expression."""
_ORNAMENT = re.compile(
    rf"(?:^|[^a-z])(?:{ORNAMENTS}|logo\w{{0,12}}|favicon|sprites?|dummy|loading|captcha|1px|"
    r"default[-_]?(?:image|img|share|og)|no[-_]?(?:image|photo|pic))(?![a-z])|\.svg$",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:print(?:er)?|nyomtat\w{0,4}|e-?mail|pdf|rss|facebook|fb|twitter|youtube|linkedin|share|"
    r"megoszt\w{0,3})[-_]?(?:button|btn|icon|ikon|gomb)?\d{0,2}\.\w{3,4}",
    re.IGNORECASE,
)
_ACROSS = re.compile(r"(\d{2,4})x\d{2,4}")
_TOKENS = re.compile(r"[^\W_]+")
_FORM = re.compile(
    r"\d{2,4}x|x\d{2,4}|[whq]\d{2,4}|s\d{3,4}|\d{2,4}[wh]|e\d{10,13}|scaled|large|medium|small|thumb|"
    r"thumbnail|xlarge|preview|orig|original|crop|cropped|resized|full|hd|webp|jpe?g|png|gif|avif|"
    r"wide|mobile|desktop|retina|facebook|twitter|teaser|social|watermarked|csm|"
    r"aspect|ratio|trans|image|img|great|mini|tile|scale|default|discover"
)
_HASH = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[\da-f]{10,40}")
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|ashx|jsp|cgi|pl)$", re.IGNORECASE)
_LONGEST = 2_000
_ENOUGH = 6
"""Letters of a name that tell one picture from others; a shorter one needs its folder as well."""


def is_ornament(address: str) -> bool:
    """Whether an address names a logo, an avatar, a placeholder, a button or a pixel."""
    name = unquote(urlsplit(address).path.rsplit("/", 1)[-1])
    return "gravatar.com" in address or bool(_ORNAMENT.search(name) or _BUTTON.fullmatch(name))


def width_in(address: str) -> int:
    """The pixels that an address itself tells of a picture's width; 0 where it tells none."""
    path = unquote(urlsplit(address).path)
    return max((int(one[1]) for one in _ACROSS.finditer(path)), default=0)


def original(address: str) -> str:
    """The address inside that of a service which makes pictures smaller, else the same."""
    parts = urlsplit(address)
    for _, value in parse_qsl(parts.query[:_LONGEST]):
        inner = urls.join(value, "")
        if inner and _ENDING.search(urlsplit(inner).path):
            return inner
    return address


def sameness(address: str) -> str:
    """What the addresses of one picture in all its sizes have in common."""
    parts = urlsplit(address)
    if _SCRIPT.search(parts.path):
        return address
    segments = [unquote(one).lower() for one in parts.path.split("/") if one]
    told = ""
    for segment in reversed(segments):
        told = f"{_name(segment)}/{told}"
        if len(told.strip("/")) >= _ENOUGH:
            return told.rstrip("/")
    return f"{parts.netloc}/{told}?{parts.query}"


def _name(segment: str) -> str:
    """A segment of a path without what tells of a size or a form."""
    while (shorter := _ENDING.sub("", segment)) != segment:
        segment = shorter
    segment = segment.split("=")[0]
    words = [
        word
        for word in _TOKENS.findall(segment)
        if not _FORM.fullmatch(word) and not _ACROSS.search(word)
    ]
    kept = [word for word in words if not _HASH.fullmatch(word)]
    return "-".join(kept if sum(map(len, kept)) >= _ENOUGH else words)
