"""What a page forbids those who collect pages: robots meta elements and X-Robots-Tag headers. Pure.

After Google's specification of both (developers.google.com/search/docs/crawling-indexing/
robots-meta-tag), which is the only one there is: all rules said to us add up, *none* is *noindex*
and *nofollow*, and a rule may be said to one crawler alone. On an article's page *noindex* means
that it is not taken. A door is only read for its links, so there *noindex* (which WordPress sends
with all its feeds, sitemaps and REST answers) says nothing, and *nofollow* everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml.html import HtmlElement

from scrapers import dates

PROGRAM = "klaszterhirek"
"""The name under which rules are said to this program alone."""
NOINDEX, NOFOLLOW = "noindex", "nofollow"

_UNTIL = "unavailable_after"
# rules with a value of their own, which are no names of crawlers
_VALUED = (_UNTIL, "max-snippet", "max-image-preview", "max-video-preview")
# a date may have a comma after its weekday (RFC 822)
_PART = re.compile(rf"\s*{_UNTIL}\s*:\s*(?:[a-z]+,)?[^,]*|[^,]+", re.IGNORECASE)


def of_header(values: Iterable[str], now: datetime) -> set[str]:
    """What X-Robots-Tag headers forbid us, of *noindex* and *nofollow*.

    A name before a rule (``googlebot: noindex``) says whom it and those after it in the same
    header are for.
    """
    return {rule for value in values for rule in _rules(_ours(value), now)}


def of_page(tree: HtmlElement, now: datetime) -> set[str]:
    """The same of the ``robots`` and ``klaszterhirek`` meta elements of a page."""
    contents = (
        node.get("content") or ""
        for node in tree.iter("meta")
        if (node.get("name") or "").strip().lower() in ("robots", PROGRAM)
    )
    return {rule for content in contents for rule in _rules(_PART.findall(content), now)}


def _ours(value: str) -> Iterator[str]:
    for_us = True
    for part in _PART.findall(value):
        name, colon, rest = part.partition(":")
        if not colon or name.strip().lower() in _VALUED:
            rule = part
        else:
            for_us = name.strip().lower() in ("*", PROGRAM)
            rule = rest
        if for_us:
            yield rule


def _rules(parts: Iterable[str], now: datetime) -> Iterator[str]:
    for part in parts:
        name, _, value = part.strip().lower().partition(":")
        words = set(name.split())  # some write no comma
        if "none" in words:
            yield from (NOINDEX, NOFOLLOW)
        yield from words & {NOINDEX, NOFOLLOW}
        if _UNTIL in words and (until := dates.machine_moment(value)) and until.at < now:
            yield NOINDEX
