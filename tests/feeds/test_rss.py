import feedparser
from lxml import etree

from feeds import rss
from tests.feeds.example import BASE, entry, feed, undated

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def channel(*entries, **changes) -> etree._Element:
    return etree.fromstring(rss.render(feed(*entries, **changes)))[0]


def item(**changes) -> etree._Element:
    (only,) = channel(entry(**changes)).findall("item")
    return only


def test_the_guid_is_the_id_and_no_permalink():
    guid = item(id="tag:hirek.example,2026:7").find("guid")
    assert (guid.text, guid.attrib) == ("tag:hirek.example,2026:7", {"isPermaLink": "false"})


def test_an_undated_entry_has_no_pubdate():
    with_date, without = channel(entry(), undated()).findall("item")
    assert with_date.findtext("pubDate") == "Tue, 03 Nov 2026 09:00:00 +0100"
    assert without.find("pubDate") is None


def test_the_last_build_is_the_newest_change():
    assert channel(entry()).findtext("lastBuildDate") == "Thu, 05 Nov 2026 14:30:12 +0000"


def test_the_link_is_the_originals_whoever_reprints_it():
    assert item().findtext("link") == entry().url


def test_the_description_is_the_summary_as_html_and_before_the_content():
    (read,) = feedparser.parse(rss.render(feed(entry(summary="Egy < két & három")))).entries
    assert read.summary_detail.type == "text/html"
    assert read.summary == "Egy &lt; két &amp; három"
    order = [child.tag for child in item()]
    assert order.index("description") < order.index(CONTENT)


def test_content_without_a_summary_is_the_description():
    only = item(summary="", content_html="<p>Egy</p>")
    assert (only.findtext("description"), only.find(CONTENT)) == ("<p>Egy</p>", None)


def test_every_author_is_a_creator_and_none_an_address():
    only = item(authors=("Kovács Éva", "Nagy & Fia"))
    assert [creator.text for creator in only.findall(CREATOR)] == ["Kovács Éva", "Nagy & Fia"]
    assert only.find("author") is None


def test_the_source_is_the_publisher():
    source = item().find("source")
    assert (source.text, source.get("url")) == ("Kő & Víz Klaszter", "https://klaszter.example/")


def test_items_come_after_the_metadata_of_the_channel():
    tags = [child.tag for child in channel(entry(1), entry(2))]
    assert tags[-2:] == ["item", "item"]
    assert tags.count("item") == 2


def test_the_channel_of_a_feed_without_a_base_links_to_its_id():
    assert channel(entry(), base=None).findtext("link") == "tag:hirek.example,2026:feed"
    assert channel(entry()).findtext("link") == BASE


def test_a_feed_without_entries_has_no_build_date_and_no_items():
    tags = {child.tag for child in channel()}
    assert not tags & {"lastBuildDate", "pubDate", "item"}
    assert tags >= {"title", "link", "description", "language"}
