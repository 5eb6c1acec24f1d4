import re

import pytest

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.group import group
from aggregator.pages.carriers import ADDITIONS
from aggregator.publishing.entry import build_entry
from aggregator.summary import summary
from scrapers.source import Source
from tests.aggregator.archive.findings import MEMBER, MONDAY, PORTAL, PRESS, published
from tests.aggregator.archive.releases import CREDITED, LABORATORY, QUOTED, release
from tests.aggregator.archive.telling import newest_stories

RELEASE = release(published=published("2021-06-04"))
FIRST, *_, LAST = QUOTED.split("\n\n")
OPENING = "A megnyitón a dombvidéki diákok is mérhetnek, buszt az iskola indít nekik."
REL = 'rel="noopener noreferrer nofollow"'


def paper(number: int) -> Source:
    """One of many papers that print the same release."""
    name = f"{number}. számú Hírmondó"
    return Source(id=f"p{number}", name=name, organisation=name, home=f"https://p{number}.hu/")


@pytest.fixture
def entry_of(file_archive):
    """Keep findings and group them; the entry of their one story."""

    def told(*findings, language="hu"):
        ArchiveMemory(file_archive).keep(findings, MONDAY)
        group(file_archive, None, MONDAY)
        with file_archive.read() as connection:
            (story,) = newest_stories(connection)
        return build_entry(story, language)

    return told


@pytest.fixture
def papers(file_archive):
    """Sources enough for a release that everybody prints."""
    many = [paper(number) for number in range(40)]
    with file_archive.write() as connection:
        keep_sources(connection, [PORTAL, MEMBER, PRESS, *many])
    return many


def reprint(source="press", own="", **more):
    text = f"{CREDITED}\n\n{own}" if own else CREDITED
    return release(source, text, published=published("2021-06-05"), **more)


def test_a_reader_sees_the_original_who_took_it_over_who_quotes_it_and_what_each_added(entry_of):
    quotation = release("member", QUOTED, published=published("2021-06-06"))
    entry = entry_of(RELEASE, reprint(own=OPENING), quotation)
    assert entry.content_html == (
        f"<p>{summary(LABORATORY)}</p>\n"
        f'<p>Eredeti: <a href="https://portal.example.hu/hirek/merolabor" {REL}>'
        "Hálózati Portál</a></p>\n"
        f'<p>Átvette: <a href="https://press.example.hu/hirek/merolabor" {REL}>'
        "Dombvidéki Hírmondó</a>, ezzel kiegészítve:</p>\n"
        f"<blockquote><p>{OPENING}</p></blockquote>\n"
        f'<p>Idézi: <a href="https://member.example.hu/hirek/merolabor" {REL}>Tölgyliget Faipari'
        " Klaszter</a>, ezzel kiegészítve:</p>\n"
        f"<blockquote><p>{FIRST}</p><p>{LAST}</p></blockquote>"
    )
    assert [one.added for one in entry.reprints] == [(OPENING,)]
    assert [one.added for one in entry.quotations] == [(FIRST, LAST)]


def test_who_adds_nothing_is_named_before_who_adds_something(entry_of):
    entry = entry_of(RELEASE, reprint("member", own=OPENING), reprint(), language="en")
    plain, adding = re.findall(r"<p>Reprinted by: .*</p>", entry.content_html)
    assert ("Dombvidéki Hírmondó" in plain, "adding:" in plain) == (True, False)
    assert ("Tölgyliget" in adding, adding.endswith("</a>, adding:</p>")) == (True, True)


def test_what_two_reprints_both_add_is_told_once(entry_of):
    content = entry_of(RELEASE, reprint("member", own=OPENING), reprint(own=OPENING)).content_html
    assert content.count(OPENING) == 1
    assert content.count("Átvette:") == 1


def test_forty_reprints_are_one_line_with_a_link_each(entry_of, papers):
    entry = entry_of(RELEASE, *(reprint(one.id) for one in papers))
    (line,) = re.findall(r"<p>Átvette: .*</p>", entry.content_html)
    assert re.findall('href="(.*?)"', line) == [one.url for one in entry.reprints]
    assert len(entry.reprints) == 40


def test_of_many_additions_some_are_shown_and_all_who_make_them_named(entry_of, papers):
    own = {
        one.id: f"Nálunk a {one.name} olvasói {number + 2} buszt töltöttek meg a megnyitóra."
        for number, one in enumerate(papers[: ADDITIONS + 4])
    }
    entry = entry_of(RELEASE, *(reprint(name, own=text) for name, text in own.items()))
    assert entry.content_html.count("<blockquote>") == ADDITIONS
    assert all(f'"{one.url}"' in entry.content_html for one in entry.reprints)
    assert sorted(one.added for one in entry.reprints) == sorted((text,) for text in own.values())


def test_two_addresses_of_one_article_are_told_once(entry_of):
    twin = reprint(own=OPENING, path="nyomtat/merolabor")
    entry = entry_of(RELEASE, reprint(), twin)
    assert [one.source for one in entry.reprints] == [PRESS.name]
    assert entry.content_html.count("press.example.hu") == 1


def test_two_articles_of_one_source_are_told_apart_by_their_titles(entry_of):
    other = reprint(own=OPENING, path="heti", title="Mérőlabor: diákok is mérhetnek")
    entry = entry_of(RELEASE, reprint(title="Labort kapunk"), other)
    for one in entry.reprints:
        assert (
            f'<a href="{one.url}" {REL}>Dombvidéki Hírmondó: {one.title}</a>' in entry.content_html
        )
    assert len(entry.reprints) == 2


def test_an_article_that_its_own_site_has_twice_is_no_reprint(entry_of):
    twin = release("portal", f"{LABORATORY}\n\n{OPENING}", path="archivum/12", title="Mérőlabor")
    entry = entry_of(RELEASE, twin)
    assert entry.reprints == entry.quotations == ()
    assert "Átvette" not in entry.content_html


@pytest.mark.parametrize("language", ["hu", "en"])
def test_a_story_of_one_article_names_nobody_else(entry_of, language):
    content = entry_of(RELEASE, language=language).content_html
    assert content.count("<p>") == 2
    assert content.count("<a ") == 1
