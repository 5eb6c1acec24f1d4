"""What pages say, read from their HTML."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from lxml import html
from starlette.testclient import TestClient

from tests.aggregator.pages.reading import texts, tree


def read(client: TestClient, address: str, **told: object) -> html.HtmlElement:
    """A page that is there."""
    answer = client.get(address, **told)  # type: ignore[arg-type]
    assert answer.status_code == 200, (address, answer.status_code, answer.text[:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return tree(answer.content)


def titles(page: html.HtmlElement) -> list[str]:
    """The headlines of the stories of a page, in their order."""
    return texts(page, "//*[@class='news']//*[contains(@class, 'story')]//h3")


def links(page: html.HtmlElement) -> list[str]:
    """Where a page leads to that is served with it, without what is within a page."""
    found = (str(one) for one in page.xpath("//@href"))
    return [one for one in found if not urlsplit(one).scheme and not one.startswith("#")]


def older(page: html.HtmlElement) -> str | None:
    """The address of the page with older news."""
    return next(iter(page.xpath("//a[@rel='next']/@href")), None)


def walk(client: TestClient, address: str) -> list[str]:
    """The headlines from a page on to the oldest."""
    found: list[str] = []
    following: str | None = address
    while following:
        page = read(client, following)
        found += titles(page)
        assert len(found) < 1_000, "the way has no end"
        told = older(page)
        following = urljoin(address, told) if told else None
    return found
