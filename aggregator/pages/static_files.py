"""The files that pages load, named after what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

LOOKS = ("style.css", "icon.svg")
"""What every page loads."""
SCRIPT = "page.js"
"""What a served page loads besides; it works without."""
_FOLDER = files(__package__) / "static"


@cache
def static_files(some: Sequence[str] = (*LOOKS, SCRIPT)) -> Mapping[str, bytes]:
    """Bytes by file name. A name stands for its bytes: it may be kept in caches for ever."""
    return {hashed_name(name): _read(name) for name in some}


@cache
def hashed_name(name: str) -> str:
    """The name under which the file ``name`` is published, such as ``style-0123456789.css``."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{sha256(_read(name)).hexdigest()[:10]}.{suffix}"


def _read(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()
