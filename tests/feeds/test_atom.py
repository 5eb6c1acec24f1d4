from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from feeds import atom
from tests.feeds.example import (
    BASE,
    MEASURED,
    QUOTATION,
    REPRINT,
    UNKNOWN,
    UNMEASURED,
    archive,
    entry,
    feed,
    rich,
    subscription,
    undated,
)

NS = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GRAMMAR = etree.RelaxNG(file=Path(__file__).with_name("data") / "atom.rng")


def root(*entries, **changes) -> etree._Element:
    return etree.fromstring(atom.render(feed(*entries, **changes)))


def element(**changes) -> etree._Element:
    (only,) = root(entry(**changes)).findall("a:entry", NS)
    return only


@pytest.mark.parametrize(
    "sample",
    [
        feed(entry(1), undated(2)),
        feed(undated(1, summary="", content_html="", language=None)),
        feed(),
        feed(entry(), base=None),
        subscription(rich()),
        archive(rich()),
        feed(entry(url="", content_html="")),
    ],
    ids=["full", "bare", "empty", "homeless", "rich", "archive", "without addresses"],
)
def test_a_feed_obeys_the_grammar_of_rfc_4287(sample):
    GRAMMAR.assertValid(etree.fromstring(atom.render(sample)))


def test_the_grammar_catches_what_feedgen_does_wrong():
    wrong = root(entry())
    wrong.find("a:entry/a:content", NS).set("type", "CDATA")
    assert not GRAMMAR.validate(wrong)


def test_an_undated_entry_has_no_published_and_no_source():
    dated, without = root(entry(), undated()).findall("a:entry", NS)
    assert dated.findtext("a:published", None, NS) == "2026-11-03T09:00:00+01:00"
    assert without.find("a:published", NS) is None
    assert without.find("a:source", NS) is None
    assert without.findtext("a:updated", None, NS) == "2026-11-05T14:30:12+00:00"


def test_updated_is_the_entrys_own():
    assert element().findtext("a:updated", None, NS) == "2026-11-05T14:30:12+00:00"


def test_the_author_is_the_publisher_and_the_writers_contributed():
    (read,) = feedparser.parse(atom.render(feed(entry()))).entries
    assert read.author == "Kő & Víz Klaszter"
    assert read.author_detail.href == "https://klaszter.example/"
    assert [person.name for person in read.contributors] == ["Kovács Éva", "Nagy Ödön"]


def test_the_entry_links_to_the_original_and_to_all_other_coverage():
    (read,) = feedparser.parse(atom.render(feed(entry()))).entries
    assert [(link.rel, link.href, link.get("title")) for link in read.links] == [
        ("alternate", entry().url, None),
        ("via", entry().url, "Kő & Víz Klaszter"),
        ("related", REPRINT.url, "Tolna Hírek: Új labor nyílt"),
        ("related", QUOTATION.url, "Piac & Profit: Mit hoz a labor?"),
    ]
    assert read.link == entry().url


def test_the_source_is_the_publishers_side_at_the_moment_of_publication():
    source = element().find("a:source", NS)
    assert source.findtext("a:title", None, NS) == "Kő & Víz Klaszter"
    assert source.find("a:link", NS).get("href") == "https://klaszter.example/"
    assert source.findtext("a:id", None, NS) == "https://klaszter.example/"
    assert source.findtext("a:updated", None, NS) == "2026-11-03T09:00:00+01:00"


def test_an_entry_in_another_language_says_so():
    both = root(entry(1, language="en"), entry(2, language=None))
    assert both.get(LANG) == "hu"
    assert [one.get(LANG) for one in both.findall("a:entry", NS)] == ["en", None]


def test_texts_are_of_types_that_atom_knows():
    only = element(summary="Egy < két")
    assert only.find("a:content", NS).get("type") == "html"
    assert only.find("a:summary", NS).attrib == {}
    assert only.findtext("a:summary", None, NS) == "Egy < két"


def test_a_title_that_looks_like_html_is_shown_as_it_is():
    (read,) = feedparser.parse(atom.render(feed(entry(title="A <b> elem & az &amp;")))).entries
    assert (read.title, read.title_detail.type) == ("A <b> elem & az &amp;", "text/plain")


def test_a_feed_without_entries_was_last_changed_at_a_fixed_moment():
    assert root().findtext("a:updated", None, NS) == "2000-01-01T00:00:00+00:00"


def test_the_feed_has_an_author_even_without_entries():
    assert root().findtext("a:author/a:name", None, NS) == "Klaszterhírek"


def test_a_feed_without_a_base_links_nowhere():
    assert root(entry(), base=None).findall("a:link", NS) == []
    assert {link.get("href") for link in root(entry()).findall("a:link", NS)} == {
        BASE + "feed.html",
        BASE + "feed.atom",
    }


def test_every_attachment_is_an_enclosure_with_what_is_known_of_it():
    links = element(attachments=(MEASURED, UNMEASURED, UNKNOWN)).findall("a:link", NS)
    assert [dict(link.attrib) for link in links if link.get("rel") == "enclosure"] == [
        {
            "rel": "enclosure",
            "href": MEASURED.url,
            "type": "application/pdf",
            "length": "48213",
            "title": "Felhívás & útmutató",
        },
        {"rel": "enclosure", "href": UNMEASURED.url, "type": "audio/mpeg"},
        {"rel": "enclosure", "href": UNKNOWN.url, "title": "Letöltés"},
    ]


def test_an_attachment_of_no_media_type_or_length_does_not_tell_it():
    wrong = (replace(UNKNOWN, type="pdf", length=0), replace(UNKNOWN, type=" ", length=-1))
    links = element(attachments=wrong).findall("a:link[@rel='enclosure']", NS)
    assert [set(link.attrib) for link in links] == [{"rel", "href", "title"}] * 2


def test_a_category_has_term_scheme_and_label():
    assert dict(root(rich()).find("a:entry/a:category", NS).attrib) == {
        "term": "palyazat",
        "scheme": "https://hirek.example/kinds",
        "label": "Pályázat & felhívás",
    }


def test_an_entry_without_an_address_and_a_text_has_its_title_for_content():
    only = element(url="", title="Kő & víz < 1", content_html="")
    assert only.find("a:link[@rel='alternate']", NS) is None
    assert only.findtext("a:content", None, NS) == "Kő &amp; víz &lt; 1"
