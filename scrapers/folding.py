"""One place for what two spellings of a text have in common."""

from __future__ import annotations

import unicodedata

from scrapers.remembering import A_LINE, LINES, remembering

_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def fold(text: str) -> str:
    """``text`` without case and without accents: *Műhely* and *MUHELY* are both *muhely*."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@remembering(LINES, A_LINE)
def letters_of(text: str) -> str:
    """``text`` without case, signs and white space: *Hír-adó!* and *híradó* are both *híradó*."""
    # most signs are ASCII and go as bytes, five times faster than letter by letter
    few = text.casefold().encode("utf-8", "surrogatepass").translate(None, _SIGNS)
    letters = few.decode("utf-8", "surrogatepass")
    return letters if letters.isalnum() else "".join(filter(str.isalnum, letters))
