"""Archives for tests: what asks for ``archive`` or ``address`` runs on both databases.

PostgreSQL is the server at ``POSTGRES`` unless the environment names another one; what is made
there is made in schemas of its own. Where no server was named and none answers, those tests are
skipped and say so.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.sources import keep_sources
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import SOURCES

NAMED = "KLASZTERHIREK_TEST_POSTGRES"
POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The name of the database that a test runs on."""
    name: str = request.param
    if name == "postgresql" and NAMED not in os.environ:
        try:
            create_engine(POSTGRES).connect().close()
        except (SQLAlchemyError, ModuleNotFoundError) as error:
            pytest.skip(f"no PostgreSQL answers at {POSTGRES}, and {NAMED} is not set: {error}")
    return name


@pytest.fixture
def address(database: str, tmp_path: Path) -> Iterator[str]:
    """Where an archive can be made: nothing is there yet."""
    with _nowhere(database, tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def _made(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp(database)
    with _nowhere(database, folder) as address, open_archive(address) as made:
        yield made


@pytest.fixture
def archive(_made: Archive) -> Archive:
    """An archive that knows three sources and no article (made once, emptied for each test)."""
    with _made.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)
    return _made


@pytest.fixture
def file_archive(tmp_path: Path) -> Iterator[Archive]:
    """The same in ``archive.sqlite`` of ``tmp_path``, for what does not depend on the database."""
    with open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}") as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        yield archive


@contextmanager
def _nowhere(database: str, folder: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder / 'archive.sqlite'}"
        return
    server, name = make_url(os.environ.get(NAMED, POSTGRES)), f"test_{token_hex(8)}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = server.update_query_dict({"options": f"-csearch_path={name}"})
    yield own.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()
