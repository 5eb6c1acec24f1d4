"""Answer: what a web server says, and how a client's copy is told to be still good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """What a web server says: ``headers`` without those that describe the connection."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def content(body: bytes, media: str, status: int = HTTPStatus.OK) -> Answer:
    """An answer with ``body``; a successful one carries a strong ETag."""
    headers = {"Content-Type": media}
    if status == HTTPStatus.OK:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Answer(status, headers, body)


def moved(address: str) -> Answer:
    """An answer that sends the client to ``address`` for good."""
    return Answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": address}, b"")


def revalidated(full: Answer, if_none_match: str | None) -> Answer:
    """``full``, or 304 without a body where the client's ``If-None-Match`` names its ETag."""
    tag = full.headers.get("ETag")
    known = [each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")]
    if tag is None or not {tag, "*"} & set(known):
        return full
    return Answer(HTTPStatus.NOT_MODIFIED, {"ETag": tag}, b"")
