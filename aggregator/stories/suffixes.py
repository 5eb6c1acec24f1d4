"""Hungarian case suffixes on names: "MTI-vel", "Rádiónak", "Hírmondóban" and their base forms."""

from __future__ import annotations

import re
from typing import Literal

Case = Literal["to", "with", "in", "from"]

_HYPHENED = re.compile(
    r"(?<=.)[-–](?:[a-z]?[ae]l|n[ae]k|[aeoö]?t|b[ae]n?|r[óőae]l?|[oeö]?n|t[óő]l|h[oeö]z|n[áé]l"
    r"|b[óő]l|ig|é)\Z"
)
# Double letters before -al, -el are the last letter of the name and the v of -val, -vel.
_ENDINGS: dict[Case, re.Pattern[str]] = {
    "to": re.compile(r"n[ae]k\Z"),
    "with": re.compile(r"(?:v[ae]l|(?<=s)sz[ae]l|(?<=([b-df-hj-np-tv-xz]))\1[ae]l)\Z"),
    "in": re.compile(r"(?:b[ae]n|(?<=[bcdfghjklmnpqrstvwxz])[oeö]n|(?<=[áéóőúű])n)\Z"),
    "from": re.compile(r"[tb][óőo]l\Z"),
}
_LENGTHENED = {"á": "a", "é": "e"}  # "Népszavában" is of "Népszava"; names in -á, -é are rare
_OBLIQUE = re.compile(
    r"(?:b[ae]n|n[ae]k|v[ae]l|[rtb][óő]l|[nh][áoeéö][lz]|[áé]r[ae]|[kmt]r[ae]|[áéóőúűk][nt]"
    r"|[áé]b[ae]|[bcdfghjklmnpqrstvwxz][aeoö]t|ként)\Z"
)
_SUBJECT = re.compile(r"(?:z[ae]t|ület|net|rat|lat|let|get|dékán)\Z")


def case_of(word: str, case: Case) -> bool:
    """Whether ``word`` bears the suffix of ``case``."""
    return bool(_ENDINGS[case].search(word))


def base(name: str, case: Case | None = None) -> str:
    """``name`` without a suffix behind a hyphen, and without that of ``case``.

    Other suffixes stay: "Indexen" may be of "Index", but "Debrecen" is of nothing.
    """
    plain = _HYPHENED.sub("", name)
    if plain != name or case is None:
        return plain
    ending = _ENDINGS[case].search(name)
    if not ending or ending.start() < 2:
        return name
    stem = name[: ending.start()]
    if case == "with" and ending[0].startswith("sz"):
        return stem.removesuffix("s") + "sz"
    return stem[:-1] + _LENGTHENED.get(stem[-1], stem[-1])


def is_subject(word: str) -> bool:
    """Whether ``word`` can be who does something: no suffix says otherwise."""
    return not _OBLIQUE.search(word) or bool(_SUBJECT.search(word))
