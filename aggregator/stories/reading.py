"""Reading: an article prepared for comparing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from aggregator.stories.tokens import Token, tokenize
from aggregator.stories.wording import Wording, wording_of
from scrapers.article import Link


@dataclass(frozen=True)
class Reading:
    """An article as the comparing functions take it.

    ``text`` is plain text with paragraphs on lines of their own, free of mojibake (extraction's
    business); ``wording`` is that of its tokens. ``source`` is the name of the source's file.
    ``published`` is the publisher's own moment, ``None`` where he tells none; ``first_seen`` is
    ours. Both are aware. ``links`` and ``quotations`` are those of the article (see ``Article``).
    """

    id: int
    source: str
    url: str
    title: str
    text: str
    published: datetime | None
    first_seen: datetime
    wording: Wording[int]
    links: tuple[Link, ...] = ()
    quotations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        moments = (self.first_seen, self.published)
        if any(moment is not None and moment.tzinfo is None for moment in moments):
            raise ValueError("a reading's moments need a time zone")

    @classmethod
    def of(
        cls,
        *,
        id: int,
        source: str,
        url: str,
        title: str,
        text: str,
        published: datetime | None,
        first_seen: datetime,
        links: tuple[Link, ...] = (),
        quotations: tuple[str, ...] = (),
        wording: Wording[int] | None = None,
    ) -> Reading:
        """The reading of an article; its wording is made where none is kept."""
        said = wording_of(tokenize(text)) if wording is None else wording
        return cls(id, source, url, title, text, published, first_seen, said, links, quotations)

    def saying(self, title: str, text: str) -> Reading:
        """The same article with another title and text."""
        wording = wording_of(tokenize(text))
        return replace(self, title=title, text=text, wording=wording)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of ``text``; made when asked for, as most candidates never are."""
        return tokenize(self.text)
