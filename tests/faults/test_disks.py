"""Disks that are full, or can only be read: one line, and nothing half.

What happens to the archive alone is in ``tests/aggregator/archive/test_faulty_files.py``.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.archive.archive import open_archive
from tests.aggregator.archive.faults import run
from tests.faults.program import Place, line
from tests.faults.told import parse_all, told

FULL = "No space left on device"


def mount(*words: str | Path) -> None:
    """Mount something; skips the test where that is not allowed."""
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@contextmanager
def disk(folder: Path, size: str) -> Iterator[None]:
    """A small disk at ``folder``."""
    folder.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def leave(folder: Path, room: int) -> None:
    """Fill the disk at ``folder`` but for ``room`` bytes."""
    at = os.statvfs(folder)
    (folder / "ballast").write_bytes(bytes(at.f_bavail * at.f_frsize - room))


def test_a_disk_that_the_output_fills_is_told_and_all_is_written_when_there_is_room(
    place, undisturbed
):
    with disk(place.output, "100k"):
        said = line(run(*place.words("update")), 74)
        assert f"{place.output}: cannot be written: {FULL}" in said
        assert "run the same command again" in said
        parse_all(place.output)
        assert list(place.output.glob("*.tmp")) == []
        mount("-o", "remount,size=10m", place.output)
        place.clean()
        assert told(place.address, place.output) == undisturbed.told


def test_a_disk_that_the_archive_fills_is_told_and_the_next_run_goes_on(place, undisturbed):
    full = place.folder / "disk"
    with disk(full, "10m"):
        other = replace(place, address=f"sqlite:///{full}/archive.sqlite")
        with open_archive(other.address):
            pass  # made
        leave(full, 64 * 1024)  # for an article or two, of five
        said = line(run(*other.words("update")), 74)
        assert "the disk is full or failing: make room, then run the same command again" in said
        (full / "ballast").unlink()
        other.clean()
        assert told(other.address, other.output) == undisturbed.told


@pytest.mark.parametrize("command", ["publish", "update", "forget 1 --yes"])
def test_an_output_folder_that_can_only_be_read_is_refused_before_anything_is_done(
    copied, undisturbed, command
):
    (copied.output / "feed.rss").unlink()
    mount("--bind", copied.output, copied.output)
    mount("-o", "remount,ro,bind", copied.output)
    try:
        said = line(run(*copied.words(command)), 2)
    finally:
        subprocess.run(["umount", copied.output], check=True)
    assert "Read-only file system: name another with --output, or make it writable" in said
    assert run(*copied.words("publish")).out.startswith("feed.rss changed")
    assert told(copied.address, copied.output) == undisturbed.told


def test_what_a_killed_run_has_left_beside_the_files_is_removed(copied: Place):
    left = copied.output / f".{'0a' * 8}.tmp"
    left.write_bytes(b"half")
    assert run(*copied.words("publish")).out.startswith("no file changed")
    assert not left.exists()
