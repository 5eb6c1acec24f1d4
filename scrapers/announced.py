"""The events that a page tells in schema.org's words; whatever else stands there is passed by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any

from scrapers import clean, urls
from scrapers.article import Announced
from scrapers.folding import fold
from scrapers.page import Page

MOST = 50
LONGEST_NAME, LONGEST_ADDRESS = 300, 200
_KINDS = ("Event", "Festival", "Hackathon")


def read_announced(page: Page, title: str) -> tuple[Announced, ...]:
    """The events that an article is about: those with its title or its address.

    Others are those of a calendar beside it.
    """
    own = (node for node in page.json_ld if _is_own(node, page, title))
    return tuple(dict.fromkeys(announced_in(own)))


def announced_in(nodes: Iterator[Mapping[str, Any]]) -> Iterator[Announced]:
    """The events among JSON-LD nodes, the first 50; one without name or start is none."""
    events = (_announced(node) for node in nodes if _is_event(node))
    return islice((one for one in events if one.name and one.start), MOST)


def told_in(text: str, longest: int) -> str:
    """What an event tells in so many letters, on one line."""
    return clean.line(text[: 10 * longest])[:longest].strip()


def _is_event(node: Mapping[str, Any]) -> bool:
    kinds = _list(node.get("@type"))
    return any(isinstance(kind, str) and kind.endswith(_KINDS) for kind in kinds)


def _is_own(node: Mapping[str, Any], page: Page, title: str) -> bool:
    name, headline = fold(_line(node.get("name"), LONGEST_NAME)), fold(title)
    if name and headline and (name in headline or headline in name):
        return True
    url = node.get("url")
    joined = urls.join(page.base, url) if isinstance(url, str) else None
    return joined is not None and urls.canonical(joined) == urls.canonical(page.url)


def _announced(node: Mapping[str, Any]) -> Announced:
    place, town = _place(node.get("location"))
    return Announced(
        name=_line(node.get("name"), LONGEST_NAME),
        start=_line(node.get("startDate"), LONGEST_ADDRESS),
        end=_line(node.get("endDate"), LONGEST_ADDRESS),
        place=place,
        town=town,
        link=_link(node),
        status=_line(node.get("eventStatus"), LONGEST_ADDRESS),
    )


def _place(value: object) -> tuple[str, str]:
    """House and town as they are told; an address on the web is neither."""
    place = next(iter(_list(value)), None)
    if not isinstance(place, Mapping):
        return "", _line(place, LONGEST_ADDRESS)
    if place.get("@type") == "VirtualLocation":
        return "", ""
    address = place.get("address")
    locality = address.get("addressLocality") if isinstance(address, Mapping) else address
    return _line(place.get("name"), LONGEST_ADDRESS), _line(locality, LONGEST_ADDRESS)


def _link(node: Mapping[str, Any]) -> str:
    """Where to register: an offer's address, else the event's."""
    offers = (offer.get("url") for offer in _list(node.get("offers")) if isinstance(offer, Mapping))
    for link in (*offers, node.get("url")):
        if isinstance(link, str) and link.startswith(("http://", "https://")):
            return urls.on_the_web(link)
    return ""


def _list(value: object) -> Sequence[object]:
    return value[:MOST] if isinstance(value, list) else (value,)


def _line(value: object, longest: int) -> str:
    if not isinstance(value, str):
        return ""
    return told_in(unescape(value[: 10 * longest]), longest)
