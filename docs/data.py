"""Writes docs/data.md: what every field of an export says, from the program's own dictionary.

uv run python docs/data.py
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from aggregator.research.dictionary import FIELDS, KINDS, VIEWED, Field

PAGE = Path(__file__).with_name("data.md")
HEAD = """\
# The data, field by field

What `klaszterhirek export --what …` writes; `export --what dictionary` writes this page as records.
It is written from [the program's dictionary](../aggregator/research/dictionary.py) by
`docs/data.py`. What can be done with it is told in [research.md](research.md).

A field that is empty is `null` in JSON Lines and nothing in CSV. *With --as-of* says which value an
export as of a day has: *then* is what was known by the end of that day, *now* is today's, because
former ones are not kept.
"""
RECORDS: Mapping[str, str] = {
    "articles": "One record for each article.",
    "stories": "One record for each article of a story; one, too, for a story that has none.",
    "relations": "One record for each relation of two articles, also where it has ended.",
    "events": "One record for each event or deadline that an article tells, or has told.",
    "revisions": "One record for each former version of an article: what its page said before it"
    " was edited or dated anew.",
    "credits": "One record for each place in a text that names, or has named, whom it comes from.",
    "answers": "One WARC record for each answer that an article was read from; the fields are its"
    " headers.",
    "dictionary": "One record for each field.",
    "readings": "Not exported, but a view: one row for each former reading of an article, what an"
    " older version of the program, or one that knew less of the site, made of the same page.",
    "former_kinds": "Not exported, but a view: one row for each kind that an article was taken for"
    " before.",
}
COLUMNS = ("field", "kind", "unit", "what it says", "when empty", "with --as-of")


def page(fields: Mapping[str, Sequence[Field]]) -> str:
    """The whole page, in Markdown."""
    kinds = _table(("kind", "how it is written"), KINDS.items())
    parts = (_section(name, some) for name, some in fields.items())
    return "\n".join([HEAD, *parts, f"## Kinds\n\n{kinds}"])


def _section(name: str, fields: Sequence[Field]) -> str:
    rows = (
        (f"`{one.field}`", one.kind, one.unit, one.says, one.empty or "never", one.as_of)
        for one in fields
    )
    return f"## {name}\n\n{RECORDS[name]}\n\n{_table(COLUMNS, rows)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page({**FIELDS, **VIEWED}), encoding="utf-8")
