"""Figures: what a written number amounts to, and when two tell the same amount."""

from __future__ import annotations

import re
from decimal import Decimal

CLOSE = Decimal("0.05")  # of the number: so much a round figure may be off
_TIMES = {"ezer": 10**3, "millio": 10**6, "milliard": 10**9}
_DECIMAL = re.compile(r"(\d+),(\d+)")
_DIGITS = re.compile(r"\d+")


def figure(form: str, following: str) -> str:
    """The number in a token's form times the word behind it: "1,5", "milliard" is 1500000000.

    Of what is no plain number ("17.00", "12-14") the digits alone.
    """
    times = _TIMES.get(following, 1)
    if match := _DECIMAL.fullmatch(form):
        return f"{(Decimal(f'{match[1]}.{match[2]}') * times).normalize():f}"
    digits = "".join(_DIGITS.findall(form))
    return str(int(digits) * times) if times > 1 else digits


def is_same(one: str, other: str) -> bool:
    """Whether two figures are equal, or one is the other in round figures."""
    x, y = Decimal(one), Decimal(other)
    return x == y or _is_rounded(x, y) or _is_rounded(y, x)


def _is_rounded(exact: Decimal, rounded: Decimal) -> bool:
    if _precision(rounded) >= _precision(exact):
        return False
    unit = Decimal(1).scaleb(int(rounded.normalize().as_tuple().exponent))
    return abs(exact - rounded) <= min(unit / 2, CLOSE * exact)


def _precision(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)
