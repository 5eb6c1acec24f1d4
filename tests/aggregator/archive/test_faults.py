"""The archive is safe: programs are killed, write at once, and make it at once.

Real processes, on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from time import sleep, time
from typing import Any

import pytest
from sqlalchemy import func, inspect, select, text

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.articles import ungrouped
from aggregator.archive.schema import VERSION, article, membership, metadata, page
from tests.aggregator.archive.crowd import BATCHES, batch
from tests.aggregator.archive.faults import Child, Ended, done, kill_all, run
from tests.aggregator.archive.findings import contents

ALL = tuple(range(BATCHES))
KILLS = 4


@pytest.fixture(autouse=True)
def no_child_left(address: str) -> Iterator[None]:
    yield
    kill_all()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the archive holds when nothing happens to those who fill it."""
    address = f"sqlite:///{tmp_path_factory.mktemp('undisturbed') / 'archive.sqlite'}"
    assert done("keep", address, *ALL).code == 0
    assert done("arrange", address).code == 0
    return held(address)


def held(address: str) -> dict[str, Any]:
    """What an archive holds now, without the numbers that its database gives."""
    with open_archive(address, make=False) as archive:
        rows = contents(archive)
    key = {row["id"]: (row["source"], row["key"]) for row in rows["article"]}
    stories: dict[int, set[Any]] = {}
    for row in now(rows["membership"]):
        stories.setdefault(row["story"], set()).add((*key[row["article"]], row["role"]))
    return {
        "articles": {key[row["id"]]: row | {"id": None} for row in rows["article"]},
        "pages": {
            (row["source"], row["key"]): row | {"id": None, "article": key[row["article"]]}
            for row in rows["page"]
        },
        "stories": {frozenset(one) for one in stories.values()},
        "relations": {
            (key[row["article"]], key[row["other"]], row["kind"], row["share"])
            for row in now(rows["relation"])
        },
    }


def now(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that are not over."""
    return [row for row in rows if row["until"] is None]


def only_whole_batches(archive: Archive, acknowledged: set[int]) -> None:
    """A batch is there whole or not at all; and there, if the program heard so."""
    with archive.read() as connection:
        keys = set(map(tuple, connection.execute(select(article.c.source, article.c.key))))
        pages = set(map(tuple, connection.execute(select(page.c.source, page.c.key))))
    assert pages == keys
    for number in ALL:
        expected = {(told.source, told.article_key) for told in batch(number)}
        assert not expected & keys or expected <= keys
        assert expected <= keys or number not in acknowledged


def only_settled_members(archive: Archive) -> None:
    """An article that counts as grouped is in one story."""
    with archive.read() as connection:
        waiting = set(ungrouped(connection))
        current = select(membership.c.article).where(membership.c.until.is_(None))
        members = list(connection.scalars(current))
        everybody = set(connection.scalars(select(article.c.id)))
    assert len(members) == len(set(members))
    assert everybody - waiting <= set(members)


def is_sound(archive: Archive) -> None:
    """The database finds nothing wrong."""
    with archive.read() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        for table in metadata.sorted_tables:
            connection.scalar(select(func.count()).select_from(table))


# Killed


def test_a_program_killed_while_it_keeps_leaves_whole_batches_and_the_next_completes_them(
    address, undisturbed
):
    random, kept = Random(1), set()
    for _ in range(KILLS):
        child = Child("keep", address, *ALL)
        child.wait_for(random.randrange(1, BATCHES - 5))
        sleep(random.random() / 50)
        child.kill()
        assert child.ended().code == -9
        kept |= set(map(int, child.said()))
        with open_archive(address, make=False) as archive:
            is_sound(archive)
            only_whole_batches(archive, kept)
    assert done("keep", address, *ALL).code == 0
    assert done("arrange", address).code == 0
    assert held(address) == undisturbed


def test_a_program_killed_while_it_groups_leaves_whole_batches_and_the_next_completes_them(
    address, undisturbed
):
    random = Random(2)
    assert done("keep", address, *ALL).code == 0
    for _ in range(KILLS):
        child = Child("arrange", address)
        child.wait_for(random.randrange(3))
        sleep(random.random() / 50)
        child.kill()
        assert child.ended().code == -9
        with open_archive(address, make=False) as archive:
            is_sound(archive)
            only_settled_members(archive)
    assert done("arrange", address).code == 0
    assert held(address) == undisturbed


def test_a_program_killed_while_it_makes_the_archive_leaves_one_that_can_be_made(address):
    random = Random(3)
    for _ in range(KILLS):
        child = Child("make", address, 0)
        sleep(random.random() / 10)
        child.kill()
        child.ended()
    assert done("make", address, 0).code == 0
    with open_archive(address, make=False) as archive:
        is_sound(archive)
        assert contents(archive) == {table.name: [] for table in metadata.sorted_tables}


# At once


def test_of_two_programs_that_keep_the_same_articles_at_once_none_is_lost_and_none_doubled(
    address, undisturbed
):
    assert done("make", address, 0).code == 0
    both = [Child("keep", address, *order) for order in (ALL, ALL[::-1])]
    assert [(child.ended().code, child.ended().err) for child in both] == [(0, ""), (0, "")]
    with open_archive(address, make=False) as archive:
        is_sound(archive)
    assert done("arrange", address).code == 0
    assert held(address) == undisturbed


def test_one_program_keeps_while_another_groups(address, undisturbed):
    assert done("keep", address, *ALL[:8]).code == 0
    both = [Child("arrange", address), Child("keep", address, *ALL)]
    assert [(child.ended().code, child.ended().err) for child in both] == [(0, ""), (0, "")]
    assert done("arrange", address).code == 0
    with open_archive(address, make=False) as archive:
        is_sound(archive)
        only_settled_members(archive)
    assert held(address) == undisturbed


def test_two_programs_that_group_at_once_make_no_story_twice(address, undisturbed):
    assert done("keep", address, *ALL).code == 0
    both = [Child("arrange", address) for _ in range(2)]
    assert [(child.ended().code, child.ended().err) for child in both] == [(0, ""), (0, "")]
    assert held(address) == undisturbed


def test_five_programs_that_make_an_archive_at_once_make_one(address):
    moment = time() + 0.5
    children = [Child("make", address, moment) for _ in range(5)]
    ended = [child.ended() for child in children]
    assert [(one.code, one.out, one.err) for one in ended] == [(0, "made\n", "")] * 5
    with open_archive(address, make=False) as archive, archive.read() as connection:
        assert connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [
            VERSION
        ]
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())


# A turn for each


def test_a_program_that_writes_on_and_on_lets_others_have_their_turn(address):
    assert done("keep", address, 0).code == 0
    greedy = Child("hold", address, 0.1, 1000)
    greedy.wait_for(1)
    other = done("keep", address, *ALL[:6], busy=5_000)
    assert (other.code, other.err) == (0, "")
    greedy.kill()
    assert greedy.ended().code == -9


def test_a_program_waits_for_another_that_writes(address):
    assert done("keep", address, 0).code == 0
    other = Child("hold", address, 0.5)
    other.wait_for(1)
    assert (done("keep", address, 1).code, other.ended().code) == (0, 0)


def test_a_program_gives_up_waiting_and_says_why(address):
    assert done("keep", address, 0).code == 0
    other = Child("hold", address, 100)
    other.wait_for(1)
    ended = run("group", "--archive", address, busy=200)
    assert (ended.code, ended.out) == (74, ""), ended
    assert len(ended.err.splitlines()) == 1
    assert "another program is writing to it" in ended.err
    assert "run the same command again" in ended.err
    assert run("search", "semmi", "--archive", address) == Ended(0, "nothing found\n", "")
    other.kill()
    assert other.ended().code == -9
    assert run("group", "--archive", address).code == 0
