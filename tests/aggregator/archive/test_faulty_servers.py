"""The archive is safe: its server lets nobody in, does not answer, or goes away.

Real processes, a real PostgreSQL server, and false ones on loopback.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from time import monotonic
from urllib.parse import quote, quote_plus

import pytest
from sqlalchemy import create_engine, insert, make_url, text

from aggregator.archive.archive import open_archive
from aggregator.archive.schema import feed
from tests.aggregator.archive.crowd import BATCHES, SIZE
from tests.aggregator.archive.faults import Child, Ended, done, kill_all, run
from tests.aggregator.archive.findings import MONDAY, contents
from tests.aggregator.archive.servers import Server, refusing, relay, silent

PASSWORD = "Titok-9/8 7@ő:6%"
SECRETS = (PASSWORD, quote(PASSWORD), quote(PASSWORD, safe=""), quote_plus(PASSWORD))
WHERE = "--archive, KLASZTERHIREK_ARCHIVE or archive in klaszterhirek.toml"
ALL = range(BATCHES)


ON_SERVER = pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="session")


@pytest.fixture
def postgresql(address: str) -> Iterator[str]:
    """Where an archive can be made on the real server, for tests that are ``ON_SERVER``."""
    yield address
    kill_all()


def at(server: Server, password: str = PASSWORD) -> str:
    return f"postgresql+psycopg://kati:{quote(password, safe='')}@127.0.0.1:{server.port}/hirek"


def line(ended: Ended, code: int) -> str:
    """The one line with which a command ended; no word of a password."""
    assert ended.code == code, ended
    assert ended.err.startswith("klaszterhirek: ")
    assert ended.err.count("\n") == 1
    assert not any(secret.lower() in (ended.out + ended.err).lower() for secret in SECRETS)
    assert "Titok" not in ended.out + ended.err
    return ended.err


# Nobody is let in


@pytest.mark.parametrize(
    "words",
    [
        'password authentication failed for user "kati"',
        'password authentication failed for user "kati" with password {password}',
        "password authentication failed, and no, it is not {password}\nDo not send {password}!",
    ],
)
@pytest.mark.parametrize("command", [("search", "x"), ("group", "--verbose")])
def test_a_wrong_password_is_told_and_never_shown(command, words):
    with refusing("28P01", words) as server:
        said = line(run(*command, "--archive", at(server)), 2)
    assert f"the user name or the password is wrong: they are in the address ({WHERE})" in said
    assert "PGPASSWORD or ~/.pgpass" in said
    assert f"kati:***@127.0.0.1:{server.port}/hirek" in said


@pytest.mark.parametrize("shown", SECRETS)
def test_a_server_that_repeats_the_password_is_not_repeated(shown):
    with refusing("XX000", f"something odd about {shown} happened") as server:
        said = line(run("group", "--verbose", "--archive", at(server)), 2)
    assert "what the database said holds the password" in said


@pytest.mark.parametrize("words", ["authentication failed: {password}", "odd: {password}"])
def test_a_password_of_the_environment_is_never_shown(words):
    with refusing("XX000", words) as server:
        address = f"postgresql+psycopg://kati@127.0.0.1:{server.port}/hirek"
        line(run("search", "x", "--archive", address, pgpassword=PASSWORD), 2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("sorry, too many clients already", "the server has no room for one more program: later"),
        ("the database system is starting up", "when it is back, run the same command again"),
        ("the moon is in the wrong house", "cannot be opened: connection failed"),
    ],
)
def test_what_else_a_server_says_is_told_in_its_words_too(words, told):
    with refusing("XX000", words) as server:
        said = line(run("group", "--archive", at(server)), 2)
    assert told in said
    assert words in said


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://kati:Titok-9876",
        "postgresql+psycopg://kati:Titok/9876",
        "postgresql+psycopg://kati:Titok-9876:5432/hirek",
    ],
)
def test_an_address_whose_host_was_forgotten_shows_no_password(address):
    assert "is no database address" in line(run("search", "x", "--archive", address), 2)


# Nobody answers


def test_a_server_that_never_answers_is_waited_for_only_so_long():
    began = monotonic()
    with silent() as server:
        said = line(run("search", "x", "--archive", at(server), answer=2), 2)
    assert f"no server answers there: start it, or correct {WHERE}" in said
    assert monotonic() - began < 60


def test_an_address_says_itself_how_long_a_server_is_waited_for():
    with silent() as server:
        address = f"{at(server)}?connect_timeout=2"
        said = line(run("search", "x", "--archive", address, answer=600), 2)
    assert "no server answers there" in said


def test_a_port_that_nobody_listens_on_is_told():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"postgresql+psycopg://kati@127.0.0.1:{port}/hirek"
    said = line(run("search", "x", "--archive", address), 2)
    assert f"no server answers there: start it, or correct {WHERE}" in said
    assert "Connection refused" in said


@pytest.mark.parametrize("host", ["nincs.invalid", "a..b", "x" * 300])
def test_a_host_that_is_not_there_is_told(host):
    said = line(run("search", "x", "--archive", f"postgresql+psycopg://kati@{host}/hirek"), 2)
    assert "no server answers there" in said


def test_a_socket_that_is_not_there_is_told(tmp_path):
    address = f"postgresql+psycopg://kati@/hirek?host={tmp_path}"
    assert "no server answers there" in line(run("search", "x", "--archive", address), 2)


@pytest.mark.parametrize("option", ["connect_timeout=soon", "port=99999", "colour=blue"])
def test_an_option_that_makes_no_sense_is_told(option):
    address = f"postgresql+psycopg://kati@127.0.0.1/hirek?{option}"
    assert "cannot be opened: " in line(run("search", "x", "--archive", address), 2)


@ON_SERVER
def test_a_database_that_is_not_there_is_told(postgresql):
    address = make_url(postgresql).set(database="nincs_ilyen", query={})
    address = address.render_as_string(hide_password=False)
    said = line(run("search", "x", "--archive", address), 2)
    assert f"there is no such database: make it with createdb, or correct {WHERE}" in said


@ON_SERVER
def test_a_user_who_is_not_there_is_told(postgresql):
    address = make_url(postgresql).set(username="senki", query={})
    said = line(run("search", "x", "--archive", address.render_as_string(hide_password=False)), 2)
    assert "the user name or the password is wrong" in said


# The server goes away


def killed_backends(address: str, name: str) -> int:
    """How many connections of a program the server was made to close."""
    server = create_engine(make_url(address).set(query={}))
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name"
    with server.connect() as connection:
        killed = len(connection.execute(text(query), {"name": name}).all())
    server.dispose()
    return killed


def named(address: str, name: str) -> str:
    url = make_url(address).update_query_dict({"application_name": name})
    return url.render_as_string(hide_password=False)


@ON_SERVER
def test_a_server_that_ends_a_connection_in_mid_run_is_told_and_nothing_is_lost(postgresql):
    child = Child("hold", named(made(postgresql), "victim"), 1)
    child.wait_for(1)
    assert killed_backends(postgresql, "victim") == 1
    said = line(child.ended(), 74)
    assert "the server went away: when it is back, run the same command again" in said
    assert "what was kept is whole" in said


@ON_SERVER
def test_what_somebody_else_has_locked_is_not_waited_for_for_ever(postgresql):
    server = create_engine(made(postgresql))
    with server.begin() as other:
        other.execute(text("LOCK TABLE article IN ACCESS EXCLUSIVE MODE"))
        said = line(run("export", "--archive", postgresql, busy=300), 74)
    server.dispose()
    assert "another program is writing to it: later run the same command again" in said


@ON_SERVER
def test_a_server_that_refuses_one_of_many_rows_is_told_in_one_line(postgresql):
    said = line(done("double", made(postgresql)), 74)
    assert "klaszterhirek db check says whether the archive is sound; if it is, please" in said


@ON_SERVER
def test_what_is_too_long_for_a_server_is_told_as_that(postgresql):
    said = line(done("overfill", made(postgresql)), 74)
    assert "more than the database can do at once or hold in one place: ask for less;" in said


@ON_SERVER
def test_a_server_that_goes_away_is_told_and_the_next_run_completes_the_work(postgresql):
    there = make_url(made(postgresql))
    with relay(str(there.host), there.port or 5432) as server:
        way = there.set(host="127.0.0.1", port=server.port).render_as_string(hide_password=False)
        child = Child("keep", way, *ALL, *range(1000, 9000))
        child.wait_for(3)
        server.go()
        ended = child.ended()
    said = line(ended, 74)
    assert "the server went away: when it is back" in said or "no server answers there" in said
    with open_archive(postgresql) as archive:
        kept = len(contents(archive)["article"])
    assert kept % SIZE == 0
    assert kept // SIZE >= len(ended.out.splitlines())
    assert done("keep", postgresql, *ALL).code == 0


@ON_SERVER
def test_a_server_that_was_started_anew_between_two_batches_stops_no_run(postgresql):
    row = {"name": "all", "uid": "urn:uuid:1", "minted": MONDAY, "edition": 0}
    row |= dict.fromkeys(("began", "floor", "floor_story"))
    with open_archive(named(postgresql, "patient")) as archive:
        assert contents(archive)["feed"] == []
        assert killed_backends(postgresql, "patient") == 1
        with archive.write() as connection:
            connection.execute(insert(feed).values(**row))
        assert killed_backends(postgresql, "patient") == 1
        assert contents(archive)["feed"] == [row]


def made(address: str) -> str:
    """An archive with a few articles there."""
    assert done("keep", address, 0).code == 0
    return address
