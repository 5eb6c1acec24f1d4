"""Ids that are minted once, stored, and never derived from what they name."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4


def mint(address: str | None, now: datetime) -> str:
    """A new id: a ``tag:`` URI (RFC 4151) under the host of ``address``, else ``urn:uuid:``.

    ``address`` is the public address of the feeds, where one is configured.
    """
    host = (urlsplit(address).hostname or "") if address else ""
    unique = uuid4()
    # the authority of a tag is a name that somebody holds; a bare address or localhost is nobody's
    if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+", host):
        return unique.urn
    return f"tag:{host},{now:%Y}:{unique}"
