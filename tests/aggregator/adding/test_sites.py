"""The test sites and their gold agree: what is said of a site is what it serves."""

from __future__ import annotations

import http.client
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from babel.dates import format_date
from parsel import Selector

from tests.aggregator.adding.content import NEWS
from tests.aggregator.adding.gold import NEWEST, NEWSLESS, SITES, Site, serve, verdict
from tests.aggregator.adding.server import contents

ALL = (*SITES, *NEWSLESS)
BY_NAME = {site.name: site for site in ALL}
LANGUAGES = ("hu", "de", "sk", "ro", "en", "sr_Latn", "cs")
SHORT = ("y-MM-dd", "dd.MM.y", "y.MM.dd", "y. MM. dd")
LONG = ("d. MMMM y", "d MMMM y", "y. MMMM d")


def named(site: Site) -> str:
    return site.name


@dataclass
class Got:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    address: str

    @property
    def markup(self) -> str:
        declared = re.search(rb"charset=[\"']?([\w-]+)", self.body[:1000])
        return self.body.decode(declared[1].decode() if declared else "utf-8")

    @property
    def text(self) -> str:
        return " ".join(" ".join(Selector(self.markup).css("::text").getall()).split())

    def links(self) -> list[str]:
        found = Selector(self.markup).css("a::attr(href)").getall()
        return [urljoin(self.address, each.strip()) for each in found]


@dataclass
class Client:
    port: int

    def ask(self, address: str, **headers: str) -> Got:
        """The answer as it is; ``address`` is without port."""
        parts = urlsplit(address)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request(
                "GET", target, headers={"Host": f"{parts.hostname}:{self.port}", **headers}
            )
            reply = line.getresponse()
            return Got(reply.status, reply.headers, reply.read(), address)
        finally:
            line.close()

    def follow(self, address: str) -> Got:
        got = self.ask(address)
        for _ in range(3):
            if got.status != 301:
                break
            got = self.ask(got.headers["Location"].replace(f":{self.port}", ""))
        return got


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with serve() as port:
        yield Client(port)


def forms(day: date) -> set[str]:
    long = {format_date(day, form, locale=one) for form in LONG for one in LANGUAGES}
    return long | {format_date(day, form, locale="en") for form in SHORT}


def missing(site: Site) -> str:
    return str(contents()[f"{site.name}.localhost"].told["missing"]["title"])


# What a site has


def test_there_are_ten_sites_with_news_and_three_without():
    assert (len(SITES), len(NEWSLESS)) == (10, 3)


@pytest.mark.parametrize("site", SITES, ids=named)
def test_every_article_answers_with_its_title_and_its_date(client, site):
    for article in site.articles:
        got = client.ask(article.address)
        assert (article.address, got.status) == (article.address, 200)
        assert article.title in got.text
        assert article.date is None or any(form in got.markup for form in forms(article.date))


@pytest.mark.parametrize("site", SITES, ids=named)
def test_articles_are_told_newest_first(site):
    days = [article.date for article in site.articles]
    assert days in (sorted(filter(None, days), reverse=True), [None] * len(days))


def test_where_the_gold_knows_no_date_the_site_shows_none(client):
    undated = [site for site in SITES if site.articles[0].date is None]
    assert [site.name for site in undated] == ["turklaszter"]
    for article in undated[0].articles:
        text = client.ask(article.address).text.replace("©2025", "")
        assert not re.search(r"\b(?:19|20)\d\d\b|\d\d?\.\s?\d\d?\.", text)


@pytest.mark.parametrize("site", SITES, ids=named)
def test_the_news_differ_from_each_other(site):
    texts = contents()[f"{site.name}.localhost"].texts[NEWS]
    assert len(texts) >= NEWEST
    assert {len(text.blocks) >= 3 for text in texts} == {True}
    assert len({article.title for article in site.articles}) == len(texts)


def test_no_paragraph_of_news_is_used_twice():
    news = (text for site in contents().values() for text in site.texts.get(NEWS, ()))
    used = Counter(block for text in news for block in text.blocks)
    assert [block for block, times in used.items() if times > 1] == []


@pytest.mark.parametrize("site", ALL, ids=named)
def test_what_is_no_article_is_a_page_of_the_site(client, site):
    assert site.never
    assert not site.never & {article.address for article in site.articles}
    assert {address: client.ask(address).status for address in site.never} == dict.fromkeys(
        site.never, 200
    )


@pytest.mark.parametrize("site", ALL, ids=named)
def test_every_internal_link_leads_somewhere(client, site):
    host = f"{site.name}.localhost"
    pages = [site.start, *site.never, *(article.address for article in site.articles)]
    links = {link for page in pages for link in client.follow(page).links()}
    own = {link for link in links if urlsplit(link).hostname == host}
    assert own
    for link in own:
        got = client.follow(link)
        assert (link, got.status) == (link, 200)
        if got.headers.get_content_type() == "text/html" and site.name != "klaszterdomain":
            assert missing(site) not in got.text


# Doors


@pytest.mark.parametrize("site", SITES, ids=named)
def test_a_listing_shows_the_newest_articles(client, site):
    newest = {article.address for article in site.articles[:NEWEST]}
    for door in site.doors["listing"]:
        links = client.ask(door).links()
        assert newest <= {link.replace(f":{client.port}", "") for link in links}


@pytest.mark.parametrize("site", [one for one in SITES if "feed" in one.doors], ids=named)
def test_a_feed_holds_the_newest_articles_with_their_dates(client, site):
    for door in site.doors["feed"]:
        read = feedparser.parse(client.ask(door).body)
        assert not read.bozo
        told = {
            each.link.replace(f":{client.port}", ""): (each.title, date(*each.published_parsed[:3]))
            for each in read.entries
        }
        gold = {each.address: (each.title, each.date) for each in site.articles[: len(told)]}
        assert told == gold
        assert len(told) >= NEWEST


@pytest.mark.parametrize("site", [one for one in SITES if "sitemap" in one.doors], ids=named)
def test_a_sitemap_holds_every_article(client, site):
    told = ""
    for door in site.doors["sitemap"]:
        told += client.ask(door).markup.replace(f":{client.port}", "")
    assert [
        each.address for each in site.articles if f"<loc>{each.address}</loc>" not in told
    ] == []


def declared(client: Client, address: str) -> list[str]:
    page = client.ask(address)
    found = Selector(page.markup).css("link[type='application/rss+xml']::attr(href)").getall()
    return [urljoin(address, each).replace(f":{client.port}", "") for each in found]


def test_front_pages_declare_no_feed_that_is_any_good(client):
    fronts = {site.name: declared(client, f"http://{site.name}.localhost/") for site in ALL}
    assert {name: feeds for name, feeds in fronts.items() if feeds} == {
        "energoklaster": ["http://energoklaster.localhost/comments/feed/"],
        "kreativniklaster": ["http://kreativniklaster.localhost/rss.xml"],
    }


def test_a_section_page_may_declare_what_the_front_page_does_not(client):
    assert declared(client, "http://biotech.localhost/aktualitasok") == [
        "http://biotech.localhost/aktualitasok/feed"
    ]


def test_the_declared_feed_of_the_serbian_site_is_empty(client):
    read = feedparser.parse(client.ask("http://kreativniklaster.localhost/rss.xml").body)
    assert (read.bozo, read.version, read.entries) == (False, "rss20", [])


# Manners


@pytest.mark.parametrize("site", ALL, ids=named)
def test_an_unknown_address_gets_a_proper_page(client, site):
    soft = {"agroalimentar", "klaszterdomain"}
    for path in ("wp-json/", "feed/atom/", "nincs-ilyen?id=1"):
        got = client.ask(f"http://{site.name}.localhost/{path}")
        if (site.name, path) == ("energoklaster", "wp-json/"):
            assert got.status == 401
        else:
            assert got.status == (200 if site.name in soft else 404)
            assert missing(site) in got.text


@pytest.mark.parametrize("site", ALL, ids=named)
def test_robots_and_icon_are_there_or_missing_like_anything_else(client, site):
    robots = client.ask(f"http://{site.name}.localhost/robots.txt")
    if site.name == "gepklaszter":
        assert robots.status == 404
    else:
        assert (robots.status, robots.headers.get_content_type()) == (200, "text/plain")
        assert b"User-agent: *" in robots.body
    icon = client.ask(f"http://{site.name}.localhost/favicon.ico")
    assert icon.headers.get_content_maintype() == "image"


def test_the_host_with_www_sends_to_the_bare_one(client):
    got = client.ask("http://www.kreativniklaster.localhost/vesti?strana=2")
    assert got.status == 301
    assert (
        got.headers["Location"] == f"http://kreativniklaster.localhost:{client.port}/vesti?strana=2"
    )


def test_a_feed_address_may_send_to_the_front_page(client):
    got = client.follow("http://turklaszter.localhost/feed/")
    assert got.body == client.ask("http://turklaszter.localhost/").body


def test_parameters_that_a_site_does_not_know_change_nothing(client):
    one, other = (
        client.ask(f"http://gepklaszter.localhost/hirek.php?{query}id=61").body
        for query in ("", "utm_source=level&")
    )
    assert one == other


def test_an_unchanged_page_is_not_sent_again(client):
    home = "http://holzbau.localhost/"
    tag = client.ask(home).headers["ETag"]
    assert client.ask(home, **{"If-None-Match": tag}).status == 304


def test_the_hand_made_site_declares_its_encoding_in_the_page_alone(client):
    got = client.ask("http://gepklaszter.localhost/hirek.php")
    assert got.headers["Content-Type"] == "text/html"
    assert "Szerszámmérő labor" in got.body.decode("windows-1250")


def test_no_other_host_is_answered_for(client):
    assert client.ask("http://fine.localhost/").status == 404


# The judge


def newest(site: Site) -> list[str]:
    return [article.address for article in site.articles[:NEWEST]]


@pytest.mark.parametrize("site", SITES, ids=named)
def test_the_newest_eight_are_right(site):
    assert verdict(site, newest(site)) == (True, "8 of the newest 8 shown")
    assert verdict(site, [article.address for article in site.articles])[0]


@pytest.mark.parametrize("site", SITES, ids=named)
def test_seven_of_the_newest_eight_are_too_few(site):
    right, why = verdict(site, newest(site)[1:])
    assert not right
    assert site.articles[0].address in why


@pytest.mark.parametrize("site", SITES, ids=named)
def test_one_page_that_is_no_article_spoils_it(site):
    for address in site.never:
        right, why = verdict(site, [*newest(site), address])
        assert (right, why) == (False, f"no articles: {address}")


def test_another_host_spoils_it():
    site = BY_NAME["holzbau"]
    assert not verdict(site, [*newest(site), "https://land.example/"])[0]


def test_what_some_call_news_and_others_do_not_is_left_open():
    site = BY_NAME["packaging-alliance"]
    event = "http://packaging-alliance.localhost/events/webinar-labelling-rules"
    assert verdict(site, [*newest(site), event])[0]
    assert not verdict(site, [event])[0]


def test_scheme_port_www_and_a_trailing_slash_make_no_difference():
    site = BY_NAME["vizklaszter"]
    spelt = [
        each.replace("http://", "https://www.").replace(".localhost", ".localhost:8123") + "/"
        for each in newest(site)
    ]
    assert verdict(site, spelt)[0]


def test_a_fragment_tells_news_on_one_page_apart():
    site = BY_NAME["nanoklastr"]
    assert not verdict(site, [*newest(site), "http://nanoklastr.localhost/aktuality.html"])[0]
    assert not verdict(site, [*newest(site), "http://nanoklastr.localhost/aktuality.html#top"])[0]


@pytest.mark.parametrize("site", NEWSLESS, ids=named)
def test_of_a_site_without_news_nothing_may_be_shown(site):
    assert verdict(site, [])[0]
    assert not verdict(site, [site.start])[0]
    assert not verdict(site, [f"{site.start}barmi"])[0]
    assert site.doors == {}
