"""Where to register: the link of an article that leads to an event's registration. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aggregator.occasions.event import Event
from scrapers.article import Link
from scrapers.folding import fold

LONGEST = 2_000
_WORDS = re.compile(
    r"regisztr|jelentkez|\bregist(?:er|ration)|sign up|anmeld|prihlas|registrac|inscri|prijav"
)
_FORMS = re.compile(
    r"forms\.gle/|docs\.google\.com/forms|forms\.office\.com|eventbrite\.|regisztracio|jelentkezes"
    r"|regist(?:er|ration)|anmeldung"
)
_HERE = re.compile(
    r"(?:itt|ide|ezen|erre|ezen a (?:linken|feluleten)|here|link|hier|tu|zde|aici)\W*"
)


def with_links(events: Sequence[Event], links: Iterable[Link]) -> list[Event]:
    """The events, those still ahead with their registration link where the article has one.

    A link belongs to what its paragraph tells of, or to the only event ahead.
    """
    forms = [link for link in links if _registers(link)]
    ahead = {event.key for event in events if event.kind == "event" and event.status != "past"}
    return [_with_link(event, forms, len(ahead) == 1) for event in events]


def _with_link(event: Event, forms: Sequence[Link], alone: bool) -> Event:
    if event.link or event.status == "past":
        return event
    beside = (form for form in forms if event.sentence and event.sentence in form.paragraph)
    link = next(beside, forms[0] if forms and alone else None)
    return replace(event, link=link.url) if link else event


def _registers(link: Link) -> bool:
    if not link.url.startswith(("http://", "https://")) or len(link.url) > LONGEST:
        return False
    words = fold(link.text[:LONGEST])
    if _WORDS.search(words) or _FORMS.search(link.url.lower()):
        return True
    return bool(_HERE.fullmatch(words.strip()) and _WORDS.search(fold(link.paragraph[:LONGEST])))
