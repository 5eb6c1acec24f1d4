"""Media types, and what Media RSS (https://www.rssboard.org/media-rss) makes of them."""

from __future__ import annotations

import re

MEDIA = "http://search.yahoo.com/mrss/"
"""The namespace of Media RSS."""

# restricted-name of RFC 6838, section 4.2
_NAME = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
_ESSENCE = re.compile(f"{_NAME}/{_NAME}")
_MEDIUMS = frozenset(("image", "audio", "video"))


def essence(value: str) -> str | None:
    """The type and subtype of a media type, in small letters; ``None`` for what is none.

    Parameters are dropped: what feeds tell is what sort of file it is.
    """
    bare = value.partition(";")[0].strip().lower()
    return bare if _ESSENCE.fullmatch(bare) else None


def medium(media_type: str | None) -> str:
    """What Media RSS calls a file of that type: image, audio, video, or else a document."""
    top = (media_type or "").partition("/")[0]
    return top if top in _MEDIUMS else "document"
