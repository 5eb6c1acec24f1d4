"""What no article can be read from, as ``try`` tells it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input import BAD

PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
FILES = {name: f"{number}.html" for number, name in enumerate(BAD)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run of the program says of all of them, by file."""
    folder = tmp_path_factory.mktemp("bad")
    for name, file in FILES.items():
        (folder / file).write_bytes(BAD[name][0]())
    words = ("try", "--json", *FILES.values())
    done = subprocess.run(
        [*PROGRAM, *words],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "XDG_DATA_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (1, "")
    return {record["asked"]: record for record in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", BAD)
def test_try_tells_why_a_file_is_refused_and_goes_on_with_the_next(told: dict[str, Any], name: str):
    assert told[FILES[name]]["refused"] in BAD[name][1]
