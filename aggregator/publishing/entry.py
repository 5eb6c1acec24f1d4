"""A story as subscribers see it: the original with credit, who reprints it, who quotes it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from babel.dates import format_date

from aggregator.archive.feeds import Told
from aggregator.archive.versions import ArticleRow
from aggregator.stories.added import added
from aggregator.stories.tokens import forms
from aggregator.summary import summary
from aggregator.texts import TEXTS
from feeds.feed import Entry, Mention
from scrapers import clean
from scrapers.article import BUDAPEST

ADDITIONS = 8
"""Different additions that an entry shows; who else adds something is only named, with a link."""


def build_entry(told: Told, language: str) -> Entry:
    """The entry of a story; ``language`` is that of the program's own words.

    The original's own site is no reprint of it, and a source that has an article at two addresses,
    under one title, is told once.
    """
    original = told.original
    reprints = [row for row in told.reprints if row["source"] != original["source"]]
    rows = (original, *reprints, *told.quotations)
    first = {_called(row): row for row in reversed(rows)}
    entry = Entry(
        id=told.uid,
        url=original["url"],
        title=original["title"],
        updated=told.updated.astimezone(BUDAPEST),
        source=original["source_name"],
        source_url=original["home"],
        published=told.published.at if told.published else None,
        summary=summary(original["text"]),
        authors=tuple(original["authors"]),
        language=original["language"],
        image=original["image"],
        reprints=tuple(_mention(row, original) for row in reprints if first[_called(row)] is row),
        quotations=tuple(
            _mention(row, original) for row in told.quotations if first[_called(row)] is row
        ),
    )
    return replace(entry, content_html="\n".join(_content(entry, original, language)))


def additions(row: ArticleRow, original: ArticleRow) -> tuple[str, ...]:
    """The passages that an article adds to the original of its story, each on one line."""
    return added(row["text"], original["text"], (row["title"], original["title"]))


def _called(row: ArticleRow) -> tuple[str, tuple[str, ...]]:
    return row["source"], forms(row["title"])


def _mention(row: ArticleRow, original: ArticleRow) -> Mention:
    return Mention(row["source_name"], row["title"], row["url"], additions(row, original))


def _content(entry: Entry, original: ArticleRow, language: str) -> Iterator[str]:
    texts = TEXTS[language]
    body = original["html"] if original["full_text"] else f"<p>{escape(entry.summary)}</p>"
    yield clean.safe_html(body, entry.url)
    yield f"<p>{texts['original']} {_link(entry.source, entry.url)}</p>"
    yield from _carriers(entry.reprints, texts["reprints"], texts["adding"])
    yield from _carriers(entry.quotations, texts["quotations"], texts["adding"])
    if entry.published is None:
        day = format_date(original["first_seen"].astimezone(BUDAPEST), "long", locale=language)
        yield f"<p><em>{texts['undated'].format(day=day)}</em></p>"


def _carriers(mentions: Sequence[Mention], label: str, adding: str) -> Iterator[str]:
    """A line with all who add nothing, then one for each addition, with those who make it."""
    often = Counter(mention.source for mention in mentions)
    for passages, carriers in _alike(mentions).items():
        links = ", ".join(
            # of a source that is there twice only the titles tell which is which
            _link(one.source if often[one.source] == 1 else f"{one.source}: {one.title}", one.url)
            for one in carriers
        )
        yield f"<p>{label} {links}{f', {adding}' if passages else ''}</p>"
        if passages:
            yield f"<blockquote>{''.join(f'<p>{escape(one)}</p>' for one in passages)}</blockquote>"


def _alike(mentions: Sequence[Mention]) -> dict[tuple[str, ...], list[Mention]]:
    """The mentions by what they add; first those of whom no addition is shown, if there are any."""
    alike: dict[tuple[str, ...], list[Mention]] = {(): []}
    for mention in mentions:
        shown = mention.added in alike or len(alike) <= ADDITIONS
        alike.setdefault(mention.added if shown else (), []).append(mention)
    return {passages: carriers for passages, carriers in alike.items() if carriers}


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'
