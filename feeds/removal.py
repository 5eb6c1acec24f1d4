"""One entry of a finished document replaced or taken out; all else stays as it is."""

from __future__ import annotations

import json

from lxml import etree

from feeds.document import hexadecimal

_ATOM = "{http://www.w3.org/2005/Atom}"


def replaced(document: bytes, id: str, instead: bytes | None) -> bytes:
    """``document``, in any of our formats, with another entry in the place of that of this id.

    The other entry is the only one of ``instead``, a document of the same format; with ``None``
    there is none. A document without such an entry is given back as it is.
    """
    if document.startswith(b"{"):
        return _in_json(document, id, instead)
    root = _tree(document)
    old = _entry(root, id)
    if old is None:
        return document
    new = _entry(_tree(instead), id) if instead else None
    parent = old.getparent()
    assert parent is not None
    if new is None:
        parent.remove(old)
    else:
        new.tail = old.tail
        parent.replace(old, new)
    xml: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return hexadecimal(xml) + (b"\n" if document.endswith(b"\n") else b"")


def _in_json(document: bytes, id: str, instead: bytes | None) -> bytes:
    told = json.loads(document)
    new = json.loads(instead)["items"] if instead else []
    items = [new if one["id"] == id else [one] for one in told["items"]]
    if all(len(some) == 1 and some[0] in told["items"] for some in items):
        return document
    told["items"] = [one for some in items for one in some]
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(huge_tree=True))


def _entry(root: etree._Element, id: str) -> etree._Element | None:
    """The element of the entry with this id."""
    ids = (*root.iterfind(f"{_ATOM}entry/{_ATOM}id"), *root.iterfind("channel/item/guid"))
    return next((one.getparent() for one in ids if one.text == id), None)
