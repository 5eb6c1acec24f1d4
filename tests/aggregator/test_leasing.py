"""Runs that overlap: the second leaves, and one that was thought dead does no harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import update

from aggregator.archive.archive import open_archive
from aggregator.archive.schema import lease
from aggregator.errors import Busy
from aggregator.leasing import GROUP, PUBLISH, UPDATE, crawl_of, leased, leased_of
from tests.aggregator.archive.findings import MONDAY

PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
HOLDER = """
import sys, time
from aggregator.archive.archive import open_archive
from aggregator.leasing import leased
with open_archive(sys.argv[1]) as archive, leased(archive, *sys.argv[2:]):
    print("held", flush=True)
    time.sleep(300)
"""


def held(archive):
    with archive.read() as connection:
        return {row.name: row for row in connection.execute(lease.select())}


def test_the_second_is_told_and_the_first_goes_on(archive):
    with leased(archive, UPDATE) as mine:
        with pytest.raises(Busy, match="update: another run is at it"), leased(archive, UPDATE):
            pass
        with mine.write():
            pass
    with leased(archive, UPDATE):  # given back
        pass


def test_a_lease_is_given_back_when_the_run_fails(archive):
    with pytest.raises(ZeroDivisionError), leased(archive, GROUP):
        raise ZeroDivisionError
    with leased(archive, GROUP):
        pass


def test_of_several_those_that_are_free_are_taken(archive):
    one, other = crawl_of("portal"), crawl_of("press")
    with leased(archive, one), leased_of(archive, one, other) as (_, taken):
        assert taken == {other}


def test_who_was_thought_dead_writes_no_more(archive):
    with leased(archive, UPDATE) as mine, leased(mine, PUBLISH) as alone:
        with archive.write() as connection:  # it slept for a day
            connection.execute(update(lease).values(until=MONDAY - timedelta(days=1)))
        with leased(archive, PUBLISH) as other:
            taken_over = pytest.raises(Busy, match="publish: another run has taken it over")
            with taken_over, alone.write():
                pytest.fail("it wrote")
            with other.write(), pytest.raises(AssertionError):
                raise AssertionError
            with mine.write():  # what it still has it still may
                pass
    assert held(archive)["publish"].fence == 2


@pytest.mark.parametrize(
    ("command", "name"), [("group", GROUP), ("publish", PUBLISH), ("update", UPDATE)]
)
def test_a_second_run_of_a_command_leaves_with_75_and_one_line(tmp_path, command, name):
    address, output = f"sqlite:///{tmp_path}/archive.sqlite", str(tmp_path / "output")
    (tmp_path / "sources").mkdir()
    more = {
        "group": (),
        "publish": ("--output", output),
        "update": ("--output", output, "--sources", "sources", "--allow-network", "127.0.0.0/8"),
    }[command]
    with open_archive(address) as archive, leased(archive, name):
        done = subprocess.run(
            [*PROGRAM, command, "--quiet", "--archive", address, *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    said = f"klaszterhirek: {name}: another run is at it; this one leaves it alone\n"
    assert (done.returncode, done.stdout, done.stderr) == (75, "", said)


def kill_one_that_holds(address):
    command = (sys.executable, "-c", HOLDER, address, UPDATE)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        process.send_signal(signal.SIGKILL)


def test_the_lease_of_a_killed_run_is_free_at_once_where_all_are_on_one_machine(tmp_path):
    address = f"sqlite:///{tmp_path}/archive.sqlite"
    kill_one_that_holds(address)
    with open_archive(address) as archive, leased(archive, UPDATE):
        assert held(archive)["update"].fence == 2


def test_it_is_not_free_as_long_as_anybody_lives_who_holds_one(tmp_path):
    address = f"sqlite:///{tmp_path}/archive.sqlite"
    with open_archive(address) as archive, leased(archive, PUBLISH):
        kill_one_that_holds(address)
        with pytest.raises(Busy), leased(archive, UPDATE):
            pass
    with open_archive(address) as archive, leased(archive, UPDATE):
        pass


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_beside_a_server_it_is_taken_over_when_it_has_run_out(address):
    with open_archive(address):
        pass
    kill_one_that_holds(address)
    with open_archive(address) as archive:
        with pytest.raises(Busy), leased(archive, UPDATE):
            pass
        with archive.write() as connection:  # two minutes later
            connection.execute(update(lease).values(until=MONDAY))
        with leased(archive, UPDATE):
            assert held(archive)["update"].fence == 2


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_stop_stops_and_leaves_the_lease_to_others(tmp_path, sent, code):
    file = tmp_path / "archive.sqlite"
    with open_archive(f"sqlite:///{file}") as archive:
        command = [*PROGRAM, "group", "--archive", f"sqlite:///{file}"]
        # it waits for its turn behind this
        with archive.write(), subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            descriptors = Path(f"/proc/{process.pid}/fd")
            until = monotonic() + 60
            while not any(os.path.realpath(one) == str(file) for one in descriptors.iterdir()):
                assert monotonic() < until
                sleep(0.05)
            process.send_signal(sent)
            assert process.wait(60) == code
        with leased(archive, GROUP):
            pass
