"""Hosts as texts and addresses spell them, and when two spellings are one host."""

from __future__ import annotations

import re

# A host in running prose. The last label is all small or all capital letters, which leaves out
# sentences that lost the space between them ("...megnyílt.Jövőre"); the first is not a bare number,
# which leaves out "2018.november".
HOST = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?!\d+\.[^\W\d_])"
    r"((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[a-z]{2,24}|[A-Z]{2,24})(?::\d{1,5})?"
    r"|localhost(?::\d{1,5})?)(?![\w@])"
)
_AUTHORITY = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#]*)", re.IGNORECASE)


def plain_host(host: str) -> str:
    """``host`` in small letters without ``www.``; a port stays ("portal.localhost:8021")."""
    return host.casefold().removeprefix("www.").rstrip(".")


def host_of(url: str) -> str | None:
    """The plain host of an absolute address; ``None`` for anything else."""
    found = _AUTHORITY.match(url)
    return plain_host(found[1]) or None if found else None


def same_host(one: str, other: str) -> bool:
    """Whether two hosts are one, www- and case-blind; a port counts only where both tell one."""
    (name, port), (other_name, other_port) = _split(one), _split(other)
    return name == other_name and (not port or not other_port or port == other_port)


def without_port(host: str) -> str:
    """The plain host alone, which all spellings of one host have in common."""
    return _split(host)[0]


def _split(host: str) -> tuple[str, str]:
    name, _, port = plain_host(host).partition(":")
    return name, port
