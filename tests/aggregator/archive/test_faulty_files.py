"""The archive is safe: its disk is full, its file is damaged, its folder is closed.

Real processes and real files; whatever happens, the program says in one line what to do.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import pytest

from tests.aggregator.archive.crowd import BATCHES, SIZE
from tests.aggregator.archive.faults import Child, Ended, done, kill_all, run
from tests.aggregator.site import Site

PAGE = 4096
SOME = range(BATCHES)


@pytest.fixture(autouse=True)
def no_child_left() -> Iterator[None]:
    yield
    kill_all()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which some articles are in stories, and some wait."""
    file = tmp_path_factory.mktemp("kept") / "archive.sqlite"
    assert done("keep", at(file), *SOME[:-2]).code == 0
    assert run("group", "--archive", at(file)).code == 0
    assert done("keep", at(file), *SOME[-2:]).code == 0
    return file


@pytest.fixture
def file(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copy(kept, folder))


def at(file: Path) -> str:
    return f"sqlite:///{file}"


def line(ended: Ended, code: int) -> str:
    """The one line with which a command ended."""
    assert ended.code == code, ended
    assert ended.err.startswith("klaszterhirek: ")
    assert ended.err.count("\n") == 1
    return ended.err


def is_sound(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not (
            connection.execute("PRAGMA foreign_key_check").fetchall()
        )


def articles(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


# A full disk


def test_a_full_disk_is_told_and_nothing_is_lost(file):
    before = articles(file)
    said = line(run("group", "--all", "--archive", at(file), file_size=60_000), 74)
    assert "the disk is full or failing: make room, then run the same command again" in said
    assert "what was kept is whole" in said
    assert (is_sound(file), articles(file)) == (True, before)
    assert run("group", "--archive", at(file)).code == 0
    assert run("group", "--archive", at(file)).out == "0 articles compared, 0 new stories\n"


def test_a_disk_that_is_full_from_the_first_is_told(tmp_path):
    file = tmp_path / "archive.sqlite"
    said = line(done("make", at(file), 0, file_size=4096), 2)
    assert "the disk is full or failing" in said
    assert done("keep", at(file), 0).code == 0
    assert is_sound(file)


def test_a_database_that_says_itself_that_it_is_full_is_told_alike(file):
    most = file.stat().st_size // PAGE
    said = line(done("keep", at(file), *range(100, 200), pages=most), 74)
    assert "the disk is full or failing: make room" in said
    assert "database or disk is full" in said
    assert is_sound(file)


def test_what_was_kept_before_the_disk_was_full_is_there(file):
    before = articles(file)
    ended = done("keep", at(file), *range(100, 200), file_size=file.stat().st_size + 500_000)
    line(ended, 74)
    assert len(ended.out.splitlines()) > 1
    assert is_sound(file)
    assert articles(file) == before + SIZE * len(ended.out.splitlines())


def test_a_crawl_stops_at_a_full_disk_and_the_next_goes_on(tmp_path):
    file = tmp_path / "archive.sqlite"
    assert done("make", at(file), 0).code == 0
    with Site() as site:
        site.build("/hir/", range(3))
        source = tmp_path / "sources" / "klaszter.toml"
        source.parent.mkdir()
        source.write_text(
            f'name = "K"\norganisation = "K"\nhome = "{site.home}"\n\n'
            f'[[door]]\nkind = "listing"\nurl = "{site.home}hirek"\n'
        )
        words = ("crawl", "--archive", at(file), "--sources", str(source.parent))
        words += ("--allow-network", "127.0.0.0/8")
        assert "the disk is full or failing" in line(run(*words, file_size=50_000), 74)
        assert is_sound(file)
        ended = run(*words)
    assert (ended.code, ended.err) == (0, "")
    assert (is_sound(file), articles(file)) == (True, 3)


# A damaged file


def noise(random: Random, _: bytes) -> bytes:
    return random.randbytes(PAGE)


def letters(random: Random, _: bytes) -> bytes:
    return bytes(random.choices(b"abc xyz", k=PAGE))


def nothing(_: Random, __: bytes) -> bytes:
    return bytes(PAGE)


def another(random: Random, whole: bytes) -> bytes:
    page = random.randrange(1, len(whole) // PAGE)
    return whole[page * PAGE : (page + 1) * PAGE]


def damage(file: Path, kind: Callable[[Random, bytes], bytes], seed: int) -> bytes:
    """Put something else in the place of some pages, never of the first; what the file is then."""
    random, whole = Random(seed), file.read_bytes()
    damaged = bytearray(whole)
    for _ in range((3, 30)[seed % 2]):
        page = random.randrange(1, len(whole) // PAGE)
        damaged[page * PAGE : (page + 1) * PAGE] = kind(random, whole)
    file.write_bytes(damaged)
    return bytes(damaged)


def legible(file: Path) -> dict[int, Any]:
    """The articles that can be read."""
    read = {}
    with closing(sqlite3.connect(file)) as connection:
        for number in range(1, 200):
            query = "SELECT title, text, html, folded FROM article WHERE id = ?"
            try:
                read[number] = connection.execute(query, (number,)).fetchone()
            except sqlite3.Error:
                continue
    return read


DAMAGES = [(kind, seed) for kind in (noise, letters, nothing, another) for seed in (1, 2)]


def works_or_tells_the_damage(ended: Ended) -> None:
    if ended.code == 0:
        assert ended.err == ""
        return
    said = line(ended, ended.code)
    assert ended.code in (2, 74)
    assert "it is damaged: klaszterhirek db check says what is; restore a backup" in said


@pytest.mark.parametrize(("kind", "seed"), DAMAGES)
def test_a_damaged_archive_is_told_by_who_reads_it_and_stays_as_it_is(file, kind, seed):
    damaged = damage(file, kind, seed)
    for words in (("search", "közlemény"), ("export",), ("export", "--what", "stories")):
        works_or_tells_the_damage(run(*words, "--archive", at(file)))
    assert file.read_bytes() == damaged
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(("kind", "seed"), DAMAGES)
def test_a_damaged_archive_is_told_by_who_writes_to_it_and_gets_no_worse(file, kind, seed):
    damage(file, kind, seed)
    before = legible(file)
    for words in (("group",), ("group", "--all")):
        works_or_tells_the_damage(run(*words, "--archive", at(file)))
    assert legible(file).items() >= before.items()


def test_a_damaged_value_is_told_where_the_database_finds_nothing_wrong(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE article SET authors = 'Bar', published_at = 'long ago'")
    assert is_sound(file)
    works_or_tells_the_damage(ended := run("export", "--archive", at(file)))
    assert ended.code == 74


def test_a_mistake_of_the_program_is_not_told_as_damage(file):
    ended = done("blunder", at(file))
    assert ended.code == 1
    assert ended.err.endswith("KeyError: 'a mistake'\n")


@pytest.mark.parametrize("length", [1000, PAGE, 10 * PAGE, 10 * PAGE + 1000])
def test_a_file_that_was_cut_off_is_told_and_stays_as_it_is(file, length):
    cut = file.read_bytes()[:length]
    file.write_bytes(cut)
    words = ("--archive", at(file))
    for ended in (run("search", "x", *words), run("group", *words), done("keep", at(file), 0)):
        assert "restore a backup" in line(ended, ended.code)
        assert ended.code in (2, 74)
    assert file.read_bytes() == cut


def test_a_file_that_is_no_database_is_told_and_stays_as_it_is(file):
    file.write_text("Kedves naplóm!\n" * 500)
    for ended in (run("search", "x", "--archive", at(file)), done("keep", at(file), 0)):
        said = line(ended, 2)
        assert "it is no archive, or its beginning is damaged: name another" in said
    assert file.read_text() == "Kedves naplóm!\n" * 500


def test_an_empty_file_becomes_an_archive_only_when_something_is_kept(file):
    file.write_bytes(b"")
    assert "there is no archive yet" in line(run("search", "x", "--archive", at(file)), 2)
    assert file.read_bytes() == b""
    assert done("keep", at(file), 0).code == 0
    assert is_sound(file)


def test_a_file_that_somebody_else_is_about_to_make_an_archive_of_is_waited_for(tmp_path):
    file = tmp_path / "archive.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        child = Child("make", at(file), 0)
        sleep(0.3)
        other.execute("ROLLBACK")
        assert child.ended() == Ended(0, "made\n", "")


# A closed folder


@pytest.fixture(params=["the file", "the folder", "both"])
def closed(request, file) -> Iterator[Path]:
    """An archive that can be read and not written to."""
    if request.param != "the folder":
        file.chmod(0o444)
    if request.param != "the file":
        file.parent.chmod(0o555)
    yield file
    file.parent.chmod(0o755)


def test_an_archive_that_can_only_be_read_is_searched_and_nothing_is_left_beside_it(closed):
    ended = run("search", "kozlemeny", "--archive", at(closed), powerless=True)
    assert (ended.code, ended.err) == (0, "")
    assert "Közlemény" in ended.out
    assert [path.name for path in closed.parent.iterdir()] == [closed.name]


def test_a_command_that_writes_to_such_an_archive_says_what_to_do(closed):
    before = closed.read_bytes()
    said = line(run("group", "--archive", at(closed), powerless=True), 2)
    assert "it cannot be written to: make it and its folder writable" in said
    assert "--archive" in said
    line(done("keep", at(closed), 1, powerless=True), 2)
    assert closed.read_bytes() == before


def test_an_archive_that_others_write_to_is_read_by_who_may_only_read_it(file):
    writer = Child("hold", at(file), 100)
    writer.wait_for(1)
    file.chmod(0o444)
    file.parent.chmod(0o555)
    ended = run("search", "kozlemeny", "--archive", at(file), powerless=True)
    file.parent.chmod(0o755)
    assert (ended.code, ended.err) == (0, "")
    assert "Közlemény" in ended.out


def test_an_archive_that_is_written_to_while_it_is_read_without_locks_is_not_believed(file):
    file.chmod(0o444)
    reader = Child("look", at(file), powerless=True)
    reader.wait_for(1)
    os.utime(file)
    (file.parent / "go").touch()
    said = line(reader.ended(), 74)
    assert "was written to while it was read: run the same command again" in said


def test_an_archive_that_its_writer_left_open_is_told_by_who_may_only_read_it(file):
    writer = Child("keep", at(file), *range(100, 1000))
    writer.wait_for(2)
    writer.kill()
    writer.ended()
    (file.parent / f"{file.name}-shm").unlink()
    file.parent.chmod(0o555)
    ended = run("search", "kozlemeny", "--archive", at(file), powerless=True)
    file.parent.chmod(0o755)
    assert "see that" in line(ended, 2)
    assert run("search", "kozlemeny", "--archive", at(file)).code == 0


def test_a_file_or_folder_that_cannot_even_be_read_is_told(file):
    for one in (file, file.parent):
        one.chmod(0)
        said = line(run("search", "x", "--archive", at(file), powerless=True), 2)
        assert "see that" in said
        assert "see that" in line(done("keep", at(file), 1, powerless=True), 2)
        one.chmod(0o755)


def test_a_folder_in_which_no_archive_can_be_made_is_told(tmp_path):
    tmp_path.chmod(0o555)
    said = line(done("keep", at(tmp_path / "new" / "archive.sqlite"), 0, powerless=True), 2)
    line(done("keep", at(tmp_path / "archive.sqlite"), 0, powerless=True), 2)
    tmp_path.chmod(0o755)
    assert "--archive" in said
    assert list(tmp_path.iterdir()) == []
