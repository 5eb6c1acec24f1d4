"""A newsroom whose archive is served: in this process, or by the command itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.web.app import application
from aggregator.web.service import Service
from aggregator.web.turns import Turns
from tests.aggregator.archive.findings import DAY, MEMBER, MONDAY, PORTAL, PRESS
from tests.aggregator.publishing.newsroom import Newsroom

SOURCES = (
    PORTAL.model_copy(update={"sector": "cluster policy"}),
    MEMBER.model_copy(update={"sector": "wood"}),
    PRESS.model_copy(update={"sector": "press"}),
)
NOW = MONDAY + 10 * DAY
BROWSER = {"Accept-Language": "hu"}
"""What a browser says that would rather be answered in Hungarian."""

Serve = Callable[..., TestClient]


def client_of(serving: Service, **told: object) -> TestClient:
    """Somebody who asks a service; who follows no redirect, and pauses before he asks again."""
    app = application(serving)
    app.state.turns = Turns(count(step=60).__next__)
    return TestClient(
        app,
        base_url="http://127.0.0.1:8000",
        follow_redirects=False,
        headers=BROWSER,
        **told,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an archive that knows three sources: to copy it is faster than to make one."""
    file = tmp_path_factory.mktemp("blank") / "archive.sqlite"
    with open_archive(f"sqlite:///{file}") as archive:
        Newsroom(archive, Config()).know(*SOURCES)
    return file


@pytest.fixture
def room(blank: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with three sources, of three sectors, and nothing published yet."""
    with newsroom(blank, tmp_path) as made:
        yield made


@contextmanager
def newsroom(blank: Path, folder: Path) -> Iterator[Newsroom]:
    """The same in any folder."""
    file = shutil.copy(blank, folder / "archive.sqlite")
    with open_archive(f"sqlite:///{file}") as archive:
        yield Newsroom(archive, Config(output=folder / "public"))


@pytest.fixture
def serve(room: Newsroom) -> Serve:
    """Serves the newsroom, with ``told`` in its configuration."""

    return partial(served, room)


def served(room: Newsroom, *, raising: bool = True, **told: object) -> TestClient:
    """Somebody who asks a newsroom that is served so."""
    config = room.config.model_copy(update=told)
    serving = Service(room.archive, config, SOURCES, lambda: NOW)
    return client_of(serving, raise_server_exceptions=raising)


@pytest.fixture
def client(serve: Serve) -> TestClient:
    return serve()


PROGRAM = Path(sys.executable).with_name("klaszterhirek")


@contextmanager
def running(folder: Path, *words: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``klaszterhirek serve`` on a free port of loopback, and its address; killed in the end."""
    told = {**os.environ, "HOME": str(folder), **env}
    archive = ("--archive", f"sqlite:///{folder / 'archive.sqlite'}")
    output = ("--output", str(folder / "public"))
    with subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", *archive, *output, *words],
        env=told,
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            found = re.search(r"http://\S+:\d+/\S*", said)
            assert found, said
            yield process, found[0]
        finally:
            process.kill()


@pytest.fixture
def running_server(room: Newsroom, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, over the newsroom of the test."""
    with running(tmp_path) as told:
        yield told


@contextmanager
def asking(address: str) -> Iterator[httpx2.Client]:
    """Somebody who asks a real server, by no proxy."""
    with closing(httpx2.Client(base_url=address, trust_env=False, headers=BROWSER)) as client:
        yield client
