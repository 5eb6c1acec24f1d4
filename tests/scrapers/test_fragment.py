"""An article's HTML without its page: what stands in it, and what is left of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import clean
from scrapers.article import Link
from scrapers.fragment import as_html, read_fragment
from scrapers.page import Unreadable

BASE = "https://portal.example.hu/hirek/1"


def test_text_and_html_are_of_the_same_blocks():
    read = read_fragment("<div>Egy<br><br>Kettő</div><ul><li>a<li>b</ul><hr><h1>Cím</h1>", BASE)
    assert read.text == "Egy\n\nKettő\n\na\n\nb\n\nCím"
    assert read.html == "<p>Egy</p><p>Kettő</p><ul><li>a</li><li>b</li></ul><h2>Cím</h2>"


def test_what_is_safe_stays_letter_by_letter():
    safe = '<p>Egy &amp; <em>kettő</em></p><figure><img src="https://x.hu/k.jpg"></figure>'
    assert read_fragment(safe, BASE).html == safe


def test_links_documents_and_quotations_are_told():
    html = '<p>Lásd <a href="../a.pdf">itt</a>.</p><blockquote><p>Egy.<p>Kettő.</blockquote>'
    read = read_fragment(html, BASE)
    address = "https://portal.example.hu/a.pdf"
    assert read.links == (Link(address, "itt", "Lásd itt."),)
    assert [one.url for one in read.attachments] == [address]
    assert read.quotations == ("Egy.\n\nKettő.",)


def test_a_whole_page_is_its_body():
    read = read_fragment("<html><head><title>Lap</title></head><body><p>Hír</body>", BASE)
    assert (read.text, read.html) == ("Hír", "<p>Hír</p>")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div>" * 1_000 + "a", "too-deep"),
        ("a" * (4 * 1024 * 1024 + 1), "too-large"),
        ("\x01" * 100, "binary"),
        (" \n", "empty"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_name(html, reason):
    with pytest.raises(Unreadable) as caught:
        read_fragment(html, BASE)
    assert caught.value.reason == reason


@given(st.text(min_size=1))
def test_any_html_is_safe_afterwards_and_safe_once_is_safe_for_good(html):
    try:
        read = read_fragment(html, BASE)
    except Unreadable:
        return
    assert clean.paragraphs(read.text) == read.text
    assert "<script" not in read.html


@given(st.text())
def test_a_text_as_html_reads_as_itself(text):
    said = clean.paragraphs(text)
    html = as_html(said)
    assert clean.safe_html(html, BASE) == html
    if said:
        assert read_fragment(html, BASE).text == said
