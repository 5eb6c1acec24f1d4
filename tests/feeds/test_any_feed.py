"""What holds for every format and every feed, however ugly the texts of its sources."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds import atom, jsonfeed, rss
from feeds.characters import clean, line
from feeds.feed import Entry, Feed, Mention
from tests.feeds.example import SAMPLES, entry, feed, undated

FORMATS = pytest.mark.parametrize(
    "form", [rss, atom, jsonfeed], ids=[rss.SUFFIX, atom.SUFFIX, jsonfeed.SUFFIX]
)
RENDERED = Path(__file__).with_name("data") / "rendered"

NASTY = [
    *("\x00", "\x0b", "\x85", "\u2028", "\ud83d", "\ude00", "\ufffe", "\ufffd", "\u202e", "\u200f"),
    *("]]>", "<![CDATA[", "<b>", "</title>", "<!--", "<?xml", "&", "&amp;", "&nosuch;", "\n", "😀"),
]
UGLY = st.lists(st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=()))).map("".join)
URLS = st.sampled_from(
    ["https://a.example/", "https://b.example/?a=1&b='2'", "http://c.example/%20"]
)
TIMES = st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.timezones())
MENTIONS = st.builds(Mention, UGLY, UGLY, URLS, st.lists(UGLY, max_size=2).map(tuple))
ENTRIES = st.builds(
    Entry,
    id=st.just(""),
    url=URLS,
    title=UGLY,
    updated=TIMES,
    source=UGLY,
    source_url=URLS,
    published=st.none() | TIMES,
    summary=UGLY,
    content_html=UGLY,
    authors=st.lists(UGLY, max_size=2).map(tuple),
    language=st.sampled_from([None, "hu", "en-GB"]),
    image=st.none() | URLS,
    reprints=st.lists(MENTIONS, max_size=2).map(tuple),
    quotations=st.lists(MENTIONS, max_size=2).map(tuple),
)


@st.composite
def any_feeds(draw: st.DrawFn) -> Feed:
    entries = draw(st.lists(ENTRIES, max_size=3))
    return Feed(
        id="tag:hirek.example,2026:feed",
        title=draw(UGLY),
        description=draw(UGLY),
        language="hu",
        updated=draw(TIMES) if entries else None,
        entries=[
            replace(one, id=f"tag:hirek.example,2026:{number}")
            for number, one in enumerate(entries)
        ],
        base=draw(st.sampled_from([None, "https://hirek.example/"])),
    )


def for_any_feed(test: Callable[[Feed], None]) -> Callable[[], None]:
    # A busy machine is no finding: what is asked is whether it holds, not how fast.
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    return patient(given(any_feeds())(test))


@for_any_feed
@example(feed(entry(title="\x00", source="\ud800", summary="\ufffe", content_html="]]>\x08")))
def test_rss_and_atom_are_well_formed_and_read_back_whole(sample: Feed):
    for form in (rss, atom):
        xml = form.render(sample)
        etree.fromstring(xml)
        read = feedparser.parse(xml)
        assert not read.bozo
        assert [one.id for one in read.entries] == [one.id for one in sample.entries]


@for_any_feed
def test_titles_arrive_as_plain_text_character_by_character(sample: Feed):
    titles = [line(one.title) or one.url for one in sample.entries]
    in_rss = etree.fromstring(rss.render(sample)).findall(".//item/title")
    in_atom = etree.fromstring(atom.render(sample)).findall("{*}entry/{*}title")
    in_json = json.loads(jsonfeed.render(sample))["items"]
    assert [one.text for one in in_rss] == titles
    assert [one.text for one in in_atom] == titles
    assert [one["title"] for one in in_json] == titles


@for_any_feed
def test_json_reads_back_whole(sample: Feed):
    items = json.loads(jsonfeed.render(sample))["items"]
    assert [one["id"] for one in items] == [one.id for one in sample.entries]
    assert [one["content_html"] for one in items] == [
        one.content_html for one in clean(sample).entries
    ]


@for_any_feed
def test_rendering_twice_gives_the_same_bytes(sample: Feed):
    for form in (rss, atom, jsonfeed):
        assert form.render(sample) == form.render(sample)


@FORMATS
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns", "UTC"])
def test_the_time_zone_of_the_machine_changes_no_byte(form, zone, monkeypatch):
    sample = feed(entry(1), undated(2))
    here = form.render(sample)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert form.render(sample) == here
    finally:
        monkeypatch.undo()
        time.tzset()


@FORMATS
@pytest.mark.parametrize("folder", SAMPLES)
def test_a_feed_has_today_the_bytes_it_had_when_its_file_was_kept(form, folder):
    assert form.render(SAMPLES[folder]) == (RENDERED / folder / f"feed{form.SUFFIX}").read_bytes()


def test_each_format_has_its_file_and_its_media_type():
    assert {form.SUFFIX: form.MEDIA_TYPE for form in (rss, atom, jsonfeed)} == {
        ".rss": "application/rss+xml",
        ".atom": "application/atom+xml",
        ".json": "application/feed+json",
    }
