import re
import unicodedata

import pytest
from hypothesis import given
from lxml import etree

from feeds.characters import clean, line, text
from feeds.feed import Attachment, Category, Mention
from tests.feeds.example import entry, feed
from tests.feeds.ugly import UGLY


@pytest.mark.parametrize(
    ("ugly", "fit"),
    [
        ("a\x00b\x08c\x1fd", "abcd"),
        ("a\x7fb\x80c\x9fd", "abcd"),
        ("a\ufdd0b\ufffec\uffffd\U0001fffee\U0010fffff", "abcdef"),
        ("a\ud83db\ude00c", "abc"),
        ("\ud83d\ude00", "😀"),
        ("Gy\ufffdr", "Gy?r"),
        (
            "egy\r\nkettő\rhárom\x0bnégy\x0cöt\x85hat\u2028hét",
            "egy\nkettő\nhárom\nnégy\nöt\nhat\nhét",
        ),
        (
            "\u200f\u202bשלום\u202c ]]> 👩‍👩‍👧 10\xa0000",
            "\u200f\u202bשלום\u202c ]]> 👩‍👩‍👧 10\xa0000",
        ),
    ],
)
def test_text_keeps_what_xml_can_carry_and_drops_the_rest(ugly, fit):
    assert text(ugly) == fit


@given(UGLY)
def test_any_text_becomes_one_that_survives_xml_and_utf_8(ugly):
    fit = text(ugly)
    element = etree.Element("a")
    element.text = fit
    assert (etree.fromstring(etree.tostring(element, encoding="UTF-8")).text or "") == fit
    assert not {unicodedata.category(character) for character in fit} & {"Cs"}
    assert not re.search("[\x7f-\x9f\ufffd]", fit)


@given(UGLY)
def test_cleaning_twice_is_cleaning_once(ugly):
    assert text(text(ugly)) == text(ugly)
    assert line(line(ugly)) == line(ugly)


@given(UGLY)
def test_a_line_is_one_line_and_trimmed(ugly):
    assert line(ugly).splitlines() in ([], [line(ugly)])
    assert line(ugly) == line(ugly).strip()


def test_a_line_keeps_its_no_break_spaces():
    assert line(" 10\xa0000 \t\n Ft ") == "10\xa0000 Ft"


def test_a_title_of_which_nothing_is_left_is_replaced_by_the_address():
    (only,) = clean(feed(entry(title="\x00 \ud800\n", url="https://a.example/1"))).entries
    assert only.title == "https://a.example/1"


@pytest.mark.parametrize(
    "unseen",
    ["\u200b", "\u202e", "\xad \xa0", "\ufeff\u2060", "\u3164", "\u2800\u2800", "\U000e0001"],
)
def test_a_title_of_which_nothing_would_be_seen_is_replaced_by_the_address(unseen):
    (only,) = clean(feed(entry(title=unseen, url="https://a.example/1"))).entries
    assert only.title == "https://a.example/1"


def test_a_title_without_an_address_is_replaced_by_the_id():
    (only,) = clean(feed(entry(title="", url=" ", id="urn:uuid:1"))).entries
    assert (only.title, only.url) == ("urn:uuid:1", "")


def test_a_change_of_direction_does_not_outlast_a_title_or_a_summary():
    (only,) = clean(feed(entry(title="gpj.\u202eexe", summary="a \u2067b\n\nc"))).entries
    assert only.title == "gpj.\u202eexe\u202c"
    assert only.summary == "a \u2067b\n\nc\u2069"


def test_in_html_a_change_of_direction_is_left_to_its_element():
    html = "<p>a \u202eb</p><p>c</p>"
    (only,) = clean(feed(entry(content_html=html))).entries
    assert only.content_html == html


def test_attachments_without_an_address_and_categories_without_a_term_are_left_out():
    offered = (Attachment(" \n"), Attachment("https://a.example/b", "\x00", " X/y ; z=1", -3))
    told = (Category("\x00", "https://a.example/", "A"), Category("b\n", "https://a.example/", ""))
    (only,) = clean(feed(entry(attachments=offered, categories=told))).entries
    assert only.attachments == (Attachment("https://a.example/b", "", "x/y", None),)
    assert only.categories == (Category("b", "https://a.example/", "b"),)


def test_a_nameless_publisher_is_called_by_its_address():
    (only,) = clean(feed(entry(source="\x07", source_url="https://a.example/"))).entries
    assert only.source == "https://a.example/"


def test_a_mention_without_source_or_title_is_called_by_its_address():
    url = "https://a.example/1"
    (only,) = clean(feed(entry(reprints=(Mention(source="", title="\n", url=url),)))).entries
    assert only.reprints == (Mention(source=url, title=url, url=url),)


def test_passages_that_are_added_are_on_one_line_each_and_never_empty():
    mention = Mention("A", "B", "https://a.example/1", added=("Egy\n\x0bkettő", "\x00", "Három"))
    (only,) = clean(feed(entry(quotations=(mention,)))).entries
    assert only.quotations[0].added == ("Egy kettő", "Három")


def test_a_feed_without_title_and_description_is_called_by_its_id():
    cleaned = clean(feed(title=" ", description="\x00", id="urn:uuid:1"))
    assert (cleaned.title, cleaned.description) == ("urn:uuid:1", "urn:uuid:1")


def test_authors_and_languages_of_which_nothing_is_left_are_left_out():
    (only,) = clean(feed(entry(authors=("\x00", " Kovács\nÉva "), language="\x00"))).entries
    assert (only.authors, only.language) == (("Kovács Éva",), None)
