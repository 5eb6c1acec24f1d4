"""One place for what two spellings of a text have in common."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` without case and without accents: *Műhely* and *MUHELY* are both *muhely*."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def letters_of(text: str) -> str:
    """``text`` without case, signs and white space: *Hír-adó!* and *híradó* are both *híradó*."""
    return "".join(filter(str.isalnum, text.casefold()))
