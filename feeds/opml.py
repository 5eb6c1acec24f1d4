"""OPML 2.0 (http://opml.org/spec2.opml): a list of feeds that readers import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from feeds.characters import line
from feeds.dates import rfc822
from feeds.outline import Outline

SUFFIX = ".opml"
MEDIA_TYPE = "text/x-opml"


def render(title: str, outlines: Sequence[Outline], created: datetime | None = None) -> bytes:
    """``outlines`` as an OPML document: the same bytes for the same arguments, always.

    They stay in their order; those of one group are gathered where its first one stands.
    Raises ``ValueError`` for a ``created`` without an offset.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = line(title)
    if created is not None:
        etree.SubElement(head, "dateCreated").text = rfc822(created)
    _add(etree.SubElement(root, "body"), outlines)
    xml: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return xml


def _add(body: etree._Element, outlines: Sequence[Outline]) -> None:
    groups: dict[str, etree._Element] = {"": body}
    for outline in outlines:
        group = line(outline.group)
        if group not in groups:
            groups[group] = etree.SubElement(body, "outline", text=group)
        etree.SubElement(groups[group], "outline", _attributes(outline))


def _attributes(outline: Outline) -> dict[str, str]:
    page_url, feed_url = line(outline.page_url), line(outline.feed_url)
    title = line(outline.title) or page_url
    language = line(outline.language or "")
    told = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": feed_url,
        "htmlUrl": page_url,
        "language": language,
    }
    return {name: value for name, value in told.items() if value}
