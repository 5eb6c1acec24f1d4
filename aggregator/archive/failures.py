"""What a database's error means for people: what is wrong, and what to do (pure).

A server may say anything, even the password that it was given: that is never repeated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from sqlalchemy import URL

MOST = 200
"""Letters of a database's own words that are repeated."""
_TSQUERY = re.compile(r"(tsquery): \".*", re.DOTALL)
"""A query that a server repeats; nobody has written it so."""
_AGAIN = "run the same command again; what was kept is whole"
_TOLD = "--archive, KLASZTERHIREK_ARCHIVE or archive in klaszterhirek.toml"
_REPORT = "klaszterhirek db check says whether the archive is sound; if it is, please report this"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What to say of errors whose code begins with one of ``codes``, or that say ``words``.

    ``repeated``: whether the database's own words are told as well.
    """

    advice: str
    codes: str
    words: str = "$^"
    repeated: bool = True


FULL = Meaning(
    f"the disk is full or failing: make room, then {_AGAIN}",
    "SQLITE_FULL|SQLITE_IOERR|53100|58030",
)
BUSY = Meaning(
    f"another program is writing to it: later {_AGAIN}",
    "SQLITE_BUSY|SQLITE_LOCKED|55P03",
)
DAMAGED = Meaning(
    "it is damaged: klaszterhirek db check says what is; restore a backup",
    "SQLITE_CORRUPT|XX001|XX002",
    # what SQLite does not see: in the place of a value stands another page's content
    "Could not decode to UTF-8|Invalid isoformat string|JSONDecodeError|zlib.error",
)
FOREIGN = Meaning(
    "it is no archive, or its beginning is damaged: name another, or restore a backup",
    "SQLITE_NOTADB",
)
UNWRITABLE = Meaning(
    "it cannot be written to: make it and its folder writable, or name another with --archive",
    "SQLITE_READONLY|25006|42501",
)
UNOPENED = Meaning(
    "see that it is a file, in a folder, and that both may be read and written to; or name another"
    " with --archive",
    "SQLITE_CANTOPEN|SQLITE_PERM",
    "Permission denied|File name too long",
)
REFUSED = Meaning(
    "the user name or the password is wrong: they are in the address"
    f" ({_TOLD}), the password perhaps in PGPASSWORD or ~/.pgpass",
    "28P01|28000",
    "authentication failed|no password supplied|role .* does not exist",
    repeated=False,  # a server may repeat the password, wherever it was set
)
MISSING = Meaning(
    f"there is no such database: make it with createdb, or correct {_TOLD}",
    "3D000",
    "database .* does not exist",
)
CROWDED = Meaning(
    f"the server has no room for one more program: later {_AGAIN}",
    "53300",
    "too many clients|too many connections|connection slots",
)
AWAY = Meaning(
    f"the server went away: when it is back, {_AGAIN}",
    "57P01|57P02|57P03|08",
    "server closed the connection|consuming input failed|sending query failed"
    "|connection is (?:lost|closed)|has been closed|is shutting down|is starting up|reset by peer",
)
UNREACHED = Meaning(
    f"no server answers there: start it, or correct {_TOLD}",
    "08001",
    "refused|resolve host|'idna' codec|timeout expired|timed out|unreachable|no route"
    "|on socket .* No such file",
)
TOO_MUCH = Meaning(
    "it is more than the database can do at once or hold in one place: ask for less; if nothing was"
    " asked, please report this",
    "54|SQLITE_TOOBIG",
    repeated=False,  # it would repeat what it was asked
)
_KNOWN = (
    *(FULL, BUSY, DAMAGED, FOREIGN, UNWRITABLE, UNOPENED),
    *(REFUSED, MISSING, TOO_MUCH, CROWDED, UNREACHED, AWAY),
)


def meaning(error: BaseException) -> Meaning | None:
    """What is known of an error, by its code (``sqlite_errorname``, ``sqlstate``) or its words.

    Words count only where there is no code: they may repeat what an article says.
    """
    cause = _cause(error)
    if code := getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None):
        return next((one for one in _KNOWN if re.match(one.codes, code)), None)
    said = f"{type(cause).__module__}.{type(cause).__name__}: {cause}"
    return next((one for one in _KNOWN if re.search(one.words, said, re.DOTALL)), None)


def told(error: BaseException, address: URL) -> str:
    """The error in one line: what to do, and what the database said, but never a password."""
    known, said = meaning(error), _said(error, address)
    if known is None:
        is_server_s = getattr(_cause(error), "sqlstate", None)
        return f"{said}; {_REPORT}" if is_server_s else said
    return f"{known.advice} ({said})" if known.repeated else known.advice


def shown(address: URL) -> str:
    """An address as it may be shown: a file's path, or a server's address without passwords."""
    if address.get_backend_name() == "sqlite":
        return str(address.database)
    return address.set(query={}).render_as_string(hide_password=True)


def _cause(error: BaseException) -> BaseException:
    return getattr(error, "orig", None) or error


def _said(error: BaseException, address: URL) -> str:
    cause = _cause(error)
    said = str(cause)
    if any(secret.lower() in said.lower() for secret in _secrets(address, cause)):
        return "what the database said holds the password"
    return " ".join(_TSQUERY.sub(r"\1", said).split())[:MOST]


def _secrets(address: URL, cause: BaseException) -> set[str]:
    """The passwords of an address and of a failed connection, as they may be written."""
    tried = getattr(getattr(cause, "pgconn", None), "password", b"")  # from wherever it came
    told = (address.password, address.query.get("password"), tried.decode(errors="replace"))
    plain = {str(one) for one in told if one}
    ways = (str, quote, quote_plus, lambda one: quote(one, safe=""))
    return {way(one) for one in plain for way in ways}
