"""The page of a story, as it is served."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from aggregator.archive.archive import Archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.config import Config
from aggregator.editing import join
from aggregator.forgetting import forget
from aggregator.group import group
from aggregator.pages import environment
from aggregator.pages.catalogue import texts
from aggregator.pages.excerpts import OWN, SHARED
from aggregator.stories.added import TOTAL
from aggregator.web.app import application
from aggregator.web.service import Service
from scrapers.article import Alternate, Attachment
from scrapers.memory import Kept, Missing
from scrapers.source import Source
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, SOURCES, kept, published
from tests.aggregator.archive.releases import (
    ADDRESS,
    COLD_STORE,
    CREDITED,
    FIFTH,
    FOURTH,
    LABORATORY,
    OTHER,
    QUOTATION,
    RELEASE,
    REPRINT,
    release,
)
from tests.aggregator.storied import prose
from tests.aggregator.web.unhurried import unhurried

TEMPLATES = Path(environment.__file__).parent / "templates"
ROOT = "/hirek"


class Site:
    """An archive that is served, and what it is told."""

    def __init__(self, archive: Archive, output: Path) -> None:
        self.archive = archive
        self.config = Config(address=ADDRESS, output=output)
        serving = Service(archive, self.config, SOURCES, clock=lambda: MONDAY + 9 * DAY)
        app = application(serving, unhurried())
        self._client = TestClient(app, base_url="https://example.org", follow_redirects=False)

    def run(self, *findings: Kept | Missing, day: float = 0) -> None:
        ArchiveMemory(self.archive).keep(findings, MONDAY + day * DAY)
        group(self.archive, ADDRESS, MONDAY + day * DAY)

    def get(self, path: str, status: int = 200) -> str:
        answer = self.answer(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def answer(self, path: str):
        return self._client.get(f"{ROOT}/{path}")

    def page(self, path: str) -> html.HtmlElement:
        return html.document_fromstring(self.get(path))


@pytest.fixture
def site(file_archive: Archive, tmp_path: Path) -> Site:
    return Site(file_archive, tmp_path / "public")


@pytest.fixture
def carried(site: Site) -> Site:
    """A release (story 1), with a reprint (article 2) and a quotation (article 3)."""
    site.run(RELEASE)
    site.run(REPRINT, QUOTATION, day=0.1)
    return site


def free(source: Source) -> Source:
    """A source whose texts may be shown whole."""
    return source.model_copy(update={"full_text": True})


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def one(page: html.HtmlElement, path: str) -> html.HtmlElement:
    (found,) = page.xpath(path)
    return found


def seen(page: html.HtmlElement) -> str:
    """What a reader sees, without style and scripts."""
    return words(one(page, "//body"))


def side(page: html.HtmlElement, column: int) -> str:
    """What is shown of one of the two texts, without the program's words."""
    cells = page.xpath(f"//table[@class='beside']/tbody/tr/td[{column}]//bdi")
    return " ".join(words(cell) for cell in cells)


def test_the_original_is_told_with_its_link_and_day(carried):
    page = carried.page("story/1")
    assert words(one(page, "//h1")) == "Közös mérőlabor nyílik Somlóváron"
    lead = one(page, "//div[@class='lead']")
    assert "https://portal.example.hu/hirek/merolabor" in lead.xpath(".//a/@href")
    assert "2021. június 4." in words(lead)
    assert "magyar" in words(lead)
    assert lead.xpath("p[@class='summary']")
    assert "képzési alapját gyarapítja" not in words(lead)


def test_the_whole_text_is_shown_only_where_its_source_permits_it(carried):
    assert not carried.page("story/1").xpath("//div[@class='text']")
    with carried.archive.write() as connection:
        keep_sources(connection, [free(PORTAL)])
    page = carried.page("story/1")
    assert "amelyből pályakezdő technikusok" in words(one(page, "//div[@class='text']"))
    assert not page.xpath("//p[@class='summary']")


def test_a_whole_text_is_harmless_and_loads_nothing(site):
    hostile = (
        '<script>alert(1)</script><p onclick="x()">Szöveg</p><img src="https://x.example/a.png">'
        '<a href="javascript:alert(1)">itt</a><iframe src="https://x.example/"></iframe>'
    )
    site.run(kept(html=hostile, published=FOURTH))
    with site.archive.write() as connection:
        keep_sources(connection, [free(PORTAL)])
    text = one(site.page("story/1"), "//div[@class='text']")
    assert words(text) == "Szövegitt"
    assert not text.xpath(".//script | .//img | .//iframe | .//@onclick | .//a/@href")


def test_who_carries_it_stands_on_a_timeline_behind_the_original(carried):
    page = carried.page("story/1")
    steps = [words(step) for step in page.xpath("//ol[@class='timeline']/li")]
    assert [re.sub(" (sajtó|ezzel).*", "", step) for step in steps] == [
        "2021. június 4. Hálózati Portál az eredeti",
        "2021. június 5. Dombvidéki Hírmondó változtatás nélkül átvette",
        "2021. június 6. Tölgyliget Faipari Klaszter teljes egészében idézi",
    ]
    assert "Mérni is tudunk majd" in steps[2]
    assert "Régóta várunk arra" in words(page.xpath("//ol[@class='timeline']//blockquote")[0])


def test_what_has_no_date_says_when_it_was_first_seen(site):
    site.run(replace(RELEASE, article=replace(RELEASE.article, published=None)))
    site.run(release("press", CREDITED), day=1)
    page = site.page("en/story/1")
    assert "The source tells no date. First seen here: June 7, 2021" in words(page.body)
    steps = [words(step) for step in page.xpath("//ol[@class='timeline']/li/p")]
    assert steps == ["first seen June 7, 2021", "first seen June 8, 2021"]


def test_a_month_is_not_told_as_a_day(site):
    month = published("2021-06-01", precision="month")
    site.run(replace(RELEASE, article=replace(RELEASE.article, published=month)))
    step = one(site.page("en/story/1"), "//div[@class='lead']//time")
    assert (words(step), step.get("datetime")) == ("June 2021", "2021-06")


def test_the_first_that_changes_something_stands_beside_the_original(carried):
    page = carried.page("story/1")
    heads = [words(head) for head in page.xpath("//table[@class='beside']//th")]
    assert heads == ["Az eredeti: Hálózati Portál", "Tölgyliget Faipari Klaszter"]
    added = [words(found) for found in page.xpath("//table[@class='beside']//ins")]
    assert added[0].startswith("[csak itt: Régóta várunk arra")
    assert page.xpath("//table[@class='beside']//mark[@class='common']")


def test_a_reader_chooses_who_stands_beside_the_original_by_a_link(carried):
    (link,) = carried.page("story/1").xpath("//ol[@class='timeline']//a[contains(@href, 'with=')]")
    assert link.get("href") == "/hirek/story/1?with=2#beside"
    page = carried.page("story/1?with=2")
    assert words(page.xpath("//table[@class='beside']//th")[1]) == "Dombvidéki Hírmondó"
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == "https://example.org/hirek/story/1"


@pytest.mark.parametrize("value", ["9", "1", "x", "-1", "0", "9" * 40])
def test_who_does_not_carry_the_story_cannot_stand_beside_it(carried, value):
    assert "with:" in carried.get(f"story/1?with={value}", 400)


def test_of_texts_that_may_not_be_republished_excerpts_are_shown(site):
    text, host = prose(1, 900), prose(2, 400)
    site.run(release(text=text, published=FOURTH))
    site.run(release("press", f"{host}\n\n{text}", published=FIFTH), day=1)
    page = site.page("en/story/1")
    told = one(page, "//section[@id='beside']")
    assert "These are excerpts" in words(told)
    assert len(side(page, 1)) <= SHARED + OWN
    assert len(side(page, 2)) <= SHARED + TOTAL
    assert re.search(r"\(… \d+ words …\)", words(told))
    for sentence in (text[1500:1560], host[1200:1260]):
        assert " ".join(sentence.split()) not in seen(page)


def test_texts_that_may_be_republished_are_compared_whole(site):
    text = prose(1, 900)
    site.run(release(text=text, published=FOURTH))
    site.run(release("press", f"{text}\n\nA labor szombaton is nyitva tart majd.", published=FIFTH))
    with site.archive.write() as connection:
        keep_sources(connection, [free(source) for source in SOURCES])
    page = site.page("en/story/1")
    assert side(page, 1).split() == text.split()
    assert "These are excerpts" not in page.text_content()


def test_of_books_the_beginning_is_compared_and_the_page_says_so(site):
    text = " ".join(f"{word}{n}" for n in range(12) for word in prose(1, 3_000).split())
    assert len(text) > 200_000
    site.run(release(text=text, published=FOURTH))
    site.run(release("press", f"{text} Vége.", published=FIFTH))
    assert "only their beginnings were compared" in site.get("en/story/1")


def test_what_its_publisher_changed_is_shown_with_the_day(carried):
    edited = LABORATORY.replace("szeptember 14-én", "október 2-án")
    carried.run(release(text=edited, published=FOURTH, title="Októberben nyílik"), day=3)
    edit = one(carried.page("en/story/1"), "//ol[@class='edits']/li")
    assert words(edit).startswith("June 10, 2021, Hálózati Portál")
    assert words(edit.xpath(".//del")[0]).startswith("Közös mérőlabor")
    assert words(edit.xpath(".//ins")[0]) == "Októberben nyílik"
    assert "október 2-án" in words(edit.xpath(".//ins")[1])


def test_the_newest_edits_come_first_and_have_an_end(site):
    for day in range(14):
        site.run(
            release(text=f"{LABORATORY}\n\nMár {day + 100} jelentkező van.", published=FOURTH),
            day=day,
        )
    edits = site.page("en/story/1").xpath("//ol[@class='edits']/li")
    assert len(edits) == 10
    assert "113 jelentkező" in words(edits[0])


def test_events_and_deadlines_that_it_tells_of_are_listed(site):
    text = (
        "A klaszter 2021. szeptember 14-én 10 órakor konferenciát tart Szegeden, a Szent-Györgyi "
        "Albert Agórában: Országos Klaszterkonferencia 2021. Jelentkezési határidő: 2021. "
        "szeptember 1."
    )
    site.run(release(text=f"{text} {prose(4)}", published=FOURTH))
    page = site.page("en/story/1")
    heads = [words(head) for head in page.xpath("//h2")]
    days = page.xpath("//ul[@class='happenings']//time/@datetime")
    assert {"Events", "Deadlines"} <= set(heads)
    assert {"2021-09-14", "2021-09-01"} <= set(days)


def test_documents_are_attached(site):
    document = Attachment(
        "https://portal.example.hu/kiiras.pdf", "Kiírás", "application/pdf", 1_200_000
    )
    site.run(release(published=FOURTH, attachments=(document,)))
    (item,) = site.page("en/story/1").xpath("//ul[@class='documents']/li")
    assert words(item) == "Kiírás (PDF, 1.2 MB)"


def test_a_credit_line_and_a_citation_are_there_to_copy(carried):
    page = carried.page("en/story/1")
    credit, citation = (words(one(page, f"//*[@id='{id}']")) for id in ("credit-line", "citation"))
    assert credit == (
        "Source: Hálózati Portál, June 4, 2021, https://portal.example.hu/hirek/merolabor"
    )
    assert citation.startswith("Hálózati Portál: Közös mérőlabor nyílik Somlóváron. 2021-06-04")
    buttons = page.xpath("//button[@data-copy]")
    assert [button.get("data-copy") for button in buttons] == ["credit-line", "citation"]
    assert all("hidden" in button.attrib for button in buttons)


def test_why_they_are_one_story_is_told_in_words(carried):
    reasons = one(carried.page("en/story/1"), "//details/dl")
    assert "100% of the original stands in it." in words(reasons)
    assert "It names the source of the original in a line for the source." in words(reasons)
    assert "credit:" not in words(reasons)


def test_an_editors_word_is_told(site):
    site.run(RELEASE, OTHER)
    join(site.archive, ADDRESS, RELEASE.article.url, OTHER.article.url, MONDAY + DAY)
    assert "An editor has brought them together." in site.get("en/story/1")


def test_a_translation_is_named_and_led_to(site):
    alternates = (
        Alternate("hu", "https://portal.example.hu/hir"),
        Alternate("en", "https://portal.example.hu/en/news"),
    )
    site.run(
        release(path="hir", published=FOURTH, alternates=alternates),
        release(
            path="en/news",
            title="A joint laboratory opens",
            text="The members of the cluster open a joint laboratory in September. " * 5,
            language="en",
            published=FOURTH,
            alternates=alternates,
        ),
    )
    page = site.page("en/story/1")
    assert "The same in other languages" in [words(head) for head in page.xpath("//h2")]
    (link,) = page.xpath("//ul[@class='others']/li/a/@href")
    assert link == "/hirek/en/story/2"


def test_a_story_that_turned_out_to_be_another_leads_to_that(site):
    site.run(RELEASE, release("press", COLD_STORE, published=FIFTH))
    site.run(release("press", CREDITED, published=FIFTH), day=1)
    answer = site.answer("en/story/2")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/hirek/en/story/1"
    assert site.answer("story/1").status_code == 200


def test_a_story_that_was_forgotten_is_gone(site):
    site.run(RELEASE, OTHER)
    forget(site.archive, site.config, RELEASE.article.url, MONDAY + DAY)
    assert "kérésre eltávolították" in site.get("story/1", 410)
    assert "Somlóváron" not in site.get("en/story/1", 410)
    site.get("story/2")


def test_a_story_goes_on_without_an_article_that_was_forgotten(carried):
    forget(carried.archive, carried.config, QUOTATION.article.url, MONDAY + DAY)
    assert "Tölgyliget" not in carried.get("story/1")


def test_what_its_publisher_has_withdrawn_is_not_told(site):
    site.run(RELEASE)
    for day in (4, 5):
        site.run(Missing("portal", RELEASE.key), day=day)
    page = site.get("en/story/1", 404)
    assert "Its publisher has withdrawn this article." in page
    assert "Somlóváron" not in page


@pytest.mark.parametrize(
    "number", ["2", "0", "01", "-1", "x", "1.5", "9" * 15, "9" * 99, "%D9%A1", "1%20", "1%00"]
)
def test_what_is_no_story_is_not_found(site, number):
    site.run(RELEASE)
    site.get(f"story/{number}", 404)


def test_the_page_describes_itself_to_other_programs(carried):
    page = carried.page("story/1")
    told = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    assert told["og:type"] == "article"
    assert told["og:title"] == "Közös mérőlabor nyílik Somlóváron"
    assert told["og:url"] == "https://example.org/hirek/story/1"
    assert told["og:description"].startswith("A Kékhegyi Ipari Klaszter")
    assert words(one(page, "//title")).startswith("Közös mérőlabor nyílik Somlóváron – ")
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert description == told["og:description"]


def test_hostile_texts_do_no_harm(site):
    title = '<script>alert("t")</script> \u202e gnitset \ud800 "x" onload=alert(1)'
    text = f"<b>{LABORATORY}</b> \u202egnitset <img src=x onerror=alert(1)>"
    site.run(release(text=text, title=title, published=FOURTH, authors=("<i>Szerző</i>",)))
    site.run(release("press", f"<u>Saját</u> szavak. {text}", title=title, published=FIFTH), day=1)
    for path in ("story/1", "en/story/1?with=2"):
        page = site.page(path)
        assert not page.xpath("//body//script | //main//b | //main//u | //main//i | //main//img")
        assert not page.xpath("//@onload | //@onerror")
        assert '<script>alert("t")' in words(one(page, "//h1"))
        for element in ("title", "meta[@property='og:title']", "p[@id='citation']"):
            found = one(page, f"//{element}")
            assert "\u202e" not in f"{found.text_content()}{found.get('content')}"


def test_addresses_that_are_no_links_are_none(site):
    site.run(release(published=FOURTH, attachments=(Attachment("javascript:alert(1)", "Kiírás"),)))
    assert "javascript:" not in site.get("story/1")


def test_the_page_says_nothing_in_the_other_language(carried):
    edited = LABORATORY.replace("szeptember 14-én", "október 2-án")
    carried.run(release(text=edited, published=FOURTH), day=3)
    ours = {
        unescape(text)
        for name in ("story_page.html", "beside.html")
        for text in re.findall(r'(?<![a-z])_\("([^"]+)"', (TEMPLATES / name).read_text("utf-8"))
    }
    hungarian, english = (seen(carried.page(path)) for path in ("story/1", "en/story/1"))
    told = {text: texts("hu").gettext(text) for text in ours}
    assert len(told) > 25
    assert [text for text in told if len(text) > 6 and text in hungarian] == []
    assert [text for text in told.values() if len(text) > 6 and text in english] == []


def test_headings_are_in_order(carried):
    levels = [int(head.tag[1]) for head in carried.page("story/1").xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_style_and_no_script_stands_in_the_page(carried):
    page = carried.page("story/1")
    assert not page.xpath("//@style | //style | //script[not(@src)]")
