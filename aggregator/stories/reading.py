"""Reading: an article prepared for comparing."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from aggregator.stories.lines import Line, ends_of_lines, lines
from aggregator.stories.marks import Span, quoted_passages
from aggregator.stories.passages import Places
from aggregator.stories.tokens import Tokens, tokenize
from aggregator.stories.wording import Wording, wording_of
from scrapers.article import Link

_T = TypeVar("_T")
_KEPT = 5000  # tokens of a text of which all is kept that was found once


@dataclass(frozen=True)
class Reading:
    """An article as the comparing functions take it.

    ``text`` is plain text with paragraphs on lines of their own; ``wording`` is that of its tokens,
    ``ends`` are the ends of its lines among them. Where commonplaces were left out (``without``),
    ``wording`` and ``tokens`` have none, ``left_out`` tells which, and ``whole`` is the article
    with them. ``source`` is the name of the source's file. ``published`` is the publisher's own
    moment, ``None`` where he tells none; ``first_seen`` is ours. Both are aware. ``links`` and
    ``quotations`` are those of the article (see ``Article``).
    """

    id: int
    source: str
    url: str
    title: str
    text: str
    published: datetime | None
    first_seen: datetime
    wording: Wording[int]
    ends: Wording[int]
    links: tuple[Link, ...] = ()
    quotations: tuple[str, ...] = ()
    left_out: tuple[Line, ...] = ()
    whole: Reading | None = None

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
        ends: Wording[int] | None = None,
    ) -> Reading:
        """The reading of an article; its wording and ends are made where none are kept."""
        tokens = None
        if wording is None or ends is None:
            tokens = tokenize(text)
            wording, ends = wording_of(tokens), ends_of_lines(text, tokens)
        made = cls(
            id, source, url, title, text, published, first_seen, wording, ends, links, quotations
        )
        if tokens is not None:
            made.__dict__["tokens"] = tokens
        return made

    def saying(self, title: str, text: str) -> Reading:
        """The same article with another title and text."""
        tokens = tokenize(text)
        made = wording_of(tokens), ends_of_lines(text, tokens)
        said = replace(self, title=title, text=text, wording=made[0], ends=made[1])
        return replace(said, left_out=(), whole=None)

    def without(self, commonplaces: Collection[int]) -> Reading:
        """The article as it is compared: its tokens without those of lines with these hashes.

        The text is as it was, so that tokens still lead to their letters.
        """
        left_out = tuple(one for one in self.lines if one.hash in commonplaces)
        if not left_out:
            return self
        wording = array(self.wording.typecode, _without(self.wording, left_out))
        return replace(self, wording=wording, left_out=left_out, whole=self)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the article, without any left out, that are long enough to be looked at."""
        return self.whole.lines if self.whole else tuple(lines(self.wording, self.ends))

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens that ``wording`` is of; made when asked for, as most candidates never are."""
        if self.whole is not None:
            whole = self.whole.tokens
            return Tokens(
                _without(whole.forms, self.left_out),
                _without(whole.starts, self.left_out),
                _without(whole.ends, self.left_out),
            )
        return tokenize(self.text)

    @cached_property
    def places(self) -> Places | None:
        """Where each few words of ``wording`` stand; ``None`` for a book, too large to be kept."""
        return Places.of(self.wording) if len(self.wording) <= _KEPT else None

    @cached_property
    def title_tokens(self) -> Tokens:
        """The tokens of ``title``."""
        return tokenize(self.title)

    @cached_property
    def headline(self) -> tuple[str, ...]:
        """The forms of the title's tokens."""
        return tuple(self.title_tokens.forms)

    @cached_property
    def marked(self) -> tuple[Span, ...]:
        """The places of the text in quotation marks, or set off as quotations by markup."""
        return quoted_passages(self.text, self.quotations)


def _without(column: Sequence[_T], left_out: Sequence[Line]) -> list[_T]:
    kept: list[_T] = []
    start = 0
    for line in left_out:
        kept += column[start : line.start]
        start = line.stop
    return [*kept, *column[start:]]
