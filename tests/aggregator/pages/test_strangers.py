"""Strangers' texts stay texts, whatever they hold, and only harmless addresses become links."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given

from aggregator.pages import files, render
from aggregator.pages.strangers import (
    LONGEST,
    headline,
    language_tag,
    linkable,
    reachable,
    undirected,
)
from aggregator.pages.view import Witness
from feeds.feed import Attachment, Category, Mention
from tests.aggregator.pages import sample
from tests.aggregator.pages.reading import body, shape, tree
from tests.aggregator.pages.strategies import ADDRESSES, LONG, TEXTS

CALM = "https://a.example/"


def entry(text, address):
    return sample.entry(
        1,
        title=text,
        url=address,
        source=text,
        source_url=address,
        summary=text,
        authors=(text,),
        language=f"{text}!",
        categories=(Category(text, address, text),),
        attachments=(Attachment(address, text, text),),
        reprints=(Mention(text, text, address, (text,)),),
        quotations=(Mention(text, text, address, (text, text)),),
    )


def pages(text, address):
    """Every page with one stranger's text and address wherever a stranger's may stand."""
    site = sample.site(feeds=(), description=text)
    witness = Witness(text, text, address, text)
    told = sample.happening(name=text, town=text, venue=text, link=address, witnesses=(witness,))
    happenings = (told, replace(told, certain=False), replace(told, kind="deadline"))
    source = sample.source(name=text, home=address, organisation=f"{text}.", sector=text)
    feed = sample.feed(title=text, description=text, entries=(entry(text, address),))
    return {
        files.INDEX: render.front_page(site, feed, happenings, sample.TODAY),
        "feed.html": render.feed_page(site, feed),
        files.SOURCES: render.sources_page(site, [source]),
        files.EVENTS: render.events_page(site, happenings, sample.TODAY),
    }


@given(TEXTS)
def test_no_text_makes_an_element_or_an_attribute(text):
    marked = f"x{text}"
    calm = pages("x", CALM)
    for name, page in pages(marked, CALM).items():
        assert shape(tree(page)) == shape(tree(calm[name]))


@given(TEXTS)
def test_every_text_is_read_as_it_was_written(text):
    marked = f"Szó{text}"
    shown = " ".join(headline(marked).split())
    for page in pages(marked, CALM).values():
        assert shown in body(tree(page))


@given(ADDRESSES)
def test_only_harmless_addresses_become_links(address):
    for page in pages("x", address).values():
        root = tree(page)
        for link in root.xpath("//a/@href | //@cite"):
            parts = urlsplit(link)
            assert parts.scheme in ("http", "https", "mailto", "webcal", "")
            assert parts.scheme or re.fullmatch(r"#content|[a-z0-9.-]+\.[a-z]+", link)


@given(ADDRESSES)
def test_an_address_that_may_become_a_link_is_bare_ascii(address):
    link = linkable(address)
    if link is not None:
        assert re.fullmatch(r"(https?://|mailto:)[!#-&(-;=?-\[\]^_a-~]*", link)
        assert linkable(link) == link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://ő.example/ű (1)", "https://xn--8fa.example/%C5%B1%20(1)"),
        ("HTTP://A.example", "http://a.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("java\nscript:alert(1)", None),
        (" \x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/", None),
        ("relative.html", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_are_read_as_browsers_read_them(address, link):
    assert linkable(address) == link


@pytest.mark.parametrize("contact", ["javascript:a@b", "nobody", "", None])
def test_what_is_no_address_to_write_to_is_none(contact):
    assert reachable(contact) is None


@given(LONG)
def test_an_endless_title_is_cut(title):
    assert headline(title) == f"{title[:LONGEST]} …"


def test_a_long_title_is_cut_between_words():
    assert headline("klaszter " * 100).endswith("klaszter …")
    assert len(headline("klaszter " * 100)) <= LONGEST + 2


@pytest.mark.parametrize("text", ["", " \n", "\u202e", "\u200b\u2066", "\ud800", "\x07"])
def test_a_title_in_which_nothing_can_be_seen_is_empty(text):
    assert headline(text) == ""


def test_what_turns_the_direction_is_kept_within_its_own_element():
    root = tree(pages("a\u202egalf", CALM)["feed.html"])
    turned = [one for one in root.iter() if "\u202e" in (one.text or "")]
    assert turned
    assert {one.tag for one in turned} == {"bdi"}
    assert [one.tail for one in root.iter() if "\u202e" in (one.tail or "")] == []
    assert [
        value for one in root.iter() for value in one.attrib.values() if "\u202e" in value
    ] == []


def test_what_turns_the_direction_is_left_out_where_no_element_can_keep_it():
    assert undirected("a\u202eb\u2067c\u200fd") == "abc\u200fd"


@pytest.mark.parametrize(
    ("code", "tag"),
    [("hu", "hu"), ("sr-Latn", "sr-Latn"), ("x", None), ("hu_HU", None), ('"', None), (None, None)],
)
def test_only_what_has_the_form_of_a_language_tag_is_one(code, tag):
    assert language_tag(code) == tag
