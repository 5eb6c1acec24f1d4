"""Strangers' texts and addresses on the way into a page: the one place where they are judged."""

from __future__ import annotations

import re
import unicodedata

import ada_url

from feeds.characters import line

LINKABLE = ("http:", "https:", "mailto:")
LONGEST = 300
"""Characters of a headline that are shown; the whole of it is a click away."""

_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def linkable(address: str | None) -> str | None:
    """``address`` as browsers read it, in ASCII; ``None`` if it is none that may become a link."""
    try:
        url = ada_url.URL(address or "")
    except ValueError:
        return None
    if url.protocol not in LINKABLE:
        return None
    # no browser needs these as they are, but texts that an address is pasted into do
    return "".join(f"%{ord(one):02X}" if one in "<>\"'`\\" else one for one in url.href)


def reachable(contact: str | None) -> str | None:
    """The link to whom to write: a page, or an e-mail address with or without ``mailto:``."""
    if contact and "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    return linkable(contact)


def headline(text: str) -> str:
    """A title on one line, not longer than can be read; empty if nothing in it can be seen."""
    whole = line(text)
    if not any(unicodedata.category(one)[0] not in "CZ" for one in whole):
        return ""
    if len(whole) <= LONGEST:
        return whole
    cut = whole[:LONGEST].rpartition(" ")[0] if " " in whole[:LONGEST] else whole[:LONGEST]
    return f"{cut} …"


def undirected(text: str) -> str:
    """``text`` on one line without what turns the direction of writing.

    For where no element can keep it from running on: attributes, page titles, plain text.
    """
    return line(_DIRECTIONS.sub("", text))


def language_tag(code: str | None) -> str | None:
    """``code`` if it has the form of a language tag (BCP 47)."""
    return code if code and _TAG.fullmatch(code) else None
