"""Pages read as browsers read them, as far as tests ask."""

from __future__ import annotations

from lxml import etree, html

NOT_SHOWN = {"title", "style", "script"}


def tree(page: bytes) -> html.HtmlElement:
    """The root element of a page."""
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def texts(root: etree._Element, path: str) -> list[str]:
    """The texts of the elements that an XPath finds, single-spaced."""
    return [" ".join("".join(one.itertext()).split()) for one in root.xpath(path)]


def body(root: etree._Element) -> str:
    """All that a page says below its head, single-spaced."""
    (found,) = texts(root, "//body")
    return found


def shape(root: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page in order, with the names of their attributes."""
    return [(str(one.tag), tuple(sorted(one.attrib))) for one in root.iter()]
