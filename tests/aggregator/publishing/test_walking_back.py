"""The past of the combined feed, walked as RFC 5005 says, over the files as they are."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from aggregator.archive.archive import open_archive
from aggregator.editing import join, split
from aggregator.publishing.volumes import PART
from scrapers.memory import Kept
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL
from tests.aggregator.archive.releases import CREDITED, FIFTH, OTHER, RELEASE, REPRINT, release
from tests.aggregator.publishing.newsroom import (
    ADDRESS,
    ATOM,
    Audience,
    Newsroom,
    files,
    new_source,
    short,
)

FORMATS = pytest.mark.parametrize("suffix", [".atom", ".rss"])
FH = "{http://purl.org/syndication/history/1.0}"
MAY, JUNE, JULY, AUGUST = -30, 0, 30, 60
"""Days of months, counted from Monday, June 7th."""


def links(file: Path) -> dict[str, str]:
    root = etree.parse(file).getroot()
    above = root if file.suffix == ".atom" else root.find("channel")
    return {one.get("rel"): one.get("href") for one in above.iterfind(f"{ATOM}link")}


def file_of(folder: Path, address: str) -> Path:
    assert address.startswith(ADDRESS)
    return folder / urlsplit(address).path.rpartition("/")[2]


def walk(folder: Path, start: str, relation: str = "prev-archive") -> list[Path]:
    """The documents from one on, itself not, that its links lead to."""
    way, here = [], folder / start
    while address := links(here).get(relation):
        here = file_of(folder, address)
        assert here not in way, "in a circle"
        way.append(here)
    return way


def titles(document: Path) -> list[str]:
    feed = feedparser.parse(document.read_bytes())
    assert not feed.bozo
    return [entry.title for entry in feed.entries]


def of_month(day: int, many: int) -> list[Kept]:
    """Undated: nothing here starts quietly."""
    return [short(1000 * (day + 40) + n, None) for n in range(many)]


@pytest.fixture
def four_months(room: Newsroom) -> Newsroom:
    for day, many in ((MAY, 3), (JUNE, 4), (JULY, 2), (AUGUST, 3)):
        room.run(*of_month(day, many), day=day)
    return room


@FORMATS
def test_who_walks_back_finds_every_story_of_the_closed_months_once(four_months, suffix):
    folder = four_months.config.output
    way = walk(folder, f"feed{suffix}")
    assert [one.stem for one in way] == [
        "archive-2021-07-1",
        "archive-2021-06-1",
        "archive-2021-05-1",
    ]
    found = [title for one in way for title in titles(one)]
    assert sorted(found) == sorted(
        one.article.title for day, many in ((MAY, 3), (JUNE, 4), (JULY, 2))
        for one in of_month(day, many)
    )  # fmt: skip


@FORMATS
def test_who_walks_on_from_the_oldest_comes_to_the_open_month(four_months, suffix):
    folder = four_months.config.output
    *_, oldest = walk(folder, f"feed{suffix}")
    on = walk(folder, oldest.name, "next-archive")
    assert [one.stem for one in on] == [
        "archive-2021-06-1", "archive-2021-07-1", "archive-2021-08-1",
    ]  # fmt: skip
    assert len(titles(on[-1])) == 3


@FORMATS
def test_a_document_of_the_past_says_what_it_is_and_where_it_stands(four_months, suffix):
    folder = four_months.config.output
    for document in walk(folder, f"feed{suffix}"):
        root, told = etree.parse(document).getroot(), links(document)
        above = root if suffix == ".atom" else root.find("channel")
        assert above.find(f"{FH}archive") is not None
        assert told["self"] == f"{ADDRESS}{document.name}"
        assert told["current"] == f"{ADDRESS}feed{suffix}"
        assert "hub" not in told
    current = etree.parse(folder / f"feed{suffix}").getroot()
    assert next(current.iter(f"{FH}archive"), None) is None
    assert "current" not in links(folder / f"feed{suffix}")
    assert "next-archive" not in links(folder / f"feed{suffix}")


def test_ids_in_the_past_are_those_of_the_feed(four_months):
    folder = four_months.config.output
    ids = four_months.ids()
    for document in walk(folder, "feed.atom"):
        feed = feedparser.parse(document.read_bytes())
        assert {entry.title: entry.id for entry in feed.entries}.items() <= ids.items()
        assert feed.feed.id == feedparser.parse((folder / "feed.atom").read_bytes()).feed.id


def test_what_json_feed_names_as_older_is_there(four_months):
    folder = four_months.config.output
    feed = json.loads((folder / "feed.json").read_bytes())
    assert "next_url" not in feed or file_of(folder, feed["next_url"]).exists()


def test_every_address_that_a_feed_names_as_ours_is_a_file(four_months):
    folder = four_months.config.output
    for file in (*folder.glob("*.atom"), *folder.glob("*.rss")):
        for address in links(file).values():
            assert file_of(folder, address).exists(), (file.name, address)


def closed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in walk(folder, "feed.atom")} | {
        path.name: path.read_bytes() for path in walk(folder, "feed.rss")
    }


def test_a_closed_document_never_changes_whatever_becomes_of_its_stories(room):
    folder = room.config.output
    room.run(RELEASE, OTHER, short(1), day=JUNE)
    room.run(short(2, "2021-07-05"), day=JULY)
    before = closed(folder)
    assert sorted(before) == ["archive-2021-06-1.atom", "archive-2021-06-1.rss"]
    inodes = {name: (folder / name).stat().st_mtime_ns for name in before}

    def still() -> None:
        now = closed(folder)
        assert {name: now[name] for name in before} == before
        assert {name: (folder / name).stat().st_mtime_ns for name in before} == inodes

    edit = replace(RELEASE, article=replace(RELEASE.article, title="Más cím", text=CREDITED))
    room.run(edit, REPRINT, day=JULY)
    still()
    join(room.archive, ADDRESS, RELEASE.url, OTHER.url, MONDAY + 31 * DAY)
    room.publish(day=31)
    still()
    split(room.archive, ADDRESS, OTHER.url, MONDAY + 32 * DAY)
    room.publish(day=32)
    still()
    room.know(PORTAL.model_copy(update={"name": "Új név", "sector": "energia"}), day=33)
    room.group(33, everything=True)
    room.publish(day=33)
    room.publish(day=33, title="Más hírek", language="en", corrections="hirek@example.org")
    still()
    room.run(short(3, "2021-08-05"), day=AUGUST)
    still()
    assert room.afresh(folder.parent / "afresh", day=AUGUST).items() >= before.items()


def test_the_current_month_is_not_closed_until_something_follows(room):
    folder = room.config.output
    room.run(*(short(n) for n in range(5)), day=JUNE)
    room.run(*(short(n) for n in range(5, 9)), day=JUNE + 20)
    room.publish(day=AUGUST)  # nothing has been minted since: no clock closes anything
    assert list(folder.glob("archive-*")) == []
    room.run(short(9, "2021-08-01"), day=AUGUST)
    (document,) = walk(folder, "feed.atom")
    assert len(titles(document)) == 9


@pytest.fixture
def full(room: Newsroom) -> Newsroom:
    """A month with two documents and a bit."""
    room.run(*(short(n, f"2021-06-05T{n // 60:02}:{n % 60:02}") for n in range(2 * PART + 5)))
    return room


def test_a_month_with_more_than_fits_has_several_documents(full):
    folder = full.config.output
    way = walk(folder, "feed.atom")
    assert [one.stem for one in way] == ["archive-2021-06-2", "archive-2021-06-1"]
    assert [len(titles(one)) for one in way] == [PART, PART]
    assert len(titles(folder / "archive-2021-06-3.atom")) == 5
    before = closed(folder)
    full.run(*(short(1000 + n, "2021-06-06") for n in range(PART - 5)), day=1)
    assert sorted(closed(folder)) == sorted(before)  # full, but nothing follows
    assert len(titles(folder / "archive-2021-06-3.atom")) == PART
    full.run(short(9000, "2021-07-05"), day=JULY)
    assert walk(folder, "feed.atom")[0].stem == "archive-2021-06-3"
    assert closed(folder).items() >= before.items()
    way = walk(folder, "feed.rss")
    found = [title for one in way for title in titles(one)]
    assert len(found) == len(set(found)) == 3 * PART


def test_the_feed_and_the_closed_documents_have_all_of_a_crowded_month(full):
    folder = full.config.output
    past = {title for one in walk(folder, "feed.atom") for title in titles(one)}
    assert past | {*full.titles()} == {f"Hír {n}" for n in range(2 * PART + 5)}


def test_an_open_document_follows_its_stories_even_where_the_feed_does_not_have_them(
    room, tmp_path
):
    room.run(short(1), day=JUNE)
    room.know(new_source("uj"), day=JULY)
    old = short(7, "2015-01-01", "uj")
    room.run(short(2, "2021-07-05"), old, day=JULY)
    changed = replace(old, article=replace(old.article, title="Hír 7 (bővült)"))
    room.run(changed, day=JULY + 1)
    assert files(room.config.output) == room.afresh(tmp_path / "afresh", day=JULY + 1)


def test_stories_that_are_gone_or_merged_are_in_no_document_closed_later(room):
    audience = Audience(room, but=("by link",))
    audience.run(RELEASE, release("press", "Valami egészen más.", published=FIFTH), day=JUNE)
    audience.run(REPRINT, day=JUNE + 1)
    audience.run(short(2, "2021-07-05"), day=JULY)
    (document,) = walk(room.config.output, "feed.atom")
    assert titles(document) == [RELEASE.article.title]


def test_without_an_address_there_is_no_past_and_with_one_again_it_is_the_same(four_months):
    folder = four_months.config.output
    before = files(folder)
    four_months.publish(day=AUGUST, address=None)
    assert list(folder.glob("archive-*")) == []
    four_months.publish(day=AUGUST)
    assert files(folder) == before


def test_the_folder_of_another_archive_is_filled_anew(room, tmp_path, blank):
    """Documents of the same name are another archive's, and have other ids."""
    room.run(short(1), day=JUNE)
    room.run(short(2, "2021-07-05"), day=JULY)
    shutil.copy(blank, tmp_path / "other.sqlite")
    with open_archive(f"sqlite:///{tmp_path / 'other.sqlite'}") as archive:
        other = Newsroom(archive, room.config)
        other.keep(short(11), day=JUNE)
        other.group(JUNE)
        other.run(short(12, "2021-07-05"), day=JULY)
        assert files(room.config.output) == other.afresh(tmp_path / "afresh", day=JULY)


def test_the_past_on_both_databases(room_of_both):
    room, folder = room_of_both, room_of_both.config.output
    room.run(*(short(n) for n in range(PART + 3)), day=JUNE)
    room.run(short(900, "2021-07-05"), day=JULY)
    before = closed(folder)
    assert [len(titles(one)) for one in walk(folder, "feed.rss")] == [3, PART]
    room.group(JULY, everything=True)
    room.publish(day=JULY)
    assert closed(folder) == before
