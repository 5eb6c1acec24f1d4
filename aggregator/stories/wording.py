"""Wording: a text as comparing takes it, one number per token.

It is kept in the archive, so that a candidate is compared without being tokenized again. Numbers of
32 bits suffice: two words that happen to share one are taken for equal in one text of millions, and
no passage is made of one word.
"""

from __future__ import annotations

import sys
from array import array
from importlib.metadata import version
from unicodedata import unidata_version
from zlib import crc32

from aggregator.stories.hashing import hash64
from aggregator.stories.tokens import Tokens

MADE_BY = f"1.{version('ftfy')}.{unidata_version}"
"""What wordings depend on; one that was made otherwise does not fit the tokens of its text."""
Wording = array  # of unsigned 32-bit integers
_TYPE = "I"
BYTES = 4
"""What each token takes in a packed wording."""


def wording_of(tokens: Tokens) -> Wording[int]:
    """The wording of a text with these tokens."""
    # Lone surrogates occur in broken pages and have no UTF-8.
    return array(_TYPE, [crc32(form.encode("utf-8", "surrogatepass")) for form in tokens.forms])


def pack(wording: Wording[int]) -> bytes:
    """The wording as bytes, four per token, the least significant first on every machine."""
    return _ordered(wording).tobytes()


def unpack(packed: bytes) -> Wording[int]:
    """The wording that ``pack`` made ``packed`` of."""
    wording = array(_TYPE)
    wording.frombytes(packed)
    return _ordered(wording)


def whole_hash(wording: Wording[int]) -> int:
    """One signed 64-bit integer for all of a text: equal for equal wordings."""
    return hash64(pack(wording))


def _ordered(wording: Wording[int]) -> Wording[int]:
    if sys.byteorder == "big":
        wording = wording[:]
        wording.byteswap()
    return wording
