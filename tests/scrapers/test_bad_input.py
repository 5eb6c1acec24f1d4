"""What no article can be read from, through real worker processes."""

import asyncio
from collections.abc import Iterator

import pytest

from scrapers.article import Article
from scrapers.workers import SECONDS, Refusal, Workers, read_article
from tests.bad_input import BAD, GOOD, OURS
from tests.scrapers.example import NOW, URL, source


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1) as pool:
        yield pool


def read(workers: Workers, body: bytes) -> Article | Refusal:
    async def within_bounds() -> Article | Refusal:
        async with asyncio.timeout(6 * SECONDS):  # a wide margin: a busy machine starts a process
            return await workers.run(read_article, body, URL, "text/html", source(), NOW, None)

    return asyncio.run(within_bounds())


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_by_name(workers: Workers, name: str):
    body, reasons = BAD[name]
    refused = read(workers, body())
    assert isinstance(refused, Refusal)
    assert refused.reason in reasons
    assert refused.ours == (refused.reason in OURS)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_wrong_in_places_is_read_all_the_same(workers: Workers, name: str):
    article = read(workers, GOOD[name]())
    assert isinstance(article, Article)
    assert article.title == "Közös gépparkot épít a klaszter"
    assert article.text.startswith("A klaszter 1. közleménye szerint a tag")
    assert article.text.endswith("mutatják be a szakmai közönségnek.")
