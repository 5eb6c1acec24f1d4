"""A place to run the program in, and what it comes to where nothing goes wrong."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.aggregator.archive.faults import kill_all
from tests.aggregator.conftest import address, database  # noqa: F401
from tests.faults.program import Place
from tests.faults.sites import sites, write_sources
from tests.faults.told import told
from tests.hostile import HostileSites


@pytest.fixture(scope="session")
def served() -> Iterator[HostileSites]:
    """The sites, for all tests of a process: their port is in every file."""
    with sites() as served:
        yield served


@dataclass(frozen=True)
class Undisturbed:
    """A place after a run in which nothing went wrong, not to be touched; how long that took, and
    what it came to.
    """

    place: Place
    seconds: float
    told: dict[str, Any]


@pytest.fixture(scope="session")
def undisturbed(served: HostileSites, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What every place comes to, whatever happens on the way."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_sources(folder / "sources", served.port)
    place = Place(folder, f"sqlite:///{folder}/archive.sqlite")
    seconds = place.clean()
    return Undisturbed(place, seconds, told(place.address, place.output))


@pytest.fixture
def place(served: HostileSites, tmp_path: Path) -> Iterator[Place]:
    """A place where nothing was run yet."""
    write_sources(tmp_path / "sources", served.port)
    yield Place(tmp_path, f"sqlite:///{tmp_path}/archive.sqlite")
    kill_all()


@pytest.fixture
def copied(undisturbed: Undisturbed, tmp_path: Path) -> Place:
    """A place where all is done."""
    shutil.copytree(undisturbed.place.folder, tmp_path, dirs_exist_ok=True)
    return Place(tmp_path, f"sqlite:///{tmp_path}/archive.sqlite")
