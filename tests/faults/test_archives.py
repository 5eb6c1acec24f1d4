"""An archive that is damaged or busy, as who runs ``update`` and ``publish`` meets it.

How every command meets a damaged file is in ``tests/aggregator/archive/test_faulty_files.py``.
"""

from __future__ import annotations

from tests.aggregator.archive.faults import Child, run
from tests.faults.program import line
from tests.faults.told import told


def test_a_damaged_archive_is_told_and_a_backup_repairs_it(copied, served, undisturbed):
    backup = copied.folder / "backup.sqlite"
    assert run("db", "backup", str(backup), "--archive", copied.address).code == 0
    whole = copied.file.read_bytes()
    copied.file.write_bytes(whole[:8192] + b"x" * 100_000 + whole[108_192:])
    for command in ("update", "publish"):
        ended = run(*copied.words(command))
        assert "restore a backup" in line(ended, ended.code)
        assert ended.code in (2, 74)
    for end in ("", "-wal", "-shm"):
        copied.file.with_name(f"archive.sqlite{end}").unlink(missing_ok=True)
    backup.rename(copied.file)
    copied.clean()
    assert told(copied.address, copied.output) == undisturbed.told


def test_an_archive_that_another_program_keeps_busy_is_told_and_a_later_run_is_fine(
    place, undisturbed
):
    assert run(*place.words("crawl")).code == 0
    other = Child("hold", place.address, 100)
    other.wait_for(1)
    assert "another program is writing to it" in line(run(*place.words("update"), busy=200), 74)
    other.kill()
    place.clean()
    assert told(place.address, place.output) == undisturbed.told


def test_one_that_is_busy_for_a_while_is_waited_for(copied):
    other = Child("hold", copied.address, 0.5)
    other.wait_for(1)
    assert (run(*copied.words("publish")).code, other.ended().code) == (0, 0)
