"""Discovery over sites that are dictionaries: nothing is fetched, everything is looked at."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import pytest

from scrapers.discovery.candidates import DOUBTFUL, SURE, Candidate, choose
from scrapers.discovery.explore import Discovery, discover
from scrapers.discovery.sight import Sight, see
from scrapers.discovery.site import Site
from scrapers.discovery.steps import MOST, next_addresses
from scrapers.fetch import Fetched
from scrapers.workers import Workers
from tests.scrapers.example import HOME, NOW, source

TITLES = (
    "Közös gépparkot vesznek a tagok Kisváráson",
    "Megnyílt a mérőszoba az iskola mellett",
    "Vevőtalálkozót tartottak a szerszámkészítők",
    "Új elnököt választott a közgyűlés",
    "Pályázati tanácsadás indul hétfőnként",
)
Pages = Mapping[str, str]


def explored(pages: Pages, given: str = "") -> tuple[dict[str, Sight], tuple[Candidate, ...]]:
    """What discovery has looked at of a site whose other pages are 404, and what it takes."""
    one, start, sights = source(), HOME + given, dict[str, Sight]()
    while wanted := next_addresses(Site(one, start, sights)):
        for address in wanted:
            body = pages.get(address.removeprefix(HOME))
            if body is None:
                sights[address] = Sight(address, "nothing", problem="http 404")
            else:
                sights[address] = see(body.encode(), address, "", one, NOW)
    return sights, choose(Site(one, start, sights))


def doors(pages: Pages, given: str = "") -> list[tuple[str, str]]:
    """The doors that are taken: kind and address each."""
    taken = explored(pages, given)[1]
    return [(one.door.kind, one.door.url.removeprefix(HOME)) for one in taken]


def page(content: str = "", head: str = "", menu: str = "<a href='/hirek'>Hírek</a>") -> str:
    about = "<a href='/rolunk'>Rólunk</a> <a href='/kapcsolat'>Kapcsolat</a>"
    return (
        f'<html lang="hu"><head>{head}</head><body><ul class=menu>{menu} {about}</ul>'
        f"<div id=tartalom>{content}</div></body></html>"
    )


def listing(folder: str = "hirek/", count: int = 5) -> str:
    return page(
        "".join(
            f"<div class=hir><h3><a href='/{folder}{at}'>{title}</a></h3><span>2026. 05. 0{9 - at}."
            f"</span><p>A munka a jövő héten kezdődik, és {at + 2} tag vesz benne részt.</p></div>"
            for at, title in enumerate(TITLES[:count])
        )
    )


def feed(folder: str = "hirek/", count: int = 5) -> str:
    told = "".join(
        f"<item><title>{title}</title><link>/{folder}{at}</link></item>"
        for at, title in enumerate(TITLES[:count])
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{told}</channel></rss>'


def posts(folder: str = "hirek/") -> str:
    told = [{"link": f"/{folder}{at}", "title": {"rendered": one}} for at, one in enumerate(TITLES)]
    return json.dumps(told)


def sitemap(*paths: str) -> str:
    urls = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def declared(address: str, title: str = "") -> str:
    return f"<link rel=alternate type='application/rss+xml' title='{title}' href='{address}'>"


POSTS = "wp-json/wp/v2/posts?per_page=20&_fields=id,date,date_gmt,modified_gmt,link,title,excerpt"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (
            {"": page(head=declared("/a.rss")), "a.rss": feed(), "hirek": listing()},
            ("feed", "a.rss"),
        ),
        ({"": page(), "feed/": feed(), "hirek": listing()}, ("feed", "feed/")),
        ({"": page(), "rss.xml": feed(), "hirek": listing()}, ("feed", "rss.xml")),
        (
            {"": page(), "hirek?format=feed&type=rss": feed(), "hirek": listing()},
            ("feed", "hirek?format=feed&type=rss"),
        ),
        ({"": page(), POSTS: posts(), "hirek": listing()}, ("wordpress", "wp-json/wp/v2/posts")),
        ({"": page(), "hirek": listing()}, ("listing", "hirek")),
        ({"": listing()}, ("listing", "")),
        (
            {"": page("Üdvözöljük!"), "sitemap.xml": sitemap("rolunk", "hirek/1", "hirek/2")},
            ("sitemap", "sitemap.xml"),
        ),
    ],
)
def test_a_door_of_each_kind_is_found(pages: Pages, expected: tuple[str, str]):
    assert doors(pages) == [expected]


def test_a_feed_of_comments_is_none():
    head = declared("/comments/feed/", "Minta » hozzászólás hírcsatorna")
    pages = {"": page(head=head), "comments/feed/": feed(), "hirek": listing()}
    assert doors(pages) == [("listing", "hirek")]


def test_an_empty_feed_is_none():
    pages = {"": page(head=declared("/feed/")), "feed/": feed(count=0), "hirek": listing()}
    assert doors(pages) == [("listing", "hirek")]


def test_a_feed_of_something_else_does_not_stand_for_the_news():
    pages = {"": page(head=declared("/feed/")), "feed/": feed("termek/"), "hirek": listing()}
    assert doors(pages) == [("listing", "hirek")]


def test_a_page_at_a_feeds_address_is_no_feed():
    pages = {"": page(), "feed/": page(), "rss.xml": page(), "hirek": listing()}
    assert doors(pages) == [("listing", "hirek")]


def test_a_section_that_the_feed_leaves_out_is_a_door_of_its_own():
    menu = "<a href='/hirek'>Hírek</a> <a href='/esemenyek'>Események</a>"
    front = page(head=declared("/feed/"), menu=menu)
    pages = {"": front, "feed/": feed(), "hirek": listing(), "esemenyek": listing("esemeny/")}
    assert doors(pages) == [("feed", "feed/"), ("listing", "esemenyek")]
    pages["esemenyek"] = listing()
    assert doors(pages) == [("feed", "feed/")]


def test_the_news_in_another_language_are_a_door_of_their_own():
    front = page(menu="<a href='/hirek'>Hírek</a> <a href='/en/' hreflang=en>EN</a>")
    pages = {"": front, "hirek": listing(), "en/": page(menu="<a href='/en/news'>News</a>")}
    pages["en/news"] = listing("en/news/")
    assert doors(pages) == [("listing", "hirek"), ("listing", "en/news")]


def test_a_section_below_a_section_is_found():
    menu = "<a href='/sajto/'>Sajtó</a>"
    below = page("<p>Írjon nekünk!</p><a href='/sajto/kozlemenyek'>Közlemények</a>", menu=menu)
    pages = {"": page(menu=menu), "sajto/": below, "sajto/kozlemenyek": listing()}
    assert doors(pages) == [("listing", "sajto/kozlemenyek")]


def test_an_address_that_is_a_feed_or_a_list_is_taken_as_it_is():
    pages = {
        "": page(),
        "hirek": listing(),
        "szakmai": listing("szakmai/"),
        "x.rss": feed("szakmai/"),
    }
    assert doors(pages, "x.rss") == [("feed", "x.rss")]
    assert doors(pages, "szakmai") == [("listing", "szakmai")]


def test_a_list_with_prices_is_doubted():
    shop = listing("termek/").replace("</span>", " 4 900 Ft</span>")
    (taken,) = explored({"": page(), "hirek": shop})[1]
    assert DOUBTFUL <= taken.confidence < SURE
    assert "shop" in taken.why


def test_where_there_is_no_news_nothing_is_taken_and_it_is_told_what_was_tried():
    sights, taken = explored({"": page("<p>Lakatosműhely, 1988 óta.</p>")})
    assert taken == ()
    assert {f"{HOME}feed/", f"{HOME}sitemap.xml", f"{HOME}robots.txt"} <= set(sights)


def test_a_feed_that_shows_what_the_news_page_shows_ends_the_search():
    pages = {"": page(head=declared("/feed/")), "feed/": feed(), "hirek": listing()}
    assert set(explored(pages)[0]) == {HOME, f"{HOME}feed/", f"{HOME}hirek"}


def test_no_site_is_asked_for_more_than_its_share():
    menu = "".join(f"<a href='/hirek-{at}'>Hírek</a>" for at in range(300))
    heads = "".join(declared(f"/feed-{at}") for at in range(300))
    trap = page(head=heads, menu=menu)
    pages = {"": trap} | {f"hirek-{at}": trap for at in range(300)}
    assert len(explored(pages)[0]) <= MOST


def test_a_site_that_does_not_answer_is_not_asked_for_more():
    sights = {HOME: Sight(HOME, "nothing", problem="timeout")}
    assert next_addresses(Site(source(), HOME, sights)) == ()


def test_other_sites_are_not_looked_at():
    menu = "<a href='https://mas.hu/hirek'>Hírek</a>"
    sights, taken = explored({"": page(menu=menu)})
    assert taken == ()
    assert all(address.startswith(HOME) for address in sights)


def test_a_declared_feed_on_another_host_counts_where_it_leads_home():
    front = page(head=declared("https://feeds.example/minta"), menu="")
    one = source()
    sights = {HOME: see(front.encode(), HOME, "", one, NOW)}
    assert "https://feeds.example/minta" in next_addresses(Site(one, HOME, sights))
    for folder, taken in (("https://www.pelda.hu/hirek/", 1), ("https://mas.hu/", 0)):
        body = feed().replace("<link>/hirek/", f"<link>{folder}")
        address = "https://feeds.example/minta"
        sights[address] = see(body.encode(), address, "", one, NOW)
        assert len(choose(Site(one, HOME, sights))) == taken


def test_where_the_links_of_a_door_lead_to_no_articles_the_search_goes_on():
    prose = "".join(
        f"<p>{'Erről a tagok a nyári közgyűlésen döntöttek. ' * 9}{at}</p>" for at in "ab"
    )
    pages = {
        "": page(menu=""),
        "wp-json/wp/v2/posts": posts("regi/"),
        "sitemap.xml": sitemap(*(f"hirek/{at}" for at in range(5))),
        **{
            f"hirek/{at}": page(f"<h1>{one}</h1>{prose}<p>{one}, {at}.</p>")
            for at, one in enumerate(TITLES)
        },
    }

    async def ask(address: str) -> Fetched:
        body = pages.get(address.removeprefix(HOME).split("?per_page")[0])
        if body is None:
            return Fetched(address, address, problem="http 404")
        return Fetched(address, address, body.encode(), "text/html")

    async def discovered() -> Discovery:
        with Workers(1) as workers:
            return await discover(source(), HOME, ask, workers, NOW)

    found = asyncio.run(discovered())
    (one,) = found.found
    assert (one.candidate.door.kind, one.candidate.door.url) == ("sitemap", f"{HOME}sitemap.xml")
    (told,) = (what for address, what in found.tried.items() if "wp-json" in address)
    assert told == "wordpress with 5 entries, whose links lead to no articles"


MENU = "<a href='/kik'>Kik vagyunk</a> <a href='/fal'>A falon</a>"


def test_a_page_that_nothing_names_as_news_is_found_by_its_look_and_trusted_less():
    named = explored({"": page(menu="<a href='/fal'>Hírek</a>"), "fal": listing()})[1]
    taken = explored({"": page(menu=MENU), "kik": page("Húszan vagyunk."), "fal": listing()})[1]
    assert [one.door.url for one in taken] == [f"{HOME}fal"]
    assert DOUBTFUL < taken[0].confidence < named[0].confidence


def test_a_page_that_nothing_names_as_news_needs_dates():
    undated = listing().replace("2026. 05. ", "")
    assert doors({"": page(menu=MENU), "fal": undated}) == []


def test_the_page_that_shows_more_than_the_front_page_does_goes_before_it():
    front = listing(count=3).replace("<a href='/hirek'>Hírek</a>", MENU)
    pages = {"": front, "fal": listing(), "kik": page("Húszan vagyunk.")}
    assert doors(pages) == [("listing", "fal")]
    assert doors({"": front, "fal": listing(folder="mas/")}) == [("listing", "")]


@pytest.mark.parametrize(
    "front",
    [
        '<frameset cols="20%,*"><frame src="menu.html"><frame src="fo.html"></frameset>',
        '<head><meta http-equiv="Refresh" content="0; URL=\'/menu.html\'"></head>',
    ],
)
def test_a_front_page_of_frames_or_one_that_sends_on_is_followed(front: str):
    pages = {"": f"<html>{front}</html>", "menu.html": page(), "hirek": listing()}
    assert doors(pages) == [("listing", "hirek")]


def test_a_front_page_that_says_nothing_is_named_after_the_one_it_sends_on_to():
    front = '<html><head><meta http-equiv="refresh" content="0;url=/hu/fo"></head></html>'
    pages = {"": front, "hu/fo": page(head="<title>Pelda Klaszter</title>")}
    face = Site(source(), HOME, explored(pages)[0]).face
    assert face and face.title == "Pelda Klaszter"


def test_a_front_page_that_sends_on_to_another_site_is_not_followed():
    front = (
        '<html><head><meta http-equiv="refresh" content="0;url=https://mas.example/"></head></html>'
    )
    assert "https://mas.example/" not in explored({"": front})[0]


def test_a_sitemap_that_tells_no_news_is_no_reason_to_look_no_further():
    pages = {"": page(), "hirek": listing(), "sitemap.xml": sitemap("rolunk", "kapcsolat")}
    assert doors(pages, "sitemap.xml") == [("listing", "hirek")]


def test_wordpress_without_readable_addresses_has_its_feed_in_the_query():
    wordpress = "<meta name=generator content='WordPress 4.9'>"
    pages = {"": page(head=wordpress), "?feed=rss2": feed(), "hirek": listing()}
    assert doors(pages) == [("feed", "?feed=rss2")]
