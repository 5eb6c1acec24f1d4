"""The search: its page, its facets, and what it finds as feeds and as a table."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urljoin, urlsplit

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aggregator.archive.facets import facets
from aggregator.cli import app
from tests.aggregator.archive.findings import kept, published
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.pages.reading import body, texts
from tests.aggregator.web.conftest import NOW, newsroom, served
from tests.aggregator.web.paging import read
from tests.feeds.validator import faults

ADDRESS = "https://example.org/hirek/"
SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parents[2] / "feeds/data/jsonfeed-1.1.schema.json").read_bytes())
)
MORE = "//section[@class='news']//a[contains(@href, 'many=')]/@href"
DULL = [
    kept(source=source, path=f"t/{n}", title=f"Téma {n}", published=day and published(day),
         text=f"Klaszter hír {n}: a tagok tanácskoztak.", language=language)
    for n, (source, day, language) in enumerate(
        [("portal", "2021-05-01", "hu"), ("portal", "2020-05-02", "hu"), ("press", None, "hu"),
         ("press", "2019-05-04", "en"), ("member", "2021-05-05", "en"), ("member", None, None)]
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(blank, tmp_path_factory):
    with newsroom(blank, tmp_path_factory.mktemp("filled")) as room:
        room.run(RELEASE, REPRINT, QUOTATION, OTHER, *DULL)
        yield room


@pytest.fixture(scope="module")
def reader(filled):
    return served(filled)


def asked(query, suffix="", **more):
    return f"/search{suffix}?{urlencode({'q': query, **more})}"


def hits(page):
    return texts(page, "//ol[@class='hits']/li/h3")


def narrower(page):
    """The links of the facets, each with how many it promises."""
    found = page.xpath("//ul[@class='facets']/li")
    return [(str(one.xpath("a/@href")[0]), int(texts(one, "span")[0])) for one in found]


def test_what_was_looked_for_is_marked_in_titles_and_in_what_stands_around_it(reader):
    page = read(reader, asked("mérőlabor"))
    assert "Közös mérőlabor nyílik Somlóváron" in hits(page)
    marked = {one.lower() for one in texts(page, "//li//mark")}
    assert marked
    assert all("labor" in one for one in marked)
    assert texts(page, "//li/h3//mark")
    assert texts(page, "//li/p[@class='summary']//mark")


@pytest.mark.parametrize(
    "query",
    ["klaszter", "", "tagok klaszter", "source:portal", "-labor klaszter", "from:2020", "téma*",
     "klaszter source:portal source:press", "klaszter language:hu", 'klaszter "a tagok',
     "klaszter from:2021 to:2021", "sector:wood sector:press klaszter", "-source:press klaszter"],
)  # fmt: skip
def test_facets_agree_with_the_search_and_lead_to_what_they_promise(filled, reader, query):
    page = read(reader, asked(query, many=200))
    if not query:
        assert not hits(page)
        return
    with filled.archive.read() as connection:
        counted = facets(connection, query, NOW.date())
    found = hits(page)
    assert counted.count == len(found) > 0
    assert sum(counted.source.values()) == sum(counted.year.values()) == len(found)
    for address, promised in narrower(page):
        assert len(hits(read(reader, f"{address}&many=200"))) == promised, address


def test_facets_that_would_narrow_nothing_are_not_offered(reader):
    assert narrower(read(reader, asked("source:portal from:2021 mérőlabor"))) == []


def test_remarks_are_made_in_the_reader_s_language(reader):
    told = {
        language: texts(read(reader, start + asked("surce:portal")), "//p[@class='remark']")
        for language, start in (("hu", ""), ("en", "/en"))
    }
    assert told["en"] == ["there is no surce:, but there is source:. Looked for as words"]
    assert len(told["hu"]) == 1
    assert "source:" in told["hu"][0]
    assert told["hu"] != told["en"]


def test_what_may_be_meant_is_found(reader):
    page = read(reader, asked("mérőlabr"))
    assert hits(page) == []
    (instead,) = page.xpath("//main//p/a[starts-with(@href, '/search?q=')]/@href")
    assert hits(read(reader, str(instead)))


def test_both_orders_have_the_same_and_lead_to_each_other(reader):
    newest = read(reader, asked("klaszter", many=200))
    (other,) = newest.xpath("//section[@class='news']/p[@class='onward'][1]/a/@href")
    assert parse_qs(urlsplit(str(other)).query)["order"] == ["best"]
    best = read(reader, f"{other}&many=200")
    assert Counter(hits(best)) == Counter(hits(newest))
    (back,) = best.xpath("//section[@class='news']/p[@class='onward'][1]/a/@href")
    assert parse_qs(urlsplit(str(back)).query)["order"] == ["newest"]


def test_more_shows_more_and_ends(reader):
    address, seen = asked("klaszter", many=2), []
    while address:
        page = read(reader, address)
        assert hits(page)[: len(seen)] == seen
        assert len(hits(page)) > len(seen)
        seen = hits(page)
        address = next((str(one) for one in page.xpath(MORE)), "")
    assert len(seen) == len(hits(read(reader, asked("klaszter", many=200)))) > 4


@pytest.mark.parametrize("query", ["", "   ", "\t"])
def test_an_empty_query_explains_how_to_search(reader, query):
    page = read(reader, f"/search?q={quote(query)}")
    assert page.xpath("//details[@open]")
    assert hits(page) == []
    assert not page.xpath("//meta[@name='robots']")


@pytest.mark.parametrize(
    "told", ["many=0", "many=201", "many=x", "many=-1", "many=1e3", "order=worst", "q=" + "x" * 501,
             "q=%00", "q=a%0Ab", "many=٣"]
)  # fmt: skip
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_makes_no_sense_is_told(reader, told, language):
    assert reader.get(f"{language}/search?{told}").status_code == 400


# As files


QUERIES = ("klaszter", "mérőlabor", '"a tagok" & <b>', "semmi-ilyen", "source:press")


@pytest.mark.parametrize("query", QUERIES)
def test_feeds_are_valid_name_themselves_and_have_what_the_page_has(filled, query):
    client = served(filled, address=ADDRESS)
    page = read(client, asked(query, many=200))
    details = [str(one) for one in page.xpath("//ol[@class='hits']/li/h3/a/@href")]
    stories = len({one for one in details if "/story/" in one})
    for suffix in (".rss", ".atom"):
        answer = client.get(asked(query, suffix))
        assert answer.status_code == 200
        assert faults(answer.content) == []
        parsed = feedparser.parse(answer.content)
        assert not parsed.bozo
        (own,) = [one.href for one in parsed.feed.links if one.rel == "self"]
        assert own == urljoin(ADDRESS, asked(query, suffix).removeprefix("/"))
        assert len(parsed.entries) == stories
    answer = client.get(asked(query, ".json"))
    told = answer.json()
    assert list(SCHEMA.iter_errors(told)) == []
    assert told["feed_url"] == urljoin(ADDRESS, asked(query, ".json").removeprefix("/"))
    assert [one["id"] for one in told["items"]] == [one.id for one in parsed.entries]
    assert answer.headers["content-type"] == "application/feed+json"


def test_the_address_of_a_feed_on_the_page_is_that_by_which_it_names_itself(filled):
    client = served(filled, address=ADDRESS)
    page = read(client, asked("mérő labor & <b>"))
    found = [str(one) for one in page.xpath("//link[@rel='alternate'][@title]/@href")]
    feeds = [one for one in found if "/search." in one]
    assert len(feeds) == 3
    for one in feeds:
        body_ = client.get(one).content.decode()
        whole = urljoin(ADDRESS, one)
        assert whole in body_ or whole.replace("&", "&amp;") in body_


def test_a_feed_without_a_public_address_is_one_too(reader):
    for suffix in (".rss", ".atom"):
        assert faults(reader.get(asked("klaszter", suffix)).content) == []


def test_the_id_of_a_feed_is_that_of_its_query(filled):
    client = served(filled, address=ADDRESS)
    ids = [feedparser.parse(client.get(asked(q, ".atom")).content).feed.id
           for q in ("klaszter", "klaszter", "labor")]  # fmt: skip
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("query", ["klaszter", "", "semmi-ilyen", "labor order"])
def test_a_table_is_what_the_command_prints(filled, reader, capsys, query):
    archive = f"sqlite:///{filled.config.output.parent / 'archive.sqlite'}"
    with pytest.raises(SystemExit) as end:
        app(["search", query, "--format", "csv", "--archive", archive])
    assert end.value.code == 0
    printed = capsys.readouterr().out
    answer = reader.get(asked(query, ".csv"))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode(), newline="")))
    assert rows == list(csv.reader(io.StringIO(printed, newline="")))
    assert rows[0] == ["id", "published", "source", "title", "url"]


WORDS = st.sampled_from(
    ("klaszter", "labor", '"', '"a tagok"', "-", "source:portal", "-sector:wood", "from:2020", ":",
     "to:30d", "kind:call", "*", "kla*", "event:2021-06", "credit:portal", "language:hu", "(", "„a")
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=6).map(" ".join))
def test_no_query_fails_and_every_facet_keeps_its_promise(reader, query):
    answer = reader.get(asked(query))
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        return
    page = read(reader, asked(query))
    assert "None" not in body(page)
    for address, promised in narrower(page):
        assert len(hits(read(reader, f"{address}&many=200"))) == promised, address
