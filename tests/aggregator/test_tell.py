import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aggregator.tell import tell, tell_one

MOMENT = datetime(2021, 6, 7, 5, 30, tzinfo=UTC)
RECORD = {
    "id": 1,
    "title": "Közös „mérőlabor”, nyílik",
    "seen": MOMENT,
    "authors": ["Szerkesztőség"],
    "gone": None,
}
COLUMNS = ("id", "title", "seen", "authors", "gone")


def told(form, records, columns=COLUMNS):
    out = io.StringIO()
    count = tell(records, form, columns=columns, out=out)
    return out.getvalue(), count


def told_one(record, fields=()):
    out = io.StringIO()
    tell_one(record, fields, out)
    return out.getvalue()


def cells(written):
    return list(csv.reader(io.StringIO(written, newline="")))


# JSON


def test_json_is_a_list_of_everything():
    written, count = told("json", iter([RECORD, RECORD]), columns=("id",))
    assert count == 2
    assert json.loads(written) == [RECORD | {"seen": "2021-06-07T05:30:00+00:00"}] * 2
    assert "mérőlabor" in written
    assert written.endswith("]\n")


def test_no_records_are_still_json():
    assert told("json", []) == ("[]\n", 0)
    assert told("jsonl", []) == ("", 0)


def test_json_lines_are_one_object_a_line():
    written, count = told("jsonl", iter([RECORD, {"text": "két\nsor"}]))
    assert count == 2
    one, other = written.splitlines()
    assert json.loads(one) == RECORD | {"seen": "2021-06-07T05:30:00+00:00"}
    assert json.loads(other) == {"text": "két\nsor"}


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_record_is_written_as_it_comes(form):
    out = io.StringIO()

    def records():
        yield RECORD
        assert "mérőlabor" in out.getvalue()
        yield RECORD

    assert tell(records(), form, columns=COLUMNS, out=out) == 2


# CSV


def test_csv_has_the_columns_in_their_order():
    written, count = told("csv", [RECORD], columns=("title", "id", "seen", "nothing", "authors"))
    assert count == 1
    assert cells(written) == [
        ["title", "id", "seen", "nothing", "authors"],
        [RECORD["title"], "1", "2021-06-07T05:30:00+00:00", "", '["Szerkesztőség"]'],
    ]


def test_no_records_are_a_head_line():
    assert told("csv", []) == ("id,title,seen,authors,gone\r\n", 0)


def test_text_of_several_lines_is_one_cell():
    written, _ = told("csv", [{"text": 'egy\n"kettő", három'}], columns=("text",))
    assert cells(written)[1] == ['egy\n"kettő", három']


FORMULA = ("=", "+", "-", "@", "\t", "\r")


@given(st.text())
@example('=HYPERLINK("http://example.org";"a")')
@example("+36 1 234 5678")
@example("-2+3")
@example("@SUM(A1)")
@example("\t=1")
@example("=a\r=b\n=c")
def test_no_cell_begins_like_a_formula_and_nothing_is_lost(text):
    written, _ = told("csv", [{"title": text}], columns=("title",))
    (cell,) = cells(written)[1]
    assert not cell.startswith(FORMULA)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("text", ["Hír\r=1+1", "\r=1+1"])
def test_a_carriage_return_begins_no_row(text):
    written, _ = told("csv", [{"html": text}], columns=("html",))
    assert len(cells(written)) == 2


def test_a_negative_number_stays_a_number():
    written, _ = told("csv", [{"share": -0.5}], columns=("share",))
    assert cells(written)[1] == ["-0.5"]


# Tables, which tell moments in Budapest's time


def test_a_table_has_a_head_and_a_line_a_record():
    written, count = told("table", [RECORD], columns=("id", "title", "seen", "gone"))
    head, line = written.splitlines()
    assert count == 1
    assert head.split() == ["id", "title", "seen", "gone"]
    assert "mérőlabor" in line
    assert "2021-06-07 07:30" in line
    assert "None" not in line


def test_no_records_are_no_table():
    assert told("table", []) == ("", 0)


@pytest.mark.parametrize("text", ["[red]piros[/red]", "[/]", "[link=x]", "\\[a]", ":smile:"])
def test_a_table_takes_no_markup_from_strangers(text):
    written, _ = told("table", [{"title": text}], columns=("title",))
    assert text in written


def test_a_table_escapes_what_steers_a_terminal():
    written, _ = told("table", [{"title": "\x1b[31m\u202ea\nb"}], columns=("title",))
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\\x1b[31m" in written


# One record


def test_one_record_is_a_line_a_field():
    assert told_one({"title": "Mérőlabor", "count": 0, "seen": MOMENT, "problem": None}) == (
        "title: Mérőlabor\ncount: 0\nseen: 2021-06-07 07:30\n"
    )


def test_one_record_tells_the_fields_that_are_asked_for_in_their_order():
    assert told_one({"a": 1, "b": 2, "c": 3}, ("c", "a", "none")) == "c: 3\na: 1\n"


def test_lists_and_long_texts_stand_below_their_name():
    record = {
        "text": "Első.\n\nMásodik.",
        "quoted by": [{"who": "Portál", "adds": "Új mondat.", "none": None}, "Hírmondó"],
        "empty": [],
    }
    assert told_one(record) == (
        "text:\n  Első.\n  Második.\nquoted by:\n  who: Portál\n  adds: Új mondat.\n  Hírmondó\n"
    )


@pytest.mark.parametrize("value", ["\x1b[2J", ["\x1b[2J"], "a\n\x1b[2J", {"k": "\x1b[2J"}])
def test_one_record_escapes_what_steers_a_terminal(value):
    written = told_one({"title": value})
    assert "\x1b" not in written
    assert "\\x1b[2J" in written
