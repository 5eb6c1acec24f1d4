"""Hostile texts as titles, names, queries and parameters: they stay texts, and nothing fails."""

import tomllib
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.web.app import ROUTES
from scrapers.article import Announced
from scrapers.net.browser import chromium
from tests.aggregator.archive.findings import kept, published
from tests.aggregator.pages.reading import body, shape, tree
from tests.aggregator.pages.strategies import ADDRESSES, TEXTS
from tests.aggregator.publishing.newsroom import new_source
from tests.aggregator.web.conftest import SOURCES, newsroom, served

LISTED = tomllib.loads(
    (Path(__file__).parents[1] / "publishing/data/attacks.toml").read_text(encoding="utf-8")
)
ATTACKS = [
    code.replace("RUN", "alert(1)").replace("AWAY", "//away.example/x")
    for kind in LISTED.values()
    for some in kind.values()
    if isinstance(some, list)
    for code in some
    if isinstance(code, str)
]
SCHEMES = {"", "http", "https", "mailto", "webcal"}
PATHS = [one.path.replace("{part:int}", "0").replace("{name}", "feed.rss") for one in ROUTES]
PLAIN = ("/", "/about", "/events?month=2021-07", "/feeds", "/search?q=h%C3%ADr", "/en/search?q=x")
CHARTS = {"bars", "measure", "spark", "swatch"}
WAIT = HealthCheck.function_scoped_fixture


@pytest.fixture(scope="module")
def reader(blank, tmp_path_factory):
    """Who reads a newsroom in which every stranger is hostile."""
    with newsroom(blank, tmp_path_factory.mktemp("hostile")) as room:
        named = [
            new_source(f"s{n}", name=told.strip(), organisation=told.strip(), sector=told.strip())
            for n, told in enumerate(ATTACKS[:60])
            if told.strip().isprintable() and len(told.strip()) < 200
        ]
        room.know(*SOURCES, *named)
        room.run(
            *(
                kept(
                    source=named[n % len(named)].id,
                    path=f"h/{n}",
                    title=f"hír {told}",
                    text=f"hír {told} hír",
                    published=published(f"2021-06-0{1 + n % 7}"),
                    authors=(told,),
                    announced=(Announced(f"Nap {told}", "2021-07-08", town=told),),
                )
                for n, told in enumerate(ATTACKS)
            )
        )
        yield served(room)


def check(answer):
    """A page has no element, attribute or address that is not ours."""
    page = tree(answer.content)
    alone = ("//h1", "//main", "//head/title")
    assert [len(page.xpath(one)) for one in alone] == [1, 1, 1]
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//script/text()") == []
    found = {str(one.tag) for one in page.iter()}
    assert not found & {"iframe", "object", "embed", "style", "base", "math", "img", "video"}
    assert {one.get("class") for one in page.iter("svg")} <= CHARTS
    for one in page.iter():
        assert not [name for name in one.attrib if name.startswith("on") or name == "style"]
    for address in page.xpath("//@href | //@src | //@action | //@cite"):
        assert urlsplit(str(address)).scheme.lower() in SCHEMES, address
    assert page.xpath("//form/@action")[:1] in ([], ["/"], ["/en/"], ["/search"], ["/feeds"]) or (
        str(page.xpath("//form/@action")[0]).startswith("/en/")
    )
    return page


def test_there_are_attacks():
    assert len(ATTACKS) > 150


@pytest.mark.parametrize("address", PLAIN)
def test_no_title_and_no_name_makes_an_element(reader, address):
    while address:
        answer = reader.get(address)
        assert answer.status_code == 200
        page = check(answer)
        address = next((str(one) for one in page.xpath("//a[@rel='next']/@href")), "")


def test_the_attacks_are_shown_as_they_were_written(reader):
    seen, address = "", "/"
    while address:
        page = tree(reader.get(address).content)
        seen += body(page)
        address = next((str(one) for one in page.xpath("//a[@rel='next']/@href")), "")
    assert "<script>alert(1)</script>" in seen
    assert "onerror=" in seen


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_query_and_no_parameter_makes_an_element(reader, attack):
    calm = shape(check(reader.get("/search?q=semmi-ilyen")))
    for address in (
        f"/search?{urlencode({'q': attack}, errors='replace')}",
        f"/?{urlencode({'source': attack, 'in': attack}, errors='replace')}",
        f"/{quote(attack, safe='', errors='replace')}",
        f"/events?{urlencode({'month': attack}, errors='replace')}",
    ):
        answer = reader.get(address)
        assert answer.status_code in (200, 400, 404), address
        check(answer)
    assert calm


NAMES = st.sampled_from(
    ("q", "order", "many", "sector", "source", "language", "kind", "before", "month", "in", "x")
)
VALUES = st.one_of(
    TEXTS,
    ADDRESSES,
    st.text(max_size=8),
    st.sampled_from(
        ("hu", "en", "portal", "wood", "2021-07", "newest", "best", "call", "0-0", "1")
    ),
    st.from_regex(r"-?[0-9]{1,17}-[0-9]{1,16}", fullmatch=True),
    st.just("x" * 600),
)


def encoded(told):
    return quote(told.encode("utf-8", "surrogatepass"), safe="")


@settings(max_examples=150, suppress_health_check=[WAIT])
@given(
    st.sampled_from(PATHS),
    st.sampled_from(("", "/en")),
    st.lists(st.tuples(NAMES, VALUES), max_size=4),
)
def test_no_parameters_of_any_route_make_it_fail(reader, path, language, told):
    query = "&".join(f"{name}={encoded(value)}" for name, value in told)
    answer = reader.get(f"{language}{path}?{query}")
    assert answer.status_code in (200, 304, 307, 308, 400, 404), (path, query)
    if answer.headers.get("content-type", "").startswith("text/html"):
        check(answer)


@settings(max_examples=100, suppress_health_check=[WAIT])
@given(st.sampled_from(PATHS), st.binary(max_size=12), st.binary(max_size=12))
def test_no_bytes_make_it_fail(reader, path, query, name):
    for address in (f"{path}?{quote(query, safe='&=')}", f"/{quote(name, safe='')}"):
        answer = reader.get(address)
        assert answer.status_code in (200, 307, 308, 400, 404), address


@settings(max_examples=60, suppress_health_check=[WAIT])
@given(
    st.sampled_from(PLAIN),
    st.dictionaries(
        st.sampled_from(
            ("Accept-Language", "If-None-Match", "If-Modified-Since", "Accept-Encoding", "Host")
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    ),
)
def test_no_headers_make_it_fail(reader, address, headers):
    answer = reader.get(address, headers=headers)
    assert answer.status_code in (200, 304, 307)


@pytest.fixture(scope="module")
def browser():
    if chromium() is None:
        pytest.skip("no Chromium is installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        # root can have no sandbox: Chromium would not start
        started = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False)
        yield started
        started.close()


@pytest.mark.parametrize("path", [*PLAIN, "/feeds?sector=wood&kind=call", "/nothing"])
def test_a_page_is_no_wider_than_a_phone_and_says_nothing_to_the_console(browser, reader, path):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def answer(route):
        parts = urlsplit(route.request.url)
        told = reader.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        headers = {n: v for n, v in told.headers.items() if n != "content-encoding"}
        route.fulfill(status=told.status_code, headers=headers, body=told.content)

    page.route("**/*", answer)
    page.goto(f"http://127.0.0.1:8000{path}")
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 360
    assert [one for one in said if not one.startswith("Failed to load resource")] == []
