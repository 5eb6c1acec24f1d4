"""The last days of the combined feed, for a newsletter."""

from __future__ import annotations

from datetime import date

from aggregator.archive.archive import Archive
from aggregator.config import Config
from aggregator.pages.digest.digest import By, Form, digest
from aggregator.publishing.belonging import ALL
from aggregator.publishing.building import Builder
from aggregator.publishing.site import happenings, site_of


def newsletter(
    archive: Archive, config: Config, since: date, today: date, *, form: Form, by: By
) -> str:
    """What the combined feed has had since a day, and what is coming, in a form to paste."""
    builder = Builder(archive, config, site_of((), (), config))
    entries = builder.entries(builder.stories(ALL))
    with archive.read() as connection:
        coming = happenings(connection, today)
    told = digest(builder.site, entries, coming, since=since, today=today, form=form, by=by)
    return told if told.endswith("\n") else f"{told}\n"
