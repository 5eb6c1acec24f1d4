"""The output folder: what is in it besides ours, what fails there, and who reads meanwhile."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from aggregator.errors import OutputFailed
from aggregator.publishing.output import NOTES
from tests.aggregator.archive.findings import MONDAY, PORTAL
from tests.aggregator.archive.releases import OTHER, RELEASE, REPRINT
from tests.aggregator.publishing.newsroom import Newsroom, files, new_source, short
from tests.feeds.test_write import files_of_at_most, read_only


@pytest.fixture
def told(room: Newsroom) -> Newsroom:
    """A source with a sector, and its feeds."""
    room.know(PORTAL.model_copy(update={"sector": "faipar"}))
    room.run(RELEASE, REPRINT, OTHER)
    return room


def test_files_of_others_are_left_alone(told):
    folder = told.config.output
    mine = {"robots.txt": b"mine", "sector-energia.rss": b"mine", ".htaccess": b"mine"}
    for name, body in mine.items():
        (folder / name).write_bytes(body)
    (folder / "sector-faipar").mkdir()
    (folder / "sector-faipar" / "feed.rss").write_bytes(b"mine")
    told.know(PORTAL, day=1)
    told.publish(day=1)
    assert {name: (folder / name).read_bytes() for name in mine} == mine
    assert (folder / "sector-faipar" / "feed.rss").read_bytes() == b"mine"


def test_the_files_of_a_feed_that_is_no_more_are_removed(told):
    folder = told.config.output
    assert len(list(folder.glob("sector-faipar.*"))) == 5
    told.know(PORTAL, day=1)
    told.publish(day=1)
    assert list(folder.glob("sector-*")) == []


def test_a_file_of_ours_that_somebody_changed_is_not_removed(told):
    folder = told.config.output
    (folder / "sector-faipar.rss").write_bytes(b"410")
    told.know(PORTAL, day=1)
    told.publish(day=1)
    assert [path.name for path in folder.glob("sector-*")] == ["sector-faipar.rss"]
    assert (folder / "sector-faipar.rss").read_bytes() == b"410"


@pytest.mark.parametrize(
    "notes",
    [
        None, b"", b"{", b"[]", b"null", b'{"files": 3}', b'{"files": {"feed.rss": null}}',
        b'{"files": {"feed.rss": {"digest": 1}}}', b"\xff\xfe", b'{"files": {"../x": 1}}',
    ],
)  # fmt: skip
def test_damaged_notes_cost_a_look_and_nothing_else(told, notes):
    folder = told.config.output
    before, whole = files(folder), (folder / NOTES).read_bytes()
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    (folder / NOTES).unlink()
    if notes is not None:
        (folder / NOTES).write_bytes(notes)
    assert told.publish() == ()
    assert files(folder) == before
    assert (folder / NOTES).read_bytes() == whole
    assert {n for n, t in times.items() if (folder / n).stat().st_mtime_ns != t} == {NOTES}


@pytest.mark.parametrize("name", ["../archive.sqlite", "/etc/hostname", ".", "", "a/b"])
def test_notes_that_lead_out_of_the_folder_remove_nothing_and_stop_nothing(told, name):
    folder = told.config.output
    notes = json.loads((folder / NOTES).read_text())
    notes["files"][name] = {"digest": "0", "made_from": "0", "size": 1, "changed": 1}
    (folder / NOTES).write_text(json.dumps(notes))
    before = files(folder)
    told.publish()
    assert files(folder) == before
    assert (folder.parent / "archive.sqlite").exists()


def test_a_folder_that_is_a_link_stays_one(told, tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    linked = Newsroom(told.archive, told.config.model_copy(update={"output": link}))
    assert linked.publish()
    assert link.is_symlink()
    assert files(real) == files(told.config.output)
    assert linked.publish() == ()


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(told, tmp_path):
    (tmp_path / "locked").mkdir()
    with read_only(tmp_path / "locked") as folder, pytest.raises(OutputFailed) as caught:
        told.publish(output=folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("size", [0, 400, 3_000, 6_000])
def test_on_a_full_disk_nothing_is_half_and_the_next_run_makes_up_for_it(told, size):
    folder = told.config.output
    before = files(folder)
    told.keep(replace(RELEASE, article=replace(RELEASE.article, title="Más cím")), day=1)
    told.group(1)
    after = told.afresh(folder.parent / "afresh", day=1)
    with files_of_at_most(size), pytest.raises(OutputFailed):
        told.publish(day=1)
    for name, body in files(folder).items():
        assert body in (before.get(name), after.get(name)), name
    assert [path for path in folder.iterdir() if path.suffix == ".tmp"] == []
    told.publish(day=1)
    assert files(folder) == after
    assert told.publish(day=1) == ()


@contextmanager
def reading(file) -> Iterator[list[bytes]]:
    """Somebody who asks for a file again and again."""
    seen: list[bytes] = []
    done = threading.Event()

    def poll() -> None:
        while not done.is_set():
            seen.append(file.read_bytes())
            time.sleep(0.005)

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def test_who_reads_while_it_is_written_never_sees_half_a_file(told):
    file = told.config.output / "feed.json"
    whole = {file.read_bytes()}
    with reading(file) as seen:
        for day in range(1, 6):
            news = [short(100 * day + n, "2021-06-05") for n in range(20)]
            assert "feed.json" in told.run(*news, day=day)
            whole.add(file.read_bytes())
    assert len(seen) > 20
    assert {*seen} <= whole


def test_two_folders_of_one_archive_follow_it_each_at_its_own_pace(told, tmp_path):
    one, two = told, Newsroom(
        told.archive, told.config.model_copy(update={"output": tmp_path / "two"})
    )  # fmt: skip
    two.publish()
    assert files(one.config.output) == files(two.config.output)
    for day in (1, 2, 3):
        one.run(short(day, f"2021-06-0{4 + day}"), day=day)
    told.know(new_source("uj", sector="energia"), day=4)
    one.run(short(9, "2021-06-08", "uj"), day=4)
    assert two.publish(day=4)
    assert files(one.config.output) == files(two.config.output)
    assert one.publish(day=4) == two.publish(day=4) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Más hírek"},
        {"address": "https://other.example.net/"},
        {"language": "en"},
        {"hub": "https://hub.example.net/"},
        {"corrections": "hirek@example.org"},
        {"contact": "hirek@example.org"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_configuration_is_in_all_files_after_one_run_and_there_and_back_is_the_same(
    told, tmp_path, change
):
    folder = told.config.output
    before, ids = files(folder), told.ids()
    told.publish(**change)
    other = Newsroom(told.archive, told.config.model_copy(update=change))
    assert files(folder) == other.afresh(tmp_path / "afresh")
    assert told.ids() == ids
    told.publish()
    assert files(folder) == before


@pytest.mark.parametrize("suffix", [".rss", ".atom", ".json", ".html"])
def test_a_lost_or_damaged_file_is_made_again(told, suffix):
    folder = told.config.output
    before = files(folder)
    (folder / f"feed{suffix}").unlink()
    (folder / f"source-press{suffix}").write_bytes(b"half")
    assert {*told.publish()} == {f"feed{suffix}", f"source-press{suffix}"}
    assert files(folder) == before


def test_the_clock_is_in_no_feed(told, tmp_path):
    folder = told.config.output
    before = {name: body for name, body in files(folder).items() if not name.endswith(".html")}
    later = told.afresh(tmp_path / "afresh", day=500)
    assert {name: later[name] for name in before} == before
    assert f"{MONDAY:%Y-%m-%dT%H:%M}" not in (folder / "feed.atom").read_text()
