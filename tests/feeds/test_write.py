import os
import resource
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.write import clear, digest, sweep, write
from tests.feeds.trace import calls_of

NAMES = st.sampled_from(["feed.rss", "feed.atom", "index.html", "a"])


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


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """A folder that cannot be written to: this, or one of the kernel's where no mode stops us."""
    if os.geteuid() == 0:
        yield Path("/proc/self")
        return
    folder.chmod(0o500)
    try:
        yield folder
    finally:
        folder.chmod(0o700)


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


def test_a_folder_in_the_place_of_a_file_is_an_os_error_and_no_other_is_replaced(tmp_path):
    write(tmp_path, {"feed.atom": b"older"})
    (tmp_path / "feed.rss").mkdir()
    with pytest.raises(IsADirectoryError, match=r"feed\.rss"):
        write(tmp_path, {"feed.atom": b"newer", "feed.rss": b"1"})
    assert (tmp_path / "feed.atom").read_bytes() == b"older"


def test_a_link_to_a_folder_in_the_place_of_a_file_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "feed.rss").symlink_to("there")
    write(tmp_path, {"feed.rss": b"1"})
    assert not (tmp_path / "feed.rss").is_symlink()
    assert list((tmp_path / "there").iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_an_os_error(tmp_path):
    (tmp_path / "feeds").write_bytes(b"")
    with pytest.raises(FileExistsError):
        write(tmp_path / "feeds", {"feed.rss": b"1"})


@pytest.mark.parametrize("name", ["../a", "a/b", "/a", "a/", "a\\b", "C:a", "..", ".", ""])
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(ValueError, match="not a file name"):
        write(tmp_path / "feeds", {"good": b"1", name: b"2"})
    assert contents(tmp_path) == {}


def test_a_folder_that_is_a_link_is_written_through(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "here").symlink_to("there")
    assert write(tmp_path / "here", {"feed.rss": b"1"}) == ("feed.rss",)
    assert (tmp_path / "here").is_symlink()
    assert contents(tmp_path / "there") == {"feed.rss": b"1"}


@pytest.mark.parametrize("body", [b"theirs", b"newer"], ids=["other bytes", "the same bytes"])
def test_a_file_that_is_a_link_is_replaced_and_not_followed(tmp_path, body):
    theirs = tmp_path / "theirs"
    theirs.write_bytes(body)
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "feed.rss").symlink_to(theirs)
    assert write(folder, {"feed.rss": b"newer"}) == ("feed.rss",)
    assert not (folder / "feed.rss").is_symlink()
    assert (theirs.read_bytes(), contents(folder)) == (body, {"feed.rss": b"newer"})


def test_a_link_that_leads_nowhere_is_replaced(tmp_path):
    (tmp_path / "feed.rss").symlink_to("nowhere")
    write(tmp_path, {"feed.rss": b"1"})
    assert contents(tmp_path) == {"feed.rss": b"1"}


def test_a_pipe_in_the_place_of_a_file_is_replaced_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "feed.rss")
    write(tmp_path, {"feed.rss": b"1"})
    assert contents(tmp_path) == {"feed.rss": b"1"}


def test_a_folder_that_may_not_be_written_to_is_an_os_error(tmp_path):
    write(tmp_path, {"feed.rss": b"older"})
    with read_only(tmp_path) as folder, pytest.raises(OSError, match=r"Permission|No such|permit"):
        write(folder, {"feed.rss": b"newer"})
    assert contents(tmp_path) == {"feed.rss": b"older"}


def test_who_looks_every_few_milliseconds_never_sees_half_a_file(tmp_path):
    bodies = {bytes([letter]) * 300_000 for letter in b"abc"}
    write(tmp_path, {"feed.rss": min(bodies)})
    over = Event()
    seen: set[bytes] = set()

    def look() -> None:
        while not over.wait(0.005):
            seen.add((tmp_path / "feed.rss").read_bytes())

    with ThreadPoolExecutor() as pool:
        looking = pool.submit(look)
        try:
            for _ in range(40):
                for body in sorted(bodies):
                    write(tmp_path, {"feed.rss": body})
        finally:
            over.set()
        looking.result()
    assert len(seen) > 1
    assert seen <= bodies


# What is swept away


def test_what_a_killed_run_has_left_is_cleared_away_and_nothing_else(tmp_path):
    write(tmp_path, {"feed.rss": b"1"})
    left = tmp_path / f".{'0a' * 8}.tmp"
    others = {"my.tmp", ".my.tmp", f"{'0a' * 8}.tmp"}
    for name in (left.name, *others):
        (tmp_path / name).write_bytes(b"half")
    clear(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"feed.rss", *others}
    clear(tmp_path / "nowhere")


def test_a_file_that_is_as_we_wrote_it_is_removed(tmp_path):
    write(tmp_path, {"old.rss": b"1", "feed.rss": b"2"})
    assert sweep(tmp_path, {"old.rss": digest(b"1")}) == ("old.rss",)
    assert contents(tmp_path) == {"feed.rss": b"2"}


def test_a_file_that_somebody_changed_stays(tmp_path):
    write(tmp_path, {"old.rss": b"1"})
    (tmp_path / "old.rss").write_bytes(b"theirs")
    assert sweep(tmp_path, {"old.rss": digest(b"1")}) == ()
    assert contents(tmp_path) == {"old.rss": b"theirs"}


def test_a_file_that_is_gone_already_is_nothing_to_do(tmp_path):
    assert sweep(tmp_path, {"old.rss": digest(b"1")}) == ()
    assert sweep(tmp_path / "never", {"old.rss": digest(b"1")}) == ()


def test_a_link_or_a_folder_in_the_place_of_our_file_stays(tmp_path):
    (tmp_path / "theirs").write_bytes(b"1")
    (tmp_path / "link").symlink_to("theirs")
    (tmp_path / "folder").mkdir()
    assert sweep(tmp_path, dict.fromkeys(("link", "folder"), digest(b"1"))) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link", "theirs"]


def test_a_sweep_goes_through_a_folder_that_is_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "here").symlink_to("there")
    write(tmp_path / "here", {"old.rss": b"1"})
    assert sweep(tmp_path / "here", {"old.rss": digest(b"1")}) == ("old.rss",)
    assert contents(tmp_path / "there") == {}


@pytest.mark.parametrize("name", ["../a", "a/b", "/a", "..", ""])
def test_a_sweep_of_a_name_that_leads_elsewhere_is_refused_before_anything_is_removed(
    tmp_path, name
):
    write(tmp_path, {"old.rss": b"1"})
    with pytest.raises(ValueError, match="not a file name"):
        sweep(tmp_path, {"old.rss": digest(b"1"), name: digest(b"1")})
    assert contents(tmp_path) == {"old.rss": b"1"}


def test_what_is_swept_away_is_gone_for_good_before_the_return(tmp_path):
    write(tmp_path, {"old.rss": b"1"})
    called = calls_of(lambda: sweep(tmp_path, {"old.rss": digest(b"1")}))
    steps = [name.removeprefix("posix.") for name in called if name.startswith("posix.")]
    assert [one for one in steps if one in ("fsync", "unlink")] == ["unlink", "fsync"]


@given(
    st.dictionaries(NAMES, st.binary(max_size=3)),
    st.dictionaries(NAMES, st.binary(max_size=3)),
    st.dictionaries(NAMES, st.binary(max_size=3)),
)
def test_after_any_two_runs_the_folder_holds_the_second_and_what_is_others(first, theirs, second):
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, first)
        for other, body in theirs.items():
            (folder / other).write_bytes(body)
        write(folder, second)
        sweep(folder, {one: digest(body) for one, body in first.items() if one not in second})
        changed = {one: body for one, body in theirs.items() if first.get(one) != body}
        assert contents(folder) == changed | second
