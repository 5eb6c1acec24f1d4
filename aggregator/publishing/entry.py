"""A story as subscribers see it: the original with credit, who reprints it, who quotes it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from babel.dates import format_date

from aggregator.archive.feeds import Told
from aggregator.archive.versions import ArticleRow
from aggregator.pages import names
from aggregator.pages.carriers import carriers
from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid
from aggregator.pages.strangers import linkable
from aggregator.publishing.change import change_note
from aggregator.stories.added import added
from aggregator.stories.tokens import forms
from aggregator.summary import summary
from feeds.feed import Attachment, Category, Entry, Mention
from scrapers import clean, urls
from scrapers.article import BUDAPEST

_SCHEME = "urn:x-klaszterhirek:"
"""Names the schemes of categories: no host of anybody's, since terms mean the same everywhere."""
_KINDS = {"call": msgid("call"), "event": msgid("event")}


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
        seen=None if told.published else original["first_seen"],
        summary=summary(original["text"]),
        note=change_note(told.updated, told.former, original, language) if told.former else "",
        authors=tuple(original["authors"]),
        language=original["language"],
        image=original["image"] if linkable(original["image"]) else None,
        attachments=tuple(
            Attachment(**one) for one in original["attachments"] if linkable(one["url"])
        ),
        categories=tuple(_categories(original, language)),
        reprints=tuple(_mention(row, original) for row in reprints if first[_called(row)] is row),
        quotations=tuple(
            _mention(row, original) for row in told.quotations if first[_called(row)] is row
        ),
    )
    return replace(entry, content_html="\n".join(_content(entry, original, language)))


def additions(row: ArticleRow, original: ArticleRow) -> tuple[str, ...]:
    """The passages that an article adds to the original of its story, each on one line."""
    return added(row["text"], original["text"], (row["title"], original["title"]))


def _categories(original: ArticleRow, language: str) -> Iterator[Category]:
    """What an original is about, and of what kind: terms of schemes of our own."""
    if original["sector"]:
        label = names.sector(original["sector"], language)
        yield Category(original["sector"], f"{_SCHEME}sector", label)
    if original["kind"] in _KINDS:
        label = texts(language).gettext(_KINDS[original["kind"]])
        yield Category(original["kind"], f"{_SCHEME}kind", label)


def _called(row: ArticleRow) -> tuple[str, tuple[str, ...]]:
    return row["source"], forms(row["title"])


def _mention(row: ArticleRow, original: ArticleRow) -> Mention:
    return Mention(row["source_name"], row["title"], row["url"], additions(row, original))


def _content(entry: Entry, original: ArticleRow, language: str) -> Iterator[str]:
    gettext = texts(language).gettext
    original_label = gettext("Original:")
    if entry.note:
        yield f"<p><em>{escape(entry.note)}</em></p>"
    body = original["html"] if original["full_text"] else f"<p>{escape(entry.summary)}</p>"
    yield clean.safe_html(body, entry.url)
    yield f"<p>{original_label} {_link(entry.source, entry.url)}</p>"
    yield from _carriers(entry.reprints, gettext("Reprinted by:"), gettext("adding:"))
    yield from _carriers(entry.quotations, gettext("Quoted by:"), gettext("adding:"))
    if entry.published is None:
        day = format_date(original["first_seen"].astimezone(BUDAPEST), "long", locale=language)
        seen = gettext("The source tells no date. First seen here: %(day)s") % {"day": day}
        yield f"<p><em>{seen}</em></p>"


def _carriers(mentions: Sequence[Mention], label: str, adding: str) -> Iterator[str]:
    """A line with all who add nothing, then one for each addition, with those who make it."""
    for some in carriers(mentions):
        links = ", ".join(_link(one.name, one.url) for one in some.carriers)
        yield f"<p>{label} {links}{f', {adding}' if some.added else ''}</p>"
        if some.added:
            passages = "".join(f"<p>{escape(one)}</p>" for one in some.added)
            yield f"<blockquote>{passages}</blockquote>"


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(urls.written(address))}" rel="{clean.REL}">{escape(text)}</a>'
