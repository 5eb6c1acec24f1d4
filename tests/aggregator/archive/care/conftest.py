"""Archives that hold something in every table."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.sources import keep_sources
from tests.aggregator.archive.care.rich import fill
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import SOURCES
from tests.aggregator.conftest import _nowhere


@pytest.fixture(scope="module")
def filled(_made: Archive) -> Archive:
    """A rich archive; nobody leaves anything in it."""
    with _made.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)
    return fill(_made)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "archive.sqlite"
    with _made_at(f"sqlite:///{file}"):
        pass
    return file


@pytest.fixture
def file(_template: Path, tmp_path: Path) -> Path:
    """The file of a rich archive, which nobody has open."""
    return Path(copyfile(_template, tmp_path / "archive.sqlite"))


@pytest.fixture
def own_file(file: Path) -> Iterator[Archive]:
    """A rich archive in a file that a test may do anything to."""
    with open_archive(f"sqlite:///{file}") as archive:
        yield archive


@pytest.fixture
def own(database: str, request: pytest.FixtureRequest) -> Iterator[Archive]:
    """The same, on each database."""
    if database == "sqlite":
        yield request.getfixturevalue("own_file")
        return
    with _made_at(request.getfixturevalue("address")) as archive:
        yield archive


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a copy can be made, on each database whatever the first archive is on."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    try:
        with _nowhere(request.param, folder) as address:
            create_engine(address).connect().close()
            (folder / "archive.sqlite").unlink(missing_ok=True)
            yield address
    except SQLAlchemyError as error:
        pytest.skip(f"no PostgreSQL answers: {error}")


def _made_at(address: str) -> Archive:
    archive = open_archive(address)
    with archive.write() as connection:
        keep_sources(connection, SOURCES)
    return fill(archive)
