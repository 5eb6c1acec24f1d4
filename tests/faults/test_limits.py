"""Little of everything: files, memory, somewhere to write to, a home, letters."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aggregator.archive.faults import run
from tests.faults.program import line
from tests.faults.told import told, told_files

# Files and memory


def test_too_few_open_files_are_told_before_anybody_is_asked(copied, served, undisturbed):
    served.visits.clear()
    said = line(run(*copied.words("update"), open_files=(40, 40)), 2)
    assert "40 files may be open at once, and a crawl needs 256; raise the limit" in said
    assert served.visits == []
    assert told(copied.address, copied.output) == undisturbed.told


def test_a_limit_that_may_be_raised_is_raised(place, undisturbed):
    ended = run(*place.words("update"), open_files=(40, 1024))
    assert (ended.code, ended.err) == (0, "")
    assert told(place.address, place.output) == undisturbed.told


@pytest.mark.parametrize("most", [4, 5, 6, 7, 8, 9])
def test_who_finds_no_place_for_one_more_file_says_so(copied, undisturbed, most):
    (copied.output / "feed.rss").unlink()
    ended = run(*copied.words("publish"), open_files=(most, most))
    if ended.code:
        line(ended, ended.code)
        assert ended.code in (2, 74)
    assert run(*copied.words("publish")).code == 0
    assert told_files(copied.output) == undisturbed.told["files"]


def test_too_little_memory_is_one_line(copied, undisturbed):
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (60 << 20, 60 << 20))

    said = line(copied.run("publish", preexec_fn=little), 74)
    assert "there is too little memory" in said
    assert told(copied.address, copied.output) == undisturbed.told


# Where the lines go


def closed(*descriptors: int) -> Callable[[], None]:
    """What closes them in a process that begins."""

    def close() -> None:
        for one in descriptors:
            os.close(one)

    return close


@pytest.mark.parametrize("command", ["publish", "search hűtőház"])
def test_a_reader_that_has_left_costs_nothing_but_the_lines(copied, undisturbed, command):
    (copied.output / "feed.rss").unlink()
    reader, writer = os.pipe()
    os.close(reader)
    ended = copied.run(command, stdout=writer)
    os.close(writer)
    assert (ended.code, ended.err) in ((141, ""), (-13, ""))
    if command == "publish":
        assert told_files(copied.output) == undisturbed.told["files"]


@pytest.mark.parametrize(
    ("command", "descriptors", "code"),
    [("publish", (1,), 0), ("publish", (0, 1, 2), 0), ("show 99", (2,), 2), ("show 99", (1, 2), 2)],
)
def test_closed_outputs_cost_nothing_but_the_lines(copied, command, descriptors, code):
    assert copied.run(command, preexec_fn=closed(*descriptors)).code == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_under_the_lines_is_told_where_that_goes_and_changes_no_code(copied):
    with Path("/dev/full").open("w") as full:
        assert "standard output: No space left" in line(copied.run("show 1", stdout=full), 74)
        assert copied.run("show 99", stderr=full, stdout=full).code == 2


# Letters


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "xx_YY.bad"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_no_locale_keeps_a_command_from_saying_what_it_has_to(copied, undisturbed, environment):
    (copied.output / "feed.rss").unlink()
    assert copied.run("publish", environment=environment).code == 0
    assert told_files(copied.output) == undisturbed.told["files"]
    shown = copied.run("show 1", environment=environment)
    assert (shown.code, shown.err) == (0, "")
    assert "Somlóváron" in shown.out or r"Soml\xf3v\xe1ron" in shown.out


# Somewhere to be


@pytest.mark.parametrize("home", [("-u", "HOME"), ("HOME=/proc",)])
def test_who_names_archive_and_output_needs_no_home(copied, undisturbed, home):
    ended = copied.run("publish", by=("env", "-u", "XDG_DATA_HOME", *home))
    assert (ended.code, ended.err) == (0, "")
    assert told_files(copied.output) == undisturbed.told["files"]


def test_a_home_in_which_nothing_can_be_made_is_told_to_who_names_nothing(copied):
    said = line(copied.run("search x", by=("env", "XDG_DATA_HOME=/proc"), words=("search", "x")), 2)
    assert "/proc/klaszterhirek/archive.sqlite: cannot be opened" in said


def test_no_folder_for_temporary_files_is_missed(copied):
    nowhere = {"TMPDIR": "/nonexistent", "SQLITE_TMPDIR": "/nonexistent"}
    ended = copied.run("db check", environment=nowhere)
    assert (ended.code, ended.err) == (0, "")


GONE = ("sh", "-c", 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', "sh")


@pytest.mark.parametrize("command", ["publish", "update"])
def test_a_working_folder_that_is_gone_is_not_missed_where_no_page_is_read(
    copied, undisturbed, command
):
    assert copied.run(command, by=GONE).code == 0
    assert told(copied.address, copied.output) == undisturbed.told


def test_a_working_folder_that_is_gone_is_told_where_it_is_needed(place, undisturbed):
    said = line(place.run("update", by=GONE), 74)
    assert "the working folder: No such file or directory; go to one that is there" in said
    assert place.run("update").code == 0
    assert told(place.address, place.output) == undisturbed.told
