"""The server itself, on loopback: who is slow, who says too much, how it ends, what it refuses."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from aggregator.web import serving
from tests.aggregator.pages.reading import tree
from tests.aggregator.publishing.newsroom import short
from tests.aggregator.web.conftest import PROGRAM, asking, running
from tests.aggregator.web.paging import titles

LARGE = b"x" * 8_000_000


@contextmanager
def server(app) -> Iterator[tuple[str, int]]:
    """A server for an application, in a thread of this process."""
    with serving.listening("127.0.0.1", 0) as told:
        made = serving.server(app)
        thread = threading.Thread(target=made.run, kwargs={"sockets": [told]})
        thread.start()
        try:
            while not made.started:
                time.sleep(0.01)
            yield told.getsockname()[:2]
        finally:
            made.should_exit = made.force_exit = True
            thread.join()


def small(request):
    return Response(b"small")


def large(request):
    return Response(LARGE)


APP = Starlette(routes=[Route("/", small), Route("/large", large)])


@pytest.fixture
def hurried(monkeypatch):
    """A server that waits for nobody longer than it must."""
    monkeypatch.setattr(serving, "HEADERS_WITHIN", 0.5)
    monkeypatch.setattr(serving, "READ_WITHIN", 0.5)
    with server(APP) as at:
        yield at


def get(at, path="/"):
    host, port = at
    with httpx2.Client(trust_env=False, timeout=20) as client:
        return client.get(f"http://{host}:{port}{path}")


def connected(at, timeout=20):
    return socket.create_connection(at, timeout)


def ended(one: socket.socket) -> bytes:
    """All that a server says until it hangs up."""
    said = b""
    try:
        while more := one.recv(65536):
            said += more
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: a\r\n", b"G"])
def test_who_never_finishes_his_request_is_hung_up_on(hurried, said):
    with connected(hurried) as slow:
        slow.sendall(said)
        assert ended(slow) == b""


def test_who_drips_his_request_is_hung_up_on_too(hurried):
    with connected(hurried) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
        with pytest.raises(OSError):
            for _ in range(600):
                time.sleep(0.05)
                slow.sendall(b"x")


def test_who_drips_his_second_request_is_hung_up_on_too(hurried):
    with connected(hurried) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        said = b""
        while b"small" not in said:
            said += slow.recv(65536)
        with pytest.raises(OSError):
            for _ in range(600):
                time.sleep(0.05)
                slow.sendall(b"G")


def test_many_slow_ones_stop_nobody(monkeypatch):
    with server(APP) as at, ExitStack() as stack:
        for n in range(200):
            slow = stack.enter_context(connected(at))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n" if n % 2 else b"")
        assert get(at).content == b"small"


def test_who_does_not_read_holds_no_thread_and_is_hung_up_on(hurried):
    with ExitStack() as stack:
        slow = []
        for _ in range(serving.THREADS * 3):
            one = stack.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.settimeout(20)
            one.connect(hurried)
            one.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            slow.append(one)
        assert get(hurried).content == b"small"
        assert get(hurried, "/large").content == LARGE
        time.sleep(2)
        for one in slow:
            assert len(ended(one)) < len(LARGE)


def test_who_reads_and_asks_again_is_served_on_one_connection(hurried):
    host, port = hurried
    with httpx2.Client(trust_env=False, timeout=20) as client:
        for _ in range(3):
            assert client.get(f"http://{host}:{port}/large").content == LARGE


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(9_000)) + b"\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"HELLO\r\n\r\n",
    ],
)
def test_what_is_no_request_or_too_much_of_one_is_refused(hurried, request_):
    with connected(hurried) as one:
        try:
            one.sendall(request_)
        except ConnectionError:
            return
        said = ended(one)
    assert re.match(rb"HTTP/1\.1 (400|431) ", said) or said == b""
    assert get(hurried).content == b"small"


def test_no_answer_names_the_server(hurried):
    assert "server" not in get(hurried).headers


# The command


def test_the_command_tells_its_port_and_serves_until_it_is_told_to_stop(room, tmp_path):
    room.run(short(1))
    for way in (signal.SIGTERM, signal.SIGINT):
        with running(tmp_path) as (process, address):
            assert int(urlsplit(address).port or 0) > 0
            with asking(address) as client:
                page = client.get("/")
                assert titles(tree(page.content)) == ["Hír 1"]
                assert client.get("/feed.rss").status_code == 200
                assert client.get("/healthz").json() == {"status": "ok"}
                assert client.get("/metrics").status_code == 200
                assert "server" not in page.headers
            process.send_signal(way)
            out, err = process.communicate(timeout=30)
            assert (process.returncode, err) == (0, ""), way
            assert "Traceback" not in out


def test_it_ends_though_somebody_holds_a_connection(room, tmp_path):
    with running(tmp_path) as (process, address):
        parts = urlsplit(address)
        with connected((parts.hostname, parts.port)) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0


def refused(folder, *words, env=None):
    """What the command says where it does not serve: its exit code and its lines."""
    done = subprocess.run(
        [PROGRAM, "serve", *words],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "COLUMNS": "200", **(env or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.splitlines(), done.stdout


@pytest.fixture
def at(room, tmp_path):
    return ("--archive", f"sqlite:///{tmp_path / 'archive.sqlite'}")


def test_a_busy_port_is_told_in_a_line(tmp_path, at):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        code, lines, out = refused(tmp_path, *at, "--port", port)
    assert (code, len(lines), out) == (2, 1, "")
    assert f"127.0.0.1:{port}" in lines[0]


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.1.1.1", "a" * 300, "::g", "a b", ""])
def test_a_host_that_is_none_is_told_in_a_line(tmp_path, at, host):
    code, lines, out = refused(tmp_path, *at, "--host", host, "--port", "0")
    assert (code, len(lines), out) == (2, 1, "")


@pytest.mark.parametrize("port", ["-1", "65536", "x", "80.5"])
def test_a_port_out_of_range_is_refused(tmp_path, at, port):
    code, lines, out = refused(tmp_path, *at, "--port", port)
    assert (code, out) == (2, "")
    assert any("--port" in line for line in lines)


def test_an_archive_that_is_not_there_is_not_made(tmp_path):
    nowhere = tmp_path / "nowhere.sqlite"
    code, lines, out = refused(tmp_path, "--archive", f"sqlite:///{nowhere}", "--port", "0")
    assert (code, len(lines), out) == (2, 1, "")
    assert not nowhere.exists()


def test_quiet_says_nothing(room, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    archive = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    words = ("--archive", archive, "--port", str(port), "--quiet")
    with subprocess.Popen([PROGRAM, "serve", *words], stdout=-1, stderr=-1, text=True) as process:
        try:
            for _ in range(200):
                try:
                    assert get(("127.0.0.1", port), "/healthz").status_code == 200
                    break
                except httpx2.ConnectError:
                    time.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            assert process.communicate(timeout=30) == ("", "")
            assert process.returncode == 0
        finally:
            process.kill()


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="there is no IPv6 here")
def test_an_address_of_ipv6_is_told_as_browsers_take_it(room, tmp_path):
    with running(tmp_path, "--host", "::1") as (_, address), asking(address) as client:
        assert urlsplit(address).hostname == "::1"
        assert client.get("/healthz").status_code == 200
