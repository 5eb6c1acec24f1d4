"""The pictures in an article's content, without what only decorates a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from scrapers import urls
from scrapers.picture import ORNAMENTS

MOST = 200
"""Pictures beyond these are left out."""
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-full", "src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|tiff?)(?:[?#]|$)", re.IGNORECASE)
_ICON = re.compile(
    rf"(?<![a-z])(?:{ORNAMENTS}|logos?|smilies|button|banner|share|tracking|tracker|facebook|twitter"
    r"|flags?|arrow|bullet)(?![a-z])|\.svg(?:[?#]|$)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx],?")
_SMALL = 80
_NESTED = 12
_LONGEST = 20_000


def pictures_of(images: Iterable[HtmlElement], base: str) -> tuple[str, ...]:
    """The absolute addresses of pictures, each once, in the largest size that the page names."""
    found: dict[str, None] = {}
    for image in images:
        if _is_small(image) or _is_called_icon(image):
            continue
        address = next(_addresses(image, base), None)
        if address and not _ICON.search(address):
            found[address] = None
        if len(found) >= MOST:
            break
    return tuple(found)


def _addresses(image: HtmlElement, base: str) -> Iterator[str]:
    """What an image shows, the largest first: the file it links to, its sets, its sources."""
    link = next(image.iterancestors("a"), None)
    linked = (link.get("href") or "") if link is not None else ""
    sets = [node.get(name) for node in (image, *_sources(image)) for name in _SETS]
    told = [linked if _FILE.search(linked) else None, _largest(sets)]
    for address in (*told, *map(image.get, _LAZY)):
        if address and not address.lstrip()[:5].lower().startswith("data:"):
            joined = urls.join(base, address.strip())
            if joined and joined.startswith("http"):
                yield joined


def _sources(image: HtmlElement) -> Iterator[HtmlElement]:
    """The sources of a picture element; parsers that do not know them nest them."""
    for above in islice(image.iterancestors(), _NESTED):
        if above.tag == "picture":
            yield from above.iterdescendants("source")
            break
        if above.tag != "source":
            break


def _largest(sets: Iterable[str | None]) -> str | None:
    sizes: dict[str, float] = {}
    for one in sets:
        words = (one or "")[:_LONGEST].split()
        for word, behind in zip(words, [*words[1:], ""], strict=False):
            if word.startswith("data:") or _SIZE.fullmatch(word):
                continue
            size = None if word.endswith(",") else _SIZE.fullmatch(behind)
            sizes.setdefault(word.rstrip(","), float(size[1]) if size else 1.0)
    return max(sizes, key=sizes.__getitem__, default=None)


def _is_small(image: HtmlElement) -> bool:
    sides = (
        re.match(r"\s*(\d{1,5})(?:px)?\s*$", image.get(name) or "") for name in ("width", "height")
    )
    return any(0 < int(side[1]) < _SMALL or side[1] == "0" for side in sides if side)


def _is_called_icon(image: HtmlElement) -> bool:
    return bool(_ICON.search(f"{image.get('class') or ''} {image.get('id') or ''}"[:1000]))
