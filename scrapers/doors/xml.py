"""What keeps strangers' XML harmless: entities are how such bodies blow up or read files."""

from __future__ import annotations

import re

_ENTITIES = re.compile(rb"<!DOCTYPE.*<!ENTITY", re.IGNORECASE | re.DOTALL)


def declares_entities(body: bytes) -> bool:
    """Whether a body's document type declares entities, in whatever encoding."""
    return bool(_ENTITIES.search(body.replace(b"\0", b"")))  # without NUL, UTF-16 is read too
