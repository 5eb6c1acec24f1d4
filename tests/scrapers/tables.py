"""Cases kept as data: each row of a TOML table tells what goes in and what must come out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

DATA = Path(__file__).with_name("data")


def rows(file: str, array: str = "case", folder: Path = DATA) -> list[ParameterSet]:
    """The rows of an array in a data file, named by their ``name``, ``text`` or number.

    A row with a ``defect`` tells what the code ought to do and does not: it is expected to fail.
    """
    table = tomllib.loads((folder / file).read_text(encoding="utf-8"))[array]
    return [_parameter(number, row) for number, row in enumerate(table, start=1)]


def _parameter(number: int, row: dict[str, Any]) -> ParameterSet:
    name = str(row.get("name") or row.get("text") or number)
    defect = row.pop("defect", None)
    marks = [pytest.mark.xfail(strict=True, reason=defect)] if defect else []
    return pytest.param(row, id=name[:60], marks=marks)
