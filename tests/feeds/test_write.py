import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feeds.write import write
from tests.feeds.trace import calls_of


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk that fails: this process may write no file longer than ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_files_are_written_into_a_folder_that_is_made_for_them(tmp_path):
    folder = tmp_path / "public" / "feeds"
    assert write(folder, {"b": b"2", "a": b"1"}) == ("b", "a")
    assert contents(folder) == {"a": b"1", "b": b"2"}


def test_only_files_whose_bytes_differ_are_touched(tmp_path):
    write(tmp_path, {"same": b"1", "other": b"1"})
    before = (tmp_path / "same").stat()
    assert write(tmp_path, {"same": b"1", "other": b"2", "new": b""}) == ("other", "new")
    after = (tmp_path / "same").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert contents(tmp_path) == {"same": b"1", "other": b"2", "new": b""}


def test_files_that_were_not_given_stay(tmp_path):
    write(tmp_path, {"old": b"1"})
    write(tmp_path, {"new": b"2"})
    assert contents(tmp_path) == {"old": b"1", "new": b"2"}


def test_nothing_to_write_is_nothing_written(tmp_path):
    assert write(tmp_path / "feeds", {}) == ()
    assert contents(tmp_path / "feeds") == {}


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_file_has_the_mode_of_any_new_file(tmp_path, mask, mode):
    with umask(mask):
        write(tmp_path, {"feed.rss": b"1"})
    assert stat.S_IMODE((tmp_path / "feed.rss").stat().st_mode) == mode


def test_who_is_reading_the_older_file_reads_it_to_the_end(tmp_path):
    write(tmp_path, {"feed.rss": b"older"})
    with (tmp_path / "feed.rss").open("rb") as reader:
        write(tmp_path, {"feed.rss": b"newer, and longer"})
        assert reader.read() == b"older"


def test_bytes_are_on_the_disk_before_the_name_is_theirs_and_the_name_before_the_return(tmp_path):
    called = calls_of(lambda: write(tmp_path, {"a": b"1", "b": b"2"}))
    steps = [name.removeprefix("posix.") for name in called if name.startswith("posix.")]
    told = [one for one in steps if one in ("fsync", "replace")]
    assert told == ["fsync", "fsync", "replace", "replace", "fsync"]


def test_a_failing_disk_leaves_the_older_file_whole_and_nothing_beside_it(tmp_path):
    write(tmp_path, {"feed.rss": b"older"})
    with files_of_at_most(100), pytest.raises(OSError, match="File too large"):
        write(tmp_path, {"feed.rss": b"newer" * 1000})
    assert contents(tmp_path) == {"feed.rss": b"older"}


def test_a_disk_that_fails_at_the_second_file_has_not_replaced_the_first(tmp_path):
    write(tmp_path, {"first": b"older"})
    with files_of_at_most(100), pytest.raises(OSError, match="File too large"):
        write(tmp_path, {"first": b"1", "second": b"2" * 1000, "third": b"3"})
    assert contents(tmp_path) == {"first": b"older"}


def test_a_folder_in_the_place_of_a_file_is_an_os_error(tmp_path):
    (tmp_path / "feed.rss").mkdir()
    with pytest.raises(IsADirectoryError):
        write(tmp_path, {"feed.rss": b"1"})


def test_a_file_in_the_place_of_the_folder_is_an_os_error(tmp_path):
    (tmp_path / "feeds").write_bytes(b"")
    with pytest.raises(FileExistsError):
        write(tmp_path / "feeds", {"feed.rss": b"1"})


@pytest.mark.parametrize("name", ["../a", "a/b", "/a", "a/", "a\\b", "C:a", "..", ".", ""])
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(ValueError, match="not a file name"):
        write(tmp_path / "feeds", {"good": b"1", name: b"2"})
    assert contents(tmp_path) == {}
