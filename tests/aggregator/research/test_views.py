"""Views and questions of docs/research.md, on both databases."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, text

from aggregator.archive.answers import all_answers, stored_answer
from aggregator.archive.forgotten import erase
from aggregator.archive.lookup import find_article
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.readings import replace_reading
from aggregator.archive.schema import former_kind
from aggregator.archive.views import VIEWS, day_in_budapest
from aggregator.exporting import records
from tests.aggregator.archive.care.rich import fill
from tests.aggregator.archive.findings import DAY, MONDAY, published
from tests.aggregator.archive.releases import release
from tests.aggregator.research.filled import EDITED, NEXT_WEEK, filled

PAGE = (Path(__file__).parents[3] / "docs" / "research.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^```sql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NAMES = {"-- SQLite": "sqlite", "-- PostgreSQL": "postgresql"}
BUDAPEST = ZoneInfo("Europe/Budapest")


@pytest.fixture
def full(archive):
    return filled(archive)


def rows(archive, query):
    with archive.read() as connection:
        found = connection.execute(text(query))
        return list(found.keys()), [tuple(row) for row in found]


def _forget(archive):
    """One article more, and all of it removed."""
    gone = release("press", "Rövid hír, amelyet töröltek.", "hirek/torolt", "Törölt")
    ArchiveMemory(archive).keep([gone], MONDAY)
    with archive.write() as connection:
        erase(connection, find_article(connection, gone.url), MONDAY)


def _read_again(archive):
    """Have a better reader read the first article otherwise, and take it for another kind."""
    better = release(title="Jobban olvasva", text=EDITED, published=published("2021-06-04"))
    later = NEXT_WEEK + 3 * DAY
    with archive.write() as connection:
        (number, *_) = all_answers(connection, "portal")
        stored = stored_answer(connection, number)
        assert replace_reading(connection, stored, better.article, later)
        row = {"article": stored.article, "kind": "call", "until": later}
        connection.execute(insert(former_kind), row)


def documented():
    """The views and their columns as the page tells them."""
    lines = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
    return {name: re.findall(r"`(\w+)`", columns) for name, columns in lines}


# Promised


def test_every_view_has_the_columns_that_are_promised_and_something_to_show(full):
    _read_again(full)
    _forget(full)
    for name, promised in documented().items():
        columns, found = rows(full, f"SELECT * FROM {name}")
        assert columns == promised
        assert found, name


def test_every_view_is_documented_and_there_is_no_other():
    assert documented().keys() == VIEWS.keys()


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_at_tables_only(name):
    seen = set(re.findall(r"(?:FROM|JOIN) (\w+)", VIEWS[name]))
    assert seen
    assert seen.isdisjoint(VIEWS)


# Asked


def test_there_are_ten_questions_and_more():
    assert len([one for one in QUESTIONS if not one.startswith("--")]) == 10
    assert sorted(one.partition("\n")[0] for one in QUESTIONS if one.startswith("--")) == [
        "-- PostgreSQL",
        "-- SQLite",
    ]


def test_every_question_of_the_page_is_answered(full, database):
    asked = [one for one in QUESTIONS if NAMES.get(one.partition("\n")[0], database) == database]
    assert len(asked) == 11
    assert [one for one in asked if not rows(full, one)[1]] == []


def test_what_the_questions_come_to(full):
    asked = [rows(full, one)[1] for one in QUESTIONS if not one.startswith("--")]
    carried, medians, months, own, edited, gone, events, dated, named, then = asked
    assert [(row[1], row[2], row[4]) for row in carried] == [
        ("member", "quotation", 2),
        ("press", "reprint", 3),
    ]
    assert [(source, float(median), many) for source, median, many in medians] == [("press", 3, 1)]
    assert set(months) == {
        ("2021-06", "cluster policy", 2),
        ("2021-06", "press", 1),
        (None, "press", 1),
    }
    assert set(own) == {("portal", 2, 0, 0), ("press", 2, 1, 0), ("member", 0, 0, 1)}
    assert [(row[0], row[3], row[4], row[5] > 0) for row in edited] == [
        ("portal", "Közös mérőlabor nyílik Somlóváron", "Nyílik a mérőlabor", True)
    ]
    assert [row[0] for row in gone] == ["press"]
    assert [(row[1], str(row[2]), row[3]) for row in events] == [
        ("VII. Kékhegyi Beszállítói Nap", "2021-07-14", 2)
    ]
    assert ("press", "no date", "none", 1) in dated
    assert ("press", "address", "month", 1) in dated
    assert named == [("Hálózati Portál", 2)]
    assert [row[1:] for row in then if row[3].startswith("Közös")] == [
        ("original", then[0][2], "Közös mérőlabor nyílik Somlóváron", "news")
    ]


def test_a_question_as_of_a_former_day_does_not_see_what_came_later(full):
    question = next(one for one in QUESTIONS if "2021-06-08 22:00" in one)
    former = question.replace("2021-06-08 22:00", "2021-06-07 22:00")
    assert len(rows(full, question)[1]) == 6
    assert [row[4] for row in rows(full, former)[1]] == ["news"] * 3
    assert sorted(row[1] for row in rows(full, former)[1]) == ["original", "original", "quotation"]


@pytest.mark.parametrize("later", [0, 7, 30])
def test_a_question_as_of_a_former_day_is_answered_as_an_export_is(full, later):
    _read_again(full)
    moment = datetime(2021, 6, 8, 22, tzinfo=UTC) + later * DAY
    question = next(one for one in QUESTIONS if "2021-06-08 22:00" in one)
    _, found = rows(full, question.replace("2021-06-08 22:00", f"{moment:%Y-%m-%d %H:%M}"))
    known = {one["id"]: one for one in records(full, "articles", moment)}
    assert [row[3:] for row in found] == [
        (known[row[2]]["title"], known[row[2]]["kind"]) for row in found
    ]
    assert {row[2] for row in found} == known.keys()


def plain(value):
    """A value as it is told on either database."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, date) else value


@pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="session")
@pytest.mark.parametrize("made", [filled, fill])
def test_every_question_is_answered_in_the_same_order_on_both_databases(
    archive, file_archive, made
):
    def answers(one, name):
        asked = [one for one in QUESTIONS if NAMES.get(one.partition("\n")[0], name) == name]
        return [[tuple(map(plain, row)) for row in rows(one, query)[1]] for query in asked]

    for one in (archive, file_archive):
        made(one)
    assert answers(archive, "postgresql") == answers(file_archive, "sqlite")


def test_every_question_says_in_which_order_equals_come():
    for one in QUESTIONS:
        last = one.rpartition("ORDER BY")[2]
        assert re.search(r"\b(?:id|first_article)\)?;\n$", last), one


# Days and months


def test_a_day_is_told_only_where_it_is_known(full):
    query = "SELECT published_precision, published_on, published_month FROM articles"
    _, found = rows(full, f"{query} ORDER BY id")
    assert [(how, str(day), month) for how, day, month in found] == [
        ("day", "2021-06-04", "2021-06"),
        ("day", "2021-06-06", "2021-06"),
        (None, "None", None),
        ("minute", "2021-06-07", "2021-06"),
        ("day", "2021-06-08", "2021-06"),
        ("month", "None", "2021-06"),
    ]


MEMORY = create_engine("sqlite://")
MOMENTS = st.datetimes(datetime(1996, 1, 1), datetime(2060, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)


def day_by_sqlite(at: datetime) -> date:
    column = f"'{at:%Y-%m-%d %H:%M:%S.%f}'"
    with MEMORY.connect() as connection:
        return connection.scalar(text(f"SELECT {day_in_budapest(column, 'sqlite')}"))


@given(MOMENTS)
@example(datetime(2021, 6, 3, 22, tzinfo=UTC))
@example(datetime(2021, 6, 3, 21, 59, 59, 999999, tzinfo=UTC))
@example(datetime(2021, 12, 31, 23, tzinfo=UTC))
def test_sqlite_counts_days_as_budapest_does(at):
    assert str(day_by_sqlite(at)) == str(at.astimezone(BUDAPEST).date())


@given(st.sampled_from(range(1996, 2061)), st.sampled_from([3, 10]), st.integers(-30, 30))
def test_sqlite_knows_when_summer_time_begins_and_ends(year, month, hours):
    sunday = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
    turn = datetime(year, month, sunday, 1, tzinfo=UTC)
    for at in (turn + timedelta(hours=hours), turn - timedelta(microseconds=1), turn):
        assert str(day_by_sqlite(at)) == str(at.astimezone(BUDAPEST).date())
