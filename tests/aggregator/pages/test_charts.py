"""What charts draw and tell, whatever the numbers and the names."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aggregator.pages.catalogue import texts
from aggregator.pages.charts import PARTS, TEXTURES, Column, bars, measure, spark, swatch, ticks
from aggregator.pages.counts import (
    MONTHS,
    PAIRS,
    by_year,
    columns,
    matrix,
    months_up_to,
    numbers_of,
    parted,
    shown_months,
    whole_months,
)
from aggregator.pages.environment import environment
from aggregator.pages.rhythm import rhythm
from aggregator.pages.strangers import undirected
from aggregator.pages.troubles import TROUBLES, trouble
from feeds.characters import text
from tests.aggregator.pages.strategies import TEXTS

COUNTS = st.one_of(st.integers(0, 5), st.integers(0, 10**5), st.just(0), st.integers(0, 10**30))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
TODAY = date(2026, 11, 26)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ALLOWED = {
    *("class", "viewBox", "role", "d", "x", "y", "width", "height", "fill", "cx", "cy", "r"),
    *("id", "patternUnits", "preserveAspectRatio", "aria-hidden"),
}


@st.composite
def charts(draw):
    parts = draw(st.lists(TEXTS, max_size=PARTS))
    values = st.tuples(*[COUNTS] * (len(parts) or 1))
    every = draw(st.lists(st.builds(Column, TEXTS, values, TEXTS), max_size=40))
    return every, parts


def drawn(svg):
    """The root of a drawing; it is read as strictly as XML is."""
    return etree.fromstring(text(str(svg)))


def box(root):
    _, _, width, height = map(float, root.get("viewBox").split())
    return width, height


def points(root):
    """Every point that a drawing touches, patterns apart: they repeat within what they fill."""
    for one in root.iterdescendants():
        if not isinstance(one.tag, str) or one.xpath("ancestor-or-self::defs"):
            continue
        if one.tag == "rect":
            x, y = (float(one.get(name, "0")) for name in "xy")
            yield x, y
            yield x + float(one.get("width")), y + float(one.get("height"))
        elif one.tag == "path":
            numbers = [float(n) for n in NUMBER.findall(one.get("d"))]
            if "H" in one.get("d"):
                x, y, end = numbers
                numbers = [x, y, end, y]
            yield from zip(numbers[::2], numbers[1::2], strict=True)
        elif one.tag == "circle":
            x, y, r = (float(one.get(name)) for name in ("cx", "cy", "r"))
            yield x - r, y - r
            yield x + r, y + r
        elif one.tag == "text":
            yield float(one.get("x")), float(one.get("y"))


def assert_within(root):
    width, height = box(root)
    # numbers are written to the hundredth
    assert all(-0.02 <= x <= width + 0.02 and -0.02 <= y <= height + 0.02 for x, y in points(root))


def assert_harmless(root):
    assert {one.tag for one in root.iter()} <= {
        *("svg", "title", "defs", "pattern", "rect", "path", "text", "circle"),
    }
    assert {name for one in root.iter() for name in one.attrib} <= ALLOWED


@given(charts(), TEXTS)
def test_bars_are_sound_and_stay_within_their_box_whatever_they_are_of(chart, title):
    every, parts = chart
    root = drawn(bars(every, title, parts=parts))
    assert_within(root)
    assert_harmless(root)


@given(charts())
def test_the_title_of_bars_tells_the_number_of_each(chart):
    every, parts = chart
    told = drawn(bars(every, "Articles", parts=parts)).findtext("title")
    assert [int(one) for one in re.findall(r": (\d+)(?=; |$)", told)][-len(every) :] == [
        column.total for column in every
    ] or not every


@given(charts())
def test_every_part_that_is_something_is_drawn_and_tells_its_number(chart):
    every, parts = chart
    root = drawn(bars(every, "Articles", parts=parts))
    told = [one.findtext("title") for one in root.findall("rect")]
    wanted = [str(value) for column in every for value in column.parts if value]
    assert [one.rpartition(": ")[2] for one in told] == wanted


def test_the_parts_of_a_bar_stand_on_each_other_and_differ_in_texture():
    root = drawn(bars([Column("June", (1, 3), "Jun")], "Articles", parts=("food", "wood"), key="a"))
    low, high = root.findall("rect")
    assert float(high.get("y")) + float(high.get("height")) == float(low.get("y"))
    assert float(high.get("height")) == 3 * float(low.get("height"))
    assert [low.get("fill"), high.get("fill")] == ["url(#a-0)", "url(#a-1)"]
    assert [one.get("id") for one in root.iter("pattern")] == ["a-0", "a-1"]
    assert len(set(TEXTURES)) == PARTS
    assert 'fill="url(#a-1)"' in swatch(1, "a")


def test_bars_of_nothing_have_a_scale_and_say_what_they_would_be_of():
    root = drawn(bars([], "Articles"))
    assert root.findtext("title") == "Articles"
    assert [one.text for one in root.findall("text")] == ["0", "1"]


@given(st.lists(COUNTS, max_size=60), TEXTS)
def test_a_line_is_sound_stays_within_its_box_and_tells_its_numbers(values, title):
    root = drawn(spark(values, title))
    assert_within(root)
    assert_harmless(root)
    if values:
        told = text(root.findtext("title"))
        assert told.endswith(", ".join(map(str, values)))
        assert told.startswith(undirected(title))


def test_a_line_of_one_value_is_its_point():
    root = drawn(spark([7], "Articles"))
    assert root.findtext("title") == "Articles: 7"
    assert len(root.findall("circle")) == 1


@given(COUNTS, COUNTS)
def test_a_measure_is_a_share_of_the_whole(value, most):
    (rect,) = drawn(measure(value, most))
    assert 0 <= float(rect.get("width")) <= 100


@given(st.integers(0, 10**40))
def test_a_scale_is_of_few_whole_round_numbers_and_reaches_the_highest(most):
    scale = ticks(most)
    step = scale[1]
    assert scale[0] == 0
    assert 2 <= len(scale) <= 5
    assert scale[-1] >= most
    assert scale[-1] - step < max(most, 1)
    assert re.fullmatch("[125]0*", str(step))


# Counting


def test_months_go_back_over_the_year():
    assert months_up_to(date(2026, 2, 28), 4) == (
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    )
    assert whole_months(date(2026, 3, 1), 1) == (date(2026, 2, 1),)


@given(DAYS)
def test_there_are_months_up_to_any_day(day):
    months = months_up_to(day)
    assert months[-1] == day.replace(day=1)
    assert 1 <= len(months) <= MONTHS
    assert list(months) == sorted(set(months))


def test_a_chart_ends_with_the_newest_month_and_never_in_the_future():
    counted = {date(2021, 6, 1): 3, date(2099, 1, 1): 1}
    assert shown_months(counted, TODAY)[-1] == date(2021, 6, 1)
    assert shown_months({}, TODAY)[-1] == date(2026, 11, 1)
    assert [(one.year, one.total) for one in by_year(counted)] == [(2099, 1), (2021, 3)]


@given(
    st.dictionaries(
        st.text(max_size=3),
        st.dictionaries(st.sampled_from(months_up_to(TODAY)), st.integers(0, 9)),
        max_size=12,
    )
)
def test_parts_and_the_rest_are_all_there_is(counted):
    months = months_up_to(TODAY)
    parts = parted(counted, months)
    assert len(parts) <= PARTS
    assert [part.name for part in parts].count("") <= 1
    together = [sum(part.numbers[at] for part in parts) for at in range(len(months))]
    assert together == [sum(some.get(month, 0) for some in counted.values()) for month in months]


def test_the_largest_parts_are_named_and_what_has_no_name_is_of_the_rest():
    month = date(2026, 10, 1)
    counted = {f"s{n}": {month: n} for n in range(10)} | {"": {month: 100}}
    parts = parted(counted, [month])
    assert [part.name for part in parts] == ["s9", "s8", "s7", "s6", "s5", "s4", "s3", ""]
    assert parts[-1].numbers == (2 + 1 + 100,)


def test_columns_have_their_months_and_some_a_label():
    months = months_up_to(date(2026, 7, 1), 7)
    made = columns(months, [numbers_of({date(2026, 2, 1): 4}, months)], "en")
    assert [one.total for one in made] == [0, 4, 0, 0, 0, 0, 0]
    assert made[1].name == "February 2026"
    assert [one.label for one in made] == ["2026", "", "", "", "", "", "Jul"]


def test_a_matrix_is_of_the_strongest_pairs_and_all_between_their_sources():
    told = matrix({("a", "b"): 5, ("c", "d"): 4, ("a", "d"): 1, ("x", "y"): 1}, most=2)
    assert (told.carriers, told.originals) == (("a", "c"), ("b", "d"))
    assert told.numbers == {("a", "b"): 5, ("c", "d"): 4, ("a", "d"): 1}


@given(st.dictionaries(st.tuples(st.integers(0, 99).map(str), st.integers(0, 99).map(str)),
                       st.integers(1, 9), max_size=200))  # fmt: skip
def test_a_matrix_is_never_larger_than_its_pairs(pairs):
    told = matrix(pairs)
    assert len(told.strongest) == min(len(pairs), PAIRS)
    assert max(len(told.carriers), len(told.originals)) <= PAIRS
    assert all(told.numbers[pair] == pairs[pair] for pair in told.strongest)


# Words


@pytest.mark.parametrize(
    ("every", "told"),
    [
        (timedelta(0), "about 1440 times a day"),
        (timedelta(hours=8), "about 3 times a day"),
        (timedelta(hours=12), "about twice a day"),
        (timedelta(days=1), "about once a day"),
        (timedelta(days=1.25), "about 6 times a week"),
        (timedelta(days=3.5), "about twice a week"),
        (timedelta(days=7), "about once a week"),
        (timedelta(days=9), "about 3 times a month"),
        (timedelta(days=30), "about once a month"),
        (timedelta(days=60), "about 6 times a year"),
        (timedelta(days=365), "about once a year"),
        (timedelta(days=900), "less than once a year"),
        (None, ""),
    ],
)
def test_how_often_is_told_in_words(every, told):
    assert rhythm(every, "en") == told


@given(st.timedeltas(timedelta(0), timedelta(days=100_000)))
def test_every_rhythm_has_words_in_both_languages(every):
    assert rhythm(every, "en")
    assert rhythm(every, "hu") not in ("", rhythm(every, "en"))


def test_troubles_are_told_in_words_and_unknown_ones_by_their_names():
    assert trouble("timeout", "hu") == texts("hu").gettext(TROUBLES["timeout"])
    assert trouble("http 503", "en") == "it answers with the error 503"
    assert trouble("never heard of", "hu") == "never heard of"


def test_charts_write_numbers_as_the_language_does():
    page = environment("hu").from_string('{{ bars(some, "Cikkek") }}')
    told = page.render(some=[Column("június", (12_345,))])
    assert "12\xa0345" in told
