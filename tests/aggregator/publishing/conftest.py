import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aggregator.archive.archive import Archive, open_archive
from aggregator.config import Config
from tests.aggregator.publishing.newsroom import ADDRESS, Audience, Newsroom, known


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an archive that knows three sources: to copy it is faster than to make one."""
    file = tmp_path_factory.mktemp("blank") / "archive.sqlite"
    with open_archive(f"sqlite:///{file}") as archive:
        known(archive)
    return file


@pytest.fixture
def room(blank: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with three sources and nothing published yet."""
    file = shutil.copy(blank, tmp_path / "archive.sqlite")
    with open_archive(f"sqlite:///{file}") as archive:
        yield Newsroom(archive, Config(address=ADDRESS, output=tmp_path / "public"))


@pytest.fixture
def audience(room: Newsroom) -> Audience:
    """Everybody who subscribes to what is in it."""
    return Audience(room)


@pytest.fixture
def room_of_both(archive: Archive, tmp_path: Path) -> Newsroom:
    """The same on both databases."""
    return Newsroom(archive, Config(address=ADDRESS, output=tmp_path / "public"))
