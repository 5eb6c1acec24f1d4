"""What `schedule` prints works where it is put: in a crontab, in systemd."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling import cron, minute_of, systemd

PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")


def said(tmp_path, *told):
    done = subprocess.run(
        [*PROGRAM, "schedule", *told], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    return done.stdout


@given(st.text())
def test_an_installation_keeps_its_minute_and_none_has_the_first(name):
    assert minute_of(name) == minute_of(name)
    assert 1 <= minute_of(name) <= 59


def test_installations_are_spread_over_the_hour():
    assert len({minute_of(f"host-{n}") for n in range(500)}) == 59


@pytest.mark.parametrize("folder", ["/srv/hírek", "/srv/a b", "/srv/it's", "/srv/100%"])
def test_the_line_for_cron_does_what_it_says_wherever_it_is(tmp_path, folder):
    made = tmp_path / folder.removeprefix("/srv/")
    made.mkdir()
    line = cron(("/bin/echo", "update", "--quiet", "a b"), str(made), 7)
    minute, command = re.fullmatch(r"(\d+) \* \* \* \*  (.*)\n", line).groups()
    assert minute == "7"
    # cron takes the backslash away before it hands the line to the shell
    shell = command.replace("\\%", "%") + " && pwd"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout == f"update --quiet a b\n{made}\n"


def test_the_command_tells_what_it_was_told(tmp_path):
    line = said(tmp_path, "cron", "--output", "/srv/my feeds")
    assert line.endswith(" update --quiet --output '/srv/my feeds'\n")
    assert f"cd {tmp_path} && " in line
    assert line == said(tmp_path, "cron", "--output", "/srv/my feeds")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd is installed")
@pytest.mark.parametrize("folder", ["/usr", "/usr/local/my feeds", "/usr/100%"])
def test_systemd_finds_nothing_wrong_with_its_units(tmp_path, folder):
    units = systemd(("/bin/true", "update", "a $b"), "/usr", "root", (folder,), 7)
    service, timer = units.split("\n# /etc/systemd/system/klaszterhirek.timer\n")
    (tmp_path / "klaszterhirek.service").write_text(service)
    (tmp_path / "klaszterhirek.timer").write_text(timer)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "klaszterhirek.timer")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [one for one in done.stderr.splitlines() if "klaszterhirek" in one] == []


def test_the_units_let_a_run_write_where_it_must_and_nowhere_else(tmp_path):
    told = ("--archive", f"sqlite:///{tmp_path}/archive.sqlite", "--output", f"{tmp_path}/output")
    units = said(tmp_path, "systemd", *told)
    writable = re.search("ReadWritePaths=(.*)", units)[1].split()
    assert {str(tmp_path), f"{tmp_path}/output"} <= set(writable)
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "PrivateTmp=yes"):
        assert f"\n{line}\n" in units
    assert re.search(r"OnCalendar=\*-\*-\* \*:\d\d:00", units)
