"""Stories into feeds, and these into files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryFile

from babel.dates import format_date
from sqlalchemy import RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.feeds import Told, feed_id, known_feed_id, newest_stories
from aggregator.config import Config
from aggregator.errors import OutputError, OutputFailed
from aggregator.stories.added import added
from aggregator.stories.sentences import sentences
from aggregator.texts import TEXTS
from aggregator.window import MOST, within
from feeds import atom, jsonfeed, rss
from feeds.feed import Entry, Feed, Mention
from feeds.write import write
from scrapers import clean
from scrapers.article import BUDAPEST

FORMATS = (rss, atom, jsonfeed)
FEED = "all"
"""The name of the combined feed in the archive."""
SUMMARY = 400
"""Characters of an original's text that an entry shows at most."""


def publish(archive: Archive, config: Config, now: datetime) -> tuple[str, ...]:
    """Write the feeds into the output folder; the names of the files whose bytes changed.

    ``now`` only dates ids that are minted here for the first time: bytes follow from the archive
    and the configuration. Raises ``OutputFailed`` where the disk fails.
    """
    with archive.read() as connection:
        uid = known_feed_id(connection, FEED)
        told = newest_stories(connection, MOST)
    if uid is None:
        with archive.write() as connection:
            uid = feed_id(connection, FEED, config.address, now)
    feed = build_feed(told, uid, config)
    files = {form.NAME: form.render(feed) for form in FORMATS}
    return write_files(config.output, files)


def check_output(folder: Path) -> None:
    """Raise ``OutputError`` for a folder in which nothing could be published; nothing is touched.

    Asked before a run, so that a mistake in the configuration costs nobody a crawl.
    """
    try:
        existing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
        with TemporaryFile(dir=existing):
            pass
    except OSError as error:
        advice = "name another with --output, or make it writable"
        raise OutputError(folder, f"{error.strerror or error}: {advice}") from error


def write_files(folder: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """``feeds.write`` with a line for people where it fails."""
    try:
        return write(folder, files)
    except OSError as error:
        raise OutputFailed(folder, f"cannot be written: {error.strerror or error}") from error


def build_feed(told: Sequence[Told], uid: str, config: Config) -> Feed:
    """The combined feed of the newest stories, ``told`` newest first."""
    entries = [build_entry(one, config.language) for one in told]
    entries = entries[: within([_moment(one) for one in told])] if told else []
    return Feed(
        id=uid,
        title=config.title,
        description=TEXTS[config.language]["description"],
        language=config.language,
        updated=max((entry.updated for entry in entries), default=None),
        entries=entries,
        base=config.address,
    )


def build_entry(told: Told, language: str) -> Entry:
    """A story as subscribers see it: the original with credit, who reprints it, who quotes it."""
    original = told.original
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
        reprints=tuple(
            # a second address on the publisher's own site is no reprint
            _mention(row)
            for row in told.reprints
            if row["source"] != original["source"]
        ),
        quotations=tuple(
            _mention(row, added(row["text"], original["text"])) for row in told.quotations
        ),
    )
    return replace(entry, content_html=_content(entry, original, language))


def summary(text: str) -> str:
    """The beginning of a text: whole sentences as far as ``SUMMARY`` goes, on one line."""
    flat = clean.line(text[: SUMMARY * 4])
    if len(flat) <= SUMMARY:
        return flat
    cut = flat[:SUMMARY]
    whole = max((end for _, end in sentences(flat) if end <= SUMMARY), default=0)
    return cut[:whole] if whole > SUMMARY // 3 else f"{cut.rpartition(' ')[0] or cut} …"


def _content(entry: Entry, original: RowMapping, language: str) -> str:
    texts = TEXTS[language]
    body = original["html"] if original["full_text"] else f"<p>{escape(entry.summary)}</p>"
    parts = [clean.safe_html(body, entry.url)]
    credit = f"{_link(entry.source, entry.url)}"
    parts.append(f"<p>{texts['original']} {credit}</p>")
    if entry.reprints:
        links = ", ".join(_link(mention.source, mention.url) for mention in entry.reprints)
        parts.append(f"<p>{texts['reprints']} {links}</p>")
    for mention in entry.quotations:
        parts.append(f"<p>{texts['quotations']} {_link(mention.source, mention.url)}</p>")
        if mention.added:
            parts.append(
                f"<blockquote><p>{texts['added']} {escape(mention.added)}</p></blockquote>"
            )
    if entry.published is None:
        seen = original["first_seen"].astimezone(BUDAPEST)
        day = format_date(seen, "long", locale=language)
        parts.append(f"<p><em>{texts['undated'].format(day=day)}</em></p>")
    return "\n".join(parts)


def _mention(row: RowMapping, own: str = "") -> Mention:
    return Mention(row["source_name"], row["title"], row["url"], own)


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _moment(told: Told) -> datetime:
    return told.published.at if told.published else told.original["first_seen"]
