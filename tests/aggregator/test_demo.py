"""The demo as a new user meets it: the command itself, twice, and served."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from aggregator.demo.demo import remembered_port
from aggregator.errors import OutputError

COMMAND = [sys.executable, "-c", "from aggregator.cli import main; main()", "demo", "--folder"]
ALONE = os.environ | {"KLASZTERHIREK_CHROMIUM": "none"}
"""Without a browser, wherever the tests run; test_scripted_site.py has one."""


def demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, str(folder), *options]
    return subprocess.run(
        command, env=ALONE, capture_output=True, text=True, timeout=90, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(folder: Path) -> subprocess.CompletedProcess[str]:
    return demo(folder)


def test_it_ends_with_lines_that_say_what_was_found_and_what_was_left_out(
    first: subprocess.CompletedProcess[str], folder: Path
) -> None:
    lines = first.stdout.splitlines()
    assert (first.returncode, first.stderr, len(lines)) == (0, "", 12 + 18)
    # in a pipe, a line for each source with articles
    told, lines = lines[:12], lines[12:]
    assert [line for line in told if not re.fullmatch(r"[a-z]+: \d articles", line)] == []
    assert lines[0].startswith("57 articles of 12 sites")
    assert lines[1] == "51 stories, with 4 reprints and 2 quotations put to their originals"
    assert lines[2] == "5 credits to a known source, such as"
    assert any("írja hírei között a www.portal.localhost oldal" in line for line in lines[3:8])
    assert lines[8].startswith("8 events (5 certain, the others to be reviewed) and 9 deadlines")
    assert "    2021-07-08 – 2021-07-09 klasztermenedzser-találkozó (Tata)" in lines[9:14]
    assert lines[14] == "problems: none"
    assert str(folder / "output") in lines[16]
    assert lines[17].startswith("left out is the site whose pages scripts make: it needs a browser")


def test_run_again_it_finds_nothing_new_and_touches_no_file(
    first: subprocess.CompletedProcess[str], folder: Path
) -> None:
    files = {path: path.stat().st_mtime_ns for path in (folder / "output").iterdir()}
    again = demo(folder)
    assert again.returncode == 0
    assert "(0 new or changed in this run)" in again.stdout
    assert "files changed: none" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in (folder / "output").iterdir()} == files
    assert len(files) > 100


def test_quiet_it_says_nothing(first: subprocess.CompletedProcess[str], folder: Path) -> None:
    quiet = demo(folder, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_taken_port_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (tmp_path / "port").write_text(f"{port}\n")
        told = demo(tmp_path)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert f"port {port} is taken" in told.stderr


@pytest.mark.parametrize("port", ["99999", "-1", "0", "80", "x", ""])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    (tmp_path / "port").write_text(port)
    with pytest.raises(OutputError, match="holds no port"):
        remembered_port(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    told = demo(tmp_path / "file" / "demo")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert told.stderr.endswith("name another with --folder\n")


def test_nothing_of_the_real_configuration_is_looked_at(
    first: subprocess.CompletedProcess[str], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.toml").write_text("name = ")
    real = {
        "KLASZTERHIREK_ARCHIVE": f"sqlite:///{tmp_path}/real.sqlite",
        "KLASZTERHIREK_OUTPUT": str(tmp_path / "real"),
        "KLASZTERHIREK_SOURCES": str(tmp_path),
    }
    done = subprocess.run(
        [*COMMAND, str(folder)], env=ALONE | real, capture_output=True, timeout=90, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.toml"]


@pytest.fixture
def served(
    first: subprocess.CompletedProcess[str], folder: Path
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*COMMAND, str(folder), "--serve"],
        env=ALONE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def test_served_the_result_answers_until_it_is_interrupted(
    served: subprocess.Popen[str], folder: Path
) -> None:
    assert served.stdout is not None
    told = [served.stdout.readline() for _ in range(17)]
    port = int((folder / "port").read_text())
    assert f"http://localhost:{port}/" in told[16]
    with urlopen(f"http://127.0.0.1:{port}/feed.atom", timeout=10) as answer:
        assert answer.read() == (folder / "output" / "feed.atom").read_bytes()
    with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        page = answer.read().decode()
    assert 'href="/feed.rss"' in page
    assert f'href="http://portal.localhost:{port}/"' in page
    served.send_signal(signal.SIGINT)
    deadline = time.monotonic() + 30
    while served.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert served.returncode == 130
