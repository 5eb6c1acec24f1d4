"""What may happen to a worker process. Runs in one, so each must be found by its name."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from scrapers.workers import MEMORY, _data


class TwoArguments(Exception):
    """Does not come through pickle: it is called again with its one message."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(f"{name}: {line}")


class Unpackable(Exception):
    """Cannot be pickled at all."""

    def __init__(self) -> None:
        super().__init__("x")
        self.hook = lambda: None


class Exploding:
    """Pickles well and cannot be unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (int, ("not a number",))


def echo(value: object) -> object:
    return value


def holds() -> NoReturn:
    while True:
        pass


def takes_all_memory() -> int:
    return len(bytearray(3_000_000_000))


def takes_much() -> int:
    return len(b"".join([bytes(MEMORY // 400)] * 200))


def leaves() -> NoReturn:
    os._exit(3)


def crashes() -> bytes:
    return ctypes.string_at(0)


def exits() -> NoReturn:
    sys.exit("no")


def never_ends() -> int:
    return never_ends() + 1


def raises() -> NoReturn:
    raise ValueError("no")


def raises_a_timeout() -> NoReturn:
    raise TimeoutError


def raises_with_two_arguments() -> NoReturn:
    raise TwoArguments("x", 1)


def raises_unpackable() -> NoReturn:
    raise Unpackable


def gives_a_function() -> Callable[[], None]:
    return lambda: None


def gives_what_cannot_be_read() -> Exploding:
    return Exploding()


def room_left() -> int:
    import resource

    return resource.getrlimit(resource.RLIMIT_DATA)[0] - _data()
