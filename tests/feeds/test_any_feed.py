"""What holds for every format and every feed, however ugly the texts of its sources."""

import json
import time
from pathlib import Path

import feedparser
import pytest
from hypothesis import example
from jsonschema import Draft202012Validator
from lxml import etree

from feeds import atom, jsonfeed, rss
from feeds.characters import clean, line
from feeds.feed import Feed
from tests.feeds.any_feed import for_any_feed
from tests.feeds.example import SAMPLES, entry, feed, undated
from tests.feeds.validator import faults

FORMATS = pytest.mark.parametrize(
    "form", [rss, atom, jsonfeed], ids=[rss.SUFFIX, atom.SUFFIX, jsonfeed.SUFFIX]
)
DATA = Path(__file__).with_name("data")
SCHEMA = Draft202012Validator(json.loads(DATA.joinpath("jsonfeed-1.1.schema.json").read_bytes()))
RENDERED = DATA / "rendered"


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
    titles = [line(one.title) or one.url or one.id for one in sample.entries]
    in_rss = etree.fromstring(rss.render(sample)).findall(".//item/title")
    in_atom = etree.fromstring(atom.render(sample)).findall("{*}entry/{*}title")
    in_json = json.loads(jsonfeed.render(sample))["items"]
    assert [one.text for one in in_rss] == titles
    assert [one.text for one in in_atom] == titles
    assert [one["title"] for one in in_json] == titles


@for_any_feed
@example(feed(entry(url="", title="", summary="", content_html="", source="\x00")))
def test_the_validator_finds_nothing_in_any_feed(sample: Feed):
    for form in (rss, atom):
        assert faults(form.render(sample)) == []


@for_any_feed
def test_any_feed_obeys_the_schema_of_json_feed(sample: Feed):
    SCHEMA.validate(json.loads(jsonfeed.render(sample)))


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
