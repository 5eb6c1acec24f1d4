"""The names of the page files, all in one folder beside the feeds."""

from __future__ import annotations

from urllib.parse import quote

INDEX = "index.html"
EVENTS = "events.html"
SOURCES = "sources.html"
FEEDS = "feeds.html"
ABOUT = "about.html"
SUFFIX = ".html"

RESERVED = frozenset(name.removesuffix(SUFFIX) for name in (INDEX, EVENTS, SOURCES, FEEDS, ABOUT))
"""What no feed may be called: its page would take the place of another."""


def relative(file: str) -> str:
    """The address of a file in the same folder, whatever characters its name has."""
    return quote(file, safe="")


def webcal(base: str, file: str) -> str:
    """The address at which calendar programs subscribe to a file of the public folder ``base``."""
    return f"webcal://{base.partition('://')[2]}{relative(file)}"
