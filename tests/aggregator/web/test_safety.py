"""What every answer carries, and what is answered where something goes wrong."""

import logging
import re

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from aggregator.web import about, guard
from aggregator.web.app import ROUTES, application
from aggregator.web.service import Service
from tests.aggregator.archive.findings import contents
from tests.aggregator.archive.releases import OTHER, RELEASE, REPRINT
from tests.aggregator.pages.reading import body, texts, tree
from tests.aggregator.publishing.newsroom import files
from tests.aggregator.web.conftest import NOW, SOURCES, newsroom, served
from tests.aggregator.web.paging import read

ADDRESS = "https://example.org/hirek/"
PAGES = ("/", "/about", "/events", "/feeds", "/search", "/search?q=labor", "/en/", "/en/search?q=x")
ANSWERS = (
    *PAGES,
    *("/feed.rss", "/nothing", "/a/b", "/?kind=x", "/feed.html", "/robots.txt", "/sitemap.xml"),
    *("/sitemap-0.xml", "/sitemap-9.xml", "/healthz", "/metrics", "/search.rss?q=labor"),
    *("/search.csv?q=labor", "/search.json?q=labor", "/search.atom?q=" + "x" * 501),
)


@pytest.fixture(scope="module")
def filled(blank, tmp_path_factory):
    with newsroom(blank, tmp_path_factory.mktemp("filled")) as room:
        room.run(RELEASE, REPRINT, OTHER)
        yield room


@pytest.fixture(scope="module")
def reader(filled):
    return served(filled)


def directives(policy):
    return {one.split()[0]: one.split()[1:] for one in policy.split(";")}


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_keeps_strangers_content_harmless(reader, address):
    headers = reader.get(address).headers
    policy = directives(headers["content-security-policy"])
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "server" not in headers
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize(
    ("address", "strict"), [(ADDRESS, True), ("http://example.org/", False), (None, False)]
)
def test_browsers_are_told_to_stay_with_https_where_it_is_spoken(filled, address, strict):
    client = served(filled, address=address)
    for path in ("/", "/nothing", "/feed.rss"):
        assert ("strict-transport-security" in client.get(path).headers) == strict


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_what_its_policy_forbids(reader, address):
    page = read(reader, address)
    assert page.xpath("//style | //@style | //script[not(@src)] | //iframe | //base") == []
    assert [one for one in page.iter() if any(a.startswith("on") for a in one.attrib)] == []
    for loaded in page.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
        assert reader.get(str(loaded)).status_code == 200


# Who is told what of a page


def meta(page, name):
    return [str(one) for one in page.xpath(f"//meta[@property='og:{name}']/@content")]


@pytest.mark.parametrize("address", [*PAGES, "/nothing"])
def test_every_page_tells_programs_what_it_is(reader, address):
    page = tree(reader.get(address).content)
    (title,), (site,), (about_it,) = (
        meta(page, one) for one in ("title", "site_name", "description")
    )
    assert (site, meta(page, "type")) == ("Klaszterhírek", ["website"])
    assert title in texts(page, "//title")[0]
    assert [about_it] == page.xpath("//meta[@name='description']/@content")
    # no address of its own is known
    assert meta(page, "url") == page.xpath("//link[@rel='canonical']/@href") == []
    assert page.xpath("//link[@hreflang]") == []


@pytest.mark.parametrize(
    ("path", "hungarian", "english"),
    [
        ("/", "", "en/"),
        ("/en/", "", "en/"),
        ("/?in=hu", "", "en/"),
        ("/?kind=news", "", "en/"),
        ("/events?month=2021-06", "events", "en/events"),
        ("/en/feeds", "feeds", "en/feeds"),
        ("/hirek/en/about", "about", "en/about"),
    ],
)
def test_a_page_tells_its_address_and_its_other_language_s(filled, path, hungarian, english):
    page = read(served(filled, address=ADDRESS), path)
    found = {
        str(one.get("hreflang")): str(one.get("href"))
        for one in page.xpath("//link[@rel='alternate'][@hreflang]")
    }
    assert found == {"hu": ADDRESS + hungarian, "en": ADDRESS + english}
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == found[page.get("lang")]
    assert meta(page, "url") == [canonical]


def test_a_page_that_is_not_there_has_no_address(filled):
    page = tree(served(filled, address=ADDRESS).get("/nothing").content)
    assert page.xpath("//link[@rel='canonical'] | //link[@hreflang]") == []
    assert meta(page, "url") == []


# Nothing is written


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_can_be_written(filled, reader, method):
    before = contents(filled.archive), files(filled.config.output)
    for address in ("/", "/feed.rss", "/search", "/search.csv", "/en/about", "/metrics"):
        answer = reader.request(method, address, content=b"q=x" * 1000)
        assert answer.status_code == 405, address
        assert answer.headers["allow"]
        assert answer.headers["content-security-policy"]
    assert (contents(filled.archive), files(filled.config.output)) == before


def test_reading_changes_nothing(filled, reader):
    before = contents(filled.archive), files(filled.config.output)
    for address in ANSWERS:
        reader.get(address)
    assert (contents(filled.archive), files(filled.config.output)) == before


# What fails


@pytest.fixture
def broken(room, tmp_path):
    """A newsroom whose archive breaks when ``cut`` is called."""
    room.run(RELEASE)

    def cut():
        with (tmp_path / "archive.sqlite").open("r+b") as file:
            file.write(b"no database at all" * 400)
        for beside in tmp_path.glob("archive.sqlite-*"):
            beside.unlink()
        room.archive._engine.dispose()

    return cut


@pytest.mark.parametrize("is_warm", [False, True])
@pytest.mark.parametrize("address", ["/", "/en/", "/search?q=labor", "/events", "/sitemap-0.xml"])
def test_an_archive_that_fails_is_told_as_such(room, broken, address, is_warm):
    client = served(room)
    if is_warm:
        read(client, "/")
        read(client, "/en/")
    broken()
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"]
    said = body(tree(answer.content))
    assert ("cannot be read" if "/en/" in address else "nem olvasható") in said
    assert "sqlite" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        *("/story/999", "/story/1?with=9", "/sources/nobody", "/sitemap-9.xml", "/?before=x"),
        *("/api/v1/stories/999", "/api/v1/stories?source=x", "/api/v1/articles?language=xx"),
        *("/api/v1/articles/999", "/api/v1/events?sector=x", "/api/v1/sources/nobody"),
    ],
)
def test_what_cannot_be_had_costs_no_look_through_the_whole_archive(filled, address):
    client, asked = served(filled), []

    def note(connection, cursor, statement, *rest):
        asked.append(statement)

    event.listen(filled.archive._engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code in (400, 404)
    finally:
        event.remove(filled.archive._engine, "before_cursor_execute", note)
    assert asked
    assert [one for one in asked if "quick_check" in one] == []


def test_health_says_whether_the_archive_can_be_read(room, broken):
    client = served(room)
    well = client.get("/healthz")
    assert (well.status_code, well.json(), well.headers["cache-control"]) == (
        *(200, {"status": "ok"}, "no-store"),
    )
    broken()
    ill = client.get("/healthz")
    assert ill.status_code == 503
    assert ill.json()["status"] != "ok"


@pytest.mark.parametrize("address", ["/about", "/en/about"])
def test_a_mistake_of_ours_is_logged_and_not_told(room, monkeypatch, caplog, address):
    def wrong(*_, **__):
        raise ZeroDivisionError("the password is hunter2")

    real = Service.page
    mistaken = lambda self, request, template, **told: (  # noqa: E731
        wrong() if template == "about.html" else real(self, request, template, **told)
    )
    monkeypatch.setattr(about.service.__globals__["Service"], "page", mistaken)
    answer = served(room, raising=False, address=ADDRESS).get(address)
    assert answer.status_code == 500
    for name in (*guard.HEADERS, "Strict-Transport-Security"):
        assert answer.headers[name]
    assert "hunter2" not in answer.text
    assert "Traceback" not in answer.text
    (record,) = [one for one in caplog.records if one.exc_info]
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "mistake")
    assert record.exc_info[0] is ZeroDivisionError


def test_an_answer_that_takes_too_long_is_broken_off(room, monkeypatch):
    import asyncio

    from starlette.routing import Route

    async def slow(request):
        await asyncio.sleep(30)

    app = application(Service(room.archive, room.config, SOURCES, lambda: NOW))
    app.router.routes.insert(0, Route("/slow", slow))
    for one in app.user_middleware:
        if one.cls is guard.Patience:
            one.kwargs["seconds"] = 0.2
    answer = TestClient(app).get("/slow")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.headers["content-security-policy"]


# The folder


FOLDED = ("", "events", "feeds", "about", "search?q=labor", "en/", "en/search?q=x", "?kind=news")


@pytest.mark.parametrize("address", [ADDRESS, "https://example.org/hírek/", "https://a.org/a&b/"])
@pytest.mark.parametrize("path", FOLDED)
def test_links_carry_the_folder_whether_or_not_the_proxy_has_left_it(filled, address, path):
    from ada_url import URL

    config = filled.config.model_validate({**filled.config.model_dump(), "address": address})
    client = served(filled, address=config.address)
    root = URL(config.address).pathname
    stripped, left = client.get(f"/{path}"), client.get(root + path)
    assert stripped.status_code == left.status_code == 200
    assert stripped.content == left.content
    page = tree(left.content)
    inside = [str(one) for one in page.xpath("//@href | //@src | //@action")]
    inside = [one for one in inside if not re.match(r"[a-z]+:|#", one)]
    assert len(inside) > 8
    assert [one for one in inside if not one.startswith(root)] == []


def test_the_folder_itself_is_the_first_page(filled):
    client = served(filled, address=ADDRESS)
    assert client.get("/hirek").status_code == 200
    assert client.get("/hirek/", headers={"Accept-Language": "en"}).headers["location"] == (
        "/hirek/en/"
    )
    assert client.get("/hirekx").status_code == 404


@pytest.mark.parametrize("path", ["/events/", "/en/about/", "/hirek/en/search/"])
def test_a_page_has_one_address(filled, path):
    assert served(filled, address=ADDRESS).get(path).status_code == 404


def test_every_route_is_tried_somewhere():
    told = {re.sub(r"\{.*\}", "x", one.path) for one in ROUTES}
    assert len(told) >= 15
