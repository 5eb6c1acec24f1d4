"""What a reader that people use (lemon24/reader) keeps of our files."""

from dataclasses import replace

import pytest
from reader import make_reader

from feeds import atom, jsonfeed, rss
from feeds.write import write
from tests.feeds.example import UPDATED, archive, entry, feed, rich, subscription, undated

FORMATS = (rss, atom, jsonfeed)
NAMES = [f"feed{form.SUFFIX}" for form in FORMATS]


@pytest.fixture
def subscribe(tmp_path):
    """Write a feed in all formats and let the reader look; what it has then, by id, for each."""
    kept = make_reader(":memory:", feed_root=str(tmp_path))
    for name in NAMES:
        kept.add_feed(name)

    def told(sample) -> dict[str, dict]:
        write(tmp_path, {f"feed{form.SUFFIX}": form.render(sample) for form in FORMATS})
        kept.update_feeds(scheduled=False)
        failed = [one.last_exception for one in kept.get_feeds() if one.last_exception]
        assert failed == []
        return {name: {one.id: one for one in kept.get_entries(feed=name)} for name in NAMES}

    yield told
    kept.close()


def test_every_entry_is_there_once_in_every_format(subscribe):
    for entries in subscribe(subscription(rich(1), undated(2), entry(3))).values():
        assert set(entries) == {f"tag:hirek.example,2026:{number}" for number in (1, 2, 3)}


def test_all_formats_say_the_same(subscribe):
    entries = [one["tag:hirek.example,2026:1"] for one in subscribe(feed(rich(1))).values()]
    assert {one.title for one in entries} == {rich().title}
    assert {one.link for one in entries} == {rich().url}
    assert {one.published for one in entries} == {rich().published}
    assert {one.content[0].value for one in entries} == {rich().content_html}


def test_the_enclosure_that_all_formats_know_is_the_measured_one(subscribe):
    for entries in subscribe(feed(rich(1))).values():
        offered = [(one.type, one.length) for one in entries["tag:hirek.example,2026:1"].enclosures]
        assert ("application/pdf", 48213) in offered


def test_an_edit_refreshes_the_entry_and_makes_no_other(subscribe):
    subscribe(feed(entry(1), entry(2)))
    edited = entry(1, title="Másik cím", updated=UPDATED.replace(hour=20))
    for entries in subscribe(feed(edited, entry(2))).values():
        assert len(entries) == 2
        assert entries["tag:hirek.example,2026:1"].title == "Másik cím"


def test_an_archive_document_read_in_place_of_the_feed_adds_only_what_is_old(subscribe):
    subscribe(subscription(entry(2)))
    for entries in subscribe(replace(archive(entry(1)), name="feed")).values():
        assert set(entries) == {f"tag:hirek.example,2026:{number}" for number in (1, 2)}
