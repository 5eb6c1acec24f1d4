"""Answers that are kept, and what a better reader makes of them."""

import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from aggregator.archive.answers import in_question
from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import answer, article
from aggregator.archive.schema import furniture as furniture_table
from aggregator.archive.sources import keep_reports
from aggregator.group import group
from aggregator.rereading import read_kept
from scrapers.article import READER
from scrapers.memory import Answer, Kept, Validators
from scrapers.report import CrawlReport
from scrapers.workers import Refusal, read_article
from tests.aggregator import site
from tests.aggregator.archive.findings import DAY, MEMBER, SOURCES, contents
from tests.aggregator.archive.telling import newest_stories
from tests.aggregator.updating import updated
from tests.hostile import HostileSites, feed
from tests.hostile import article as page_of

SEEN = datetime(2026, 9, 1, 6, tzinfo=UTC)
NOW = SEEN + 7 * DAY
STATEMENT = (
    "A klaszter tizenkét éve szolgálja a térség faipari vállalkozásait, és minden új tagot szívesen"
    " lát, aki vállalja, hogy tudását a többiekkel is megosztja."
)


def answered(at: int, body: str, known: frozenset[int] = frozenset()) -> Kept:
    """The finding of a page of the member with this number, as a crawl reads it."""
    url = f"{MEMBER.home}hirek/{at}"
    read = read_article(body.encode(), url, "text/html", MEMBER, SEEN, None, known)
    assert not isinstance(read, Refusal)
    told = Answer(url, "text/html", zlib.compress(body.encode()), None, len(known))
    return Kept(MEMBER.id, MEMBER.key(url), url, read, MEMBER.key(url), Validators(), told)


def page(at: int, closing: str = "") -> str:
    """An article of the site, with a paragraph below it."""
    one = site.news(at)
    return site.article(one._replace(paragraphs=(*one.paragraphs, *filter(None, [closing]))))


def keep(archive: Archive, *findings: Kept, day: int = 0, **options: bool) -> None:
    ArchiveMemory(archive, **options).keep(findings, SEEN + day * DAY)


def read_by_an_older_reader(archive: Archive, title: str) -> None:
    """Make the one article what a worse reader would have made of its answer."""
    with archive.write() as connection:
        worse = {"reader": READER - 1, "title": title, "digest": title}
        connection.execute(update(article).values(**worse))
        connection.execute(update(answer).values(reader=READER - 1))


def the_article(archive: Archive) -> dict:
    (row,) = contents(archive)["article"]
    return row


# What is kept


def test_an_answer_is_kept_compressed_with_its_article(archive):
    keep(archive, answered(0, page(0)))
    (row,) = contents(archive)["answer"]
    assert zlib.decompress(row["body"]).decode() == page(0)
    assert len(row["body"]) < len(page(0).encode())
    assert (row["article"], row["reader"], row["until"]) == (
        the_article(archive)["id"],
        READER,
        None,
    )


def test_an_answer_that_says_the_same_takes_the_place_of_the_last(archive):
    keep(archive, answered(0, page(0)))
    keep(archive, answered(0, page(0).replace("</body>", "<!-- 2 --></body>")), day=1)
    (row,) = contents(archive)["answer"]
    assert b"<!-- 2 -->" in zlib.decompress(row["body"])
    assert row["at"] == SEEN + DAY


def test_the_answer_of_a_revision_stays_beside_the_new_one(archive):
    keep(archive, answered(0, page(0)))
    keep(archive, answered(0, page(0, "Később kiderült, hogy mégis elmarad a megnyitó.")), day=1)
    old, new = contents(archive)["answer"]
    assert (old["until"], new["until"]) == (SEEN + DAY, None)
    assert len(contents(archive)["revision"]) == 1


def test_nothing_is_kept_where_that_is_turned_off(archive):
    keep(archive, answered(0, page(0)), keep_answers=False)
    assert contents(archive)["answer"] == []
    assert the_article(archive)["title"] == site.news(0).title


# A better reader


def test_a_better_reading_becomes_current_and_the_old_one_stays_with_its_reader(archive):
    keep(archive, answered(0, page(0)))
    read_by_an_older_reader(archive, "Hírek | Klaszter")
    done = read_kept(archive, SOURCES, NOW, everything=False)
    assert (done.answers, done.changed) == (1, 1)
    assert the_article(archive)["title"] == site.news(0).title
    assert the_article(archive)["reader"] == READER
    (old,) = contents(archive)["reading"]
    assert (old["title"], old["reader"], old["until"]) == ("Hírek | Klaszter", READER - 1, NOW)


def test_a_better_reading_is_no_revision_and_updates_no_story(archive):
    keep(archive, answered(0, page(0)))
    read_by_an_older_reader(archive, "A megnyitó szeptember 3-án lesz")
    group(archive, None, SEEN)
    with archive.read() as connection:
        (before,) = newest_stories(connection)
    read_kept(archive, SOURCES, NOW, everything=False)
    group(archive, None, NOW)
    with archive.read() as connection:
        (after,) = newest_stories(connection)
    assert after.original["title"] == site.news(0).title
    assert (after.uid, after.updated) == (before.uid, before.updated)
    assert contents(archive)["revision"] == []


def test_what_this_reader_has_read_is_read_again_only_when_all_is(archive):
    keep(archive, answered(0, page(0)))
    assert read_kept(archive, SOURCES, NOW, everything=False).answers == 0
    everything = read_kept(archive, SOURCES, NOW, everything=True)
    assert (everything.answers, everything.changed) == (1, 0)
    assert contents(archive)["reading"] == []


def test_only_the_named_sources_are_read_again(archive):
    keep(archive, answered(0, page(0)))
    read_by_an_older_reader(archive, "Hírek")
    others = [source for source in SOURCES if source != MEMBER]
    assert read_kept(archive, others, NOW, everything=True).answers == 0


def test_what_cannot_be_read_any_more_stays_as_it_was_and_is_counted(archive):
    keep(archive, answered(0, page(0)))
    read_by_an_older_reader(archive, "Régi cím")
    with archive.write() as connection:
        connection.execute(update(answer).values(body=zlib.compress(b"<html></html>")))
    done = read_kept(archive, SOURCES, NOW, everything=False)
    assert (done.changed, sum(done.refused.values())) == (0, 1)
    assert (the_article(archive)["title"], the_article(archive)["reader"]) == (
        "Régi cím",
        READER - 1,
    )
    assert read_kept(archive, SOURCES, NOW, everything=False).answers == 0


def test_the_answer_of_a_revision_is_not_read_again(archive):
    keep(archive, answered(0, page(0)))
    keep(archive, answered(0, page(0, "Később kiderült, hogy mégis elmarad a megnyitó.")), day=1)
    assert read_kept(archive, SOURCES, NOW, everything=True).answers == 1


# What is learnt of a site


@pytest.fixture
def learnt(archive):
    """Three articles with one closing paragraph, read again when that has shown itself."""
    keep(archive, *(answered(at, page(at, STATEMENT)) for at in range(3)))
    assert all(STATEMENT in row["text"] for row in contents(archive)["article"])
    read_kept(archive, SOURCES, NOW, everything=False)
    return archive


def test_a_block_that_repeats_on_a_sites_pages_is_left_out_of_what_was_read_before(learnt):
    rows = contents(learnt)["article"]
    assert [STATEMENT in row["text"] or STATEMENT in row["html"] for row in rows] == [False] * 3
    for at, row in enumerate(rows):
        assert row["text"].split("\n\n") == list(site.news(at).paragraphs)
    assert [STATEMENT in row["text"] for row in contents(learnt)["reading"]] == [True] * 3
    assert contents(learnt)["revision"] == []


def test_what_is_learnt_of_a_site_is_known_at_its_next_crawl(learnt):
    known = ArchiveMemory(learnt).recall(MEMBER.id).furniture
    assert len(known) == 1
    keep(learnt, answered(3, page(3, STATEMENT), known), day=1)
    assert STATEMENT not in contents(learnt)["article"][-1]["text"]
    assert read_kept(learnt, SOURCES, NOW, everything=False).answers == 0


def test_what_two_pages_share_is_no_furniture_yet(archive):
    keep(archive, *(answered(at, page(at, STATEMENT)) for at in range(2)))
    read_kept(archive, SOURCES, NOW, everything=False)
    assert contents(archive)["furniture"] == []


def test_what_was_learnt_is_not_forgotten_when_the_site_drops_it(learnt):
    with learnt.write() as connection:
        connection.execute(update(article).values(blocks=[]))
    read_kept(learnt, SOURCES, NOW, everything=False)
    with learnt.read() as connection:
        assert len(list(connection.execute(select(furniture_table)))) == 1


# What may read otherwise

IDS = {source.id for source in SOURCES}


def report(archive: Archive, day: int, **articles: int) -> None:
    """Note that all sources were crawled that day; what is not told brought no article."""
    began = SEEN + day * DAY
    with archive.write() as connection:
        reports = [CrawlReport(id, began, articles=articles.get(id, 0)) for id in sorted(IDS)]
        keep_reports(connection, reports)


def questioned(archive: Archive) -> set[str]:
    with archive.read() as connection:
        return in_question(connection, sorted(IDS))


def test_a_source_without_a_report_is_in_question(archive):
    assert questioned(archive) == IDS


def test_a_source_is_in_question_after_news_and_not_after_a_quiet_crawl(archive):
    keep(archive, answered(0, page(0)))
    report(archive, 0, member=1)
    assert questioned(archive) == {"member"}
    report(archive, 1)
    assert questioned(archive) == set()
    report(archive, 2, member=1)
    assert questioned(archive) == {"member"}


def test_a_source_whose_crawl_broke_off_is_in_question(archive):
    keep(archive, answered(0, page(0)))
    report(archive, 1)
    keep(archive, answered(1, page(1)), day=2)
    assert questioned(archive) == {"member"}
    report(archive, 3)
    assert questioned(archive) == set()


def test_a_crawl_that_broke_off_puts_no_other_source_in_question(archive):
    report(archive, 0)
    keep(archive, answered(0, page(0)), day=1)
    with archive.write() as connection:
        keep_reports(connection, [CrawlReport("member", SEEN + 2 * DAY)])
    assert questioned(archive) == set()


def test_a_site_is_in_question_where_something_was_learnt_of_it_last(learnt):
    day = (NOW - SEEN).days
    report(learnt, day - 1)
    assert questioned(learnt) == {"member"}
    report(learnt, day)
    assert questioned(learnt) == {"member"}
    report(learnt, day + 1)
    assert questioned(learnt) == set()


@pytest.mark.parametrize("reader", [READER - 1, READER + 1])
def test_what_another_reader_read_is_in_question(archive, reader: int):
    keep(archive, answered(0, page(0)))
    report(archive, 1)
    with archive.write() as connection:
        connection.execute(update(answer).values(reader=reader))
    assert questioned(archive) == {"member"}
    read_kept(archive, SOURCES, NOW, everything=False)
    assert questioned(archive) == set()


def test_what_another_reader_read_of_a_revision_is_not_in_question(archive):
    keep(archive, answered(0, page(0)))
    keep(archive, answered(0, page(0, "Később kiderült, hogy mégis elmarad a megnyitó.")), day=1)
    report(archive, 2)
    with archive.write() as connection:
        revised = update(answer).where(answer.c.until.is_not(None))
        connection.execute(revised.values(reader=READER - 1))
    assert questioned(archive) == set()


def test_only_sources_that_are_asked_about_are_in_question(archive):
    keep(archive, answered(0, page(0)))
    read_by_an_older_reader(archive, "Hírek")
    report(archive, 1)
    with archive.read() as connection:
        assert in_question(connection, ["portal"]) == set()
        assert in_question(connection, []) == set()


def test_what_an_update_has_settled_is_in_question_no_more(tmp_path: Path):
    paths = ["/a", "/b", "/c", "/d"]  # with one text: each of its blocks is the site's

    def site(handler: Any) -> None:
        if handler.path == "/feed":
            handler.send(200, feed(*paths), "application/rss+xml")
        else:
            handler.send(200, page_of(f"Hír {handler.path}"))

    def asked() -> set[str]:
        address = f"sqlite:///{tmp_path}/archive.sqlite"
        with open_archive(address) as archive, archive.read() as connection:
            return in_question(connection, ["talks", "rests"])

    with HostileSites({"talks": site, "rests": site}) as served:
        (tmp_path / "sources").mkdir()
        for host in ("talks", "rests"):
            home = f"http://{host}.localhost:{served.port}/"
            (tmp_path / "sources" / f"{host}.toml").write_text(
                f'name = "{host}"\norganisation = "{host}"\nhome = "{home}"\n'
                f'[[door]]\nkind = "feed"\nurl = "{home}feed"\n'
            )
        states = []
        for day in range(3):
            updated(tmp_path, SEEN + day * DAY)
            states.append(asked())
    assert states == [{"talks", "rests"}, set(), set()]
