"""The sample sites over real HTTP on loopback, and the gold that describes them."""

from __future__ import annotations

import http.client
import json
import re
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import feedparser
import pytest
from parsel import Selector

import aggregator.demo
from aggregator.demo import samples
from aggregator.demo.server import HOSTS, SampleSites
from scrapers.source import Source, load_sources
from tests.aggregator.gold import GOLD

DEMO = Path(aggregator.demo.__path__[0])
SOURCES = [*DEMO.glob("sources*/*.toml")]
BY_REF = {f"{each['source']} {each['path']}": each for each in GOLD["article"]}
EXISTING = [(ref, phase) for ref, each in BY_REF.items() for phase in each["phases"]]


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Got:
    status: int
    headers: Any
    body: bytes


@pytest.fixture(scope="module")
def served() -> Iterator[SampleSites]:
    with SampleSites() as sites:
        yield sites


@pytest.fixture
def sites(served: SampleSites) -> SampleSites:
    served.phase, served.results = 1, None
    served.requests.clear()
    return served


def get(sites: SampleSites, host: str, path: str, **headers: str) -> Got:
    sent = {"Host": f"{host}:{sites.port}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    request = Request(f"http://127.0.0.1:{sites.port}{path}", headers=sent)
    opener = build_opener(ProxyHandler({}), _Stay)
    try:
        with opener.open(request, timeout=10) as reply:
            return Got(reply.status, reply.headers, reply.read())
    except HTTPError as error:
        with error:
            return Got(error.code, error.headers, error.read())


def parsed(body: bytes) -> Selector:
    return Selector(body=body, encoding="utf-8")


def page(sites: SampleSites, ref: str) -> str:
    """The page of an article; of one told on the page of all, its part of that page."""
    source, _, path = ref.partition(" ")
    path, _, fragment = path.partition("#")
    got = get(sites, f"{source}.localhost", path)
    assert got.status == 200
    text = got.body.decode("iso-8859-2" if source == "statikus" else "utf-8")
    return parsed(text.encode()).css(f"#{fragment}").get("") if fragment else text


def sentences(ref: str) -> list[str]:
    """The paragraphs of an article as its own file has them, as one line each."""
    source, _, path = ref.partition(" ")
    site = samples._site(source, 1)
    return [" ".join(block.split()) for block in site.texts[path][1].blocks]


def links_shown(sites: SampleSites, source: str) -> set[str]:
    """The articles that a source's doors show: those of its file, or those to be found."""
    pinned = [door.model_dump() for door in demo_sources(sites.port)[source].doors]
    found = [
        each | {"url": f"http://{source}.localhost:{sites.port}{each['path']}"}
        for each in GOLD["door"]
        if each["source"] == source and sites.phase in each["phases"]
    ]
    return {link for door in pinned or found for link in _shown(sites, door["url"], door)}


def _shown(sites: SampleSites, address: str, door: dict[str, Any]) -> Iterator[str]:
    """The links of one door as a person would find them, on its further pages too."""
    parts = urlsplit(address)
    got = get(sites, str(parts.hostname), parts.path + (f"?{parts.query}" if parts.query else ""))
    assert got.status == 200
    if door["kind"] == "feed":
        yield from (entry.link for entry in feedparser.parse(got.body).entries)
    elif door["kind"] == "wordpress":
        yield from (post["link"] for post in json.loads(got.body))
    elif door["kind"] == "sitemap":
        tree = Selector(got.body.decode(), type="xml")
        tree.remove_namespaces()
        for part in tree.xpath("/sitemapindex/sitemap/loc/text()").getall():
            yield from _shown(sites, part, door)
        places = tree.xpath("/urlset/url/loc/text()").getall()
        yield from (place for place in places if door["under"] in place)
    elif "whole" in door:
        marks = parsed(got.body).css(door["whole"]).xpath("@id").getall()
        yield from (f"{address}#{mark}" for mark in marks)
    else:
        tree = parsed(got.body)
        links = tree.css(door["links"]).xpath("@href").getall()
        yield from (urljoin(address, link) for link in links)
        further = tree.xpath("//a[contains(@href, 'page=2')]/@href").get()
        if further and not parts.query:
            yield from _shown(sites, urljoin(address, further), door)


def demo_sources(port: int) -> dict[str, Source]:
    with tempfile.TemporaryDirectory() as folder:
        for file in SOURCES:
            text = file.read_text(encoding="utf-8").replace("{{port}}", str(port))
            (Path(folder) / file.name).write_text(text, encoding="utf-8")
        return {source.id: source for source in load_sources([Path(folder)])}


def front_page(sites: SampleSites, host: str) -> str:
    """The path of a site's front page: where its bare address leads."""
    got = get(sites, host, "/")
    return urlsplit(got.headers["Location"]).path if got.status == 301 else "/"


# --- the gold ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("ref", "phase"), EXISTING)
def test_every_article_of_the_gold_is_reachable_and_holds_its_title(
    sites: SampleSites, ref: str, phase: int
) -> None:
    sites.phase = phase
    found = parsed(page(sites, ref).encode()).xpath("//h1 | //h2 | //h3")
    headings = [each.xpath("normalize-space()").get() for each in found]
    assert BY_REF[ref]["title"] in headings


@pytest.mark.parametrize("phase", samples.PHASES)
@pytest.mark.parametrize("source", sorted({each["source"] for each in GOLD["article"]}))
def test_a_door_shows_exactly_the_articles_of_its_phase(
    sites: SampleSites, source: str, phase: int
) -> None:
    sites.phase = phase
    tail = "?utm_source=rss&utm_medium=referral&utm_campaign=hiraggregator"
    home = f"http://{source}.localhost:{sites.port}"
    assert links_shown(sites, source) == {
        home + each["path"] + (tail if source == "sajto" else "")
        for each in GOLD["article"]
        if each["source"] == source and phase in each["phases"]
    }


@pytest.mark.parametrize("ref", BY_REF)
def test_an_article_is_not_found_in_the_phases_the_gold_does_not_name(
    sites: SampleSites, ref: str
) -> None:
    source, _, path = ref.partition(" ")
    for phase in set(samples.PHASES) - set(BY_REF[ref]["phases"]):
        sites.phase = phase
        if "#" in path:
            assert page(sites, ref) == ""
        else:
            assert get(sites, f"{source}.localhost", path).status == 404


@pytest.mark.parametrize("ref", BY_REF)
def test_an_article_tells_the_date_of_the_gold_or_none(sites: SampleSites, ref: str) -> None:
    sites.phase = BY_REF[ref]["phases"][-1]
    text = page(sites, ref)
    published = BY_REF[ref].get("published")
    if isinstance(published, datetime) and not ref.startswith("sodras "):
        assert f'content="{published.isoformat()}"' in text
    elif published:
        english = f"{published.day} {published:%B %Y}"
        spellings = (f"{published:%Y. %m. %d.}", samples._in_words(published), english)
        assert any(f">{spelling}<" in text for spelling in spellings)
    else:
        assert not re.search(
            r"<time|published_time|datePublished|article-date|news-list-date", text
        )


@pytest.mark.parametrize("edit", GOLD["edit"], ids=lambda edit: edit["article"])
def test_an_edited_article_says_its_new_words_from_its_phase_on(
    sites: SampleSites, edit: dict[str, Any]
) -> None:
    before = " ".join(page(sites, edit["article"]).split())
    sites.phase = edit["phase"]
    after = " ".join(page(sites, edit["article"]).split())
    assert edit["before"] in before
    assert edit["after"] not in before
    assert edit["after"] in after
    assert edit["before"] not in after


def test_each_site_has_three_articles_of_a_length_that_can_be_compared() -> None:
    counts = [each["source"] for each in GOLD["article"] if 1 in each["phases"]]
    # test_scripted_site.py knows what is on the site whose pages scripts make
    assert {f"{name}.localhost" for name in counts} | {"napfeny.localhost"} == set(HOSTS)
    assert min(counts.count(name) for name in counts) >= 3
    for ref, each in BY_REF.items():
        source, _, path = ref.partition(" ")
        blocks = samples._site(source, each["phases"][0]).texts[path][1].blocks
        assert 120 <= len(" ".join(blocks).split()) <= 350, ref


def test_stories_and_pairs_name_articles_of_the_gold() -> None:
    named = [ref for pair in GOLD["apart"] for ref in pair["articles"]]
    for story in GOLD["story"]:
        named += [story["original"], *story["reprints"], *story["quotations"]]
    assert set(named) <= set(BY_REF)


def test_a_reprint_keeps_the_sentences_of_its_original() -> None:
    portal = "portal /2021/05/17/harommilliard-forint-jut-a-klaszterek-kozos-fejleszteseire/"
    (story,) = [each for each in GOLD["story"] if each["original"] == portal]
    press, own_words, shortened = story["reprints"]
    original = sentences(portal)
    assert sentences(press) == [*original, "Forrás: portal.localhost"]
    assert sentences(own_words)[1:] == original
    assert sentences(shortened)[:-1] == original[:-2]


def test_the_quotation_opens_runs_over_paragraphs_closes_and_names_its_origin() -> None:
    (story,) = [each for each in GOLD["story"] if each["name"] == "strategy workshop"]
    original, quoting = sentences(story["original"]), sentences(story["quotations"][0])
    first, last = quoting[1], quoting[-2]
    assert first == f"„{original[0]}"
    assert quoting[2:-2] == original[1:-2]
    assert last == f"{original[-2][:-1]}” – írja hírei között a www.portal.localhost oldal."
    assert "július 8-9-i" in quoting[-1]


def test_the_new_cluster_reprints_with_credit_and_the_carriers_quote_in_marks() -> None:
    club, trains = (
        next(each for each in GOLD["story"] if each["name"] == name)
        for name in ("online club", "freight trains")
    )
    credit = "Forrás: Minta Klaszterportál (portal.localhost)"
    assert sentences(club["reprints"][0]) == [*sentences(club["original"]), credit]
    original, quoting = sentences(trains["original"]), sentences(trains["quotations"][0])
    assert quoting[1] == f"„{original[0]}"
    assert quoting[2] == original[1]
    assert quoting[3].startswith(f"{original[2][:-1]}” – írta a Mintamegyei Hírlap")


def test_two_matters_share_no_more_than_one_paragraph() -> None:
    for pair in GOLD["apart"]:
        if "share only" in pair["reason"]:
            first, second = map(sentences, pair["articles"])
            (about,) = set(first) & set(second)
            assert 60 <= len(about.split()) <= 80


def test_no_two_articles_that_are_not_related_share_a_paragraph() -> None:
    related = [
        {each["original"], *each["reprints"], *each["quotations"]} for each in GOLD["story"]
    ] + [set(pair["articles"]) for pair in GOLD["apart"]]
    present = [ref for ref, each in BY_REF.items() if 1 in each["phases"]]
    for one, other in combinations(present, 2):
        if not any({one, other} <= group for group in related):
            assert not set(sentences(one)) & set(sentences(other)), (one, other)


# --- what each site is like --------------------------------------------------------------------


def test_the_wordpress_feed_tells_dates_guids_and_teasers_but_no_full_text(
    sites: SampleSites,
) -> None:
    got = get(sites, "portal.localhost", "/feed/")
    assert got.headers["Content-Type"] == "application/rss+xml; charset=UTF-8"
    feed = feedparser.parse(got.body)
    assert not feed.bozo
    for entry in feed.entries:
        told = BY_REF[f"portal {urlsplit(entry.link).path}"]
        assert parsedate_to_datetime(entry.published) == told["published"]
        assert "/?p=" in entry.id
        assert entry.author == "szerkesztoseg"
        assert "[…]" in unescape(entry.summary)
        assert "content" not in entry


def test_the_front_page_declares_its_feed_and_an_old_address_leads_to_the_article(
    sites: SampleSites,
) -> None:
    front = parsed(get(sites, "portal.localhost", "/").body)
    assert (
        front.css("link[rel=alternate][type='application/rss+xml']").attrib["href"]
        == f"http://portal.localhost:{sites.port}/feed/"
    )
    got = get(sites, "portal.localhost", "/?p=418")
    assert got.status == 301
    assert got.headers["Location"].endswith(GOLD["story"][0]["original"].split()[1])


def test_the_json_ld_of_the_portal_is_json_with_headline_date_and_publisher(
    sites: SampleSites,
) -> None:
    ref = GOLD["story"][0]["original"]
    for sites.phase in samples.PHASES:
        for each in (ref, GOLD["edit"][0]["article"]):
            script = parsed(page(sites, each).encode()).css("script[type='application/ld+json']")
            data = json.loads(script.xpath("string()").get(""))
            assert data["headline"] == BY_REF[each]["title"]
            assert datetime.fromisoformat(data["datePublished"]) == BY_REF[each]["published"]
            assert data["publisher"]["name"] == "Minta Klaszterportál"


def test_the_clock_of_the_joomla_site_shows_today_and_changes_the_etag() -> None:
    path = "/hirek/11-kozos-faszarito-epul-a-klaszter-tagjainak"
    monday = samples.answer("tolgy.localhost", path, 1, 80, date(2021, 6, 21))
    tuesday = samples.answer("tolgy.localhost", path, 1, 80, date(2021, 6, 22))
    assert "2021. június 21., hétfő" in monday.body.decode()
    assert "2021. június 22., kedd" in tuesday.body.decode()
    assert monday.headers["ETag"] != tuesday.headers["ETag"]


def test_over_http_the_clock_shows_the_day_of_the_request(sites: SampleSites) -> None:
    before = date.today()
    text = get(sites, "tolgy.localhost", "/hirek").body.decode()
    shown = {samples._in_words(day, weekday=True) for day in (before, date.today())}
    assert any(f'<span class="date">{each}</span>' in text for each in shown)


def test_the_static_site_sends_iso_8859_2_and_only_its_pages_say_so(sites: SampleSites) -> None:
    got = get(sites, "statikus.localhost", "/gyumolcslesajtolo.html")
    assert got.headers["Content-Type"] == "text/html"
    assert b"charset=iso-8859-2" in got.body
    assert "Gyümölcslésajtoló üzemet nyit ősszel a Szőlőskert".encode("iso-8859-2") in got.body
    assert "ű".encode("iso-8859-2") == b"\xfb"
    assert b"\xfb" in get(sites, "statikus.localhost", "/kozos_hutohaz.html").body
    assert b"\xc5\x91" not in got.body  # no UTF-8 among it


def test_what_iso_8859_2_has_no_byte_for_is_sent_as_a_reference(sites: SampleSites) -> None:
    body = get(sites, "statikus.localhost", "/kozos_beruhazasok.html").body
    assert "támogatására &#8211; közölte".encode("iso-8859-2") in body


def test_a_tracking_tail_changes_neither_the_page_nor_its_canonical_link(
    sites: SampleSites,
) -> None:
    path = "/gazdasag/2021/06/textilgyartok-alapitottak-klasztert-a-megyeben"
    plain = get(sites, "sajto.localhost", path)
    tailed = get(sites, "sajto.localhost", f"{path}?utm_source=rss&utm_medium=referral")
    assert plain.body == tailed.body
    assert f'<link rel="canonical" href="http://sajto.localhost:{sites.port}{path}">' in (
        plain.body.decode()
    )


def test_an_unknown_query_is_another_page_because_on_some_sites_it_is_the_identity(
    sites: SampleSites,
) -> None:
    assert get(sites, "tolgy.localhost", "/hirek?format=feed&type=rss").status == 404
    assert get(sites, "kezmu.localhost", "/content.php").status == 404


@pytest.mark.parametrize("host", HOSTS)
def test_no_link_of_a_sample_site_is_dead(sites: SampleSites, host: str) -> None:
    for sites.phase in samples.PHASES:
        home = f"http://{host}:{sites.port}{front_page(sites, host)}"
        todo, seen = [home], {home}
        while todo:
            address = todo.pop()
            parts = urlsplit(address)
            got = get(sites, host, parts.path + (f"?{parts.query}" if parts.query else ""))
            assert got.status == 200, address
            for link in _links(got, address):
                if urlsplit(link).netloc == f"{host}:{sites.port}" and link not in seen:
                    seen.add(link)
                    todo.append(link)


def _links(got: Got, address: str) -> Iterator[str]:
    if not got.headers["Content-Type"].startswith("text/html"):
        return
    for link in parsed(got.body).xpath("//a/@href | //link[@rel!='shortlink']/@href").getall():
        yield urljoin(address, link).partition("#")[0]


def test_the_drupal_site_declares_its_feed_and_its_node_address_leads_to_the_alias(
    sites: SampleSites,
) -> None:
    front = parsed(get(sites, "kamilla.localhost", "/").body)
    feed = front.css("link[rel=alternate][type='application/rss+xml']").attrib["href"]
    entries = feedparser.parse(get(sites, "kamilla.localhost", urlsplit(feed).path).body).entries
    assert len(entries) == 5
    for entry in entries:
        told = BY_REF[f"kamilla {urlsplit(entry.link).path}"]
        assert parsedate_to_datetime(entry.published) == told["published"]
    got = get(sites, "kamilla.localhost", "/node/12")
    assert (got.status, urlsplit(got.headers["Location"]).path) == (
        301, "/hirek/gyogyvizek-hatasat-merik-kozosen-a-klaszter-furdokorhazai",
    )  # fmt: skip


POSTS = "/wp-json/wp/v2/posts"


def test_the_posts_of_the_rest_interface_tell_title_date_and_last_change(
    sites: SampleSites,
) -> None:
    sites.phase = 2
    posts = json.loads(get(sites, "sodras.localhost", POSTS).body)
    for post in posts:
        told = BY_REF[f"sodras {urlsplit(post['link']).path}"]
        assert post["title"]["rendered"] == told["title"]
        assert datetime.fromisoformat(post["date_gmt"] + "+00:00") == told["published"]
        assert post["date"] == told["published"].replace(tzinfo=None).isoformat()
        single = get(sites, "sodras.localhost", f"{POSTS}/{post['id']}")
        assert json.loads(single.body) == post
    changed = [post["link"] for post in posts if post["modified_gmt"] != post["date_gmt"]]
    (edit,) = [edit for edit in GOLD["edit"] if edit["article"].startswith("sodras ")]
    assert [urlsplit(link).path for link in changed] == [edit["article"].split()[1]]


def test_the_rest_interface_gives_pages_of_the_fields_asked_for(sites: SampleSites) -> None:
    query = "per_page=3&_fields=id,link"
    first, second = (
        get(sites, "sodras.localhost", f"{POSTS}?{query}&page={page}") for page in (1, 2)
    )
    assert first.headers["Content-Type"] == "application/json; charset=UTF-8"
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == ("4", "2")
    assert first.headers["Link"].endswith('page=2>; rel="next"')
    assert second.headers["Link"].endswith('page=1>; rel="prev"')
    posts = [*json.loads(first.body), *json.loads(second.body)]
    assert [post["id"] for post in posts] == [398, 377, 352, 311]
    assert all(set(post) == {"id", "link"} for post in posts)


@pytest.mark.parametrize(
    ("target", "status", "code"),
    [
        ("?page=2", 400, "rest_post_invalid_page_number"),
        ("?per_page=101", 400, "rest_invalid_param"),
        ("?per_page=0", 400, "rest_invalid_param"),
        ("?page=x", 400, "rest_invalid_param"),
        ("/1", 404, "rest_post_invalid_id"),
    ],
)
def test_the_rest_interface_refuses_as_wordpress_does(
    sites: SampleSites, target: str, status: int, code: str
) -> None:
    got = get(sites, "sodras.localhost", POSTS + target)
    assert (got.status, json.loads(got.body)["code"]) == (status, code)


@pytest.mark.parametrize("path", ["/feed/", "/?feed=rss2"])
def test_the_feeds_of_the_site_with_rest_only_lead_to_its_front_page(
    sites: SampleSites, path: str
) -> None:
    got = get(sites, "sodras.localhost", path)
    assert (got.status, got.headers["Location"]) == (301, f"http://sodras.localhost:{sites.port}/")


@pytest.mark.parametrize("source", ["sodras", "pixel"])
def test_no_page_of_a_site_whose_list_is_made_by_scripts_links_to_an_article(
    sites: SampleSites, source: str
) -> None:
    articles = {each["path"] for each in GOLD["article"] if each["source"] == source}
    host, todo, seen = f"{source}.localhost", ["/"], {"/"}
    while todo:
        got = get(sites, host, todo.pop())
        for link in parsed(got.body).xpath("//a/@href").getall():
            path = urlsplit(link).path or "/"
            if path not in seen and urlsplit(link).netloc in ("", f"{host}:{sites.port}"):
                seen.add(path)
                todo.append(path)
    assert len(seen) > 3
    assert not seen & articles


def test_the_robots_file_names_the_sitemap_that_holds_other_pages_too(sites: SampleSites) -> None:
    robots = get(sites, "pixel.localhost", "/robots.txt").body.decode()
    home = f"http://pixel.localhost:{sites.port}"
    assert f"\nSitemap: {home}/sitemap_index.xml\n" in robots
    everything = set(_shown(sites, f"{home}/sitemap_index.xml", {"kind": "sitemap", "under": ""}))
    articles = links_shown(sites, "pixel")
    assert {f"{home}/hirek", f"{home}/rolunk", f"{home}/"} <= everything - articles
    assert len(articles) == 4


@pytest.mark.parametrize("pair", GOLD["moved"], ids=lambda pair: pair["after"])
def test_a_redesign_moves_an_article_with_its_title_day_and_text(
    sites: SampleSites, pair: dict[str, Any]
) -> None:
    before, after = BY_REF[pair["before"]], BY_REF[pair["after"]]
    assert (before["title"], before["published"]) == (after["title"], after["published"])
    old = parsed(page(sites, pair["before"]).encode()).css("p::text").getall()
    sites.phase = pair["phase"]
    new = parsed(page(sites, pair["after"]).encode()).css("article p::text").getall()
    assert len(old) >= 4
    assert [one for one in new if one in old] == old
    assert get(sites, "hidfo.localhost", "/aktualis.php").status == 404


def test_each_article_of_the_bilingual_site_names_its_twin(sites: SampleSites) -> None:
    home = f"http://fonal.localhost:{sites.port}"
    twins = {}
    for ref in (ref for ref, phase in EXISTING if phase == 1 and ref.startswith("fonal ")):
        tree = parsed(page(sites, ref).encode())
        language = tree.xpath("/html/@lang").get("")
        assert language == BY_REF[ref].get("language", "hu")
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in tree.css("[hreflang]")}
        own = links.pop(language)
        assert own == home + BY_REF[ref]["path"]
        (twins[own],) = links.values()
    assert len(twins) == 6
    assert all(twins[twin] == one for one, twin in twins.items())


# --- the server --------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_a_page_comes_with_an_etag_and_is_304_to_whoever_has_it(
    sites: SampleSites, host: str
) -> None:
    path = front_page(sites, host)
    first = get(sites, host, path)
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]+"', tag)
    again = get(sites, host, path, If_None_Match=f'"other", W/{tag}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert get(sites, host, path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("host", HOSTS)
def test_every_site_has_rules_for_robots_and_a_page_for_what_it_does_not_have(
    sites: SampleSites, host: str
) -> None:
    robots = get(sites, host, "/robots.txt")
    assert robots.headers["Content-Type"] == "text/plain"
    assert robots.body.startswith(b"User-agent: *\n")
    missing = get(sites, host, "/nincs-ilyen")
    assert missing.status == 404
    assert missing.headers["Content-Type"].startswith("text/html")
    assert missing.headers["ETag"] is None


def test_two_sites_close_their_admin_pages_to_robots(sites: SampleSites) -> None:
    closed = [
        host for host in HOSTS if b"Disallow: /admin/" in get(sites, host, "/robots.txt").body
    ]
    assert closed == ["kamilla.localhost", "kezmu.localhost"]


@pytest.mark.parametrize("host", HOSTS)
def test_www_before_a_host_leads_to_the_host_itself(sites: SampleSites, host: str) -> None:
    got = get(sites, f"www.{host}", "/robots.txt")
    assert got.status == 301
    assert got.headers["Location"] == f"http://{host}:{sites.port}/robots.txt"


def test_head_tells_the_length_and_sends_no_body(sites: SampleSites) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", sites.port, timeout=10)
    connection.request("HEAD", "/feed/", headers={"Host": "portal.localhost"})
    reply = connection.getresponse()
    assert (reply.status, reply.read()) == (200, b"")
    assert int(reply.headers["Content-Length"]) > 0
    connection.close()


def test_requests_are_remembered_with_host_path_and_status(sites: SampleSites) -> None:
    tag = get(sites, "PORTAL.localhost", "/feed/").headers["ETag"]
    get(sites, "portal.localhost", "/feed/", If_None_Match=tag)
    get(sites, "kezmu.localhost", "/content.php?cid=none")
    assert [(each.host, each.path, each.status) for each in sites.requests] == [
        ("portal.localhost", "/feed/", 200),
        ("portal.localhost", "/feed/", 304),
        ("kezmu.localhost", "/content.php?cid=none", 404),
    ]


def test_the_server_listens_on_127_0_0_1_alone(sites: SampleSites) -> None:
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", sites.port), timeout=2)


def test_a_busy_port_is_an_os_error(sites: SampleSites) -> None:
    with pytest.raises(OSError):
        SampleSites(sites.port)


def test_a_phase_that_does_not_exist_is_refused(sites: SampleSites) -> None:
    with pytest.raises(ValueError, match="phase 3"):
        sites.phase = 3


def test_the_port_is_free_again_after_the_block() -> None:
    with SampleSites() as first:
        port = first.port
    with SampleSites(port) as second:
        assert get(second, "portal.localhost", "/").status == 200


# --- the results folder ------------------------------------------------------------------------


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "pages").mkdir(parents=True)
    (folder / ".hidden").write_text("hidden")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("feed.rss", "feed.atom", "feed.json", "a&b.html", "news.xml"):
        (folder / name).write_text(name, encoding="utf-8")
    (folder / "pages" / "index.html").write_text("pages", encoding="utf-8")
    return folder


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "example.org"])
def test_another_host_shows_the_list_of_results(
    sites: SampleSites, results: Path, host: str
) -> None:
    sites.results = results
    got = get(sites, host, "/")
    assert got.headers["Content-Type"] == "text/html; charset=UTF-8"
    links = parsed(got.body).xpath("//a/@href").getall()
    assert links == [
        "/a%26b.html", "/feed.atom", "/feed.json", "/feed.rss", "/news.xml", "/out.txt", "/pages/",
        *(f"http://{site}:{sites.port}/" for site in HOSTS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/feed.rss", "application/rss+xml; charset=UTF-8"),
        ("/feed.atom", "application/atom+xml; charset=UTF-8"),
        ("/feed.json", "application/json"),
        ("/a%26b.html", "text/html; charset=UTF-8"),
        ("/news.xml", "application/xml"),
        ("/pages/", "text/html; charset=UTF-8"),
    ],
)
def test_a_file_of_the_results_comes_with_its_media_type_and_etag(
    sites: SampleSites, results: Path, path: str, media: str
) -> None:
    sites.results = results
    got = get(sites, "localhost", path)
    assert (got.status, got.headers["Content-Type"]) == (200, media)
    assert get(sites, "localhost", path, If_None_Match=got.headers["ETag"]).status == 304


def test_a_folder_of_the_results_is_moved_to_its_name_with_a_slash(
    sites: SampleSites, results: Path
) -> None:
    sites.results = results
    got = get(sites, "localhost", "/pages")
    assert (got.status, got.headers["Location"]) == (301, "/pages/")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/pages/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/out.txt",
        "/.hidden",
        "/%00",
        "/%ff",
        "/feed.rss/x",
        "/none.rss",
    ],
)
def test_nothing_outside_the_results_nor_hidden_can_be_read(
    sites: SampleSites, results: Path, path: str
) -> None:
    sites.results = results
    connection = http.client.HTTPConnection("127.0.0.1", sites.port, timeout=10)
    connection.request("GET", path, headers={"Host": "localhost"})
    reply = connection.getresponse()
    assert (reply.status, reply.read()) == (404, b"not found\n")
    connection.close()


def test_without_results_and_with_results_that_do_not_exist_another_host_is_404(
    sites: SampleSites, tmp_path: Path
) -> None:
    assert get(sites, "localhost", "/").status == 404
    sites.results = tmp_path / "none"
    assert get(sites, "localhost", "/").status == 404


# --- templates ---------------------------------------------------------------------------------


def test_no_tag_is_left_in_what_is_served(sites: SampleSites) -> None:
    for ref in (ref for ref, phase in EXISTING if phase == 1):
        shown = unescape(page(sites, ref))
        assert "{{" not in shown
        assert "{%" not in shown
