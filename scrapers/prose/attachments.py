"""The documents that an article offers, and the links in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from scrapers import clean, urls
from scrapers.article import Attachment, Link
from scrapers.prose.block import Block
from scrapers.remembering import remembering

_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "zip": "application/zip",
}
"""The media type of a document by the end of its name."""


_SIZED = re.compile(
    rf"[(\[,\s]({'|'.join(TYPES)})\b[\s,;:–-]{{0,3}}\d{{1,5}}(?:[.,]\d{{1,2}})?\s?[km]b\b",
    re.IGNORECASE,
)
_LAST = 60
"""Characters at the end of a link's words that may tell its kind and size."""
_OFFERS = re.compile(
    r"attach|csatol|mell[eé]klet|(?:^|[\s_-])files?(?:$|[\s_-])|download|let[oö]lt|dokument|dateien"
    r"|pr[ií]loh|př[ií]loh|fi[sș]ier",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(r"sidebar|widget|footer|menu", re.IGNORECASE)
_ELSEWHERE = ("aside", "footer", "nav", "header")
_AROUND = 5
"""How far out from a link an element stands that is called after what it offers."""


def is_offered(node: HtmlElement) -> bool:
    """Whether an element is in one that is called after the documents it offers."""
    around = [one for one in (node, *islice(node.iterancestors(), _AROUND)) if one.tag != "body"]
    names = "\n".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around)
    return _offer(names) and all(one.tag not in _ELSEWHERE for one in around)


@remembering(1_024)
def _offer(names: str) -> bool:
    return bool(_OFFERS.search(names)) and not _NOT_ITS_OWN.search(names)


def attachments_of(blocks: Iterable[Block], base: str) -> tuple[Attachment, ...]:
    """The documents that blocks link to, each once; a document is called what its link says."""
    found: dict[str, Attachment] = {}
    for block in blocks:
        for address, words in _addresses(block):
            joined = urls.join(base, address)
            kind = (_kind(joined) or _told(words)) if joined else None
            if joined and kind:
                title = clean.line(words) or _name(joined)
                found.setdefault(joined, Attachment(joined, title, TYPES[kind]))
    return tuple(found.values())


def links_of(blocks: Iterable[Block], base: str) -> tuple[Link, ...]:
    """The links in blocks, in order, each with the paragraph it stands in."""
    found: dict[Link, None] = {}
    for block in blocks:
        paragraph = clean.line(block.text) if block.links else ""
        for address, words in _addresses(block):
            joined = urls.join(base, address)
            if joined and joined.startswith("http"):
                found[Link(joined, clean.line(words), paragraph)] = None
    return tuple(found)


def _addresses(block: Block) -> Iterable[tuple[str, str]]:
    """The addresses of a block with their words; a link of several pieces is one."""
    joined: list[tuple[str, str]] = []
    for address, words in block.links:
        if joined and joined[-1][0] == address:
            joined[-1] = address, f"{joined[-1][1]} {words}"
        else:
            joined.append((address, words))
    return [one for one in joined if not one[0].startswith("#")]


def _kind(address: str) -> str | None:
    parts = urlsplit(address)
    # what hands a document out is often asked for it by name
    for name in (parts.path, parts.query):
        ending = name.rpartition(".")[2].lower()
        if ending in TYPES:
            return ending
    return None


def _told(words: str) -> str | None:
    """The kind of document that the words of a link tell with its size."""
    found = _SIZED.search(words[-_LAST:])
    return found[1].lower() if found else None


def _name(address: str) -> str:
    return clean.line(unquote(urlsplit(address).path).rpartition("/")[2])
