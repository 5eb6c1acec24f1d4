"""What is told of the data is what is written, and all of it."""

import csv
import io
import json
import runpy
from pathlib import Path

import pytest
from sqlalchemy import text
from warcio.archiveiterator import ArchiveIterator

from aggregator.exporting import COLUMNS, records, write_answers
from aggregator.research.dictionary import FIELDS, KINDS, VIEWED, entries
from aggregator.tell import tell
from scrapers.article import Alternate, Announced, Attachment, Link
from tests.aggregator.research.filled import filled

DOCS = Path(__file__).parents[3] / "docs"
SIGNS = {"list of texts", "list of addresses", "list of records", "list of lists"}


@pytest.fixture
def full(archive):
    return filled(archive)


def written(archive, what):
    """The records of a kind as a program reads them."""
    out = io.StringIO()
    tell(records(archive, what), "jsonl", columns=COLUMNS[what], out=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("what", sorted(COLUMNS))
def test_every_field_that_is_written_is_told_and_every_field_told_is_written(full, what):
    told = [one.field for one in FIELDS[what]]
    found = written(full, what)
    assert found
    assert all(list(record) == told for record in found)
    out = io.StringIO()
    tell(records(full, what), "csv", columns=COLUMNS[what], out=out)
    head, *rows = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert head == told
    assert len(rows) == len(found)


def test_every_header_of_an_answer_is_told(full):
    out = io.BytesIO()
    write_answers(full, out)
    out.seek(0)
    found = [[name for name, _ in one.rec_headers.headers] for one in ArchiveIterator(out)]
    told = {one.field for one in FIELDS["answers"]}
    assert len(found) == 3
    assert all(set(names) == told for names in found[1:])


@pytest.mark.parametrize("what", sorted(COLUMNS))
def test_what_is_written_is_of_the_kind_that_is_told(full, what):
    told = {one.field: one for one in FIELDS[what]}
    for record in written(full, what):
        for name, value in record.items():
            kind, empty = told[name].kind, told[name].empty
            if value is None:
                assert empty, f"{what}: {name} is empty, and nobody says why"
            elif kind in SIGNS:
                assert isinstance(value, list)
            elif kind in ("integer", "number"):
                assert isinstance(value, int | float)
            elif kind == "boolean":
                assert isinstance(value, bool)
            else:
                assert isinstance(value, str)
                assert kind != "moment" or value.endswith("+00:00")


@pytest.mark.parametrize("name", sorted(VIEWED))
def test_what_only_a_view_shows_is_told_column_by_column(archive, name):
    told = {one.field for one in VIEWED[name]} - {"published"}
    with archive.read() as connection:
        columns = set(connection.execute(text(f"SELECT * FROM {name}")).keys())
    assert columns - told <= {"published_on", "published_month", "published_at"}
    assert told <= columns


def test_every_kind_is_explained():
    used = {one.kind for fields in FIELDS.values() for one in fields}
    assert used == set(KINDS)


def test_the_parts_of_an_article_are_told_by_their_names():
    says = {one.field: one.says for one in FIELDS["articles"]}
    parts = {"attachments": Attachment, "links": Link, "alternates": Alternate}
    for name, value in {**parts, "announced": Announced}.items():
        assert [one for one in value.__slots__ if one not in says[name]] == []


def test_the_dictionary_is_written_as_it_is(archive):
    assert written(archive, "dictionary") == list(entries())
    assert {(one["record"], one["field"]) for one in entries()} == {
        (record, one.field) for record, fields in FIELDS.items() for one in fields
    }


def test_the_page_of_the_data_is_what_the_dictionary_says():
    page = runpy.run_path(str(DOCS / "data.py"))["page"]
    page_written = (DOCS / "data.md").read_text(encoding="utf-8")
    assert page_written == page({**FIELDS, **VIEWED}), "run: uv run python docs/data.py"


def test_no_field_is_told_with_what_would_break_a_table():
    told = [value for entry in entries() for value in entry.values()]
    assert [one for one in told if "|" in one or "\n" in one] == []
    assert [one for one in told if one != one.strip()] == []
