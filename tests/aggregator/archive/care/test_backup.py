"""Backups: whole, of one moment, beside whoever writes; and none where anything goes wrong."""

import pytest
from sqlalchemy import text

from aggregator.archive.archive import open_archive
from aggregator.archive.care import backup
from aggregator.archive.care.backup import back_up
from aggregator.archive.care.check import check
from aggregator.errors import ArchiveFailed, OutputError
from tests.aggregator.archive.care.planting import address_of, damage
from tests.aggregator.archive.care.writer import Writer
from tests.aggregator.archive.crowd import SIZE
from tests.aggregator.archive.findings import contents


def at(file):
    return open_archive(f"sqlite:///{file}", make=False)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "archive-2021-06-07.sqlite"


def test_a_backup_holds_all_that_the_archive_does_and_is_sound(filled, target):
    done = back_up(filled, target)
    assert names(target.parent) == [target.name]
    with at(target) as copy:
        assert contents(copy) == contents(filled)
        assert list(check(copy)) == []
    assert (done.articles, done.bytes) == (
        len(contents(filled)["article"]),
        target.stat().st_size,
    )


def test_a_backup_is_an_archive_that_is_gone_on_with(filled, target):
    back_up(filled, target)
    with at(target) as copy, copy.write() as connection:
        connection.execute(text("UPDATE source SET sector = 'x'"))
        # whoever reads need not wait for whoever writes
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_a_backup_beside_a_writer_is_of_one_moment_and_holds_nobody_up(own, target, monkeypatch):
    monkeypatch.setattr(backup, "PAGES", 10)
    with own.read() as connection:
        before = connection.scalar(text("SELECT count(*) FROM article"))
    heard = []
    with Writer(address_of(own)) as writer:
        writer.wait()

        def hear(done, total):
            # in the midst of the backup others write, each time before it goes on
            if len(heard) < 6:
                writer.wait()
            heard.append((done, total))

        done = back_up(own, target, hear)
        writer.wait()
    assert len(heard) > 5
    # it never began again: it goes on from where it was, and what it copies stays as large
    assert heard == sorted(heard)
    assert len({total for _, total in heard}) == 1
    with at(target) as copy:
        assert list(check(copy)) == []
        told = contents(copy)
        keys = {row["key"].removeprefix("portal.example.hu/kozos/") for row in told["article"]}
    # of each batch all or nothing, and none that came later than one that is missing
    batches = (len(told["article"]) - before) / SIZE
    assert batches == int(batches) >= 1
    assert {f"{number}-0" in keys for number in range(int(batches))} == {True}
    assert f"{int(batches)}-0" not in keys
    assert done.articles == len(told["article"])
    with own.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM article")) > done.articles
    assert list(check(own)) == []


# What goes wrong


def test_a_file_that_is_there_is_left_as_it_is(filled, target):
    target.write_text("napló")
    with pytest.raises(OutputError, match="is there already"):
        back_up(filled, target)
    assert target.read_text() == "napló"
    assert names(target.parent) == [target.name]


def test_a_file_that_somebody_makes_meanwhile_is_left_as_it_is(filled, target):
    with pytest.raises(OutputError, match="was made meanwhile"):
        back_up(filled, target, lambda _done, _total: target.write_text("napló"))
    assert target.read_text() == "napló"
    assert names(target.parent) == [target.name]


def test_the_archive_itself_is_no_place_for_its_backup(own_file, file):
    before = contents(own_file)
    with pytest.raises(OutputError):
        back_up(own_file, file)
    assert contents(own_file) == before


def test_what_another_backup_is_making_is_left_to_it(filled, target):
    part = target.with_name(f"{target.name}.part")
    part.write_text("half of it")
    with pytest.raises(OutputError, match=r"\.part: another backup is being made"):
        back_up(filled, target)
    assert part.read_text() == "half of it"


def test_a_folder_that_is_not_there_is_told(filled, target):
    with pytest.raises(OutputError, match="No such file or directory"):
        back_up(filled, target.parent / "nowhere" / target.name)
    assert names(target.parent) == []


def test_a_backup_that_is_broken_off_leaves_nothing(filled, target):
    def leave(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(filled, target, leave)
    assert names(target.parent) == []


@pytest.mark.parametrize("what", ["article", "story"])
def test_of_a_damaged_archive_no_backup_is_made(file, target, what):
    damage(file, what)
    with at(file) as archive, pytest.raises(ArchiveFailed) as caught:
        back_up(archive, target)
    assert str(caught.value).startswith(f"{file}: its copy is not sound (")
    assert "klaszterhirek db check" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert names(target.parent) == []
