from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feeds import opml
from feeds.characters import line
from feeds.outline import Outline
from tests.feeds.example import PUBLISHED
from tests.feeds.ugly import TEXTS

ALL = Outline("Minden & hír", "https://a.example/?a=1&b=2", "https://a.example/feed.atom")
ICT = Outline("Kő", "https://b.example/", "https://b.example/rss", "Informatika", "hu")
FOOD = Outline("Víz", "https://c.example/", "https://c.example/rss", "Élelmiszer", "en")
URLS = st.sampled_from([ALL.page_url, ICT.page_url])
OUTLINES = st.builds(Outline, TEXTS, URLS, URLS, TEXTS, st.none() | st.just("hu"))


def root(*outlines: Outline, **changes) -> etree._Element:
    return etree.fromstring(opml.render("Klaszterhírek", outlines, **changes))


def test_an_outline_tells_its_feed_its_page_and_its_language():
    (told,) = root(ICT).findall("body/outline/outline")
    assert dict(told.attrib) == {
        "type": "rss",
        "text": "Kő",
        "title": "Kő",
        "xmlUrl": "https://b.example/rss",
        "htmlUrl": "https://b.example/",
        "language": "hu",
    }


def test_what_has_no_group_and_no_language_stands_alone_and_tells_none():
    (told,) = root(ALL).findall("body/outline")
    assert told.get("xmlUrl") == ALL.feed_url
    assert "language" not in told.attrib


def test_a_group_is_one_outline_where_its_first_member_stands():
    other = Outline("Agyag", "https://d.example/", "https://d.example/rss", "Informatika ")
    told = root(ICT, FOOD, ALL, other).findall("body/outline")
    assert [one.get("text") for one in told] == ["Informatika", "Élelmiszer", "Minden & hír"]
    assert [one.get("text") for one in told[0]] == ["Kő", "Agyag"]


def test_the_head_has_the_title_and_a_date_only_if_one_is_given():
    assert [one.tag for one in root().find("head")] == ["title"]
    assert root().findtext("head/title") == "Klaszterhírek"
    dated = root(created=PUBLISHED)
    assert dated.findtext("head/dateCreated") == "Tue, 03 Nov 2026 09:00:00 +0100"


def test_a_list_of_nothing_is_a_list():
    assert root().get("version") == "2.0"
    assert len(root().find("body")) == 0


@given(st.lists(OUTLINES, max_size=4), TEXTS)
def test_every_outline_of_any_list_is_there_once_with_its_title(outlines, title):
    xml = opml.render(title, outlines)
    assert xml == opml.render(title, outlines)
    told = etree.fromstring(xml).findall(".//outline[@xmlUrl]")
    assert sorted(one.get("title") for one in told) == sorted(
        line(one.title) or one.page_url for one in outlines
    )


def test_a_date_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="without an offset"):
        root(created=datetime(2026, 11, 3))
