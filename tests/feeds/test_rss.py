from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from feeds import rss
from tests.feeds.example import (
    BASE,
    MEASURED,
    UNKNOWN,
    UNMEASURED,
    archive,
    entry,
    feed,
    rich,
    subscription,
    undated,
)

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
MEDIA = "{http://search.yahoo.com/mrss/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def channel(*entries, **changes) -> etree._Element:
    return etree.fromstring(rss.render(feed(*entries, **changes)))[0]


def item(**changes) -> etree._Element:
    (only,) = channel(rich(**changes)).findall("item")
    return only


def media(**changes) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in item(**changes).findall(MEDIA + "content")]


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
    assert channel(entry()).findtext("link") == BASE + "feed.html"


def test_a_feed_without_entries_has_no_build_date_and_no_items():
    tags = {child.tag for child in channel()}
    assert not tags & {"lastBuildDate", "pubDate", "item"}
    assert tags >= {"title", "link", "description", "language"}


def test_metadata_of_every_kind_come_before_the_items():
    for sample in (subscription(rich()), archive(rich())):
        tags = [child.tag for child in etree.fromstring(rss.render(sample))[0]]
        assert tags.index("item") == len(tags) - 1


def test_the_enclosure_is_the_first_attachment_whose_type_and_length_are_known():
    other = replace(MEASURED, url="https://klaszter.example/2.pdf")
    (enclosure,) = item(attachments=(UNKNOWN, MEASURED, other)).findall("enclosure")
    assert enclosure.attrib == {
        "url": MEASURED.url,
        "length": "48213",
        "type": "application/pdf",
    }


@pytest.mark.parametrize(
    "offered",
    [
        (),
        (UNKNOWN,),
        (UNMEASURED,),
        (replace(MEASURED, length=0),),
        (replace(MEASURED, type="pdf"),),
    ],
    ids=["none", "unknown", "no length", "empty", "no media type"],
)
def test_what_is_not_known_to_the_byte_is_no_enclosure(offered):
    only = item(attachments=offered)
    assert only.find("enclosure") is None
    assert len(only.findall(MEDIA + "content")) == 1 + len(offered)


def test_the_picture_and_all_other_attachments_are_media():
    more = replace(MEASURED, url="https://klaszter.example/2.pdf")
    assert media(attachments=(UNKNOWN, MEASURED, UNMEASURED, more)) == [
        {"url": "https://klaszter.example/labor.jpg", "medium": "image"},
        {"url": UNKNOWN.url, "medium": "document"},
        {"url": UNMEASURED.url, "medium": "audio", "type": "audio/mpeg"},
        {
            "url": more.url,
            "medium": "document",
            "type": "application/pdf",
            "fileSize": "48213",
        },
    ]
    assert media(attachments=(MEASURED,), image=None) == []


def test_media_that_have_a_title_tell_it():
    unnamed, named = item(attachments=(UNMEASURED, UNKNOWN), image=None).findall(MEDIA + "content")
    assert unnamed.find(MEDIA + "title") is None
    assert named.findtext(MEDIA + "title") == "Letöltés"


def test_an_item_tells_its_language_where_it_is_not_the_channels():
    assert item(language="en").findtext(LANGUAGE) == "en"
    assert item(language="hu").find(LANGUAGE) is None
    assert item(language=None).find(LANGUAGE) is None


def test_a_category_names_its_scheme():
    assert [(one.text, one.get("domain")) for one in item().findall("category")] == [
        ("Pályázat & felhívás", "https://hirek.example/kinds"),
        ("Energia", "https://hirek.example/sectors"),
    ]


def test_an_entry_without_an_address_has_no_link():
    only = item(url="", title="")
    assert only.find("link") is None
    assert only.findtext("title") == "tag:hirek.example,2026:1"
