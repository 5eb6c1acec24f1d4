"""How results are told: tables for people, JSON, JSON Lines and CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import IO, Any, Literal

from aggregator.log import visible
from scrapers.article import BUDAPEST

Format = Literal["table", "json", "jsonl", "csv"]


def tell(
    records: Iterable[Mapping[str, Any]],
    form: Format,
    *,
    columns: Sequence[str],
    out: IO[str] | None = None,
) -> int:
    """Write ``records`` to ``out`` (standard output); how many there were.

    ``columns`` are those of a table and, in their order, of CSV; JSON has everything. JSON Lines
    and CSV are written as they come, so any number of records may come.
    """
    out = out or sys.stdout
    writers = {"json": _json, "jsonl": _jsonl, "csv": _csv, "table": _table}
    return writers[form](records, columns, out)


def tell_one(
    record: Mapping[str, Any], fields: Sequence[str] = (), out: IO[str] | None = None
) -> None:
    """Write one record for people: a line per field, lists and long texts below their name.

    ``fields`` are those to write, in their order; all of them without. Empty ones are left out.
    """
    out = out or sys.stdout
    for name in fields or record:
        out.writelines(f"{line}\n" for line in _lines(name, record.get(name)))


def _lines(name: str, value: Any) -> Iterator[str]:
    if value in (None, "", [], ()):
        return
    if isinstance(value, str) and "\n" in value:
        value = [part for part in value.splitlines() if part]
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        yield f"{name}: {visible(_shown(value))}"
        return
    yield f"{name}:"
    for part in value:
        if isinstance(part, Mapping):
            yield from (f"  {line}" for key in part for line in _lines(key, part[key]))
        else:
            yield f"  {visible(_shown(part))}"


def _json(records: Iterable[Mapping[str, Any]], _columns: Sequence[str], out: IO[str]) -> int:
    everything = list(records)
    json.dump(everything, out, ensure_ascii=False, indent=2, default=_plain)
    out.write("\n")
    return len(everything)


def _jsonl(records: Iterable[Mapping[str, Any]], _columns: Sequence[str], out: IO[str]) -> int:
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007
        out.write(json.dumps(record, ensure_ascii=False, default=_plain) + "\n")
    return count


def _csv(records: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[str]) -> int:
    writer = csv.writer(out)
    writer.writerow(columns)
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007
        writer.writerow([_cell(record.get(name)) for name in columns])
    return count


def _table(records: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[str]) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for record in records:
        table.add_row(*(Text(visible(_shown(record.get(name)))) for name in columns))
    if table.row_count:
        Console(file=out).print(table)
    return table.row_count


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(BUDAPEST):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _cell(value: Any) -> str:
    """A CSV cell, with an apostrophe before a text that a spreadsheet would run (CWE-1236).

    Also before one that would be run but for its own apostrophe: so it is known whose that is.
    """
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = str(_plain(value))
    return f"'{text}" if _begins_like_a_formula(text.lstrip("'")) else text


def _begins_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula (OWASP: *CSV Injection*, ASVS 1.2.10).

    Some pass over white space and what is invisible before a formula, and fold full-width signs;
    some take a control character at the beginning for that of another cell.
    """
    if text.startswith(("\t", "\r", "\n", "\0")):
        return True
    seen = (one for one in text if unicodedata.category(one)[0] not in "CZ")
    return unicodedata.normalize("NFKC", next(seen, "")).startswith(("=", "+", "-", "@"))
