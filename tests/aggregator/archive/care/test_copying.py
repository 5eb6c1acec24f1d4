"""An archive copied whole, from each database to each; and nothing where anything goes wrong."""

from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import create_engine, insert, text

from aggregator.archive.archive import open_archive
from aggregator.archive.care.check import check
from aggregator.archive.care.copying import copy
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import metadata
from aggregator.archive.search import search
from aggregator.errors import ArchiveError, ArchiveFailed
from aggregator.group import group
from tests.aggregator.archive import faults
from tests.aggregator.archive.care.planting import address_of, plant
from tests.aggregator.archive.care.rich import ADDRESS
from tests.aggregator.archive.care.writer import Writer
from tests.aggregator.archive.crowd import SIZE, batch
from tests.aggregator.archive.dumps.make import FOLDER, load
from tests.aggregator.archive.findings import DAY, MONDAY, contents

QUERIES = ("mérőlabor", "meroklabor", "hűtőház -gyümölcs", "source:press klaszter", '"közös nap"')


def hits(archive, ranked=False):
    """What queries find, in which order, now and as it was known on the first day."""
    with archive.read() as connection:
        return [
            [row["id"] for row in search(
                connection, query, date(2021, 6, 20), ranked=ranked, as_of=as_of).rows]
            for query in QUERIES
            for as_of in (None, MONDAY)
        ]  # fmt: skip


def is_empty(address):
    with open_archive(address) as archive:
        return contents(archive) == {table.name: [] for table in metadata.sorted_tables}


def test_a_copy_holds_all_that_the_archive_does_and_finds_the_same(filled, elsewhere):
    done = copy(filled, elsewhere)
    with open_archive(elsewhere, make=False) as other:
        told = contents(other)
        assert told == contents(filled)
        assert done.rows == {name: len(rows) for name, rows in told.items()}
        assert hits(other) == hits(filled)
        assert [set(found) for found in hits(other, ranked=True)] == [
            set(found) for found in hits(filled, ranked=True)
        ]
        assert any(hits(other))
        assert list(check(other)) == []


def test_a_copy_is_gone_on_with_as_the_archive_would_be(own, elsewhere):
    copy(own, elsewhere)
    with open_archive(elsewhere, make=False) as other:
        for archive in (own, other):
            ArchiveMemory(archive).keep(batch(0), MONDAY + 9 * DAY)
            group(archive, None, MONDAY + 9 * DAY)
        told, was = contents(other), contents(own)
        for rows in (*told["story"], *was["story"]):
            rows.pop("uid")
        assert told["article"] == was["article"]
        assert told["story"] == was["story"]
        assert list(check(other)) == []


def test_a_copy_into_an_archive_just_made_is_as_good(own_file, elsewhere):
    with open_archive(elsewhere):
        pass
    copy(own_file, elsewhere)
    with open_archive(elsewhere, make=False) as other:
        assert contents(other) == contents(own_file)


def test_there_and_back_again_is_the_same(filled, elsewhere, tmp_path):
    back = f"sqlite:///{tmp_path / 'back.sqlite'}"
    copy(filled, elsewhere)
    with open_archive(elsewhere, make=False) as other:
        copy(other, back)
    with open_archive(back, make=False) as again:
        assert contents(again) == contents(filled)


def test_what_others_write_meanwhile_is_not_copied(own, elsewhere):
    address, before = address_of(own), contents(own)
    heard = []
    with Writer(address) as writer:
        writer.wait()

        def hear(done, total):
            if len(heard) < 5:
                writer.wait()
            heard.append((done, total))

        copy(own, elsewhere, hear)
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]
    with open_archive(elsewhere, make=False) as other:
        assert list(check(other)) == []
        more = len(contents(other)["article"]) - len(before["article"])
    assert more >= SIZE
    assert more % SIZE == 0
    assert more <= len(contents(own)["article"]) - len(before["article"]) - 5 * SIZE


def test_a_story_may_have_become_one_with_a_higher_number(own_file, elsewhere):
    last = "(SELECT max(id) FROM story WHERE same_as IS NULL)"
    first = "(SELECT min(id) FROM story WHERE same_as IS NULL)"
    plant(own_file, f"UPDATE story SET same_as = {last} WHERE id = {first}")
    copy(own_file, elsewhere)
    with open_archive(elsewhere, make=False) as other:
        assert contents(other)["story"] == contents(own_file)["story"]


def test_a_copy_takes_the_room_of_one_file_and_is_one_file_in_the_end(filled, tmp_path):
    file = tmp_path / "elsewhere.sqlite"
    beside = []

    def hear(_done, _total):
        beside.extend(one.stat().st_size for one in tmp_path.iterdir() if one.name.endswith("-wal"))

    copy(filled, f"sqlite:///{file}", hear)
    assert not any(beside)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(file.name)] == [file.name]
    with open_archive(f"sqlite:///{file}") as other, other.read() as connection:
        # whoever reads need not wait for whoever writes
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


# What goes wrong


def test_an_archive_that_holds_anything_is_refused_and_untouched(own_file, elsewhere):
    row = {"name": "all", "uid": "urn:uuid:1", "minted": MONDAY}
    with open_archive(elsewhere) as other:
        with other.write() as connection:
            connection.execute(insert(metadata.tables["feed"]), row)
        before = contents(other)
    with pytest.raises(ArchiveError, match="there is an archive already") as caught:
        copy(own_file, elsewhere)
    assert caught.value.exit_code == 2
    with open_archive(elsewhere) as other:
        assert contents(other) == before


def test_an_archive_is_not_copied_onto_itself(own):
    before = contents(own)
    with pytest.raises(ArchiveError, match="there is an archive already"):
        copy(own, address_of(own))
    assert contents(own) == before


def test_an_older_archive_is_refused_and_stays_old(own_file, elsewhere):
    load(elsewhere, FOLDER / f"0006.{elsewhere.split(':')[0].split('+')[0]}.sql")
    with pytest.raises(ArchiveError, match="there is an archive of version 0006 already"):
        copy(own_file, elsewhere)
    engine = create_engine(elsewhere)
    with engine.connect() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    engine.dispose()
    assert version == "0006"


def test_a_copy_that_is_broken_off_leaves_an_empty_archive(own_file, elsewhere):
    def leave(done, total):
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(own_file, elsewhere, leave)
    assert is_empty(elsewhere)
    copy(own_file, elsewhere)
    with open_archive(elsewhere) as other:
        assert contents(other) == contents(own_file)


def test_a_copy_for_which_the_disk_has_no_room_leaves_an_empty_archive(own_file, file, tmp_path):
    room = file.stat().st_size // 2
    address = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    with open_archive(address):
        pass
    words = ("db", "copy-to", address, "--archive", f"sqlite:///{file}")
    ended = faults.run(*words, file_size=room)
    assert (ended.code, ended.err.count("\n")) == (74, 1)
    assert "elsewhere.sqlite: the disk is full or failing: make room" in ended.err
    assert is_empty(address)
    assert faults.run(*words).code == 0


def test_what_no_archive_may_hold_is_told_of_the_one_that_holds_it(own_file, elsewhere):
    plant(own_file, "DELETE FROM article WHERE id = 1")
    with pytest.raises(ArchiveFailed, match="holds what no archive may hold") as caught:
        copy(own_file, elsewhere)
    assert str(caught.value.about) in address_of(own_file)
    assert "klaszterhirek db check" in str(caught.value)
    assert is_empty(elsewhere)


def test_what_cannot_be_read_is_told_of_the_archive_that_is_copied(own_file, file, elsewhere):
    plant(own_file, "UPDATE story SET minted = 'tegnap'")
    with pytest.raises(ArchiveFailed) as caught:
        copy(own_file, elsewhere)
    assert str(caught.value).startswith(f"{file}: it is damaged: klaszterhirek db check")
    assert is_empty(elsewhere)


def test_a_row_that_comes_out_otherwise_is_noticed(filled, tmp_path):
    address = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    with open_archive(address):
        pass
    meddle = (
        "CREATE TRIGGER meddle AFTER INSERT ON answer WHEN new.id = 2 BEGIN"
        " UPDATE answer SET body = x'00' WHERE id = 2; END"
    )
    engine = create_engine(address)
    with engine.begin() as connection, closing(connection.connection.cursor()) as cursor:
        cursor.execute(meddle)
    engine.dispose()
    with pytest.raises(ArchiveFailed, match="answer came out otherwise than it was"):
        copy(filled, address)
    assert is_empty(address)


def test_a_folder_that_cannot_be_written_is_told(filled, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ArchiveError, match="cannot be opened"):
        copy(filled, f"sqlite:///{tmp_path / 'file' / 'archive.sqlite'}")


def test_a_copy_is_grouped_as_the_archive_was(own_file, elsewhere):
    copy(own_file, elsewhere)
    with open_archive(elsewhere) as other:
        before = contents(other)["membership"]
        assert group(other, ADDRESS, MONDAY + 20 * DAY).articles == 0
        assert contents(other)["membership"] == before
