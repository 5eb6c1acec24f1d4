import calendar
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrapers.article import BUDAPEST
from scrapers.dates import Moment, find_moment, machine_moment
from tests.scrapers.tables import rows

MONTHS = (
    *("január", "február", "március", "április", "május", "június", "július", "augusztus"),
    *("szeptember", "október", "november", "december"),
)
SHORT = (
    *("jan.", "febr.", "márc.", "ápr.", "máj.", "jún.", "júl.", "aug.", "szept.", "okt."),
    *("nov.", "dec."),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WEEKDAYS = ("hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap")

FORMS: dict[str, Callable[[date], str]] = {
    "in words": lambda d: f"{d.year}. {MONTHS[d.month - 1]} {d.day}.",
    "in words, on that day": lambda d: f"{d.year}. {MONTHS[d.month - 1]} {d.day}-án",
    "short, with weekday": lambda d: (
        f"{d.year}. {SHORT[d.month - 1]} {d.day:02}., {WEEKDAYS[d.weekday()]}"
    ),
    "month first": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "Roman month": lambda d: f"{d.year}. {ROMAN[d.month - 1]}. {d.day}.",
    "spaced numbers": lambda d: f"{d.year}. {d.month:02}. {d.day:02}.",
    "tight numbers": lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    "ISO": lambda d: d.isoformat(),
    "day first": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
}
CLOCKS: dict[str, Callable[[datetime], str]] = {
    "in words": lambda t: f"{t.year}. {MONTHS[t.month - 1]} {t.day}. {t:%H:%M}",
    "weekday between": lambda t: (
        f"{t.year}. {t.month:02}. {t.day:02}., {WEEKDAYS[t.weekday()]}, {t:%H:%M:%S}"
    ),
    "dot in the hour": lambda t: f"{t.year}. {MONTHS[t.month - 1]} {t.day}. {t.hour}.{t:%M}",
    "day first": lambda t: f"{t:%d.%m.%Y} {t:%H:%M}",
}
DAYS = [date(2006, 1, 1) + timedelta(days=n) for n in range(20 * 365 + 5)]
"""Every day of twenty years."""
LANGUAGES = ("hu", "sk", "ro", "en", "de")


def told(moment: Moment | None) -> str | None:
    """A moment with no more than it knows, as the data file writes it."""
    if moment is None:
        return None
    if moment.precision == "day":
        midnight = datetime.combine(moment.at.date(), datetime.min.time(), BUDAPEST)
        assert moment.at == midnight
        return moment.at.date().isoformat()
    return moment.at.isoformat(timespec="minutes")


@pytest.mark.parametrize("row", rows("dates.toml"))
def test_a_line_tells_the_moment_that_a_reader_takes_from_it(row: dict[str, Any]):
    assert told(find_moment(row["text"], row.get("languages", ["hu"]))) == row.get("means")


@pytest.mark.parametrize("form", FORMS)
def test_every_day_of_twenty_years_reads_back_as_itself(form: str):
    write = FORMS[form]
    wrong = [(write(d), d) for d in DAYS if told(find_moment(write(d))) != d.isoformat()]
    assert wrong == []


@pytest.mark.parametrize("form", CLOCKS)
def test_every_day_of_twenty_years_reads_back_with_its_clock_time(form: str):
    # another minute each day, so that every hour and minute comes up
    first = datetime(2006, 1, 1, tzinfo=BUDAPEST)
    moments = [first + n * timedelta(minutes=1517) for n in range(7000)]
    wrong = [(CLOCKS[form](t), t) for t in moments if not _reads_back(CLOCKS[form](t), t)]
    assert wrong == []


def _reads_back(text: str, at: datetime) -> bool:
    moment = find_moment(text)
    # wall clocks, because one hour a year comes twice and one does not come at all
    return moment is not None and moment.precision == "minute" and f"{moment.at:%c}" == f"{at:%c}"


def days_without_end() -> Iterator[str]:
    for year in (1999, 2000):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            for day in (*range(last + 1, 33), 39):
                yield f"{year}. {MONTHS[month - 1]} {day}."
                yield f"{year}. {month:02}. {day:02}."
                yield f"{year}-{month:02}-{day:02}"


def test_a_day_that_its_month_does_not_have_is_no_date():
    assert [text for text in days_without_end() if find_moment(text)] == []


@pytest.mark.parametrize("separator", ["-", "–", "—", " - ", " – ", ".-"])
def test_no_range_of_days_within_a_month_is_a_moment_by_its_first_day(separator: str):
    ranges = (
        f"2021. {name} {day}{separator}{day + 2}{end}"
        for name in MONTHS
        for day in range(1, 27)
        for end in (".", "-én", " között", "-i")
    )
    assert [text for text in ranges if find_moment(text)] == []


def test_no_list_of_days_is_a_moment_by_its_first_day():
    lists = (
        f"2021. {name} {day}{suffix}, {day + 2}{suffix}{end}"
        for name in MONTHS
        for day in range(1, 27)
        for suffix in (".", "-án", "-én")
        for end in ("", f" és {day + 3}{suffix}")
    )
    assert [text for text in lists if find_moment(text)] == []


NO_YEAR = st.text(
    st.sampled_from("0123456789 .,:-–/|()'áéőúű") | st.characters(codec="utf-8"), max_size=60
).filter(lambda text: not any(text[n : n + 4].isdecimal() for n in range(len(text))))


@given(NO_YEAR)
def test_no_text_without_a_year_is_a_date(text: str):
    assert find_moment(text, LANGUAGES) is None


@given(
    st.lists(
        st.sampled_from(
            [
                *("cég", "klaszter", "szám", "oldal", "Kft.", "hír,", "©", "–", "|", ":"),
                *("7", "12", "24", "365", "1.", "08:30"),
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["", "2021"]),
)
def test_no_text_without_a_month_is_a_date(words: list[str], year: str):
    # two numbers beside a year may well be a day and a month: one number at most
    numbers = [word for word in words if any(c.isdigit() for c in word)]
    text = " ".join([*(word for word in words if word not in numbers), *numbers[:1], year])
    assert find_moment(text, LANGUAGES) is None


@given(
    st.permutations(["2021", "5"]),
    st.sampled_from(
        [
            *("tegnap", "órája", "napja", "perc", "hónap", "héttel", "ezelőtt"),
            *("ago", "hours", "days", "zile", "dní"),
        ]
    ),
)
@example(["5", "2021"], "perc")
def test_no_word_that_counts_from_today_makes_a_date(numbers: list[str], word: str):
    assert find_moment(f"{numbers[0]} {word}, {numbers[1]}", LANGUAGES) is None


@given(st.text(max_size=90), st.sampled_from(DAYS), st.sampled_from(sorted(FORMS)))
def test_the_text_of_a_moment_stood_in_the_line(around: str, day: date, form: str):
    line = f"{around} {FORMS[form](day)}"
    moment = find_moment(line, LANGUAGES)
    if moment is not None:
        assert moment.text in " ".join(line.split())
        assert moment.at.tzinfo is not None


def test_a_line_longer_than_a_byline_is_not_read():
    assert find_moment("2021. június 4.") is not None
    assert find_moment("2021. június 4. " + "szó " * 20) is None


def test_a_language_that_nobody_knows_is_no_error():
    assert find_moment("4 fooember 2021", ["xx"]) is None


# What machines write.


@given(
    st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_what_a_machine_writes_reads_back_to_the_second(naive: datetime, minutes: int):
    at = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    spellings = [
        at.isoformat(),
        at.isoformat(sep=" "),
        at.isoformat(timespec="milliseconds"),
        f"{at:%Y-%m-%dT%H:%M:%S%z}",
        f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        format_datetime(at),
        f" {at.isoformat()}\n",
    ]
    for text in spellings:
        moment = machine_moment(text)
        assert moment is not None, text
        assert (moment.at, moment.precision, moment.text) == (at, "minute", text.strip())


def test_a_day_from_a_machine_begins_in_budapest_and_stays_a_day():
    moment = machine_moment("2021-06-04")
    assert moment == Moment(datetime(2021, 6, 4, tzinfo=BUDAPEST), "day", "2021-06-04")


@pytest.mark.parametrize("text", ["2021-06-04T12:30", "2021-06-04 12:30:00"])
def test_a_time_without_a_zone_is_meant_in_the_zone_of_the_caller(text: str):
    here, there = machine_moment(text), machine_moment(text, UTC)
    assert here and there
    assert here.at == datetime(2021, 6, 4, 12, 30, tzinfo=BUDAPEST)
    assert there.at == datetime(2021, 6, 4, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Fri, 04 Jun 2021 12:30:00 GMT", "12:30"),
        ("Fri, 4 Jun 21 12:30 +0000", "12:30"),
        ("Fri, 04 Jun 2021 12:30:00 EST", "17:30"),
        ("Fri, 04 Jun 2021 12:30:00", "10:30"),
        ("Fri, 04 Jun 2021 12:30:00 -0000", "12:30"),
    ],
)
def test_the_zone_of_a_mail_date_is_kept(text: str, utc: str):
    moment = machine_moment(text)
    assert moment is not None
    assert f"{moment.at.astimezone(UTC):%Y-%m-%d %H:%M}" == f"2021-06-04 {utc}"


@pytest.mark.parametrize(
    "text",
    [
        *("", "now", "péntek", "2021", "2021-06", "20210604", "1622802600", "06/04/2021", "12:30"),
        *("2021-06-31", "2021-13-01", "2021-06-04T25:00:00Z", "2021-06-04T12:30:00+99:00"),
        *("Fri, 31 Jun 2021 10:00:00 GMT", "4 Jun 99999 10:00 GMT", "2021. június 4.", "June 2021"),
        *("2021-06-04T", "0000-00-00", "0000-00-00 00:00:00", "Mon, 00 Jan 0000 00:00:00 GMT"),
    ],
)
def test_what_no_machine_would_call_a_date_is_none(text: str):
    assert machine_moment(text) is None


@given(st.text() | st.text("0123456789 :.,+-TZJanFebMrGMT", max_size=40))
def test_no_text_makes_the_machine_reader_fail_or_forget_the_zone(text: str):
    moment = machine_moment(text)
    assert moment is None or moment.at.tzinfo is not None


def test_a_machine_may_write_t_and_z_in_lower_case():
    assert machine_moment("2021-06-04t12:30:55z") is not None
