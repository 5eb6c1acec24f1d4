"""Kept answers as WARC (ISO 28500:2017, WARC/1.1), to be read by any web archive's tools.

Only an answer's body is kept, neither its status line nor its headers: so the records are of the
type *resource*. Nothing depends on the clock: the same answers give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import BinaryIO
from uuid import NAMESPACE_URL, UUID, uuid5

from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

VERSION = "1.1"
NAMESPACE = uuid5(NAMESPACE_URL, "https://iipc.github.io/warc-specifications/#klaszterhirek")
"""What the ids of records are made under."""
UNKNOWN = "application/octet-stream"
"""The media type of what came without one (RFC 9110, 8.3)."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When the last of no answers came."""

_MEDIA_TYPE = re.compile(r"[\w.+*!#$&^-]+/[\w.+*!#$&^-]+(?:\s*;[\x20-\x7e\t]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """A page's answer as it was kept: its number and its article's, and what it was."""

    number: int
    article: int
    url: str
    content_type: str
    body: bytes
    at: datetime


class Writer:
    """Writes answers to ``out``, each compressed by itself (``.warc.gz``).

    The first record is a *warcinfo*. Its date is ``latest``, when the last of the answers came;
    with ``known_on`` it says that these are the answers that had come by the end of that day.
    """

    def __init__(
        self, out: BinaryIO, latest: datetime | None, known_on: date | None = None
    ) -> None:
        # zlib writes no time into the head of a gzip member
        self._writer = WARCWriter(out, gzip=True, warc_version=VERSION)
        lines = _information(known_on)
        self._info = _urn("warcinfo", str(latest), lines)
        named = {"WARC-Record-ID": self._info, "WARC-Date": _moment(latest or NEVER)}
        self._write("warcinfo", "", lines.encode(), "application/warc-fields", named)

    def write(self, answer: Answer) -> None:
        """Write one answer."""
        digest, at = _digest(answer.body), _moment(answer.at)
        headers = {
            "WARC-Record-ID": _urn("resource", answer.url, at, digest, str(answer.number)),
            "WARC-Warcinfo-ID": self._info,
            "WARC-Date": at,
            "WARC-Payload-Digest": digest,
            "Klaszterhirek-Article": str(answer.article),
        }
        self._write("resource", answer.url, answer.body, _media_type(answer.content_type), headers)

    def _write(
        self, kind: str, address: str, body: bytes, media_type: str, headers: Mapping[str, str]
    ) -> None:
        record = self._writer.create_warc_record(
            address,
            kind,
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=media_type,
            warc_headers_dict={**headers, "WARC-Block-Digest": _digest(body)},
        )
        self._writer.write_record(record)


def _information(known_on: date | None) -> str:
    """The fields of the warcinfo record: of the archive, not of the day or the machine."""
    by = f" that had come by {known_on.isoformat()}" if known_on else ""
    fields = {
        "software": "klaszterhirek",
        "format": f"WARC File Format {VERSION}",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/"
        "warc-1.1/",
        "description": f"Bodies of the answers{by} that articles were read from;"
        " status lines and headers were not kept",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items())


def _urn(*said: str) -> str:
    identity: UUID = uuid5(NAMESPACE, "\n".join(said))
    return f"<{identity.urn}>"


def _digest(body: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(body).digest()).decode()}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _media_type(told: str) -> str:
    """What a server told, where it can stand in a header."""
    return told if _MEDIA_TYPE.fullmatch(told) else UNKNOWN
