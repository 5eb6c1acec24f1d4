"""Servers on loopback where a PostgreSQL server is looked for: a false one, and one that goes."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self

SSL, GSS = 80877103, 80877104


class Server:
    """A server that does something with each who comes; a context manager. See ``port``."""

    def __init__(self, serve: Callable[[socket.socket], None]) -> None:
        self._serve = serve
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]

    def __enter__(self) -> Self:
        Thread(target=self._receive, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.go()

    def go(self) -> None:
        """Be gone: nobody is answered any more, nobody is let in."""
        for one in (self._door, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def keep(self, one: socket.socket) -> socket.socket:
        """Have a connection closed when the server goes."""
        self._open.append(one)
        return one

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                come = self.keep(self._door.accept()[0])
                Thread(target=self._attend, args=(come,), daemon=True).start()

    def _attend(self, come: socket.socket) -> None:
        with suppress(OSError):
            self._serve(come)


def refusing(code: str, text: str) -> Server:
    """A server that asks for the password and lets nobody in, with these words.

    ``{password}`` in them is the password that it was given.
    """

    def serve(come: socket.socket) -> None:
        while _startup(come) in (SSL, GSS):
            come.sendall(b"N")
        come.sendall(_message(b"R", struct.pack("!i", 3)))  # AuthenticationCleartextPassword
        (length,) = struct.unpack("!xi", _exactly(come, 5))
        password = _exactly(come, length - 4).rstrip(b"\0").decode()
        told = {"S": "FATAL", "V": "FATAL", "C": code, "M": text.format(password=password)}
        fields = "".join(f"{kind}{value}\0" for kind, value in told.items()) + "\0"
        come.sendall(_message(b"E", fields.encode()))
        come.close()

    return Server(serve)


def silent() -> Server:
    """A server that lets everybody in and never says a word."""
    return Server(lambda come: come.settimeout(None))


def relay(host: str, port: int) -> Server:
    """A server that passes everything on to another and back."""

    def serve(come: socket.socket) -> None:
        there = server.keep(socket.create_connection((host, port)))
        Thread(target=_pass_on, args=(there, come), daemon=True).start()
        _pass_on(come, there)

    server = Server(serve)
    return server


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while some := one.recv(65536):
            other.sendall(some)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _startup(come: socket.socket) -> int:
    """The number with which a startup message, or what comes before it, begins."""
    length, number = struct.unpack("!ii", _exactly(come, 8))
    _exactly(come, length - 8)
    return int(number)


def _message(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("!i", len(content) + 4) + content


def _exactly(come: socket.socket, many: int) -> bytes:
    read = b""
    while len(read) < many:
        some = come.recv(many - len(read))
        if not some:
            raise OSError("gone")
        read += some
    return read
