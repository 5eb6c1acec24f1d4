"""Where on its host an address leads, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, Self
from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes


class Place(NamedTuple):
    """The steps of a path, without empty ones, and the parameters of a query.

    A parameter without value and one with an empty value are the same; one told twice counts once.
    """

    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: str, search: str) -> Self:
        """The place that a parsed address tells: ``/hirek/egy`` and ``?id=5``, or nothing."""
        parameters = (_parameter(part) for part in search.lstrip("?").split("&"))
        return cls(steps(path), tuple(dict.fromkeys(filter(any, parameters))))

    def without(self, dropped: Callable[[str, str], bool]) -> Self:
        """The same without the parameters whose name and value are to be ``dropped``."""
        return self._replace(query=tuple(one for one in self.query if not dropped(*one)))


def steps(path: str) -> tuple[str, ...]:
    """The steps of a path, each in the one spelling."""
    return tuple(spelled(step, "&=+") for step in path.split("/") if step)


def spelled(text: str, delimiters: str) -> str:
    """``text`` percent-encoded where it must be and nowhere else, accents in composed form.

    ``delimiters`` are signs that delimit nothing where ``text`` stands.
    """
    raw = unquote_to_bytes(text)
    with suppress(UnicodeDecodeError):  # in an older encoding the bytes are the name
        raw = normalize("NFC", raw.decode()).encode()
    return quote(raw, safe="!$()*,:;@[]|" + delimiters)


def _parameter(part: str) -> tuple[str, str]:
    name, _, value = part.replace("+", " ").partition("=")
    # an & that was escaped once too often leaves the rest of its name behind
    return re.sub(r"^(?:amp;)+", "", spelled(name, "/?")), spelled(value, "/?")
