"""Outline: a feed as a list of feeds names it. A leaf value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed and the site it is of, under the heading ``group`` where it has one.

    ``page_url`` is what people read, ``feed_url`` what their readers read; both are absolute and in
    ASCII. Texts may hold any character.
    """

    title: str
    page_url: str
    feed_url: str
    group: str = ""
    language: str | None = None
