"""The page of the feeds: what is chosen has an address, and the stories are there."""

from urllib.parse import urlencode, urljoin, urlsplit

import feedparser
import pytest

from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.publishing.newsroom import short
from tests.aggregator.web.conftest import newsroom, served
from tests.aggregator.web.paging import read, titles

ADDRESS = "https://example.org/hirek/"
CALL = short(2, "2021-06-02", "press", title="Pályázati felhívás",
             text="Pályázati felhívás: beadási határidő 2021. július 1.")  # fmt: skip


@pytest.fixture(scope="module")
def filled(blank, tmp_path_factory):
    with newsroom(blank, tmp_path_factory.mktemp("filled")) as room:
        room.config = room.config.model_copy(update={"address": ADDRESS})
        room.run(RELEASE, REPRINT, QUOTATION, OTHER, CALL, short(3, source="portal", language="en"))
        yield room


def addresses(page):
    return [str(one) for one in page.xpath("//section[@class='chosen']//ul//a/@href")]


@pytest.mark.parametrize(
    ("chosen", "file"),
    [
        ({"sector": "wood"}, "sector-wood"),
        ({"sector": "cluster-policy"}, "sector-cluster-policy"),
        ({"source": "press"}, "source-press"),
        ({"language": "en"}, "language-en"),
        ({"kind": "call"}, "calls"),
        ({"kind": "news"}, None),
        ({"sector": "cluster-policy", "language": "en"}, None),
        ({"sector": "cluster-policy", "source": "portal"}, None),
        ({"source": "press", "kind": "call", "language": "hu"}, None),
    ],
)
@pytest.mark.parametrize("language", ["", "en/"])
def test_what_is_chosen_leads_to_addresses_that_have_the_stories(filled, chosen, file, language):
    client = served(filled, address=ADDRESS)
    page = read(client, f"/{language}feeds?{urlencode(chosen)}")
    found = addresses(page)
    assert len(found) == 3
    assert all(one.startswith(ADDRESS) for one in found)
    shown = set(titles(read(client, f"/?{urlencode(chosen)}")))
    assert shown
    for one in found:
        parts = urlsplit(one)
        assert parts.path.startswith(f"/hirek/{file or 'search'}.")
        answer = client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        assert answer.status_code == 200
        if parts.path.endswith(".json"):
            told = {item["title"] for item in answer.json()["items"]}
        else:
            told = {entry.title for entry in feedparser.parse(answer.content).entries}
        # the search looks at articles: what only reprints a story is in it with its original
        assert shown <= told, one


def test_each_address_can_be_copied(filled):
    page = read(served(filled), "/feeds?sector=wood")
    buttons = page.xpath("//button[@data-copy]")
    assert len(buttons) == 3
    for button, address in zip(buttons, addresses(page), strict=True):
        (target,) = page.xpath(f"//*[@id='{button.get('data-copy')}']")
        assert target.text_content().strip() == address
        # without JavaScript it does nothing, and is not shown
        assert button.get("hidden") is not None
        assert button.get("data-done")


def test_without_a_public_address_it_is_the_one_that_was_asked(filled):
    found = addresses(read(served(filled, address=None), "/feeds?kind=news"))
    assert all(one.startswith("http://127.0.0.1:8000/search.") for one in found)


def test_nothing_chosen_is_no_address(filled):
    assert addresses(read(served(filled), "/feeds")) == []
    assert addresses(read(served(filled), "/feeds?sector=")) == []


def test_every_feed_has_its_files_on_the_page(filled):
    client = served(filled)
    page = read(client, "/feeds")
    files = [str(one) for one in page.xpath("//ul[@class='formats']//a/@href")]
    assert len(files) > 20
    assert {client.get(urljoin("/feeds", one)).status_code for one in files} == {200}
