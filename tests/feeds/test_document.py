"""What RSS and Atom have in common; each of feedgen's traps is a test here or in theirs."""

import re
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from feeds import atom, rss
from tests.feeds.example import BASE, HUB, archive, entry, feed, rich, subscription, undated
from tests.feeds.trace import calls_of

FORMATS = pytest.mark.parametrize("form", [rss, atom], ids=["rss", "atom"])
DATED = {"pubDate", "lastBuildDate", "published", "updated"}


def dates(xml: bytes) -> set[str]:
    elements = etree.fromstring(xml).iter()
    return {one.text or "" for one in elements if etree.QName(one).localname in DATED}


@FORMATS
def test_entries_keep_their_order(form):
    read = feedparser.parse(form.render(feed(entry(3), undated(1), entry(2))))
    assert [one.id[-1] for one in read.entries] == ["3", "1", "2"]


@FORMATS
def test_no_date_is_the_clocks(form):
    moment = datetime(2011, 2, 3, 4, 5, 6, tzinfo=UTC)
    sample = feed(entry(updated=moment, published=moment), undated(updated=moment))
    written = {rss: "Thu, 03 Feb 2011 04:05:06 +0000", atom: "2011-02-03T04:05:06+00:00"}
    assert dates(form.render(sample)) == {written[form]}


@FORMATS
def test_the_locale_of_the_process_is_left_alone(form):
    called = calls_of(lambda: form.render(feed(entry())))
    assert f"{form.__name__}.render" in called
    assert "locale.setlocale" not in called


@FORMATS
def test_the_generator_is_named_without_a_version(form):
    root = etree.fromstring(form.render(feed(entry())))
    (generator,) = root.findall(".//{*}generator")
    assert (generator.text, generator.attrib) == ("klaszterhirek", {})


def links(sample, form) -> dict[str, tuple[str, str | None]]:
    """The links of a document by their relation; each is there once."""
    read = feedparser.parse(form.render(sample)).feed.links
    assert len({link.rel for link in read}) == len(read)
    return {link.rel: (link.href, link.type if link.rel != "hub" else None) for link in read}


@FORMATS
def test_the_feed_links_to_itself_and_to_its_page(form):
    assert links(feed(entry()), form) == {
        "self": (BASE + "feed" + form.SUFFIX, form.MEDIA_TYPE),
        "alternate": (BASE + "feed.html", "text/html"),
    }
    assert feedparser.parse(form.render(feed(entry()))).feed.link == BASE + "feed.html"


@FORMATS
def test_the_document_to_subscribe_to_links_to_its_hub_and_to_the_archive(form):
    assert links(subscription(entry()), form) == {
        "self": (BASE + "feed" + form.SUFFIX, form.MEDIA_TYPE),
        "hub": (HUB, None),
        "prev-archive": (BASE + "feed-2026-10" + form.SUFFIX, form.MEDIA_TYPE),
        "alternate": (BASE + "feed.html", "text/html"),
    }


@FORMATS
def test_an_archive_document_links_to_its_neighbours_and_to_no_hub(form):
    assert links(archive(entry()), form) == {
        "self": (BASE + "feed-2026-10" + form.SUFFIX, form.MEDIA_TYPE),
        "current": (BASE + "feed" + form.SUFFIX, form.MEDIA_TYPE),
        "prev-archive": (BASE + "feed-2026-09" + form.SUFFIX, form.MEDIA_TYPE),
        "next-archive": (BASE + "feed-2026-11" + form.SUFFIX, form.MEDIA_TYPE),
        "alternate": (BASE + "feed.html", "text/html"),
    }


@FORMATS
def test_only_an_archive_document_is_marked_as_one(form):
    mark = ".//{http://purl.org/syndication/history/1.0}archive"
    marks = [
        etree.fromstring(form.render(one)).findall(mark) for one in (archive(), subscription())
    ]
    assert [len(found) for found in marks] == [1, 0]


@FORMATS
def test_archive_documents_have_the_id_of_their_feed(form):
    read = [feedparser.parse(form.render(one)).feed for one in (archive(), subscription())]
    assert form is rss or {one.id for one in read} == {"tag:hirek.example,2026:feed"}
    assert {one.title for one in read} == {"Klaszterhírek"}


@FORMATS
def test_prefixes_are_declared_once_at_the_root(form):
    xml = form.render(archive(rich(1), rich(2), rich(3)))
    (root, *others) = etree.fromstring(xml).iter("{*}*")
    assert all(other.nsmap == root.nsmap for other in others)
    assert b"ns0" not in xml


@FORMATS
def test_categories_are_those_of_their_schemes(form):
    (read,) = feedparser.parse(form.render(feed(rich()))).entries
    told = {(tag.scheme, tag.label or tag.term) for tag in read.tags}
    assert told == {
        ("https://hirek.example/kinds", "Pályázat & felhívás"),
        ("https://hirek.example/sectors", "Energia"),
    }


@FORMATS
def test_the_picture_is_media_content(form):
    (read,) = feedparser.parse(form.render(feed(entry()))).entries
    assert read.media_content == [{"url": "https://klaszter.example/labor.jpg", "medium": "image"}]


@FORMATS
def test_the_feed_tells_its_title_description_and_language(form):
    read = feedparser.parse(form.render(feed(entry()))).feed
    assert read.title == "Klaszterhírek"
    assert read.subtitle == "Magyar klaszterek hírei & eseményei"
    assert read.language == "hu"


@FORMATS
def test_readers_show_a_title_with_ampersand_and_less_than_right(form):
    xml = form.render(feed(entry(title="A & B < C")))
    (read,) = feedparser.parse(xml).entries
    assert (read.title, read.title_detail.type) == ("A & B < C", "text/plain")


@FORMATS
def test_escapes_are_hexadecimal_references(form):
    xml = form.render(feed(entry(title="A & B < C > D")))
    assert b"<title>A &#x26; B &#x3C; C &#x3E; D</title>" in xml
    assert not re.search(rb"&(?!#x)", xml)


@FORMATS
def test_readers_of_broken_xml_show_such_a_title_right_too(form):
    xml = form.render(feed(entry(title="A & B < C"))).replace(b"<link", b"<br>&nosuch;<link")
    read = feedparser.parse(xml)
    assert read.bozo
    assert [one.title for one in read.entries] == ["A & B < C"]


@FORMATS
def test_one_control_character_does_not_kill_the_feed(form):
    xml = form.render(feed(entry(1, title="Egy\x0b\x00cím"), entry(2, summary="\ud800")))
    read = feedparser.parse(xml)
    assert not read.bozo
    assert [one.title for one in read.entries] == ["Egy cím", entry().title]


@FORMATS
def test_content_is_markup_that_arrives_as_it_was_sent(form):
    html = "<p>egy ]]&gt; <b>két</b> &amp; három</p>"
    (read,) = feedparser.parse(form.render(feed(entry(content_html=html)))).entries
    assert [(one.value, one.type) for one in read.content] == [(html, "text/html")]


@FORMATS
def test_an_entry_without_any_text_is_still_an_entry(form):
    (read,) = feedparser.parse(form.render(feed(undated(summary="", content_html="")))).entries
    assert (read.title, "content" in read) == (entry().title, False)


@FORMATS
def test_a_text_longer_than_parsers_like_is_rendered(form):
    xml = form.render(feed(entry(content_html="<p>" + "a" * 11_000_000 + "</p>")))
    assert len(xml) > 11_000_000


@FORMATS
@pytest.mark.parametrize("field", ["updated", "published"])
def test_a_time_without_an_offset_is_refused(form, field):
    naive = datetime(2026, 11, 3)
    sample = feed(entry(**{field: naive}), updated=naive)
    with pytest.raises(ValueError, match="without an offset"):
        form.render(sample)


@FORMATS
def test_fractions_of_a_second_are_cut(form):
    moment = datetime(2026, 11, 3, tzinfo=UTC) + timedelta(microseconds=999_999)
    whole = moment.replace(microsecond=0)
    exact = form.render(feed(entry(updated=moment, published=moment)))
    assert exact == form.render(feed(entry(updated=whole, published=whole)))
