"""What publishing costs, counted: statements, documents, memory; never by a clock."""

import shutil
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from aggregator.archive.archive import Archive, open_archive
from aggregator.config import Config
from feeds import atom, jsonfeed, rss
from scrapers.memory import Kept
from tests.aggregator.publishing.newsroom import ADDRESS, Newsroom, files, known, short

SMALL, LARGE = 310, 3_010
RENDERERS = {form.render.__code__ for form in (rss, atom, jsonfeed)}


@contextmanager
def statements(archive: Archive) -> Iterator[Counter[str]]:
    """Statements that are sent to the database, by their first words."""
    sent: Counter[str] = Counter()

    def count(_connection, _cursor, statement, *_rest) -> None:
        sent[statement.split("\n")[0][:60]] += 1

    event.listen(archive._engine, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(archive._engine, "before_cursor_execute", count)


@contextmanager
def documents() -> Iterator[list[str]]:
    """Documents of feeds that are rendered."""
    made: list[str] = []

    def look(frame, what, _argument) -> None:
        if what == "call" and frame.f_code in RENDERERS:
            made.append(frame.f_locals["feed"].name)

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield made
    finally:
        sys.setprofile(before)


def stories(number: int) -> list[Kept]:
    first = date(2021, 5, 20)
    return [short(n, f"{first + timedelta(days=n // (number // 15))}") for n in range(number)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Archives of both sizes: grouped, nothing published."""
    made = {}
    for number in (SMALL, LARGE):
        made[number] = tmp_path_factory.mktemp("filled") / "archive.sqlite"
        with open_archive(f"sqlite:///{made[number]}") as archive:
            known(archive)
            room = Newsroom(archive, Config(address=ADDRESS))
            room.keep(*stories(number))
            room.group()
    return made


@contextmanager
def opened(file: Path, folder: Path) -> Iterator[Newsroom]:
    folder.mkdir()
    own = shutil.copy(file, folder / "archive.sqlite")
    with open_archive(f"sqlite:///{own}") as archive:
        yield Newsroom(archive, Config(address=ADDRESS, output=folder / "public"))


@pytest.fixture(scope="module")
def published(filled, tmp_path_factory) -> dict[int, Path]:
    """The folders of both after the first publication."""
    done = {}
    for number, file in filled.items():
        done[number] = tmp_path_factory.mktemp("published") / "room"
        with opened(file, done[number]) as room:
            room.publish()
    return done


def peak_of_publishing(file: Path, folder: Path) -> int:
    """The most bytes that Python holds during the first publication."""
    with opened(file, folder) as room:
        tracemalloc.start()
        try:
            room.publish()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.mark.long
def test_memory_of_the_first_publication_does_not_grow_with_the_archive(filled, tmp_path):
    small, large = (peak_of_publishing(filled[n], tmp_path / str(n)) for n in (SMALL, LARGE))
    assert large < 4 * small  # with ten times the articles


@pytest.fixture(scope="module")
def one_more(published) -> dict[int, tuple[Counter[str], list[str], tuple[str, ...], Counter[str]]]:
    """One new article in both: statements, documents, files; statements where nothing is new."""
    costs = {}
    for number, folder in published.items():
        with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
            room = Newsroom(archive, Config(address=ADDRESS, output=folder / "public"))
            room.keep(short(9_999, "2021-06-08"), day=1)
            room.group(1)
            with statements(archive) as sent, documents() as made:
                changed = room.publish(1)
            with statements(archive) as idle, documents() as nothing:
                assert room.publish(1) == ()
            assert nothing == []
            costs[number] = sent, made, changed, idle
    return costs


def test_a_new_article_costs_as_many_statements_in_a_large_archive_as_in_a_small_one(one_more):
    small, large = (sum(one_more[number][0].values()) for number in (SMALL, LARGE))
    assert abs(large - small) <= 0.05 * small
    assert small < 150


def test_a_new_article_makes_the_documents_of_the_feeds_it_is_in_and_no_others(one_more):
    names = {"feed", "originals", "country-hu", "language-hu", "source-portal"}
    for _, made, changed, _ in one_more.values():
        past = {name for name in made if name.startswith("archive-")}
        # the front page shows what the combined feed does, but is no document of one
        assert Counter(name for name in made if name not in past) == dict.fromkeys(names, 3)
        assert len(past) == 1
        assert {name.partition(".")[0] for name in changed} <= {
            *names, *past, "index", "sources", "events",
        }  # fmt: skip


def test_a_run_without_news_sends_as_many_statements_whatever_the_archive_holds(one_more):
    small, large = (sum(one_more[number][3].values()) for number in (SMALL, LARGE))
    assert small == large < 40


def test_listing_goes_on_where_it_was_broken_off(filled, tmp_path):
    """A database that fails in the third batch, and the run after it."""
    with opened(filled[LARGE], tmp_path / "broken") as room:
        batches = 0

        def fail(_connection, _cursor, statement, *_rest) -> None:
            nonlocal batches
            batches += statement.startswith("UPDATE story SET listed")
            if batches == 3:
                raise OSError("the disk has gone")

        event.listen(room.archive._engine, "before_cursor_execute", fail)
        with pytest.raises(Exception, match="the disk has gone"):
            room.publish()
        event.remove(room.archive._engine, "before_cursor_execute", fail)
        assert not room.config.output.exists()
        room.publish()
        broken = {name: room.ids(name) for name in ("feed", "originals", "source-portal")}
    with opened(filled[LARGE], tmp_path / "whole") as room:
        room.publish()
        assert {name: room.ids(name) for name in broken} == broken
        assert len(files(room.config.output)) > 40
        assert room.publish() == ()
