"""Answers that are kept, and what a better reader makes of them."""

import zlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from aggregator.archive.archive import Archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import answer, article
from aggregator.archive.schema import furniture as furniture_table
from aggregator.group import group
from aggregator.rereading import read_kept
from scrapers.article import READER
from scrapers.memory import Answer, Kept, Validators
from scrapers.workers import Refusal, read_article
from tests.aggregator import site
from tests.aggregator.archive.findings import DAY, MEMBER, SOURCES, contents
from tests.aggregator.archive.telling import newest_stories

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
