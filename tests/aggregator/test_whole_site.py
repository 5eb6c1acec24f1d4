"""A site crawled whole: what it repeats is left out, and its documents are measured."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from aggregator.archive.archive import open_archive
from aggregator.archive.schema import article, reading, revision
from tests.aggregator.site import Site, listing, news
from tests.aggregator.site import article as page_of
from tests.aggregator.updating import updated

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
STATEMENT = (
    "A klaszter tizenkét éve szolgálja a térség faipari vállalkozásait, és minden új tagot szívesen"
    " lát, aki vállalja, hogy tudását a többiekkel is megosztja."
)
DOCUMENT = "%PDF-1.7 " + "x" * 5_000


def build(site: Site, count: int) -> None:
    """Articles that end with one statement and offer a document, the newest listed first."""
    site.build("/hirek/", range(count))
    for at in range(count):
        one = news(at)
        told = one._replace(paragraphs=(*one.paragraphs, STATEMENT))
        offers = (
            f"<p><a href='/adatlap-{at}.pdf'>Adatlap</a> <a href='/nincs.docx'>Lap</a></p></div>"
        )
        site.pages[f"/hirek/{at}"] = page_of(told).replace("</div>", offers, 1)
        site.pages[f"/adatlap-{at}.pdf"] = DOCUMENT
    site.pages["/hirek"] = listing([(f"/hirek/{at}", news(at)) for at in reversed(range(count))])


def rows(folder: Path, table: Any) -> list[Any]:
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive, archive.read() as found:
        return list(found.execute(select(table).order_by(table.c.id)).mappings())


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Site]]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "sources").mkdir()
    with Site() as site:
        build(site, 4)
        text = f'name = "Borsodi Faipari Klaszter"\norganisation = "BFK"\nhome = "{site.home}"\n'
        (folder / "sources" / "klaszter.toml").write_text(text, encoding="utf-8")
        assert updated(folder, NOW)["problems"] == []
        yield folder, site


def test_what_a_site_repeats_is_left_out_at_the_end_of_its_first_crawl(
    crawled: tuple[Path, Site],
) -> None:
    folder, _ = crawled
    told = [row["text"] for row in rows(folder, article)]
    assert len(told) == 4
    assert not [text for text in told if STATEMENT in text]
    assert sorted(told) == sorted("\n\n".join(news(at).paragraphs) for at in range(4))
    assert len(rows(folder, reading)) == 4
    assert rows(folder, revision) == []


def test_documents_have_the_type_and_length_that_their_server_tells(
    crawled: tuple[Path, Site],
) -> None:
    folder, _ = crawled
    for row in rows(folder, article):
        document, missing = row["attachments"]
        assert document["title"] == "Adatlap"
        assert (document["type"], document["length"]) == ("application/pdf", len(DOCUMENT))
        assert missing["url"].endswith("/nincs.docx")
        assert missing["length"] is None


def test_a_new_article_is_read_without_it_and_nothing_becomes_a_revision(
    crawled: tuple[Path, Site],
) -> None:
    folder, site = crawled
    build(site, 6)
    assert updated(folder, NOW + timedelta(days=1))["problems"] == []
    told = [row["text"] for row in rows(folder, article)]
    assert len(told) == 6
    assert not [text for text in told if STATEMENT in text]
    assert len(rows(folder, reading)) == 4
    assert rows(folder, revision) == []
