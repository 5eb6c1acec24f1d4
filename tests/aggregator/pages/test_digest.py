"""The digest in its three forms: the same said in each, and no stranger's sign means anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from aggregator.pages.digest.digest import credit_line, digest
from aggregator.pages.strangers import headline, linkable, undirected
from tests.aggregator.pages import sample
from tests.aggregator.pages.reading import shape, texts, tree
from tests.aggregator.pages.strategies import ADDRESSES, TEXTS

SINCE = date(2026, 11, 25)


def told(entries=sample.STORIES, happenings=sample.HAPPENINGS, **options):
    days = {"since": SINCE, "today": sample.TODAY} | options
    return digest(sample.site(), entries, happenings, **days)


def read(text, form):
    """A digest as the program it is pasted into shows it."""
    return tree((MarkdownIt().render(text) if form == "markdown" else text).encode())


def links(root):
    return [(link.get("href"), "".join(link.itertext())) for link in root.iter("a")]


def hostile(text, address):
    entry = sample.entry(1, title=text, source=text, summary=text, url=address)
    mention = replace(sample.STORIES[0].reprints[0], source=text, url=address)
    witness = replace(sample.WITNESS, source=text, url=address)
    happening = sample.happening(
        name=text, town=text, venue=text, link=address, witnesses=(witness,)
    )
    return (replace(entry, reprints=(mention,), quotations=(mention,)),), (happening,)


def test_the_days_stories_come_under_their_days_and_what_is_coming_after_them():
    assert texts(read(told(), "html"), "//h2 | //h3 | //h4") == [
        "Klaszterhírek, 2026. nov. 25–26.",
        "2026. november 26., csütörtök",
        "Megnyílt a klaszterek közös laboratóriuma: egy nap alatt kész a mérés",
        "Huszonhét tag, egy beszerzés: közös áramtenderre készül a klaszter",
        "2026. november 25., szerda",
        "Cross-border food cluster opens its second call for joint product development",
        "Felhívás: klaszterminősítés 2027",
        "Mit tanult a klaszter a felhőbe költözésből? Három tagvállalat tapasztalatai, két"
        " meglepetés és egy figyelmeztetés azoknak, akik még csak most vágnak bele",
        "Közelgő események",
        "Határidők",
    ]


def test_or_under_their_sectors_those_without_one_last():
    bare = replace(sample.STORIES[1], categories=())
    heads = texts(read(told((bare, *sample.STORIES[:1]), (), by="sector"), "html"), "//h3")
    assert heads == ["faipar", "Egyéb hírek"]


def test_a_credit_line_can_be_pasted_as_it_is():
    assert credit_line(sample.STORIES[0], "hu") == (
        "Forrás: Zalai Fa- és Bútoripari Klaszter, 2026. november 26.,"
        " https://www.tiszamente.example/hirek/0?a=1&b=2"
    )
    assert credit_line(sample.STORIES[0], "en").startswith("Source: Zalai Fa- és Bútoripari")


def test_a_credit_line_makes_up_neither_a_date_nor_an_address():
    undated = replace(sample.STORIES[3], url="javascript:alert(1)")
    assert credit_line(undated, "hu") == "Forrás: Tiszamenti IKT Klaszter, dátum nélkül"


def test_what_is_uncertain_or_over_is_not_told():
    text = told(form="text")
    assert "Őszi közgyűlés" not in text
    assert "Ipari nap" not in text
    assert "* 2027. január 31., vasárnap: Common call for food producers" in text


def test_a_quiet_week_says_so_in_the_language_of_the_site():
    english = digest(sample.site(language="en"), (), (), since=SINCE, today=SINCE, form="text")
    assert "No news came in these days." in english
    assert "Ezekben a napokban nem jött hír." in told((), (), form="text")


@pytest.mark.parametrize("by", ["day", "sector"])
def test_html_and_markdown_come_to_the_same_page(by):
    html, markdown = (read(told(form=form, by=by), form) for form in ("html", "markdown"))
    assert links(html) == links(markdown)
    assert texts(html, "//body/* | //li") == texts(markdown, "//body/* | //li")


def test_html_to_paste_has_neither_styles_nor_classes():
    root = read(told(), "html")
    assert {name for _, names in shape(root) for name in names} == {"href", "rel"}
    assert {one.tag for one in root.iter()} <= {
        "html",
        "body",
        "h2",
        "h3",
        "h4",
        "p",
        "a",
        "ul",
        "li",
    }


@pytest.mark.parametrize("form", ["html", "markdown"])
@given(text=TEXTS)
def test_no_sign_of_a_stranger_means_anything(form, text):
    marked = f"{text}x"
    calm = read(told(*hostile("x", "https://a.example/"), form=form), form)
    root = read(told(*hostile(marked, "https://a.example/"), form=form), form)
    assert shape(root) == shape(calm)
    assert texts(root, "//h4") == [" ".join(headline(undirected(marked)).split())]


@pytest.mark.parametrize("form", ["html", "markdown"])
@given(text=TEXTS)
def test_a_text_that_leads_nowhere_is_read_as_it_was_written(form, text):
    marked = f"{text}x"
    root = read(told(*hostile(marked, ""), form=form), form)
    assert texts(root, "//h4") == [" ".join(headline(undirected(marked)).split())]
    assert [one for one, _ in links(root)] == ["https://hirek.example/klaszter/"]


@pytest.mark.parametrize("form", ["html", "markdown"])
@given(address=ADDRESSES)
def test_addresses_lead_where_they_say_and_nowhere_else(form, address):
    root = read(told(*hostile("x", address), form=form), form)
    expected = {"https://hirek.example/klaszter/", linkable(address)} - {None}
    # a link that markdown writes again has its signs escaped otherwise
    assert {unquote(one) for one, _ in links(root)} == {unquote(one) for one in expected}


@given(TEXTS)
def test_no_text_makes_a_line_of_its_own(text):
    calm = told(*hostile("x", "https://a.example/"), form="text")
    hostile_one = told(*hostile(f"x{text}", "https://a.example/"), form="text")
    assert hostile_one.count("\n") == calm.count("\n")
    assert not set(hostile_one) & set("\x1b\x00\u202e\u2028\x85\r")
